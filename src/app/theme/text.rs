//! Type: which face, how large, how far apart, scaled by the reader's choice.
//!
//! `text::body(ui).rich("Nine of fourteen", tokens.muted)` gives a `RichText`; `.galley(ui, …)` lays it out at once.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Context, FontFamily, FontId, Galley, RichText, TextFormat, Ui};

use super::fonts::{ARTICLE, ARTICLE_ITALIC, ARTICLE_SEMIBOLD, ICONS, INTERFACE, INTERFACE_MEDIUM, INTERFACE_SEMIBOLD};
use super::{Face, Look};

/// Where the look can be asked from: a look itself, a context, a `Ui`.
pub trait HasLook {
    /// The look in force.
    fn look(&self) -> Look;
}

impl HasLook for Look {
    fn look(&self) -> Look {
        *self
    }
}

impl HasLook for Context {
    fn look(&self) -> Look {
        super::look(self)
    }
}

impl HasLook for Ui {
    fn look(&self) -> Look {
        super::look(self.ctx())
    }
}

/// One kind of text: font, distance of lines, distance of letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// The face and size.
    pub font: FontId,
    /// From one line to the next, in points.
    pub line_height: f32,
    /// Added between letters, in points.
    pub letter_spacing: f32,
    /// Whether the upright face is slanted, where it has no italic of its own.
    pub slanted: bool,
}

impl Type {
    fn new(family: &'static str, size: f32, line_height: f32) -> Self {
        // Whole line heights keep the lines of a paragraph evenly apart.
        let font = FontId::new(size, FontFamily::Name(family.into()));
        Self { font, line_height: line_height.round(), letter_spacing: 0.0, slanted: false }
    }

    /// The same at another size, with the lines moved apart in proportion.
    pub fn scaled(mut self, factor: f32) -> Self {
        self.font.size *= factor;
        self.line_height = (self.line_height * factor).round();
        self.letter_spacing *= factor;
        self
    }

    /// The format of a piece of a layout.
    pub fn format(&self, colour: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font.clone(),
            line_height: Some(self.line_height),
            extra_letter_spacing: self.letter_spacing,
            italics: self.slanted,
            color: colour,
            ..TextFormat::default()
        }
    }

    /// A text for egui's own widgets.
    pub fn rich(&self, text: impl Into<String>, colour: Color32) -> RichText {
        let rich = RichText::new(text)
            .font(self.font.clone())
            .line_height(Some(self.line_height))
            .extra_letter_spacing(self.letter_spacing)
            .color(colour);
        if self.slanted { rich.italics() } else { rich }
    }

    /// A layout of one text, to which more can be appended.
    pub fn job(&self, text: impl Into<String>, colour: Color32) -> LayoutJob {
        LayoutJob::single_section(text.into(), self.format(colour))
    }

    /// The text on one line.
    pub fn galley(&self, ui: &Ui, text: impl Into<String>, colour: Color32) -> Arc<Galley> {
        ui.painter().layout_job(self.job(text, colour))
    }

    /// The text broken into lines of at most `width`.
    pub fn galley_wrapped(&self, ui: &Ui, text: impl Into<String>, colour: Color32, width: f32) -> Arc<Galley> {
        let mut job = self.job(text, colour);
        job.wrap.max_width = width;
        ui.painter().layout_job(job)
    }

    /// The text on at most `rows` lines of `width`, ended by an ellipsis where there is more.
    pub fn galley_elided(&self, ui: &Ui, text: impl Into<String>, colour: Color32, width: f32, rows: usize) -> Arc<Galley> {
        let mut job = self.job(text, colour);
        job.wrap = TextWrapping { max_width: width, max_rows: rows, break_anywhere: rows == 1, ..TextWrapping::default() };
        ui.painter().layout_job(job)
    }
}

fn interface(of: &impl HasLook, family: &'static str, size: f32, line_height: f32) -> Type {
    let scale = of.look().text_size;
    Type::new(family, size * scale, line_height * scale)
}

fn reading(of: &impl HasLook, family: &'static str, size: f32, line_height: f32) -> Type {
    let look = of.look();
    let scale = look.text_size;
    Type::new(family, size * scale * look.face.optical_scale(), line_height * scale)
}

/// The interface's normal text, 14/20.
pub fn body(of: &impl HasLook) -> Type {
    interface(of, INTERFACE, 14.0, 20.0)
}

/// The parts of a control and large buttons, 14/20 medium.
pub fn action(of: &impl HasLook) -> Type {
    interface(of, INTERFACE_MEDIUM, 14.0, 20.0)
}

/// Names and titles in the interface, 14/20 semibold.
pub fn strong(of: &impl HasLook) -> Type {
    interface(of, INTERFACE_SEMIBOLD, 14.0, 20.0)
}

/// The interface's second text, 12.5/17.
pub fn small(of: &impl HasLook) -> Type {
    interface(of, INTERFACE, 12.5, 17.0)
}

/// The second text where it is a name or a link, 12.5/17 medium.
pub fn small_strong(of: &impl HasLook) -> Type {
    interface(of, INTERFACE_SEMIBOLD, 12.5, 17.0)
}

