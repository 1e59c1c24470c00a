//! The step that asks what the columns of an unknown table hold, and the memory that spares it the next time.

use crate::worker::Request;

use super::super::capture::Problem;
use super::super::{Action, Capture, Effect, Phase, State, World};
use super::go_on;

/// Carries out what a person says of the columns.
pub(in crate::session) fn say(state: &mut State, world: World<'_>, action: &Action) -> Vec<Effect> {
    let Some(capture) = &mut state.capture else { return Vec::new() };
    let Some(columns) = &mut capture.columns else { return Vec::new() };
    match *action {
        Action::ShowColumns => {
            // What was mended is mended in the rows that are read as they are.
            columns.is_asked =
                !capture.table.is_mended() && matches!(capture.phase, Phase::Shown(_));
            Vec::new()
        }
        Action::MarkColumn(column) => {
            columns.marked = column.min(columns.fields.len().saturating_sub(1));
            Vec::new()
        }
        Action::ChooseColumn { column, field } => {
            columns.marked = column;
            if columns.choose(column, field) { reread(state, world) } else { Vec::new() }
        }
        Action::ConfirmColumns if columns.is_asked && columns.has_text() => {
            columns.confirm();
            let (key, value) = (columns.setting(), columns.remembered());
            let mut effects = vec![Effect::Ask(remember(state, key, value))];
            // The rows that are shown may have been read without a person's word.
            effects.extend(reread(state, world));
            effects
        }
        _ => Vec::new(),
    }
}

fn remember(state: &mut State, key: String, value: String) -> Request {
    let settings = &mut state.desk.settings;
    match settings.iter_mut().find(|(known, _)| *known == key) {
        Some((_, known)) => known.clone_from(&value),
        None => settings.push((key.clone(), value.clone())),
    }
    Request::SaveSetting { key, value }
}

fn reread(state: &mut State, world: World<'_>) -> Vec<Effect> {
    let ticket = state.ticket();
    let practice = state.capture.as_ref().map(|capture| capture.practice);
    let Some(profile) = practice.and_then(|id| state.practice(id)).cloned() else {
        return Vec::new();
    };
    let capture = state.capture.as_mut();
    let request = capture.map(|capture| capture.read(&profile, world.now, ticket));
    request.map(Effect::Ask).into_iter().collect()
}

/// A table came that is not known by itself: it is read with what was said of its headers earlier, else with what is
/// proposed, while a person is asked. `None` where nothing of that is needed.
pub(super) fn settle(state: &mut State, world: World<'_>) -> Option<Vec<Effect>> {
    let capture = state.capture.as_ref()?;
    let columns = capture.columns.as_ref()?;
    if columns.is_settled {
        return None;
    }
    let remembered = state.setting(&columns.setting()).map(str::to_owned);
    let capture = state.capture.as_mut()?;
    let columns = capture.columns.as_mut()?;
    columns.is_settled = true;
    let is_recalled = remembered.is_some_and(|remembered| columns.recall(&remembered));
    if !is_recalled && !columns.is_asked {
        return None;
    }
    if columns.is_asked && capture.batch.adds_all {
        capture.batch.problems.push(unknown(capture));
        return Some(go_on(state, world));
    }
    // Rows to look at, as the columns are read so far.
    Some(reread(state, world))
}

fn unknown(capture: &Capture) -> Problem {
    Problem {
        name: capture.name(),
        message: "its columns are not known".to_owned(),
        help: "Open it alone and say what its columns hold".to_owned(),
    }
}
