//! Once comments are in: reports, what was already said, mending, twins and removals on request.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bedside::model::{
    Author, ClipboardOutcome, CommentId, ExistingReply, ImportId, NewComment, Platform, Status,
};
use bedside::worker::{
    AfterEvent, AfterRequest, Event, ImportRecord, ImportRow, Incoming, Mending, Part, Pasted,
    Query, Request, SaidFilter, SaidMark, SaidRow, StatusFilter, Ticket, Wish,
};

use super::desk::{Office, comments, failure, noon, options, wait_for};
use super::file::unlocked;

const ALL: Part = Part { offset: 0, limit: 100 };

impl Office {
    fn asks<T>(&self, request: AfterRequest, mut pick: impl FnMut(AfterEvent) -> Option<T>) -> T {
        self.worker.send(Request::After(request));
        wait_for(&self.worker, |event| match event {
            Event::After(event) => pick(event),
            Event::Failed(failure) => panic!("{}", failure.message),
            _ => None,
        })
    }

    fn imports(&self, search: &str) -> Vec<ImportRow> {
        let wish = Wish { practice: Some(self.practice), search: search.to_owned() };
        let request = AfterRequest::LoadImports { ticket: Ticket(50), wish, part: ALL };
        self.asks(request, |event| match event {
            AfterEvent::ImportsLoaded { rows, total, .. } => {
                assert_eq!(rows.len(), total, "all on one page");
                Some(rows)
            }
            _ => None,
        })
    }

    fn report(&self, import: ImportId) -> ImportRecord {
        let request = AfterRequest::LoadImport { ticket: Ticket(51), import };
        *self.asks(request, |event| match event {
            AfterEvent::ImportLoaded { record, .. } => Some(record.expect("it is kept")),
            _ => None,
        })
    }

    fn imports_from(&self, incoming: Incoming, name: &str, leave_out: Vec<String>) {
        let mut options = options();
        name.clone_into(&mut options.name);
        self.worker.send(Request::Import {
            ticket: Ticket(1),
            practice: self.practice,
            incoming,
            options,
            leave_out,
            cancel: Arc::new(AtomicBool::new(false)),
        });
        self.imported();
    }

    fn said(&self, search: &str, filter: SaidFilter) -> Vec<SaidRow> {
        let wish = Wish { practice: None, search: search.to_owned() };
        let request = AfterRequest::LoadSaid { ticket: Ticket(52), wish, filter, part: ALL };
        self.asks(request, |event| match event {
            AfterEvent::SaidLoaded { rows, .. } => Some(rows),
            _ => None,
        })
    }

    fn reads_what_was_said(&self) {
        let request = AfterRequest::CheckSaid { version: "0.1.0" };
        self.asks(request, |event| matches!(event, AfterEvent::SaidChanged).then_some(()));
    }

    fn marks(&self, comment: CommentId, mark: Option<SaidMark>) {
        let request = AfterRequest::MarkSaid { comment, mark, person: self.person };
        self.asks(request, |event| matches!(event, AfterEvent::SaidChanged).then_some(()));
    }

    fn all(&self) -> Vec<CommentId> {
        self.order(Query { status: StatusFilter::All, ..Query::default() }).ids
    }

    fn mending(&self, id: CommentId) -> Mending {
        let comment = self.thread(id).expect("there").comment;
        Mending {
            author: comment.source.author,
            stars: comment.source.stars,
            platform: comment.source.platform,
            practice: comment.practice,
        }
    }

    fn mends(&self, comment: CommentId, to: Mending) -> Mending {
        let request = AfterRequest::Mend { ticket: Ticket(53), comment, to: Box::new(to) };
        *self.asks(request, |event| match event {
            AfterEvent::Mended { from, .. } => Some(from),
            _ => None,
        })
    }
}

fn pasted(words: &str) -> Incoming {
    Incoming::Paste(Box::new(Pasted { html: None, text: words.into() }))
}

