//! `bedside rules`: the rules as a compliance officer reads them.

use std::io::{self, Write};

use super::Outcome;
use crate::lint::{Rule, RulePack};

/// Arguments of `bedside rules`.
#[derive(Debug, clap::Args)]
pub struct Rules {
    #[command(subcommand)]
    what: What,
}

/// What to do with the rules.
#[derive(Debug, clap::Subcommand)]
enum What {
    /// One line a rule: id, severity, what breaks it
    List,
    /// Everything about one rule
    Explain {
        /// Its id, such as privacy/echo
        #[arg(value_name = "RULE")]
        rule: String,
    },
}

impl Rules {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, out: &mut impl Write, err: &mut impl Write) -> io::Result<Outcome> {
        let pack = RulePack::bundled().map_err(io::Error::other)?;
        match self.what {
            What::List => {
                for rule in pack.rules() {
                    let severity = rule.severity.name();
                    writeln!(out, "{:<30} {severity:<8} {}", rule.id.as_str(), rule.summary)?;
                }
            }
            What::Explain { rule: id } => {
                let Some(rule) = pack.named(&id) else {
                    writeln!(
                        err,
                        "bedside: there is no rule {id}; `bedside rules list` names them all"
                    )?;
                    return Ok(Outcome::Failed);
                };
                explain(rule, out)?;
            }
        }
        Ok(Outcome::Fine)
    }
}

fn explain(rule: &Rule, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} ({})", rule.id.as_str(), rule.severity.name())?;
    writeln!(out, "{}\n", rule.summary)?;
    writeln!(out, "Why: {}", rule.rationale)?;
    writeln!(out, "Instead: {}", rule.instead)?;
    for citation in &rule.citations {
        match &citation.url {
            Some(url) => writeln!(out, "Source: {}, {url}", citation.title)?,
            None => writeln!(out, "Source: {}", citation.title)?,
        }
    }
    for case in &rule.enforcement {
        writeln!(out, "Enforcement: {case}")?;
    }
    for case in rule.bad.iter().take(2) {
        writeln!(out, "Breaks it: {}", case.reply().0)?;
    }
    for case in rule.good.iter().take(2) {
        writeln!(out, "Passes: {}", case.reply().0)?;
    }
    writeln!(out, "Since: {}", rule.since)
}
