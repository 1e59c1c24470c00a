//! The live compliance panel: verdict, four lamps, and the findings with why and what to write instead.

use egui::{Layout, ScrollArea, Ui, vec2};

use crate::lint::{Citation, Finding, Lamp, Rule, Severity};
use crate::session::{Action, Composer, Dialog, Open};

use super::commands;
use super::composer::{tone, verdict_words};
use super::theme::{Style, Theme, Token};
use super::widgets::{self, Button, LampLook, Tone};
use super::{Look, icons, keys};

/// Draws verdict, lamps and findings; takes the height that it is given.
pub(super) fn findings_ui(ui: &mut Ui, open: &Open, look: Look<'_>, out: &mut Vec<Action>) {
    let composer = &open.composer;
    banner_ui(ui, composer, look, out);
    lamps_ui(ui, composer);
    widgets::divider(ui);
    let theme = Theme::of(ui);
    let frame = egui::Frame::new().fill(theme.color(Token::Sunken)).inner_margin(theme.space.x3);
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, theme.color(Token::Sunken));
    ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]).show(ui, |ui| {
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.space.x2;
            if composer.report.findings.is_empty() {
                empty_ui(ui, composer);
            }
            for (position, finding) in composer.report.findings.iter().enumerate() {
                if let Some(rule) = look.pack.rule(&finding.rule) {
                    let card = Card { open, finding, rule, position };
                    card.ui(ui, out);
                }
            }
        });
    });
}

fn banner_ui(ui: &mut Ui, composer: &Composer, look: Look<'_>, out: &mut Vec<Action>) {
    let (icon, token, said) = verdict_words(composer);
    let n_rules = look.pack.rules().count();
    let read = format!("{n_rules} rules read, nothing confirmed, nothing denied");
    let reads = format!("Every keystroke is read by {n_rules} rules");
    let (ground, below) = match token {
        Token::Stop => (Tone::Stop, "Copying is locked until no stop is left"),
        Token::Warning => (Tone::Warning, "A person who reads the language has to vouch for it"),
        Token::Clear => (Tone::Clear, read.as_str()),
        _ => (Tone::Neutral, reads.as_str()),
    };
    let next = (1 < composer.report.findings.len()).then_some(());
    let keys = keys::hint_of(commands::NEXT_FINDING);
    widgets::verdict_banner(ui, (icon, ground), (said.as_str(), below), |ui| {
        if next.is_some() && ui.add(Button::outlined("Next").keys(&keys)).clicked() {
            out.push(Action::NextFinding);
        }
    });
}

/// The words that light a lamp, short enough for its row.
fn quoted(lamp: Lamp, text: &str, missing: &str) -> (LampLook, String) {
    match lamp {
        Lamp::NotAsked => (LampLook::NotAsked, "Not asked of this reply".to_owned()),
        Lamp::Off => (LampLook::Off, missing.to_owned()),
        Lamp::On(span) => (LampLook::On, span.slice(text).unwrap_or_default().to_owned()),
    }
}

fn lamps_ui(ui: &mut Ui, composer: &Composer) {
    let theme = Theme::of(ui);
    let (text, lamps) = (composer.text(), composer.report.lamps);
    let n_private = composer
        .report
        .findings
        .iter()
        .filter(|finding| {
            finding.rule.group() == "privacy" && composer.reason_for(finding).is_none()
        })
        .count();
    let private = match n_private {
        0 if lamps.is_private => (LampLook::On, "No word says who is a patient".to_owned()),
        0 => (LampLook::Wrong, "Something confirms care".to_owned()),
        1 => (LampLook::Wrong, "1 place confirms care".to_owned()),
        n => (LampLook::Wrong, format!("{n} places confirm care")),
    };
    let rows = [
        ("Acknowledged", quoted(lamps.acknowledged, text, "No thanks, no sympathy yet")),
        ("Solution", quoted(lamps.solution, text, "No next step offered")),
        ("Nothing confirmed", private),
        ("Offline path", quoted(lamps.offline, text, "No phone, e-mail or message offered")),
    ];
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(theme.space.x2, 0.0);
        for (name, (look, said)) in rows {
            widgets::lamp_row(ui, look, name, &said);
        }
    });
}

fn empty_ui(ui: &mut Ui, composer: &Composer) {
    let words = if composer.text().trim().is_empty() {
        "Findings appear here while you type. A stop holds the reply back; a warning and advice do not."
    } else {
        "Nothing to change. Copy the reply, then paste it on the platform."
    };
    widgets::text(ui, words, Style::Body, Token::Text2);
}

/// One finding, open where it is the current one.
struct Card<'a> {
    open: &'a Open,
    finding: &'a Finding,
    rule: &'a Rule,
    position: usize,
}

