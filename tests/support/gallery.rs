//! A window with every widget of the kit, laid out like the desk.

use bedside::model::Platform;
use bedside::ui::icons;
use bedside::ui::theme::{Style, Theme, Token};
use bedside::ui::virtual_list::{Entry, ScrollState, VirtualList, name_row};
use bedside::ui::widgets::{
    self, Avatar, Button, Check, Chosen, Cued, Dialog, FieldNote, LampLook, Lane, MenuItem,
    Progress, Tag, TextField, Toast, Tone,
};
use egui::{Frame, Id, Margin, Panel, Rect, Stroke, TextEdit, Ui, UiBuilder, vec2};

/// What the controls change.
pub(crate) struct Gallery {
    pub(crate) n_pastes: usize,
    pub(crate) n_copied: usize,
    pub(crate) n_undone: usize,
    pub(crate) is_strict: bool,
    pub(crate) is_asking: bool,
    pub(crate) reason: String,
    pub(crate) segment: usize,
    pub(crate) open: usize,
    pub(crate) scroll: ScrollState,
    search: String,
    find: String,
    phone: String,
    email: String,
    reply: String,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            n_pastes: 0,
            n_copied: 0,
            n_undone: 0,
            is_strict: false,
            is_asking: false,
            reason: String::new(),
            segment: 0,
            open: 1,
            scroll: ScrollState::default(),
            search: String::new(),
            find: String::new(),
            phone: "(555) 014-7720".to_owned(),
            email: "care@harborview".to_owned(),
            reply: "We’re so sorry your rhinoplasty didn’t heal the way you hoped. When you came in on Tuesday everyone was glad to help, so a comment like this feels unfair. Please call us at (555) 014-7720 so we can talk.".to_owned(),
        }
    }
}

