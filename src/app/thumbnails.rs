//! Small pictures kept on disk, so that a gallery that was looked at once is there at once the next time.
//!
//! A small picture is named by the SHA-256 of the bytes that it was made of, not by what a manifest says of them: it can only ever stand for
//! those bytes. It is a cache: what is broken is made anew, what was not looked at for longest goes first, and nothing is said where it
//! cannot be written.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageReader, Limits, RgbaImage, codecs::jpeg::JpegEncoder};

use crate::bundle::sha256;

/// What each file begins with, so that one of another kind is not taken for one of these.
const SIGN: &[u8; 8] = b"ORthumb1";
/// How much all of them may take on disk, in bytes.
const MOST_BYTES: u64 = 512 << 20;
/// Larger ones are not kept, in pixels of the longer side.
const LARGEST: u32 = 512;
/// How often a small picture that is read is marked as in use.
const MARKED_AFTER: Duration = Duration::from_secs(24 * 3600);
/// How good they are, of 100.
const QUALITY: u8 = 88;

/// A picture made small.
pub struct Small {
    /// Its pixels.
    pub pixels: RgbaImage,
    /// How large it is in the archive, in pixels, the right way up.
    pub original_size: [u32; 2],
}

/// Small pictures in a folder.
#[derive(Clone, Debug)]
pub struct Thumbnails {
    folder: PathBuf,
}

impl Thumbnails {
    /// Those in a folder among the system's caches.
    pub fn at(caches: &Path) -> Self {
        Self { folder: caches.join("thumbnails") }
    }

    fn path(&self, bytes: &[u8], size: [u32; 2]) -> PathBuf {
        let name = sha256(bytes);
        self.folder.join(&name[..2]).join(format!("{}-{}x{}", &name[2..], size[0], size[1]))
    }

    /// The small picture of these bytes for a size; nothing where there is none that can be used.
    pub fn get(&self, bytes: &[u8], size: [u32; 2]) -> Option<Small> {
        let path = self.path(bytes, size);
        let kept = fs::read(&path).ok()?;
        let small = read(&kept);
        if small.is_none() {
            // Cut, or something else altogether: it is made anew.
            let _ = fs::remove_file(&path);
        } else if let Ok(file) = fs::File::options().append(true).open(&path)
            && file.metadata().and_then(|meta| meta.modified()).is_ok_and(|then| then.elapsed().is_ok_and(|age| age > MARKED_AFTER))
        {
            let _ = file.set_modified(SystemTime::now());
        }
        small
    }

    /// Keeps the small picture of these bytes, where it is much smaller than the picture: others are made as quickly as they are read.
    pub fn keep(&self, bytes: &[u8], size: [u32; 2], small: &Small) {
        let (wide, high) = small.pixels.dimensions();
        let of = |[wide, high]: [u32; 2]| u64::from(wide) * u64::from(high);
        let is_worth = wide.max(high) <= LARGEST && of([wide, high]) * 2 <= of(small.original_size);
        let is_opaque = || small.pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX);
        if !is_worth || !is_opaque() {
            return;
        }
        let mut kept = SIGN.to_vec();
        small.original_size.iter().for_each(|side| kept.extend(side.to_le_bytes()));
        let plain = DynamicImage::ImageRgba8(small.pixels.clone()).into_rgb8();
        let encoder = JpegEncoder::new_with_quality(&mut kept, QUALITY);
        if encoder.write_image(plain.as_raw(), wide, high, ExtendedColorType::Rgb8).is_err() {
            return;
        }
        let path = self.path(bytes, size);
        // Written beside and renamed, so that another window never reads half of it.
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        let written = path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) && fs::write(&beside, kept).is_ok();
        if written && fs::rename(&beside, &path).is_err() {
            let _ = fs::remove_file(&beside);
        }
    }

    /// Takes away those that were not looked at for longest, until the rest has room.
    pub fn tidy(&self) {
        self.tidy_to(MOST_BYTES);
    }

    fn tidy_to(&self, most: u64) {
        let mut all: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in walkdir::WalkDir::new(&self.folder).max_depth(2).into_iter().flatten() {
            if let Some(meta) = entry.metadata().ok().filter(fs::Metadata::is_file) {
                all.push((meta.modified().unwrap_or(SystemTime::UNIX_EPOCH), meta.len(), entry.into_path()));
            }
        }
        let mut bytes: u64 = all.iter().map(|(_, length, _)| length).sum();
        if bytes <= most {
            return;
        }
        all.sort();
        // A little more than is needed, so that the next one does not begin again.
        for (_, length, path) in all {
            if bytes <= most / 10 * 9 {
                break;
            }
            if fs::remove_file(path).is_ok() {
                bytes -= length;
            }
        }
    }
}

