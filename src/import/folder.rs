//! A folder, or a zip, as files by their names: what lies beside a page is found there.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use super::{kind, limits};
use crate::bundle::{Progress, SharedFile};

/// Files by their names, with `/` between folders.
#[derive(Debug)]
pub(super) enum Folder {
    /// Files on disk, below a folder.
    Disk(PathBuf),
    /// Files in a zip, by their places in it.
    Zip(Zipped),
}

/// A zip that is open.
#[derive(Debug)]
pub(super) struct Zipped {
    label: String,
    archive: ZipArchive<SharedFile>,
    names: BTreeMap<String, usize>,
    /// In how many others it lies.
    pub(super) depth: usize,
    /// Keeps a zip that was taken out of another one.
    _spooled: Option<tempfile::NamedTempFile>,
}

impl Folder {
    /// Opens a zip.
    pub(super) fn zip(path: &Path, label: &str, inner: Option<(tempfile::NamedTempFile, usize)>) -> io::Result<Self> {
        let mut archive = ZipArchive::new(SharedFile::new(File::open(path)?)?).map_err(io::Error::other)?;
        let mut names = BTreeMap::new();
        for index in 0..archive.len().min(limits::FILES) {
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
            // Names that lead out of the zip are nobody's page.
            if !entry.is_dir() && !entry.is_symlink() && entry.enclosed_name().is_some() {
                names.insert(name.replace('\\', "/"), index);
            }
        }
        let (spooled, depth) = inner.map_or((None, 0), |(file, depth)| (Some(file), depth));
        Ok(Self::Zip(Zipped { label: label.to_owned(), archive, names, depth, _spooled: spooled }))
    }

    /// Every file's name in order; what could not be looked into is said.
    pub(super) fn names(&self, progress: &Progress, said: &mut Vec<String>) -> Vec<String> {
        match self {
            Self::Zip(zip) => zip.names.keys().filter(|name| !is_hidden(name)).cloned().collect(),
            Self::Disk(root) => {
                let mut names = Vec::new();
                // Links are not followed: a folder may hold itself by one.
                let walk = walkdir::WalkDir::new(root).max_depth(limits::DEPTH).sort_by_file_name().into_iter();
                let entries = walk.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'));
                for entry in entries {
                    if progress.is_cancelled() {
                        break;
                    }
                    match entry {
                        Ok(entry) if entry.file_type().is_file() => {
                            if let Ok(own) = entry.path().strip_prefix(root) {
                                let parts: Vec<_> = own.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
                                names.push(parts.join("/"));
                            }
                        }
                        Ok(_) => {}
                        Err(error) => said.push(format!("A folder could not be read: {error}. Check that you may read it.")),
                    }
                    if names.len() >= limits::FILES {
                        said.push(format!(
                            "{} holds more than {} files; only the first were looked at. Import its folders one by one.",
                            root.display(),
                            limits::FILES
                        ));
                        break;
                    }
                }
                names
            }
        }
    }

    /// How long a file is, in bytes.
    pub(super) fn size(&self, name: &str) -> Option<u64> {
        match self {
            Self::Disk(root) => fs::metadata(root.join(name)).ok().filter(fs::Metadata::is_file).map(|meta| meta.len()),
            Self::Zip(Zipped { archive, names, .. }) => archive.clone().by_index_raw(*names.get(name)?).ok().map(|entry| entry.size()),
        }
    }

