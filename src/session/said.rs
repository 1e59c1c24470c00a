//! What was already said: replies that stood there when a comment came in, read by the rules, worst first.

use crate::model::PracticeId;
use crate::worker::{AfterEvent, AfterRequest, Request, SaidFilter, SaidMark, SaidRow, Wish};

use super::desk::is_web_address;
use super::pages::Pages;
use super::undo::Step;
use super::{Effect, State, World};

/// What a person does to the list of what was already said.
#[derive(Clone, Debug)]
pub enum SaidAction {
    /// Find words in replies, comments and authors.
    Search(String),
    /// The list shows these positions.
    ShowRows { first: usize, last: usize },
    /// Select the reply at this position.
    Select(usize),
    /// Show these replies.
    Filter(SaidFilter),
    /// Say what became of the selected reply; `None` puts it back on the list.
    Mark(Option<SaidMark>),
    /// Open the selected reply on its platform.
    OpenLink,
}

/// What was already said, as the session knows it.
#[derive(Debug, Default)]
pub struct Said {
    /// Words to be found; empty: all.
    pub search: String,
    /// Which replies are listed.
    pub filter: SaidFilter,
    /// Position of the selected reply.
    pub selected: usize,
    pages: Pages<SaidRow>,
}

impl Said {
    /// How many replies the search finds; `None` until that is known.
    pub fn total(&self) -> Option<usize> {
        self.pages.total
    }

    /// The reply at a position, worst first, if it is at hand.
    pub fn row(&self, position: usize) -> Option<&SaidRow> {
        self.pages.row(position)
    }

    /// The selected reply, if it is at hand.
    pub fn current(&self) -> Option<&SaidRow> {
        self.row(self.selected)
    }

    fn wish(&self, practice: Option<PracticeId>) -> Wish {
        Wish { practice, search: self.search.clone() }
    }
}

fn ask(request: AfterRequest) -> Effect {
    Effect::Ask(Request::After(request))
}

/// Has every reply read that these rules have not read yet.
pub(super) fn check(world: World<'_>) -> Effect {
    ask(AfterRequest::CheckSaid { version: world.pack.version() })
}

/// Asks for the list anew.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let ticket = state.ticket();
    let part = state.said.pages.reload(state.said.selected, ticket);
    let wish = state.said.wish(state.queue.query.practice);
    vec![ask(AfterRequest::LoadSaid { ticket, wish, filter: state.said.filter, part })]
}

/// Carries out what a person does.
pub(super) fn act(state: &mut State, world: World<'_>, action: SaidAction) -> Vec<Effect> {
    match action {
        SaidAction::Search(words) => {
            state.said.search = words;
            state.said.selected = 0;
            reload(state)
        }
        SaidAction::ShowRows { first, last } => {
            let ticket = state.ticket();
            let Some(part) = state.said.pages.missing(first, last, ticket) else {
                return Vec::new();
            };
            let wish = state.said.wish(state.queue.query.practice);
            vec![ask(AfterRequest::LoadSaid { ticket, wish, filter: state.said.filter, part })]
        }
        SaidAction::Select(position) => {
            let n = state.said.total().unwrap_or(0);
            state.said.selected = position.min(n.saturating_sub(1));
            Vec::new()
        }
        SaidAction::Filter(filter) => {
            state.said.filter = filter;
            state.said.selected = 0;
            reload(state)
        }
        SaidAction::Mark(to) => mark(state, world, to),
        SaidAction::OpenLink => state
            .said
            .current()
            .and_then(|row| row.permalink.clone())
            .filter(|link| is_web_address(link))
            .map(Effect::OpenLink)
            .into_iter()
            .collect(),
    }
}

fn mark(state: &mut State, world: World<'_>, to: Option<SaidMark>) -> Vec<Effect> {
    let (Some(row), Some(person)) = (state.said.current(), state.person()) else {
        return Vec::new();
    };
    let (comment, from) = (row.comment, row.mark.as_ref().map(|(mark, ..)| *mark));
    if from == to {
        return Vec::new();
    }
    let step = Step::Marked { comment, person, from, to };
    let effects = vec![Effect::Ask(step.forth())];
    state.steps.push(step);
    let words = match to {
        Some(SaidMark::TakenDown) => "Marked as taken down",
        Some(SaidMark::Corrected) => "Marked as corrected",
        None => "Back on the list",
    };
    state.say_undoable(world.now, words);
    effects
}

/// Takes over what the worker says of replies that were already said.
pub(super) fn receive(state: &mut State, world: World<'_>, event: AfterEvent) -> Vec<Effect> {
    match event {
        AfterEvent::SaidChanged => {
            let mut effects = vec![state.count(world)];
            if state.screen == super::Screen::Said {
                effects.extend(reload(state));
            }
            effects
        }
        AfterEvent::SaidLoaded { ticket, rows, total } => {
            if state.said.pages.take(ticket, rows, total) {
                state.said.selected = state.said.selected.min(total.saturating_sub(1));
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}
