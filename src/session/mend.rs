//! Mending the open comment: what was captured wrongly, an author who asked to be removed, and twins.

use crate::model::CommentId;
use crate::worker::{AfterEvent, AfterRequest, AuthorCount, Mending, Request, Ticket};

use super::undo::Step;
use super::{Dialog, Effect, State, World, desk, said};

/// What a person does to what was captured of the open comment.
#[derive(Clone, Debug)]
pub enum MendAction {
    /// Correct author, stars, platform or practice.
    Save(Box<Mending>),
    /// Ask how much there is of the author, before anything is removed.
    AskRemoval,
    /// Remove every comment of the author, after the person was asked.
    RemoveAuthor,
    /// Make one of the open comment and its twin.
    Merge,
    /// Remember that the two are two.
    KeepApart,
}

/// What is waited for.
#[derive(Debug, Default)]
pub struct Mend {
    /// How much there is of the author whose removal is asked about, once it has come.
    pub count: Option<Box<AuthorCount>>,
    awaited_count: Ticket,
    saving: Option<(Ticket, Box<Mending>)>,
}

fn ask(request: AfterRequest) -> Effect {
    Effect::Ask(Request::After(request))
}

/// What may be corrected of the open comment, as it stands.
pub(super) fn present(state: &State) -> Option<Mending> {
    let comment = &state.open.as_ref()?.thread.comment;
    Some(Mending {
        author: comment.source.author.clone(),
        stars: comment.source.stars,
        platform: comment.source.platform.clone(),
        practice: comment.practice,
    })
}

/// Carries out what a person does.
pub(super) fn act(state: &mut State, world: World<'_>, action: MendAction) -> Vec<Effect> {
    let Some(open) = &state.open else { return Vec::new() };
    let comment = open.thread.comment.id;
    let twin = open.thread.twin.as_ref().map(|twin| twin.comment);
    // A reply that is being recorded keeps its comment as it is.
    if open.composer.copying.is_some() {
        return Vec::new();
    }
    match action {
        MendAction::Save(to) => save(state, comment, to),
        MendAction::AskRemoval => {
            let ticket = state.ticket();
            state.mend.count = None;
            state.mend.awaited_count = ticket;
            state.dialog = Some(Dialog::RemoveAuthor);
            let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
            effects.push(ask(AfterRequest::CountAuthor { ticket, comment }));
            effects
        }
        MendAction::RemoveAuthor => {
            let Some(person) = state.person() else { return Vec::new() };
            if let Some(open) = &mut state.open {
                open.composer.forget_draft();
            }
            vec![ask(AfterRequest::RemoveAuthor { comment, person })]
        }
        MendAction::Merge => {
            let (Some(twin), Some(person)) = (twin, state.person()) else { return Vec::new() };
            let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
            effects.push(ask(AfterRequest::Merge { comments: (comment, twin), person }));
            effects
        }
        MendAction::KeepApart => {
            let (Some(twin), Some(person)) = (twin, state.person()) else { return Vec::new() };
            vec![ask(AfterRequest::KeepApart { comments: (comment, twin), person })]
        }
    }
}

fn save(state: &mut State, comment: CommentId, to: Box<Mending>) -> Vec<Effect> {
    if present(state).as_ref() == Some(&*to) {
        state.dialog = None;
        return Vec::new();
    }
    let ticket = state.ticket();
    state.mend.saving = Some((ticket, to.clone()));
    vec![ask(AfterRequest::Mend { ticket, comment, to })]
}

/// Takes over what the worker says.
pub(super) fn receive(state: &mut State, world: World<'_>, event: AfterEvent) -> Vec<Effect> {
    match event {
        AfterEvent::Mended { ticket, comment, from } => {
            if let Some((awaited, to)) = state.mend.saving.take() {
                if awaited == ticket {
                    state.steps.push(Step::Mended { comment, from, to });
                    state.dialog = state.dialog.filter(|dialog| *dialog != Dialog::Mend);
                    state.say_undoable(world.now, "Comment corrected");
                } else {
                    state.mend.saving = Some((awaited, to));
                }
            }
            vec![said::check(world)]
        }
        AfterEvent::AuthorCounted { ticket, count } => {
            if ticket == state.mend.awaited_count {
                state.mend.count = Some(count);
            }
            Vec::new()
        }
        AfterEvent::AuthorRemoved { comments } => {
            state.dialog = state.dialog.filter(|dialog| *dialog != Dialog::RemoveAuthor);
            state.steps.forget(&comments);
            leave(state, &comments);
            let said = match comments.len() {
                1 => "1 comment removed".to_owned(),
                n => format!("{n} comments removed"),
            };
            state.say(world.now, said);
            vec![state.count(world)]
        }
        AfterEvent::Merged { kept, gone } => {
            state.steps.forget(&[gone]);
            let is_open = state.open_id().is_some_and(|open| open == kept || open == gone);
            state.say(world.now, "Merged: draft and history are kept");
            if !is_open {
                return Vec::new();
            }
            // What is on the screen is read anew: the draft may have come from the other one.
            let mut effects = Vec::new();
            if state.open_id() == Some(kept) {
                effects.extend(state.save_draft(world.now));
            }
            leave(state, &[kept, gone]);
            effects.extend(desk::open(state, world, kept));
            effects
        }
        AfterEvent::KeptApart => {
            state.say(world.now, "Kept as two comments");
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Closes the open comment if it is one of these, without saving anything under it.
fn leave(state: &mut State, comments: &[CommentId]) {
    if state.open.as_ref().is_some_and(|open| comments.contains(&open.thread.comment.id)) {
        state.open = None;
    }
    state.loading = state.loading.filter(|(id, _)| !comments.contains(id));
    state.queue.locate(state.open_id());
}
