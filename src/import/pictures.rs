//! The files of an article's photos: named, described by what they say themselves, and those that are missing named so.

use std::collections::HashSet;

use image::ImageFormat;

use super::{file::Imported, photo_metadata};

/// How long a file's name may be, in bytes.
const NAME: usize = 72;

/// Puts the pictures that came with an article in order, once it was read.
pub(super) fn settle(imported: &mut Imported) {
    let mut taken: HashSet<String> = HashSet::new();
    let (mut unshown, mut damaged) = (0, 0);
    imported.pictures.retain(|picture| {
        let (is_shown, is_kept) = (is_shown(&picture.bytes), is_kept(&picture.bytes));
        unshown += usize::from(!is_shown && is_kept);
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
    if unshown > 0 {
        let them = if unshown == 1 { "it is" } else { "they are" };
        let pictures = counted(unshown, "picture is", "pictures are");
        imported.doubts.push(format!("{pictures} in a form that is not shown here (AVIF); {them} kept beside the original."));
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
    matches!(image::guess_format(bytes), Ok(ImageFormat::Avif))
}

/// A file name that every system takes, with the ending of what the file is.
fn usable(name: &str, bytes: &[u8]) -> String {
    let ending = image::guess_format(bytes).ok().and_then(|format| format.extensions_str().first().copied()).unwrap_or("bin");
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
