//! The desk: which comment is open, what is done to it, and how the screen follows the database.

use crate::lint;
use crate::model::{Author, CommentId, Practice, Status};
use crate::sample;
use crate::worker::{Desk, Failure, Request, StatusFilter, Thread, Ticket, TriageOverride};

use super::undo::Step;
use super::{
    Composer, Dialog, Effect, Open, Screen, State, World, copying, imports, picker, said, taking,
};

/// Goes to another screen.
pub(super) fn show(state: &mut State, world: World<'_>, screen: Screen) -> Vec<Effect> {
    let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
    state.screen = screen;
    state.dialog = None;
    match screen {
        Screen::History => {
            let (practice, ticket) = (state.queue.query.practice, state.ticket());
            effects.push(Effect::Ask(state.history.reload(practice, ticket)));
        }
        Screen::Queue => effects.extend(reorder(state)),
        Screen::Imports => effects.extend(imports::reload(state)),
        Screen::Said => effects.extend(said::reload(state)),
        Screen::Opening | Screen::FirstRun | Screen::Capture | Screen::Practices => {}
    }
    effects
}

/// Closes what is on top: failure, dialog, capture, then the screen.
pub(super) fn close(state: &mut State, world: World<'_>) -> Vec<Effect> {
    if state.failure.as_ref().is_some_and(|failure| !failure.is_fatal) {
        state.failure = None;
    } else if state.dialog.is_some() {
        state.dialog = None;
    } else if state.capture.is_some() {
        return taking::leave(state, world);
    } else if matches!(
        state.screen,
        Screen::History | Screen::Practices | Screen::Imports | Screen::Said
    ) {
        return show(state, world, Screen::Queue);
    }
    Vec::new()
}

/// Remembers a small fact of the window.
pub(super) fn remember(state: &mut State, key: &'static str, value: String) -> Vec<Effect> {
    match state.desk.settings.iter_mut().find(|(known, _)| known == key) {
        Some((_, known)) if *known == value => return Vec::new(),
        Some((_, known)) => known.clone_from(&value),
        None => state.desk.settings.push((key.to_owned(), value.clone())),
    }
    vec![Effect::Ask(Request::SaveSetting { key: key.to_owned(), value })]
}

/// Gives the desk its person and, if told, its first practice.
pub(super) fn begin(name: &str, practice: Option<Box<Practice>>) -> Vec<Effect> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Vec::new();
    }
    let mut effects = vec![Effect::Ask(Request::SavePerson { name })];
    effects.extend(practice.map(|practice| Effect::Ask(Request::SavePractice { practice })));
    effects
}

/// Saves the sample practices; their comments follow when the practices have rows.
pub(super) fn load_samples(state: &mut State, world: World<'_>, name: String) -> Vec<Effect> {
    let name = if name.trim().is_empty() { "Sample desk".to_owned() } else { name };
    match sample::queue(world.wall) {
        Ok(samples) => {
            let mut effects = begin(&name, None);
            effects.extend(samples.iter().map(|(practice, _)| {
                Effect::Ask(Request::SavePractice { practice: Box::new(practice.clone()) })
            }));
            state.samples = samples;
            effects
        }
        Err(error) => {
            state.failure = Some(Failure {
                ticket: None,
                message: error.to_string(),
                help: "Install Bedside again: its sample queue is damaged".to_owned(),
                is_fatal: false,
                is_unrecognised: false,
            });
            Vec::new()
        }
    }
}

/// Adds or changes a practice.
pub(super) fn save_practice(state: &mut State, practice: Box<Practice>) -> Vec<Effect> {
    if matches!(state.dialog, Some(Dialog::EditPractice(_))) {
        state.dialog = None;
    }
    vec![Effect::Ask(Request::SavePractice { practice })]
}

