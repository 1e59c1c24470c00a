//! Every starter template, every variant, filled for every platform, breaks no rule and fits.

#![expect(
    clippy::unwrap_used,
    reason = "helpers outside #[test] functions, where a panic is the report"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use bedside::lint::{Context, Report, RulePack, Subject, check};
use bedside::model::{
    Category, Platform, PlatformFacts, Practice, Sentiment, Triage, Urgency, Verdict,
};
use bedside::template::{Form, Language, Library, Need, Ranked, Situation, Template, Values, fill};
use bedside::text::length::count;
use bedside::text::{Text, language};

/// What a short form may count at most, and what a long one may say.
const MAX_SHORT: usize = 140;
const MIN_WORDS: usize = 25;
const MAX_WORDS: usize = 80;
const MAX_SENTENCES: usize = 4;

fn library() -> Library {
    Library::bundled().unwrap()
}

fn facts() -> PlatformFacts {
    PlatformFacts::bundled().unwrap()
}

/// Three profiles: everything, a telephone alone, an address alone with direct messages off.
fn practices() -> Vec<Practice> {
    let full = Practice {
        name: "Harborview Aesthetics".to_owned(),
        email: "care@harborview.example".to_owned(),
        phone: "(555) 014-7720".to_owned(),
        signature: "The Harborview team".to_owned(),
        direct_messages: ["threads", "realself"].map(|name| (name.to_owned(), true)).into(),
        ..Practice::default()
    };
    let off = Platform::known().map(|platform| (platform.name().to_owned(), false)).collect();
    let by_phone = Practice {
        name: "Lumen Eye Center".to_owned(),
        phone: "555-0163".to_owned(),
        direct_messages: off,
        ..Practice::default()
    };
    let by_mail = Practice {
        email: "hello@lumeneyecenter.example".to_owned(),
        phone: String::new(),
        ..by_phone.clone()
    };
    vec![full, by_phone, by_mail]
}

fn platforms() -> impl Iterator<Item = Platform> {
    Platform::known().chain([Platform::from_name("zocdoc")])
}

/// What was found, once for each template, rule and words, with one reply as an example.
#[derive(Default)]
struct Faults(BTreeMap<String, (usize, String)>);

impl Faults {
    fn add(&mut self, template: &Template, what: &str, reply: &str) {
        let fault = format!("{} {what}", template.id);
        self.0.entry(fault).or_insert_with(|| (0, reply.to_owned())).0 += 1;
    }

    fn add_report(&mut self, template: &Template, report: &Report, reply: &str) {
        for finding in &report.findings {
            let words = finding.span.slice(reply).unwrap_or_default();
            self.add(template, &format!("{}: {words:?}", finding.rule.as_str()), reply);
        }
        if report.verdict != Verdict::Clear {
            self.add(template, report.verdict.name(), reply);
        }
    }

    fn assert_none(&self) {
        let listed: Vec<String> = self
            .0
            .iter()
            .map(|(fault, (n, reply))| format!("{n} × {fault} in {reply:?}"))
            .collect();
        assert!(listed.is_empty(), "replies break a rule:\n{}", listed.join("\n"));
    }
}

/// Calls `see` with every reply that the bundled templates can make.
fn every_reply(mut see: impl FnMut(&Template, &Platform, &Practice, &str)) {
    let (library, facts) = (library(), facts());
    for practice in &practices() {
        for platform in platforms() {
            let values = Values::of(practice, &platform, &facts);
            for template in library.templates() {
                for variant in 0..template.n_variants(values.form, values.paths()) {
                    let filled = fill(template, variant, &values);
                    assert!(
                        filled.missing.is_empty(),
                        "{} variant {variant} on {} lacks {:?}",
                        template.id,
                        platform.name(),
                        filled.missing
                    );
                    see(template, &platform, practice, &filled.text);
                }
            }
        }
    }
}

#[test]
fn no_reply_breaks_a_rule() {
    let (pack, facts) = (RulePack::bundled().unwrap(), facts());
    let mut languages = BTreeSet::new();
    let mut faults = Faults::default();
    let mut seen = BTreeSet::new();
    every_reply(|template, platform, practice, text| {
        // Two platforms that direct messages reach alike are one case to the rules.
        let place = (practice.contacts().map(str::to_owned).collect::<Vec<_>>(), {
            facts.can_direct_message(platform, practice)
        });
        for &sentiment in &template.sentiments {
            if !seen.insert((text.to_owned(), sentiment, place.clone())) {
                continue;
            }
            let subject = Subject {
                sentiment: Some(sentiment),
                platform: Some(platform),
                practice: Some(practice),
                ..Subject::default()
            };
            let report = check(&pack, text, &Context::new(&pack, subject));
            languages.insert(report.language);
            faults.add_report(template, &report, text);
        }
    });
    faults.assert_none();
    assert!(languages.contains("en") && languages.contains("es"), "both languages are read");
}

