//! What a picture's file says, and how it joins what the page says.

use std::io::Cursor;

use image::{ImageDecoder, ImageReader};

use super::{exif, iim, xmp};
use crate::model::{Creator, Photo, PublicationDate};

/// What a file says of its picture (IPTC Photo Metadata Standard).
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Said {
    /// Description: the caption.
    pub(in crate::import) description: Option<String>,
    /// Alt Text (Accessibility).
    pub(in crate::import) alternate: Option<String>,
    /// Creator.
    pub(in crate::import) creators: Vec<String>,
    /// Credit Line.
    pub(in crate::import) credit: Option<String>,
    /// Copyright Notice.
    pub(in crate::import) copyright: Option<String>,
    /// Source: who supplied it.
    pub(in crate::import) supplier: Option<String>,
    /// Web Statement of Rights, or Rights Usage Terms.
    pub(in crate::import) license: Option<String>,
    /// Date Created.
    pub(in crate::import) created: Option<PublicationDate>,
    /// Location shown: sublocation, city, state, country.
    pub(in crate::import) place: Option<String>,
}

impl Said {
    /// Takes what another block says where this one says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            description: self.description.or(other.description),
            alternate: self.alternate.or(other.alternate),
            creators: if self.creators.is_empty() { other.creators } else { self.creators },
            credit: self.credit.or(other.credit),
            copyright: self.copyright.or(other.copyright),
            supplier: self.supplier.or(other.supplier),
            license: self.license.or(other.license),
            created: self.created.or(other.created),
            place: self.place.or(other.place),
        }
    }
}

impl Said {
    /// Takes the longer text of another block where this one has only its beginning: IIM has room for so many letters and no more.
    fn uncut(mut self, other: &Self) -> Self {
        let pairs = [
            (&mut self.description, &other.description),
            (&mut self.credit, &other.credit),
            (&mut self.copyright, &other.copyright),
            (&mut self.supplier, &other.supplier),
        ];
        for (own, other) in pairs {
            if let (Some(text), Some(whole)) = (own.as_ref(), other)
                && whole.starts_with(text.trim_end())
            {
                *own = Some(whole.clone());
            }
        }
        self
    }
}

/// Reads what a file says of itself, with its width and height in pixels.
///
/// XMP counts before IPTC-IIM, and Exif last, as the IPTC's own reader has it. Where the file's digest shows that a program changed
/// the IIM later and did not know XMP, IIM counts first (Metadata Working Group, guidelines 2.0), but for a text that it only cut off.
fn read(bytes: &[u8]) -> (Said, Option<(u32, u32)>) {
    let Ok(reader) = ImageReader::new(Cursor::new(bytes)).with_guessed_format() else { return Default::default() };
    let Ok(mut decoder) = reader.into_decoder() else { return Default::default() };
    let size = decoder.dimensions();
    let xmp = decoder.xmp_metadata().ok().flatten().map(|packet| xmp::read(&packet)).unwrap_or_default();
    let resources = decoder.iptc_metadata().ok().flatten().unwrap_or_default();
    let (iim, is_changed) = iim::read(&resources);
    let exif = decoder.exif_metadata().ok().flatten().map(exif::read).unwrap_or_default();
    let said = if is_changed { iim.uncut(&xmp).or(xmp) } else { xmp.or(iim) };
    (said.or(exif), Some(size))
}

