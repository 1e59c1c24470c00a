//! The design tokens: reads `assets/theme.toml`; no other file makes a colour, a size or a font.

use std::sync::{Arc, LazyLock};

use egui::epaint::{FontColorTransferFunction, TextOptions};
use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontId, Margin, RichText, Stroke, TextFormat, TextStyle, vec2};

mod fonts;
mod load;
mod token;

#[cfg(test)]
mod tests;

pub use fonts::{Style, definitions, install_fonts};
pub use load::{
    Breakpoint, Height, LoadError, Motion, Radius, Shadows, Space, StrokeWidth, Styles, Width,
};
pub use token::Token;

use fonts::Face;
use load::Tokens;

const ASSET: &str = include_str!("../../assets/theme.toml");

/// Which of the three looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Dark words on light ground.
    #[default]
    Light,
    /// Light words on dark ground.
    Dark,
    /// Black and white with outlines round every block.
    HighContrast,
}

impl Mode {
    /// All of them, in the order of the asset.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// Whether the ground is darker than the words.
    pub const fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::HighContrast)
    }
}

/// Every token in one mode.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// Which look this is.
    pub mode: Mode,
    /// Distances.
    pub space: Space,
    /// Rounded corners.
    pub radius: Radius,
    /// Widths of lines.
    pub stroke: StrokeWidth,
    /// Heights of rows, bars and controls.
    pub height: Height,
    /// Widths of panes.
    pub width: Width,
    /// Window widths at which the layout changes.
    pub breakpoint: Breakpoint,
    /// How long things move; all zero where motion is reduced, except how long a toast stays.
    pub motion: Motion,
    shadow: Shadows,
    colours: Vec<Color32>,
    faces: Vec<Face>,
}

impl Theme {
    /// The bundled tokens in that mode.
    pub fn bundled(mode: Mode) -> Result<Self, LoadError> {
        Self::parse(ASSET, mode)
    }

    /// Tokens from a text of the asset's shape.
    pub fn parse(text: &str, mode: Mode) -> Result<Self, LoadError> {
        let tokens = Tokens::parse(text)?;
        Ok(Self {
            mode,
            colours: tokens.colours(mode)?,
            faces: fonts::faces(&tokens.styles),
            space: tokens.space,
            radius: tokens.radius,
            stroke: tokens.stroke,
            height: tokens.height,
            width: tokens.width,
            breakpoint: tokens.breakpoint,
            motion: tokens.motion,
            shadow: tokens.shadow,
        })
    }

    /// The same tokens with everything standing still.
    #[must_use]
    pub fn without_motion(mut self) -> Self {
        self.motion = Motion { toast_stay: self.motion.toast_stay, ..Motion::default() };
        self
    }

    /// The theme that was last applied; the bundled light one before that.
    pub fn of(ui: &egui::Ui) -> Arc<Self> {
        Self::of_ctx(ui.ctx())
    }

    /// Like [`Theme::of`], where there is no `Ui`.
    pub fn of_ctx(ctx: &egui::Context) -> Arc<Self> {
        static FIRST: LazyLock<Arc<Theme>> =
            LazyLock::new(|| Arc::new(Theme::bundled(Mode::Light).unwrap_or_default()));
        ctx.data(|data| data.get_temp(Self::id())).unwrap_or_else(|| Arc::clone(&FIRST))
    }

    /// The colour of a role.
    pub fn color(&self, token: Token) -> Color32 {
        self.colours.get(token as usize).copied().unwrap_or_default()
    }

    /// The font of a kind of words.
    pub fn font(&self, style: Style) -> FontId {
        self.face(style).map(|face| face.font.clone()).unwrap_or_default()
    }

    /// The font of one kind of words, in the weight of another.
    pub fn weighted(&self, size: Style, weight: Style) -> FontId {
        FontId { size: self.font(size).size, ..self.font(weight) }
    }

    /// The distance from one line to the next.
    pub fn line_height(&self, style: Style) -> f32 {
        self.face(style).map_or(20.0, |face| face.line_height)
    }

    /// A hairline in that role.
    pub fn line(&self, token: Token) -> Stroke {
        Stroke::new(self.stroke.line, self.color(token))
    }

    /// The outline of filled blocks: a hairline in high contrast, else none.
    pub fn block_outline(&self) -> Stroke {
        if self.mode == Mode::HighContrast { self.line(Token::Line) } else { Stroke::NONE }
    }

    /// The shadow under popups and toasts.
    pub fn popup_shadow(&self) -> egui::Shadow {
        let [offset, blur, alpha] = self.shadow.popup;
        let ink = if self.mode.is_dark() { Color32::BLACK } else { self.color(Token::Text) };
        egui::Shadow {
            offset: [0, i8::try_from(offset).unwrap_or(i8::MAX)],
            blur,
            spread: 0,
            color: ink.gamma_multiply(f32::from(alpha) / 255.0),
        }
    }

    /// Words in that kind and role, for labels.
    pub fn rich(&self, text: impl Into<String>, style: Style, token: Token) -> RichText {
        RichText::new(text)
            .font(self.font(style))
            .line_height(Some(self.line_height(style)))
            .color(self.color(token))
    }

    /// The same for layout jobs.
    pub fn format(&self, style: Style, token: Token) -> TextFormat {
        TextFormat {
            font_id: self.font(style),
            line_height: Some(self.line_height(style)),
            color: self.color(token),
            ..TextFormat::default()
        }
    }

