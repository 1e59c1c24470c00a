//! Rewrites: what may stand in place of a finding. Each is offered only if the result passes.

use super::detect::{Reading, identity};
use super::{Context, Finding, Report, RulePack, check};
use crate::text::phrase::{Language, Scan};
use crate::text::{Kind, Span, Text};

/// A finding offers no more rewrites than this.
const MOST_FIXES: usize = 3;

/// The bytes that a rewrite replaces: the sentence of `span`, or the empty place where something is missing.
pub(super) fn place(text: &Text<'_>, span: Span) -> Span {
    if span.is_empty() {
        return span;
    }
    text.sentence_at(span).map_or(span, |sentence| sentence.span.join(span))
}

/// The rewrites of the finding at `position` of `before`, which is `check(pack, reply, context)`; best first.
///
/// Each stands in place of [`Finding::replaces`], removes the finding and adds none of any rule. Every one that
/// is tried costs a check, so this is for the finding that is being looked at, not for each keystroke.
pub fn fixes(
    pack: &RulePack,
    reply: &str,
    context: &Context,
    (before, position): (&Report, usize),
) -> Vec<String> {
    let attempt = Attempt { pack, reply, context, before };
    before.findings.get(position).map(|finding| attempt.fixes(finding)).unwrap_or_default()
}

/// Checks a reply and fills in the rewrites of every finding: for a reply at rest, and for the shell.
pub fn check_with_fixes(pack: &RulePack, reply: &str, context: &Context) -> Report {
    let before = check(pack, reply, context);
    let attempt = Attempt { pack, reply, context, before: &before };
    let mut report = before.clone();
    for finding in &mut report.findings {
        finding.fixes = attempt.fixes(finding);
    }
    report
}

/// A reply, as it was checked, that rewrites are tried on.
struct Attempt<'a> {
    pack: &'a RulePack,
    reply: &'a str,
    context: &'a Context,
    before: &'a Report,
}

impl Attempt<'_> {
    fn fixes(&self, finding: &Finding) -> Vec<String> {
        let rule = self.pack.compiled().iter().find(|known| known.rule.id == finding.rule);
        let (Some(rule), Some(old)) = (rule, finding.replaces.slice(self.reply)) else {
            return Vec::new();
        };
        let is_spanish = self.is_spanish(old);
        let wanted: Vec<_> =
            rule.fixes.iter().filter(|fix| (fix.fix.lang == "es") == is_spanish).collect();
        let languages: Vec<_> = wanted.iter().map(|fix| fix.language).collect();
        let text = Text::read(old);
        let scan = self.pack.book().scan(&text, &languages);
        let mut fixes: Vec<String> = Vec::new();
        for fix in wanted {
            let candidates = match fix.from {
                None if finding.span.is_empty() => {
                    vec![added(self.reply, finding.span, &fix.fix.to)]
                }
                None => {
                    let contact = self.contact(&text, &scan, fix.language);
                    self.with_what_is_lost(&fix.fix.to, contact.as_deref(), fix.language)
                }
                Some(from) => {
                    let found = scan.of(from).next();
                    found
                        .and_then(|found| replaced(old, found.span, &fix.fix.to))
                        .into_iter()
                        .collect()
                }
            };
            let passing = candidates
                .into_iter()
                .find(|candidate| !fixes.contains(candidate) && self.passes(finding, candidate));
            fixes.extend(passing);
            if fixes.len() == MOST_FIXES {
                break;
            }
        }
        fixes
    }

    /// The practice's own contact in `old`, as a sentence of its own.
    ///
    /// Any other contact may be what the reply leaks; a rewrite that kept it would publish it once more, as ours.
    fn contact(&self, old: &Text<'_>, scan: &Scan, language: Language) -> Option<String> {
        let reading = Reading {
            pack: self.pack,
            context: self.context,
            text: old,
            scan,
            languages: &[language],
        };
        let token = identity::contact::own_contact(&reading)?;
        let written = old.written(token);
        Some(match (token.kind, language == Language::Spanish) {
            (Kind::Phone, false) => format!("Please call us at {written}."),
            (Kind::Phone, true) => format!("Por favor llámenos al {written}."),
            (_, false) => format!("Please write to us at {written}."),
            (_, true) => format!("Por favor escríbanos a {written}."),
        })
    }

    /// A sentence in place of another, by itself and followed by the step and the contact that the other had.
    fn with_what_is_lost(
        &self,
        sentence: &str,
        contact: Option<&str>,
        language: Language,
    ) -> Vec<String> {
        let is_spanish = language == Language::Spanish;
        let lang = if is_spanish { "es" } else { "en" };
        let of_rule = |id: &str| {
            let mut fixes = self.pack.named(id)?.fixes.iter();
            fixes.find(|fix| fix.from.is_none() && fix.lang == lang).map(|fix| fix.to.as_str())
        };
        let step = of_rule("structure/no-solution");
        let path = contact.or_else(|| of_rule("structure/no-offline-path"));
        let joined =
            |parts: [Option<&str>; 3]| parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let mut candidates = vec![
            joined([Some(sentence), step, contact]),
            joined([Some(sentence), None, path]),
            joined([Some(sentence), step, path]),
        ];
        if contact.is_none() {
            candidates.insert(0, sentence.to_owned());
        } else {
            candidates.insert(0, joined([Some(sentence), None, contact]));
            candidates.push(sentence.to_owned());
        }
        candidates
    }

    /// Whether the words to be replaced, or the whole reply where there are none, are Spanish.
    fn is_spanish(&self, old: &str) -> bool {
        if old.is_empty() {
            return self.before.language == "es";
        }
        crate::text::language::detect(&Text::read(old)).code() == "es"
    }

    /// Whether the reply with `candidate` in it lacks the finding and breaks no rule more often than before.
    fn passes(&self, finding: &Finding, candidate: &str) -> bool {
        let Some(changed) = spliced(self.reply, finding.replaces, candidate) else { return false };
        let after = check(self.pack, &changed, self.context);
        let count = |report: &Report, finding: &Finding| {
            report.findings.iter().filter(|known| known.rule == finding.rule).count()
        };
        count(&after, finding) < count(self.before, finding)
            && after.findings.iter().all(|left| count(&after, left) <= count(self.before, left))
    }
}

