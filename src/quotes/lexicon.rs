//! The word lists of `assets/lexicon`, one set a language, read once.

use std::{borrow::Cow, sync::OnceLock};

use rustc_hash::FxHashMap as HashMap;

use super::{flags::Flags, language::Language, wording::Tone};
use crate::model::LabelKind;

/// A form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// The verb itself, such as `say`.
    pub lemma: &'static str,
    /// What it takes.
    pub frame: Frame,
    /// Which form it is.
    pub form: Form,
    /// Where it stands on the scale.
    pub tone: Tone,
}

impl Verb {
    /// Whether it can have a whole clause behind it: “said that …”.
    pub fn reports_clause(&self) -> bool {
        matches!(self.frame, Frame::Speech | Frame::Write) && matches!(self.form, Form::Past | Form::Present)
    }
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The verb itself, as in “to say”, and where it looks like it.
    Base,
    /// Says.
    Present,
    /// Said.
    Past,
    /// Saying.
    Ing,
}

/// What a reporting verb takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Whole sentences: say, claim.
    Speech,
    /// Whole sentences in writing: write, tweet.
    Write,
    /// A piece of somebody's words: call, describe.
    Fragment,
}

/// Whom “he” or “she” can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
    /// Not told by the name.
    Either,
}

impl Gender {
    /// The gender that a word tells.
    pub fn of(flags: Flags) -> Self {
        match (flags.any(Flags::MALE), flags.any(Flags::FEMALE)) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Either,
        }
    }
}

/// What people are called when they are not named, or beside their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The noun, in the singular.
    pub name: &'static str,
    /// What else such a person is called: a senator is a lawmaker.
    pub wider: Option<&'static str>,
    /// Whom “he” or “she” can mean.
    pub gender: Gender,
    /// Whether such people mostly stay without a name: officials, witnesses.
    pub stays_unnamed: bool,
    /// Whether it is the plural.
    pub is_plural: bool,
    /// Whether it calls a person by a party or a nation, and is an adjective as often: the Republican, the Swede.
    pub is_people: bool,
}

/// What is known of a word, whatever its case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// What it can be.
    pub flags: Flags,
    /// The reporting verb that it is a form of.
    pub verb: Option<Verb>,
    /// What it calls people.
    pub role: Option<Role>,
    /// The medium that it names.
    pub medium: Option<Medium>,
}

/// How something was said or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Medium {
    /// What it is called: Twitter, statement.
    pub name: &'static str,
    /// Whether the word alone says it: tweeted.
    pub is_verb: bool,
}

/// The word lists of a language.
pub struct Lexicon {
    /// Which language.
    pub language: Language,
    /// Words in lower case.
    words: HashMap<&'static str, (Flags, u32)>,
    /// What is known of each of them, by its number; kept apart, so that the map stays small.
    entries: Vec<Word>,
    /// Words of names, as they are written.
    names: HashMap<&'static str, Flags>,
    /// The roles behind words of an office: Sen. is a senator.
    title_roles: HashMap<&'static str, &'static str>,
}

/// The tables of one language.
struct Tables {
    words: &'static str,
    verbs: &'static str,
    roles: &'static str,
    titles: &'static str,
    organizations: &'static str,
}

macro_rules! tables {
    ($language:literal) => {
        Tables {
            words: include_str!(concat!("../../assets/lexicon/function-words.", $language, ".tsv")),
            verbs: include_str!(concat!("../../assets/lexicon/reporting-verbs.", $language, ".tsv")),
            roles: include_str!(concat!("../../assets/lexicon/roles.", $language, ".tsv")),
            titles: include_str!(concat!("../../assets/lexicon/titles.", $language, ".tsv")),
            organizations: include_str!(concat!("../../assets/lexicon/organizations.", $language, ".tsv")),
        }
    };
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| line.split('\t').map(str::trim).collect())
}

/// A cell that says something.
fn cell<'a>(row: &[&'a str], at: usize) -> Option<&'a str> {
    row.get(at).copied().filter(|text| !text.is_empty())
}

fn gender(word: Option<&str>) -> Gender {
    match word {
        Some("m") => Gender::Male,
        Some("f") => Gender::Female,
        _ => Gender::Either,
    }
}

