//! Finds words in capitals for emphasis and rows of exclamation marks. Acronyms are not shouting.

use super::{Hit, Reading};
use crate::text::{Case, Kind, Span, Token};

/// Short words that people put in capitals for emphasis; other short words in capitals pass as acronyms.
const EMPHASISED: &[&str] = &[
    "so", "no", "we", "you", "your", "our", "my", "me", "is", "not", "all", "any", "the", "this",
    "that", "very", "love", "must", "will", "now", "only", "best", "most", "free", "stop", "call",
    "lots", "none", "zero", "ever", "never", "yes", "both", "each", "ask", "wow", "yay", "omg",
    "did", "does", "was", "were", "are", "what", "who", "why", "how", "when", "read", "look",
    "here", "there", "they", "them", "their", "his", "her", "she", "he", "nor", "do", "be", "at",
    "to", "of", "and", "but", "one", "two", "too", "also", "huge", "big", "real", "true", "liar",
    "lies", "fake", "wait", "stay", "gone", "done", "just", "even", "much", "many", "some", "full",
    "half", "muy", "nunca", "todo", "toda", "mas", "tan", "nada", "nadie", "por", "sin", "con",
    "los", "las", "que", "ya",
];

/// Longer words that are acronyms or brands written in capitals.
const ACRONYMS: &[&str] = &[
    "hipaa",
    "lasik",
    "smas",
    "juvederm",
    "dysport",
    "xeomin",
    "botox",
    "sculptra",
    "kybella",
    "rhofade",
    "pllc",
    "smile",
    "realself",
    "covid",
    "osha",
    "faaps",
    "faacs",
    "abplsurg",
    "tmj",
    "pcos",
    "ultherapy",
    "emsculpt",
    "invisalign",
    "radiesse",
    "glowup",
    "asmbs",
    "naaccp",
    "carecredit",
    "fotona",
    "potenza",
    "morpheus",
];

/// A finding points at no more words in capitals than this.
const MOST_WORDS: usize = 12;

/// Points at runs of capitals and at rows of three or more exclamation marks.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let mut hits = capitals(reading);
    hits.extend(marks(reading));
    hits
}

fn capitals(reading: &Reading<'_>) -> Vec<Hit> {
    let text = reading.text;
    let (mut hits, mut run, mut is_loud): (Vec<Hit>, Vec<Span>, bool) =
        (Vec::new(), Vec::new(), false);
    let mut close = |run: &mut Vec<Span>, is_loud: &mut bool| {
        if let (true, Some(&first), Some(&last)) = (*is_loud, run.first(), run.last()) {
            hits.push(Hit::high(first.join(last)));
        }
        run.clear();
        *is_loud = false;
    };
    let mut last_sentence = None;
    for token in text.tokens() {
        let is_capital = token.kind == Kind::Word && token.case == Case::Upper;
        if !is_capital || run.len() >= MOST_WORDS || last_sentence != Some(token.sentence) {
            close(&mut run, &mut is_loud);
        }
        last_sentence = Some(token.sentence);
        if is_capital && !is_in_blank(text.source(), token.span) {
            is_loud |= is_emphasis(reading, token) || (run.len() > 1 && token.span.len() > 3);
            run.push(token.span);
        }
    }
    close(&mut run, &mut is_loud);
    hits
}

/// Whether a word in capitals is an ordinary word rather than an acronym or a name.
fn is_emphasis(reading: &Reading<'_>, token: &Token) -> bool {
    let written = reading.text.written(token).to_lowercase();
    let word = written.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_own = reading.context.own_names.iter().any(|name| name.contains(word));
    let n_letters = word.chars().count();
    let is_named = reading.scan.entries().any(|entry| {
        reading.pack.health().is_treatment(entry.lexicon) && entry.span.overlaps(token.span)
    });
    let has_vowel = word.chars().any(|c| "aeiouyáéíóú".contains(c));
    !is_own
        && !is_named
        && (is_stretched(word)
            || EMPHASISED.contains(&word)
            || (n_letters > 4 && has_vowel && !ACRONYMS.contains(&word)))
}

/// "SOOO": a letter three times in a row, which no acronym has, except in Roman numbers and addresses.
fn is_stretched(word: &str) -> bool {
    let is_row = |row: &[u8]| matches!(row, [a, b, c] if a == b && b == c && !b"ixw".contains(a));
    word.as_bytes().windows(3).any(is_row)
}

/// Whether the word stands in a blank of a template, which is another rule's.
fn is_in_blank(source: &str, span: Span) -> bool {
    let before = source.get(..span.start()).unwrap_or_default();
    let after = source.get(span.end()..).unwrap_or_default();
    let open = before.chars().rev().take(40).find(|c| "[]{}<>%\n".contains(*c));
    let close = after.chars().take(40).find(|c| "[]{}<>%\n".contains(*c));
    matches!(
        (open, close),
        (Some('['), Some(']'))
            | (Some('{'), Some('}'))
            | (Some('<'), Some('>'))
            | (Some('%'), Some('%'))
    ) || matches!(source.get(span.range()), Some("TODO" | "TBD" | "FIXME" | "NOTE"))
        || source.get(span.range()).is_some_and(|word| word.chars().all(|c| c == 'X'))
}

/// Rows of exclamation marks, three or more, with question marks between them or not.
fn marks(reading: &Reading<'_>) -> Vec<Hit> {
    let source = reading.text.source();
    let mut hits = Vec::new();
    let mut run: Option<(usize, usize, usize)> = None;
    for (at, c) in source.char_indices().chain([(source.len(), ' ')]) {
        match (c, &mut run) {
            ('!' | '¡' | '！', Some((_, end, n))) => (*end, *n) = (at + c.len_utf8(), *n + 1),
            ('!' | '¡' | '！', None) => run = Some((at, at + c.len_utf8(), 1)),
            ('?' | '¿', Some(_)) => {}
            _ => {
                if let Some((start, end, 3..)) = run.take() {
                    hits.extend(Span::new(source, start..end).map(Hit::high));
                }
            }
        }
    }
    hits
}
