//! The window's life: drain, draw, perform. It moves values between session, worker, clipboard and egui and decides nothing.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::clipboard::{self, Clipboard};
use crate::lint::RulePack;
use crate::model::{Body, ClipboardOutcome, PlatformFacts};
use crate::session::{self, Action, Effect, ImportsAction, State, World};
use crate::template::Library;
use crate::triage::TriagePack;
use crate::ui::{self, Views};
use crate::worker::{self, Location, Pasted, Worker};

/// What the window begins with.
pub struct Start {
    /// Where the database lies.
    pub location: Location,
    /// Whether the sample queue is put into it.
    pub with_samples: bool,
}

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The system's window library said no.
    #[error("the window could not be opened: {0}")]
    Window(#[from] eframe::Error),
    /// Something that comes with Bedside cannot be read.
    #[error("{0}")]
    Assets(String),
}

impl AppError {
    /// What the person can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Window(_) => {
                "Bedside needs a desktop session with OpenGL. On Debian: apt install libgl1 libxkbcommon-x11-0 libxcursor1 libxi6"
            }
            Self::Assets(_) => "Install Bedside again: a file that belongs to it is damaged",
        }
    }
}

/// Everything that comes with the program, read and compiled.
struct Assets {
    pack: RulePack,
    library: Library,
    facts: PlatformFacts,
    triage: Arc<TriagePack>,
}

impl Assets {
    fn read() -> Result<Self, AppError> {
        fn damaged(error: impl std::fmt::Display) -> AppError {
            AppError::Assets(error.to_string())
        }
        Ok(Self {
            pack: RulePack::bundled().map_err(damaged)?,
            library: Library::bundled().map_err(damaged)?,
            facts: PlatformFacts::bundled().map_err(damaged)?,
            triage: Arc::new(TriagePack::bundled().map_err(damaged)?),
        })
    }
}

/// Opens the window and stays until it is closed.
pub fn run(start: Start) -> Result<(), AppError> {
    let assets = Assets::read()?;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Bedside")
            .with_app_id("bedside")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 480.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Bedside",
        options,
        Box::new(|creation| Ok(Box::new(App::new(&creation.egui_ctx, start, assets)?))),
    )?;
    Ok(())
}

struct App {
    state: State,
    views: Views,
    pack: RulePack,
    library: Library,
    facts: PlatformFacts,
    worker: Option<Worker>,
    clipboard: Clipboard,
    chosen: (mpsc::Sender<Vec<PathBuf>>, mpsc::Receiver<Vec<PathBuf>>),
    /// Where the person wants a file saved.
    place: (mpsc::Sender<Option<PathBuf>>, mpsc::Receiver<Option<PathBuf>>),
    started: Instant,
    zone: TimeZone,
}

