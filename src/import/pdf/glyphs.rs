//! Letters and pictures of a PDF page, with their places.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, ImageData, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, TransformExt,
    font::Glyph,
    hayro_cmap::BfString,
    hayro_syntax::{
        Filter, Pdf,
        object::{Array, Dict, Rect as PdfRect, String as PdfString},
        page::Page,
    },
    interpret_page,
};
use image::{DynamicImage, ImageBuffer, ImageFormat};
use kurbo::{Affine, BezPath, Point, Rect};

/// Pictures smaller than this on paper are icons and rules, in points.
const SMALLEST: f64 = 60.0;

/// One letter as it is drawn; places count from the upper left corner, in points.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) x: f64,
    /// Where its line stands.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
}

/// A picture as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) place: Rect,
    pub(super) bytes: Vec<u8>,
    /// How many letters were drawn before it.
    pub(super) after: usize,
}

/// What one page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) height: f64,
    pub(super) letters: Vec<Letter>,
    pub(super) pictures: Vec<Drawn>,
    pub(super) links: Vec<(Rect, String)>,
    /// Letters that the file does not say.
    pub(super) unknown: usize,
}

/// Reads a page.
pub(super) fn shown(pdf: &Pdf, page: &Page<'_>) -> Shown {
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, bounds, &cache, pdf.xref(), InterpreterSettings::default());
    let mut shown = Shown { height: f64::from(height), ..Shown::default() };
    interpret_page(page, &mut context, &mut shown);
    shown.links = links(page, upright);
    shown
}

fn links(page: &Page<'_>, upright: Affine) -> Vec<(Rect, String)> {
    let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let link = |note: Dict<'_>| {
        let place = note.get::<PdfRect>(b"Rect")?;
        let address = note.get::<Dict<'_>>(b"A")?.get::<PdfString<'_>>(b"URI")?;
        let address = String::from_utf8_lossy(&address).into_owned();
        let place = upright.transform_rect_bbox(Rect::new(place.x0, place.y0, place.x1, place.y1));
        address.starts_with("http").then_some((place, address))
    };
    notes.iter::<Dict<'_>>().filter_map(link).take(10_000).collect()
}

impl Device<'_> for Shown {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, glyph_transform: Affine, _: &Paint<'_>, mode: &GlyphDrawMode) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.unknown += 1;
                return;
            }
        };
        let place = transform * glyph_transform;
        let origin = place * Point::ZERO;
        let up = place * Point::new(0.0, 1000.0) - origin;
        let size = up.hypot();
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map(f64::from),
            Glyph::Type3(_) => None,
        };
        // Text on its side is decoration; a fill and a stroke of one letter are one letter.
        if size < 1.0 || up.x.abs() > up.y.abs() {
            return;
        }
        let is_twin = matches!(mode, GlyphDrawMode::Stroke(_))
            && self
                .letters
                .last()
                .is_some_and(|last| last.text == text && (last.x - origin.x).abs() < 0.1 && (last.y - origin.y).abs() < 0.1);
        if !is_twin {
            let width = advance.unwrap_or(500.0) / 1000.0 * size;
            self.letters.push(Letter { text, x: origin.x, y: origin.y, width, size });
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, transform: Affine) {
        let Image::Raster(raster) = image else { return };
        let place = transform.transform_rect_bbox(Rect::new(0.0, 0.0, f64::from(raster.width()), f64::from(raster.height())));
        if place.width() < SMALLEST || place.height() < SMALLEST || self.pictures.len() >= 100 {
            return;
        }
        let stream = raster.stream();
        // A photo is in the file as it was on the page; anything else is packed as PNG.
        let bytes = if stream.filters().as_slice() == [Filter::DctDecode] { Some(stream.raw_data().into_owned()) } else { png(&raster) };
        if let Some(bytes) = bytes {
            self.pictures.push(Drawn { place, bytes, after: self.letters.len() });
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn png(raster: &hayro_interpret::RasterImage<'_>) -> Option<Vec<u8>> {
    // A picture of more than 100 million points is none of a page.
    if u64::from(raster.width()) * u64::from(raster.height()) > 100_000_000 {
        return None;
    }
    let mut packed = None;
    raster.with_rgba(
        |picture, _| {
            let picture = match picture {
                ImageData::Rgb(rgb) => ImageBuffer::from_raw(rgb.width, rgb.height, rgb.data).map(DynamicImage::ImageRgb8),
                ImageData::Luma(luma) => ImageBuffer::from_raw(luma.width, luma.height, luma.data).map(DynamicImage::ImageLuma8),
            };
            let mut bytes = std::io::Cursor::new(Vec::new());
            packed = picture.and_then(|picture| picture.write_to(&mut bytes, ImageFormat::Png).ok()).map(|()| bytes.into_inner());
        },
        None,
    );
    packed
}
