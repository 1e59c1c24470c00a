//! The age of a comment as a person types it: `3 d`, `2 weeks`, `2026-11-20`, `2026-11-20 14:30`.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::model::Precision;

/// When a comment was posted that is as old as the words say at `now`; `None` where they say no time.
///
/// A day without a time of day is that day's noon in `zone`; nothing is posted later than `now`.
pub fn read_age(words: &str, now: Timestamp, zone: &TimeZone) -> Option<(Timestamp, Precision)> {
    let words = words.trim();
    let (at, precision) = since(words, now).or_else(|| on_day(words, zone))?;
    Some((at.min(now), precision))
}

/// A number and a unit, counted back from `now`.
fn since(words: &str, now: Timestamp) -> Option<(Timestamp, Precision)> {
    let words = words.to_lowercase();
    let words = words.strip_suffix("ago").unwrap_or(&words).trim();
    if matches!(words, "now" | "just now") {
        return Some((now, Precision::Minute));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = words.split_at_checked(digits)?;
    let number: i64 = number.parse().ok().filter(|number| *number <= 10_000)?;
    let (hours, precision) = match unit.trim() {
        "min" | "mins" | "minute" | "minutes" => {
            return Some((
                now.checked_sub(SignedDuration::from_mins(number)).ok()?,
                Precision::Minute,
            ));
        }
        "h" | "hr" | "hrs" | "hour" | "hours" => (1, Precision::Hour),
        "d" | "day" | "days" => (24, Precision::Day),
        "w" | "wk" | "week" | "weeks" => (7 * 24, Precision::Week),
        "mo" | "month" | "months" => (30 * 24, Precision::Month),
        "y" | "yr" | "year" | "years" => (365 * 24, Precision::Year),
        _ => return None,
    };
    let at = now.checked_sub(SignedDuration::from_hours(number * hours)).ok()?;
    Some((at, precision))
}

fn on_day(words: &str, zone: &TimeZone) -> Option<(Timestamp, Precision)> {
    let exact = words.replacen(' ', "T", 1);
    if let Ok(at) = exact.parse::<Timestamp>() {
        return Some((at, Precision::Second));
    }
    let (time, precision) = match words.parse::<Date>() {
        Ok(day) if !words.contains([' ', ':']) => (day.at(12, 0, 0, 0), Precision::Day),
        _ => (exact.parse::<DateTime>().ok()?, Precision::Minute),
    };
    Some((zone.to_ambiguous_timestamp(time).compatible().ok()?, precision))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_days_are_read() {
        let now: Timestamp = "2026-11-25T10:00:00Z".parse().expect("a time");
        for (words, at, precision) in [
            ("3 d", "2026-11-22T10:00:00Z", Precision::Day),
            ("3 days ago", "2026-11-22T10:00:00Z", Precision::Day),
            ("2w", "2026-11-11T10:00:00Z", Precision::Week),
            ("90 min", "2026-11-25T08:30:00Z", Precision::Minute),
            ("2026-11-20", "2026-11-20T12:00:00Z", Precision::Day),
            ("2026-11-20 14:30", "2026-11-20T14:30:00Z", Precision::Minute),
            ("2026-11-20T14:30:10Z", "2026-11-20T14:30:10Z", Precision::Second),
            ("2027-01-01", "2026-11-25T10:00:00Z", Precision::Day),
        ] {
            let at: Timestamp = at.parse().expect("a time");
            assert_eq!(read_age(words, now, &TimeZone::UTC), Some((at, precision)), "{words}");
        }
        for words in ["", "soon", "3", "d", "99999999999 d", "2026-13-01", "-3 d"] {
            assert_eq!(read_age(words, now, &TimeZone::UTC), None, "{words:?} says no time");
        }
    }
}
