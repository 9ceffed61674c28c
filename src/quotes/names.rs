//! Names in an article, and which of them name the same one.

use std::borrow::Cow;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{
    described::{self, Described},
    flags::Flags,
    language::Language,
    lexicon::{Gender, Lexicon},
    mentions::Index,
    paragraphs::Paragraphs,
    same::{initials, same_body, same_person},
    stretch::{self, Stretch},
    text::{Kind, Token},
};

/// Somebody or something that an article names.
#[derive(Clone, Debug)]
pub struct Named {
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub is: Is,
    /// Whom “he” or “she” can mean.
    pub gender: Gender,
    /// What the article calls a person beside the name: “senator”, “spokesman”.
    pub roles: Vec<&'static str>,
    /// Whether something says that this is a person: a given name, a title, an office, or the last name alone elsewhere.
    pub is_sure: bool,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Is {
    /// A person.
    Person,
    /// A body.
    Organization,
    /// A country, state or city.
    Place,
    /// A single word that could be any of them.
    Unknown,
}

/// Where a name stands.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The paragraph.
    pub paragraph: usize,
    /// The first of its words, titles included.
    pub start: usize,
    /// Behind its last word.
    pub end: usize,
    /// Who, by the place in [`Names::all`].
    pub who: usize,
    /// Whether a sentence begins with it.
    pub opens: bool,
}

/// Everybody and everything that an article names.
#[derive(Default)]
pub struct Names {
    /// Who is described with “a”, “one” or “another”, in reading order.
    pub described: Vec<Described>,
    /// Each of them once.
    pub all: Vec<Named>,
    /// Where they are named, in reading order.
    pub mentions: Vec<Mention>,
    /// The language of the article.
    pub language: Language,
    /// The first mention of each paragraph.
    begins: Vec<usize>,
    index: Index,
}

