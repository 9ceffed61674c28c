//! The files of an article's photos: named, described by what they say themselves, and those that are missing named so.

use std::collections::HashSet;

use image::ImageFormat;

use super::{file::Imported, photo_metadata};

/// How long a file's name may be, in bytes.
const NAME: usize = 72;

/// Puts the pictures that came with an article in order, once it was read.
pub(super) fn settle(imported: &mut Imported) {
    let mut taken: HashSet<String> = HashSet::new();
    let (mut avif, mut svg, mut damaged) = (0, 0, 0);
    imported.pictures.retain(|picture| {
        let (is_shown, is_kept) = (is_shown(&picture.bytes), is_kept(&picture.bytes));
        svg += usize::from(is_svg(&picture.bytes));
        avif += usize::from(!is_shown && is_kept && !is_svg(&picture.bytes));
        damaged += usize::from(!is_shown && !is_kept);
        is_shown || is_kept
    });
    for picture in &mut imported.pictures {
        picture.name = free(&usable(&picture.name, &picture.bytes), &taken);
        taken.insert(picture.name.clone());
        if let Some(photo) = imported.article.photos.iter_mut().find(|photo| photo.id == picture.photo) {
            photo_metadata::describe(photo, &picture.bytes);
        }
    }
    for (unshown, form) in [(avif, "in a form that is not shown here (AVIF)"), (svg, "drawn by a program (SVG), which is not shown here")] {
        if unshown > 0 {
            let them = if unshown == 1 { "it is" } else { "they are" };
            let pictures = counted(unshown, "picture is", "pictures are");
            imported.doubts.push(format!("{pictures} {form}; {them} kept beside the original."));
        }
    }
    if damaged > 0 {
        let pictures = counted(damaged, "picture is", "pictures are");
        imported.doubts.push(format!("{pictures} damaged, or in a form that is not read; caption and link are kept."));
    }
    let has_file = |photo: &crate::model::Photo| imported.pictures.iter().any(|picture| picture.photo == photo.id);
    let missing = imported.article.photos.iter().filter(|photo| !has_file(photo) && photo.extra.contains_key("url")).count();
    let missing = missing.saturating_sub(damaged);
    if missing > 0 {
        imported.doubts.push(format!(
            "{} not with what was saved: caption and link are kept. Save the page with its pictures to have them.",
            counted(missing, "picture is", "pictures are")
        ));
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Whether the window and a check of the archive can read it.
pub(super) fn is_shown(bytes: &[u8]) -> bool {
    use ImageFormat::{Bmp, Gif, Jpeg, Png, WebP};
    matches!(image::guess_format(bytes), Ok(Jpeg | Png | Gif | WebP | Bmp))
}

/// Whether a picture is whole, though nothing here shows it.
fn is_kept(bytes: &[u8]) -> bool {
    is_svg(bytes) || matches!(image::guess_format(bytes), Ok(ImageFormat::Avif))
}

/// Whether a picture is a drawing in SVG.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_ascii_lowercase();
    start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('<') && start.contains("<svg") && !start.contains("<html")
}

/// The ending of a picture's name, by what the file is; `None` for what is no picture.
pub(super) fn ending(bytes: &[u8]) -> Option<&'static str> {
    if is_svg(bytes) {
        return Some("svg");
    }
    image::guess_format(bytes).ok()?.extensions_str().first().copied()
}

/// A file name that every system takes, with the ending of what the file is.
fn usable(name: &str, bytes: &[u8]) -> String {
    let ending = ending(bytes).unwrap_or("bin");
    let stem = name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 5).map_or(name, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    let mut words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        words.push("picture");
    }
    let mut stem = words.join("-");
    stem.truncate(NAME);
    // Some systems keep these names for themselves.
    if ["con", "prn", "aux", "nul"].contains(&stem.as_str()) {
        stem.push('-');
    }
    format!("{}.{ending}", stem.trim_end_matches('-'))
}

fn free(name: &str, taken: &HashSet<String>) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_known_by_its_first_element() {
        let drawing = b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- tides -->\n<svg xmlns='http://www.w3.org/2000/svg'/>";
        assert_eq!(ending(drawing), Some("svg"));
        for other in [&b"<html><body><svg></svg></body></html>"[..], b"not <svg", b""] {
            assert_eq!(ending(other), None);
        }
    }

    #[test]
    fn names_are_usable_everywhere() {
        let png = b"\x89PNG\r\n\x1a\n";
        for (name, usable_name) in [
            ("Brücke bei Ebbe.JPG", "br-cke-bei-ebbe.png"),
            ("../../etc/passwd", "etc-passwd.png"),
            ("image.php", "image.png"),
            ("", "picture.png"),
            ("%F0%9F%8C%89", "f0-9f-8c-89.png"),
        ] {
            assert_eq!(usable(name, png), usable_name, "{name}");
        }
        assert_eq!(free("a.png", &["a.png".to_owned(), "a-2.png".to_owned()].into()), "a-3.png");
    }
}
