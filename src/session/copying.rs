//! Writing and copying: the reply is checked, recorded, put on the clipboard, and only then counts as replied.

use crate::model::{Body, ClipboardOutcome, ReplyId, Status};
use crate::worker::{Answered, NewReply, Request, StatusFilter, Ticket};

use super::undo::Step;
use super::{Action, Dialog, Effect, Obstacle, Screen, State, World, desk};

/// Carries out what a person does to the reply short of copying it.
pub(super) fn write(state: &mut State, world: World<'_>, action: Action) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let composer = &mut open.composer;
    match action {
        // Words that were typed for another comment never end up under this one.
        Action::EditReply { comment, revision, text }
            if comment == composer.comment && revision == composer.revision =>
        {
            composer.edit(text, world.pack, world.now);
        }
        Action::UndoEdit => composer.undo(world.pack, world.now),
        Action::RedoEdit => composer.redo(world.pack, world.now),
        Action::LeaveReply => {
            return composer.save(world.now).map(Effect::Ask).into_iter().collect();
        }
        Action::SelectFinding(position) => composer.select_finding(position, world.pack),
        Action::NextFinding => composer.next_finding(world.pack),
        Action::ApplyFix(fix) => composer.apply_fix(fix, world.pack, world.now),
        Action::SetAside { finding, reason } => {
            composer.put_by(finding, &reason);
            state.dialog = None;
        }
        Action::AllowUncovered { reason } => {
            composer.allow_uncovered(&reason);
            state.dialog = None;
        }
        _ => {}
    }
    super::tick(state, world)
}

/// Checks the exact words once more and has them recorded; the clipboard waits for the record.
pub(super) fn copy(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(person) = state.person() else { return Vec::new() };
    let ticket = state.ticket();
    let Some(open) = &mut state.open else { return Vec::new() };
    let composer = &mut open.composer;
    composer.check(world.pack);
    if let Some(obstacle) = composer.obstacle() {
        if let Obstacle::Stop { finding, .. } = obstacle {
            composer.select_finding(finding, world.pack);
        }
        if obstacle == Obstacle::NotCovered {
            state.dialog = Some(Dialog::AllowUncovered);
        }
        let words = held_words(state, world, obstacle);
        state.say(world.now, words);
        return Vec::new();
    }
    composer.copying = Some(ticket);
    let reply = NewReply {
        comment: composer.comment,
        practice: open.thread.comment.practice,
        person,
        text: Body::from(composer.text()),
        findings: composer.sealed_findings(),
        overrides: composer.sealed_overrides(),
        pack_version: world.pack.version().to_owned(),
    };
    vec![Effect::Ask(Request::RecordReply { ticket, reply: Box::new(reply) })]
}

/// Why the reply was not copied, and what to do.
fn held_words(state: &State, world: World<'_>, obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::Empty => "Nothing to copy: the reply is empty".to_owned(),
        Obstacle::Busy => "The reply is being recorded".to_owned(),
        Obstacle::TooLong => "Not copied: the reply is longer than the platform takes".to_owned(),
        Obstacle::NotCovered => {
            "Not copied: no rule reads this language, so a person has to vouch for it".to_owned()
        }
        Obstacle::Stop { finding, n } => {
            let summary = state
                .open
                .as_ref()
                .and_then(|open| open.composer.report.findings.get(finding))
                .and_then(|finding| world.pack.rule(&finding.rule))
                .map_or("", |rule| rule.summary.as_str());
            match n {
                1 => format!("Not copied: {}", lower_first(summary)),
                n => format!("Not copied: {}, and {} more", lower_first(summary), n - 1),
            }
        }
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The record stands: now, and only now, the clipboard gets the words.
pub(super) fn recorded(
    state: &mut State,
    ticket: Ticket,
    reply: ReplyId,
    text: Body,
) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return Vec::new() };
    if open.composer.copying != Some(ticket) {
        return Vec::new();
    }
    state.on_clipboard = Some(reply);
    vec![Effect::CopyToClipboard(text)]
}

/// The clipboard was set and read back: that is recorded too.
pub(super) fn clipboard_set(state: &mut State, outcome: ClipboardOutcome) -> Vec<Effect> {
    let Some(reply) = state.on_clipboard.take() else { return Vec::new() };
    vec![Effect::Ask(Request::RecordOutcome { reply, outcome })]
}

/// The outcome stands: a copied reply closes its comment and opens the next.
pub(super) fn outcome_recorded(
    state: &mut State,
    world: World<'_>,
    answered: Answered,
) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return Vec::new() };
    if open.composer.comment != answered.comment {
        return Vec::new();
    }
    open.composer.copying = None;
    if answered.outcome == ClipboardOutcome::Failed {
        state.say(
            world.now,
            "Recorded, but not copied: the clipboard did not keep the words. Copy again",
        );
        return Vec::new();
    }
    open.composer.forget_draft();
    state.picker.remember(open.composer.text());
    let (comment, from) = (answered.comment, open.thread.comment.status);
    let source = &open.thread.comment.source;
    let words =
        format!("Copied: reply to {} on {}", source.author.label(), source.platform.label());
    open.thread.comment.status = Status::Replied;
    // A comment that had been answered before goes back to "replied", not further.
    if from != Status::Replied {
        state.steps.push(Step::Moved { comment, from, to: Status::Replied });
    }
    state.say_undoable(world.now, words);
    let mut effects = Vec::new();
    if state.queue.query.status != StatusFilter::All && state.screen == Screen::Queue {
        effects.extend(open_after_leaving(state, world));
    }
    effects.extend(desk::reorder(state));
    effects.push(state.count(world));
    effects
}

/// Opens the neighbour of a comment that leaves the queue; without one the desk is empty.
pub(super) fn open_after_leaving(state: &mut State, world: World<'_>) -> Vec<Effect> {
    if let Some(id) = state.queue.after_leaving() {
        return desk::open(state, world, id);
    }
    let effects = state.save_draft(world.now).into_iter().collect();
    state.open = None;
    state.loading = None;
    state.queue.locate(None);
    effects
}
