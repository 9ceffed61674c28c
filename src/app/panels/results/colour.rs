//! Colours of a heat map: one hue from light to dark, told apart by every eye, with letters that can be read on them.

use egui::{Color32, Stroke};

use crate::app::theme::Tokens;

/// Fill, letters and edge of a cell for a share from 0 to 1.
pub fn cell(tokens: &Tokens, share: f32) -> (Color32, Color32, Stroke) {
    if tokens.is_high_contrast() {
        // Black, white and one yellow: what is right in full is yellow, the number says the rest.
        let full = share >= 0.999;
        let (fill, ink) = if full { (tokens.accent, tokens.on_accent) } else { (tokens.surface, tokens.ink) };
        return (fill, ink, Stroke::new(1.0, tokens.edge));
    }
    let fill = tokens.sunken.lerp_to_gamma(tokens.accent, 0.1 + 0.78 * share.clamp(0.0, 1.0));
    let mut fill = if share <= 0.0 { tokens.sunken } else { fill };
    // Half way between, neither dark nor light letters stand out: such a step goes a little further.
    while share > 0.0 && contrast(readable(tokens, fill), fill) < 4.5 && fill != tokens.accent {
        let further = fill.lerp_to_gamma(tokens.accent, 0.15);
        fill = if further == fill { tokens.accent } else { further };
    }
    (fill, readable(tokens, fill), Stroke::NONE)
}

/// The wash behind words that a share of the class marked, and the letters on it.
pub fn wash(tokens: &Tokens, share: f32) -> (Color32, Color32) {
    if tokens.is_high_contrast() {
        return if share >= 0.5 { (tokens.selection, tokens.on_selection) } else { (Color32::from_gray(70), tokens.ink) };
    }
    // Strong enough at its strongest to stand out, and never so strong that words are hard to read.
    let full = if tokens.dark { Color32::from_rgb(0x80, 0x62, 0x0F) } else { Color32::from_rgb(0xF7, 0xC9, 0x48) };
    let fill = tokens.paper.lerp_to_gamma(full, 0.22 + 0.78 * share.clamp(0.0, 1.0));
    (fill, tokens.ink)
}

/// The darker or the lighter letters, whichever can be read better.
fn readable(tokens: &Tokens, fill: Color32) -> Color32 {
    let (dark, light) = if tokens.dark { (tokens.on_accent, tokens.ink) } else { (tokens.ink, Color32::WHITE) };
    if contrast(dark, fill) >= contrast(light, fill) { dark } else { light }
}

fn luminance(colour: Color32) -> f32 {
    let [r, g, b] = [colour.r(), colour.g(), colour.b()].map(|channel| {
        let share = f32::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::Scheme;

    #[test]
    fn every_number_can_be_read_in_its_colour() {
        for scheme in Scheme::ALL {
            let tokens = Tokens::of(scheme);
            for step in 0_u8..=20 {
                let share = f32::from(step) / 20.0;
                let (fill, ink, _) = cell(&tokens, share);
                assert!(contrast(fill, ink) >= 4.5, "a cell of {share} in {scheme:?}: {}", contrast(fill, ink));
                let (fill, ink) = wash(&tokens, share);
                assert!(contrast(fill, ink) >= 4.5, "a wash of {share} in {scheme:?}: {}", contrast(fill, ink));
            }
        }
    }

    #[test]
    fn more_is_further_from_the_ground() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let tokens = Tokens::of(scheme);
            let steps: Vec<f32> = (0_u8..=4).map(|step| contrast(tokens.sunken, cell(&tokens, f32::from(step) / 4.0).0)).collect();
            assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{steps:?}");
        }
    }
}
