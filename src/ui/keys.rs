//! From keys to commands: what a key starts depends on whether somebody is typing.

use egui::{Context, Event, Key, Modifiers};

use crate::session::{Action, State};

use super::commands::{COMMANDS, Command, Deed, Keys, Target};

/// The second key of a chord must follow within this many seconds.
const CHORD_SECONDS: f64 = 1.5;

/// The first key of a chord, and when it was pressed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chord(Option<(Key, f64)>);

/// Takes the keys of this frame that start commands. Reports actions, and says who is given the keyboard.
pub(super) fn take(
    ctx: &Context,
    state: &State,
    chord: &mut Chord,
    out: &mut Vec<Action>,
) -> Option<Target> {
    let is_typing = ctx.text_edit_focused();
    let typing = if is_typing { Typing::Yes } else { Typing::No };
    let mut focus = None;
    let before = chord.0.filter(|(_, at)| ctx.input(|input| input.time) - at < CHORD_SECONDS);
    chord.0 = None;
    let mut fired = false;
    let mut letter_of = None;
    for command in COMMANDS {
        // A key whose command is greyed out is left to the screen, which may have a use of its own for it.
        let Some(deed) = (command.deed)(state) else { continue };
        let pressed = command.keys.iter().find(|&&keys| is_pressed(ctx, keys, (typing, before)));
        if let Some(&keys) = pressed {
            fired = true;
            letter_of = Some(keys);
            match deed {
                Deed::Act(action) => out.push(action),
                Deed::Focus(target) => focus = Some(target),
            }
            break;
        }
    }
    if !fired && !is_typing {
        chord.0 = first_of_chord(ctx);
        fired = chord.0.is_some();
    }
    if fired {
        // The letter has done its work; the text box that has or gets the keyboard must not receive it too.
        // Whatever was typed after it belongs to that box.
        ctx.input_mut(|input| {
            let letter = input.events.iter().position(
                |event| matches!(event, Event::Text(text) if is_letter_of(text, letter_of)),
            );
            if let Some(letter) = letter {
                input.events.remove(letter);
            }
        });
    }
    focus
}

/// Whether a text is what the keys of a command type; the first key of a chord has no command of its own.
fn is_letter_of(text: &str, keys: Option<Keys>) -> bool {
    let key = match keys {
        Some(Keys::Plain(key) | Keys::Chord(_, key)) => key,
        Some(Keys::Always(shortcut)) => shortcut.logical_key,
        Some(Keys::QuestionMark) => return text == "?",
        None => return true,
    };
    key.symbol_or_name().eq_ignore_ascii_case(text)
}

/// Whether a text box has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typing {
    Yes,
    No,
}

fn is_pressed(ctx: &Context, keys: Keys, (typing, before): (Typing, Option<(Key, f64)>)) -> bool {
    let is_typing = typing == Typing::Yes;
    match keys {
        Keys::Always(shortcut) => ctx.input_mut(|input| input.consume_shortcut(&shortcut)),
        Keys::Plain(key) => {
            !is_typing
                && before.is_none()
                && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key))
        }
        Keys::QuestionMark => {
            !is_typing
                && ctx.input(|input| {
                    input
                        .events
                        .iter()
                        .any(|event| matches!(event, Event::Text(text) if text == "?"))
                })
        }
        Keys::Chord(first, second) => {
            !is_typing
                && before.is_some_and(|(pressed, _)| pressed == first)
                && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, second))
        }
    }
}

/// The first key of some chord, if it was pressed in this frame.
fn first_of_chord(ctx: &Context) -> Option<(Key, f64)> {
    let firsts = COMMANDS.iter().flat_map(|command| command.keys).filter_map(|keys| match keys {
        Keys::Chord(first, _) => Some(*first),
        _ => None,
    });
    for key in firsts {
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            return Some((key, ctx.input(|input| input.time)));
        }
    }
    None
}

/// The keys of a command as the kit writes them: `Ctrl+Enter`, `G P`; the first way in.
pub(super) fn hint(command: &Command) -> String {
    command.keys.first().map_or_else(String::new, |&keys| written(keys))
}

/// Keys as the kit writes them.
pub(super) fn written(keys: Keys) -> String {
    let between = if matches!(keys, Keys::Chord(..)) { " " } else { "+" };
    super::commands::caps(keys).join(between)
}

/// The keys of the command of that label that work while typing, else the first.
pub(super) fn hint_of(label: &str) -> String {
    super::commands::command(label).map_or_else(String::new, hint)
}

/// Whether the text box of that id takes this shortcut for itself in this frame.
pub(super) fn taken_while_focused(
    ctx: &Context,
    id: egui::Id,
    modifiers: Modifiers,
    key: Key,
) -> bool {
    ctx.memory(|memory| memory.has_focus(id))
        && ctx.input_mut(|input| input.consume_key(modifiers, key))
}
