//! What an import would take, as one line of JSON.

use serde_json::{Value, json};

use super::file::Imported;
use crate::{
    model::{Article, Block, Creator, Photo},
    quotes,
};

/// The line that `onrecord extract --json` prints for a file.
pub fn extraction(imported: &Imported, file: &str) -> Value {
    let mut article = imported.article.clone();
    article.quotations.clone_from(&imported.findings.quotations);
    let (body, added) = reading(&article);
    let mut quotations = quotes::report(&article, &imported.findings.speakers, file)["quotes"].take();
    for quotation in quotations.as_array_mut().into_iter().flatten() {
        for side in ["start", "end"] {
            if let Some(at) = quotation[side].as_u64() {
                let moved: u64 = added.iter().take_while(|(place, _)| *place < at).map(|(_, length)| length).sum();
                quotation[side] = json!(at + moved);
            }
        }
    }
    let authors: Vec<&str> = article.byline.0.iter().map(Creator::name).collect();
    let images: Vec<Value> = article
        .photos
        .iter()
        .map(|photo| {
            json!({
                "src": source(photo),
                "caption": some(&photo.caption),
                "creditText": photo.credit_text,
                "alternateName": photo.alternate_name,
            })
        })
        .collect();
    json!({
        "file": file,
        "headline": article.headline,
        "alternativeHeadline": article.standfirst,
        "author": authors,
        "publisher": article.publisher,
        "datePublished": article.date_published,
        "dateModified": article.date_modified,
        "inLanguage": article.in_language,
        "url": article.url,
        "articleBody": body,
        "images": images,
        "quotations": quotations,
    })
}

/// Where the page has a picture; else where the archive will have it.
fn source(photo: &Photo) -> Option<&str> {
    photo.extra.get("url").and_then(Value::as_str).or(photo.content_url.as_deref())
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// The body as it is read: the plain text, with the lines under posts and quote blocks that say whose they are;
/// and at which code points of the plain text how many were added.
fn reading(article: &Article) -> (String, Vec<(u64, u64)>) {
    let mut body = String::new();
    let mut added = Vec::new();
    let mut at = 0;
    for block in &article.blocks {
        let Some(text) = block.plain_text() else { continue };
        if !body.is_empty() {
            body.push_str("\n\n");
            at += 2;
        }
        body.push_str(&text);
        at += text.chars().count() as u64;
        let under = match block {
            Block::Post(post) => post.extra.get("creditText").and_then(Value::as_str).map(str::to_owned),
            Block::QuoteBlock(quote) => quote.attribution.as_ref().map(|who| format!("— {who}")),
            _ => None,
        };
        if let Some(under) = under {
            body.push('\n');
            body.push_str(&under);
            added.push((at, under.chars().count() as u64 + 1));
        }
    }
    (body, added)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{import::pasted, model::QuoteBlock};

    #[test]
    fn positions_are_those_of_the_body_that_is_given() {
        let mut imported = pasted("Bridge closed\n\n“It stays closed,” said Ada Ferris, the mayor, on Tuesday.").unwrap();
        let quote = QuoteBlock { words: "Never again.".into(), attribution: Some("Tom Bell".to_owned()), ..QuoteBlock::default() };
        imported.article.blocks.insert(0, Block::QuoteBlock(quote));
        imported.findings = quotes::find(&imported.article);
        let line = extraction(&imported, "x");
        let body: Vec<char> = line["articleBody"].as_str().unwrap().chars().collect();
        assert!(body.iter().collect::<String>().starts_with("Never again.\n— Tom Bell\n\n“It stays"));
        let quote = line["quotations"].as_array().unwrap().iter().find(|quote| quote["text"] == "It stays closed,").unwrap();
        let (start, end) = (quote["start"].as_u64().unwrap() as usize, quote["end"].as_u64().unwrap() as usize);
        assert_eq!(body[start..end].iter().collect::<String>(), "It stays closed,");
    }
}
