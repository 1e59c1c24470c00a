//! Telephone numbers, e-mail addresses, links and handles, each read as one token.

use super::{Kind, Reader};

/// How far a contact is looked for, so that reading stays linear.
const REACH: usize = 96;

/// Endings that make `word.ending` a domain rather than a missing space.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "io", "biz", "health", "clinic", "dental", "example", "mx", "uk", "edu",
    "gov",
];

impl Reader<'_> {
    /// Reads a contact at the reader's place.
    pub(super) fn read_contact(&mut self, c: char) -> bool {
        let start = self.at;
        let found = match c {
            '@' => self.handle_end(start).map(|end| (end, Kind::Handle)),
            '+' | '(' => self.phone_end(start).map(|end| (end, Kind::Phone)),
            '$' | '€' | '£' | '#' => None,
            c if c.is_ascii_digit() => self
                .phone_end(start)
                .map(|end| (end, Kind::Phone))
                .or_else(|| self.email_end(start).map(|end| (end, Kind::Email))),
            _ => self
                .email_end(start)
                .map(|end| (end, Kind::Email))
                .or_else(|| self.url_end(start).map(|end| (end, Kind::Url))),
        };
        let Some((end, kind)) = found else { return false };
        self.push_written(start..end, kind);
        self.at = end;
        true
    }

    /// One past the last of the characters from `start` on that `keep` keeps.
    fn run_end(&self, start: usize, keep: impl Fn(char) -> bool) -> usize {
        let reach = start + REACH;
        (start..reach).find(|&at| !self.char(at).is_some_and(&keep)).unwrap_or(reach)
    }

    fn handle_end(&self, start: usize) -> Option<usize> {
        let is_inside = start > 0 && self.char(start - 1).is_some_and(char::is_alphanumeric);
        let mut end = self.run_end(start + 1, |c| c.is_alphanumeric() || matches!(c, '_' | '.'));
        while end > start && self.char(end - 1) == Some('.') {
            end -= 1;
        }
        (!is_inside && end > start + 1).then_some(end)
    }

    fn email_end(&self, start: usize) -> Option<usize> {
        let at = self
            .run_end(start, |c| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'));
        if self.char(at) != Some('@') {
            return None;
        }
        self.domain_end(at + 1)
    }

    /// The end of a domain with at least one dot.
    fn domain_end(&self, start: usize) -> Option<usize> {
        let mut end = self.run_end(start, |c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        while end > start && matches!(self.char(end - 1), Some('.' | '-')) {
            end -= 1;
        }
        let has_dot = (start..end).any(|at| self.char(at) == Some('.'));
        has_dot.then_some(end)
    }

    fn url_end(&self, start: usize) -> Option<usize> {
        let word_end = self.run_end(start, char::is_alphanumeric);
        if !matches!(self.char(word_end), Some('.' | '-' | ':')) {
            return None;
        }
        let word: String = (start..word_end).filter_map(|at| self.char(at)).collect();
        let is_scheme = matches!(word.to_ascii_lowercase().as_str(), "http" | "https")
            && self.char(word_end) == Some(':')
            && self.char(word_end + 1) == Some('/');
        if is_scheme {
            return Some(self.path_end(start));
        }
        if !matches!(self.char(word_end), Some('.' | '-')) {
            return None;
        }
        let end = self.domain_end(start)?;
        let domain: String = (start..end).filter_map(|at| self.char(at)).collect();
        let (rest, last) = domain.rsplit_once('.')?;
        let is_known = DOMAINS.contains(&last.to_ascii_lowercase().as_str()) && !rest.is_empty();
        let is_www = word.eq_ignore_ascii_case("www");
        (is_known || is_www)
            .then(|| if self.char(end) == Some('/') { self.path_end(end) } else { end })
    }

    /// The end of a link that goes on to the next space, without the mark that ends its sentence.
    fn path_end(&self, start: usize) -> usize {
        let mut end = (start..start + 2_000)
            .find(|&at| self.char(at).is_none_or(char::is_whitespace))
            .unwrap_or(start + 2_000);
        while end > start && matches!(self.char(end - 1), Some('.' | ',' | '!' | '?' | ')')) {
            end -= 1;
        }
        end
    }

    /// The end of the longest telephone number that begins at `start`.
    fn phone_end(&self, start: usize) -> Option<usize> {
        let mut groups: Vec<(String, usize)> = Vec::new();
        let mut gaps: Vec<String> = Vec::new();
        let has_plus = self.char(start) == Some('+');
        let mut at = start + usize::from(has_plus);
        loop {
            let gap_end =
                (at..at + 3).find(|&at| !self.char(at).is_some_and(is_separator)).unwrap_or(at + 3);
            let gap: String = (at..gap_end).filter_map(|at| self.char(at)).collect();
            let end = self.run_end(gap_end, |c| c.is_ascii_digit());
            let is_first = groups.is_empty();
            let has_letters = self.char(end).is_some_and(char::is_alphabetic);
            if end == gap_end || has_letters || groups.len() > 6 || (!is_first && gap.is_empty()) {
                if let Some(end) = self.vanity_end(gap_end, &groups) {
                    return Some(end);
                }
                break;
            }
            gaps.push(gap);
            groups.push(((gap_end..end).filter_map(|at| self.char(at)).collect(), end));
            at = end;
        }
        (1..=groups.len()).rev().find_map(|n| {
            let taken = groups.get(..n)?;
            let is_tight = gaps.get(1..n)?.iter().all(|gap| gap != " ");
            let marks = Marks { has_plus, is_tight };
            is_phone(taken, marks).then(|| taken.last().map(|&(_, end)| end))?
        })
    }

    /// The end of letters in place of the last digits, as in 800-555-SKIN.
    fn vanity_end(&self, start: usize, groups: &[(String, usize)]) -> Option<usize> {
        let end = self.run_end(start, |c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let n_digits: usize = groups.iter().map(|(group, _)| group.len()).sum();
        let joins = start > 0 && self.char(start - 1) == Some('-');
        let has_letters = (start..end).any(|at| self.char(at).is_some_and(char::is_alphabetic));
        (joins
            && has_letters
            && (4..=8).contains(&(end - start))
            && matches!(n_digits, 3 | 4 | 6 | 7))
        .then_some(end)
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '(' | ')' | '\u{A0}' | '‑' | '–')
}

/// What stands in front of and between groups of digits.
#[derive(Clone, Copy)]
struct Marks {
    has_plus: bool,
    /// No two groups are set apart by a mere space.
    is_tight: bool,
}

/// Whether groups of digits have the shape of a telephone number.
fn is_phone(groups: &[(String, usize)], marks: Marks) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|(group, _)| group.len()).collect();
    let n_digits: usize = lengths.iter().sum();
    let starts_with = |digit| groups.first().is_some_and(|(group, _)| group.starts_with(digit));
    match *lengths.as_slice() {
        _ if marks.has_plus => (8..=15).contains(&n_digits),
        [11] => starts_with('1'),
        [3, 4] => marks.is_tight,
        [10] | [3, 3, 4] | [1, 3, 3, 4] => true,
        [_, _, _, ..] => {
            starts_with('0') && (9..=13).contains(&n_digits) && lengths.iter().all(|&n| n > 1)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Kind, Text};

    fn kinds(source: &str) -> Vec<(Kind, String)> {
        let text = Text::read(source);
        text.tokens()
            .iter()
            .filter(|token| token.kind != Kind::Word)
            .map(|token| (token.kind, text.written(token).to_owned()))
            .collect()
    }

    fn one(source: &str, kind: Kind, written: &str) {
        assert_eq!(kinds(source), [(kind, written.to_owned())], "in {source:?}");
    }

    #[test]
    fn contacts_are_one_token_each() {
        one("call 555-0186.", Kind::Phone, "555-0186");
        one("call (312) 555-0186, please", Kind::Phone, "(312) 555-0186");
        one("call +44 20 7946 0958 and", Kind::Phone, "+44 20 7946 0958");
        one("call 800-555-SKIN", Kind::Phone, "800-555-SKIN");
        one("write to care@harborview.example.", Kind::Email, "care@harborview.example");
        one("see www.harborview.example/care, thanks", Kind::Url, "www.harborview.example/care");
        one("hi @dana.w!", Kind::Handle, "@dana.w");
    }

    #[test]
    fn dates_and_amounts_are_no_telephone_numbers() {
        assert_eq!(
            kinds("2024-11-25").iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
            [Kind::Number; 3],
            "a date"
        );
        one("$1,500.00", Kind::Money, "$1,500.00");
        one("at 9:15 we", Kind::Number, "9:15");
    }
}
