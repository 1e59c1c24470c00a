//! One frame of the queue at a thousand and at a million comments: both ought to cost the same.

use std::hint::black_box;

use bedside::model::{Platform, Urgency};
use bedside::ui::icons;
use bedside::ui::theme::{Mode, Style, Theme, Token, install_fonts};
use bedside::ui::virtual_list::{Entry, ScrollState, VirtualList, name_row};
use bedside::ui::widgets::{self, Avatar, Chosen, Lane, Tone};
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Pos2, RawInput, Rect, Ui, pos2, vec2};

const BODIES: [&str; 4] = [
    "My nose job is crooked and nobody calls me back. Three voicemails since Monday, not one answer",
    "Did my lips here and they look lumpy after three weeks is this normal?",
    "Quoted $3,900, billed $5,200. Called twice about the invoice, got voicemail both times.",
    "Everyone was so kind, from the front desk to the parking team!",
];

fn nth<T: Copy>(list: &[T], row: usize) -> Option<T> {
    list.get(row % list.len().max(1)).copied()
}

fn row_ui(ui: &mut Ui, theme: &Theme, row: usize, rect: Rect) {
    let urgencies = [Urgency::Critical, Urgency::High, Urgency::Normal, Urgency::Low];
    let platforms = [Platform::Google, Platform::Facebook, Platform::Yelp, Platform::X];
    let author = format!("Author {row}");
    name_row(ui, &author, Chosen::from(row == 3));
    widgets::row_ground(ui.painter(), theme, rect, (Chosen::from(row == 3), Chosen::No));
    widgets::urgency_bar(ui.painter(), theme, rect, nth(&urgencies, row).unwrap_or(Urgency::Low));
    let avatar = Avatar::new(&author);
    let avatar = match platforms.get(row % 4) {
        Some(platform) => avatar.on(platform),
        None => avatar,
    };
    avatar.paint(ui.painter(), theme, rect.min + vec2(32.0, 24.0));
    let column = Rect::from_min_max(rect.min + vec2(58.0, 5.0), rect.max - vec2(12.0, 5.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(column));
    ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
    ui.horizontal(|ui| {
        widgets::text(ui, &author, Style::Strong, Token::Text);
        widgets::stars(ui, u8::try_from(row % 6).unwrap_or(0));
    });
    let body = nth(&BODIES, row).unwrap_or_default();
    widgets::elided(&mut ui, body, Style::Body, Token::Text2, 2);
    widgets::text(&mut ui, "Harborview · Outcome", Style::Small, Token::Text2);
}

/// A window with the list, stepped frame by frame.
struct Window {
    ctx: Context,
    n_rows: usize,
    scroll: ScrollState,
    frame: u32,
}

impl Window {
    fn new(n_rows: usize) -> Option<Self> {
        let ctx = Context::default();
        install_fonts(&ctx);
        Theme::bundled(Mode::Light).ok()?.apply(&ctx);
        Some(Self { ctx, n_rows, scroll: ScrollState::default(), frame: 0 })
    }

    /// Runs and tessellates a frame, with the wheel turned a little when asked.
    fn step(&mut self, wheel: f32) -> usize {
        self.frame += 1;
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
        let turn = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -wheel),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
        };
        let input = RawInput {
            screen_rect: Some(screen),
            time: Some(f64::from(self.frame) / 60.0),
            events: vec![Event::PointerMoved(pos2(200.0, 400.0)), turn],
            ..RawInput::default()
        };
        let lanes = [(0, 28.0), (2, 28.0)];
        let mut output = self.ctx.run_ui(input, |ui| {
            let theme = Theme::of(ui);
            let pane = screen.with_max_x(368.0);
            let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(pane));
            let list = VirtualList::new(egui::Id::unique("queue"), self.n_rows, theme.height.row)
                .named("Queue")
                .lanes(&lanes);
            list.show_entries(&mut ui, &mut self.scroll, |ui, entry, rect| match entry {
                Entry::Lane(0) => Lane::new("Safety", "2, always first")
                    .urgent(icons::SAFETY, Tone::Stop)
                    .show(ui, rect),
                Entry::Lane(_) => Lane::new("Due first", "more").show(ui, rect),
                Entry::Row(row) => row_ui(ui, &theme, row, rect),
            });
        });
        output.textures_delta.clear();
        let scale = output.pixels_per_point;
        black_box(self.ctx.tessellate(output.shapes, scale)).len()
    }
}

fn queue(criterion: &mut Criterion) {
    for (name, wheel) in [("queue frame at rest", 0.0), ("queue frame while scrolling", 40.0)] {
        let mut group = criterion.benchmark_group(name);
        for n_rows in [1_000, 1_000_000] {
            let Some(mut window) = Window::new(n_rows) else { continue };
            window.scroll.scroll_to(n_rows / 2);
            window.step(0.0);
            group.bench_function(format!("{n_rows} rows"), |bencher| {
                bencher.iter(|| {
                    // A short list would come to its end and then draw what it has already laid out.
                    if window.scroll.row() + 20 > n_rows {
                        window.scroll = ScrollState::default();
                    }
                    window.step(wheel)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, queue);
criterion_main!(benches);
