//! Whose words: the verb beside a quotation, and its subject.

use super::{
    flags::Flags,
    language::Language,
    lexicon::{Form, Frame},
    names::Is,
    phrase::{Meant, Pronoun, Reading, is_reporting, pronoun},
    spans::Span,
    text::{Kind, Token, sentence},
};

/// Who is said to have said something, before it is looked for in the article.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Whom the article means.
    pub meant: Meant,
    /// The verb or phrase that attributes.
    pub cue: String,
    /// The rule, without `rule:`.
    pub rule: &'static str,
    /// Where the verb stands, for the reason in words.
    pub place: &'static str,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
    /// The piece that is the cue.
    pub verb: usize,
    /// Whether the verb takes a piece of somebody's words, and no whole sentence.
    pub is_fragment: bool,
}

/// Longest clause in which a verb is looked for, in pieces.
const FAR: usize = 60;

impl Reading<'_> {
    /// The attribution of the quotation at a piece, from its own sentence alone.
    ///
    /// `last` is the quotation before it in the same sentence, where it is somebody's.
    pub fn attribution(&self, at: usize, span: &Span, spans: &[Span], last: Option<usize>) -> Option<Attribution> {
        // “… and said “…””: the speaker of the quotation before goes on.
        if let Some(last) = last
            && (last + 2..at).any(|index| is_reporting(self.tokens, index) && self.tokens[index - 1].has(Flags::AND))
        {
            return None;
        }
        let inner = self.text[span.inner.clone()].trim_end();
        let next = self.tokens.get(at + 1);
        let ends = inner.ends_with([',', '?', '!', '—', '–', '-', '…']);
        // A dash goes on with the reporter's sentence where the words have no end of their own.
        let goes_on = ends || next.is_some_and(|next| next.is_mark(",") || (next.is_mark("—–") && inner.ends_with('.')));
        let own = sentence(self.text, self.tokens, at, spans);
        // “… was called “a trap” by Ann Bell.”
        if next.is_some_and(|next| next.has(Flags::BY))
            && let Some(verb) = (own.start..at).rev().take(12).find(|index| {
                self.tokens[*index].verb().is_some_and(|verb| verb.form == Form::Past)
                    && self.tokens[index.saturating_sub(1)].has(Flags::AUXILIARY)
            })
            && let Some(subject) = self.subject_behind_preposition(at + 1, own.end)
        {
            return self.found(subject, verb, self.tokens[verb].text, "passive", "around the quotation", 0.8);
        }
        let opens = own.start == at || (own.start..at).all(|index| self.tokens[index].is_quote() || self.tokens[index].kind == Kind::Mark);
        let behind = || self.behind(at, goes_on, inner.ends_with('.'));
        // Behind another quotation of the sentence only what stands between them counts; its speaker goes on otherwise.
        let before = || self.before(last.map_or(own.start, |last| last + 1), at);
        // Ann Bell said, “…”: nothing is nearer than that.
        let leads = at > own.start + 1 && self.tokens[at - 1].is_mark(",:") && is_reporting(self.tokens, at - 2);
        // He referred to it as “the fund,” according to the papers: the nearer verb takes a piece of words.
        let is_named = at > own.start + 1
            && (own.start..at).rev().take(8).take_while(|index| self.tokens[*index].is_word()).any(|index| {
                is_reporting(self.tokens, index)
                    && self.tokens[index].verb().is_some_and(|verb| matches!(verb.lemma, "call" | "describe" | "refer" | "dub" | "label"))
            });
        let found = if leads || is_named {
            before().or_else(behind)
        } else if goes_on && !inner.ends_with(['?', '!']) || opens {
            behind().or_else(before)
        } else {
            before().or_else(behind)
        };
        found.or_else(|| self.according(own.start, at, own.end)).or_else(|| self.in_words_of(own.start, at, own.end))
    }

    /// “…,” she said. “…,” said Ann Bell. “…,” according to the ministry.
    fn behind(&self, at: usize, goes_on: bool, is_closed: bool) -> Option<Attribution> {
        let end = (at + 1..self.tokens.len().min(at + 1 + FAR))
            .find(|index| self.tokens[*index].is_mark(".?!;:") || (self.tokens[*index].is_quote() && !self.is_adjective(*index)))
            .unwrap_or(self.tokens.len().min(at + 1 + FAR));
        // “…” Bell agreed: “…” — what ends with a colon brings in the words behind it.
        let brings_in =
            self.tokens.get(end).is_some_and(|token| token.is_mark(":")) && self.tokens.get(end + 1).is_some_and(Token::is_quote);
        if is_closed && !goes_on && brings_in {
            return None;
        }
        let mut from = at + 1;
        while from < end && self.tokens[from].is_mark(",—–-") {
            from += 1;
        }
        if at == 0
            && let Some(found) = self.signed(at + 1)
        {
            return Some(found);
        }
        if from >= end || (is_closed && !goes_on && (end - from > 9 || !self.tokens.get(end).is_none_or(|token| token.is_mark(".:")))) {
            return None;
        }
        // “…” Bell said on Monday. Not: “…” Bell posted a photo.
        let reports = |index: usize| {
            index + 4 > end
                && is_reporting(self.tokens, index)
                && !self.tokens.get(index + 1).is_some_and(|next| next.has(Flags::A | Flags::THE | Flags::WHOSE) && index + 1 < end)
        };
        if is_closed && !goes_on && !(from..end).any(reports) {
            return None;
        }
        if self.tokens[from].is("as") && from + 1 < end {
            from += 1;
        }
        let first = &self.tokens[from];
        if let Some(found) = self.quoted_as(from, end, "behind the quotation") {
            return Some(found);
        }
        // “…“, so Martha Quell.
        if self.names.language == Language::German && first.is("so") && goes_on {
            return self.found(self.subject_behind_preposition(from, end)?, from, "so", "according-to", "behind the quotation", 0.9);
        }
        // “… is how Ann Bell described it”
        if first.has(Flags::FINITE) && self.tokens.get(from + 1).is_some_and(|how| how.is("how")) {
            let verb = (from + 2..end).find(|index| is_reporting(self.tokens, *index))?;
            return self.found(
                self.subject_before(from + 2, verb)?,
                verb,
                self.tokens[verb].text,
                "name-verb",
                "behind the quotation",
                0.8,
            );
        }
        // “… is “rising” and affects everybody, Ann Bell said”: only a clause of its own behind a comma says who speaks.
        let runs_on = first.is_any(&["and", "but", "which", "who", "whom", "whose", "or", "because", "that", "when", "while", "where"]);
        let sure = if goes_on { 0.95 } else { 0.7 };
        if let Some(preposition) = self.according_to(from) {
            return self.found(
                self.subject_behind_preposition(preposition, end)?,
                from,
                &self.words(from..preposition + 1).to_lowercase(),
                "according-to",
                "behind the quotation",
                0.95,
            );
        }
        let mut verbs: Vec<usize> = (from..end.min(from + FAR)).filter(|index| is_reporting(self.tokens, *index)).collect();
        // A participle only where nothing else reports.
        verbs.sort_by_key(|index| self.tokens[*index].verb().is_some_and(|verb| verb.form == Form::Ing));
        for verb in verbs {
            let word = self.tokens[verb].text;
            if runs_on {
                let start = self.phrase_start(from, verb);
                if start == from || !self.tokens[start - 1].is_mark(",") || start == verb {
                    continue;
                }
            }
            // “…”, a déclaré Mara Quill: an auxiliary before the verb.
            let opens = || self.tokens[from..verb].iter().all(|token| token.has(Flags::AUXILIARY));
            if verb == from || self.tokens[verb - 1].is_mark(",") || opens() {
                // « … », assure-t-elle.
                if let Some(pronoun) = pronoun(&self.tokens[verb]) {
                    return self.found(Meant::Pronoun(pronoun), verb, word, "verb-name", "behind the quotation", sure);
                }
                if let Some(subject) = self.subject_behind(verb, end) {
                    return self.found(subject, verb, word, "verb-name", "behind the quotation", sure);
                }
                // «…», dijo: whoever the text is about.
                let is_last = verb + 1 >= end || self.tokens[verb + 1].has(Flags::PREPOSITION) || self.tokens[verb + 1].is_mark(",");
                if self.names.language == Language::Spanish && is_last {
                    return self.found(Meant::Pronoun(Pronoun::Left), verb, word, "verb-name", "behind the quotation", 0.6);
                }
                if verb == from {
                    continue;
                }
            }
            if let Some(subject) = self.subject_before(from, verb) {
                // In the middle of a sentence the words behind are another matter, unless they only say who speaks.
                return self.found(subject, verb, word, "name-verb", "behind the quotation", if goes_on { sure } else { 0.6 });
            }
        }
        None
    }

    /// “…” — Ann Bell, engineer: a line that signs the words with a name behind a dash at `dash`.
    pub fn signed(&self, dash: usize) -> Option<Attribution> {
        if !self.tokens.get(dash)?.is_mark("—–-") || self.tokens.len() > dash + 16 {
            return None;
        }
        let mention = self.names.within(self.paragraph, dash + 1..dash + 2).next()?;
        let is_name = self.names.all[mention.who].is != Is::Place && self.tokens.get(mention.end).is_none_or(|next| !next.is_word());
        let says_more =
            (mention.end..self.tokens.len()).any(|index| is_reporting(self.tokens, index) || self.tokens[index].is_mark("?!;:"));
        if !is_name || says_more {
            return None;
        }
        self.found(Meant::Named(mention.who), dash, "", "signed", "in the line that signs the words", 0.85)
    }

    /// “… quoted Ann Bell as saying”, “Ann Bell was quoted as saying”: whoever is quoted, not who quotes.
    fn quoted_as(&self, from: usize, to: usize, place: &'static str) -> Option<Attribution> {
        let is_form = |index: &usize, lemmas: [&str; 2], form: Form| {
            self.tokens[*index].verb().is_some_and(|verb| lemmas.contains(&verb.lemma) && (form == Form::Ing) == (verb.form == Form::Ing))
        };
        let quoted = (from..to).find(|index| is_form(index, ["quote", "cite"], Form::Past) && self.tokens[*index].kind == Kind::Word)?;
        let saying = (quoted + 2..to)
            .find(|index| self.tokens[*index - 1].is("as") && self.tokens[*index].verb().is_some_and(|verb| verb.form == Form::Ing))?;
        let is_passive =
            quoted > from && self.tokens[quoted - 1].has(Flags::AUXILIARY) && !self.tokens[quoted - 1].is_any(&["has", "have", "had"]);
        let subject = if is_passive { self.subject_before(from, quoted)? } else { self.meant(quoted + 1..saying - 1)? };
        self.found(subject, quoted, self.tokens[quoted].text, "quoted-as", place, 0.9)
    }

    /// “In the words of Ann Bell, …”, “… in Bell’s words”, “in Bell’s view”.
    fn in_words_of(&self, from: usize, at: usize, to: usize) -> Option<Attribution> {
        let to = to.min(self.tokens.len());
        let is_view =
            |index: usize| self.tokens.get(index).is_some_and(|token| token.is_any(&["words", "view", "opinion", "telling", "estimation"]));
        (from..to).filter(|index| *index != at && self.tokens[*index].is("in")).find_map(|index| {
            let place = if index < at { "before the quotation" } else { "behind the quotation" };
            if is_view(index + 2) && self.tokens.get(index + 3).is_some_and(|of| of.is("of")) {
                return self.found(self.subject_behind_preposition(index + 3, to)?, index, "in the words of", "according-to", place, 0.8);
            }
            let owner = (index + 1..to.min(index + 7)).find(|owner| self.tokens[*owner].kind == Kind::Possessive && is_view(owner + 1))?;
            self.found(self.owner(index + 1, owner)?, index, "in the words of", "according-to", place, 0.75)
        })
    }

    /// Whose message, answer or reaction stands before a colon: “Bell’s reply was short: “…”” is Bell’s.
    fn owner_of_words(&self, from: usize, colon: usize) -> Option<Meant> {
        let first = (from..colon).find(|index| self.tokens[*index].is_word() && !self.tokens[*index].has(Flags::LINKING))?;
        let owner = (first..colon.min(first + 6)).find(|index| self.tokens[*index].kind == Kind::Possessive)?;
        let says = (owner + 1..colon.min(owner + 4)).any(|index| self.tokens[index].has(Flags::REPORT | Flags::DOCUMENT));
        if says { self.owner(first, owner) } else { None }
    }

    /// Whom a possessive at `at` means, whose phrase begins at `from`.
    fn owner(&self, from: usize, at: usize) -> Option<Meant> {
        if let Some(mention) = self.names.within(self.paragraph, from..at + 1).find(|mention| mention.end == at + 1) {
            return Some(Meant::Named(mention.who));
        }
        Some(match self.meant(from..at + 1)? {
            Meant::Described { words, role, is_known } => {
                let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(&words).to_owned();
                Meant::Described { words: bare, role, is_known }
            }
            meant => meant,
        })
    }

    /// Ann Bell said: “…”. She called it “…”. “…” is what it was called by Ann Bell.
    fn before(&self, from: usize, at: usize) -> Option<Attribution> {
        let from = from.max(at.saturating_sub(FAR));
        if let Some(found) = self.quoted_as(from, at, "before the quotation") {
            return Some(found);
        }
        let verbs: Vec<usize> = (from..at).filter(|index| is_reporting(self.tokens, *index)).collect();
        for verb in verbs.iter().rev().copied() {
            let word = self.tokens[verb].text;
            // “A critic wrote that she sang “as if …””
            if self.tokens[verb].verb().is_some_and(|known| known.lemma == "sing") && verbs[0] < verb {
                continue;
            }
            // Described by somebody as “…”.
            if self.tokens.get(verb + 1).is_some_and(|token| token.is("by"))
                && let Some(subject) = self.subject_behind_preposition(verb + 1, at)
            {
                return self.found(subject, verb, word, "passive", "before the quotation", 0.8);
            }
            // “Says Bell, “…””
            let says = self.tokens[verb].is_capital();
            // “Dem Boten sagte Thomas Behrens: …”
            let is_inverted = self.names.language != Language::English;
            let subject = if says { self.subject_behind(verb, at) } else { self.subject_before(from, verb) };
            if let Some(subject) = subject.or_else(|| self.subject_behind(verb, at).filter(|_| is_inverted)) {
                let near = at - verb <= 12 && !(verb + 1..at).any(|index| self.tokens[index].is_mark(";"));
                return self.found(subject, verb, word, "name-verb", "before the quotation", if near { 0.9 } else { 0.7 });
            }
        }
        // Ann Bell’s claim that it was “…”; his announcement of a “…”.
        if let Some(found) = self.noun(from, at) {
            return Some(found);
        }
        // “Bell turned to Twitter to call it “…””: the subject of the whole sentence, where it is a person.
        // In “…, and the council asks: “…”” only the last clause counts.
        let clause = (from + 1..at)
            .rev()
            .find(|index| self.tokens[*index].has(Flags::AND) && self.tokens[index - 1].is_mark(","))
            .filter(|and| self.main_subject(and + 1, at).is_some())
            .map_or(from, |and| and + 1);
        let bare = (clause + 1..at)
            .rev()
            .find(|index| self.tokens[index - 1].has(Flags::TO) && self.tokens[*index].verb().is_some_and(|verb| verb.form == Form::Base));
        if let Some(verb) = bare
            && let Some(subject) = self.main_subject(clause, verb)
            && (self.is_person(&subject) || matches!(&subject, Meant::Described { role, .. } if !role.is_plural))
        {
            return self.found(subject, verb, self.tokens[verb].text, "name-verb", "before the quotation", 0.5);
        }
        // Ann Bell: “…”
        if at > from && self.tokens[at - 1].is_mark(":") {
            let subject = self.owner_of_words(clause, at - 1).or_else(|| self.main_subject(clause, at - 1))?;
            return self.found(subject, at - 1, ":", "colon", "before the quotation", 0.6);
        }
        None
    }

    /// Whether quoted words stand where an adjective could: the “Harbour Lights” actor.
    pub fn is_adjective(&self, at: usize) -> bool {
        at > 0
            && self.tokens[at - 1].has(Flags::THE | Flags::A | Flags::WHOSE)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is_word() && !next.is_capital() && !next.has(Flags::PREPOSITION | Flags::AND | Flags::AUXILIARY))
    }

    /// Whether a phrase means a person.
    pub fn is_person(&self, meant: &Meant) -> bool {
        match meant {
            Meant::Named(who) => self.names.all[*who].is == Is::Person,
            Meant::Pronoun(pronoun) => matches!(pronoun, Pronoun::He | Pronoun::She),
            _ => false,
        }
    }

    /// A noun that reports, with whose it is before it.
    fn noun(&self, from: usize, at: usize) -> Option<Attribution> {
        let noun = (from..at).rev().find(|index| self.tokens[*index].has(Flags::REPORT))?;
        let has_that = || self.tokens[noun + 1..at].iter().any(|token| token.is("that"));
        // “A warning from Bell that it was “…””
        if self.tokens.get(noun + 1).is_some_and(|next| next.is_any(&["from", "by"])) && noun + 2 < at && has_that() {
            let subject = self.subject_behind_preposition(noun + 1, at)?;
            return self.found(subject, noun, self.tokens[noun].text, "noun", "before the quotation", 0.6);
        }
        if noun + 2 < at && !has_that() {
            return None;
        }
        let owner = (noun.saturating_sub(4).max(from)..noun)
            .rev()
            .find(|index| self.tokens[*index].kind == Kind::Possessive || self.tokens[*index].is_any(&["his", "her", "their"]))?;
        let token = &self.tokens[owner];
        let meant = if token.is("his") {
            Meant::Pronoun(Pronoun::He)
        } else if token.is("her") {
            Meant::Pronoun(Pronoun::She)
        } else if token.is("their") {
            Meant::Pronoun(Pronoun::They)
        } else {
            Meant::Named(self.names.within(self.paragraph, from..owner + 1).find(|mention| mention.end == owner + 1)?.who)
        };
        self.found(meant, noun, self.tokens[noun].text, "noun", "before the quotation", 0.6)
    }

    /// “According to the ministry, …” in the same sentence.
    fn according(&self, from: usize, at: usize, to: usize) -> Option<Attribution> {
        let (verb, preposition) =
            (from..to.min(self.tokens.len())).filter(|index| *index != at).find_map(|index| Some((index, self.according_to(index)?)))?;
        let place = if verb < at { "before the quotation" } else { "behind the quotation" };
        let cue = self.words(verb..preposition + 1).to_lowercase();
        self.found(self.subject_behind_preposition(preposition, to)?, verb, &cue, "according-to", place, 0.8)
    }

    /// The last word of “according to” at a place: one word in other languages, as in “selon”.
    pub fn according_to(&self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        if !token.has(Flags::ACCORDING) {
            self.according_in_words(at)
        } else if token.is("according") {
            self.tokens.get(at + 1).filter(|next| next.is("to")).map(|_| at + 1)
        } else {
            Some(at)
        }
    }

    /// The last word of a phrase that says “according to” in other languages: “nach Angaben von”, “a juicio de”, “aux yeux de”.
    fn according_in_words(&self, at: usize) -> Option<usize> {
        /// The first word, the words behind it, and whether an article stands between them.
        type Phrase = (&'static str, &'static [&'static str], usize);
        const GERMAN: [Phrase; 1] =
            [("nach", &["ansicht", "angaben", "meinung", "auffassung", "einschätzung", "worten", "darstellung", "überzeugung"], 1)];
        const SPANISH: [Phrase; 2] = [("a", &["juicio", "decir", "entender"], 1), ("en", &["opinión", "palabras"], 1)];
        const FRENCH: [Phrase; 4] =
            [("de", &["avis", "aveu"], 2), ("d", &["avis"], 1), ("d", &["après"], 1), ("aux", &["yeux", "dires"], 1)];
        let phrases: &[Phrase] = match self.names.language {
            Language::English => return None,
            Language::German => &GERMAN,
            Language::Spanish => &SPANISH,
            Language::French => &FRENCH,
        };
        let is_noun =
            |index: usize, nouns: &[&str]| self.tokens.get(index).is_some_and(|token| nouns.contains(&&*token.text.to_lowercase()));
        let mut phrases = phrases.iter().filter(|(first, nouns, gap)| self.tokens[at].is(first) && is_noun(at + gap, nouns));
        if let Some((_, _, gap)) = phrases.next() {
            let of = self.tokens.get(at + gap + 1)?;
            return Some(at + gap + usize::from(of.is_any(&["von", "de", "del", "du", "d"])));
        }
        // “Pour Thomas Bellec, …”
        let pour = self.names.language == Language::French && self.tokens[at].is("pour");
        let mention = self.names.within(self.paragraph, at + 1..at + 2).next().filter(|_| pour)?;
        let is_person = self.names.all[mention.who].is == Is::Person;
        (is_person && self.tokens.get(mention.end).is_some_and(|comma| comma.is_mark(","))).then_some(at)
    }

    /// Whom the phrase behind “to” or “by” means.
    fn subject_behind_preposition(&self, preposition: usize, to: usize) -> Option<Meant> {
        let start = preposition + 1;
        let end = (start..to.min(self.tokens.len()))
            .find(|index| {
                let token = &self.tokens[*index];
                token.is_mark(",;:.—–()")
                    || token.is_quote()
                    || token.has(Flags::FINITE)
                    || token.is_any(&["as", "that", "which", "who", "when"])
            })
            .unwrap_or(to.min(self.tokens.len()));
        if start >= end {
            return None;
        }
        let meant = self.meant(start..end)?;
        Some(self.apposed(&meant, end).unwrap_or(meant))
    }

    fn found(&self, meant: Meant, verb: usize, cue: &str, rule: &'static str, place: &'static str, confidence: f32) -> Option<Attribution> {
        let is_fragment = self.tokens.get(verb).and_then(Token::verb).is_some_and(|verb| verb.frame == Frame::Fragment);
        Some(Attribution { meant, cue: cue.to_owned(), rule, place, confidence, verb, is_fragment })
    }

    /// The last verb of a sentence that reports something without marks, with its subject: what a quotation behind it goes on from.
    pub fn reported(&self, from: usize, to: usize) -> Option<Attribution> {
        let verb = (from..to).rev().find(|index| is_reporting(self.tokens, *index))?;
        let subject = self.subject_before(from, verb).or_else(|| self.subject_behind(verb, to))?;
        self.found(subject, verb, self.tokens[verb].text, "sentence-before", "in the sentence before", 0.6)
    }
}
