//! The bar at the top: which practice, which screen, the search box, and how the window looks.

use egui::{Align, Id, Layout, Ui, vec2};

use crate::session::{Action, Dialog, ImportsAction, SaidAction, Screen, State};

use super::commands::{self, Target};
use super::theme::{Mode, Style, Theme, Token};
use super::widgets::{self, Avatar, Button, Chosen, MenuItem, TextField};
use super::{icons, keys};

/// Under which key the look is remembered.
pub(super) const THEME: &str = "theme";
/// Under which key the text size is remembered, in percent.
pub(super) const TEXT_SIZE: &str = "text-size";

/// Narrower than this, the bar shows the two tabs of daily work and a menu of the others.
const LEAST_FOR_TABS: f32 = 1000.0;

/// The search box's own memory.
#[derive(Default)]
pub(super) struct View {
    search: String,
}

/// The name under which a look is remembered.
pub(super) const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Light => "light",
        Mode::Dark => "dark",
        Mode::HighContrast => "high-contrast",
    }
}

/// Draws the bar.
pub(super) fn top_bar_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    focus: Option<Target>,
    out: &mut Vec<Action>,
) {
    let rect = ui.available_rect_before_wrap();
    let is_wide = 1080.0 < rect.width();
    widgets::place(ui, rect, Layout::left_to_right(Align::Center), |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.x = theme.space.x2;
        ui.add_space(theme.space.x4);
        widgets::logo(ui, 20.0);
        if is_wide {
            widgets::text(ui, "Bedside", Style::Title, Token::Text);
        }
        ui.add_space(theme.space.x2);
        practice_menu(ui, state, out);
        ui.add_space(theme.space.x2);
        tabs(ui, state, rect.width(), out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(theme.space.x4);
            let person = state.desk.person.as_ref().map_or("", |person| person.name.as_str());
            Avatar::new(person).diameter(28.0).show(ui).on_hover_text(person);
            look_menu(ui, state, out);
            let keys = Button::icon(icons::KEYBOARD, "Keys").keys("?");
            if ui.add(keys).clicked() {
                out.push(Action::Ask(Dialog::Shortcuts));
            }
            search_ui(ui, state, view, focus, out);
        });
    });
    let line = Theme::of(ui).line(Token::Line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
}

fn practice_menu(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let shown = state.queue.query.practice;
    let name = shown
        .and_then(|id| state.practice(id))
        .map_or("All practices", |practice| practice.name.as_str());
    let opener = ui.add(Button::outlined(name).list().named("Which practice is shown"));
    widgets::menu(&opener, |ui| {
        let all = MenuItem::new("All practices").chosen(Chosen::from(shown.is_none()));
        if ui.add(all).clicked() {
            out.push(Action::FilterPractice(None));
        }
        for practice in &state.desk.practices {
            let chosen = Chosen::from(practice.id == shown);
            if ui.add(MenuItem::new(&practice.name).chosen(chosen)).clicked() {
                out.push(Action::FilterPractice(practice.id));
            }
        }
        widgets::divider(ui);
        if ui.add(MenuItem::new("Add a practice…").with_icon(icons::ADD)).clicked() {
            out.push(Action::Ask(Dialog::EditPractice(None)));
        }
    });
}

fn tabs(ui: &mut Ui, state: &State, width: f32, out: &mut Vec<Action>) {
    let tabs = [
        (Screen::Queue, "Queue", Some(state.counts.needs_reply), "Alt+Q"),
        (Screen::Said, "Already said", Some(state.counts.to_correct), "Alt+A"),
        (Screen::History, "History", Some(state.counts.replies), "Alt+H"),
        (Screen::Imports, "Imports", None, "Alt+I"),
        (Screen::Practices, "Practices", None, "Alt+P"),
    ];
    // Where there is no room for all, the last ones stand in a menu.
    let n_shown = if width < LEAST_FOR_TABS { 2 } else { tabs.len() };
    let (shown, folded) = tabs.split_at_checked(n_shown).unwrap_or((&tabs, &[]));
    for &(screen, words, count, keys) in shown {
        let chosen = Chosen::from(state.screen == screen);
        let count = count.filter(|&n| 0 < n);
        if widgets::tab(ui, words, count, (chosen, keys)).clicked() {
            out.push(Action::Show(screen));
        }
    }
    if folded.is_empty() {
        return;
    }
    let current = folded.iter().find(|(screen, ..)| *screen == state.screen);
    let label = current.map_or("More", |(_, words, ..)| words);
    let opener = ui.add(Button::quiet(label).list().named("More screens"));
    widgets::menu(&opener, |ui| {
        for &(screen, words, _, keys) in folded {
            let chosen = Chosen::from(state.screen == screen);
            if ui.add(MenuItem::new(words).chosen(chosen).keys(keys)).clicked() {
                out.push(Action::Show(screen));
            }
        }
    });
}

fn search_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    focus: Option<Target>,
    out: &mut Vec<Action>,
) {
    let (known, name) = match state.screen {
        Screen::History => (&state.history.search, "Search replies and comments"),
        Screen::Imports => (&state.imports.search, "Search imports"),
        Screen::Said => (&state.said.search, "Search what was said"),
        _ => (&state.queue.query.search, "Search comments"),
    };
    let id = Id::unique("bedside-search");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if !has_focus && view.search != *known {
        view.search.clone_from(known);
    }
    let width = (ui.available_width() - 8.0).clamp(60.0, 286.0);
    let keys = keys::hint_of(commands::SEARCH);
    let field = TextField::search(&mut view.search, name).id(id).keys(&keys).width(width);
    let response = ui.add(field);
    if focus == Some(Target::Search) {
        response.request_focus();
    }
    if response.changed() {
        let words = view.search.clone();
        out.push(match state.screen {
            Screen::History => Action::SearchHistory(words),
            Screen::Imports => Action::Imports(ImportsAction::Search(words)),
            Screen::Said => Action::Said(SaidAction::Search(words)),
            _ => Action::Search(words),
        });
    }
}

/// Light, dark or high contrast, and the size of the words.
fn look_menu(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let opener = ui.add(Button::icon(icons::TUNE, "Look and text size"));
    widgets::menu(&opener, |ui| {
        ui.set_min_size(vec2(200.0, 0.0));
        widgets::text(ui, "Look", Style::Small, Token::Text3);
        let known = state.setting(THEME).unwrap_or("light");
        for (mode, words) in
            [(Mode::Light, "Light"), (Mode::Dark, "Dark"), (Mode::HighContrast, "High contrast")]
        {
            let chosen = Chosen::from(known == mode_name(mode));
            if ui.add(MenuItem::new(words).chosen(chosen)).clicked() {
                out.push(Action::Remember(THEME, mode_name(mode).to_owned()));
            }
        }
        widgets::divider(ui);
        widgets::text(ui, "Text size", Style::Small, Token::Text3);
        let known = state.setting(TEXT_SIZE).unwrap_or("100");
        for percent in ["100", "110", "125", "150", "175", "200"] {
            let words = format!("{percent} %");
            let chosen = Chosen::from(known == percent);
            if ui.add(MenuItem::new(&words).chosen(chosen)).clicked() {
                out.push(Action::Remember(TEXT_SIZE, percent.to_owned()));
            }
        }
    });
}