    /// Gives a file's bytes to `with`, from its beginning.
    pub(super) fn stream<T>(&self, name: &str, with: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> io::Result<T> {
        match self {
            Self::Disk(root) => with(&mut File::open(root.join(name))?),
            Self::Zip(Zipped { archive, names, .. }) => {
                let index = names.get(name).copied().ok_or(io::ErrorKind::NotFound)?;
                let mut archive = archive.clone();
                with(&mut archive.by_index(index).map_err(io::Error::other)?)
            }
        }
    }

    /// A file of at most `limit` bytes; nothing where it is longer.
    pub(super) fn read(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        if self.size(name).is_some_and(|size| size > limit) {
            return Ok(None);
        }
        let bytes = self.stream(name, |reader| {
            let mut bytes = Vec::new();
            reader.take(limit + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        })?;
        Ok((bytes.len() as u64 <= limit).then_some(bytes))
    }

    /// How a file begins.
    pub(super) fn start(&self, name: &str) -> io::Result<Vec<u8>> {
        self.stream(name, |reader| {
            let mut bytes = Vec::new();
            reader.take(kind::START as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// What to call a file in sentences.
    pub(super) fn label(&self, name: &str) -> String {
        match self {
            Self::Disk(root) => root.join(name).display().to_string(),
            Self::Zip(zip) => format!("{}#{name}", zip.label),
        }
    }

    /// The file that a page at `page` means by a relative address; nothing where it leads out of the folder or is not there.
    pub(super) fn beside(&self, page: &str, address: &str) -> Option<Vec<u8>> {
        let path = address.split(['?', '#']).next()?;
        if path.is_empty() || path.starts_with("//") || path.contains("://") || path.starts_with("data:") {
            return None;
        }
        let plain = percent_encoding::percent_decode_str(path).decode_utf8().ok()?.replace('\\', "/");
        // Some browsers leave the question of an address in the file's name.
        let asked = percent_encoding::percent_decode_str(address.split('#').next()?).decode_utf8().ok()?.into_owned();
        [path.to_owned(), plain, asked].iter().find_map(|path| {
            let name = joined(page, path)?;
            self.read(&name, limits::PICTURE).ok().flatten()
        })
    }
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// A relative path taken from a file's folder; nothing where it climbs out of the top.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains(['\0', ':']) => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What browsers add to a page's name to name the folder of its files, in the languages they speak.
const COMPANIONS: [&str; 24] = [
    "_files",
    ".files",
    "-files",
    "-dateien",
    "_dateien",
    "_fichiers",
    "-fichiers",
    "_archivos",
    "-archivos",
    "_ficheiros",
    "_arquivos",
    "_bestanden",
    "-bestanden",
    "_file",
    "-filer",
    "_filer",
    "_pliki",
    "_soubory",
    "_dosyalar",
    "_tiedostot",
    "_elemei",
    "_bylos",
    "_filiai",
    "_data",
];

/// Names of files that lie in the folder of a page's pictures and scripts: they are no pages of their own.
pub(super) fn is_of_a_page(name: &str, all: &std::collections::HashSet<String>) -> bool {
    let mut at = 0;
    while let Some(end) = name[at..].find('/').map(|found| at + found) {
        let folder = &name[..end];
        let small = folder.to_lowercase();
        for ending in COMPANIONS {
            if small.ends_with(ending) && folder.is_char_boundary(folder.len().saturating_sub(ending.len())) {
                let stem = &folder[..folder.len() - ending.len()];
                if ["html", "htm", "xhtml", "shtml", "HTML", "HTM"].iter().any(|kind| all.contains(&format!("{stem}.{kind}")))
                    || all.contains(stem)
                {
                    return true;
                }
            }
        }
        at = end + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_stay_in_their_folder() {
        for (from, path, to) in [
            ("a/page.html", "page_files/x.jpg", Some("a/page_files/x.jpg")),
            ("a/page.html", "./page_files/../x.jpg", Some("a/x.jpg")),
            ("page.html", "../secret", None),
            ("a/page.html", "/x.jpg", Some("a/x.jpg")),
        ] {
            assert_eq!(joined(from, path).as_deref(), to, "{path}");
        }
    }

    #[test]
    fn the_files_of_a_page_are_no_pages() {
        let all: std::collections::HashSet<String> = ["a/Bridge.html", "b/Brücke.htm"].map(str::to_owned).into();
        assert!(is_of_a_page("a/Bridge_files/frame.html", &all));
        assert!(is_of_a_page("b/Brücke-Dateien/frame.html", &all));
        assert!(!is_of_a_page("a/other_files/frame.html", &all));
        assert!(!is_of_a_page("a/Bridge.html", &all));
    }
}
