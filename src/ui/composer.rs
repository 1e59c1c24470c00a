//! The reply: a text box with the findings underlined, its counters, and the copy button.

use std::ops::Range;

use egui::{Id, Key, Margin, Modifiers, Rect, TextEdit, Ui, vec2};

use crate::lint::{Finding, Severity};
use crate::model::{CommentId, Practice, Verdict};
use crate::session::{Action, Composer, Obstacle, Open, Saved, State};

use super::commands::{self, Target};
use super::theme::{Style, Theme, Token};
use super::widgets::{self, Avatar, Button, Tone};
use super::{Look, icons, keys, words};

/// The text box's own memory: egui must own the text under the cursor.
#[derive(Default)]
pub(super) struct View {
    buffer: String,
    of: Option<(CommentId, u64)>,
    had_focus: bool,
}

/// The id of the reply's text box, the same for every comment.
pub(super) fn text_id() -> Id {
    Id::unique("bedside-reply")
}

impl View {
    /// Takes the session's text over where it is another comment's, or was replaced.
    fn follow(&mut self, composer: &Composer) {
        let stamp = (composer.comment, composer.revision);
        if self.of != Some(stamp) {
            self.buffer.clear();
            self.buffer.push_str(composer.text());
            self.of = Some(stamp);
        }
    }
}

/// Draws the composer of the open comment. Answers where the echoed words of the current finding stand.
pub(super) fn composer_ui(
    ui: &mut Ui,
    (state, open): (&State, &Open),
    (view, focus): (&mut View, Option<Target>),
    look: Look<'_>,
    out: &mut Vec<Action>,
) -> Option<Rect> {
    let composer = &open.composer;
    view.follow(composer);
    header_ui(ui, state.practice(open.thread.comment.practice), composer, out);
    let echo = text_ui(ui, open, (view, focus), look, out);
    ui.add_space(10.0);
    foot_ui(ui, state, composer, out);
    echo
}

fn header_ui(ui: &mut Ui, practice: Option<&Practice>, composer: &Composer, out: &mut Vec<Action>) {
    let name = practice.map_or("", |practice| practice.name.as_str());
    widgets::row(ui, Theme::of(ui).height.control, |ui| {
        Avatar::practice(name).show(ui);
        widgets::text(ui, &format!("Reply as {name}"), Style::Strong, Token::Text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let redo = Button::icon(icons::REDO, "Redo edit")
                .keys("Ctrl+Shift+Z")
                .disabled_because((!composer.can_redo()).then_some("Nothing was taken back"));
            if ui.add(redo).clicked() {
                out.push(Action::RedoEdit);
            }
            let undo = Button::icon(icons::UNDO, "Undo edit")
                .keys("Ctrl+Z")
                .disabled_because((!composer.can_undo()).then_some("Nothing was typed yet"));
            if ui.add(undo).clicked() {
                out.push(Action::UndoEdit);
            }
        });
    });
    ui.add_space(4.0);
}