impl App {
    fn new(
        ctx: &egui::Context,
        start: Start,
        assets: Assets,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let waker = |ctx: &egui::Context| {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        let worker = Worker::start(worker::Start {
            location: start.location,
            triage: assets.triage,
            clock: Timestamp::now,
            wake: Box::new(waker(ctx)),
        });
        let mut app = Self {
            state: State::default(),
            views: Views::new(ctx)?,
            pack: assets.pack,
            library: assets.library,
            facts: assets.facts,
            worker: Some(worker),
            clipboard: Clipboard::open(waker(ctx))?,
            chosen: mpsc::channel(),
            place: mpsc::channel(),
            started: Instant::now(),
            zone: TimeZone::system(),
        };
        app.run(ctx, session::start);
        if start.with_samples {
            let action = Action::LoadSamples { name: String::new() };
            app.run(ctx, |state, world| session::update(state, world, action));
        }
        Ok(app)
    }

    /// Runs one of the session's functions and carries out what it asks for.
    fn run(
        &mut self,
        ctx: &egui::Context,
        step: impl FnOnce(&mut State, World<'_>) -> Vec<Effect>,
    ) {
        let wall = Timestamp::now();
        let midnight = wall.to_zoned_datetime(self.zone.clone()).start_of_day();
        let world = World {
            pack: &self.pack,
            library: &self.library,
            facts: &self.facts,
            now: self.started.elapsed(),
            wall,
            today: midnight.map_or(wall, |day| day.timestamp()),
        };
        for effect in step(&mut self.state, world) {
            self.perform(ctx, effect);
        }
    }

    fn perform(&self, ctx: &egui::Context, effect: Effect) {
        match effect {
            Effect::Ask(request) => {
                if let Some(worker) = &self.worker {
                    worker.send(request);
                }
            }
            Effect::CopyToClipboard(text) => self.clipboard.put(text.0),
            Effect::ReadClipboard { words } => self.clipboard.get(words.map(|words| words.0)),
            Effect::ChooseFiles => self.choose_files(ctx),
            Effect::ChooseSavePlace { name } => self.choose_save_place(ctx, &name),
            Effect::OpenLink(link) => ctx.open_url(egui::OpenUrl::new_tab(link)),
            Effect::WakeAfter(rest) => ctx.request_repaint_after(rest),
        }
    }

    /// Shows the system's dialog. It is made here, as macOS asks, and waited for on a thread of its own.
    fn choose_files(&self, ctx: &egui::Context) {
        let (chosen, ctx) = (self.chosen.0.clone(), ctx.clone());
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Open export files")
            .add_filter(
                "Exports and captures",
                &["json", "ndjson", "csv", "tsv", "xlsx", "html", "htm", "txt", "js"],
            )
            .add_filter("All files", &["*"])
            .pick_files();
        let waiting = thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let files = pollster::block_on(dialog).unwrap_or_default();
            chosen.send(files.into_iter().map(Into::into).collect()).ok();
            ctx.request_repaint();
        });
        if let Err(error) = waiting {
            log::error!("no thread for the file dialog: {error}");
        }
    }

    /// Shows the system's dialog for a place to save at, and waits for it on a thread of its own.
    fn choose_save_place(&self, ctx: &egui::Context, name: &str) {
        let (place, ctx) = (self.place.0.clone(), ctx.clone());
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Save as CSV")
            .set_file_name(name)
            .add_filter("Table", &["csv"])
            .save_file();
        let waiting = thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            place.send(pollster::block_on(dialog).map(Into::into)).ok();
            ctx.request_repaint();
        });
        if let Err(error) = waiting {
            log::error!("no thread for the file dialog: {error}");
        }
    }

    /// Everything that happened outside since the last frame, as actions.
    fn outside(&self, ctx: &egui::Context) -> Vec<Action> {
        let mut actions: Vec<Action> = self.clipboard.drain().map(from_clipboard).collect();
        actions.extend(self.chosen.1.try_iter().map(Action::FilesChosen));
        let places = self.place.1.try_iter();
        actions.extend(places.map(|place| Action::Imports(ImportsAction::SaveTo(place))));
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect()
        });
        if !dropped.is_empty() {
            actions.push(Action::FilesChosen(dropped));
        }
        actions
    }
}

fn from_clipboard(answer: clipboard::Answer) -> Action {
    match answer {
        clipboard::Answer::Put { is_there: true } => Action::ClipboardSet(ClipboardOutcome::Copied),
        clipboard::Answer::Put { is_there: false } => {
            Action::ClipboardSet(ClipboardOutcome::Failed)
        }
        clipboard::Answer::Got(Ok(content)) => Action::Pasted(Pasted {
            html: content.html.map(Body::from),
            text: Body::from(content.text),
        }),
        clipboard::Answer::Got(Err(why)) => Action::PasteFailed(why),
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        let events: Vec<_> =
            self.worker.as_ref().map(|worker| worker.drain().collect()).unwrap_or_default();
        for event in events {
            self.run(ctx, |state, world| session::receive(state, world, event));
        }
        for action in self.outside(ctx) {
            self.run(ctx, |state, world| session::update(state, world, action));
        }
        self.run(ctx, session::tick);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let mut actions = Vec::new();
        let world = ui::Look {
            pack: &self.pack,
            facts: &self.facts,
            wall: Timestamp::now(),
            zone: &self.zone,
        };
        ui::window_ui(ui, &self.state, &mut self.views, world, &mut actions);
        for action in actions {
            self.run(ui.ctx(), |state, world| session::update(state, world, action));
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let ctx = egui::Context::default();
        self.run(&ctx, session::finish);
        if let Some(worker) = self.worker.take() {
            worker.finish();
        }
    }
}
