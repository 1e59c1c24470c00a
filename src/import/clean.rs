//! Small repairs to words as exports carry them: line ends, entities, placeholders for a missing name.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// The most that one text may hold, in bytes.
pub(super) const MAX_TEXT: usize = 64 * 1024;

/// Line ends as `\n`, nothing at either end, at most [`MAX_TEXT`] bytes.
pub(super) fn text(raw: &str) -> String {
    let trimmed = raw.trim();
    let capped = cap(trimmed);
    if capped.contains('\r') {
        capped.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        capped.to_owned()
    }
}

fn cap(text: &str) -> &str {
    let end = text.floor_char_boundary(MAX_TEXT);
    text.get(..end).unwrap_or(text)
}

/// Whether [`text`] had to cut this.
pub(super) fn is_over_long(raw: &str) -> bool {
    raw.trim().len() > MAX_TEXT
}

/// One line for names and titles; `None` where nothing is left.
pub(super) fn line(raw: &str) -> Option<String> {
    let words = single_spaced(cap(raw));
    (!words.is_empty()).then(|| words.into_owned())
}

/// Words with one space between them.
fn single_spaced(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    let mut was_space = false;
    let is_single = trimmed.bytes().all(|byte| {
        let is_plain = byte > b' ' && byte.is_ascii();
        let is_fine = is_plain || (byte == b' ' && !was_space);
        was_space = byte == b' ';
        is_fine
    });
    if is_single {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A cell of a table: spreadsheets protect a leading sign by an apostrophe.
pub(super) fn cell(raw: &str) -> &str {
    match raw.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => raw,
    }
}

/// Composed letters, lower case, single spaces: for comparing, never for showing.
pub(super) fn folded(raw: &str) -> String {
    if raw.is_ascii() {
        return single_spaced(raw).to_ascii_lowercase();
    }
    let lower: String = raw.nfc().flat_map(char::to_lowercase).collect();
    single_spaced(&lower).into_owned()
}

/// Composed letters and single spaces, case kept: the form that derived ids are made of.
pub(super) fn collapsed(raw: &str) -> String {
    if raw.is_ascii() {
        return single_spaced(raw).into_owned();
    }
    let composed: String = raw.nfc().collect();
    single_spaced(&composed).into_owned()
}

/// Whether a name is exactly what a source writes where it withholds the author.
pub(super) fn is_placeholder(name: &str) -> bool {
    matches!(
        folded(name).as_str(),
        "a google user"
            | "google user"
            | "anonymous"
            | "anonym"
            | "anónimo"
            | "anónima"
            | "anonimo"
            | "anonyme"
            | "anônimo"
            | "un usuario de google"
            | "usuario de google"
            | "ein google-nutzer"
            | "un utilisateur de google"
    )
}

/// Entities to letters, in one pass, so that `&amp;lt;` becomes `&lt;`.
pub(super) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (letter, length) = entity(from).unwrap_or(('&', 1));
        out.push(letter);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The letter that an entity at the start of `from` stands for, and the entity's length in bytes.
fn entity(from: &str) -> Option<(char, usize)> {
    let end = from.bytes().take(12).position(|b| b == b';')?;
    let name = from.get(1..end)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((letter, end + 1))
}

/// Words of a small piece of HTML: `<br>` ends a line, other tags vanish, entities are read.
pub(super) fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let Some(end) = from.find('>') else {
            rest = from;
            break;
        };
        let tag = from.get(1..end).unwrap_or_default().to_ascii_lowercase();
        if tag.starts_with("br") || tag.starts_with("/p") {
            out.push('\n');
        }
        rest = from.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    unescape(&out)
}

/// UTF-8 that was written letter by letter as Latin-1, put right; anything else stays as it is.
pub(super) fn repaired(raw: &str) -> String {
    let bytes: Option<Vec<u8>> = raw.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| raw.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_once() {
        assert_eq!(
            unescape("a &amp;lt; b &#39;c&#x27; &bogus; &"),
            "a &lt; b 'c' &bogus; &",
            "once"
        );
        assert_eq!(
            without_tags("one<br>two <a href=\"x\">three</a> &lt;"),
            "one\ntwo three <",
            "tags"
        );
    }

    #[test]
    fn letters_written_as_latin_1_are_put_right() {
        assert_eq!(repaired("envÃ\u{ad}enos"), "envíenos", "read back");
        assert_eq!(repaired("日本 é"), "日本 é", "left alone");
    }

    #[test]
    fn an_apostrophe_before_a_sign_goes() {
        assert_eq!(cell("'=1+1"), "=1+1", "protected");
        assert_eq!(cell("'tis"), "'tis", "a word");
    }
}
