//! All behaviour of the window: state, and what actions, answers and time do to it. No window, no disk, no clock.

mod action;
mod capture;
mod composer;
mod copying;
mod desk;
mod edits;
mod effect;
mod history;
mod imports;
mod mend;
mod pages;
mod picker;
mod queue;
mod said;
mod taking;
mod undo;

use std::time::Duration;

use jiff::Timestamp;

use crate::lint::RulePack;
use crate::model::{
    CommentId, ImportId, NewComment, PersonId, PlatformFacts, Practice, PracticeId, ReplyId,
};
use crate::template::Library;
use crate::worker::{AfterEvent, Counts, Desk, Event, Failure, Request, Thread, Ticket};

pub use action::Action;
pub use capture::{Batch, Capture, Columns, Phase, Problem, Progress, Row, Table, read_age};
pub use composer::{Composer, NOT_COVERED, Obstacle, Saved};
pub use desk::is_web_address;
pub use effect::Effect;
pub use history::History;
pub use imports::{Imports, ImportsAction};
pub use mend::{Mend, MendAction};
pub use picker::{Offer, Picker};
pub use queue::Queue;
pub use said::{Said, SaidAction};
use undo::Steps;

/// How long a toast stays.
const TOAST_STAYS: Duration = Duration::from_secs(6);

/// What the session reads and never changes.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The rules.
    pub pack: &'a RulePack,
    /// The templates.
    pub library: &'a Library,
    /// Limits and customs of the platforms.
    pub facts: &'a PlatformFacts,
    /// Time since the start; never goes back.
    pub now: Duration,
    /// Time of day, for what is written down.
    pub wall: Timestamp,
    /// Midnight of the person's day.
    pub today: Timestamp,
}

/// What fills the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Waiting for the database.
    #[default]
    Opening,
    /// The first start: a name, a practice.
    FirstRun,
    /// The queue and the desk.
    Queue,
    /// A paste or a file, shown before it is added.
    Capture,
    /// Every copied reply.
    History,
    /// The practices and their profiles.
    Practices,
    /// The reports of imports.
    Imports,
    /// Replies that stood there already, with what the rules say of them.
    Said,
}

/// What lies over the screen and wants an answer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The sheet of shortcuts.
    Shortcuts,
    /// A comment written down by hand.
    WriteDown,
    /// A reason for setting the finding at this position aside.
    SetAside(usize),
    /// A reason for copying what no rule can read.
    AllowUncovered,
    /// A practice's profile; `None`: one that does not exist yet.
    EditPractice(Option<PracticeId>),
    /// The marked row of a preview, to be mended.
    MendRow,
    /// The marked row of a preview, to be cut in two.
    SplitRow,
    /// Whether an import is to be taken back.
    TakeBack(ImportId),
    /// What was captured wrongly of the open comment.
    Mend,
    /// Whether everything of the open comment's author is to be removed.
    RemoveAuthor,
}

/// A sentence at the foot of the window that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// Whether it can be taken back.
    pub offers_undo: bool,
    /// Until when it stays.
    pub until: Duration,
}

/// The open comment and the reply to it.
#[derive(Debug)]
pub struct Open {
    /// The comment with everything that belongs to it.
    pub thread: Thread,
    /// The reply.
    pub composer: Composer,
}

/// Everything that the window knows.
#[derive(Debug, Default)]
pub struct State {
    /// What fills the window.
    pub screen: Screen,
    /// What lies over it.
    pub dialog: Option<Dialog>,
    /// Person, practices and remembered facts.
    pub desk: Desk,
    /// The queue.
    pub queue: Queue,
    /// The open comment.
    pub open: Option<Open>,
    /// The templates on offer for it.
    pub picker: Picker,
    /// A paste or a file on its way in.
    pub capture: Option<Capture>,
    /// The history.
    pub history: History,
    /// The reports of imports.
    pub imports: Imports,
    /// What was already said.
    pub said: Said,
    /// What is being mended of the open comment.
    pub mend: Mend,
    /// How many comments stand where.
    pub counts: Counts,
    /// The sentence at the foot of the window.
    pub toast: Option<Toast>,
    /// What could not be done, until the person has read it.
    pub failure: Option<Failure>,
    steps: Steps,
    last_ticket: u64,
    /// The comment that is being loaded, and the ask.
    loading: Option<(CommentId, Ticket)>,
    /// The record whose words are going on the clipboard.
    on_clipboard: Option<ReplyId>,
    /// Samples that wait for their practice to be saved.
    samples: Vec<(Practice, Vec<NewComment>)>,
    /// The look into chosen folders that is waited for.
    listing: Option<Ticket>,
}

