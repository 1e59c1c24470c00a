//! How a character reads: lower case, no accents, straight apostrophes, look-alikes told apart. Never loses a letter.

use unicode_normalization::UnicodeNormalization as _;

/// Letters of other scripts that a reader takes for the Latin one beside them.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ї', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('һ', 'h'),
    ('ӏ', 'l'),
    ('α', 'a'),
    ('β', 'b'),
    ('ε', 'e'),
    ('η', 'n'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('ı', 'i'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
    ('ʟ', 'l'),
    ('օ', 'o'),
    ('ս', 'u'),
];

/// Whether a reader sees nothing there: joiners, direction marks, accents that stand on the letter before.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{0300}'..='\u{036F}'
            | '\u{061C}'
            | '\u{064B}'..='\u{065F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0000}'..='\u{E01EF}'
    )
}

/// Whether it stands for an apostrophe in casual writing.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '＇' | '′')
}

/// Whether it is drawn as a small picture.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}')
}

/// Whether words of its script are written without spaces, so that each character is read by itself.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0E7F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{2FA1F}')
}

/// Whether its compatibility form is made of plain letters: accented Latin, full width, mathematical, circled.
fn is_dressed(c: char) -> bool {
    matches!(
        c,
        '\u{00A0}'..='\u{052F}'
            | '\u{1E00}'..='\u{1FFF}'
            | '\u{2070}'..='\u{209F}'
            | '\u{2100}'..='\u{214F}'
            | '\u{2460}'..='\u{24FF}'
            | '\u{FB00}'..='\u{FB06}'
            | '\u{FF01}'..='\u{FFEF}'
            | '\u{1D400}'..='\u{1D7FF}'
    )
}

/// Appends how `c` reads to `out`; nothing where a reader sees nothing.
pub(super) fn fold_into(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_apostrophe(c) {
        out.push('\'');
    } else if is_invisible(c) {
    } else if is_dressed(c) {
        let plain = std::iter::once(c).nfkd().filter(|&c| !is_invisible(c));
        out.extend(plain.flat_map(char::to_lowercase).filter(|&c| !is_invisible(c)));
    } else {
        out.extend(c.to_lowercase());
    }
}

/// The Latin letter that a folded letter of another script is taken for.
pub(super) fn look_alike(folded: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(strange, _)| *strange == folded).map(|&(_, plain)| plain)
}

/// How `text` reads: lower case, accents and invisible characters gone, apostrophes straight.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_into(c, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dressed_letters_read_as_plain_ones() {
        assert_eq!(fold("CIRUGÍA"), "cirugia", "accents fold");
        assert_eq!(fold("ｐａｔｉｅｎｔ 𝐩𝐚𝐭𝐢𝐞𝐧𝐭 ⓟ"), "patient patient p", "widths and styles fold");
        assert_eq!(fold("pa\u{200B}ti\u{0301}ent"), "patient", "what nobody sees is gone");
        assert_eq!(fold("don’t"), "don't", "apostrophes are straight");
        assert_eq!(fold("한국 نزيف"), "한국 نزيف", "other scripts stay");
    }

    #[test]
    fn look_alikes_are_told_apart() {
        assert_eq!(look_alike('р'), Some('p'), "Cyrillic er looks like p");
        assert_eq!(look_alike('p'), None, "a Latin letter is itself");
    }
}
