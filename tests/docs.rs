//! assets/rules/README.md is what the rules say. `UPDATE=1 cargo test --test docs` rewrites it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not there")]

use std::fmt::Write as _;
use std::{env, fs};

use bedside::lint::rule::{AppliesTo, Case, Rule};
use bedside::lint::{RulePack, Severity};

const PATH: &str = "assets/rules/README.md";

const GROUPS: [(&str, &str); 5] = [
    ("privacy", "What must stay unsaid"),
    ("tone", "How it is said"),
    ("legal", "What must not be promised, admitted or threatened"),
    ("structure", "What a reply to a negative comment needs"),
    ("hygiene", "What was left behind"),
];

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Stop => "Stop: holds the reply back",
        Severity::Warning => "Warning: ought to be changed",
        Severity::Advice => "Advice: would make it better",
    }
}

/// The text of a case on one line.
fn line(case: &Case) -> String {
    case.reply().0.replace('\n', " ").replace('~', "\\~")
}

fn write_rule(page: &mut String, rule: &Rule) {
    writeln!(page, "\n### {}\n\n{}.", rule.id.as_str(), rule.summary).unwrap();
    writeln!(page, "\n{}\n", rule.rationale).unwrap();
    writeln!(page, "* {}.", severity(rule.severity)).unwrap();
    if rule.applies_to == AppliesTo::NegativeComment {
        writeln!(page, "* Asked of answers to a negative comment only.").unwrap();
    }
    writeln!(page, "* Instead: {}.", rule.instead).unwrap();
    for citation in &rule.citations {
        match &citation.url {
            Some(url) => writeln!(page, "* Source: [{}]({url}).", citation.title).unwrap(),
            None => writeln!(page, "* Source: {}.", citation.title).unwrap(),
        }
    }
    for case in &rule.enforcement {
        writeln!(page, "* Enforcement: {case}.").unwrap();
    }
    writeln!(page).unwrap();
    for case in rule.bad.iter().take(2) {
        writeln!(page, "> ~~{}~~\n", line(case)).unwrap();
    }
    for case in rule.good.iter().take(2) {
        writeln!(page, "> {}\n", line(case)).unwrap();
    }
    writeln!(page, "Since {}.", rule.since).unwrap();
}

fn page(pack: &RulePack) -> String {
    let mut page = String::from(
        "# The rules\n\nWritten by `UPDATE=1 cargo test --test docs` from the files beside it; do not edit.\n",
    );
    for (group, title) in GROUPS {
        let rules: Vec<_> = pack.rules().filter(|rule| rule.id.group() == group).collect();
        writeln!(page, "\n## {title}\n\n| rule | a reply breaks it when it |\n|---|---|").unwrap();
        for rule in &rules {
            writeln!(page, "| `{}` | {} |", rule.id.as_str(), rule.summary.replace('|', "\\|"))
                .unwrap();
        }
        for rule in rules {
            write_rule(&mut page, rule);
        }
    }
    page
}

#[test]
fn the_page_for_compliance_officers_is_what_the_rules_say() {
    let page = page(&RulePack::bundled().unwrap());
    if env::var_os("UPDATE").is_some() {
        fs::write(PATH, &page).unwrap();
    }
    let present = fs::read_to_string(PATH).unwrap_or_default().replace("\r\n", "\n");
    assert!(present == page, "{PATH} is out of date: UPDATE=1 cargo test --test docs");
}
