//! Citation styles: those that are bundled, and one's own.

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock},
};

use hayagriva::{
    archive::ArchivedStyle,
    citationberg::{
        self, CitationFormat, IndependentStyle, Locale, LocaleCode, LocaleFile, LocaleOptions, StyleCategory, StyleInfo, TermForm,
        taxonomy::{OtherTerm, Term},
    },
};

use super::{
    checked::{LARGEST, check, check_text},
    framed::{frame, frame_locale},
    mended::{Feeding, mend},
    order::Sorting,
    render::all_locales,
    wording::Marks,
};

/// The styles that are offered first.
pub const FAVOURITES: &[&str] = &["mla", "apa", "chicago-notes", "chicago-author-date", "harvard", "ieee", "vancouver"];

/// A citation style.
#[derive(Clone, Debug)]
pub struct Style {
    key: String,
    title: String,
    pub(super) csl: Arc<IndependentStyle>,
    pub(super) feeding: Arc<Feeding>,
    /// What its list is sorted by.
    pub(super) sorting: Option<Sorting>,
    /// What several works cited in one place are sorted by.
    pub(super) citation_sorting: Option<Sorting>,
}

/// A bundled style by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleName {
    /// The key that [`Style::load`] takes.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The fields that use it, and how it cites: “psychology, author and date”.
    pub fields: String,
    /// Whether it is one of the [`FAVOURITES`].
    pub is_favourite: bool,
}

impl StyleName {
    /// Whether all these words, in lower case, begin a word of its title, its key or its fields.
    pub fn is_found_by(&self, words: &str) -> bool {
        let text = format!("{} {} {}", self.title, self.key, self.fields).to_lowercase();
        let has: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        words.to_lowercase().split_whitespace().all(|wanted| has.iter().any(|word| word.starts_with(wanted)))
    }
}

