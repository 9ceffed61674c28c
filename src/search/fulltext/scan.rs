//! Answering a query without an index, from an article itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    find::{Hit, family, has_words},
    query::{Clause, Exact, Fact, Place, Query, Term},
    words::{Language, Words},
};
use crate::{
    model::{Archive, Article, Block, Creator, PublicationDate, Quotation, Slug, Speaker, SpeakerId},
    search::Naming,
};

/// The speakers whose name has these words, in any of its forms.
pub fn speakers<'a>(archive: &'a Archive, wanted: &'a [String]) -> impl Iterator<Item = &'a SpeakerId> {
    archive.speakers.iter().filter(|speaker| names(speaker).any(|name| has_words(name, wanted))).map(Speaker::id)
}

fn names(speaker: &Speaker) -> impl Iterator<Item = &str> {
    let others: &[String] = match speaker {
        Speaker::Person(who) => &who.alternate_name,
        Speaker::Organization(who) => &who.alternate_name,
        Speaker::Anonymous(_) => &[],
    };
    std::iter::once(speaker.name()).chain(others.iter().map(String::as_str))
}

/// A query made ready to be put to many articles of one archive, one by one.
pub struct Scan<'a> {
    query: &'a Query,
    speakers: HashMap<&'a SpeakerId, &'a Speaker>,
    /// For each fact about a speaker's name, who has it.
    named: Vec<HashSet<&'a SpeakerId>>,
}

/// What a query finds in one article; for many, [`Scan`] does not look for the speakers again.
pub fn scan(query: &Query, archive: &Archive, slug: &Slug, article: &Article) -> Vec<Hit> {
    Scan::new(query, archive).article(slug, article)
}

impl<'a> Scan<'a> {
    /// Looks up who is meant.
    pub fn new(query: &'a Query, archive: &'a Archive) -> Self {
        let named = query.facts.iter().map(|(fact, _)| match fact {
            Fact::Speaker(wanted) => speakers(archive, wanted).collect(),
            _ => HashSet::new(),
        });
        Self { query, named: named.collect(), speakers: archive.speakers.iter().map(|speaker| (speaker.id(), speaker)).collect() }
    }

    /// What the query finds in one article.
    pub fn article(&self, slug: &Slug, article: &Article) -> Vec<Hit> {
        let query = self.query;
        let day = article.date_published.map(PublicationDate::day);
        if query.from.is_some_and(|from| day.is_none_or(|day| day < from)) || query.to.is_some_and(|to| day.is_none_or(|day| day > to)) {
            return Vec::new();
        }
        let language = Language::of(article.in_language.as_deref());
        let mut words = Words::of(language);
        let hit = |quotation, score| Hit { slug: slug.clone(), quotation, score };
        if !query.seeks_quotations() {
            if !self.holds(article, None) {
                return Vec::new();
            }
            let score = query.score(language, &Texts::of_article(&mut words, article));
            return score.map(|score| hit(None, score)).into_iter().collect();
        }
        let asked = article.quotations.iter().enumerate().filter(|(_, quotation)| self.holds(article, Some(quotation)));
        let found = asked.filter_map(|(number, quotation)| {
            let score = query.score(language, &Texts::of_quotation(&mut words, quotation))?;
            Some(hit(Some(number), score))
        });
        found.collect()
    }

    /// Whether the facts hold.
    fn holds(&self, article: &Article, quotation: Option<&Quotation>) -> bool {
        let mut families: BTreeMap<u8, bool> = BTreeMap::new();
        for (number, (fact, wanted)) in self.query.facts.iter().enumerate() {
            let is_so = self.is_so(number, fact, article, quotation);
            if *wanted {
                *families.entry(family(fact)).or_default() |= is_so;
            } else if is_so {
                return false;
            }
        }
        families.into_values().all(|holds| holds)
    }

    fn is_so(&self, number: usize, fact: &Fact, article: &Article, quotation: Option<&Quotation>) -> bool {
        let speaker = quotation.and_then(|quotation| quotation.spoken_by_character.as_ref());
        match fact {
            Fact::Speaker(_) => speaker.is_some_and(|id| self.named.get(number).is_some_and(|named| named.contains(id))),
            Fact::Kind(kind) => quotation.is_some_and(|quotation| quotation.kind == *kind),
            Fact::Naming(naming) => quotation.is_some() && Naming::of(speaker.and_then(|id| self.speakers.get(id)).copied()) == *naming,
            Fact::Medium(wanted) => {
                quotation.and_then(|quotation| quotation.medium.as_deref()).is_some_and(|medium| has_words(medium, wanted))
            }
            Fact::Outlet(wanted) => article.publisher.as_deref().is_some_and(|outlet| has_words(outlet, wanted)),
            // The words may stand in several tags, as they may in the index.
            Fact::Tag(wanted) => has_words(&article.keywords.join(" · "), wanted),
            Fact::By(wanted) => has_words(&article.byline.0.iter().map(Creator::name).collect::<Vec<_>>().join(" · "), wanted),
            Fact::Photo => !article.photos.is_empty(),
            Fact::Is(Exact::Speaker, id) => speaker.is_some_and(|speaker| speaker.as_str() == id),
            Fact::Is(Exact::Medium, medium) => quotation.and_then(|quotation| quotation.medium.as_ref()) == Some(medium),
            Fact::Is(Exact::Outlet, outlet) => article.publisher.as_ref() == Some(outlet),
            Fact::Is(Exact::Tag, tag) => article.keywords.contains(tag),
            Fact::Is(Exact::Year, year) => article.date_published.is_some_and(|date| date.day().year().to_string() == *year),
        }
    }
}