/// The text box with its frame, underlines and counters.
fn text_ui(
    ui: &mut Ui,
    open: &Open,
    (view, focus): (&mut View, Option<Target>),
    look: Look<'_>,
    out: &mut Vec<Action>,
) -> Option<Rect> {
    let composer = &open.composer;
    let theme = Theme::of(ui);
    let id = text_id();
    for (modifiers, key, action) in [
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z, Action::RedoEdit),
        (Modifiers::COMMAND, Key::Z, Action::UndoEdit),
        (Modifiers::COMMAND, Key::Y, Action::RedoEdit),
    ] {
        if keys::taken_while_focused(ui.ctx(), id, modifiers, key) {
            out.push(action);
        }
    }
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let ring = if has_focus {
        egui::Stroke::new(theme.stroke.focus, theme.color(Token::Focus))
    } else {
        theme.line(Token::LineStrong)
    };
    let frame = egui::Frame::new()
        .fill(theme.color(Token::Panel))
        .stroke(ring)
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::ZERO);
    let mut echo = None;
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The marks lie under the words, so their place in the paint list is taken before them.
        let ground = ui.painter().add(egui::Shape::Noop);
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
            widgets::layout(ui, text.as_str(), Style::Reading, Token::Text, width)
        };
        let output = TextEdit::multiline(&mut view.buffer)
            .id(id)
            .frame(egui::Frame::new().inner_margin(Margin {
                left: 16,
                right: 16,
                top: 14,
                bottom: 10,
            }))
            .desired_width(f32::INFINITY)
            .desired_rows(5)
            .min_size(vec2(0.0, 148.0))
            .lock_focus(false)
            .hint_text(theme.rich(
                "Write a reply, or press Ctrl+1 for the first template",
                Style::Reading,
                Token::Text3,
            ))
            .layouter(&mut layouter)
            .show(ui);
        name_text_box(ui, id);
        let response = output.response.response;
        if focus == Some(Target::Reply) {
            response.request_focus();
        }
        if response.changed() {
            let (comment, revision) = (composer.comment, composer.revision);
            out.push(Action::EditReply { comment, revision, text: view.buffer.clone() });
            // Drawn again at once, so that underlines never lag behind the words.
            ui.ctx().request_discard("findings follow the text");
        } else if view.buffer == composer.text() {
            let clip = response.rect;
            let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
            let shapes = Marks { composer, galley: &output.galley, at: output.galley_pos };
            painter.set(ground, shapes.ground(&theme));
            shapes.underline(&painter, &theme);
            echo = shapes.echo(&painter, &theme);
        }
        if view.had_focus && !response.has_focus() {
            out.push(Action::LeaveReply);
        }
        view.had_focus = response.has_focus();
        widgets::divider(ui);
        counters_ui(ui, open, look);
    });
    echo
}

/// A screen reader calls the text box "Reply".
fn name_text_box(ui: &Ui, id: Id) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_label("Reply"));
}

/// What is painted under and over the words.
struct Marks<'a> {
    composer: &'a Composer,
    galley: &'a egui::Galley,
    at: egui::Pos2,
}

impl Marks<'_> {
    fn chars(&self, finding: &Finding) -> Range<usize> {
        let text = self.composer.text();
        let span = finding.span;
        widgets::char_of_byte(text, span.start())..widgets::char_of_byte(text, span.end())
    }

    /// The current finding's words are tinted.
    fn ground(&self, theme: &Theme) -> egui::Shape {
        let Some(finding) = self.composer.current_finding() else { return egui::Shape::Noop };
        let token = tone(finding.shown_as()).ground();
        let rects = widgets::span_rects(self.galley, self.at, self.chars(finding));
        rects
            .into_iter()
            .map(|rect| egui::Shape::rect_filled(rect, theme.radius.mark, theme.color(token)))
            .collect::<Vec<_>>()
            .into()
    }

    /// Every finding that is not set aside is underlined in its tone.
    fn underline(&self, painter: &egui::Painter, theme: &Theme) {
        for finding in &self.composer.report.findings {
            if self.composer.reason_for(finding).is_none() {
                let colour = theme.color(tone(finding.shown_as()).line());
                widgets::paint_wavy(painter, self.galley, self.at, self.chars(finding), colour);
            }
        }
    }

    /// The words that repeat the comment get a box, to which a line leads.
    fn echo(&self, painter: &egui::Painter, theme: &Theme) -> Option<Rect> {
        let finding =
            self.composer.current_finding().filter(|finding| finding.echo_of.is_some())?;
        let colour = theme.color(Token::Stop);
        let chars = self.chars(finding);
        widgets::paint_box(painter, self.galley, self.at, chars, colour).first().copied()
    }
}

/// How a severity looks.
pub(super) fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Stop => Tone::Stop,
        Severity::Warning => Tone::Warning,
        Severity::Advice => Tone::Advice,
    }
}

