//! What panels are built from: controls, marks and frames that know the theme, name and keys.

/// Whether a row, tab or segment is the one that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Chosen {
    /// It is.
    Yes,
    /// Another one is, or none.
    #[default]
    No,
}

impl From<bool> for Chosen {
    fn from(is_chosen: bool) -> Self {
        if is_chosen { Self::Yes } else { Self::No }
    }
}
