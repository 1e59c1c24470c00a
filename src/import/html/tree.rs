//! A copied page as a tree of tags and words, in the order of the page. Scripts are dropped; nothing is run or fetched.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Tags that never hold anything.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Tags whose content is no part of what a reader sees.
const UNSEEN: [&str; 8] =
    ["script", "style", "template", "noscript", "svg", "iframe", "head", "title"];

/// Tags that begin and end a line of their own.
const BLOCKS: [&str; 25] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "tr",
    "ul",
];

/// How deep tags may stand in each other; deeper ones are taken as standing side by side.
const MAX_DEPTH: usize = 400;

/// The most nodes that the label of a link or a button is made of.
const MAX_LABEL: usize = 64;

/// How far back the beginning of an ending tag is looked for.
const MAX_REACH: usize = 64;

/// A tag, or words between tags.
struct Node {
    /// The tag's name in lower case; empty for words.
    tag: String,
    attributes: Vec<(String, String)>,
    /// The words; empty for a tag.
    words: String,
    parent: Option<usize>,
    /// The first node behind everything inside this one.
    end: usize,
}

/// All nodes, each before what it holds.
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Whether there was more than is read.
    pub(super) is_cut: bool,
}

/// The most nodes of one page; a page of ten thousand comments has a third of it.
const MAX_NODES: usize = 600_000;

