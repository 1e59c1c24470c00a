//! What a reader has found so far, and how it becomes an [`Import`]: ids, duplicates, own answers, counts.

mod place;

use jiff::Timestamp;

use super::moment::Moment;
use super::own::Own;
use super::{Import, MAX_ROWS, Options, Place, Skipped, SourceLine, clean};
use crate::model::{Body, ExistingReply, IdBasis, Kind, NewComment, Platform, SourceFlag};

/// Under which comment an answer of the practice belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Answers {
    /// The comment's own `parent_id` says it.
    #[default]
    Parent,
    /// The nearest comment of somebody else before it: captures without a hierarchy.
    Before,
    /// The last comment of somebody else in this conversation that is not later.
    Conversation(String),
}

/// One thing that somebody wrote, as a reader found it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What is known; an empty id becomes a derived one.
    pub(super) comment: NewComment,
    /// Account number of the author, to recognise the practice; never stored.
    pub(super) author_id: Option<String>,
    /// The source itself says that the practice wrote it.
    pub(super) is_own: bool,
    /// Where it belongs if the practice wrote it.
    pub(super) answers: Answers,
    /// When it was last changed: of two with one id the later one stays.
    pub(super) updated_at: Option<Timestamp>,
    /// Its time counts back from the capture and is no part of a derived id.
    pub(super) has_relative_time: bool,
    /// Stars with their fraction, where they are not whole.
    pub(super) exact_stars: Option<f64>,
    /// A question, where the reader is not sure of what it cut out.
    pub(super) doubt: Option<String>,
    /// Line, or number of the element.
    pub(super) row: usize,
}

impl Found {
    /// Something of which only platform, kind and place in the file are known.
    pub(super) fn new(platform: Platform, kind: Kind, row: usize) -> Self {
        let mut comment = NewComment::new(platform, "", "");
        comment.kind = kind;
        Self {
            comment,
            author_id: None,
            is_own: false,
            answers: Answers::Parent,
            updated_at: None,
            has_relative_time: false,
            exact_stars: None,
            doubt: None,
            row,
        }
    }

    /// Takes the time over, where there is one.
    pub(super) fn posted(&mut self, moment: Option<Moment>) {
        if let Some(moment) = moment {
            self.comment.posted_at = Some(moment.at);
            self.comment.posted_at_precision = Some(moment.precision);
            self.has_relative_time = moment.is_relative;
        }
    }

    /// Takes the display name over; a placeholder for a withheld name becomes the flag `anonymous`.
    pub(super) fn named(&mut self, name: Option<&str>) {
        let Some(name) = name.and_then(clean::line) else { return };
        if clean::is_placeholder(&name) {
            self.flag(SourceFlag::Anonymous);
        } else {
            self.comment.author.name = Some(name);
        }
    }

    /// Takes a handle over; one leading `@` goes.
    pub(super) fn handled(&mut self, handle: Option<&str>) {
        let Some(handle) = handle.and_then(clean::line) else { return };
        let bare = match handle.strip_prefix('@') {
            Some(rest) if !rest.starts_with('@') => rest.to_owned(),
            _ => handle,
        };
        self.comment.author.handle = (!bare.is_empty()).then_some(bare);
    }

    /// Takes the words over; what had to be cut is flagged.
    pub(super) fn said(&mut self, words: &str) {
        if clean::is_over_long(words) {
            self.flag(SourceFlag::Truncated);
        }
        self.comment.text = Body(clean::text(words));
    }

    /// Adds a flag once.
    pub(super) fn flag(&mut self, flag: SourceFlag) {
        if !self.comment.flags.contains(&flag) {
            self.comment.flags.push(flag);
        }
    }
}

/// An answer of the practice, or `None` where there are no words.
pub(super) fn reply(
    words: Option<&str>,
    at: Option<Timestamp>,
    author: Option<&str>,
) -> Option<ExistingReply> {
    let text = clean::text(words?);
    (!text.is_empty()).then(|| ExistingReply {
        text: Body(text),
        at,
        author: author.and_then(clean::line),
    })
}

/// What a line of a paste was, with numbers of [`Found`] in place of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word of the page's interface.
    Interface,
    /// The post that the comments stand under.
    Post,
    /// Belongs to the thing found with this number.
    Found(usize),
    /// Belongs to the answer that stands under the thing found with this number.
    Reply(usize),
}

/// Everything that a reader has found so far.
pub(super) struct Batch<'a> {
    /// What was known beforehand.
    pub(super) options: &'a Options,
    /// Who "we" are.
    pub(super) own: Own,
    found: Vec<Found>,
    skipped: Vec<Skipped>,
    warnings: Vec<String>,
    history: Vec<ExistingReply>,
    lines: Vec<(Body, Mark)>,
    is_full: bool,
    total: u64,
    place: Place,
}

impl<'a> Batch<'a> {
    /// An empty one.
    pub(super) fn new(options: &'a Options) -> Self {
        Self {
            options,
            own: Own::new(&options.own),
            found: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
            history: Vec::new(),
            lines: Vec::new(),
            is_full: false,
            total: 0,
            place: Place::Line,
        }
    }