impl State {
    fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        Ticket(self.last_ticket)
    }

    fn say(&mut self, now: Duration, text: impl Into<String>) {
        self.toast =
            Some(Toast { text: text.into(), offers_undo: false, until: now + TOAST_STAYS });
    }

    fn say_undoable(&mut self, now: Duration, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), offers_undo: true, until: now + TOAST_STAYS });
    }

    /// The practice of that id.
    pub fn practice(&self, id: PracticeId) -> Option<&Practice> {
        self.desk.practices.iter().find(|practice| practice.id == Some(id))
    }

    /// The practice that the queue shows alone, else the only one there is, else the first.
    pub fn likely_practice(&self) -> Option<PracticeId> {
        self.queue.query.practice.or_else(|| self.desk.practices.first()?.id)
    }

    /// Who works here.
    pub fn person(&self) -> Option<PersonId> {
        self.desk.person.as_ref().map(|person| person.id)
    }

    /// A small fact that the window remembers.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.desk.settings.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether a queue action can be taken back.
    pub fn can_undo(&self) -> bool {
        self.steps.can_undo()
    }

    /// Whether a queue action can be done again.
    pub fn can_redo(&self) -> bool {
        self.steps.can_redo()
    }

    /// The comment that is open or being opened.
    pub fn open_id(&self) -> Option<CommentId> {
        self.loading
            .map(|(id, _)| id)
            .or_else(|| self.open.as_ref().map(|open| open.thread.comment.id))
    }

    /// Saves what is unsaved; for the moment before something else takes the screen.
    fn save_draft(&mut self, now: Duration) -> Option<Effect> {
        self.open.as_mut().and_then(|open| open.composer.save(now)).map(Effect::Ask)
    }

    fn count(&self, world: World<'_>) -> Effect {
        Effect::Ask(Request::Count { practice: self.queue.query.practice, since: world.today })
    }
}

/// The first thing to do: ask for what the desk needs.
pub fn start(_state: &mut State, _world: World<'_>) -> Vec<Effect> {
    vec![Effect::Ask(Request::LoadDesk)]
}

