//! The template picker: ranked for the open comment, found by any of its words, read before it is used.

use egui::text::LayoutJob;
use egui::{Id, Key, Layout, Modifiers, ScrollArea, Sense, Ui, vec2};

use crate::session::{Action, Offer, State};

use super::commands::Target;
use super::theme::{Style, Theme, Token};
use super::widgets::{self, Button, Chosen, TextField};

/// The search box's own memory.
#[derive(Default)]
pub(super) struct View {
    search: String,
}

fn search_id() -> Id {
    Id::unique("bedside-find-template")
}

/// Draws header, list and preview; takes the height that it is given.
pub(super) fn picker_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    focus: Option<Target>,
    out: &mut Vec<Action>,
) {
    header_ui(ui, state, view, focus, out);
    let theme = Theme::of(ui);
    if state.picker.offers.is_empty() {
        let frame = egui::Frame::new().inner_margin(theme.space.x4);
        frame.show(ui, |ui| {
            let words = "No template holds these words. Try fewer, or clear the box.";
            widgets::text(ui, words, Style::Body, Token::Text2);
        });
        return;
    }
    let preview_height = 112.0_f32.min(ui.available_height() * 0.45);
    let list_height = (ui.available_height() - preview_height).max(0.0);
    ui.allocate_ui(vec2(ui.available_width(), list_height), |ui| {
        ui.set_min_height(list_height);
        list_ui(ui, state, out);
    });
    preview_ui(ui, state, out);
}

fn header_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    focus: Option<Target>,
    out: &mut Vec<Action>,
) {
    if view.search != state.picker.search {
        view.search.clone_from(&state.picker.search);
    }
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 6));
    frame.show(ui, |ui| {
        widgets::row(ui, Theme::of(ui).height.control_small, |ui| {
            widgets::text(ui, "Templates", Style::Section, Token::Text);
            let category =
                state.open.as_ref().map_or("", |open| open.thread.comment.triage.category.label());
            let said = format!("for {}", category.to_lowercase());
            widgets::text(ui, &said, Style::Small, Token::Text2);
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                let id = search_id();
                let has_focus = ui.memory(|memory| memory.has_focus(id));
                if has_focus {
                    steer(ui, state, out);
                }
                let field = TextField::search(&mut view.search, "Find a template")
                    .id(id)
                    .hint("Find")
                    .keys("T")
                    .width(140.0);
                let response = ui.add(field);
                if focus == Some(Target::Templates) {
                    response.request_focus();
                }
                if response.changed() {
                    out.push(Action::FindTemplate(view.search.clone()));
                }
            });
        });
    });
}

/// While the search box has the keyboard, arrows move the mark and Enter uses the marked template.
fn steer(ui: &Ui, state: &State, out: &mut Vec<Action>) {
    let marked = state.picker.marked;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        out.push(Action::MarkTemplate(marked + 1));
    }
    if pressed(Key::ArrowUp) {
        out.push(Action::MarkTemplate(marked.saturating_sub(1)));
    }
    if pressed(Key::Tab) && ui.input(|input| input.modifiers.is_none()) {
        out.push(Action::NextVariant);
    }
    if pressed(Key::Enter) {
        out.push(Action::UseTemplate(marked));
    }
}

fn list_ui(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ScrollArea::vertical().id_salt("templates").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (position, offer) in state.picker.offers.iter().enumerate() {
            let size = vec2(ui.available_width(), theme.height.template);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let chosen = Chosen::from(position == state.picker.marked);
            let name = format!("Template {}: {}. {}", position + 1, offer.title, offer.reason);
            response.widget_info(|| {
                let is_marked = chosen == Chosen::Yes;
                egui::WidgetInfo::selected(egui::Role::ListItem, true, is_marked, &name)
            });
            if ui.is_rect_visible(rect) {
                let hovered = Chosen::from(response.hovered());
                widgets::row_ground(ui.painter(), &theme, rect, (chosen, hovered));
                row_ui(ui, rect, position, offer);
            }
            if chosen == Chosen::Yes && ui.memory(|memory| memory.has_focus(search_id())) {
                response.scroll_to_me(None);
            }
            if response.double_clicked() {
                out.push(Action::UseTemplate(position));
            } else if response.clicked() {
                out.push(Action::MarkTemplate(position));
            }
        }
    });
}

fn row_ui(ui: &mut Ui, rect: egui::Rect, position: usize, offer: &Offer) {
    let theme = Theme::of(ui);
    let inner = rect.shrink2(vec2(16.0, 4.0));
    widgets::place(ui, inner, Layout::top_down(egui::Align::Min), |ui| {
        ui.horizontal(|ui| {
            if position < 9 {
                widgets::key_caps(ui, &(position + 1).to_string());
            } else {
                ui.add_space(20.0);
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut job = LayoutJob::default();
                for (place, letter) in offer.title.chars().enumerate() {
                    let style =
                        if offer.matched.contains(&place) { Style::Strong } else { Style::Label };
                    job.append(
                        letter.encode_utf8(&mut [0; 4]),
                        0.0,
                        theme.format(style, Token::Text),
                    );
                }
                job.wrap.max_rows = 1;
                job.wrap.max_width = ui.available_width();
                ui.label(job);
                widgets::elided(ui, &offer.reason, Style::Small, Token::Text2, 1);
            });
        });
    });
}

/// The marked template filled for this comment, with what the profile lacks for it.
fn preview_ui(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    widgets::divider(ui);
    let frame = egui::Frame::new()
        .fill(theme.color(Token::Sunken))
        .inner_margin(egui::Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        let Some(offer) = state.picker.offers.get(state.picker.marked) else { return };
        ui.horizontal(|ui| {
            let keys = format!("Ctrl+{}", (state.picker.marked + 1).min(9));
            let keys = if state.picker.marked < 9 { keys.as_str() } else { "" };
            if ui.add(Button::outlined("Use").keys(keys).height(28.0)).clicked() {
                out.push(Action::UseTemplate(state.picker.marked));
            }
            let said = format!("Variant {} of {}", offer.variant + 1, offer.n_variants.max(1));
            let why = (offer.n_variants < 2).then_some("There is one variant only");
            let next = Button::quiet("Another wording").height(28.0).disabled_because(why);
            if ui.add(next).on_hover_text(said).clicked() {
                out.push(Action::NextVariant);
            }
            if !state.picker.missing.is_empty() {
                let names: Vec<&str> =
                    state.picker.missing.iter().map(|hole| hole.label()).collect();
                let said = format!("Missing: {}", names.join(", "));
                widgets::elided(ui, &said, Style::Small, Token::Warning, 1);
            }
        });
        ScrollArea::vertical().id_salt("template preview").show(ui, |ui| {
            widgets::text(ui, &state.picker.preview, Style::Body, Token::Text2);
        });
    });
}