fn flags_of(gender: Gender) -> Flags {
    match gender {
        Gender::Male => Flags::MALE,
        Gender::Female => Flags::FEMALE,
        Gender::Either => Flags::default(),
    }
}

impl Lexicon {
    /// The lists of a language, read on first use.
    pub fn of(language: Language) -> &'static Self {
        static LISTS: [OnceLock<Lexicon>; 4] = [const { OnceLock::new() }; 4];
        LISTS[language as usize].get_or_init(|| Self::read(language))
    }

    fn read(language: Language) -> Self {
        let tables = match language {
            Language::English => tables!("en"),
            Language::Spanish => tables!("es"),
            Language::French => tables!("fr"),
            Language::German => tables!("de"),
        };
        let mut lexicon =
            Self { language, words: HashMap::default(), entries: Vec::new(), names: HashMap::default(), title_roles: HashMap::default() };
        for row in rows(tables.words) {
            for flag in cell(&row, 1).into_iter().flat_map(str::split_whitespace).filter_map(Flags::named) {
                lexicon.entry(row[0]).flags |= flag;
            }
        }
        lexicon.read_verbs(tables.verbs);
        lexicon.read_roles(tables.roles);
        lexicon.read_names(&tables);
        lexicon.read_media();
        for (flags, number) in lexicon.words.values_mut() {
            *flags = lexicon.entries[*number as usize].flags;
        }
        lexicon
    }

    /// The entry of a word, to be filled.
    fn entry(&mut self, word: &'static str) -> &mut Word {
        let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let (_, number) = *self.words.entry(word).or_insert((Flags::default(), next));
        if number == next {
            self.entries.push(Word::default());
        }
        &mut self.entries[number as usize]
    }

    fn read_verbs(&mut self, table: &'static str) {
        for row in rows(table) {
            let frame = match cell(&row, 5) {
                Some("speech") => Frame::Speech,
                Some("write") => Frame::Write,
                _ => Frame::Fragment,
            };
            let tone = Tone::ALL.into_iter().find(|tone| cell(&row, 4) == Some(tone.word())).unwrap_or(Tone::Neutral);
            let forms = [Form::Base, Form::Present, Form::Past, Form::Ing].into_iter().enumerate();
            let own = forms.filter_map(|(at, form)| Some((cell(&row, at)?, form)));
            let more = cell(&row, 6).into_iter().flat_map(|more| more.split(' ')).map(|word| (word, Form::Past));
            for (word, form) in own.chain(more) {
                self.entry(word).verb.get_or_insert(Verb { lemma: row[0], frame, form, tone });
            }
        }
    }

    fn read_roles(&mut self, table: &'static str) {
        for row in rows(table) {
            let role = Role {
                name: row[0],
                wider: cell(&row, 4),
                gender: gender(cell(&row, 2)),
                stays_unnamed: cell(&row, 3) == Some("unnamed"),
                is_plural: false,
                is_people: cell(&row, 3) == Some("people"),
            };
            let plural = cell(&row, 1);
            if let Some(plural) = plural {
                self.entry(plural).role = Some(Role { is_plural: true, ..role });
            }
            // People, others: nothing but a plural.
            if plural != Some(row[0]) {
                self.entry(row[0]).role = Some(role);
            }
        }
    }

    fn read_names(&mut self, tables: &Tables) {
        let given = [include_str!("../../assets/lexicon/given-names.tsv"), include_str!("../../assets/lexicon/given-names.us.tsv")];
        for row in given.into_iter().flat_map(rows) {
            // The first list is our own, and right where the two differ.
            let family = if cell(&row, 2) == Some("family") { Flags::FAMILY } else { Flags::GIVEN };
            self.names.entry(row[0]).or_insert(family | flags_of(gender(cell(&row, 1))));
        }
        for row in rows(tables.titles) {
            *self.names.entry(row[0]).or_default() |= Flags::TITLE | flags_of(gender(cell(&row, 1)));
            if let Some(role) = cell(&row, 2) {
                self.title_roles.insert(row[0], role);
            }
        }
        for row in rows(include_str!("../../assets/lexicon/places.tsv")) {
            let (word, flag) = match (row[0].strip_prefix('*'), row[0].strip_suffix('*')) {
                (Some(word), _) => (word, Flags::PLACE_LAST),
                (None, Some(word)) => (word, Flags::PLACE_FIRST),
                (None, None) => (row[0], Flags::PLACE),
            };
            *self.names.entry(word).or_default() |= flag;
        }
        for row in rows(tables.organizations) {
            let plural = cell(&row, 2);
            for word in [Some(row[0]), plural].into_iter().flatten() {
                match cell(&row, 1) {
                    Some("generic") => self.entry(word).flags |= Flags::BODY,
                    Some("institution") => self.entry(word).flags |= Flags::BODY | Flags::INSTITUTION,
                    Some("document") => self.entry(word).flags |= Flags::DOCUMENT,
                    Some("owner") => *self.names.entry(word).or_default() |= Flags::OWNER,
                    Some("first") => *self.names.entry(word).or_default() |= Flags::NO_FIRST,
                    _ => *self.names.entry(word).or_default() |= Flags::BODY_NAME,
                }
            }
        }
    }

    fn read_media(&mut self) {
        for row in rows(include_str!("../../assets/lexicon/media.tsv")) {
            let is_ours = cell(&row, 3).is_none_or(|code| code == self.language.code());
            if let Some(name) = cell(&row, 1).filter(|_| is_ours) {
                let is_verb = cell(&row, 2) == Some("verb");
                self.entry(row[0]).medium = Some(Medium { name, is_verb });
            }
        }
    }

    /// What is known of a word as it is written: its flags, and the entry of its lower case.
    #[inline]
    pub fn look_up(&'static self, word: &str) -> (Flags, Option<&'static Word>) {
        let mut flags = Flags::default();
        let bytes = word.as_bytes();
        let is_lower = bytes.iter().all(|byte| byte.is_ascii_lowercase());
        let found = if is_lower { self.words.get(word) } else { self.known(word) };
        let mut known = found.map(|(own, number)| {
            flags |= *own;
            &self.entries[*number as usize]
        });
        if known.is_none() {
            let (more, other) = match self.language {
                Language::French => self.inverted(word),
                Language::German => self.compound(word),
                Language::English | Language::Spanish => (Flags::default(), None),
            };
            flags |= more;
            known = other;
        }
        if is_lower || !(word.starts_with(char::is_uppercase) || begins_family_name(word)) {
            match self.language {
                Language::English => {
                    if word.len() > 4 && bytes.ends_with(b"ly") {
                        flags |= Flags::ADVERB;
                    } else if word.len() > 4 && bytes.ends_with(b"ed") && bytes[0].is_ascii_lowercase() && !bytes.contains(&b'-') {
                        flags |= Flags::ENDS_PAST;
                    }
                }
                Language::Spanish if bytes.ends_with(b"mente") => flags |= Flags::ADVERB,
                _ => {}
            }
        } else {
            flags |= Flags::CAPITAL;
            flags |= self.name(word);
            // Anna-Lena is whom Anna is.
            if flags == Flags::CAPITAL
                && let Some((first, second)) = word.split_once('-')
                && second.starts_with(char::is_uppercase)
                && self.name(first).any(Flags::GIVEN)
            {
                flags |= self.name(first);
            }
            let letters = || word.chars().filter(|letter| letter.is_alphabetic()).count();
            if word.chars().all(|letter| letter.is_uppercase() || matches!(letter, '.' | '&' | '-') || letter.is_numeric()) && letters() > 1
            {
                flags |= Flags::ACRONYM;
            }
        }
        (flags, known)
    }

    /// The entry of a word that is not all in lower case.
    fn known(&self, word: &str) -> Option<&(Flags, u32)> {
        // Few words are longer than this, and none of the lists: no need to allocate.
        let mut buffer = [0u8; 32];
        let Some(room) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) else { return self.words.get(&*lower(word)) };
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        self.words.get(std::str::from_utf8(room).ok()?)
    }

    /// A verb with its subject behind it in one word: “assure-t-elle”, “déplore-t-il”, “disent-ils”.
    fn inverted(&'static self, word: &str) -> (Flags, Option<&'static Word>) {
        const SUBJECTS: [(&str, Flags); 5] =
            [("-il", Flags::HE), ("-elle", Flags::SHE), ("-ils", Flags::THEY), ("-elles", Flags::THEY), ("-on", Flags::THEY)];
        for (ending, subject) in SUBJECTS {
            let Some(verb) = word.strip_suffix(ending) else { continue };
            let found = self.known(verb.strip_suffix("-t").unwrap_or(verb)).map(|(own, number)| (*own, &self.entries[*number as usize]));
            return found.map_or((subject, None), |(own, word)| (own | subject, Some(word)));
        }
        (Flags::default(), None)
    }

    /// What the last part of a German compound says: a Verkehrsministerium is a Ministerium, a Polizeisprecherin a Sprecherin.
    fn compound(&'static self, word: &str) -> (Flags, Option<&'static Word>) {
        const SHORTEST: usize = 4;
        if word.len() < 9 || !word.starts_with(char::is_uppercase) {
            return (Flags::default(), None);
        }
        let small = word.to_lowercase();
        let ends = small.char_indices().map(|(at, _)| at).filter(|at| *at >= 3 && small.len() - at >= SHORTEST);
        for at in ends {
            let Some((own, number)) = self.words.get(&small[at..]) else { continue };
            let entry = &self.entries[*number as usize];
            let capital: String = small[at..].chars().take(1).flat_map(char::to_uppercase).chain(small[at..].chars().skip(1)).collect();
            let name = self.name(&capital);
            if entry.role.is_some() || own.any(Flags::BODY) || name.any(Flags::BODY_NAME) {
                let in_names = if name.any(Flags::TITLE) { Flags::TITLE } else { Flags::default() };
                let in_names = if name.any(Flags::BODY_NAME) { in_names | Flags::BODY_NAME } else { in_names };
                return (*own | in_names, Some(entry));
            }
        }
        (Flags::default(), None)
    }

    /// What a word is in names, as it is written.
    pub fn name(&self, word: &str) -> Flags {
        self.names.get(word).copied().unwrap_or_default()
    }

    /// The entry of a word in lower case.
    pub fn word(&self, word: &str) -> Option<&Word> {
        self.words.get(word).map(|(_, number)| &self.entries[*number as usize])
    }

    /// The role behind a word of an office.
    pub fn title_role(&self, title: &str) -> Option<&'static str> {
        self.title_roles.get(title).copied()
    }
}

