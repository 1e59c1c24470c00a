//! The form of a practice's profile, for the first start and for later.

use egui::Ui;
use jiff::tz::TimeZone;

use crate::model::{BusinessHours, OpenBlock, Platform, PlatformFacts, Practice, Weekday};

use super::theme::{Style, Token};
use super::widgets::{self, FieldNote, TextField};

/// What is being typed.
#[derive(Default)]
pub(super) struct PracticeForm {
    begun: Practice,
    name: String,
    email: String,
    phone: String,
    signature: String,
    time_zone: String,
    hours: Vec<(Weekday, String)>,
    names: String,
    handles: String,
    messages: Vec<(Platform, bool)>,
    was_tried: bool,
}

impl PracticeForm {
    /// A form that begins with a profile.
    pub(super) fn of(practice: &Practice, facts: &PlatformFacts) -> Self {
        let messages = Platform::known()
            .filter(|platform| facts.of(platform).can_practice_decide())
            .map(|platform| {
                let reaches = facts.can_direct_message(&platform, practice);
                (platform, reaches)
            })
            .collect();
        let hours = Weekday::ALL.iter().map(|&day| (day, written(&practice.hours, day))).collect();
        Self {
            begun: practice.clone(),
            name: practice.name.clone(),
            email: practice.email.clone(),
            phone: practice.phone.clone(),
            signature: practice.signature.clone(),
            time_zone: practice.hours.time_zone.clone(),
            hours,
            names: practice.own_names.join(", "),
            handles: practice.own_handles.join(", "),
            messages,
            was_tried: false,
        }
    }

    /// An empty form, in the computer's own time zone.
    pub(super) fn empty(facts: &PlatformFacts) -> Self {
        let zone = TimeZone::system();
        let time_zone = zone.iana_name().unwrap_or("UTC").to_owned();
        let hours = BusinessHours { time_zone, ..BusinessHours::default() };
        Self::of(&Practice { hours, ..Practice::default() }, facts)
    }

    /// The profile, or `None` where something has to be mended; the form then says what.
    pub(super) fn finish(&mut self) -> Option<Practice> {
        self.was_tried = true;
        let is_sound = self.name_fault().is_none()
            && self.email_fault().is_none()
            && self.zone_fault().is_none()
            && self.hours.iter().all(|(_, text)| blocks(Weekday::Monday, text).is_some());
        if !is_sound {
            return None;
        }
        let blocks =
            self.hours.iter().filter_map(|(day, text)| blocks(*day, text)).flatten().collect();
        Some(Practice {
            id: self.begun.id,
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            phone: self.phone.trim().to_owned(),
            signature: self.signature.trim().to_owned(),
            direct_messages: self
                .messages
                .iter()
                .map(|(platform, reaches)| (platform.name().to_owned(), *reaches))
                .collect(),
            hours: BusinessHours { time_zone: self.time_zone.trim().to_owned(), blocks },
            own_names: listed(&self.names),
            own_handles: listed(&self.handles),
        })
    }

