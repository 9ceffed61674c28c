//! Citations as a table.

use super::{
    export::{authors, date, field},
    item::{Item, ItemKind},
};

const HEAD: [&str; 12] =
    ["key", "type", "title", "author", "outlet", "date", "url", "speaker", "quotation", "paragraph", "medium", "credit"];

/// One row an item, with a head; cells that a spreadsheet would run as a formula are made words by an apostrophe.
pub(super) fn csv(items: &[Item]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(HEAD);
    for item in items {
        let _ = writer.write_record(row(item).iter().map(|cell| guarded(cell)));
    }
    let text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    text.trim_end().to_owned()
}

fn row(item: &Item) -> [String; 12] {
    let value = item.csl_json();
    let text = |key: &str| field(&value, key).unwrap_or_default();
    let authors: Vec<String> = authors(&value).iter().map(|name| name.in_order()).collect();
    let date: Vec<String> = date(&value).iter().map(|part| format!("{part:02}")).collect();
    let (words, speaker) = item.words.clone().unwrap_or_default();
    [
        item.key().to_owned(),
        match item.kind() {
            ItemKind::Article => "article",
            ItemKind::Quotation => "quotation",
            ItemKind::Photo => "photo",
            ItemKind::Listed => item.text("type").unwrap_or("item"),
        }
        .to_owned(),
        text("title"),
        authors.join("; "),
        text("container-title"),
        date.join("-"),
        text("URL"),
        speaker.unwrap_or_default(),
        words,
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
        let table = csv(&[Item::article(&archive, &slug, &article), Item::photo(&archive, &slug, &article, &photo)]);
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows[0], HEAD.join(","));
        assert_eq!(rows[1], "bridge,article,'=1+1,Ada Ferris; Harbour Desk,,2020-11,,,,,,");
        assert_eq!(rows[2], "bridge-p1,photo,\"A “bridge”, open\",'@ada,,2020-11,,,,,,'@ada");
    }
}
