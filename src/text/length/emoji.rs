//! Whether a letter, as a reader sees it, is an emoji.

/// Asks for the coloured form of the character before it.
const COLOURED: char = '\u{FE0F}';

/// Puts the character before it on a key cap.
const KEY_CAP: char = '\u{20E3}';

/// Characters that are emoji by themselves, sorted; neighbours without a picture of their own may be inside.
const ALWAYS: [(u32, u32); 40] = [
    (0x231A, 0x231B),
    (0x23E9, 0x23EC),
    (0x23F0, 0x23F0),
    (0x23F3, 0x23F3),
    (0x25FD, 0x25FE),
    (0x2614, 0x2615),
    (0x2648, 0x2653),
    (0x267F, 0x267F),
    (0x2693, 0x2693),
    (0x26A1, 0x26A1),
    (0x26AA, 0x26AB),
    (0x26BD, 0x26BE),
    (0x26C4, 0x26C5),
    (0x26CE, 0x26CE),
    (0x26D4, 0x26D4),
    (0x26EA, 0x26EA),
    (0x26F2, 0x26F3),
    (0x26F5, 0x26F5),
    (0x26FA, 0x26FA),
    (0x26FD, 0x26FD),
    (0x2705, 0x2705),
    (0x270A, 0x270B),
    (0x2728, 0x2728),
    (0x274C, 0x274C),
    (0x274E, 0x274E),
    (0x2753, 0x2755),
    (0x2757, 0x2757),
    (0x2795, 0x2797),
    (0x27B0, 0x27B0),
    (0x27BF, 0x27BF),
    (0x2B1B, 0x2B1C),
    (0x2B50, 0x2B50),
    (0x2B55, 0x2B55),
    (0x1F004, 0x1F004),
    (0x1F0CF, 0x1F0CF),
    (0x1F18E, 0x1F19A),
    (0x1F201, 0x1F265),
    (0x1F300, 0x1F64F),
    (0x1F680, 0x1F6FF),
    (0x1F7E0, 0x1FAFF),
];

/// The letters of flags; two of them make one.
const REGIONAL: (u32, u32) = (0x1F1E6, 0x1F1FF);

/// Whether `letter`, one grapheme cluster, is drawn as an emoji.
///
/// A character that is both a sign and an emoji, such as ©, is one only where the text asks for the coloured form.
pub(super) fn is_emoji(letter: &str) -> bool {
    let Some(first) = letter.chars().next() else { return false };
    let is_within = |(low, high): (u32, u32)| (low..=high).contains(&u32::from(first));
    if first.is_ascii_alphabetic() || first.is_whitespace() {
        return false;
    }
    is_within(REGIONAL)
        || ALWAYS.into_iter().any(is_within)
        || letter.chars().skip(1).any(|mark| mark == COLOURED || mark == KEY_CAP)
}
