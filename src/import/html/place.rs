//! Where a page's article stands: the element that holds all of it.

use super::{
    lines::{Line, Weights},
    page::{Page, is_heading},
    witness::Witness,
};

/// The part of a parent's text that a child must hold to be looked into.
const SHARE: f64 = 0.6;
/// The same on pages that do not say that they are an article: a shop, a manual, a firm.
const SHARE_ELSEWHERE: f64 = 0.85;
/// How much text is enough for an article beside heaps of other text.
const ENOUGH: f64 = 350.0;

/// Where an article stands.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The element that holds all of it.
    pub(super) node: usize,
    /// The parts of that element which hold other text.
    pub(super) without: Vec<usize>,
}

/// The element that holds the article: from the whole page inwards, to where its text parts.
pub(super) fn place(page: &Page, lines: &[Line], witness: &Witness, headline: Option<usize>, is_article: bool) -> Place {
    let share = if is_article { SHARE } else { SHARE_ELSEWHERE };
    let is_shown = witness.is_shown(lines);
    let known = |line: &Line| {
        if is_shown && line.letters >= 20 {
            witness.knows(&line.words).map_or(0.3, |known| if known > 0.6 { 1.0 } else { 0.05 })
        } else {
            1.0
        }
    };
    let weights = Weights::new(page, lines, |line| if line.noise.is_some() { 0.0 } else { line.weight() * known(line) });
    let mut at = page.find(0, "body").unwrap_or(0);
    let mut anchor = anchor(lines, witness, headline, page, at);
    let all = weights.of(page, at);
    loop {
        let whole = weights.of(page, at);
        if whole <= 0.0 || (whole >= ENOUGH.min(all * 0.5) && is_named_body(page, at)) {
            break;
        }
        let children: Vec<(usize, f64)> =
            page.children(at).filter(|child| !page.tag(*child).is_empty()).map(|child| (child, weights.of(page, child))).collect();
        let Some((heaviest, weight)) = children.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)) else { break };
        let anchored = anchor.and_then(|anchor| children.iter().copied().find(|(child, _)| page.is_within(anchor, *child)));
        // Beside the part that begins under the headline, heaps of like pieces are comments or other articles.
        let stays = anchored.filter(|(child, own)| {
            *own >= ENOUGH && !is_piece(page, *child) && {
                let foreign: f64 = children
                    .iter()
                    .filter(|(other, _)| other != child && is_heap(page, &weights, *other, *child))
                    .map(|(_, weight)| weight)
                    .sum();
                foreign > 0.0 && *own >= (whole - foreign) * share
            }
        });
        match stays {
            Some((child, _)) => at = child,
            None if weight >= whole * share && !is_piece(page, heaviest) && (weight >= whole * 0.9 || !is_list(page.tag(heaviest))) => {
                // The first paragraphs are often each in a box of its own.
                let boxed: Vec<usize> =
                    children.iter().map(|(child, _)| *child).filter(|child| *child < heaviest && is_boxed(page, lines, *child)).collect();
                let is_own = |child: usize| [anchor, headline].into_iter().flatten().any(|node| page.is_within(node, child));
                let is_boxed = |child: usize| boxed.len() >= 2 && boxed.contains(&child);
                let kin: Vec<usize> = children
                    .iter()
                    .filter(|(child, own)| {
                        *child != heaviest
                            && *own >= whole * 0.015
                            && (is_boxed(*child) || is_kin(page, lines, &weights, *child, heaviest, is_own(*child)))
                    })
                    .map(|(child, _)| *child)
                    .collect();
                let joined: f64 = kin.iter().map(|child| weights.of(page, *child)).sum();
                if joined >= whole * 0.04 {
                    let others = children.iter().filter(|(child, own)| *own > 0.0 && *child != heaviest && !kin.contains(child));
                    return Place { node: at, without: others.map(|(child, _)| *child).collect() };
                }
                at = heaviest;
                if !anchor.is_some_and(|anchor| page.is_within(anchor, heaviest)) {
                    anchor = self::anchor(lines, witness, headline, page, at);
                }
            }
            None => break,
        }
    }
    let node =
        Some(at).filter(|at| weights.of(page, *at) >= ENOUGH || !is_article).or_else(|| named_body(page, &weights, at)).unwrap_or(at);
    Place { node, without: Vec::new() }
}

