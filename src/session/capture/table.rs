//! The rows of a preview while a person mends them; every change has its way back.

use jiff::Timestamp;

use crate::import::{self, Doubt};
use crate::model::{Author, Body, ExistingReply, IdBasis, NewComment, Platform};
use crate::worker::{PreviewRow, PreviewState};

/// How many changes can be taken back.
const DEPTH: usize = 200;

/// One comment that would be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What would be added.
    pub comment: NewComment,
    /// How it relates to the queue.
    pub state: PreviewState,
    /// Since when it is there.
    pub known_since: Option<Timestamp>,
    /// A question about where it begins or ends, until it is answered.
    pub doubt: Option<String>,
    /// Places of the comments, as they were read, that it is made of.
    pub sources: Vec<usize>,
    /// Whether a person changed it.
    pub is_mended: bool,
    /// The stars that the source itself gave; they are not given by key.
    pub own_stars: Option<u8>,
    /// Whether a person left it out.
    pub is_left_out: bool,
    /// Whether its relation to the queue has to be looked up again.
    is_unchecked: bool,
}

impl Row {
    fn new(place: usize, found: PreviewRow, doubt: Option<String>) -> Self {
        Self {
            own_stars: found.comment.stars,
            comment: found.comment,
            state: found.state,
            known_since: found.known_since,
            doubt,
            sources: vec![place],
            is_mended: false,
            is_left_out: false,
            is_unchecked: false,
        }
    }

    /// Whether adding it would change the queue.
    pub fn can_add(&self) -> bool {
        self.state != PreviewState::Known
    }

    /// Whether it will be added.
    pub fn is_ticked(&self) -> bool {
        self.can_add() && !self.is_left_out
    }

    /// The row, to be looked up again.
    fn unchecked(self) -> Self {
        Self { is_unchecked: true, ..self }
    }

    /// The row with another comment in it.
    fn mended(&self, comment: NewComment) -> Self {
        Self { comment, is_mended: true, is_unchecked: true, ..self.clone() }
    }
}

/// Some rows that took the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Splice {
    at: usize,
    before: Vec<Row>,
    after: Vec<Row>,
}

/// Every row of a preview, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    rows: Vec<Row>,
    past: Vec<Splice>,
    future: Vec<Splice>,
}

impl Table {
    /// Rows as they were read; a doubt stands with the comment that it is about.
    pub(super) fn new(found: Vec<PreviewRow>, doubts: Vec<Doubt>) -> Self {
        let mut doubts = doubts.into_iter().peekable();
        let rows = found.into_iter().enumerate().map(|(place, found)| {
            while doubts.next_if(|doubt| doubt.comment < place).is_some() {}
            let doubt = doubts.next_if(|doubt| doubt.comment == place);
            Row::new(place, found, doubt.map(|doubt| doubt.question))
        });
        Self { rows: rows.collect(), ..Self::default() }
    }

    /// Every row.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row at a position.
    pub fn row(&self, position: usize) -> Option<&Row> {
        self.rows.get(position)
    }

    /// How many rows will be added or updated.
    pub fn n_ticked(&self) -> usize {
        self.rows.iter().filter(|row| row.is_ticked()).count()
    }

    /// How many questions are open.
    pub fn n_doubts(&self) -> usize {
        self.rows.iter().filter(|row| row.doubt.is_some()).count()
    }

