//! What somebody is said to have said, without marks: “She said that the bridge would open.”

use std::ops::Range;

use super::{
    attribute::Attribution,
    finder::Finder,
    flags::Flags,
    lexicon::Form,
    memory::Spot,
    phrase::{Reading, is_reporting},
    text::Token,
};
use crate::model::{Provenance, Quotation, QuotationKind};

/// Fewer words are no clause that is worth a quotation.
const SHORTEST: usize = 4;

impl Finder<'_> {
    /// Reads a stretch of a paragraph between quoted words; only sentences without any of those.
    pub(super) fn retold(&mut self, paragraph: usize, range: Range<usize>) {
        let tokens = self.tokens(paragraph);
        let cues = &self.paragraphs.cues;
        let mut at = range.start;
        while let Some((of, cue)) = cues.get(self.told.next_cue) {
            let (of, cue) = (*of as usize, *cue as usize);
            if of > paragraph || (of == paragraph && cue >= range.end) {
                return;
            }
            self.told.next_cue += 1;
            if of < paragraph || cue < at || !is_cue(tokens, cue) {
                continue;
            }
            let sentence = self.sentence(paragraph, cue);
            at = sentence.end.max(cue + 1);
            if sentence.start < range.start && sentence.start > 0 && tokens[range.start - 1].is_quote() {
                // The sentence began with quoted words.
                continue;
            }
            // Its quoted words say who speaks.
            if tokens[sentence.clone()].iter().any(Token::is_quote) {
                continue;
            }
            let reading = self.reading(paragraph);
            let Some((found, mut clause)) =
                (cue..sentence.end).filter(|index| is_cue(tokens, *index)).find_map(|cue| reading.clause(&sentence, cue))
            else {
                continue;
            };
            // “But the bridge will close, Bell said”: the clause is what he said.
            while clause.start + SHORTEST < clause.end && (tokens[clause.start].has(Flags::AND) || !tokens[clause.start].is_word()) {
                clause.start += 1;
            }
            let Some(passage) = self.passage(tokens[clause.start].start()..tokens[clause.end - 1].end()) else { continue };
            let Some(voice) = self.resolve(&found.meant, paragraph, found.verb) else { continue };
            let mut quotation = Quotation { kind: QuotationKind::Indirect, passages: vec![passage], ..Quotation::default() };
            quotation.provenance = Provenance::rule(found.rule, self.reason(voice, &found), found.confidence);
            quotation.cue = Some(found.cue);
            quotation.medium = reading.medium(sentence.clone()).map(str::to_owned);
            quotation.via = reading.via(sentence).filter(|via| via != self.told.memory.name(voice));
            quotation.spoken_by_character = Some(self.told.memory.id(voice));
            self.told.memory.spoke(voice, Spot { paragraph, at: found.verb });
            self.told.indirect.push(quotation);
        }
    }
}

/// Whether a piece says that somebody says something: a verb that takes whole sentences, or “according to”.
fn is_cue(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if token.has(Flags::ACCORDING) {
        return true;
    }
    token.verb().is_some_and(|verb| verb.reports_clause()) && is_reporting(tokens, at)
}