/// A person did something.
pub fn update(state: &mut State, world: World<'_>, action: Action) -> Vec<Effect> {
    match action {
        Action::Show(screen) => desk::show(state, world, screen),
        Action::Ask(dialog) => {
            state.dialog = Some(dialog);
            Vec::new()
        }
        Action::Close => desk::close(state, world),
        Action::CloseToast => {
            state.toast = None;
            Vec::new()
        }
        Action::Remember(key, value) => desk::remember(state, key, value),
        Action::Begin { name, practice } => desk::begin(&name, practice),
        Action::LoadSamples { name } => desk::load_samples(state, world, name),
        Action::SavePractice(practice) => desk::save_practice(state, practice),

        Action::FilterPractice(practice) => {
            state.queue.query.practice = practice;
            let mut effects = desk::reorder(state);
            effects.push(state.count(world));
            match state.screen {
                Screen::History => {
                    let ticket = state.ticket();
                    effects.push(Effect::Ask(state.history.reload(practice, ticket)));
                }
                Screen::Imports => effects.extend(imports::reload(state)),
                Screen::Said => effects.extend(said::reload(state)),
                _ => {}
            }
            effects
        }
        Action::FilterPlatform(platform) => {
            state.queue.query.platform = platform;
            desk::reorder(state)
        }
        Action::FilterCategory(category) => {
            state.queue.query.category = category;
            desk::reorder(state)
        }
        Action::FilterStatus(status) => {
            state.queue.query.status = status;
            desk::reorder(state)
        }
        Action::ClearFilters => {
            let practice = state.queue.query.practice;
            state.queue.query =
                crate::worker::Query { practice, ..crate::worker::Query::default() };
            desk::reorder(state)
        }
        Action::Search(words) => {
            state.queue.query.search = words;
            desk::reorder(state)
        }
        Action::ShowRows { first, last } => {
            let ticket = state.ticket();
            state.queue.show(first, last, ticket).map(Effect::Ask).into_iter().collect()
        }
        Action::OpenAt(position) => match state.queue.order.ids.get(position) {
            Some(&id) => desk::open(state, world, id),
            None => Vec::new(),
        },
        Action::Open(id) => desk::open(state, world, id),
        Action::OpenNext => match state.queue.next() {
            Some(id) => desk::open(state, world, id),
            None => Vec::new(),
        },
        Action::OpenPrevious => match state.queue.previous() {
            Some(id) => desk::open(state, world, id),
            None => Vec::new(),
        },
        Action::Move(status) => desk::move_to(state, world, status),
        Action::Correct(to) => desk::correct(state, world, to),
        Action::OpenLink => desk::open_link(state),
        Action::Undo => desk::undo(state, world),
        Action::Redo => desk::redo(state, world),

        Action::EditReply { .. }
        | Action::UndoEdit
        | Action::RedoEdit
        | Action::LeaveReply
        | Action::SelectFinding(_)
        | Action::NextFinding
        | Action::ApplyFix(_)
        | Action::SetAside { .. }
        | Action::AllowUncovered { .. } => copying::write(state, world, action),
        Action::CopyReply => copying::copy(state, world),
        Action::ClipboardSet(outcome) => copying::clipboard_set(state, outcome),

        Action::FindTemplate(words) => picker::find(state, world, words),
        Action::MarkTemplate(position) => picker::mark(state, world, position),
        Action::UseTemplate(position) => picker::put(state, world, position),
        Action::NextVariant => picker::next_variant(state, world),

        Action::Paste
        | Action::Pasted(_)
        | Action::PasteFailed(_)
        | Action::ChooseFiles
        | Action::FilesChosen(_)
        | Action::CaptureFor(_)
        | Action::CaptureFrom(_)
        | Action::AddCaptured
        | Action::AddAll
        | Action::LeaveAll
        | Action::PasteWords(_)
        | Action::CancelImport
        | Action::AddByHand { .. } => taking::take(state, world, action),

        Action::TickRow(_)
        | Action::TickAll
        | Action::MarkRow(_)
        | Action::MendRow { .. }
        | Action::RateRow { .. }
        | Action::SplitRow { .. }
        | Action::MergeRow(_)
        | Action::KeepRow(_)
        | Action::NextDoubt
        | Action::UndoRow
        | Action::RedoRow => taking::mend(state, action),
        Action::ShowColumns
        | Action::MarkColumn(_)
        | Action::ChooseColumn { .. }
        | Action::ConfirmColumns => taking::say(state, world, &action),

        Action::SearchHistory(words) => {
            state.history.search = words;
            state.history.selected = 0;
            let ticket = state.ticket();
            vec![Effect::Ask(state.history.reload(state.queue.query.practice, ticket))]
        }
        Action::ShowHistoryRows { first, last } => {
            let (practice, ticket) = (state.queue.query.practice, state.ticket());
            state
                .history
                .show((first, last), practice, ticket)
                .map(Effect::Ask)
                .into_iter()
                .collect()
        }
        Action::SelectHistory(position) => {
            let n = state.history.total.unwrap_or(0);
            state.history.selected = position.min(n.saturating_sub(1));
            Vec::new()
        }
        Action::Imports(action) => imports::act(state, world, action),
        Action::Said(action) => said::act(state, world, action),
        Action::Mend(action) => mend::act(state, world, action),
    }
}

