//! The same exports in other shapes: other columns, other languages, wrapped answers, lists of posts.

use bedside::model::{NewComment, Platform, SourceFlag};

use super::read;

fn line(comment: &NewComment) -> String {
    let reply = comment.existing_reply.as_ref().map_or("-", |reply| reply.text.as_str());
    let who = comment.author.name.as_deref().or(comment.author.handle.as_deref()).unwrap_or("-");
    let stars = comment.stars.map_or_else(|| "-".to_owned(), |stars| stars.to_string());
    let parent = comment.parent_id.as_deref().unwrap_or("-");
    format!("{}|{who}|{}|{stars}|{parent}|{reply}", comment.platform.name(), comment.text.as_str())
}

fn lines(text: &str) -> Vec<String> {
    read(text).comments.iter().map(line).collect()
}

#[test]
fn pages_in_german_and_french_are_read_like_those_in_english() {
    let german = "Jana Roth\nLocal Guide·15 Rezensionen·4 Fotos\nvor einem Monat\nEine Stunde gewartet.\n\
        Foto 1 in der Rezension von Jana Roth\nOlaf B.\n2 Rezensionen\nBearbeitet: vor 3 Monaten\nZurückgerufen. … Mehr\n\
        Harborview Aesthetics (Inhaber)\nvor 2 Monaten\nVielen Dank.\n";
    assert_eq!(
        lines(german),
        [
            "google|Jana Roth|Eine Stunde gewartet.|-|-|-",
            "google|Olaf B.|Zurückgerufen. …|-|-|Vielen Dank."
        ],
        "reviews in German"
    );
    let french = "Élodie G.\nLocal Guide · 12 avis · 3 photos\nil y a 2 semaines\nTrop long.\nJ'aime\nPartager\n\
        Réponse du propriétaire il y a une semaine\nMerci.\nLuc M.\n5/5\nil y a un an sur\nGoogle\nTrès bien\n";
    assert_eq!(
        lines(french),
        ["google|Élodie G.|Trop long.|-|-|Merci.", "google|Luc M.|Très bien|5|-|-"],
        "reviews in French"
    );
    let thread = "Relevanteste zuerst\nUte K.\nKeiner ruft zurück.\n2 Tage\nGefällt mir\nAntworten\n4\nVerfasser\n\
        Harborview Aesthetics\nDanke, Ute.\n1 Tag\nGefällt mir\nAntworten\nBo\n ·\nFolgen\nPreis?\n3 Wo.\nGefällt mir\n\
        Antworten\nBearbeitet\n";
    assert_eq!(
        lines(thread),
        ["facebook|Ute K.|Keiner ruft zurück.|-|-|Danke, Ute.", "facebook|Bo|Preis?|-|-|-"],
        "a thread in German"
    );
}

#[test]
fn lists_of_posts_give_their_comments() {
    let posts = r#"{"data":[{"id":"10_87","message":"Our post","created_time":"2026-11-18T13:21:53+0000",
        "comments":{"data":[{"id":"87_1","message":"hey","created_time":"2026-11-18T14:21:53+0000","from":{"name":"Bo","id":"9"},
        "comments":{"data":[{"id":"87_2","message":"hello","created_time":"2026-11-18T15:21:53+0000",
        "from":{"name":"Harborview Aesthetics","id":"10"}}]}}]}}]}"#;
    assert_eq!(lines(posts), ["facebook|Bo|hey|-|-|hello"], "Facebook");
    assert_eq!(read(posts).comments[0].post_context.as_deref(), Some("Our post"), "context");
    let media = r#"{"data":[{"id":"179","caption":"Fall","media_type":"IMAGE","permalink":"https://www.instagram.com/p/A/",
        "timestamp":"2026-11-18T13:21:53+0000","comments":{"data":[{"id":"18","text":"wow",
        "timestamp":"2026-11-18T13:30:53+0000","username":"bo"}]}}]}"#;
    assert_eq!(lines(media), ["instagram|bo|wow|-|-|-"], "Instagram");
    let several = r#"{"870055":{"data":[{"id":"870055_1","message":"hey","created_time":"2026-11-18T13:21:53+0000",
        "parent":{"id":"870055"}}]},"870056":{"data":[]}}"#;
    assert_eq!(lines(several), ["facebook|-|hey|-|-|-"], "an answer by id; a post is no parent");
}

