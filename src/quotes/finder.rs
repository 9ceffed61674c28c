//! An article while it is read from its first quotation to its last, section by section.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{
    attribute::Attribution,
    blocks::Apart,
    described::Described,
    echo,
    flags::Flags,
    kind,
    lexicon::{Form, Gender, Lexicon},
    memory::{Memory, Spot, Voice, agrees},
    names::{Is, Names},
    paragraphs::Paragraphs,
    phrase::{Meant, Pronoun, Reading, WRITINGS, is_reporting, spaced},
    posts,
    spans::{Span, SpanEnd},
    text::{self, Token},
};
use crate::model::{Article, Part, Passage, PlainText, Provenance, Quotation, QuotationKind, Speaker};

/// Why words stand there without a speaker.
const NOBODY: &str = "words between quotation marks; nothing near them says who said them";

/// What is known of a quotation beside itself.
struct Found {
    quotation: Quotation,
    voice: Option<Voice>,
}

/// How many sentences back the subject of a pronoun is looked for.
const SENTENCES: usize = 4;

/// What a sentence's subject is to a pronoun.
enum Subject {
    /// Whoever it means.
    Meant(Meant),
    /// Somebody with a name could be meant.
    Other,
    /// Nobody.
    None,
}

/// A span that was read.
#[derive(Clone, Copy)]
struct Before {
    /// Its piece.
    at: usize,
    /// Whether it has an attribution of its own.
    attributed: bool,
    /// The piece that is its cue, in its own paragraph.
    verb: Option<usize>,
}

/// A section of an article while it is read, with what was told so far.
pub struct Finder<'a> {
    plain: &'a PlainText,
    text: &'a str,
    spans: &'a [Span],
    pub(super) paragraphs: &'a Paragraphs<'a>,
    names: &'a Names,
    lexicon: &'static Lexicon,
    pub(super) set_apart: &'a [Option<Apart>],
    pub(super) told: Told,
}

/// What was told so far.
pub struct Told {
    pub(super) memory: Memory,
    found: Vec<Found>,
    /// Quotations without marks: they are nobody's neighbours.
    pub(super) indirect: Vec<Quotation>,
    /// Whose tweets the article speaks of, by their place among the names.
    posts: HashSet<usize>,
    /// The first place at which somebody is described in these words, by its number.
    described: HashMap<String, usize>,
    /// How many descriptions are among them.
    descriptions: usize,
    before: Option<Before>,
    /// The next paragraph to be read.
    next_paragraph: usize,
    /// The next span to be read.
    next_span: usize,
    /// The next of the section's words that say that somebody says something.
    pub(super) next_cue: usize,
    /// Who stands behind a label or a line under a block, by its words.
    pub(super) by_label: HashMap<String, Option<Voice>>,
    /// Who answers in an interview whose lines say only Q and A, once it was asked.
    pub(super) answers: Option<Option<Voice>>,
}

impl Told {
    /// Nothing yet, of an article with so many spans.
    pub fn nothing(lexicon: &'static Lexicon, spans: usize) -> Self {
        Self {
            memory: Memory::new(lexicon),
            found: Vec::with_capacity(spans),
            indirect: Vec::new(),
            posts: HashSet::default(),
            described: HashMap::default(),
            descriptions: 0,
            before: None,
            next_paragraph: 0,
            next_span: 0,
            next_cue: 0,
            by_label: HashMap::default(),
            answers: None,
        }
    }

    /// The quotations in reading order, and who spoke.
    pub fn done(self) -> (Vec<Quotation>, Memory) {
        let Self { memory, found, indirect, .. } = self;
        let mut quotations: Vec<Quotation> = found
            .into_iter()
            .map(|found| {
                let mut quotation = found.quotation;
                quotation.spoken_by_character = found.voice.map(|voice| memory.id(voice));
                quotation
            })
            .collect();
        echo::echoes(&mut quotations);
        if !indirect.is_empty() {
            quotations.extend(indirect);
            quotations.sort_by_key(|quotation| quotation.passages.first().map(|passage| passage.start));
        }
        (quotations, memory)
    }
}