/// What buttons, chips and tabs say, 13/17 medium.
pub fn control(of: &impl HasLook) -> Type {
    interface(of, INTERFACE_MEDIUM, 13.0, 17.0)
}

/// The heading of a part of a panel, 11/16 semibold with the letters apart; write it in capitals.
pub fn section_label(of: &impl HasLook) -> Type {
    let look = of.look();
    Type { letter_spacing: 0.75 * look.text_size, ..interface(&look, INTERFACE_SEMIBOLD, 11.0, 16.0) }
}

/// The caption of a photo, 12.5/17.
pub fn caption(of: &impl HasLook) -> Type {
    small(of)
}

/// What stands beside the words of a control without being pressed, 13/17.
pub fn beside_control(of: &impl HasLook) -> Type {
    interface(of, INTERFACE, 13.0, 17.0)
}

/// An icon that stands alone, 18.
pub fn icon(of: &impl HasLook) -> Type {
    interface(of, ICONS, 18.0, 20.0)
}

/// An article's words, 18 with the reader's distance of lines.
pub fn article(of: &impl HasLook) -> Type {
    let look = of.look();
    reading(&look, ARTICLE, 18.0, 18.0 * look.line_height)
}

/// An article's words in italics.
pub fn article_italic(of: &impl HasLook) -> Type {
    let look = of.look();
    Type { slanted: look.face == Face::Andika, ..reading(&look, ARTICLE_ITALIC, 18.0, 18.0 * look.line_height) }
}

/// An article's words in semibold.
pub fn article_semibold(of: &impl HasLook) -> Type {
    let look = of.look();
    reading(&look, ARTICLE_SEMIBOLD, 18.0, 18.0 * look.line_height)
}

/// A headline above its article, 31/36 semibold.
pub fn headline(of: &impl HasLook) -> Type {
    reading(of, ARTICLE_SEMIBOLD, 31.0, 36.0)
}

/// A heading inside an article, and the prompt of a task, 22/28 semibold.
pub fn heading(of: &impl HasLook) -> Type {
    reading(of, ARTICLE_SEMIBOLD, 22.0, 28.0)
}

/// A headline in a list, 15.5/19 semibold.
pub fn headline_in_list(of: &impl HasLook) -> Type {
    reading(of, ARTICLE_SEMIBOLD, 15.5, 19.0)
}

/// The sentence under a headline, 18/26; write it muted.
pub fn standfirst(of: &impl HasLook) -> Type {
    reading(of, ARTICLE, 18.0, 26.0)
}

/// A quotation on its card, 16/22.
pub fn card_quotation(of: &impl HasLook) -> Type {
    reading(of, ARTICLE, 16.0, 22.0)
}

/// A citation, 14.5/20.
pub fn citation(of: &impl HasLook) -> Type {
    reading(of, ARTICLE, 14.5, 20.0)
}

/// The italic of a citation, 14.5/20.
pub fn citation_italic(of: &impl HasLook) -> Type {
    let look = of.look();
    Type { slanted: look.face == Face::Andika, ..reading(&look, ARTICLE_ITALIC, 14.5, 20.0) }
}

/// What a class reads from across the room, 40/50 semibold.
pub fn display(of: &impl HasLook) -> Type {
    reading(of, ARTICLE_SEMIBOLD, 40.0, 50.0)
}

/// How wide a column of an article is, in points, for the chosen number of characters.
pub fn measure(ui: &Ui) -> f32 {
    // Measured on running text of the usual mixture of letters, so that it holds for every face.
    const SAMPLE: &str = "the paper arrives before the morning, folded twice, and says who said what and to whom it was said";
    let look = super::look(ui.ctx());
    let sample = article(&look).galley(ui, SAMPLE, Color32::PLACEHOLDER);
    // A ragged line ends a few letters early: the column is that much wider, so that a line holds the number on the average.
    (sample.size().x / SAMPLE.chars().count() as f32 * (look.reading_width + 4.0)).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_design_at_normal_size() {
        let look = Look::default();
        for (name, kind, size, line_height) in [
            ("body", body(&look), 14.0, 20.0),
            ("small", small(&look), 12.5, 17.0),
            ("article", article(&look), 18.0, 28.0),
            ("headline", headline(&look), 31.0, 36.0),
            ("standfirst", standfirst(&look), 18.0, 26.0),
            ("card quotation", card_quotation(&look), 16.0, 22.0),
        ] {
            assert_eq!((kind.font.size, kind.line_height), (size, line_height), "{name}");
        }
    }

    #[test]
    fn text_grows_with_the_readers_size_and_the_lines_with_it() {
        let look = Look { text_size: 1.5, line_height: 2.0, ..Look::default() };
        assert_eq!((article(&look).font.size, article(&look).line_height), (27.0, 54.0));
        assert_eq!(body(&look).font.size, 21.0);
    }

    #[test]
    fn andika_is_slanted_because_it_carries_no_italic() {
        assert!(article_italic(&Look { face: Face::Andika, ..Look::default() }).slanted);
        assert!(!article_italic(&Look::default()).slanted);
    }
}
