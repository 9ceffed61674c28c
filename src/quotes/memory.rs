//! Who spoke so far, and whom words that point back mean.

use rustc_hash::FxHashMap as HashMap;

use super::{
    described::Described,
    flags::Flags,
    language::Language,
    lexicon::{Gender, Lexicon, Role},
    names::{Is, Mention, Names},
    phrase::{CALLED, Meant, Pronoun},
};
use crate::model::{Anonymous, Organization, Person, Slug, Speaker, SpeakerId};

/// A speaker, by the place in [`Memory::speakers`].
pub type Voice = usize;

/// Where something stands: the paragraph, and the piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The number of the paragraph.
    pub paragraph: usize,
    /// The number of the piece.
    pub at: usize,
}

/// Roles in which somebody stands to others: whom the text is about is not told by them.
const OTHERS: [&str; 8] = ["defendant", "suspect", "accused", "victim", "plaintiff", "complainant", "assailant", "attacker"];

/// Offices that readers know without a name: “the president” is nobody whom the article does not call so.
const OFFICES: [&str; 18] = [
    "president",
    "premier",
    "pope",
    "king",
    "queen",
    "prince",
    "princess",
    "duke",
    "duchess",
    "emperor",
    "chancellor",
    "minister",
    "judge",
    "senator",
    "governor",
    "ambassador",
    "secretary",
    "justice",
];

/// How many pieces a clause has that begins with a name, at most.
const CLAUSE: usize = 20;

/// How many paragraphs back a body that spoke is called back where none is named since.
const FAR: usize = 8;

/// Everybody who was found to speak, in the order of their first words.
pub struct Memory {
    /// The speakers.
    pub speakers: Vec<Speaker>,
    lexicon: &'static Lexicon,
    /// The place among the names of each speaker that has one.
    names_of: Vec<Option<usize>>,
    genders: Vec<Gender>,
    /// Whether each speaker is several: “experts”.
    several: Vec<bool>,
    /// The number behind an identifier that several have.
    numbers: HashMap<String, usize>,
    named: HashMap<usize, Voice>,
    unnamed: HashMap<String, Voice>,
    bodies: HashMap<String, Voice>,
    /// Who was described by a role last.
    described: HashMap<&'static str, Voice>,
    /// Who spoke last, and where.
    last: Option<(Voice, Spot)>,
    /// Which body spoke last, and where.
    last_body: Option<(Voice, Spot)>,
}