impl<'a> Finder<'a> {
    /// Ready to read a section of an article.
    pub fn new(
        plain: &'a PlainText,
        spans: &'a [Span],
        paragraphs: &'a Paragraphs<'a>,
        names: &'a Names,
        set_apart: &'a [Option<Apart>],
        mut told: Told,
    ) -> Self {
        let text = plain.as_str();
        posts::find(text, paragraphs, names, spans, &mut told.posts);
        for (number, known) in names.described.iter().enumerate().skip(told.descriptions) {
            told.described.entry(spaced(&text[known.bytes.clone()])).or_insert(number);
        }
        told.descriptions = names.described.len();
        told.next_cue = 0;
        Self { plain, text, spans, paragraphs, names, lexicon: paragraphs.lexicon, set_apart, told }
    }

    /// Reads the section, but for its last paragraph where another section comes behind it; what is told then.
    pub fn read(mut self, article: &Article, is_last: bool) -> Told {
        let end = self.paragraphs.tokens.end() - usize::from(!is_last);
        for paragraph in self.told.next_paragraph..end {
            let from = self.told.next_span;
            let own = self.spans[from..].iter().take_while(|span| span.paragraph == paragraph).count();
            match self.set_apart.get(paragraph).and_then(Option::as_ref) {
                Some(apart) => (from..from + own).for_each(|number| self.apart(number, apart, article)),
                None => self.paragraph(paragraph, from..from + own),
            }
            self.told.next_span += own;
        }
        self.told.next_paragraph = end;
        self.told
    }

