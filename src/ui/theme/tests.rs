//! Holds the tokens to what they promise: complete, legible, drawable.

use egui::{Color32, Rgba};

use super::load::{Pairs, Tokens};
use super::*;

/// WCAG 2 contrast of two opaque colours.
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |color: Color32| {
        let linear = Rgba::from(color);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn assert_pairs(pairs: &Pairs, least: f32) {
    for (mode, index) in Mode::ALL.into_iter().zip(0..) {
        let theme = Theme::bundled(mode).expect("the bundled tokens load");
        for (&ink, grounds) in pairs {
            for (&ground, promised) in grounds {
                let measured = contrast(theme.color(ink), theme.color(ground));
                let pair = format!("{} on {} in {mode:?}", ink.name(), ground.name());
                assert!(measured >= least, "{pair} has {measured:.2}, needs {least}");
                let promised: f32 = promised[index];
                assert!(
                    (measured - promised).abs() < 0.11,
                    "{pair} has {measured:.2}, the asset says {promised}"
                );
            }
        }
    }
}

#[test]
fn every_promised_contrast_holds() {
    let tokens = Tokens::parse(ASSET).expect("the bundled tokens load");
    assert!(tokens.contrast.text.len() > 10, "the asset lists its text contrasts");
    assert_pairs(&tokens.contrast.text, 4.5);
    assert_pairs(&tokens.contrast.shape, 3.0);
}

#[test]
fn every_role_has_its_own_colour_in_every_mode() {
    for mode in Mode::ALL {
        let theme = Theme::bundled(mode).expect("the bundled tokens load");
        for (index, &token) in Token::ALL.iter().enumerate() {
            assert_eq!(token as usize, index, "{} stands where it is looked up", token.name());
            assert_ne!(theme.color(token), Color32::default(), "{} is a colour", token.name());
        }
    }
    let theme = Theme::bundled(Mode::Light).expect("the bundled tokens load");
    assert_eq!(theme.color(Token::Tiktok).to_hex(), "#1f5f63ff", "platforms are read too");
    assert_eq!(theme.color(Token::Text).to_hex(), "#16201eff", "the first mode is light");
}

#[test]
fn a_damaged_asset_is_refused_by_name() {
    let missing = ASSET.replace("\navatar = [", "\n# avatar = [");
    let error = Theme::parse(&missing, Mode::Light).expect_err("a role is missing");
    assert_eq!(error.to_string(), "the design tokens give no colour for avatar", "names the role");
    let bad = ASSET.replace("\"#F2F4F3\"", "\"white\"");
    let error = Theme::parse(&bad, Mode::Light).expect_err("a colour is not one");
    assert!(error.to_string().contains("window"), "names the role: {error}");
    assert!(Theme::parse("", Mode::Dark).is_err(), "an empty asset is refused");
    assert!(!error.help().is_empty(), "says what to do");
}

#[test]
fn type_follows_the_asset() {
    let theme = Theme::bundled(Mode::Dark).expect("the bundled tokens load");
    let title = theme.font(Style::Title);
    assert!((title.size - 16.0).abs() < f32::EPSILON, "the title's size");
    assert_eq!(title.family, egui::FontFamily::Name("inter-semibold".into()), "and weight");
    assert!((theme.line_height(Style::Reading) - 24.0).abs() < f32::EPSILON, "and line height");
    assert_eq!(theme.font(Style::Seal).family, egui::FontFamily::Monospace, "seals");
}

#[test]
fn reduced_motion_keeps_only_the_time_to_read_a_toast() {
    let theme = Theme::bundled(Mode::Light).expect("the bundled tokens load");
    let still = theme.clone().without_motion();
    assert_eq!(still.motion.hover, 0, "nothing moves");
    assert_eq!(still.motion.toast_stay, theme.motion.toast_stay, "a toast can still be read");
}

#[test]
fn the_embedded_fonts_draw_what_the_window_says() {
    let ctx = egui::Context::default();
    install_fonts(&ctx);
    Theme::bundled(Mode::Light).expect("the bundled tokens load").apply(&ctx);
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let theme = Theme::of(ui);
        for style in Style::ALL {
            for word in ["Held: 2 stops", "Lucía", "Ελληνικά", "Привет", "…·–", "😩👀❤"]
            {
                let font = theme.font(style);
                let drawn = ui.fonts_mut(|fonts| fonts.has_glyphs(&font, word));
                assert!(drawn, "{style:?} can draw {word}");
            }
        }
        for icon in crate::ui::icons::ALL {
            let drawn = ui.fonts_mut(|fonts| fonts.has_glyph(&icon.font(18.0), icon.glyph()));
            assert!(drawn, "an icon is in its font: {icon:?}");
        }
    });
    output.textures_delta.clear();
}
