//! Every named way to start something: menus, keys and the shortcut sheet are drawn from this one table.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::model::Status;
use crate::session::{Action, Dialog, SaidAction, Screen, State};
use crate::worker::SaidMark;

/// A place that can take the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The queue's list.
    Queue,
    /// The box that searches comments.
    Search,
    /// The reply.
    Reply,
    /// The box that finds templates.
    Templates,
}

/// What a command does.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Reports an action to the session.
    Act(Action),
    /// Gives the keyboard to a place.
    Focus(Target),
}

/// The keys of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Works everywhere, also while typing.
    Always(KeyboardShortcut),
    /// Works while no text box has the keyboard.
    Plain(Key),
    /// The question mark, whatever the keyboard's layout makes of it; while no text box has the keyboard.
    QuestionMark,
    /// One key after the other, while no text box has the keyboard.
    Chord(Key, Key),
}

/// A named, keyed way to start an action.
pub struct Command {
    /// Which part of the sheet it stands in.
    pub group: Group,
    /// As shown in menus and on the sheet.
    pub label: &'static str,
    /// How it is started by key; the first is shown beside buttons.
    pub keys: &'static [Keys],
    /// What it would do at this moment; `None` greys it out.
    pub deed: fn(&State) -> Option<Deed>,
}

/// The parts of the shortcut sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Bringing comments in.
    Capture,
    /// Moving through the queue.
    Queue,
    /// Writing the reply.
    Reply,
    /// Going places.
    Window,
}

impl Group {
    /// Every part, in the order of the sheet.
    pub const ALL: [Self; 4] = [Self::Queue, Self::Reply, Self::Capture, Self::Window];

    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Capture => "Bring comments in",
            Self::Queue => "Queue",
            Self::Reply => "Reply",
            Self::Window => "Window",
        }
    }
}

const fn always(modifiers: Modifiers, key: Key) -> Keys {
    Keys::Always(KeyboardShortcut::new(modifiers, key))
}

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Copies the reply; named for the button that shows its key.
pub(super) const COPY: &str = "Copy reply";
/// Opens the comment after this one.
pub(super) const NEXT_COMMENT: &str = "Next comment";
/// Makes the next finding the current one.
pub(super) const NEXT_FINDING: &str = "Next finding";
/// Reads the clipboard as comments.
pub(super) const PASTE: &str = "Paste a thread";
/// Opens export files.
pub(super) const OPEN_FILES: &str = "Open export files…";
/// Writes a comment down by hand.
pub(super) const WRITE_DOWN: &str = "Write a comment down…";
/// Puts a comment away without an answer.
pub(super) const DISMISS: &str = "Dismiss";
/// Passes a comment to somebody else.
pub(super) const ESCALATE: &str = "Escalate";
/// Puts a comment back into the queue.
pub(super) const REOPEN: &str = "Put back into the queue";
/// Opens the comment's page.
pub(super) const OPEN_LINK: &str = "Open on the platform";
/// Takes a queue action back.
pub(super) const UNDO: &str = "Undo";
/// Does it again.
pub(super) const REDO: &str = "Redo";
/// Shows the sheet.
pub(super) const KEYS: &str = "Keys";
/// Gives the search box the keyboard.
pub(super) const SEARCH: &str = "Search comments";
/// Gives the template box the keyboard.
pub(super) const FIND_TEMPLATE: &str = "Find a template";
/// Gives the list the keyboard.
pub(super) const TO_QUEUE: &str = "To the queue";
/// Gives the reply the keyboard.
pub(super) const TO_REPLY: &str = "Write the reply";

/// Corrects what was captured of a comment.
pub(super) const MEND: &str = "Correct the comment…";
/// Says that a reply that was already said stands there no more.
pub(super) const TAKEN_DOWN: &str = "Mark as taken down";
/// Says that other words stand in its place.
pub(super) const CORRECTED: &str = "Mark as corrected";
/// Goes to the reports of imports.
pub(super) const IMPORTS: &str = "Imports";
/// Goes to what was already said.
pub(super) const SAID: &str = "Already said";

