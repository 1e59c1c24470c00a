//! The reply that is being written: its words, what the check says of them, and when they must be saved.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

use crate::lint::{self, Finding, Report, RulePack};
use crate::model::{Body, CommentId, Override, SealedFinding, Verdict};
use crate::worker::{Request, Ticket};

use super::edits::Edits;

/// A draft is on disk at the latest half a second after the first unsaved keystroke; the rest is for the disk.
const SAVE_AFTER: Duration = Duration::from_millis(350);

/// A save that was not confirmed after this long is sent again.
const SAVE_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// The name under which a reply that no rule can read is let through.
pub const NOT_COVERED: &str = "language/not-covered";

/// A finding that was put by for this reply. `Debug` hides the words.
#[derive(Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Which rule.
    pub rule: String,
    /// The words it was about; they may move, but not change.
    words: String,
    /// Why.
    pub reason: String,
}

impl fmt::Debug for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SetAside({})", self.rule)
    }
}

/// Whether what was typed is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed yet.
    Untouched,
    /// Not yet.
    Pending,
    /// Since then.
    At(Timestamp),
}

/// The reply to one comment, while it is written.
pub struct Composer {
    /// The comment that it answers, for ever.
    pub comment: CommentId,
    text: String,
    /// Grows when the session replaces the text, so that the text box takes it over.
    pub revision: u64,
    /// What the check says of exactly this text.
    pub report: Report,
    /// Position of the current finding in the report.
    pub current: usize,
    /// Findings put by for this reply.
    pub set_aside: Vec<SetAside>,
    /// Whether what was typed is on disk.
    pub saved: Saved,
    /// The record that the clipboard waits for.
    pub copying: Option<Ticket>,
    context: lint::Context,
    edits: Edits,
    unsaved_since: Option<Duration>,
    save_sent: Option<(u64, Duration)>,
    save_revision: u64,
}

impl fmt::Debug for Composer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Composer({} for comment {})", self.text.len(), self.comment)
    }
}

impl Composer {
    /// A composer for `comment` that begins with its draft.
    pub fn new(
        comment: CommentId,
        draft: Option<(&Body, Timestamp)>,
        context: lint::Context,
        pack: &RulePack,
    ) -> Self {
        let (text, saved) = match draft {
            Some((text, at)) => (text.as_str().to_owned(), Saved::At(at)),
            None => (String::new(), Saved::Untouched),
        };
        let mut composer = Self {
            comment,
            text,
            revision: 1,
            report: lint::check(pack, "", &context),
            current: 0,
            set_aside: Vec::new(),
            saved,
            copying: None,
            context,
            edits: Edits::default(),
            unsaved_since: None,
            save_sent: None,
            save_revision: 0,
        };
        composer.check(pack);
        composer
    }

