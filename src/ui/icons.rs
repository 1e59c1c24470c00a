//! The icons: Material Symbols by what they mean here; filled is a state, outlined an action.

use egui::{Align2, Color32, FontFamily, FontId, Painter, Pos2, RichText};

/// The usual size of an icon, in points.
pub const SIZE: f32 = 18.0;
/// The size beside small words.
pub const SMALL: f32 = 16.0;
/// The size in bars and headers.
pub const BAR: f32 = 20.0;

/// One glyph of one of the two icon fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Icon {
    glyph: char,
    is_filled: bool,
}

impl Icon {
    const fn outlined(glyph: char) -> Self {
        Self { glyph, is_filled: false }
    }

    const fn filled(glyph: char) -> Self {
        Self { glyph, is_filled: true }
    }

    /// Its character in the font.
    pub const fn glyph(self) -> char {
        self.glyph
    }

    /// The same icon as a state.
    #[must_use]
    pub const fn as_state(self) -> Self {
        Self::filled(self.glyph)
    }

    /// The same icon as an action.
    #[must_use]
    pub const fn as_action(self) -> Self {
        Self::outlined(self.glyph)
    }

    /// The font that has it.
    pub fn font(self, size: f32) -> FontId {
        FontId::new(
            size,
            FontFamily::Name(if self.is_filled { "icons-filled" } else { "icons" }.into()),
        )
    }

    /// As words, for labels and buttons of egui.
    pub fn rich(self, size: f32, color: Color32) -> RichText {
        RichText::new(self.glyph).font(self.font(size)).color(color)
    }

    /// Draws it round a point.
    pub fn paint(self, painter: &Painter, centre: Pos2, size: f32, color: Color32) {
        painter.text(centre, Align2::CENTER_CENTER, self.glyph, self.font(size), color);
    }
}