/// Whether a word in lower case begins a family name: al-Hassan, d’Angelo.
fn begins_family_name(word: &str) -> bool {
    const PARTS: [&str; 18] =
        ["al-", "el-", "ul-", "ad-", "as-", "ar-", "an-", "ash-", "at-", "az-", "ud-", "bin-", "d’", "d'", "l’", "l'", "dell’", "dell'"];
    PARTS.iter().any(|part| word.strip_prefix(part).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

/// Words and phrases that judge or hedge in a language, in lower case.
pub fn labels(language: Language) -> Vec<(&'static str, LabelKind)> {
    let table = match language {
        Language::English => include_str!("../../assets/lexicon/labels.en.tsv"),
        Language::Spanish => include_str!("../../assets/lexicon/labels.es.tsv"),
        Language::French => include_str!("../../assets/lexicon/labels.fr.tsv"),
        Language::German => include_str!("../../assets/lexicon/labels.de.tsv"),
    };
    rows(table)
        .filter(|row| row.len() > 1)
        .map(|row| (row[0], if row[1] == "hedge" { LabelKind::Hedge } else { LabelKind::Judging }))
        .collect()
}

/// A word in lower case; most are already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_tables() {
        for (language, said, office) in [
            (Language::English, "said", "Sen."),
            (Language::Spanish, "dijo", "Presidente"),
            (Language::French, "déclaré", "Président"),
            (Language::German, "sagte", "Bundeskanzlerin"),
        ] {
            let lexicon = Lexicon::of(language);
            assert!(lexicon.word(said).is_some_and(|word| word.verb.is_some()), "{language:?} {said}");
            assert!(lexicon.name(office).any(Flags::TITLE), "{language:?} {office}");
        }
    }

    #[test]
    fn every_word_of_the_function_tables_names_known_classes() {
        let tables = [tables!("en"), tables!("es"), tables!("fr"), tables!("de")];
        for row in tables.iter().flat_map(|tables| rows(tables.words)) {
            for class in row[1].split_whitespace() {
                assert!(Flags::named(class).is_some(), "{row:?}");
            }
        }
    }
}
