//! The queue's order, its filters and its search, whatever is typed.

use bedside::model::{Category, CommentId, NewComment, Platform, Practice, Status, Urgency};
use bedside::worker::{Counts, Event, Query, Request, StatusFilter, Ticket, TriageOverride};

use super::desk::{Office, comments, loaded, noon, wait_for};

/// The comments that words find, whatever their state.
fn found(office: &Office, search: &str) -> usize {
    let query = Query { search: search.into(), status: StatusFilter::All, ..Query::default() };
    office.order(query).ids.len()
}

#[test]
fn critical_comes_first_then_urgency_then_due_time() {
    let office = Office::in_memory();
    let mut all = comments(0..4);
    for (comment, days_ago) in all.iter_mut().zip([1, 9, 5, 7]) {
        comment.posted_at =
            noon().checked_sub(jiff::SignedDuration::from_hours(24 * days_ago)).ok();
    }
    office.import(all);
    let by_due = office.queue();
    let external = |ids: &[CommentId]| -> Vec<String> {
        let thread = |&id| office.thread(id).expect("there").comment.source.external_id;
        ids.iter().map(thread).collect()
    };
    let oldest_first = ["review-1", "review-3", "review-2", "review-0"];
    assert_eq!(external(&by_due), oldest_first, "same urgency: the earliest due time first");

    let raise = |id, urgency| {
        let to = TriageOverride { urgency: Some(urgency), ..TriageOverride::default() };
        office.worker.send(Request::SetTriage { comment: id, to });
    };
    raise(by_due[3], Urgency::Critical);
    raise(by_due[1], Urgency::High);
    let order = office.order(Query::default());
    assert_eq!(order.ids, [by_due[3], by_due[1], by_due[0], by_due[2]], "most urgent first");
    assert_eq!(order.n_critical, 1, "one at the beginning is critical");
}

#[test]
fn a_persons_word_stands_above_the_machines() {
    let office = Office::in_memory();
    office.import(comments(0..1));
    let id = office.queue()[0];
    let to = TriageOverride {
        category: Some(Category::Privacy),
        urgency: Some(Urgency::High),
        sentiment: None,
    };
    office.worker.send(Request::SetTriage { comment: id, to });
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.triage.category, Category::Privacy, "the person's");
    assert_eq!(thread.comment.triage.urgency, Urgency::High, "the person's");
    assert_eq!(thread.comment.triage.sentiment, thread.machine_triage.sentiment, "the machine's");
    let mut edited = thread.comment.source;
    edited.text = "Other words".into();
    office.import(vec![edited]);
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.triage.category, Category::Privacy, "an edit does not undo it");
    let none = TriageOverride::default();
    office.worker.send(Request::SetTriage { comment: id, to: none });
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.triage, thread.machine_triage, "and it can be taken back");
}

#[test]
fn the_queue_is_filtered_by_practice_platform_category_and_status() {
    let mut office = Office::in_memory();
    office.import(comments(0..6));
    let first = office.practice;
    let practice = Practice { name: "Lakeside".into(), ..Practice::default() };
    office.worker.send(Request::SavePractice { practice: Box::new(practice) });
    let second = loaded(&office.worker).practices[1].id.expect("saved");
    office.practice = second;
    let yelp = vec![NewComment::new(Platform::Yelp, "review-1", "The same id elsewhere")];
    assert_eq!(office.import(yelp).added, 1, "a practice and a platform have ids of their own");

    let n = |query: Query| office.order(query).ids.len();
    let only = Query::default;
    assert_eq!(n(only()), 7, "all");
    assert_eq!(n(Query { practice: Some(first), ..only() }), 6, "of the first");
    assert_eq!(n(Query { practice: Some(second), ..only() }), 1, "of the second");
    assert_eq!(n(Query { platform: Some(Platform::Google), ..only() }), 6, "on Google");
    assert_eq!(n(Query { category: Some(Category::Safety), ..only() }), 0, "none is critical");
    let ids = office.queue();
    let changes = vec![(ids[0], Status::Dismissed), (ids[1], Status::Escalated)];
    office.worker.send(Request::SetStatus { changes });
    assert_eq!(n(only()), 5, "two need no reply");
    let dismissed = StatusFilter::Only(Status::Dismissed);
    assert_eq!(n(Query { status: dismissed, ..only() }), 1, "one was put away");
    assert_eq!(n(Query { status: StatusFilter::All, ..only() }), 7, "all are there");

    office.worker.send(Request::Count { practice: Some(first), since: noon() });
    let counts = wait_for(&office.worker, |event| match event {
        Event::Counted(counts) => Some(counts),
        _ => None,
    });
    let expected = Counts { comments: 7, needs_reply: 4, ..Counts::default() };
    assert_eq!(counts, expected, "in the whole database, and of the first practice");
}