impl Reading<'_> {
    /// The clause that a cue reports, with who says it.
    fn clause(&self, sentence: &Range<usize>, cue: usize) -> Option<(Attribution, Range<usize>)> {
        let end = if self.tokens[sentence.end - 1].is_word() { sentence.end } else { sentence.end - 1 };
        let found = |meant, rule, place, confidence, words: &str| Attribution {
            meant,
            cue: words.to_owned(),
            rule,
            place,
            confidence,
            verb: cue,
            is_fragment: false,
        };
        if self.tokens[cue].has(Flags::ACCORDING) {
            let (subject, phrase_end) = self.phrase_behind_according(cue, end)?;
            let clause = if cue == sentence.start {
                phrase_end + 1..end
            } else if self.tokens[cue - 1].is_mark(",") && phrase_end == end {
                sentence.start..cue - 1
            } else {
                return None;
            };
            let words = self.words(cue..self.according_to(cue)? + 1).to_lowercase();
            return self.is_clause(&clause).then(|| (found(subject, "retold", "beside the clause", 0.7, &words), clause));
        }
        let word = self.tokens[cue].text;
        // “The bridge will close, Bell said on Tuesday.”
        let comma = (sentence.start + SHORTEST..cue).rev().take(12).find(|index| self.tokens[*index].is_mark(","));
        if let Some(comma) = comma
            && end - cue <= 9
            && !self.tokens[cue + 1..end].iter().any(|token| token.has(Flags::THAT) || token.is_mark(",;:"))
            && self.is_clause(&(sentence.start..comma))
        {
            let subject = if comma + 1 == cue { self.subject_behind(cue, end) } else { self.plain_subject(comma + 1, cue) };
            if let Some(subject) = subject {
                return Some((found(subject, "retold", "behind the clause", 0.6, word), sentence.start..comma));
            }
        }
        let start = self.clause_start(cue, end)?;
        let clause = start..end;
        if !self.is_clause(&clause) {
            return None;
        }
        let subject = self.subject_before(sentence.start, cue)?;
        Some((found(subject, "retold", "before the clause", 0.6, word), clause))
    }

    /// A subject that fills the whole stretch before a verb: anything else is not “…, Bell said”.
    fn plain_subject(&self, from: usize, verb: usize) -> Option<super::phrase::Meant> {
        let is_clause = self.tokens[from..verb].iter().any(|token| token.has(Flags::CLAUSE | Flags::WHO | Flags::THAT | Flags::AND));
        if is_clause { None } else { self.subject_before(from, verb) }
    }

    /// Where the clause begins that a verb before it reports.
    fn clause_start(&self, verb: usize, end: usize) -> Option<usize> {
        // “told reporters on Monday that”, “sagte am Montag, dass”.
        let that = (verb + 1..end.min(verb + 10)).find(|index| {
            let token = &self.tokens[*index];
            token.has(Flags::THAT) || (token.is_mark(",;:") && !self.tokens.get(index + 1).is_some_and(|next| next.has(Flags::THAT)))
        });
        if let Some(that) = that.filter(|that| self.tokens[*that].has(Flags::THAT)) {
            return Some(that + 1);
        }
        let is_tell = self.tokens[verb].verb().is_some_and(|verb| verb.lemma == "tell");
        let mut start = verb + 1;
        if is_tell || start >= end {
            return None;
        }
        // “said Monday the bridge”, “said on Monday the bridge”.
        if self.tokens[start].is("on") {
            start += 1;
        }
        if start < end && self.tokens[start].has(Flags::COMMON) && self.tokens[start].is_capital() {
            start += 1;
        } else if start > verb + 1 {
            return None;
        }
        let first = self.tokens.get(start).filter(|_| start < end)?;
        let is_it = first.has(Flags::IT | Flags::HE | Flags::SHE | Flags::THEY | Flags::THE | Flags::WHOSE);
        (first.is_word() && (is_it || !first.has(Flags::OBJECT | Flags::PREPOSITION | Flags::TO | Flags::CLAUSE))).then_some(start)
    }

    /// Whether words hold a verb, and enough of them.
    fn is_clause(&self, range: &Range<usize>) -> bool {
        range.start + SHORTEST <= range.end
            // “Reported hearing gunfire” has no subject of its own.
            && !self.tokens[range.start].text.ends_with("ing")
            && self.tokens[range.clone()].iter().any(|token| {
                token.has(Flags::FINITE | Flags::PAST | Flags::AUXILIARY | Flags::ENDS_PAST)
                    || token.verb().is_some_and(|verb| matches!(verb.form, Form::Past | Form::Present))
                    || token.text.ends_with('s') && token.is_word() && !token.is_capital()
            })
    }

    /// Whom “according to” names, and where the phrase ends.
    fn phrase_behind_according(&self, cue: usize, end: usize) -> Option<(super::phrase::Meant, usize)> {
        let start = self.according_to(cue)? + 1;
        let stop = (start..end).find(|index| self.tokens[*index].is_mark(",;:—–")).unwrap_or(end);
        if start >= stop || stop - start > 14 {
            return None;
        }
        Some((self.meant(start..stop)?, stop))
    }
}