fn exported(folder: &Path, what: &str, format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bedside"))
        .args(["export", what, "--format", format, "--data"])
        .arg(folder)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_import_keeps_what_was_left_out_and_what_it_was_read_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(&folder.path().join("data"));
    let file = folder.path().join("reviews.csv");
    let mut out = std::fs::File::create(&file).expect("a file");
    out.write_all(
        b"author,text,rating,platform,id\nDana,Nobody called back,2,google,r1\nLee,,,google,r2\nSam,Fine,5,google,r3\n",
    )
    .expect("written");
    office.imports_from(Incoming::File(file), "reviews.csv", vec!["r3".to_owned()]);
    let paste = include_str!("../formats/clip_google_reviews.txt");
    office.imports_from(pasted(paste), "Paste", Vec::new());

    let rows = office.imports("");
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Paste", "reviews.csv"], "newest first");
    let record = office.report(rows[1].import);
    assert_eq!(record.row.added, 1, "one was added");
    assert_eq!(record.row.left_out, 2, "one without words, one unticked");
    let counted: usize = record.report.skipped.iter().map(|skipped| skipped.count).sum();
    assert_eq!(counted, record.row.left_out, "each of them has its reason");
    let empty = record.report.skipped.iter().find(|skipped| skipped.reason == "empty");
    assert_eq!(empty.map(|skipped| skipped.rows.as_slice()), Some([3].as_slice()), "and its line");
    let sha256 = record.report.sha256.expect("of a file");
    assert!(sha256.len() == 64 && record.report.raw.is_none(), "the file is named by its bytes");
    assert_eq!(record.stays_because, None, "nothing of it was answered");

    let pasted = office.report(rows[0].import);
    assert_eq!(pasted.report.raw.expect("kept").text.as_str(), paste, "the paste, byte for byte");
    assert_eq!(office.imports("unticked").len(), 1, "reasons are searched");
    assert_eq!(office.imports("reviews.csv").len(), 1, "names are searched");

    let table = folder.path().join("imports.csv");
    let wish = Wish::default();
    let request = AfterRequest::WriteImports { wish, path: table.clone() };
    let n = office.asks(request, |event| match event {
        AfterEvent::ImportsWritten { n_imports } => Some(n_imports),
        _ => None,
    });
    assert_eq!(n, 2, "both");
    let written = std::fs::read_to_string(&table).expect("a table");
    assert!(written.contains("unticked"), "with what was left out: {written}");
    let shell = exported(&folder.path().join("data"), "--imports", "csv");
    assert_eq!(shell, written, "a shell says the same");
    let json = exported(&folder.path().join("data"), "--imports", "json");
    let json: serde_json::Value = serde_json::from_str(&json).expect("a document");
    assert_eq!(json[1]["skipped"][0]["rows"][0], 3, "lines as numbers");
}

#[test]
fn an_import_that_is_taken_back_keeps_its_report_and_loses_its_paste() {
    let office = Office::in_memory();
    let paste = include_str!("../formats/clip_google_reviews.txt");
    office.imports_from(pasted(paste), "Paste", Vec::new());
    let import = office.imports("")[0].import;
    let first = office.all()[0];
    office.draft(first, 1, "Thank you");
    let why = office.report(import).stays_because.expect("a draft holds it");
    assert!(why.contains("draft"), "{why}");
    office.draft(first, 2, "");
    office.worker.send(Request::RemoveImport { import });
    wait_for(&office.worker, |event| matches!(event, Event::QueueChanged).then_some(()));
    // Its rows go in slices; the report is read between them.
    let record = std::iter::repeat_with(|| office.report(import))
        .take(1_000)
        .find(|record| record.report.raw.is_none())
        .expect("the paste goes with the last row");
    assert!(record.row.is_removed, "it says so");
    assert!(record.stays_because.is_some(), "it cannot be taken back twice");
    assert_eq!(office.all(), [], "its comments are gone");
    let word = paste.split_whitespace().find(|word| word.len() > 7).expect("a long word");
    assert_eq!(office.imports(word).len(), 0, "nor is the paste found by its words");
    assert_eq!(office.imports("").len(), 1, "the report stays");
}

/// A comment with an answer of the practice under it.
fn answered(id: &str, reply: &str) -> NewComment {
    let mut comment = NewComment::new(Platform::Google, id, "My nose job is crooked");
    comment.author.name = Some(format!("Author {id}"));
    comment.permalink = Some(format!("https://example.com/{id}"));
    comment.existing_reply =
        Some(ExistingReply { text: reply.into(), at: Some(noon()), author: None });
    comment
}

const CARELESS: &str = "We are so sorry your nose job did not heal, you were in on Tuesday.";
const CLEAR: &str = "Thank you for bringing this to our attention. We would be happy to look into this. Please call us at 555-0186.";