/// The words of one text: how often each comes, and their order.
#[derive(Default)]
struct Text {
    counts: HashMap<String, u32>,
    /// Each piece by itself: a phrase does not go from one to the next.
    pieces: Vec<Vec<String>>,
}

impl Text {
    fn add(&mut self, words: &mut Words, text: &str) {
        let mut piece = Vec::new();
        words.each(text, |_, _, word, stem| {
            piece.push(word.to_owned());
            *self.counts.entry(word.to_owned()).or_default() += 1;
            if let Some(stem) = stem {
                *self.counts.entry(stem.to_owned()).or_default() += 1;
            }
        });
        self.pieces.push(piece);
    }

    /// How often a term comes.
    fn count(&self, language: Language, term: &Term) -> u32 {
        let of = |word: &str| self.counts.get(word).copied().unwrap_or(0);
        let plain = |holds: &dyn Fn(&str) -> bool| self.counts.iter().filter(|(word, _)| holds(word)).map(|(_, count)| count).sum();
        match term {
            Term::Word(word) => language.forms(word).iter().map(|form| of(form)).sum(),
            Term::Phrase(words) if words.len() == 1 => of(&words[0]),
            Term::Phrase(words) if words.is_empty() => 0,
            Term::Phrase(words) => {
                self.pieces.iter().map(|piece| piece.windows(words.len()).filter(|window| *window == words).count() as u32).sum()
            }
            Term::Prefix(start) => plain(&|word| word.starts_with(start.as_str())),
            Term::Fuzzy(word, most) => plain(&|other| is_near(word, other, *most)),
        }
    }
}

/// Whether two words differ in at most so many letters left out, put in, changed or swapped with their neighbour.
pub(super) fn is_near(a: &str, b: &str, most: u8) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let most = usize::from(most);
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(a[i - 1] != b[j - 1]);
                let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    rows[a.len()][b.len()] <= most
}

struct Texts(BTreeMap<Place, Text>);

impl Texts {
    fn of_article(words: &mut Words, article: &Article) -> Self {
        let (mut text, mut headline, mut caption) = (Text::default(), Text::default(), Text::default());
        headline.add(words, &article.headline);
        text.add(words, &article.headline);
        article.standfirst.iter().for_each(|standfirst| text.add(words, standfirst));
        article.blocks.iter().filter_map(Block::plain_text).for_each(|block| text.add(words, &block));
        for photo in &article.photos {
            for part in [Some(&photo.caption), photo.credit_text.as_ref(), photo.alternate_name.as_ref()].into_iter().flatten() {
                text.add(words, part);
                caption.add(words, part);
            }
        }
        Self(BTreeMap::from([(Place::Text, text), (Place::Headline, headline), (Place::Caption, caption)]))
    }

    fn of_quotation(words: &mut Words, quotation: &Quotation) -> Self {
        let mut said = Text::default();
        quotation.passages.iter().for_each(|passage| said.add(words, &passage.exact));
        Self(BTreeMap::from([(Place::Said, said)]))
    }
}

impl Query {
    /// How well the words fit; nothing where they do not.
    fn score(&self, language: Language, texts: &Texts) -> Option<f32> {
        let mut score = 0.0;
        for clause in &self.clauses {
            let count: u32 = clause.any.iter().map(|(place, term)| self.count(language, texts, *place, term)).sum();
            if (count > 0) == clause.negated {
                return None;
            }
            score += (1.0 + count as f32).ln();
        }
        Some(score)
    }

    fn count(&self, language: Language, texts: &Texts, place: Place, term: &Term) -> u32 {
        texts.0.get(&self.place(place)).map_or(0, |text| text.count(language, term))
    }
}

/// Whether a word of a text is one that the clause looks for.
pub(super) fn is_wanted(clause: &Clause, language: Language, word: &str, stem: Option<&str>) -> bool {
    clause.any.iter().any(|(_, term)| match term {
        Term::Word(wanted) => language.forms(wanted).iter().any(|form| form == word || Some(form.as_str()) == stem),
        Term::Phrase(words) => words.iter().any(|wanted| wanted == word),
        Term::Prefix(start) => word.starts_with(start.as_str()),
        Term::Fuzzy(wanted, most) => is_near(wanted, word, *most),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_near_by_letters_left_out_put_in_changed_or_swapped() {
        for (a, b, most, near) in [
            ("harbor", "harbour", 1, true),
            ("brigde", "bridge", 1, true),
            ("bridge", "brides", 1, false),
            ("bridge", "brides", 2, true),
            ("a", "abcd", 2, false),
        ] {
            assert_eq!(is_near(a, b, most), near, "{a} {b}");
        }
    }
}