/// The one element elsewhere that the page calls its article's body, for articles shorter than what stands beside them.
fn named_body(page: &Page, weights: &Weights, place: usize) -> Option<usize> {
    let mut bodies = page.elements(0).filter(|node| is_named_body(page, *node) && weights.of(page, *node) >= 80.0);
    let body = bodies.next()?;
    let is_elsewhere = !page.is_within(body, place) && !page.is_within(place, body);
    let is_one = bodies.all(|other| page.is_within(other, body));
    (is_elsewhere && is_one).then_some(body)
}

/// Whether the page calls an element its article's body, by schema.org's property or by the names that most themes give it.
fn is_named_body(page: &Page, node: usize) -> bool {
    if page.attr(node, "itemprop").is_some_and(|property| property.split(' ').any(|own| own == "articleBody")) {
        return true;
    }
    page.attr(node, "class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| {
            let class: String = class.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
            matches!(
                class.as_str(),
                "articlebody" | "entrycontent" | "postcontent" | "postbody" | "storybody" | "articlecontent" | "articletext" | "storytext"
            )
        })
    })
}

/// The lines within an element.
fn within<'a>(page: &Page, lines: &'a [Line], node: usize) -> &'a [Line] {
    let from = lines.partition_point(|line| line.first < node);
    let to = lines.partition_point(|line| line.first < page.end(node));
    &lines[from..to.max(from)]
}

/// Whether a part goes on with the article that the heaviest part beside it holds; `is_own` where it has the headline, or the beginning.
fn is_kin(page: &Page, lines: &[Line], weights: &Weights, node: usize, heaviest: usize, is_own: bool) -> bool {
    if is_leaf(page.tag(node)) {
        return true;
    }
    let words = within(page, lines, node);
    let is_text =
        |line: &&Line| line.noise.is_none() && line.letters >= 80 && line.link_density() < 0.4 && !is_heading(page.tag(line.block));
    let kind = |line: &Line| {
        let class = std::iter::once(line.block).chain(page.ancestors(line.block).take(1)).map(|outer| first_class(page, outer));
        (page.tag(line.block), class.into_iter().find(|class| !class.is_empty()).unwrap_or_default())
    };
    let own: Vec<&Line> = words.iter().filter(is_text).collect();
    let first = within(page, lines, heaviest).iter().find(is_text);
    // Another article begins with a headline of its own, or with one that leads to it; where the article has several of the
    // first rank, they are its chapters.
    let first_ranks = |node: usize| (node..page.end(node)).filter(|inner| page.tag(*inner) == "h1").take(2).count();
    let leads_away = || {
        let mut above = words.iter().take(12).take_while(|line| !is_text(line));
        above.any(|line| line.link_density() > 0.9 && is_heading(page.tag(line.block)))
    };
    let is_other = first_ranks(heaviest) == 1 && first_ranks(node) > 0 || !is_own && leads_away();
    if own.is_empty() || is_other || is_heap(page, weights, node, heaviest) {
        return false;
    }
    let class = first_class(page, node);
    let is_twin = page.tag(node) == page.tag(heaviest) && class == first_class(page, heaviest) && !class.is_empty();
    let speaks_alike = first.is_some_and(|first| {
        let alike = own.iter().filter(|line| kind(line) == kind(first)).count();
        !kind(first).1.is_empty() && alike * 2 > own.len()
    });
    is_twin || speaks_alike || (own.len() >= 3 && weights.of(page, node) >= weights.of(page, heaviest) * 0.2)
}

