//! Who wrote, where, how they rated it, and how soon somebody has to act.

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::icons;
use super::super::theme::{Style, Theme, Token};
use crate::model::{Platform, Urgency};

/// Two letters that stand for a name: of its first and last word, or the first two of its only one.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> =
        name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first_letter = |word: &&str| word.graphemes(true).next().unwrap_or_default().to_uppercase();
    match words.as_slice() {
        [] => "?".to_owned(),
        [only] => only.graphemes(true).take(2).collect::<String>().to_uppercase(),
        [first, .., last] => first_letter(first) + &first_letter(last),
    }
}

/// The disc with somebody's initials, with the platform's tile at its corner.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before `show` or `paint`"]
pub struct Avatar<'a> {
    name: &'a str,
    platform: Option<&'a Platform>,
    diameter: f32,
    tones: (Token, Token),
    around: Token,
}

impl<'a> Avatar<'a> {
    /// The disc of a person.
    pub const fn new(name: &'a str) -> Self {
        let tones = (Token::Avatar, Token::Text);
        Self { name, platform: None, diameter: 32.0, tones, around: Token::Panel }
    }

    /// The disc of a practice, which speaks for itself.
    pub const fn practice(name: &'a str) -> Self {
        let tones = (Token::AccentFill, Token::OnAccent);
        Self { name, platform: None, diameter: 24.0, tones, around: Token::Panel }
    }

    /// With the tile of where they wrote.
    pub const fn on(mut self, platform: &'a Platform) -> Self {
        self.platform = Some(platform);
        self
    }

    /// As large as that.
    pub const fn diameter(mut self, diameter: f32) -> Self {
        self.diameter = diameter;
        self
    }

    /// Which ground is around it, for the gap between disc and tile.
    pub const fn around(mut self, ground: Token) -> Self {
        self.around = ground;
        self
    }

    /// Draws it round a point.
    pub fn paint(self, painter: &Painter, theme: &Theme, centre: Pos2) {
        let (ground, ink) = self.tones;
        let radius = self.diameter / 2.0;
        painter.circle_filled(centre, radius, theme.color(ground));
        let font = theme.weighted(Style::Key, Style::Strong);
        painter.text(centre, Align2::CENTER_CENTER, initials(self.name), font, theme.color(ink));
        if let Some(platform) = self.platform {
            let tile = centre + vec2(radius - 2.5, radius - 2.5);
            paint_tile(painter, theme, (tile, platform), theme.color(self.around));
        }
    }

    /// Draws it in the flow of a pane; the name is read out.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let overhang = if self.platform.is_some() { 6.0 } else { 0.0 };
        let size = vec2(self.diameter + overhang, self.diameter + overhang);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let name = match self.platform {
            Some(platform) => format!("{} on {}", self.name, platform.label()),
            None => self.name.to_owned(),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        let centre = rect.min + vec2(self.diameter, self.diameter) / 2.0;
        self.paint(ui.painter(), &theme, centre);
        response.on_hover_text(name)
    }
}

/// Side of a platform's tile.
const TILE: f32 = 17.0;

fn paint_tile(
    painter: &Painter,
    theme: &Theme,
    (centre, platform): (Pos2, &Platform),
    around: Color32,
) {
    let rect = Rect::from_center_size(
        pos2(centre.x.round() + 0.5, centre.y.round() + 0.5),
        vec2(TILE, TILE),
    );
    painter.rect_filled(rect.expand(2.0), CornerRadius::same(theme.radius.key + 2), around);
    let fill = theme.color(Token::of_platform(platform));
    painter.rect_filled(rect, CornerRadius::same(theme.radius.key), fill);
    let size = if platform.tile().chars().count() > 1 { 8.5 } else { 10.0 };
    let font = egui::FontId { size, ..theme.font(Style::Strong) };
    let ink = theme.color(Token::OnPlatform);
    painter.text(rect.center(), Align2::CENTER_CENTER, platform.tile(), font, ink);
}

/// A platform's tile in the flow of a pane; its name is read out.
pub fn platform_tile(ui: &mut Ui, platform: &Platform) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(TILE, TILE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, platform.label()));
    let around = theme.color(Token::Panel).gamma_multiply(0.0);
    paint_tile(ui.painter(), &theme, (rect.center() - vec2(0.5, 0.5), platform), around);
    response
}

/// Side of a star, with the space to the next.
const STAR: f32 = 14.0;

/// Draws a rating from a point at the left, half way up; says how wide it is.
pub fn paint_stars(painter: &Painter, theme: &Theme, from: Pos2, n_stars: u8) -> f32 {
    for index in 0..5_u8 {
        let is_given = index < n_stars;
        let (star, token) =
            if is_given { (icons::STAR, Token::Text) } else { (icons::STAR_OFF, Token::Text3) };
        let centre = from + vec2(STAR * (f32::from(index) + 0.5), 0.0);
        star.paint(painter, centre, STAR, theme.color(token));
    }
    STAR * 5.0
}

/// A rating of at most five stars, read out as such.
pub fn stars(ui: &mut Ui, n_stars: u8) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(STAR * 5.0, STAR), Sense::hover());
    let name = format!("{} of 5 stars", n_stars.min(5));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    paint_stars(ui.painter(), &Theme::of(ui), rect.left_center(), n_stars);
    response
}

/// Draws the four segments of an urgency at the left edge of a row, lit from below.
pub fn urgency_bar(painter: &Painter, theme: &Theme, row: Rect, urgency: Urgency) {
    let lit = match urgency {
        Urgency::Critical | Urgency::High => Token::Stop,
        Urgency::Normal => Token::Accent,
        Urgency::Low => Token::Text3,
    };
    let gap = 2.0;
    let area = row.shrink2(vec2(0.0, 8.0));
    let height = (area.height() - 3.0 * gap) / 4.0;
    let mut bottom = area.bottom();
    for segment in 0..4 {
        let token = if segment < urgency.n_segments() { lit } else { Token::BarOff };
        let x = row.left() + 4.0..=row.left() + 8.0;
        let rect = Rect::from_x_y_ranges(x, (bottom - height).round()..=bottom.round());
        painter.rect_filled(rect, CornerRadius::same(1), theme.color(token));
        bottom -= height + gap;
    }
}

/// The mark of the app: a bubble with a tick.
pub fn logo(ui: &mut Ui, size: f32) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let painter = ui.painter();
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * size / 20.0;
    let fill = theme.color(Token::AccentFill);
    let bubble = Rect::from_min_max(at(1.0, 2.0), at(19.0, 15.5));
    painter.rect_filled(bubble, CornerRadius::same(4), fill);
    let tail = vec![at(5.0, 15.0), at(11.0, 15.0), at(5.0, 19.5)];
    painter.add(Shape::convex_polygon(tail, fill, Stroke::NONE));
    let tick = vec![at(6.0, 8.8), at(9.0, 11.6), at(14.2, 6.2)];
    painter.line(tick, Stroke::new(size / 10.0, theme.color(Token::OnAccent)));
    response
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_two_letters_of_any_name() {
        let pairs = [
            ("Dana W.", "DW"),
            ("Marcus van Okafor", "MO"),
            ("glow.with.tess", "GT"),
            ("sunny_kels", "SK"),
            ("Élodie", "ÉL"),
            ("王小明", "王小"),
            ("X", "X"),
            ("", "?"),
            ("…", "?"),
        ];
        for (name, expected) in pairs {
            assert_eq!(initials(name), expected, "of {name}");
        }
    }
}
