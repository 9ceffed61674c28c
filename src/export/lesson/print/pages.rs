//! The pages of a sheet as pictures, drawn from the PDF itself: what is seen is what will be printed.

use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render, vello_cpu::color::palette::css::WHITE,
};
use image::RgbaImage;

use super::typeset::PrintError;

/// Draws the first pages of a PDF, each `width` pixels wide, and gives each with the number of all pages to `each`, which says whether to
/// go on; how many pages there are.
///
/// # Errors
/// Where the PDF cannot be read.
pub fn pdf_pages(pdf: Vec<u8>, width: u16, most: usize, each: &mut dyn FnMut(RgbaImage, usize) -> bool) -> Result<usize, PrintError> {
    let pdf = Pdf::new(pdf).map_err(|_| PrintError::new("its pages could not be read back"))?;
    let (pages, cache) = (pdf.pages(), RenderCache::new());
    for page in pages.iter().take(most) {
        let scale = f32::from(width) / page.render_dimensions().0.max(1.0);
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let drawn = render(page, &cache, &InterpreterSettings::default(), &settings);
        let (wide, high) = (u32::from(drawn.width()), u32::from(drawn.height()));
        let Some(picture) = RgbaImage::from_raw(wide, high, drawn.data_as_u8_slice().to_vec()) else { continue };
        if !each(picture, pages.len()) {
            break;
        }
    }
    Ok(pages.len())
}
