//! The list of bundled rules and word lists; a test compares it with the folders.

/// Reads each named file into a row of path and text.
macro_rules! files {
    ($folder:literal, $ending:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/", $folder, "/", $name, $ending)))),*]
    };
}

/// Id and text of each bundled rule, in the order in which they are shown.
pub(super) const RULES: &[(&str, &str)] = files! {
    "rules", ".toml":
    "privacy/patient-status" "privacy/treatment" "privacy/visit" "privacy/billing"
    "privacy/identity" "privacy/records" "privacy/echo" "privacy/solicits-phi" "tone/negative"
    "tone/shouting" "legal/admission" "legal/medical-advice" "legal/guarantee" "legal/incentive"
    "legal/threat" "structure/no-acknowledgement" "structure/no-solution"
    "structure/no-offline-path" "structure/not-simple" "hygiene/placeholder"
};

/// Name and text of each bundled word list.
pub(super) const LEXICONS: &[(&str, &str)] = files! {
    "lexicons", ".txt":
    "adjectives" "aftercare" "aftercare-verbs" "audience" "billing" "blame-acts" "body-parts"
    "body-plain" "care" "care-events" "care-words" "conditions" "contact-invites" "days" "events"
    "evidence" "glad" "glowing" "heals" "health" "idioms" "in-public" "medications" "months"
    "past-acts" "past-visits" "patients" "personal-details" "pleased-then" "practice-places"
    "premises" "record-stores" "records" "relations" "review-acts" "rewards" "rivals"
    "self-causes" "service-acts" "staff" "step-verbs" "steps" "steps-done" "thanks" "thin-verbs"
    "titles" "treatments" "we" "weekdays" "you"
};

/// Version of the bundled rules, recorded with every reply; it changes with every change of a rule.
pub(super) const VERSION: &str = "0.2.0";
