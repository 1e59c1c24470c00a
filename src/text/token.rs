//! Words, numbers, contacts and sentences of one text, each with its bytes.

mod contact;
mod word;

use std::fmt;
use std::ops::Range;

use super::Span;
use super::normal::{fold_into, is_apostrophe, is_emoji, is_invisible, is_unspaced};
use word::is_abbreviation;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, such as `9:15` or `100%`.
    Number,
    /// An amount with its sign, such as `$150`.
    Money,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A link or a domain.
    Url,
    /// `@name`.
    Handle,
    /// One small picture.
    Emoji,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capital in front.
    Lower,
    /// A capital in front.
    Capital,
    /// Two or more letters, all of them capitals.
    Upper,
}

/// One word or sign. The two halves of a contraction are tokens of their own with the same span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub case: Case,
    /// Which sentence it belongs to, counted from 0.
    pub sentence: usize,
    norm: (usize, usize),
}

/// From one sentence end to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, with its end mark, without the space around it.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A text that was read once: tokens and sentences. `Debug` hides the words.
pub struct Text<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    norms: String,
    sentences: Vec<Sentence>,
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} tokens, {} sentences)", self.tokens.len(), self.sentences.len())
    }
}

impl<'a> Text<'a> {
    /// Reads `source` in time linear in its length; every text can be read.
    pub fn read(source: &'a str) -> Self {
        let text = Self { source, tokens: Vec::new(), norms: String::new(), sentences: Vec::new() };
        Reader { chars: source.char_indices().collect(), at: 0, begun: None, first: 0, text }.run()
    }

    /// The text itself.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// In reading order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// In reading order; each has at least one token.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// How a token of this text reads: lower case, no accents, no apostrophe.
    pub fn norm(&self, token: &Token) -> &str {
        self.norms.get(token.norm.0..token.norm.1).unwrap_or_default()
    }

    /// The words that a token was written with.
    pub fn written(&self, token: &Token) -> &'a str {
        token.span.slice(self.source).unwrap_or_default()
    }

    /// The sentence in which `span` begins.
    pub fn sentence_at(&self, span: Span) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.span.end() <= span.start());
        self.sentences.get(after)
    }
}

/// More initials than this in a row are no abbreviation; a bound, so that reading stays linear.
const MOST_INITIALS: usize = 6;

/// Goes over the characters once, from left to right.
struct Reader<'a> {
    chars: Vec<(usize, char)>,
    at: usize,
    /// First byte of the open sentence.
    begun: Option<usize>,
    /// First token of the open sentence.
    first: usize,
    text: Text<'a>,
}

