//! The colours, by what they are for.

use egui::{Color32, Stroke};

use super::Scheme;

/// Every colour of one scheme, and how thick its lines are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    /// Whether the ground is darker than the letters.
    pub dark: bool,
    /// The thickness of lines: 1, or 2 in high contrast.
    pub line: f32,
    /// Behind the article.
    pub paper: Color32,
    /// Bars, cards, panels.
    pub surface: Color32,
    /// Contents, citation, wells.
    pub sunken: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Text.
    pub ink: Color32,
    /// Text that steps back but must be read.
    pub muted: Color32,
    /// Decoration and counts that are said elsewhere too.
    pub faint: Color32,
    /// Lines that divide.
    pub rule: Color32,
    /// The edge of a control, a little stronger than a line that divides.
    pub edge: Color32,
    /// What can be clicked, and what is on.
    pub accent: Color32,
    /// The ground of what is on.
    pub accent_wash: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Text on `accent_wash`.
    pub on_wash: Color32,
    /// The ground of the selected words.
    pub selection: Color32,
    /// Text on `selection`.
    pub on_selection: Color32,
    /// A warning; always with a word or a sign.
    pub warn: Color32,
    /// All is well; always with a word or a sign.
    pub ok: Color32,
    /// The line under a speaker's words and at a card's edge; the last is for whoever is not named.
    pub speaker: [Color32; 5],
    /// The ground of a speaker's initials and strips.
    pub speaker_wash: [Color32; 5],
    /// The shadow under what floats.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Tokens {
    /// The colours of a scheme.
    pub const fn of(scheme: Scheme) -> Self {
        match scheme {
            Scheme::Light => LIGHT,
            Scheme::Dark => DARK,
            Scheme::HighContrast => HIGH_CONTRAST,
        }
    }

    /// Whether this is the scheme of black, white and one yellow.
    pub fn is_high_contrast(&self) -> bool {
        self.line > 1.0
    }

    /// The line that divides.
    pub fn rule_stroke(&self) -> Stroke {
        Stroke::new(self.line, self.rule)
    }

    /// The line around a control.
    pub fn edge_stroke(&self) -> Stroke {
        Stroke::new(self.line, self.edge)
    }

    /// The ring around what the keyboard is at, and around a selected card.
    pub fn accent_stroke(&self) -> Stroke {
        Stroke::new(2.0, self.accent)
    }
}

const LIGHT: Tokens = Tokens {
    dark: false,
    line: 1.0,
    paper: rgb(0xFBF9F5),
    surface: rgb(0xFFFFFF),
    sunken: rgb(0xF3EFE8),
    hover: rgb(0xF3EFE8),
    ink: rgb(0x1F1B16),
    muted: rgb(0x6A6259),
    faint: rgb(0x9A9187),
    rule: rgb(0xE6DFD4),
    edge: rgb(0xDDD5C8),
    accent: rgb(0x1B5E9E),
    accent_wash: rgb(0xE4EEF8),
    on_accent: rgb(0xFFFFFF),
    on_wash: rgb(0x1B5E9E),
    selection: rgb(0xFFE7A3),
    on_selection: rgb(0x1F1B16),
    warn: rgb(0x9A5B00),
    ok: rgb(0x2E6B3E),
    // Different in lightness as much as in hue: `vision` holds them against eyes that lack a cone.
    speaker: [rgb(0x2A80D0), rgb(0xC4690F), rgb(0x226040), rgb(0x86368F), rgb(0x867F77)],
    speaker_wash: [rgb(0xDCEBF5), rgb(0xFBE6DA), rgb(0xDAF0E9), rgb(0xF5E3F0), rgb(0xECE9E5)],
    shadow: Color32::from_black_alpha(28),
};