macro_rules! icons {
    ($($(#[doc = $doc:literal])+ $name:ident = $kind:ident($glyph:literal),)+) => {
        $($(#[doc = $doc])+ pub const $name: Icon = Icon::$kind($glyph);)+

        /// Every icon, for the test that the fonts have them.
        pub const ALL: &[Icon] = &[$($name),+];
    };
}

icons! {
    /// A finding that holds the reply back.
    STOP = filled('\u{e99a}'),
    /// A finding that ought to be changed.
    WARNING = filled('\u{e002}'),
    /// A finding that would make it better.
    ADVICE = filled('\u{e0f0}'),
    /// Nothing found, or a lamp that is on.
    CLEAR = filled('\u{e86c}'),
    /// A lamp that is off.
    LAMP_OFF = outlined('\u{e5c9}'),
    /// A lamp that says what is wrong.
    LAMP_BROKEN = filled('\u{e5c9}'),
    /// Somebody may be in danger.
    SAFETY = filled('\u{e1eb}'),
    /// When an answer is due.
    DUE = outlined('\u{e192}'),
    /// There is a draft.
    DRAFT = outlined('\u{e745}'),
    /// A promise to keep.
    PROMISE = outlined('\u{ebcb}'),
    /// Repeats what the comment said.
    ECHO = outlined('\u{e157}'),
    /// The rule that says so.
    CITATION = outlined('\u{e90e}'),
    /// A flag of triage.
    FLAG = filled('\u{e153}'),
    /// A star that was given.
    STAR = filled('\u{e838}'),
    /// A star that was not given.
    STAR_OFF = outlined('\u{e838}'),
    /// What was written before.
    EARLIER = outlined('\u{e28e}'),
    /// A template.
    TEMPLATE = outlined('\u{ef42}'),
    /// A placeholder.
    PLACEHOLDER = outlined('\u{ead3}'),
    /// Emoji.
    EMOJI = outlined('\u{e24e}'),
    /// Take it back.
    UNDO = outlined('\u{e166}'),
    /// Do it again.
    REDO = outlined('\u{e15a}'),
    /// Copy.
    COPY = outlined('\u{e14d}'),
    /// Locked.
    HELD = outlined('\u{e88d}'),
    /// Not locked.
    UNLOCKED = outlined('\u{e898}'),
    /// Come back later.
    SNOOZE = outlined('\u{e046}'),
    /// Pass to a named person.
    ESCALATE = outlined('\u{f567}'),
    /// Needs no answer.
    DISMISS = outlined('\u{e033}'),
    /// Paste.
    PASTE = outlined('\u{e14f}'),
    /// Cut.
    CUT = outlined('\u{e14e}'),
    /// Make two of one.
    SPLIT = outlined('\u{e0b6}'),
    /// Make one of two.
    MERGE = outlined('\u{e0b3}'),
    /// Recorded and sealed.
    SEALED = filled('\u{e031}'),
    /// Remove, or removed.
    ERASED = outlined('\u{e872}'),
    /// Hide what is on the screen.
    CURTAIN = outlined('\u{ec1e}'),
    /// Search.
    SEARCH = outlined('\u{e8b6}'),
    /// Filter.
    FILTER = outlined('\u{e152}'),
    /// Order.
    SORT = outlined('\u{e0c3}'),
    /// As on a phone.
    PHONE = outlined('\u{e0d4}'),
    /// As on a desktop.
    DESKTOP = outlined('\u{e30c}'),
    /// By telephone.
    CALL = outlined('\u{e0b0}'),
    /// By e-mail.
    MAIL = outlined('\u{e0be}'),
    /// By direct message.
    MESSAGE = outlined('\u{e0b7}'),
    /// Write to a file.
    EXPORT = outlined('\u{e171}'),
    /// Read from a file.
    IMPORT = outlined('\u{e9fc}'),
    /// Open files.
    OPEN_FOLDER = outlined('\u{e2c8}'),
    /// Read files as they arrive.
    WATCH_FOLDER = outlined('\u{e9a3}'),
    /// On this computer only.
    LOCAL = outlined('\u{e875}'),
    /// Done.
    DONE = outlined('\u{e2e6}'),
    /// Chosen.
    CHECK = outlined('\u{e5ca}'),
    /// Partly chosen, or fewer.
    PARTLY = outlined('\u{e15b}'),
    /// Add.
    ADD = outlined('\u{e145}'),
    /// Change.
    EDIT = outlined('\u{e150}'),
    /// Close.
    CLOSE = outlined('\u{e14c}'),
    /// Back.
    BACK = outlined('\u{e5c4}'),
    /// Forward.
    FORWARD = outlined('\u{e5c8}'),
    /// Up.
    ARROW_UP = outlined('\u{e5d8}'),
    /// Down.
    ARROW_DOWN = outlined('\u{e5db}'),
    /// The one before.
    LEFT = outlined('\u{e408}'),
    /// The next one, or folded.
    RIGHT = outlined('\u{e409}'),
    /// Fold.
    UP = outlined('\u{e316}'),
    /// Unfold, or choose from a list.
    DOWN = outlined('\u{e313}'),
    /// More.
    MORE = outlined('\u{e5d4}'),
    /// More, in a line.
    MORE_LINE = outlined('\u{e5d3}'),
    /// Settings.
    SETTINGS = outlined('\u{e8b8}'),
    /// Adjust.
    TUNE = outlined('\u{e429}'),
    /// Keys.
    KEYBOARD = outlined('\u{e312}'),
    /// Help.
    HELP = outlined('\u{e887}'),
    /// A remark.
    INFO = filled('\u{e88e}'),
    /// Open in the browser.
    OPEN_LINK = outlined('\u{e895}'),
    /// A person.
    PERSON = outlined('\u{e7fd}'),
    /// People.
    PEOPLE = outlined('\u{e7ef}'),
    /// A practice's profile.
    PRACTICE = outlined('\u{ea67}'),
    /// A practice.
    SITE = outlined('\u{ea12}'),
    /// Show.
    SHOW = outlined('\u{e417}'),
    /// Hide.
    HIDE = outlined('\u{e8f5}'),
    /// Open the panel at the left.
    OPEN_LEFT = outlined('\u{f716}'),
    /// Close the panel at the left.
    CLOSE_LEFT = outlined('\u{f717}'),
    /// Open the panel at the right.
    OPEN_RIGHT = outlined('\u{f704}'),
    /// Close the panel at the right.
    CLOSE_RIGHT = outlined('\u{f705}'),
    /// Save.
    SAVE = outlined('\u{e161}'),
    /// Reports.
    REPORTS = outlined('\u{e26b}'),
    /// Language.
    LANGUAGE = outlined('\u{e8e2}'),
    /// Write a comment down.
    NEW_COMMENT = outlined('\u{e266}'),
    /// The queue.
    QUEUE = outlined('\u{e0bf}'),
    /// Reply.
    REPLY = outlined('\u{e15e}'),
    /// A file.
    DOCUMENT = outlined('\u{e873}'),
    /// A day.
    DATE = outlined('\u{e935}'),
    /// Again.
    REFRESH = outlined('\u{e5d5}'),
    /// Spelling.
    SPELLING = outlined('\u{e8ce}'),
    /// Light.
    LIGHT = outlined('\u{e518}'),
    /// Dark.
    DARK = outlined('\u{e51c}'),
    /// High contrast.
    CONTRAST = outlined('\u{eb37}'),
    /// Can be moved.
    GRIP = outlined('\u{e945}'),
    /// Time running.
    CLOCK = outlined('\u{e425}'),
    /// A key.
    KEY = outlined('\u{e73c}'),
    /// The rules.
    RULES = outlined('\u{f0c5}'),
    /// Choose from a list.
    UNFOLD = outlined('\u{e5d7}'),
    /// Something went wrong.
    ALERT = filled('\u{e000}'),
    /// A saved view.
    BOOKMARK = outlined('\u{e866}'),
}
