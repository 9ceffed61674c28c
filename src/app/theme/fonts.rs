//! The faces, carried in the program.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use super::Face;

/// The family of the interface's normal text.
pub const INTERFACE: &str = "interface";
/// The family of what can be pressed.
pub const INTERFACE_MEDIUM: &str = "interface-medium";
/// The family of names and titles.
pub const INTERFACE_SEMIBOLD: &str = "interface-semibold";
/// The family of articles and quotations, whichever face is chosen.
pub const ARTICLE: &str = "article";
/// Its italic.
pub const ARTICLE_ITALIC: &str = "article-italic";
/// Its semibold, for headlines.
pub const ARTICLE_SEMIBOLD: &str = "article-semibold";

/// The family of icons that stand alone.
pub(super) const ICONS: &str = "icons";

macro_rules! font {
    ($file:literal) => {
        ($file, include_bytes!(concat!("../../../assets/fonts/", $file)).as_slice())
    };
}

type Font = (&'static str, &'static [u8]);

const INTER: Font = font!("Inter-Regular.otf");
const INTER_ITALIC: Font = font!("Inter-Italic.otf");
const INTER_MEDIUM: Font = font!("Inter-Medium.otf");
const INTER_SEMIBOLD: Font = font!("Inter-SemiBold.otf");
const SERIF: Font = font!("SourceSerif4-Regular.otf");
const SERIF_ITALIC: Font = font!("SourceSerif4-It.otf");
const SERIF_SEMIBOLD: Font = font!("SourceSerif4-Semibold.otf");
const ICON_FACE: Font = font!("Phosphor.ttf");
const ANDIKA: Font = font!("Andika-Regular.ttf");
const ANDIKA_BOLD: Font = font!("Andika-Bold.ttf");
const DYSLEXIC: Font = font!("OpenDyslexic-Regular.otf");
const DYSLEXIC_ITALIC: Font = font!("OpenDyslexic-Italic.otf");
const DYSLEXIC_BOLD: Font = font!("OpenDyslexic-Bold.otf");

/// The families with an article face in them; a face that is not chosen is not loaded.
pub(super) fn definitions(face: Face) -> FontDefinitions {
    let (regular, italic, bold) = match face {
        Face::Serif => (SERIF, SERIF_ITALIC, SERIF_SEMIBOLD),
        Face::Sans => (INTER, INTER_ITALIC, INTER_SEMIBOLD),
        // No italic is carried for Andika: `text` slants its upright.
        Face::Andika => (ANDIKA, ANDIKA, ANDIKA_BOLD),
        Face::OpenDyslexic => (DYSLEXIC, DYSLEXIC_ITALIC, DYSLEXIC_BOLD),
    };
    let mut fonts = FontDefinitions::empty();
    let families: [(FontFamily, &[Font]); 9] = [
        (FontFamily::Proportional, &[INTER, ICON_FACE, SERIF]),
        (FontFamily::Monospace, &[INTER, ICON_FACE, SERIF]),
        (FontFamily::Name(INTERFACE.into()), &[INTER, ICON_FACE, SERIF]),
        (FontFamily::Name(INTERFACE_MEDIUM.into()), &[INTER_MEDIUM, ICON_FACE, SERIF]),
        (FontFamily::Name(INTERFACE_SEMIBOLD.into()), &[INTER_SEMIBOLD, ICON_FACE, SERIF]),
        (FontFamily::Name(ICONS.into()), &[ICON_FACE, INTER]),
        (FontFamily::Name(ARTICLE.into()), &[regular, INTER, ICON_FACE, SERIF]),
        (FontFamily::Name(ARTICLE_ITALIC.into()), &[italic, INTER_ITALIC, ICON_FACE, SERIF_ITALIC]),
        (FontFamily::Name(ARTICLE_SEMIBOLD.into()), &[bold, INTER_SEMIBOLD, ICON_FACE, SERIF_SEMIBOLD]),
    ];
    for (family, faces) in families {
        let mut names = Vec::with_capacity(faces.len());
        for (name, bytes) in faces {
            if !names.iter().any(|known| known == name) {
                names.push((*name).to_owned());
            }
            fonts.font_data.entry((*name).to_owned()).or_insert_with(|| Arc::new(FontData::from_static(bytes)));
        }
        fonts.families.insert(family, names);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_chosen_reading_face_is_loaded() {
        for (face, andika, dyslexic) in
            [(Face::Serif, false, false), (Face::Sans, false, false), (Face::Andika, true, false), (Face::OpenDyslexic, false, true)]
        {
            let fonts = definitions(face);
            assert_eq!(fonts.font_data.keys().any(|name| name.starts_with("Andika")), andika, "{face:?}");
            assert_eq!(fonts.font_data.keys().any(|name| name.starts_with("OpenDyslexic")), dyslexic, "{face:?}");
        }
    }

    #[test]
    fn every_family_writes_latin_cyrillic_greek_and_icons() {
        let ctx = egui::Context::default();
        for face in Face::ALL {
            ctx.set_fonts(definitions(face));
            let mut missing = Vec::new();
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                for family in [INTERFACE, INTERFACE_MEDIUM, INTERFACE_SEMIBOLD, ARTICLE, ARTICLE_ITALIC, ARTICLE_SEMIBOLD] {
                    let font = egui::FontId::new(14.0, FontFamily::Name(family.into()));
                    for letter in "Aaßéőżłğ Жжґї Ωω “„‘’…–—€£×→✓ệ".chars().chain(super::super::icon::CHECK.chars())
                    {
                        if !letter.is_whitespace() && !ui.ctx().fonts_mut(|fonts| fonts.has_glyph(&font, letter)) {
                            missing.push((family, letter));
                        }
                    }
                }
            });
            output.textures_delta.clear();
            assert!(missing.is_empty(), "{face:?}: {missing:?}");
        }
    }

    #[test]
    fn the_fonts_weigh_less_than_four_megabytes() {
        let all = [
            INTER,
            INTER_ITALIC,
            INTER_MEDIUM,
            INTER_SEMIBOLD,
            SERIF,
            SERIF_ITALIC,
            SERIF_SEMIBOLD,
            ANDIKA,
            ANDIKA_BOLD,
            DYSLEXIC,
            DYSLEXIC_ITALIC,
            DYSLEXIC_BOLD,
        ];
        assert!(all.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 4_000_000);
    }
}
