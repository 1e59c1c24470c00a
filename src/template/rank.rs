//! Which template first, and why: category, feeling, language, topic, offline path, and what was said lately.

use super::alike::Sound;
use super::{Form, Library, Need, Paths, Template, Values};
use crate::model::{Category, Platform, Sentiment, Triage, Urgency};

/// A template that answers the category first of all.
const FITS_FIRST: i32 = 60;
/// A template that answers the category among others.
const FITS: i32 = 50;
/// Made for the way the commenter feels; the wrong one costs as much.
const FEELING: i32 = 20;
/// In the commenter's language; the wrong one costs as much.
const LANGUAGE: i32 = 30;
/// What it costs to be for another category.
const OTHER_CATEGORY: i32 = 40;
/// What it costs to be made for another urgency; in a critical case, what it gains to be made for that.
const URGENCY: i32 = 12;
/// Each word of the comment that it was made for, up to [`MAX_TOPICS`].
const TOPIC: i32 = 8;
/// For a comment without words, a template made for that; it costs as much to be made for that where there are words.
const WORDLESS: i32 = 8;
/// More words than that say nothing more.
const MAX_TOPICS: usize = 2;
/// What it costs when no offer leads anywhere.
const NO_PATH: i32 = 25;
/// What it costs when every variant sounds like a reply of late.
const ALIKE: i32 = 15;
/// How many variants are tried before a template counts as sounding like a reply of late.
const MAX_TRIED: usize = 12;

/// The comment at hand, as far as templates care.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// What the comment is about.
    pub category: Category,
    /// How its writer feels.
    pub sentiment: Sentiment,
    /// How soon somebody must act.
    pub urgency: Urgency,
    /// Where the reply will stand.
    pub platform: &'a Platform,
    /// ISO 639-1 code of the comment's language; an unknown one is taken for English.
    pub language: &'a str,
    /// The comment's words; may be empty.
    pub comment: &'a str,
    /// Whether a direct message reaches the practice there.
    pub can_direct_message: bool,
    /// Whether its profile has a telephone number.
    pub has_phone: bool,
    /// Whether its profile has an e-mail address.
    pub has_email: bool,
    /// How much room the platform leaves.
    pub form: Form,
    /// Replies of late, so that the next one does not sound like them.
    pub recent: &'a [&'a str],
}

impl<'a> Situation<'a> {
    /// An English comment of which only triage and place are known; the rest is set field by field.
    pub fn of(triage: &Triage, platform: &'a Platform, values: &Values) -> Self {
        let paths = values.paths();
        Self {
            category: triage.category,
            sentiment: triage.sentiment,
            urgency: triage.urgency,
            platform,
            language: "en",
            comment: "",
            can_direct_message: paths.can_direct_message,
            has_phone: paths.has_phone,
            has_email: paths.has_email,
            form: values.form,
            recent: &[],
        }
    }

    /// Which ways to go on in private exist.
    pub fn paths(&self) -> Paths {
        Paths {
            has_phone: self.has_phone,
            has_email: self.has_email,
            can_direct_message: self.can_direct_message,
        }
    }
}

/// A template with its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// Which one.
    pub template: &'a Template,
    /// Higher is better; comparable within one list only.
    pub score: i32,
    /// One short line for the person.
    pub reason: String,
    /// The variant to begin with: the first that does not sound like a reply of late.
    pub variant: usize,
}

impl Library {
    /// Every template, best first. Same situation, same order.
    pub fn rank(&self, situation: &Situation<'_>) -> Vec<Ranked<'_>> {
        let comment = situation.comment.to_lowercase().replace('’', "'");
        let recent: Vec<Sound> = situation.recent.iter().map(|text| Sound::of(text)).collect();
        let mut judged: Vec<(Judgement, &Template)> = self
            .templates()
            .iter()
            .map(|template| (Judgement::of(template, situation, &comment, &recent), template))
            .collect();
        // A stable sort: equal scores keep the order of the files.
        judged.sort_by_key(|(judgement, _)| std::cmp::Reverse(judgement.score));
        judged
            .into_iter()
            .enumerate()
            .map(|(place, (judgement, template))| Ranked {
                template,
                score: judgement.score,
                reason: judgement.reason(template, situation, place),
                variant: judgement.variant,
            })
            .collect()
    }
}

/// What speaks for and against one template.
struct Judgement {
    score: i32,
    fits: bool,
    topic: Option<String>,
    is_alike: bool,
    variant: usize,
}

impl Judgement {
    fn of(template: &Template, situation: &Situation<'_>, comment: &str, recent: &[Sound]) -> Self {
        let is_for = template.categories.iter().position(|&one| one == situation.category);
        let has_feeling = template.sentiments.contains(&situation.sentiment);
        let urgency = match template.urgencies.contains(&situation.urgency) {
            true if situation.urgency == Urgency::Critical => URGENCY,
            false if !template.urgencies.is_empty() => -URGENCY,
            _ => 0,
        };
        let has_language = template.language.code() == language(situation.language);
        let topics: Vec<String> =
            template.topics.iter().filter_map(|topic| word_from(comment, topic)).collect();
        let (variant, is_alike) = freshest(template, situation, recent);
        let signed = |is_good: bool, weight: i32| if is_good { weight } else { -weight };
        let n_topics = i32::try_from(topics.len().min(MAX_TOPICS)).unwrap_or(0);
        let score = match is_for {
            Some(0) => FITS_FIRST,
            Some(_) => FITS,
            None => -OTHER_CATEGORY,
        } + signed(has_feeling, FEELING)
            + signed(has_language, LANGUAGE)
            + urgency
            + TOPIC * n_topics
            + if template.is_wordless { signed(comment.trim().is_empty(), WORDLESS) } else { 0 }
            - if has_path(template, situation) { 0 } else { NO_PATH }
            - if is_alike { ALIKE } else { 0 };
        let fits = is_for.is_some() && has_feeling && has_language;
        Self { score, fits, topic: topics.into_iter().next(), is_alike, variant }
    }