const DARK: Tokens = Tokens {
    dark: true,
    line: 1.0,
    paper: rgb(0x17181B),
    surface: rgb(0x1E2024),
    sunken: rgb(0x121316),
    hover: rgb(0x2A2D32),
    ink: rgb(0xEDE8E0),
    muted: rgb(0xA39C92),
    faint: rgb(0x756F67),
    rule: rgb(0x2F3238),
    edge: rgb(0x3A3E45),
    accent: rgb(0x82B8F2),
    accent_wash: rgb(0x22344A),
    on_accent: rgb(0x0F1B2A),
    on_wash: rgb(0x82B8F2),
    selection: rgb(0x5C4A12),
    on_selection: rgb(0xF6F1E8),
    warn: rgb(0xE0A050),
    ok: rgb(0x7CC38C),
    speaker: [rgb(0x5DAAFC), rgb(0xF5834F), rgb(0x38D6B2), rgb(0xD482C9), rgb(0xA39B8F)],
    speaker_wash: [rgb(0x16324A), rgb(0x47281A), rgb(0x123B32), rgb(0x42233B), rgb(0x2F2D2A)],
    shadow: Color32::from_black_alpha(140),
};

const YELLOW: Color32 = rgb(0xFFE100);

const HIGH_CONTRAST: Tokens = Tokens {
    dark: true,
    line: 2.0,
    paper: Color32::BLACK,
    surface: Color32::BLACK,
    sunken: Color32::BLACK,
    hover: Color32::BLACK,
    ink: Color32::WHITE,
    muted: Color32::WHITE,
    faint: Color32::WHITE,
    rule: Color32::WHITE,
    edge: Color32::WHITE,
    accent: YELLOW,
    accent_wash: YELLOW,
    on_accent: Color32::BLACK,
    on_wash: Color32::BLACK,
    selection: YELLOW,
    on_selection: Color32::BLACK,
    warn: YELLOW,
    ok: Color32::WHITE,
    // Speakers are told apart by pattern and initials here, not by colour.
    speaker: [Color32::WHITE; 5],
    speaker_wash: [Color32::BLACK; 5],
    shadow: Color32::TRANSPARENT,
};

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let [r, g, b] = [colour.r(), colour.g(), colour.b()].map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_that_must_be_read_has_a_contrast_of_at_least_four_and_a_half() {
        for scheme in Scheme::ALL {
            let t = Tokens::of(scheme);
            for (name, text, ground) in [
                ("ink on paper", t.ink, t.paper),
                ("ink on sunken", t.ink, t.sunken),
                ("muted on paper", t.muted, t.paper),
                ("muted on surface", t.muted, t.surface),
                ("muted on sunken", t.muted, t.sunken),
                ("muted under the pointer", t.muted, t.hover),
                ("accent on paper", t.accent, t.paper),
                ("accent on surface", t.accent, t.surface),
                ("accent on sunken", t.accent, t.sunken),
                ("on accent", t.on_accent, t.accent),
                ("on wash", t.on_wash, t.accent_wash),
                ("selected words", t.on_selection, t.selection),
                ("warning", t.warn, t.surface),
                ("warning on sunken", t.warn, t.sunken),
                ("all well", t.ok, t.surface),
            ] {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "{name} in {scheme:?} has only {ratio:.2}");
            }
        }
    }

    #[test]
    fn a_speakers_line_and_initials_stand_out_from_their_ground() {
        for scheme in Scheme::ALL {
            let t = Tokens::of(scheme);
            for (index, (line, wash)) in t.speaker.iter().zip(t.speaker_wash).enumerate() {
                assert!(contrast(*line, t.paper) >= 3.0, "line {index} in {scheme:?}");
                assert!(contrast(*line, t.surface) >= 3.0, "edge {index} in {scheme:?}");
                assert!(contrast(t.ink, wash) >= 4.5, "ink on wash {index} in {scheme:?}");
                assert!(contrast(*line, wash) >= 3.0, "line on its wash {index} in {scheme:?}");
            }
        }
    }

    #[test]
    fn the_focus_ring_stands_out_from_every_ground() {
        for scheme in Scheme::ALL {
            let t = Tokens::of(scheme);
            for ground in [t.paper, t.surface, t.sunken] {
                assert!(contrast(t.accent, ground) >= 3.0, "{scheme:?}");
            }
        }
    }
}