    /// Makes egui and all widgets of the kit look like this from the next frame on.
    pub fn apply(self, ctx: &egui::Context) {
        let look = if self.mode.is_dark() { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_theme(look);
        ctx.all_styles_mut(|style| self.set_style(style));
        ctx.data_mut(|data| data.insert_temp(Self::id(), Arc::new(self)));
    }

    fn id() -> egui::Id {
        egui::Id::unique("bedside-theme")
    }

    fn face(&self, style: Style) -> Option<&Face> {
        self.faces.get(style as usize)
    }

    fn set_style(&self, style: &mut egui::Style) {
        style.text_styles = [
            (TextStyle::Small, self.font(Style::Small)),
            (TextStyle::Body, self.font(Style::Body)),
            (TextStyle::Button, self.font(Style::Label)),
            (TextStyle::Heading, self.font(Style::Title)),
            (TextStyle::Monospace, self.font(Style::Seal)),
        ]
        .into();
        style.animation_time = f32::from(self.motion.hover) / 1000.0;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        style.interaction.show_tooltips_only_when_still = true;
        if self.motion.hover == 0 {
            style.scroll_animation = egui::style::ScrollAnimation::none();
        }
        self.set_spacing(&mut style.spacing);
        self.set_visuals(&mut style.visuals);
    }

    fn set_spacing(&self, spacing: &mut egui::Spacing) {
        spacing.item_spacing = vec2(self.space.x2, self.space.x2);
        spacing.button_padding = vec2(self.space.x3, self.space.x1);
        spacing.menu_margin = Margin::same(6);
        spacing.window_margin = Margin::same(16);
        spacing.interact_size = vec2(self.space.x6, self.height.chip);
        spacing.icon_width = 18.0;
        spacing.icon_width_inner = 10.0;
        spacing.icon_spacing = self.space.x2;
        spacing.tooltip_width = 320.0;
        spacing.menu_width = 240.0;
        spacing.scroll = ScrollStyle {
            bar_width: self.space.x2,
            floating_width: self.space.x1,
            bar_inner_margin: self.space.half,
            bar_outer_margin: self.space.half,
            handle_min_length: self.space.x6,
            ..ScrollStyle::floating()
        };
        // A faded edge would make the last line look disabled.
        spacing.scroll.fade.strength = 0.0;
    }

    fn set_visuals(&self, visuals: &mut egui::Visuals) {
        let base = if self.mode.is_dark() { egui::Visuals::dark() } else { egui::Visuals::light() };
        let control = CornerRadius::same(self.radius.control);
        let widget = |fill: Token, line: Token, ink: Token| WidgetVisuals {
            bg_fill: self.color(fill),
            weak_bg_fill: self.color(fill),
            bg_stroke: self.line(line),
            corner_radius: control,
            fg_stroke: self.line(ink),
            expansion: 0.0,
        };
        let focus = Stroke::new(self.stroke.focus, self.color(Token::Focus));
        *visuals = egui::Visuals {
            dark_mode: self.mode.is_dark(),
            text_options: TextOptions {
                color_transfer_function: self.letter_weight(),
                ..base.text_options
            },
            weak_text_color: Some(self.color(Token::Text3)),
            widgets: Widgets {
                noninteractive: widget(Token::Panel, Token::Line, Token::Text),
                inactive: widget(Token::Panel, Token::LineStrong, Token::Text),
                hovered: widget(Token::Hover, Token::LineStrong, Token::Text),
                active: WidgetVisuals {
                    bg_stroke: focus,
                    ..widget(Token::Selected, Token::Focus, Token::Text)
                },
                open: widget(Token::Selected, Token::LineStrong, Token::Text),
            },
            // The stroke is also the outline of a text box that has the keyboard.
            selection: Selection { bg_fill: self.selection_ground(), stroke: focus },
            hyperlink_color: self.color(Token::Accent),
            faint_bg_color: self.color(Token::Hover),
            extreme_bg_color: self.color(Token::Panel),
            text_edit_bg_color: Some(self.color(Token::Panel)),
            code_bg_color: self.color(Token::Sunken),
            warn_fg_color: self.color(Token::Warning),
            error_fg_color: self.color(Token::Stop),
            window_corner_radius: CornerRadius::same(self.radius.popup),
            window_shadow: self.popup_shadow(),
            window_fill: self.color(Token::Raised),
            window_stroke: self.line(Token::Line),
            menu_corner_radius: CornerRadius::same(self.radius.popup),
            panel_fill: self.color(Token::Panel),
            popup_shadow: self.popup_shadow(),
            text_cursor: TextCursorStyle {
                stroke: Stroke::new(2.0, self.color(Token::Text)),
                blink: self.motion.hover != 0,
                ..base.text_cursor.clone()
            },
            interact_cursor: Some(egui::CursorIcon::PointingHand),
            ..base
        };
    }

    /// Light letters on dark ground bleed: they are strengthened less than egui would.
    const fn letter_weight(&self) -> FontColorTransferFunction {
        if self.mode.is_dark() {
            FontColorTransferFunction::Gamma(0.8)
        } else {
            FontColorTransferFunction::LIGHT_MODE_DEFAULT
        }
    }

    /// Behind selected words: stronger than a selected row, so that both can be seen at once.
    fn selection_ground(&self) -> Color32 {
        let strength = if self.mode == Mode::HighContrast { 0.45 } else { 0.3 };
        self.color(Token::Accent).gamma_multiply(strength)
    }
}

/// Sets how large everything is drawn, in percent; kept between 100 and 200.
pub fn set_text_scale(ctx: &egui::Context, percent: u16) {
    ctx.set_zoom_factor(f32::from(percent.clamp(100, 200)) / 100.0);
}
