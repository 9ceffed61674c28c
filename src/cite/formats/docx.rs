//! Citations for Word, written by `docx-rs`.

use std::io::Cursor;

use docx_rs::{
    BreakType, Docx, Hyperlink, HyperlinkType, LineSpacing, Paragraph, Run, RunFonts, RunProperty, SpecialIndentType, Style, StyleType,
    VertAlignType,
};

use crate::cite::formatted::{self, Formatted, Indent};

/// Half an inch, in twentieths of a point.
const HALF_INCH: i32 = 720;

/// A paragraph of a document.
pub(super) enum Piece<'a> {
    /// The heading of a part.
    Heading(&'a str),
    /// A citation.
    Citation(&'a Formatted),
    /// What the reader says of it.
    Annotation(&'a str),
}

/// A document of these paragraphs.
///
/// # Errors
/// What the writer of zips says; in memory it says nothing.
pub(super) fn docx<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Result<Vec<u8>, String> {
    let faces = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").cs("Times New Roman");
    let mut document = Docx::new()
        .default_fonts(faces)
        .default_size(24)
        .add_style(Style::new("Heading2", StyleType::Paragraph).name("heading 2").bold())
        .add_style(Style::new("Bibliography", StyleType::Paragraph).name("Bibliography"));
    for piece in pieces {
        document = document.add_paragraph(match piece {
            Piece::Heading(words) => Paragraph::new().style("Heading2").keep_next(true).add_run(Run::new().add_text(allowed(words))),
            Piece::Annotation(words) => {
                spaced(Paragraph::new()).indent(Some(HALF_INCH), None, None, None).add_run(lines(Run::new(), words))
            }
            Piece::Citation(formatted) => paragraph(formatted),
        });
    }
    let mut file = Cursor::new(Vec::new());
    document.build().pack(&mut file).map_err(|error| error.to_string())?;
    Ok(file.into_inner())
}

fn spaced(paragraph: Paragraph) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().after(160))
}

fn paragraph(formatted: &Formatted) -> Paragraph {
    let paragraph = spaced(Paragraph::new().style("Bibliography"));
    let mut paragraph = match formatted.indent {
        Indent::None => paragraph,
        Indent::Hanging => paragraph.indent(Some(HALF_INCH), Some(SpecialIndentType::Hanging(HALF_INCH)), None, None),
        Indent::Block => paragraph.indent(Some(HALF_INCH), None, Some(HALF_INCH), None),
    };
    for run in &formatted.runs {
        let link = run.link.as_deref().filter(|link| link.starts_with("http://") || link.starts_with("https://"));
        paragraph = match link {
            Some(link) => paragraph.add_hyperlink(Hyperlink::new(link, HyperlinkType::External).add_run(set(run))),
            None => paragraph.add_run(set(run)),
        };
    }
    paragraph
}

fn set(run: &formatted::Run) -> Run {
    let mut property = RunProperty::new();
    if run.italic {
        property = property.italic();
    }
    if run.bold {
        property = property.bold();
    }
    if run.underline {
        property = property.underline("single");
    }
    if run.superscript || run.subscript {
        property = property.vert_align(if run.superscript { VertAlignType::SuperScript } else { VertAlignType::SubScript });
    }
    if run.small_caps {
        // There are no small capitals in the writer: capitals in the size that small ones have.
        property = property.caps().size(20);
    }
    let mut set = Run::new();
    set.run_property = property;
    lines(set, &run.text)
}

fn lines(run: Run, words: &str) -> Run {
    words.split('\n').enumerate().fold(run, |run, (at, line)| {
        let run = if at > 0 { run.add_break(BreakType::TextWrapping) } else { run };
        run.add_text(allowed(line))
    })
}

/// Words without what XML has no letters for.
fn allowed(words: &str) -> String {
    words.chars().filter(|letter| matches!(letter, '\t' | '\n') || !letter.is_control()).collect()
}
