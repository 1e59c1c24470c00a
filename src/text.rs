//! Reading text: spans, words, phrases, language and length. Knows nothing of comments or rules.

pub mod language;
pub mod length;
mod normal;
pub mod phrase;
mod span;
mod token;

pub use normal::fold;
pub use span::Span;
pub use token::{Case, Kind, Sentence, Text, Token};
