//! Citations as a table.

use std::io::{self, Write};

use super::record::Record;
use crate::cite::item::{Item, ItemKind};

const HEAD: [&str; 12] =
    ["key", "type", "title", "author", "outlet", "date", "url", "speaker", "quotation", "paragraph", "medium", "credit"];

/// The names of the columns.
pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    line(out, &HEAD.map(str::to_owned))
}

/// One row; cells that a spreadsheet would run as a formula are made words by an apostrophe.
pub(super) fn row(out: &mut impl Write, item: &Item) -> io::Result<()> {
    line(out, &cells(item).map(|cell| guarded(&cell)))
}

fn line(out: &mut impl Write, cells: &[String; 12]) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    out.write_all(&writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?)
}

fn cells(item: &Item) -> [String; 12] {
    let record = Record::of(item);
    let text = |key: &str| record.text(key).unwrap_or_default();
    let authors: Vec<String> = record.names("author").iter().map(|name| name.in_order()).collect();
    let date = record.date("issued").map(|day| if day.start.is_empty() { day.words } else { day.iso() }).unwrap_or_default();
    let words = item.words.clone().unwrap_or_default();
    [
        item.key().to_owned(),
        match item.kind() {
            ItemKind::Article => "article",
            ItemKind::Quotation => "quotation",
            ItemKind::Photo => "photo",
            ItemKind::Archive => "archive",
            ItemKind::Source | ItemKind::Listed => record.kind(),
        }
        .to_owned(),
        text("title"),
        authors.join("; "),
        text("container-title"),
        date,
        text("URL"),
        words.speaker.unwrap_or_default(),
        words.text,
        item.paragraph.clone().unwrap_or_default(),
        item.medium.clone().unwrap_or_default(),
        item.credit.clone().unwrap_or_default(),
    ]
}

fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, Article, Byline, Creator, Photo, PhotoId};

    #[test]
    fn a_table_has_a_head_and_no_formula() {
        let mut article = Article::new("=1+1");
        article.byline = Byline(vec![Creator::person("Ada Ferris"), Creator::organization("Harbour Desk")]);
        article.date_published = Some("2020-11".parse().unwrap());
        let photo =
            Photo { id: PhotoId::new("p1"), caption: "A \"bridge\", open".into(), credit_text: Some("@ada".into()), ..Photo::default() };
        let (archive, slug) = (Archive::new("T", "urn:x"), "bridge".parse().unwrap());
        let mut table = Vec::new();
        head(&mut table).unwrap();
        row(&mut table, &Item::article(&archive, &slug, &article)).unwrap();
        row(&mut table, &Item::photo(&archive, &slug, &article, &photo)).unwrap();
        let table = String::from_utf8(table).unwrap();
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows[0], HEAD.join(","));
        assert_eq!(rows[1], "bridge,article,'=1+1,Ada Ferris; Harbour Desk,,2020-11,,,,,,");
        assert_eq!(rows[2], "bridge-p1,photo,\"A “bridge”, open\",'@ada,,2020-11,,,,,,'@ada");
    }
}