/// Person, practices and settings came.
pub(super) fn loaded(state: &mut State, world: World<'_>, desk: Desk) -> Vec<Effect> {
    state.desk = desk;
    let mut effects = add_samples(state, world);
    effects.push(said::check(world));
    let is_set_up = state.desk.person.is_some() && !state.desk.practices.is_empty();
    match state.screen {
        Screen::Opening | Screen::FirstRun if is_set_up => {
            state.screen = Screen::Queue;
            effects.extend(reorder(state));
            effects.push(state.count(world));
        }
        Screen::Opening => state.screen = Screen::FirstRun,
        // A changed profile fills templates and knows contacts anew.
        _ => refresh_context(state, world),
    }
    effects
}

/// Imports the samples whose practice has its row by now.
fn add_samples(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (practice, comments) in std::mem::take(&mut state.samples) {
        match state.desk.practices.iter().find(|known| known.name == practice.name).cloned() {
            Some(known) => {
                let ticket = state.ticket();
                effects.extend(taking::import_in_hand(&known, comments, world, ticket));
            }
            None => state.samples.push((practice, comments)),
        }
    }
    effects
}

/// Asks for the order anew.
pub(super) fn reorder(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    vec![Effect::Ask(state.queue.reorder(ticket))]
}

/// A fresh order came: its rows are asked for, and the first comment opens where none is open.
pub(super) fn order_came(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let ticket = state.ticket();
    let mut effects: Vec<Effect> =
        state.queue.missing(ticket).map(Effect::Ask).into_iter().collect();
    if state.open_id().is_none()
        && let Some(&first) = state.queue.order.ids.first()
    {
        effects.extend(open(state, world, first));
    }
    effects
}

/// Opens a comment; what is unsaved in the open one is saved first.
pub(super) fn open(state: &mut State, world: World<'_>, id: CommentId) -> Vec<Effect> {
    // A reply that is being recorded keeps the desk: its clipboard outcome belongs to this comment.
    if state.open.as_ref().is_some_and(|open| open.composer.copying.is_some()) {
        return Vec::new();
    }
    let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
    state.screen = Screen::Queue;
    let is_open = state.loading.is_none()
        && state.open.as_ref().is_some_and(|open| open.thread.comment.id == id);
    if !is_open {
        let ticket = state.ticket();
        state.loading = Some((id, ticket));
        effects.push(Effect::Ask(Request::LoadThread { ticket, id }));
    }
    state.queue.locate(Some(id));
    effects
}

/// Asks for the open comment again, after something in it may have changed.
pub(super) fn reload_thread(state: &mut State) -> Vec<Effect> {
    if state.loading.is_some() {
        return Vec::new();
    }
    let Some(id) = state.open.as_ref().map(|open| open.thread.comment.id) else {
        return Vec::new();
    };
    let ticket = state.ticket();
    state.loading = Some((id, ticket));
    vec![Effect::Ask(Request::LoadThread { ticket, id })]
}

/// A comment came: it is opened, unless another was asked for since.
pub(super) fn thread_loaded(
    state: &mut State,
    world: World<'_>,
    ticket: Ticket,
    thread: Option<Box<Thread>>,
) -> Vec<Effect> {
    if state.loading.is_none_or(|(_, awaited)| awaited != ticket) {
        return Vec::new();
    }
    state.loading = None;
    let Some(thread) = thread else {
        state.open = None;
        return Vec::new();
    };
    let is_same =
        state.open.as_ref().is_some_and(|open| open.thread.comment.id == thread.comment.id);
    if is_same {
        // What is being typed is truer than the draft that was read meanwhile.
        if let Some(open) = &mut state.open {
            open.thread = *thread;
        }
        refresh_context(state, world);
        return Vec::new();
    }
    let effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
    let context = context(state, world, &thread);
    let draft = thread.draft.as_ref().map(|draft| (&draft.text, draft.saved_at));
    let composer = Composer::new(thread.comment.id, draft, context, world.pack);
    let id = thread.comment.id;
    state.open = Some(Open { thread: *thread, composer });
    state.queue.locate(Some(id));
    picker::offer(state, world);
    effects
}

/// What the comment disclosed and whose reply it is, read anew.
fn refresh_context(state: &mut State, world: World<'_>) {
    if let Some(open) = &state.open {
        let context = context(state, world, &open.thread);
        if let Some(open) = &mut state.open {
            open.composer.measure_against(context, world.pack);
        }
        picker::offer(state, world);
    }
}

