//! Taking comments in: pastes, files, the sample queue, and comments written down by hand.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::import::Options;
use crate::model::{ImportId, NewComment, Practice, PracticeId};
use crate::worker::{Failure, Incoming, Request, Ticket};

use super::{Action, Capture, Dialog, Effect, Phase, Screen, State, World, desk};

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) added: usize,
    pub(super) updated: usize,
    pub(super) known: usize,
    pub(super) skipped: usize,
}

impl Tally {
    /// The sentence for the toast.
    fn words(self) -> String {
        let mut words = match self.added {
            1 => "1 comment added".to_owned(),
            n => format!("{n} comments added"),
        };
        for (n, what) in
            [(self.updated, "updated"), (self.known, "already here"), (self.skipped, "left out")]
        {
            if 0 < n {
                words.push_str(", ");
                words.push_str(&n.to_string());
                words.push(' ');
                words.push_str(what);
            }
        }
        words
    }
}

/// Carries out what a person does to a capture.
pub(super) fn take(state: &mut State, world: World<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::Paste => vec![Effect::ReadClipboard],
        Action::Pasted(words) if words.trim().is_empty() => {
            state.say(world.now, "The clipboard holds no text. Copy a page of comments first");
            Vec::new()
        }
        Action::Pasted(words) => begin(state, world, Incoming::Paste(words.into()), Vec::new()),
        Action::PasteFailed(why) => {
            state.say(world.now, why);
            Vec::new()
        }
        Action::ChooseFiles => vec![Effect::ChooseFiles],
        Action::FilesChosen(mut files) => {
            if files.is_empty() {
                return Vec::new();
            }
            let first = files.remove(0);
            begin(state, world, Incoming::File(first), files)
        }
        Action::CaptureFor(practice) => reread(state, |capture| capture.practice = practice),
        Action::CaptureFrom(platform) => reread(state, |capture| capture.platform = platform),
        Action::TickRow(position) => {
            if let Some(capture) = &mut state.capture {
                capture.tick_row(position);
            }
            Vec::new()
        }
        Action::TickAll => {
            if let Some(capture) = &mut state.capture {
                capture.tick_all();
            }
            Vec::new()
        }
        Action::AddCaptured => {
            let ticket = state.ticket();
            let Some(practice) = state.capture.as_ref().map(|capture| capture.practice) else {
                return Vec::new();
            };
            let Some(profile) = state.practice(practice).cloned() else { return Vec::new() };
            let request = state.capture.as_mut().and_then(|capture| capture.add(&profile, ticket));
            request.map(Effect::Ask).into_iter().collect()
        }
        Action::CancelImport => {
            if let Some(capture) = &state.capture {
                capture.cancel();
            }
            Vec::new()
        }
        Action::AddByHand { practice, comment } => {
            if state.dialog == Some(Dialog::WriteDown) {
                state.dialog = None;
            }
            let Some(profile) = state.practice(practice).cloned() else { return Vec::new() };
            let ticket = state.ticket();
            import_in_hand(&profile, vec![*comment], world, ticket).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Shows what a paste or a file holds.
fn begin(
    state: &mut State,
    world: World<'_>,
    incoming: Incoming,
    waiting: Vec<PathBuf>,
) -> Vec<Effect> {
    if state.capture.as_ref().is_some_and(|capture| matches!(capture.phase, Phase::Adding { .. })) {
        state.say(world.now, "An import is running. Wait for it or cancel it first");
        return Vec::new();
    }
    let Some(id) = state.likely_practice() else {
        state.failure = Some(no_practice());
        return Vec::new();
    };
    let Some(practice) = state.practice(id).cloned() else { return Vec::new() };
    let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
    let ticket = state.ticket();
    let (mut capture, request) = Capture::begin(&practice, id, incoming, world.wall, ticket);
    capture.waiting = waiting;
    state.capture = Some(capture);
    state.dialog = None;
    state.screen = Screen::Capture;
    effects.push(Effect::Ask(request));
    effects
}

fn no_practice() -> Failure {
    Failure {
        ticket: None,
        message: "there is no practice that the comments could belong to".to_owned(),
        help: "Add a practice first, then paste again".to_owned(),
        is_fatal: false,
        is_unrecognised: false,
    }
}

/// Changes a capture that is not being added, and reads it again.
fn reread(state: &mut State, change: impl FnOnce(&mut Capture)) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(capture) = &mut state.capture else { return Vec::new() };
    if matches!(capture.phase, Phase::Adding { .. }) {
        return Vec::new();
    }
    change(capture);
    let id: PracticeId = capture.practice;
    let Some(practice) = state.practice(id).cloned() else { return Vec::new() };
    let request = state.capture.as_mut().map(|capture| capture.read(&practice, ticket));
    request.map(Effect::Ask).into_iter().collect()
}

/// Leaves the capture: a running import is stopped, a shown one forgotten, the next file read.
pub(super) fn leave(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(capture) = &state.capture else { return Vec::new() };
    if matches!(capture.phase, Phase::Adding { .. }) {
        capture.cancel();
        return Vec::new();
    }
    go_on(state, world)
}

/// Reads the next waiting file, or goes back to the queue.
fn go_on(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let mut waiting = state.capture.take().map(|capture| capture.waiting).unwrap_or_default();
    if waiting.is_empty() {
        state.screen = Screen::Queue;
        desk::reorder(state)
    } else {
        let first = waiting.remove(0);
        begin(state, world, Incoming::File(first), waiting)
    }
}

/// An import ended.
pub(super) fn imported(
    state: &mut State,
    world: World<'_>,
    ticket: Ticket,
    import: Option<ImportId>,
    tally: Tally,
) -> Vec<Effect> {
    let is_captured = state.capture.as_ref().is_some_and(|capture| capture.awaits(ticket));
    if import.is_some() || 0 < tally.updated + tally.known {
        state.say(world.now, tally.words());
    } else if is_captured {
        state.say(world.now, "Cancelled: nothing was added");
    }
    let mut effects = if is_captured { go_on(state, world) } else { desk::reorder(state) };
    effects.push(state.count(world));
    effects
}

/// Adds comments that are already in hand, without a preview.
pub(super) fn import_in_hand(
    practice: &Practice,
    comments: Vec<NewComment>,
    world: World<'_>,
    ticket: Ticket,
) -> Option<Effect> {
    let options = Options {
        name: "By hand".to_owned(),
        platform: None,
        format: None,
        captured_at: world.wall,
        own: practice.own().map(str::to_owned).collect(),
        map: Vec::new(),
    };
    let (incoming, cancel) = (Incoming::Comments(comments), Arc::new(AtomicBool::new(false)));
    let practice = practice.id?;
    let leave_out = Vec::new();
    Some(Effect::Ask(Request::Import { ticket, practice, incoming, options, leave_out, cancel }))
}