impl Memory {
    /// Nobody spoke yet.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            lexicon,
            speakers: Vec::new(),
            names_of: Vec::new(),
            genders: Vec::new(),
            several: Vec::new(),
            numbers: HashMap::default(),
            named: HashMap::default(),
            unnamed: HashMap::default(),
            bodies: HashMap::default(),
            described: HashMap::default(),
            last: None,
            last_body: None,
        }
    }

    /// The speaker who is meant at a place; nothing where it cannot be told.
    pub fn resolve(&mut self, meant: &Meant, names: &Names, spot: Spot, words_of: &dyn Fn(&Described) -> String) -> Option<Voice> {
        match meant {
            Meant::Speaker(voice) => Some(*voice),
            Meant::Named(who) => Some(self.of_name(*who, names)),
            Meant::Pronoun(pronoun) => self.of_pronoun(*pronoun, names, spot, words_of),
            Meant::Described { words, role, is_known } => Some(self.of_role(words, role, *is_known, names, spot, words_of)),
            Meant::Body { words, is_bare } => {
                // “The label” behind words of Bell Records, unless another has Label in its name.
                let noun = words.split(' ').next_back().unwrap_or_default();
                // Near it any body counts that spoke, farther off only where none is named in between.
                let from = names.mentions.partition_point(|mention| mention.paragraph + 1 < spot.paragraph);
                let is_named = names.body_within(from..names.from(spot.paragraph, spot.at)).is_some();
                let reach = if is_named { 1 } else { FAR };
                let spoke =
                    self.last_body.filter(|(_, spoke)| *is_bare && spoke.paragraph + reach >= spot.paragraph && !self.stands_alone(noun));
                if let Some((voice, _)) = spoke
                    && self.called(noun, names, spot).is_none()
                {
                    return Some(voice);
                }
                let called = is_bare.then(|| self.last_body(names, spot, words)).flatten();
                Some(match called {
                    Some(who) => self.of_name(who, names),
                    None => self.body(words),
                })
            }
            Meant::Document(words) => {
                let is_bare = words.split(' ').count() <= 2;
                let spoke = self.last.filter(|(voice, spoke)| is_bare && spoke.paragraph + 2 > spot.paragraph && self.is_body(*voice));
                if let Some((voice, _)) = spoke {
                    return Some(voice);
                }
                let is_statement = words.to_lowercase().contains("statement");
                Some(match self.last_body(names, spot, "").filter(|_| is_statement) {
                    Some(who) => self.of_name(who, names),
                    None => self.body(words),
                })
            }
        }
    }

    /// Whether somebody spoke in the paragraph of a place, from there on.
    pub fn spoke_behind(&self, spot: Spot) -> bool {
        self.last.is_some_and(|(_, spoke)| spoke.paragraph == spot.paragraph && spoke.at >= spot.at)
    }

    /// Remembers who spoke last.
    pub fn spoke(&mut self, voice: Voice, spot: Spot) {
        self.last = Some((voice, spot));
        if self.is_body(voice) {
            self.last_body = self.last;
        }
    }

    /// The place of a speaker among the names of the article; nothing for somebody described.
    pub fn name_of(&self, voice: Voice) -> Option<usize> {
        self.names_of[voice]
    }

    /// The name of a speaker, or the description.
    pub fn name(&self, voice: Voice) -> &str {
        self.speakers[voice].name()
    }

    /// The identifier of a speaker.
    pub fn id(&self, voice: Voice) -> SpeakerId {
        self.speakers[voice].id().clone()
    }

    fn is_body(&self, voice: Voice) -> bool {
        matches!(self.speakers[voice], Speaker::Organization(_))
    }

    /// The speaker of a name.
    pub fn of_name(&mut self, who: usize, names: &Names) -> Voice {
        if let Some(voice) = self.named.get(&who) {
            return *voice;
        }
        let named = &names.all[who];
        let name = named.name.clone();
        // One word that nothing calls a person is a body: a last name alone would have found its owner.
        let is_person =
            named.is == Is::Person || (named.is == Is::Unknown && (named.is_sure || self.lexicon.name(&name).any(Flags::GIVEN)));
        let voice = if is_person {
            self.add(name, |id, name| Speaker::Person(Person { id, name, ..Person::default() }))
        } else {
            self.add(name, |id, name| Speaker::Organization(Organization { id, name, ..Organization::default() }))
        };
        self.genders[voice] = named.gender;
        self.named.insert(who, voice);
        self.names_of[voice] = Some(who);
        voice
    }

    /// A person whom only a byline, a label or a post names.
    pub fn person(&mut self, name: &str) -> Voice {
        if let Some(voice) = self.unnamed.get(name) {
            return *voice;
        }
        let voice = self.add(name.to_owned(), |id, name| Speaker::Person(Person { id, name, ..Person::default() }));
        self.unnamed.insert(name.to_owned(), voice);
        voice
    }

    /// A body by its words.
    pub fn body(&mut self, words: &str) -> Voice {
        const ARTICLES: [&str; 19] = [
            "des ", "dem ", "den ", "the ", "The ", "le ", "Le ", "la ", "La ", "el ", "El ", "der ", "Der ", "die ", "Die ", "das ",
            "Das ", "l’", "L’",
        ];
        let bare = ARTICLES.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words).to_owned();
        if let Some(voice) = self.bodies.get(&bare) {
            return *voice;
        }
        let voice = self.add(bare.clone(), |id, name| Speaker::Organization(Organization { id, name, ..Organization::default() }));
        self.bodies.insert(bare, voice);
        voice
    }

    fn of_role(
        &mut self,
        words: &str,
        role: &Role,
        is_known: bool,
        names: &Names,
        spot: Spot,
        words_of: &dyn Fn(&Described) -> String,
    ) -> Voice {
        if is_known {
            // “The expert” after “one legal expert”, “the mayor” after “Ann Bell, the mayor”: whichever stands nearer.
            let is_owned = words.contains("’s ") || words.contains("'s ");
            let person =
                names.last_with_role(role.name, spot.paragraph, spot.at).or_else(|| names.only_with_role(role.name).filter(|_| is_owned));
            let described = names.last_described(role.name, spot.paragraph, spot.at);
            let spoke = self.described.get(role.name).copied().filter(|_| role.name != CALLED.name);
            match (person, described, spoke) {
                (Some(person), Some(described), _)
                    if (person.paragraph, person.start) > (described.paragraph, described.start)
                        && person.paragraph + 1 >= spot.paragraph =>
                {
                    return self.of_name(person.who, names);
                }
                (_, _, Some(voice)) => return voice,
                (_, Some(described), None) => {
                    return self.anonymous(&words_of(described), &described.role);
                }
                (Some(person), None, None) => return self.of_name(person.who, names),
                (None, None, None) => {}
            }
            // “The singer” whom nothing calls so: whoever the text is about.
            let is_bare = words
                .split(' ')
                .take(12)
                .skip(1)
                .filter(|word| {
                    // “The former Harbour Lane star”
                    !word.starts_with(['"', '“', '‘', '\''])
                        && !word.starts_with(char::is_uppercase)
                        && !word.contains("-year-old")
                        && *word != "former"
                })
                .count()
                <= 1;
            let is_open = !role.stays_unnamed && !role.is_plural && !OTHERS.contains(&role.name);
            let is_office = OFFICES.contains(&role.name);
            // “The superintendent” before “Superintendent Ann Bell”.
            if is_open && let Some(only) = names.only_with_role(role.name).filter(|_| is_bare) {
                return self.of_name(only.who, names);
            }
            if is_bare
                && is_open
                && !is_office
                && let Some(voice) = self.salient(role.gender, names, spot)
            {
                return voice;
            }
        }
        self.anonymous(words, role)
    }

    fn anonymous(&mut self, words: &str, role: &Role) -> Voice {
        if let Some(voice) = self.unnamed.get(words) {
            return *voice;
        }
        let voice = self.add(words.to_owned(), |id, description| Speaker::Anonymous(Anonymous { id, description, ..Anonymous::default() }));
        self.unnamed.insert(words.to_owned(), voice);
        self.described.insert(role.name, voice);
        self.genders[voice] = role.gender;
        self.several[voice] = role.is_plural;
        voice
    }

    fn of_pronoun(&mut self, pronoun: Pronoun, names: &Names, spot: Spot, words_of: &dyn Fn(&Described) -> String) -> Option<Voice> {
        match pronoun {
            Pronoun::It | Pronoun::They => {
                let spoke = self.last.filter(|(voice, spoke)| {
                    let is_several =
                        self.is_body(*voice) || (pronoun == Pronoun::They && !matches!(self.speakers[*voice], Speaker::Person(_)));
                    spoke.paragraph + 2 >= spot.paragraph && is_several
                });
                if let Some((voice, _)) = spoke {
                    return Some(voice);
                }
                let who = if pronoun == Pronoun::It {
                    self.last_body(names, spot, "")?
                } else {
                    // “They” can be many: only a body that a sentence nearby is about.
                    let is_subject = |mention: &&Mention| mention.opens && names.all[mention.who].is == Is::Organization;
                    let near = names.mentions[..names.from(spot.paragraph, spot.at)].iter().rev().take(50);
                    near.take_while(|mention| mention.paragraph + 1 >= spot.paragraph).find(is_subject)?.who
                };
                Some(self.of_name(who, names))
            }
            Pronoun::Left => self.salient(Gender::Either, names, spot),
            Pronoun::He => self.salient_or_any(Gender::Male, names, spot, words_of),
            Pronoun::She => self.salient_or_any(Gender::Female, names, spot, words_of),
        }
    }

    fn salient_or_any(&mut self, gender: Gender, names: &Names, spot: Spot, words_of: &dyn Fn(&Described) -> String) -> Option<Voice> {
        if let Some(described) = self.begun_with(gender, names, spot) {
            return Some(self.anonymous(&words_of(described), &described.role));
        }
        let voice = self.salient(gender, names, spot).or_else(|| {
            let before = names.from(spot.paragraph, spot.at);
            let last = names.mentions[..before].iter().rev().take(200).find(|mention| is_person(names, mention, gender))?;
            Some(self.of_name(last.who, names))
        })?;
        // What the pronoun says of a name that says nothing holds from here on.
        if self.genders[voice] == Gender::Either {
            self.genders[voice] = gender;
        }
        Some(voice)
    }

    /// Whoever is described and begins a sentence of the paragraph, where nobody with a name does: “One firefighter, …. “…,” he said.”
    fn begun_with<'a>(&self, gender: Gender, names: &'a Names, spot: Spot) -> Option<&'a Described> {
        let before = names.described.partition_point(|known| (known.paragraph, known.start) < (spot.paragraph, spot.at));
        let own = names.described[..before].iter().rev().take_while(|known| known.paragraph == spot.paragraph).take(20);
        let found = own.filter(|known| known.opens && agrees(gender, known.role.gender)).last()?;
        let spoke = self.last.is_some_and(|(_, spoke)| spoke.paragraph == spot.paragraph);
        let from = names.from(spot.paragraph, 0);
        let named = names.mentions[from..names.from(spot.paragraph, spot.at)]
            .iter()
            .any(|mention| is_person(names, mention, gender) && !mention.owns && (mention.opens || mention.start < found.start));
        (!spoke && !named).then_some(found)
    }

    /// The person whom the text is about at a place: who spoke in the paragraph or is its subject, then the one before’s.
    fn salient(&mut self, gender: Gender, names: &Names, spot: Spot) -> Option<Voice> {
        let before = names.from(spot.paragraph, spot.at);
        let earlier = &names.mentions[..before];
        let fits = |mention: &&Mention| is_person(names, mention, gender);
        let own = earlier[..].partition_point(|mention| mention.paragraph < spot.paragraph);
        // “Bright said her team was late. “…,” she said”: what a list says of the name does not count there.
        if let Some((voice, spoke)) =
            self.last.filter(|(voice, spoke)| spoke.paragraph == spot.paragraph && self.names_of[*voice].is_some())
            && !self.is_body(voice)
            && earlier[own..].iter().all(|mention| self.names_of[voice] == Some(mention.who) || names.all[mention.who].is != Is::Person)
            && spoke.at < spot.at
        {
            return Some(voice);
        }
        let last = self.last.filter(|(voice, spoke)| {
            spoke.paragraph + 2 >= spot.paragraph && !self.is_body(*voice) && !self.several[*voice] && agrees(gender, self.genders[*voice])
        });
        if let Some((voice, spoke)) = last
            && spoke.paragraph == spot.paragraph
        {
            // “…,” Bell said. Voss disagreed. “…,” she said.
            let turned = earlier[own..]
                .iter()
                .rev()
                .take(50)
                .take_while(|mention| mention.start > spoke.at)
                .filter(fits)
                .find(|mention| mention.opens);
            // “Hale, when told that a host had called it “…,” smiled. “…,” he said.”
            let opener = || {
                let near = earlier[own..].iter().filter(|mention| mention.start < spoke.at && mention.start + CLAUSE >= spoke.at);
                near.filter(fits).find(|mention| mention.opens && !mention.owns)
            };
            let turned = turned.or_else(|| if self.names_of[voice].is_none() { opener() } else { None });
            return Some(match turned {
                Some(mention) => self.of_name(mention.who, names),
                None => voice,
            });
        }
        // “Gemma’s mum Tina”: who owns is not who is told of.
        let in_own = || earlier[own..].iter().take(50).filter(fits);
        if let Some(mention) = in_own().find(|mention| !mention.owns).or_else(|| in_own().next()) {
            return Some(self.of_name(mention.who, names));
        }
        // In the paragraph before: who spoke in it, else whom it begins with.
        if let Some((voice, spoke)) = last
            && spoke.paragraph + 1 >= spot.paragraph
        {
            // “…,” Bell said. Voss disagreed. In the next paragraph: “…,” she said.
            let behind =
                earlier[..own].iter().rev().take(50).take_while(|mention| (mention.paragraph, mention.start) > (spoke.paragraph, spoke.at));
            let turned = behind.filter(fits).find(|mention| mention.opens && !mention.owns).map(|mention| mention.who);
            return Some(turned.map_or(voice, |who| self.of_name(who, names)));
        }
        let start = earlier.partition_point(|mention| mention.paragraph + 1 < spot.paragraph);
        let in_last = || earlier[start..own].iter().rev().take(50).filter(fits);
        let subject = in_last().find(|mention| mention.opens && !mention.owns).or_else(|| in_last().next_back());
        if let Some(mention) = subject {
            return Some(self.of_name(mention.who, names));
        }
        if let Some((voice, _)) = last {
            return Some(voice);
        }
        let near = earlier.iter().rev().take(50).take_while(|mention| mention.paragraph + 3 >= spot.paragraph).find(fits)?;
        Some(self.of_name(near.who, names))
    }

    /// Whether a noun stands for itself, whatever else the paragraph names: the police, and the Landratsamt, which is no other Amt.
    fn stands_alone(&self, noun: &str) -> bool {
        let known = self.lexicon.word(&noun.to_lowercase());
        let is_compound = known.is_none() && self.lexicon.language == Language::German && !noun.is_empty();
        is_compound || known.is_some_and(|word| word.flags.any(Flags::INSTITUTION))
    }

    /// The organization with a noun in its name.
    fn called(&self, noun: &str, names: &Names, spot: Spot) -> Option<usize> {
        let mut letters = noun.chars();
        let capital: String = letters.next()?.to_uppercase().chain(letters).collect();
        names.nearest_body_called(&capital, names.from(spot.paragraph, spot.at)).map(|mention| mention.who)
    }

    fn last_body(&self, names: &Names, spot: Spot, words: &str) -> Option<usize> {
        let before = names.from(spot.paragraph, spot.at);
        // “The agency” is whatever has Agency in its name, where something has.
        let noun = words.split_whitespace().next_back().unwrap_or_default();
        if let Some(who) = self.called(noun, names, spot) {
            return Some(who);
        }
        if self.stands_alone(noun) {
            return None;
        }
        // Whom the paragraph, or the one before, is about; then the last one named; then, at an article's beginning, the first.
        let from = names.mentions.partition_point(|mention| mention.paragraph + 1 < spot.paragraph);
        names
            .body_within(names.from(spot.paragraph, 0)..before)
            .or_else(|| names.body_within(from.min(before)..before))
            .or_else(|| names.last_body(before))
            .or_else(|| names.first_organization(before))
            .map(|mention| mention.who)
    }

    fn add(&mut self, name: String, make: impl FnOnce(SpeakerId, String) -> Speaker) -> Voice {
        let slug = Slug::from_title(&name);
        // The second of a name is NAME-2; that can be a name itself, and then the next number is free.
        let number = self.numbers.get(slug.as_str()).copied().unwrap_or(1);
        let mut id = if number == 1 { slug.clone() } else { slug.numbered(number) };
        let mut next = number + 1;
        while number > 1 && self.numbers.contains_key(id.as_str()) {
            id = slug.numbered(next);
            next += 1;
        }
        self.numbers.insert(slug.as_str().to_owned(), next);
        if id != slug {
            self.numbers.insert(id.as_str().to_owned(), 2);
        }
        self.speakers.push(make(SpeakerId::new(id.as_str()), name));
        self.names_of.push(None);
        self.genders.push(Gender::Either);
        self.several.push(false);
        self.speakers.len() - 1
    }
}

/// Whether whoever is of one gender can be meant by a word of another.
pub fn agrees(wanted: Gender, own: Gender) -> bool {
    !matches!((wanted, own), (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male))
}

fn is_person(names: &Names, mention: &Mention, gender: Gender) -> bool {
    let named = &names.all[mention.who];
    named.is == Is::Person && named.is_sure && agrees(gender, named.gender)
}
