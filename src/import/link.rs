//! What the address of a comment tells: its platform, its id and the comment it answers.

use crate::model::Platform;

/// A comment's id and the id of the comment it answers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ids {
    /// Its own.
    pub(super) id: String,
    /// The comment above it.
    pub(super) parent: Option<String>,
}

/// Ids in the address of a Facebook or Instagram comment.
pub(super) fn ids(url: &str) -> Option<Ids> {
    instagram(url).or_else(|| facebook(url)).or_else(|| youtube(url)).or_else(|| post_on_x(url))
}

/// `watch?v=…&lc=<id>`; a reply's id is the id of its thread, a full stop, and its own.
fn youtube(url: &str) -> Option<Ids> {
    let id = parameter(url, "lc").filter(|id| !id.is_empty() && url.contains("youtu"))?;
    let parent = id.split_once('.').map(|(parent, _)| parent.to_owned());
    Some(Ids { id, parent })
}

/// `x.com/<name>/status/<id>`.
fn post_on_x(url: &str) -> Option<Ids> {
    if platform(url) != Some(Platform::X) {
        return None;
    }
    let (_, rest) = url.split_once("/status/")?;
    let id = rest.split(['/', '?', '#']).next().filter(|id| id.len() > 9 && is_number(id))?;
    Some(Ids { id: id.to_owned(), parent: None })
}

fn facebook(url: &str) -> Option<Ids> {
    let comment = parameter(url, "comment_id").and_then(|id| plain_id(&id))?;
    match parameter(url, "reply_comment_id").and_then(|id| plain_id(&id)) {
        Some(id) => Some(Ids { id, parent: Some(comment) }),
        None => Some(Ids { id: comment, parent: None }),
    }
}

/// `/p/CODE/c/<id>` and `/p/CODE/c/<parent>/r/<id>`.
fn instagram(url: &str) -> Option<Ids> {
    let (_, path) = url.split_once("instagram.com/")?;
    let mut parts = path.split(['/', '?']).skip_while(|part| *part != "c").skip(1);
    let comment = parts.next().filter(|id| is_number(id))?.to_owned();
    match (parts.next(), parts.next()) {
        (Some("r"), Some(id)) if is_number(id) => {
            Some(Ids { id: id.to_owned(), parent: Some(comment) })
        }
        _ => Some(Ids { id: comment, parent: None }),
    }
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())
}

/// The value of one parameter of an address, percent signs read.
pub(super) fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next()?;
    let value = query.split('&').map(|pair| pair.strip_prefix("amp;").unwrap_or(pair)).find_map(
        |pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value),
    )?;
    Some(percent(value))
}

fn percent(raw: &str) -> String {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%')
            .then(|| after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(byte));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A number as it is, or the number inside base64 of `comment:<post>_<comment>`.
pub(super) fn plain_id(raw: &str) -> Option<String> {
    if is_number(raw) {
        return Some(raw.to_owned());
    }
    let decoded = String::from_utf8(base64(raw)?).ok()?;
    let (_, id) = decoded.strip_prefix("comment:")?.rsplit_once('_')?;
    is_number(id).then(|| id.to_owned())
}

/// Bytes of base64, either alphabet; `None` where it is no base64.
fn base64(raw: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(raw.len());
    let (mut bits, mut n_bits) = (0_u32, 0_u32);
    for byte in raw.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push(u8::try_from(bits >> n_bits & 0xff).ok()?);
        }
    }
    Some(out)
}

