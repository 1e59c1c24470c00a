//! Carries out what is asked once comments are in: what only looks, and what changes something.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use super::{AfterEvent, AfterRequest, Wish};
use crate::triage::TriagePack;
use crate::worker::export::{Format, Sheet, Wanted, each_report};
use crate::worker::store::{Store, removal, reports, said};
use crate::worker::{Event, StoreError};

/// Answers what only looks; `None` for what the writer does.
pub(in crate::worker) fn look(
    store: &Store,
    request: AfterRequest,
) -> Result<Option<AfterEvent>, StoreError> {
    let conn = &store.conn;
    Ok(Some(match request {
        AfterRequest::LoadImports { ticket, wish, part } => {
            let (rows, total) = reports::list(conn, &wish, part)?;
            AfterEvent::ImportsLoaded { ticket, rows, total }
        }
        AfterRequest::LoadImport { ticket, import } => {
            AfterEvent::ImportLoaded { ticket, record: reports::load(conn, import)?.map(Box::new) }
        }
        AfterRequest::WriteImports { wish, path } => {
            AfterEvent::ImportsWritten { n_imports: write_imports(store, &wish, &path)? }
        }
        AfterRequest::LoadSaid { ticket, wish, filter, part } => {
            let (rows, total) = said::list(conn, &wish, filter, part)?;
            AfterEvent::SaidLoaded { ticket, rows, total }
        }
        AfterRequest::CountAuthor { ticket, comment } => {
            AfterEvent::AuthorCounted { ticket, count: Box::new(removal::count(conn, comment)?) }
        }
        AfterRequest::CheckSaid { .. }
        | AfterRequest::MarkSaid { .. }
        | AfterRequest::Mend { .. }
        | AfterRequest::RemoveAuthor { .. }
        | AfterRequest::Merge { .. }
        | AfterRequest::KeepApart { .. } => return Ok(None),
    }))
}

/// Writes the reports into a table beside its place, and moves it there once it is whole.
fn write_imports(store: &Store, wish: &Wish, path: &Path) -> Result<usize, StoreError> {
    let failed = |error: std::io::Error| StoreError::files("the table", "written", path, &error);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut out = BufWriter::new(File::create(&part).map_err(failed)?);
    let mut sheet = Sheet::new(Format::Csv, Wanted::Imports, &mut out);
    let mut n_imports = 0;
    let mut written = Ok(());
    each_report(store, wish, &mut |record| {
        n_imports += 1;
        written = sheet.write(record);
        if written.is_ok() {
            std::ops::ControlFlow::Continue(())
        } else {
            std::ops::ControlFlow::Break(())
        }
    })?;
    written.and_then(|()| sheet.end()).map_err(failed)?;
    out.flush().map_err(failed)?;
    drop(out);
    std::fs::rename(&part, path).map_err(failed)?;
    Ok(n_imports)
}

/// Does one change in one transaction; what to tell comes back.
pub(in crate::worker) fn change(
    store: &mut Store,
    pack: &TriagePack,
    request: AfterRequest,
) -> Result<Vec<Event>, StoreError> {
    Ok(match request {
        AfterRequest::MarkSaid { comment, mark, person } => {
            store.mark_said(comment, mark, person)?;
            vec![Event::After(AfterEvent::SaidChanged)]
        }
        AfterRequest::Mend { ticket, comment, to } => {
            let from = Box::new(store.mend(pack, comment, &to)?);
            vec![Event::After(AfterEvent::Mended { ticket, comment, from }), Event::QueueChanged]
        }
        AfterRequest::RemoveAuthor { comment, person } => {
            let comments = store.remove_author(comment, person)?;
            vec![Event::After(AfterEvent::AuthorRemoved { comments }), Event::QueueChanged]
        }
        AfterRequest::Merge { comments, person } => {
            let (kept, gone) = store.merge(comments, person)?;
            vec![Event::After(AfterEvent::Merged { kept, gone }), Event::QueueChanged]
        }
        AfterRequest::KeepApart { comments, person } => {
            store.keep_apart(comments, person)?;
            vec![Event::After(AfterEvent::KeptApart), Event::QueueChanged]
        }
        AfterRequest::LoadImports { .. }
        | AfterRequest::LoadImport { .. }
        | AfterRequest::WriteImports { .. }
        | AfterRequest::CheckSaid { .. }
        | AfterRequest::LoadSaid { .. }
        | AfterRequest::CountAuthor { .. } => Vec::new(),
    })
}