impl Tree {
    /// Reads markup, whatever state it is in.
    pub(super) fn read(markup: &str) -> Self {
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        let mut builder = Builder::default();
        let mut is_cut = false;
        for token in Tokenizer::new_with_emitter(markup, emitter).flatten() {
            if builder.nodes.len() > MAX_NODES {
                is_cut = true;
                break;
            }
            match token {
                Token::StartTag(tag) => {
                    let attributes = tag
                        .attributes
                        .iter()
                        .map(|(name, value)| (text(name), text(&value.value)))
                        .collect();
                    let node = builder.begin(text(&tag.name), attributes);
                    if !tag.self_closing {
                        builder.keep_open(node);
                    }
                }
                Token::EndTag(tag) => builder.close(&text(&tag.name)),
                Token::String(words) => builder.words(text(&words.value)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Self { is_cut, ..builder.finish() }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The tag's name; empty for words and behind the end.
    pub(super) fn tag(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| node.tag.as_str())
    }

    /// The first node behind everything inside this one.
    pub(super) fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(node + 1, |node| node.end)
    }

    /// An attribute's value.
    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let attributes = &self.nodes.get(node)?.attributes;
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has exactly this value.
    pub(super) fn has(&self, node: usize, name: &str, value: &str) -> bool {
        self.attribute(node, name) == Some(value)
    }

    /// Whether the class is one of the node's classes.
    pub(super) fn has_class(&self, node: usize, class: &str) -> bool {
        self.attribute(node, "class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|known| known == class))
    }

    /// Nodes around this one, the nearest first.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(node), |&node| self.parent(node))
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.get(node)?.parent
    }

    /// Outermost nodes within a range that pass a test, without those inside something that is skipped.
    pub(super) fn outermost(
        &self,
        (from, to): (usize, usize),
        is_skipped: impl Fn(usize) -> bool,
        is_wanted: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = from;
        while at < to.min(self.len()) {
            if is_skipped(at) {
                at = self.end(at);
            } else if is_wanted(at) {
                found.push(at);
                at = self.end(at);
            } else {
                at += 1;
            }
        }
        found
    }

    /// What a reader sees of a node, in lines.
    pub(super) fn seen(&self, node: usize) -> String {
        self.seen_between((node, self.end(node)), |_| false)
    }

    /// What a reader sees of a small node; nothing for one that holds too much to be a label.
    pub(super) fn label(&self, node: usize) -> String {
        if self.end(node).saturating_sub(node) > MAX_LABEL {
            String::new()
        } else {
            self.seen(node)
        }
    }

    /// What a reader sees of a range of nodes, in lines, without those that are skipped.
    pub(super) fn seen_between(
        &self,
        (from, to): (usize, usize),
        is_skipped: impl Fn(usize) -> bool,
    ) -> String {
        let mut lines = Lines::default();
        let mut ends: Vec<usize> = Vec::new();
        let mut at = from;
        while at < to.min(self.len()) {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                lines.block();
            }
            let Some(node) = self.nodes.get(at) else { break };
            if is_skipped(at) || UNSEEN.contains(&node.tag.as_str()) {
                at = node.end;
                continue;
            }
            match node.tag.as_str() {
                "" => lines.words(&node.words),
                "br" => lines.line_end(),
                "img" => {
                    if let Some(sign) = self.attribute(at, "alt").filter(|alt| is_picture(alt)) {
                        lines.words(sign);
                    }
                }
                "td" | "th" => lines.words(" "),
                tag if BLOCKS.contains(&tag) => {
                    lines.block();
                    ends.push(node.end);
                }
                _ => {}
            }
            at += 1;
        }
        lines.finish()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Pictures that stand for one sign: their description is the sign itself.
fn is_picture(description: &str) -> bool {
    !description.is_empty()
        && description.chars().count() <= 12
        && !description.chars().any(|c| c.is_alphabetic() || c.is_whitespace())
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// Open tags that stand too deep to be remembered.
    n_deep: usize,
}

impl Builder {
    fn push(&mut self, tag: String, attributes: Vec<(String, String)>, words: String) -> usize {
        let index = self.nodes.len();
        let parent = self.open.last().copied();
        self.nodes.push(Node { tag, attributes, words, parent, end: index + 1 });
        index
    }

    fn begin(&mut self, tag: String, attributes: Vec<(String, String)>) -> usize {
        self.close_implied(&tag);
        self.push(tag, attributes, String::new())
    }

    /// What follows stands inside this tag, unless it is one that never holds anything.
    fn keep_open(&mut self, node: usize) {
        if self.nodes.get(node).is_none_or(|node| VOID.contains(&node.tag.as_str())) {
            return;
        }
        if self.open.len() < MAX_DEPTH {
            self.open.push(node);
        } else {
            self.n_deep += 1;
        }
    }

    /// Ends that may be left out: a list entry, a cell or a paragraph ends where the next begins.
    fn close_implied(&mut self, next: &str) {
        let top = |builder: &Self| {
            builder.open.last().and_then(|&node| builder.nodes.get(node)).map(|n| n.tag.clone())
        };
        while let Some(tag) = top(self) {
            let is_over = match tag.as_str() {
                "li" => next == "li",
                "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody"),
                "tr" => matches!(next, "tr" | "tbody"),
                "p" => BLOCKS.contains(&next),
                "option" => next == "option",
                _ => false,
            };
            if !is_over {
                return;
            }
            self.pop();
        }
    }

    fn close(&mut self, tag: &str) {
        if VOID.contains(&tag) {
            return;
        }
        if self.n_deep > 0 {
            self.n_deep -= 1;
            return;
        }
        let depth = self
            .open
            .iter()
            .rev()
            .take(MAX_REACH)
            .position(|&node| self.nodes.get(node).is_some_and(|node| node.tag == tag));
        for _ in 0..depth.map_or(0, |depth| depth + 1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let end = self.nodes.len();
        if let Some(node) = self.open.pop().and_then(|node| self.nodes.get_mut(node)) {
            node.end = end;
        }
    }

    fn words(&mut self, words: String) {
        self.push(String::new(), Vec::new(), words);
    }

    fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.pop();
        }
        Tree { nodes: self.nodes, is_cut: false }
    }
}

/// Words as a page shows them: runs of spaces are one, blocks begin lines.
#[derive(Default)]
struct Lines {
    done: String,
    line: String,
    has_space: bool,
}

impl Lines {
    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            if letter.is_ascii_whitespace() {
                self.has_space = true;
            } else {
                if std::mem::take(&mut self.has_space) && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.line.push(letter);
            }
        }
    }

    fn line_end(&mut self) {
        self.has_space = false;
        self.done.push_str(&self.line);
        self.done.push('\n');
        self.line.clear();
    }

    /// Ends the line, where there is one.
    fn block(&mut self) {
        self.has_space = false;
        if !self.line.is_empty() {
            self.line_end();
        }
    }

    fn finish(mut self) -> String {
        self.block();
        self.done.trim_matches('\n').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_seen_in_lines_and_scripts_are_not() {
        let page = "<div>One <b>two</b><script>alert('x')</script>\n three<br><br>four &amp; \
                    <img alt='\u{1f642}'><img alt='a cat'></div><p>five<p>six<svg><title>no</title></svg>";
        let tree = Tree::read(page);
        let seen = tree.seen_between((0, tree.len()), |_| false);
        assert_eq!(seen, "One two three\n\nfour & \u{1f642}\nfive\nsix", "as a page shows it");
    }

    #[test]
    fn depth_and_missing_ends_do_no_harm() {
        let deep = "<div>".repeat(50_000) + "x" + &"</p></span>".repeat(1000);
        let tree = Tree::read(&deep);
        assert_eq!(tree.seen(0), "x", "the words stay");
        let open = Tree::read("<div><span>a<div title=\"x");
        assert_eq!(open.seen(0), "a", "an open end");
    }
}