#[test]
fn what_was_already_said_is_read_by_the_rules_worst_first() {
    let office = Office::in_memory();
    office.import(vec![answered("a", CLEAR), answered("b", CARELESS), answered("c", "Thanks!")]);
    office.reads_what_was_said();
    let rows = office.said("", SaidFilter::ToCorrect);
    assert_eq!(rows.len(), 1, "one breaks a rule");
    assert_eq!(rows[0].reply.text.as_str(), CARELESS, "the careless one");
    assert!(rows[0].findings.iter().any(|one| one.rule.starts_with("privacy/")), "and which");
    assert_eq!(rows[0].permalink.as_deref(), Some("https://example.com/b"), "where it stands");
    assert_eq!(office.said("tuesday", SaidFilter::ToCorrect).len(), 1, "found by its words");
    assert_eq!(office.said("wednesday", SaidFilter::ToCorrect).len(), 0, "and by no others");
    let count = |office: &Office| {
        office.worker.send(Request::Count { practice: None, since: noon() });
        wait_for(&office.worker, |event| match event {
            Event::Counted(counts) => Some(counts.to_correct),
            _ => None,
        })
    };
    assert_eq!(count(&office), 1, "the tab counts it");

    let comment = rows[0].comment;
    office.marks(comment, Some(SaidMark::TakenDown));
    assert_eq!(office.said("", SaidFilter::ToCorrect), [], "seen to");
    assert_eq!(count(&office), 0, "and not counted");
    let done = office.said("", SaidFilter::Done);
    assert_eq!(done[0].mark, Some((SaidMark::TakenDown, "Ana".to_owned(), noon())), "who and when");
    office.marks(comment, None);
    assert_eq!(office.said("", SaidFilter::ToCorrect).len(), 1, "back on the list");

    office.marks(comment, Some(SaidMark::Corrected));
    let other = "We remember your visit on Tuesday well, our nurse saw your chart.";
    assert_eq!(office.import(vec![answered("b", other)]).updated, 1, "other words stand there");
    assert_eq!(office.said("", SaidFilter::ToCorrect), [], "they were not read yet");
    office.reads_what_was_said();
    let rows = office.said("", SaidFilter::ToCorrect);
    assert_eq!(rows[0].reply.text.as_str(), other, "a mark holds for the words it was given to");
}

#[test]
fn other_rules_or_another_profile_read_every_reply_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import((0..80).map(|n| answered(&n.to_string(), CARELESS)).collect());
    office.reads_what_was_said();
    assert_eq!(office.said("", SaidFilter::ToCorrect).len(), 80, "in several portions");
    office.worker.finish();
    let conn = unlocked(folder.path());
    conn.execute_batch("UPDATE said_checks SET pack_version = '0.0.9', worst = 0, findings = '[]'")
        .expect("as older rules left it");
    drop(conn);
    let office = Office::at(folder.path());
    assert_eq!(office.said("", SaidFilter::ToCorrect), [], "older rules found nothing");
    office.reads_what_was_said();
    assert_eq!(office.said("", SaidFilter::ToCorrect).len(), 80, "these do");
}

#[test]
fn a_mended_comment_keeps_draft_and_history_and_is_still_recognised() {
    let office = Office::in_memory();
    office.import(comments(0..2));
    let id = office.queue()[0];
    office.record(id, "We are sorry to hear this.");
    office.draft(id, 1, "A second reply");
    let before = office.mending(id);
    let to = Mending {
        author: Author { name: Some("Dana W.".to_owned()), handle: Some("dana".to_owned()) },
        stars: Some(1),
        platform: Platform::Yelp,
        practice: office.practice,
    };
    assert_eq!(office.mends(id, to.clone()), before, "what it was is told");
    let thread = office.thread(id).expect("there");
    assert_eq!(office.mending(id), to, "all four are corrected");
    assert_eq!(thread.replies.len(), 1, "its history stays");
    assert_eq!(thread.draft.expect("stays").text.as_str(), "A second reply", "its draft stays");
    let found = office.order(Query { search: "dana".to_owned(), ..Query::default() }).ids;
    assert_eq!(found, [id], "it is found under its author");
    let again = office.import(comments(0..2));
    assert_eq!((again.added, again.updated, again.known), (0, 0, 2), "known as it came in before");
    assert_eq!(office.mending(id).stars, Some(1), "a person's stars stand");
    office.mends(id, before.clone());
    assert_eq!(office.mending(id), before, "and can be taken back");
    let mut newer = comments(0..2);
    for comment in &mut newer {
        comment.stars = Some(5);
    }
    assert_eq!(office.import(newer).updated, 2, "then an import brings the newest again");
}