fn context(state: &State, world: World<'_>, thread: &Thread) -> lint::Context {
    let comment = &thread.comment;
    let author = comment.source.author.label();
    lint::Context::new(
        world.pack,
        lint::Subject {
            comment: comment.source.text.as_str(),
            sentiment: Some(comment.triage.sentiment),
            platform: Some(&comment.source.platform),
            author: (comment.source.author != Author::default()).then_some(author),
            practice: state.practice(comment.practice),
        },
    )
}

/// Moves the open comment to a state; one that leaves the queue makes room for the next.
pub(super) fn move_to(state: &mut State, world: World<'_>, to: Status) -> Vec<Effect> {
    let Some(open) = &state.open else { return Vec::new() };
    let (comment, from) = (open.thread.comment.id, open.thread.comment.status);
    if from == to {
        return Vec::new();
    }
    let step = Step::Moved { comment, from, to };
    let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
    effects.push(Effect::Ask(step.forth()));
    state.steps.push(step);
    state.say_undoable(world.now, moved_words(to));
    if leaves(state.queue.query.status, to) {
        effects.extend(copying::open_after_leaving(state, world));
    }
    effects
}

fn moved_words(to: Status) -> &'static str {
    match to {
        Status::Open | Status::Drafting => "Back in the queue",
        Status::Replied => "Marked as replied",
        Status::Escalated => "Escalated",
        Status::Dismissed => "Dismissed",
        Status::Snoozed => "Snoozed",
    }
}

/// Whether a comment in that state is no longer shown.
fn leaves(filter: StatusFilter, status: Status) -> bool {
    match filter {
        StatusFilter::All => false,
        StatusFilter::NeedsReply => !matches!(status, Status::Open | Status::Drafting),
        StatusFilter::Only(only) => only != status,
    }
}

/// Corrects what triage said of the open comment.
pub(super) fn correct(state: &mut State, world: World<'_>, to: TriageOverride) -> Vec<Effect> {
    let Some(open) = &state.open else { return Vec::new() };
    let from = open.thread.corrections();
    let step = Step::Corrected { comment: open.thread.comment.id, from, to };
    let effects = vec![Effect::Ask(step.forth())];
    state.steps.push(step);
    state.say_undoable(world.now, "Triage corrected");
    effects
}

/// Opens the comment's page in the browser, if it has an address of the web.
pub(super) fn open_link(state: &State) -> Vec<Effect> {
    state
        .open
        .as_ref()
        .and_then(|open| open.thread.comment.source.permalink.clone())
        .filter(|link| is_web_address(link))
        .map(Effect::OpenLink)
        .into_iter()
        .collect()
}

/// Whether a link from a file may be handed to the browser: nothing but the web.
pub fn is_web_address(link: &str) -> bool {
    let lower = link.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// Takes the last queue action back.
pub(super) fn undo(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(step) = state.steps.undo() else { return Vec::new() };
    state.say(world.now, "Taken back");
    let mut effects = vec![Effect::Ask(step.back())];
    if step.is_on_desk() {
        effects.extend(open(state, world, step.comment()));
    }
    effects
}

/// Does the last queue action again.
pub(super) fn redo(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(step) = state.steps.redo() else { return Vec::new() };
    state.say(world.now, "Done again");
    let mut effects = vec![Effect::Ask(step.forth())];
    if step.is_on_desk() {
        effects.extend(open(state, world, step.comment()));
    }
    effects
}

/// Something could not be done: the person is told, and what waited for it stops waiting.
pub(super) fn failed(state: &mut State, failure: Failure) -> Vec<Effect> {
    if let Some(ticket) = failure.ticket {
        if let Some(open) = &mut state.open
            && open.composer.copying == Some(ticket)
        {
            open.composer.copying = None;
        }
        if state.loading.is_some_and(|(_, awaited)| awaited == ticket) {
            state.loading = None;
        }
    }
    state.failure = Some(failure);
    Vec::new()
}
