//! Where a comment stands.

use serde::{Deserialize, Serialize};

/// The platforms that Bedside knows facts about, in the order in which they are offered.
const KNOWN: [(Platform, &str, &str, &str); 14] = [
    (Platform::Google, "google", "Google", "G"),
    (Platform::Facebook, "facebook", "Facebook", "f"),
    (Platform::Instagram, "instagram", "Instagram", "IG"),
    (Platform::Yelp, "yelp", "Yelp", "Y"),
    (Platform::Tiktok, "tiktok", "TikTok", "TT"),
    (Platform::X, "x", "X", "X"),
    (Platform::Threads, "threads", "Threads", "Th"),
    (Platform::Youtube, "youtube", "YouTube", "YT"),
    (Platform::Linkedin, "linkedin", "LinkedIn", "in"),
    (Platform::Realself, "realself", "RealSelf", "RS"),
    (Platform::Healthgrades, "healthgrades", "Healthgrades", "HG"),
    (Platform::Reddit, "reddit", "Reddit", "R"),
    (Platform::Trustpilot, "trustpilot", "Trustpilot", "TP"),
    (Platform::Tripadvisor, "tripadvisor", "Tripadvisor", "TA"),
];

/// Where a comment stands.
///
/// A name that is not known stays as given, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Platform {
    /// Google reviews.
    Google,
    /// Facebook comments and recommendations.
    Facebook,
    /// Instagram comments.
    Instagram,
    /// Yelp reviews.
    Yelp,
    /// TikTok comments.
    Tiktok,
    /// Posts on X.
    X,
    /// Posts on Threads.
    Threads,
    /// YouTube comments.
    Youtube,
    /// LinkedIn comments.
    Linkedin,
    /// RealSelf reviews.
    Realself,
    /// Healthgrades reviews.
    Healthgrades,
    /// Reddit comments.
    Reddit,
    /// Trustpilot reviews.
    Trustpilot,
    /// Tripadvisor reviews.
    Tripadvisor,
    /// Any other, by its lower-case name.
    Other(String),
}

impl Platform {
    /// The platforms with a name of their own, in the order in which they are offered.
    pub fn known() -> impl Iterator<Item = Self> {
        KNOWN.into_iter().map(|(platform, ..)| platform)
    }

    /// The platform of that name; case and surrounding space do not count.
    pub fn from_name(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        KNOWN
            .into_iter()
            .find(|(_, known, ..)| *known == name)
            .map(|(platform, ..)| platform)
            .unwrap_or(Self::Other(name))
    }

    /// The stable lower-case name.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => known.row().map_or("", |(_, name, ..)| name),
        }
    }

    /// As shown in the window.
    pub fn label(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => known.row().map_or("", |(_, _, label, _)| label),
        }
    }

    /// One or two letters for a tile; never a logo.
    pub fn tile(&self) -> &str {
        match self {
            Self::Other(name) => name.get(..1).unwrap_or("?"),
            known => known.row().map_or("?", |(.., tile)| tile),
        }
    }

    fn row(&self) -> Option<(Self, &'static str, &'static str, &'static str)> {
        KNOWN.into_iter().find(|(platform, ..)| platform == self)
    }
}

impl From<String> for Platform {
    fn from(name: String) -> Self {
        Self::from_name(&name)
    }
}

impl From<Platform> for String {
    fn from(platform: Platform) -> Self {
        platform.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_name_comes_back() {
        for platform in Platform::known() {
            assert_eq!(Platform::from_name(platform.name()), platform, "{}", platform.name());
            assert!(!platform.label().is_empty(), "{} has a label", platform.name());
        }
        assert_eq!(
            Platform::from_name(" Zocdoc "),
            Platform::Other("zocdoc".to_owned()),
            "kept as given"
        );
    }
}
