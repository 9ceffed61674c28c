//! The forms in which citations are written.

/// A form in which citations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Formatted, as plain text.
    #[default]
    Text,
    /// Formatted, for Word.
    Docx,
    /// Formatted, for word processors.
    Rtf,
    /// Formatted, as a web page.
    Html,
    /// Formatted, as Markdown.
    Markdown,
    /// Formatted, as Typst's markup.
    Typst,
    /// For reference managers.
    Ris,
    /// For reference managers, without loss.
    CslJson,
    /// For LaTeX, with newspapers and whole dates.
    Biblatex,
    /// For LaTeX and reference managers.
    Bibtex,
    /// For pandoc, without loss.
    CslYaml,
    /// For Typst.
    Hayagriva,
    /// For EndNote.
    EndnoteXml,
    /// For libraries.
    Mods,
    /// For spreadsheets.
    Csv,
    /// For programs that know schema.org.
    JsonLd,
}

impl Format {
    /// Every form, those that are formatted first.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Docx,
        Self::Rtf,
        Self::Html,
        Self::Markdown,
        Self::Typst,
        Self::Ris,
        Self::CslJson,
        Self::Biblatex,
        Self::Bibtex,
        Self::CslYaml,
        Self::Hayagriva,
        Self::EndnoteXml,
        Self::Mods,
        Self::Csv,
        Self::JsonLd,
    ];

    /// Its name on the command line, how its files end, what windows call it, and whom it is for.
    fn row(self) -> [&'static str; 4] {
        match self {
            Self::Text => ["text", "txt", "Text", "Plain, for anything"],
            Self::Docx => ["docx", "docx", "Word (DOCX)", "With italics and hanging indent"],
            Self::Rtf => ["rtf", "rtf", "RTF", "For LibreOffice, Pages and older word processors"],
            Self::Html => ["html", "html", "Web page", "A browser’s Zotero button reads it too"],
            Self::Markdown => ["markdown", "md", "Markdown", "For notes and wikis"],
            Self::Typst => ["typst", "typ", "Typst", "Formatted, to be set by Typst"],
            Self::Ris => ["ris", "ris", "RIS", "For Zotero, EndNote, Mendeley, Citavi"],
            Self::CslJson => ["csl-json", "json", "CSL-JSON", "For Zotero and pandoc, without loss"],
            Self::Biblatex => ["biblatex", "bib", "BibLaTeX", "For LaTeX, with newspapers and whole dates"],
            Self::Bibtex => ["bibtex", "bib", "BibTeX", "For older LaTeX and reference managers"],
            Self::CslYaml => ["csl-yaml", "yaml", "CSL-YAML", "For pandoc, to be read by people too"],
            Self::Hayagriva => ["hayagriva", "yml", "Hayagriva", "For Typst’s own bibliography"],
            Self::EndnoteXml => ["endnote", "xml", "EndNote XML", "For EndNote, with kinds of works"],
            Self::Mods => ["mods", "xml", "MODS", "For libraries’ catalogues"],
            Self::Csv => ["csv", "csv", "Table (CSV)", "One row a thing, for spreadsheets"],
            Self::JsonLd => ["json-ld", "jsonld", "JSON-LD", "In the words of schema.org"],
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        self.row()[0]
    }

    /// How its files end.
    pub fn extension(self) -> &'static str {
        self.row()[1]
    }

    /// What windows call it.
    pub fn title(self) -> &'static str {
        self.row()[2]
    }

    /// Whom it is for, in a few words.
    pub fn help(self) -> &'static str {
        self.row()[3]
    }

    /// Whether it is made of formatted citations, so that the style matters.
    pub fn is_formatted(self) -> bool {
        matches!(self, Self::Text | Self::Docx | Self::Rtf | Self::Html | Self::Markdown | Self::Typst)
    }

    /// Whether it can be read as text.
    pub fn is_text(self) -> bool {
        self != Self::Docx
    }

    /// The form of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }
}