/// Why there is no such style.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// No bundled style has the name.
    #[error("There is no citation style “{0}”.")]
    Unknown(String),
    /// The file cannot be read.
    #[error("The style {path} could not be read: {reason}. Choose a .csl file as the CSL project gives them out.")]
    File {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

impl Style {
    /// The bundled style of a name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn load(key: &str) -> Result<Self, StyleError> {
        let archived = ArchivedStyle::by_name(archived_name(key)).ok_or_else(|| StyleError::Unknown(key.to_owned()))?;
        match archived.get() {
            citationberg::Style::Independent(csl) => Ok(Self::new(key.to_owned(), archived.display_name().to_owned(), csl)),
            citationberg::Style::Dependent(_) => Err(StyleError::Unknown(key.to_owned())),
        }
    }

    /// The style that a `.csl` file holds; one that depends on another is looked for beside it, and among those that are bundled.
    ///
    /// # Errors
    /// Where it is no CSL style, calls macros that there are none of or that call themselves, or is larger than 4 MB.
    pub fn from_file(path: &Path) -> Result<Self, StyleError> {
        let failed = |reason: String| StyleError::File { path: path.display().to_string(), reason };
        let key = path.to_string_lossy().into_owned();
        match read(path).map_err(failed)? {
            citationberg::Style::Independent(csl) => Self::checked(key, csl).map_err(failed),
            citationberg::Style::Dependent(dependent) => {
                let (id, title) = (dependent.parent_link.href, dependent.info.title.value);
                let mut parent = parent(path, &id).map_err(failed)?;
                parent.default_locale = dependent.default_locale.or(parent.default_locale);
                parent.info.title.value = title;
                Self::checked(key, parent).map_err(failed)
            }
        }
    }

    fn checked(key: String, mut csl: IndependentStyle) -> Result<Self, String> {
        if csl.citation.layout.elements.is_empty() {
            return Err("it says nothing about citations".to_owned());
        }
        check(&mut csl)?;
        Ok(Self::new(key, csl.info.title.value.clone(), csl))
    }

    fn new(key: String, title: String, mut csl: IndependentStyle) -> Self {
        let feeding = mend(&mut csl);
        let sort = csl.bibliography.as_mut().and_then(|list| list.sort.take());
        let (sorting, citation_sort) = (Sorting::of(&csl, sort), csl.citation.sort.take());
        let citation_sorting = Sorting::of(&csl, citation_sort);
        frame(&mut csl, &feeding);
        Self { key, title, csl: Arc::new(csl), feeding: Arc::new(feeding), sorting, citation_sorting }
    }

    /// Every bundled style: the favourites first, the rest by their titles.
    pub fn bundled() -> &'static [StyleName] {
        static NAMES: OnceLock<Vec<StyleName>> = OnceLock::new();
        NAMES.get_or_init(|| {
            let favourites: Vec<(&str, ArchivedStyle)> =
                FAVOURITES.iter().filter_map(|key| Some((*key, ArchivedStyle::by_name(archived_name(key))?))).collect();
            let mut names: Vec<StyleName> = ArchivedStyle::all()
                .iter()
                .filter_map(|style| {
                    let favourite = favourites.iter().find(|(_, favourite)| favourite == style).map(|(key, _)| *key);
                    let key = favourite.or_else(|| style.names().first().copied())?;
                    let title = latin(short_title(key).unwrap_or(style.display_name()));
                    Some(StyleName { key: key.to_owned(), title, fields: fields(&style.get()), is_favourite: favourite.is_some() })
                })
                .collect();
            names.sort_by_key(|name| {
                let place = FAVOURITES.iter().position(|key| *key == name.key).unwrap_or(FAVOURITES.len());
                (place, name.title.to_lowercase())
            });
            names
        })
    }

    /// The key by which it was loaded, or its file.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        short_title(&self.key).unwrap_or(&self.title)
    }

    /// The fields that use it, and how it cites.
    pub fn fields(&self) -> String {
        fields_of(&self.csl.info)
    }

    /// What it writes where there is no date, such as “n.d.”
    pub(super) fn no_date(&self) -> Option<String> {
        let term = |form| move |locale: &Locale| locale.term(Term::Other(OtherTerm::NoDate), form)?.single().map(str::to_owned);
        self.look_up(term(TermForm::Short)).or_else(|| self.look_up(term(TermForm::Long)))
    }

    /// The same with the terms of a locale's file (CSL 1.0.2, “Locale Files”), in its language.
    ///
    /// # Errors
    /// Where it is no locale.
    pub fn with_locale(mut self, path: &Path) -> Result<Self, StyleError> {
        let failed = |reason: String| StyleError::File { path: path.display().to_string(), reason };
        let weight = fs::metadata(path).map_err(|error| failed(error.to_string()))?.len();
        if weight > LARGEST {
            return Err(failed(format!("it weighs {} MB and a locale weighs less than 4 MB", weight >> 20)));
        }
        let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
        check_text(&text).map_err(failed)?;
        let mut locale: Locale = LocaleFile::from_xml(&text).map_err(|error| failed(error.to_string()))?.into();
        let language = locale.lang.clone();
        let mut csl = (*self.csl).clone();
        frame_locale(&mut locale);
        csl.locale.push(locale);
        self.csl = Arc::new(csl);
        Ok(match language {
            Some(language) => self.in_language(&language.0),
            None => self,
        })
    }

    /// The same with the terms of another language, such as `de-DE`.
    pub fn in_language(mut self, language: &str) -> Self {
        let mut csl = (*self.csl).clone();
        csl.default_locale = Some(LocaleCode(language.to_owned()));
        self.csl = Arc::new(csl);
        for sorting in [&mut self.sorting, &mut self.citation_sorting].into_iter().flatten() {
            sorting.set_language(language);
        }
        self
    }

    /// The language of its terms.
    pub(super) fn language(&self) -> LocaleCode {
        self.csl.default_locale.clone().unwrap_or_else(LocaleCode::en_us)
    }

    /// Whether its terms are English.
    pub(super) fn is_english(&self) -> bool {
        self.language().is_english()
    }

    /// Asks the style's own words and then the language's, as CSL 1.0.2 has it (“Locale fallback”).
    fn look_up<T>(&self, ask: impl Fn(&Locale) -> Option<T>) -> Option<T> {
        let language = self.language();
        let base = LocaleCode(language.0.split('-').next().unwrap_or_default().to_owned());
        let own = [Some(&language), Some(&base), None].into_iter();
        let own = own.flat_map(|code| self.csl.locale.iter().filter(move |locale| locale.lang.as_ref() == code));
        let fallback = language.fallback();
        let english = LocaleCode::en_us();
        let bundled = [Some(&language), fallback.as_ref(), Some(&english)].into_iter().flatten();
        let bundled = bundled.flat_map(|code| all_locales().iter().filter(move |locale| locale.lang.as_ref() == Some(code)));
        own.chain(bundled).find_map(ask)
    }

    /// The marks of quotation of its language.
    pub(super) fn marks(&self) -> Marks {
        let term = |term: OtherTerm, usual: &str| {
            let asked = |locale: &Locale| locale.term(Term::Other(term), TermForm::Long)?.single().map(str::to_owned);
            self.look_up(asked).unwrap_or_else(|| usual.to_owned())
        };
        let within = |locale: &Locale| locale.style_options.as_ref().and_then(|options: &LocaleOptions| options.punctuation_in_quote);
        Marks {
            outer: (term(OtherTerm::OpenQuote, "“"), term(OtherTerm::CloseQuote, "”")),
            inner: (term(OtherTerm::OpenInnerQuote, "‘"), term(OtherTerm::CloseInnerQuote, "’")),
            punctuation_within: self.look_up(within).unwrap_or(false),
        }
    }
}

/// What the engine's archive calls a style.
fn archived_name(key: &str) -> &str {
    match key {
        "mla" => "modern-language-association",
        "harvard" => "harvard-cite-them-right",
        other => other,
    }
}

/// What people call the styles that are offered first.
fn short_title(key: &str) -> Option<&'static str> {
    Some(match key {
        "mla" => "MLA 9",
        "apa" => "APA 7",
        "chicago-notes" => "Chicago, notes",
        "chicago-author-date" => "Chicago, author-date",
        "harvard" => "Harvard",
        "ieee" => "IEEE",
        "vancouver" => "Vancouver",
        _ => return None,
    })
}

