//! Times as pages show them, counted back from the moment of capture: "3 weeks ago", "2d", "hace un mes".

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::moment::{self, DateOrder, Moment};
use crate::model::Precision;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Reads a whole line as a time, or answers `None` where it is anything else.
pub(super) fn read(line: &str, captured_at: Timestamp) -> Option<Moment> {
    let text = line.replace(['\u{a0}', '\u{202f}'], " ").trim().to_lowercase();
    if text.is_empty() || text.len() > 48 {
        return None;
    }
    if matches!(
        text.as_str(),
        "just now"
            | "now"
            | "ahora"
            | "ahora mismo"
            | "justo ahora"
            | "hace un momento"
            | "gerade eben"
            | "gerade"
            | "jetzt"
            | "à l'instant"
            | "à l’instant"
    ) {
        return back(captured_at, 0, Precision::Minute);
    }
    if let Some((count, unit, precision)) = amount(&text) {
        return back(captured_at, count.checked_mul(unit)?, precision);
    }
    named_day(&text, captured_at)
}

fn back(captured_at: Timestamp, seconds: i64, precision: Precision) -> Option<Moment> {
    let at = Timestamp::from_second(captured_at.as_second().checked_sub(seconds)?).ok()?;
    Some(Moment { at, precision, is_relative: true })
}

/// "a month ago", "3 weeks ago", "hace 2 días", "2d", "5 w", "45 min".
fn amount(text: &str) -> Option<(i64, i64, Precision)> {
    const BEFORE: [&str; 3] = ["hace ", "vor ", "il y a "];
    let worded = text
        .strip_suffix(" ago")
        .or_else(|| BEFORE.iter().find_map(|word| text.strip_prefix(word)));
    let (body, is_worded) = (worded.unwrap_or(text), worded.is_some());
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let (count, word) = if digits > 0 {
        (body.get(..digits)?.parse().ok()?, body.get(digits..)?.trim_start())
    } else if is_worded {
        let (article, word) = body.split_once(' ')?;
        if !matches!(article, "a" | "an" | "one" | "un" | "una" | "une" | "ein" | "einer" | "einem")
        {
            return None;
        }
        (1, word)
    } else {
        return None;
    };
    if digits > 4 || word.contains(' ') {
        return None;
    }
    let (unit, precision) = unit(word)?;
    Some((count, unit, precision))
}

/// Length in seconds and precision of a unit of time.
pub(super) fn unit(word: &str) -> Option<(i64, Precision)> {
    // "1 J." is a year in German, "1 j" a day in French.
    if word == "j." {
        return Some((365 * DAY, Precision::Year));
    }
    Some(match word.trim_end_matches('.') {
        "s" | "sec" | "secs" | "second" | "seconds" | "seg" | "segundo" | "segundos" | "sek"
        | "sekunde" | "sekunden" | "seconde" | "secondes" => (1, Precision::Minute),
        "m" | "min" | "mins" | "minute" | "minutes" | "minuto" | "minutos" | "minuten" => {
            (MINUTE, Precision::Minute)
        }
        "h" | "hr" | "hrs" | "hour" | "hours" | "hora" | "horas" | "std" | "stunde" | "stunden"
        | "heure" | "heures" => (HOUR, Precision::Hour),
        "d" | "day" | "days" | "día" | "días" | "dia" | "dias" | "tag" | "tage" | "tagen"
        | "tg" | "j" | "jour" | "jours" => (DAY, Precision::Day),
        "w" | "wk" | "wks" | "week" | "weeks" | "sem" | "semana" | "semanas" | "wo" | "woche"
        | "wochen" | "semaine" | "semaines" => (7 * DAY, Precision::Week),
        "mo" | "mos" | "month" | "months" | "mes" | "meses" | "mon" | "monat" | "monate"
        | "monaten" | "mois" => (30 * DAY, Precision::Month),
        "y" | "yr" | "yrs" | "year" | "years" | "a" | "año" | "años" | "jahr" | "jahre"
        | "jahren" | "an" | "ans" => (365 * DAY, Precision::Year),
        _ => return None,
    })
}