    /// The pieces of a paragraph.
    pub(super) fn tokens(&self, paragraph: usize) -> &'a [Token<'a>] {
        &self.paragraphs.tokens[paragraph]
    }

    /// A paragraph to be read.
    pub(super) fn reading(&self, paragraph: usize) -> Reading<'a> {
        Reading { tokens: self.tokens(paragraph), paragraph, names: self.names, text: self.text }
    }

    /// The sentence around a piece.
    pub(super) fn sentence(&self, paragraph: usize, at: usize) -> std::ops::Range<usize> {
        text::sentence(self.text, self.tokens(paragraph), at, self.spans)
    }

    /// The passage at a stretch of bytes.
    pub(super) fn passage(&self, bytes: std::ops::Range<usize>) -> Option<Passage> {
        Passage::at_bytes(Part::Body, self.plain, bytes)
    }

    /// The speaker whom an attribution means, at a place of a paragraph.
    pub(super) fn resolve(&mut self, meant: &Meant, paragraph: usize, at: usize) -> Option<Voice> {
        if let Meant::Speaker(voice) = meant {
            return Some(*voice);
        }
        let (names, text) = (self.names, self.text);
        let words_of = |known: &Described| spaced(&text[known.bytes.clone()]);
        let mut at = at.min(self.tokens(paragraph).len());
        // Whoever is named between a pronoun and its verb is somebody else: “He urged Bell to wait, saying “…””
        if let Meant::Pronoun(pronoun) = meant
            && *pronoun != Pronoun::Left
        {
            let tokens = self.tokens(paragraph);
            let flag = pronoun.flag();
            at = (at.saturating_sub(60)..at).rev().find(|index| tokens[*index].has(flag)).unwrap_or(at);
            // “The government’s spokesman declined to comment on what he called “…””
            let found = self.subject_of_pronoun(*pronoun, paragraph, at);
            if let Some((meant, spot)) = found.or_else(|| self.subject_before_paragraph(*pronoun, paragraph)) {
                return self.told.memory.resolve(&meant, names, spot, &words_of);
            }
        }
        self.told.memory.resolve(meant, names, Spot { paragraph, at }, &words_of)
    }

    /// Who or what is the subject of the sentence in which a pronoun stands, or of one before it in the paragraph, where it is described
    /// and nobody is named: “The president went on. “…,” he wrote.”
    fn subject_of_pronoun(&self, pronoun: Pronoun, paragraph: usize, at: usize) -> Option<(Meant, Spot)> {
        let tokens = self.tokens(paragraph);
        let mut end = at;
        let mut sentence = self.sentence(paragraph, at.min(tokens.len().checked_sub(1)?));
        // “The clerk recalled that he said”: he can be anybody; “on what he called” is the clerk.
        let is_what = at > 0 && tokens[at - 1].is("what");
        let is_free = is_what || !matches!(pronoun, Pronoun::He | Pronoun::She);
        if !is_free && (sentence.start..at).any(|index| is_reporting(tokens, index)) {
            return None;
        }
        for _ in 0..SENTENCES {
            if self.told.memory.spoke_behind(Spot { paragraph, at: sentence.start }) {
                return None;
            }
            if sentence.start < end {
                match self.subject_for(pronoun, paragraph, sentence.start..end) {
                    Subject::Meant(found) => return Some((found, Spot { paragraph, at })),
                    Subject::Other => return None,
                    Subject::None => {}
                }
            }
            if sentence.start == 0 {
                return None;
            }
            end = sentence.start;
            sentence = self.sentence(paragraph, end - 1);
        }
        None
    }

    /// The body that the last sentence of the paragraph before is about, where nobody spoke in it: “The company, Bell & Voss, denies it.”
    fn subject_before_paragraph(&self, pronoun: Pronoun, paragraph: usize) -> Option<(Meant, Spot)> {
        let before = paragraph.checked_sub(1).filter(|before| *before >= self.paragraphs.tokens.first())?;
        if !matches!(pronoun, Pronoun::It | Pronoun::They) || self.told.memory.spoke_behind(Spot { paragraph: before, at: 0 }) {
            return None;
        }
        let spoke_here = self.told.memory.spoke_behind(Spot { paragraph, at: 0 });
        let last = self.tokens(before).len().checked_sub(1).filter(|_| !spoke_here)?;
        let sentence = self.sentence(before, last);
        match self.subject_for(pronoun, before, sentence) {
            Subject::Meant(found @ (Meant::Named(_) | Meant::Body { .. })) => Some((found, Spot { paragraph: before, at: last })),
            _ => None,
        }
    }

    /// Whom a pronoun could mean as the subject of a sentence, or of its beginning.
    fn subject_for(&self, pronoun: Pronoun, paragraph: usize, sentence: std::ops::Range<usize>) -> Subject {
        let gender = match pronoun {
            Pronoun::He => Gender::Male,
            Pronoun::She => Gender::Female,
            _ => Gender::Either,
        };
        let is_named = self.names.within(paragraph, sentence.clone()).any(|mention| {
            let named = &self.names.all[mention.who];
            named.is == Is::Person && gender != Gender::Either && agrees(gender, named.gender)
        });
        if is_named {
            return Subject::Other;
        }
        // Only before its first quoted words.
        let tokens = &self.tokens(paragraph)[sentence.clone()];
        let end = tokens.iter().position(Token::is_quote).map_or(sentence.end, |quote| sentence.start + quote);
        let Some(found) = self.reading(paragraph).main_subject(sentence.start, end) else { return Subject::None };
        let fits = match (&found, pronoun) {
            (Meant::Described { role, .. }, Pronoun::He | Pronoun::She) => !role.is_plural && agrees(gender, role.gender),
            (Meant::Described { role, .. }, Pronoun::They) => role.is_plural,
            (Meant::Body { .. } | Meant::Document(_), Pronoun::It) | (Meant::Body { .. }, Pronoun::They) => true,
            (Meant::Named(who), Pronoun::It | Pronoun::They) if self.names.all[*who].is == Is::Organization => true,
            // “Bell released a statement. “…,” it read.”
            (Meant::Named(_) | Meant::Described { .. }, Pronoun::It) => tokens.iter().any(|token| token.is_any(&WRITINGS)),
            _ => false,
        };
        if fits { Subject::Meant(found) } else { Subject::None }
    }

    /// A paragraph of running text: its sentences in order, with marks and without.
    fn paragraph(&mut self, paragraph: usize, spans: std::ops::Range<usize>) {
        let mut done = 0;
        for number in spans {
            let at = self.paragraphs.pieces[number] as usize;
            self.retold(paragraph, done..at);
            self.span(number, at);
            done = at + 1;
        }
        self.retold(paragraph, done..self.tokens(paragraph).len());
    }

    fn span(&mut self, number: usize, at: usize) {
        let span = &self.spans[number];
        let paragraph = span.paragraph;
        let Some(passage) = self.passage(span.inner.clone()) else {
            self.told.before = Some(Before { at, attributed: false, verb: None });
            return;
        };
        let continues = number > 0 && self.spans[number - 1].end == SpanEnd::Continues;
        let tokens = self.tokens(paragraph);
        let last = self.last_in_sentence(number, at);
        let is_split = self.is_split(number, at);
        let own = if continues || is_split { None } else { self.reading(paragraph).attribution(at, span, self.spans, last) };
        let own = own.or_else(|| {
            let last = last.filter(|_| !continues && !is_split)?;
            let mut carried = self.same_speaker("the same sentence", 0.75, at)?;
            if let Some(verb) = (last + 1..at).rev().find(|index| is_reporting(tokens, *index)) {
                tokens[verb].text.clone_into(&mut carried.cue);
            }
            Some(carried)
        });
        if own.is_none()
            && (continues || is_split || self.goes_on(number, at))
            && let Some(last) = self.told.found.last_mut()
        {
            last.quotation.passages.push(passage);
            if let Some(voice) = last.voice {
                self.told.memory.spoke(voice, Spot { paragraph, at });
            }
            self.told.before = Some(Before { at, attributed: false, verb: None });
            return;
        }
        // Each dash of a dialogue is somebody else's.
        let attribution = own.or_else(|| self.carried(number, at).filter(|_| !span.is_turn));
        let found = self.quotation(number, at, passage, attribution.as_ref());
        let verb = attribution.as_ref().map(|found| found.verb);
        self.told.before = Some(Before { at, attributed: attribution.is_some(), verb });
        self.told.found.push(found);
    }

    /// Whether a span is the rest of a sentence that the reporter breaks: “…,” she said, “…”
    fn is_split(&self, number: usize, at: usize) -> bool {
        let Some(before) = number.checked_sub(1).map(|before| &self.spans[before]) else { return false };
        let Some(Before { at: first, verb: Some(verb), .. }) = self.told.before else { return false };
        let paragraph = self.spans[number].paragraph;
        let tokens = self.tokens(paragraph);
        before.paragraph == paragraph
            && first < verb
            && verb < at
            && at - first <= 30
            && tokens[at - 1].is_mark(",—–")
            && self.text[before.inner.clone()].trim_end().ends_with([',', '—', '–', '-', '…'])
            // “…,” she said, pointing at the pier, “…”
            && (first + 1..at).all(|index| {
                index == verb || !is_reporting(tokens, index) || tokens[index].verb().is_some_and(|verb| verb.form == Form::Ing)
            })
            && self.told.found.last().is_some_and(|last| last.voice.is_some() && last.quotation.kind == QuotationKind::Direct)
    }

    /// Whether a span goes on with the words of the one before it: “…,” she said. “…”
    fn goes_on(&self, number: usize, at: usize) -> bool {
        let Some(before) = number.checked_sub(1).map(|before| &self.spans[before]) else { return false };
        let Some(Before { at: first, attributed, .. }) = self.told.before else { return false };
        let paragraph = self.spans[number].paragraph;
        let tokens = self.tokens(paragraph);
        before.paragraph == paragraph
            && attributed
            && first < at
            && at > 0
            && tokens[at - 1].is_mark(".,:")
            && at - first <= 30
            && (first + 1..at - 1).all(|index| !tokens[index].is_mark(".?!"))
            && (first + 1..at).any(|index| is_reporting(tokens, index) || tokens[index].has(Flags::ACCORDING))
    }

    /// The piece of the quotation before, where it stands in the same sentence and is somebody's.
    fn last_in_sentence(&self, number: usize, at: usize) -> Option<usize> {
        let before = number.checked_sub(1)?;
        let last = self.told.before?.at;
        let paragraph = self.spans[number].paragraph;
        let is_somebodys = || self.told.found.last().is_some_and(|found| found.voice.is_some());
        (self.spans[before].paragraph == paragraph && last < at && is_somebodys() && last >= self.sentence(paragraph, at).start)
            .then_some(last)
    }

    /// The speaker of the quotation before.
    fn same_speaker(&self, place: &'static str, confidence: f32, verb: usize) -> Option<Attribution> {
        let last = self.told.found.last()?;
        let cue = last.quotation.cue.clone().unwrap_or_default();
        Some(Attribution { meant: Meant::Speaker(last.voice?), cue, rule: "same-speaker", place, confidence, verb, is_fragment: false })
    }

    /// Whose words they are by what was said before: nothing beside them says it.
    fn carried(&self, number: usize, at: usize) -> Option<Attribution> {
        let span = &self.spans[number];
        let inner = self.text[span.inner.clone()].trim();
        let tokens = self.tokens(span.paragraph);
        let own = self.sentence(span.paragraph, at);
        let stands_alone = (own.start..at).all(|index| !tokens[index].is_word());
        if !stands_alone || inner.split_whitespace().take(3).count() < 3 {
            return None;
        }
        let from_last = |place: &'static str, confidence: f32| self.same_speaker(place, confidence, at);
        let follows = number > 0 && self.spans[number - 1].paragraph == span.paragraph;
        if own.start > 0 {
            // Later in a paragraph: the sentence before says who speaks, or the words before are the same one's.
            let before = self.sentence(span.paragraph, own.start - 1);
            let had_words = tokens[before.clone()].iter().any(Token::is_quote);
            let reported = || self.reading(span.paragraph).reported(before.start, before.end);
            return if had_words {
                from_last("the sentence before", 0.7)
            } else {
                reported().or_else(|| from_last("earlier in the paragraph", 0.6).filter(|_| follows))
            };
        }
        // A line without an end is a heading, not somebody going on.
        let is_heading = tokens.len() == 1 && !inner.ends_with(['.', '!', '?', '…', ',', '—', '’', '\'']);
        if is_heading {
            return None;
        }
        // The line behind the words signs them.
        let is_alone = tokens.len() == at + 1;
        if is_alone
            && span.paragraph + 1 < self.paragraphs.tokens.end()
            && let Some(signed) = self.reading(span.paragraph + 1).signed(0)
        {
            return Some(signed);
        }
        // The paragraph is nothing but the words: whoever spoke in the one before goes on.
        let before = span.paragraph.checked_sub(1)?;
        if number > 0 && self.spans[number - 1].paragraph == before {
            return from_last("the paragraph before", 0.65);
        }
        let last = self.tokens(before).len().checked_sub(1)?;
        let sentence = self.sentence(before, last);
        self.reading(before).reported(sentence.start, sentence.end)
    }

    fn quotation(&mut self, number: usize, at: usize, passage: Passage, attribution: Option<&Attribution>) -> Found {
        let span = &self.spans[number];
        let paragraph = span.paragraph;
        let inner = self.text[span.inner.clone()].trim();
        let tokens = self.tokens(paragraph);
        let stands_out = at == 0 || !tokens[at - 1].is_word();
        let is_beside =
            attribution.is_some_and(|found| found.verb.abs_diff(at) <= 5 || !matches!(found.meant, Meant::Named(_) | Meant::Pronoun(_)));
        // “…, TV shows from Bell, “Harbour Lights,””: only a verb right before the comma leads.
        let is_beside = is_beside && attribution.is_some_and(|found| found.verb >= at || found.verb + 2 >= at || !found.is_fragment);
        let leads =
            stands_out && is_beside && (inner.ends_with([',', '.', '!', '?']) || tokens.get(at + 1).is_some_and(|next| next.is_mark(",")));
        // “Their slogan?” in the paragraph before belongs to words that open this one.
        let question = paragraph.checked_sub(1).filter(|_| at == 0).map(|before| self.tokens(before));
        let before = question.filter(|tokens| tokens.last().is_some_and(|last| last.is_mark("?:"))).unwrap_or(&tokens[..at]);
        // “Called it a “skinny” deal” is somebody's word for it.
        let names_it = attribution.is_some_and(|found| found.is_fragment);
        let kind = if !names_it && kind::is_term(inner, before, tokens.get(at + 1)) {
            kind::kind(inner, before, false, false, self.lexicon)
        } else {
            kind::kind(inner, before, attribution.is_some(), leads, self.lexicon)
        };
        // “You’re Already Halfway” was shown on Monday: what stands as a subject, and is written like a title.
        let is_subject = at.checked_sub(1).is_none_or(|before| tokens[before].is_mark(".?!"))
            && tokens.get(at + 1).is_some_and(|next| next.has(Flags::FINITE) && !next.is_capital())
            && inner.ends_with(char::is_alphanumeric)
            && inner.contains(' ')
            && kind::is_title_case(&inner.split_whitespace().collect::<Vec<_>>());
        let kind = if is_subject { QuotationKind::Title } else { kind };
        let kind = if span.is_turn { QuotationKind::Direct } else { kind };
        let kind = if self.goes_on_with_titles(number, at, inner) { QuotationKind::Title } else { kind };
        let mut quotation = Quotation { kind, passages: vec![passage], ..Quotation::default() };
        let place = if attribution.is_some_and(|found| found.rule == "sentence-before" && at == 0) {
            paragraph.saturating_sub(1)
        } else {
            paragraph
        };
        let speaker =
            attribution.filter(|_| kind.is_speech()).and_then(|found| Some((self.resolve(&found.meant, place, found.verb)?, found)));
        let Some((voice, found)) = speaker else {
            if quotation.kind == QuotationKind::Partial {
                quotation.kind = QuotationKind::Scare;
            }
            quotation.provenance = Provenance::rule("marks", NOBODY, 0.5);
            return Found { quotation, voice: None };
        };
        self.told.memory.spoke(voice, Spot { paragraph, at });
        quotation.provenance = Provenance::rule(found.rule, self.reason(voice, found), found.confidence);
        quotation.cue = (!found.cue.is_empty() && found.cue != ":").then(|| found.cue.clone());
        if let Meant::Speaker(_) = found.meant {
            if let Some(last) = self.told.found.last() {
                quotation.medium.clone_from(&last.quotation.medium);
                quotation.via.clone_from(&last.quotation.via);
            }
        } else {
            let sentence = self.sentence(place, found.verb.min(self.tokens(place).len().saturating_sub(1)));
            let reading = self.reading(place);
            quotation.medium = reading.medium(sentence.clone()).map(str::to_owned);
            quotation.via = reading.via(sentence);
        }
        if quotation.medium.is_none() && self.told.memory.name_of(voice).is_some_and(|who| self.told.posts.contains(&who)) {
            // The article says elsewhere that it speaks of this person's tweets.
            quotation.medium = Some("Twitter".to_owned());
        }
        self.introduce(voice, Spot { paragraph, at }, &mut quotation);
        Found { quotation, voice: Some(voice) }
    }

    /// Whether words go on with a list of titles, or of what is written on signs: “Pier Days” and “The Long Winter.”
    fn goes_on_with_titles(&self, number: usize, at: usize, inner: &str) -> bool {
        let Some(before) = number.checked_sub(1).map(|before| &self.spans[before]) else { return false };
        let paragraph = self.spans[number].paragraph;
        let tokens = self.tokens(paragraph);
        let is_joined = before.paragraph == paragraph
            && at > 1
            && (tokens[at - 1].is_quote() && inner.len() < 60
                || tokens[at - 1].is_any(&["and", "or"])
                    && (tokens[at - 2].is_quote() || at > 2 && tokens[at - 2].is_mark(",") && tokens[at - 3].is_quote())
                || tokens[at - 1].is_mark(",") && tokens[at - 2].is_quote());
        is_joined
            && inner.split_whitespace().take(9).count() <= 8
            && kind::is_title_case(&inner.split_whitespace().collect::<Vec<_>>())
            && self.told.found.last().is_some_and(|last| last.quotation.kind == QuotationKind::Title)
    }

    /// Why it is this speaker, in words.
    pub(super) fn reason(&self, voice: Voice, found: &Attribution) -> String {
        let name = self.told.memory.name(voice);
        match (&found.meant, found.rule) {
            (Meant::Speaker(_), _) => format!("{name} spoke in {}", found.place),
            (Meant::Pronoun(Pronoun::Left), _) => {
                format!("‘{}’ {} without a subject; {name} is whom the text is about", found.cue, found.place)
            }
            (Meant::Pronoun(_), _) => format!("pronoun next to ‘{}’ {}; {name} is meant", found.cue, found.place),
            (_, "colon") => format!("{name} before a colon {}", found.place),
            (_, "signed") => format!("{name} stands {}", found.place),
            _ => format!("{name} next to ‘{}’ {}", found.cue, found.place),
        }
    }

    /// What the sentence says that brings in somebody who is not named: who relayed the words, and why there is no name.
    fn introduce(&mut self, voice: Voice, spot: Spot, quotation: &mut Quotation) {
        const REASONS: [&str; 9] = [
            "on condition of anonymity",
            "on the condition of anonymity",
            "on background",
            "asked not to be named",
            "asked not to be identified",
            "not authorized to speak",
            "not authorised to speak",
            "declined to be named",
            "declined to give",
        ];
        let Speaker::Anonymous(who) = &self.told.memory.speakers[voice] else { return };
        // “An official from the ministry” is brought in as “an official”.
        let in_full = || self.told.described.get(&who.description).map(|number| &self.names.described[*number]);
        let begun = || {
            let from = self.names.described.partition_point(|known| known.paragraph < spot.paragraph);
            let own =
                self.names.described[from..].iter().take_while(|known| known.paragraph == spot.paragraph && known.start <= spot.at + 40);
            own.take(20).find(|known| who.description.starts_with(&spaced(&self.text[known.bytes.clone()])))
        };
        // What an earlier section says of them was taken in with their first words.
        let is_near = |known: &&Described| known.paragraph >= self.paragraphs.tokens.first();
        let Some(found) = in_full().or_else(begun).filter(is_near) else { return };
        let sentence = self.sentence(found.paragraph, found.start);
        let reading = self.reading(found.paragraph);
        if who.anonymity_reason.is_none() {
            let words = reading.words(sentence.clone()).to_lowercase();
            let reason = REASONS.iter().find(|reason| words.contains(**reason)).map(|reason| (*reason).to_owned());
            if let Speaker::Anonymous(who) = &mut self.told.memory.speakers[voice] {
                who.anonymity_reason = reason;
            }
        }
        if quotation.via.is_none() {
            quotation.via = reading.via(sentence);
        }
    }

    /// Words that are set apart as a whole: a quote block, a post, a turn of an interview.
    fn apart(&mut self, number: usize, apart: &Apart, article: &Article) {
        let span = &self.spans[number];
        let (paragraph, at) = (span.paragraph, self.paragraphs.pieces[number] as usize);
        let Some(passage) = self.passage(span.inner.clone()) else { return };
        let mut quotation = Quotation { kind: QuotationKind::Direct, passages: vec![passage], ..Quotation::default() };
        let voice = self.whose_block(apart, paragraph, article, &mut quotation);
        // A block of several paragraphs is one quotation, and so is an answer.
        let before = number.checked_sub(1).and_then(|before| self.set_apart.get(self.spans[before].paragraph)?.as_ref());
        let is_same = before.is_some_and(|before| apart.goes_on(before));
        if is_same && let Some(last) = self.told.found.last_mut() {
            last.quotation.passages.append(&mut quotation.passages);
            return;
        }
        if let Some(voice) = voice {
            self.told.memory.spoke(voice, Spot { paragraph, at });
        }
        self.told.before = None;
        self.told.found.push(Found { quotation, voice });
    }

    pub(super) fn label(&self, range: std::ops::Range<usize>) -> &'a str {
        &self.text[range]
    }

    pub(super) fn names(&self) -> &'a Names {
        self.names
    }
}