/// Every command.
pub const COMMANDS: &[Command] = &[
    Command {
        group: Group::Queue,
        label: NEXT_COMMENT,
        keys: &[Keys::Plain(Key::J), always(ALT, Key::ArrowDown)],
        deed: |state| on_desk(state)?.queue.next().map(|_| Deed::Act(Action::OpenNext)),
    },
    Command {
        group: Group::Queue,
        label: "Comment before",
        keys: &[Keys::Plain(Key::K), always(ALT, Key::ArrowUp)],
        deed: |state| on_desk(state)?.queue.previous().map(|_| Deed::Act(Action::OpenPrevious)),
    },
    Command {
        group: Group::Queue,
        label: SEARCH,
        keys: &[Keys::Plain(Key::Slash), always(CTRL, Key::F)],
        deed: |state| {
            matches!(state.screen, Screen::Queue | Screen::History | Screen::Imports | Screen::Said)
                .then_some(Deed::Focus(Target::Search))
        },
    },
    Command {
        group: Group::Queue,
        label: ESCALATE,
        keys: &[Keys::Plain(Key::E), always(ALT, Key::E)],
        deed: |state| move_to(state, Status::Escalated),
    },
    Command {
        group: Group::Queue,
        label: DISMISS,
        keys: &[Keys::Plain(Key::D), always(ALT, Key::D)],
        deed: |state| move_to(state, Status::Dismissed),
    },
    Command {
        group: Group::Queue,
        label: REOPEN,
        keys: &[Keys::Plain(Key::B)],
        deed: |state| {
            let status = on_desk(state)?.open.as_ref()?.thread.comment.status;
            let is_away = !matches!(status, Status::Open | Status::Drafting);
            is_away.then_some(Deed::Act(Action::Move(Status::Open)))
        },
    },
    Command {
        group: Group::Queue,
        label: OPEN_LINK,
        keys: &[Keys::Plain(Key::O), always(ALT, Key::O)],
        deed: |state| {
            if state.screen == Screen::Said {
                let link = state.said.current()?.permalink.as_deref()?;
                let is_web = crate::session::is_web_address(link);
                return is_web.then_some(Deed::Act(Action::Said(SaidAction::OpenLink)));
            }
            let link = on_desk(state)?.open.as_ref()?.thread.comment.source.permalink.as_deref()?;
            crate::session::is_web_address(link).then_some(Deed::Act(Action::OpenLink))
        },
    },
    Command {
        group: Group::Queue,
        label: MEND,
        keys: &[Keys::Plain(Key::M)],
        deed: |state| on_desk(state)?.open.as_ref().map(|_| Deed::Act(Action::Ask(Dialog::Mend))),
    },
    Command {
        group: Group::Queue,
        label: TAKEN_DOWN,
        keys: &[Keys::Plain(Key::X)],
        deed: |state| mark_said(state, SaidMark::TakenDown),
    },
    Command {
        group: Group::Queue,
        label: CORRECTED,
        keys: &[Keys::Plain(Key::C)],
        deed: |state| mark_said(state, SaidMark::Corrected),
    },
    Command {
        group: Group::Queue,
        label: UNDO,
        keys: &[always(CTRL, Key::Z)],
        deed: |state| state.can_undo().then_some(Deed::Act(Action::Undo)),
    },
    Command {
        group: Group::Queue,
        label: REDO,
        keys: &[always(CTRL_SHIFT, Key::Z), always(CTRL, Key::Y)],
        deed: |state| state.can_redo().then_some(Deed::Act(Action::Redo)),
    },
    Command {
        group: Group::Reply,
        label: TO_REPLY,
        keys: &[Keys::Plain(Key::R)],
        deed: |state| on_desk(state)?.open.as_ref().map(|_| Deed::Focus(Target::Reply)),
    },
    Command {
        group: Group::Reply,
        label: COPY,
        keys: &[always(CTRL, Key::Enter)],
        deed: |state| on_desk(state)?.open.as_ref().map(|_| Deed::Act(Action::CopyReply)),
    },
    Command {
        group: Group::Reply,
        label: NEXT_FINDING,
        keys: &[always(Modifiers::NONE, Key::F8)],
        deed: |state| {
            let findings = &on_desk(state)?.open.as_ref()?.composer.report.findings;
            (!findings.is_empty()).then_some(Deed::Act(Action::NextFinding))
        },
    },
    Command {
        group: Group::Reply,
        label: "Use rewrite 1",
        keys: &[always(ALT, Key::Num1)],
        deed: |state| use_fix(state, 0),
    },
    Command {
        group: Group::Reply,
        label: "Use rewrite 2",
        keys: &[always(ALT, Key::Num2)],
        deed: |state| use_fix(state, 1),
    },
    Command {
        group: Group::Reply,
        label: "Use rewrite 3",
        keys: &[always(ALT, Key::Num3)],
        deed: |state| use_fix(state, 2),
    },
    Command {
        group: Group::Reply,
        label: "Set the finding aside…",
        keys: &[always(ALT, Key::S)],
        deed: |state| {
            let composer = &on_desk(state)?.open.as_ref()?.composer;
            composer.current_finding()?;
            Some(Deed::Act(Action::Ask(Dialog::SetAside(composer.current))))
        },
    },
    Command {
        group: Group::Reply,
        label: FIND_TEMPLATE,
        keys: &[Keys::Plain(Key::T), always(CTRL, Key::T)],
        deed: |state| on_desk(state)?.open.as_ref().map(|_| Deed::Focus(Target::Templates)),
    },
    Command {
        group: Group::Reply,
        label: TO_QUEUE,
        keys: &[always(Modifiers::NONE, Key::Escape)],
        deed: |state| on_desk(state).map(|_| Deed::Focus(Target::Queue)),
    },
    Command {
        group: Group::Capture,
        label: PASTE,
        keys: &[always(CTRL_SHIFT, Key::V)],
        deed: |state| can_capture(state).then_some(Deed::Act(Action::Paste)),
    },
    Command {
        group: Group::Capture,
        label: OPEN_FILES,
        keys: &[always(CTRL, Key::O)],
        deed: |state| can_capture(state).then_some(Deed::Act(Action::ChooseFiles)),
    },
    Command {
        group: Group::Capture,
        label: WRITE_DOWN,
        keys: &[always(CTRL, Key::N)],
        deed: |state| can_capture(state).then_some(Deed::Act(Action::Ask(Dialog::WriteDown))),
    },
    Command {
        group: Group::Window,
        label: "Queue",
        keys: &[Keys::Chord(Key::G, Key::Q), always(ALT, Key::Q)],
        deed: |state| go(state, Screen::Queue),
    },
    Command {
        group: Group::Window,
        label: "History",
        keys: &[Keys::Chord(Key::G, Key::H), always(ALT, Key::H)],
        deed: |state| go(state, Screen::History),
    },
    Command {
        group: Group::Window,
        label: SAID,
        keys: &[Keys::Chord(Key::G, Key::A), always(ALT, Key::A)],
        deed: |state| go(state, Screen::Said),
    },
    Command {
        group: Group::Window,
        label: IMPORTS,
        keys: &[Keys::Chord(Key::G, Key::I), always(ALT, Key::I)],
        deed: |state| go(state, Screen::Imports),
    },
    Command {
        group: Group::Window,
        label: "Practices",
        keys: &[Keys::Chord(Key::G, Key::P), always(ALT, Key::P)],
        deed: |state| go(state, Screen::Practices),
    },
    Command {
        group: Group::Window,
        label: KEYS,
        keys: &[Keys::QuestionMark, always(Modifiers::NONE, Key::F1)],
        deed: |_| Some(Deed::Act(Action::Ask(Dialog::Shortcuts))),
    },
];

