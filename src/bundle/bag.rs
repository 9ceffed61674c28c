//! A bag's own papers: declaration, manifests, metadata and `fetch.txt`, read by the rules of the version that it declares.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::{
    declaration::{Declaration, Version},
    error::Problem,
    fetch, info, limits,
    manifest::{self, Algorithm},
    names,
    store::Store,
};

const AGAIN: &str = "Copy the archive again from where it came from.";
const MAKER: &str = "Ask whoever made the bag for one that follows the standard.";
const KNOW: &str = "Nothing needs to be done.";

/// What a bag's papers say, and what is wrong or odd about them.
#[derive(Debug, Default)]
pub struct Bag {
    /// Every file that a manifest lists, with its checksums.
    pub listed: BTreeMap<String, Vec<(Algorithm, String)>>,
    /// What makes the bag invalid.
    pub problems: Vec<Problem>,
    /// What is allowed, but worth knowing.
    pub warnings: Vec<Problem>,
    /// That the payload has another size than the bag says: worth telling where no file of it is named already.
    pub size: Option<Problem>,
    declaration: Declaration,
    /// What each payload manifest lists, by its file name.
    payload: BTreeMap<String, BTreeSet<String>>,
    /// What each tag manifest lists, by its file name.
    tags: BTreeMap<String, BTreeSet<String>>,
}

impl Bag {
    /// Reads the papers of a bag; its payload is not looked at, only listed.
    pub fn read(store: &Store) -> Self {
        let mut bag = Self { problems: store.problems.clone(), ..Self::default() };
        bag.declare(store);
        let found = Names::of(store);
        let root: Vec<&String> = store.files.keys().filter(|name| !name.contains('/') && name.ends_with(".txt")).collect();
        for name in &root {
            let lower = name.to_ascii_lowercase();
            let stem = lower.trim_end_matches(".txt");
            if let Some(algorithm) = stem.strip_prefix("tagmanifest-") {
                bag.gather(store, &found, name, algorithm, false);
            } else if let Some(algorithm) = stem.strip_prefix("manifest-") {
                bag.gather(store, &found, name, algorithm, true);
            }
        }
        bag.is_whole(store);
        bag.fetched(store);
        bag.informed(store);
        bag.look_alike(store);
        bag
    }

