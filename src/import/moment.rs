//! Absolute times as exports write them: ISO, epoch numbers, Excel serials, day/month/year and month names.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::model::Precision;

/// When something was posted, and how exactly that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// In UTC; a time without a zone counts as UTC.
    pub(super) at: Timestamp,
    /// How exactly.
    pub(super) precision: Precision,
    /// Counted back from the moment of capture: another capture gives another time.
    pub(super) is_relative: bool,
}

/// Which of two small numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

/// Reads a time. `zone_hours` is what a time without a zone is off UTC.
pub(super) fn read(raw: &str, order: DateOrder, zone_hours: i8) -> Option<Moment> {
    let text = raw.trim().trim_start_matches('\'');
    if text.is_empty() || text.len() > 64 || !text.is_char_boundary(text.len()) {
        return None;
    }
    if let Some(moment) = number(text) {
        return Some(moment);
    }
    let (date, rest) = match numeric_date(text, order) {
        Some(found) => found,
        None => worded_date(text)?,
    };
    let (time, precision, zone) = time(&rest)?;
    let offset = zone.unwrap_or_else(|| i32::from(zone_hours) * 3600);
    let local = DateTime::from_parts(date, time);
    let utc = TimeZone::UTC.to_timestamp(local).ok()?;
    let at =
        Timestamp::new(utc.as_second().checked_sub(i64::from(offset))?, utc.subsec_nanosecond())
            .ok()?;
    Some(Moment { at, precision, is_relative: false })
}

/// Epoch seconds, milliseconds or microseconds by magnitude, an Excel serial, or eight digits of a date.
fn number(text: &str) -> Option<Moment> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let whole: i64 = text.split('.').next()?.parse().ok()?;
    let value: f64 = text.parse().ok()?;
    let (at, precision) = match whole {
        20_000..=80_000 => excel(value)?,
        19_000_101..=21_001_231 if !text.contains('.') => {
            let date = calendar(whole / 10_000, whole / 100 % 100, whole % 100)?;
            (
                TimeZone::UTC.to_timestamp(DateTime::from_parts(date, Time::midnight())).ok()?,
                Precision::Day,
            )
        }
        100_000_000..=99_999_999_999 => (Timestamp::from_second(whole).ok()?, Precision::Second),
        100_000_000_000..=99_999_999_999_999 => {
            (Timestamp::from_millisecond(whole).ok()?, Precision::Second)
        }
        100_000_000_000_000..=99_999_999_999_999_999 => {
            (Timestamp::from_microsecond(whole).ok()?, Precision::Second)
        }
        _ => return None,
    };
    Some(Moment { at, precision, is_relative: false })
}

/// Days since 1899-12-30, the count that spreadsheets keep.
fn excel(days: f64) -> Option<(Timestamp, Precision)> {
    const EPOCH_DAYS: f64 = 25_569.0;
    let seconds = ((days - EPOCH_DAYS) * 86_400.0).round();
    #[expect(clippy::cast_possible_truncation, reason = "at most 80,000 days")]
    let at = Timestamp::from_second(seconds as i64).ok()?;
    Some((at, if days.fract() == 0.0 { Precision::Day } else { Precision::Second }))
}

fn calendar(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = if (0..70).contains(&year) {
        year + 2000
    } else if (70..100).contains(&year) {
        year + 1900
    } else {
        year
    };
    if !(1990..=2100).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The three numbers at the front of a numeric date, and what follows them.
pub(super) fn three_numbers(text: &str) -> Option<([i64; 3], [usize; 3], char, &str)> {
    let mut rest = text;
    let mut values = [0; 3];
    let mut widths = [0; 3];
    let mut between = None;
    for (index, (value, width)) in values.iter_mut().zip(widths.iter_mut()).enumerate() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 4 {
            return None;
        }
        *value = rest.get(..digits)?.parse().ok()?;
        *width = digits;
        rest = rest.get(digits..)?;
        if index < 2 {
            let sign = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
            if *between.get_or_insert(sign) != sign {
                return None;
            }
            rest = rest.get(1..)?.trim_start();
        }
    }
    Some((values, widths, between?, rest))
}