/// Adds what a picture's file says to what the page says: the page's word stands, the file's is kept beside it.
///
/// The file's own words are in the photo's field `embedded`, in schema.org's names; where the page says nothing they fill in.
pub(in crate::import) fn describe(photo: &mut Photo, bytes: &[u8]) {
    let (said, size) = read(bytes);
    if let Some((width, height)) = size {
        (photo.width, photo.height) = (Some(width), Some(height));
    }
    if said == Said::default() {
        return;
    }
    let mut own = serde_json::Map::new();
    let mut note = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            own.insert(name.to_owned(), value.into());
        }
    };
    note("caption", said.description.clone());
    note("alternateName", said.alternate.clone());
    note("creator", (!said.creators.is_empty()).then(|| said.creators.join(", ")));
    note("creditText", said.credit.clone());
    note("copyrightNotice", said.copyright.clone());
    note("provider", said.supplier.clone());
    note("license", said.license.clone());
    note("dateCreated", said.created.map(|date| date.to_string()));
    note("contentLocation", said.place.clone());
    photo.extra.insert("embedded".to_owned(), own.into());

    if photo.caption.trim().is_empty() {
        photo.caption = said.description.unwrap_or_default();
    }
    photo.alternate_name = photo.alternate_name.take().or(said.alternate);
    photo.creator = photo.creator.take().or_else(|| said.creators.first().map(Creator::person));
    photo.credit_text = photo.credit_text.take().or(said.credit);
    photo.copyright_notice = photo.copyright_notice.take().or(said.copyright);
    photo.provider = photo.provider.take().or(said.supplier);
    photo.license = photo.license.take().or(said.license);
    photo.date_created = photo.date_created.or(said.created);
    photo.content_location = photo.content_location.take().or(said.place);
}

/// Text of a file as it is shown: trimmed; nothing where nothing is left or a camera's own filling stands.
pub(super) fn tidy(text: &str) -> Option<String> {
    let text = text.trim_matches(['\0', ' ', '\n', '\r', '\t']);
    let is_filling = ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "KONICA MINOLTA DIGITAL CAMERA", "default"].contains(&text);
    (!text.is_empty() && !is_filling).then(|| text.to_owned())
}

/// A place in words: the nearest first, each once.
pub(super) fn place(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    for part in parts.into_iter().flatten() {
        if !named.contains(&part) {
            named.push(part);
        }
    }
    (!named.is_empty()).then(|| named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_s_word_stands_and_the_file_s_is_kept() {
        let bytes = include_bytes!("../../../tests/fixtures/pictures/bridge-described.jpg");
        let mut photo = Photo { caption: "The bridge, closed.".into(), ..Photo::default() };
        describe(&mut photo, bytes);
        assert_eq!(photo.caption, "The bridge, closed.");
        assert_eq!(photo.extra["embedded"]["caption"], "The old harbour bridge at low tide (XMP)");
        assert_eq!(photo.credit_text.as_deref(), Some("Harbour Gazette"));
        assert_eq!(photo.copyright_notice.as_deref(), Some("© 2020 Ada Ferris"));
        assert_eq!(photo.content_location.as_deref(), Some("Harbour Town, Northland"));
        assert_eq!(photo.date_created.unwrap().to_string(), "2020-11-17T15:20:00+01:00");
        assert_eq!(photo.creator.unwrap().name(), "Ada Ferris");
    }

    #[test]
    fn a_text_that_was_only_cut_off_is_taken_whole() {
        let said = |description: &str| Said { description: Some(description.to_owned()), ..Said::default() };
        let whole = said("The old harbour bridge at low tide, an hour before it was closed.");
        assert_eq!(said("The old harbour bridge at low ").uncut(&whole), whole);
        assert_eq!(said("Another caption").uncut(&whole), said("Another caption"));
    }

    #[test]
    fn a_caption_changed_in_the_older_block_later_counts() {
        let bytes = include_bytes!("../../../tests/fixtures/pictures/bridge-changed.jpg");
        assert_eq!(read(bytes).0.description.as_deref(), Some("The old harbour bridge at low tide, corrected (IIM)"));
        let bytes = include_bytes!("../../../tests/fixtures/pictures/bridge-exif.jpg");
        assert_eq!(read(bytes).0.description.as_deref(), Some("The old harbour bridge (Exif)"));
        assert_eq!(read(b"no picture"), (Said::default(), None));
    }
}
