//! How words were said, and who relayed them, by what stands around the verb.

use std::ops::Range;

use super::{flags::Flags, lexicon::Frame, names::Is, phrase::Reading, text::Kind};

impl Reading<'_> {
    /// The medium that a stretch of a sentence names: “in a statement”, “on Twitter”, “tweeted”.
    pub fn medium(&self, range: Range<usize>) -> Option<&'static str> {
        let tokens = &self.tokens[range];
        tokens.iter().enumerate().find_map(|(at, token)| {
            let medium = token.medium()?;
            let words = || tokens[..at].iter().rev().filter(|token| token.is_word()).take(6);
            // “in a joint statement”, “on Twitter”, “by email”; not “the statement of Mr. Bell was wrong”.
            let leads = || words().any(|token| token.has(Flags::LEADS));
            let speaks = || token.is("statement") && tokens.get(at + 1).is_some_and(|next| next.is_any(&["said", "says", "read", "reads"]));
            (medium.is_verb || leads() || speaks()).then_some(medium.name)
        })
    }

    /// Who relayed the words: “told CNN”, “in an interview with CNN”, “via CNN”, “CNN reported”, “when contacted by CNN”.
    pub fn via(&self, range: Range<usize>) -> Option<String> {
        let last = self.tokens.len().min(range.end);
        for index in range.start..last {
            let token = &self.tokens[index];
            if !self.leads_to_relay(index) {
                continue;
            }
            let start = index + 1;
            let end = (start..last)
                .find(|at| {
                    let token = &self.tokens[*at];
                    !token.is_word()
                        || token.has(Flags::THAT | Flags::HE | Flags::SHE | Flags::THEY | Flags::IT)
                        || token.is_any(&["in", "on", "by", "about", "during", "after", "when", "this", "last", "at", "as"])
                })
                .unwrap_or(last);
            let Some(mention) = self.names.within(self.paragraph, start..end).find(|mention| mention.end <= end) else { continue };
            let named = &self.names.all[mention.who];
            let is_media = self.tokens[start..end]
                .iter()
                .any(|token| token.is_any(&["reporters", "media", "newspaper", "magazine", "correspondent", "reporter"]));
            // Telling a person is no relaying, unless it is a reporter.
            if (named.is == Is::Person && !token.is("via") && !is_media) || named.is == Is::Place {
                continue;
            }
            let from = if self.tokens[start].has(Flags::THE) && mention.start == start + 1 { start + 1 } else { start };
            return Some(self.words(from..end));
        }
        // “The Gazette quoted Bell as saying”: whoever quotes in the active.
        let quotes = (range.start + 1..last).find(|index| {
            let verb = self.tokens[*index].verb().filter(|verb| matches!(verb.lemma, "quote" | "cite"));
            verb.is_some() && (*index + 2..last).any(|as_| self.tokens[as_].is("as")) && !self.tokens[*index - 1].has(Flags::FINITE)
        });
        if let Some(quotes) = quotes
            && let Some(mention) = self.names.within(self.paragraph, range.start..quotes).find(|mention| mention.end == quotes)
            && self.names.all[mention.who].is == Is::Organization
        {
            return Some(self.words(mention.start..mention.end));
        }
        // “…, NPR reported.”
        (range.start + 1..last).find_map(|index| {
            let token = &self.tokens[index];
            let reports = token.kind == Kind::Word && token.verb().is_some_and(|verb| verb.lemma == "report");
            if !reports {
                return None;
            }
            let mention = self.names.within(self.paragraph, range.start..index).find(|mention| mention.end == index)?;
            (self.names.all[mention.who].is == Is::Organization).then(|| self.words(mention.start..mention.end))
        })
    }

    /// Whether a word leads to who relayed: told, via, an interview with, contacted by, an email to.
    fn leads_to_relay(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if let Some(verb) = token.verb() {
            return verb.frame == Frame::Speech && verb.lemma == "tell";
        }
        if !token.has(Flags::PREPOSITION | Flags::ASIDE) || index == 0 {
            return false;
        }
        let before = |back: usize, words: &[&str]| self.tokens[index.saturating_sub(back)..index].iter().any(|token| token.is_any(words));
        token.is("via")
            || (token.is("with") && before(3, &["interview", "spoke", "speaking"]))
            || (token.is("by")
                && (before(1, &["contacted", "quoted", "reported", "cited", "obtained"])
                    || before(2, &["saying"]) && before(12, &["quoted", "cited"])))
            || (token.is("to") && before(1, &["email", "statement", "speaking", "comments", "interview"]))
    }
}