#[test]
fn each_word_finds_beginnings_without_marks_and_in_the_authors_name() {
    let office = Office::in_memory();
    let mut comment = NewComment::new(Platform::Google, "1", "Mi cirugía salió mal, naïve me");
    comment.author.name = Some("Zoë Ångström".into());
    office.import(vec![comment]);
    for search in ["cirugia", "CIRUG", "naiv", "zoe", "angst", "mal salio", "m s"] {
        assert_eq!(found(&office, search), 1, "{search}");
    }
    for search in ["irugia", "mal bien"] {
        assert_eq!(found(&office, search), 0, "{search}");
    }
}

#[test]
fn nothing_that_is_typed_breaks_the_search() {
    let office = Office::in_memory();
    office.import(comments(0..3));
    for search in [
        "\"",
        "\"\"\"",
        "*",
        "(",
        ")",
        "^front",
        "front*",
        "text:front",
        "-text:front",
        "NEAR(",
        "NEAR(front desk, 2)",
        "front AND",
        "OR",
        "NOT NOT",
        "front\0desk",
        "{text}:",
        "'; DROP",
        "a+b",
        "\\",
        "%_",
        "\u{202e}",
        "🙂",
        "ﬁ",
        "\r\n\t",
        "--",
        "/*",
        "?1",
        "\u{301}",
    ] {
        found(&office, search);
    }
    assert_eq!(found(&office, "front"), 3, "it still works");
    assert_eq!(found(&office, "\"front\" (desk)"), 3, "marks around words do not count");
    assert_eq!(found(&office, " * "), 3, "marks alone ask for nothing");
    let long = "word ".repeat(3_000);
    found(&office, &long);
}

#[test]
fn rows_show_what_a_screen_needs() {
    let office = Office::in_memory();
    let text = format!("First line\nsecond naïve {}", "long ".repeat(100));
    let mut comment = NewComment::new(Platform::Facebook, "f1", text.as_str());
    comment.author.handle = Some("dana".into());
    office.import(vec![comment]);
    let id = office.queue()[0];
    let rows = office.rows(vec![id, CommentId(404)]);
    assert_eq!(rows.len(), 1, "what is gone is missing");
    let row = &rows[0];
    assert_eq!(row.author.as_str(), "dana", "the handle, where there is no name");
    assert_eq!(row.excerpt.as_str().chars().count(), 240, "a beginning");
    assert!(row.excerpt.as_str().starts_with("First line second naïve"), "on one line");
    assert_eq!(row.captured_at, noon(), "when it came in");
    assert!(row.due_at > noon(), "by when it wants an answer");
}

#[test]
fn an_author_who_wrote_before_is_recognised() {
    let office = Office::in_memory();
    office.import(comments(0..80));
    let id = office.order(Query { search: "word25".into(), ..Query::default() }).ids[0];
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.earlier.len(), 5, "at most five");
    assert!(!thread.earlier.contains(&id), "others than this one");
    assert_eq!(thread.earlier_at, Some(noon()), "when the newest came");
    for other in thread.earlier {
        let author = office.thread(other).expect("there").comment.source.author;
        assert_eq!(author, thread.comment.source.author, "of the same author");
    }
}

#[test]
fn an_order_that_nobody_waits_for_any_more_may_be_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..2_000));
    for n in 1..=50 {
        let query = Query { search: format!("word{n}"), ..Query::default() };
        office.worker.send(Request::OrderQueue { ticket: Ticket(n), query });
    }
    let mut n_answers = 0;
    wait_for(&office.worker, |event| match event {
        Event::QueueOrdered { ticket, .. } => {
            n_answers += 1;
            (ticket == Ticket(50)).then_some(())
        }
        _ => None,
    });
    assert!(n_answers <= 50, "the newest is always answered");
}
