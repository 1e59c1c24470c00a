//! Lays out bar, panes and dialogs. Panels read the state and report actions; none of them changes anything.

mod capture;
mod commands;
mod comment_form;
mod composer;
mod desk;
mod dialogs;
mod empty;
mod findings;
mod first_run;
mod history;
pub mod icons;
mod imports;
mod keys;
mod marks;
mod mend;
mod practice_form;
mod practices;
mod queue;
mod said;
mod status;
mod template_picker;
pub mod theme;
mod thread;
mod top_bar;
pub mod virtual_list;
pub mod widgets;
mod words;

use egui::{Context, Id, Rect, Ui, UiBuilder, pos2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::lint::RulePack;
use crate::model::PlatformFacts;
use crate::session::{Action, Screen, State};

use theme::{Mode, Theme, Token};

pub use commands::{COMMANDS, Command, Deed, Group, Keys, Target};

/// What panels read besides the state.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The rules' words.
    pub pack: &'a RulePack,
    /// Limits and customs of the platforms.
    pub facts: &'a PlatformFacts,
    /// Time of day.
    pub wall: Timestamp,
    /// The person's time zone.
    pub zone: &'a TimeZone,
}

/// The panels' own memory: what egui must own, such as text under a cursor and where a list stands.
pub struct Views {
    top_bar: top_bar::View,
    desk: desk::View,
    capture: capture::View,
    history: history::View,
    imports: imports::View,
    said: said::View,
    first_run: first_run::View,
    dialogs: dialogs::View,
    chord: keys::Chord,
    look: Option<(Mode, u16)>,
    title: String,
}

impl Views {
    /// Installs fonts and look.
    ///
    /// # Errors
    /// The bundled tokens cannot be read.
    pub fn new(ctx: &Context) -> Result<Self, theme::LoadError> {
        theme::install_fonts(ctx);
        Theme::bundled(Mode::Light)?.apply(ctx);
        Ok(Self {
            top_bar: top_bar::View::default(),
            desk: desk::View::default(),
            capture: capture::View::default(),
            history: history::View::default(),
            imports: imports::View::default(),
            said: said::View::default(),
            first_run: first_run::View::default(),
            dialogs: dialogs::View::default(),
            chord: keys::Chord::default(),
            look: None,
            title: String::new(),
        })
    }

    /// Follows the remembered look and text size.
    fn follow_look(&mut self, ctx: &Context, state: &State) {
        let mode = match state.setting(top_bar::THEME) {
            Some("dark") => Mode::Dark,
            Some("high-contrast") => Mode::HighContrast,
            _ => Mode::Light,
        };
        let percent =
            state.setting(top_bar::TEXT_SIZE).and_then(|text| text.parse().ok()).unwrap_or(100);
        if self.look != Some((mode, percent)) {
            self.look = Some((mode, percent));
            if let Ok(theme) = Theme::bundled(mode) {
                theme.apply(ctx);
            }
            theme::set_text_scale(ctx, percent);
        }
    }

