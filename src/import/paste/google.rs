//! Reviews copied from Google: the reviews dialog of the search page, and the reviews of Maps.

use jiff::Timestamp;

use super::Page;
use super::words::{self, plain};
use crate::import::ago;
use crate::import::batch::{Batch, Found, Mark, reply};
use crate::import::moment::Moment;
use crate::import::own::without_owner_mark;
use crate::import::record;
use crate::model::{Kind, Platform, SourceFlag};

/// Where a review begins, and what stands in its first lines.
struct Header {
    /// The line of the name.
    name: usize,
    /// The first line of the words.
    body: usize,
    when: Posted,
    stars: Option<f64>,
}

/// A time as the page shows it.
#[derive(Clone, Copy)]
pub(in crate::import) struct Posted {
    /// When it was written.
    pub(in crate::import) moment: Moment,
    /// Whether the page says that it was changed since.
    pub(in crate::import) is_edited: bool,
}

/// How many reviews the page seems to hold.
pub(super) fn count(page: &Page<'_>, captured_at: Timestamp) -> usize {
    headers(page, captured_at).len()
}

/// Reads them into the batch.
pub(super) fn read(page: &mut Page<'_>, batch: &mut Batch<'_>) {
    let captured_at = batch.options.captured_at;
    let headers = headers(page, captured_at);
    let place = headers.first().and_then(|first| place_name(page, first.name));
    let mut has_stars = false;
    for (number, header) in headers.iter().enumerate() {
        let end = headers.get(number + 1).map_or(page.len(), |next| next.name);
        let mut found = Found::new(Platform::Google, Kind::Review, header.name + 1);
        found.named(Some(page.line(header.name)));
        found.posted(Some(header.when.moment));
        if header.when.is_edited {
            found.flag(SourceFlag::Edited);
        }
        if let Some(stars) = header.stars {
            (found.comment.stars, found.exact_stars) = record::whole_stars(stars);
            has_stars = true;
        }
        let owner = (header.body..end).find_map(|index| owner(page, index, end, captured_at));
        let body_end = owner.as_ref().map_or(end, |owner| owner.start);
        let mut text = page.words(header.body, body_end, is_interface);
        if words::cut_more(&mut text) {
            found.flag(SourceFlag::Truncated);
        }
        found.said(&text);
        found.comment.post_context.clone_from(&place);
        if text.lines().any(|line| ago::read(line, captured_at).is_some() || is_counter(line)) {
            found.doubt = Some("Does another review begin inside this one?".to_owned());
        }
        let reply_start = owner.as_ref().map(|owner| owner.start);
        if let Some(owner) = owner {
            let mut text = page.words(owner.body, end, is_interface);
            words::cut_more(&mut text);
            found.comment.existing_reply =
                reply(Some(&text), owner.when.map(|when| when.moment.at), owner.name.as_deref());
        }
        let number = batch.add(found);
        for index in header.name..end {
            let is_reply = reply_start.is_some_and(|start| index >= start);
            if !is_interface(page.line(index)) {
                page.mark(
                    index,
                    index + 1,
                    if is_reply { Mark::Reply(number) } else { Mark::Found(number) },
                );
            }
        }
    }
    if !headers.is_empty() && !has_stars {
        batch.warn("Copied text of Google carries no stars. Add them in the preview, or import the reviews as a file");
    }
}

fn headers(page: &Page<'_>, captured_at: Timestamp) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let mut from = 0;
    while let Some(name) = page.next(from, page.len()) {
        match header(page, name, captured_at) {
            Some(header) => {
                from = header.body;
                headers.push(header);
            }
            None => from = name + 1,
        }
    }
    headers
}

/// A name, then a counter or signs for stars or both, then a time.
fn header(page: &Page<'_>, name: usize, captured_at: Timestamp) -> Option<Header> {
    let label = page.line(name);
    if label.chars().count() > 80
        || is_interface(label)
        || is_counter(label)
        || is_owner_heading(label)
    {
        return None;
    }
    if when(label, captured_at).is_some() || label.ends_with(':') || signs(label).is_some() {
        return None;
    }
    let (mut has_proof, mut stars) = (false, None);
    let mut at = name + 1;
    for _ in 0..8 {
        let next = page.next(at, page.len())?;
        let line = page.line(next);
        if is_counter(line) {
            has_proof = true;
        } else if let Some(found) = signs(line) {
            has_proof = true;
            stars = stars.or(found);
        } else if has_proof && let Some(when) = when(line, captured_at) {
            // "… ago on" is followed by the site's name, and a new review by "New".
            let mut body = next + 1;
            if [" on", " en", " auf", " sur"].iter().any(|word| plain(line).ends_with(word)) {
                body = page.next(body, page.len()).map_or(body, |site| site + 1);
            }
            if let Some(next) = page.next(body, page.len())
                && matches!(
                    plain(page.line(next)).as_str(),
                    "new" | "nuevo" | "nueva" | "neu" | "nouveau"
                )
            {
                body = next + 1;
            }
            return Some(Header { name, body, when, stars });
        } else {
            return None;
        }
        at = next + 1;
    }
    None
}