/// A labelled comment of the corpus, as far as a template cares.
#[derive(serde::Deserialize)]
struct Labelled {
    platform: Platform,
    author: String,
    text: String,
    category: Category,
    urgency: Urgency,
    sentiment: Sentiment,
}

#[test]
fn what_is_proposed_for_a_comment_repeats_nothing_of_it() {
    let (pack, facts, library) = (RulePack::bundled().unwrap(), facts(), library());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/base/comments.jsonl");
    let practice = practices().remove(0);
    let mut faults = Faults::default();
    for line in fs::read_to_string(path).unwrap().lines() {
        let one: Labelled = serde_json::from_str(line).unwrap();
        let values = Values::of(&practice, &one.platform, &facts);
        let triage = Triage {
            category: one.category,
            urgency: one.urgency,
            sentiment: one.sentiment,
            flags: Vec::new(),
            because: Vec::new(),
        };
        let subject = Subject {
            comment: &one.text,
            sentiment: Some(one.sentiment),
            platform: Some(&one.platform),
            author: Some(&one.author),
            practice: Some(&practice),
        };
        let context = Context::new(&pack, subject);
        let situation = Situation {
            language: language::detect(&Text::read(&one.text)).code(),
            comment: &one.text,
            ..Situation::of(&triage, &one.platform, &values)
        };
        for Ranked { template, variant, .. } in library.rank(&situation).into_iter().take(3) {
            for variant in variant..variant + 3 {
                let text = fill(template, variant, &values).text;
                faults.add_report(template, &check(&pack, &text, &context), &text);
            }
        }
    }
    faults.assert_none();
}

#[test]
fn every_reply_fits_its_platform() {
    let facts = facts();
    every_reply(|template, platform, practice, text| {
        let fact = facts.of(platform);
        let length = count(text, fact.unit);
        let warn_at = fact.warn_at().unwrap_or(usize::MAX);
        let id = &template.id;
        assert!(length < warn_at, "{id} is {length} long on {}: {text}", platform.name());
        if Values::of(practice, platform, &facts).form == Form::Short {
            let length = text.chars().count();
            assert!(length <= MAX_SHORT, "{id} is {length} long in its short form: {text}");
        }
        assert!(!text.contains("  ") && text.trim() == text, "{id} has stray space: {text:?}");
    });
}

#[test]
fn long_forms_keep_the_house_style() {
    every_reply(|template, platform, practice, text| {
        if matches!(platform, Platform::X | Platform::Tiktok) {
            return;
        }
        let text = text.trim_end_matches(practice.signature.as_str()).trim_end();
        let id = &template.id;
        let n_words = text.split_whitespace().count();
        assert!((MIN_WORDS..=MAX_WORDS).contains(&n_words), "{id} has {n_words} words: {text}");
        let n_sentences = text
            .split_whitespace()
            .filter(|word| word.ends_with(['.', '!', '?']) && !word.ends_with("Dr."))
            .count();
        assert!(n_sentences <= MAX_SENTENCES, "{id} has {n_sentences} sentences: {text}");
        assert!(text.ends_with(['.', '!']), "{id} ends in a full stop: {text}");
    });
}

#[test]
fn a_direct_message_is_invited_only_where_it_arrives() {
    let facts = facts();
    every_reply(|template, platform, practice, text| {
        let lowered = text.to_lowercase();
        let invites = ["direct message", "mensaje directo", "mensajes directos", " dm"]
            .iter()
            .any(|words| lowered.contains(words));
        let is_honest = !invites || facts.can_direct_message(platform, practice);
        assert!(is_honest, "{} on {}: {text}", template.id, platform.name());
    });
}

#[test]
fn every_category_has_a_choice_in_english_and_an_answer_in_spanish() {
    let library = library();
    for &category in Category::ALL {
        let n_in = |language| {
            let fits = |template: &&Template| {
                template.language == language && template.categories.contains(&category)
            };
            library.templates().iter().filter(fits).count()
        };
        assert!(n_in(Language::English) >= 2, "{category} has a choice");
        assert!(n_in(Language::Spanish) >= 1, "{category} has an answer in Spanish");
    }
    assert!(library.templates().len() >= 36, "a library that is worth searching");
}