    fn problem(&mut self, file: &str, what: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::new(file, what, remedy));
    }

    fn warn(&mut self, file: &str, what: impl Into<String>) {
        self.warnings.push(Problem::new(file, what, KNOW));
    }

    fn declare(&mut self, store: &Store) {
        if !store.files.contains_key("bagit.txt") {
            return self.problem("bagit.txt", "The file is missing: this is no complete bag.", "Save the archive once to write it.");
        }
        match store.read("bagit.txt", limits::JSON) {
            Err(problem) => self.problems.push(problem),
            Ok(bytes) => {
                let (declaration, wrong, odd) = Declaration::parse(&bytes);
                self.declaration = declaration;
                wrong.into_iter().for_each(|what| self.problem("bagit.txt", what, MAKER));
                odd.into_iter().for_each(|what| self.warn("bagit.txt", what));
            }
        }
        if !store.has_payload_folder() {
            self.problem("data", "The folder is missing, and with it everything that the bag should hold.", AGAIN);
        }
    }

    /// Reads a tag file in the bag's encoding.
    fn text(&mut self, store: &Store, name: &str) -> Option<String> {
        let bytes = match store.read(name, limits::MANIFEST) {
            Ok(bytes) => bytes,
            Err(problem) => {
                self.problems.push(problem);
                return None;
            }
        };
        let text = self.declaration.encoding.decode(&bytes);
        if text.is_none() {
            self.problem(name, "It is not encoded as bagit.txt says that tag files are.", MAKER);
        }
        text
    }

    fn gather(&mut self, store: &Store, found: &Names<'_>, name: &str, algorithm: &str, is_payload: bool) {
        let Some(text) = self.text(store, name) else { return };
        let known = Algorithm::named(algorithm);
        let (entries, wrong) = manifest::parse(&text, known);
        for line in wrong.into_iter().take(limits::PROBLEMS) {
            self.problem(name, format!("Line {line} is no line of a manifest: a checksum, spaces, a path."), AGAIN);
        }
        let mut own: BTreeMap<String, &str> = BTreeMap::new();
        let (mut stars, mut dots) = (0, 0);
        for entry in &entries {
            stars += usize::from(entry.starred);
            let written = names::unescaped(entry.path);
            let exact = self.declaration.version < Version::ONE && store.files.contains_key(entry.path);
            let (path, dotted) = names::plain(if exact { entry.path } else { &written });
            dots += usize::from(dotted && names::danger(entry.path).is_none());
            let danger = names::danger(entry.path).or_else(|| names::danger(&path));
            if let Some(danger) = danger {
                self.problem(name, format!("Line {} names “{}”: {danger}. It is not followed.", entry.line, entry.path), MAKER);
                continue;
            }
            if is_payload && !path.starts_with("data/") {
                self.problem(name, format!("Line {} lists “{path}”, which is not in the folder data.", entry.line), MAKER);
                continue;
            }
            let path = match found.get(&path) {
                Some(other) if other != path => {
                    self.warn(other, "Its name in the manifest is in another Unicode form; another system may not find the file.");
                    other.to_owned()
                }
                _ => path,
            };
            if store.is_folder(&path) {
                self.problem(name, format!("Line {} lists the folder “{path}”; only files have checksums.", entry.line), MAKER);
                continue;
            }
            match own.get(&path) {
                Some(sum) if sum.eq_ignore_ascii_case(entry.sum) => self.warn(&path, format!("{name} lists the file twice.")),
                Some(_) => self.problem(&path, format!("{name} lists the file twice, with two different checksums."), MAKER),
                None => {
                    own.insert(path.clone(), entry.sum);
                    let sums = self.listed.entry(path).or_default();
                    sums.extend(known.map(|algorithm| (algorithm, entry.sum.to_ascii_lowercase())));
                }
            }
        }
        if stars > 0 {
            self.warn(name, "It was made by md5sum or its like, which put an asterisk before each path; the standard has none.");
        }
        if dots > 0 {
            self.warn(name, "It has paths that begin with ./ or have needless slashes; other programs may not find the files.");
        }
        match known {
            None => self.warn(name, format!("The algorithm {algorithm} is not known here, so its checksums are not compared.")),
            Some(known) if is_payload && known.is_weak() => {
                self.warn(name, format!("{algorithm} guards against accidents, not against somebody who changes files on purpose."));
            }
            Some(_) => {}
        }
        let own = own.into_keys().collect();
        if is_payload {
            self.payload.insert(name.to_owned(), own)
        } else {
            self.tags.insert(name.to_owned(), own)
        };
    }

    /// Whether everything that must be listed is (RFC 8493, sections 2.2.1 and 3).
    fn is_whole(&mut self, store: &Store) {
        let strict = self.declaration.version >= Version::ONE;
        let has_sums =
            self.payload.keys().any(|name| Algorithm::named(name.trim_start_matches("manifest-").trim_end_matches(".txt")).is_some());
        if self.payload.is_empty() {
            let what = "The file is missing, so nothing can be compared.";
            self.problem(
                "manifest-sha256.txt",
                what,
                "Save the archive once to write a new one; whether anything was changed before stays unknown.",
            );
        } else if !has_sums {
            self.problem(
                "manifest-sha256.txt",
                "No manifest has checksums of a kind that is known here, so nothing can be compared.",
                MAKER,
            );
        }
        let all: BTreeSet<&String> = self.payload.values().flatten().collect();
        let (mut problems, mut warnings) = (Vec::new(), Vec::new());
        for (manifest, own) in self.payload.iter().filter(|(_, own)| own.len() < all.len()) {
            for name in all.iter().filter(|name| !own.contains(**name)) {
                let what = format!("{manifest} does not list the file, though another manifest does.");
                let to = if strict { &mut problems } else { &mut warnings };
                to.push(Problem::new(name.as_str(), what, if strict { MAKER } else { KNOW }));
            }
        }
        for (manifest, own) in &self.tags {
            for payload in self.payload.keys().filter(|payload| !own.contains(*payload)) {
                let to = if strict { &mut problems } else { &mut warnings };
                to.push(Problem::new(
                    payload,
                    format!("{manifest} does not list it, so nothing guards it."),
                    if strict { MAKER } else { KNOW },
                ));
            }
            for other in own.iter().filter(|name| name.starts_with("tagmanifest-") && !name.contains('/')) {
                let to = if strict { &mut problems } else { &mut warnings };
                to.push(Problem::new(
                    manifest,
                    format!("It lists {other}, and no tag manifest may list one."),
                    if strict { MAKER } else { KNOW },
                ));
            }
            if own.iter().any(|name| name.starts_with("data/")) {
                warnings.push(Problem::new(manifest, "It lists files of the folder data, which belong into the other manifests.", KNOW));
            }
        }
        if !self.payload.is_empty() {
            for name in store.files.keys().filter(|name| name.starts_with("data/") && !all.contains(name)) {
                problems.push(Problem::new(
                    name,
                    "The file is in no manifest: it was added after the archive was made.",
                    "If it belongs there, save the archive; if not, take the file out.",
                ));
            }
        }
        self.problems.extend(problems);
        self.warnings.extend(warnings);
    }

    /// What is to come from the network; it never does (RFC 8493, section 2.2.3).
    fn fetched(&mut self, store: &Store) {
        if !store.files.contains_key("fetch.txt") {
            return;
        }
        let Some(text) = self.text(store, "fetch.txt") else { return };
        let (entries, wrong) = fetch::parse(&text);
        for line in wrong.into_iter().take(limits::PROBLEMS) {
            self.problem("fetch.txt", format!("Line {line} is no line of such a file: an address, a length, a path."), MAKER);
        }
        for entry in entries {
            let (path, _) = names::plain(&names::unescaped(entry.path));
            if let Some(danger) = names::danger(entry.path).or_else(|| names::danger(&path)) {
                self.problem("fetch.txt", format!("Line {} names “{}”: {danger}. It is not followed.", entry.line, entry.path), MAKER);
            } else if !path.starts_with("data/") {
                self.problem("fetch.txt", format!("Line {} would replace “{path}”, which is not in the folder data.", entry.line), MAKER);
            } else if !self.payload.values().any(|own| own.contains(&path)) {
                self.problem("fetch.txt", format!("Line {} names “{path}”, which no manifest lists.", entry.line), MAKER);
            }
        }
        match fetch::waiting(store) {
            Some(problem) => self.problems.push(problem),
            None => {
                let what = "The bag names addresses from which files could be fetched. Nothing is ever fetched; every file is here.";
                self.warn("fetch.txt", what);
            }
        }
    }

    /// What the bag says of itself (RFC 8493, section 2.2.2).
    fn informed(&mut self, store: &Store) {
        let name = self.declaration.version.info_file();
        // Bags that say an old version and have the newer file are judged by what they have.
        let name = if store.files.contains_key(name) { name } else { "bag-info.txt" };
        if !store.files.contains_key(name) {
            return;
        }
        let Some(text) = self.text(store, name) else { return };
        let info = info::parse(&text, self.declaration.version);
        info.wrong.into_iter().for_each(|what| self.problem(name, what, MAKER));
        info.odd.into_iter().for_each(|what| self.warn(name, what));
        let waits = store.files.contains_key("fetch.txt") && self.listed.keys().any(|name| !store.files.contains_key(name));
        for oxum in info.oxums {
            let payload = store.files.iter().filter(|(name, _)| name.starts_with("data/"));
            let found = payload.fold((0, 0), |(bytes, files), (_, length)| (bytes + length, files + 1));
            if oxum != found && !waits {
                let what = format!(
                    "It says that the payload has {} bytes in {} files; it has {} bytes in {} files.",
                    oxum.0, oxum.1, found.0, found.1
                );
                self.size = Some(Problem::new(name, what, AGAIN));
            }
        }
    }

    /// Names that another system takes for one, files that a system left there, bags in the bag.
    fn look_alike(&mut self, store: &Store) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut warnings = Vec::new();
        let listed = self.listed.keys().filter(|name| !store.files.contains_key(*name));
        for name in store.files.keys().chain(listed) {
            let folded = if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().flat_map(char::to_lowercase).collect() };
            match seen.get(&folded) {
                Some(other) => warnings.push((
                    name.clone(),
                    format!("Its name differs from “{other}” only in case or Unicode form; on some systems one replaces the other."),
                )),
                None => drop(seen.insert(folded, name)),
            }
            if names::is_left_by_a_system(name) {
                warnings.push((name.clone(), "An operating system left it there; it says nothing about the articles.".to_owned()));
            }
            if name.starts_with("data/") && name.ends_with("/bagit.txt") {
                warnings.push((name.clone(), "There is a bag in the bag; it is kept, and not checked by itself.".to_owned()));
            }
        }
        warnings.into_iter().take(limits::PROBLEMS).for_each(|(name, what)| self.warn(&name, what));
    }
}

/// The checksums by which the files of an archive are known, from its manifests in SHA-256; those that name a file twice differently are left out.
pub fn known_sums(store: &Store) -> HashMap<String, String> {
    let mut sums = HashMap::new();
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let Ok(bytes) = store.read(name, limits::MANIFEST) else { continue };
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        for entry in manifest::parse(text, Some(Algorithm::Sha256)).0 {
            sums.insert(names::unescaped(entry.path), entry.sum.to_ascii_lowercase());
        }
    }
    sums
}

/// Finds files whose names differ only in their Unicode form, as they do when bags go from one system to another.
struct Names<'a> {
    store: &'a Store,
    folded: HashMap<String, &'a str>,
}

impl<'a> Names<'a> {
    fn of(store: &'a Store) -> Self {
        let folded = store.files.keys().filter(|name| !name.is_ascii()).map(|name| (name.nfc().collect(), name.as_str())).collect();
        Self { store, folded }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        if let Some((name, _)) = self.store.files.get_key_value(name) {
            return Some(name);
        }
        if name.is_ascii() {
            return None;
        }
        self.folded.get(&name.nfc().collect::<String>()).copied()
    }
}
