//! Pages copied or saved with their markup: Facebook, Google, Instagram and Yelp by attributes, others by what a reader sees.

mod facebook;
mod google;
mod instagram;
mod page;
mod tree;
mod yelp;

use super::batch::Batch;
use super::paste;
use super::table::{self, Grid};
use tree::Tree;

/// Whether the text is markup: a clipboard's HTML flavour, a saved page, a table under the name of a spreadsheet.
pub(super) fn is_markup(front: &str) -> bool {
    let head = front.chars().take(512).collect::<String>().to_lowercase();
    if head.starts_with("version:") && head.contains("starthtml:") {
        return true;
    }
    let Some(tag) = head.strip_prefix('<') else { return false };
    tag.starts_with(['!', '?'])
        || [
            "html", "meta", "head", "body", "div", "span", "table", "ul", "ol", "li", "p", "a",
            "article", "section", "main", "h1", "h2", "h3", "br", "img", "button", "b", "font",
            "script", "style", "link", "title",
        ]
        .iter()
        .any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>', '/', '\n', '\t', '\r']))
        })
}

/// Reads markup into the batch; answers the format, or `None` where the page is none that is known.
pub(super) fn read(text: &str, batch: &mut Batch<'_>) -> Option<&'static str> {
    let tree = Tree::read(without_header(text));
    if tree.is_cut {
        batch.overflow();
        return None;
    }
    let candidates = [
        ("clipboard-yelp-html", yelp::count(&tree)),
        ("clipboard-google-maps-html", google::count(&tree)),
        ("clipboard-facebook-html", facebook::count(&tree)),
        ("clipboard-instagram-html", instagram::count(&tree)),
    ];
    let best = candidates.into_iter().filter(|(_, count)| *count > 0).rev().max_by_key(|(_, n)| *n);
    match best {
        Some((format @ "clipboard-google-maps-html", _)) => {
            google::read(&tree, batch);
            Some(format)
        }
        Some((format @ "clipboard-yelp-html", _)) => {
            yelp::read(&tree, batch);
            Some(format)
        }
        Some((format @ "clipboard-facebook-html", _)) => {
            facebook::read(&tree, batch);
            Some(format)
        }
        Some((format, _)) => {
            instagram::read(&tree, batch);
            Some(format)
        }
        None => grid(&tree)
            .and_then(|grid| table::read_grid(grid, batch))
            .or_else(|| paste::read(&tree.seen_between((0, tree.len()), |_| false), batch)),
    }
}

/// The rows of all tables of a page.
pub(super) fn table(text: &str) -> Option<Grid> {
    grid(&Tree::read(without_header(text)))
}

/// Windows puts lines like `StartHTML:0000000183` before the markup.
fn without_header(text: &str) -> &str {
    let front = text.trim_start();
    let is_headed = front.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("version:"));
    match front.find('<') {
        Some(start) if is_headed => front.get(start..).unwrap_or_default(),
        _ => front,
    }
}

/// The rows of the page's tables, numbered from 1.
fn grid(tree: &Tree) -> Option<Grid> {
    let rows = (0..tree.len()).filter(|&node| tree.tag(node) == "tr").map(|row| {
        let is_row = |node: usize| tree.tag(node) == "tr";
        let is_cell = |node: usize| matches!(tree.tag(node), "td" | "th");
        tree.outermost((row + 1, tree.end(row)), is_row, is_cell)
            .into_iter()
            .map(|cell| {
                let is_inner = |node: usize| tree.tag(node) == "table";
                tree.seen_between((cell, tree.end(cell)), is_inner)
            })
            .collect()
    });
    let grid = Grid::new((1..).zip(rows));
    (grid.len() >= 2).then_some(grid)
}
