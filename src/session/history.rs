//! The history on the screen: a search, the records found, the selected one.

use std::collections::HashMap;

use crate::model::PracticeId;
use crate::worker::{HistoryRow, Request, Ticket};

/// Records are asked for in pages of this size.
const PAGE: usize = 100;

/// How many pages are kept at hand.
const KEPT_PAGES: usize = 20;

/// The history as the session knows it.
#[derive(Debug, Default)]
pub struct History {
    /// Words to be found; empty: all.
    pub search: String,
    /// How many records the search finds; `None` until that is known.
    pub total: Option<usize>,
    /// Position of the selected record.
    pub selected: usize,
    pages: HashMap<usize, Vec<HistoryRow>>,
    asked: HashMap<Ticket, usize>,
}

impl History {
    /// The record at a position, newest first, if it is at hand.
    pub fn row(&self, position: usize) -> Option<&HistoryRow> {
        self.pages.get(&(position / PAGE)).and_then(|page| page.get(position % PAGE))
    }

    /// Forgets what is at hand and asks for the first page.
    pub fn reload(&mut self, practice: Option<PracticeId>, ticket: Ticket) -> Request {
        self.pages.clear();
        self.asked.clear();
        self.ask(0, practice, ticket)
    }

    /// Asks for the first page among `first..last` that is not at hand.
    pub fn show(
        &mut self,
        (first, last): (usize, usize),
        practice: Option<PracticeId>,
        ticket: Ticket,
    ) -> Option<Request> {
        let end = last.min(self.total.unwrap_or(0));
        let page = (first / PAGE..=end.saturating_sub(1) / PAGE).find(|page| {
            page * PAGE < end && !self.pages.contains_key(page) && !self.is_asked(*page)
        })?;
        Some(self.ask(page, practice, ticket))
    }

    fn is_asked(&self, page: usize) -> bool {
        self.asked.values().any(|&asked| asked == page)
    }

    fn ask(&mut self, page: usize, practice: Option<PracticeId>, ticket: Ticket) -> Request {
        self.asked.insert(ticket, page);
        let search = self.search.clone();
        Request::LoadHistory { ticket, practice, search, offset: page * PAGE, limit: PAGE }
    }

    /// Takes a page over, unless another search was begun since it was asked for.
    pub fn take(&mut self, ticket: Ticket, rows: Vec<HistoryRow>, total: usize) {
        let Some(page) = self.asked.remove(&ticket) else { return };
        if KEPT_PAGES <= self.pages.len() {
            self.pages.clear();
        }
        self.total = Some(total);
        self.selected = self.selected.min(total.saturating_sub(1));
        self.pages.insert(page, rows);
    }
}