    /// Says what the numbers of rows count.
    pub(super) fn counts(&mut self, place: Place) {
        self.place = place;
    }

    /// Remembers how many comments the source says there are.
    pub(super) fn of_total(&mut self, total: u64) {
        self.total = self.total.max(total);
    }

    /// Takes one thing; answers its number for [`Batch::line`].
    pub(super) fn add(&mut self, found: Found) -> usize {
        if self.found.len() >= MAX_ROWS {
            self.is_full = true;
        } else {
            self.found.push(found);
        }
        self.found.len().saturating_sub(1)
    }

    /// The last thing found, to add what stands after it.
    pub(super) fn last(&mut self) -> Option<&mut Found> {
        self.found.last_mut()
    }

    /// Says that there are more rows than an import takes.
    pub(super) fn overflow(&mut self) {
        self.is_full = true;
    }

    /// Whether there were more rows than an import takes.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Counts something that is left out.
    pub(super) fn skip(&mut self, reason: &str, row: usize) {
        self.skip_many(reason, row, 1);
    }

    /// Counts several things that one row stands for.
    pub(super) fn skip_many(&mut self, reason: &str, row: usize, count: usize) {
        let known = self.skipped.iter().position(|entry| entry.reason == reason);
        let index = known.unwrap_or(self.skipped.len());
        if known.is_none() {
            self.skipped.push(Skipped {
                reason: reason.to_owned(),
                count: 0,
                detail: detail(reason).to_owned(),
                rows: Vec::new(),
            });
        }
        let entry = self.skipped.get_mut(index);
        if let Some(entry) = entry {
            entry.count += count;
            if row > 0 && entry.rows.last() != Some(&row) {
                entry.rows.push(row);
            }
        }
    }

    /// Adds a sentence for the person, once, with the file's name in front.
    pub(super) fn warn(&mut self, sentence: &str) {
        let sentence = format!("{}: {sentence}", self.options.name);
        if !self.warnings.contains(&sentence) {
            self.warnings.push(sentence);
        }
    }

    /// Keeps what the account itself wrote, for files that hold nothing else.
    pub(super) fn remember(&mut self, reply: ExistingReply) {
        self.history.push(reply);
    }

    /// Keeps a line of a paste and what it was.
    pub(super) fn line(&mut self, text: &str, mark: Mark) {
        self.lines.push((Body(text.to_owned()), mark));
    }

    /// Ends the reading: duplicates go, own answers find their comment, every comment has an id.
    pub(super) fn finish(mut self, format: &'static str) -> Import {
        let mut found = std::mem::take(&mut self.found);
        for one in &mut found {
            if one.comment.external_id.is_empty() {
                one.comment.id_basis = IdBasis::Derived;
                one.comment.external_id = place::derived_id(one);
            }
        }
        let unique = place::Unique::of(found, &mut self);
        let n_own_before = self.count("own");
        let placed = place::place(unique, &mut self);
        if self.own.is_empty() && n_own_before == self.count("own") && placed.has_threads() {
            self.warn(
                "No name of your own is set, so answers by the practice may stand here as comments. \
                 Add your names and handles to the practice's profile, or give them with --own",
            );
        }
        let n_here = placed.comments.len();
        if u64::try_from(n_here).is_ok_and(|n_here| n_here < self.total) {
            self.warn(&format!("It holds {n_here} of {}. Export the other pages too", self.total));
        }
        let lines = std::mem::take(&mut self.lines)
            .into_iter()
            .map(|(text, mark)| SourceLine { text, role: placed.role(mark) })
            .collect();
        Import {
            format,
            is_recognised: true,
            comments: placed.comments,
            own_history: self.history,
            skipped: self.skipped,
            warnings: self.warnings,
            place: self.place,
            lines,
            doubts: placed.doubts,
            exact_stars: placed.exact_stars,
        }
    }

    /// Ends the reading of something that is no source of comments.
    pub(super) fn unrecognised(self) -> Import {
        Import { is_recognised: false, ..self.finish("") }
    }

    fn count(&self, reason: &str) -> usize {
        self.skipped.iter().filter(|entry| entry.reason == reason).map(|entry| entry.count).sum()
    }
}

/// A sentence for each reason.
fn detail(reason: &str) -> &'static str {
    match reason {
        "own" => {
            "Written by the practice itself; the latest answer under a comment is kept with it"
        }
        "deleted" => "Deleted or removed at the source",
        "unpublished" => "Not published at the source",
        "private" => "Private messages are never queued",
        "not-a-comment" => "Not a comment or a review",
        "error-item" => "An error note of the exporting tool, without a comment",
        "malformed" => "Could not be read",
        "empty" => "Neither words nor stars nor an attachment",
        "duplicate" => "The same comment stands in the file more than once; the latest is kept",
        "retweet" => "Somebody passed another post on without words of their own",
        "more" => "Replies that the source names but does not carry",
        "caption" => "The post itself; it is kept as context of its comments",
        _ => "Left out",
    }
}
