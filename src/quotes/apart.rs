//! Whose words a quote block, a post or a turn of an interview is.

use super::{
    blocks::{self, Apart},
    finder::Finder,
    flags::Flags,
    language::Language,
    lexicon::Lexicon,
    memory::Voice,
    names::Is,
    same::same_person,
};
use crate::model::{Article, Block, Creator, Provenance, Quotation};

impl Finder<'_> {
    /// Whose words a paragraph is that is set apart; says in the quotation how it was found.
    pub(super) fn whose_block(&mut self, apart: &Apart, paragraph: usize, article: &Article, quotation: &mut Quotation) -> Option<Voice> {
        match apart {
            Apart::Quote(number) => {
                let line = article.blocks.get(*number).and_then(|block| match block {
                    Block::QuoteBlock(block) => block.attribution.as_deref(),
                    _ => None,
                });
                if let Some(voice) = line.and_then(|line| self.by_line(line)) {
                    let reason = format!("{} is named under the quote block", self.told.memory.name(voice));
                    quotation.provenance = Provenance::rule("quote-block", reason, 0.9);
                    return Some(voice);
                }
                self.brought_in(paragraph, quotation)
            }
            Apart::Post(number) => {
                let Some(Block::Post(post)) = article.blocks.get(*number) else { return None };
                quotation.medium = Some(post.network.clone().unwrap_or_else(|| "post".to_owned()));
                let author = post.author.as_ref().map(|author| match author {
                    Creator::Person { name, .. } => (name, true),
                    Creator::Organization { name, .. } => (name, false),
                });
                let Some((name, is_person)) = author else { return self.brought_in(paragraph, quotation) };
                let voice = match self.known(name) {
                    Some(voice) => voice,
                    None if is_person => self.told.memory.person(name),
                    None => self.told.memory.body(name),
                };
                quotation.provenance = Provenance::rule("post", format!("{name} posted it"), 0.95);
                Some(voice)
            }
            Apart::Turn(turn) => {
                let label = self.label(turn.label.clone());
                if blocks::is_question(label) {
                    let answers = if blocks::is_answer(label) { self.who_answers(paragraph, article) } else { None };
                    let (reason, sure) = match answers {
                        Some(voice) => {
                            let name = self.told.memory.name(voice);
                            (format!("an answer of the interview; its beginning names {name} and nobody else as often"), 0.7)
                        }
                        None => ("a question or an answer of an interview; the line does not say whose".to_owned(), 0.6),
                    };
                    quotation.provenance = Provenance::rule("turn", reason, sure);
                    return answers;
                }
                let name: Vec<String> = label.split(' ').map(blocks::name_case).collect();
                let name = name.join(" ");
                let voice = self.of_label(&name, label);
                quotation.provenance = Provenance::rule("turn", format!("{label} stands before the colon of this turn"), 0.9);
                Some(voice)
            }
        }
    }

    /// Whose turns a label’s are: whom the article names so, else a body where the label is a body's, else a person.
    fn of_label(&mut self, name: &str, label: &str) -> Voice {
        let lexicon = Lexicon::of(Language::English);
        let names = self.names();
        let is_body = label.split(' ').chain(name.split(' ')).any(|word| lexicon.name(word).any(Flags::BODY_NAME));
        // One word that could be anything is a person's, as it speaks in turns: “Eugênio: …”.
        let is_open = names.all.iter().any(|named| named.name == name && named.is == Is::Unknown);
        match self.known(name) {
            Some(voice) if !is_open || is_body => voice,
            _ if is_body => self.told.memory.body(name),
            _ => self.told.memory.person(name),
        }
    }

    /// Who answers in an interview of questions and answers: whom the headline names, else whom its beginning names most.
    fn who_answers(&mut self, paragraph: usize, article: &Article) -> Option<Voice> {
        if let Some(known) = self.told.answers {
            return known;
        }
        let names = self.names();
        let first = self.set_apart.iter().position(|apart| matches!(apart, Some(Apart::Turn(_)))).unwrap_or(paragraph);
        let mut counts: Vec<(usize, usize)> = Vec::new();
        let intro = names.mentions.iter().take_while(|mention| mention.paragraph < first);
        for mention in intro.filter(|mention| names.all[mention.who].is == Is::Person) {
            match counts.iter_mut().find(|(who, _)| *who == mention.who) {
                Some((_, count)) => *count += 1,
                None => counts.push((mention.who, 1)),
            }
        }
        let wrote = |name: &str| article.byline.0.iter().any(|author| author.name() == name);
        counts.retain(|(who, _)| !wrote(&names.all[*who].name));
        let is_in_headline = |who: usize| {
            let last = names.all[who].name.split(' ').next_back().unwrap_or_default();
            article.headline.split(|letter: char| !letter.is_alphanumeric() && letter != '-').any(|word| word == last)
        };
        if counts.iter().any(|(who, _)| is_in_headline(*who)) {
            counts.retain(|(who, _)| is_in_headline(*who));
        }
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut best = counts.iter().filter(|(_, count)| *count == most);
        let who = best.next().filter(|_| best.next().is_none()).map(|(who, _)| *who);
        let voice = who.map(|who| self.told.memory.of_name(who, names));
        self.told.answers = Some(voice);
        voice
    }

    /// The speaker that the sentence before a block brings in: “She wrote:”.
    fn brought_in(&mut self, paragraph: usize, quotation: &mut Quotation) -> Option<Voice> {
        quotation.provenance = Provenance::rule("marks", "words set apart from the text; nothing near them says who said them", 0.5);
        let before = paragraph.checked_sub(1)?;
        let last = self.tokens(before).len().checked_sub(1)?;
        let sentence = self.sentence(before, last);
        let reading = self.reading(before);
        let found = reading.reported(sentence.start, sentence.end)?;
        let voice = self.resolve(&found.meant, before, found.verb)?;
        quotation.medium = quotation.medium.take().or_else(|| reading.medium(sentence.clone()).map(str::to_owned));
        quotation.via = reading.via(sentence);
        quotation.provenance = Provenance::rule("quote-block", self.reason(voice, &found), 0.7);
        quotation.cue = Some(found.cue);
        Some(voice)
    }

    /// The speaker that a line under a block names: “— Mara Quill, mayor of Port Ellis”.
    fn by_line(&mut self, line: &str) -> Option<Voice> {
        let name = line.trim_start_matches(['—', '–', '-', ' ']).split([',', '(']).next()?.trim();
        if name.is_empty() {
            return None;
        }
        Some(self.known(name).unwrap_or_else(|| self.told.memory.person(name)))
    }

    /// Somebody whom the article names elsewhere.
    fn known(&mut self, name: &str) -> Option<Voice> {
        if let Some(known) = self.told.by_label.get(name) {
            return *known;
        }
        let names = self.names();
        let same = |kind: Is, known: &str| known == name || (kind == Is::Person && (same_person(known, name) || same_person(name, known)));
        let who = names.all.iter().position(|named| named.is != Is::Place && same(named.is, &named.name));
        let voice = who.map(|who| self.told.memory.of_name(who, names));
        self.told.by_label.insert(name.to_owned(), voice);
        voice
    }
}
