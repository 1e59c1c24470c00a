//! Pages copied with their markup: attributes tell more than words, and nothing in them is run.

use bedside::import::{self, Import, Role};
use bedside::model::{Platform, SourceFlag};

use super::{bare_options, read};

fn html(markup: &str) -> Import {
    import::paste_html(markup, &bare_options("clipboard")).unwrap()
}

const INSTAGRAM: &str = r#"<meta charset='utf-8'><div>
<div><a href="/harborview.aesthetics/"><span>harborview.aesthetics</span></a>
 <span>Open house on Friday</span><a href="/p/DHx1/"><time datetime="2026-11-10T09:00:00.000Z">1w</time></a></div>
<div><a href="/lena.ortiz/"><img alt="lena.ortiz's profile picture"></a><a href="/lena.ortiz/">lena.ortiz</a>
 <a href="/p/DHx1/c/17901/"><time datetime="2026-11-18T10:00:05.000Z">2d</time></a>
 <div><span dir="auto">Is <a href="/mia/">@mia</a> still with you?<br>Asking twice</span></div>
 <span>3 likes</span><button>Reply</button><div role="button">View all 2 replies</div></div>
<div><a href="/harborview.aesthetics/">harborview.aesthetics</a>
 <a href="/p/DHx1/c/17901/r/17902/"><time datetime="2026-11-18T12:00:00.000Z">2d</time></a>
 <span>Please send us a message.</span><button>Responder</button></div></div>"#;

#[test]
fn instagram_has_exact_times_and_ids_in_its_links() {
    let found = html(INSTAGRAM);
    assert_eq!(found.format, "clipboard-instagram-html", "recognised by its links");
    assert_eq!(found.comments.len(), 1, "caption and own answer are no comments");
    let comment = &found.comments[0];
    assert_eq!(comment.external_id, "17901", "from the link");
    assert_eq!(comment.author.handle.as_deref(), Some("lena.ortiz"), "from the profile");
    assert_eq!(comment.text.as_str(), "Is @mia still with you?\nAsking twice", "lines stay");
    assert_eq!(comment.posted_at.unwrap().to_string(), "2026-11-18T10:00:05Z", "exact");
    assert_eq!(comment.post_context.as_deref(), Some("Open house on Friday"), "the caption");
    let reply = comment.existing_reply.as_ref().unwrap();
    assert_eq!(reply.text.as_str(), "Please send us a message.", "ours");
    assert!(found.warnings.iter().any(|w| w.contains("2 more replies")), "{:?}", found.warnings);
}

#[test]
fn maps_in_spanish_is_read_by_its_attributes() {
    let found = html(
        r#"<div data-review-id="Ab1" aria-label="Inés Vidal"><button data-review-id="Ab1">x</button>
<span role="img" aria-label="4,0 estrellas"></span><span>Editado hace 2 semanas</span>
<div lang="es"><span>Muy amables.<br>Vuelvo <b>seguro</b></span><button aria-label="Ver más">Más</button></div>
<div class="CDe7pd"><span>Respuesta del propietario</span> <span>hace una semana</span>
<div class="wiI7pd" lang="es">Gracias por escribir.</div></div></div>"#,
    );
    let comment = &found.comments[0];
    assert_eq!(comment.text.as_str(), "Muy amables.\nVuelvo seguro", "without the control");
    assert_eq!((comment.stars, comment.external_id.as_str()), (Some(4), "Ab1"), "stars and id");
    assert_eq!(comment.flags, [SourceFlag::Edited, SourceFlag::Truncated], "flags");
    let reply = comment.existing_reply.as_ref().unwrap();
    assert_eq!(reply.text.as_str(), "Gracias por escribir.", "the owner's words alone");
    assert_eq!(reply.at.unwrap().to_string(), "2026-11-13T15:00:00Z", "the owner's time");
    assert!(
        found.lines.iter().any(|line| line.role == Role::Reply(0)),
        "the preview shows the answer"
    );
}

#[test]
fn a_comment_in_another_language_is_named_by_its_link() {
    let found = html(
        r#"Version:0.9
StartHTML:0000000100
EndHTML:0000000900
<html><body><!--StartFragment--><div role="article" aria-label="Comentario de Pau Roca hace 3 horas">
<a href="https://www.facebook.com/pau.roca?comment_id=Y29tbWVudDoxXzk5">Pau Roca</a>
<div dir="auto">¿Abren el lunes?</div><script>steal()</script>
<a href="/clinic/posts/1?comment_id=77&reply_comment_id=99&__cft__[0]=Z">3 h</a></div><!--EndFragment-->"#,
    );
    let comment = &found.comments[0];
    assert_eq!(comment.platform, Platform::Facebook, "platform");
    assert_eq!(comment.author.name.as_deref(), Some("Pau Roca"), "name");
    assert_eq!(comment.text.as_str(), "¿Abren el lunes?", "no script, no control");
    assert_eq!(comment.external_id, "99", "its own id");
    assert_eq!(comment.parent_id.as_deref(), Some("77"), "the comment above");
    assert_eq!(
        comment.permalink.as_deref(),
        Some("https://www.facebook.com/clinic/posts/1?comment_id=77&reply_comment_id=99"),
        "a whole address without tracking"
    );
}

#[test]
fn other_markup_is_read_by_what_a_reader_sees() {
    let table = "<table><tr><th>Author</th><th>Comment</th><th>Date</th></tr>\
                 <tr><td>Ann</td><td>Too<br>late</td><td>2026-11-02</td></tr></table>";
    let found = read(table);
    assert_eq!(found.comments[0].text.as_str(), "Too\nlate", "a table under any name");
    let words =
        "<div>Dana Wells</div><div>4 reviews</div><div>2 weeks ago</div><div>Never again.</div>";
    assert_eq!(read(words).comments[0].text.as_str(), "Never again.", "words in lines");
    let plain = import::paste(
        Some("<b></b>"),
        "Dana Wells\n4 reviews\n2 weeks ago\nNo.",
        &bare_options("p"),
    );
    assert_eq!(plain.unwrap().comments.len(), 1, "empty markup gives way to the words");
    let none = read("<html><script>var comments = [1]</script></html>");
    assert!(!none.is_recognised && !none.warnings.is_empty(), "a page of scripts is nothing");
}

#[test]
fn markup_without_end_or_bottom_does_not_hang() {
    for piece in
        ["<div>", "<a href='/x/'>", "<p><b>", "<table><tr><td>", "<div role=article>", "<li>x"]
    {
        let found = read(&piece.repeat(20_000));
        assert!(found.comments.is_empty(), "{piece}");
    }
}