/// The worker answered.
pub fn receive(state: &mut State, world: World<'_>, event: Event) -> Vec<Effect> {
    match event {
        Event::DeskLoaded(loaded) => desk::loaded(state, world, *loaded),
        Event::FilesListed { ticket, files } => taking::listed(state, world, ticket, files),
        Event::Previewed { ticket, preview } => taking::previewed(state, world, ticket, preview),
        Event::ImportProgress { ticket, done, total } => {
            if let Some(capture) = &mut state.capture {
                capture.take_progress(ticket, (done, total), world.now);
            }
            Vec::new()
        }
        Event::Imported { ticket, import, added, updated, known, skipped } => {
            let tally = taking::Tally { added, updated, known, skipped };
            let mut effects = taking::imported(state, world, (ticket, import), tally);
            effects.push(said::check(world));
            effects
        }
        Event::QueueChanged => {
            let mut effects = desk::reorder(state);
            effects.extend(desk::reload_thread(state));
            effects.push(state.count(world));
            if state.screen == Screen::Imports {
                effects.extend(imports::reload(state));
            }
            effects
        }
        Event::QueueOrdered { ticket, order } => {
            let open = state.open_id();
            if !state.queue.take_order(ticket, order, open) {
                return Vec::new();
            }
            desk::order_came(state, world)
        }
        Event::RowsLoaded { rows, .. } => {
            state.queue.take_rows(rows);
            Vec::new()
        }
        Event::ThreadLoaded { ticket, thread } => desk::thread_loaded(state, world, ticket, thread),
        Event::DraftSaved { comment, revision, at } => {
            if let Some(open) = &mut state.open
                && open.composer.comment == comment
            {
                open.composer.draft_saved(revision, at);
            }
            Vec::new()
        }
        Event::ReplyRecorded { ticket, reply, text } => {
            copying::recorded(state, ticket, reply, text)
        }
        Event::OutcomeRecorded(answered) => copying::outcome_recorded(state, world, answered),
        Event::HistoryLoaded { ticket, rows, total } => {
            state.history.take(ticket, rows, total);
            Vec::new()
        }
        Event::Counted(counts) => {
            state.counts = counts;
            Vec::new()
        }
        Event::Failed(failure) => taking::failed(state, world, failure),
        Event::After(event) => after(state, world, event),
    }
}

/// The worker answered what was asked once comments were in.
fn after(state: &mut State, world: World<'_>, event: AfterEvent) -> Vec<Effect> {
    match event {
        AfterEvent::ImportsLoaded { .. }
        | AfterEvent::ImportLoaded { .. }
        | AfterEvent::ImportsWritten { .. } => imports::receive(state, world, event),
        AfterEvent::SaidChanged | AfterEvent::SaidLoaded { .. } => {
            said::receive(state, world, event)
        }
        AfterEvent::Mended { .. }
        | AfterEvent::AuthorCounted { .. }
        | AfterEvent::AuthorRemoved { .. }
        | AfterEvent::Merged { .. }
        | AfterEvent::KeptApart => mend::receive(state, world, event),
    }
}

/// Time passed: drafts are saved, toasts go.
pub fn tick(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(open) = &mut state.open {
        effects.extend(open.composer.save_if_due(world.now).map(Effect::Ask));
        effects.extend(open.composer.due_in(world.now).map(Effect::WakeAfter));
    }
    if let Some(toast) = &state.toast {
        if toast.until <= world.now {
            state.toast = None;
        } else {
            effects.push(Effect::WakeAfter(toast.until.saturating_sub(world.now)));
        }
    }
    effects
}

/// The window closes: everything unsaved goes to the worker, which is then waited for.
pub fn finish(state: &mut State, world: World<'_>) -> Vec<Effect> {
    if let Some(capture) = &state.capture {
        capture.cancel();
    }
    state.save_draft(world.now).into_iter().collect()
}
