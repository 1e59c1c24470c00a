//! The reports of imports on the screen: a list, the chosen one, taking it back, and a table of all.

use std::path::PathBuf;

use crate::model::{ImportId, PracticeId};
use crate::worker::{AfterEvent, AfterRequest, ImportRecord, ImportRow, Request, Ticket, Wish};

use super::pages::Pages;
use super::{Dialog, Effect, State, World};

/// What a person does to the reports of imports.
#[derive(Clone, Debug)]
pub enum ImportsAction {
    /// Find words in names, reasons, warnings and pastes.
    Search(String),
    /// The list shows these positions.
    ShowRows { first: usize, last: usize },
    /// Select the import at this position.
    Select(usize),
    /// Take an import back, after the person was asked.
    TakeBack(ImportId),
    /// Choose where the table of all imports that were found is written.
    SaveAs,
    /// It is written there; `None`: the person chose no place.
    SaveTo(Option<PathBuf>),
}

/// The reports of imports as the session knows them.
#[derive(Debug, Default)]
pub struct Imports {
    /// Words to be found; empty: all.
    pub search: String,
    /// Position of the selected import.
    pub selected: usize,
    /// The selected import with everything that is kept of it, once it has come.
    pub record: Option<Box<ImportRecord>>,
    pages: Pages<ImportRow>,
    awaited: Ticket,
}

impl Imports {
    /// How many imports the search finds; `None` until that is known.
    pub fn total(&self) -> Option<usize> {
        self.pages.total
    }

    /// The import at a position, newest first, if it is at hand.
    pub fn row(&self, position: usize) -> Option<&ImportRow> {
        self.pages.row(position)
    }

    fn wish(&self, practice: Option<PracticeId>) -> Wish {
        Wish { practice, search: self.search.clone() }
    }
}

fn ask(request: AfterRequest) -> Effect {
    Effect::Ask(Request::After(request))
}

/// Asks for the list anew.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let part = state.imports.pages.reload(state.imports.selected, ticket);
    let wish = state.imports.wish(state.queue.query.practice);
    vec![ask(AfterRequest::LoadImports { ticket, wish, part })]
}

/// Asks for everything that is kept of the selected import.
fn load_selected(state: &mut State) -> Vec<Effect> {
    let Some(import) = state.imports.row(state.imports.selected).map(|row| row.import) else {
        state.imports.record = None;
        return Vec::new();
    };
    let ticket = state.ticket();
    state.imports.awaited = ticket;
    vec![ask(AfterRequest::LoadImport { ticket, import })]
}

/// Carries out what a person does.
pub(super) fn act(state: &mut State, world: World<'_>, action: ImportsAction) -> Vec<Effect> {
    match action {
        ImportsAction::Search(words) => {
            state.imports.search = words;
            state.imports.selected = 0;
            reload(state)
        }
        ImportsAction::ShowRows { first, last } => {
            let ticket = state.ticket();
            let Some(part) = state.imports.pages.missing(first, last, ticket) else {
                return Vec::new();
            };
            let wish = state.imports.wish(state.queue.query.practice);
            vec![ask(AfterRequest::LoadImports { ticket, wish, part })]
        }
        ImportsAction::Select(position) => {
            let n = state.imports.total().unwrap_or(0);
            state.imports.selected = position.min(n.saturating_sub(1));
            load_selected(state)
        }
        ImportsAction::TakeBack(import) => {
            if state.dialog == Some(Dialog::TakeBack(import)) {
                state.dialog = None;
            }
            state.say(world.now, "The import is taken back");
            vec![Effect::Ask(Request::RemoveImport { import })]
        }
        ImportsAction::SaveAs => {
            vec![Effect::ChooseSavePlace { name: "bedside-imports.csv".to_owned() }]
        }
        ImportsAction::SaveTo(Some(path)) => {
            let wish = state.imports.wish(state.queue.query.practice);
            vec![ask(AfterRequest::WriteImports { wish, path })]
        }
        ImportsAction::SaveTo(None) => Vec::new(),
    }
}

/// Takes over what the worker says of imports.
pub(super) fn receive(state: &mut State, world: World<'_>, event: AfterEvent) -> Vec<Effect> {
    match event {
        AfterEvent::ImportsLoaded { ticket, rows, total } => {
            if !state.imports.pages.take(ticket, rows, total) {
                return Vec::new();
            }
            state.imports.selected = state.imports.selected.min(total.saturating_sub(1));
            load_selected(state)
        }
        AfterEvent::ImportLoaded { ticket, record } => {
            if ticket == state.imports.awaited {
                state.imports.record = record;
            }
            Vec::new()
        }
        AfterEvent::ImportsWritten { n_imports } => {
            let said = match n_imports {
                1 => "Saved: 1 import".to_owned(),
                n => format!("Saved: {n} imports"),
            };
            state.say(world.now, said);
            Vec::new()
        }
        _ => Vec::new(),
    }
}
