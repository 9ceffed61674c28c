//! What a reader chooses about the look: light or dark, the article's face, sizes and widths.

use serde::{Deserialize, Serialize};

/// One set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Ink on paper.
    #[default]
    Light,
    /// Paper-coloured letters on a near black.
    Dark,
    /// Black, white and one yellow, with lines twice as thick.
    HighContrast,
}

impl Scheme {
    /// Every scheme, for tests and for the gallery.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];
}

/// Which scheme to show, or the computer's own choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appearance {
    /// Light or dark, as the computer is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Always high contrast.
    HighContrast,
}

impl Appearance {
    /// Every appearance, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// What the menu calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "As the computer is set",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

/// The face that articles are set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Face {
    /// Source Serif.
    #[default]
    Serif,
    /// Inter, as in the interface.
    Sans,
    /// Andika, made for people who learn to read.
    Andika,
    /// OpenDyslexic, with heavy feet.
    OpenDyslexic,
}

impl Face {
    /// Every face, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Serif, Self::Sans, Self::Andika, Self::OpenDyslexic];

    /// What the menu calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Serif => "Source Serif",
            Self::Sans => "Inter",
            Self::Andika => "Andika",
            Self::OpenDyslexic => "OpenDyslexic",
        }
    }

    /// How much smaller than Source Serif it is set, so that a change of face is not a change of size.
    pub(super) fn optical_scale(self) -> f32 {
        match self {
            Self::Serif => 1.0,
            Self::Sans => 0.94,
            Self::Andika => 0.92,
            Self::OpenDyslexic => 0.84,
        }
    }
}

/// Everything that a reader can choose about the look; kept in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Look {
    /// Which colours.
    pub appearance: Appearance,
    /// The face of articles and quotations.
    pub face: Face,
    /// The size of all text, 1.0 as designed; pictures and distances stay (the window's zoom is another thing).
    pub text_size: f32,
    /// How many characters a line of an article holds.
    pub reading_width: f32,
    /// The distance of an article's lines, in sizes of its letters.
    pub line_height: f32,
    /// Whether things open and scroll at once, without movement.
    pub less_motion: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            appearance: Appearance::System,
            face: Face::Serif,
            text_size: 1.0,
            reading_width: 66.0,
            line_height: 1.55,
            less_motion: false,
        }
    }
}

impl Look {
    /// The same look with every number inside its bounds, so that a settings file edited by hand cannot make the window unreadable.
    pub fn within_bounds(self) -> Self {
        let bounded = |value: f32, least: f32, most: f32, normal: f32| if value.is_finite() { value.clamp(least, most) } else { normal };
        let normal = Self::default();
        Self {
            text_size: bounded(self.text_size, 0.8, 2.0, normal.text_size),
            reading_width: bounded(self.reading_width, 50.0, 90.0, normal.reading_width),
            line_height: bounded(self.line_height, 1.2, 2.0, normal.line_height),
            ..self
        }
    }

    /// How high a button, a chip or a field is: 30, and more where larger text needs it.
    pub fn control_height(&self) -> f32 {
        (20.0 * self.text_size + 10.0).round().max(30.0)
    }

    /// How high a chip is, a little less than a button.
    pub fn chip_height(&self) -> f32 {
        (17.0 * self.text_size + 9.0).round().max(26.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_bounds_come_back_to_the_bound() {
        let look = Look { text_size: 9.0, reading_width: 10.0, line_height: f32::NAN, ..Look::default() }.within_bounds();
        assert_eq!((look.text_size, look.reading_width, look.line_height), (2.0, 50.0, 1.55));
    }

    #[test]
    fn missing_fields_of_the_settings_take_their_defaults() {
        let look: Look = serde_json::from_str(r#"{"face":"andika","appearance":"high-contrast"}"#).unwrap();
        assert_eq!(look, Look { face: Face::Andika, appearance: Appearance::HighContrast, ..Look::default() });
    }

    #[test]
    fn controls_grow_with_the_text_and_never_shrink_below_thirty() {
        for (text_size, height) in [(0.8, 30.0), (1.0, 30.0), (1.5, 40.0), (2.0, 50.0)] {
            assert_eq!(Look { text_size, ..Look::default() }.control_height(), height);
        }
    }
}