    /// The words as they stand.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// ISO 639-1 code of the comment's language.
    pub fn comment_language(&self) -> &'static str {
        self.context.comment_language()
    }

    /// The rewrites of the current finding.
    pub fn fixes(&self) -> &[String] {
        self.current_finding().map_or(&[], |finding| finding.fixes.as_slice())
    }

    /// Measures the same words against another context, after the comment's sentiment or practice changed.
    pub fn measure_against(&mut self, context: lint::Context, pack: &RulePack) {
        self.context = context;
        self.check(pack);
    }

    /// Takes over what was typed.
    pub fn edit(&mut self, text: String, pack: &RulePack, now: Duration) {
        if text == self.text || self.copying.is_some() {
            return;
        }
        self.edits.typed(&self.text, &text, now);
        self.take(text, pack, now);
    }

    /// Puts another text in place of what stands there, as one step that can be taken back.
    pub fn replace(&mut self, text: String, pack: &RulePack, now: Duration) {
        if text == self.text || self.copying.is_some() {
            return;
        }
        self.edits.replaced(&self.text);
        self.take(text, pack, now);
        self.revision += 1;
    }

    /// Takes the last edit back.
    pub fn undo(&mut self, pack: &RulePack, now: Duration) {
        if self.copying.is_none()
            && let Some(text) = self.edits.undo(&self.text)
        {
            self.take(text, pack, now);
            self.revision += 1;
        }
    }

    /// Does the last edit again.
    pub fn redo(&mut self, pack: &RulePack, now: Duration) {
        if self.copying.is_none()
            && let Some(text) = self.edits.redo(&self.text)
        {
            self.take(text, pack, now);
            self.revision += 1;
        }
    }

    /// Whether an edit can be taken back.
    pub fn can_undo(&self) -> bool {
        self.edits.can_undo()
    }

    /// Whether an edit can be done again.
    pub fn can_redo(&self) -> bool {
        self.edits.can_redo()
    }

    fn take(&mut self, text: String, pack: &RulePack, now: Duration) {
        self.text = text;
        self.saved = Saved::Pending;
        self.unsaved_since.get_or_insert(now);
        self.check(pack);
    }

    /// Checks exactly the words that stand there.
    pub fn check(&mut self, pack: &RulePack) {
        self.report = lint::check(pack, &self.text, &self.context);
        if self.text.trim().is_empty() {
            // A reply that was not begun lacks everything; saying so would only be noise.
            self.report.findings.clear();
        }
        self.current = self.current.min(self.report.findings.len().saturating_sub(1));
        self.find_fixes(pack);
    }

    /// The finding that the panel shows open.
    pub fn current_finding(&self) -> Option<&Finding> {
        self.report.findings.get(self.current)
    }

    /// Rewrites are tried for the current finding only: each costs a check of its own.
    fn find_fixes(&mut self, pack: &RulePack) {
        let at = (&self.report, self.current);
        let fixes = lint::fixes(pack, &self.text, &self.context, at);
        if let Some(finding) = self.report.findings.get_mut(self.current) {
            finding.fixes = fixes;
        }
    }

    /// Makes the next finding the current one, round and round.
    pub fn next_finding(&mut self, pack: &RulePack) {
        let n = self.report.findings.len();
        self.current = if n == 0 { 0 } else { (self.current + 1) % n };
        self.find_fixes(pack);
    }

    /// Makes the finding at `position` the current one.
    pub fn select_finding(&mut self, position: usize, pack: &RulePack) {
        if position < self.report.findings.len() {
            self.current = position;
            self.find_fixes(pack);
        }
    }

    /// Puts a rewrite of the current finding in place of the words it is about.
    pub fn apply_fix(&mut self, fix: usize, pack: &RulePack, now: Duration) {
        let Some(finding) = self.current_finding() else { return };
        let Some(words) = finding.fixes.get(fix) else { return };
        let range = finding.replaces.range();
        let (Some(before), Some(after)) =
            (self.text.get(..range.start), self.text.get(range.end..))
        else {
            return;
        };
        let text = format!("{before}{words}{after}");
        self.replace(text, pack, now);
    }

    /// The reply was copied: its draft is gone from the disk, and nothing is left to save.
    pub fn forget_draft(&mut self) {
        self.unsaved_since = None;
        self.save_sent = None;
    }

    /// The reason for which a finding was put by, if it was.
    pub fn reason_for(&self, finding: &Finding) -> Option<&str> {
        let words = finding.span.slice(&self.text)?;
        self.set_aside
            .iter()
            .find(|aside| aside.rule == finding.rule.as_str() && aside.words == words)
            .map(|aside| aside.reason.as_str())
    }

    /// Puts the finding at `position` by for this reply.
    pub fn put_by(&mut self, position: usize, reason: &str) {
        let Some(finding) = self.report.findings.get(position) else { return };
        let Some(words) = finding.span.slice(&self.text) else { return };
        let aside = SetAside {
            rule: finding.rule.as_str().to_owned(),
            words: words.to_owned(),
            reason: reason.trim().to_owned(),
        };
        if !aside.reason.is_empty() && self.reason_for(finding).is_none() {
            self.set_aside.push(aside);
        }
    }

    /// Lets exactly these words through although no rule can read them.
    pub fn allow_uncovered(&mut self, reason: &str) {
        let reason = reason.trim();
        if !reason.is_empty() {
            let (rule, words) = (NOT_COVERED.to_owned(), self.text.clone());
            self.set_aside.push(SetAside { rule, words, reason: reason.to_owned() });
        }
    }

    /// Whether a person took responsibility for exactly these words in a language without rules.
    pub fn is_allowed_uncovered(&self) -> bool {
        self.set_aside.iter().any(|aside| aside.rule == NOT_COVERED && aside.words == self.text)
    }

    /// Positions of the stops that hold the reply back and were not set aside.
    pub fn holding(&self) -> impl Iterator<Item = usize> {
        self.report
            .findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| finding.holds() && self.reason_for(finding).is_none())
            .map(|(position, _)| position)
    }

    /// Why the reply cannot be copied as it stands; `None` if it can.
    pub fn obstacle(&self) -> Option<Obstacle> {
        if self.text.trim().is_empty() {
            Some(Obstacle::Empty)
        } else if self.copying.is_some() {
            Some(Obstacle::Busy)
        } else if let Some(finding) = self.holding().next() {
            Some(Obstacle::Stop { finding, n: self.holding().count() })
        } else if self.report.length.is_over {
            Some(Obstacle::TooLong)
        } else if self.report.verdict == Verdict::NotCovered && !self.is_allowed_uncovered() {
            Some(Obstacle::NotCovered)
        } else {
            None
        }
    }

    /// The findings as they go into the history.
    pub fn sealed_findings(&self) -> Vec<SealedFinding> {
        self.report.sealed()
    }

    /// What was set aside, as it goes into the history: only what still stands in the text.
    pub fn sealed_overrides(&self) -> Vec<Override> {
        let mut overrides: Vec<Override> = self
            .report
            .findings
            .iter()
            .filter_map(|finding| {
                let reason = Body::from(self.reason_for(finding)?);
                let rule = finding.rule.as_str().to_owned();
                Some(Override {
                    rule,
                    start: finding.span.start(),
                    end: finding.span.end(),
                    reason,
                })
            })
            .collect();
        if let Some(aside) = self
            .set_aside
            .iter()
            .find(|aside| aside.rule == NOT_COVERED && aside.words == self.text)
        {
            let reason = Body::from(aside.reason.as_str());
            overrides.push(Override {
                rule: aside.rule.clone(),
                start: 0,
                end: self.text.len(),
                reason,
            });
        }
        overrides
    }

    /// The request that saves the draft, if it is due.
    pub fn save_if_due(&mut self, now: Duration) -> Option<Request> {
        let is_due =
            self.unsaved_since.is_some_and(|since| SAVE_AFTER <= now.saturating_sub(since));
        let is_lost =
            self.save_sent.is_some_and(|(_, sent)| SAVE_AGAIN_AFTER <= now.saturating_sub(sent));
        if is_due || is_lost { self.save(now) } else { None }
    }

    /// The request that saves the draft at once, if anything is unsaved.
    pub fn save(&mut self, now: Duration) -> Option<Request> {
        if self.unsaved_since.is_none() && self.save_sent.is_none() {
            return None;
        }
        self.unsaved_since = None;
        self.save_revision += 1;
        self.save_sent = Some((self.save_revision, now));
        let text = Body::from(self.text.as_str());
        Some(Request::SaveDraft { comment: self.comment, revision: self.save_revision, text })
    }

    /// The worker confirmed a save.
    pub fn draft_saved(&mut self, revision: u64, at: Timestamp) {
        if self.save_sent.is_some_and(|(sent, _)| sent == revision) {
            self.save_sent = None;
            if self.unsaved_since.is_none() {
                self.saved = Saved::At(at);
            }
        }
    }

    /// How long until the draft must be saved.
    pub fn due_in(&self, now: Duration) -> Option<Duration> {
        self.unsaved_since.map(|since| SAVE_AFTER.saturating_sub(now.saturating_sub(since)))
    }
}

/// Why a reply cannot be copied as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing was written.
    Empty,
    /// A record is being made this moment.
    Busy,
    /// Stops hold it back: the first one's position, and how many there are.
    Stop {
        /// Position of the first.
        finding: usize,
        /// How many.
        n: usize,
    },
    /// Longer than the platform takes.
    TooLong,
    /// No rule can read its language.
    NotCovered,
}