impl Gallery {
    /// Draws everything and takes what was clicked.
    pub(crate) fn show(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let window = ui.ctx().content_rect();
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(window));
        ui.set_clip_rect(window);
        let bar =
            |token| Frame::new().fill(theme.color(token)).inner_margin(Margin::symmetric(16, 0));
        Panel::top("bar").exact_size(48.0).frame(bar(Token::Panel)).show(ui, |ui| self.top_bar(ui));
        Panel::bottom("status").exact_size(28.0).frame(bar(Token::Sunken)).show(ui, status);
        let plain = Frame::new().fill(theme.color(Token::Panel));
        Panel::left("queue").exact_size(320.0).frame(plain).show(ui, |ui| self.queue(ui));
        let window = Frame::new().fill(theme.color(Token::Window));
        Panel::right("side").exact_size(368.0).frame(window).show(ui, |ui| self.side(ui));
        let desk = plain.inner_margin(Margin::symmetric(24, 12));
        egui::CentralPanel::default().frame(desk).show(ui, |ui| self.desk(ui));
        let toast =
            Toast::new(icons::COPY, "Copied: reply to Dana W. on Google").action("Undo", "Ctrl+Z");
        let at = egui::pos2(616.0, 764.0);
        if toast.show(ui.ctx(), Id::unique("toast"), at).is_taken {
            self.n_undone += 1;
        }
        if self.is_asking {
            self.dialog(ui);
        }
    }

    fn dialog(&mut self, ui: &Ui) {
        let dialog = Dialog::new(Id::unique("dialog"), "Set this stop aside")
            .with_icon(icons::STOP, Token::Stop)
            .width(440.0);
        let shown = dialog.show(ui.ctx(), |ui| {
            let words =
                "The reply then counts as an override. It is recorded with your name and reason.";
            widgets::text(ui, words, Style::Body, Token::Text2);
            let note = FieldNote::Help("For the compliance officer, in a sentence");
            widgets::field(ui, "Reason", note, |ui| {
                ui.add(TextField::new(&mut self.reason, "Reason").hint("Why it may stay"))
            });
            widgets::dialog_buttons(ui, |ui| {
                let is_done = ui.add(Button::filled("Set aside").keys("Ctrl+Enter")).clicked();
                ui.add(Button::quiet("Cancel").keys("Esc")).clicked() || is_done
            })
        });
        self.is_asking = !(shown.inner || shown.should_close);
    }

    fn top_bar(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        ui.horizontal_centered(|ui| {
            widgets::logo(ui, 20.0);
            widgets::text(ui, "Bedside", Style::Title, Token::Text);
            ui.add_space(4.0);
            ui.add(Button::select("Practice", "All practices").token(Token::Text));
            ui.spacing_mut().item_spacing.x = 0.0;
            widgets::tab(ui, "Queue", Some(23), (Chosen::Yes, "G Q"));
            widgets::tab(ui, "Already said", None, (Chosen::No, "G A"));
            widgets::tab(ui, "Promises", Some(4), (Chosen::No, "G P"));
            widgets::tab(ui, "History", None, (Chosen::No, "G H"));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                Avatar::new("Maya Reyes").diameter(28.0).show(ui);
                ui.add(Button::icon(icons::HELD, "Lock"));
                ui.add(Button::icon(icons::CURTAIN, "Curtain"));
                ui.add_space(theme.space.x2);
                ui.add(
                    TextField::search(&mut self.search, "Search comments and replies")
                        .keys("/")
                        .width(260.0),
                );
            });
        });
    }

    fn queue(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let header = vec2(ui.available_width(), theme.height.list_header);
        ui.allocate_ui_with_layout(
            header,
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_height(header.y);
                ui.add_space(8.0);
                widgets::text(ui, "Needs a reply", Style::Section, Token::Text);
                widgets::text(ui, "23", Style::Small, Token::Text2);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.add_space(4.0);
                    let paste = Button::outlined("Paste").with_icon(icons::PASTE).height(28.0);
                    if ui.add(paste.tip("Read comments from the clipboard").keys("")).clicked() {
                        self.n_pastes += 1;
                    }
                    ui.spacing_mut().item_spacing.x = 0.0;
                    ui.add(Button::icon(icons::FILTER, "Filter"));
                    ui.add(Button::icon(icons::SORT, "Order"));
                });
            },
        );
        widgets::divider(ui);
        let rows = crate::rows::rows();
        let list = VirtualList::new(Id::unique("queue list"), 1_000_000, theme.height.row);
        let lanes = [(0, theme.height.lane), (1, theme.height.lane)];
        list.named("Queue").lanes(&lanes).show_entries(ui, &mut self.scroll, |ui, entry, rect| {
            match entry {
                Entry::Lane(0) => {
                    Lane::new("Safety", "1, always first")
                        .urgent(icons::SAFETY, Tone::Stop)
                        .show(ui, rect);
                }
                Entry::Lane(_) => Lane::new("Due first", "22").show(ui, rect),
                Entry::Row(index) => {
                    if ui.response().clicked() {
                        self.open = index;
                    }
                    let chosen = Chosen::from(index == self.open);
                    match rows.get(index) {
                        Some(row) => crate::rows::row_ui(ui, &theme, rect, (row, chosen)),
                        None => name_row(ui, &format!("Author {index}"), chosen),
                    }
                }
            }
        });
    }

    fn desk(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.horizontal(|ui| {
            Avatar::new("Dana W.").on(&Platform::Google).show(ui);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.horizontal(|ui| {
                    widgets::text(ui, "Dana W.", Style::Section, Token::Text);
                    widgets::stars(ui, 1);
                    widgets::text(ui, "2 h ago", Style::Small, Token::Text2);
                });
                widgets::text(
                    ui,
                    "Google review of Harborview Aesthetics",
                    Style::Small,
                    Token::Text2,
                );
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(Button::quiet("Dismiss").with_icon(icons::DISMISS));
                ui.add(
                    Button::quiet("Snooze")
                        .with_icon(icons::SNOOZE)
                        .tip("Come back later")
                        .keys("S"),
                );
            });
        });
        ui.horizontal(|ui| {
            ui.add(Button::chip("Outcome").list());
            ui.add(Button::chip("High urgency").list());
            ui.add(Button::chip("Negative").list());
            ui.add(Button::chip("Own health details").with_icon(icons::FLAG).token(Token::Text2));
        });
        let upper = comment(ui, &theme);
        ui.horizontal(|ui| {
            widgets::icon(ui, icons::EARLIER, icons::SMALL, Token::Text2);
            widgets::text(
                ui,
                "Dana W. wrote once before, on 2 Mar 2026",
                Style::Small,
                Token::Text2,
            );
        });
        ui.horizontal(|ui| {
            ui.set_min_height(32.0);
            Avatar::practice("Harborview Aesthetics").show(ui);
            widgets::text(ui, "Reply as Harborview Aesthetics", Style::Label, Token::Text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add(
                    Button::icon(icons::REDO, "Redo")
                        .disabled_because(Some("Nothing was taken back")),
                );
                ui.add(Button::icon(icons::UNDO, "Undo the last change").keys("Ctrl+Z"));
                ui.add(Button::icon(icons::EMOJI, "Emoji"));
            });
        });
        let lower = self.editor(ui, &theme);
        if let (Some(&upper), Some(&lower)) = (upper.first(), lower.first()) {
            let margin = ui.max_rect().left() - 12.0;
            let painter = ui.painter().with_clip_rect(ui.max_rect().expand(24.0));
            widgets::paint_link(&painter, (upper, lower), margin, theme.color(Token::Stop));
        }
        ui.horizontal(|ui| {
            ui.set_min_height(32.0);
            widgets::icon(ui, icons::STOP, icons::SIZE, Token::Stop);
            widgets::text(ui, "Held: 2 stops, 1 warning", Style::Label, Token::Stop);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let copy = Button::filled("Copy reply").with_icon(icons::COPY).keys("Ctrl+Enter");
                if ui.add(copy.disabled_because(Some("Two stops hold it back"))).clicked() {
                    self.n_copied += 1;
                }
                ui.add(Button::quiet("Next comment").keys("J"));
            });
        });
        widgets::divider(ui);
        widgets::section(ui, "As followers see it", "Google", |ui| {
            let segments = [(icons::PHONE, "Phone"), (icons::DESKTOP, "Desktop")];
            if let Some(index) = widgets::segmented(ui, "Preview", &segments, self.segment) {
                self.segment = index;
            }
        });
        ui.horizontal(|ui| {
            ui.add(Button::filled("Add 6 comments").keys("Ctrl+Enter"));
            ui.add(Button::outlined("Keep apart").keys("K"));
            ui.add(Button::chip("E-mail").with_icon(icons::CHECK).chosen(Chosen::Yes));
            widgets::link(ui, "45 CFR 164.502(a)", Style::Label);
        });
        ui.horizontal(|ui| {
            ui.add(Tag::new("Uncertain cut", Tone::Warning).with_icon(icons::WARNING));
            ui.add(Tag::new("New", Tone::Neutral));
            ui.add(Tag::new("Already said: 1 stop", Tone::Stop).with_icon(icons::STOP));
            ui.add(Tag::new("Downloads", Tone::Clear).with_icon(icons::CHECK));
            ui.add(Tag::new("Advice", Tone::Advice).with_icon(icons::ADVICE));
        });
        ui.horizontal(|ui| {
            widgets::checkbox(ui, Check::On, "Chosen", "Chosen");
            widgets::checkbox(ui, Check::Off, "Not", "Not");
            widgets::checkbox(ui, Check::Mixed, "Some", "Some");
            for platform in Platform::known().take(8) {
                widgets::platform_tile(ui, &platform);
            }
        });
        Progress::new("Reading 42,000 of 100,000 comments", 0.42).with_stop("Stop").show(ui);
        widgets::card(ui, menu_items);
    }

    fn editor(&mut self, ui: &mut Ui, theme: &Theme) -> Vec<Rect> {
        let frame = Frame::new()
            .fill(theme.color(Token::Panel))
            .stroke(Stroke::new(2.0, theme.color(Token::Focus)))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(16, 10));
        frame
            .show(ui, |ui| {
                let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
                    widgets::layout(ui, text.as_str(), Style::Reading, Token::Text, width)
                };
                // What is behind the words has its place before them.
                let behind = ui.painter().add(egui::Shape::Noop);
                let output = TextEdit::multiline(&mut self.reply)
                    .id(Id::unique("reply"))
                    .frame(Frame::NONE)
                    .margin(Margin::ZERO)
                    .desired_width(f32::INFINITY)
                    .desired_rows(3)
                    .layouter(&mut layouter)
                    .show(ui);
                ui.ctx().accesskit_node_builder(output.response.id, |node| node.set_label("Reply"));
                let painter = ui.painter();
                let (galley, origin) = (&output.galley, output.galley_pos);
                let soft = theme.color(Token::StopSoft);
                painter.set(behind, widgets::ground(galley, origin, 15..61, soft));
                let wave = |token| theme.color(token);
                widgets::paint_wavy(painter, galley, origin, 15..61, wave(Token::Stop));
                widgets::paint_wavy(painter, galley, origin, 63..90, wave(Token::Stop));
                widgets::paint_wavy(painter, galley, origin, 147..159, wave(Token::WarningLine));
                widgets::paint_dashed(painter, galley, origin, 161..175, theme.color(Token::Text2));
                widgets::paint_box(painter, galley, origin, 20..31, theme.color(Token::Stop))
            })
            .inner
    }

    fn side(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        widgets::verdict_banner(
            ui,
            (icons::STOP, Tone::Stop),
            ("Held: 2 stops, 1 warning", "Copying is locked until no stop is left"),
            |ui| ui.add(Button::outlined("Next").keys("F8")),
        );
        Frame::new().fill(theme.color(Token::Panel)).inner_margin(Margin::symmetric(16, 8)).show(
            ui,
            |ui| {
                widgets::lamp_row(ui, LampLook::On, "Acknowledged", "We’re so sorry…");
                widgets::lamp_row(ui, LampLook::Off, "Solution", "No next step offered");
                widgets::lamp_row(
                    ui,
                    LampLook::Wrong,
                    "Nothing confirmed",
                    "2 places confirm care",
                );
                widgets::lamp_row(
                    ui,
                    LampLook::NotAsked,
                    "Offline path",
                    "Not asked of an answer to praise, in a line that is cut",
                );
            },
        );
        widgets::divider(ui);
        Frame::new().inner_margin(Margin::same(12)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            finding(ui, &theme);
            widgets::card(ui, |ui| self.form(ui));
            widgets::empty_state(
                ui,
                (icons::DONE, Tone::Clear),
                "Everyone has an answer",
                "The last one went out at 16:12.",
            );
        });
    }

    fn form(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.columns_const(|[left, right]| {
            let help = FieldNote::Help("As followers see it");
            widgets::field(left, "Public phone", help, |ui| {
                ui.add(TextField::new(&mut self.phone, "Public phone"))
            });
            let error = FieldNote::Error("Add the part after the dot");
            widgets::field(right, "Public e-mail", error, |ui| {
                ui.add(TextField::new(&mut self.email, "Public e-mail"))
            });
        });
        widgets::toggle(
            ui,
            &mut self.is_strict,
            "Strict apology profile",
            "For a practice whose counsel forbids any apology",
        );
        ui.add(TextField::search(&mut self.find, "Find").keys("T").width(160.0).height(28.0));
    }
}