/// `text` with other words at `span`, byte for byte.
fn spliced(text: &str, span: Span, with: &str) -> Option<String> {
    Some(format!("{}{with}{}", text.get(..span.start())?, text.get(span.end()..)?))
}

/// A sentence with other words at `span`; its first word keeps its capital.
fn replaced(sentence: &str, span: Span, with: &str) -> Option<String> {
    let mut letters = with.chars();
    match letters.next() {
        Some(first) if span.start() == 0 => {
            let with: String = first.to_uppercase().chain(letters).collect();
            spliced(sentence, span, &with)
        }
        _ => spliced(sentence, span, with),
    }
}

/// A sentence that is added at a place, with the space that it needs.
fn added(reply: &str, place: Span, sentence: &str) -> String {
    let before = reply.get(..place.start()).unwrap_or_default();
    if before.is_empty() {
        format!("{sentence} ")
    } else if before.ends_with(char::is_whitespace) {
        sentence.to_owned()
    } else {
        format!(" {sentence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Subject;
    use crate::model::Practice;

    #[test]
    fn a_rewrite_never_publishes_what_the_reply_leaked() {
        let pack = RulePack::bundled().expect("the rules");
        let practice = Practice {
            name: "Harborview".to_owned(),
            email: "care@harborview.example".to_owned(),
            ..Practice::default()
        };
        for practice in [None, Some(&practice)] {
            let subject = Subject { comment: "Nobody calls back", practice, ..Subject::default() };
            let context = Context::new(&pack, subject);
            for leak in [
                "Sorry to hear this. We wrote to your e-mail dana.w@mail.example yesterday.",
                "Sorry to hear this. We emailed you at dana.w@mail.example after your visit.",
                "Sorry to hear this. You typed dana.w@mail.example when you came in on Tuesday.",
            ] {
                let report = check_with_fixes(&pack, leak, &context);
                let fixes: Vec<&String> =
                    report.findings.iter().flat_map(|known| &known.fixes).collect();
                assert!(!fixes.is_empty(), "something is offered for: {leak}");
                for fix in fixes {
                    assert!(!fix.contains("dana.w"), "it is not offered again as ours: {fix}");
                }
            }
            let ours = "When you came in on Tuesday we were late, please write to us at care@harborview.example.";
            let report = check_with_fixes(&pack, ours, &context);
            let mut fixes = report.findings.iter().flat_map(|known| &known.fixes);
            assert!(
                fixes.any(|fix| fix.contains("care@harborview.example")),
                "the practice's own contact is kept"
            );
        }
    }
}