#[test]
fn every_template_has_variants_and_short_forms() {
    for template in library().templates() {
        let id = &template.id;
        assert!((2..=4).contains(&template.acknowledgement.len()), "{id}: 2 to 4 acknowledgements");
        assert!((2..=4).contains(&template.solution.len()), "{id}: 2 to 4 solutions");
        assert!((2..=4).contains(&template.short.len()), "{id}: 2 to 4 short forms");
        if template.sentiments.contains(&Sentiment::Negative) {
            for need in [Need::Phone, Need::Email, Need::Dm] {
                let has = |offers: &[bedside::template::Offer]| {
                    offers.iter().any(|offer| offer.needs == [need])
                };
                assert!(has(&template.offline), "{id} can lead offline by {need:?}");
                assert!(has(&template.short), "{id} can do so in short by {need:?}");
            }
        }
    }
}

#[test]
fn titles_are_short_sentence_case_and_unique() {
    let mut titles = BTreeSet::new();
    for template in library().templates() {
        let title = &template.title;
        assert!(titles.insert(title.to_lowercase()), "{title} is there once");
        assert!(title.chars().count() <= 40, "{title} fits on its line");
        assert!(title.chars().next().is_some_and(char::is_uppercase), "{title} begins large");
        assert!(!title.ends_with(['.', '!']), "{title} has no full stop");
    }
}

#[test]
fn the_bundled_files_are_those_in_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates");
    let found: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let listed: BTreeSet<String> =
        Library::sources().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, found, "each file in assets/templates is loaded");
}

/// A situation as it comes out of triage, on a practice with every path.
fn situation<'a>(category: Category, comment: &'a str, platform: &'a Platform) -> Situation<'a> {
    let triage = Triage {
        category,
        urgency: Urgency::Normal,
        sentiment: Sentiment::Negative,
        flags: Vec::new(),
        because: Vec::new(),
    };
    let practice = practices().remove(0);
    let values = Values::of(&practice, platform, &facts());
    Situation { comment, ..Situation::of(&triage, platform, &values) }
}

#[test]
fn the_best_fit_says_why_it_is_first() {
    let library = library();
    let comment = "Three voicemails since Monday and nobody calls me back";
    let ranked = library.rank(&situation(Category::Service, comment, &Platform::Google));
    let titles: Vec<&str> = ranked.iter().map(|one| one.template.title.as_str()).collect();
    assert_eq!(ranked.len(), library.templates().len(), "nothing is hidden");
    assert_eq!(titles.first(), Some(&"Calls not returned"), "its words are in the comment");
    assert_eq!(
        ranked[0].reason, "Best fit · phone works on Google",
        "and its offer leads somewhere"
    );
    let ranked = library.rank(&situation(Category::Outcome, "", &Platform::Google));
    assert_eq!(ranked[0].template.title, "Sorry to hear this", "the plain one without any words");
    assert!(ranked[1].reason.starts_with("Fits"), "{}", ranked[1].reason);
    let glad = Situation {
        sentiment: Sentiment::Positive,
        urgency: Urgency::Low,
        ..situation(Category::Praise, "", &Platform::Google)
    };
    let first = |comment| library.rank(&Situation { comment, ..glad })[0].template.title.clone();
    assert_eq!(first(""), "Five stars, no words", "a rating alone");
    assert_eq!(first("Kind people"), "Thank you for the kind words", "a rating with words");
    let last = ranked.last().unwrap();
    assert!(
        last.reason.starts_with("For "),
        "what does not fit says what it is for: {}",
        last.reason
    );
}

#[test]
fn every_category_gets_a_template_of_its_own_first() {
    let library = library();
    for &category in Category::ALL {
        for &sentiment in Sentiment::ALL {
            for language in ["en", "es"] {
                let platform = Platform::Facebook;
                let situation =
                    Situation { sentiment, language, ..situation(category, "", &platform) };
                let ranked = library.rank(&situation);
                let first = ranked[0].template;
                let case = format!("{category}, {sentiment}, {language}: {}", first.title);
                assert!(first.categories.contains(&category), "{case}");
                assert_eq!(first.language.code(), language, "{case}");
            }
        }
    }
}

