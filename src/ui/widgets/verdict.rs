//! The verdict of a reply and its four lamps.

use egui::accesskit::Live;
use egui::{Align, Layout, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::place;
use super::tag::Tone;
use super::text::line;

/// The banner with the verdict, across a pane: what it is, what that means, and a control.
///
/// A screen reader says it when it changes.
pub fn verdict_banner<R>(
    ui: &mut Ui,
    (icon, tone): (Icon, Tone),
    (title, words): (&str, &str),
    add_controls: impl FnOnce(&mut Ui) -> R,
) -> R {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), theme.height.header);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, format!("{title}. {words}")));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let painter = ui.painter();
    painter.rect_filled(rect, 0, theme.color(tone.ground()));
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.line(Token::Line));
    let ink = theme.color(tone.ink());
    let centre = pos2(rect.left() + theme.space.x4 + 14.0, rect.center().y);
    icon.paint(painter, centre, 26.0, ink);
    let left = centre.x + 14.0 + theme.space.x3;
    let heading = line(ui, title, Style::Title, tone.ink());
    let below = line(ui, words, Style::Small, Token::Text2);
    // The two lines stand a little closer than their line heights.
    let overlap = 2.0;
    let height = heading.size().y + below.size().y - overlap;
    let top = rect.center().y - height / 2.0;
    let second = top + heading.size().y - overlap;
    ui.painter().galley(pos2(left, top), heading, ink);
    ui.painter().galley(pos2(left, second), below, ink);
    let room = Rect::from_min_max(pos2(left, rect.top()), rect.max - vec2(theme.space.x4, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    place(ui, room, layout, add_controls)
}

/// How a lamp stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LampLook {
    /// There.
    On,
    /// Missing.
    Off,
    /// Wrong: something has to go.
    Wrong,
    /// Not asked of this reply.
    NotAsked,
}

impl LampLook {
    const fn parts(self) -> (Icon, Token, Token, &'static str) {
        match self {
            Self::On => (icons::CLEAR, Token::Clear, Token::Text2, "yes"),
            Self::Off => (icons::LAMP_OFF, Token::Text2, Token::Text2, "missing"),
            Self::Wrong => (icons::STOP, Token::Stop, Token::Stop, "wrong"),
            Self::NotAsked => (icons::PARTLY, Token::Text3, Token::Text3, "not asked"),
        }
    }
}

/// One lamp: its name, and the words that light it or what is missing.
pub fn lamp_row(ui: &mut Ui, look: LampLook, name: &str, words: &str) -> Response {
    let theme = Theme::of(ui);
    let (icon, icon_token, words_token, state) = look.parts();
    let size = vec2(ui.available_width(), theme.height.lamp);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("{name}: {state}. {words}"))
    });
    let middle = rect.center().y;
    let centre = pos2(rect.left() + icons::SIZE / 2.0, middle);
    icon.paint(ui.painter(), centre, icons::SIZE, theme.color(icon_token));
    let label = line(ui, name, Style::Label, Token::Text);
    let left = rect.left() + icons::SIZE + theme.space.x2;
    let label_end = left + label.size().x;
    ui.painter().galley(pos2(left, middle - label.size().y / 2.0), label, theme.color(Token::Text));
    // All four notes begin at one edge, which the longest name leaves free.
    let note_left = (left + 132.0).max(label_end + theme.space.x3);
    let mut job = egui::text::LayoutJob::single_section(
        words.to_owned(),
        theme.format(Style::Small, words_token),
    );
    job.wrap.max_width = (rect.right() - note_left).max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let note = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = note.elided;
    let corner = pos2(note_left, middle - note.size().y / 2.0);
    ui.painter().galley(corner, note, theme.color(words_token));
    if is_cut { response.on_hover_text(words) } else { response }
}