fn numeric_date(text: &str, order: DateOrder) -> Option<(Date, String)> {
    let ([a, b, c], [width, ..], sign, rest) = three_numbers(text)?;
    let date = if width == 4 {
        calendar(a, b, c)?
    } else {
        // Dots are a European habit; no country writes the month first with them.
        let is_day_first = sign == '.' || order == DateOrder::DayFirst;
        let (day, month) = if is_day_first { (a, b) } else { (b, a) };
        // A number over twelve proves the order for this cell, whatever the column says.
        if month > 12 { calendar(c, day, month)? } else { calendar(c, month, day)? }
    };
    Some((date, rest.to_owned()))
}

/// "Nov 15, 2026 …", "15 de noviembre de 2026 …", "Tue Mar 05 14:02:11 +0000 2024".
fn worded_date(text: &str) -> Option<(Date, String)> {
    let (mut month_found, mut day, mut year) = (None, None, None);
    let mut rest = Vec::new();
    for word in text.split([' ', ',', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty()) {
        let bare = without_ordinal(word.trim_end_matches('.'));
        let is_number = bare.bytes().all(|b| b.is_ascii_digit());
        if is_number && bare.len() == 4 && year.is_none() {
            year = bare.parse().ok();
        } else if is_number && bare.len() <= 2 && day.is_none() && !bare.is_empty() {
            day = bare.parse().ok();
        } else if let Some(found) = month(bare).filter(|_| month_found.is_none()) {
            month_found = Some(found);
        } else if !is_filler(bare) {
            rest.push(word);
        }
    }
    Some((calendar(year?, month_found?, day?)?, rest.join(" ")))
}

/// The number of "1st", "3rd" and "1er"; anything else as it is.
fn without_ordinal(word: &str) -> &str {
    let ends = ["st", "nd", "rd", "th", "er"];
    let number = ends.iter().find_map(|end| word.strip_suffix(end));
    number.filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())).unwrap_or(word)
}

/// Weekdays and little words between the parts of a date.
fn is_filler(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_weekday = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mié", "mie", "jue", "vie",
        "sáb", "sab", "dom", "die", "mit", "don", "sam", "son", "mer", "jeu", "ven", "dim",
    ]
    .iter()
    .any(|d| lower.starts_with(d));
    is_weekday
        || matches!(
            lower.as_str(),
            "de" | "del" | "at" | "a" | "à" | "las" | "la" | "le" | "um" | "on" | "el" | "·"
        )
}

/// The number of a month from its name, or the first letters of it, in English, Spanish, German or French.
pub(super) fn month(word: &str) -> Option<i64> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "enero", "januar", "janvier"],
        &["february", "febrero", "februar", "février"],
        &["march", "marzo", "märz", "mars"],
        &["april", "abril", "avril"],
        &["may", "mayo", "mai"],
        &["june", "junio", "juni", "juin"],
        &["july", "julio", "juli", "juillet"],
        &["august", "agosto", "août"],
        &["september", "septiembre", "setiembre", "septembre"],
        &["october", "octubre", "oktober", "octobre"],
        &["november", "noviembre", "novembre"],
        &["december", "diciembre", "dezember", "décembre"],
    ];
    let lower = word.trim_end_matches('.').to_lowercase();
    if lower.chars().count() < 3 {
        return None;
    }
    let is_named = |names: &&[&str]| names.iter().any(|name| name.starts_with(lower.as_str()));
    MONTHS.iter().position(is_named).and_then(|index| i64::try_from(index + 1).ok())
}

/// What follows a date: nothing, or a time of day, am or pm, and a zone in seconds east.
fn time(rest: &str) -> Option<(Time, Precision, Option<i32>)> {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',', '-', '\u{a0}', '\u{202f}']);
    let rest = ["at ", "um ", "à ", "a las ", "a la "]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
        .unwrap_or(rest);
    if rest.trim().is_empty() || rest == "Z" {
        return Some((Time::midnight(), Precision::Day, None));
    }
    let end = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count();
    let mut clock = Cow::Borrowed(rest.get(..end)?);
    let mut end = end;
    // "14h30" and "14 h 30" are how French writes a time.
    let after = rest.get(end..)?.trim_start();
    if let Some(minutes) = after.strip_prefix('h').filter(|_| !clock.contains(':')) {
        let minutes = minutes.trim_start();
        let n_digits = minutes.bytes().take_while(u8::is_ascii_digit).count().min(2);
        let digits = minutes.get(..n_digits)?;
        end = rest.len() - minutes.len() + n_digits;
        clock = Cow::Owned(format!("{clock}:{}", if digits.is_empty() { "00" } else { digits }));
    }
    let mut parts = clock.splitn(3, ':');
    let mut hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let (second, nanosecond, precision) = match parts.next() {
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
            let padded = format!("{fraction:0<9}");
            let nanosecond: i32 = padded.get(..9)?.parse().ok()?;
            (whole.parse::<i8>().ok()?.min(59), nanosecond, Precision::Second)
        }
        None => (0, 0, Precision::Minute),
    };
    let mut tail = rest.get(end..)?.trim_start_matches([' ', '\u{a0}', '\u{202f}']).to_lowercase();
    for (marks, afternoon) in [(["am", "a.m.", "a. m."], false), (["pm", "p.m.", "p. m."], true)] {
        if let Some(after) = marks.iter().find_map(|mark| tail.strip_prefix(mark)) {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            tail = after.trim_start().to_owned();
            break;
        }
    }
    let zone = if tail.is_empty() || tail == "uhr" { None } else { Some(zone(&tail)?) };
    Some((Time::new(hour, minute, second, nanosecond).ok()?, precision, zone))
}

