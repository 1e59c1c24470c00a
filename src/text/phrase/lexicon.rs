//! Word lists: lines of `concept | language | form, form, …`.

use super::parse::{Node, Symbol, parse};
use super::{Language, PhraseError};

/// One line of a word list.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) concept: String,
    pub(super) language: Language,
    pub(super) forms: Vec<Node>,
}

/// A word list as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    pub(super) lines: Vec<Line>,
    /// Lists whose forms belong to this one too.
    pub(super) includes: Vec<String>,
}

/// Reads a word list; `name` is for the error.
pub(super) fn read(name: &str, written: &str) -> Result<Lexicon, PhraseError> {
    let mut lexicon = Lexicon::default();
    for (n, line) in written.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fail = |reason: String| PhraseError {
            phrase: format!("line {} of lexicon {name}", n + 1),
            reason,
        };
        if let Some(other) = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            lexicon.includes.push(other.trim().to_owned());
            continue;
        }
        let (concept, rest) =
            line.split_once('|').ok_or_else(|| fail("it has no concept".to_owned()))?;
        let (language, forms) =
            rest.split_once('|').ok_or_else(|| fail("it has no language".to_owned()))?;
        let language = Language::from_code(language.trim())
            .ok_or_else(|| fail("its language is none of en, es and *".to_owned()))?;
        let forms = forms
            .split(',')
            .map(str::trim)
            .filter(|form| !form.is_empty())
            .map(|form| parse(form).map(|phrase| phrase.node).map_err(&fail))
            .collect::<Result<_, _>>()?;
        lexicon.lines.push(Line { concept: concept.trim().to_owned(), language, forms });
    }
    Ok(lexicon)
}

/// More ways to write one form than this are refused.
const MOST_WAYS: usize = 10_000;

/// A row of symbols for each way to write something.
pub(super) type Rows = Vec<Vec<Symbol>>;

/// Every way to write `node`; `class` gives the rows of a class inside a form.
pub(super) fn ways(
    node: &Node,
    class: &mut dyn FnMut(&str) -> Result<Rows, String>,
) -> Result<Rows, String> {
    let rows = match node {
        Node::One(Symbol::Class(name)) => class(name)?,
        Node::One(symbol) => vec![vec![symbol.clone()]],
        Node::Gap(_) => return Err("a form has no gaps".to_owned()),
        Node::Alternatives(parts) => {
            let mut rows = Vec::new();
            for part in parts {
                rows.extend(ways(part, class)?);
            }
            rows
        }
        Node::Sequence(parts) => {
            let mut rows = vec![Vec::new()];
            for part in parts {
                let tails = ways(part, class)?;
                if rows.len() * tails.len() > MOST_WAYS {
                    return Err("it can be written in too many ways".to_owned());
                }
                rows = rows
                    .iter()
                    .flat_map(|row| tails.iter().map(move |tail| [row.as_slice(), tail].concat()))
                    .collect();
            }
            rows
        }
    };
    Ok(rows)
}

/// `row` itself, its plural and possessive, and its words run together as in a hashtag.
pub(super) fn variants(row: Vec<Symbol>, language: Language) -> Rows {
    let mut rows = Vec::new();
    if let Some((Symbol::Word(last), rest)) = row.split_last() {
        let mut add = |ending: String| {
            rows.push(rest.iter().cloned().chain([Symbol::Word(ending)]).collect::<Vec<_>>());
        };
        if last.len() > 2 && last.bytes().all(|b| b.is_ascii_lowercase()) {
            let stem = last.get(..last.len() - 1).unwrap_or_default();
            if last.ends_with('y')
                && !matches!(stem.bytes().last(), Some(b'a' | b'e' | b'o' | b'u'))
            {
                add(format!("{stem}ies"));
            }
            if last.ends_with('z') && language != Language::English {
                add(format!("{stem}ces"));
            }
            let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| last.ends_with(end));
            let is_closed = !last.ends_with(['a', 'e', 'i', 'o', 'u']);
            if hisses || (language != Language::English && is_closed) {
                add(format!("{last}es"));
            }
            if !last.ends_with('s') {
                add(format!("{last}s"));
            }
        }
    }
    let words: Option<Vec<&str>> = row
        .iter()
        .map(|symbol| if let Symbol::Word(word) = symbol { Some(word.as_str()) } else { None })
        .collect();
    if let Some(words) = words
        && words.len() > 1
        && words.iter().map(|word| word.len()).sum::<usize>() > 6
    {
        rows.push(vec![Symbol::Word(words.concat())]);
    }
    rows.push(row);
    rows
}
