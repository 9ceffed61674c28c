//! What the program remembers between two starts.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use atomic_write_file::AtomicWriteFile;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{docks::Docks, theme::Look};
use crate::{
    cite::FAVOURITES,
    export::{Paper, PrintOptions},
    search::SavedFilter,
};

/// How many archives are remembered.
const RECENTS: usize = 12;
/// How much memory pictures may be given, in MB.
pub const PICTURE_MEMORY: std::ops::RangeInclusive<u32> = 32..=2048;

/// The reader's choices; a broken or older file gives the defaults for what it lacks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// How things look.
    pub look: Look,
    /// The key of the citation style, or the path of a `.csl` file.
    pub style: String,
    /// The styles that are offered first; none chosen yet means the usual ones.
    pub favourites: Option<Vec<String>>,
    /// Style files of one's own, the last one first.
    pub own_styles: Vec<OwnStyle>,
    /// Whether the list of works cited has the reader's notes in it.
    pub annotates_works: bool,
    /// Whether it is grouped by article.
    pub groups_works: bool,
    /// Archives opened before, the last one first.
    pub recents: Vec<Recent>,
    /// Filters kept under a name.
    pub filters: Vec<SavedFilter>,
    /// How the panels lie.
    pub docks: Option<Docks>,
    /// Who stands behind corrections; empty for the name that the system knows.
    pub reader: String,
    /// Whether words that judge or hedge are marked in articles.
    pub hides_labels: bool,
    /// Whether reporting verbs are marked in articles.
    pub marks_verbs: bool,
    /// Whether sheets are printed on US Letter.
    pub prints_letter: bool,
    /// Whether sheets are printed in large letters.
    pub prints_large: bool,
    /// Whether the window has its light and dark follow the system no longer.
    pub zoom: Option<f32>,
    /// How much memory decoded pictures may take, in MB; nothing chosen yet means 256.
    pub picture_memory: Option<u32>,
}

/// A style file of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStyle {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is called.
    pub title: String,
}

/// An archive that was opened before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recent {
    /// Where it lay.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// How many articles it had.
    pub articles: usize,
    /// How many quotations it had.
    pub quotations: usize,
    /// When it was opened.
    pub opened: Timestamp,
    /// Its length and time of change when it was opened; a folder's are those of its tag manifest.
    pub fingerprint: Option<(u64, u64)>,
    /// When all of its checksums were last found right.
    #[serde(default)]
    pub verified: Option<Timestamp>,
}

/// How a recent archive is found today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecentState {
    /// As it was.
    Same,
    /// Something changed it.
    Changed,
    /// It lies there no longer.
    Moved,
}

impl Settings {
    /// How much memory decoded pictures may take, in MB.
    pub fn picture_megabytes(&self) -> u32 {
        self.picture_memory.unwrap_or(256).clamp(*PICTURE_MEMORY.start(), *PICTURE_MEMORY.end())
    }

    /// The same in bytes.
    pub fn picture_bytes(&self) -> usize {
        (self.picture_megabytes() as usize) << 20
    }

    /// The keys of the styles that are offered first.
    pub fn favourite_styles(&self) -> Vec<String> {
        self.favourites.clone().unwrap_or_else(|| FAVOURITES.iter().map(|key| (*key).to_owned()).collect())
    }

    /// On what sheets are printed, and how large.
    pub fn print_options(&self) -> PrintOptions {
        PrintOptions { paper: if self.prints_letter { Paper::Letter } else { Paper::A4 }, large: self.prints_large }
    }

    /// Who stands behind corrections: the name that was given, or the one that the system knows.
    pub fn reader(&self) -> String {
        let known = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
        [Some(self.reader.trim().to_owned()), known]
            .into_iter()
            .flatten()
            .find(|name| !name.is_empty())
            .unwrap_or_else(|| "a reader".to_owned())
    }
}

