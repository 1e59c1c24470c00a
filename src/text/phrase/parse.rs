//! The phrase language as a tree: words, alternatives, classes and gaps.

use crate::text::Text;

/// One symbol that a place in a text may answer to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Symbol {
    /// `*`
    Any,
    /// `#`
    Number,
    /// `$#`
    Money,
    /// A word as it reads.
    Word(String),
    /// `apolog*`
    Prefix(String),
    /// `*ing`
    Suffix(String),
    /// `{name}`
    Class(String),
}

/// A phrase, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// One after the other.
    Sequence(Vec<Self>),
    /// Any one of them.
    Alternatives(Vec<Self>),
    /// One place.
    One(Symbol),
    /// Up to so many words.
    Gap(usize),
}

/// A phrase as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// `^`: it must begin its sentence.
    pub(super) is_anchored: bool,
    pub(super) node: Node,
}

/// Gaps longer than this are refused.
const LONGEST_GAP: usize = 12;

/// Reads one phrase; the error is a reason in words.
pub(super) fn parse(written: &str) -> Result<Phrase, String> {
    let trimmed = written.trim();
    let (is_anchored, rest) = match trimmed.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let mut parser = Parser { chars: rest.chars().collect(), at: 0 };
    let node = parser.alternatives(Depth::Outermost)?;
    match least(&node) {
        0 => Err("it may stand for no words at all".to_owned()),
        _ if is_gap(&node, Edge::Start) || is_gap(&node, Edge::End) => {
            Err("a gap stands at its end".to_owned())
        }
        _ => Ok(Phrase { is_anchored, node }),
    }
}

/// The fewest words that a part stands for.
fn least(node: &Node) -> usize {
    match node {
        Node::Sequence(parts) => parts.iter().map(least).sum(),
        Node::Alternatives(parts) => parts.iter().map(least).min().unwrap_or(0),
        Node::One(_) => 1,
        Node::Gap(_) => 0,
    }
}

/// Which end of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Whether a part begins, or ends, with a gap.
fn is_gap(node: &Node, edge: Edge) -> bool {
    match node {
        Node::Sequence(parts) => {
            let part = if edge == Edge::Start { parts.first() } else { parts.last() };
            part.is_some_and(|part| is_gap(part, edge))
        }
        Node::Alternatives(parts) => parts.iter().any(|part| is_gap(part, edge)),
        Node::One(_) => false,
        Node::Gap(_) => true,
    }
}

/// Whether a bracket is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Outermost,
    Inside,
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Alternatives up to the closing bracket, or up to the end at the outermost level.
    fn alternatives(&mut self, depth: Depth) -> Result<Node, String> {
        let is_outermost = depth == Depth::Outermost;
        let mut parts = vec![self.sequence()?];
        loop {
            match self.peek() {
                Some('|') if !is_outermost => {
                    self.at += 1;
                    parts.push(self.sequence()?);
                }
                Some('|') => return Err("a bar stands outside brackets".to_owned()),
                Some(')') if !is_outermost => break,
                Some(')') => return Err("a bracket closes that was not opened".to_owned()),
                _ if is_outermost => break,
                _ => return Err("a bracket is not closed".to_owned()),
            }
        }
        match parts.pop() {
            Some(only) if parts.is_empty() => Ok(only),
            last => {
                parts.extend(last);
                Ok(Node::Alternatives(parts))
            }
        }
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some('|' | ')') => return Ok(Node::Sequence(parts)),
                Some(c) if c.is_whitespace() => self.at += 1,
                Some('(') => {
                    self.at += 1;
                    let inner = self.alternatives(Depth::Inside)?;
                    self.at += 1;
                    self.expect_edge()?;
                    parts.push(inner);
                }
                Some('{') => {
                    let name: String =
                        self.chars.iter().skip(self.at + 1).take_while(|c| **c != '}').collect();
                    self.at += name.chars().count() + 2;
                    if self.at > self.chars.len() {
                        return Err("a brace is not closed".to_owned());
                    }
                    self.expect_edge()?;
                    parts.push(Node::One(Symbol::Class(name.trim().to_owned())));
                }
                Some('…') => {
                    self.at += 1;
                    let digits: String = self
                        .chars
                        .iter()
                        .skip(self.at)
                        .take_while(|c| c.is_ascii_digit())
                        .collect();
                    self.at += digits.len();
                    self.expect_edge()?;
                    let longest = if digits.is_empty() { 3 } else { digits.parse().unwrap_or(99) };
                    if longest == 0 || longest > LONGEST_GAP {
                        return Err(format!("a gap of {longest} words"));
                    }
                    parts.push(Node::Gap(longest));
                }
                Some(_) => self.word(&mut parts)?,
            }
        }
    }

    /// After a bracket, brace or gap: what follows must be set off by a space.
    fn expect_edge(&self) -> Result<(), String> {
        match self.peek() {
            Some(c) if !c.is_whitespace() && !matches!(c, '|' | ')') => {
                Err(format!("{c:?} is glued to what stands before it"))
            }
            _ => Ok(()),
        }
    }

    fn word(&mut self, parts: &mut Vec<Node>) -> Result<(), String> {
        let written: String = self
            .chars
            .iter()
            .skip(self.at)
            .take_while(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '|' | '{' | '}' | '…'))
            .collect();
        self.at += written.chars().count();
        if matches!(self.peek(), Some('(' | '{' | '}' | '…')) {
            return Err(format!("something is glued to the word {written:?}"));
        }
        match written.as_str() {
            "*" => parts.push(Node::One(Symbol::Any)),
            "#" => parts.push(Node::One(Symbol::Number)),
            "$#" => parts.push(Node::One(Symbol::Money)),
            _ => {
                let (stem, as_symbol): (&str, fn(String) -> Symbol) =
                    match (written.strip_suffix('*'), written.strip_prefix('*')) {
                        (Some(stem), _) => (stem, Symbol::Prefix),
                        (None, Some(ending)) => (ending, Symbol::Suffix),
                        (None, None) => (written.as_str(), Symbol::Word),
                    };
                let mut words = read_words(stem);
                let last = words.pop().ok_or_else(|| format!("{written:?} is no word"))?;
                parts.extend(words.into_iter().map(|word| Node::One(Symbol::Word(word))));
                parts.push(Node::One(as_symbol(last)));
            }
        }
        Ok(())
    }
}

/// The words of `written` as they read.
fn read_words(written: &str) -> Vec<String> {
    let text = Text::read(written);
    text.tokens().iter().map(|token| text.norm(token).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_named() {
        for (written, fault) in [
            ("", "no words"),
            ("(very|)", "no words"),
            ("we … ", "a gap"),
            ("a | b", "outside brackets"),
            ("(a|b", "not closed"),
            ("a)", "not opened"),
            ("visit(s|)", "glued"),
            ("(a|b)c", "glued"),
            ("{a", "not closed"),
            ("we …0 you", "a gap of 0"),
            ("we , you", "no word"),
        ] {
            let error = parse(written).expect_err(written);
            assert!(error.contains(fault), "{written:?}: {error}");
        }
    }
}