#[test]
fn a_place_that_is_taken_refuses_a_mended_comment() {
    let office = Office::in_memory();
    let on = |platform| NewComment::new(platform, "same", "The same words");
    office.import(vec![on(Platform::Google), on(Platform::Yelp)]);
    let ids = office.all();
    let id = ids
        .into_iter()
        .find(|&id| office.mending(id).platform == Platform::Google)
        .expect("the one on Google");
    let to = Mending { platform: Platform::Yelp, ..office.mending(id) };
    let request = AfterRequest::Mend { ticket: Ticket(9), comment: id, to: Box::new(to) };
    office.worker.send(Request::After(request));
    let failure = failure(&office.worker);
    assert_eq!(failure.ticket, Some(Ticket(9)), "whose ask it was");
    assert!(failure.message.contains("already there"), "{}", failure.message);
    assert_eq!(office.mending(id).platform, Platform::Google, "nothing changed");
}

#[test]
fn one_persons_data_goes_and_the_log_keeps_counts_and_hashes() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    // Ten authors: the first wrote three of these.
    office.import(comments(0..30));
    let paste = include_str!("../formats/clip_google_reviews.txt");
    let paste = paste.replace("Marjorie Kemp", "Author 0");
    office.imports_from(pasted(&paste), "Paste", Vec::new());
    let wanted: Vec<CommentId> = office
        .all()
        .into_iter()
        .filter(|&id| office.mending(id).author.name.as_deref() == Some("Author 0"))
        .collect();
    let first = wanted[0];
    office.record(first, "Thank you.");
    office.draft(wanted[1], 1, "An unfinished reply");
    let request = AfterRequest::CountAuthor { ticket: Ticket(3), comment: first };
    let count = office.asks(request, |event| match event {
        AfterEvent::AuthorCounted { count, .. } => Some(count),
        _ => None,
    });
    assert_eq!(count.n_comments(), wanted.len(), "all of theirs");
    assert_eq!((count.n_drafts, count.n_replies), (1, 1), "and what belongs to them");

    let request = AfterRequest::RemoveAuthor { comment: first, person: office.person };
    let mut gone = office.asks(request, |event| match event {
        AfterEvent::AuthorRemoved { comments } => Some(comments),
        _ => None,
    });
    gone.sort_unstable();
    let mut expected = wanted;
    expected.sort_unstable();
    assert_eq!(gone, expected, "exactly those");
    let search = |words: &str| {
        let query = Query { search: words.into(), status: StatusFilter::All, ..Query::default() };
        office.order(query).ids
    };
    assert_eq!(search("Word0"), [], "nothing is found any more");
    assert_eq!(search("Word1").len(), 10, "the others are");
    let again = office.import(comments(0..30));
    assert_eq!(again.added, 0, "an import does not bring them back");
    let report = office.report(office.imports("")[0].import);
    assert_eq!(report.row.left_out, 3, "and says so");
    assert_eq!(report.report.skipped[0].reason, "removed", "with the reason");
    office.worker.send(Request::LoadHistory {
        ticket: Ticket(4),
        practice: None,
        search: String::new(),
        offset: 0,
        limit: 10,
    });
    let rows = wait_for(&office.worker, |event| match event {
        Event::HistoryLoaded { rows, .. } => Some(rows),
        _ => None,
    });
    assert_eq!(rows[0].reply.text.as_str(), "Thank you.", "the practice's own words stay");
    assert!(rows[0].comment_text.is_empty(), "the person's do not");
    office.worker.finish();

    let log = exported(folder.path(), "--removals", "json");
    let log: serde_json::Value = serde_json::from_str(&log).expect("a document");
    assert_eq!(log[0]["n_comments"], 4, "how many");
    assert_eq!(log[0]["n_pastes"], 1, "the paste that named them");
    assert_eq!(log[0]["person"], "Ana", "by whom");
    assert_eq!(log[0]["comments"][0].as_str().map(str::len), Some(64), "hashes");
    assert!(!log.to_string().contains("Author 0"), "and no word of theirs");
    let conn = unlocked(folder.path());
    let n: i64 = conn
        .query_row("SELECT count(*) FROM import_reports WHERE raw LIKE '%Author 0%'", [], |row| {
            row.get(0)
        })
        .expect("a number");
    assert_eq!(n, 0, "no paste names them");
}

