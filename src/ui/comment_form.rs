//! The form for a comment that is written down by hand.

use egui::{Id, TextEdit, Ui};
use jiff::Timestamp;

use crate::import;
use crate::model::{Body, Kind, NewComment, Platform, Practice, PracticeId, Precision};
use crate::session::{Action, is_web_address};

use super::theme::{Style, Theme};
use super::widgets::{self, Button, Chosen, FieldNote, MenuItem, TextField};

/// What is being typed.
pub(super) struct CommentForm {
    practice: Option<PracticeId>,
    platform: Platform,
    author: String,
    text: String,
    stars: Option<u8>,
    link: String,
    was_tried: bool,
}

impl CommentForm {
    /// An empty form for that practice and platform.
    pub(super) fn new(practice: Option<PracticeId>, platform: Platform) -> Self {
        Self {
            practice,
            platform,
            author: String::new(),
            text: String::new(),
            stars: None,
            link: String::new(),
            was_tried: false,
        }
    }

    fn link_fault(&self) -> Option<&'static str> {
        let link = self.link.trim();
        (!link.is_empty() && !is_web_address(link))
            .then_some("Enter an address that begins with https://")
    }

    /// Whether there is anything to answer: words, or stars.
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.stars.is_none()
    }

    /// The action that adds the comment; `None` where something has to be mended, and the form says what.
    pub(super) fn finish(&mut self, now: Timestamp) -> Option<Action> {
        self.was_tried = true;
        let practice = self.practice?;
        if self.is_empty() || self.link_fault().is_some() {
            return None;
        }
        let mut comment = NewComment::new(self.platform.clone(), "", Body::from(self.text.trim()));
        let author = self.author.trim();
        match author.strip_prefix('@') {
            Some(handle) => comment.author.handle = Some(handle.to_owned()),
            None if author.is_empty() => {}
            None => comment.author.name = Some(author.to_owned()),
        }
        comment.kind = if self.stars.is_some() { Kind::Review } else { Kind::Comment };
        comment.stars = self.stars;
        comment.permalink = Some(self.link.trim().to_owned()).filter(|link| !link.is_empty());
        comment.posted_at = Some(now);
        comment.posted_at_precision = Some(Precision::Day);
        import::derive_id(&mut comment);
        Some(Action::AddByHand { practice, comment: Box::new(comment) })
    }

    /// Draws the form.
    pub(super) fn form_ui(&mut self, ui: &mut Ui, practices: &[Practice]) {
        ui.horizontal(|ui| {
            self.practice_ui(ui, practices);
            self.platform_ui(ui);
            self.stars_ui(ui);
        });
        let note = FieldNote::Help("As it stands on the platform; a handle begins with @");
        widgets::field(ui, "Author", note, |ui| ui.add(TextField::new(&mut self.author, "Author")));
        let is_missing = self.was_tried && self.is_empty();
        let note = if is_missing {
            FieldNote::Error("Enter the words, or give the stars")
        } else {
            FieldNote::None
        };
        widgets::field(ui, "Comment", note, |ui| {
            let id = Id::unique("bedside-comment-words");
            let font = Theme::of(ui).font(Style::Body);
            let response = ui.add(
                TextEdit::multiline(&mut self.text)
                    .id(id)
                    .desired_rows(6)
                    .desired_width(f32::INFINITY)
                    .font(font),
            );
            ui.ctx().accesskit_node_builder(id, |node| node.set_label("Comment"));
            response
        });
        let note = match self.link_fault().filter(|_| self.was_tried) {
            Some(fault) => FieldNote::Error(fault),
            None => FieldNote::Help("May be empty. Opens the comment in the browser"),
        };
        widgets::field(ui, "Link", note, |ui| ui.add(TextField::new(&mut self.link, "Link")));
    }

    fn practice_ui(&mut self, ui: &mut Ui, practices: &[Practice]) {
        let shown = practices.iter().find(|practice| practice.id == self.practice);
        let name = shown.map_or("Choose a practice", |practice| practice.name.as_str());
        let opener = ui.add(Button::select("Practice", name).width(220.0));
        widgets::menu(&opener, |ui| {
            for practice in practices {
                let chosen = Chosen::from(practice.id == self.practice);
                if ui.add(MenuItem::new(&practice.name).chosen(chosen)).clicked() {
                    self.practice = practice.id;
                }
            }
        });
    }

    fn platform_ui(&mut self, ui: &mut Ui) {
        let opener = ui.add(Button::select("Platform", self.platform.label()).width(140.0));
        widgets::menu(&opener, |ui| {
            for platform in Platform::known() {
                let chosen = Chosen::from(platform == self.platform);
                if ui.add(MenuItem::new(platform.label()).chosen(chosen)).clicked() {
                    self.platform = platform.clone();
                }
            }
        });
    }

    fn stars_ui(&mut self, ui: &mut Ui) {
        let words = match self.stars {
            None => "No stars".to_owned(),
            Some(1) => "1 star".to_owned(),
            Some(n) => format!("{n} stars"),
        };
        let opener = ui.add(Button::select("Stars", &words).width(110.0));
        widgets::menu(&opener, |ui| {
            for stars in [None, Some(1), Some(2), Some(3), Some(4), Some(5)] {
                let words = match stars {
                    None => "No stars".to_owned(),
                    Some(1) => "1 star".to_owned(),
                    Some(n) => format!("{n} stars"),
                };
                if ui.add(MenuItem::new(&words).chosen(Chosen::from(stars == self.stars))).clicked()
                {
                    self.stars = stars;
                }
            }
        });
    }
}
