//! Formatted words, for windows, clipboards and files.

/// What words of a citation are to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Who made it.
    Author,
    /// Who else had a part in it.
    Contributor,
    /// What it is called.
    Title,
    /// What it stands in: the newspaper, the site.
    Container,
    /// Its version or edition.
    Version,
    /// Its number, volume or issue.
    Number,
    /// Who published it.
    Publisher,
    /// Where the publisher sits.
    Place,
    /// When it appeared.
    Date,
    /// When it appeared first.
    OriginalDate,
    /// Another date of it.
    OtherDate,
    /// When it was looked at.
    Accessed,
    /// Its page or section.
    Location,
    /// Its address.
    Url,
    /// Its DOI.
    Doi,
    /// The archive that keeps it.
    Archive,
    /// What kind of thing it is.
    Genre,
    /// The place within it that is cited.
    Locator,
    /// Its number in the list of works cited.
    CitationNumber,
}

impl Part {
    pub(super) const ALL: [Self; 19] = [
        Self::Author,
        Self::Contributor,
        Self::Title,
        Self::Container,
        Self::Version,
        Self::Number,
        Self::Publisher,
        Self::Place,
        Self::Date,
        Self::OriginalDate,
        Self::OtherDate,
        Self::Accessed,
        Self::Location,
        Self::Url,
        Self::Doi,
        Self::Archive,
        Self::Genre,
        Self::Locator,
        Self::CitationNumber,
    ];
}

/// Words with the same formatting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are raised.
    pub superscript: bool,
    /// Whether they are lowered.
    pub subscript: bool,
    /// Whether they are in small capitals.
    pub small_caps: bool,
    /// Whether they are underlined.
    pub underline: bool,
    /// The address that they lead to.
    pub link: Option<String>,
    /// What they are to a reader; none where they are the style's own.
    pub part: Option<Part>,
}

/// A citation, formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The words.
    pub runs: Vec<Run>,
    /// Whether all lines but the first are indented.
    pub hanging: bool,
}

impl Formatted {
    /// Words without any formatting.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run { text: text.into(), ..Run::default() }], hanging: false }
    }

    /// The words alone.
    pub fn to_text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// As HTML.
    pub fn to_html(&self) -> String {
        let style = if self.hanging { " style=\"padding-left:2em;text-indent:-2em\"" } else { "" };
        let mut html = format!("<p{style}>");
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
        html + "</p>"
    }

    /// As a paragraph of RTF.
    pub fn to_rtf(&self) -> String {
        let mut rtf = String::from(if self.hanging { "{\\pard\\li720\\fi-720 " } else { "{\\pard " });
        for run in &self.runs {
            let mut words = String::new();
            for letter in run.text.chars() {
                match letter {
                    '\\' | '{' | '}' => words.extend(['\\', letter]),
                    letter if letter.is_ascii() => words.push(letter),
                    letter => {
                        let mut units = [0; 2];
                        for unit in letter.encode_utf16(&mut units) {
                            words.push_str(&format!("\\u{}?", *unit as i16));
                        }
                    }
                }
            }
            for (on, code) in [
                (run.italic, "i"),
                (run.bold, "b"),
                (run.superscript, "super"),
                (run.subscript, "sub"),
                (run.small_caps, "scaps"),
                (run.underline, "ul"),
            ] {
                if on {
                    words = format!("{{\\{code} {words}}}");
                }
            }
            rtf.push_str(&words);
        }
        rtf + "\\par}"
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut markdown = String::new();
        for run in &self.runs {
            let mut words = String::new();
            for letter in run.text.chars() {
                if matches!(letter, '*' | '_' | '\\' | '[' | ']' | '`' | '<') {
                    words.push('\\');
                }
                words.push(letter);
            }
            let sign = match (run.italic, run.bold) {
                (true, true) => "***",
                (false, true) => "**",
                (true, false) => "*",
                (false, false) => "",
            };
            markdown.push_str(&format!("{sign}{words}{sign}"));
        }
        markdown
    }
}

/// Words as HTML has them.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_escapes_what_it_must() {
        let formatted = Formatted {
            runs: vec![Run { text: "a<b".into(), italic: true, ..Run::default() }, Run { text: " {é*".into(), ..Run::default() }],
            hanging: false,
        };
        assert_eq!(formatted.to_text(), "a<b {é*");
        assert_eq!(formatted.to_html(), "<p><i>a&lt;b</i> {é*</p>");
        assert_eq!(formatted.to_rtf(), "{\\pard {\\i a<b} \\{\\u233?*\\par}");
        assert_eq!(formatted.to_markdown(), "*a\\<b* {é\\*");
    }
}
