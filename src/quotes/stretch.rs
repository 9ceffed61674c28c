//! Stretches of capitalised words, and the names that stand in them side by side.

use std::borrow::Cow;

use rustc_hash::FxHashSet as HashSet;

use super::{
    flags::Flags,
    language::Language,
    lexicon::{Gender, Lexicon},
    names::Is,
    paragraphs::{Paragraphs, Pieces},
    text::{Kind, Token},
};

/// A stretch of capitalised words, before it is known whom it names.
pub struct Stretch<'a> {
    /// The paragraph.
    pub paragraph: usize,
    /// The first of its words, titles included.
    pub start: usize,
    /// Behind its last word.
    pub end: usize,
    /// The name, without titles.
    pub name: Cow<'a, str>,
    /// How many words the name has.
    pub words: usize,
    /// What it seems to name.
    pub is: Is,
    /// Whom “he” or “she” can mean.
    pub gender: Gender,
    /// Whether the word of an office stands before it.
    pub titled: bool,
}

/// What stretches are found with.
pub struct Finder<'a, 't> {
    /// The article's text.
    pub text: &'a str,
    /// The words of its language.
    pub lexicon: &'static Lexicon,
    /// Words that are capital in the middle of a sentence: names at its beginning too.
    pub inside: &'t HashSet<&'a str>,
    /// What was found.
    pub found: &'t mut Vec<Stretch<'a>>,
}

const NAME_WORDS: Flags = Flags::GIVEN.with(Flags::TITLE).with(Flags::PLACE).with(Flags::BODY_NAME).with(Flags::ACRONYM);

/// Ends of places' names that are nobody's last name.
const NO_SURNAMES: [&str; 18] = [
    "County",
    "Street",
    "Avenue",
    "Square",
    "Road",
    "Island",
    "Islands",
    "Stadium",
    "Arena",
    "Station",
    "Cathedral",
    "Plaza",
    "Peninsula",
    "Province",
    "Region",
    "Building",
    "Hotel",
    "Township",
];

/// Whoever is called by what they are of: the Duke of Carrick.
const NOBLES: [&str; 16] = [
    "Duke",
    "Duchess",
    "Earl",
    "Countess",
    "Prince",
    "Princess",
    "King",
    "Queen",
    "Archbishop",
    "Bishop",
    "Baron",
    "Baroness",
    "Emir",
    "Sultan",
    "Marquess",
    "Viscount",
];

/// Whether a word can be part of a name.
#[inline]
pub fn is_name_word(token: &Token<'_>) -> bool {
    token.is_capital() && token.is_word() && !token.has(Flags::COMMON)
}