    fn name_fault(&self) -> Option<&'static str> {
        self.name.trim().is_empty().then_some("Enter the name that the public knows")
    }

    fn email_fault(&self) -> Option<&'static str> {
        let email = self.email.trim();
        let is_address = email.split_once('@').is_some_and(|(before, after)| {
            !before.is_empty() && after.contains('.') && !email.contains(char::is_whitespace)
        });
        (!email.is_empty() && !is_address)
            .then_some("Enter an address such as care@practice.example")
    }

    fn zone_fault(&self) -> Option<&'static str> {
        let fault = TimeZone::get(self.time_zone.trim()).is_err();
        fault.then_some("Enter a name such as America/New_York")
    }

    fn note<'a>(&self, fault: Option<&'a str>, help: &'a str) -> FieldNote<'a> {
        match fault.filter(|_| self.was_tried) {
            Some(fault) => FieldNote::Error(fault),
            None if help.is_empty() => FieldNote::None,
            None => FieldNote::Help(help),
        }
    }

    /// Draws the part that every reply needs.
    pub(super) fn contact_ui(&mut self, ui: &mut Ui) {
        let note = self.note(self.name_fault(), "");
        widgets::field(ui, "Practice name", note, |ui| {
            ui.add(TextField::new(&mut self.name, "Practice name"))
        });
        let note = self.note(self.email_fault(), "Fills {{practice_email}} in templates");
        widgets::field(ui, "Public e-mail", note, |ui| {
            ui.add(TextField::new(&mut self.email, "Public e-mail"))
        });
        let note = FieldNote::Help("Fills {{practice_phone}}, written as it is to be read");
        widgets::field(ui, "Public phone", note, |ui| {
            ui.add(TextField::new(&mut self.phone, "Public phone"))
        });
        let note = FieldNote::Help("May be empty. Stands at the end of a reply");
        widgets::field(ui, "How replies are signed", note, |ui| {
            ui.add(TextField::new(&mut self.signature, "How replies are signed"))
        });
    }

    /// Draws the rest.
    pub(super) fn details_ui(&mut self, ui: &mut Ui) {
        let note = FieldNote::Help("With commas between. Their comments count as your own answers");
        widgets::field(ui, "Other names of the practice", note, |ui| {
            ui.add(TextField::new(&mut self.names, "Other names of the practice"))
        });
        let note = FieldNote::Help("Handles and page ids, with commas between");
        widgets::field(ui, "Own handles", note, |ui| {
            ui.add(TextField::new(&mut self.handles, "Own handles"))
        });
        let note = self.note(self.zone_fault(), "Response targets count in this zone");
        widgets::field(ui, "Time zone", note, |ui| {
            ui.add(TextField::new(&mut self.time_zone, "Time zone"))
        });
        ui.add_space(4.0);
        widgets::text(ui, "Business hours", Style::Section, Token::Text);
        widgets::text(
            ui,
            "Such as 9:00-12:30, 13:30-17:00. An empty day is a closed day",
            Style::Small,
            Token::Text2,
        );
        for (day, text) in &mut self.hours {
            let name = day_words(*day);
            ui.horizontal(|ui| {
                let size = egui::vec2(90.0, 28.0);
                ui.allocate_ui_with_layout(
                    size,
                    egui::Layout::left_to_right(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(size.x);
                        widgets::text(ui, name, Style::Body, Token::Text);
                    },
                );
                let label = format!("Hours on {name}");
                ui.add(TextField::new(text, &label).width(220.0).height(28.0));
                if blocks(*day, text).is_none() {
                    widgets::text(ui, "Write 9:00-17:00", Style::Small, Token::Stop);
                }
            });
        }
        ui.add_space(4.0);
        widgets::text(ui, "Direct messages reach the practice on", Style::Section, Token::Text);
        for (platform, reaches) in &mut self.messages {
            widgets::toggle(ui, reaches, platform.label(), "");
        }
    }
}

/// A day as a person says it.
fn day_words(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn listed(text: &str) -> Vec<String> {
    text.split(',')
        .map(|part| part.trim().trim_start_matches('@').to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The blocks of a day as a person writes them.
fn written(hours: &BusinessHours, day: Weekday) -> String {
    let time = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    hours
        .blocks
        .iter()
        .filter(|block| block.day == day)
        .map(|block| format!("{}-{}", time(block.from), time(block.to)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The blocks of a day as written, or `None` where they cannot be read or overlap.
fn blocks(day: Weekday, text: &str) -> Option<Vec<OpenBlock>> {
    let minutes = |time: &str| -> Option<u16> {
        let (hours, minutes) = time.trim().split_once(':').unwrap_or_else(|| (time.trim(), "0"));
        let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
        let at = hours.checked_mul(60)?.checked_add(minutes)?;
        (minutes < 60 && at <= 24 * 60).then_some(at)
    };
    let mut blocks = Vec::new();
    let mut end = 0;
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let (from, to) = part.split_once(['-', '–'])?;
        let (from, to) = (minutes(from)?, minutes(to)?);
        if to <= from || from < end {
            return None;
        }
        end = to;
        blocks.push(OpenBlock { day, from, to });
    }
    Some(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_written() {
        let day = Weekday::Tuesday;
        let read = blocks(day, "9:00-12:30, 13:30 – 17").expect("two blocks");
        assert_eq!(read.len(), 2, "a pause at noon");
        let hours = BusinessHours { time_zone: "UTC".to_owned(), blocks: read };
        assert_eq!(written(&hours, day), "9:00-12:30, 13:30-17:00", "and written as they are read");
        assert_eq!(blocks(day, ""), Some(Vec::new()), "closed");
        for fault in
            ["9", "17:00-9:00", "9:00-12:00, 11:00-13:00", "9:75-10:00", "25:00-26:00", "a-b"]
        {
            assert_eq!(blocks(day, fault), None, "{fault}");
        }
    }

    #[test]
    fn a_profile_survives_the_form() {
        let facts = PlatformFacts::bundled().expect("the facts");
        let mut form = PracticeForm::empty(&facts);
        assert!(form.finish().is_none(), "a name is needed");
        form.name = " Harborview ".to_owned();
        form.handles = "@harborview, hv_care".to_owned();
        form.email = "care".to_owned();
        assert!(form.finish().is_none(), "that is no address");
        form.email = "care@harborview.example".to_owned();
        let practice = form.finish().expect("everything is there");
        assert_eq!(practice.name, "Harborview", "trimmed");
        assert_eq!(practice.own_handles, ["harborview", "hv_care"], "without the at");
        let again = PracticeForm::of(&practice, &facts).finish();
        assert_eq!(again.as_ref(), Some(&practice), "nothing is lost on the way");
    }
}
