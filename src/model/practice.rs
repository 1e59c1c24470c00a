//! The profile of a practice, and the people at the desk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::comment::named;
use super::{PersonId, PracticeId};

named! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

/// One block of a day in which the practice answers; several a day are normal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenBlock {
    /// Which day.
    pub day: Weekday,
    /// Minutes after midnight when it begins, 0 to 1440.
    pub from: u16,
    /// Minutes after midnight when it ends, later than `from`.
    pub to: u16,
}

/// When a practice answers, in its own time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessHours {
    /// IANA name, such as `America/New_York`.
    pub time_zone: String,
    /// In order of day and time, none overlapping.
    pub blocks: Vec<OpenBlock>,
}

impl Default for BusinessHours {
    /// Monday to Friday, 9:00 to 17:00 UTC.
    fn default() -> Self {
        let blocks = Weekday::ALL
            .iter()
            .take(5)
            .map(|&day| OpenBlock { day, from: 9 * 60, to: 17 * 60 })
            .collect();
        Self { time_zone: "UTC".to_owned(), blocks }
    }
}

/// The profile that fills placeholders and tells what is the practice's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Practice {
    /// Its row; `None` until it is saved.
    #[serde(skip)]
    pub id: Option<PracticeId>,
    /// As the public knows it.
    pub name: String,
    /// E-mail address for the public; may be empty.
    pub email: String,
    /// Telephone for the public, as it is to be written; may be empty.
    pub phone: String,
    /// How replies are signed; may be empty.
    pub signature: String,
    /// Whether a direct message reaches it, by platform name; a platform that is missing has the platform's default.
    pub direct_messages: BTreeMap<String, bool>,
    /// When it answers.
    pub hours: BusinessHours,
    /// Further names it goes by, such as an older name or a page's title.
    pub own_names: Vec<String>,
    /// Its handles and page ids, without `@`.
    pub own_handles: Vec<String>,
}

impl Practice {
    /// Every name, handle and id that says "this is us".
    pub fn own(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.own_names.iter().map(String::as_str))
            .chain(self.own_handles.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
    }

    /// The public contacts: e-mail and telephone, where there are any.
    pub fn contacts(&self) -> impl Iterator<Item = &str> {
        [self.email.as_str(), self.phone.as_str()].into_iter().filter(|contact| !contact.is_empty())
    }
}

/// Somebody who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their row.
    pub id: PersonId,
    /// As it stands in the history.
    pub name: String,
}
