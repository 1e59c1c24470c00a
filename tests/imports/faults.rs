//! Files that leave something out: an empty list, a name beside a handle, a second copy with less in it.

use super::read;

#[test]
fn an_empty_page_is_empty_and_not_unknown() {
    let found = read(r#"{"data":[],"paging":{}}"#);
    assert!(found.is_recognised && found.comments.is_empty(), "recognised");
    assert!(found.warnings.iter().any(|w| w.contains("empty")), "{:?}", found.warnings);
}

#[test]
fn a_name_does_not_take_the_place_of_a_handle() {
    let found = read(
        r#"[{"id":"v1","network":"instagram","type":"comment","message":"Hello","received":"2026-11-02T10:00:00Z",
            "user":{"name":"Lena","username":"lena.ortiz"}}]"#,
    );
    let author = &found.comments[0].author;
    assert_eq!(author.handle.as_deref(), Some("lena.ortiz"), "handle");
    assert_eq!(author.name.as_deref(), Some("Lena"), "name");
}

#[test]
fn a_later_copy_with_less_in_it_takes_nothing_away() {
    let found = read(
        "Comment ID,Author,Comment,Link,Platform\n\
         7,Ann,Old words,https://example.org/7,facebook\n7,,New words,,facebook\n",
    );
    let comment = &found.comments[0];
    assert_eq!(comment.text.as_str(), "New words", "the later words");
    assert_eq!(comment.author.name.as_deref(), Some("Ann"), "the author stays");
    assert_eq!(comment.permalink.as_deref(), Some("https://example.org/7"), "the link stays");
}

#[test]
fn a_table_without_a_platform_says_so() {
    let found = read("Author,Comment\nAnn,Hello there\n");
    assert!(found.warnings.iter().any(|w| w.contains("platform")), "{:?}", found.warnings);
}

#[test]
fn a_table_that_counts_comments_queues_no_posts() {
    let found = read(
        "Post,Author,Date,Comments\nOpen on Friday,Us,2026-11-02,12\nNew hours,Us,2026-11-03,4\n",
    );
    assert!(found.comments.is_empty(), "the practice's own posts are no comments");
    assert!(found.warnings.iter().any(|w| w.contains("count")), "{:?}", found.warnings);
}

#[test]
fn a_list_with_ordinary_keys_is_read_like_a_table() {
    let found = read(
        r#"[{"author":"Ann","comment":"Too late","date":"2026-11-02","platform":"yelp","rating":2},
            {"author":"Ben","comment":"=1+1","date":"2026-11-03","platform":"yelp","rating":5}]"#,
    );
    assert_eq!((found.format, found.comments.len()), ("generic-json", 2), "both");
    assert_eq!(found.comments[0].stars, Some(2), "stars");
}

#[test]
fn a_removal_before_its_comment_is_counted_once() {
    let event = |verb: &str| {
        format!(
            r#"{{"object":"page","entry":[{{"id":"1","time":1794830462,"changes":[{{"field":"feed","value":{{"item":"comment",
            "verb":"{verb}","comment_id":"1_2","post_id":"1_1","parent_id":"1_1","message":"Hi","from":{{"id":"9","name":"Ann"}}}}}}]}}]}}"#
        )
    };
    let found = read(&format!("[{},{}]", event("remove"), event("add")));
    let n_skipped: usize = found.skipped.iter().map(|skipped| skipped.count).sum();
    assert_eq!((found.comments.len(), n_skipped), (0, 1), "{:?}", found.skipped);
}
