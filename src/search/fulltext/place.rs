//! Where indexes lie: among the system's caches, never in an archive.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// From so many articles on an index is worth making; fewer are read as quickly as they are looked up.
pub const INDEXED_FROM: usize = 300;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_archives_that_claim_to_be_one_have_two_indexes() {
        let (caches, one) = (Path::new("/caches"), Path::new("/a/one.record"));
        assert_eq!(folder(caches, "urn:uuid:1", one), folder(caches, "urn:uuid:1", one));
        assert_ne!(folder(caches, "urn:uuid:1", one), folder(caches, "urn:uuid:1", Path::new("/a/two.record")));
        assert_ne!(folder(caches, "urn:uuid:1", one), folder(caches, "urn:uuid:2", one));
    }
}