/// Corrects the marked row of a preview.
pub(super) const MEND_ROW: &str = "Edit the comment";
/// Cuts it in two.
pub(super) const SPLIT_ROW: &str = "Split it in two";
/// Joins it to the one above.
pub(super) const MERGE_ROW: &str = "Merge it with the one above";
/// Answers the question about it.
pub(super) const KEEP_ROW: &str = "Keep it as it is";
/// Says what the columns of a table hold.
pub(super) const COLUMNS: &str = "Choose columns";
/// Goes to the next question.
pub(super) const NEXT_DOUBT: &str = "Next uncertain cut";

/// What a key does in the preview of a paste or a file, where single letters work on the marked row.
pub(super) const PREVIEW: &[(&str, &str)] = &[
    ("Row below, row above", "J"),
    ("Add or leave out", "Space"),
    (MEND_ROW, "E"),
    (SPLIT_ROW, "S"),
    (MERGE_ROW, "M"),
    (NEXT_DOUBT, "D"),
    (KEEP_ROW, "A"),
    (COLUMNS, "C"),
    ("Stars, where the source has none", "1"),
    ("Undo the last change", "Ctrl+Z"),
    ("Add what is chosen", "Ctrl+Enter"),
    ("Add every waiting file", "Ctrl+Shift+Enter"),
    ("Skip the file, or leave", "Esc"),
];

