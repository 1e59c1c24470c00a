//! The templates on offer for the open comment: ranked, searched, previewed, put into the reply.

use std::fmt;

use crate::model::PlatformFacts;
use crate::template::{self, Library, Placeholder, Situation, TemplateId, Values};

use super::{Effect, Open, State, World};

/// How many replies of late are remembered, so that the next one does not sound like them.
const RECENT: usize = 12;

/// One template on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which one.
    pub id: TemplateId,
    /// Its title.
    pub title: String,
    /// Which characters of the title the search matched.
    pub matched: Vec<usize>,
    /// Why it stands where it stands.
    pub reason: String,
    /// The variant that is offered.
    pub variant: usize,
    /// How many there are.
    pub n_variants: usize,
}

/// The templates on offer.
#[derive(Default)]
pub struct Picker {
    /// Words to be found in templates; empty: all.
    pub search: String,
    /// Every template that fits the search, best first.
    pub offers: Vec<Offer>,
    /// Position of the marked one.
    pub marked: usize,
    /// The marked one filled for this comment.
    pub preview: String,
    /// What the practice's profile lacks for it.
    pub missing: Vec<Placeholder>,
    recent: Vec<String>,
}

impl fmt::Debug for Picker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picker({} offers)", self.offers.len())
    }
}

impl Picker {
    /// Remembers a reply that was copied.
    pub(super) fn remember(&mut self, text: &str) {
        self.recent.insert(0, text.to_owned());
        self.recent.truncate(RECENT);
    }
}

/// The details that fill templates for the open comment.
fn values(state: &State, open: &Open, facts: &PlatformFacts) -> Option<Values> {
    let comment = &open.thread.comment;
    let practice = state.practice(comment.practice)?;
    Some(Values::of(practice, &comment.source.platform, facts))
}

/// Ranks the templates for the open comment anew, and forgets the search.
pub(super) fn offer(state: &mut State, world: World<'_>) {
    state.picker.search.clear();
    state.picker.marked = 0;
    rank(state, world);
}

fn rank(state: &mut State, world: World<'_>) {
    let offers = state.open.as_ref().and_then(|open| {
        Some(ranked(state, open, &values(state, open, world.facts)?, world.library))
    });
    state.picker.offers = offers.unwrap_or_default();
    state.picker.marked = state.picker.marked.min(state.picker.offers.len().saturating_sub(1));
    preview(state, world);
}

fn ranked(state: &State, open: &Open, values: &Values, library: &Library) -> Vec<Offer> {
    let comment = &open.thread.comment;
    let text = comment.source.text.as_str();
    let recent: Vec<&str> = open
        .thread
        .replies
        .iter()
        .map(|reply| reply.text.as_str())
        .chain(state.picker.recent.iter().map(String::as_str))
        .take(RECENT)
        .collect();
    let situation = Situation {
        language: comment
            .source
            .language
            .as_deref()
            .unwrap_or_else(|| open.composer.comment_language()),
        comment: text,
        recent: &recent,
        ..Situation::of(&comment.triage, &comment.source.platform, values)
    };
    let paths = situation.paths();
    library
        .search(&state.picker.search, &situation)
        .into_iter()
        .map(|found| Offer {
            id: found.ranked.template.id.clone(),
            title: found.ranked.template.title.clone(),
            matched: found.title_positions,
            reason: found.ranked.reason,
            variant: found.ranked.variant,
            n_variants: found.ranked.template.n_variants(values.form, paths),
        })
        .collect()
}

/// Fills the marked template, so that it can be read before it is used.
fn preview(state: &mut State, world: World<'_>) {
    let filled = state.picker.offers.get(state.picker.marked).and_then(|offer| {
        let open = state.open.as_ref()?;
        let template = world.library.get(&offer.id)?;
        Some(template::fill(template, offer.variant, &values(state, open, world.facts)?))
    });
    let (preview, missing) =
        filled.map_or_else(Default::default, |filled| (filled.text, filled.missing));
    state.picker.preview = preview;
    state.picker.missing = missing;
}

/// Looks for templates.
pub(super) fn find(state: &mut State, world: World<'_>, words: String) -> Vec<Effect> {
    state.picker.search = words;
    state.picker.marked = 0;
    rank(state, world);
    Vec::new()
}

/// Moves the mark.
pub(super) fn mark(state: &mut State, world: World<'_>, position: usize) -> Vec<Effect> {
    state.picker.marked = position.min(state.picker.offers.len().saturating_sub(1));
    preview(state, world);
    Vec::new()
}

/// Shows the marked template's next variant.
pub(super) fn next_variant(state: &mut State, world: World<'_>) -> Vec<Effect> {
    if let Some(offer) = state.picker.offers.get_mut(state.picker.marked) {
        offer.variant = (offer.variant + 1) % offer.n_variants.max(1);
    }
    preview(state, world);
    Vec::new()
}

/// Puts a template into the reply, as one step that can be taken back.
pub(super) fn put(state: &mut State, world: World<'_>, position: usize) -> Vec<Effect> {
    if position < state.picker.offers.len() {
        mark(state, world, position);
        let text = state.picker.preview.clone();
        if let Some(open) = &mut state.open {
            open.composer.replace(text, world.pack, world.now);
        }
    }
    super::tick(state, world)
}
