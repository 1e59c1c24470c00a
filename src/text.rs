//! Reading text: spans, words, phrases, language and length. Knows nothing of comments or rules.

pub mod length;
mod span;

pub use span::Span;