/// Where the article most likely begins: its summary's words, or the first running text below the headline.
fn anchor(lines: &[Line], witness: &Witness, headline: Option<usize>, page: &Page, place: usize) -> Option<usize> {
    let within = || lines.iter().filter(|line| line.noise.is_none() && page.is_within(line.first, place));
    let after = headline.map_or(0, |node| page.end(node));
    let is_text = |line: &&Line| line.letters >= 80 && line.link_density() < 0.3;
    let opening = within().filter(is_text).find(|line| line.first >= after && witness.opens(&line.words));
    opening.or_else(|| headline.and_then(|_| within().filter(is_text).find(|line| line.first >= after))).map(|line| line.first)
}

/// Whether an element is a heap of like pieces with text, unlike what the article is made of.
fn is_heap(page: &Page, weights: &Weights, node: usize, article: usize) -> bool {
    let mut at = node;
    for _ in 0..12 {
        let whole = weights.of(page, at);
        let mut kinds: Vec<(&str, &str, usize, f64)> = Vec::new();
        let mut heaviest = (at, 0.0);
        for child in page.children(at) {
            let weight = weights.of(page, child);
            if weight > heaviest.1 {
                heaviest = (child, weight);
            }
            if weight <= 0.0 || matches!(page.tag(child), "p" | "blockquote" | "pre") || is_heading(page.tag(child)) {
                continue;
            }
            let kind = (page.tag(child), first_class(page, child));
            match kinds.iter_mut().take(8).find(|known| (known.0, known.1) == kind) {
                Some(known) => {
                    known.2 += 1;
                    known.3 += weight;
                }
                None => kinds.push((kind.0, kind.1, 1, weight)),
            }
        }
        if let Some(kind) = kinds.iter().find(|kind| kind.2 >= 4 && kind.3 >= whole * 0.7) {
            // A piece with a heading of its own that leads nowhere is an entry of a list that is the article.
            let entries = page.children(at).filter(|child| (page.tag(*child), first_class(page, *child)) == (kind.0, kind.1));
            let titled = entries.filter(|child| has_plain_heading(page, *child)).count();
            if titled * 2 >= kind.2 {
                return false;
            }
            return (kind.0, kind.1) != (page.tag(article), first_class(page, article)) || kind.1.is_empty();
        }
        if heaviest.0 == at || heaviest.1 < whole * 0.7 {
            return false;
        }
        at = heaviest.0;
    }
    false
}

/// Whether an element has a heading that is no link.
fn has_plain_heading(page: &Page, node: usize) -> bool {
    page.elements(node).find(|inner| is_heading(page.tag(*inner))).is_some_and(|heading| {
        page.find(heading, "a").is_none() && !page.ancestors(heading).take_while(|outer| *outer >= node).any(|outer| page.tag(outer) == "a")
    })
}

fn first_class(page: &Page, node: usize) -> &str {
    page.attr(node, "class").and_then(|class| class.split_ascii_whitespace().next()).unwrap_or_default()
}

/// Whether an element holds one paragraph and nothing else that is read.
fn is_boxed(page: &Page, lines: &[Line], node: usize) -> bool {
    match within(page, lines, node) {
        [line] => line.noise.is_none() && line.letters >= 80 && line.link_density() < 0.3 && page.tag(line.block) == "p",
        _ => false,
    }
}

/// Whether an element is one piece of an article and never all of it: a paragraph, a table with headings.
fn is_piece(page: &Page, node: usize) -> bool {
    is_leaf(page.tag(node))
        || page.tag(node) == "table" && {
            let head = page.elements(node).find(|inner| page.tag(*inner) == "th");
            head.is_some_and(|head| page.ancestors(head).find(|outer| page.tag(*outer) == "table") == Some(node))
        }
}

/// Elements that are one piece of an article and never all of it.
fn is_leaf(tag: &str) -> bool {
    matches!(tag, "p" | "li" | "blockquote" | "tr" | "pre" | "a" | "dd" | "dt") || is_heading(tag)
}

/// Elements that an article is made of more often than they hold one.
fn is_list(tag: &str) -> bool {
    matches!(tag, "ul" | "ol" | "dl" | "figure")
}