    /// The window's title says what a glance at the task bar wants to know.
    fn follow_title(&mut self, ctx: &Context, state: &State) {
        let title = match state.screen {
            Screen::Opening => "Bedside".to_owned(),
            Screen::FirstRun => "Welcome · Bedside".to_owned(),
            Screen::Queue => match state.counts.needs_reply {
                0 => "Everyone has an answer · Bedside".to_owned(),
                n => format!("{} · Bedside", words::count(n, "comment waits", "comments wait")),
            },
            Screen::Capture => match &state.capture {
                Some(capture) if capture.preview().is_some() => {
                    let n = words::count(capture.table.rows().len(), "comment", "comments");
                    format!("Preview of {n} · Bedside")
                }
                _ => "Reading · Bedside".to_owned(),
            },
            Screen::History => "History · Bedside".to_owned(),
            Screen::Practices => "Practices · Bedside".to_owned(),
            Screen::Imports => "Imports · Bedside".to_owned(),
            Screen::Said => "Already said · Bedside".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Draws the whole window.
pub fn window_ui(
    ui: &mut Ui,
    state: &State,
    views: &mut Views,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    views.follow_look(ui.ctx(), state);
    views.follow_title(ui.ctx(), state);
    let is_free = state.dialog.is_none() && state.failure.is_none();
    let has_bar = !matches!(state.screen, Screen::Opening | Screen::FirstRun);
    let focus = if is_free && has_bar && state.screen != Screen::Capture {
        keys::take(ui.ctx(), state, &mut views.chord, out)
    } else {
        None
    };
    if is_free && has_bar {
        take_paste(ui.ctx(), state, out);
    }
    let theme = Theme::of(ui);
    let full = ui.max_rect();
    ui.painter().rect_filled(full, 0.0, theme.color(Token::Panel));
    let mut body = full;
    if has_bar {
        let (bar, rest) = full.split_top_bottom_at_y(full.top() + theme.height.top_bar);
        let (rest, foot) = rest.split_top_bottom_at_y(rest.bottom() - theme.height.status_line);
        body = rest;
        inside(ui, bar, "bar", |ui| {
            top_bar::top_bar_ui(ui, state, &mut views.top_bar, focus, out);
        });
        inside(ui, foot, "foot", |ui| status::status_ui(ui, state));
    }
    inside(ui, body, "body", |ui| match state.screen {
        Screen::Opening => {
            ui.centered_and_justified(|ui| {
                widgets::text(ui, "Opening", theme::Style::Body, Token::Text2);
            });
        }
        Screen::FirstRun => {
            first_run::first_run_ui(ui, state, &mut views.first_run, look, out);
        }
        Screen::Queue => desk::desk_ui(ui, state, &mut views.desk, (look, focus), out),
        Screen::Capture => capture::capture_ui(ui, state, &mut views.capture, look, out),
        Screen::History => history::history_ui(ui, state, &mut views.history, look, out),
        Screen::Practices => practices::practices_ui(ui, state, out),
        Screen::Imports => imports::imports_ui(ui, state, &mut views.imports, look, out),
        Screen::Said => said::said_ui(ui, state, &mut views.said, look, out),
    });
    toast_ui(ui.ctx(), state, full, out);
    dialogs::dialog_ui(ui.ctx(), state, &mut views.dialogs, look, out);
    drop_hint(ui, full);
}

/// Draws inside a rectangle, cut at its edges.
fn inside<R>(ui: &mut Ui, rect: Rect, salt: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing.y = 0.0;
    add(&mut child)
}

/// Words that are pasted while no text box has the keyboard are comments.
fn take_paste(ctx: &Context, state: &State, out: &mut Vec<Action>) {
    if ctx.text_edit_focused() || state.screen == Screen::Capture {
        return;
    }
    let pasted = ctx.input(|input| {
        input.events.iter().find_map(|event| match event {
            egui::Event::Paste(words) => Some(words.clone()),
            _ => None,
        })
    });
    if let Some(words) = pasted
        && !out.iter().any(|action| matches!(action, Action::Paste))
    {
        out.push(Action::PasteWords(words.into()));
    }
}

/// The sentence at the foot, with the way back.
fn toast_ui(ctx: &Context, state: &State, full: Rect, out: &mut Vec<Action>) {
    let Some(toast) = &state.toast else { return };
    let place = pos2(full.center().x, full.bottom() - 40.0);
    let mut shown = widgets::Toast::new(icons::INFO, &toast.text);
    if toast.offers_undo {
        shown = shown.action("Undo", "Ctrl+Z");
    }
    let response = shown.show(ctx, Id::unique("bedside-toast"), place);
    if response.is_taken {
        out.push(Action::Undo);
        out.push(Action::CloseToast);
    }
}

/// While files hover over the window, it says what would become of them.
fn drop_hint(ui: &Ui, full: Rect) {
    let is_hovering = ui.input(|input| !input.raw.hovered_files.is_empty());
    if !is_hovering {
        return;
    }
    let theme = Theme::of(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("bedside-drop"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(full, 0.0, theme.color(Token::Scrim));
    painter.text(
        full.center(),
        egui::Align2::CENTER_CENTER,
        "Drop the files to see what is in them",
        theme.font(theme::Style::Display),
        theme.color(Token::OnAccent),
    );
}