/// A title in letters that every face of the interface has.
fn latin(title: &str) -> String {
    let named = [("中文", "Chinese"), ("日本語", "Japanese"), ("한국어", "Korean"), ("العربية", "Arabic"), ("עברית", "Hebrew")];
    let title = named.iter().fold(title.to_owned(), |title, (own, english)| title.replace(own, english));
    title.chars().filter(|letter| u32::from(*letter) < 0x530 || ('\u{1e00}'..='\u{206f}').contains(letter)).collect()
}

fn fields(style: &citationberg::Style) -> String {
    match style {
        citationberg::Style::Independent(style) => fields_of(&style.info),
        citationberg::Style::Dependent(style) => fields_of(&style.info),
    }
}

fn fields_of(info: &StyleInfo) -> String {
    let field = |category: &StyleCategory| match category {
        StyleCategory::Field { field } => {
            // The engine names fields for files alone.
            let name = serde_json::to_value(field).ok()?.as_str()?.replace(['-', '_'], " ");
            Some(name).filter(|name| name != "generic base")
        }
        StyleCategory::CitationFormat { format } => Some(
            match format {
                CitationFormat::AuthorDate => "author and date",
                CitationFormat::Author => "author",
                CitationFormat::Numeric => "numbers",
                CitationFormat::Label => "labels",
                CitationFormat::Note => "footnotes",
            }
            .to_owned(),
        ),
    };
    info.category.iter().filter_map(field).collect::<Vec<_>>().join(", ")
}

/// Reads a style's file.
fn read(path: &Path) -> Result<citationberg::Style, String> {
    let weight = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if weight > LARGEST {
        return Err(format!("it weighs {} MB and a style weighs less than 4 MB", weight >> 20));
    }
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    check_text(&text)?;
    citationberg::Style::from_xml(&text).map_err(|error| match error.path {
        Some(place) => format!("{} (at {place})", error.source),
        None => error.source.to_string(),
    })
}

/// The style that another depends on, by its address: beside it, in the folder above, or bundled.
fn parent(path: &Path, id: &str) -> Result<IndependentStyle, String> {
    let name = id.rsplit('/').next().unwrap_or_default();
    let file = format!("{name}.csl");
    let folder = path.parent().unwrap_or(Path::new("."));
    for candidate in [folder.join(&file), folder.join("..").join(&file)] {
        if let Ok(citationberg::Style::Independent(csl)) = read(&candidate) {
            return Ok(csl);
        }
    }
    match ArchivedStyle::by_id(id).or_else(|| ArchivedStyle::by_name(name)).map(|archived| archived.get()) {
        Some(citationberg::Style::Independent(csl)) => Ok(csl),
        _ => Err(format!("it depends on the style “{name}”; put {file} into the same folder")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(macros: &str) -> String {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\"><info><title>T</title><id>t</id>\
             <updated>2020-01-01T00:00:00+00:00</updated></info>{macros}<citation><layout><text macro=\"a\"/></layout></citation></style>"
        )
    }

    #[test]
    fn styles_are_found_by_name_and_field_and_favourites_come_first() {
        let all = Style::bundled();
        let first: Vec<&str> = all.iter().take(FAVOURITES.len()).map(|name| name.key.as_str()).collect();
        assert_eq!(first, FAVOURITES);
        let found = |words: &str| all.iter().filter(|name| name.is_found_by(words)).map(|name| name.title.as_str()).collect::<Vec<_>>();
        assert!(found("psych").contains(&"APA 7"), "{:?}", found("psych"));
        assert!(found("anthropolog assoc").iter().any(|title| title.contains("Anthropological")));
        assert!(found("footnotes").contains(&"Chicago, notes") && found("zzz").is_empty());
    }

    #[test]
    fn a_style_that_is_none_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csl");
        let deep = format!("<macro name=\"a\">{}</macro>", "<group>".repeat(10_000));
        let doubling: String =
            (0..40).map(|at| format!("<macro name=\"m{at}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>", at + 1)).collect();
        let doubling = format!("<macro name=\"a\"><text macro=\"m0\"/></macro>{doubling}<macro name=\"m40\"><text value=\"x\"/></macro>");
        for (text, reason) in [
            ("no XML at all".to_owned(), "could not be read"),
            (style("<macro name=\"a\"><text macro=\"a\"/></macro>"), "calls itself"),
            (style("<macro name=\"a\"><text macro=\"b\"/></macro>"), "“b” that there is none of"),
            (style(&deep), "deep in each other"),
            (style(&doubling), "elements"),
            (" ".repeat(50 << 20), "weighs 50 MB"),
        ] {
            fs::write(&path, text).unwrap();
            let error = Style::from_file(&path).unwrap_err().to_string();
            assert!(error.contains(reason) && error.contains("own.csl"), "{error}");
        }
        fs::write(&path, style("<macro name=\"a\"><text variable=\"title\"/></macro>")).unwrap();
        assert_eq!(Style::from_file(&path).unwrap().title(), "T");
    }
}
