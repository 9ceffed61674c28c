//! Names in an article, and which of them name the same one.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{
    described::{self, Described},
    flags::Flags,
    known::Known,
    language::Language,
    lexicon::{Gender, Lexicon},
    mentions::Index,
    paragraphs::{Paragraphs, Pieces},
    same::{same_body, same_person},
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
    /// Whether it is capital inside a sentence somewhere, too.
    pub is_firm: bool,
    /// Whether it is a place where people post: Twitter.
    pub is_medium: bool,
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
    /// Whether it only says whose something is: Ann Bell’s mother.
    pub owns: bool,
}

/// Everybody and everything that an article names, as far as it was read.
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
    /// The first mention of each paragraph, and what comes behind the last.
    begins: Vec<usize>,
    index: Index,
}

/// Reads the names of an article, a section at a time.
pub struct NameReader<'a> {
    /// What was read.
    pub names: Names,
    lexicon: &'static Lexicon,
    /// Words that are capital in the middle of a sentence.
    inside: HashSet<&'a str>,
    known: Known,
    /// How often “he” and “she” stand behind a name that tells neither.
    heard: HashMap<usize, [usize; 2]>,
    /// The stretches of the section.
    found: Vec<Stretch<'a>>,
}

impl<'a> NameReader<'a> {
    /// Nothing is read yet.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        let names = Names { language: lexicon.language, begins: vec![0], ..Names::default() };
        let (inside, known, heard, found) = Default::default();
        Self { names, lexicon, inside, known, heard, found }
    }

    /// Reads the section that was cut: full names first, so that a last name alone finds its owner wherever it stands.
    pub fn read(&mut self, section: &Paragraphs<'a>) {
        let paragraphs = &section.tokens;
        let lexicon = self.lexicon;
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        add_inside(section, &mut self.inside);
        let mut finder = stretch::Finder { text: section.text, lexicon, inside: &self.inside, found: &mut found };
        finder.read(section);
        stretch::part_persons(&mut finder, paragraphs);
        described::find(section, &mut self.names.described);
        let who = self.place_all(&found);
        let names = &mut self.names;
        let first = names.mentions.len();
        names.mentions.reserve(found.len());
        for (stretch, who) in found.iter().zip(who) {
            let tokens = &paragraphs[stretch.paragraph];
            let last = &tokens[stretch.end - 1];
            let owns = last.kind == Kind::Possessive && !last.has(Flags::OWNER);
            let Stretch { paragraph, start, end, .. } = *stretch;
            names.mentions.push(Mention { paragraph, start, end, who, opens: opens(tokens, stretch), owns });
            let named = &mut names.all[who];
            named.is_medium |= last.medium().is_some();
            named.is_firm |= stretch.words > 1 || self.inside.contains(tokens[start].text) || is_firm(tokens, stretch);
            // “Fern says”: a first name alone, where it does something, is a person's.
            let next = tokens.get(end).filter(|next| next.is_word() && !next.is_capital());
            let acts = |next: &Token<'_>| {
                next.verb().is_some() || next.has(Flags::FINITE | Flags::PAST | Flags::ENDS_PAST) || next.text.ends_with('s')
            };
            // “Ann Bell, 29, of Ohio”, “Ann Bell, who …”.
            named.is_sure |= named.is == Is::Person && is_told_of(tokens, end);
            if named.is == Is::Unknown && stretch.words == 1 && tokens[start].has(Flags::GIVEN) && next.is_some_and(acts) {
                (named.is, named.is_sure) = (Is::Person, true);
            }
            if named.gender == Gender::Either {
                named.gender = stretch.gender;
            }
            roles_beside(tokens, stretch, lexicon, named);
        }
        let mut at = first;
        while names.begins.len() <= paragraphs.end() {
            let paragraph = names.begins.len();
            at += names.mentions[at..].iter().take_while(|mention| mention.paragraph < paragraph).count();
            names.begins.push(at);
        }
        self.hear_pronouns(first, paragraphs);
        let mut index = std::mem::take(&mut self.names.index);
        index.extend(&self.names, first, lexicon);
        self.names.index = index;
        self.found = found;
    }

    /// Who each stretch names: longer names make the persons, shorter ones look for them.
    fn place_all(&mut self, found: &[Stretch<'_>]) -> Vec<usize> {
        let mut who = vec![0; found.len()];
        let longest = found.iter().map(|stretch| stretch.words).max().unwrap_or_default();
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
                    let place = self.place(stretch);
                    seen.insert(key, place);
                    place
                }
            };
        }
        who
    }

    fn place(&mut self, stretch: &Stretch<'_>) -> usize {
        let all = &mut self.names.all;
        let known = self.known.find(&stretch.name, |candidate| {
            let named = &all[candidate];
            named.name == stretch.name
                || match (named.is, stretch.is) {
                    (Is::Person, Is::Person | Is::Unknown) => same_person(&named.name, &stretch.name),
                    (Is::Organization, Is::Organization | Is::Unknown) => same_body(&named.name, &stretch.name),
                    _ => false,
                }
        });
        if let Some(known) = known {
            let named = &mut all[known];
            if stretch.titled && named.is == Is::Unknown {
                named.is = Is::Person;
            }
            named.is_sure |= stretch.titled || (named.is == Is::Person && stretch.name.len() < named.name.len());
            return known;
        }
        let is_sure = stretch.titled || (stretch.words > 1 && stretch.gender != Gender::Either && stretch.is == Is::Person);
        let (name, is, gender) = (stretch.name.to_string(), stretch.is, stretch.gender);
        all.push(Named { name, is, gender, roles: Vec::new(), is_sure, is_firm: false, is_medium: false });
        let place = all.len() - 1;
        self.known.add(&stretch.name, place);
        place
    }

    /// Learns from “he” and “she” in paragraphs that name one person alone, where the name tells nothing.
    fn hear_pronouns(&mut self, mut from: usize, paragraphs: &Pieces<'_>) {
        let is_open = |named: &Named| named.is == Is::Person && named.gender == Gender::Either;
        let Names { all, mentions, .. } = &mut self.names;
        let mut heard_of: Vec<usize> = Vec::new();
        while from < mentions.len() {
            let paragraph = mentions[from].paragraph;
            let to = from + mentions[from..].iter().take_while(|mention| mention.paragraph == paragraph).count();
            let mut persons = mentions[from..to].iter().filter(|mention| all[mention.who].is == Is::Person);
            if let Some(first) = persons.next()
                && is_open(&all[first.who])
                && persons.all(|other| other.who == first.who)
            {
                heard_of.push(first.who);
                let counts = self.heard.entry(first.who).or_default();
                for token in &paragraphs[paragraph][first.end..] {
                    counts[0] += usize::from(token.has(Flags::HE) || token.is_any(&["his", "him", "himself"]));
                    counts[1] += usize::from(token.has(Flags::SHE) || token.is_any(&["her", "herself"]));
                }
            }
            from = to;
        }
        for who in heard_of {
            let [male, female] = self.heard.get(&who).copied().unwrap_or_default();
            if male > 2 * female {
                all[who].gender = Gender::Male;
            } else if female > 2 * male {
                all[who].gender = Gender::Female;
            }
        }
    }
}