    fn reason(&self, template: &Template, situation: &Situation<'_>, place: usize) -> String {
        let category = template.categories.first().map_or("other", |category| category.name());
        let mut parts = vec![match (&self.topic, self.fits) {
            (_, true) if place == 0 => "Best fit".to_owned(),
            (Some(topic), true) => format!("Fits “{topic}”"),
            (None, true) => "Fits".to_owned(),
            (_, false) => format!("For {category} comments"),
        }];
        if template.language.code() != language(situation.language) {
            parts.push(format!("in {}", template.language.label()));
        }
        let platform = situation.platform.label();
        match template.needs(self.variant, situation.form, situation.paths()) {
            Some(needs) if !situation.paths().cover(needs) => {
                parts.push("the profile has no phone or e-mail".to_owned());
            }
            Some(needs) if !needs.is_empty() => {
                parts.push(format!("{} on {platform}", works(needs)));
            }
            _ if !has_path(template, situation) => {
                parts.push(format!("no direct message on {platform}"));
            }
            _ => (),
        }
        if self.is_alike {
            parts.push("sounds like a reply of late".to_owned());
        }
        parts.join(" · ")
    }
}

/// Bedside reads English and Spanish; a comment in any other language is answered in English.
fn language(code: &str) -> &str {
    if code.split(['-', '_']).next() == Some("es") { "es" } else { "en" }
}

fn works(needs: &[Need]) -> &'static str {
    match needs {
        [Need::Phone] => "phone works",
        [Need::Email] => "e-mail works",
        [Need::Dm] => "direct message works",
        [Need::Phone, Need::Email] | [Need::Email, Need::Phone] => "phone and e-mail work",
        _ => "direct message and phone work",
    }
}

/// Whether some offer of the template leads somewhere, or it makes none.
fn has_path(template: &Template, situation: &Situation<'_>) -> bool {
    let is_short = situation.form == Form::Short && !template.short.is_empty();
    let offers = if is_short { &template.short } else { &template.offline };
    offers.is_empty() || offers.iter().any(|offer| situation.paths().cover(&offer.needs))
}

/// The first variant that does not sound like a reply of late; the first one and `true` if all tried do.
fn freshest(template: &Template, situation: &Situation<'_>, recent: &[Sound]) -> (usize, bool) {
    if recent.is_empty() {
        return (0, false);
    }
    let (form, paths) = (situation.form, situation.paths());
    let is_fresh = |variant: &usize| {
        let parts = template.parts(*variant, form, paths);
        let text: Vec<&str> = parts.into_iter().map(super::Words::source).collect();
        let sound = Sound::of(&text.join(" "));
        !recent.iter().any(|said| sound.is_like(said))
    };
    let found = (0..template.n_variants(form, paths).min(MAX_TRIED)).find(is_fresh);
    found.map_or((0, true), |variant| (variant, false))
}

/// The words of `comment`, in lower case, that are `topic`, or begin with it where it ends in `*`.
///
/// An English plural is the same word.
fn word_from(comment: &str, topic: &str) -> Option<String> {
    let (stem, is_open) = topic.strip_suffix('*').map_or((topic, false), |stem| (stem, true));
    if stem.is_empty() {
        return None;
    }
    comment.match_indices(stem).find_map(|(start, _)| {
        let before = comment.get(..start)?.chars().next_back();
        let tail = comment.get(start + stem.len()..)?;
        let n_rest = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        let is_whole = is_open || matches!(tail.get(..n_rest), Some("" | "s"));
        if before.is_some_and(char::is_alphanumeric) || !is_whole {
            return None;
        }
        comment.get(start..start + stem.len() + n_rest).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_a_word_or_its_beginning() {
        let found = |topic: &str| word_from("three voicemails but no callbacks, smh 👎", topic);
        assert_eq!(found("voicemail").as_deref(), Some("voicemails"), "a plural");
        assert_eq!(found("call*").as_deref(), Some("callbacks"), "a beginning");
        assert_eq!(found("call"), None, "another word");
        assert_eq!(found("mail*"), None, "not in the middle of a word");
        assert_eq!(found("no call*").as_deref(), Some("no callbacks"), "two words");
        assert_eq!(found("smh").as_deref(), Some("smh"), "no more than the word");
        assert_eq!(found("👎").as_deref(), Some("👎"), "not a letter at all");
        assert_eq!(found("*").or_else(|| found("")), None, "nothing is no word");
    }

    #[test]
    fn only_spanish_is_told_from_english() {
        let codes = ["es", "es-MX", "es_US", "en", "und", "de", ""].map(language);
        assert_eq!(
            codes,
            ["es", "es", "es", "en", "en", "en", "en"],
            "the rest is read as English"
        );
    }
}
