//! `bedside check`: what the live panel would say of a reply.

mod output;

use std::fs;
use std::io::{self, BufRead as _, Read as _, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Outcome;
use crate::lint::{self, Context, RulePack, Subject};
use crate::model::{Platform, Practice, Sentiment, Verdict};
use crate::triage::{self, TriagePack};

/// Arguments of `bedside check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 clear, 1 held or not covered, 2 could not run or read a line."
)]
pub struct Check {
    /// The reply's file; `-` or nothing for standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// The comment that it answers
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    /// Where it will stand, such as google or instagram
    #[arg(long, value_name = "P")]
    platform: Option<String>,
    /// The practice's profile, a TOML file
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long, conflicts_with = "jsonl")]
    json: bool,
    /// Read one case a line from standard input, print one object a line
    #[arg(long, conflicts_with_all = ["file", "comment", "platform"])]
    jsonl: bool,
}

/// What is the practice's own, beside or without a profile.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Own {
    names: Vec<String>,
    contacts: Vec<String>,
}

/// One line of input; only the reply is required.
#[derive(Debug, Deserialize)]
struct Case {
    id: Option<serde_json::Value>,
    platform: Option<String>,
    comment: Option<String>,
    reply: String,
    sentiment: Option<Sentiment>,
    stars: Option<f64>,
    author: Option<String>,
    own: Option<Own>,
}

/// The packs, and the profile that holds unless a line brings its own.
struct Desk {
    rules: RulePack,
    cues: TriagePack,
    practice: Option<Practice>,
}

impl Check {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, out: &mut impl Write, err: &mut impl Write) -> io::Result<Outcome> {
        let desk = Desk {
            rules: RulePack::bundled().map_err(io::Error::other)?,
            cues: TriagePack::bundled().map_err(io::Error::other)?,
            practice: self.profile.as_deref().map(read_profile).transpose()?,
        };
        if self.jsonl {
            return desk.check_lines(out);
        }
        let case = Case {
            id: None,
            platform: self.platform,
            comment: self.comment,
            reply: read_reply(self.file.as_deref())?,
            sentiment: None,
            stars: None,
            author: None,
            own: None,
        };
        let report = desk.check(&case);
        if self.json {
            let answer = output::answer(&desk.rules, &case, &report);
            serde_json::to_writer_pretty(&mut *out, &answer)?;
            writeln!(out)?;
        } else {
            output::tell(&desk.rules, &case, &report, out, err)?;
        }
        Ok(outcome(&report))
    }
}

impl Desk {
    /// Checks one case, with the rewrites of each finding.
    fn check(&self, case: &Case) -> lint::Report {
        let platform = case.platform.as_deref().map(Platform::from_name);
        let comment = case.comment.as_deref().unwrap_or_default();
        let has_comment = !comment.trim().is_empty() || case.stars.is_some();
        let sentiment = case.sentiment.or_else(|| {
            let subject = triage::Subject {
                platform: platform.as_ref(),
                author: case.author.as_deref(),
                text: comment,
                stars: case.stars.and_then(whole_stars),
            };
            has_comment.then(|| triage::triage(&self.cues, subject).sentiment)
        });
        let own = case.own.as_ref().map(|own| Practice {
            own_names: own.names.clone(),
            ..self.practice.clone().unwrap_or_default()
        });
        let subject = Subject {
            comment,
            sentiment,
            platform: platform.as_ref(),
            author: case.author.as_deref(),
            practice: own.as_ref().or(self.practice.as_ref()),
        };
        let mut context = Context::new(&self.rules, subject);
        if let Some(own) = &case.own {
            context = context.with_own_contacts(&own.contacts);
        }
        lint::check_with_fixes(&self.rules, &case.reply, &context)
    }

    /// Answers each line of standard input with one line.
    fn check_lines(&self, out: &mut impl Write) -> io::Result<Outcome> {
        let mut input = io::stdin().lock();
        let (mut line, mut number, mut outcome) = (Vec::new(), 0_u64, Outcome::Fine);
        while input.read_until(b'\n', &mut line)? > 0 {
            number += 1;
            if !line.trim_ascii().is_empty() {
                match serde_json::from_slice::<Case>(&line) {
                    Ok(case) => {
                        let report = self.check(&case);
                        serde_json::to_writer(
                            &mut *out,
                            &output::answer(&self.rules, &case, &report),
                        )?;
                        if outcome == Outcome::Fine {
                            outcome = self::outcome(&report);
                        }
                    }
                    Err(error) => {
                        let error = reason(&error);
                        serde_json::to_writer(
                            &mut *out,
                            &serde_json::json!({"line": number, "error": error}),
                        )?;
                        outcome = Outcome::Failed;
                    }
                }
                writeln!(out)?;
            }
            line.clear();
        }
        Ok(outcome)
    }
}

/// Why a line could not be read, without its words.
fn reason(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Data => {
            let message = error.to_string();
            let is_missing = message.contains("missing field `reply`");
            if is_missing {
                "reply is missing".to_owned()
            } else {
                "a field has another type than it should".to_owned()
            }
        }
        _ => format!("not JSON at column {}", error.column()),
    }
}

/// Stars as triage takes them: whole, 1 to 5.
fn whole_stars(stars: f64) -> Option<u8> {
    (1..=5_u8).find(|&whole| (f64::from(whole) - stars).abs() <= 0.5)
}

fn outcome(report: &lint::Report) -> Outcome {
    if report.verdict == Verdict::Clear { Outcome::Fine } else { Outcome::Found }
}

fn read_profile(path: &Path) -> io::Result<Practice> {
    let fail = |reason: &str| io::Error::other(format!("{reason} in {}", path.display()));
    let written = fs::read_to_string(path).map_err(|error| fail(&error.to_string()))?;
    toml::from_str(&written).map_err(|error| fail(error.message()))
}

fn read_reply(file: Option<&Path>) -> io::Result<String> {
    match file {
        Some(path) if path != Path::new("-") => fs::read_to_string(path)
            .map_err(|error| io::Error::other(format!("{error}: {}", path.display()))),
        _ => {
            let mut reply = String::new();
            io::stdin().lock().read_to_string(&mut reply)?;
            Ok(reply)
        }
    }
}
