//! Citations in languages of marks: Markdown (CommonMark) and Typst.

use crate::cite::formatted::{Formatted, Indent, Run};

impl Formatted {
    /// As a paragraph of Markdown; what it has no marks for is HTML in it.
    pub fn to_markdown(&self) -> String {
        let mut markdown = String::new();
        for run in &self.runs {
            let words: String = run.text.chars().map(in_markdown).collect();
            // Marks stand at words, not at spaces.
            let (before, words, after) = parted(&words);
            let mut words = words.to_owned();
            for (on, open, close) in [
                (run.italic, "*", "*"),
                (run.bold, "**", "**"),
                (run.superscript, "<sup>", "</sup>"),
                (run.subscript, "<sub>", "</sub>"),
                (run.small_caps, "<span style=\"font-variant:small-caps\">", "</span>"),
                (run.underline, "<u>", "</u>"),
            ] {
                if on && !words.is_empty() {
                    words = format!("{open}{words}{close}");
                }
            }
            if let Some(link) = link(run) {
                words = if link == run.text { format!("<{link}>") } else { format!("[{words}](<{}>)", link.replace(['<', '>'], "")) };
            }
            markdown.push_str(&format!("{before}{words}{after}"));
        }
        // “1. ” at the beginning would be an item of a list.
        let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && markdown[digits..].starts_with('.') {
            markdown.insert(digits, '\\');
        }
        let paragraphs = markdown.replace('\n', "\n\n");
        if self.indent == Indent::Block { format!("> {paragraphs}") } else { paragraphs }
    }

    /// As a block of content of Typst.
    pub fn to_typst(&self) -> String {
        let mut typst = String::new();
        for run in &self.runs {
            let mut words = in_typst(&run.text);
            for (on, function) in [
                (run.italic, "emph"),
                (run.bold, "strong"),
                (run.superscript, "super"),
                (run.subscript, "sub"),
                (run.small_caps, "smallcaps"),
                (run.underline, "underline"),
            ] {
                if on {
                    // The sign ends the call: a bracket may follow.
                    words = format!("#{function}[{words}];");
                }
            }
            if let Some(link) = link(run) {
                words = format!("#link(\"{}\")[{words}];", link.replace('\\', "\\\\").replace('"', "\\\""));
            }
            typst.push_str(&words);
        }
        typst.replace('\n', "\n\n")
    }
}

fn link(run: &Run) -> Option<&str> {
    run.link.as_deref().filter(|link| (link.starts_with("http://") || link.starts_with("https://")) && !link.contains(char::is_whitespace))
}

fn parted(words: &str) -> (&str, &str, &str) {
    let inner = words.trim();
    match words.find(inner) {
        Some(at) if !inner.is_empty() => (&words[..at], inner, &words[at + inner.len()..]),
        _ => (words, "", ""),
    }
}

fn in_markdown(letter: char) -> String {
    let is_mark = matches!(letter, '*' | '_' | '\\' | '[' | ']' | '`' | '<' | '>' | '~' | '#' | '|' | '^' | '$' | '&');
    if is_mark { format!("\\{letter}") } else { letter.to_string() }
}

/// Words in Typst's markup: what would be a mark there is escaped, and so are full stops behind digits, hyphens and slashes.
pub(super) fn in_typst(text: &str) -> String {
    let mut typst = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let is_mark =
            matches!(letter, '\\' | '#' | '$' | '*' | '_' | '`' | '<' | '>' | '@' | '[' | ']' | '~' | '=' | '"' | '\'' | '/' | '-' | '+');
        if is_mark || (letter == '.' && (before.is_ascii_digit() || before == '.')) {
            typst.push('\\');
        }
        typst.push(letter);
        before = letter;
    }
    typst
}
