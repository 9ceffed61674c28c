//! A table of quotations.

use crate::model::{Archive, Article, Slug, Speaker};

/// One row a quotation, with a head; cells that a spreadsheet would run as a formula are made words by an apostrophe.
pub fn csv(archive: &Archive, articles: &[(Slug, Article)]) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut rows = vec![
        [
            "article",
            "outlet",
            "date",
            "speaker",
            "speaker kind",
            "kind",
            "cue",
            "medium",
            "via",
            "words",
            "paragraph",
            "found by",
            "confirmed by",
        ]
        .map(str::to_owned),
    ];
    for (_, article) in articles {
        for quotation in &article.quotations {
            let speaker = quotation.spoken_by_character.as_ref().and_then(|id| archive.speaker(id));
            let date =
                article.date_published.and_then(|date| serde_json::to_value(date).ok()).and_then(|value| value.as_str().map(str::to_owned));
            let paragraph = quotation.passages.first().and_then(|passage| article.paragraph_of(passage)).map(|number| number.to_string());
            rows.push([
                article.headline.clone(),
                article.publisher.clone().unwrap_or_default(),
                date.unwrap_or_default(),
                speaker.map(Speaker::name).unwrap_or_default().to_owned(),
                speaker.map_or("none", Speaker::kind_word).to_owned(),
                quotation.kind.word().to_owned(),
                quotation.cue.clone().unwrap_or_default(),
                quotation.medium.clone().unwrap_or_default(),
                quotation.via.clone().unwrap_or_default(),
                quotation.text(),
                paragraph.unwrap_or_default(),
                quotation.provenance.found_by.as_ref().map(|rule| rule.0.clone()).unwrap_or_default(),
                quotation.provenance.confirmed_by.clone().unwrap_or_default(),
            ]);
        }
    }
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (cell, written) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("-3", "'-3"), ("words", "words"), ("", "")] {
            assert_eq!(guarded(cell), written);
        }
    }
}
