//! Draws a test's window on the processor, so that pictures need no graphics card and no display.
//!
//! Use it as `#[path = "support/cpu.rs"] mod cpu;` and `Harness::builder().renderer(cpu::Cpu::default())`.

#![expect(clippy::indexing_slicing, reason = "a picture out of bounds has failed")]
#![expect(clippy::iter_over_hash_type, reason = "the order of textures does not matter")]
#![expect(clippy::float_cmp, reason = "an edge is level only where both ends are equal")]

use std::collections::HashMap;
use std::ops::RangeInclusive;

use egui::epaint::{Mesh, Primitive, Vertex};
use egui::{
    Color32, ColorImage, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta, pos2,
};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// A renderer with the textures it was given so far.
#[derive(Default)]
pub(crate) struct Cpu {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (&id, patches) in &delta.set {
            for patch in patches {
                let ImageData::Color(image) = &patch.image;
                match (patch.pos, self.textures.get_mut(&id)) {
                    (Some([left, top]), Some(texture)) => put(texture, image, left, top),
                    _ => drop(self.textures.insert(id, image.as_ref().clone())),
                }
            }
        }
        for id in &delta.free {
            self.textures.remove(id);
        }
        delta.clear();
    }

    fn render(&mut self, ctx: &egui::Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.viewport_rect().size() * scale;
        let mut canvas = Canvas::new(whole(size.x), whole(size.y));
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let clip = clipped.clip_rect * scale;
            match clipped.primitive {
                Primitive::Mesh(mesh) => {
                    let texture = self.textures.get(&mesh.texture_id);
                    let texture = texture.ok_or("a mesh has no texture")?;
                    canvas.mesh(&mesh, texture, clip, scale);
                }
                Primitive::Callback(_) => return Err("callbacks need a graphics card".to_owned()),
            }
        }
        canvas.finish()
    }
}

/// Writes a patch into a texture.
fn put(texture: &mut ColorImage, patch: &ColorImage, left: usize, top: usize) {
    let [width, height] = patch.size;
    for y in 0..height {
        for x in 0..width {
            texture[(left + x, top + y)] = patch[(x, y)];
        }
    }
}