/// Where a link leads, for files that do not name their platform.
pub(super) fn platform(url: &str) -> Option<Platform> {
    let host = url.split_once("://")?.1.split(['/', '?']).next()?.to_lowercase();
    let is_at = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    let found = [
        ("facebook.com", Platform::Facebook),
        ("fb.com", Platform::Facebook),
        ("instagram.com", Platform::Instagram),
        ("yelp.com", Platform::Yelp),
        ("tiktok.com", Platform::Tiktok),
        ("x.com", Platform::X),
        ("twitter.com", Platform::X),
        ("threads.net", Platform::Threads),
        ("threads.com", Platform::Threads),
        ("youtube.com", Platform::Youtube),
        ("youtu.be", Platform::Youtube),
        ("linkedin.com", Platform::Linkedin),
        ("realself.com", Platform::Realself),
        ("healthgrades.com", Platform::Healthgrades),
        ("reddit.com", Platform::Reddit),
        ("trustpilot.com", Platform::Trustpilot),
        ("tripadvisor.com", Platform::Tripadvisor),
        ("google.com", Platform::Google),
        ("g.page", Platform::Google),
        ("goo.gl", Platform::Google),
    ];
    found.into_iter().find(|(domain, _)| is_at(domain)).map(|(_, platform)| platform)
}

/// A platform by any name that exports give it.
pub(super) fn named_platform(name: &str) -> Option<Platform> {
    let folded = super::clean::folded(name).replace(['_', '-'], " ");
    if folded.is_empty() {
        return None;
    }
    let words: Vec<&str> = folded.split([' ', '.', '/', ',', '(', ')']).collect();
    let has = |word: &str| words.contains(&word);
    Some(match folded.as_str() {
        "fb" | "facebook page" | "meta" | "meta business suite" => Platform::Facebook,
        "ig" | "insta" => Platform::Instagram,
        "twitter" | "x (twitter)" | "x / twitter" | "x/twitter" => Platform::X,
        "yt" => Platform::Youtube,
        "gbp" | "gmb" => Platform::Google,
        "trip advisor" => Platform::Tripadvisor,
        _ => {
            let known = [
                ("google", Platform::Google),
                ("facebook", Platform::Facebook),
                ("instagram", Platform::Instagram),
                ("linkedin", Platform::Linkedin),
                ("youtube", Platform::Youtube),
                ("tiktok", Platform::Tiktok),
                ("trustpilot", Platform::Trustpilot),
                ("tripadvisor", Platform::Tripadvisor),
                ("realself", Platform::Realself),
                ("healthgrades", Platform::Healthgrades),
                ("twitter", Platform::X),
                ("reddit", Platform::Reddit),
                ("threads", Platform::Threads),
                ("yelp", Platform::Yelp),
            ];
            let whole = known.iter().find(|(word, _)| has(word));
            let joined =
                || known.iter().find(|(word, _)| words.len() == 1 && folded.starts_with(word));
            match whole.or_else(joined) {
                Some((_, platform)) => platform.clone(),
                None => Platform::from_name(name),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_in_addresses() {
        let found = ids("https://www.facebook.com/p/posts/1?comment_id=5&reply_comment_id=7");
        assert_eq!(
            found,
            Some(Ids { id: "7".to_owned(), parent: Some("5".to_owned()) }),
            "a reply"
        );
        let coded = ids("https://www.facebook.com/x?comment_id=Y29tbWVudDo4NzAwMTFfNzEwMTAwMDE%3D");
        assert_eq!(coded, Some(Ids { id: "71010001".to_owned(), parent: None }), "base64");
        let gram = ids("https://www.instagram.com/p/DHx/c/904/r/906");
        assert_eq!(
            gram,
            Some(Ids { id: "906".to_owned(), parent: Some("904".to_owned()) }),
            "Instagram"
        );
    }

    #[test]
    fn platforms_are_recognised_by_name_and_link() {
        assert_eq!(
            named_platform("Google Business Profile"),
            Some(Platform::Google),
            "a long name"
        );
        assert_eq!(
            named_platform("Jameda"),
            Some(Platform::Other("jameda".to_owned())),
            "kept as given"
        );
        assert_eq!(platform("https://m.facebook.com/x"), Some(Platform::Facebook), "a link");
        assert_eq!(platform("https://notfacebook.example/x"), None, "another host");
    }
}
