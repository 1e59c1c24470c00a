//! Where X sees a link in a text: with a scheme, with `www.`, or a host under a common top-level domain.

use std::ops::Range;

/// Endings after which a host counts as a link without a scheme; X knows every one, these are the likely ones.
const ENDINGS: [&str; 48] = [
    "app",
    "art",
    "au",
    "beauty",
    "biz",
    "blog",
    "ca",
    "care",
    "center",
    "clinic",
    "club",
    "co",
    "com",
    "de",
    "dental",
    "dentist",
    "dev",
    "doctor",
    "edu",
    "es",
    "eu",
    "fit",
    "fr",
    "gov",
    "health",
    "healthcare",
    "hospital",
    "info",
    "io",
    "live",
    "ly",
    "me",
    "med",
    "mx",
    "net",
    "nyc",
    "online",
    "org",
    "shop",
    "site",
    "spa",
    "store",
    "surgery",
    "tv",
    "uk",
    "us",
    "vision",
    "xyz",
];

/// Marks at the end of a link that belong to the sentence.
const TRAILING: [char; 12] = ['.', ',', ';', ':', '!', '?', '\'', '"', '’', '”', '…', '*'];

/// The bytes of the first link in `text`.
pub(super) fn first(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        let run = rest.find(|c: char| !is_url_character(c)).unwrap_or(rest.len());
        if run == 0 {
            from += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = rest.get(..run).unwrap_or_default();
        if let Some(link) = link_in(word) {
            return Some(from + link.start..from + link.end);
        }
        from += run;
    }
    None
}

/// The first link inside one run of characters that may stand in one.
fn link_in(word: &str) -> Option<Range<usize>> {
    let lowered = word.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) =
        lowered.get(from..)?.find(|c: char| c.is_ascii_alphanumeric()).map(|at| from + at)
    {
        let rest = lowered.get(start..)?;
        let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(*scheme));
        let host_start = start + scheme.map_or(0, str::len);
        let after = lowered.get(host_start..)?;
        let n_host = after.find(|c: char| !is_host_character(c)).unwrap_or(after.len());
        let host = after.get(..n_host)?.trim_end_matches(['.', '-']);
        let (host_end, tail) = (host_start + host.len(), after.get(host.len()..)?);
        // A mention and the host of an e-mail address are no links.
        let is_address = word.get(..start)?.ends_with('@') || tail.starts_with('@');
        if is_host(host, scheme) && !is_address {
            let has_path = tail.starts_with(['/', '?', '#', ':']);
            let end = if has_path { trimmed_end(word, start) } else { host_end };
            return Some(start..end.max(host_end));
        }
        from = host_start + n_host.max(1);
    }
    None
}

/// Whether `host`, in lower case, makes a link; without a scheme only a likely one does.
fn is_host(host: &str, scheme: Option<&str>) -> bool {
    let ending = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && ending.len() >= 2
        && ending.chars().all(|c| c.is_ascii_alphabetic())
        && (scheme.is_some() || host.starts_with("www.") || ENDINGS.contains(&ending))
}

/// Where the link that begins at `start` ends, once the marks of the sentence around it are taken off.
fn trimmed_end(word: &str, start: usize) -> usize {
    let mut link = word.get(start..).unwrap_or_default();
    loop {
        let cut = link.trim_end_matches(TRAILING);
        let n = |mark: char| cut.matches(mark).count();
        let unpaired = (cut.ends_with(')') && n(')') > n('('))
            || (cut.ends_with(']') && n(']') > n('['))
            || cut.ends_with(['}', '>']);
        let shorter = if unpaired { cut.get(..cut.len() - 1).unwrap_or_default() } else { cut };
        if shorter.len() == link.len() {
            return start + link.len();
        }
        link = shorter;
    }
}

fn is_host_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.' || c == '-'
}

/// A link stops at a space and at writing that X would not take into one.
fn is_url_character(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && (u32::from(c) < 0x0500 || TRAILING.contains(&c))
}
