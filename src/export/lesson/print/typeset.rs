//! The typesetter: data and pictures in, PDF out.

use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use serde_json::Value;
use typst::{
    Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::export::lesson::allowed;

const TEMPLATE: &str = include_str!("../../../../assets/lesson/print.typ");
const DATA: &str = "data.json";

/// The faces that are embedded: body, headings, letters that the first lacks.
const FACES: [&[u8]; 8] = [
    include_bytes!("../../../../assets/fonts/Inter-Regular.otf"),
    include_bytes!("../../../../assets/fonts/Inter-SemiBold.otf"),
    include_bytes!("../../../../assets/fonts/Inter-Italic.otf"),
    include_bytes!("../../../../assets/fonts/SourceSerif4-Regular.otf"),
    include_bytes!("../../../../assets/fonts/SourceSerif4-Semibold.otf"),
    include_bytes!("../../../../assets/fonts/SourceSerif4-It.otf"),
    include_bytes!("../../../../assets/fonts/Andika-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/Andika-Bold.ttf"),
];

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
#[error("The PDF could not be made: {0}. Export the lesson as HTML and print that, and report what happened.")]
pub struct PrintError(String);

impl PrintError {
    pub(super) fn new(what: &str) -> Self {
        Self(what.to_owned())
    }
}

/// Sets the template with data and pictures, as PDF/UA-1; where letters are missing in the faces, as tagged PDF without that claim.
///
/// # Errors
/// What the typesetter says.
pub(super) fn typeset(data: &Value, pictures: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, PrintError> {
    let mut files = pictures;
    files.insert(DATA.to_owned(), printable(data).to_string().into_bytes());
    let sheet = Sheet::new(files)?;
    let said =
        |errors: &[SourceDiagnostic]| PrintError(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "));
    let document: PagedDocument = typst::compile(&sheet).output.map_err(|errors| said(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PrintError(error.message().to_string()))?;
    let accessible = typst_pdf::pdf(&document, &PdfOptions { standards, ..PdfOptions::default() });
    let bytes = accessible.or_else(|_| typst_pdf::pdf(&document, &PdfOptions::default())).map_err(|errors| said(&errors))?;
    // What was remembered of this sheet helps no other.
    comemo::evict(0);
    Ok(bytes)
}

/// The data without the characters that no face has letters for and that nobody would see.
fn printable(data: &Value) -> Value {
    match data {
        Value::String(text) => Value::String(allowed(text)),
        Value::Array(list) => list.iter().map(printable).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), printable(value))).collect(),
        other => other.clone(),
    }
}

fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| LazyHash::new(Library::default()))
}

fn fonts() -> &'static (LazyHash<FontBook>, Vec<Font>) {
    static FONTS: OnceLock<(LazyHash<FontBook>, Vec<Font>)> = OnceLock::new();
    FONTS.get_or_init(|| {
        let fonts: Vec<Font> = FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect();
        (LazyHash::new(FontBook::from_fonts(&fonts)), fonts)
    })
}

/// All that the template can reach: itself, its data and its pictures.
struct Sheet {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

impl Sheet {
    fn new(files: BTreeMap<String, Vec<u8>>) -> Result<Self, PrintError> {
        let id = |name: &str| {
            let path = VirtualPath::new(name).map_err(|error| PrintError(error.to_string()))?;
            Ok(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let main = Source::new(id("print.typ")?, TEMPLATE.to_owned());
        let files = files.into_iter().map(|(name, bytes)| Ok((id(&name)?, Bytes::new(bytes)))).collect::<Result<_, PrintError>>()?;
        Ok(Self { main, files })
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().0
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().1.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
