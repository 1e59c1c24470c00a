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
    "privacy/patient-status"
};

/// Name and text of each bundled word list.
pub(super) const LEXICONS: &[(&str, &str)] = files! {
    "lexicons", ".txt":
    "adjectives" "audience" "billing" "body-parts" "body-plain" "care-events" "care-words"
    "conditions" "contact-invites" "days" "glad" "idioms" "in-public" "medications" "months"
    "patients" "personal-details" "practice-places" "record-stores" "records" "relations" "rivals"
    "staff" "steps" "thanks" "titles" "treatments" "we" "you"
};

/// Version of the bundled rules, recorded with every reply; it changes with every change of a rule.
pub(super) const VERSION: &str = "0.1.0";
