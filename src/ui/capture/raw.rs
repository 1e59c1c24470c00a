//! What was pasted, line by line, beside the table: which comment each line went to, and what nobody wrote.

use egui::{Margin, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::import::{Role, SourceLine};
use crate::session::{Capture, Row};

use super::super::theme::{Style, Theme, Token};
use super::super::widgets;
use super::{Shown, small};

/// Room for the number and the bar before a line.
const GUTTER: f32 = 36.0;

/// Draws the pane; the marked comment's lines come into view when the mark moved.
pub(super) fn raw_ui(ui: &mut Ui, rect: Rect, shown: Shown<'_>) {
    let Shown { capture, preview, .. } = shown;
    let theme = Theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.color(Token::Sunken));
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), theme.line(Token::Line));
    let frame = egui::Frame::new().inner_margin(Margin { left: 0, right: 8, top: 10, bottom: 0 });
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let n_left_out = preview.lines.iter().filter(|line| line.role == Role::Interface).count();
        ui.horizontal(|ui| {
            ui.add_space(16.0);
            match n_left_out {
                0 => small(ui, "What was pasted"),
                1 => small(ui, "What was pasted, 1 interface line left out"),
                n => small(ui, &format!("What was pasted, {n} interface lines left out")),
            }
        });
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt("raw paste").auto_shrink([false, false]).show(ui, |ui| {
            if preview.lines.is_empty() {
                plain_ui(ui, capture);
            } else {
                lines_ui(ui, shown);
            }
        });
    });
}

/// The words as they lay on the clipboard, where they were read from the page's markup.
fn plain_ui(ui: &mut Ui, capture: &Capture) {
    let Some(pasted) = capture.pasted() else { return };
    for line in pasted.text.as_str().lines().filter(|line| !line.trim().is_empty()) {
        ui.horizontal_top(|ui| {
            ui.add_space(16.0);
            widgets::text(ui, line, Style::Body, Token::Text);
        });
    }
}

/// Position of the row that each comment, as it was read, is in.
fn homes(rows: &[Row]) -> Vec<Option<usize>> {
    let n = rows.iter().flat_map(|row| &row.sources).max().map_or(0, |last| last + 1);
    let mut homes = vec![None; n];
    for (position, row) in rows.iter().enumerate() {
        for &source in &row.sources {
            if let Some(home @ None) = homes.get_mut(source) {
                *home = Some(position);
            }
        }
    }
    homes
}

fn lines_ui(ui: &mut Ui, shown: Shown<'_>) {
    let Shown { capture, preview, is_moved, .. } = shown;
    let homes = homes(capture.table.rows());
    let marked = capture.table.row(capture.marked);
    let mut last = None;
    let mut is_scrolled = !is_moved;
    for line in preview.lines.iter().filter(|line| !line.text.as_str().trim().is_empty()) {
        let source = match line.role {
            Role::Comment(source) | Role::Reply(source) => Some(source),
            Role::Interface | Role::Post => None,
        };
        let home = source.and_then(|source| homes.get(source).copied().flatten());
        let is_marked =
            marked.is_some_and(|row| source.is_some_and(|source| row.sources.contains(&source)));
        let is_doubtful =
            home.and_then(|at| capture.table.row(at)).is_some_and(|row| row.doubt.is_some());
        let number = home.filter(|_| last != home);
        last = home.or(last);
        let ground = match (is_marked, is_doubtful) {
            (true, _) => Some(Token::Selected),
            (false, true) => Some(Token::WarningSoft),
            (false, false) => None,
        };
        let bar = match (home.is_some(), is_doubtful) {
            (false, _) => Token::Line,
            (true, true) => Token::WarningLine,
            (true, false) => Token::Accent,
        };
        let rect = line_ui(ui, line, number, (ground, bar));
        if is_marked && !is_scrolled {
            is_scrolled = true;
            ui.scroll_to_rect(rect, None);
        }
    }
}

fn line_ui(
    ui: &mut Ui,
    line: &SourceLine,
    number: Option<usize>,
    (ground, bar): (Option<Token>, Token),
) -> Rect {
    let theme = Theme::of(ui);
    let is_interface = line.role == Role::Interface;
    let (style, token) =
        if is_interface { (Style::Small, Token::Text3) } else { (Style::Body, Token::Text) };
    let width = (ui.available_width() - GUTTER - 4.0).max(40.0);
    let galley = widgets::layout(ui, line.text.as_str(), style, token, width);
    let size = vec2(ui.available_width(), galley.size().y + 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = line.text.as_str();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    if !ui.is_rect_visible(rect) {
        return rect;
    }
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 0.0, theme.color(ground));
    }
    let x = rect.left() + GUTTER - 10.0;
    let stroke = egui::Stroke::new(3.0, theme.color(bar));
    ui.painter().vline(x, rect.y_range(), stroke);
    if let Some(number) = number {
        let words = (number + 1).to_string();
        let number = widgets::layout(ui, &words, Style::Small, Token::Text2, GUTTER);
        let corner = pos2(x - 6.0 - number.size().x, rect.top() + 1.0);
        ui.painter().galley(corner, number, theme.color(Token::Text2));
    }
    let corner = pos2(rect.left() + GUTTER, rect.top() + 1.0);
    let rows: Vec<Rect> = if is_interface {
        galley.rows.iter().map(|row| row.rect().translate(corner.to_vec2())).collect()
    } else {
        Vec::new()
    };
    ui.painter().galley(corner, galley, theme.color(token));
    for row in rows {
        ui.painter().hline(row.x_range(), row.center().y, theme.line(Token::Text3));
    }
    rect
}