/// Words, sentences and length at the left, whether it is saved at the right.
fn counters_ui(ui: &mut Ui, open: &Open, look: Look<'_>) {
    let composer = &open.composer;
    let theme = Theme::of(ui);
    let text = composer.text();
    let length = composer.report.length;
    let counted = match length.limit {
        Some(limit) => format!(
            "{} of {} {}",
            words::thousands(length.count),
            words::thousands(limit),
            length.unit
        ),
        None => format!("{} {}", words::thousands(length.count), length.unit),
    };
    let warn_at = look.facts.of(&open.thread.comment.source.platform).warn_at();
    let is_near = warn_at.is_some_and(|warn_at| warn_at <= length.count);
    let token = if length.is_over {
        Token::Stop
    } else if is_near {
        Token::Warning
    } else {
        Token::Text2
    };
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(16, 6));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            let n_words = text.split_whitespace().count();
            widgets::text(ui, &words::count(n_words, "word", "words"), Style::Small, Token::Text2);
            widgets::text(ui, &counted, Style::Small, token);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let (icon, said) = match composer.saved {
                    Saved::Untouched => (None, String::new()),
                    Saved::Pending => (None, "Saving".to_owned()),
                    Saved::At(at) => {
                        (Some(icons::CHECK), format!("Saved {}", words::clock(at, look.zone)))
                    }
                };
                widgets::text(ui, &said, Style::Small, Token::Text2);
                if let Some(icon) = icon {
                    ui.label(icon.rich(icons::SMALL, theme.color(Token::Text2)));
                }
            });
        });
    });
}

/// The verdict in words, the next comment, and the copy button.
fn foot_ui(ui: &mut Ui, state: &State, composer: &Composer, out: &mut Vec<Action>) {
    widgets::row(ui, Theme::of(ui).height.control, |ui| {
        let (icon, token, said) = verdict_words(composer);
        widgets::icon(ui, icon, icons::SIZE, token);
        widgets::text(ui, &said, Style::Body, token);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let why = obstacle_words(composer);
            let keys = keys::hint_of(commands::COPY);
            let icon = if why.is_some() { icons::HELD } else { icons::COPY };
            let copy = Button::filled(commands::COPY)
                .with_icon(icon)
                .keys(&keys)
                .disabled_because(why.as_deref());
            if ui.add(copy).clicked() {
                out.push(Action::CopyReply);
            }
            let why =
                state.queue.next().is_none().then_some("This is the last comment of the list");
            let keys = keys::hint_of(commands::NEXT_COMMENT);
            let next = Button::quiet(commands::NEXT_COMMENT).keys(&keys).disabled_because(why);
            if ui.add(next).clicked() {
                out.push(Action::OpenNext);
            }
        });
    });
}

/// Why the button is locked, for its tooltip.
fn obstacle_words(composer: &Composer) -> Option<String> {
    let words = match composer.obstacle()? {
        Obstacle::Empty => "There is nothing to copy yet".to_owned(),
        Obstacle::Busy => "The reply is being recorded".to_owned(),
        Obstacle::Stop { n, .. } => {
            format!(
                "{}: rewrite or set aside first",
                words::count(n, "stop is left", "stops are left")
            )
        }
        Obstacle::TooLong => "The reply is longer than the platform takes".to_owned(),
        // The button stays usable: it asks for the person's word.
        Obstacle::NotCovered => return None,
    };
    Some(words)
}

/// The verdict as an icon and words: `Held: 2 stops, 1 warning`.
pub(super) fn verdict_words(composer: &Composer) -> (icons::Icon, Token, String) {
    let count = |severity: Severity| {
        composer
            .report
            .findings
            .iter()
            .filter(|finding| composer.reason_for(finding).is_none())
            .filter(|finding| finding.shown_as() == severity)
            .count()
    };
    let (stops, warnings, advice) =
        (count(Severity::Stop), count(Severity::Warning), count(Severity::Advice));
    let mut parts = Vec::new();
    for (n, one, many) in
        [(stops, "stop", "stops"), (warnings, "warning", "warnings"), (advice, "advice", "advice")]
    {
        if 0 < n {
            parts.push(words::count(n, one, many));
        }
    }
    let list = parts.join(", ");
    if composer.text().trim().is_empty() {
        return (icons::EDIT, Token::Text3, "Nothing written yet".to_owned());
    }
    if composer.report.verdict == Verdict::NotCovered {
        return (
            icons::WARNING,
            Token::Warning,
            "Not covered: no rule reads this language".to_owned(),
        );
    }
    if composer.report.length.is_over {
        return (icons::STOP, Token::Stop, "Held: longer than the platform takes".to_owned());
    }
    if composer.holding().next().is_some() {
        return (icons::STOP, Token::Stop, format!("Held: {list}"));
    }
    if list.is_empty() {
        (icons::CLEAR, Token::Clear, "Clear".to_owned())
    } else {
        (icons::CLEAR, Token::Clear, format!("Clear, {list}"))
    }
}
