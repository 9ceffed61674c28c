//! The words alone.

use crate::model::{Article, Slug};

/// Articles as plain text, one under the other.
pub fn text(articles: &[(Slug, Article)]) -> String {
    let mut text = String::new();
    for (number, (_, article)) in articles.iter().enumerate() {
        if number > 0 {
            text.push_str("\n\n* * *\n\n");
        }
        let date = article.date_published.map(|date| date.in_words());
        let head: Vec<String> = [Some(article.byline.in_words()).filter(|names| !names.is_empty()), article.publisher.clone(), date]
            .into_iter()
            .flatten()
            .collect();
        let parts = [
            article.headline.clone(),
            article.standfirst.clone().unwrap_or_default(),
            head.join(" · "),
            article.plain_text().as_str().to_owned(),
        ];
        text.push_str(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"));
    }
    text.push('\n');
    text
}
