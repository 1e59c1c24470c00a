//! Words: labels that may be cut, links, icons, and layouts with the theme's line height.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Galley, Pos2, Response, Role, Sense, Shape, Ui, WidgetInfo, vec2};

use super::super::icons::Icon;
use super::super::theme::{Style, Theme, Token};
use super::focus_ring;
use super::mark::{char_of_byte, ground};

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

/// One line of words, cut off with an ellipsis at a width.
pub fn cut_line(ui: &Ui, text: &str, (style, token): (Style, Token), width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), Theme::of(ui).format(style, token));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Words with the cues in them marked: the words of a comment that decided its triage.
#[derive(Clone, Copy, Debug)]
pub struct Cued<'a> {
    /// The words.
    pub text: &'a str,
    /// The bytes of each cue, in the order of the words; what is no range of the text is passed over.
    pub cues: &'a [Range<usize>],
    /// The kind of words.
    pub style: Style,
    /// The role of those that are no cues.
    pub token: Token,
    /// From one line to the next.
    pub line_height: f32,
    /// How many lines at most.
    pub max_rows: usize,
}

impl Cued<'_> {
    /// Lays them out, broken at a width.
    pub fn layout(&self, ui: &Ui, wrap_width: f32) -> Arc<Galley> {
        let theme = Theme::of(ui);
        let line_height = Some(self.line_height);
        let plain = TextFormat { line_height, ..theme.format(self.style, self.token) };
        let cue = TextFormat {
            font_id: theme.weighted(self.style, Style::Label),
            line_height,
            ..theme.format(self.style, Token::Cue)
        };
        let mut job = LayoutJob::default();
        job.wrap.max_width = wrap_width;
        job.wrap.max_rows = self.max_rows;
        let mut done = 0;
        for range in self.cues {
            let before = self.text.get(done..range.start);
            if let (Some(before), Some(words)) = (before, self.text.get(range.clone())) {
                job.append(before, 0.0, plain.clone());
                job.append(words, 0.0, cue.clone());
                done = range.end;
            }
        }
        job.append(self.text.get(done..).unwrap_or_default(), 0.0, plain);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// The marks behind the cues, for a place that was kept before the words were painted.
    pub fn ground(&self, theme: &Theme, galley: &Galley, origin: Pos2) -> Shape {
        let color = theme.color(Token::CueSoft);
        let chars = |range: &Range<usize>| {
            char_of_byte(self.text, range.start)..char_of_byte(self.text, range.end)
        };
        let marks = self.cues.iter().map(|range| ground(galley, origin, chars(range), color));
        Shape::Vec(marks.collect())
    }

    /// Draws what was laid out, with the marks behind the cues.
    pub fn paint(&self, ui: &Ui, galley: Arc<Galley>, origin: Pos2) {
        let theme = Theme::of(ui);
        ui.painter().add(self.ground(&theme, &galley, origin));
        ui.painter().galley(origin, galley, theme.color(self.token));
    }
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
