//! Bytes to text: byte order marks, UTF-8, UTF-16 and windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text and what had to be assumed to read it.
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// Whether bytes had to be replaced because they are not text in any sense.
    pub(super) has_damage: bool,
}

/// Reads bytes as text. It always answers: what is not text becomes replacement characters.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), has_damage: false },
        Err(_) if is_mostly_utf8(bytes) => with(UTF_8, bytes),
        Err(_) => with(WINDOWS_1252, bytes),
    }
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, has_damage) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, has_damage }
}

/// Western text in UTF-16 has a zero in every other byte; plain text has none.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = sample.len() / 2;
    if half < 4 {
        return None;
    }
    if odd * 10 >= half * 6 && even * 10 <= half {
        return Some(UTF_16LE);
    }
    if even * 10 >= half * 6 && odd * 10 <= half {
        return Some(UTF_16BE);
    }
    None
}

/// Whether letters of several bytes outnumber the broken ones: a damaged UTF-8 file, not an Excel one.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn each_encoding_reads_the_same_words() {
        let words = "Größe, café, 5 €";
        let (old_excel, ..) = WINDOWS_1252.encode(words);
        let with_mark = ["\u{feff}".as_bytes(), words.as_bytes()].concat();
        for bytes in [words.as_bytes(), &old_excel, &with_mark, &utf16(words)] {
            assert_eq!(decode(bytes).text, words, "{bytes:?}");
        }
    }

    #[test]
    fn one_broken_byte_does_not_spoil_the_rest() {
        let mut bytes = "señal, año, niño".as_bytes().to_vec();
        bytes.push(0xff);
        let read = decode(&bytes);
        assert!(read.text.starts_with("señal, año, niño"), "{}", read.text);
        assert!(read.has_damage, "it says that something was replaced");
    }
}
