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

/// Which lines stand in from the margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Indent {
    /// None of them.
    #[default]
    None,
    /// All but the first: an entry in a list of works cited.
    Hanging,
    /// All of them: words set apart.
    Block,
}

/// A citation, formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The words; a line end in them begins another paragraph.
    pub runs: Vec<Run>,
    /// Which lines stand in from the margin.
    pub indent: Indent,
}

impl Formatted {
    /// Words without any formatting.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run { text: text.into(), ..Run::default() }], indent: Indent::None }
    }

    /// The words alone.
    pub fn to_text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}
