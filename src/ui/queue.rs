//! The queue: filters, two lanes, and one row a comment, most urgent first.

use egui::{Id, Layout, Rect, Sense, Ui, pos2, vec2};

use crate::model::{Category, Platform, Status, Urgency};
use crate::session::{Action, State};
use crate::worker::{QueueRow, StatusFilter};

use super::commands::{self, Target};
use super::theme::{Style, Theme, Token};
use super::virtual_list::{Entry, ScrollState, VirtualList, name_row};
use super::widgets::{self, Avatar, Button, Chosen, Cued, Lane, MenuItem, Tone};
use super::{Look, icons, keys, marks, words};

/// Where the list stands.
#[derive(Default)]
pub(super) struct View {
    scroll: ScrollState,
    shown: (usize, usize),
    followed: Option<usize>,
}

/// What a row leaves out where there is little room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Everything.
    Whole,
    /// Urgency, author and due time, in a rail.
    Rail,
}

/// Draws header and list; fills the pane.
pub(super) fn queue_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    (look, focus, fit): (Look<'_>, Option<Target>, Fit),
    out: &mut Vec<Action>,
) {
    if fit == Fit::Whole {
        header_ui(ui, state, out);
    }
    if focus == Some(Target::Queue) {
        ui.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    }
    if state.queue.is_known && state.queue.is_empty() {
        empty_ui(ui, state, out);
        return;
    }
    list_ui(ui, state, view, (look, fit), out);
}

/// What the queue shows, as a menu's words.
fn filter_words(filter: StatusFilter) -> &'static str {
    match filter {
        StatusFilter::NeedsReply => "Needs a reply",
        StatusFilter::All => "All comments",
        StatusFilter::Only(status) => status_words(status),
    }
}

/// A state as a person says it.
pub(super) fn status_words(status: Status) -> &'static str {
    match status {
        Status::Open => "Open",
        Status::Drafting => "Draft begun",
        Status::Replied => "Replied",
        Status::Escalated => "Escalated",
        Status::Dismissed => "Dismissed",
        Status::Snoozed => "Back later",
    }
}

fn header_ui(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let query = &state.queue.query;
    let size = vec2(ui.available_width(), theme.height.list_header);
    let inner = |ui: &mut Ui| {
        ui.add_space(8.0);
        let words = filter_words(query.status);
        let opener = ui.add(Button::quiet(words).list().named("Which comments are shown"));
        widgets::menu(&opener, |ui| {
            let filters = [
                StatusFilter::NeedsReply,
                StatusFilter::Only(Status::Drafting),
                StatusFilter::Only(Status::Escalated),
                StatusFilter::Only(Status::Replied),
                StatusFilter::Only(Status::Dismissed),
                StatusFilter::All,
            ];
            for filter in filters {
                let chosen = Chosen::from(query.status == filter);
                if ui.add(MenuItem::new(filter_words(filter)).chosen(chosen)).clicked() {
                    out.push(Action::FilterStatus(filter));
                }
            }
        });
        let n = words::thousands(state.queue.len());
        widgets::text(ui, &n, Style::Small, Token::Text2);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            let keys = keys::hint_of(commands::PASTE);
            let paste = Button::outlined("Paste")
                .with_icon(icons::PASTE)
                .height(28.0)
                .tip("Take a copied thread or list of reviews from the clipboard");
            if ui.add(paste).on_hover_text(keys).clicked() {
                out.push(Action::Paste);
            }
            filter_menu(ui, state, out);
        });
    };
    ui.allocate_ui_with_layout(size, Layout::left_to_right(egui::Align::Center), inner);
    widgets::divider(ui);
}

fn filter_menu(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let query = &state.queue.query;
    let is_on = query.platform.is_some() || query.category.is_some();
    let button = Button::icon(icons::FILTER, "Filter by platform and category");
    let opener = ui.add(button.chosen(Chosen::from(is_on)));
    widgets::menu(&opener, |ui| {
        egui::ScrollArea::vertical().max_height(480.0).show(ui, |ui| {
            widgets::text(ui, "Platform", Style::Small, Token::Text3);
            let any =
                MenuItem::new("Every platform").chosen(Chosen::from(query.platform.is_none()));
            if ui.add(any).clicked() {
                out.push(Action::FilterPlatform(None));
            }
            for platform in Platform::known() {
                let chosen = Chosen::from(query.platform.as_ref() == Some(&platform));
                if ui.add(MenuItem::new(platform.label()).chosen(chosen)).clicked() {
                    out.push(Action::FilterPlatform(Some(platform.clone())));
                }
            }
            widgets::divider(ui);
            widgets::text(ui, "Category", Style::Small, Token::Text3);
            let any =
                MenuItem::new("Every category").chosen(Chosen::from(query.category.is_none()));
            if ui.add(any).clicked() {
                out.push(Action::FilterCategory(None));
            }
            for &category in Category::ALL {
                let chosen = Chosen::from(query.category == Some(category));
                if ui.add(MenuItem::new(category.label()).chosen(chosen)).clicked() {
                    out.push(Action::FilterCategory(Some(category)));
                }
            }
        });
    });
}

