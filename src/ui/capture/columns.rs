//! The step for a table that is not known: what each column holds, with sample values and the first rows below.

use egui::{Align, Key, Layout, Margin, Modifiers, ScrollArea, Sense, Ui, vec2};

use crate::import::{MapColumn, MapField};
use crate::session::{Action, Capture, Columns};

use super::super::theme::{Style, Theme, Token};
use super::super::widgets::{self, Button, Chosen, MenuItem};
use super::super::{Look, icons, words};
use super::small;

/// Width of a column's card.
const CARD: f32 = 216.0;

/// Height of the cards.
const CARDS: f32 = 196.0;

/// How many sample values a card shows.
const SAMPLES: usize = 3;

/// How many rows are shown below.
const ROWS: usize = 8;

/// What a person calls a field.
fn label(field: MapField) -> &'static str {
    match field {
        MapField::Text => "Words of the comment",
        MapField::Author => "Author’s name",
        MapField::AuthorHandle => "Author’s handle",
        MapField::PostedAt => "When it was written",
        MapField::Stars => "Stars",
        MapField::Platform => "Platform",
        MapField::Permalink => "Link to it",
        MapField::ExternalId => "Id on the platform",
        MapField::ParentId => "Id of what it answers",
        MapField::PostContext => "Post it stands under",
        MapField::ExistingReply => "Reply already there",
        MapField::Ignore => "Left out",
    }
}

/// Left and right move the mark, up and down change what the marked column holds.
pub(super) fn steer(ui: &Ui, columns: &Columns, out: &mut Vec<Action>) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::Enter) {
        out.push(Action::ConfirmColumns);
    }
    // An open list takes its keys for itself.
    if egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let plain = |key| pressed(Modifiers::NONE, key);
    if plain(Key::Escape) {
        out.push(Action::Close);
    }
    let column = columns.marked;
    if plain(Key::ArrowRight) || plain(Key::L) {
        out.push(Action::MarkColumn(column + 1));
    }
    if plain(Key::ArrowLeft) || plain(Key::H) {
        out.push(Action::MarkColumn(column.saturating_sub(1)));
    }
    let all = MapField::ALL;
    let at = columns.fields.get(column).and_then(|field| all.iter().position(|one| one == field));
    let Some(at) = at else { return };
    let steps =
        [(Key::ArrowDown, 1), (Key::J, 1), (Key::ArrowUp, all.len() - 1), (Key::K, all.len() - 1)];
    for (key, step) in steps {
        if plain(key)
            && let Some(&field) = all.get((at + step) % all.len())
        {
            out.push(Action::ChooseColumn { column, field });
        }
    }
}

/// Draws the step.
pub(super) fn columns_ui(
    ui: &mut Ui,
    capture: &Capture,
    (columns, look): (&Columns, Look<'_>),
    out: &mut Vec<Action>,
) {
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 12));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        widgets::text(ui, "What do the columns hold?", Style::Title, Token::Text);
        let n = words::count(columns.mapping.n_rows, "row", "rows");
        let said = format!("{n} below the header. Left and right go through the columns, up and down change what one holds.");
        small(ui, &said);
        ui.add_space(8.0);
        let cards = ScrollArea::horizontal().id_salt("columns").auto_shrink([false, true]);
        cards.show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                for (place, column) in columns.mapping.columns.iter().enumerate() {
                    let field = columns.fields.get(place).copied().unwrap_or(MapField::Ignore);
                    let chosen = Chosen::from(place == columns.marked);
                    card_ui(ui, (place, column), (field, chosen), out);
                }
            });
        });
        ui.add_space(12.0);
        rows_ui(ui, capture, (columns, look));
    });
}

