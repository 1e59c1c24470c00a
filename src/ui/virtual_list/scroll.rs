//! Where a list stands, and how it moves: arithmetic only, exact at any length.

/// How long a list is: rows of one height, and lane headers before some of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent<'a> {
    pub(super) n_rows: usize,
    pub(super) row_height: f32,
    /// Before which row, and how high; in the order of the rows.
    pub(super) lanes: &'a [(usize, f32)],
}

impl Extent<'_> {
    /// The lane headers that stand directly before a row: their index and height.
    pub(super) fn lanes_before(&self, row: usize) -> impl Iterator<Item = (usize, f32)> {
        let at = move |&(_, &(before, _)): &(usize, &(usize, f32))| before == row;
        self.lanes.iter().enumerate().filter(at).map(|(index, &(_, height))| (index, height))
    }

    /// Where the lane headers before a row begin, or else the row itself.
    ///
    /// Double precision is exact here for more rows than a disk can hold.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 points")]
    fn top(&self, row: usize) -> f64 {
        let lanes = self.lanes.iter().filter(|(before, _)| *before < row);
        let lanes: f64 = lanes.map(|(_, height)| f64::from(*height)).sum();
        row as f64 * f64::from(self.row_height) + lanes
    }

    /// Where a row itself begins.
    fn row_top(&self, row: usize) -> f64 {
        let lanes = self.lanes_before(row).map(|(_, height)| f64::from(height));
        self.top(row) + lanes.sum::<f64>()
    }

    fn height(&self) -> f64 {
        // The lanes after the last row belong to the row that would come next.
        self.row_top(self.n_rows)
    }

    /// How far the list can be scrolled in a view of that height.
    fn most(&self, view: f32) -> f64 {
        (self.height() - f64::from(view)).max(0.0)
    }

    /// The last row that begins at or before an offset.
    fn row_at(&self, offset: f64) -> usize {
        let (mut low, mut high) = (0, self.n_rows);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.top(middle) <= offset {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        low
    }
}

/// Where a list stands: the first row in view, and how much of it is above the edge.
///
/// Small steps stay exact far down the list, because only the remainder is in single precision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScrollState {
    row: usize,
    px: f32,
    /// A row to bring into view when the height of the view is known.
    reveal: Option<usize>,
    /// Where on the handle of the scroll bar the pointer holds it.
    grab: Option<f32>,
    /// How many whole rows the view had.
    page: usize,
}

/// The least length of the scroll bar's handle, in points.
const HANDLE_MIN: f32 = 24.0;

impl ScrollState {
    /// Brings a row into view the next time the list is drawn, moving no more than needed.
    pub const fn scroll_to(&mut self, row: usize) {
        self.reveal = Some(row);
    }

    /// The first row in view.
    pub const fn row(&self) -> usize {
        self.row
    }

    /// How many points of that row, and of the lane headers before it, are above the edge.
    pub const fn px(&self) -> f32 {
        self.px
    }

    /// How many whole rows the view had when last drawn, at least one: the step of a page key.
    pub fn page(&self) -> usize {
        self.page.max(1)
    }

    /// Makes ready for a frame: keeps inside the list, and brings the awaited row into view.
    pub(super) fn begin(&mut self, extent: &Extent<'_>, view: f32) {
        self.page = rows_in(view, extent.row_height);
        let mut offset = self.offset(extent);
        if let Some(row) = self.reveal.take().map(|row| row.min(extent.n_rows.saturating_sub(1))) {
            let bottom = extent.row_top(row) + f64::from(extent.row_height);
            offset = offset.max(bottom - f64::from(view)).min(extent.top(row));
        }
        self.set_offset(extent, view, offset);
    }

    /// Moves by so many points; says whether anything moved.
    pub(super) fn scroll_by(&mut self, extent: &Extent<'_>, view: f32, points: f64) -> bool {
        let before = (self.row, self.px);
        self.set_offset(extent, view, self.offset(extent) + points);
        before != (self.row, self.px)
    }

    /// Start and length of the scroll bar's handle on a track as high as the view.
    pub(super) fn handle(&self, extent: &Extent<'_>, view: f32) -> Option<(f32, f32)> {
        let most = extent.most(view);
        if most <= 0.0 {
            return None;
        }
        let length = single(f64::from(view) * f64::from(view) / extent.height());
        let length = length.max(HANDLE_MIN).min(view);
        let start = single(self.offset(extent) / most) * (view - length);
        Some((start, length))
    }

    pub(super) const fn is_grabbed(&self) -> bool {
        self.grab.is_some()
    }

    pub(super) const fn grab(&mut self, at: f32) {
        self.grab = Some(at);
    }

    pub(super) const fn release(&mut self) {
        self.grab = None;
    }

    /// Moves the handle, where it is held, to a pointer on the track.
    pub(super) fn drag_to(&mut self, extent: &Extent<'_>, view: f32, pointer: f32) {
        if let (Some(grab), Some((_, length))) = (self.grab, self.handle(extent, view)) {
            let way = f64::from(view - length).max(1.0);
            let share = f64::from(pointer - grab) / way;
            self.set_offset(extent, view, share * extent.most(view));
        }
    }

    fn offset(&self, extent: &Extent<'_>) -> f64 {
        extent.top(self.row.min(extent.n_rows)) + f64::from(self.px)
    }

    fn set_offset(&mut self, extent: &Extent<'_>, view: f32, offset: f64) {
        let offset = offset.clamp(0.0, extent.most(view));
        self.row = extent.row_at(offset);
        self.px = single(offset - extent.top(self.row));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "only lengths of a view or a row come here")]
fn single(points: f64) -> f32 {
    points as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a view has few rows, and a negative count becomes none"
)]
fn rows_in(view: f32, row_height: f32) -> usize {
    (view / row_height.max(1.0)) as usize
}
