//! `bedside templates`: run templates through the rules, list them, or write them out to start one's own from.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::Outcome;
use crate::lint::{self, RulePack, Subject};
use crate::model::{Platform, PlatformFacts, Practice, Sentiment, Verdict};
use crate::sample;
use crate::template::{self, Filled, Form, Library, Paths, Template, Values};
use crate::text::length;

/// Arguments of `bedside templates`.
#[derive(Debug, clap::Args)]
pub struct Templates {
    /// What to do with them
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Run every variant, filled with a sample profile for every platform, through the rules
    Check {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// Files of templates (default: those that come with Bedside)
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the templates that come with Bedside
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Write the templates that come with Bedside to standard output, as TOML to start one's own from
    Export,
}

impl Templates {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, out: &mut impl Write, err: &mut impl Write) -> io::Result<Outcome> {
        match self.action {
            Action::Check { json, files } => {
                let how = if json { How::Json } else { How::Words };
                run_check(&files, how, out, err)
            }
            Action::List { json } => {
                let library = Library::bundled().map_err(io::Error::other)?;
                list(&library, if json { How::Json } else { How::Words }, out)?;
                Ok(Outcome::Fine)
            }
            Action::Export => {
                for (name, text) in Library::sources() {
                    writeln!(out, "# ---- {name}.toml\n\n{text}")?;
                }
                Ok(Outcome::Fine)
            }
        }
    }
}

/// How the result is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Json,
    Words,
}

/// One template, as `list --json` shows it.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    language: &'static str,
    categories: Vec<&'static str>,
    sentiments: Vec<&'static str>,
    variants: usize,
    short_forms: usize,
}

fn list(library: &Library, how: How, out: &mut impl Write) -> io::Result<()> {
    let every = Paths { has_phone: true, has_email: true, can_direct_message: true };
    let rows: Vec<Listed<'_>> = library
        .templates()
        .iter()
        .map(|template| Listed {
            id: template.id.as_str(),
            title: &template.title,
            language: template.language.code(),
            categories: template.categories.iter().map(|one| one.name()).collect(),
            sentiments: template.sentiments.iter().map(|one| one.name()).collect(),
            variants: template.n_variants(Form::Long, every),
            short_forms: template.short.len(),
        })
        .collect();
    if how == How::Json {
        return write_json(&serde_json::json!({ "templates": rows }), out);
    }
    for row in &rows {
        let categories = row.categories.join(", ");
        let (id, title, variants) = (row.id, row.title, row.variants);
        writeln!(out, "{id:32} {} {title:40} {variants:3} variants  {categories}", row.language)?;
    }
    Ok(())
}

fn write_json(value: &serde_json::Value, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// Something that the rules say of a reply that a template makes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    template: String,
    /// A rule's id, or `length`, `language` or `profile` for what no rule says.
    rule: String,
    /// The words that the rule points at; empty where something is missing.
    words: String,
    /// The reply as filled.
    reply: String,
}

/// What was checked, and every fault with the platforms on which it was met.
#[derive(Default)]
struct Checked {
    n_replies: usize,
    faults: BTreeMap<Fault, Vec<String>>,
}

impl Checked {
    fn add(&mut self, fault: Fault, platform: &Platform) {
        let met_on = self.faults.entry(fault).or_default();
        if met_on.last().map(String::as_str) != Some(platform.name()) {
            met_on.push(platform.name().to_owned());
        }
    }
}

