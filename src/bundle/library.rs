//! Many archives in one folder, as one collection.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// How many folders deep archives are looked for.
const DEPTH: usize = 6;

/// Whether something at a path looks like an archive, by its name or by the files that every archive has.
pub fn is_archive(path: &Path) -> bool {
    if path.is_dir() {
        return path.join("data/archive.json").is_file() || path.join("bagit.txt").is_file();
    }
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("record"))
}

/// The archives in a folder and the folders in it, in the order of their paths; links are not followed.
pub fn archives_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(folder).max_depth(DEPTH).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        if hidden || is_archive(entry.path()) {
            if entry.file_type().is_dir() {
                // What lies in an archive is a part of it.
                walk.skip_current_dir();
            }
            if !hidden && !entry.path_is_symlink() {
                found.push(entry.into_path());
            }
        }
    }
    found
}

/// Paths with every folder that is no archive replaced by the archives in it; a folder without any stays, so that it can be named.
pub fn each_archive<P: AsRef<Path>>(paths: &[P]) -> Vec<PathBuf> {
    let each = |path: &P| {
        let path = path.as_ref();
        let inside = if path.is_dir() && !is_archive(path) { archives_in(path) } else { Vec::new() };
        if inside.is_empty() { vec![path.to_owned()] } else { inside }
    };
    paths.iter().flat_map(each).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_of_archives_is_all_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["b/data", "2020/c/data", "2020/c/data/inner", ".hidden", "empty"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        for name in
            ["b/data/archive.json", "2020/c/data/archive.json", "2020/c/data/inner/x.record", "a.record", "notes.txt", ".hidden/d.record"]
        {
            fs::write(at(name), "{}").unwrap();
        }
        assert_eq!(archives_in(folder.path()), [at("2020/c"), at("a.record"), at("b")]);
        assert_eq!(each_archive(&[at("empty"), at("a.record")]), [at("empty"), at("a.record")]);
    }
}
