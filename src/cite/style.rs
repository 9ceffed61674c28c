//! Citation styles: those that are bundled, and one's own.

use std::{fs, path::Path, sync::Arc};

use hayagriva::{
    archive::ArchivedStyle,
    citationberg::{
        self, IndependentStyle, Locale, LocaleCode, LocaleOptions, TermForm,
        taxonomy::{OtherTerm, Term},
    },
};

use super::{
    framed::frame,
    mended::{Feeding, mend},
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
}

/// A bundled style by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleName {
    /// The key that [`Style::load`] takes.
    pub key: String,
    /// What it is called.
    pub title: String,
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
        let name = match key {
            "mla" => "modern-language-association",
            "harvard" => "harvard-cite-them-right",
            other => other,
        };
        let archived = ArchivedStyle::by_name(name).ok_or_else(|| StyleError::Unknown(key.to_owned()))?;
        match archived.get() {
            citationberg::Style::Independent(csl) => Ok(Self::new(key.to_owned(), archived.display_name().to_owned(), csl)),
            citationberg::Style::Dependent(_) => Err(StyleError::Unknown(key.to_owned())),
        }
    }

    /// The style that a `.csl` file holds.
    ///
    /// # Errors
    /// Where it is no independent CSL style.
    pub fn from_file(path: &Path) -> Result<Self, StyleError> {
        let failed = |reason: String| StyleError::File { path: path.display().to_string(), reason };
        let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
        let csl = IndependentStyle::from_xml(&text).map_err(|error| failed(error.to_string()))?;
        if csl.citation.layout.elements.is_empty() {
            return Err(failed("it says nothing about citations".to_owned()));
        }
        Ok(Self::new(path.to_string_lossy().into_owned(), csl.info.title.value.clone(), csl))
    }

    fn new(key: String, title: String, mut csl: IndependentStyle) -> Self {
        let feeding = mend(&mut csl);
        frame(&mut csl, &feeding.aliases);
        Self { key, title, csl: Arc::new(csl), feeding: Arc::new(feeding) }
    }

    /// Every bundled style.
    pub fn bundled() -> Vec<StyleName> {
        let name =
            |style: &ArchivedStyle| Some(StyleName { key: (*style.names().first()?).to_owned(), title: style.display_name().to_owned() });
        ArchivedStyle::all().iter().filter_map(name).collect()
    }

    /// The key by which it was loaded, or its file.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The language of its terms.
    fn language(&self) -> LocaleCode {
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
