//! What was done to the queue, so that it can be taken back and done again.

use crate::model::{CommentId, PersonId, Status};
use crate::worker::{AfterRequest, Mending, Request, SaidMark, Ticket, TriageOverride};

/// How many steps are remembered.
const DEPTH: usize = 200;

/// Something done to one comment, with its way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Its state changed.
    Moved {
        /// Which comment.
        comment: CommentId,
        /// From this state.
        from: Status,
        /// To this one.
        to: Status,
    },
    /// Its triage was corrected.
    Corrected {
        /// Which comment.
        comment: CommentId,
        /// The correction before.
        from: TriageOverride,
        /// The correction after.
        to: TriageOverride,
    },
    /// What was captured of it was corrected.
    Mended {
        /// Which comment.
        comment: CommentId,
        /// As it was.
        from: Box<Mending>,
        /// As it is.
        to: Box<Mending>,
    },
    /// The reply that already stood there was seen to.
    Marked {
        /// Which comment.
        comment: CommentId,
        /// Who says so.
        person: PersonId,
        /// What was said of it before.
        from: Option<SaidMark>,
        /// What is said of it.
        to: Option<SaidMark>,
    },
}

impl Step {
    /// Which comment it was done to.
    pub(super) fn comment(&self) -> CommentId {
        match *self {
            Self::Moved { comment, .. }
            | Self::Corrected { comment, .. }
            | Self::Mended { comment, .. }
            | Self::Marked { comment, .. } => comment,
        }
    }

    /// Whether it was done on the desk, where its comment is then shown.
    pub(super) fn is_on_desk(&self) -> bool {
        !matches!(self, Self::Marked { .. })
    }

    /// The request that does it.
    pub(super) fn forth(&self) -> Request {
        match *self {
            Self::Moved { comment, to, .. } => Request::SetStatus { changes: vec![(comment, to)] },
            Self::Corrected { comment, to, .. } => Request::SetTriage { comment, to },
            Self::Mended { comment, ref to, .. } => mend(comment, to),
            Self::Marked { comment, person, to, .. } => mark(comment, person, to),
        }
    }

    /// The request that takes it back.
    pub(super) fn back(&self) -> Request {
        match *self {
            Self::Moved { comment, from, .. } => {
                Request::SetStatus { changes: vec![(comment, from)] }
            }
            Self::Corrected { comment, from, .. } => Request::SetTriage { comment, to: from },
            Self::Mended { comment, ref from, .. } => mend(comment, from),
            Self::Marked { comment, person, from, .. } => mark(comment, person, from),
        }
    }
}

/// Nobody waits for the answer of a step that is taken back or done again: it has no ticket of its own.
fn mend(comment: CommentId, to: &Mending) -> Request {
    let (ticket, to) = (Ticket::default(), Box::new(to.clone()));
    Request::After(AfterRequest::Mend { ticket, comment, to })
}

fn mark(comment: CommentId, person: PersonId, mark: Option<SaidMark>) -> Request {
    Request::After(AfterRequest::MarkSaid { comment, mark, person })
}

/// The steps behind and ahead.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl Steps {
    /// Remembers what was done; what was taken back before can then not be done again.
    pub(super) fn push(&mut self, step: Step) {
        self.future.clear();
        if self.past.len() == DEPTH {
            self.past.remove(0);
        }
        self.past.push(step);
    }

    /// The last step, which now counts as taken back.
    pub(super) fn undo(&mut self) -> Option<Step> {
        let step = self.past.pop()?;
        self.future.push(step.clone());
        Some(step)
    }

    /// The last step taken back, which now counts as done.
    pub(super) fn redo(&mut self) -> Option<Step> {
        let step = self.future.pop()?;
        self.past.push(step.clone());
        Some(step)
    }

    /// Forgets what was done to comments that are gone.
    pub(super) fn forget(&mut self, gone: &[CommentId]) {
        for steps in [&mut self.past, &mut self.future] {
            steps.retain(|step| !gone.contains(&step.comment()));
        }
    }

    /// Whether there is something to take back.
    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(id: i64) -> Step {
        Step::Moved { comment: CommentId(id), from: Status::Open, to: Status::Dismissed }
    }

    #[test]
    fn a_fresh_step_forgets_what_was_taken_back() {
        let mut steps = Steps::default();
        steps.push(moved(1));
        steps.push(moved(2));
        assert_eq!(steps.undo(), Some(moved(2)), "the last one first");
        assert_eq!(steps.redo(), Some(moved(2)), "and again");
        assert_eq!(steps.undo(), Some(moved(2)), "and back");
        steps.push(moved(3));
        assert!(!steps.can_redo(), "the way ahead is a different one");
        assert_eq!(steps.undo(), Some(moved(3)), "the fresh step");
        assert_eq!(steps.undo(), Some(moved(1)), "then the first");
        assert!(!steps.can_undo(), "nothing is left");
    }

    #[test]
    fn only_so_many_steps_are_kept() {
        let mut steps = Steps::default();
        for id in 0..300 {
            steps.push(moved(id));
        }
        let n = std::iter::from_fn(|| steps.undo()).count();
        assert_eq!(n, DEPTH, "the oldest are forgotten");
    }
}
