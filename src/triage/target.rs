//! Until when a comment should be answered, in the practice's own business hours.
//!
//! It never reads the clock: the moment of capture is an argument.

use jiff::civil::{Date, Time, Weekday as CivilWeekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::model::{BusinessHours, Urgency, Weekday};

/// Open time within which an urgent comment is answered.
const HIGH: SignedDuration = SignedDuration::from_hours(4);

/// How many days ahead open time is looked for; a practice that is open for one minute a week gets
/// calendar time beyond it.
const DAYS_AHEAD: usize = 400;

/// The moment until which a comment that arrived at `from` should be answered.
///
/// Critical is an hour around the clock, high four open hours, normal one business day and low three.
/// A business day ends at the hour at which the comment arrived, or, if the practice is closed at that
/// hour, when it was last open before. Without any open block the same lengths are counted on the calendar,
/// and a time zone that is not known counts as UTC.
pub fn due(urgency: Urgency, hours: &BusinessHours, from: Timestamp) -> Timestamp {
    let open = Open { hours, zone: TimeZone::get(&hours.time_zone).unwrap_or(TimeZone::UTC) };
    match urgency {
        Urgency::Critical => later(from, SignedDuration::from_hours(1)),
        Urgency::High => open.after_open_time(HIGH, from).unwrap_or_else(|| later(from, HIGH)),
        Urgency::Normal => open.after_days(1, from).unwrap_or_else(|| later(from, days(1))),
        Urgency::Low => open.after_days(3, from).unwrap_or_else(|| later(from, days(3))),
    }
}

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn later(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The open blocks of a practice as moments.
struct Open<'a> {
    hours: &'a BusinessHours,
    zone: TimeZone,
}

/// One block on one date: when it opens and when it closes.
#[derive(Clone, Copy)]
struct Block {
    opens: Timestamp,
    closes: Timestamp,
}

impl Open<'_> {
    /// When `amount` of open time has passed since `from`.
    fn after_open_time(&self, amount: SignedDuration, from: Timestamp) -> Option<Timestamp> {
        let (mut left, mut clock) = (amount, from);
        for date in self.dates(from) {
            for block in self.blocks(date) {
                let begin = clock.max(block.opens);
                if block.closes <= begin {
                    continue;
                }
                let length = block.closes.duration_since(begin);
                if left <= length {
                    return Some(later(begin, left));
                }
                left -= length;
                // Overlapping blocks count once.
                clock = block.closes;
            }
        }
        None
    }

    /// The same hour `count` business days after the practice could first have seen it.
    fn after_days(&self, count: usize, from: Timestamp) -> Option<Timestamp> {
        let seen = self
            .dates(from)
            .flat_map(|date| self.blocks(date))
            .find(|block| from < block.closes)?
            .opens
            .max(from);
        let seen_at = self.zone.to_datetime(seen);
        let (date, blocks) = self
            .dates(seen)
            .skip(1)
            .map(|date| (date, self.blocks(date)))
            .filter(|(_, blocks)| !blocks.is_empty())
            .nth(count.checked_sub(1)?)?;
        let wanted = self.zone.to_timestamp(date.to_datetime(seen_at.time())).ok()?;
        let last_open = blocks
            .iter()
            .filter(|block| block.opens <= wanted)
            .map(|block| block.closes.min(wanted))
            .max();
        last_open.or_else(|| blocks.first().map(|block| block.opens))
    }

    /// The practice's own dates from that of `from` on.
    fn dates(&self, from: Timestamp) -> impl Iterator<Item = Date> {
        let first = self.zone.to_datetime(from).date();
        std::iter::successors(Some(first), |date| date.tomorrow().ok()).take(DAYS_AHEAD)
    }

    /// The blocks of one date in order of their opening; empty or backward ones are left out.
    fn blocks(&self, date: Date) -> Vec<Block> {
        let day = day_of(date.weekday());
        let mut blocks: Vec<Block> = self
            .hours
            .blocks
            .iter()
            .filter(|block| block.day == day)
            .filter_map(|block| {
                Some(Block {
                    opens: self.moment(date, block.from)?,
                    closes: self.moment(date, block.to)?,
                })
            })
            .filter(|block| block.opens < block.closes)
            .collect();
        blocks.sort_by_key(|block| block.opens);
        blocks
    }

    /// So many minutes after that date's midnight, as the wall clock shows it.
    fn moment(&self, date: Date, minutes: u16) -> Option<Timestamp> {
        let wall =
            date.to_datetime(Time::midnight()).checked_add(i64::from(minutes).minutes()).ok()?;
        self.zone.to_timestamp(wall).ok()
    }
}