    /// Whether a person changed any comment, so that the source alone no longer tells what is added.
    pub fn is_mended(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a change can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a change can be done again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The next row with an open question after `position`, from the top again at the end.
    pub fn next_doubt(&self, position: usize) -> Option<usize> {
        let open = |at: &usize| self.rows.get(*at).is_some_and(|row| row.doubt.is_some());
        (position + 1..self.rows.len()).find(open).or_else(|| (0..self.rows.len()).find(open))
    }

    /// Ticks or unticks one row.
    pub(in crate::session) fn tick(&mut self, position: usize) {
        if let Some(row) = self.rows.get_mut(position).filter(|row| row.can_add()) {
            row.is_left_out = !row.is_left_out;
        }
    }

    /// Ticks every row that can be added; if all are ticked, none.
    pub(in crate::session) fn tick_all(&mut self) {
        let are_all_in = self.rows.iter().all(|row| !row.is_left_out);
        for row in self.rows.iter_mut().filter(|row| row.can_add()) {
            row.is_left_out = are_all_in;
        }
    }

    /// Puts `after` in the place of the rows there, as one change.
    fn splice(&mut self, at: usize, n_before: usize, after: Vec<Row>) -> bool {
        let Some(before) = self.rows.get(at..at + n_before).map(<[Row]>::to_vec) else {
            return false;
        };
        if before == after {
            return false;
        }
        if self.past.len() == DEPTH {
            self.past.remove(0);
        }
        self.rows.splice(at..at + n_before, after.iter().cloned());
        self.past.push(Splice { at, before, after });
        self.future.clear();
        true
    }

    /// Puts another comment into a row. Its id stays, so that the same source is recognised later.
    pub(in crate::session) fn mend(&mut self, position: usize, comment: NewComment) -> bool {
        let Some(row) = self.rows.get(position) else { return false };
        if row.comment == comment {
            return false;
        }
        let row = Row { doubt: None, ..row.mended(comment) };
        self.splice(position, 1, vec![row])
    }

    /// Gives a row stars, or takes them away, where the source gave none.
    pub(in crate::session) fn rate(&mut self, position: usize, stars: Option<u8>) -> bool {
        let Some(row) = self.rows.get(position).filter(|row| row.own_stars.is_none()) else {
            return false;
        };
        let row = row.mended(NewComment { stars, ..row.comment.clone() });
        self.splice(position, 1, vec![row])
    }

    /// Makes two comments of one, cut before the byte `at` of its words; both must have words.
    pub(in crate::session) fn split(&mut self, position: usize, at: usize) -> bool {
        let Some(row) = self.rows.get(position) else { return false };
        let Some((first, second)) = row.comment.text.as_str().split_at_checked(at) else {
            return false;
        };
        let (first, second) = (first.trim(), second.trim());
        if first.is_empty() || second.is_empty() {
            return false;
        }
        let mut above = NewComment { text: Body::from(first), ..row.comment.clone() };
        let (author, second) = named(second);
        let mut below = NewComment { text: Body::from(second), stars: None, ..above.clone() };
        below.author = Author { name: author.map(str::to_owned), handle: None };
        below.permalink = None;
        // The practice's answer stands below the last words.
        above.existing_reply = None;
        import::derive_id(&mut below);
        let above = Row { doubt: None, ..row.mended(above) };
        let below = Row {
            state: PreviewState::New,
            known_since: None,
            own_stars: None,
            doubt: None,
            ..row.mended(below)
        };
        self.splice(position, 1, vec![above, below])
    }

    /// Makes one comment of a row and the one above it; no word of either is lost.
    pub(in crate::session) fn merge(&mut self, position: usize) -> bool {
        let Some(first) = position.checked_sub(1) else { return false };
        let (Some(above), Some(below)) = (self.rows.get(first), self.rows.get(position)) else {
            return false;
        };
        let merged = merged(&above.comment, &below.comment);
        let row = Row {
            doubt: None,
            sources: [above.sources.as_slice(), &below.sources].concat(),
            own_stars: above.own_stars.or(below.own_stars),
            ..above.mended(merged)
        };
        self.splice(first, 2, vec![row])
    }

    /// Answers the question about a row: it is right as it is.
    pub(in crate::session) fn keep(&mut self, position: usize) -> bool {
        let Some(row) = self.rows.get(position) else { return false };
        let row = Row { doubt: None, ..row.clone() };
        self.splice(position, 1, vec![row])
    }

    /// Says where every comment stands, as one change.
    pub(in crate::session) fn move_to(&mut self, platform: &Platform) -> bool {
        let moved = self.rows.iter().map(|row| {
            if row.comment.platform == *platform {
                return row.clone();
            }
            let mut comment = NewComment { platform: platform.clone(), ..row.comment.clone() };
            if comment.id_basis == IdBasis::Derived {
                import::derive_id(&mut comment);
            }
            row.mended(comment)
        });
        let moved = moved.collect();
        self.splice(0, self.rows.len(), moved)
    }

    /// Takes the last change back; answers where it was.
    pub(in crate::session) fn undo(&mut self) -> Option<usize> {
        let step = self.past.pop()?;
        let before = step.before.iter().cloned().map(Row::unchecked);
        self.rows.splice(step.at..step.at + step.after.len(), before);
        let at = step.at;
        self.future.push(step);
        Some(at)
    }

    /// Does it again; answers where it was.
    pub(in crate::session) fn redo(&mut self) -> Option<usize> {
        let step = self.future.pop()?;
        let after = step.after.iter().cloned().map(Row::unchecked);
        self.rows.splice(step.at..step.at + step.before.len(), after);
        let at = step.at;
        self.past.push(step);
        Some(at)
    }

    /// Marks every row as one to look up again, as for another practice.
    pub(in crate::session) fn uncheck(&mut self) {
        for row in &mut self.rows {
            row.is_unchecked = true;
        }
    }

    /// The comments whose relation to the queue has to be looked up again.
    pub(super) fn unchecked(&self) -> Vec<NewComment> {
        let unchecked = self.rows.iter().filter(|row| row.is_unchecked);
        unchecked.map(|row| row.comment.clone()).collect()
    }

    /// Takes over what was looked up, in the order of [`Table::unchecked`]; other words are passed over.
    pub(super) fn take_states(&mut self, found: Vec<PreviewRow>) {
        let unchecked = self.rows.iter_mut().filter(|row| row.is_unchecked);
        for (row, known) in unchecked.zip(found) {
            if known.comment == row.comment {
                row.state = known.state;
                row.known_since = known.known_since;
                row.is_unchecked = false;
            }
        }
    }
}

/// A name that stands alone on the first line, and the words below it.
fn named(text: &str) -> (Option<&str>, &str) {
    let Some((first, rest)) = text.split_once('\n') else { return (None, text) };
    let (first, rest) = (first.trim(), rest.trim());
    let begins_like_a_name = |word: &str| {
        word.chars().next().is_some_and(|letter| letter.is_uppercase() || letter == '@')
    };
    let is_name = first.split_whitespace().count() <= 4
        && first.split_whitespace().all(begins_like_a_name)
        && !first.ends_with(['!', '?', ',', ':', ';']);
    if is_name && !rest.is_empty() { (Some(first), rest) } else { (None, text) }
}

/// Both comments as one: the upper one's facts first, and every word of both.
fn merged(above: &NewComment, below: &NewComment) -> NewComment {
    let mut comment = above.clone();
    let name = below.author.name.as_deref().or(below.author.handle.as_deref());
    // What was taken for another author's name may be a line of the comment.
    let lost = name.filter(|name| *name != above.author.label());
    let mut lines = vec![above.text.as_str()];
    if above.author == Author::default() {
        comment.author = below.author.clone();
    } else {
        lines.extend(lost);
    }
    lines.push(below.text.as_str());
    lines.retain(|line| !line.is_empty());
    comment.text = Body::from(lines.join("\n"));
    comment.stars = above.stars.or(below.stars);
    comment.recommended = above.recommended.or(below.recommended);
    if above.posted_at.is_none() {
        comment.posted_at = below.posted_at;
        comment.posted_at_precision = below.posted_at_precision;
    }
    comment.permalink = above.permalink.clone().or_else(|| below.permalink.clone());
    for flag in &below.flags {
        if !comment.flags.contains(flag) {
            comment.flags.push(*flag);
        }
    }
    comment.existing_reply = match (&above.existing_reply, &below.existing_reply) {
        (Some(one), Some(other)) => {
            let both = format!("{}\n{}", one.text.as_str(), other.text.as_str());
            Some(ExistingReply { text: Body::from(both), ..one.clone() })
        }
        (one, other) => one.clone().or_else(|| other.clone()),
    };
    comment
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(texts: &[(&str, &str)]) -> Table {
        let rows = texts.iter().enumerate().map(|(place, (author, text))| {
            let mut comment = NewComment::new(Platform::Facebook, place.to_string(), *text);
            comment.author.name = Some((*author).to_owned()).filter(|name| !name.is_empty());
            PreviewRow { comment, state: PreviewState::New, known_since: None }
        });
        let doubts = vec![Doubt { comment: 1, question: "Is it one comment?".to_owned() }];
        Table::new(rows.collect(), doubts)
    }

    fn words(table: &Table) -> Vec<(String, String)> {
        let row = |row: &Row| {
            (row.comment.author.label().to_owned(), row.comment.text.as_str().to_owned())
        };
        table.rows().iter().map(row).collect()
    }

    #[test]
    fn a_split_cuts_at_the_cursor_and_takes_the_name_from_the_line_below() {
        let mut table = table(&[("Dana W.", "Lovely place.\nTom Rivers\nDo you take plans?")]);
        assert!(table.split(0, "Lovely place.\n".len()), "both halves have words");
        let halves = words(&table);
        assert_eq!(halves[0], ("Dana W.".to_owned(), "Lovely place.".to_owned()), "the first");
        assert_eq!(
            halves[1],
            ("Tom Rivers".to_owned(), "Do you take plans?".to_owned()),
            "the second with its name"
        );
        let ids: Vec<&str> =
            table.rows().iter().map(|row| row.comment.external_id.as_str()).collect();
        assert_ne!(ids[0], ids[1], "each has an id of its own");
        assert_eq!(table.undo(), Some(0), "taken back where it was");
        assert_eq!(table.rows().len(), 1, "one comment again");
        assert_eq!(table.redo(), Some(0), "and forth");
        assert_eq!(words(&table), halves, "the same halves");
    }

    #[test]
    fn a_cut_without_words_on_both_sides_or_inside_a_letter_does_nothing() {
        let mut table = table(&[("Dana W.", "naïve")]);
        for at in [0, 3, 6, 7] {
            assert!(!table.split(0, at), "nothing to cut at {at}");
        }
        assert!(!table.can_undo(), "nothing was changed");
    }

    #[test]
    fn a_merge_loses_no_word() {
        let mut table = table(&[("Amy", "Waited an hour."), ("Really Bad", "Never again.")]);
        assert!(!table.merge(0), "nothing stands above the first");
        assert!(table.merge(1), "one is made of two");
        let merged = words(&table);
        assert_eq!(merged.len(), 1, "one comment");
        assert_eq!(merged[0].1, "Waited an hour.\nReally Bad\nNever again.", "with every line");
        assert_eq!(table.rows()[0].sources, [0, 1], "and both places in the source");
        assert_eq!(table.n_doubts(), 0, "the question is answered");
        table.undo();
        assert_eq!(table.n_doubts(), 1, "until it is taken back");
    }

    #[test]
    fn stars_are_given_only_where_the_source_has_none() {
        let mut table = table(&[("Amy", "Fine"), ("Bo", "Fine too")]);
        assert!(table.rate(0, Some(4)), "none were there");
        assert_eq!(table.rows()[0].comment.stars, Some(4), "given");
        assert!(!table.rate(0, Some(4)), "the same is no change");
        assert!(table.rate(0, None), "and taken away");
    }

    #[test]
    fn what_was_looked_up_belongs_to_the_words_that_were_looked_up() {
        let mut table = table(&[("Amy", "Fine"), ("Bo", "Fine too")]);
        let mend = |table: &mut Table, text: &str| {
            let comment = table.rows()[0].comment.clone();
            table.mend(0, NewComment { text: text.into(), ..comment });
        };
        mend(&mut table, "Good");
        let asked = table.unchecked();
        let answer = |comment: &NewComment| PreviewRow {
            comment: comment.clone(),
            state: PreviewState::Known,
            known_since: None,
        };
        let known: Vec<PreviewRow> = asked.iter().map(answer).collect();
        mend(&mut table, "Better");
        table.take_states(known);
        assert_eq!(table.rows()[0].state, PreviewState::New, "other words were looked up");
        let known: Vec<PreviewRow> = table.unchecked().iter().map(answer).collect();
        table.take_states(known);
        assert_eq!(table.rows()[0].state, PreviewState::Known, "these were");
        assert!(table.unchecked().is_empty(), "and nothing waits");
    }

    #[test]
    fn questions_are_gone_through_in_a_ring() {
        let mut table = table(&[("Amy", "A"), ("", "B"), ("Bo", "C")]);
        assert_eq!(table.next_doubt(0), Some(1), "below");
        assert_eq!(table.next_doubt(2), Some(1), "from the top again");
        assert!(table.keep(1), "it is right");
        assert_eq!(table.next_doubt(0), None, "none is left");
    }
}
