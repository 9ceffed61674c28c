//! Dates that the engine has no words for: ranges, and dates that are only described.

use super::{
    formatted::Part,
    framed::Kind,
    glyph::{Glyph, Hand},
    tree::{Element, Node},
};

/// Puts the dates that are described in words in their places.
pub(super) fn describe(nodes: &mut [Node], described: &[(Part, String)]) {
    if described.is_empty() {
        return;
    }
    each_date(nodes, &mut |date| {
        if let Some((_, words)) = described.iter().find(|(part, _)| Some(*part) == date.frame.part) {
            let like = first_glyph(&date.body).unwrap_or_default();
            date.body = words.chars().map(|letter| Node::Glyph(like.like(letter))).collect();
        }
    });
}

/// Takes the season out of dates that are to be years alone; the engine says it with them.
pub(super) fn keep_years(nodes: &mut [Node]) {
    each_date(nodes, &mut |date| {
        if date.frame.year_only {
            date.body.retain(|node| !matches!(node, Node::Element(part) if matches!(part.frame.kind, Kind::Month | Kind::Day)));
        }
    });
}

/// Makes ranges of dates out of two citations, one with the dates on which things began and one with those on which they ended.
pub(super) fn make_ranges(nodes: &mut [Node], ends: &mut [Node], ranged: &[Part]) {
    let mut ended: Vec<Element> = Vec::new();
    each_date(ends, &mut |date| ended.push(date.clone()));
    let mut ended = ended.into_iter();
    each_date(nodes, &mut |date| {
        if let Some(end) = ended.next()
            && date.frame.part.is_some_and(|part| ranged.contains(&part))
            && end.frame == date.frame
        {
            range(date, &end);
        }
    });
}

/// One date that lasts: what both have in common is said once (CSL 1.0.2, “Date ranges”).
fn range(date: &mut Element, end: &Element) {
    let part = |element: &Element, kind: Kind| {
        element.body.iter().find_map(|node| match node {
            Node::Element(part) if part.frame.kind == kind => Some(part.body.clone()),
            _ => None,
        })
    };
    let differs = |kind: Kind| part(date, kind) != part(end, kind);
    let ranging: &[Kind] = if differs(Kind::Year) {
        &[Kind::Year, Kind::Month, Kind::Day]
    } else if differs(Kind::Month) {
        &[Kind::Month, Kind::Day]
    } else if differs(Kind::Day) {
        &[Kind::Day]
    } else {
        return;
    };
    let is_ranging = |node: &Node| matches!(node, Node::Element(part) if ranging.contains(&part.frame.kind));
    let bounds = |nodes: &[Node]| Some((nodes.iter().position(is_ranging)?, nodes.iter().rposition(is_ranging)?));
    let (Some((_, last)), Some((end_first, end_last))) = (bounds(&date.body), bounds(&end.body)) else { return };
    let like = first_glyph(&date.body).unwrap_or_default();
    let mut until = end.body[end_first..=end_last].to_vec();
    if let Some(Node::Element(part)) = until.first_mut() {
        part.prefix.clear();
    }
    if let Some(Node::Element(part)) = date.body.get_mut(last) {
        part.suffix.clear();
    }
    until.insert(0, Node::Glyph(Glyph { hand: Hand::Style, ..like.like('–') }));
    date.body.splice(last + 1..=last, until);
}

fn first_glyph(nodes: &[Node]) -> Option<Glyph> {
    nodes.iter().find_map(|node| match node {
        Node::Glyph(glyph) => Some(*glyph),
        Node::Element(element) => first_glyph(&element.body),
        Node::Between(_) => None,
    })
}

fn each_date(nodes: &mut [Node], work: &mut impl FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.frame.kind == Kind::Date {
                work(element);
            } else {
                each_date(&mut element.body, work);
            }
        }
    }
}
