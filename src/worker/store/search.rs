//! Words that a person typed, as an FTS5 question that cannot be misread.

/// The question for every word as a beginning of a word, or `None` where nothing to look for was typed.
///
/// Whatever FTS5 takes for syntax stands inside quotes, where only quotes count, and those are doubled.
pub(in crate::worker) fn question(typed: &str) -> Option<String> {
    let words: Vec<_> = typed
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"*", word.replace('"', "\"\"")))
        .collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_quoted_and_open_at_its_end() {
        assert_eq!(question("nose  job").as_deref(), Some("\"nose\"* \"job\"*"), "two beginnings");
        assert_eq!(question("a\"b\0c").as_deref(), Some("\"a\"\"b\"* \"c\"*"), "no way out");
        assert_eq!(question(" * \" - ( "), None, "nothing to look for");
    }
}