fn day_of(weekday: CivilWeekday) -> Weekday {
    match weekday {
        CivilWeekday::Monday => Weekday::Monday,
        CivilWeekday::Tuesday => Weekday::Tuesday,
        CivilWeekday::Wednesday => Weekday::Wednesday,
        CivilWeekday::Thursday => Weekday::Thursday,
        CivilWeekday::Friday => Weekday::Friday,
        CivilWeekday::Saturday => Weekday::Saturday,
        CivilWeekday::Sunday => Weekday::Sunday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OpenBlock;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a timestamp")
    }

    fn in_zone(time_zone: &str, blocks: &[(Weekday, u16, u16)]) -> BusinessHours {
        let blocks = blocks.iter().map(|&(day, from, to)| OpenBlock { day, from, to }).collect();
        BusinessHours { time_zone: time_zone.to_owned(), blocks }
    }

    /// Mornings and afternoons in New York; Friday is a morning only.
    fn with_lunch() -> BusinessHours {
        use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
        let mut blocks = Vec::new();
        for day in [Monday, Tuesday, Wednesday, Thursday] {
            blocks.extend([(day, 9 * 60, 12 * 60), (day, 13 * 60, 17 * 60)]);
        }
        blocks.push((Friday, 9 * 60, 12 * 60));
        in_zone("America/New_York", &blocks)
    }

    #[track_caller]
    fn assert_due(urgency: Urgency, hours: &BusinessHours, from: &str, expected: &str) {
        assert_eq!(due(urgency, hours, at(from)), at(expected), "{urgency:?} from {from}");
    }

    #[test]
    fn critical_runs_around_the_clock() {
        assert_due(
            Urgency::Critical,
            &with_lunch(),
            "2026-11-29T04:00:00Z",
            "2026-11-29T05:00:00Z",
        );
    }

    #[test]
    fn high_counts_open_hours_over_lunch_night_and_weekend() {
        let hours = with_lunch();
        // Monday 11:00 in New York: one hour before lunch, three after.
        assert_due(Urgency::High, &hours, "2026-11-23T16:00:00Z", "2026-11-23T21:00:00Z");
        // Friday 11:00: one hour on Friday, three on Monday.
        assert_due(Urgency::High, &hours, "2026-11-27T16:00:00Z", "2026-11-30T17:00:00Z");
        // Sunday night starts on Monday at nine and ends an hour after lunch.
        assert_due(Urgency::High, &hours, "2026-11-30T02:00:00Z", "2026-11-30T19:00:00Z");
    }

    #[test]
    fn business_days_end_at_the_same_hour_or_at_closing() {
        let hours = with_lunch();
        // Tuesday 10:00 to Wednesday 10:00.
        assert_due(Urgency::Normal, &hours, "2026-11-24T15:00:00Z", "2026-11-25T15:00:00Z");
        // Thursday 15:00: Friday closes at noon.
        assert_due(Urgency::Normal, &hours, "2026-11-26T20:00:00Z", "2026-11-27T17:00:00Z");
        // Saturday counts from Monday's opening.
        assert_due(Urgency::Normal, &hours, "2026-11-28T15:00:00Z", "2026-12-01T14:00:00Z");
        // Wednesday 10:00, three business days: Thursday, Friday, Monday.
        assert_due(Urgency::Low, &hours, "2026-11-25T15:00:00Z", "2026-11-30T15:00:00Z");
    }

    #[test]
    fn clocks_that_change_keep_the_wall_clock_hour() {
        let every_day: Vec<_> = Weekday::ALL.iter().map(|&day| (day, 0, 24 * 60)).collect();
        let hours = in_zone("America/New_York", &every_day);
        // Noon on the Saturday before clocks go back; the next noon is 25 hours later.
        assert_due(Urgency::Normal, &hours, "2026-10-31T16:00:00Z", "2026-11-01T17:00:00Z");
        // Four hours of open time are four hours, also through the hour that is skipped in spring.
        assert_due(Urgency::High, &hours, "2026-03-08T05:00:00Z", "2026-03-08T09:00:00Z");
    }

    #[test]
    fn without_open_blocks_the_calendar_counts() {
        for hours in [in_zone("UTC", &[]), in_zone("UTC", &[(Weekday::Monday, 600, 600)])] {
            assert_due(Urgency::High, &hours, "2026-11-28T10:00:00Z", "2026-11-28T14:00:00Z");
            assert_due(Urgency::Normal, &hours, "2026-11-28T10:00:00Z", "2026-11-29T10:00:00Z");
            assert_due(Urgency::Low, &hours, "2026-11-28T10:00:00Z", "2026-12-01T10:00:00Z");
        }
    }

    #[test]
    fn odd_settings_and_moments_have_an_answer() {
        let unknown = in_zone("Mars/Base", &[(Weekday::Monday, 9 * 60, 17 * 60)]);
        assert_due(Urgency::High, &unknown, "2026-11-23T10:00:00Z", "2026-11-23T14:00:00Z");
        let overlapping = in_zone(
            "UTC",
            &[(Weekday::Monday, 9 * 60, 17 * 60), (Weekday::Monday, 10 * 60, 12 * 60)],
        );
        assert_due(Urgency::High, &overlapping, "2026-11-23T10:00:00Z", "2026-11-23T14:00:00Z");
        for urgency in Urgency::ALL {
            for from in [Timestamp::MIN, Timestamp::MAX] {
                assert!(
                    from <= due(*urgency, &BusinessHours::default(), from),
                    "{urgency:?} from {from}"
                );
            }
        }
    }
}