/// Nothing found: why, and the way out.
fn empty_ui(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let query = &state.queue.query;
    let is_narrowed = query.platform.is_some()
        || query.category.is_some()
        || !query.search.trim().is_empty()
        || query.status != StatusFilter::NeedsReply;
    ui.add_space(40.0);
    ui.vertical_centered(|ui| {
        if is_narrowed {
            widgets::text(ui, "No comment fits the filters", Style::Body, Token::Text2);
            if ui.add(Button::outlined("Show all that need a reply")).clicked() {
                out.push(Action::ClearFilters);
            }
        } else {
            widgets::text(ui, "No comment waits", Style::Body, Token::Text2);
        }
    });
}

fn list_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    (look, fit): (Look<'_>, Fit),
    out: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let n = state.queue.len();
    let n_critical = state.queue.order.n_critical;
    let lane = theme.height.lane;
    let lanes = [(0, lane), (n_critical, lane)];
    let lanes = match fit {
        Fit::Rail => &lanes[..0],
        Fit::Whole if n_critical == 0 => &lanes[1..],
        Fit::Whole => &lanes[..],
    };
    if state.queue.open_at != view.followed {
        view.followed = state.queue.open_at;
        if let Some(position) = state.queue.open_at {
            view.scroll.scroll_to(position);
        }
    }
    let height = if fit == Fit::Rail { theme.height.row_rail } else { theme.height.row };
    let list = VirtualList::new(Id::unique("bedside-queue"), n, height).named("Queue").lanes(lanes);
    let shown = list.show_entries(ui, &mut view.scroll, |ui, entry, rect| match entry {
        Entry::Lane(lane) if lane + 1 < lanes.len() => {
            let note = format!("{}, always first", words::thousands(n_critical));
            Lane::new("Safety", &note).urgent(icons::SAFETY, Tone::Stop).show(ui, rect);
        }
        Entry::Lane(_) => {
            Lane::new("Most urgent first", &words::thousands(n - n_critical)).show(ui, rect);
        }
        Entry::Row(position) => {
            let row = Row { state, position, look, rect };
            if fit == Fit::Rail { row.rail_ui(ui, out) } else { row.ui(ui, out) }
        }
    });
    let rows = (shown.rows.start, shown.rows.end);
    if rows != view.shown || (state.queue.row_at(rows.0).is_none() && state.queue.is_known && 0 < n)
    {
        view.shown = rows;
        out.push(Action::ShowRows { first: rows.0, last: rows.1 });
    }
}

/// One row of the list.
struct Row<'a> {
    state: &'a State,
    position: usize,
    look: Look<'a>,
    rect: Rect,
}

