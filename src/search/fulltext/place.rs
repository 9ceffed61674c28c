//! Where indexes lie: among the system's caches, never in an archive.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use sha2::{Digest, Sha256};

/// From so many articles on an index is worth making; fewer are read as quickly as they are looked up.
pub const INDEXED_FROM: usize = 300;

/// How much all indexes may take together, in bytes: a newspaper's decade takes a tenth of it.
const MOST_BYTES: u64 = 4 << 30;
/// The file of an index whose time of change says when it was last used.
const USED: &str = "used";

/// The folder for what can be made again at any time; nothing where the system names none.
pub fn caches() -> Option<PathBuf> {
    match std::env::var_os("ONRECORD_HOME") {
        Some(home) => Some(PathBuf::from(home)),
        None => Some(directories::ProjectDirs::from("org", "On Record", "onrecord")?.cache_dir().to_owned()),
    }
}

/// The folder for the index of one archive.
///
/// Identifier and path name it together: a copy of an archive that was changed since has an index of its own, and two archives that
/// claim to be the same one do not take turns in one folder. An archive that was moved is indexed anew.
pub fn folder(caches: &Path, identifier: &str, archive: &Path) -> PathBuf {
    let path = std::path::absolute(archive).unwrap_or_else(|_| archive.to_owned());
    let sum = Sha256::new().chain_update(identifier).chain_update([0]).chain_update(path.as_os_str().as_encoded_bytes()).finalize();
    let name: String = sum.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    caches.join("index").join(name)
}

/// Notes that an index is used now, and takes away those that were not used for longest, until the rest has room.
///
/// Where that cannot be done nothing is lost: an index is only a cache.
pub(super) fn used(folder: &Path) {
    let _ = fs::write(folder.join(USED), "");
    if let Some(all) = folder.parent() {
        tidy(all, folder, MOST_BYTES);
    }
}

fn tidy(all: &Path, in_use: &Path, most: u64) {
    let Ok(entries) = fs::read_dir(all) else { return };
    let folders = entries.flatten().map(|entry| entry.path()).filter(|path| is_index(path));
    let mut known: Vec<(SystemTime, u64, PathBuf)> = folders.map(|path| (last_used(&path), length(&path), path)).collect();
    known.sort();
    let mut bytes: u64 = known.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in known {
        if bytes <= most {
            break;
        }
        if path != in_use && fs::remove_dir_all(&path).is_ok() {
            bytes -= length;
        }
    }
}

/// Whether a folder is an index, by its name and by what is in it: nothing else is ever taken away.
fn is_index(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()) && folder.join("meta.json").is_file()
}

fn last_used(folder: &Path) -> SystemTime {
    let changed = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    changed(&folder.join(USED)).or_else(|| changed(folder)).unwrap_or(SystemTime::UNIX_EPOCH)
}

fn length(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn indexes_that_were_not_used_for_longest_make_room_but_never_the_one_in_use() {
        let caches = tempfile::tempdir().unwrap();
        let made = |name: &str, age: u64| {
            let folder = caches.path().join(name.repeat(32));
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("meta.json"), [0; 1_000]).unwrap();
            fs::write(folder.join(USED), "").unwrap();
            let used = fs::File::options().append(true).open(folder.join(USED)).unwrap();
            used.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
            folder
        };
        let (oldest, middle, newest) = (made("a", 3_000), made("c", 2_000), made("b", 1_000));
        tidy(caches.path(), &newest, 3_000);
        assert!(oldest.exists(), "there is room for all");
        tidy(caches.path(), &newest, 2_500);
        assert!(!oldest.exists() && middle.exists() && newest.exists());
        fs::create_dir(caches.path().join("letters")).unwrap();
        tidy(caches.path(), &middle, 0);
        assert!(caches.path().join("letters").exists(), "what is no index is nobody’s to take away");
        assert!(middle.exists() && !newest.exists(), "the one in use stays, whatever it takes");
    }

    #[test]
    fn two_archives_that_claim_to_be_one_have_two_indexes() {
        let (caches, one) = (Path::new("/caches"), Path::new("/a/one.record"));
        assert_eq!(folder(caches, "urn:uuid:1", one), folder(caches, "urn:uuid:1", one));
        assert_ne!(folder(caches, "urn:uuid:1", one), folder(caches, "urn:uuid:1", Path::new("/a/two.record")));
        assert_ne!(folder(caches, "urn:uuid:1", one), folder(caches, "urn:uuid:2", one));
    }
}