impl Names {
    /// Reads all paragraphs of an article: full names first, so that a last name alone finds its owner wherever it stands.
    pub fn read<'a>(text: &'a str, article: &Paragraphs<'a>, lexicon: &'static Lexicon) -> Self {
        let paragraphs = &article.tokens;
        let mut found: Vec<Stretch<'a>> = Vec::with_capacity(article.capitals.len());
        let mut finder = stretch::Finder { text, lexicon, inside: inside(article, lexicon), found: &mut found };
        finder.read(article);
        stretch::part_persons(&mut finder, paragraphs);
        let mut names = Self { described: described::find(article), language: lexicon.language, ..Self::default() };
        let who = names.place_all(&found);
        names.mentions.reserve_exact(found.len());
        for (stretch, who) in found.iter().zip(who) {
            let tokens = &paragraphs[stretch.paragraph];
            let mention =
                Mention { paragraph: stretch.paragraph, start: stretch.start, end: stretch.end, who, opens: opens(tokens, stretch) };
            names.mentions.push(mention);
            let named = &mut names.all[who];
            if named.gender == Gender::Either {
                named.gender = stretch.gender;
            }
            roles_beside(tokens, stretch, lexicon, named);
        }
        let mut at = 0;
        for paragraph in 0..=paragraphs.len() {
            at += names.mentions[at..].iter().take_while(|mention| mention.paragraph < paragraph).count();
            names.begins.push(at);
        }
        names.hear_pronouns(paragraphs);
        names.index = Index::of(&names, lexicon);
        names
    }

    /// Who each stretch names: longer names make the persons, shorter ones look for them.
    fn place_all(&mut self, found: &[Stretch<'_>]) -> Vec<usize> {
        let mut who = vec![0; found.len()];
        let longest = found.iter().map(|stretch| stretch.words).max().unwrap_or_default();
        let mut known = HashMap::default();
        let mut seen: HashMap<(&str, Is, bool), usize> = HashMap::default();
        let mut by_length: Vec<Vec<usize>> = vec![Vec::new(); longest.min(8) + 1];
        for (index, stretch) in found.iter().enumerate() {
            by_length[stretch.words.min(8)].push(index);
        }
        for index in by_length.into_iter().rev().flatten() {
            let stretch = &found[index];
            // The same words name the same one: they are looked for once.
            let key = (&*stretch.name, stretch.is, stretch.titled);
            who[index] = match seen.get(&key) {
                Some(who) => *who,
                None => {
                    let place = self.place(stretch, &mut known);
                    seen.insert(key, place);
                    place
                }
            };
        }
        who
    }

    fn place<'a>(&mut self, stretch: &'a Stretch<'_>, index: &mut HashMap<Cow<'a, str>, Vec<usize>>) -> usize {
        // Only names that share a word, or are the initials of one another, can be the same.
        let keys = keys(&stretch.name);
        let mut candidates: Vec<usize> = keys.iter().flat_map(|key| index.get(key).into_iter().flatten().copied()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let known = candidates.into_iter().find(|candidate| {
            let named = &self.all[*candidate];
            named.name == stretch.name
                || match (named.is, stretch.is) {
                    (Is::Person, Is::Person | Is::Unknown) => same_person(&named.name, &stretch.name),
                    (Is::Organization, Is::Organization | Is::Unknown) => same_body(&named.name, &stretch.name),
                    _ => false,
                }
        });
        if let Some(known) = known {
            let named = &mut self.all[known];
            if stretch.titled && named.is == Is::Unknown {
                named.is = Is::Person;
            }
            named.is_sure |= stretch.titled || (named.is == Is::Person && stretch.name.len() < named.name.len());
            return known;
        }
        let is_sure = stretch.titled || (stretch.words > 1 && stretch.gender != Gender::Either && stretch.is == Is::Person);
        self.all.push(Named { name: stretch.name.to_string(), is: stretch.is, gender: stretch.gender, roles: Vec::new(), is_sure });
        let place = self.all.len() - 1;
        for key in keys {
            index.entry(key).or_default().push(place);
        }
        place
    }

    /// Learns from “he” and “she” in paragraphs that name one person alone, where the name tells nothing.
    fn hear_pronouns(&mut self, paragraphs: &[Vec<Token<'_>>]) {
        let is_open = |named: &Named| named.is == Is::Person && named.gender == Gender::Either;
        if !self.all.iter().any(is_open) {
            return;
        }
        let mut heard: HashMap<usize, [usize; 2]> = HashMap::default();
        let mut from = 0;
        while from < self.mentions.len() {
            let paragraph = self.mentions[from].paragraph;
            let to = from + self.mentions[from..].iter().take_while(|mention| mention.paragraph == paragraph).count();
            let mut persons = self.mentions[from..to].iter().filter(|mention| self.all[mention.who].is == Is::Person);
            if let Some(first) = persons.next()
                && is_open(&self.all[first.who])
                && persons.all(|other| other.who == first.who)
            {
                let counts = heard.entry(first.who).or_default();
                for token in &paragraphs[paragraph][first.end..] {
                    counts[0] += usize::from(token.has(Flags::HE) || token.is_any(&["his", "him", "himself"]));
                    counts[1] += usize::from(token.has(Flags::SHE) || token.is_any(&["her", "herself"]));
                }
            }
            from = to;
        }
        for (who, [male, female]) in heard {
            if male > 2 * female {
                self.all[who].gender = Gender::Male;
            } else if female > 2 * male {
                self.all[who].gender = Gender::Female;
            }
        }
    }

    /// The number of the first mention from a place on.
    pub fn from(&self, paragraph: usize, at: usize) -> usize {
        let range = self.begins[paragraph]..self.begins[paragraph + 1];
        range.start + self.mentions[range].partition_point(|mention| mention.start < at)
    }

    /// The last mention, before a place, of a person who is called by a role somewhere.
    pub fn last_with_role(&self, role: &str, paragraph: usize, at: usize) -> Option<&Mention> {
        self.index.last_with_role(role, self.from(paragraph, at)).map(|number| &self.mentions[number])
    }

    /// A mention of the only person of the article who is called by a role.
    pub fn only_with_role(&self, role: &str) -> Option<&Mention> {
        let mut mentions = self.index.with_role(role).iter().map(|number| &self.mentions[*number]);
        let first = mentions.next()?;
        mentions.take(100).all(|other| other.who == first.who).then_some(first)
    }

    /// Who was last described by a role before a place.
    pub fn last_described(&self, role: &str, paragraph: usize, at: usize) -> Option<&Described> {
        let before = self.described.partition_point(|known| (known.paragraph, known.start) < (paragraph, at));
        self.index.last_described(role, before).map(|number| &self.described[number])
    }

    /// The mention of an organization with a word in its name that is last before a place, or else first behind it.
    pub fn nearest_body_called(&self, word: &str, before: usize) -> Option<&Mention> {
        self.index.nearest_called(word, before).map(|number| &self.mentions[number])
    }

    /// The first body within a stretch of mentions.
    pub fn body_within(&self, range: std::ops::Range<usize>) -> Option<&Mention> {
        self.index.body_within(range).map(|number| &self.mentions[number])
    }

    /// The last body before a mention.
    pub fn last_body(&self, before: usize) -> Option<&Mention> {
        self.index.last_body(before).map(|number| &self.mentions[number])
    }

    /// The first organization from a mention on.
    pub fn first_organization(&self, from: usize) -> Option<&Mention> {
        self.index.first_organization(from).map(|number| &self.mentions[number])
    }

    /// The mentions within a stretch of a paragraph.
    pub fn within(&self, paragraph: usize, range: std::ops::Range<usize>) -> impl Iterator<Item = &Mention> {
        let from = self.from(paragraph, range.start);
        self.mentions[from..].iter().take_while(move |mention| mention.paragraph == paragraph && mention.start < range.end)
    }
}

/// Words that are capital in the middle of a sentence: names at its beginning too, as in “Cook said”.
fn inside<'a>(article: &Paragraphs<'a>, lexicon: &Lexicon) -> HashSet<&'a str> {
    let mut inside = HashSet::default();
    let is_german = lexicon.language == Language::German;
    for (paragraph, at) in &article.capitals {
        let tokens = &article.tokens[*paragraph as usize];
        let Some(before) = (*at as usize).checked_sub(1).map(|before| &tokens[before]) else { continue };
        // In German every noun is capital: only behind a given name or an office it is a name.
        if before.is_word() && (!is_german || before.has(Flags::GIVEN | Flags::TITLE)) {
            inside.insert(tokens[*at as usize].text);
        }
    }
    inside
}

