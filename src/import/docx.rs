//! Word documents (ISO 29500), with their pictures.

use undoc::model::{Block, Document, ListType, Paragraph, RevisionType, Table as WordTable};

use super::{
    document::{self, About, Piece, Shown},
    file::{ImportError, Imported},
    rich::RichBuilder,
};
use crate::model::{List, MarkKind, RichText, Table};

/// Reads a Word document: headings, lists, tables, links, emphasis, pictures; what was deleted while changes were tracked is not in it.
pub(super) fn docx(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let word = undoc::parse_bytes(bytes).map_err(|error| ImportError::Damaged {
        name: name.to_owned(),
        what: format!("it is no Word document that can be read ({error})"),
    })?;
    let mut pieces = Vec::new();
    for block in word.sections.iter().flat_map(|section| &section.content) {
        match block {
            Block::Paragraph(paragraph) => take(&word, paragraph, &mut pieces),
            Block::Table(table) => pieces.push(Piece::Table(rows(table))),
            Block::Image { resource_id, alt_text, .. } => pieces.push(shown(&word, resource_id, alt_text.clone())),
            Block::PageBreak | Block::SectionBreak | Block::Note { .. } => {}
        }
    }
    let about = About { title: word.metadata.title.clone(), keywords: word.metadata.keywords.clone(), ..About::default() };
    let mut imported = document::article(name, pieces, about, Vec::new())?;
    imported.capture = bytes.to_vec();
    imported.capture_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document".to_owned();
    Ok(imported)
}

fn take(word: &Document, paragraph: &Paragraph, pieces: &mut Vec<Piece>) {
    for image in &paragraph.images {
        pieces.push(shown(word, &image.resource_id, image.alt_text.clone()));
    }
    let lines = lines(paragraph);
    if lines.iter().all(|line| line.text.is_empty()) {
        return;
    }
    let style = paragraph.style_name.as_deref().or(paragraph.style_id.as_deref()).unwrap_or_default().to_lowercase();
    let joined = |lines: Vec<RichText>| lines.into_iter().reduce(append).unwrap_or_default();
    let numbered =
        paragraph.list_info.as_ref().filter(|list| list.list_type != ListType::None).map(|list| list.list_type == ListType::Numbered);
    // Where the numbering is the style's, its name tells.
    let styled = || style.starts_with("list").then(|| style.contains("number"));
    if let Some(ordered) = numbered.or_else(styled) {
        let item = joined(lines);
        match pieces.last_mut() {
            Some(Piece::List(open)) if open.ordered == ordered => open.items.push(item),
            _ => pieces.push(Piece::List(List { ordered, items: vec![item], ..List::default() })),
        }
        return;
    }
    pieces.push(match style.as_str() {
        "title" => Piece::Heading(1, joined(lines)),
        "subtitle" => Piece::Standfirst(joined(lines)),
        "caption" => Piece::Caption(joined(lines)),
        "quote" | "intense quote" | "block text" => Piece::Quote(joined(lines)),
        _ if paragraph.heading.is_heading() => Piece::Heading(paragraph.heading.level(), joined(lines)),
        _ => Piece::Lines(lines),
    });
}

/// The lines of a paragraph: breaks within it part lines.
fn lines(paragraph: &Paragraph) -> Vec<RichText> {
    let mut lines = Vec::new();
    let mut builder = RichBuilder::default();
    for run in paragraph.runs.iter().filter(|run| run.revision != RevisionType::Deleted) {
        let mut marks = Vec::new();
        if run.style.italic {
            marks.push(MarkKind::Emphasis);
        }
        if run.style.bold && !paragraph.heading.is_heading() {
            marks.push(MarkKind::Strong);
        }
        marks.extend(run.hyperlink.clone().filter(|address| address.contains(':')).map(MarkKind::Link));
        builder.run(&run.text, &marks);
        if run.line_break {
            lines.push(builder.take());
        }
    }
    lines.push(builder.take());
    lines.retain(|line| !line.text.is_empty());
    lines
}

fn append(mut first: RichText, second: RichText) -> RichText {
    let moved = first.text.chars().count() + 1;
    first.text = format!("{} {}", first.text, second.text);
    first.marks.extend(second.marks.into_iter().map(|mut mark| {
        mark.start += moved;
        mark.end += moved;
        mark
    }));
    first
}

fn rows(table: &WordTable) -> Table {
    let cell = |paragraphs: &[Paragraph]| paragraphs.iter().flat_map(lines).reduce(append).unwrap_or_default();
    Table {
        header: table.rows.first().is_some_and(|row| row.is_header),
        rows: table.rows.iter().map(|row| row.cells.iter().map(|own| cell(&own.content)).collect()).collect(),
        ..Table::default()
    }
}

fn shown(word: &Document, id: &str, alternate: Option<String>) -> Piece {
    let resource = word.get_resource(id).filter(|resource| resource.is_image());
    let name = resource.and_then(|resource| resource.filename.clone()).unwrap_or_else(|| "picture".to_owned());
    Piece::Shown(Shown {
        name: name.rsplit('/').next().unwrap_or(&name).to_owned(),
        alternate: alternate.or_else(|| resource.and_then(|resource| resource.alt_text.clone())),
        bytes: resource.map(|resource| resource.data.clone()),
        address: None,
    })
}
