//! What a comment is about, how soon somebody must act, and which words say so.

mod cues;
mod decide;
mod hits;
mod learned;
mod observe;
mod settle;
mod target;

pub use cues::Case;
pub use target::due;

use crate::model::{Platform, Triage};
use crate::text::Text;
use cues::Cues;
use decide::{Cued, Decision, Feelings, Weights};
use hits::{Hits, Shape};
use learned::Learned;
pub use learned::N_OUTPUTS;
use observe::Observed;

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
    learned: Learned,
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
        Ok(Self { cues, feelings, learned: Learned::bundled()? })
    }

    /// The same cues with other weights, for the command that trains and tests them.
    pub fn with_model(mut self, written: &str) -> Result<Self, CueError> {
        self.learned = Learned::read(written)?;
        Ok(self)
    }

    /// The cases of all cue files, in order.
    pub fn cases(&self) -> &[Case] {
        &self.cues.cases
    }
}

/// Sorts a comment. Same input, same output; never fails.
pub fn triage(pack: &TriagePack, subject: Subject<'_>) -> Triage {
    read(pack, subject, |decision, observed| {
        let settled = if observed.text.tokens().is_empty() {
            // Nothing is said, so that nothing was learned about it.
            observed.cued.clone()
        } else {
            settle::settle(observed.cued, &pack.learned.score(observed))
        };
        let mut because = decision.because(&settled);
        settle::explain(&pack.learned, observed, &settled, &mut because);
        let Cued { category, urgency, sentiment, flags } = settled;
        Triage { category, urgency, sentiment, flags, because }
    })
}

/// Names everything that the learned part of triage reads of a comment, for the command that trains it.
pub fn observations(pack: &TriagePack, subject: Subject<'_>, sink: &mut dyn FnMut(&str)) {
    read(pack, subject, |_, observed| observed.each(&mut |name, _| sink(name)));
}

/// Names the labels in the order of a model's weights.
pub fn labels() -> impl Iterator<Item = &'static str> {
    learned::outputs()
}

/// Reads a comment, lets the cues decide, and hands on all that is known by then.
fn read<T>(
    pack: &TriagePack,
    subject: Subject<'_>,
    then: impl FnOnce(&Decision<'_>, &Observed<'_>) -> T,
) -> T {
    let text = Text::read(subject.text);
    let hits = Hits::find(&pack.cues, &text);
    let shape = Shape::of(&text);
    let stars = subject.stars.filter(|stars| (1..=5).contains(stars));
    let weights = Weights::of(&pack.cues, &hits);
    let decision = Decision {
        cues: &pack.cues,
        feelings: pack.feelings,
        hits: &hits,
        weights: &weights,
        shape: &shape,
        stars,
    };
    let observed = Observed {
        cues: &pack.cues,
        text: &text,
        hits: &hits,
        weights: &weights,
        cued: &decision.make(),
        stars,
        platform: subject.platform,
    };
    then(&decision, &observed)
}
