//! What the engine gave, as a tree of the style's elements, and how it is set.

use std::cell::{Cell, RefCell};

use hayagriva::{ElemChild, ElemMeta, citationberg::TextCase};

use super::{
    capitals::set_case,
    fed::{JOINED_NAMES, marked},
    formatted::Part,
    framed::{Frame, Kind},
    glyph::{Glyph, Hand, Look},
    signs::Sign,
    wording::{Marks, set_words},
};

/// A piece of a citation.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A letter.
    Glyph(Glyph),
    /// What one element of the style gave.
    Element(Element),
    /// What stands between two elements.
    Between(Vec<Glyph>),
}

/// What one element of the style gave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    pub(super) frame: Frame,
    pub(super) prefix: Vec<Glyph>,
    pub(super) body: Vec<Node>,
    pub(super) suffix: Vec<Glyph>,
}

/// How a tree is set: the language's marks, and what the item asks for.
pub(super) struct Setting<'a> {
    pub(super) marks: &'a Marks,
    /// Whether the item is in English, whose titles have capitals.
    pub(super) is_english: bool,
    /// Whether the title is a description, as it stands: a caption.
    pub(super) is_described: bool,
    /// Numbers that were fed as others.
    pub(super) numbers: &'a [(String, String)],
    /// The letter behind the year, if it has one.
    pub(super) letter: Option<&'a str>,
    /// Whether the letter stands behind the first year without being asked for.
    pub(super) behind_year: Cell<bool>,
    /// Its number in the list; 0 where it has none.
    pub(super) number: usize,
    /// Whether it is a note, which begins like a sentence.
    pub(super) is_note: bool,
    /// Variables that stood in for names, and are not said again (CSL 1.0.2, “Substitute”).
    pub(super) used: RefCell<Vec<u8>>,
}

/// Which way a frame is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Prefix,
    Body,
    Suffix,
}

struct Reading {
    element: Element,
    stage: Stage,
    look: Look,
}

/// Reads the tree out of what the engine gave.
pub(super) fn read(children: &[ElemChild]) -> (Vec<Node>, Vec<String>) {
    let mut letters: Vec<Glyph> = Vec::new();
    let mut links: Vec<String> = Vec::new();
    letters_of(children, 0, &mut letters, &mut links);
    let mut top: Vec<Node> = Vec::new();
    let mut open: Vec<Reading> = Vec::new();
    let mut between: Option<Vec<Glyph>> = None;
    let mut letters = letters.into_iter().peekable();
    let number = |letter: Option<Glyph>| match letter.and_then(|glyph| Sign::of(glyph.letter)) {
        Some(Sign::Number(number)) => number,
        _ => 0,
    };
    while let Some(glyph) = letters.next() {
        let mut glyph = match Sign::of(glyph.letter) {
            Some(Sign::Open) => {
                let frame = Frame::read([(); 4].map(|()| number(letters.next())));
                let element = Element { frame, prefix: Vec::new(), body: Vec::new(), suffix: Vec::new() };
                open.push(Reading { element, stage: Stage::Prefix, look: glyph.look });
                continue;
            }
            Some(Sign::Body) => {
                if let Some(reading) = open.last_mut() {
                    reading.stage = Stage::Body;
                }
                continue;
            }
            Some(Sign::End) => {
                if let Some(reading) = open.last_mut() {
                    reading.stage = Stage::Suffix;
                }
                continue;
            }
            Some(Sign::Close) => {
                letters.next();
                if let Some(done) = open.pop() {
                    body(&mut open, &mut top).push(Node::Element(done.element));
                }
                continue;
            }
            Some(Sign::Between) => {
                between = Some(Vec::new());
                continue;
            }
            Some(Sign::Joined) => {
                if let Some(words) = between.take() {
                    body(&mut open, &mut top).push(Node::Between(words));
                }
                continue;
            }
            // A capital of a name that is not to be an initial.
            Some(Sign::Style(capital)) if capital.is_ascii_uppercase() => glyph.like(capital),
            Some(Sign::Style(mark)) => Glyph { hand: Hand::Style, ..glyph.like(mark) },
            Some(Sign::Number(_)) => continue,
            None if glyph.letter == JOINED_NAMES => continue,
            None if marked(glyph.letter).is_some() => glyph.like(marked(glyph.letter).unwrap_or_default()),
            None if glyph.letter == '\u{a0}' && open.iter().any(|reading| reading.element.frame.kind == Kind::Names) => glyph.like(' '),
            None => glyph,
        };
        if let Some(words) = &mut between {
            words.push(Glyph { hand: Hand::Style, ..glyph });
            continue;
        }
        // Affixes look as what is around the element does (CSL 1.0.2, “Affixes”).
        let around = open.len().checked_sub(2).and_then(|at| open.get(at)).map(|reading| reading.look);
        match open.last_mut() {
            Some(reading) if reading.stage != Stage::Body => {
                glyph.hand = Hand::Style;
                glyph.look = around.unwrap_or(reading.look);
                match reading.stage {
                    Stage::Prefix => reading.element.prefix.push(glyph),
                    _ => reading.element.suffix.push(glyph),
                }
            }
            Some(reading) => reading.element.body.push(Node::Glyph(glyph)),
            None => top.push(Node::Glyph(glyph)),
        }
    }
    // A frame that the engine cut open.
    while let Some(done) = open.pop() {
        body(&mut open, &mut top).push(Node::Element(done.element));
    }
    (top, links)
}