impl<'a> Reader<'a> {
    fn run(mut self) -> Text<'a> {
        while let Some(c) = self.char(self.at) {
            if c == '\n' {
                self.end_sentence(self.at);
                self.at += 1;
            } else if c.is_alphanumeric() || matches!(c, '(' | '+' | '$' | '€' | '£' | '@' | '#')
            {
                if !(self.read_contact(c) || self.read_number(c) || self.read_word(c)) {
                    self.at += 1;
                }
            } else if is_emoji(c) {
                self.push_written(self.at..self.at + 1, Kind::Emoji);
                self.at += 1;
            } else if matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
                self.read_end(c);
            } else {
                self.at += 1;
            }
        }
        self.end_sentence(self.chars.len());
        self.text
    }

    fn char(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|&(_, c)| c)
    }

    /// The byte at which character `index` begins.
    fn byte(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.text.source.len(), |&(byte, _)| byte)
    }

    fn span(&self, chars: Range<usize>) -> Span {
        Span::found(self.byte(chars.start), self.byte(chars.end))
    }

    /// Closes the open sentence before character `end`; a sentence without a token is no sentence.
    fn end_sentence(&mut self, end: usize) {
        let tokens = self.first..self.text.tokens.len();
        if tokens.is_empty() {
            return;
        }
        let begun = self.begun.take().unwrap_or_default();
        let written = self.text.source.get(begun..self.byte(end)).unwrap_or_default();
        let span = Span::found(begun, begun + written.trim_end().len());
        self.first = tokens.end;
        self.text.sentences.push(Sentence { span, tokens });
    }

    /// At an end mark: decides whether a sentence ends here.
    fn read_end(&mut self, c: char) {
        let mut after = self.at;
        let mut n_dots = 0;
        while let Some(mark) = self.char(after)
            && matches!(mark, '.' | '!' | '?' | '…' | '。' | '！' | '？')
        {
            n_dots += usize::from(mark == '.');
            after += 1;
        }
        let is_ellipsis = c == '…' || (n_dots > 1 && n_dots == after - self.at);
        let next = self.char(after);
        let touches = next.is_some_and(char::is_alphanumeric);
        let follows = (after..self.chars.len().min(after + 8))
            .filter_map(|index| self.char(index))
            .find(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '”' | '’' | '(' | '“'));
        let is_end = if c == '.' && after == self.at + 1 {
            let last =
                self.text.tokens.last().filter(|token| token.span.end() == self.byte(self.at));
            let is_short = last.is_some_and(|token| is_abbreviation(self.text.norm(token)));
            let is_glued = touches && !next.is_some_and(char::is_uppercase);
            !is_glued && (!is_short || follows.is_none())
        } else if is_ellipsis {
            !follows.is_some_and(char::is_lowercase)
        } else {
            true
        };
        while let Some('"' | '”' | '’' | '\'' | ')' | '»') = self.char(after) {
            after += 1;
        }
        if is_end {
            self.end_sentence(after);
        }
        self.at = after;
    }

    /// Reads a number or an amount at the reader's place.
    fn read_number(&mut self, c: char) -> bool {
        let start = self.at;
        let mut at = start;
        let is_sign = |c: char| matches!(c, '$' | '€' | '£');
        let mut kind = Kind::Number;
        if is_sign(c) {
            kind = Kind::Money;
            at += 1;
            at += usize::from(self.char(at) == Some(' '));
        } else if c == '#' {
            at += 1;
        }
        if !self.char(at).is_some_and(|c| c.is_ascii_digit()) {
            return false;
        }
        while let Some(c) = self.char(at) {
            let before_digit = self.char(at + 1).is_some_and(|c| c.is_ascii_digit());
            if !(c.is_ascii_digit() || (matches!(c, '.' | ',' | ':') && before_digit)) {
                break;
            }
            at += 1;
        }
        match self.char(at) {
            Some('%') => at += 1,
            Some(c) if is_sign(c) => {
                kind = Kind::Money;
                at += 1;
            }
            _ => {}
        }
        self.push_written(start..at, kind);
        self.at = at;
        true
    }

    /// Reads a word, or the words of a hashtag, at the reader's place.
    fn read_word(&mut self, c: char) -> bool {
        let is_hashtag = c == '#';
        let mut start = self.at + usize::from(is_hashtag);
        if !self.char(start).is_some_and(char::is_alphabetic) {
            return false;
        }
        if self.read_initials(start) {
            return true;
        }
        let mut at = start;
        let mut was_lower = false;
        while let Some(c) = self.char(at) {
            let joins =
                |c: char| is_apostrophe(c) && self.char(at + 1).is_some_and(char::is_alphabetic);
            if !(c.is_alphanumeric() || is_invisible(c) || joins(c)) {
                break;
            }
            if is_unspaced(c) {
                at += usize::from(at == start);
                break;
            }
            // `#NoseJob` is two words; elsewhere a capital inside is a slip.
            if is_hashtag && was_lower && c.is_uppercase() {
                self.push_word(start..at);
                start = at;
            }
            was_lower = c.is_lowercase();
            at += 1;
        }
        self.push_word(start..at);
        self.at = at;
        true
    }

    /// Reads `p.m.`, `D.D.S.` and the like as one word.
    fn read_initials(&mut self, start: usize) -> bool {
        let mut at = start;
        let mut n_letters = 0;
        while self.char(at).is_some_and(char::is_alphabetic) && self.char(at + 1) == Some('.') {
            at += 2;
            n_letters += 1;
            if n_letters > MOST_INITIALS {
                return false;
            }
        }
        if n_letters < 2 || self.char(at).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let from = self.text.norms.len();
        for &(_, c) in self.chars.get(start..at).unwrap_or_default() {
            if c != '.' {
                fold_into(c, &mut self.text.norms);
            }
        }
        self.push_token(start..at, Kind::Word, from);
        // "… by 5 p.m. We open …" ends there; "5 p.m. on Friday" does not.
        let next = (at..at + 2).filter_map(|index| self.char(index)).find(|c| !c.is_whitespace());
        if next.is_some_and(char::is_uppercase) {
            self.end_sentence(at);
        }
        self.at = at;
        true
    }

    /// Adds a token that reads as it is written.
    fn push_written(&mut self, chars: Range<usize>, kind: Kind) {
        let from = self.text.norms.len();
        for &(_, c) in self.chars.get(chars.clone()).unwrap_or_default() {
            if !c.is_whitespace() {
                fold_into(c, &mut self.text.norms);
            }
        }
        self.push_token(chars, kind, from);
    }

    /// Adds a token whose reading stands in the store from `from` on.
    fn push_token(&mut self, chars: Range<usize>, kind: Kind, from: usize) {
        let span = self.span(chars.clone());
        self.begun.get_or_insert_with(|| span.start());
        let mut letters = self
            .chars
            .get(chars)
            .unwrap_or_default()
            .iter()
            .map(|&(_, c)| c)
            .filter(|c| c.is_alphabetic());
        let case = match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if first.is_uppercase() => {
                if second.is_uppercase() && letters.all(char::is_uppercase) {
                    Case::Upper
                } else {
                    Case::Capital
                }
            }
            (Some(first), None) if first.is_uppercase() => Case::Capital,
            _ => Case::Lower,
        };
        let norm = (from, self.text.norms.len());
        self.text.tokens.push(Token {
            span,
            kind,
            case,
            sentence: self.text.sentences.len(),
            norm,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<Vec<String>> {
        let text = Text::read(source);
        let norm = |token| text.norm(token).to_owned();
        text.sentences()
            .iter()
            .map(|sentence| text.tokens().get(sentence.tokens.clone()).unwrap_or_default())
            .map(|tokens| tokens.iter().map(norm).collect())
            .collect()
    }

    fn words(source: &str) -> String {
        read(source).iter().map(|sentence| sentence.join(" ")).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn casual_and_careful_writing_read_alike() {
        assert_eq!(words("We’re sorry; you don't"), "we are sorry you do not", "contractions");
        assert_eq!(words("dont u like ur follow-up"), "do not you like your follow up", "casual");
        assert_eq!(words("it's Dana's, let's"), "it is danas let us", "three kinds of 's");
        assert_eq!(words("ра\u{200B}tient"), "patient", "look-alikes and joiners");
        assert_eq!(words("#NoseJob"), "nose job", "a hashtag's words");
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(words("Dr. Hale is in. Call us"), "dr hale is in / call us", "not after Dr.");
        assert_eq!(words("by 5 p.m. on Friday"), "by 5 pm on friday", "not inside p.m.");
        assert_eq!(words("by 5 p.m. We open"), "by 5 pm / we open", "but after it");
        assert_eq!(words("$1,500.00 or 9.5%"), "$1,500.00 or 9.5%", "not in numbers");
        assert_eq!(words("well... maybe?! Yes\nno"), "well maybe / yes / no", "marks and lines");
        assert_eq!(words("the end.We go"), "the end / we go", "a missing space");
        let text = Text::read("  One. \n Two!  ");
        let spans: Vec<_> = text.sentences().iter().map(|s| s.span.slice(text.source())).collect();
        assert_eq!(spans, [Some("One."), Some("Two!")], "without the space around");
    }

    #[test]
    fn every_text_can_be_read() {
        for source in
            ["", ".", "…", "''", "#", "$", "(", "+", "@", "\u{301}\u{301}", "a.", "ß'", "1."]
        {
            Text::read(source);
        }
        assert_eq!(words("我要自杀"), "我 要 自 杀", "scripts without spaces");
        let long = "a.".repeat(50_000) + &"e\u{301}\u{301}".repeat(50_000);
        assert!(!Text::read(&long).tokens().is_empty(), "long nonsense");
    }
}
