//! Length as a platform counts it.

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
