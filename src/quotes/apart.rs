//! Whose words a quote block, a post or a turn of an interview is.

use super::{
    blocks::{self, Apart},
    finder::Finder,
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
                    let reason = format!("{} is named under the quote block", self.memory.name(voice));
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
                    None if is_person => self.memory.person(name),
                    None => self.memory.body(name),
                };
                quotation.provenance = Provenance::rule("post", format!("{name} posted it"), 0.95);
                Some(voice)
            }
            Apart::Turn(turn) => {
                let label = self.label(turn.label.clone());
                if blocks::is_question(label) {
                    let reason = "a question or an answer of an interview; the line does not say whose".to_owned();
                    quotation.provenance = Provenance::rule("turn", reason, 0.6);
                    return None;
                }
                let name: Vec<String> = label.split(' ').map(blocks::name_case).collect();
                let name = name.join(" ");
                let voice = self.known(&name).unwrap_or_else(|| self.memory.person(&name));
                quotation.provenance = Provenance::rule("turn", format!("{label} stands before the colon of this turn"), 0.9);
                Some(voice)
            }
        }
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
        Some(self.known(name).unwrap_or_else(|| self.memory.person(name)))
    }

    /// Somebody whom the article names elsewhere.
    fn known(&mut self, name: &str) -> Option<Voice> {
        if let Some(known) = self.by_label.get(name) {
            return *known;
        }
        let names = self.names();
        let same = |kind: Is, known: &str| known == name || (kind == Is::Person && (same_person(known, name) || same_person(name, known)));
        let who = names.all.iter().position(|named| named.is != Is::Place && same(named.is, &named.name));
        let voice = who.map(|who| self.memory.of_name(who, names));
        self.by_label.insert(name.to_owned(), voice);
        voice
    }
}