impl Row<'_> {
    /// The click, the name that a screen reader says, and the ground; the row itself if it is at hand.
    fn begin(&self, ui: &Ui, out: &mut Vec<Action>) -> Option<&QueueRow> {
        let theme = Theme::of(ui);
        let chosen = Chosen::from(self.state.queue.open_at == Some(self.position));
        let response = ui.interact(self.rect, ui.scope_id().with("row"), Sense::click());
        if response.clicked() {
            out.push(Action::OpenAt(self.position));
        }
        let hovered = Chosen::from(response.hovered());
        widgets::row_ground(ui.painter(), &theme, self.rect, (chosen, hovered));
        let Some(row) = self.state.queue.row_at(self.position) else {
            name_row(ui, "Loading", chosen);
            return None;
        };
        name_row(ui, &self.spoken(row), chosen);
        widgets::urgency_bar(ui.painter(), &theme, self.rect, row.triage.urgency);
        Some(row)
    }

    /// Everything that the row shows, as one sentence.
    fn spoken(&self, row: &QueueRow) -> String {
        let stars = row.stars.map(|n| format!(", {n} of 5 stars")).unwrap_or_default();
        format!(
            "{} on {}{stars}. {}, {}, {}. {}. {}",
            row.author.as_str(),
            row.platform.label(),
            row.triage.category.label(),
            row.triage.urgency.label(),
            status_words(row.status),
            self.time_words(row),
            row.excerpt.as_str(),
        )
    }

    /// When it is due, or what became of it.
    fn time_words(&self, row: &QueueRow) -> String {
        match row.status {
            Status::Open | Status::Drafting => {
                words::due(row.due_at, self.look.wall, self.look.zone)
            }
            other => status_words(other).to_owned(),
        }
    }

    fn ui(&self, ui: &Ui, out: &mut Vec<Action>) {
        let Some(row) = self.begin(ui, out) else { return };
        let theme = Theme::of(ui);
        let rect = self.rect;
        let painter = ui.painter().clone();
        let ink = |token: Token| theme.color(token);
        Avatar::new(row.author.as_str()).on(&row.platform).paint(
            &painter,
            &theme,
            rect.left_top() + vec2(34.0, 22.0),
        );
        let (left, right) = (rect.left() + 58.0, rect.right() - 14.0);
        let (top, middle, foot) = (rect.top() + 5.0, rect.top() + 22.0, rect.top() + 59.0);

        let at = row.posted_at.unwrap_or(row.captured_at);
        let age = words::age(at, self.look.wall, self.look.zone);
        let age = widgets::cut_line(ui, &age, (Style::Small, Token::Text2), 90.0);
        let age_left = right - age.size().x;
        painter.galley(pos2(age_left, top), age, ink(Token::Text2));
        let stars_room = row.stars.map_or(0.0, |_| 74.0);
        let room = (age_left - left - stars_room - 8.0).max(20.0);
        let name = widgets::cut_line(ui, row.author.as_str(), (Style::Strong, Token::Text), room);
        let name_width = name.size().x;
        painter.galley(pos2(left, top - 2.0), name, ink(Token::Text));
        if let Some(n) = row.stars {
            let from = pos2(left + name_width + 8.0, top + 8.0);
            widgets::paint_stars(&painter, &theme, from, n);
        }

        let (text, token) = if row.excerpt.is_empty() {
            (words::NO_WORDS, Token::Text3)
        } else {
            (row.excerpt.as_str(), Token::Text2)
        };
        let excerpt = Cued {
            text,
            cues: &marks::cues(row.excerpt.as_str(), &row.triage.because),
            style: Style::Body,
            token,
            line_height: 18.0,
            max_rows: 2,
        };
        let galley = excerpt.layout(ui, right - left);
        excerpt.paint(ui, galley, pos2(left, middle));

        self.foot(ui, row, (left, right, foot));
    }

    /// Practice and category at the left, due time at the right.
    fn foot(&self, ui: &Ui, row: &QueueRow, (left, right, y): (f32, f32, f32)) {
        let theme = Theme::of(ui);
        let painter = ui.painter();
        let waits = matches!(row.status, Status::Open | Status::Drafting);
        let is_late = waits && row.due_at < self.look.wall;
        let is_urgent = waits && row.triage.urgency == Urgency::Critical;
        let token = if is_late || is_urgent { Token::Stop } else { Token::Text2 };
        let said = widgets::cut_line(ui, &self.time_words(row), (Style::Small, token), 170.0);
        let said_left = right - said.size().x;
        painter.galley(pos2(said_left, y), said, theme.color(token));
        let icon = if waits { icons::DUE } else { icons::CHECK };
        icon.paint(painter, pos2(said_left - 10.0, y + 8.0), icons::SMALL, theme.color(token));
        let mut room_end = said_left - 22.0;
        if row.has_draft {
            let centre = pos2(room_end - 6.0, y + 8.0);
            icons::DRAFT.paint(painter, centre, icons::SMALL, theme.color(Token::Text2));
            room_end -= 20.0;
        }
        let practice =
            self.state.practice(row.practice).map_or("", |practice| practice.name.as_str());
        let category = format!(" · {}", row.triage.category.label());
        let style = (Style::Small, Token::Text3);
        let category = widgets::cut_line(ui, &category, style, (room_end - left).max(10.0));
        // The category says more than the end of a long name.
        let room = (room_end - left - category.size().x).max(10.0);
        let practice = widgets::cut_line(ui, practice, style, room);
        let after = left + practice.size().x;
        painter.galley(pos2(left, y), practice, theme.color(Token::Text3));
        painter.galley(pos2(after, y), category, theme.color(Token::Text3));
    }

    fn rail_ui(&self, ui: &Ui, out: &mut Vec<Action>) {
        let Some(row) = self.begin(ui, out) else { return };
        let theme = Theme::of(ui);
        let centre = self.rect.center_top() + vec2(2.0, 26.0);
        Avatar::new(row.author.as_str()).on(&row.platform).paint(ui.painter(), &theme, centre);
        let at = row.due_at;
        let said =
            if at < self.look.wall { "late".to_owned() } else { words::clock(at, self.look.zone) };
        let token = if at < self.look.wall { Token::Stop } else { Token::Text2 };
        let said = widgets::cut_line(ui, &said, (Style::Key, token), 60.0);
        let place = pos2(self.rect.center().x - said.size().x / 2.0, self.rect.top() + 48.0);
        ui.painter().galley(place, said, theme.color(token));
    }
}
