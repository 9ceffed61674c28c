//! Exif (CIPA DC-008): what cameras write.

use exif::{In, Reader, Tag, Value};

use super::said::{Said, tidy};

/// Reads an Exif block.
pub(super) fn read(block: Vec<u8>) -> Said {
    // Some writers put the segment's own mark in front.
    let block = block.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec).unwrap_or(block);
    let Ok(exif) = Reader::new().continue_on_error(true).read_raw(block).or_else(|error| error.distill_partial_result(|_| {})) else {
        return Said::default();
    };
    let text = |tag: Tag| match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => tidy(&letters(texts.first()?)),
        _ => None,
    };
    let created = text(Tag::DateTimeOriginal).and_then(|date| {
        // Exif writes 2020:11:17 15:20:00.
        let (day, time) = date.split_once(' ')?;
        let offset = text(Tag::OffsetTimeOriginal).unwrap_or_default();
        let moment = format!("{}T{time}{offset}", day.replace(':', "-"));
        moment.parse().or_else(|_| format!("{}T{time}", day.replace(':', "-")).parse()).ok()
    });
    Said {
        description: text(Tag::ImageDescription),
        creators: text(Tag::Artist).map(|names| names.split(';').filter_map(tidy).collect()).unwrap_or_default(),
        copyright: text(Tag::Copyright),
        created,
        ..Said::default()
    }
}

/// ASCII by the standard until 2.32, UTF-8 by habit and since 3.0.
fn letters(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
