//! A long list on the screen: the pages of it that are at hand, and those that were asked for.

use std::collections::HashMap;

use crate::worker::{Part, Ticket};

/// Rows are asked for in pages of this size.
const PAGE: usize = 100;

/// How many pages are kept at hand.
const KEPT_PAGES: usize = 20;

/// A long list of which some pages are at hand.
#[derive(Debug)]
pub(super) struct Pages<T> {
    /// How many rows there are; `None` until that is known.
    pub(super) total: Option<usize>,
    at_hand: HashMap<usize, Vec<T>>,
    asked: HashMap<Ticket, usize>,
}

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self { total: None, at_hand: HashMap::new(), asked: HashMap::new() }
    }
}

impl<T> Pages<T> {
    /// The row at a position, if it is at hand.
    pub(super) fn row(&self, position: usize) -> Option<&T> {
        self.at_hand.get(&(position / PAGE)).and_then(|page| page.get(position % PAGE))
    }

    /// Forgets what is at hand, and says which part to ask for first: the page of that position.
    pub(super) fn reload(&mut self, position: usize, ticket: Ticket) -> Part {
        self.at_hand.clear();
        self.asked.clear();
        self.ask(position / PAGE, ticket)
    }

    /// The first part among `first..last` that is not at hand and was not asked for.
    pub(super) fn missing(&mut self, first: usize, last: usize, ticket: Ticket) -> Option<Part> {
        let end = last.min(self.total.unwrap_or(0));
        let page = (first / PAGE..=end.saturating_sub(1) / PAGE).find(|page| {
            let is_asked = self.asked.values().any(|asked| asked == page);
            page * PAGE < end && !self.at_hand.contains_key(page) && !is_asked
        })?;
        Some(self.ask(page, ticket))
    }

    fn ask(&mut self, page: usize, ticket: Ticket) -> Part {
        self.asked.insert(ticket, page);
        Part { offset: page * PAGE, limit: PAGE }
    }

    /// Takes a page over, unless the list was reloaded since it was asked for; says whether it did.
    pub(super) fn take(&mut self, ticket: Ticket, rows: Vec<T>, total: usize) -> bool {
        let Some(page) = self.asked.remove(&ticket) else { return false };
        if KEPT_PAGES <= self.at_hand.len() {
            self.at_hand.clear();
        }
        self.total = Some(total);
        self.at_hand.insert(page, rows);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_for_once_and_a_late_one_is_dropped() {
        let mut pages = Pages::default();
        assert_eq!(pages.reload(0, Ticket(1)), Part { offset: 0, limit: PAGE }, "the first page");
        assert!(pages.take(Ticket(1), vec!["row"; PAGE], 250), "the awaited page");
        assert_eq!(pages.row(99), Some(&"row"), "at hand");
        assert_eq!(
            pages.missing(90, 120, Ticket(2)).map(|part| part.offset),
            Some(PAGE),
            "the next"
        );
        assert_eq!(pages.missing(90, 120, Ticket(3)), None, "it is under way");
        pages.reload(0, Ticket(4));
        assert!(!pages.take(Ticket(2), vec!["late"], 1), "another search was begun since");
    }
}
