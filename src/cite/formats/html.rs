//! Citations as a web page, with what reference managers look for in one.

use super::{
    coins::{coins, metadata},
    record::Record,
};
use crate::cite::{
    formatted::{Formatted, Indent},
    item::Item,
};

impl Formatted {
    /// As a paragraph of HTML.
    pub fn to_html(&self) -> String {
        let words = self.html_words();
        let mut paragraphs = words.split('\n');
        let first = paragraphs.next().unwrap_or_default();
        let first = match self.indent {
            Indent::None => format!("<p>{first}</p>"),
            Indent::Hanging => format!("<p style=\"padding-left:2em;text-indent:-2em\">{first}</p>"),
            Indent::Block => format!("<blockquote><p>{first}</p></blockquote>"),
        };
        paragraphs.fold(first, |html, paragraph| format!("{html}<p>{paragraph}</p>"))
    }

    fn html_words(&self) -> String {
        let mut html = String::new();
        for run in &self.runs {
            let mut words = escaped(&run.text);
            for (on, tag) in [(run.italic, "i"), (run.bold, "b"), (run.superscript, "sup"), (run.subscript, "sub"), (run.underline, "u")] {
                if on {
                    words = format!("<{tag}>{words}</{tag}>");
                }
            }
            if run.small_caps {
                words = format!("<span style=\"font-variant:small-caps\">{words}</span>");
            }
            match run.link.as_deref().filter(|link| link.starts_with("http://") || link.starts_with("https://")) {
                Some(link) => html.push_str(&format!("<a href=\"{}\">{words}</a>", escaped(link))),
                None => html.push_str(&words),
            }
        }
        html
    }
}

/// The head of a page of citations.
pub(super) fn head(title: &str, language: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n<body>\n",
        escaped(language),
        escaped(title)
    )
}

/// What tells reference managers of a work, for the place of its citation in a page.
pub(super) fn span(item: &Item) -> String {
    format!("<span class=\"Z3988\" title=\"{}\"></span>", escaped(&coins(&Record::of(item))))
}

/// Words as HTML has them.
pub(in crate::cite) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What tells reference managers of a work, for its place in a page: COinS.
pub fn page_span(item: &Item) -> String {
    span(item)
}

/// The `citation_*` metadata of a page that holds one work.
pub fn page_metadata(item: &Item) -> String {
    let meta = |(name, content): (&str, String)| format!("<meta name=\"{name}\" content=\"{}\">\n", escaped(&content));
    metadata(&Record::of(item)).into_iter().map(meta).collect()
}
