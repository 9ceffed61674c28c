//! Citation styles: those that are bundled, and one's own.

use std::{fs, path::Path, sync::Arc};

use hayagriva::{
    archive::ArchivedStyle,
    citationberg::{self, IndependentStyle, LayoutRenderingElement, NamesChild},
};

/// The styles that are offered first.
pub const FAVOURITES: &[&str] = &["mla", "apa", "chicago-notes", "chicago-author-date", "harvard", "ieee", "vancouver"];

/// A citation style.
#[derive(Clone, Debug)]
pub struct Style {
    key: String,
    title: String,
    pub(super) csl: Arc<IndependentStyle>,
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
            citationberg::Style::Independent(mut csl) => {
                mend(&mut csl);
                Ok(Self { key: key.to_owned(), title: archived.display_name().to_owned(), csl: Arc::new(csl) })
            }
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
        let mut csl = IndependentStyle::from_xml(&text).map_err(|error| failed(error.to_string()))?;
        mend(&mut csl);
        if csl.citation.layout.elements.is_empty() {
            return Err(failed("it says nothing about citations".to_owned()));
        }
        Ok(Self { key: path.to_string_lossy().into_owned(), title: csl.info.title.value.clone(), csl: Arc::new(csl) })
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
}

/// Writes out the `cs:name` that CSL lets a style leave out (1.0.2, “Names”).
/// The engine takes names with a label and without it for empty and leaves their group out: Vancouver's authors.
fn mend(csl: &mut IndependentStyle) {
    csl.macros.iter_mut().for_each(|part| name_all(&mut part.children));
    name_all(&mut csl.citation.layout.elements);
    if let Some(bibliography) = &mut csl.bibliography {
        name_all(&mut bibliography.layout.elements);
    }
}

fn name_all(elements: &mut [LayoutRenderingElement]) {
    for element in elements {
        match element {
            LayoutRenderingElement::Names(names) if !names.children.is_empty() && names.name().is_none() => {
                names.children.insert(0, NamesChild::Name(citationberg::Name::default()));
            }
            LayoutRenderingElement::Group(group) => name_all(&mut group.children),
            LayoutRenderingElement::Choose(choose) => {
                name_all(&mut choose.if_.children);
                choose.else_if.iter_mut().for_each(|branch| name_all(&mut branch.children));
                if let Some(otherwise) = &mut choose.otherwise {
                    name_all(&mut otherwise.children);
                }
            }
            _ => {}
        }
    }
}
