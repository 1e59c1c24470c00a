//! What a comment is about, how soon somebody must act, and which words say so.

mod cues;
mod decide;
mod hits;
mod target;

pub use cues::Case;
pub use target::due;

use crate::model::{Platform, Triage};
use crate::text::Text;
use cues::Cues;
use decide::{Decision, Feelings};
use hits::{Hits, Shape};

/// What triage reads of a comment.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Where it stands.
    pub platform: Option<&'a Platform>,
    /// Display name or handle.
    pub author: Option<&'a str>,
    /// The words.
    pub text: &'a str,
    /// 1 to 5.
    pub stars: Option<u8>,
}

/// A cue file that could not be read. The bundled ones are proven to load by a test.
#[derive(Debug, thiserror::Error)]
pub enum CueError {
    /// Not TOML, or a field that is not known.
    #[error("{reason} in {file}")]
    File {
        /// What is wrong with it.
        reason: String,
        /// Its path under `assets/triage`.
        file: String,
    },
}

impl CueError {
    /// What the person can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::File { .. } => "Install Bedside again; its cue files are damaged",
        }
    }
}

/// The cues of every category, urgency, sentiment and flag, compiled.
#[derive(Debug)]
pub struct TriagePack {
    cues: Cues,
    feelings: Feelings,
}

impl TriagePack {
    /// The bundled cues, read once.
    pub fn bundled() -> Result<Self, CueError> {
        let cues = Cues::bundled()?;
        let signal = |name: &str| {
            cues.signal(name).ok_or_else(|| CueError::File {
                reason: format!("there is no signal {name}"),
                file: "assets/triage/feeling.toml".to_owned(),
            })
        };
        let feelings = Feelings { praise: signal("praise")?, complaint: signal("complaint")? };
        Ok(Self { cues, feelings })
    }

    /// The cases of all cue files, in order.
    pub fn cases(&self) -> &[Case] {
        &self.cues.cases
    }
}

/// Sorts a comment. Same input, same output; never fails.
pub fn triage(pack: &TriagePack, subject: Subject<'_>) -> Triage {
    let text = Text::read(subject.text);
    let hits = Hits::find(&pack.cues, &text);
    let shape = Shape::of(&text);
    let stars = subject.stars.filter(|stars| (1..=5).contains(stars));
    Decision { cues: &pack.cues, feelings: pack.feelings, hits: &hits, shape: &shape, stars }.make()
}
