//! The queue on the screen: which order it has, which rows are at hand, which comment is open.

use std::collections::{HashMap, HashSet};

use crate::model::CommentId;
use crate::worker::{Query, QueueOrder, QueueRow, Request, Ticket};

/// Rows asked for ahead of and behind what the list shows.
const MARGIN: usize = 40;

/// How many rows are kept at hand; a list of any length costs no more than this.
const KEPT: usize = 1_500;

/// The queue as the session knows it.
#[derive(Debug, Default)]
pub struct Queue {
    /// Which comments are shown.
    pub query: Query,
    /// The exact order of all of them.
    pub order: QueueOrder,
    /// Whether an order was asked for and has not come.
    pub is_loading: bool,
    /// Whether any order has come yet.
    pub is_known: bool,
    /// Position of the open comment in the order, where it is in it.
    pub open_at: Option<usize>,
    rows: HashMap<CommentId, QueueRow>,
    asked: HashSet<CommentId>,
    awaited_order: Ticket,
    shown: (usize, usize),
}

impl Queue {
    /// The row at a position of the order, if it is at hand.
    pub fn row_at(&self, position: usize) -> Option<&QueueRow> {
        self.order.ids.get(position).and_then(|id| self.rows.get(id))
    }

    /// How many comments the query finds.
    pub fn len(&self) -> usize {
        self.order.ids.len()
    }

    /// Whether the query finds nothing.
    pub fn is_empty(&self) -> bool {
        self.order.ids.is_empty()
    }

    /// Asks for the order anew.
    pub fn reorder(&mut self, ticket: Ticket) -> Request {
        self.awaited_order = ticket;
        self.is_loading = true;
        Request::OrderQueue { ticket, query: self.query.clone() }
    }

    /// Takes an order over if it is the one waited for.
    pub fn take_order(
        &mut self,
        ticket: Ticket,
        order: QueueOrder,
        open: Option<CommentId>,
    ) -> bool {
        if ticket != self.awaited_order {
            return false;
        }
        self.order = order;
        self.is_loading = false;
        self.is_known = true;
        // What a row shows may have changed together with the order.
        self.asked.clear();
        self.locate(open);
        true
    }

    /// Finds the open comment's position again.
    pub fn locate(&mut self, open: Option<CommentId>) {
        self.open_at = open.and_then(|open| self.order.ids.iter().position(|&id| id == open));
    }

    /// Remembers what the list shows, and asks for the rows that are not at hand.
    pub fn show(&mut self, first: usize, last: usize, ticket: Ticket) -> Option<Request> {
        self.shown = (first, last);
        self.missing(ticket)
    }

    /// Asks for the shown rows that were not asked for since the order came.
    pub fn missing(&mut self, ticket: Ticket) -> Option<Request> {
        let (first, last) = self.shown;
        let from = first.saturating_sub(MARGIN);
        let to = (last + MARGIN).min(self.order.ids.len());
        let wanted = self.order.ids.get(from..to).unwrap_or_default();
        let ids: Vec<CommentId> =
            wanted.iter().copied().filter(|id| !self.asked.contains(id)).collect();
        if ids.is_empty() {
            return None;
        }
        self.asked.extend(ids.iter().copied());
        Some(Request::LoadRows { ticket, ids })
    }

    /// Puts rows at hand. Rows of an older ask are as true as those of the last one, so all are taken.
    pub fn take_rows(&mut self, rows: Vec<QueueRow>) {
        if KEPT < self.rows.len() + rows.len() {
            let (first, last) = self.shown;
            let near: HashSet<CommentId> = self
                .order
                .ids
                .get(first.saturating_sub(MARGIN)..(last + MARGIN).min(self.order.ids.len()))
                .unwrap_or_default()
                .iter()
                .copied()
                .collect();
            self.rows.retain(|id, _| near.contains(id));
            self.asked.retain(|id| near.contains(id));
        }
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
    }

    /// The comment that stands after the open one, or the first where none is open.
    pub fn next(&self) -> Option<CommentId> {
        let position = self.open_at.map_or(0, |open| open + 1);
        self.order.ids.get(position).copied()
    }

    /// The comment that stands before the open one.
    pub fn previous(&self) -> Option<CommentId> {
        let position = self.open_at?.checked_sub(1)?;
        self.order.ids.get(position).copied()
    }

    /// The neighbour that is opened once the open comment has left: the next, else the one before.
    pub fn after_leaving(&self) -> Option<CommentId> {
        self.next().or_else(|| self.previous())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(n: i64) -> Queue {
        let mut queue = Queue::default();
        queue.reorder(Ticket(1));
        let order = QueueOrder { ids: (0..n).map(CommentId).collect(), n_critical: 0 };
        assert!(queue.take_order(Ticket(1), order, None), "the awaited order");
        queue
    }

    #[test]
    fn a_late_order_is_dropped() {
        let mut queue = Queue::default();
        queue.reorder(Ticket(1));
        queue.reorder(Ticket(2));
        let late = QueueOrder { ids: vec![CommentId(9)], n_critical: 0 };
        assert!(!queue.take_order(Ticket(1), late, None), "another search was begun since");
        assert!(queue.is_empty() && queue.is_loading, "nothing was taken over");
    }

    #[test]
    fn only_rows_near_the_screen_are_asked_for_and_once() {
        let mut queue = ordered(1_000_000);
        let Some(Request::LoadRows { ids, .. }) = queue.show(500_000, 500_010, Ticket(2)) else {
            panic!("rows are asked for")
        };
        assert_eq!(ids.len(), 10 + 2 * MARGIN, "the screen and its margins");
        assert!(queue.show(500_000, 500_010, Ticket(3)).is_none(), "they are under way");
    }

    #[test]
    fn leaving_the_last_comment_opens_the_one_before() {
        let mut queue = ordered(2);
        queue.locate(Some(CommentId(1)));
        assert_eq!(queue.after_leaving(), Some(CommentId(0)), "there is none after it");
        queue.locate(Some(CommentId(0)));
        assert_eq!(queue.after_leaving(), Some(CommentId(1)), "the next");
    }
}