impl<'a> Finder<'a, '_> {
    /// Finds the stretches of an article.
    pub fn read(&mut self, article: &Paragraphs<'a>) {
        let mut done = (0, 0);
        for place in &article.capitals {
            if *place < done {
                continue;
            }
            let (paragraph, at) = (place.0 as usize, place.1 as usize);
            let tokens = &article.tokens[paragraph];
            let is_family_name = tokens[at].text == "He" && tokens.get(at + 1).is_some_and(is_name_word);
            if !is_name_word(&tokens[at]) && !is_family_name {
                continue;
            }
            let end = self.end(tokens, at);
            if is_family_name || self.is_name(tokens, at, end) {
                // “De la Cruz” begins with what is small inside a name: “… de la Cruz said”.
                let at = if self.lexicon.language == Language::English { particles(tokens, at, done, place.0) } else { at };
                self.split(paragraph, tokens, at, end);
                done = (place.0, u32::try_from(end).unwrap_or(u32::MAX));
            }
            // Otherwise, as in “Officials Tom Bell and Ann Voss”, the name begins behind the everyday word.
        }
    }

    /// Where a stretch ends that begins at a piece.
    fn end(&self, tokens: &[Token<'a>], at: usize) -> usize {
        let mut end = at + 1;
        while end < tokens.len() && (tokens[end - 1].kind == Kind::Word || owns_name(&tokens[end - 1])) {
            let next = &tokens[end];
            let behind = tokens.get(end + 1);
            if is_name_word(next) {
                end += 1;
            } else if behind.is_some_and(is_name_word)
                && (next.is_mark("&")
                    || (next.has(Flags::SMALL) && (!next.has(Flags::PREPOSITION) || tokens[at..end].iter().any(takes_of))))
            {
                end += 2;
            } else if tokens.get(end + 2).is_some_and(is_name_word)
                && (is_two_particles(next, behind) || is_of_the(next, behind, &tokens[end - 1]))
            {
                end += 3;
            } else if next.has(Flags::AND) && joins_a_body(tokens, at, end) {
                end += 2;
            } else if self.lexicon.language != Language::English
                && next.is_any(&["de", "d"])
                && end == at + 1
                && tokens[at].has(Flags::GIVEN)
                && behind.is_some_and(|behind| is_name_word(behind) && !behind.has(Flags::PLACE | Flags::TITLE))
            {
                // Luis de Guindos, Dominique de Villepin.
                end += 2;
            } else if self.lexicon.language == Language::French
                && end == at + 1
                && tokens[at].has(Flags::BODY_NAME)
                && next.kind == Kind::Word
                && next.flags == Flags::default()
                && next.verb().is_none()
                && next.role().is_none()
            {
                // The Parti socialiste, the Assemblée nationale.
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Whether capitals are a name's: at a sentence's beginning only where the word is no everyday one.
    fn is_name(&self, tokens: &[Token<'a>], at: usize, end: usize) -> bool {
        let token = &tokens[at];
        let begins = at == 0 || tokens[at - 1].is_mark(".?!:—•") || tokens[at - 1].is_quote();
        if self.lexicon.language == Language::German {
            // Every noun is capital: a name is told by a given name, an office, a body's word, or as a last name known from elsewhere.
            let words = &tokens[at..end];
            let told = Flags::GIVEN | Flags::TITLE | Flags::BODY_NAME | Flags::PLACE | Flags::ACRONYM;
            return words.iter().any(|word| word.has(told)) || self.inside.contains(token.text) || (words.len() > 1 && !begins);
        }
        if !begins || token.has(Flags::TITLE | Flags::GIVEN | Flags::FAMILY | Flags::PLACE) {
            return true;
        }
        // “Teachers chanted”, whatever association has them in its name.
        if end - at == 1 && token.role().is_some_and(|role| role.is_plural) {
            return false;
        }
        if self.inside.contains(token.text) {
            return true;
        }
        let everyday = token.role().is_some() || token.verb().is_some() || token.text.ends_with("ly") || token.text.ends_with("ing");
        if everyday {
            return false;
        }
        // One word at a sentence's beginning, and nowhere else: a name only where something says so.
        end - at > 1
            || token.has(NAME_WORDS)
            || token.kind == Kind::Possessive
            || token.text.chars().skip(1).any(char::is_uppercase)
            || tokens.get(end).is_none_or(|next| !next.is_word() || next.verb().is_some() || next.has(Flags::AUXILIARY | Flags::FINITE))
    }

    /// Cuts a stretch into the names that stand in it side by side: “CBS Sports Insider Jason La Canfora”.
    fn split(&mut self, paragraph: usize, tokens: &[Token<'a>], start: usize, end: usize) {
        // Bell & Voss.
        if tokens[start..end].iter().any(|token| token.is_mark("&")) {
            self.push(paragraph, tokens, start..start, start..end, Some(Is::Organization));
            return;
        }
        // “The Office of the Inspector General”: titles inside a body's name are its own.
        let is_body_of = end - start > 2
            && tokens[start].has(Flags::BODY_NAME)
            && tokens[start + 1].is("of")
            && !tokens[start + 2..end].iter().any(|token| token.has(Flags::GIVEN));
        if is_body_of {
            // “NASA's Office of …”
            let owned =
                tokens[start].is("Office") && start > 0 && tokens[start - 1].kind == Kind::Possessive && tokens[start - 1].is_capital();
            if owned && self.found.last().is_some_and(|last| last.paragraph == paragraph && last.end == start) {
                let from = self.found.pop().map_or(start, |last| last.start);
                self.push(paragraph, tokens, from..from, from..end, Some(Is::Organization));
            } else {
                self.push(paragraph, tokens, start..start, start..end, Some(Is::Organization));
            }
            return;
        }
        // “The Duke of Carrick” is a person.
        let is_noble = end - start > 2
            && tokens[start].is_any(&NOBLES)
            && tokens[start + 1].is("of")
            && !tokens[start + 2..end].iter().any(|token| token.has(Flags::GIVEN | Flags::BODY_NAME));
        if is_noble {
            self.push(paragraph, tokens, start..start, start..end, Some(Is::Person));
            return;
        }
        // “Ambassador to Britain Liu Xiaoming”: a place, then a person.
        if end - start > 2
            && tokens[start].has(Flags::PLACE)
            && !tokens[start].has(Flags::GIVEN)
            && !tokens[start + 1].is("of")
            && !tokens[start..end].iter().any(|token| token.has(Flags::BODY_NAME))
        {
            self.split(paragraph, tokens, start, start + 1);
            self.split(paragraph, tokens, start + 1, end);
            return;
        }
        let is_title = |index: usize| tokens[index].has(Flags::TITLE);
        let is_given = |index: usize| {
            let in_place = index > start && tokens[index - 1].has(Flags::PLACE_FIRST);
            tokens[index].has(Flags::GIVEN) && index + 1 < end && tokens[index].kind == Kind::Word && !in_place
        };
        // The person begins behind the last title, or at a given name with a name behind it.
        let behind_title = (start..end)
            .rev()
            .find(|index| is_title(*index) && !(*index + 1 < end && tokens[*index + 1].has(Flags::PREPOSITION)))
            .map(|index| index + 1);
        let given = (start..end).find(|index| is_given(*index) && !tokens[start..*index].iter().any(|token| token.has(Flags::PREPOSITION)));
        let person = match (behind_title, given) {
            (Some(title), _) => Some(title),
            (None, Some(given)) if tokens[given + 1..end].iter().any(|token| token.has(Flags::BODY_NAME)) => None,
            // Tanner County, Chester Road.
            (None, Some(_)) if tokens[end - 1].is_any(&NO_SURNAMES) => None,
            // “Carrie Ann Inaba”: one word before the given name that is nothing else.
            (None, Some(given)) if given == start + 1 && end - start == 3 && is_plain(&tokens[start]) => Some(start),
            (None, given) => given,
        };
        // “Chief Executive Ann Bell”: the word of an office that is no title by itself.
        let person = person.map(|person| {
            let is_office = |index: &usize| tokens[*index].role().is_some_and(|role| !role.is_people) && !tokens[*index].has(Flags::GIVEN);
            person + (person..end.saturating_sub(1)).take_while(is_office).count()
        });
        match person {
            Some(person) => {
                let before = (start..person).rev().find(|index| !is_title(*index)).map_or(start, |index| index + 1);
                // “President of the Harbour Council” is no name behind a title, and the Justice Department has no title in it.
                let is_body = given.is_none() && tokens[person..end].iter().any(|token| token.has(Flags::BODY_NAME));
                if is_body {
                    let first = if tokens[start].is_any(&["Former", "Acting", "Interim"]) { start + 1 } else { start };
                    self.push(paragraph, tokens, first..first, first..end, Some(Is::Organization));
                    return;
                }
                self.push(paragraph, tokens, start..start, start..before, None);
                if person < end {
                    let titles = if behind_title.is_some_and(|title| title <= person) { start..person } else { start..start };
                    self.push(paragraph, tokens, titles, person..end, Some(Is::Person));
                }
            }
            None => self.push(paragraph, tokens, start..start, start..end, None),
        }
    }

    /// Adds a name; `titles` is the stretch before it that has words of an office, or empty.
    fn push(
        &mut self,
        paragraph: usize,
        tokens: &[Token<'a>],
        titles: std::ops::Range<usize>,
        name: std::ops::Range<usize>,
        is: Option<Is>,
    ) {
        if name.is_empty() {
            return;
        }
        let titled = !titles.is_empty();
        let is = is.unwrap_or_else(|| self.kind_of(tokens, name.start, name.end));
        let title = titles.clone().rev().find(|index| tokens[*index].has(Flags::TITLE));
        // A title that is part of the name where only one name follows: Prince Andrew, Pope Francis.
        let royal = titles.end.checked_sub(1).filter(|index| {
            titled
                && name.len() == 1
                && *index >= titles.start
                && tokens[*index].is_any(&["Prince", "Princess", "King", "Queen", "Pope", "Sheikh", "Mother", "Saint", "St."])
        });
        let gender = match title.map(|index| Gender::of(tokens[index].flags)) {
            Some(Gender::Either) | None => gender_of(&tokens[name.start]),
            Some(gender) => gender,
        };
        let first = if titled { titles.start.max(name.start.saturating_sub(3)) } else { name.start };
        let start = (first..name.start).find(|index| tokens[*index].has(Flags::TITLE)).unwrap_or(name.start);
        let words = royal.unwrap_or(name.start)..name.end;
        let stretch =
            Stretch { paragraph, start, end: name.end, name: self.words(tokens, words.clone()), words: words.len(), is, gender, titled };
        self.found.push(stretch);
    }

    /// The words of a name, one space between them.
    pub fn words(&self, tokens: &[Token<'a>], range: std::ops::Range<usize>) -> Cow<'a, str> {
        let words = &tokens[range];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Cow::Borrowed("") };
        let owns = owns_name(last);
        let end = if owns { last.end() } else { last.start() + last.text.len() };
        let whole = &self.text[first.start()..end];
        // A space is one byte: anything longer between the words is written anew.
        let gaps = words
            .windows(2)
            .all(|pair| pair[0].end() + 1 == pair[1].start() || matches!(&self.text[pair[0].end()..pair[1].start()], "’" | "'"));
        if gaps { Cow::Borrowed(whole) } else { Cow::Owned(words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")) }
    }

    fn kind_of(&self, tokens: &[Token<'a>], from: usize, to: usize) -> Is {
        let words = &tokens[from..to];
        // No person of a German, French or Spanish paper has an article before the name.
        let is_foreign = self.lexicon.language != Language::English;
        let has_the = from > 0 && (tokens[from - 1].is("the") || is_foreign && tokens[from - 1].has(Flags::THE));
        let (first, last) = (&words[0], &words[words.len() - 1]);
        if words.iter().any(|word| word.has(Flags::BODY_NAME | Flags::ACRONYM)) || owns_name(last) {
            return Is::Organization;
        }
        if words.len() == 1 {
            return if first.has(Flags::PLACE) {
                Is::Place
            } else if has_the {
                Is::Organization
            } else {
                Is::Unknown
            };
        }
        if last.has(Flags::PLACE_LAST) || first.has(Flags::PLACE_FIRST) {
            return Is::Place;
        }
        if first.has(Flags::NO_FIRST) && !first.has(Flags::GIVEN) {
            return Is::Organization;
        }
        if words.iter().all(|word| word.has(Flags::PLACE)) || (last.has(Flags::PLACE) && !first.has(Flags::GIVEN)) {
            return Is::Place;
        }
        if has_the || words.iter().any(|word| word.is("of")) {
            return Is::Organization;
        }
        Is::Person
    }
}

/// Maria de la Cruz.
fn is_two_particles(next: &Token<'_>, behind: Option<&Token<'_>>) -> bool {
    let is_particle = |token: &Token<'_>| token.has(Flags::SMALL) && !token.has(Flags::PREPOSITION);
    is_particle(next) && behind.is_some_and(is_particle)
}

/// The Office of the Auditor.
fn is_of_the(next: &Token<'_>, behind: Option<&Token<'_>>, before: &Token<'_>) -> bool {
    next.is("of") && behind.is_some_and(|the| the.is("the")) && before.has(Flags::BODY_NAME)
}

/// Where a name begins with the small words before its first capital: “de la Cruz”, “von der Leyen”, not where a name goes on with them.
fn particles(tokens: &[Token<'_>], at: usize, done: (u32, u32), paragraph: u32) -> usize {
    const PARTICLES: [&str; 14] = ["de", "la", "van", "von", "der", "den", "del", "di", "da", "du", "dos", "bin", "ibn", "ter"];
    let free = if done.0 == paragraph { done.1 as usize } else { 0 };
    let mut start = at;
    while start > free && at - start < 2 && tokens[start - 1].kind == Kind::Word && PARTICLES.contains(&tokens[start - 1].text) {
        // “The van Tom Bell drove”.
        if start > 1 && tokens[start - 1].text == "van" && tokens[start - 2].has(Flags::THE | Flags::A | Flags::WHOSE) {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a possessive is part of a body's name: the People's Daily, McDonald's.
fn owns_name(token: &Token<'_>) -> bool {
    token.kind == Kind::Possessive && token.has(Flags::OWNER)
}

/// Whether a word could be a given name that no list has.
fn is_plain(token: &Token<'_>) -> bool {
    let other = NAME_WORDS | Flags::NO_FIRST | Flags::PLACE_FIRST;
    !token.has(other) && token.role().is_none() && token.verb().is_none() && !token.text.ends_with('s')
}

fn gender_of(given: &Token<'_>) -> Gender {
    if given.has(Flags::GIVEN) {
        return Gender::of(given.flags);
    }
    // Names in -a are mostly women's, in most languages of Europe.
    if given.text.len() > 3 && given.text.ends_with('a') { Gender::Female } else { Gender::Either }
}

/// Whether a name goes on behind “of”: the University of Rome, but not Ann Bell of Rome.
fn takes_of(token: &Token<'_>) -> bool {
    const MORE: [&str; 32] = [
        "Republic",
        "Kingdom",
        "State",
        "States",
        "Chamber",
        "Gulf",
        "Isle",
        "Duke",
        "Duchess",
        "Earl",
        "Countess",
        "Princess",
        "King",
        "Queen",
        "Archbishop",
        "Bishop",
        "Baron",
        "Baroness",
        "Emir",
        "Sultan",
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
    token.has(Flags::BODY_NAME) || MORE.contains(&token.text)
}

/// Whether the “and” at `and` stands inside a body's name: the Department of Health and Human Services, the Cybersecurity and
/// Infrastructure Security Agency.
fn joins_a_body(tokens: &[Token<'_>], start: usize, and: usize) -> bool {
    const BODIES: [&str; 18] = [
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
        "Society",
    ];
    if !tokens.get(and + 1).is_some_and(is_name_word) {
        return false;
    }
    let is_body = |token: &Token<'_>| token.is_any(&BODIES);
    let before = &tokens[start..and];
    if before.iter().any(|token| token.is_any(&["of", "for"])) && before.iter().any(is_body) {
        return true;
    }
    let run = tokens[and + 1..].iter().take_while(|token| is_name_word(token));
    let (count, last) = run.fold((0, None), |(count, _), token| (count + 1, Some(token)));
    count > 1 && last.is_some_and(is_body) && !tokens[start].has(Flags::GIVEN | Flags::PLACE)
}

/// “Browns DL Sheldon Richardson” is a body and a person where “Richardson” stands alone elsewhere.
pub fn part_persons<'a>(finder: &mut Finder<'a, '_>, paragraphs: &Pieces<'a>) {
    let is_long =
        |stretch: &Stretch<'_>| stretch.is == Is::Organization && stretch.words > 2 && stretch.words == stretch.end - stretch.start;
    if !finder.found.iter().any(is_long) {
        return;
    }
    let alone: HashSet<Cow<'a, str>> =
        finder.found.iter().filter(|stretch| stretch.words == 1).map(|stretch| stretch.name.clone()).collect();
    let mut parted: Vec<Stretch<'a>> = Vec::new();
    for index in 0..finder.found.len() {
        let stretch = &finder.found[index];
        let tokens = &paragraphs[stretch.paragraph];
        let (first, last) = (&tokens[stretch.end.saturating_sub(2)], &tokens[stretch.end - 1]);
        let is_word = |token: &Token<'_>| token.is_capital() && token.text.chars().any(char::is_lowercase);
        let other = Flags::BODY_NAME | Flags::PLACE;
        if !is_long(stretch)
            || !alone.contains(last.text)
            || last.has(other)
            || first.has(Flags::BODY_NAME)
            || !is_word(first)
            || !is_word(last)
        {
            continue;
        }
        let (start, end) = (stretch.start, stretch.end);
        let name = finder.words(tokens, end - 2..end);
        let rest = finder.words(tokens, start..end - 2);
        let (paragraph, gender) = (stretch.paragraph, gender_of(first));
        parted.push(Stretch { paragraph, start: end - 2, end, name, words: 2, is: Is::Person, gender, titled: false });
        let stretch = &mut finder.found[index];
        stretch.end -= 2;
        stretch.words -= 2;
        stretch.name = rest;
    }
    if !parted.is_empty() {
        finder.found.append(&mut parted);
        finder.found.sort_by_key(|stretch| (stretch.paragraph, stretch.start));
    }
}
