//! Times and counts as a person says them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::import::Skipped;

/// What stands where a comment has no words.
pub(super) const NO_WORDS: &str = "No words, only a rating";

/// How long ago something happened, as short as a row allows: `now`, `12 min`, `2 h`, `Sat`, `2 Mar`, `2 Mar 2025`.
pub(super) fn age(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let passed = now.duration_since(at);
    if passed < SignedDuration::from_mins(1) {
        return "now".to_owned();
    }
    if passed < SignedDuration::from_hours(1) {
        return format!("{} min", passed.as_mins());
    }
    if passed < SignedDuration::from_hours(20) {
        return format!("{} h", passed.as_hours());
    }
    let (day, today) = (at.to_zoned_datetime(zone.clone()), now.to_zoned_datetime(zone.clone()));
    if passed < SignedDuration::from_hours(6 * 24) {
        day.strftime("%a").to_string()
    } else if day.year() == today.year() {
        day.strftime("%-d %b").to_string()
    } else {
        day.strftime("%-d %b %Y").to_string()
    }
}

/// Like [`age`], in a sentence: `just now`, `12 min ago`, `on Sat`, `on 2 Mar`.
pub(super) fn ago(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let short = age(at, now, zone);
    if short == "now" {
        "just now".to_owned()
    } else if short.ends_with("min") || short.ends_with(" h") {
        format!("{short} ago")
    } else {
        format!("on {short}")
    }
}

/// By when an answer is due, and how long that is: `13:40 · in 3 h`, `Tue 09:30`, `Overdue by 2 h`.
pub(super) fn due(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let left = at.duration_since(now);
    if left < SignedDuration::ZERO {
        return format!("Overdue by {}", span(now.duration_since(at)));
    }
    let (then, today) = (at.to_zoned_datetime(zone.clone()), now.to_zoned_datetime(zone.clone()));
    if then.date() == today.date() {
        format!("{} · in {}", then.strftime("%H:%M"), span(left))
    } else if left < SignedDuration::from_hours(6 * 24) {
        then.strftime("%a %H:%M").to_string()
    } else {
        then.strftime("%-d %b %H:%M").to_string()
    }
}

/// A length of time in its largest unit.
fn span(length: SignedDuration) -> String {
    let minutes = length.as_mins();
    match minutes {
        ..60 => format!("{} min", minutes.max(1)),
        60..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / (24 * 60)),
    }
}

/// A time of day: `10:42`.
pub(super) fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%H:%M").to_string()
}

/// A day and a time: `Mon 23 Nov 2026, 10:46`.
pub(super) fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%a %-d %b %Y, %H:%M").to_string()
}

/// A count with its noun: `1 comment`, `1,204 comments`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// A number with a comma before every three digits.
pub(super) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if 0 < position && (digits.len() - position).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// What an import left out, as one sentence.
pub(super) fn skipped(skipped: &Skipped) -> String {
    let rows = match skipped.rows.as_slice() {
        [] => String::new(),
        [row] => format!(" (line {row})"),
        rows => {
            let shown: Vec<String> = rows.iter().take(6).map(ToString::to_string).collect();
            let more = if shown.len() < rows.len() { ", …" } else { "" };
            format!(" (lines {}{more})", shown.join(", "))
        }
    };
    format!("{} left out: {}{rows}", thousands(skipped.count), skipped.detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn ages_get_coarser() {
        let (now, zone) = (at("2026-11-25T12:00:00Z"), TimeZone::UTC);
        for (then, words) in [
            ("2026-11-25T11:59:50Z", "now"),
            ("2026-11-25T11:48:00Z", "12 min"),
            ("2026-11-25T10:00:00Z", "2 h"),
            ("2026-11-22T10:00:00Z", "Sun"),
            ("2026-03-02T10:00:00Z", "2 Mar"),
            ("2025-03-02T10:00:00Z", "2 Mar 2025"),
        ] {
            assert_eq!(age(at(then), now, &zone), words, "{then}");
        }
    }

    #[test]
    fn due_times_say_how_long_is_left() {
        let (now, zone) = (at("2026-11-25T12:00:00Z"), TimeZone::UTC);
        for (then, words) in [
            ("2026-11-25T15:00:00Z", "15:00 · in 3 h"),
            ("2026-11-25T12:20:00Z", "12:20 · in 20 min"),
            ("2026-11-26T09:30:00Z", "Thu 09:30"),
            ("2026-11-25T10:00:00Z", "Overdue by 2 h"),
            ("2026-11-20T10:00:00Z", "Overdue by 5 days"),
        ] {
            assert_eq!(due(at(then), now, &zone), words, "{then}");
        }
    }

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(thousands(1_234_567), "1,234,567", "commas");
        assert_eq!(thousands(12), "12", "none needed");
        assert_eq!(count(1, "comment", "comments"), "1 comment", "one");
    }
}
