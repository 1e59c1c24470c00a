//! Which row is the header, and what separates its cells. Headers compare by letters and digits alone.

use csv::{ReaderBuilder, StringRecord};

use super::PREAMBLE_ROWS;
use crate::import::Options;
use crate::import::preset::{Field, PRESETS, Preset};

/// Header names of tables that no preset knows, for each field the best first.
pub(super) const SYNONYMS: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "comment",
            "commenttext",
            "comments",
            "reviewtext",
            "reviewcontent",
            "reviewbody",
            "review",
            "message",
            "messagetext",
            "content",
            "text",
            "body",
            "feedback",
            "kommentar",
            "kommentare",
            "comentario",
            "comentarios",
            "commentaire",
            "reseña",
            "bewertungstext",
            "mensaje",
            "nachricht",
            "texto",
            "avis",
            "opinión",
            "opinion",
            "opiniones",
            "rezension",
            "rezensionstext",
            "bewertung",
            "valoración",
            "textodelcomentario",
            "textodelareseña",
            "contenido",
            "inhalt",
            "contenu",
            "post",
        ],
    ),
    (
        Field::Author,
        &[
            "author",
            "authorname",
            "name",
            "from",
            "user",
            "username",
            "displayname",
            "reviewer",
            "reviewername",
            "customer",
            "customername",
            "contact",
            "contactname",
            "profilename",
            "autor",
            "auteur",
            "nombre",
            "usuario",
            "verfasser",
            "commenter",
            "postedby",
            "nom",
            "cliente",
            "client",
            "kunde",
            "nutzer",
            "benutzer",
            "utilisateur",
            "autora",
            "patient",
            "paciente",
        ],
    ),
    (
        Field::Handle,
        &[
            "handle",
            "authorhandle",
            "screenname",
            "userhandle",
            "twitterhandle",
            "benutzername",
            "nombredeusuario",
        ],
    ),
    (
        Field::Posted,
        &[
            "date",
            "created",
            "createdat",
            "createdtime",
            "timestamp",
            "publishedat",
            "posted",
            "postedat",
            "reviewdate",
            "commentdate",
            "messagedate",
            "publishedtime",
            "publishdate",
            "dateposted",
            "datetime",
            "time",
            "datum",
            "fecha",
            "fechahora",
            "createddate",
            "submittedat",
            "dateutc",
            "createdatutc",
            "datumuhrzeit",
            "erstelltam",
            "veröffentlichtam",
            "fechayhora",
            "fechadepublicación",
            "fechadecreación",
            "datedepublication",
            "publiéle",
            "créele",
        ],
    ),
    (
        Field::Stars,
        &[
            "stars",
            "rating",
            "reviewrating",
            "score",
            "starrating",
            "reviewstars",
            "sterne",
            "note",
            "bewertung",
            "estrellas",
            "calificación",
            "calificacion",
            "puntuación",
            "puntuacion",
            "valoración",
        ],
    ),
    (
        Field::Platform,
        &[
            "plattform",
            "plataforma",
            "network",
            "platform",
            "source",
            "site",
            "channel",
            "medium",
            "sourcetype",
            "sourcename",
            "sitename",
            "reviewsite",
            "reviewsource",
            "socialnetwork",
            "red",
            "plateforme",
            "quelle",
        ],
    ),
    (
        Field::Id,
        &[
            "id",
            "messageid",
            "commentid",
            "reviewid",
            "nativeid",
            "externalid",
            "nativemessageid",
            "nativecommentid",
        ],
    ),
    (
        Field::Permalink,
        &[
            "link",
            "url",
            "permalink",
            "posturl",
            "viewsource",
            "commenturl",
            "commentlink",
            "reviewurl",
            "reviewlink",
            "permalinkurl",
            "enlace",
            "messageurl",
            "perma link",
        ],
    ),
    (
        Field::Reply,
        &[
            "reply",
            "response",
            "ownerresponse",
            "ouranswer",
            "answer",
            "ourreply",
            "ownerreply",
            "replytext",
            "responsetext",
            "businessresponse",
            "companyreply",
            "existingreply",
            "antwort",
            "respuesta",
            "réponse",
            "owneranswer",
            "reviewreply",
            "unsereantwort",
            "nuestrarespuesta",
            "notreréponse",
            "antwortdesinhabers",
        ],
    ),
    (
        Field::ReplyAt,
        &[
            "replydate",
            "responsedate",
            "replyat",
            "repliedat",
            "respondedat",
            "ownerresponsedate",
            "responsetime",
        ],
    ),
    (
        Field::Parent,
        &["parentid", "inreplyto", "parentcommentid", "replytoid", "inreplytoid", "parent"],
    ),
    (Field::Title, &["reviewtitle", "headline", "commenttitle"]),
    (
        Field::Context,
        &[
            "posttitle",
            "postcontext",
            "posttext",
            "postcaption",
            "caption",
            "videotitle",
            "location",
            "locationname",
            "businessname",
            "ubicación",
            "standort",
            "place",
            "placename",
        ],
    ),
    (Field::Language, &["language", "lang", "languagecode", "idioma", "sprache"]),
    (Field::Direction, &["direction"]),
    (Field::MessageType, &["messagetype"]),
    (Field::Hidden, &["hidden", "ishidden"]),
];