/// The same review as two exporters give it.
fn twins() -> [NewComment; 2] {
    let mut native =
        NewComment::new(Platform::Google, "ChZDSUhN", "It’s crooked,\nand nobody calls");
    native.author.name = Some("Dana W.".to_owned());
    native.stars = Some(1);
    let mut other = NewComment::new(Platform::Google, "row-17", "It's crooked, and nobody calls");
    other.author = Author { name: Some("dana w".to_owned()), handle: Some("dw".to_owned()) };
    other.id_basis = bedside::model::IdBasis::Derived;
    other.permalink = Some("https://example.com/17".to_owned());
    [native, other]
}

#[test]
fn twins_are_proposed_and_merged_only_when_a_person_says_so() {
    let office = Office::in_memory();
    let [native, other] = twins();
    office.import(vec![native.clone()]);
    let first = office.all()[0];
    assert_eq!(office.thread(first).expect("there").twin, None, "there is only one");
    office.import(vec![other.clone()]);
    assert_eq!(office.all().len(), 2, "nothing is merged by itself");
    let twin = office.thread(first).expect("there").twin.expect("it is proposed");
    let second = twin.comment;
    let reply = office.record(second, "We are sorry to hear this.");
    office.worker.send(Request::RecordOutcome { reply, outcome: ClipboardOutcome::Failed });
    office.draft(first, 1, "A draft of the other");
    let request = AfterRequest::Merge { comments: (first, second), person: office.person };
    let (kept, gone) = office.asks(request, |event| match event {
        AfterEvent::Merged { kept, gone } => Some((kept, gone)),
        _ => None,
    });
    assert_eq!((kept, gone), (second, first), "the one with a history stays");
    assert_eq!(office.all(), [second], "one is left");
    let thread = office.thread(second).expect("there");
    assert_eq!(thread.draft.expect("moved").text.as_str(), "A draft of the other", "its draft");
    assert_eq!(thread.replies.len(), 1, "its history");
    assert_eq!(thread.comment.source.stars, Some(1), "what only the other told");
    assert_eq!(thread.comment.status, Status::Drafting, "as far as either was");
    assert_eq!(office.import(vec![native, other]).known, 2, "both ids are recognised");
}

#[test]
fn the_history_of_a_merged_comment_is_read_with_the_words_it_answered() {
    let office = Office::in_memory();
    let [native, other] = twins();
    office.import(vec![native, other.clone()]);
    let ids = office.all();
    for &id in &ids {
        office.record(id, "We are sorry to hear this.");
    }
    let request = AfterRequest::Merge { comments: (ids[0], ids[1]), person: office.person };
    let (kept, _) = office.asks(request, |event| match event {
        AfterEvent::Merged { kept, gone } => Some((kept, gone)),
        _ => None,
    });
    assert_eq!(office.thread(kept).expect("there").replies.len(), 2, "both replies");
    office.worker.send(Request::LoadHistory {
        ticket: Ticket(4),
        practice: None,
        search: "crooked".to_owned(),
        offset: 0,
        limit: 10,
    });
    let rows = wait_for(&office.worker, |event| match event {
        Event::HistoryLoaded { rows, .. } => Some(rows),
        _ => None,
    });
    assert_eq!(rows.len(), 2, "both are found by the comment's words");
    assert!(rows.iter().all(|row| row.reply.comment == kept), "and lead to the one that is there");
    let texts: Vec<&str> = rows.iter().map(|row| row.comment_text.as_str()).collect();
    assert!(texts.contains(&other.text.as_str()), "each with its own words: {texts:?}");
}

#[test]
fn twins_that_are_kept_apart_are_not_proposed_again() {
    let office = Office::in_memory();
    office.import(twins().to_vec());
    let first = office.all()[0];
    let second = office.thread(first).expect("there").twin.expect("proposed").comment;
    let request = AfterRequest::KeepApart { comments: (second, first), person: office.person };
    office.asks(request, |event| matches!(event, AfterEvent::KeptApart).then_some(()));
    for id in [first, second] {
        assert_eq!(office.thread(id).expect("there").twin, None, "from neither side");
    }
    assert_eq!(office.all().len(), 2, "both stay");
}