fn run_check(
    files: &[PathBuf],
    how: How,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<Outcome> {
    let mut library = Library::default();
    let mut outcome = Outcome::Fine;
    for path in files {
        let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let read = fs::read_to_string(path).map_err(|error| (error.to_string(), None));
        let loaded = read.and_then(|text| {
            Library::parse(&name, &text)
                .and_then(|templates| library.extend(templates))
                .map_err(|error| (error.to_string(), Some(error.help())))
        });
        if let Err((reason, help)) = loaded {
            writeln!(err, "not checked: {reason}: {}", path.display())?;
            if let Some(help) = help {
                writeln!(err, "  {help}")?;
            }
            outcome = Outcome::Failed;
        }
    }
    if files.is_empty() {
        library = Library::bundled().map_err(io::Error::other)?;
    }
    let checked = check(&library)?;
    if how == How::Json {
        report_json(&library, &checked, out)?;
    } else {
        report_words(&library, &checked, out)?;
    }
    Ok(match outcome {
        Outcome::Fine if !checked.faults.is_empty() => Outcome::Found,
        outcome => outcome,
    })
}

/// Fills and checks every variant of every template, for every platform and each feeling that it answers.
fn check(library: &Library) -> io::Result<Checked> {
    let pack = RulePack::bundled().map_err(io::Error::other)?;
    let facts = PlatformFacts::bundled().map_err(io::Error::other)?;
    let practice = sample::practices()
        .map_err(io::Error::other)?
        .into_iter()
        .next()
        .ok_or_else(|| io::Error::other("there is no sample profile"))?;
    let mut checked = Checked::default();
    for (values, platforms) in alike(&practice, &facts) {
        for &sentiment in Sentiment::ALL {
            let subject = Subject {
                sentiment: Some(sentiment),
                platform: platforms.first(),
                practice: Some(&practice),
                ..Subject::default()
            };
            let context = lint::Context::new(&pack, subject);
            let answers =
                library.templates().iter().filter(|one| one.sentiments.contains(&sentiment));
            for template in answers {
                for variant in 0..template.n_variants(values.form, values.paths()) {
                    let filled = template::fill(template, variant, &values);
                    let report = lint::check(&pack, &filled.text, &context);
                    let faults = faults(template, &filled, &report);
                    for platform in &platforms {
                        checked.n_replies += 1;
                        for fault in &faults {
                            checked.add(fault.clone(), platform);
                        }
                        let fact = facts.of(platform);
                        let n = length::count(&filled.text, fact.unit);
                        if fact.limit.is_some_and(|limit| n > limit) {
                            checked.add(fault(template, &filled, "length", ""), platform);
                        }
                    }
                }
            }
        }
    }
    Ok(checked)
}

/// The platforms in groups that take the very same replies, so that each reply is read once.
fn alike(practice: &Practice, facts: &PlatformFacts) -> Vec<(Values, Vec<Platform>)> {
    let mut groups: Vec<(Values, Vec<Platform>)> = Vec::new();
    for platform in Platform::known() {
        let values = Values::of(practice, &platform, facts);
        match groups.iter_mut().find(|(known, _)| *known == values) {
            Some((_, platforms)) => platforms.push(platform),
            None => groups.push((values, vec![platform])),
        }
    }
    groups
}

fn fault(template: &Template, filled: &Filled, rule: &str, words: &str) -> Fault {
    Fault {
        template: template.id.to_string(),
        rule: rule.to_owned(),
        words: words.to_owned(),
        reply: filled.text.clone(),
    }
}

/// Everything that is wrong with one reply wherever it stands.
fn faults(template: &Template, filled: &Filled, report: &lint::Report) -> Vec<Fault> {
    let fault = |rule: &str, words: &str| fault(template, filled, rule, words);
    let mut all: Vec<Fault> = report
        .findings
        .iter()
        .map(|one| fault(one.rule.as_str(), one.span.slice(&filled.text).unwrap_or_default()))
        .collect();
    all.extend(filled.missing.iter().map(|missing| fault("profile", &missing.to_string())));
    if report.verdict == Verdict::NotCovered {
        all.push(fault("language", ""));
    }
    all
}

fn report_words(library: &Library, checked: &Checked, out: &mut impl Write) -> io::Result<()> {
    for (fault, platforms) in &checked.faults {
        writeln!(out, "{}: {} on {}", fault.template, fault.rule, platforms.join(", "))?;
        if !fault.words.is_empty() {
            writeln!(out, "  here: {}", fault.words)?;
        }
        writeln!(out, "  in:   {}\n", fault.reply.replace('\n', " / "))?;
    }
    let (n_templates, n_replies) = (library.templates().len(), checked.n_replies);
    match checked.faults.len() {
        0 => writeln!(out, "{n_templates} templates, {n_replies} replies: none breaks a rule"),
        n => writeln!(out, "{n_templates} templates, {n_replies} replies: {n} faults"),
    }
}

fn report_json(library: &Library, checked: &Checked, out: &mut impl Write) -> io::Result<()> {
    let faults: Vec<serde_json::Value> = checked
        .faults
        .iter()
        .map(|(fault, platforms)| {
            serde_json::json!({
                "template": fault.template, "rule": fault.rule, "words": fault.words,
                "reply": fault.reply, "platforms": platforms,
            })
        })
        .collect();
    let document = serde_json::json!({
        "templates": library.templates().len(),
        "replies": checked.n_replies,
        "faults": faults,
    });
    write_json(&document, out)
}