fn body<'a>(open: &'a mut [Reading], top: &'a mut Vec<Node>) -> &'a mut Vec<Node> {
    match open.last_mut() {
        Some(reading) => &mut reading.element.body,
        None => top,
    }
}

/// Whether there is anything but signs.
fn has_letters(children: &[ElemChild]) -> bool {
    children.iter().any(|child| match child {
        ElemChild::Text(text) => text.text.chars().any(|letter| Sign::of(letter).is_none()),
        ElemChild::Elem(elem) => has_letters(&elem.children.0),
        _ => true,
    })
}

fn letters_of(children: &[ElemChild], name: u8, letters: &mut Vec<Glyph>, links: &mut Vec<String>) {
    for child in children {
        match child {
            ElemChild::Text(text) => push(&text.text, Glyph { look: Look::of(text.formatting), name, ..Glyph::default() }, letters),
            ElemChild::Elem(elem) => {
                // What stands on a line or in a column of its own is apart from the rest.
                if elem.display.is_some() && has_letters(&elem.children.0) {
                    push(" ", Glyph { hand: Hand::Apart, ..Glyph::default() }, letters);
                }
                let name = match &elem.meta {
                    Some(ElemMeta::Name(_, at)) => u8::try_from(at + 1).unwrap_or(u8::MAX),
                    _ => name,
                };
                letters_of(&elem.children.0, name, letters, links);
            }
            ElemChild::Markup(text) => push(text, Glyph { name, ..Glyph::default() }, letters),
            ElemChild::Link { text, url } => {
                links.push(url.clone());
                let look = Look::of(text.formatting);
                push(&text.text, Glyph { look, link: Some(links.len() - 1), ..Glyph::default() }, letters);
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn push(text: &str, like: Glyph, letters: &mut Vec<Glyph>) {
    letters.extend(text.chars().map(|letter| like.like(letter)));
}

impl Setting<'_> {
    /// Sets a citation.
    pub(super) fn set(&self, nodes: &[Node]) -> Vec<Glyph> {
        let mut set = self.nodes(nodes, 0);
        // A term that begins a note begins a sentence.
        if self.is_note
            && let Some(first) = set.first_mut()
            && first.hand == Hand::Term
        {
            first.letter = first.letter.to_uppercase().next().unwrap_or(first.letter);
        }
        set
    }

    fn nodes(&self, nodes: &[Node], depth: usize) -> Vec<Glyph> {
        let mut set: Vec<Glyph> = Vec::new();
        let mut waiting: Option<&Vec<Glyph>> = None;
        let mut has_content = false;
        for node in nodes {
            let piece = match node {
                Node::Between(words) => {
                    waiting = Some(words).filter(|_| has_content);
                    continue;
                }
                Node::Glyph(glyph) => vec![*glyph],
                Node::Element(element) => self.element(element, depth),
            };
            if piece.is_empty() {
                continue;
            }
            if let Some(words) = waiting.take() {
                set.extend(words);
            }
            has_content |= piece.iter().any(|glyph| !glyph.letter.is_whitespace());
            set.extend(piece);
        }
        set
    }

    fn element(&self, element: &Element, depth: usize) -> Vec<Glyph> {
        let frame = element.frame;
        let mut inner = self.nodes(&element.body, depth + usize::from(frame.quotes));
        if frame.variable > 0 && !frame.instead && self.used.borrow().contains(&frame.variable) {
            return Vec::new();
        }
        if frame.kind == Kind::Letter {
            let like = inner.first().copied().unwrap_or_default();
            inner = self.letter.into_iter().flat_map(str::chars).map(|letter| like.like(letter)).collect();
        }
        if frame.kind == Kind::Year && self.behind_year.get() {
            self.behind_year.set(false);
            let like = inner.last().copied().unwrap_or_default();
            inner.extend(self.letter.into_iter().flat_map(str::chars).map(|letter| like.like(letter)));
        }
        if frame.part == Some(Part::CitationNumber) && self.number > 0 {
            let like = inner.first().copied().unwrap_or_default();
            inner = self.number.to_string().chars().map(|digit| like.like(digit)).collect();
        }
        let glyphs = &mut inner;
        match frame.kind {
            Kind::Field => {
                if frame.part == Some(Part::Title) && self.is_described {
                    glyphs.iter_mut().for_each(|glyph| (glyph.fixed, glyph.look.italic) = (true, false));
                }
                *glyphs = set_words(glyphs, depth + usize::from(frame.quotes), self.marks);
            }
            Kind::Number => self.number(glyphs),
            Kind::Label => glyphs.iter_mut().for_each(|glyph| glyph.hand = Hand::Style),
            Kind::Term => glyphs.iter_mut().for_each(|glyph| glyph.hand = Hand::Term),
            _ => {}
        }
        if frame.part.is_some() {
            glyphs.iter_mut().filter(|glyph| glyph.part.is_none()).for_each(|glyph| glyph.part = frame.part);
        }
        if glyphs.iter().all(|glyph| glyph.letter.is_whitespace()) {
            return Vec::new();
        }
        if frame.instead {
            self.used.borrow_mut().push(frame.variable);
        }
        if frame.strip_periods {
            glyphs.retain(|glyph| glyph.letter != '.');
        }
        match frame.case {
            Some(TextCase::TitleCase | TextCase::SentenceCase) if !self.is_english => {}
            Some(case) => set_case(glyphs, case),
            None => {}
        }
        if frame.quotes {
            let (opening, closing) = self.marks.at(depth);
            let like = |glyph: Option<&Glyph>| Glyph { link: None, fixed: false, ..glyph.copied().unwrap_or_default() };
            let first = Glyph { hand: Hand::Style, ..like(glyphs.first()) };
            let last = Glyph { hand: Hand::ClosingMark, ..like(glyphs.last()) };
            glyphs.splice(0..0, opening.chars().map(|letter| first.like(letter)));
            glyphs.extend(closing.chars().map(|letter| last.like(letter)));
        }
        glyphs.splice(0..0, element.prefix.iter().copied());
        glyphs.extend(element.suffix.iter().copied());
        inner
    }

    /// A number as the item has it, where another was fed for it.
    fn number(&self, glyphs: &mut Vec<Glyph>) {
        if self.numbers.is_empty() {
            return;
        }
        let text: String = glyphs.iter().map(|glyph| glyph.letter).collect();
        if let Some((_, number)) = self.numbers.iter().find(|(fed, _)| *fed == text) {
            let like = glyphs.first().copied().unwrap_or_default();
            *glyphs = number.chars().map(|letter| like.like(letter)).collect();
        }
    }
}
