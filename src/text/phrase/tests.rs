//! What the phrase language promises, one claim a test.

use super::*;
use crate::text::Text;

const LEXICON: &str = "# treatments\n\
    nose | en | nose job, rhinoplasty, (closed|open) rhinoplasty\n\
    botox | * | botox, tox, 💉\n\
    nose | es | rinoplastia, cirugía de nariz\n\
    lift | en | {parts} lift\n";

fn found(language: Language, phrases: &[&str], source: &str) -> Vec<String> {
    let mut builder = PhraseBook::builder();
    builder.lexicon("treatments", LEXICON).expect("a lexicon");
    builder.lexicon("parts", "part | en | brow, face\n").expect("a lexicon");
    builder.lexicon("care", "{treatments}\n{parts}\nvisit | en | visit").expect("a lexicon");
    let set = builder.set(language, phrases).expect("phrases");
    let book = builder.build().expect("a book");
    let text = Text::read(source);
    let scan = book.scan(&text, &[language]);
    scan.of(set).filter_map(|found| found.span.slice(source)).map(str::to_owned).collect()
}

fn english(phrase: &str, source: &str) -> Vec<String> {
    found(Language::English, &[phrase], source)
}

#[test]
fn an_empty_set_finds_nothing() {
    assert!(found(Language::English, &[], "your visit").is_empty(), "nothing, not everything");
}

#[test]
fn words_match_however_they_are_written() {
    assert_eq!(english("you are", "You're welcome"), ["You're"], "a contraction");
    assert_eq!(english("you're", "you are"), ["you are"], "the other way");
    assert_eq!(english("don't", "We dont, we do not"), ["dont", "do not"], "both");
    assert_eq!(english("we saw you", "we, um, saw you; we saw — you"), ["we saw — you"], "marks");
    assert!(english("we saw you", "we saw. You").is_empty(), "a sentence end");
    assert_eq!(english("apolog* for", "apologies for"), ["apologies for"], "a prefix");
    assert_eq!(english("is *ing it", "She is fixing it"), ["is fixing it"], "an ending");
    assert!(english("is *ing it", "It is ing it").is_empty(), "not a whole word");
}

#[test]
fn alternatives_nest_and_may_be_empty() {
    let phrase = "your (very|) (new (and shiny|)|own) visit";
    assert_eq!(english(phrase, "your new and shiny visit"), ["your new and shiny visit"], "nested");
    assert_eq!(english(phrase, "your very own visit"), ["your very own visit"], "with");
    assert!(english(phrase, "your visit").is_empty(), "one is asked for");
}

#[test]
fn gaps_stay_within_their_length_and_sentence() {
    assert_eq!(english("we … you", "we saw all of you"), ["we saw all of you"], "three");
    assert!(english("we … you", "we have seen all of you").is_empty(), "four");
    assert_eq!(
        english("we …5 you", "we have seen all of you"),
        ["we have seen all of you"],
        "five"
    );
    assert_eq!(english("we … you", "we know we saw you"), ["we saw you"], "the fewest words");
    assert!(english("we … you", "we did. It is you").is_empty(), "a sentence end");
}

#[test]
fn word_lists_match_as_nouns_do() {
    let yours = |source| english("your {treatments}", source);
    assert_eq!(yours("your nose job's swelling"), ["your nose job's"], "possessive");
    assert_eq!(yours("your Nose-Jobs"), ["your Nose-Jobs"], "plural and hyphen");
    assert_eq!(yours("your #nosejob"), ["your #nosejob"], "run together");
    assert_eq!(yours("your 💉"), ["your 💉"], "a picture");
    assert_eq!(yours("your brow lift"), ["your brow lift"], "a list inside a form");
    assert_eq!(yours("your open rhinoplasty"), ["your open rhinoplasty"], "alternatives");
    assert!(yours("your rinoplastia").is_empty(), "Spanish in an English phrase");
    let spanish = found(Language::Spanish, &["su {treatments}"], "su cirugia de nariz, su tox");
    assert_eq!(spanish, ["su cirugia de nariz", "su tox"], "Spanish sees English");
    assert_eq!(
        english("your {care}", "your face, your tox"),
        ["your face", "your tox"],
        "lists of lists"
    );
}

#[test]
fn signs_match_their_kinds() {
    assert_eq!(english("paid $#", "you paid $150"), ["paid $150"], "money");
    assert_eq!(english("at #", "at 9:15"), ["at 9:15"], "a number");
    assert_eq!(english("the #1 *", "the #1 clinic"), ["the #1 clinic"], "a number that is meant");
    assert_eq!(
        english("(call|text) … {phone}", "Call us at 555-0186"),
        ["Call us at 555-0186"],
        "kind"
    );
    assert_eq!(english("ms {capitalised}", "Thanks, Ms. Hale"), ["Ms. Hale"], "a name");
    assert_eq!(english("^call us", "Call us. Then call us"), ["Call us"], "the start");
}

#[test]
fn faults_name_the_phrase() {
    let mut builder = PhraseBook::builder();
    builder.set(Language::English, &["your {nothing}"]).expect("read when it is built");
    let error = builder.build().expect_err("no such lexicon");
    assert_eq!(
        error.to_string(),
        "there is no lexicon nothing in the phrase \"your {nothing}\"",
        "named"
    );
    let error = PhraseBook::builder().lexicon("x", "nose job").expect_err("no concept");
    assert!(error.to_string().contains("line 1 of lexicon x"), "{error}");
}

#[test]
fn hostile_text_costs_no_more_than_its_length() {
    let phrases: Vec<String> = (0..50).map(|n| format!("we …9 you …9 (a|b|c) word{n}")).collect();
    let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
    let source = "we you a ".repeat(20_000);
    assert!(found(Language::English, &phrases, &source).is_empty(), "and it ends");
}