/// One column: its header, some of its values, and what it holds.
fn card_ui(
    ui: &mut Ui,
    (place, column): (usize, &MapColumn),
    (field, chosen): (MapField, Chosen),
    out: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(CARD, CARDS), Sense::CLICK);
    let header = column.header.as_str();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, header));
    let is_marked = chosen == Chosen::Yes;
    let (ground, line) = if is_marked {
        (Token::Selected, egui::Stroke::new(theme.stroke.focus, theme.color(Token::Focus)))
    } else {
        (Token::Panel, theme.line(Token::Line))
    };
    let radius = egui::CornerRadius::same(theme.radius.card);
    ui.painter().rect(rect, radius, theme.color(ground), line, egui::StrokeKind::Inside);
    if response.clicked() {
        out.push(Action::MarkColumn(place));
    }
    if is_marked && !ui.clip_rect().contains_rect(rect) {
        ui.scroll_to_rect(rect.expand(8.0), None);
    }
    let inside = rect.shrink(12.0);
    widgets::place(ui, inside, Layout::top_down(Align::Min), |ui| {
        ui.set_clip_rect(inside.expand(6.0).intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 4.0;
        widgets::elided(ui, &column.header, Style::Strong, Token::Text, 1);
        for sample in column.samples.iter().take(SAMPLES) {
            let sample = sample.as_str().replace('\n', " ");
            widgets::elided(ui, &sample, Style::Body, Token::Text2, 1);
        }
        if column.samples.is_empty() {
            widgets::text(ui, "Every cell is empty", Style::Body, Token::Text3);
        }
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            let name = format!("What {} holds", column.header);
            let opener = ui.add(Button::select(&name, label(field)).width(inside.width()));
            widgets::menu(&opener, |ui| {
                for choice in MapField::ALL {
                    let chosen = Chosen::from(choice == field);
                    if ui.add(MenuItem::new(label(choice)).chosen(chosen)).clicked() {
                        out.push(Action::ChooseColumn { column: place, field: choice });
                    }
                }
            });
        });
    });
}

/// The first comments, as the columns are read.
fn rows_ui(ui: &mut Ui, capture: &Capture, (columns, look): (&Columns, Look<'_>)) {
    widgets::text(ui, "The first comments, read like this", Style::Section, Token::Text);
    if !columns.has_text() {
        ui.horizontal(|ui| {
            widgets::icon(ui, icons::WARNING, icons::SMALL, Token::Warning);
            let words = "Say first which column holds the words of the comment";
            widgets::text(ui, words, Style::Body, Token::Text);
        });
        return;
    }
    let rows = capture.table.rows();
    if capture.preview().is_none() {
        small(ui, "Reading");
    } else if rows.is_empty() {
        widgets::text(ui, "No comment is found like this", Style::Body, Token::Text2);
    }
    ScrollArea::vertical().id_salt("first rows").auto_shrink([false, true]).show(ui, |ui| {
        for row in rows.iter().take(ROWS) {
            let comment = &row.comment;
            widgets::row(ui, 28.0, |ui| {
                let cell = |ui: &mut Ui, width: f32, words: &str, style, token| {
                    let size = vec2(width, 28.0);
                    let layout = Layout::left_to_right(Align::Center);
                    ui.allocate_ui_with_layout(size, layout, |ui| {
                        ui.set_width(width);
                        widgets::elided(ui, words, style, token, 1);
                    });
                };
                cell(ui, 140.0, comment.author.label(), Style::Strong, Token::Text);
                let stars = comment.stars.map_or_else(|| "–".to_owned(), |n| format!("{n} of 5"));
                cell(ui, 56.0, &stars, Style::Body, Token::Text2);
                let age = comment.posted_at;
                let age =
                    age.map_or_else(|| "–".to_owned(), |at| words::age(at, look.wall, look.zone));
                cell(ui, 84.0, &age, Style::Body, Token::Text2);
                cell(ui, 90.0, comment.platform.label(), Style::Body, Token::Text2);
                let text = comment.text.as_str().replace('\n', " ");
                widgets::elided(ui, &text, Style::Body, Token::Text, 1);
            });
        }
    });
}