/// "yesterday at 3:45 pm", "january 15 at 3 pm", "15 de enero a las 15:00": a day with its year left out.
fn named_day(text: &str, captured_at: Timestamp) -> Option<Moment> {
    let today = TimeZone::UTC.to_datetime(captured_at).date();
    let yesterday =
        ["yesterday", "ayer", "gestern", "hier"].iter().find_map(|word| text.strip_prefix(word));
    if let Some(rest) = yesterday {
        let day = today.yesterday().ok()?;
        return on(&day.to_string(), rest);
    }
    // With a year it is an absolute date, though the page shows it in the zone of whoever copied it.
    if let Some(found) = moment::read(text, DateOrder::MonthFirst, 0)
        && text.chars().any(char::is_alphabetic)
    {
        return Some(found);
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let month = words.iter().take(3).find_map(|word| moment::month(word))?;
    let day: i8 = words.iter().take(3).find_map(|word| word.trim_end_matches('.').parse().ok())?;
    let after = text
        .split_once(" at ")
        .or_else(|| text.split_once(" a las "))
        .or_else(|| text.split_once(" a la "))
        .or_else(|| text.split_once(" um "))
        .or_else(|| text.split_once(", "))
        .or_else(|| text.split_once(" à "));
    let is_bare = words.len() <= if text.contains(" de ") { 3 } else { 2 };
    if after.is_none() && !is_bare {
        return None;
    }
    let mut date = jiff::civil::Date::new(today.year(), i8::try_from(month).ok()?, day).ok()?;
    if date > today {
        date = jiff::civil::Date::new(today.year().checked_sub(1)?, date.month(), day).ok()?;
    }
    on(&date.to_string(), after.map_or("", |(_, time)| time))
}

fn on(date: &str, rest: &str) -> Option<Moment> {
    let rest = rest.trim_start_matches([',', ' ']).trim_end();
    let rest = ["at ", "a las ", "a la ", "um ", "à "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let found = moment::read(format!("{date} {rest}").trim(), DateOrder::MonthFirst, 0)?;
    Some(Moment { is_relative: true, ..found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_count_back_from_the_capture() {
        let captured: Timestamp = "2026-11-20T15:00:00Z".parse().expect("a time");
        for (line, expected) in [
            ("2d", "2026-11-18T15:00:00Z"),
            ("3 w", "2026-10-30T15:00:00Z"),
            ("a month ago", "2026-10-21T15:00:00Z"),
            ("11 months ago", "2025-12-25T15:00:00Z"),
            ("hace 2 días", "2026-11-18T15:00:00Z"),
            ("vor 3 Wochen", "2026-10-30T15:00:00Z"),
            ("vor einem Monat", "2026-10-21T15:00:00Z"),
            ("il y a un an", "2025-11-20T15:00:00Z"),
            ("il y a 2 jours", "2026-11-18T15:00:00Z"),
            ("2 Std.", "2026-11-20T13:00:00Z"),
            ("1 J.", "2025-11-20T15:00:00Z"),
            ("1 j", "2026-11-19T15:00:00Z"),
            ("Gestern um 15:45", "2026-11-19T15:45:00Z"),
            ("Hier, à 15:45", "2026-11-19T15:45:00Z"),
            ("hace una hora", "2026-11-20T14:00:00Z"),
            ("Just now", "2026-11-20T15:00:00Z"),
            ("Yesterday at 3:45 PM", "2026-11-19T15:45:00Z"),
            ("January 15 at 3:00 PM", "2026-01-15T15:00:00Z"),
            ("December 24", "2025-12-24T00:00:00Z"),
            ("5 de enero a las 8:05", "2026-01-05T08:05:00Z"),
            ("Nov 3, 2026", "2026-11-03T00:00:00Z"),
        ] {
            let read = read(line, captured).map(|moment| moment.at.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{line}");
        }
        for line in
            ["2 reviews", "and a month ago someone hung up", "4", "may", "3 people", "12/11"]
        {
            assert_eq!(read(line, captured), None, "{line}");
        }
    }
}
