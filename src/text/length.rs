//! Length as a platform counts it.

mod emoji;
mod url;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// What X counts for a link, however long it is: the length of its own short link.
const URL_WEIGHT: usize = 23;

/// What X counts for an emoji, and for a character outside [`LIGHT`].
const HEAVY_WEIGHT: usize = 2;

/// The characters that X counts as 1: Latin to Georgian, and most punctuation.
const LIGHT: [(u32, u32); 4] =
    [(0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037)];

/// What a platform counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LengthUnit {
    /// UTF-8 bytes.
    Bytes,
    /// Unicode scalar values.
    Characters,
    /// X's weighted count: NFC, emoji and CJK 2, any URL 23.
    Weighted,
    /// Characters, but an emoji counts as its UTF-8 bytes.
    EmojiBytes,
}

impl LengthUnit {
    /// The stable name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Characters => "characters",
            Self::Weighted => "weighted",
            Self::EmojiBytes => "emoji-bytes",
        }
    }

    /// What follows a number in the window; X and Threads speak of characters too.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Characters | Self::Weighted | Self::EmojiBytes => "characters",
        }
    }
}

/// How long `text` is, as a platform counts that uses `unit`.
pub fn count(text: &str, unit: LengthUnit) -> usize {
    match unit {
        LengthUnit::Bytes => text.len(),
        LengthUnit::Characters => text.chars().count(),
        LengthUnit::Weighted => weighted(text),
        LengthUnit::EmojiBytes => text
            .graphemes(true)
            .map(
                |letter| {
                    if emoji::is_emoji(letter) { letter.len() } else { letter.chars().count() }
                },
            )
            .sum(),
    }
}

fn weighted(text: &str) -> usize {
    let text: String = text.nfc().collect();
    let (mut total, mut rest) = (0, text.as_str());
    while let Some(link) = url::first(rest) {
        total += rest.get(..link.start).map_or(0, plain_weight) + URL_WEIGHT;
        rest = rest.get(link.end..).unwrap_or_default();
    }
    total + plain_weight(rest)
}

fn plain_weight(text: &str) -> usize {
    text.graphemes(true)
        .map(|letter| {
            if emoji::is_emoji(letter) {
                HEAVY_WEIGHT
            } else {
                letter.chars().map(character_weight).sum()
            }
        })
        .sum()
}

fn character_weight(character: char) -> usize {
    let code = u32::from(character);
    if LIGHT.iter().any(|&(first, last)| (first..=last).contains(&code)) { 1 } else { HEAVY_WEIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn counts(text: &str, [bytes, characters, weighted, emoji_bytes]: [usize; 4]) {
        assert_eq!(count(text, LengthUnit::Bytes), bytes, "bytes of {text:?}");
        assert_eq!(count(text, LengthUnit::Characters), characters, "characters of {text:?}");
        assert_eq!(count(text, LengthUnit::Weighted), weighted, "X's count of {text:?}");
        assert_eq!(count(text, LengthUnit::EmojiBytes), emoji_bytes, "Threads' count of {text:?}");
    }

    #[test]
    fn plain_words_count_alike_everywhere() {
        counts("", [0, 0, 0, 0]);
        counts("We're sorry.", [12, 12, 12, 12]);
        counts("line\nline", [9, 9, 9, 9]);
    }

    #[test]
    fn accents_are_composed_for_x_alone() {
        counts("café", [5, 4, 4, 4]);
        counts("cafe\u{301}", [6, 5, 4, 5]);
    }

    #[test]
    fn curly_quotes_are_light_and_other_symbols_heavy() {
        counts("“we’re”", [13, 7, 7, 7]);
        counts("…", [3, 1, 2, 1]);
        counts("→ €", [7, 3, 5, 3]);
    }

    #[test]
    fn chinese_japanese_and_korean_count_double_on_x() {
        counts("谢谢", [6, 2, 4, 2]);
        counts("ありがとう", [15, 5, 10, 5]);
        counts("한글", [6, 2, 4, 2]);
        counts("спасибо", [14, 7, 7, 7]);
    }

    #[test]
    fn an_emoji_is_two_on_x_and_its_bytes_on_threads() {
        counts("💛", [4, 1, 2, 4]);
        counts("👍🏽", [8, 2, 2, 8]);
        counts("👩\u{200D}⚕\u{FE0F}", [13, 4, 2, 13]);
        counts("👨\u{200D}👩\u{200D}👧\u{200D}👦", [25, 7, 2, 25]);
        counts("🇪🇸", [8, 2, 2, 8]);
        counts("🇪🇸🇺🇸", [16, 4, 4, 16]);
        counts("1\u{FE0F}\u{20E3}", [7, 3, 2, 7]);
        counts("❤\u{FE0F}", [6, 2, 2, 6]);
        counts("Thanks 🙏!", [12, 9, 10, 12]);
    }

    #[test]
    fn signs_that_are_also_letters_are_emoji_only_when_asked_for() {
        counts("©", [2, 1, 1, 1]);
        counts("©\u{FE0F}", [5, 2, 2, 5]);
        counts("#1", [2, 2, 2, 2]);
    }

    #[test]
    fn any_link_is_twenty_three_on_x() {
        let x = |text: &str| count(text, LengthUnit::Weighted);
        assert_eq!(x("https://t.example"), 23, "shorter than 23");
        let long = format!("https://harborview.example/{}", "a".repeat(90));
        assert_eq!(x(&long), 23, "longer than 23");
        assert_eq!(x("example.com/x"), 23, "without a scheme");
        assert_eq!(x("See example.com."), 4 + 23 + 1, "the full stop is not the link's");
        assert_eq!(x("(https://a.example/b(c))"), 1 + 23 + 1, "brackets in pairs are");
        assert_eq!(x("a.com b.com"), 23 + 1 + 23, "two of them");
        assert_eq!(x("www.harborview.example"), 23, "a host that says www");
        assert_eq!(x("online:a.com,b.com"), 7 + 23 + 1 + 23, "inside a longer run");
    }

    #[test]
    fn what_only_looks_like_a_link_counts_as_written() {
        let x = |text: &str| count(text, LengthUnit::Weighted);
        for text in [
            "care@harborview.com",
            "no.2 of 3.5",
            "sorry.We care",
            "e.g. this",
            "https://",
            "://x",
            ".com",
            "@harborview.com",
            "fine...thanks",
            "https://https://",
            "http://a",
        ] {
            assert_eq!(x(text), text.len(), "no link in {text:?}");
        }
    }
}