/// Pixels with premultiplied alpha; they are mixed as the screen does, in gamma space.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0, 0.0, 0.0, 255.0]; width * height] }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |index: usize| {
                let vertex = &mesh.vertices[corners[index] as usize];
                Vertex { pos: (vertex.pos.to_vec2() * scale).to_pos2(), ..*vertex }
            };
            self.triangle([corner(0), corner(1), corner(2)], texture, clip);
        }
    }

    fn triangle(&mut self, [a, b, c]: [Vertex; 3], texture: &ColorImage, clip: Rect) {
        let area = edge(&a, &b, c.pos.x, c.pos.y);
        if area == 0.0 {
            return;
        }
        let (b, c) = if area < 0.0 { (c, b) } else { (b, c) };
        let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip.round());
        let (left, right) = (whole(bounds.left()), whole(bounds.right().ceil()).min(self.width));
        let (top, bottom) = (whole(bounds.top()), whole(bounds.bottom().ceil()).min(self.height));
        let is_flat = a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color;
        let flat = shade(&[(&a, 1.0)], texture);
        for y in top..bottom {
            let middle = single(y) + 0.5;
            let is_inside = |x: usize| {
                let at = pos2(single(x) + 0.5, middle);
                clip.contains(at)
                    && [(&b, &c), (&c, &a), (&a, &b)].into_iter().all(|side| is_within(side, at))
            };
            // A line meets a triangle in one piece: only its ends are looked for.
            let (near, far) = reach(&[&a, &b, &c], middle);
            let from = (whole(near - 1.0).max(left)..right).find(|&x| is_inside(x));
            let Some(from) = from else { continue };
            let last = whole(far + 1.0).min(right.saturating_sub(1));
            let to = (from..=last).rev().find(|&x| is_inside(x)).unwrap_or(from);
            if is_flat {
                self.fill(y, from..=to, flat);
                continue;
            }
            for x in from..=to {
                let center = single(x) + 0.5;
                let whole = area.abs();
                let to_a = edge(&b, &c, center, middle) / whole;
                let to_b = edge(&c, &a, center, middle) / whole;
                let parts = [(&a, to_a), (&b, to_b), (&c, 1.0 - to_a - to_b)];
                self.blend(x, y, shade(&parts, texture));
            }
        }
    }

    fn fill(&mut self, y: usize, columns: RangeInclusive<usize>, color: [f32; 4]) {
        if color[3] >= 255.0 {
            let row = y * self.width;
            self.pixels[row + columns.start()..=row + columns.end()].fill(color);
        } else {
            for x in columns {
                self.blend(x, y, color);
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, color: [f32; 4]) {
        let under = &mut self.pixels[y * self.width + x];
        let rest = 1.0 - color[3] / 255.0;
        for (channel, over) in under.iter_mut().zip(color) {
            *channel = over + *channel * rest;
        }
    }

    fn finish(self) -> Result<RgbaImage, String> {
        let bytes = self.pixels.iter().flatten().map(|&channel| byte(channel)).collect();
        let width = u32::try_from(self.width).map_err(|error| error.to_string())?;
        let height = u32::try_from(self.height).map_err(|error| error.to_string())?;
        RgbaImage::from_raw(width, height, bytes).ok_or_else(|| "the picture is empty".to_owned())
    }
}

/// Twice the area of a triangle with that edge; positive on the inner side.
fn edge(from: &Vertex, to: &Vertex, x: f32, y: f32) -> f32 {
    (to.pos.x - from.pos.x) * (y - from.pos.y) - (to.pos.y - from.pos.y) * (x - from.pos.x)
}

/// A pixel on the common edge of two triangles belongs to one of them only.
fn is_within((from, to): (&Vertex, &Vertex), at: Pos2) -> bool {
    let distance = edge(from, to, at.x, at.y);
    let is_top = from.pos.y == to.pos.y && to.pos.x > from.pos.x;
    let is_left = to.pos.y < from.pos.y;
    distance > 0.0 || (distance == 0.0 && (is_top || is_left))
}

/// Between which two columns a line across the picture meets a triangle, roughly.
fn reach(corners: &[&Vertex; 3], y: f32) -> (f32, f32) {
    let mut reach = (f32::INFINITY, f32::NEG_INFINITY);
    for index in 0..3 {
        let (from, to) = (corners[index].pos, corners[(index + 1) % 3].pos);
        if (from.y - y) * (to.y - y) <= 0.0 {
            let share = if from.y == to.y { 0.0 } else { (y - from.y) / (to.y - from.y) };
            let x = from.x + (to.x - from.x) * share;
            reach = (reach.0.min(x), reach.1.max(x));
            if from.y == to.y {
                reach = (reach.0.min(to.x), reach.1.max(to.x));
            }
        }
    }
    reach
}

/// The colour at a point: the corners' colours by their share, times the nearest texel.
fn shade(corners: &[(&Vertex, f32)], texture: &ColorImage) -> [f32; 4] {
    let mut uv = pos2(0.0, 0.0);
    let mut color = [0.0; 4];
    for (vertex, share) in corners {
        uv += vertex.uv.to_vec2() * *share;
        for (channel, of_vertex) in color.iter_mut().zip(vertex.color.to_array()) {
            *channel += f32::from(of_vertex) * *share;
        }
    }
    let [width, height] = texture.size;
    let x = whole(uv.x * single(width)).min(width - 1);
    let y = whole(uv.y * single(height)).min(height - 1);
    let texel: Color32 = texture[(x, y)];
    for (channel, of_texel) in color.iter_mut().zip(texel.to_array()) {
        *channel *= f32::from(of_texel) / 255.0;
    }
    color
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept in the picture")]
fn whole(length: f32) -> usize {
    length.max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "pictures are a few thousand pixels wide")]
fn single(length: usize) -> f32 {
    length as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn byte(channel: f32) -> u8 {
    channel.round().clamp(0.0, 255.0) as u8
}