/// The letters and digits of a header, lower case.
pub(in crate::import) fn key(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a header says that nobody's comments follow.
pub(super) struct Trap {
    pub(super) format: &'static str,
    pub(super) sentence: &'static str,
}

/// Reports that look like a source but hold the practice's own posts and counts.
pub(super) fn trap(headers: &StringRecord) -> Option<Trap> {
    let keys: Vec<String> = headers.iter().map(key).collect();
    let has = |name: &str| keys.iter().any(|key| key == name);
    let counts = ["reactions", "shares", "likes", "reach", "impressions", "views", "saves"];
    // The same report in Spanish, German and French.
    let local_counts =
        ["reacciones", "reaktionen", "réactions", "alcance", "reichweite", "couverture"];
    let local_posts = [
        "identificadordelapublicación",
        "identificadordepublicación",
        "beitragsid",
        "beitragskennung",
        "identifiantdelapublication",
    ];
    let is_local =
        local_posts.iter().any(|name| has(name)) && local_counts.iter().any(|name| has(name));
    let is_report = is_local
        || (has("postid")
            && (has("publishtime") || has("posttype"))
            && counts.iter().filter(|name| has(name)).count() >= 1
            && !has("commenttext"));
    is_report.then_some(Trap {
        format: "meta-content-report",
        sentence: "This is a content report of Meta Business Suite: it counts comments and does not hold them, so nothing \
                   was added. Copy the thread from the page, or export the comments with another tool",
    })
}

/// The separator and how many rows stand above the header.
pub(super) fn find(text: &str, told: Option<u8>, options: &Options) -> Option<(u8, usize)> {
    // Everything that a header can stand in; a quotation mark that swallows more is no header.
    let head = text.get(..text.floor_char_boundary(256 * 1024)).unwrap_or(text);
    let candidates: &[u8] = match &told {
        Some(sign) => std::slice::from_ref(sign),
        None => b",;\t|",
    };
    let best = candidates.iter().filter_map(|&delimiter| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(head.as_bytes());
        let rows: Vec<StringRecord> =
            reader.records().take(PREAMBLE_ROWS).map_while(Result::ok).collect();
        let (index, score) = best_row(&rows.iter().collect::<Vec<_>>(), options)?;
        Some((score, delimiter, index))
    });
    best.max_by_key(|&(score, ..)| score).map(|(_, delimiter, index)| (delimiter, index))
}

/// How many rows stand above the header of a table whose cells are known.
pub(super) fn find_row(rows: &[&StringRecord], options: &Options) -> Option<usize> {
    best_row(rows, options).map(|(index, _)| index)
}

/// The row that does best as a header, and how well.
fn best_row(rows: &[&StringRecord], options: &Options) -> Option<(usize, usize)> {
    rows.iter()
        .map(|row| score(row, options))
        .enumerate()
        .max_by_key(|&(index, score)| (score, std::cmp::Reverse(index)))
        .filter(|&(_, score)| score > 0)
}

/// How well a row would do as a header; 0: not at all.
fn score(row: &StringRecord, options: &Options) -> usize {
    if row.iter().any(|cell| cell.len() > 200) {
        return 0;
    }
    let keys: Vec<String> = row.iter().map(key).collect();
    let n_known = SYNONYMS
        .iter()
        .filter(|(_, names)| names.iter().any(|name| keys.iter().any(|key| key == name)))
        .count();
    let n_mapped = options
        .map
        .iter()
        .filter(|(header, _)| keys.contains(&key(header)) && !key(header).is_empty())
        .count();
    let has_preset = preset(&keys).is_some();
    let has_words = |field: Field| {
        SYNONYMS.iter().any(|(known, names)| {
            *known == field && names.iter().any(|name| keys.iter().any(|key| key == name))
        })
    };
    let is_header = has_preset
        || n_mapped > 0
        || trap(row).is_some()
        || (n_known >= 2
            && (has_words(Field::Text) || (has_words(Field::Stars) && has_words(Field::Author))));
    if is_header {
        n_known + 4 * n_mapped + if has_preset { 20 } else { 0 } + keys.len().min(50) / 10
    } else {
        0
    }
}

/// The known export with this header.
pub(super) fn preset(keys: &[String]) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| {
        preset.needs.iter().all(|group| group.iter().any(|name| keys.contains(&key(name))))
    })
}