#[test]
fn wrapped_answers_are_unwrapped() {
    let graph = r#"{"data":{"business":{"name":"H","reviews":[{"id":"q1","url":"https://www.yelp.com/biz/x?hrid=q1",
        "text":"Bad...","rating":2,"time_created":"2026-11-01 10:00:00","user":{"id":"u","name":"Ella A."},
        "public_response":{"text":"Thanks","time_created":"2026-11-02 10:00:00"}}]}}}"#;
    assert_eq!(lines(graph), ["yelp|Ella A.|Bad...|2|-|Thanks"], "Yelp");
    let one = r#"{"data":{"id":"199","text":"hi &amp; bye","author_id":"5","created_at":"2026-11-18T10:00:00.000Z"},
        "includes":{"users":[{"id":"5","name":"Bo","username":"bo_l"}]}}"#;
    assert_eq!(lines(one), ["x|Bo|hi & bye|-|-|-"], "one post on X");
    let podium = r#"[{"uid":"u1","author":{"name":"Bo"},"review":{"body":"ok","rating":4,"siteName":"google","siteReviewId":"s1"},
        "createdAt":"2026-11-18T10:00:00Z","responses":[{"body":"new","createdAt":"2026-11-20T10:00:00Z"},
        {"body":"old","createdAt":"2026-11-19T10:00:00Z"}]}]"#;
    assert_eq!(lines(podium), ["google|Bo|ok|4|-|new"], "the latest answer, wherever it stands");
    let notes = read(r#"[{"url":"https://facebook.com/x","error":"not_available"}]"#);
    assert!(notes.is_recognised && notes.skipped[0].reason == "error-item", "{:?}", notes.skipped);
}

#[test]
fn downloads_of_the_account_are_history_in_every_form() {
    for text in [
        r#"[{"label_values":[{"label":"Comment","value":"Nice Ã©"},{"label":"Media Owner","value":"bo"},
            {"label":"Time","timestamp_value":1794830462}]}]"#,
        r#"{"comments_reels_comments":[{"string_map_data":{"Comentario":{"value":"Nice Ã©"},"Media Owner":{"value":"bo"},
            "Hora":{"timestamp":1794830462}}}]}"#,
    ] {
        let found = read(text);
        assert_eq!((found.format, found.comments.len()), ("meta-dyi", 0), "{text}");
        assert_eq!(found.own_history[0].text.as_str(), "Nice é", "{text}");
        assert!(found.own_history[0].at.is_some(), "{text}");
    }
}

#[test]
fn a_suite_names_platforms_and_handles_its_own_way() {
    let suite = "Medium,Channel,From,Text,Date,Rating\nFACEBOOK_PAGE,Harborview,Bo,ok,11/25/2026 10:00,\"4,0\"\n\
        LINKEDIN_COMPANY,Harborview,Al,'=1+1,11/02/2026,★★☆☆☆\nTWITTER,Harborview,@cy,no,2 days ago,\n";
    assert_eq!(
        lines(suite),
        ["facebook|Bo|ok|4|-|-", "linkedin|Al|=1+1|2|-|-", "x|cy|no|-|-|-"],
        "the column that names platforms"
    );
    assert!(read(suite).comments.iter().all(|comment| comment.posted_at.is_some()), "times");
    let both = "Network;Name;Username;Datum;Kommentar;Unsere Antwort\nInstagram;Ute;@ute;03.11.2026;Hallo;Danke\n";
    let comment = &read(both).comments[0];
    assert_eq!(comment.author.handle.as_deref(), Some("ute"), "handle");
    assert_eq!(comment.author.name.as_deref(), Some("Ute"), "name");
    assert!(comment.existing_reply.is_some(), "answer");
}

