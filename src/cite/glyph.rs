//! A letter with its formatting, and where it came from.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};

use super::formatted::{Part, Run};

/// How a letter looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) superscript: bool,
    pub(super) subscript: bool,
    pub(super) small_caps: bool,
    pub(super) underline: bool,
}

impl Look {
    pub(super) fn of(formatting: hayagriva::Formatting) -> Self {
        Self {
            italic: formatting.font_style == FontStyle::Italic,
            bold: formatting.font_weight == FontWeight::Bold,
            superscript: formatting.vertical_align == VerticalAlign::Sup,
            subscript: formatting.vertical_align == VerticalAlign::Sub,
            small_caps: formatting.font_variant == FontVariant::SmallCaps,
            underline: formatting.text_decoration == TextDecoration::Underline,
        }
    }
}

/// Who wrote a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hand {
    /// The style: its affixes, delimiters, words.
    Style,
    /// The language: its terms.
    Term,
    /// The item.
    #[default]
    Item,
    /// The style: marks that close what is quoted.
    ClosingMark,
    /// Nobody: a space before what stands in a column of its own.
    Apart,
}

/// A letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) letter: char,
    pub(super) look: Look,
    pub(super) hand: Hand,
    /// What it belongs to, to a reader.
    pub(super) part: Option<Part>,
    /// Which link leads away from it.
    pub(super) link: Option<usize>,
    /// Whether its capitals are the item's own.
    pub(super) fixed: bool,
    /// Which name of a list of names it belongs to, from 1; 0 for none.
    pub(super) name: u8,
}

impl Glyph {
    pub(super) fn like(self, letter: char) -> Self {
        Self { letter, ..self }
    }
}

/// Letters as runs of the same formatting.
pub(super) fn runs(glyphs: &[Glyph], links: &[String]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        let same = last.is_some_and(|last| (last.look, last.part, last.link) == (glyph.look, glyph.part, glyph.link));
        match runs.last_mut() {
            Some(run) if same => run.text.push(glyph.letter),
            _ => runs.push(Run {
                text: glyph.letter.to_string(),
                italic: glyph.look.italic,
                bold: glyph.look.bold,
                superscript: glyph.look.superscript,
                subscript: glyph.look.subscript,
                small_caps: glyph.look.small_caps,
                underline: glyph.look.underline,
                link: glyph.link.and_then(|at| links.get(at).cloned()),
                part: glyph.part,
            }),
        }
        last = Some(*glyph);
    }
    runs
}
