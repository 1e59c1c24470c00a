//! Everything that may leave the session.

use std::time::Duration;

use crate::worker::Request;

/// Everything that may leave the session; the app carries it out.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask the worker.
    Ask(Request),
    /// Set the clipboard, read it back, and report [`Action::ClipboardSet`](super::Action::ClipboardSet).
    CopyToClipboard(crate::model::Body),
    /// Read the clipboard and report [`Action::Pasted`](super::Action::Pasted).
    /// Where it cannot be read, `words` are what the window system handed over.
    ReadClipboard {
        /// What the window system handed over with the key, if it did.
        words: Option<crate::model::Body>,
    },
    /// Let the person choose files and report [`Action::FilesChosen`](super::Action::FilesChosen).
    ChooseFiles,
    /// Let the person choose where a file of that name is saved, and report
    /// [`ImportsAction::SaveTo`](super::ImportsAction::SaveTo).
    ChooseSavePlace { name: String },
    /// Open a page in the browser.
    OpenLink(String),
    /// Call [`tick`](super::tick) again after this time.
    WakeAfter(Duration),
}
