//! The end of a reading: one of each id, answers of the practice under their comments, ids where there are none.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{Answers, Batch, Found, Mark, reply};
use crate::import::{Doubt, Role, identity};
use crate::model::{ExistingReply, Kind, NewComment, Platform, SourceFlag};

/// A stable id of platform, author, exact time and words; a relative time is no part of it.
pub(super) fn derived_id(found: &Found) -> String {
    let exact = found.comment.posted_at.filter(|_| !found.has_relative_time);
    identity::derived(&found.comment, exact)
}

/// What was found, each id once, in the order of the file.
pub(super) struct Unique {
    found: Vec<Found>,
    index: HashMap<(Platform, String), usize>,
    /// For each thing found, its number among the unique ones.
    of: Vec<usize>,
}

impl Unique {
    /// Takes doubles out; of two with one id the one that was changed later stays.
    pub(super) fn of(all: Vec<Found>, batch: &mut Batch<'_>) -> Self {
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
                let before = std::mem::replace(known, one).comment;
                keep_known(&mut known.comment, before);
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

/// A later copy that leaves something out does not take it away.
fn keep_known(later: &mut NewComment, before: NewComment) {
    later.existing_reply = later.existing_reply.take().or(before.existing_reply);
    if !later.flags.contains(&SourceFlag::Anonymous) {
        later.author.name = later.author.name.take().or(before.author.name);
        later.author.handle = later.author.handle.take().or(before.author.handle);
    }
    later.permalink = later.permalink.take().or(before.permalink);
    later.parent_id = later.parent_id.take().or(before.parent_id);
    later.post_context = later.post_context.take().or(before.post_context);
    if later.posted_at.is_none() {
        later.posted_at = before.posted_at;
        later.posted_at_precision = before.posted_at_precision;
    }
}

/// What stays, and where each thing that was found went.
pub(super) struct Placed {
    /// In the order of the file.
    pub(super) comments: Vec<NewComment>,
    /// Where a cut is uncertain.
    pub(super) doubts: Vec<Doubt>,
    /// Stars that are not whole.
    pub(super) exact_stars: Vec<(usize, f64)>,
    /// For each thing found: its comment, or the comment it answers.
    roles: Vec<Role>,
}

impl Placed {
    /// Whether any of them answers another: only then can answers of the practice stand among them.
    pub(super) fn has_threads(&self) -> bool {
        self.comments.iter().any(|comment| comment.parent_id.is_some())
    }

    /// What a line of a paste turned out to be.
    pub(super) fn role(&self, mark: Mark) -> Role {
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

/// Takes own answers out and puts the latest under its comment; what is empty is left out.
pub(super) fn place(unique: Unique, batch: &mut Batch<'_>) -> Placed {
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
        let mut members: Vec<(&str, Option<Timestamp>, usize)> = found
            .iter()
            .zip(own)
            .enumerate()
            .filter_map(|(number, (one, is_own))| match &one.answers {
                Answers::Conversation(name) if !is_own => {
                    Some((name.as_str(), one.comment.posted_at, number))
                }
                _ => None,
            })
            .collect();
        members.sort_unstable();
        let mut all: HashMap<String, Vec<(Option<Timestamp>, usize)>> = HashMap::new();
        for (name, at, number) in members {
            all.entry(name.to_owned()).or_default().push((at, number));
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