/// By what a name is looked for: each of its words, the whole without full stops, and its initials.
fn keys<'a>(name: &'a str) -> Vec<Cow<'a, str>> {
    let mut keys: Vec<Cow<'a, str>> = name.split(' ').map(|word| Cow::Borrowed(word.trim_matches(['.', ',']))).collect();
    let words = keys.len();
    if name.contains('.') {
        keys.push(Cow::Owned(name.replace('.', "")));
    }
    if words > 2 {
        keys.push(Cow::Owned(initials(name)));
    }
    keys
}

/// Whether a sentence begins with a name, or nearly.
fn opens(tokens: &[Token<'_>], stretch: &Stretch<'_>) -> bool {
    let before = &tokens[stretch.start.saturating_sub(5)..stretch.start];
    match before.iter().rev().position(|token| !token.is_word()) {
        Some(words) => words < 5 && before[before.len() - 1 - words].is_mark(".?!"),
        None => before.len() < 5,
    }
}

/// What the article calls a person right before or behind the name: “spokesman Tom Bell”, “Tom Bell, the mayor”.
fn roles_beside(tokens: &[Token<'_>], stretch: &Stretch<'_>, lexicon: &Lexicon, named: &mut Named) {
    let before = tokens[stretch.start.saturating_sub(3)..stretch.start].iter().rev().take_while(|token| token.is_word());
    let own = tokens[stretch.start..stretch.end].iter();
    let behind: &[Token<'_>] = match tokens.get(stretch.end) {
        Some(comma) if comma.is_mark(",") => &tokens[stretch.end + 1..tokens.len().min(stretch.end + 10)],
        _ => &[],
    };
    let behind = behind.iter().take_while(|token| token.is_word() && !token.has(Flags::WHO));
    for token in before.chain(own).chain(behind) {
        if let Some(role) = token.role().filter(|role| !role.is_plural) {
            // “The mayor’s husband, Tom Bell”: the owner is somebody else.
            if token.kind == Kind::Possessive {
                continue;
            }
            if named.gender == Gender::Either {
                named.gender = role.gender;
            }
            for name in [Some(role.name), role.wider].into_iter().flatten() {
                if !named.roles.contains(&name) {
                    named.roles.push(name);
                }
            }
            named.is_sure = true;
        } else if token.has(Flags::TITLE)
            && let Some(role) = lexicon.title_role(token.text)
            && !named.roles.contains(&role)
        {
            named.roles.push(role);
            named.roles.extend(lexicon.word(role).and_then(|word| word.role?.wider));
        }
    }
}