/// "15 reviews", "Local Guide · 15 reviews · 4 photos", "1 reseña", "Local Guide".
fn is_counter(line: &str) -> bool {
    const NOUNS: [&str; 21] = [
        "review",
        "reviews",
        "photo",
        "photos",
        "rating",
        "ratings",
        "reseña",
        "reseñas",
        "opinión",
        "opiniones",
        "foto",
        "fotos",
        "video",
        "videos",
        "calificaciones",
        "rezension",
        "rezensionen",
        "bewertung",
        "bewertungen",
        "avis",
        "vidéos",
    ];
    let line = plain(line);
    let mut has_number = false;
    let is_all = !line.is_empty()
        && line.split('·').map(str::trim).all(|part| {
            if matches!(part, "local guide" | "guía local" | "guide local" | "local guides") {
                return true;
            }
            let Some((number, noun)) = part.split_once(' ') else { return false };
            let is_count = words::is_number(number) && NOUNS.contains(&noun.trim());
            has_number |= is_count;
            is_count
        });
    is_all && (has_number || line.contains("guide"))
}

/// Stars as signs of a page's own font, `5/5`, or `★★★☆☆`: the number, where one can be told.
#[expect(clippy::option_option, reason = "signs that stand for stars do not always tell how many")]
fn signs(line: &str) -> Option<Option<f64>> {
    let is_private = |c: char| matches!(u32::from(c), 0xe000..=0xf8ff);
    if !line.is_empty() && line.chars().all(|c| is_private(c) || c.is_whitespace()) {
        return Some(None);
    }
    let is_rating = line
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | ',' | ' ' | '★' | '☆' | '⭐'))
        && line.contains(['/', '★', '⭐']);
    let is_worded = matches!(
        plain(line).split_once(' '),
        Some((number, "star" | "stars" | "estrella" | "estrellas" | "stern" | "sterne" | "étoile" | "étoiles"))
            if words::is_number(number)
    );
    (is_rating || is_worded).then(|| record::stars(line)).filter(Option::is_some)
}

/// "3 weeks agoNew", "Edited 3 months ago", "a month ago on".
pub(in crate::import) fn when(line: &str, captured_at: Timestamp) -> Option<Posted> {
    let mut text = plain(line);
    for end in ["new", "nuevo", "nueva", "neu", "nouveau", " on", " en", " auf", " sur"] {
        if let Some(rest) = text.strip_suffix(end) {
            text = rest.trim_end().to_owned();
        }
    }
    let edited = [
        "edited ",
        "editado ",
        "editada ",
        "última edición: ",
        "fecha de edición: ",
        "bearbeitet: ",
        "bearbeitet ",
        "zuletzt bearbeitet: ",
        "modifié ",
        "modifié : ",
        "dernière modification : ",
        "última modificación: ",
        "se editó ",
    ]
    .iter()
    .find_map(|start| text.strip_prefix(start));
    let is_edited = edited.is_some();
    let moment = ago::read(edited.unwrap_or(&text), captured_at)?;
    Some(Posted { moment, is_edited })
}

/// An answer of the owner.
struct Owner {
    /// Its first line.
    start: usize,
    /// The first line of its words.
    body: usize,
    when: Option<Posted>,
    name: Option<String>,
}

fn owner(page: &Page<'_>, index: usize, end: usize, captured_at: Timestamp) -> Option<Owner> {
    let line = page.line(index);
    // "Harborview (Owner)" and a time below it.
    if without_owner_mark(&plain(line)).is_some() {
        let next = page.next(index + 1, end)?;
        let when = when(page.line(next), captured_at)?;
        return Some(Owner {
            start: index,
            body: next + 1,
            when: Some(when),
            name: Some(line.to_owned()),
        });
    }
    // "Response from the owner a month ago", the time perhaps on the next line.
    let rest = owner_heading(line)?;
    let (time, body) = if rest.is_empty() {
        let next = page.next(index + 1, end)?;
        match when(page.line(next), captured_at) {
            Some(found) => (Some(found), next + 1),
            None => (None, index + 1),
        }
    } else {
        (Some(when(&rest, captured_at)?), index + 1)
    };
    Some(Owner { start: index, body, when: time, name: None })
}

