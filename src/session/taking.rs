//! Taking comments in: pastes, files, the sample queue, and comments written down by hand.

mod columns;
mod rows;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::import::Options;
use crate::model::{ImportId, NewComment, Platform, Practice, PracticeId};
use crate::worker::{Failure, Incoming, Preview, Request, Ticket};

use super::capture::{Batch, Problem};
use super::{Action, Capture, Dialog, Effect, Phase, Screen, State, World, desk};

pub(super) use columns::say;
pub(super) use rows::mend;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    fn add(&mut self, other: Self) {
        self.added += other.added;
        self.updated += other.updated;
        self.known += other.known;
        self.skipped += other.skipped;
    }

    /// Whether it says nothing of any comment.
    fn is_empty(self) -> bool {
        self.added + self.updated + self.known == 0
    }
}

/// Carries out what a person does to a capture.
pub(super) fn take(state: &mut State, world: World<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::Paste => vec![Effect::ReadClipboard { words: None }],
        Action::PasteWords(words) => vec![Effect::ReadClipboard { words: Some(words) }],
        Action::Pasted(pasted) if pasted.is_blank() => {
            state.say(world.now, "The clipboard holds no text. Copy a page of comments first");
            Vec::new()
        }
        Action::Pasted(pasted) => {
            begin(state, world, Incoming::Paste(Box::new(pasted)), Batch::default())
        }
        Action::PasteFailed(why) => {
            state.say(world.now, why);
            Vec::new()
        }
        Action::ChooseFiles => vec![Effect::ChooseFiles],
        Action::FilesChosen(paths) if paths.is_empty() => Vec::new(),
        Action::FilesChosen(paths) => {
            if is_adding(state) {
                return wait_for_import(state, world);
            }
            let ticket = state.ticket();
            state.listing = Some(ticket);
            vec![Effect::Ask(Request::ListFiles { ticket, paths })]
        }
        Action::CaptureFor(practice) => for_practice(state, world, practice),
        Action::CaptureFrom(platform) => from_platform(state, world, platform),
        Action::AddCaptured => add(state, world),
        Action::AddAll => {
            if let Some(capture) = &mut state.capture {
                capture.batch.adds_all = true;
            }
            add_or_pass(state, world)
        }
        Action::LeaveAll => leave_all(state, world),
        Action::CancelImport => {
            let Some(capture) = &mut state.capture else { return Vec::new() };
            capture.batch.waiting.clear();
            if matches!(capture.phase, Phase::Adding { .. }) {
                capture.cancel();
                return Vec::new();
            }
            go_on(state, world)
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

fn is_adding(state: &State) -> bool {
    state.capture.as_ref().is_some_and(|capture| matches!(capture.phase, Phase::Adding { .. }))
}

fn wait_for_import(state: &mut State, world: World<'_>) -> Vec<Effect> {
    state.say(world.now, "An import is running. Wait for it or cancel it first");
    Vec::new()
}

/// The files that were chosen are known: the first is read.
pub(super) fn listed(
    state: &mut State,
    world: World<'_>,
    ticket: Ticket,
    files: Vec<std::path::PathBuf>,
) -> Vec<Effect> {
    if state.listing != Some(ticket) {
        return Vec::new();
    }
    state.listing = None;
    if files.is_empty() {
        state.say(world.now, "There is no file in that folder. Choose the export files themselves");
        return Vec::new();
    }
    let mut batch = Batch::of(files);
    match batch.waiting.pop_front() {
        Some(first) => begin(state, world, Incoming::File(first), batch),
        None => Vec::new(),
    }
}

/// Shows what a paste or a file holds.
fn begin(state: &mut State, world: World<'_>, incoming: Incoming, batch: Batch) -> Vec<Effect> {
    if is_adding(state) {
        return wait_for_import(state, world);
    }
    // The files of one batch are for one practice.
    let chosen = state
        .capture
        .as_ref()
        .map(|capture| capture.practice)
        .filter(|_| batch.is_several() && 1 < batch.number());
    let Some(id) = chosen.or_else(|| state.likely_practice()) else {
        state.failure = Some(no_practice());
        return Vec::new();
    };
    let Some(practice) = state.practice(id).cloned() else { return Vec::new() };
    let mut effects: Vec<Effect> = state.save_draft(world.now).into_iter().collect();
    let ticket = state.ticket();
    let times = (world.wall, world.now);
    let (capture, request) = Capture::begin((&practice, id), incoming, batch, times, ticket);
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

/// Another practice. Mended rows stay and are looked up anew; else its own names may cut the source differently.
fn for_practice(state: &mut State, world: World<'_>, practice: PracticeId) -> Vec<Effect> {
    change(state, world, |capture| {
        capture.practice = practice;
        if capture.table.is_mended() {
            capture.table.uncheck();
        }
    })
}

/// Another platform.
fn from_platform(state: &mut State, world: World<'_>, platform: Option<Platform>) -> Vec<Effect> {
    change(state, world, |capture| {
        capture.platform.clone_from(&platform);
        capture.batch.platform.clone_from(&platform);
        if let Some(platform) = platform.filter(|_| capture.table.is_mended()) {
            capture.table.move_to(&platform);
        }
    })
}

/// Changes a capture that is not being added; reads it again, or looks its mended rows up again.
fn change(state: &mut State, world: World<'_>, change: impl FnOnce(&mut Capture)) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(capture) = &mut state.capture else { return Vec::new() };
    if matches!(capture.phase, Phase::Adding { .. }) {
        return Vec::new();
    }
    change(capture);
    let id = capture.practice;
    let Some(practice) = state.practice(id).cloned() else { return Vec::new() };
    let request = state.capture.as_mut().and_then(|capture| {
        if capture.table.is_mended() {
            capture.recheck(&practice, ticket)
        } else {
            Some(capture.read(&practice, world.now, ticket))
        }
    });
    request.map(Effect::Ask).into_iter().collect()
}

/// A preview came; where every file is to be added, this one is too.
pub(super) fn previewed(
    state: &mut State,
    world: World<'_>,
    ticket: Ticket,
    preview: Box<Preview>,
) -> Vec<Effect> {
    let capture = state.capture.as_mut();
    if !capture.is_some_and(|capture| capture.take_preview(ticket, preview)) {
        return Vec::new();
    }
    if let Some(effects) = columns::settle(state, world) {
        return effects;
    }
    let adds_all = state.capture.as_ref().is_some_and(|capture| capture.batch.adds_all);
    if adds_all { add_or_pass(state, world) } else { Vec::new() }
}

/// Adds what is ticked.
fn add(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(practice) = state.capture.as_ref().map(|capture| capture.practice) else {
        return Vec::new();
    };
    let Some(profile) = state.practice(practice).cloned() else { return Vec::new() };
    let capture = state.capture.as_mut();
    let request = capture.and_then(|capture| capture.add(&profile, world.now, ticket));
    request.map(Effect::Ask).into_iter().collect()
}

/// Adds this file of several; one of which nothing can be added is remembered, and the next is read.
fn add_or_pass(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(capture) = state.capture.as_mut().filter(|capture| capture.is_open()) else {
        return Vec::new();
    };
    if 0 < capture.n_ticked() {
        return add(state, world);
    }
    let Some(preview) = capture.preview() else { return Vec::new() };
    let is_known = !capture.table.rows().is_empty();
    if is_known {
        capture.batch.tally.known += capture.table.rows().len();
    } else {
        let help = preview.warnings.first().cloned();
        let problem = Problem {
            name: capture.name(),
            message: if preview.is_recognised { "no comment in it" } else { "not recognised" }
                .to_owned(),
            help: help.unwrap_or_else(|| "Look at it in another program".to_owned()),
        };
        capture.batch.problems.push(problem);
    }
    go_on(state, world)
}

/// Leaves the capture: a running import is stopped, a shown one forgotten, the next file read.
pub(super) fn leave(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(capture) = &mut state.capture else { return Vec::new() };
    if matches!(capture.phase, Phase::Adding { .. }) {
        capture.batch.waiting.clear();
        capture.cancel();
        return Vec::new();
    }
    if let Some(columns) = capture.columns.as_mut().filter(|columns| columns.is_asked)
        && columns.is_known()
    {
        columns.is_asked = false;
        return Vec::new();
    }
    go_on(state, world)
}

/// Leaves this file and all that wait.
fn leave_all(state: &mut State, world: World<'_>) -> Vec<Effect> {
    if let Some(capture) = &mut state.capture {
        capture.batch.waiting.clear();
    }
    leave(state, world)
}

/// Reads the next waiting file, or goes back to the queue and says what the files did.
fn go_on(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let Some(capture) = &mut state.capture else { return Vec::new() };
    let mut batch = std::mem::take(&mut capture.batch);
    if let Some(next) = batch.waiting.pop_front() {
        capture.phase = Phase::Reading(super::Progress::default());
        return begin(state, world, Incoming::File(next), batch);
    }
    state.capture = None;
    state.screen = Screen::Queue;
    if batch.is_several() {
        if !batch.tally.is_empty() {
            let files = match batch.n_added {
                1 => "1 file".to_owned(),
                n => format!("{n} files"),
            };
            state.say(world.now, format!("{} · {files}", batch.tally.words()));
        }
        if !batch.problems.is_empty() {
            state.failure = Some(told(&batch));
        }
    }
    desk::reorder(state)
}

/// Every file that was not read, with its remedy, in one message.
fn told(batch: &Batch) -> Failure {
    let of_each =
        |problem: &Problem| format!("{}: {}. {}", problem.name, problem.message, problem.help);
    let each: Vec<String> = batch.problems.iter().map(of_each).collect();
    Failure {
        ticket: None,
        message: format!("{} of {} files added nothing", each.len(), batch.n_files),
        help: each.join("\n"),
        is_fatal: false,
        is_unrecognised: false,
    }
}

/// Something could not be done; where it was the reading of one file of several, the next one goes on.
pub(super) fn failed(state: &mut State, world: World<'_>, failure: Failure) -> Vec<Effect> {
    let awaited =
        |ticket: Ticket| state.capture.as_ref().is_some_and(|capture| capture.awaits(ticket));
    if !failure.ticket.is_some_and(awaited) {
        return desk::failed(state, failure);
    }
    let Some(capture) = &mut state.capture else { return Vec::new() };
    let phase = std::mem::replace(&mut capture.phase, Phase::Reading(super::Progress::default()));
    match phase {
        Phase::Adding { preview, .. } | Phase::Shown(preview) => {
            capture.phase = Phase::Shown(preview);
            capture.batch.adds_all = false;
            desk::failed(state, failure)
        }
        Phase::Reading(_) if capture.batch.is_several() => {
            let name = capture.name();
            let Failure { message, help, .. } = failure;
            capture.batch.problems.push(Problem { name, message, help });
            go_on(state, world)
        }
        Phase::Reading(_) => {
            state.capture = None;
            state.screen = Screen::Queue;
            desk::failed(state, failure)
        }
    }
}

/// An import ended.
pub(super) fn imported(
    state: &mut State,
    world: World<'_>,
    (ticket, import): (Ticket, Option<ImportId>),
    tally: Tally,
) -> Vec<Effect> {
    let captured = state.capture.as_mut().filter(|capture| capture.awaits(ticket));
    let is_captured = captured.is_some();
    let has_done = import.is_some() || !tally.is_empty();
    if let Some(capture) = captured {
        capture.batch.tally.add(tally);
        capture.batch.n_added += usize::from(has_done);
    }
    if has_done {
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
