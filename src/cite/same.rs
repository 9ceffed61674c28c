//! Authors of the entry before, for whom a dash stands (CSL 1.0.2, “Reference Grouping”).

use hayagriva::citationberg::SubsequentAuthorSubstituteRule as Rule;

use super::{
    formatted::Part,
    framed::Kind,
    glyph::{Glyph, Hand},
    tree::{Element, Node},
};

/// Puts what stands for them in the place of authors who are those of the entry before; these authors, for the entry after.
///
/// Names that look alike may be those of different people: they are compared as the item has them.
pub(super) fn stand_in(nodes: &mut [Node], people: &[String], with: &str, rule: Rule, before: Option<&Vec<String>>) -> Option<Vec<String>> {
    let element = authors(nodes)?;
    let mut names = names(element);
    if names.len() <= people.len() && has_names(element) {
        names = people[..names.len()].to_vec();
    }
    let same = before.map_or(0, |before| names.iter().zip(before).take_while(|(name, other)| name == other).count());
    let is_whole = before.is_some_and(|before| *before == names) && !names.is_empty();
    match rule {
        Rule::CompleteAll if is_whole => {
            let like = first(&element.body).unwrap_or_default();
            // Their labels stay; what was between them and “et al.” goes.
            element.body.retain(|node| matches!(node, Node::Element(part) if part.frame.kind == Kind::Label));
            element.body.splice(0..0, letters(with, like));
        }
        Rule::CompleteEach if is_whole => (0..names.len()).for_each(|at| replace(element, at, with)),
        Rule::PartialEach => (0..same).for_each(|at| replace(element, at, with)),
        Rule::PartialFirst if same > 0 => replace(element, 0, with),
        _ => {}
    }
    Some(names)
}

fn letters(words: &str, like: Glyph) -> impl Iterator<Item = Node> {
    let like = Glyph { hand: Hand::Style, part: Some(Part::Author), name: 0, ..like };
    words.chars().map(move |letter| Node::Glyph(like.like(letter))).collect::<Vec<_>>().into_iter()
}

/// The element of an entry that its authors, or what stands in for them, are in.
fn authors(nodes: &mut [Node]) -> Option<&mut Element> {
    for node in nodes {
        if let Node::Element(element) = node {
            if (element.frame.kind == Kind::Names || element.frame.instead) && !text(&element.body).trim().is_empty() {
                return Some(element);
            }
            if let Some(found) = authors(&mut element.body) {
                return Some(found);
            }
        }
    }
    None
}

/// Each name as it is said; where there are none, all words as one.
fn names(element: &Element) -> Vec<String> {
    let mut names: Vec<(u8, String)> = Vec::new();
    each(&element.body, &mut |glyph| match names.last_mut() {
        _ if glyph.name == 0 => {}
        Some((name, words)) if *name == glyph.name => words.push(glyph.letter),
        _ => names.push((glyph.name, glyph.letter.to_string())),
    });
    if names.is_empty() { vec![text(&element.body)] } else { names.into_iter().map(|(_, words)| words).collect() }
}

fn has_names(element: &Element) -> bool {
    let mut found = false;
    each(&element.body, &mut |glyph| found |= glyph.name > 0);
    found
}

/// Puts other words in the place of a name.
fn replace(element: &mut Element, at: usize, with: &str) {
    let mut places: Vec<u8> = Vec::new();
    each(&element.body, &mut |glyph| {
        if glyph.name > 0 && !places.contains(&glyph.name) {
            places.push(glyph.name);
        }
    });
    match places.get(at) {
        Some(name) => replace_in(&mut element.body, *name, with, &mut false),
        None if at == 0 => {
            let like = first(&element.body).unwrap_or_default();
            element.body = letters(with, like).collect();
        }
        None => {}
    }
}

fn replace_in(nodes: &mut Vec<Node>, name: u8, with: &str, done: &mut bool) {
    let mut at = 0;
    while at < nodes.len() {
        match &mut nodes[at] {
            Node::Glyph(glyph) if glyph.name == name => {
                let like = *glyph;
                let put: Vec<Node> = if std::mem::replace(done, true) { Vec::new() } else { letters(with, like).collect() };
                let count = put.len();
                nodes.splice(at..=at, put);
                at += count;
                continue;
            }
            Node::Element(element) => replace_in(&mut element.body, name, with, done),
            _ => {}
        }
        at += 1;
    }
}

fn each(nodes: &[Node], work: &mut impl FnMut(&Glyph)) {
    for node in nodes {
        match node {
            Node::Glyph(glyph) => work(glyph),
            Node::Element(element) if element.frame.kind != Kind::Label => each(&element.body, work),
            _ => {}
        }
    }
}

fn text(nodes: &[Node]) -> String {
    let mut text = String::new();
    each(nodes, &mut |glyph| text.push(glyph.letter));
    text
}

fn first(nodes: &[Node]) -> Option<Glyph> {
    let mut first = None;
    each(nodes, &mut |glyph| first = first.or(Some(*glyph)));
    first
}
