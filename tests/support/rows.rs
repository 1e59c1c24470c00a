//! Rows of a queue, as the desk draws them.

use bedside::model::{Platform, Urgency};
use bedside::ui::theme::{Style, Theme, Token};
use bedside::ui::virtual_list::name_row;
use bedside::ui::widgets::{self, Avatar, Chosen, Cued};
use egui::{Rect, Ui, vec2};

/// One row of the queue.
pub(crate) struct Row {
    author: &'static str,
    platform: Platform,
    n_stars: Option<u8>,
    age: &'static str,
    body: &'static str,
    cues: &'static [&'static str],
    place: &'static str,
    due: &'static str,
    urgency: Urgency,
}

pub(crate) fn rows() -> Vec<Row> {
    let row = |author, platform, n_stars, age, body, cues, (place, due, urgency)| Row {
        author,
        platform,
        n_stars,
        age,
        body,
        cues,
        place,
        due,
        urgency,
    };
    vec![
        row(
            "Renee A.",
            Platform::Facebook,
            None,
            "12 min",
            "I can’t see out of my left eye since last night and the line just rings. Should I go to the ER??",
            &["can’t see out of my left eye", "the ER"],
            ("Lumen Eye · Safety", "Owner in 3 min", Urgency::Critical),
        ),
        row(
            "Dana W.",
            Platform::Google,
            Some(1),
            "2 h",
            "My nose job is crooked and nobody calls me back. Three voicemails since Monday, not one person has had the decency",
            &["crooked", "nobody calls me back"],
            ("Harborview · Outcome", "13:40 · in 3 h", Urgency::High),
        ),
        row(
            "J. Petrov",
            Platform::Yelp,
            Some(1),
            "2 h",
            "Worst front desk in the city. I am calling my lawyer and the medical board over this.",
            &["my lawyer", "medical board"],
            ("Harborview · Legal", "14:05 · in 3 h", Urgency::High),
        ),
        row(
            "glow.with.tess",
            Platform::Instagram,
            None,
            "Sat",
            "Did my lips here and they look lumpy after three weeks 😩 is this normal?",
            &["lumpy"],
            ("Harborview · Outcome", "15:10 · in 4 h", Urgency::Normal),
        ),
        row(
            "quietmornings",
            Platform::X,
            None,
            "Sun",
            "Three hour wait for a 9:00 appointment, do you value our time at all",
            &["Three hour wait"],
            ("Lumen Eye · Service", "16:20 · in 6 h", Urgency::Normal),
        ),
        row(
            "sunny_kels",
            Platform::Tiktok,
            None,
            "Sun",
            "how much is botox here lol asking for my mom 👀",
            &[],
            ("Harborview · Question", "Tue 10:40", Urgency::Low),
        ),
        row(
            "Beth Coleman",
            Platform::Google,
            Some(5),
            "Sun",
            "Everyone was so kind, from the front desk to the parking team!",
            &[],
            ("Harborview · Praise", "Wed 12:00", Urgency::Low),
        ),
    ]
}

/// Draws a row as the queue does.
pub(crate) fn row_ui(ui: &Ui, theme: &Theme, rect: Rect, (row, chosen): (&Row, Chosen)) {
    name_row(ui, row.author, chosen);
    let painter = ui.painter();
    widgets::row_ground(painter, theme, rect, (chosen, Chosen::No));
    widgets::urgency_bar(painter, theme, rect, row.urgency);
    let ground = if chosen == Chosen::Yes { Token::Selected } else { Token::Panel };
    Avatar::new(row.author).on(&row.platform).around(ground).paint(
        painter,
        theme,
        rect.min + vec2(32.0, 22.0),
    );
    let left = rect.left() + 58.0;
    let right = rect.right() - 12.0;
    let put = |text: &str, style, token, at: egui::Pos2| {
        let galley = widgets::layout(ui, text, style, token, f32::INFINITY);
        let size = galley.size();
        painter.galley(at, galley, theme.color(token));
        size.x
    };
    let top = rect.top() + 4.0;
    let name_width = put(row.author, Style::Strong, Token::Text, egui::pos2(left, top));
    if let Some(n_stars) = row.n_stars {
        widgets::paint_stars(
            painter,
            theme,
            egui::pos2(left + name_width + 8.0, top + 10.0),
            n_stars,
        );
    }
    let age = widgets::layout(ui, row.age, Style::Small, Token::Text3, f32::INFINITY);
    painter.galley(egui::pos2(right - age.size().x, top + 2.0), age, theme.color(Token::Text3));
    let cues: Vec<_> = row
        .cues
        .iter()
        .filter_map(|cue| row.body.find(cue).map(|start| start..start + cue.len()))
        .collect();
    let cued = Cued {
        text: row.body,
        cues: &cues,
        style: Style::Body,
        token: Token::Text2,
        line_height: 18.0,
        max_rows: 2,
    };
    let body = cued.layout(ui, right - left);
    cued.paint(ui, body, egui::pos2(left, top + 20.0));
    put(row.place, Style::Small, Token::Text3, egui::pos2(left, rect.bottom() - 21.0));
    let due = widgets::layout(ui, row.due, Style::Small, Token::Text2, f32::INFINITY);
    painter.galley(
        egui::pos2(right - due.size().x, rect.bottom() - 21.0),
        due,
        theme.color(Token::Text2),
    );
}
