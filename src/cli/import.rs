//! `bedside import`: adds what files hold to the queue, or says what it would take.

mod add;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Outcome;
use crate::import::{self, Options, Place};
use crate::model::{NewComment, Platform};

/// Arguments of `bedside import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// Practice that the comments are for; needed when there is more than one
    #[arg(long, value_name = "NAME")]
    practice: Option<String>,
    /// Where the comments stand, if the file does not tell
    #[arg(long, value_name = "P")]
    platform: Option<String>,
    /// Format to read the file as, instead of what its content says
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<String>,
    /// Moment that relative times count back from (default: the file's modification time)
    #[arg(long, value_name = "TIME")]
    captured_at: Option<Timestamp>,
    /// Name, handle or id that is the practice itself; may repeat
    #[arg(long, value_name = "NAME")]
    own: Vec<String>,
    /// Meaning of a column, such as Kommentar=text; may repeat
    #[arg(long, value_name = "HEADER=FIELD", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// Read and report; touch nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Files to read
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Splits `HEADER=FIELD` at the last sign: headers may hold one.
fn mapping(raw: &str) -> Result<(String, String), String> {
    raw.rsplit_once('=')
        .map(|(header, field)| (header.to_owned(), field.to_owned()))
        .ok_or_else(|| "write HEADER=FIELD, such as Kommentar=text".to_owned())
}

/// One file as it was read, or why it could not be.
struct Read {
    name: String,
    result: Result<import::Import, String>,
}

impl Import {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(
        self,
        data: Option<PathBuf>,
        out: &mut impl Write,
        err: &mut impl Write,
    ) -> io::Result<Outcome> {
        if !self.dry_run {
            return add::run(&self, data, out, err);
        }
        let read: Vec<Read> = self.files.iter().map(|file| self.read(file)).collect();
        if self.json {
            let files: Vec<Value> = read.iter().map(document).collect();
            serde_json::to_writer_pretty(&mut *out, &json!({ "files": files }))?;
            writeln!(out)?;
        } else {
            for one in &read {
                report(one, out)?;
            }
        }
        for one in &read {
            if let Err(message) = &one.result {
                writeln!(err, "bedside: {message}")?;
            }
        }
        Ok(outcome(&read))
    }

    fn read(&self, file: &Path) -> Read {
        let name = file_name(file);
        let result = fs::read(file)
            .map_err(|error| {
                format!("cannot read {name}: {error}. Check the name and the rights of the file")
            })
            .and_then(|bytes| {
                let options = self.options(name.clone(), file);
                import::read(&bytes, &options).map_err(|error| format!("{error}. {}", error.help()))
            });
        Read { name, result }
    }

    fn options(&self, name: String, file: &Path) -> Options {
        let modified = fs::metadata(file).and_then(|about| about.modified()).ok();
        let modified = modified.and_then(|time| Timestamp::try_from(time).ok());
        Options {
            name,
            platform: self.platform.as_deref().map(Platform::from_name),
            format: self.format.clone(),
            captured_at: self.captured_at.or(modified).unwrap_or_else(Timestamp::now),
            own: self.own.clone(),
            map: self.map.clone(),
        }
    }
}

/// A file's name without its folders, for messages.
fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

fn outcome(read: &[Read]) -> Outcome {
    if read.iter().any(|one| one.result.is_err()) {
        Outcome::Failed
    } else if read.iter().any(|one| one.result.as_ref().is_ok_and(|import| !import.is_recognised)) {
        Outcome::Found
    } else {
        Outcome::Fine
    }
}

/// What one file holds, in the shape that scripts depend on.
fn document(read: &Read) -> Value {
    let import = match &read.result {
        Ok(import) => import,
        Err(message) => {
            return json!({
                "file": read.name, "format": null, "recognised": false, "comments": [], "own_history": [],
                "skipped": [], "warnings": [message],
            });
        }
    };
    let comments: Vec<Value> = import
        .comments
        .iter()
        .enumerate()
        .map(|(index, comment)| {
            comment_document(comment, exact_stars(import, index), doubt(import, index))
        })
        .collect();
    let place = match import.place {
        Place::Line => "line",
        Place::Element => "element",
    };
    let skipped: Vec<Value> = import
        .skipped
        .iter()
        .map(|skipped| {
            let rows: Vec<Value> = skipped.rows.iter().map(|row| json!({ place: row })).collect();
            json!({ "reason": skipped.reason, "count": skipped.count, "detail": skipped.detail, "rows": rows })
        })
        .collect();
    let history: Vec<Value> = import
        .own_history
        .iter()
        .map(|reply| json!({ "text": reply.text, "at": reply.at }))
        .collect();
    json!({
        "file": read.name,
        "format": Some(import.format).filter(|format| !format.is_empty()),
        "recognised": import.is_recognised,
        "comments": comments,
        "own_history": history,
        "skipped": skipped,
        "warnings": import.warnings,
    })
}

fn exact_stars(import: &import::Import, index: usize) -> Option<f64> {
    import.exact_stars.iter().find(|(comment, _)| *comment == index).map(|(_, stars)| *stars)
}

fn doubt(import: &import::Import, index: usize) -> Option<&str> {
    import.doubts.iter().find(|doubt| doubt.comment == index).map(|doubt| doubt.question.as_str())
}

fn comment_document(comment: &NewComment, exact_stars: Option<f64>, doubt: Option<&str>) -> Value {
    let stars = exact_stars.map_or_else(|| json!(comment.stars), |stars| json!(stars));
    let reply = comment
        .existing_reply
        .as_ref()
        .map(|reply| json!({ "text": reply.text, "at": reply.at, "author": reply.author }));
    json!({
        "external_id": comment.external_id,
        "platform": comment.platform,
        "kind": comment.kind,
        "author": comment.author.name,
        "author_handle": comment.author.handle,
        "text": comment.text,
        "stars": stars,
        "recommended": comment.recommended,
        "posted_at": comment.posted_at,
        "permalink": comment.permalink,
        "parent_id": comment.parent_id,
        "post_context": comment.post_context,
        "language": comment.language,
        "flags": comment.flags,
        "text_translated": comment.text_translated,
        "id_basis": comment.id_basis,
        "posted_at_precision": comment.posted_at_precision,
        "existing_reply": reply,
        "doubt": doubt,
    })
}

/// What one file holds, for a person.
fn report(read: &Read, out: &mut impl Write) -> io::Result<()> {
    let Ok(import) = &read.result else { return Ok(()) };
    if import.is_recognised {
        let n_answered =
            import.comments.iter().filter(|comment| comment.existing_reply.is_some()).count();
        let n_comments = import.comments.len();
        writeln!(
            out,
            "{}: {}, {n_comments} comments, {n_answered} answered",
            read.name, import.format
        )?;
    } else {
        writeln!(out, "{}: not recognised", read.name)?;
    }
    for skipped in &import.skipped {
        writeln!(out, "  left out {} ({}): {}", skipped.count, skipped.reason, skipped.detail)?;
    }
    for warning in &import.warnings {
        writeln!(out, "  {warning}")?;
    }
    Ok(())
}