impl Names {
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
        let mut mentions = self.index.with_role(role).iter().map(|number| &self.mentions[*number as usize]);
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
fn add_inside<'a>(section: &Paragraphs<'a>, inside: &mut HashSet<&'a str>) {
    let is_german = section.lexicon.language == Language::German;
    for (paragraph, at) in &section.capitals {
        let tokens = &section.tokens[*paragraph as usize];
        let Some(before) = (*at as usize).checked_sub(1).map(|before| &tokens[before]) else { continue };
        // In German every noun is capital: only behind a given name or an office it is a name.
        if before.is_word() && (!is_german || before.has(Flags::GIVEN | Flags::TITLE)) {
            inside.insert(tokens[*at as usize].text);
        }
    }
}

/// Whether a sentence begins with a name, or nearly.
fn opens(tokens: &[Token<'_>], stretch: &Stretch<'_>) -> bool {
    let before = &tokens[stretch.start.saturating_sub(5)..stretch.start];
    match before.iter().rev().position(|token| !token.is_word()) {
        Some(words) => words < 5 && before[before.len() - 1 - words].is_mark(".?!"),
        None => before.len() < 5,
    }
}

/// Whether an age or “who” behind a comma says that a name is a person's.
fn is_told_of(tokens: &[Token<'_>], end: usize) -> bool {
    let is_age = |token: &Token<'_>| token.text.len() <= 3 && token.text.bytes().all(|byte| byte.is_ascii_digit());
    tokens.get(end).is_some_and(|comma| comma.is_mark(","))
        && tokens
            .get(end + 1)
            .is_some_and(|next| next.has(Flags::WHO) || (is_age(next) && tokens.get(end + 2).is_none_or(|behind| behind.is_mark(",."))))
}

/// Whether a word at a sentence's beginning is a name by itself: DermaSure, the maker of …
fn is_firm(tokens: &[Token<'_>], stretch: &Stretch<'_>) -> bool {
    let apposed = tokens.get(stretch.end).is_some_and(|comma| comma.is_mark(","))
        && tokens.get(stretch.end + 1).is_some_and(|next| next.has(Flags::THE | Flags::A) || next.is("which"));
    // “Apple did not comment”, but not “Traffic was slow”.
    let acts = tokens
        .get(stretch.end)
        .is_some_and(|next| next.verb().is_some() || (next.has(Flags::FINITE) && !next.is_any(&["is", "are", "was", "were"])));
    acts || apposed || tokens[stretch.start].text.chars().skip(1).any(char::is_uppercase)
}

/// What the article calls a person right before or behind the name: “spokesman Tom Bell”, “Tom Bell, the mayor”.
fn roles_beside(tokens: &[Token<'_>], stretch: &Stretch<'_>, lexicon: &Lexicon, named: &mut Named) {
    let before = tokens[stretch.start.saturating_sub(3)..stretch.start].iter().rev().take_while(|token| token.is_word());
    let own = tokens[stretch.start..stretch.end].iter();
    let behind: &[Token<'_>] = match tokens.get(stretch.end) {
        Some(comma) if comma.is_mark(",") => &tokens[stretch.end + 1..tokens.len().min(stretch.end + 10)],
        _ => &[],
    };
    let behind = behind.iter().take_while(|token| {
        token.is_word() && !token.has(Flags::WHO | Flags::FINITE) && token.verb().is_none_or(|verb| verb.lemma == token.text)
    });
    // “Her husband, Lowell, …”, “The mayor, Ann Bell, …”: the noun before the comma.
    let is_apposed =
        stretch.start > 1 && tokens[stretch.start - 1].is_mark(",") && tokens.get(stretch.end).is_none_or(|next| !next.is_word());
    let noun = if is_apposed { &tokens[stretch.start - 2..stretch.start - 1] } else { &[] };
    for token in before.chain(own).chain(behind).chain(noun) {
        if let Some(role) = token.role().filter(|role| !role.is_plural) {
            // “The mayor’s husband, Tom Bell”: the owner is somebody else.
            if token.kind == Kind::Possessive {
                continue;
            }
            if named.gender == Gender::Either {
                named.gender = role.gender;
            }
            // “Gemma’s mum Tina”: a first name alone is a person's.
            if named.is == Is::Unknown && stretch.words == 1 && tokens[stretch.start].has(Flags::GIVEN) {
                named.is = Is::Person;
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
