//! How words were said, and who relayed them, by what stands around the verb.

use std::ops::Range;

use super::{
    lexicon::lower,
    names::{Is, Names},
    phrase::Reading,
    text::Kind,
};

/// Words that name a medium, with what it is called.
const SIGNS: [(&str, &str); 34] = [
    ("tweeted", "Twitter"),
    ("tweet", "Twitter"),
    ("tweets", "Twitter"),
    ("twitter", "Twitter"),
    ("retweeted", "Twitter"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("tumblr", "Tumblr"),
    ("youtube", "YouTube"),
    ("blog", "blog"),
    ("statement", "statement"),
    ("statements", "statement"),
    ("release", "press release"),
    ("conference", "news conference"),
    ("interview", "interview"),
    ("interviewer", "interview"),
    ("letter", "letter"),
    ("email", "email"),
    ("e-mail", "email"),
    ("emailed", "email"),
    ("testimony", "testimony"),
    ("testified", "testimony"),
    ("speech", "speech"),
    ("memo", "memo"),
    ("lawsuit", "lawsuit"),
    ("affidavit", "affidavit"),
    ("filing", "court filing"),
    ("court", "court"),
    ("podcast", "podcast"),
    ("paper", "paper"),
    ("study", "study"),
    ("report", "report"),
    ("rally", "rally"),
    ("call", "call"),
];

impl Reading<'_> {
    /// The medium that a stretch of a sentence names: “in a statement”, “on Twitter”, “tweeted”.
    pub fn medium(&self, range: Range<usize>) -> Option<&'static str> {
        let words: Vec<usize> = range.filter(|index| self.tokens[*index].is_word()).collect();
        words.iter().enumerate().find_map(|(place, index)| {
            let word = lower(self.tokens[*index].text);
            let (_, name) = SIGNS.iter().find(|(sign, _)| *sign == &*word)?;
            let is_verb = ["tweeted", "retweeted", "emailed", "testified"].contains(&&*word);
            // “in a joint statement”, “on Twitter”, “by email”; not “the statement of Mr. Bell was wrong”.
            let leads = words[place.saturating_sub(6)..place].iter().rev().any(|index| {
                self.tokens[*index].is_any(&[
                    "in",
                    "on",
                    "by",
                    "during",
                    "at",
                    "via",
                    "through",
                    "told",
                    "released",
                    "issued",
                    "published",
                    "posted",
                ])
            });
            let speaks = word == "statement"
                && words.get(place + 1).is_some_and(|index| self.tokens[*index].is_any(&["said", "says", "read", "reads"]));
            (is_verb || leads || speaks).then_some(*name)
        })
    }

    /// Who relayed the words: “told CNN”, “in an interview with CNN”, “via CNN”, “CNN reported”, “when contacted by CNN”.
    pub fn via(&self, range: Range<usize>, names: &Names) -> Option<String> {
        for index in range.clone() {
            let token = &self.tokens[index];
            let leads = token.is_any(&["told", "tells", "telling", "via"])
                || (token.is("with")
                    && index > 1
                    && (index.saturating_sub(3)..index).any(|before| self.tokens[before].is_any(&["interview", "spoke", "speaking"])))
                || (token.is("by")
                    && index > 0
                    && self.tokens[index - 1].is_any(&["contacted", "quoted", "reported", "cited", "obtained"]))
                || (token.is("to")
                    && index > 0
                    && self.tokens[index - 1].is_any(&["email", "statement", "speaking", "comments", "interview"]));
            if !leads {
                continue;
            }
            let start = index + 1;
            let end = (start..self.tokens.len().min(range.end))
                .find(|at| {
                    let token = &self.tokens[*at];
                    !token.is_word()
                        || token.is_any(&[
                            "in", "on", "that", "by", "about", "during", "after", "when", "this", "last", "he", "she", "they", "it", "at",
                        ])
                })
                .unwrap_or(self.tokens.len().min(range.end));
            let Some(mention) = names.within(self.paragraph, start..end).find(|mention| mention.end <= end) else { continue };
            let is_person = names.all[mention.who].is == Is::Person;
            let is_media = self.tokens[start..end]
                .iter()
                .any(|token| token.is_any(&["reporters", "media", "newspaper", "magazine", "correspondent", "reporter"]));
            // Telling a person is no relaying, unless it is a reporter.
            if (is_person && !token.is("via") && !is_media) || names.all[mention.who].is == Is::Place {
                continue;
            }
            let from = if self.tokens[start].is("the") && mention.start == start + 1 { start + 1 } else { start };
            return Some(self.words(from..end));
        }
        // “…, NPR reported.”
        range.clone().skip(1).find_map(|index| {
            let reports = self.tokens[index].is_any(&["reported", "reports"]) && self.tokens[index].kind == Kind::Word;
            let mention = names.within(self.paragraph, range.start..index).find(|mention| mention.end == index)?;
            (reports && names.all[mention.who].is == Is::Organization).then(|| self.words(mention.start..mention.end))
        })
    }
}
