//! Mending the rows of a preview before they are added, with undo and redo.

use super::super::{Action, Capture, Dialog, Effect, State};

/// Carries out what a person does to the rows of a capture.
pub(in crate::session) fn mend(state: &mut State, action: Action) -> Vec<Effect> {
    let ticket = state.ticket();
    let Some(capture) = state.capture.as_mut().filter(|capture| capture.is_open()) else {
        return Vec::new();
    };
    let is_changed = change(capture, action);
    if is_changed && matches!(state.dialog, Some(Dialog::MendRow | Dialog::SplitRow)) {
        state.dialog = None;
    }
    let practice = capture.practice;
    let Some(profile) = state.practice(practice).cloned().filter(|_| is_changed) else {
        return Vec::new();
    };
    let request = state.capture.as_mut().and_then(|capture| capture.recheck(&profile, ticket));
    request.map(Effect::Ask).into_iter().collect()
}

/// Changes the table, and moves the mark to where it changed; answers whether anything did.
fn change(capture: &mut Capture, action: Action) -> bool {
    let last = capture.table.rows().len().saturating_sub(1);
    let table = &mut capture.table;
    match action {
        Action::MarkRow(position) => {
            capture.marked = position.min(last);
            false
        }
        Action::TickRow(position) => {
            table.tick(position);
            false
        }
        Action::TickAll => {
            table.tick_all();
            false
        }
        Action::NextDoubt => {
            capture.marked = table.next_doubt(capture.marked).unwrap_or(capture.marked);
            false
        }
        Action::MendRow { position, to } => {
            capture.marked = position;
            // Saving without a change answers the question about the row all the same.
            table.mend(position, *to) || table.keep(position) || position <= last
        }
        Action::RateRow { position, stars } => table.rate(position, stars),
        Action::SplitRow { position, at } => {
            capture.marked = position;
            table.split(position, at)
        }
        Action::MergeRow(position) => {
            let is_merged = table.merge(position);
            if is_merged {
                capture.marked = position.saturating_sub(1);
            }
            is_merged
        }
        Action::KeepRow(position) => {
            let is_kept = table.keep(position);
            if is_kept {
                capture.marked = table.next_doubt(position).unwrap_or(position);
            }
            is_kept
        }
        Action::UndoRow => went_to(capture, |capture| capture.table.undo()),
        Action::RedoRow => went_to(capture, |capture| capture.table.redo()),
        _ => false,
    }
}

fn went_to(capture: &mut Capture, step: impl FnOnce(&mut Capture) -> Option<usize>) -> bool {
    let Some(at) = step(capture) else { return false };
    capture.marked = at;
    true
}