#[test]
fn exports_of_scrapers_keep_what_their_numbers_mean() {
    let numbered = "ExportComments.com\nSource URL,https://www.instagram.com/p/DHx/\n\n\
        ,,Name,Username,Date,Comment,(view source)\n1,,Bo L,bo_l,13/11/2026 10:00:00,hi there,https://www.instagram.com/p/DHx/c/901/\n\
        ,1-1,Al,al.x,13/11/2026 11:00:00,me too,view comment\n";
    assert_eq!(
        lines(numbered),
        ["instagram|Bo L|hi there|-|-|-", "instagram|Al|me too|-|901|-"],
        "the platform of the lines above, the parent by number"
    );
    let video = "id,Name,Date,Likes,isHearted,isPinned,Comment,(view source)\n\
        1,@bo,14/11/26 07:24:13,2,,,hi,https://www.youtube.com/watch?v=A&lc=Ugx\n\
        2,@al,02/11/26 07:24:13,2,,,yo,https://www.youtube.com/watch?v=A&lc=Ugx.9x\n";
    assert_eq!(lines(video), ["youtube|bo|hi|-|-|-", "youtube|al|yo|-|Ugx|-"], "ids of links");
    let maps = "name,author_title,review_id,review_text,review_rating,review_timestamp,review_datetime_utc\n\
        H,Bo,r1,\"(Translated by Google) Good\n\n(Original)\nBueno\",5,1.79E+09,11/16/2026 12:01:02\n\
        H,__NO_REVIEWS_FOUND__,,,,,\n";
    let found = read(maps);
    assert_eq!(found.comments.len(), 1, "a marker is no review");
    let comment = &found.comments[0];
    assert_eq!(comment.text.as_str(), "Bueno", "what was written");
    assert_eq!(
        comment.text_translated.as_ref().map(|words| words.as_str()),
        Some("Good"),
        "the machine's"
    );
    assert_eq!(comment.posted_at.map(|at| at.as_second()), Some(1_794_830_462), "the other column");
    assert_eq!(comment.platform, Platform::Google, "platform");
    assert!(!comment.flags.contains(&SourceFlag::TranslationOnly), "both are there");
    let short = read(
        "cid,text,createTime,uniqueId,repliesToId\n7E+18,hi,1794830462,bo,\n7E+18,ho,1794830463,al,7E+18\n",
    );
    assert_eq!(short.comments.len(), 2, "rounded ids are no ids: {:?}", short.warnings);
    assert_eq!(short.comments[1].parent_id, None, "and no parents");
}

#[test]
fn yelp_with_its_markup_has_stars_ids_and_answers() {
    let page = r#"<ul><li><a href="/user_details?userid=a"><img alt="Photo of Ella A."></a>
        <a href="/user_details?userid=a">Ella A.</a><div>Tampa, FL</div><div role="img" aria-label="4 star rating"></div>
        <span>Nov 3, 2026</span><p><span lang="en">Calm lobby.<br>Would go again.</span></p>
        <a href="/biz/h?hrid=R1">Share</a></li><li><a href="/user_details?userid=b">Yanni L.</a>
        <div role="img" aria-label="1 star rating"></div><span>Oct 14, 2026</span><p><span lang="es">Mal…</span></p>
        <p>Business Owner Information</p><p>Oct 16, 2026</p><p><span lang="en">Sorry.</span></p></li></ul>"#;
    let found = read(page);
    assert_eq!(found.format, "clipboard-yelp-html", "{:?}", found.warnings);
    assert_eq!(
        found.comments.iter().map(line).collect::<Vec<_>>(),
        ["yelp|Ella A.|Calm lobby.\nWould go again.|4|-|-", "yelp|Yanni L.|Mal…|1|-|Sorry."],
        "reviews"
    );
    assert_eq!(found.comments[0].external_id, "R1", "the id of the link");
}

#[test]
fn a_content_report_in_spanish_is_named_too() {
    let found = read(
        "Identificador de la publicación,Título,Descripción,Hora de publicación,Tipo de publicación,Reacciones,Comentarios\n\
         1,T,Nuestra publicación,27/09/2026 18:30,Foto,3,4\n",
    );
    assert_eq!((found.format, found.comments.len()), ("meta-content-report", 0), "named");
    assert!(!found.warnings.is_empty(), "explained");
}

#[test]
fn too_many_values_are_refused_before_they_take_memory() {
    let options = super::bare_options("many");
    for text in [
        format!("[{}]", vec!["{\"a\":1}"; 400_001].join(",")),
        format!("[{}]", "[],".repeat(2_000_001)),
        format!("author,comment\n{}", format!("{}\n", ",".repeat(1000)).repeat(12_001)),
        format!("<div>{}", "<a href=\"/x\">n</a>".repeat(400_000)),
    ] {
        let result = bedside::import::read(text.as_bytes(), &options);
        assert!(result.is_err(), "{} bytes are refused", text.len());
    }
}
