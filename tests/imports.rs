//! Every sample export yields what `tests/formats/expected.json` says, and no damage makes a reader stop.
#![expect(
    clippy::unwrap_used,
    reason = "the samples are in the repository; a missing one should stop the test"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "the shape of expected.json is known; a missing key should stop the test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use bedside::import::{self, Import, Options, Place, Role};
use bedside::model::{IdBasis, NewComment, Platform};
use jiff::Timestamp;
use serde_json::Value;

#[path = "imports/captures.rs"]
mod captures;
#[path = "imports/faults.rs"]
mod faults;
#[path = "imports/mapping.rs"]
mod mapping;
#[path = "imports/shapes.rs"]
mod shapes;
#[path = "imports/sheets.rs"]
mod sheets;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn expected() -> Value {
    serde_json::from_slice(&fs::read(folder().join("expected.json")).unwrap()).unwrap()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn options(all: &Value, name: &str) -> Options {
    let mapping = all["files"][name]["mapping"].as_object();
    let map = mapping
        .into_iter()
        .flatten()
        .map(|(header, field)| (header.clone(), field.as_str().unwrap().to_owned()));
    Options {
        name: name.to_owned(),
        platform: None,
        format: None,
        captured_at: all["captured_at"].as_str().unwrap().parse().unwrap(),
        own: ["names", "handles", "ids"]
            .iter()
            .flat_map(|kind| strings(&all["own"][kind]))
            .collect(),
        map: map.collect(),
    }
}

fn bare_options(name: &str) -> Options {
    let captured_at = "2026-11-20T15:00:00Z".parse().unwrap();
    let own = vec!["Harborview Aesthetics".to_owned(), "harborview.aesthetics".to_owned()];
    Options {
        name: name.to_owned(),
        platform: None,
        format: None,
        captured_at,
        own,
        map: Vec::new(),
    }
}

fn read(text: &str) -> Import {
    import::read(text.as_bytes(), &bare_options("test")).unwrap()
}

fn spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn word(value: &Value) -> Option<&str> {
    value.as_str()
}

/// Every way in which a comment differs from what is expected.
fn differences(comment: &NewComment, stars: Option<f64>, want: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, is_same: bool| {
        if !is_same {
            wrong.push(what.to_owned());
        }
    };
    let native = word(&want["external_id"]);
    compare(
        "id",
        native.is_none_or(|id| id == comment.external_id) && !comment.external_id.is_empty(),
    );
    compare("id basis", native.is_some() == (comment.id_basis == IdBasis::Native));
    compare("platform", word(&want["platform"]) == Some(comment.platform.name()));
    compare("kind", word(&want["kind"]) == Some(comment.kind.name()));
    compare("author", word(&want["author"]) == comment.author.name.as_deref());
    compare("handle", word(&want["author_handle"]) == comment.author.handle.as_deref());
    compare("text", spaces(want["text"].as_str().unwrap()) == spaces(comment.text.as_str()));
    compare("stars", want["stars"].as_f64() == stars.or_else(|| comment.stars.map(f64::from)));
    compare("recommended", want["recommended"].as_bool() == comment.recommended);
    compare("permalink", word(&want["permalink"]) == comment.permalink.as_deref());
    compare("parent", word(&want["parent_id"]) == comment.parent_id.as_deref());
    if want.get("language").is_some_and(Value::is_string) {
        compare("language", word(&want["language"]) == comment.language.as_deref());
    }
    if want.get("text_translated").is_some_and(Value::is_string) {
        compare(
            "translation",
            word(&want["text_translated"])
                == comment.text_translated.as_ref().map(bedside::model::Body::as_str),
        );
    }
    let reply = comment.existing_reply.as_ref();
    compare(
        "reply",
        word(&want["existing_reply"]["text"]) == reply.map(|reply| reply.text.as_str()),
    );
    let at: Option<Timestamp> = word(&want["posted_at"]).map(|at| at.parse().unwrap());
    let tolerance = want["posted_at_tolerance_s"].as_i64().unwrap_or(0) + 1;
    compare(
        "time",
        match (at, comment.posted_at) {
            (Some(want), Some(got)) => (want.as_second() - got.as_second()).abs() <= tolerance,
            (want, got) => want == got,
        },
    );
    let flags: BTreeSet<&str> = comment.flags.iter().map(|flag| flag.name()).collect();
    compare("flags", strings(&want["flags"]).iter().all(|flag| flags.contains(flag.as_str())));
    wrong
}

/// The expected comment that a found one is meant to be.
fn matches(comment: &NewComment, want: &Value) -> bool {
    match word(&want["external_id"]) {
        Some(id) => comment.external_id == id,
        None => {
            spaces(comment.text.as_str()) == spaces(want["text"].as_str().unwrap())
                && comment.author.name.as_deref() == word(&want["author"])
                && comment.author.handle.as_deref() == word(&want["author_handle"])
        }
    }
}

#[test]
fn every_sample_yields_exactly_what_is_expected() {
    let all = expected();
    let mut wrong = Vec::new();
    for (name, want) in all["files"].as_object().unwrap() {
        let found =
            import::read(&fs::read(folder().join(name)).unwrap(), &options(&all, name)).unwrap();
        if want["format"].as_str() != Some(found.format) {
            wrong.push(format!("{name}: format {}", found.format));
        }
        let mut rest: Vec<usize> = (0..found.comments.len()).collect();
        for (number, want) in want["comments"].as_array().unwrap().iter().enumerate() {
            let Some(place) = rest.iter().position(|&index| matches(&found.comments[index], want))
            else {
                wrong.push(format!("{name}: comment {number} is missing"));
                continue;
            };
            let index = rest.remove(place);
            let stars =
                found.exact_stars.iter().find(|(at, _)| *at == index).map(|(_, stars)| *stars);
            for what in differences(&found.comments[index], stars, want) {
                wrong.push(format!("{name}: comment {number} differs in {what}"));
            }
        }
        wrong.extend(rest.iter().map(|index| format!("{name}: found a comment too many, {index}")));
        for skipped in want["skipped"].as_array().unwrap() {
            let reason = skipped["reason"].as_str().unwrap();
            let count: usize = found
                .skipped
                .iter()
                .filter(|entry| entry.reason == reason)
                .map(|entry| entry.count)
                .sum();
            if Some(count) != skipped["count"].as_u64().map(|count| usize::try_from(count).unwrap())
            {
                wrong.push(format!("{name}: {count} skipped as {reason}"));
            }
        }
        if let Some(texts) = want.get("own_texts") {
            let history: Vec<&str> =
                found.own_history.iter().map(|reply| reply.text.as_str()).collect();
            if history != strings(texts) {
                wrong.push(format!("{name}: other own texts"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reading_twice_gives_the_same_ids_whenever_it_was_captured() {
    let all = expected();
    for name in all["files"].as_object().unwrap().keys() {
        let bytes = fs::read(folder().join(name)).unwrap();
        let ids = |days: i64| -> Vec<String> {
            let mut options = options(&all, name);
            options.captured_at =
                Timestamp::from_second(options.captured_at.as_second() + days * 86_400).unwrap();
            import::read(&bytes, &options)
                .unwrap()
                .comments
                .into_iter()
                .map(|comment| comment.external_id)
                .collect()
        };
        assert_eq!(ids(0), ids(3), "{name}");
        let unique: BTreeSet<String> = ids(0).into_iter().collect();
        assert_eq!(unique.len(), ids(0).len(), "{name}: each id once");
    }
}

#[test]
fn nobodys_mail_address_is_kept() {
    let all = expected();
    for name in ["trustpilot_reviews.csv", "hootsuite_inbox_messages.csv"] {
        let found =
            import::read(&fs::read(folder().join(name)).unwrap(), &options(&all, name)).unwrap();
        let json = serde_json::to_string(&found.comments).unwrap();
        assert!(!json.contains("@mail.example"), "{name}");
    }
}

/// A small generator of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }
}

#[test]
fn no_damage_makes_a_reader_stop() {
    const ROUNDS: usize = 120;
    let all = expected();
    let mut dice = Dice(0x5eed_0f5e_ed0f);
    let pieces: [&[u8]; 12] = [
        b"\"",
        b"{",
        b"[",
        b"]",
        b"}",
        b",",
        b"\0",
        b"\xff\xfe",
        b"\n",
        b"2d\nReply\n",
        b"\xf0\x9f",
        b"1e999",
    ];
    for name in all["files"].as_object().unwrap().keys() {
        let whole = fs::read(folder().join(name)).unwrap();
        let options = options(&all, name);
        for _ in 0..ROUNDS {
            let mut bytes = whole.clone();
            for _ in 0..=dice.roll(6) {
                let at = dice.roll(bytes.len());
                match dice.roll(5) {
                    0 => bytes.truncate(at),
                    1 => {
                        let steps = dice.roll(7).min(bytes.len() - at);
                        bytes[at..].rotate_left(steps);
                    }
                    2 => {
                        drop(bytes.splice(at..at, pieces[dice.roll(pieces.len())].iter().copied()));
                    }
                    3 => drop(bytes.drain(at..(at + dice.roll(40)).min(bytes.len()))),
                    _ => {
                        if let Some(byte) = bytes.get_mut(at) {
                            *byte = u8::try_from(dice.roll(256)).unwrap();
                        }
                    }
                }
                if bytes.is_empty() {
                    break;
                }
            }
            let found = import::read(&bytes, &options).unwrap();
            for comment in &found.comments {
                assert!(!comment.external_id.is_empty(), "{name}: every comment has an id");
                assert!(comment.text.as_str().len() <= 64 * 1024, "{name}: texts have a limit");
            }
        }
    }
}

#[test]
fn a_file_cut_anywhere_keeps_its_whole_comments() {
    let all = expected();
    for name in [
        "fb_graph_comments.json",
        "gbp_reviews_api.json",
        "birdeye_reviews.json",
        "reddit_listing.json",
    ] {
        let whole = fs::read(folder().join(name)).unwrap();
        let options = options(&all, name);
        let full = import::read(&whole, &options).unwrap();
        let half = import::read(&whole[..whole.len() / 2], &options).unwrap();
        assert!(!half.comments.is_empty(), "{name}: something is left of half a file");
        assert!(
            half.warnings.iter().any(|warning| warning.contains("ends in the middle")),
            "{name}: it says so"
        );
        for comment in &half.comments {
            let same = full
                .comments
                .iter()
                .find(|other| other.external_id == comment.external_id)
                .unwrap();
            assert_eq!(same.text, comment.text, "{name}: {}", comment.external_id);
        }
    }
}

#[test]
fn limits_are_refused_politely() {
    let options = bare_options("big.csv");
    let error = import::read(&vec![b'a'; 64 * 1024 * 1024 + 1], &options).unwrap_err();
    assert_eq!(error.to_string(), "big.csv is larger than 64 MB", "bytes");
    let rows = format!("author,comment\n{}", "a,b\n".repeat(200_001));
    let error = import::read(rows.as_bytes(), &options).unwrap_err();
    assert_eq!(error.to_string(), "big.csv is larger than 200,000 rows", "rows");
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(!read(&deep).is_recognised, "depth");
    let long = format!("author,comment\nAnn,{}\n", "x".repeat(100_000));
    assert_eq!(read(&long).comments[0].text.as_str().len(), 64 * 1024, "one text");
}

#[test]
fn every_line_of_a_paste_is_accounted_for() {
    let text = fs::read_to_string(folder().join("clip_google_reviews.txt")).unwrap();
    let found = read(&text);
    assert_eq!(found.lines.len(), text.lines().count(), "one role per line");
    assert_eq!(found.place, Place::Line, "rows are lines");
    let role = |start: &str| {
        found.lines.iter().find(|line| line.text.as_str().starts_with(start)).unwrap().role
    };
    assert_eq!(role("Sort by"), Role::Interface, "a control");
    assert_eq!(role("Waited an hour"), Role::Comment(0), "the first review");
    assert_eq!(role("Please e-mail care@"), Role::Reply(2), "an answer");
    assert_eq!(role("Photo 1 in review by"), Role::Interface, "a picture's caption");
}

#[test]
fn a_thread_in_spanish_is_read_like_one_in_english() {
    let thread = "Más relevantes\nRosa Díaz\n¿Abren los domingos?\n2 d\nMe gusta\nResponder\n3\nAutor\n\
                  Harborview Aesthetics\nGracias por escribirnos.\n1 d\nMe gusta\nResponder\nVer las 2 respuestas\n\
                  Iván Ruiz\nNadie contesta… Ver más\n5 h\nMe gusta\nResponder\nEditado\nEscribe un comentario público…\n";
    let found = read(thread);
    assert_eq!(found.format, "clipboard-facebook-text", "{:?}", found.warnings);
    let texts: Vec<&str> = found.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["¿Abren los domingos?", "Nadie contesta…"], "words");
    let reply = found.comments[0].existing_reply.as_ref().unwrap();
    assert_eq!(reply.text.as_str(), "Gracias por escribirnos.", "the answer");
    let reviews = "Rosa Díaz\nLocal Guide·15 reseñas·4 fotos\nhace un mes\nMuy amables.\nHarborview Aesthetics (propietario)\n\
                   hace 3 semanas\n¡Gracias!\nJuan P.\n1 reseña\nhace 2 díasNuevo\nTodo mal. … Más\n";
    let found = read(reviews);
    let texts: Vec<&str> = found.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["Muy amables.", "Todo mal. …"], "reviews");
    assert_eq!(
        found.comments[0].existing_reply.as_ref().unwrap().text.as_str(),
        "¡Gracias!",
        "the owner"
    );
}

#[test]
fn a_table_of_any_suite_is_understood_by_its_headers() {
    let cases = [
        (
            "Network,From,Message,Created Time,Perma Link\nFACEBOOK,Ann,Nobody calls back,2026-11-05 10:00,https://f.example/1\n",
            "facebook",
            "Ann",
            "Nobody calls back",
        ),
        (
            "Exported by a suite\n\nDate;Source;Reviewer Name;Rating;Review;Owner Response\n13/11/2026;Google;Bo;2;Too long a wait;\n",
            "google",
            "Bo",
            "Too long a wait",
        ),
        (
            "Reviewer\tComments\tComment\tDate\tSite\nCy\t3\tRude desk\t11/30/2026\tYelp\n",
            "yelp",
            "Cy",
            "Rude desk",
        ),
        (
            "Nombre|Comentario|Fecha|Plataforma\nDa|Muy caro|05/11/2026|Instagram\n",
            "instagram",
            "Da",
            "Muy caro",
        ),
    ];
    for (table, platform, author, text) in cases {
        let found = read(table);
        assert_eq!(found.comments.len(), 1, "{text}: {:?}", found.warnings);
        let comment = &found.comments[0];
        assert_eq!(comment.platform, Platform::from_name(platform), "{text}");
        assert_eq!(comment.author.name.as_deref(), Some(author), "{text}");
        assert_eq!(comment.text.as_str(), text, "{text}");
        assert!(comment.posted_at.is_some(), "{text} has a time");
    }
}

#[test]
fn broken_rows_do_not_stop_the_others() {
    let found = read(
        "author,comment,date\nAnn,first,2026-11-01\nBo,\"never closed,2026-11-02\nCy,third,2026-11-03\n",
    );
    let texts: Vec<&str> = found.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["first", "third"], "{:?}", found.warnings);
    assert_eq!(found.skipped[0].rows, [3], "the line is named");
    let rounded = read("comment id,author,comment\n7.41E+18,Ann,one\n7.41E+18,Bo,two\n");
    assert_eq!(rounded.comments.len(), 2, "destroyed ids do not fold rows together");
    let json = read(
        r#"{"data":[{"id":"1_1","message":"a","created_time":"2026-11-01T10:00:00+0000"},{"id":broken},{"id":"1_3","message":"c","created_time":"2026-11-01T10:00:00+0000"}]}"#,
    );
    let texts: Vec<&str> = json.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["a", "c"], "{:?}", json.warnings);
}

#[test]
fn what_only_looks_like_a_source_is_named_and_adds_nothing() {
    for (text, format) in [
        (
            "Post ID,Page name,Description,Publish time,Post type,Reactions,Comments,Shares\n1,H,Our post,09/27/2026 18:30,Photos,3,4,1\n",
            "meta-content-report",
        ),
        ("window.YTD.tweets.part0 = [ { \"tweet\" : { \"full_text\" : \"ours\" } } ]", "x-archive"),
        (r#"{"error":{"message":"(#10) Permission denied","code":10}}"#, "error-response"),
        (r#"{"type":"FeatureCollection","features":[]}"#, "google-maps-own-places"),
    ] {
        let found = read(text);
        assert_eq!((found.format, found.comments.len()), (format, 0), "{:?}", found.warnings);
        assert!(!found.warnings.is_empty(), "{format} is explained");
    }
    for text in ["", "just some words", "a,b\n1,2\n", "{}", "[1,2]", "null"] {
        let found = read(text);
        assert!(found.comments.is_empty() && !found.warnings.is_empty(), "{text} is explained");
    }
}
