//! Words: labels that may be cut, links, icons, and layouts with the theme's line height.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::icons::Icon;
use super::super::theme::{Style, Theme, Token};
use super::focus_ring;

/// Lays words out in the theme's font and line height, broken at a width.
///
/// A text box takes it as its layouter, so that its lines are as far apart as everywhere else.
pub fn layout(ui: &Ui, text: &str, style: Style, token: Token, wrap_width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), Theme::of(ui).format(style, token));
    job.wrap.max_width = wrap_width;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// One line of words, however long.
pub(super) fn line(ui: &Ui, text: &str, style: Style, token: Token) -> Arc<Galley> {
    layout(ui, text, style, token, f32::INFINITY)
}

/// Words in that kind and role; they wrap.
pub fn text(ui: &mut Ui, words: &str, style: Style, token: Token) -> Response {
    let rich = Theme::of(ui).rich(words, style, token);
    ui.label(rich)
}

/// An icon that a screen reader passes over.
pub fn icon(ui: &mut Ui, icon: Icon, size: f32, token: Token) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    icon.paint(ui.painter(), rect.center(), size, Theme::of(ui).color(token));
    response
}

/// Words in at most so many rows; what is cut off is in the tooltip, and read out whole.
pub fn elided(ui: &mut Ui, words: &str, style: Style, token: Token, max_rows: usize) -> Response {
    let theme = Theme::of(ui);
    let mut job = LayoutJob::single_section(words.to_owned(), theme.format(style, token));
    job.wrap.max_width = ui.available_width();
    job.wrap.max_rows = max_rows;
    job.wrap.break_anywhere = max_rows == 1;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), words));
    let is_cut = galley.elided;
    ui.painter().galley(rect.min, galley, theme.color(token));
    if is_cut { response.on_hover_text(words) } else { response }
}

/// Words that open something when clicked.
pub fn link(ui: &mut Ui, words: &str, style: Style) -> Response {
    let theme = Theme::of(ui);
    let galley = line(ui, words, style, Token::Accent);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), words));
    ui.painter().galley(rect.min, galley, theme.color(Token::Accent));
    if response.hovered() || response.has_focus() {
        let y = rect.bottom() - theme.space.half;
        ui.painter().hline(rect.x_range(), y, theme.line(Token::Accent));
    }
    focus_ring(ui, &theme, &response, theme.radius.mark);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