/// What a file holds; nothing where it is broken.
fn read(kept: &[u8]) -> Option<Small> {
    let rest = kept.strip_prefix(SIGN)?;
    let (wide, rest) = rest.split_first_chunk()?;
    let (high, rest) = rest.split_first_chunk()?;
    let original_size = [u32::from_le_bytes(*wide), u32::from_le_bytes(*high)];
    let mut reader = ImageReader::with_format(Cursor::new(rest), image::ImageFormat::Jpeg);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST), Some(LARGEST));
    reader.limits(limits);
    // A cut picture is filled up with grey by some decoders: its last bytes say that it is whole.
    let pixels = reader.decode().ok().filter(|_| rest.ends_with(&[0xFF, 0xD9]))?.into_rgba8();
    Some(Small { pixels, original_size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(wide: u32, high: u32) -> Small {
        let pixels = RgbaImage::from_fn(wide, high, |x, y| image::Rgba([x as u8, y as u8, 90, 255]));
        Small { pixels, original_size: [wide * 4, high * 4] }
    }

    #[test]
    fn what_was_kept_is_there_again_for_the_same_bytes_and_size_alone() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Thumbnails::at(folder.path());
        kept.keep(b"a picture", [96, 96], &small(120, 96));
        let found = kept.get(b"a picture", [96, 96]).unwrap();
        assert_eq!((found.pixels.dimensions(), found.original_size), ((120, 96), [480, 384]));
        assert!(kept.get(b"a picture", [128, 128]).is_none() && kept.get(b"another", [96, 96]).is_none());
    }

    #[test]
    fn what_is_broken_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Thumbnails::at(folder.path());
        kept.keep(b"a picture", [96, 96], &small(120, 96));
        let path = kept.path(b"a picture", [96, 96]);
        let whole = fs::read(&path).unwrap();
        for broken in [&whole[..0], &whole[..7], &whole[..15], &whole[..whole.len() / 2], b"something else"] {
            fs::write(&path, broken).unwrap();
            assert!(kept.get(b"a picture", [96, 96]).is_none());
            assert!(!path.exists(), "it is made anew");
        }
    }

    #[test]
    fn those_not_looked_at_for_longest_go_first() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Thumbnails::at(folder.path());
        for (age, name) in [(3, "old"), (1, "new"), (2, "middle")] {
            kept.keep(name.as_bytes(), [96, 96], &small(120, 96));
            let file = fs::File::options().append(true).open(kept.path(name.as_bytes(), [96, 96])).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age * 1_000)).unwrap();
        }
        let one = fs::metadata(kept.path(b"new", [96, 96])).unwrap().len();
        kept.tidy_to(one * 3);
        assert!(kept.path(b"old", [96, 96]).exists(), "there is room for all");
        kept.tidy_to(one * 5 / 2);
        assert!(!kept.path(b"old", [96, 96]).exists() && kept.path(b"middle", [96, 96]).exists());
    }

    #[test]
    fn what_cannot_be_kept_is_no_trouble() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let kept = Thumbnails::at(&file);
        kept.keep(b"a picture", [96, 96], &small(120, 96));
        assert!(kept.get(b"a picture", [96, 96]).is_none());
        kept.tidy();
    }
}
