//! A lesson's texts as simple HTML, for systems that take HTML in their fields.

use crate::model::{Article, Block, Material, Slug, Task};

use super::safe;

/// A picture that a text shows.
pub(super) struct Shown {
    /// A name that no other picture of the lesson has, safe as a file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its form, as mail and web name it.
    pub mime: &'static str,
}

/// Gives the bytes of a picture.
pub(super) type Media<'a> = &'a dyn Fn(&Slug, &str) -> Option<Vec<u8>>;

/// An article's words; pictures by their captions.
pub(super) fn article(article: &Article) -> String {
    let mut html = format!("<h3>{}</h3>", safe(&article.headline));
    let mut put = |tag: &str, text: &str| {
        if !text.trim().is_empty() {
            html.push_str(&format!("<{tag}>{}</{tag}>", safe(text)));
        }
    };
    put("p", article.standfirst.as_deref().unwrap_or_default());
    let date = article.date_published.map(|date| date.in_words());
    let by: Vec<String> = [Some(article.byline.in_words()).filter(|names| !names.is_empty()), article.publisher.clone(), date]
        .into_iter()
        .flatten()
        .collect();
    put("p", &by.join(" · "));
    for block in &article.blocks {
        match block {
            Block::Heading(block) => put("h4", &block.words.text),
            Block::QuoteBlock(block) => put("p", &format!("“{}”", block.words.text)),
            Block::Post(block) => put("p", &format!("“{}”", block.words.text)),
            Block::Figure(figure) => {
                if let Some(photo) = article.photo(&figure.photo) {
                    put("p", &format!("[Picture: {} {}]", photo.caption, photo.credit_text.as_deref().unwrap_or_default()));
                }
            }
            other => other.plain_text().unwrap_or_default().lines().for_each(|line| put("p", line)),
        }
    }
    html
}

/// What a task asks and about what, with its pictures; `link` gives the address under which a picture's name is reached.
pub(super) fn prompt(task: &Task, articles: &[(Slug, Article)], media: Media<'_>, link: &dyn Fn(&str) -> String) -> (String, Vec<Shown>) {
    let find = |slug: &Slug| articles.iter().find(|(other, _)| other == slug).map(|(_, article)| article);
    let (mut html, mut pictures) = (format!("<p>{}</p>", safe(&task.prompt)), Vec::new());
    for part in &task.material {
        match part {
            Material::Article(part) => {
                if let Some(article) = find(&part.article).filter(|_| articles.len() > 1) {
                    html.push_str(&format!("<p>About: {}</p>", safe(&article.headline)));
                }
            }
            Material::Passage(part) => html.push_str(&format!("<blockquote><p>{}</p></blockquote>", safe(&part.passage.exact))),
            Material::Quotation(part) => html.push_str(&format!("<blockquote><p>“{}”</p></blockquote>", safe(&part.text))),
            Material::Text(part) => html.push_str(&format!("<blockquote><p>{}</p></blockquote>", safe(&part.text))),
            Material::Photo(part) => {
                let Some(photo) = find(&part.article).and_then(|article| article.photo(&part.photo)) else { continue };
                let Some(bytes) = photo.content_url.as_ref().and_then(|url| media(&part.article, url)) else { continue };
                let Ok(format) = image::guess_format(&bytes) else { continue };
                let name = format!("{}-{}-{}.{}", task.id, part.article, photo.id, format.extensions_str().first().unwrap_or(&"img"));
                let name: String = name
                    .chars()
                    .map(|letter| if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-') { letter } else { '-' })
                    .collect();
                let alt = photo.alternate_name.clone().unwrap_or_else(|| "A photo".to_owned());
                html.push_str(&format!("<p><img src=\"{}\" alt=\"{}\"/></p>", safe(&link(&name)), safe(&alt)));
                if part.caption {
                    html.push_str(&format!("<p>{}</p>", safe(&photo.caption)));
                }
                if part.credit {
                    html.push_str(&format!("<p>{}</p>", safe(photo.credit_text.as_deref().unwrap_or_default())));
                }
                pictures.push(Shown { name, bytes, alt, mime: format.to_mime_type() });
            }
            Material::Unknown(_) => {}
        }
    }
    (html, pictures)
}
