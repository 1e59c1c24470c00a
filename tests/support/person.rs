//! Somebody at the desk in tests: acts, rests, waits for answers, and has a clipboard; without a window.

use std::sync::Arc;
use std::time::Duration;

use bedside::lint::RulePack;
use bedside::model::{ClipboardOutcome, PlatformFacts, Practice};
use bedside::session::{self, Action, Effect, Screen, State, World};
use bedside::template::Library;
use bedside::triage::TriagePack;
use bedside::worker::{Location, Pasted, Start, Worker};
use jiff::Timestamp;

/// The time that the clocks of these tests show.
pub(crate) fn noon() -> Timestamp {
    Timestamp::from_second(1_795_600_000).unwrap()
}

/// Somebody at the desk: acts, rests, and has a clipboard.
pub(crate) struct Person {
    pub(crate) state: State,
    pub(crate) worker: Option<Worker>,
    pub(crate) pack: RulePack,
    pub(crate) library: Library,
    pub(crate) facts: PlatformFacts,
    pub(crate) location: Location,
    pub(crate) now: Duration,
    pub(crate) clipboard: Vec<String>,
    pub(crate) clipboard_works: bool,
    /// Pages that were opened in the browser.
    pub(crate) links: Vec<String>,
    /// Whether a place to save at was asked for.
    pub(crate) asked_for_place: bool,
}

impl Person {
    pub(crate) fn at(location: Location) -> Self {
        let mut person = Self {
            state: State::default(),
            worker: None,
            pack: RulePack::bundled().unwrap(),
            library: Library::bundled().unwrap(),
            facts: PlatformFacts::bundled().unwrap(),
            location,
            now: Duration::ZERO,
            clipboard: Vec::new(),
            clipboard_works: true,
            links: Vec::new(),
            asked_for_place: false,
        };
        person.open();
        person
    }

    pub(crate) fn open(&mut self) {
        self.state = State::default();
        self.worker = Some(Worker::start(Start {
            location: self.location.clone(),
            triage: Arc::new(TriagePack::bundled().unwrap()),
            clock: noon,
            wake: Box::new(|| ()),
        }));
        self.run(session::start);
    }

    /// A desk with a person and one practice.
    pub(crate) fn settled(location: Location) -> Self {
        let mut person = Self::at(location);
        person.until("the first start", |state| state.screen == Screen::FirstRun);
        let practice = Practice {
            name: "Harborview Aesthetics".to_owned(),
            email: "care@harborview.example".to_owned(),
            phone: "555-0186".to_owned(),
            ..Practice::default()
        };
        let practice = Some(Box::new(practice));
        person.acts(Action::Begin { name: "Maya Reyes".to_owned(), practice });
        person.until("the desk", |state| state.screen == Screen::Queue && state.queue.is_known);
        person
    }

    pub(crate) fn run(&mut self, step: impl FnOnce(&mut State, World<'_>) -> Vec<Effect>) {
        let world = World {
            pack: &self.pack,
            library: &self.library,
            facts: &self.facts,
            now: self.now,
            wall: noon(),
            today: noon(),
        };
        let effects = step(&mut self.state, world);
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.worker.as_ref().unwrap().send(request),
                Effect::CopyToClipboard(text) => {
                    let outcome = if self.clipboard_works {
                        self.clipboard.push(text.0);
                        ClipboardOutcome::Copied
                    } else {
                        ClipboardOutcome::Failed
                    };
                    self.acts(Action::ClipboardSet(outcome));
                }
                Effect::OpenLink(link) => self.links.push(link),
                Effect::ChooseSavePlace { .. } => self.asked_for_place = true,
                Effect::ReadClipboard { .. } | Effect::ChooseFiles | Effect::WakeAfter(_) => {}
            }
        }
    }

    pub(crate) fn acts(&mut self, action: Action) {
        self.run(|state, world| session::update(state, world, action));
    }

    pub(crate) fn types(&mut self, text: &str) {
        let composer = &self.state.open.as_ref().unwrap().composer;
        let (comment, revision) = (composer.comment, composer.revision);
        self.acts(Action::EditReply { comment, revision, text: text.to_owned() });
    }

    /// Lets answers come in until something is so.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&State) -> bool) {
        while !is_so(&self.state) {
            let event = self.worker.as_ref().unwrap().wait(Duration::from_secs(30));
            let event = event.ok_or_else(|| format!("{what} never came")).unwrap();
            self.run(|state, world| session::receive(state, world, event));
            assert!(self.state.failure.is_none(), "{what}: {:?}", self.state.failure);
        }
    }
}

/// Words alone, as they lie on the clipboard.
pub(crate) fn pasted(words: &str) -> Pasted {
    Pasted { html: None, text: words.into() }
}

/// The reply as it stands.
pub(crate) fn open_text(state: &State) -> &str {
    state.open.as_ref().unwrap().composer.text()
}
