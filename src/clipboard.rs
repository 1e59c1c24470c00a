//! The one door to the system's clipboard: set, read back, compare; on a thread of its own, since an owner may be slow.

use std::sync::mpsc;
use std::thread;

/// What the clipboard answered.
pub enum Answer {
    /// To [`Clipboard::put`]: whether it was read back byte for byte the same.
    Put {
        /// Whether the words are on the clipboard.
        is_there: bool,
    },
    /// To [`Clipboard::get`]: what is there, or why there is nothing, as a sentence for the person.
    Got(Result<Content, String>),
}

/// What is on the clipboard.
#[derive(Default)]
pub struct Content {
    /// The HTML flavour, where whoever copied gave one.
    pub html: Option<String>,
    /// The words.
    pub text: String,
}

enum Ask {
    Put(String),
    Get(Option<String>),
}

/// A handle on the clipboard. Asking never waits; answers are drained.
///
/// On X11 and Wayland the words live in this process: they stay on the clipboard while the handle does,
/// or for as long as a clipboard manager keeps them.
pub struct Clipboard {
    asks: mpsc::Sender<Ask>,
    answers: mpsc::Receiver<Answer>,
}

impl Clipboard {
    /// Opens the door. `wake` is called after each answer.
    ///
    /// # Errors
    /// The system gave no thread.
    pub fn open(wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (asks, inbox) = mpsc::channel();
        let (outbox, answers) = mpsc::channel();
        thread::Builder::new().name("clipboard".to_owned()).spawn(move || {
            let mut system = None;
            for ask in inbox {
                let answer = match ask {
                    Ask::Put(text) => Answer::Put { is_there: put(&mut system, &text).is_ok() },
                    Ask::Get(known) => Answer::Got(get(&mut system, known)),
                };
                if outbox.send(answer).is_err() {
                    break;
                }
                wake();
            }
        })?;
        Ok(Self { asks, answers })
    }

    /// Puts words on the clipboard, reads them back and compares.
    pub fn put(&self, text: String) {
        // The thread ends only with this handle, so the ask always arrives.
        self.asks.send(Ask::Put(text)).ok();
    }

    /// Asks for what is on the clipboard. Words that are known already stand in where it has none.
    pub fn get(&self, known: Option<String>) {
        self.asks.send(Ask::Get(known)).ok();
    }

    /// What was answered since the last call.
    pub fn drain(&self) -> impl Iterator<Item = Answer> {
        self.answers.try_iter()
    }
}

fn system(
    slot: &mut Option<arboard::Clipboard>,
) -> Result<&mut arboard::Clipboard, arboard::Error> {
    match slot {
        Some(open) => Ok(open),
        None => Ok(slot.insert(arboard::Clipboard::new()?)),
    }
}

/// A line end that the system's clipboard may rewrite on its own (Windows) is no difference.
fn is_same(one: &str, other: &str) -> bool {
    one == other || one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
}

fn put(slot: &mut Option<arboard::Clipboard>, text: &str) -> Result<(), arboard::Error> {
    let clipboard = system(slot)?;
    set(clipboard, text)?;
    let there = clipboard.get_text()?;
    if is_same(&there, text) { Ok(()) } else { Err(arboard::Error::ContentNotAvailable) }
}

#[cfg(any(target_os = "windows", target_os = "macos", all(unix, not(target_os = "macos"))))]
fn set(clipboard: &mut arboard::Clipboard, text: &str) -> Result<(), arboard::Error> {
    #[cfg(target_os = "macos")]
    use arboard::SetExtApple as _;
    #[cfg(all(unix, not(target_os = "macos")))]
    use arboard::SetExtLinux as _;
    #[cfg(target_os = "windows")]
    use arboard::SetExtWindows as _;
    // Replies stay out of clipboard histories, which outlive the desk and its lock.
    clipboard.set().exclude_from_history().text(text)
}

/// Both flavours; a page that gives only one of them is read all the same.
fn get(slot: &mut Option<arboard::Clipboard>, known: Option<String>) -> Result<Content, String> {
    let clipboard = match system(slot) {
        Ok(clipboard) => clipboard,
        Err(error) => return known.map(words_alone).ok_or_else(|| why(&error)),
    };
    let html = clipboard.get().html().ok().filter(|html| !html.trim().is_empty());
    match (clipboard.get_text(), known, html) {
        (Ok(text), _, html) | (Err(_), Some(text), html) => Ok(Content { html, text }),
        (Err(_), None, Some(html)) => Ok(Content { html: Some(html), text: String::new() }),
        (Err(error), None, None) => Err(why(&error)),
    }
}

fn words_alone(text: String) -> Content {
    Content { html: None, text }
}

fn why(error: &arboard::Error) -> String {
    match error {
        arboard::Error::ContentNotAvailable => {
            "The clipboard holds no text. Copy a page of comments first".to_owned()
        }
        arboard::Error::ClipboardOccupied => {
            "Another program holds the clipboard. Try again in a moment".to_owned()
        }
        _ => "The clipboard could not be read. Copy the comments again, then paste".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_line_ends_may_differ() {
        assert!(is_same("a\nb", "a\r\nb"), "Windows rewrites line ends");
        assert!(!is_same("a b", "a  b"), "anything else is another text");
    }
}
