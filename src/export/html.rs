//! One page with its pictures inside.

use crate::{
    cite::{Item, page_metadata, page_span},
    model::{Archive, Article, Block, PhotoId, Slug, Speaker},
};

const STYLE: &str = "body{max-width:40em;margin:2em auto;padding:0 1em;font:1.1em/1.55 Georgia,serif;color:#1f1b16;background:#fbf9f5}h1{line-height:1.15}figure{margin:1.5em 0}img{max-width:100%}figcaption,.by{font:.8em/1.4 sans-serif;color:#6a6259}blockquote{border-left:3px solid #e6dfd4;margin-left:0;padding-left:1em}table{border-collapse:collapse}td{border-bottom:1px solid #e6dfd4;padding:.2em .8em .2em 0}article+article{border-top:1px solid #e6dfd4;margin-top:3em}";

fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Articles as one page that a browser shows without a network; `media` gives the bytes of a picture.
pub fn html(archive: &Archive, articles: &[(Slug, Article)], media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n{}<style>{STYLE}</style>\n</head>\n<body>\n",
        safe(&archive.title),
        // A page of one article is that article to reference managers; of several, each has its own mark.
        if let [(slug, article)] = articles { page_metadata(&Item::article(archive, slug, article)) } else { String::new() }
    );
    for (slug, article) in articles {
        let lang = article.in_language.as_deref().map(|language| format!(" lang=\"{}\"", safe(language))).unwrap_or_default();
        let mark = page_span(&Item::article(archive, slug, article));
        page.push_str(&format!("<article{lang}>\n{mark}\n<h1>{}</h1>\n", safe(&article.headline)));
        if let Some(standfirst) = &article.standfirst {
            page.push_str(&format!("<p><i>{}</i></p>\n", safe(standfirst)));
        }
        let date = article.date_published.map(|date| date.in_words());
        let by: Vec<String> = [Some(article.byline.in_words()).filter(|names| !names.is_empty()), article.publisher.clone(), date]
            .into_iter()
            .flatten()
            .collect();
        page.push_str(&format!("<p class=\"by\">{}</p>\n", safe(&by.join(" · "))));
        let placed: Vec<&PhotoId> =
            article.blocks.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(&figure.photo) } else { None }).collect();
        for photo in article.photos.iter().filter(|photo| !placed.contains(&&photo.id)) {
            figure(&mut page, slug, article, &photo.id, media);
        }
        for block in &article.blocks {
            match block {
                Block::Figure(block) => figure(&mut page, slug, article, &block.photo, media),
                block => words(&mut page, block),
            }
        }
        quotations(&mut page, archive, article);
        page.push_str("</article>\n");
    }
    page + "</body>\n</html>\n"
}

fn words(page: &mut String, block: &Block) {
    match block {
        Block::Heading(block) => page.push_str(&format!("<h2>{}</h2>\n", safe(&block.words.text))),
        Block::QuoteBlock(block) => {
            let whose = block.attribution.as_ref().map(|whose| format!("<p class=\"by\">— {}</p>", safe(whose))).unwrap_or_default();
            page.push_str(&format!("<blockquote><p>{}</p>{whose}</blockquote>\n", safe(&block.words.text)));
        }
        Block::Post(block) => {
            let who = block.author.as_ref().map(|author| format!("<p class=\"by\">— {}</p>", safe(author.name()))).unwrap_or_default();
            page.push_str(&format!("<blockquote><p>{}</p>{who}</blockquote>\n", safe(&block.words.text)));
        }
        Block::List(block) => {
            let tag = if block.ordered { "ol" } else { "ul" };
            let items: String = block.items.iter().map(|item| format!("<li>{}</li>", safe(&item.text))).collect();
            page.push_str(&format!("<{tag}>{items}</{tag}>\n"));
        }
        Block::Table(block) => {
            let row = |row: &Vec<crate::model::RichText>| {
                format!("<tr>{}</tr>", row.iter().map(|cell| format!("<td>{}</td>", safe(&cell.text))).collect::<String>())
            };
            page.push_str(&format!("<table>{}</table>\n", block.rows.iter().map(row).collect::<String>()));
        }
        Block::Paragraph(block) => page.push_str(&format!("<p>{}</p>\n", safe(&block.words.text))),
        Block::Figure(_) | Block::Unknown(_) => {}
    }
}

fn figure(page: &mut String, slug: &Slug, article: &Article, id: &PhotoId, media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>) {
    let Some(photo) = article.photo(id) else { return };
    let alt = safe(photo.alternate_name.as_deref().unwrap_or_default());
    let picture = photo
        .content_url
        .as_ref()
        .and_then(|url| media(slug, url))
        .and_then(|bytes| Some((image::guess_format(&bytes).ok()?.to_mime_type(), bytes)));
    let picture =
        picture.map(|(kind, bytes)| format!("<img alt=\"{alt}\" src=\"data:{kind};base64,{}\">", base64(&bytes))).unwrap_or_default();
    let credit = photo.credit_text.as_deref().unwrap_or_default();
    page.push_str(&format!("<figure>{picture}<figcaption>{} {}</figcaption></figure>\n", safe(&photo.caption), safe(credit)));
}

fn base64(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}

fn quotations(page: &mut String, archive: &Archive, article: &Article) {
    if article.quotations.is_empty() {
        return;
    }
    page.push_str("<h2>Who is quoted</h2>\n<table>\n");
    for quotation in article.speech() {
        let who = quotation.spoken_by_character.as_ref().and_then(|id| archive.speaker(id)).map_or("nobody named", Speaker::name);
        page.push_str(&format!(
            "<tr><td>{}</td><td>{}</td><td class=\"by\">{}</td></tr>\n",
            safe(who),
            safe(&quotation.text()),
            quotation.kind.word()
        ));
    }
    page.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_nothing_and_fetches_nothing() {
        let mut article = Article::new("<script>alert(1)</script>");
        article.blocks = vec![Block::paragraph("a < b & c")];
        let page = html(&Archive::new("T", "urn:x"), &[("a".parse().unwrap(), article)], &|_, _| None);
        assert!(!page.contains("<script") && page.contains("default-src 'none'") && page.contains("a &lt; b &amp; c"));
        // What a reference manager looks for.
        assert!(page.contains("<meta name=\"citation_title\" content=\"&lt;script&gt;") && page.contains("class=\"Z3988\""), "{page}");
    }
}
