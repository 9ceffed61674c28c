//! The subject of a reporting verb.

use std::ops::Range;

use super::{
    flags::Flags,
    lexicon::Form,
    names::Is,
    phrase::{Meant, Reading, is_auxiliary, is_reporting, led},
    text::Kind,
};

/// Verbs behind which somebody is seen or heard to speak.
const SHOWS: [&str; 16] = [
    "shows",
    "showed",
    "showing",
    "features",
    "featured",
    "featuring",
    "heard",
    "hears",
    "hear",
    "depicts",
    "depicted",
    "captured",
    "captures",
    "recorded",
    "filmed",
    "overheard",
];

impl Reading<'_> {
    /// Who stands before a verb as its subject, within `from..verb`.
    pub fn subject_before(&self, from: usize, verb: usize) -> Option<Meant> {
        let mut end = led(self.tokens, verb).unwrap_or(verb);
        while end > from && is_auxiliary(&self.tokens[end - 1]) {
            end -= 1;
        }
        if end == from {
            return None;
        }
        // “Ann Bell, who said”: the name right before the relative clause.
        if self.tokens[end - 1].has(Flags::WHO) {
            let name_end = if end >= 2 && self.tokens[end - 2].is_mark(",") { end - 2 } else { end - 1 };
            let person = |name_end: usize| {
                let mention = self.names.within(self.paragraph, from..name_end).find(|mention| mention.end == name_end)?;
                (self.names.all[mention.who].is == Is::Person).then_some(Meant::Named(mention.who))
            };
            if let Some(named) = person(name_end) {
                return Some(named);
            }
            // “Hit back at trolls who said”
            if name_end == end - 1
                && let Some(described) = self.antecedent(from, name_end)
                // “Tom Bell, the engineer who said” is Bell; “…, from a man who said” is the man.
                && (from + 1..name_end)
                    .rev()
                    .take_while(|index| !self.tokens[*index].has(Flags::PREPOSITION))
                    .all(|index| !self.tokens[index].is_mark(","))
            {
                return Some(described);
            }
            // “Tom Bell, the engineer who said”: the name before the apposition, or whoever is described.
            let start = self.phrase_start(from, name_end);
            if start > from + 1
                && self.tokens[start - 1].is_mark(",")
                && let Some(named) = person(start - 1)
            {
                return Some(named);
            }
            if name_end > start
                && let Some(meant) = self.meant(start..name_end)
            {
                return Some(meant);
            }
        }
        // “… by the Environment Office, which wrote”: a body or a document right before the relative clause.
        if self.tokens[end - 1].is("which") && end >= from + 2 {
            let name_end = if self.tokens[end - 2].is_mark(",") { end - 2 } else { end - 1 };
            let body = self.names.within(self.paragraph, from..name_end).find(|mention| mention.end == name_end);
            if let Some(body) = body.filter(|mention| matches!(self.names.all[mention.who].is, Is::Organization | Is::Unknown)) {
                return Some(Meant::Named(body.who));
            }
        }
        let is_ing = self.tokens[verb].verb().is_some_and(|verb| verb.form == Form::Ing);
        // “…, with Senator Ann Bell calling it …”
        if is_ing
            && let Some(with) =
                (from..end).rev().take(9).take_while(|index| self.tokens[*index].is_word()).find(|index| self.tokens[*index].is("with"))
            && let Some(meant) = self.meant(with + 1..end)
        {
            return Some(meant);
        }
        // “One video shows a man saying …”: whoever is shown, not what shows him.
        if is_ing
            && !self.tokens[end - 1].is_mark(",—–)")
            && let Some(shows) =
                (from..end - 1).rev().take(12).find(|index| self.tokens[*index].is_any(&SHOWS) && self.tokens[*index].kind == Kind::Word)
            && !self.tokens[shows.saturating_sub(1)].has(Flags::FINITE)
            && let Some(shown) = self.meant(shows + 1..end)
            && !matches!(shown, Meant::Document(_) | Meant::Body { .. })
        {
            return Some(shown);
        }
        let joins = self.tokens[end - 1].has(Flags::AND);
        if !self.tokens[end - 1].is_mark(",—–)") && !joins && !is_ing {
            let mut start = self.phrase_start(from, end);
            // “A figure its director called”: the noun right before the verb has a beginning of its own.
            if let Some(own) = (start + 2..end).rev().find(|index| {
                let before = &self.tokens[index - 1];
                let other = Flags::PREPOSITION | Flags::AND | Flags::AUXILIARY | Flags::COMMON | Flags::THE | Flags::A | Flags::WHOSE;
                self.tokens[*index].has(Flags::THE | Flags::A | Flags::WHOSE)
                    && before.kind == Kind::Word
                    && !before.is_capital()
                    && !before.has(other)
                    && before.verb().is_none()
            }) {
                start = own;
            }
            // A phrase with a verb of its own is a clause, and no subject.
            if !self.has_verb(start, end)
                && let Some(meant) = self.meant(start..end)
            {
                // “Ann Bell, an analyst at the Institute for Ships, Water and Ice, said”: the name opens the sentence.
                let is_person =
                    matches!(meant, Meant::Named(who) if self.names.all[who].is == Is::Person) || matches!(meant, Meant::Pronoun(_));
                let opener =
                    if !is_person && start > from && self.tokens[start - 1].is_mark(",") { self.opener(from, start) } else { None };
                return Some(opener.unwrap_or(meant));
            }
            if self.has_verb(start, end) {
                return None;
            }
        }
        if self.tokens[end - 1].is_mark(",—–)")
            && let Some(named) = self.before_apposition(from, end - 1)
        {
            return Some(named);
        }
        // Behind an apposition, an “and” or before a participle: the subject of the whole sentence.
        self.main_subject(from, end)
    }

    /// The person with whose name a sentence begins and who is described right behind it, far from the phrase at `start`.
    fn opener(&self, from: usize, start: usize) -> Option<Meant> {
        let first = (from..start).find(|index| self.tokens[*index].is_word() && !self.tokens[*index].has(Flags::LINKING))?;
        let mention = self.names.within(self.paragraph, first..start).find(|mention| mention.start == first)?;
        let behind = self.tokens.get(mention.end + 1)?;
        let is_described = self.tokens[mention.end].is_mark(",")
            && (behind.has(Flags::A | Flags::THE | Flags::WHO | Flags::WHOSE) || behind.role().is_some());
        (is_described && start > mention.end + 1 && self.names.all[mention.who].is == Is::Person).then_some(Meant::Named(mention.who))
    }

    /// The name before an apposition whose closing comma stands at `comma`: “Ann Bell, the mayor, |”.
    fn before_apposition(&self, from: usize, comma: usize) -> Option<Meant> {
        // “Ann Bell, a sister of the mayor, Tom,”: whoever opens the sentence, and is described behind it.
        if let Some(comma) = (from..comma).rev().find(|index| self.tokens[*index].is_mark(","))
            && let Some(opener) = self.opener(from, comma)
        {
            return Some(opener);
        }
        // “His predecessor, Ann Bell,”: the name is the apposition.
        if let Some(open) = (from..comma).rev().find(|index| self.tokens[*index].is_mark(",—–("))
            && let Some(mention) =
                self.names.within(self.paragraph, open + 1..comma).find(|mention| mention.start == open + 1 && mention.end == comma)
            && self.names.all[mention.who].is == Is::Person
            && (self.phrase_start(from, open)..open).any(|index| {
                let token = &self.tokens[index];
                token.is_word() && (token.role().is_some() || token.is_any(&["one", "another"]))
            })
        {
            return Some(Meant::Named(mention.who));
        }
        let commas: Vec<usize> = (from..comma).filter(|index| self.tokens[*index].is_mark(",—–(")).collect();
        // “Ann Bell, whose husband, Tom Voss, is the mayor, said”: a name with a verb of its own is no subject of another.
        let has_own = |end: &&usize| self.tokens.get(**end + 1).is_some_and(|next| next.has(Flags::FINITE));
        commas.iter().rev().filter(|end| !has_own(end)).find_map(|end| {
            let start = self.phrase_start(from, *end);
            let opens = self.tokens[start..*end].iter().find(|token| token.is_word())?;
            let mention = self.names.within(self.paragraph, start..*end).filter(|mention| mention.end == *end).last()?;
            // A name at the end of its phrase; “an analyst at the Bell Institute,” is an apposition itself.
            let is_plain = !opens.is_any(&["a", "an", "the", "his", "her", "their", "who", "which", "in", "at", "on"]);
            (is_plain && self.names.all[mention.who].is == Is::Person).then_some(Meant::Named(mention.who))
        })
    }

    /// Where the phrase begins that ends before `end`.
    pub fn phrase_start(&self, from: usize, end: usize) -> usize {
        let mut start = end;
        while start > from {
            let token = &self.tokens[start - 1];
            if (token.is_quote() && !self.is_adjective(start - 1))
                || token.is_mark(",;:—–()?!")
                || (token.is_mark(".") && start - 1 > from)
                || token.has(Flags::CLAUSE)
            {
                break;
            }
            if token.is("and") && self.has_verb(from, start - 1) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Whether a finite verb stands in a stretch back to the mark before it.
    fn has_verb(&self, from: usize, end: usize) -> bool {
        (from..end)
            .rev()
            .map(|index| (index, &self.tokens[index]))
            .take_while(|(_, token)| !token.is_quote() && !token.is_mark(",;:—"))
            .any(|(index, token)| {
                // “The injured Bell” is no clause.
                let is_adjective = token.has(Flags::ENDS_PAST) && index > from && self.tokens[index - 1].has(Flags::THE | Flags::A | Flags::WHOSE);
                (token.has(Flags::FINITE | Flags::ENDS_PAST) && !is_adjective && !token.is_capital())
                    // “A post”, “a call”: the bare form is more often a noun.
                    || (is_reporting(self.tokens, index) && token.verb().is_some_and(|verb| verb.lemma != token.text && verb.form != Form::Ing))
            })
    }

    /// The first noun phrase of a sentence that can speak, introductions such as “In a letter,” left aside.
    pub fn main_subject(&self, from: usize, end: usize) -> Option<Meant> {
        let mut segments: Vec<Range<usize>> = Vec::new();
        let mut start = from;
        for index in from..=end {
            if index == end || self.tokens[index].is_mark(",;:—–") || self.tokens[index].is_quote() {
                if start < index {
                    segments.push(start..index);
                }
                start = index + 1;
            }
        }
        let opens_aside = |segment: &Range<usize>| {
            let first = &self.tokens[segment.start];
            first.has(Flags::ASIDE) || (first.is_word() && first.text.ends_with("ing"))
        };
        let plain = segments.iter().filter(|segment| !opens_aside(segment));
        for segment in plain.chain(segments.iter().filter(|segment| opens_aside(segment))) {
            let end = self.subject_end(segment);
            if let Some(meant) = self.meant(segment.start..end) {
                return Some(self.apposed(&meant, segment.end).unwrap_or(meant));
            }
        }
        None
    }

    /// The name behind whoever is described up to a comma: “a spokeswoman for the ministry, Ann Bell,”, “a reader, Tom from Ohio,”.
    pub fn apposed(&self, meant: &Meant, comma: usize) -> Option<Meant> {
        let is_body = matches!(meant, Meant::Body { is_bare: true, .. });
        let is_one = is_body || matches!(meant, Meant::Described { role, .. } if !role.is_plural);
        if !is_one || !self.tokens.get(comma)?.is_mark(",") {
            return None;
        }
        // “Its organiser, retired teacher Tom Bell,”: small words of an office can stand before the name.
        let is_small =
            |index: usize| self.tokens[index].is_word() && !self.tokens[index].is_capital() && self.tokens[index].verb().is_none();
        let mention = self.names.within(self.paragraph, comma + 1..comma + 5).next()?;
        let is_office = mention.start == comma + 1
            || ((comma + 1..mention.start).all(is_small) && self.tokens[mention.start - 1].role().is_some_and(|role| !role.is_plural));
        if !is_office {
            return None;
        }
        let ends = self.tokens.get(mention.end).is_none_or(|next| !next.is_word() || next.has(Flags::PREPOSITION));
        let named = &self.names.all[mention.who];
        // “The company, Porchlight,”
        let is_it = match named.is {
            Is::Person => !is_body,
            Is::Unknown => is_body || self.tokens[mention.start].has(Flags::GIVEN),
            Is::Organization => is_body,
            Is::Place => false,
        };
        (ends && is_it && !mention.owns).then_some(Meant::Named(mention.who))
    }

    /// Where the subject of a clause ends: before its first verb.
    fn subject_end(&self, segment: &Range<usize>) -> usize {
        (segment.start + 1..segment.end)
            .find(|index| {
                let token = &self.tokens[*index];
                token.is_word()
                    && !token.is_capital()
                    && (token.has(Flags::AUXILIARY | Flags::ADVERB | Flags::ENDS_PAST | Flags::PAST | Flags::WHO | Flags::THAT)
                        || token.verb().is_some_and(|verb| token.text != verb.lemma)
                        || is_reporting(self.tokens, *index))
            })
            .unwrap_or(segment.end)
    }

    /// Who stands behind a verb as its subject: “said Ann Bell, the mayor”.
    pub fn subject_behind(&self, verb: usize, to: usize) -> Option<Meant> {
        let mut start = verb + 1;
        // “Escribió en Twitter la diputada”: a medium between the verb and its subject.
        if self.tokens.get(start).is_some_and(|token| token.has(Flags::LEADS))
            && self.tokens.get(start + 1).is_some_and(|token| token.medium().is_some())
        {
            start += 2;
        }
        let end = (start..to)
            .find(|index| {
                let token = &self.tokens[*index];
                let is_briefed = || self.tokens[*index - 1].is_any(&["briefed", "based", "working", "involved"]);
                token.is_mark(",;:.—–(")
                    || token.is_quote()
                    || token.has(Flags::BEHIND)
                    || (*index > start && token.is_any(&["in", "on"]) && !is_briefed())
            })
            .unwrap_or(to);
        // “Told her” has an object behind it; “said her husband” has not.
        let is_whose = || self.tokens[start].has(Flags::WHOSE) && (start + 1..end).any(|index| self.tokens[index].role().is_some());
        if start >= end || (self.tokens[start].has(Flags::OBJECT) && !is_whose()) {
            return None;
        }
        let meant = self.meant(start..end)?;
        let start = (start..end).find(|index| !self.tokens[*index].has(Flags::LINKING | Flags::ADVERB)).unwrap_or(start);
        // “Said the mayor, Ann Bell”, “said the chairman of the Harbour Party, Tom Voss”: the name behind the office.
        let is_office = matches!(&meant, Meant::Described { .. })
            || (!self.is_person(&meant) && (start..end).take(4).any(|index| self.tokens[index].role().is_some_and(|role| !role.is_plural)));
        if is_office
            && self.tokens[start].has(Flags::THE | Flags::WHOSE)
            && self.tokens.get(end).is_some_and(|comma| comma.is_mark(","))
            && let Some(mention) = self.names.within(self.paragraph, end + 1..end + 2).next()
            && self.names.all[mention.who].is == Is::Person
        {
            return Some(Meant::Named(mention.who));
        }
        Some(meant)
    }
}
