//! `bedside triage`: category, urgency, sentiment and flags of comments, with the words that decided.

use std::io::{self, BufRead as _, Read as _, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::Outcome;
use crate::model::{self, Flag, Platform};
use crate::triage::{Subject, TriagePack, triage};

/// Arguments of `bedside triage`.
#[derive(Debug, clap::Args)]
#[command(long_about = "What would the queue say of a comment?\n\n\
    Says what a comment is about, how soon somebody has to act, how the writer feels, what to be careful \
    with, and which words decided. With --jsonl it reads one object a line from standard input \
    ({\"id\",\"platform\",\"author\",\"text\",\"stars\"}; only text is required) and writes one a line. \
    A line that cannot be read gives {\"line\":N,\"error\":\"…\"} in its place, and the exit status is 2.")]
pub struct Triage {
    /// Read one JSON object a line from standard input and write one a line
    #[arg(long, conflicts_with_all = ["json", "text", "platform", "author", "stars"])]
    jsonl: bool,
    /// Write one JSON document
    #[arg(long)]
    json: bool,
    /// Where the comment stands, such as google or instagram
    #[arg(long, value_name = "NAME")]
    platform: Option<String>,
    /// Display name or handle of the writer
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Stars of the review
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    stars: Option<u8>,
    /// The comment (default, or with -: standard input)
    text: Vec<String>,
}

/// One line of input, read.
struct Line {
    id: Value,
    platform: Option<Platform>,
    author: Option<String>,
    text: String,
    stars: Option<u8>,
}

/// One line of output.
#[derive(Serialize)]
struct Sorted<'a> {
    #[serde(skip_serializing_if = "Value::is_null")]
    id: Value,
    category: &'static str,
    urgency: &'static str,
    sentiment: &'static str,
    flags: Vec<&'static str>,
    because: Vec<Because<'a>>,
}

/// Words that decided, as they are written out.
#[derive(Serialize)]
struct Because<'a> {
    label: &'a str,
    text: &'a str,
    start: usize,
    end: usize,
}

/// What stands in place of a line that could not be read.
#[derive(Serialize)]
struct Unread {
    line: usize,
    error: String,
}

impl Triage {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, out: &mut impl Write, err: &mut impl Write) -> io::Result<Outcome> {
        let pack = match TriagePack::bundled() {
            Ok(pack) => pack,
            Err(error) => {
                writeln!(err, "bedside: {error}. {}", error.help())?;
                return Ok(Outcome::Failed);
            }
        };
        if self.jsonl { lines(&pack, out) } else { self.one(&pack, out, err) }
    }

    fn one(
        self,
        pack: &TriagePack,
        out: &mut impl Write,
        err: &mut impl Write,
    ) -> io::Result<Outcome> {
        let mut text = self.text.join(" ");
        if text.is_empty() || text == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            let Ok(read) = String::from_utf8(bytes) else {
                writeln!(err, "bedside: the comment is not UTF-8. Save it as UTF-8 and try again")?;
                return Ok(Outcome::Failed);
            };
            text = read;
        }
        let platform = self.platform.as_deref().map(Platform::from_name);
        let subject = Subject {
            platform: platform.as_ref(),
            author: self.author.as_deref(),
            text: &text,
            stars: self.stars,
        };
        let found = triage(pack, subject);
        if self.json {
            serde_json::to_writer(&mut *out, &sorted(Value::Null, &text, &found))?;
            writeln!(out)?;
        } else {
            explain(out, &text, &found)?;
        }
        Ok(Outcome::Fine)
    }
}

/// For a person: one labelled line each.
fn explain(out: &mut impl Write, text: &str, found: &model::Triage) -> io::Result<()> {
    writeln!(out, "Category   {}", found.category.name())?;
    writeln!(out, "Urgency    {}", found.urgency.name())?;
    writeln!(out, "Sentiment  {}", found.sentiment.name())?;
    let flags: Vec<_> = found.flags.iter().map(|flag| flag.name()).collect();
    writeln!(
        out,
        "Flags      {}",
        if flags.is_empty() { "none".to_owned() } else { flags.join(", ") }
    )?;
    for cue in &found.because {
        let words = cue.span(text).and_then(|span| span.slice(text)).unwrap_or_default();
        writeln!(out, "Because    {}: {words}", cue.label)?;
    }
    Ok(())
}

/// For a program: one object a line, in input order.
fn lines(pack: &TriagePack, out: &mut impl Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut out = io::BufWriter::new(out);
    for (index, bytes) in io::stdin().lock().split(b'\n').enumerate() {
        let bytes = bytes?;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match read(&bytes) {
            Ok(line) => {
                let subject = Subject {
                    platform: line.platform.as_ref(),
                    author: line.author.as_deref(),
                    text: &line.text,
                    stars: line.stars,
                };
                serde_json::to_writer(
                    &mut out,
                    &sorted(line.id, &line.text, &triage(pack, subject)),
                )?;
            }
            Err(error) => {
                outcome = Outcome::Failed;
                serde_json::to_writer(&mut out, &Unread { line: index + 1, error })?;
            }
        }
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(outcome)
}

/// Reads one line; the error says what is wrong without repeating what was written.
fn read(bytes: &[u8]) -> Result<Line, String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| format!("not JSON at column {}", error.column()))?;
    let Value::Object(mut fields) = value else {
        return Err("not a JSON object".to_owned());
    };
    let text = words(&mut fields, "text")?.ok_or("text is missing")?;
    let stars = match fields.remove("stars") {
        None | Some(Value::Null) => None,
        // Exports write 0 where there is no rating.
        Some(Value::Number(stars)) => {
            (1..=5).find(|&whole| stars.as_f64() == Some(f64::from(whole)))
        }
        Some(_) => return Err("stars is not a number".to_owned()),
    };
    Ok(Line {
        id: fields.remove("id").unwrap_or(Value::Null),
        platform: words(&mut fields, "platform")?.map(|name| Platform::from_name(&name)),
        author: words(&mut fields, "author")?,
        text,
        stars,
    })
}

fn words(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words)),
        Some(_) => Err(format!("{name} is not a string")),
    }
}

fn sorted<'a>(id: Value, text: &'a str, found: &'a model::Triage) -> Sorted<'a> {
    let because = found
        .because
        .iter()
        .filter_map(|cue| {
            let words = cue.span(text)?.slice(text)?;
            Some(Because { label: &cue.label, text: words, start: cue.start, end: cue.end })
        })
        .collect();
    Sorted {
        id,
        category: found.category.name(),
        urgency: found.urgency.name(),
        sentiment: found.sentiment.name(),
        flags: found.flags.iter().copied().map(Flag::name).collect(),
        because,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_needs_only_text() {
        let line = read(br#"{"text":"Hi","stars":0}"#).unwrap_or_else(|_| panic!("it is read"));
        assert_eq!((line.text.as_str(), line.stars), ("Hi", None), "no rating");
        let line = read("\u{feff}{\"text\":\"\",\"stars\":4.0}".as_bytes())
            .unwrap_or_else(|_| panic!("it is read"));
        assert_eq!(line.stars, Some(4), "a whole number, however written");
    }

    #[test]
    fn an_error_never_repeats_the_comment() {
        let lines: [&[u8]; 6] = [
            b"secret",
            b"[\"secret\"]",
            br#"{"txt":"secret"}"#,
            br#"{"text":["secret"]}"#,
            br#"{"text":"secret","stars":"secret"}"#,
            br#"{"text":"secret \ud800"}"#,
        ];
        for line in lines {
            let error = read(line).err().expect("it cannot be read");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
