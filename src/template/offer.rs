//! Ways to go on in private: what each needs, and which exist for one practice on one platform.

use serde::{Deserialize, Serialize};

use super::Words;

/// What an offline path needs to lead anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// A telephone number in the practice's profile.
    Phone,
    /// An e-mail address in the practice's profile.
    Email,
    /// A platform, and a practice, that direct messages reach.
    Dm,
}

/// Which ways to go on in private exist for one practice on one platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The profile has a telephone number.
    pub has_phone: bool,
    /// The profile has an e-mail address.
    pub has_email: bool,
    /// A direct message reaches the practice there.
    pub can_direct_message: bool,
}

impl Paths {
    /// Whether everything that `needs` asks for is there.
    pub fn cover(self, needs: &[Need]) -> bool {
        needs.iter().all(|need| match need {
            Need::Phone => self.has_phone,
            Need::Email => self.has_email,
            Need::Dm => self.can_direct_message,
        })
    }
}

/// How much room the platform leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Whole sentences, 25 to 80 words.
    Long,
    /// At most 140 characters, for X and TikTok.
    Short,
}

/// A text together with what it needs to lead anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What must exist for it to be offered; may be empty.
    pub needs: Vec<Need>,
    /// What it says.
    pub words: Words,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_good_when_everything_it_needs_is_there() {
        let by_phone = Paths { has_phone: true, ..Paths::default() };
        assert!(by_phone.cover(&[]) && by_phone.cover(&[Need::Phone]), "there");
        assert!(!by_phone.cover(&[Need::Phone, Need::Email]), "one of two is not enough");
        assert!(!by_phone.cover(&[Need::Dm]), "not there");
    }
}