impl Card<'_> {
    fn ui(&self, ui: &mut Ui, out: &mut Vec<Action>) {
        let composer = &self.open.composer;
        let is_current = composer.current == self.position;
        let aside = composer.reason_for(self.finding);
        let tone = tone(self.finding.shown_as());
        let draw = |ui: &mut Ui, out: &mut Vec<Action>| {
            let shown = self.finding.shown_as();
            let word = if aside.is_some() { "Set aside" } else { severity_word(shown) };
            self.head_ui(ui, word);
            self.words_ui(ui);
            if let Some(reason) = aside {
                let said = format!("Set aside: {reason}");
                widgets::text(ui, &said, Style::Small, Token::Text2);
            } else if is_current {
                self.open_ui(ui, out);
            } else {
                widgets::text(ui, self.rule.why(), Style::Small, Token::Text2);
                self.citation_ui(ui);
            }
        };
        let response = if is_current {
            widgets::current_card(ui, tone, |ui| draw(ui, out))
        } else {
            widgets::card(ui, |ui| draw(ui, out))
        };
        let response = response.response.interact(egui::Sense::click());
        let name = format!("{}: {}", severity_word(self.finding.shown_as()), self.rule.summary);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, is_current, &name)
        });
        if response.clicked() && !is_current {
            out.push(Action::SelectFinding(self.position));
        }
    }

    fn head_ui(&self, ui: &mut Ui, word: &str) {
        let severity = self.finding.shown_as();
        let icon = match severity {
            Severity::Stop => icons::STOP,
            Severity::Warning => icons::WARNING,
            Severity::Advice => icons::ADVICE,
        };
        let token = tone(severity).ink();
        ui.horizontal(|ui| {
            widgets::icon(ui, icon, icons::SIZE, token);
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::text(ui, word, Style::Small, Token::Text2);
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    widgets::elided(ui, &self.rule.summary, Style::Strong, Token::Text, 1);
                });
            });
        });
    }

    /// The words themselves, and what they repeat.
    fn words_ui(&self, ui: &mut Ui) {
        let words = self.finding.span.slice(self.open.composer.text()).unwrap_or_default();
        if !words.trim().is_empty() {
            widgets::elided(ui, words.trim(), Style::Body, Token::Text, 2);
        }
        let comment = self.open.thread.comment.source.text.as_str();
        if let Some(echoed) = self.finding.echo_of.and_then(|span| span.slice(comment)) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                widgets::icon(ui, icons::ECHO, icons::SMALL, Token::Stop);
                let said = format!("echoes “{echoed}” in the comment");
                widgets::elided(ui, &said, Style::Small, Token::Stop, 1);
            });
        }
    }

    /// Where the rule comes from, one source a line, and what breaking it has cost others.
    fn citation_ui(&self, ui: &mut Ui) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for citation in &self.rule.citations {
                source_ui(ui, citation);
            }
            if let Some(cost) = self.rule.enforcement.first() {
                widgets::elided(ui, cost, Style::Small, Token::Text2, 1);
            }
        });
    }

    /// Why, what to write instead, rewrites, and setting aside.
    fn open_ui(&self, ui: &mut Ui, out: &mut Vec<Action>) {
        widgets::text(ui, self.rule.why(), Style::Small, Token::Text2);
        self.citation_ui(ui);
        if self.finding.fixes.is_empty() {
            widgets::text(ui, &self.rule.instead, Style::Small, Token::Text);
        }
        for (position, fix) in self.finding.fixes.iter().take(3).enumerate() {
            let keys = format!("Alt+{}", position + 1);
            let shown = if fix.trim().is_empty() { "Leave these words out" } else { fix.trim() };
            if rewrite_ui(ui, &keys, shown).clicked() {
                out.push(Action::ApplyFix(position));
            }
        }
        let n = self.open.composer.report.findings.len();
        ui.horizontal(|ui| {
            let place = format!("{} of {n}", self.position + 1);
            widgets::text(ui, &place, Style::Small, Token::Text2);
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                let aside = Button::quiet("Set aside…").height(24.0).keys("Alt+S");
                if ui.add(aside).clicked() {
                    out.push(Action::Ask(Dialog::SetAside(self.position)));
                }
            });
        });
    }
}

/// A rewrite with its keys; a click puts it in place.
fn rewrite_ui(ui: &mut Ui, keys: &str, words: &str) -> egui::Response {
    let theme = Theme::of(ui);
    let room = ui.available_width() - 84.0;
    let galley = widgets::layout(ui, words, Style::Body, Token::Text, room);
    let height = theme.height.rewrite.max(galley.size().y + 8.0);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| {
        let name = format!("Use rewrite: {words}");
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    let token = if response.hovered() { Token::Selected } else { Token::Sunken };
    ui.painter().rect_filled(rect, theme.radius.control, theme.color(token));
    widgets::focus_ring(ui, &theme, &response, theme.radius.control);
    let caps = egui::Rect::from_min_size(rect.min + vec2(8.0, 0.0), vec2(70.0, height));
    let layout = Layout::left_to_right(egui::Align::Center);
    widgets::place(ui, caps, layout, |ui| widgets::key_caps(ui, keys));
    let at = egui::pos2(caps.right() + 2.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.color(Token::Text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The word at the right of a card.
pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Stop => "Stop",
        Severity::Warning => "Warning",
        Severity::Advice => "Advice",
    }
}

/// One source of a rule on a line, as a link where it can be read.
pub(super) fn source_ui(ui: &mut Ui, citation: &Citation) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::icon(ui, icons::CITATION, icons::SMALL, Token::Text2);
        match &citation.url {
            Some(url) => {
                let response = widgets::link(ui, &citation.title, Style::Small);
                if response.on_hover_text(url.as_str()).clicked() {
                    ui.ctx().open_url(egui::OpenUrl::new_tab(url));
                }
            }
            None => {
                widgets::elided(ui, &citation.title, Style::Small, Token::Text2, 1);
            }
        }
    });
}
