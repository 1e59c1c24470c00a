//! Text boxes of one line, and the form fields round any control.

use egui::{
    Align2, CornerRadius, Frame, Id, Margin, Rect, Response, Stroke, StrokeKind, TextEdit, Ui,
    UiBuilder, Widget, pos2, vec2,
};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::key::{self, CapGround};
use super::text::text;

/// A text box of one line; add it with `ui.add`.
#[must_use = "nothing is drawn before it is added"]
pub struct TextField<'a> {
    buffer: &'a mut String,
    name: &'a str,
    hint: String,
    id: Option<Id>,
    icon: Option<Icon>,
    keys: &'a str,
    width: Option<f32>,
    height: Option<f32>,
    style: Style,
    line: Token,
}

impl<'a> TextField<'a> {
    /// A text box over a buffer; the name is read out.
    pub const fn new(buffer: &'a mut String, name: &'a str) -> Self {
        Self {
            buffer,
            name,
            hint: String::new(),
            id: None,
            icon: None,
            keys: "",
            width: None,
            height: None,
            style: Style::Body,
            line: Token::LineStrong,
        }
    }

    /// A text box to search with; the name also stands in it while it is empty.
    pub fn search(buffer: &'a mut String, name: &'a str) -> Self {
        Self {
            icon: Some(icons::SEARCH),
            hint: name.to_owned(),
            line: Token::Line,
            ..Self::new(buffer, name)
        }
    }

    /// What stands in it while it is empty.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// An id that does not depend on its place, so that others can give it the keyboard.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// With an icon at the left.
    pub const fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that lead to it, shown while it does not have the keyboard.
    pub const fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// As wide as that; all the room otherwise.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// As high as that; 32 points otherwise.
    pub const fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Words of another kind: [`Style::Input`] for the box that a dialog is about.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

impl Widget for TextField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let size = vec2(width, self.height.unwrap_or(theme.height.control));
        let (id, rect) = ui.allocate_space(size);
        let id = self.id.unwrap_or_else(|| id.with("field"));
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let radius = CornerRadius::same(theme.radius.control);
        let stroke = if has_focus {
            Stroke::new(theme.stroke.focus, theme.color(Token::Focus))
        } else {
            theme.line(self.line)
        };
        ui.painter().rect(rect, radius, theme.color(Token::Panel), stroke, StrokeKind::Inside);
        let mut left = rect.left() + theme.space.x2;
        if let Some(icon) = self.icon {
            let centre = pos2(left + icons::SIZE / 2.0, rect.center().y);
            icon.paint(ui.painter(), centre, icons::SIZE, theme.color(Token::Text2));
            left += icons::SIZE + theme.space.x2;
        }
        let mut right = rect.right() - theme.space.x2;
        if !self.keys.is_empty() && !has_focus {
            let from = pos2(right - key::width(ui, self.keys), rect.center().y);
            key::paint(ui, &theme, from, self.keys, CapGround::Plain);
            right = from.x - theme.space.x2;
        }
        let room = Rect::from_x_y_ranges(left..=right.max(left), rect.y_range());
        let hint = theme.rich(self.hint, self.style, Token::Text3);
        let edit = TextEdit::singleline(self.buffer)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .font(theme.font(self.style))
            .text_color(theme.color(Token::Text))
            .hint_text(hint)
            .desired_width(room.width())
            .min_size(vec2(room.width(), room.height()))
            .align(Align2::LEFT_CENTER);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(room));
        inner.add(edit).accessible_name(self.name)
    }
}

/// What stands under a form field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldNote<'a> {
    /// Nothing.
    #[default]
    None,
    /// What to write, or what it is for.
    Help(&'a str),
    /// What is wrong and what to do.
    Error(&'a str),
}

/// A form field: its label above, its note below; a screen reader connects the three.
pub fn field(
    ui: &mut Ui,
    label: &str,
    note: FieldNote<'_>,
    add_control: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    let theme = Theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme.space.x1;
        let font = theme.weighted(Style::Small, Style::Label);
        let words = theme.rich(label, Style::Small, Token::Text2).font(font);
        let label = ui.label(words);
        let response = add_control(ui).labelled_by(label.id);
        let below = match note {
            FieldNote::None => None,
            FieldNote::Help(words) => Some((words, text(ui, words, Style::Small, Token::Text3))),
            FieldNote::Error(words) => {
                let row = ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = theme.space.x1;
                    super::icon(ui, icons::ALERT, icons::SMALL, Token::Stop);
                    let rich = theme.rich(words, Style::Small, Token::Stop);
                    ui.add(egui::Label::new(rich).wrap())
                });
                Some((words, row.inner))
            }
        };
        if let Some((words, _)) = below {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words));
        }
        response
    })
    .inner
}
