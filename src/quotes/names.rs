//! Names in an article, and which of them name the same one.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{
    lexicon::{Gender, Lexicon, lower, verb},
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Somebody who is described and not named: “an official from the ministry”.
#[derive(Clone, Debug)]
pub struct Described {
    /// The paragraph.
    pub paragraph: usize,
    /// The first of the words.
    pub start: usize,
    /// Behind the last of them.
    pub end: usize,
    /// The noun, in the singular.
    pub role: &'static str,
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
    index: super::mentions::Index,
}

/// A stretch of capitalised words, before it is known whom it names.
struct Stretch {
    paragraph: usize,
    start: usize,
    end: usize,
    name: String,
    is: Is,
    gender: Gender,
    titled: bool,
}

const SMALL: [&str; 9] = ["of", "de", "von", "van", "der", "bin", "al", "la", "da"];

impl Names {
    /// Reads all paragraphs of an article: full names first, so that a last name alone finds its owner wherever it stands.
    pub fn read(paragraphs: &[Vec<Token<'_>>]) -> Self {
        // A word that is capital in the middle of a sentence is a name at its beginning too: “Cook said”.
        let inside: HashSet<&str> = paragraphs
            .iter()
            .flat_map(|tokens| tokens.windows(2))
            .filter(|pair| pair[0].is_word() && pair[1].is_capital())
            .map(|pair| pair[1].text)
            .collect();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (number, tokens) in paragraphs.iter().enumerate() {
            find(number, tokens, &inside, &mut stretches);
        }
        part_persons(&mut stretches);
        let mut names = Self {
            described: paragraphs.iter().enumerate().flat_map(|(number, tokens)| described(number, tokens)).collect(),
            ..Self::default()
        };
        let mut order: Vec<usize> = (0..stretches.len()).collect();
        // Longer names make the persons; shorter ones look for them.
        order.sort_by_key(|index| std::cmp::Reverse(stretches[*index].name.split_whitespace().count()));
        let mut who = vec![0; stretches.len()];
        let mut known = HashMap::default();
        for index in order {
            who[index] = names.place(&stretches[index], &mut known);
        }
        for (index, stretch) in stretches.iter().enumerate() {
            let before = &paragraphs[stretch.paragraph][..stretch.start];
            let opens = before.iter().rev().take(5).find(|token| !token.is_word()).is_none_or(|token| token.is_mark(".?!"))
                && before.iter().rev().take_while(|token| token.is_word()).count() < 5;
            names.mentions.push(Mention { paragraph: stretch.paragraph, start: stretch.start, end: stretch.end, who: who[index], opens });
            let named = &mut names.all[who[index]];
            if named.gender == Gender::Either {
                named.gender = stretch.gender;
            }
            let roles = roles_beside(&paragraphs[stretch.paragraph], stretch);
            named.is_sure |= !roles.is_empty();
            named.roles.extend(roles);
        }
        names.index = super::mentions::Index::of(&names);
        names
    }

    /// The last mention, before a place, of a person who is called by a role somewhere.
    pub fn last_with_role(&self, role: &str, paragraph: usize, at: usize) -> Option<&Mention> {
        let before = self.mentions.partition_point(|mention| (mention.paragraph, mention.start) < (paragraph, at));
        self.index.last_with_role(role, before).map(|number| &self.mentions[number])
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
        let from = self.mentions.partition_point(|mention| (mention.paragraph, mention.start) < (paragraph, range.start));
        self.mentions[from..].iter().take_while(move |mention| mention.paragraph == paragraph && mention.start < range.end)
    }

    fn place(&mut self, stretch: &Stretch, index: &mut HashMap<String, Vec<usize>>) -> usize {
        // Only names that share a word, or are the initials of one another, can be the same.
        let mut candidates: Vec<usize> = keys(&stretch.name).iter().flat_map(|key| index.get(key).into_iter().flatten().copied()).collect();
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
        let given = stretch.name.split_whitespace().next().unwrap_or_default();
        let is_sure = stretch.titled || (Lexicon::get().given.contains_key(given) && stretch.name.contains(' '));
        self.all.push(Named { name: stretch.name.clone(), is: stretch.is, gender: stretch.gender, roles: Vec::new(), is_sure });
        let place = self.all.len() - 1;
        for key in keys(&stretch.name) {
            index.entry(key).or_default().push(place);
        }
        place
    }
}

/// “Browns DL Sheldon Richardson” is a body and a person where “Richardson” stands alone elsewhere.
fn part_persons(stretches: &mut Vec<Stretch>) {
    let alone: HashSet<String> =
        stretches.iter().filter(|stretch| !stretch.name.contains(' ')).map(|stretch| stretch.name.clone()).collect();
    let lexicon = Lexicon::get();
    for index in (0..stretches.len()).rev() {
        let stretch = &mut stretches[index];
        let words: Vec<&str> = stretch.name.split_whitespace().collect();
        let [.., first, last] = words.as_slice() else { continue };
        let is_word = |word: &str| word.chars().filter(|letter| letter.is_lowercase()).count() > 0 && word.starts_with(char::is_uppercase);
        if stretch.is != Is::Organization
            || words.len() < 3
            || words.len() != stretch.end - stretch.start
            || !alone.contains(*last)
            || lexicon.organization_names.contains(last)
            || lexicon.organization_names.contains(first)
            || lexicon.places.contains(last)
            || !is_word(first)
            || !is_word(last)
        {
            continue;
        }
        let person = Stretch {
            paragraph: stretch.paragraph,
            start: stretch.end - 2,
            end: stretch.end,
            name: format!("{first} {last}"),
            is: Is::Person,
            gender: gender_of(first, lexicon),
            titled: false,
        };
        let rest = words[..words.len() - 2].join(" ");
        stretch.end -= 2;
        stretch.name = rest;
        stretches.insert(index + 1, person);
    }
}

/// Whether two names can be the same person's: equal, one the other's last name, or alike but for a middle name.
pub fn same_person(full: &str, other: &str) -> bool {
    let strip = |name: &str| -> Vec<String> {
        name.split_whitespace()
            .map(|word| word.trim_matches(['.', ',']).to_owned())
            .filter(|word| !["Jr", "Sr", "II", "III"].contains(&word.as_str()))
            .collect()
    };
    let (a, b) = (strip(full), strip(other));
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
    match (a.len(), b.len()) {
        (_, 1) if a.len() > 1 => last_a == last_b || a[0] == *last_b,
        // “Prince Andrew” and “Andrew”.
        (2, _) if Lexicon::get().titles.contains_key(a[0].as_str()) => false,
        (1, _) => last_a == last_b,
        _ => {
            let (x, y) = (&a[0], &b[0]);
            // “Haq” after “Farhan Aziz Haq”, “Chris” for “Christopher”.
            last_a == last_b && (x == y || x.starts_with(y.as_str()) || y.starts_with(x.as_str()) || nearly(x, y))
        }
    }
}

/// By what a name is looked for: each of its words, the whole without full stops, and its initials.
fn keys(name: &str) -> Vec<String> {
    let mut keys: Vec<String> = name.split_whitespace().map(|word| word.trim_matches(['.', ',']).to_owned()).collect();
    keys.push(name.replace('.', ""));
    if keys.len() > 3 {
        keys.push(name.split_whitespace().filter_map(|word| word.chars().next().filter(|letter| letter.is_uppercase())).collect());
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn nearly(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count() >= 3
}

/// Whether two names can be the same body's: equal but for “the”, or one the other's initials.
pub fn same_body(a: &str, b: &str) -> bool {
    let initials =
        |name: &str| -> String { name.split_whitespace().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect() };
    let plain = |name: &str| name.replace('.', "");
    plain(a) == plain(b)
        || (a.split_whitespace().count() > 2 && initials(a) == plain(b))
        || (b.split_whitespace().count() > 2 && initials(b) == plain(a))
}

fn find(paragraph: usize, tokens: &[Token<'_>], inside: &HashSet<&str>, stretches: &mut Vec<Stretch>) {
    let lexicon = Lexicon::get();
    let mut at = 0;
    while at < tokens.len() {
        let is_family_name = tokens[at].text == "He" && tokens.get(at + 1).is_some_and(is_name_word);
        if !starts_name(tokens, at, inside) && !is_family_name {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.len() && tokens[end - 1].kind == Kind::Word {
            let next = &tokens[end];
            if is_name_word(next) {
                end += 1;
            } else if (SMALL.contains(&next.text)
                && tokens.get(end + 1).is_some_and(is_name_word)
                && (!next.is("of") || tokens[at..end].iter().any(|token| takes_of(token.text))))
                || (next.is("and") && joins_a_body(tokens, at, end))
            {
                end += 2;
            } else {
                break;
            }
        }
        split(paragraph, tokens, at, end, lexicon, stretches);
        at = end;
    }
}

/// Whether the “and” at `and` stands inside a body's name: the Department of Health and Human Services, the Cybersecurity and
/// Infrastructure Security Agency.
fn joins_a_body(tokens: &[Token<'_>], start: usize, and: usize) -> bool {
    const BODIES: [&str; 17] = [
        "Agency",
        "Administration",
        "Committee",
        "Commission",
        "Department",
        "Council",
        "Bureau",
        "Service",
        "Services",
        "Institute",
        "Association",
        "Ministry",
        "Office",
        "Centers",
        "Board",
        "Authority",
        "Federation",
    ];
    if !tokens.get(and + 1).is_some_and(is_name_word) {
        return false;
    }
    let is_body = |index: &usize| tokens[*index].is_any(&BODIES);
    let of = tokens[start..and].iter().any(|token| token.is("of") || token.is("for"));
    if of && (start..and).any(|index| is_body(&index)) {
        return true;
    }
    let run: Vec<usize> = (and + 1..tokens.len()).take_while(|index| is_name_word(&tokens[*index])).collect();
    let lexicon = Lexicon::get();
    let first = tokens[start].text;
    run.len() > 1 && run.last().is_some_and(is_body) && !lexicon.given.contains_key(first) && !lexicon.places.contains(first)
}

/// Whether a name goes on behind “of”: the University of Rome, but not Ann Bell of Rome.
fn takes_of(word: &str) -> bool {
    const MORE: [&str; 20] = [
        "Republic",
        "Kingdom",
        "State",
        "States",
        "Chamber",
        "Gulf",
        "Isle",
        "Duke",
        "Academy",
        "Order",
        "Voice",
        "City",
        "Town",
        "County",
        "Speaker",
        "Secretary",
        "Chief",
        "Director",
        "Attorney",
        "Prince",
    ];
    Lexicon::get().organization_names.contains(word) || MORE.contains(&word)
}

fn is_name_word(token: &Token<'_>) -> bool {
    token.is_capital() && !is_common(token.text)
}

/// Words that are capital only because a sentence begins, or are never part of a name.
fn is_common(word: &str) -> bool {
    const COMMON: [&str; 126] = [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "Or",
        "If",
        "It",
        "This",
        "That",
        "These",
        "Those",
        "When",
        "While",
        "As",
        "For",
        "After",
        "Before",
        "There",
        "Their",
        "His",
        "Her",
        "Its",
        "Our",
        "My",
        "Your",
        "Some",
        "Many",
        "Most",
        "However",
        "Meanwhile",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Aug.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "Not",
        "No",
        "Yes",
        "With",
        "By",
        "From",
        "Of",
        "To",
        "He",
        "She",
        "They",
        "We",
        "I",
        "You",
        "Who",
        "What",
        "Where",
        "Why",
        "How",
        "Which",
        "Since",
        "Although",
        "Though",
        "Because",
        "Despite",
        "During",
        "Until",
        "Under",
        "Over",
        "Also",
        "Then",
        "Now",
        "Yet",
        "So",
        "Still",
        "Even",
        "Only",
        "Just",
        "Last",
        "Next",
        "First",
        "Earlier",
        "Later",
        "According",
        "Both",
        "Each",
        "Every",
        "All",
        "Another",
        "Other",
        "One",
        "Two",
        "Three",
        "Several",
        "Once",
        "Instead",
        "Asked",
        "Speaking",
        "Among",
        "Former",
        "Senior",
        "Joint",
        "Statement",
        "Twitter",
    ];
    COMMON.contains(&word)
}

fn starts_name(tokens: &[Token<'_>], at: usize, inside: &HashSet<&str>) -> bool {
    let token = &tokens[at];
    if !is_name_word(token) {
        return false;
    }
    // A capital at a sentence's beginning counts only where the word is no everyday one.
    let begins = at == 0 || tokens[at - 1].is_mark(".?!:—") || matches!(tokens[at - 1].kind, Kind::Quote(_));
    let lower = lower(token.text);
    let lexicon = Lexicon::get();
    let everyday = lexicon.roles.contains_key(&*lower) || verb(&lower).is_some() || lower.ends_with("ly") || lower.ends_with("ing");
    !(begins
        && everyday
        && !inside.contains(token.text)
        && !lexicon.titles.contains_key(token.text)
        && !lexicon.given.contains_key(token.text))
}

/// Cuts a stretch into the names that stand in it side by side: “CBS Sports Insider Jason La Canfora”.
fn split(paragraph: usize, tokens: &[Token<'_>], start: usize, end: usize, lexicon: &Lexicon, stretches: &mut Vec<Stretch>) {
    // “Ambassador to Britain Liu Xiaoming”: a place, then a person.
    if end - start > 2
        && lexicon.places.contains(tokens[start].text)
        && !tokens[start + 1].is("of")
        && !(start..end).any(|index| lexicon.organization_names.contains(tokens[index].text))
    {
        split(paragraph, tokens, start, start + 1, lexicon, stretches);
        split(paragraph, tokens, start + 1, end, lexicon, stretches);
        return;
    }
    let is_title = |index: usize| lexicon.titles.contains_key(tokens[index].text);
    let is_given = |index: usize| lexicon.given.contains_key(tokens[index].text) && index + 1 < end;
    // The person begins behind the last title, or at a given name with a name behind it.
    let behind_title =
        (start..end).rev().find(|index| is_title(*index) && !(*index + 1 < end && tokens[*index + 1].is("of"))).map(|index| index + 1);
    let given = (start..end).find(|index| is_given(*index) && !tokens[start..*index].iter().any(|token| token.is_any(&["of", "for"])));
    let person = match (behind_title, given) {
        (Some(title), Some(given)) if given > title && given - title < 3 => Some(title),
        (Some(title), _) => Some(title),
        (None, Some(given)) if (start..end).any(|index| index > given && lexicon.organization_names.contains(tokens[index].text)) => {
            let _ = given;
            None
        }
        (None, given) => given,
    };
    let push = |from: usize, to: usize, is: Option<Is>, titled: bool, stretches: &mut Vec<Stretch>| {
        if from >= to {
            return;
        }
        let words: Vec<&str> = tokens[from..to].iter().map(|token| token.text).collect();
        let name = words.join(" ");
        let is = is.unwrap_or_else(|| kind_of(tokens, from, to, lexicon));
        let title = (start..from).rev().find_map(|index| lexicon.titles.get(tokens[index].text));
        let royal = title_word(tokens, start, from);
        let name = if titled && words.len() == 1 && royal.is_some() { format!("{} {name}", royal.unwrap_or_default()) } else { name };
        let gender = match title.copied() {
            Some(Gender::Either) | None => gender_of(words[0], lexicon),
            Some(gender) => gender,
        };
        let first = if titled { start.max(from.saturating_sub(3)) } else { from };
        let first = (first..from).find(|index| is_title(*index)).unwrap_or(from);
        stretches.push(Stretch { paragraph, start: first, end: to, name, is, gender, titled });
    };
    match person {
        Some(person) if person < end => {
            let before = (start..person).rev().find(|index| !is_title(*index)).map_or(start, |index| index + 1);
            push(start, before, None, false, stretches);
            let titled = behind_title == Some(person);
            // “President of the Harbour Council” is no name behind a title.
            let is_body = (person..end).any(|index| lexicon.organization_names.contains(tokens[index].text)) && given.is_none();
            push(person, end, Some(if is_body { Is::Organization } else { Is::Person }), titled && !is_body, stretches);
        }
        Some(_) => {
            // A title alone: “the Speaker”. It is no name, but may call one back.
            let before = (start..end).rev().find(|index| !is_title(*index)).map_or(start, |index| index + 1);
            push(start, before, None, false, stretches);
        }
        None => push(start, end, None, false, stretches),
    }
}

/// A title that is part of the name where only one name follows: Prince Andrew, Pope Francis.
fn title_word<'a>(tokens: &[Token<'a>], start: usize, from: usize) -> Option<&'a str> {
    let index = from.checked_sub(1).filter(|index| *index >= start)?;
    tokens[index].is_any(&["Prince", "Princess", "King", "Queen", "Pope", "Sheikh", "Mother", "Saint", "St."]).then_some(tokens[index].text)
}

fn gender_of(given: &str, lexicon: &Lexicon) -> Gender {
    match lexicon.given.get(given) {
        Some(gender) => *gender,
        // Names in -a are mostly women's, in most languages of Europe.
        None if given.len() > 3 && given.ends_with('a') => Gender::Female,
        None => Gender::Either,
    }
}

fn kind_of(tokens: &[Token<'_>], from: usize, to: usize, lexicon: &Lexicon) -> Is {
    let words: Vec<&str> = tokens[from..to].iter().map(|token| token.text).collect();
    let has_the = from > 0 && tokens[from - 1].is("the");
    let acronym = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&' | '-') || c.is_numeric())
    };
    if words.iter().any(|word| lexicon.organization_names.contains(word)) || words.iter().any(|word| acronym(word)) {
        return Is::Organization;
    }
    if words.len() > 1 && lexicon.places.contains(format!("*{}", words[words.len() - 1]).as_str()) {
        return Is::Place;
    }
    if words.len() > 1 && lexicon.places.contains(format!("{}*", words[0]).as_str()) {
        return Is::Place;
    }
    if words.len() > 1 && lexicon.no_first_names.contains(words[0]) {
        return Is::Organization;
    }
    if words.len() == 1 {
        return if lexicon.places.contains(words[0]) {
            Is::Place
        } else if has_the {
            Is::Organization
        } else {
            Is::Unknown
        };
    }
    if words.iter().all(|word| lexicon.places.contains(word))
        || (lexicon.places.contains(words[words.len() - 1]) && !lexicon.given.contains_key(words[0]))
    {
        return Is::Place;
    }
    if has_the || words.iter().any(|word| SMALL[..1].contains(word)) {
        return Is::Organization;
    }
    Is::Person
}

/// Everybody whom a paragraph brings in with “a” or “one” and a noun.
fn described(paragraph: usize, tokens: &[Token<'_>]) -> Vec<Described> {
    let lexicon = Lexicon::get();
    let mut found = Vec::new();
    for start in 0..tokens.len() {
        if !tokens[start].is_any(&["a", "an", "one", "another"]) {
            continue;
        }
        let head = (start + 1..tokens.len().min(start + 7)).take_while(|index| {
            tokens[*index].is_word() && !tokens[*index].is_any(&["of", "for", "from", "at", "in", "with", "who", "to"])
        });
        let Some((role_at, role)) = head.filter_map(|index| Some((index, *lexicon.roles.get(&*lower(tokens[index].text))?))).last() else {
            continue;
        };
        // A name right behind it: it is no description of somebody unnamed. Nor is an apposition: “Ann Bell, a teacher”.
        if tokens[role_at].kind == Kind::Possessive
            || tokens.get(role_at + 1).is_some_and(|next| next.is_capital())
            || (start > 0 && tokens[start - 1].is_mark(",") && start > 1 && tokens[start - 2].is_capital())
        {
            continue;
        }
        let mut end = role_at + 1;
        if tokens.get(end).is_some_and(|token| token.is_any(&["from", "at", "of", "for", "with", "in"])) {
            let last = (end + 1..tokens.len().min(end + 7))
                .take_while(|index| tokens[*index].is_any(&["the", "of", "a"]) || tokens[*index].is_capital())
                .filter(|index| tokens[*index].is_capital())
                .last();
            end = last.map_or(end, |last| last + 1);
        }
        found.push(Described { paragraph, start, end, role });
    }
    found
}

/// What the article calls a person right before or behind the name: “spokesman Tom Bell”, “Tom Bell, the mayor”.
fn roles_beside(tokens: &[Token<'_>], stretch: &Stretch) -> Vec<&'static str> {
    let lexicon = Lexicon::get();
    let role = |token: &Token<'_>| lexicon.roles.get(&*lower(token.text)).copied();
    let before = (stretch.start.saturating_sub(3)..stretch.start).rev().take_while(|index| tokens[*index].is_word());
    let own = stretch.start..stretch.end.min(tokens.len());
    let mut roles: Vec<&'static str> = before.chain(own).filter_map(|index| role(&tokens[index])).collect();
    if tokens.get(stretch.end).is_some_and(|token| token.is_mark(",")) {
        let behind = tokens.iter().skip(stretch.end + 1).take(9).take_while(|token| token.is_word());
        roles.extend(behind.filter_map(role));
    }
    roles
}