/// Seconds east of Greenwich.
fn zone(tail: &str) -> Option<i32> {
    const NAMED: [(&str, i32); 12] = [
        ("utc", 0),
        ("gmt", 0),
        ("est", -5),
        ("edt", -4),
        ("cst", -6),
        ("cdt", -5),
        ("mst", -7),
        ("mdt", -6),
        ("pst", -8),
        ("pdt", -7),
        ("cet", 1),
        ("cest", 2),
    ];
    let tail = tail.trim().trim_matches(['(', ')']);
    if tail == "z" {
        return Some(0);
    }
    if let Some((_, hours)) = NAMED.iter().find(|(name, _)| *name == tail) {
        return Some(hours * 3600);
    }
    let tail = tail.strip_prefix("utc").or_else(|| tail.strip_prefix("gmt")).unwrap_or(tail);
    let (sign, digits) = match (tail.strip_prefix('+'), tail.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    if digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) =
        if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(raw: &str, order: DateOrder) -> String {
        read(raw, order, 0).map_or_else(|| "none".to_owned(), |moment| moment.at.to_string())
    }

    #[test]
    fn every_way_of_writing_a_time_is_read() {
        for (raw, expected) in [
            ("2026-08-03T13:21:53+0000", "2026-08-03T13:21:53Z"),
            ("2026-08-03T13:21:53.123456789Z", "2026-08-03T13:21:53.123456789Z"),
            ("2026-08-03T13:21:53+02:00", "2026-08-03T11:21:53Z"),
            ("2026-11-18 14:00:00", "2026-11-18T14:00:00Z"),
            ("1794830462", "2026-11-16T12:01:02Z"),
            ("1794830462000", "2026-11-16T12:01:02Z"),
            ("46342.5", "2026-11-16T12:00:00Z"),
            ("11/16/2026 12:01:02", "2026-11-16T12:01:02Z"),
            ("05.11.2026 14:30", "2026-11-05T14:30:00Z"),
            ("Nov 13, 2026 09:15 PM", "2026-11-13T21:15:00Z"),
            ("13 de noviembre de 2026", "2026-11-13T00:00:00Z"),
            ("13. November 2026, 14:30 Uhr", "2026-11-13T14:30:00Z"),
            ("vendredi 13 novembre 2026 à 14:30", "2026-11-13T14:30:00Z"),
            ("13 nov. 2026, 9:05 p. m.", "2026-11-13T21:05:00Z"),
            ("1er août 2026", "2026-08-01T00:00:00Z"),
            ("15. Mär. 2026", "2026-03-15T00:00:00Z"),
            ("2026-11-13T14:30", "2026-11-13T14:30:00Z"),
            ("13/11/2026 14h30", "2026-11-13T14:30:00Z"),
            ("2026/11/13 14:30:05", "2026-11-13T14:30:05Z"),
            ("Fri, 13 Nov 2026 14:30:05 GMT", "2026-11-13T14:30:05Z"),
            ("Tue Mar 05 14:02:11 +0000 2024", "2024-03-05T14:02:11Z"),
            ("03/12/25 07:24:13", "2025-03-12T07:24:13Z"),
            ("soon", "none"),
            ("99/99/2026", "none"),
            ("7.41E+18", "none"),
        ] {
            assert_eq!(utc(raw, DateOrder::MonthFirst), expected, "{raw}");
        }
        assert_eq!(
            utc("03/12/25 07:24:13", DateOrder::DayFirst),
            "2025-12-03T07:24:13Z",
            "day first"
        );
    }
}