#[test]
fn a_reply_of_late_makes_room_for_another_variant() {
    let library = library();
    let platform = Platform::Google;
    let plain = situation(Category::Outcome, "", &platform);
    let values = Values::of(&practices()[0], &platform, &facts());
    let first = library.rank(&plain)[0].template;
    let said = fill(first, 0, &values).text;
    let recent = [said.as_str()];
    let ranked = library.rank(&Situation { recent: &recent, ..plain });
    let again = ranked.iter().find(|one| one.template.id == first.id).unwrap();
    assert_ne!(again.variant, 0, "another variant is proposed");
    assert_ne!(fill(first, again.variant, &values).text, said, "which reads differently");
    assert!(!again.reason.contains("sounds like"), "{}", again.reason);
    let all: Vec<String> = (0..first.n_variants(values.form, values.paths()))
        .map(|variant| fill(first, variant, &values).text)
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let ranked = library.rank(&Situation { recent: &all, ..plain });
    let worn = ranked.iter().find(|one| one.template.id == first.id).unwrap();
    assert!(worn.reason.ends_with("sounds like a reply of late"), "{}", worn.reason);
}

#[test]
fn a_profile_without_contacts_is_told_so() {
    let library = library();
    let platform = Platform::Google;
    let plain = situation(Category::Outcome, "", &platform);
    let bare = Situation { has_phone: false, has_email: false, can_direct_message: false, ..plain };
    let reason = &library.rank(&bare)[0].reason;
    assert_eq!(reason, "Best fit · the profile has no phone or e-mail", "what to do is plain");
}

#[test]
fn search_finds_titles_fuzzily_and_texts_as_written() {
    let library = library();
    let platform = Platform::Google;
    let plain = situation(Category::Outcome, "", &platform);
    let found = library.search("rfnd", &plain);
    let first = found.first().unwrap();
    assert_eq!(
        first.ranked.template.title, "A refund or deposit is asked about",
        "letters left out"
    );
    let letters: Vec<char> = first.ranked.template.title.chars().collect();
    let marked: String = first.title_positions.iter().map(|&at| letters[at]).collect();
    assert_eq!(marked.to_lowercase(), "rfnd", "the matched letters are known");
    let found = library.search("privacy officer", &plain);
    assert!(
        found.iter().any(|one| one.ranked.template.title == "A picture was posted"),
        "in its text"
    );
    assert!(found.len() < library.templates().len(), "and not everywhere");
    let all: Vec<_> = library.rank(&plain);
    let empty: Vec<_> = library.search("  ", &plain).into_iter().map(|one| one.ranked).collect();
    assert_eq!(all, empty, "an empty query keeps the order");
    assert!(library.search("zzqx", &plain).is_empty(), "nothing matches nothing");
    for odd in ["\u{301}", "🙂", "((", "^$!'", "a\\ b"] {
        let n_found = library.search(odd, &plain).len();
        assert!(n_found <= library.templates().len(), "{odd:?} does no harm");
    }
}

/// Runs `bedside templates` on `text`, saved as a file, and gives its exit status and standard output.
fn check_file(text: &str) -> (Option<i32>, serde_json::Value) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    fs::write(&file, text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bedside"))
        .args(["templates", "check", "--json"])
        .arg(&file)
        .output()
        .unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_file_of_ones_own_is_checked_from_the_shell() {
    let sound = r#"
        [[template]]
        id = "calls"
        title = "We call back"
        categories = ["service"]
        sentiments = ["negative"]
        acknowledgement = ["We're sorry to hear this."]
        solution = ["Our manager will look into it."]
        offline = [{ needs = ["phone"], text = "Please call {{practice_phone}}." }]
    "#;
    let (status, document) = check_file(sound);
    assert_eq!(status, Some(0), "nothing was found: {document}");
    assert_eq!(document["templates"], 1, "one template");
    let (status, document) = check_file(&sound.replace("to hear this", "about your visit"));
    assert_eq!(status, Some(1), "a rule is broken: {document}");
    let first = &document["faults"][0];
    assert_eq!(first["template"], "ours/calls", "which template");
    assert!(first["rule"].as_str().unwrap().starts_with("privacy/"), "which rule: {first}");
    assert!(!first["platforms"].as_array().unwrap().is_empty(), "and where");
    let (status, document) = check_file(&sound.replace("title", "titel"));
    assert_eq!(status, Some(2), "the file could not be read");
    assert_eq!(document["templates"], 0, "so nothing was checked");
}
