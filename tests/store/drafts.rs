//! Drafts are never lost, and replies never change.

use bedside::model::{ClipboardOutcome, Status};
use bedside::worker::{Event, Query, Request, StatusFilter, Ticket};

use super::desk::{Office, comments, failure, wait_for};

#[test]
fn a_draft_moves_its_comment_to_drafting_and_back() {
    let office = Office::in_memory();
    office.import(comments(0..2));
    let id = office.queue()[0];
    office.draft(id, 1, "We are sorry to hear this.");
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.status, Status::Drafting, "somebody has begun");
    let draft = thread.draft.expect("saved");
    assert_eq!(draft.text.as_str(), "We are sorry to hear this.", "its words");
    assert!(office.rows(vec![id])[0].has_draft, "the queue shows it");

    office.draft(id, 2, "");
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.status, Status::Open, "as before");
    assert_eq!(thread.draft, None, "removed");
}

#[test]
fn a_newer_draft_replaces_one_that_waits() {
    let office = Office::in_memory();
    office.import(comments(0..1));
    let id = office.queue()[0];
    for revision in 1..=200 {
        office.draft(id, revision, &format!("draft {revision}"));
    }
    let thread = office.thread(id).expect("there");
    let text = thread.draft.expect("saved").text;
    assert_eq!(text.as_str(), "draft 200", "an answer never misses an earlier save");
}

#[test]
fn a_draft_that_is_saved_at_the_very_end_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..1));
    let id = office.queue()[0];
    office.draft(id, 1, "the last words");
    office.worker.finish();

    let office = Office::at(folder.path());
    let draft = office.thread(id).expect("there").draft.expect("saved");
    assert_eq!(draft.text.as_str(), "the last words", "nothing was lost");
    office.draft(id, 2, "even later words");
    drop(office.worker);
    let office = Office::at(folder.path());
    let draft = office.thread(id).expect("there").draft.expect("saved");
    assert_eq!(draft.text.as_str(), "even later words", "not even without waiting");
}

#[test]
fn only_a_copied_reply_answers_its_comment() {
    let office = Office::in_memory();
    office.import(comments(0..2));
    let id = office.queue()[0];
    office.draft(id, 1, "We would be happy to look into this.");
    let reply = office.record(id, "We would be happy to look into this.");
    let outcome = |outcome| {
        office.worker.send(Request::RecordOutcome { reply, outcome });
        wait_for(&office.worker, |event| match event {
            Event::OutcomeRecorded(answered) => Some(answered),
            _ => None,
        })
    };

    outcome(ClipboardOutcome::Failed);
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.status, Status::Drafting, "nothing was copied");
    assert!(thread.draft.is_some(), "the draft stays");
    assert_eq!(thread.replies[0].outcome, Some(ClipboardOutcome::Failed), "as it was");

    assert_eq!(outcome(ClipboardOutcome::Copied).comment, id, "the comment that was answered");
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.status, Status::Replied, "answered");
    assert_eq!(thread.draft, None, "its words are in the history");
    assert_eq!(thread.replies[0].outcome, Some(ClipboardOutcome::Copied), "the latest word");
    assert_eq!(office.queue().len(), 1, "it needs no reply any more");
    let replied = Query { status: StatusFilter::Only(Status::Replied), ..Query::default() };
    assert_eq!(office.order(replied).ids, [id], "it is found among the answered");
}

#[test]
fn words_that_were_typed_after_the_seal_are_kept() {
    let office = Office::in_memory();
    office.import(comments(0..1));
    let id = office.queue()[0];
    office.draft(id, 1, "sealed words");
    let reply = office.record(id, "sealed words");
    office.draft(id, 2, "words that came later");
    office.worker.send(Request::RecordOutcome { reply, outcome: ClipboardOutcome::Copied });
    let thread = office.thread(id).expect("there");
    assert_eq!(thread.replies[0].text.as_str(), "sealed words", "the record");
    assert_eq!(thread.comment.status, Status::Replied, "it was answered");
    let draft = thread.draft.expect("kept");
    assert_eq!(draft.text.as_str(), "words that came later", "they are nowhere else");
}

#[test]
fn a_reply_needs_its_own_practice_its_words_and_a_reason_for_each_override() {
    let office = Office::in_memory();
    office.import(comments(0..1));
    let id = office.queue()[0];
    let refused = |change: fn(&mut bedside::worker::NewReply)| {
        let mut reply = office.reply(id, "Thank you.");
        change(&mut reply);
        let reply = Box::new(reply);
        office.worker.send(Request::RecordReply { ticket: Ticket(9), reply });
        let failure = failure(&office.worker);
        assert_eq!(failure.ticket, Some(Ticket(9)), "the ask is named");
        failure.message
    };
    let other = refused(|reply| reply.practice = bedside::model::PracticeId(99));
    assert!(other.contains("another practice"), "{other}");
    assert!(refused(|reply| reply.text = "".into()).contains("empty"), "no words");
    let silent = refused(|reply| {
        reply.overrides.push(bedside::model::Override {
            rule: "privacy/echo".to_owned(),
            start: 0,
            end: 1,
            reason: " ".into(),
        });
    });
    assert!(silent.contains("without a reason"), "{silent}");
    let gone = refused(|reply| reply.comment = bedside::model::CommentId(12345));
    assert!(gone.contains("gone"), "{gone}");
}