impl Recent {
    /// How it is found today.
    pub fn state(&self) -> RecentState {
        match (fingerprint(&self.path), self.fingerprint) {
            (None, _) => RecentState::Moved,
            (now, then) if then.is_some() && now != then => RecentState::Changed,
            _ => RecentState::Same,
        }
    }
}

/// The length and the time of change of an archive's file, or of a folder's tag manifest.
pub fn fingerprint(path: &Path) -> Option<(u64, u64)> {
    let meta = fs::metadata(path).ok()?;
    let meta = if meta.is_dir() { fs::metadata(path.join("tagmanifest-sha256.txt")).or_else(|_| fs::metadata(path)).ok()? } else { meta };
    let changed = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((meta.len(), changed.as_millis() as u64))
}

impl Settings {
    /// Where they are kept: the system's folder for settings, or the one that `ONRECORD_HOME` names.
    pub fn home() -> Option<PathBuf> {
        if let Some(home) = std::env::var_os("ONRECORD_HOME") {
            return Some(home.into());
        }
        directories::ProjectDirs::from("org", "On Record", "onrecord").map(|dirs| dirs.config_dir().to_owned())
    }

    /// Reads them; a file that cannot be read is set aside under another name, and the sentence says so.
    pub fn load(home: &Path) -> (Self, Option<String>) {
        let file = home.join("settings.json");
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => {
                return (
                    Self::default(),
                    Some(format!("Your settings in {} could not be read ({error}); the usual ones are used.", file.display())),
                );
            }
        };
        match serde_json::from_str(&text) {
            Ok(settings) => (settings, None),
            Err(error) => {
                let aside = home.join("settings.broken.json");
                let kept = fs::rename(&file, &aside).is_ok();
                let rest = if kept { format!("It was set aside as {}.", aside.display()) } else { "It was left as it is.".to_owned() };
                (
                    Self::default(),
                    Some(format!("Your settings in {} are damaged ({error}); the usual ones are used. {rest}", file.display())),
                )
            }
        }
    }

    /// Writes them, whole or not at all.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn save(&self, home: &Path) -> io::Result<()> {
        fs::create_dir_all(home)?;
        let mut file = AtomicWriteFile::open(home.join("settings.json"))?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.commit()
    }

    /// Puts an archive to the front of those that were opened before.
    pub fn remember(&mut self, mut recent: Recent) {
        if let Some(known) = self.recents.iter().position(|other| other.path == recent.path) {
            let earlier = self.recents.remove(known);
            if earlier.fingerprint == recent.fingerprint {
                recent.verified = recent.verified.or(earlier.verified);
            }
        }
        self.recents.insert(0, recent);
        self.recents.truncate(RECENTS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_settings_are_set_aside_and_said() {
        let home = tempfile::tempdir().unwrap();
        assert!(Settings::load(home.path()).1.is_none());
        let settings = Settings { style: "apa".into(), ..Settings::default() };
        settings.save(home.path()).unwrap();
        assert_eq!(Settings::load(home.path()).0.style, "apa");
        fs::write(home.path().join("settings.json"), "{").unwrap();
        let (settings, said) = Settings::load(home.path());
        assert!(settings.style.is_empty() && said.unwrap().contains("set aside"));
        assert!(home.path().join("settings.broken.json").exists());
    }

    #[test]
    fn a_recent_archive_knows_whether_it_moved_or_changed() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.record");
        fs::write(&path, "1").unwrap();
        let recent = Recent {
            path: path.clone(),
            title: String::new(),
            articles: 0,
            quotations: 0,
            opened: Timestamp::UNIX_EPOCH,
            fingerprint: fingerprint(&path),
            verified: None,
        };
        assert_eq!(recent.state(), RecentState::Same);
        fs::write(&path, "22").unwrap();
        assert_eq!(recent.state(), RecentState::Changed);
        fs::remove_file(&path).unwrap();
        assert_eq!(recent.state(), RecentState::Moved);
    }
}
