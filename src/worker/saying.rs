//! Reads replies that were already said by the rules, on a thread of its own; the writer hands it a few at a time.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::StoreError;
use super::lane::Message;
use super::store::said::{Unread, Verdict};
use crate::lint::{self, Context, RulePack, Severity, Subject};
use crate::model::CommentId;

/// What comes of a few replies.
pub(super) struct Heard {
    /// Version of the rules that read them.
    version: &'static str,
    verdicts: Vec<Verdict>,
}

impl std::fmt::Debug for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Heard({} replies)", self.verdicts.len())
    }
}

impl Heard {
    /// Version of the rules that read them.
    pub(super) fn version(&self) -> &'static str {
        self.version
    }

    /// What was found.
    pub(super) fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }
}

/// A reading of everything that was said, as the writer follows it.
#[derive(Debug)]
pub(super) struct Saying {
    to_thread: Sender<Vec<Unread>>,
    /// Version of the rules that it was asked for.
    pub(super) version: String,
    /// The last comment whose reply was handed over.
    pub(super) after: CommentId,
    /// Whether it was asked for once more meanwhile.
    pub(super) is_asked_again: bool,
    /// How many portions were read since somebody was told.
    pub(super) n_untold: usize,
}

impl Saying {
    /// Starts the thread; what it reads comes into the inbox.
    pub(super) fn begin(inbox: &Sender<Message>, version: String) -> Result<Self, StoreError> {
        let (to_thread, portions) = mpsc::channel();
        let told = inbox.clone();
        thread::Builder::new()
            .name("bedside-said".to_owned())
            .spawn(move || run(&portions, &told))
            .map_err(|error| StoreError::NoThread(error.kind()))?;
        let after = CommentId(0);
        Ok(Self { to_thread, version, after, is_asked_again: false, n_untold: 0 })
    }

    /// Hands replies over; `false` where nobody reads them any more.
    pub(super) fn hand_over(&mut self, unread: Vec<Unread>) -> bool {
        if let Some(last) = unread.last() {
            self.after = last.comment;
        }
        self.to_thread.send(unread).is_ok()
    }
}

fn run(portions: &Receiver<Vec<Unread>>, told: &Sender<Message>) {
    // The rules are proven to load by a test; without them nothing is read, and nothing is called clear.
    let Ok(pack) = RulePack::bundled() else { return };
    for unread in portions {
        let verdicts = unread.into_iter().map(|reply| judge(&pack, reply)).collect();
        let heard = Heard { version: pack.version(), verdicts };
        if told.send(Message::Said(heard)).is_err() {
            return;
        }
    }
}

fn judge(pack: &RulePack, unread: Unread) -> Verdict {
    let Unread { comment, practice, platform, author, text, sentiment, reply } = unread;
    let context = Context::new(
        pack,
        Subject {
            comment: text.as_str(),
            sentiment: Some(sentiment),
            platform: Some(&platform),
            author: author.name.as_deref().or(author.handle.as_deref()),
            practice: Some(&practice),
        },
    );
    let report = lint::check(pack, reply.as_str(), &context);
    let weight = |severity| match severity {
        Severity::Stop => 3,
        Severity::Warning => 2,
        Severity::Advice => 1,
    };
    let worst = report.findings.iter().map(|one| weight(one.shown_as())).max().unwrap_or(0);
    let findings = report.sealed();
    Verdict { comment, reply, findings, worst }
}
