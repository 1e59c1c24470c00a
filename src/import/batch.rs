//! What a reader has found so far, and how it becomes an [`Import`]: ids, duplicates, own answers, counts.

use std::collections::HashMap;

use jiff::Timestamp;

use super::moment::Moment;
use super::own::Own;
use super::{Doubt, Import, MAX_ROWS, Options, Place, Role, Skipped, SourceLine, clean, identity};
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
        let entry = match self.skipped.iter_mut().position(|entry| entry.reason == reason) {
            Some(index) => self.skipped.get_mut(index),
            None => {
                self.skipped.push(Skipped {
                    reason: reason.to_owned(),
                    count: 0,
                    detail: detail(reason).to_owned(),
                    rows: Vec::new(),
                });
                self.skipped.last_mut()
            }
        };
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
                let exact = one.comment.posted_at.filter(|_| !one.has_relative_time);
                one.comment.external_id = identity::derived(&one.comment, exact);
            }
        }
        let unique = Unique::of(found, &mut self);
        let n_own_before = self.count("own");
        let placed = place(unique, &mut self);
        if self.own.is_empty() && n_own_before == self.count("own") && has_threads(&placed.comments)
        {
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

/// A comment that was left with an own answer, or may have been, only where there is a conversation at all.
fn has_threads(comments: &[NewComment]) -> bool {
    comments.iter().any(|comment| comment.parent_id.is_some())
}

/// What was found, each id once, in the order of the file.
struct Unique {
    found: Vec<Found>,
    index: HashMap<(Platform, String), usize>,
    /// For each thing found, its number among the unique ones.
    of: Vec<usize>,
}

impl Unique {
    fn of(all: Vec<Found>, batch: &mut Batch<'_>) -> Self {
        let mut unique = Self {
            found: Vec::new(),
            index: HashMap::with_capacity(all.len()),
            of: Vec::with_capacity(all.len()),
        };
        for one in all {
            let key = (one.comment.platform.clone(), one.comment.external_id.clone());
            let next = unique.found.len();
            let number = *unique.index.entry(key).or_insert(next);
            unique.of.push(number);
            let Some(known) = unique.found.get_mut(number) else {
                unique.found.push(one);
                continue;
            };
            batch.skip("duplicate", one.row);
            if known.updated_at <= one.updated_at {
                let reply = known.comment.existing_reply.take();
                *known = one;
                known.comment.existing_reply = known.comment.existing_reply.take().or(reply);
            }
        }
        unique
    }

    fn by_id(&self, platform: &Platform, id: &str) -> Option<usize> {
        self.index.get(&(platform.clone(), id.to_owned())).copied()
    }

    /// The comment of somebody else that an own answer stands under.
    fn target(&self, own: &[bool], from: usize) -> Option<usize> {
        let answer = self.found.get(from)?;
        let is_foreign = |number: &usize| own.get(*number) == Some(&false);
        match &answer.answers {
            Answers::Before => (0..from).rev().find(is_foreign),
            Answers::Parent => {
                let mut number = from;
                // An answer to our own answer belongs to the comment that began it.
                for _ in 0..64 {
                    let one = self.found.get(number)?;
                    number =
                        self.by_id(&one.comment.platform, one.comment.parent_id.as_deref()?)?;
                    if is_foreign(&number) {
                        return Some(number);
                    }
                }
                None
            }
            Answers::Conversation(_) => None,
        }
    }
}

/// What stays, and where each thing that was found went.
struct Placed {
    comments: Vec<NewComment>,
    doubts: Vec<Doubt>,
    exact_stars: Vec<(usize, f64)>,
    /// For each thing found: its comment, or the comment it answers.
    roles: Vec<Role>,
}

impl Placed {
    fn role(&self, mark: Mark) -> Role {
        match mark {
            Mark::Interface => Role::Interface,
            Mark::Post => Role::Post,
            Mark::Found(number) => self.roles.get(number).copied().unwrap_or(Role::Interface),
            Mark::Reply(number) => match self.roles.get(number) {
                Some(Role::Comment(comment)) => Role::Reply(*comment),
                _ => Role::Interface,
            },
        }
    }
}

fn place(unique: Unique, batch: &mut Batch<'_>) -> Placed {
    let own: Vec<bool> = unique
        .found
        .iter()
        .map(|one| one.is_own || batch.own.wrote(&one.comment.author, one.author_id.as_deref()))
        .collect();
    let conversations = Conversations::of(&unique.found, &own);
    let targets: Vec<Option<usize>> = own
        .iter()
        .enumerate()
        .map(|(number, &is_own)| {
            if !is_own {
                return None;
            }
            conversations.target(unique.found.get(number)?).or_else(|| unique.target(&own, number))
        })
        .collect();
    let mut kept: Vec<Option<usize>> = vec![None; unique.found.len()];
    let mut placed = Placed {
        comments: Vec::new(),
        doubts: Vec::new(),
        exact_stars: Vec::new(),
        roles: Vec::new(),
    };
    let mut answers: Vec<(usize, ExistingReply)> = Vec::new();
    for (number, one) in unique.found.into_iter().enumerate() {
        if own.get(number) == Some(&true) {
            batch.skip("own", one.row);
            let author =
                one.comment.author.name.as_deref().or(one.comment.author.handle.as_deref());
            let answer = reply(Some(one.comment.text.as_str()), one.comment.posted_at, author);
            if let (Some(Some(target)), Some(answer)) = (targets.get(number), answer) {
                answers.push((*target, answer));
            }
            continue;
        }
        let is_answerable =
            one.comment.kind == Kind::Review || one.comment.flags.contains(&SourceFlag::Attachment);
        if one.comment.text.is_empty() && !is_answerable {
            batch.skip("empty", one.row);
            continue;
        }
        let index = placed.comments.len();
        if let Some(slot) = kept.get_mut(number) {
            *slot = Some(index);
        }
        placed.doubts.extend(one.doubt.map(|question| Doubt { comment: index, question }));
        placed.exact_stars.extend(one.exact_stars.map(|stars| (index, stars)));
        placed.comments.push(one.comment);
    }
    for (target, answer) in answers {
        let comment =
            kept.get(target).copied().flatten().and_then(|index| placed.comments.get_mut(index));
        if let Some(comment) = comment
            && comment.existing_reply.as_ref().is_none_or(|known| known.at <= answer.at)
        {
            comment.existing_reply = Some(answer);
        }
    }
    placed.roles = unique
        .of
        .iter()
        .map(|&number| match (kept.get(number), targets.get(number)) {
            (Some(Some(index)), _) => Role::Comment(*index),
            (_, Some(Some(target))) => {
                kept.get(*target).copied().flatten().map_or(Role::Interface, Role::Reply)
            }
            _ => Role::Interface,
        })
        .collect();
    placed
}

/// Comments of other people by conversation, in order of time.
struct Conversations(HashMap<String, Vec<(Option<Timestamp>, usize)>>);

impl Conversations {
    fn of(found: &[Found], own: &[bool]) -> Self {
        let mut all: HashMap<String, Vec<(Option<Timestamp>, usize)>> = HashMap::new();
        for (number, (one, is_own)) in found.iter().zip(own).enumerate() {
            if let (Answers::Conversation(name), false) = (&one.answers, is_own) {
                all.entry(name.clone()).or_default().push((one.comment.posted_at, number));
            }
        }
        for members in all.values_mut() {
            members.sort_unstable();
        }
        Self(all)
    }

    fn target(&self, answer: &Found) -> Option<usize> {
        let Answers::Conversation(name) = &answer.answers else { return None };
        let members = self.0.get(name)?;
        let n_earlier = members.partition_point(|(at, _)| *at <= answer.comment.posted_at);
        members.get(n_earlier.checked_sub(1)?).map(|(_, number)| *number)
    }
}