/// The keys of a deed of the preview.
pub(super) fn preview_keys(label: &str) -> &'static str {
    PREVIEW.iter().find(|(known, _)| *known == label).map_or("", |(_, keys)| keys)
}

/// The command of that label.
pub(super) fn command(label: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.label == label)
}

fn on_desk(state: &State) -> Option<&State> {
    (state.screen == Screen::Queue).then_some(state)
}

/// Whether a screen can be left at any time.
fn is_at_rest(screen: Screen) -> bool {
    !matches!(screen, Screen::Opening | Screen::FirstRun | Screen::Capture)
}

fn mark_said(state: &State, mark: SaidMark) -> Option<Deed> {
    let row = (state.screen == Screen::Said).then(|| state.said.current())??;
    let is_other = row.mark.as_ref().is_none_or(|(known, ..)| *known != mark);
    is_other.then_some(Deed::Act(Action::Said(SaidAction::Mark(Some(mark)))))
}

fn can_capture(state: &State) -> bool {
    is_at_rest(state.screen) && state.likely_practice().is_some()
}

fn go(state: &State, screen: Screen) -> Option<Deed> {
    (is_at_rest(state.screen) && state.screen != screen).then_some(Deed::Act(Action::Show(screen)))
}

fn move_to(state: &State, status: Status) -> Option<Deed> {
    let current = on_desk(state)?.open.as_ref()?.thread.comment.status;
    (current != status).then_some(Deed::Act(Action::Move(status)))
}

fn use_fix(state: &State, fix: usize) -> Option<Deed> {
    let composer = &on_desk(state)?.open.as_ref()?.composer;
    (fix < composer.fixes().len()).then_some(Deed::Act(Action::ApplyFix(fix)))
}

/// The key caps of a command's first way in, such as `["Ctrl", "Enter"]`.
pub(super) fn caps(keys: Keys) -> Vec<&'static str> {
    match keys {
        Keys::Plain(key) => vec![cap(key)],
        Keys::QuestionMark => vec!["?"],
        Keys::Chord(first, second) => vec![cap(first), cap(second)],
        Keys::Always(KeyboardShortcut { modifiers, logical_key }) => {
            let mut caps = Vec::new();
            if modifiers.command || modifiers.ctrl {
                caps.push(if cfg!(target_os = "macos") { "⌘" } else { "Ctrl" });
            }
            if modifiers.shift {
                caps.push("Shift");
            }
            if modifiers.alt {
                caps.push(if cfg!(target_os = "macos") { "⌥" } else { "Alt" });
            }
            caps.push(cap(logical_key));
            caps
        }
    }
}

fn cap(key: Key) -> &'static str {
    match key {
        Key::ArrowDown => "Down",
        Key::ArrowUp => "Up",
        Key::Escape => "Esc",
        Key::Slash => "/",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let all: Vec<Keys> = COMMANDS.iter().flat_map(|command| command.keys).copied().collect();
        for (position, keys) in all.iter().enumerate() {
            assert!(!all[..position].contains(keys), "{keys:?} starts two commands");
        }
    }

    #[test]
    fn labels_are_names() {
        for (position, one) in COMMANDS.iter().enumerate() {
            let twin = COMMANDS[..position].iter().any(|other| other.label == one.label);
            assert!(!twin, "{} names two commands", one.label);
            assert!(!one.keys.is_empty(), "{} can be reached by key", one.label);
        }
    }
}
