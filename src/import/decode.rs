//! Bytes into letters.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of a file: by its byte order mark, as UTF-8, or as the older Western encoding; says which where it had to guess.
pub fn decode(bytes: &[u8]) -> (String, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding.decode(bytes).0.into_owned(), None);
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => (text.into_owned(), None),
        None => (
            WINDOWS_1252.decode(bytes).0.into_owned(),
            Some("The text is not UTF-8; it was read as Windows-1252. Check accents and quotation marks.".to_owned()),
        ),
    }
}