fn status(ui: &mut Ui) {
    ui.horizontal_centered(|ui| {
        widgets::icon(ui, icons::LOCAL, icons::SMALL, Token::Text2);
        widgets::text(ui, "Everything stays on this computer", Style::Small, Token::Text2);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            widgets::key_hint(ui, "?", "Keys");
            widgets::key_hint(ui, "Ctrl+K", "Commands");
            widgets::key_hint(ui, "F8", "Next finding");
        });
    });
}

fn comment(ui: &mut Ui, theme: &Theme) -> Vec<Rect> {
    let words = "My nose job is crooked and nobody calls me back. I have left three voicemails since Monday and not one person has had the decency to pick up the phone.";
    let cues = [15..22, 27..47];
    let cued = Cued {
        text: words,
        cues: &cues,
        style: Style::Reading,
        token: Token::Text,
        line_height: 24.0,
        max_rows: 9,
    };
    let galley = cued.layout(ui, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    let boxes =
        widgets::paint_box(ui.painter(), &galley, rect.min, 3..11, theme.color(Token::Stop));
    cued.paint(ui, galley, rect.min);
    boxes
}

fn finding(ui: &mut Ui, theme: &Theme) {
    widgets::current_card(ui, Tone::Stop, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.horizontal(|ui| {
            widgets::icon(ui, icons::STOP, icons::SIZE, Token::Stop);
            widgets::text(ui, "Repeats what the comment disclosed", Style::Strong, Token::Text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::text(ui, "Stop", Style::Small, Token::Text2);
            });
        });
        widgets::text(
            ui,
            "Naming the treatment confirms care, even when the commenter named it first",
            Style::Small,
            Token::Text2,
        );
        ui.horizontal(|ui| {
            widgets::icon(ui, icons::CITATION, icons::SMALL, Token::Text2);
            widgets::link(ui, "45 CFR 164.502(a)", Style::Label);
            widgets::elided(
                ui,
                "New Vision Dental, 2022: $23,000, and more",
                Style::Small,
                Token::Text2,
                1,
            );
        });
        let frame = Frame::new()
            .fill(theme.color(Token::Sunken))
            .corner_radius(4)
            .inner_margin(Margin::symmetric(8, 4));
        frame.stroke(theme.block_outline()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            widgets::key_hint(ui, "Alt+1", "We’re sorry to hear this.");
        });
    });
}

fn menu_items(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add(MenuItem::new("Go to Promises").with_icon(icons::PROMISE).note("4 open").keys("G P"));
    ui.add(MenuItem::new("Harborview Aesthetics").chosen(Chosen::Yes));
    ui.scope_builder(UiBuilder::new(), |ui| {
        let why = Some("No comment is open");
        ui.add(MenuItem::new("Escalate…").with_icon(icons::ESCALATE).disabled_because(why));
    });
}