/// What follows the heading of an owner's answer on its line.
pub(in crate::import) fn owner_heading(line: &str) -> Option<String> {
    const HEADINGS: [&str; 14] = [
        "response from the owner",
        "owner's reply",
        "respuesta de la empresa",
        "respuesta del propietario",
        "respuesta de la propietaria",
        "respuesta del dueño",
        "respuesta del negocio",
        "reply from the owner",
        "antwort vom inhaber",
        "antwort des inhabers",
        "antwort der inhaberin",
        "réponse du propriétaire",
        "réponse de la propriétaire",
        "réponse de l'établissement",
    ];
    let line = plain(line);
    let rest = HEADINGS.iter().find_map(|heading| line.strip_prefix(heading))?;
    Some(rest.trim_matches([' ', '·']).to_owned())
}

fn is_owner_heading(line: &str) -> bool {
    owner_heading(line).is_some() || without_owner_mark(&plain(line)).is_some()
}

/// Lines of the page that nobody wrote.
fn is_interface(line: &str) -> bool {
    let lower = plain(line);
    let is_word = matches!(
        lower.as_str(),
        "like"
            | "share"
            | "me gusta"
            | "compartir"
            | "new"
            | "hover to react"
            | "helpful"
            | "see original"
            | "google"
            | "actions"
            | "flag as inappropriate"
            | "ver original"
            | "sort by"
            | "most relevant"
            | "newest"
            | "highest"
            | "lowest"
            | "más relevantes"
            | "más recientes"
            | "ordenar por"
            | "write a review"
            | "escribir una reseña"
            | "all reviews"
            | "more reviews"
            | "translated by google"
            | "gefällt mir"
            | "teilen"
            | "neu"
            | "relevanteste"
            | "neueste"
            | "höchste bewertung"
            | "niedrigste bewertung"
            | "sortieren nach"
            | "j'aime"
            | "partager"
            | "nouveau"
            | "les plus pertinents"
            | "les plus récents"
            | "trier par"
            | "ver traducción"
            | "más altas"
            | "más bajas"
            | "calificación más alta"
            | "calificación más baja"
    );
    let is_photo = (lower.starts_with("photo ") && lower.contains(" in review by "))
        || (lower.starts_with("foto ") && lower.contains(" en la reseña de "))
        || (lower.starts_with("foto ") && lower.contains(" de la reseña de "))
        || (lower.starts_with("foto ") && lower.contains(" in der rezension von "))
        || (lower.starts_with("photo ") && lower.contains(" dans l'avis de "));
    let is_translation = [
        "see translation (",
        "ver traducción (",
        "übersetzung anzeigen (",
        "voir la traduction (",
        "see original (",
        "ver original (",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    is_word || is_photo || is_translation || is_reaction(line)
}

/// A picture and a number: "❤️1".
fn is_reaction(line: &str) -> bool {
    let digits = line.bytes().rev().take_while(u8::is_ascii_digit).count();
    let picture = line.get(..line.len() - digits).unwrap_or_default().trim_end();
    digits > 0
        && !picture.is_empty()
        && picture.chars().count() <= 4
        && picture
            .chars()
            .all(|c| matches!(u32::from(c), 0x2600..=0x27bf | 0x1f000..=0x1faff | 0xfe0f | 0x200d))
}

/// The name of the place stands above its average.
fn place_name(page: &Page<'_>, end: usize) -> Option<String> {
    (0..end).find_map(|index| {
        let next = page.next(index + 1, end)?;
        let is_average = words::is_number(page.line(next)) && page.line(next).contains(['.', ',']);
        (is_average && !page.line(index).is_empty()).then(|| page.line(index).to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_reactions_and_signs_are_told_from_words() {
        for line in [
            "2 reviews",
            "Local Guide·15 reviews·4 photos",
            "1 reseña",
            "Local Guide · 1,204 opiniones",
        ] {
            assert!(is_counter(line), "{line}");
        }
        for line in ["2 reviews of my complaint", "reviews", "Great", ""] {
            assert!(!is_counter(line), "{line}");
        }
        assert!(is_reaction("❤️1") && is_reaction("👍3"), "reactions");
        assert!(!is_reaction("Day 41") && !is_reaction("5"), "words and numbers");
        assert_eq!(signs("4/5"), Some(Some(4.0)), "a fraction");
        assert_eq!(signs("\u{e838}\u{e838}"), Some(None), "a page's own font");
        assert_eq!(signs("12"), None, "a number");
    }
}
