//! Where a page's article stands, and which of its lines belong to it.

use super::{
    blocks::is_data,
    lines::{Line, Weights},
    noise::Noise,
    opening,
    page::Page,
    phrases,
    site::{Site, plain},
    witness::Witness,
};

/// The part of a parent's text that a child must hold to be looked into.
const SHARE: f64 = 0.6;
/// The same on pages that do not say that they are an article: a shop, a manual, a firm.
const SHARE_ELSEWHERE: f64 = 0.85;
/// How much text is enough for an article beside heaps of other text.
const ENOUGH: f64 = 350.0;

/// Among how many of the first lines of an article a date or a byline may stand.
const OPENING: usize = 7;
/// How many letters may stand above a date or a byline.
const ABOVE: usize = 700;

/// Why a line is not the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The page's own word on the part it stands in.
    Noise(Noise),
    /// It stands in another part of the page.
    Elsewhere,
    /// It stands above the headline.
    Above,
    /// It is the headline.
    Headline,
    /// It is the summary under the headline, which the first paragraph says again.
    Standfirst,
    /// It only leads to other pages.
    Link,
    /// It is a label of the page.
    Label,
    /// It stands between headline and first sentence: a date, a byline.
    Start,
    /// It speaks of the page and not of the matter, behind the last sentence.
    Tail,
}

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
            *own >= ENOUGH && !is_leaf(page.tag(*child)) && {
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
            None if weight >= whole * share && !is_leaf(page.tag(heaviest)) && (weight >= whole * 0.9 || !is_list(page.tag(heaviest))) => {
                let kin: Vec<usize> = children
                    .iter()
                    .filter(|(child, own)| *child != heaviest && *own >= whole * 0.015 && is_kin(page, lines, &weights, *child, heaviest))
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
    Place { node: at, without: Vec::new() }
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

/// Whether a part goes on with the article that the heaviest part beside it holds.
fn is_kin(page: &Page, lines: &[Line], weights: &Weights, node: usize, heaviest: usize) -> bool {
    if is_leaf(page.tag(node)) {
        return true;
    }
    let is_text =
        |line: &&Line| line.noise.is_none() && line.letters >= 80 && line.link_density() < 0.4 && !is_heading(page.tag(line.block));
    let kind = |line: &Line| {
        let class = std::iter::once(line.block).chain(page.ancestors(line.block).take(1)).map(|outer| first_class(page, outer));
        (page.tag(line.block), class.into_iter().find(|class| !class.is_empty()).unwrap_or_default())
    };
    let own: Vec<&Line> = within(page, lines, node).iter().filter(is_text).collect();
    let first = within(page, lines, heaviest).iter().find(is_text);
    // Another article begins with a headline of its own.
    let is_other =
        (node..page.end(node)).any(|inner| page.tag(inner) == "h1") && (heaviest..page.end(heaviest)).any(|inner| page.tag(inner) == "h1");
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

/// Elements that are one piece of an article and never all of it.
fn is_leaf(tag: &str) -> bool {
    matches!(tag, "p" | "li" | "blockquote" | "tr" | "pre" | "a" | "dd" | "dt") || is_heading(tag)
}

/// Elements that an article is made of more often than they hold one.
fn is_list(tag: &str) -> bool {
    matches!(tag, "ul" | "ol" | "dl" | "figure")
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The lines of the article: those in its place that are not noise.
pub(super) fn choose(page: &Page, lines: &[Line], place: &Place, site: &Site<'_>, headline: Option<usize>) -> Vec<Option<Why>> {
    let is_without = |node: usize| place.without.iter().any(|other| page.is_within(node, *other));
    let within: Vec<usize> =
        (0..lines.len()).filter(|at| page.is_within(lines[*at].first, place.node) && !is_without(lines[*at].first)).collect();
    let mut left: Vec<Option<Why>> = lines.iter().map(|line| Some(line.noise.map_or(Why::Elsewhere, Why::Noise))).collect();
    for at in &within {
        left[*at] = lines[*at].noise.map(Why::Noise);
    }
    let mut choice = Choice { page, lines, site, left, within };
    choice.cut_above(headline);
    choice.leave_out_links();
    choice.leave_out_labels();
    choice.trim_start();
    choice.leave_out_times();
    choice.trim_end();
    choice.leave_out_about();
    choice.left
}

/// The summary above an article: what the page calls so, what stands above byline or date, or what the first paragraph says again.
pub(super) fn standfirst(page: &Page, lines: &[Line], left: &[Option<Why>], headline: Option<usize>) -> Option<usize> {
    let mut kept = (0..lines.len()).filter(|at| left[*at].is_none() && !is_heading(page.tag(lines[*at].block)));
    let (first, second) = (kept.next()?, kept.next()?);
    kept.next()?;
    let from = headline.map(|node| lines.partition_point(|line| line.first < page.end(node)));
    let is_sentence = |at: &usize| (25..500).contains(&lines[*at].letters) && lines[*at].words.split_whitespace().count() > 3;
    if let Some(from) = from
        && let Some(called) = (from..=first).take(30).find(|at| is_sentence(at) && is_called_summary(page, lines[*at].block))
        && matches!(left[called], None | Some(Why::Noise(Noise::Furniture) | Why::Start | Why::Elsewhere | Why::Above))
    {
        return Some(called);
    }
    let is_above = (first + 1..second).any(|at| left[at] == Some(Why::Start) && page.tag(lines[at].block) == "p");
    if is_above && is_sentence(&first) && page.tag(lines[first].block) == "p" {
        return Some(first);
    }
    let begin = |at: usize| {
        let words: Vec<String> = lines[at].words.split_whitespace().take(7).map(plain).collect();
        (words.len() == 7).then_some(words)
    };
    (begin(first)? == begin(second)? && lines[first].letters < 500).then_some(first)
}

/// Whether an element, or the one around it, is called the summary under a headline, as the trade has it in several languages.
fn is_called_summary(page: &Page, node: usize) -> bool {
    std::iter::once(node).chain(page.ancestors(node).take(1)).any(|node| {
        page.attr(node, "class").is_some_and(|class| {
            class.split_ascii_whitespace().any(|class| {
                let class = class.to_ascii_lowercase();
                let plain: String = class.chars().filter(char::is_ascii_alphabetic).collect();
                let last = class.rsplit(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
                matches!(
                    last,
                    "standfirst"
                        | "chapo"
                        | "chapeau"
                        | "deck"
                        | "dek"
                        | "subheadline"
                        | "subtitle"
                        | "entradilla"
                        | "bajada"
                        | "sommario"
                        | "vorspann"
                        | "manchet"
                        | "ingress"
                        | "underrubrik"
                ) || ["subheadline", "standfirst", "articlesubtitle", "storysummary", "articlesummary"]
                    .iter()
                    .any(|own| plain.ends_with(own))
            })
        })
    })
}

/// A best guess where next to nothing was chosen of a page that has text: all that does not stand in menus and the like.
///
/// A page that says it is an article may be a short one.
pub(super) fn guess(page: &Page, lines: &[Line], left: &[Option<Why>], is_article: bool) -> Option<Vec<Option<Why>>> {
    let weigh =
        |left: &[Option<Why>]| lines.iter().zip(left).filter(|(_, left)| left.is_none()).map(|(line, _)| line.weight()).sum::<f64>();
    let chosen = weigh(left);
    if chosen >= if is_article { 40.0 } else { 150.0 } {
        return None;
    }
    let is_around = |line: &Line| {
        std::iter::once(line.block)
            .chain(page.ancestors(line.block))
            .any(|outer| matches!(page.tag(outer), "nav" | "header" | "footer" | "aside" | "form" | "dialog"))
    };
    let guess: Vec<Option<Why>> = lines
        .iter()
        .zip(left)
        .map(|(line, left)| match line.noise {
            Some(Noise::Machinery | Noise::Hidden | Noise::Overlay | Noise::Comments) => *left,
            _ if matches!(left, Some(Why::Headline | Why::Above)) || is_around(line) || line.link_density() > 0.95 && line.letters < 25 => {
                left.or(Some(Why::Elsewhere))
            }
            _ => None,
        })
        .collect();
    (weigh(&guess) > chosen * 5.0 + 100.0).then_some(guess)
}

struct Choice<'a> {
    page: &'a Page,
    lines: &'a [Line],
    site: &'a Site<'a>,
    /// Why each line is left out; `None` for the article's.
    left: Vec<Option<Why>>,
    /// The lines in the article's place, left out or not.
    within: Vec<usize>,
}

impl Choice<'_> {
    fn is_taken(&self, at: usize) -> bool {
        self.left[at].is_none()
    }

    /// Leaves a line out that was not left out before.
    fn leave(&mut self, at: usize, why: Why) {
        self.left[at].get_or_insert(why);
    }

    fn tag(&self, at: usize) -> &str {
        self.page.tag(self.lines[at].block)
    }

    /// The nearest element of one of these names around a line, within the article.
    fn around(&self, at: usize, tags: &[&str]) -> Option<usize> {
        let block = self.lines[at].block;
        std::iter::once(block).chain(self.page.ancestors(block)).take(12).find(|node| tags.contains(&self.page.tag(*node)))
    }

    /// Nothing stands above the headline.
    fn cut_above(&mut self, headline: Option<usize>) {
        let weight = |at: &usize| if self.is_taken(*at) { self.lines[*at].weight() } else { 0.0 };
        let whole: f64 = self.within.iter().map(weight).sum();
        let mut above = 0.0;
        let mut cut = None;
        for at in &self.within {
            let line = &self.lines[*at];
            above += weight(at);
            if above > whole * 0.3 {
                break;
            }
            let is_headline = match headline {
                Some(node) => self.page.is_within(line.first, node),
                None => is_heading(self.tag(*at)) && self.is_taken(*at) && self.site.is_headline(&line.words),
            };
            if is_headline {
                cut = Some(*at);
            }
        }
        if let Some(cut) = cut {
            for at in self.within.clone().into_iter().take_while(|at| *at <= cut) {
                self.leave(at, Why::Above);
            }
        }
        // Pages print it once more where it scrolls away.
        let within = self.within.clone();
        let reach = within.partition_point(|at| *at < within.len() / 3).max(if above < whole * 0.3 { within.len() } else { 0 });
        for at in within[..reach].iter().copied() {
            if self.site.is_headline(&self.lines[at].words) {
                self.leave(at, Why::Headline);
            }
        }
    }

    /// Lines and lists that only lead to other articles.
    fn leave_out_links(&mut self) {
        let mut lists: Vec<(usize, Vec<usize>)> = Vec::new();
        for at in self.within.clone() {
            let line = &self.lines[at];
            if !self.is_taken(at) || line.linked == 0 {
                if let Some(list) = self.around(at, &["ul", "ol"]).filter(|_| self.is_taken(at)) {
                    push(&mut lists, list, at);
                }
                continue;
            }
            if let Some(list) = self.around(at, &["ul", "ol"]) {
                push(&mut lists, list, at);
                continue;
            }
            if self.around(at, &["table"]).is_some_and(|table| is_data(self.page, table)) {
                continue;
            }
            let density = line.link_density();
            let is_own = self.site.leads_home(self.page, line);
            let is_promotion = phrases::is_promotion(&line.words) && density >= 0.5;
            if is_promotion || (density > 0.95 && is_own && !is_heading(self.tag(at))) {
                self.leave(at, Why::Link);
            }
        }
        for (_, items) in lists {
            let letters: usize = items.iter().map(|at| self.lines[*at].letters).sum();
            let linked: usize = items.iter().map(|at| self.lines[*at].linked).sum();
            let is_own = items.iter().filter(|at| self.site.leads_home(self.page, &self.lines[**at])).count() * 2 > items.len();
            if linked * 10 >= letters * 8 && is_own {
                for at in items {
                    self.leave(at, Why::Link);
                }
            }
        }
    }

    /// Whether a line is nothing but what the page marks as a moment.
    fn is_all_time(&self, line: &Line) -> bool {
        line.letters < 60
            && (line.first..line.last)
                .filter(|node| self.page.text(*node).is_some_and(|text| !text.trim().is_empty()))
                .all(|node| self.page.ancestors(node).take(4).any(|outer| self.page.tag(outer) == "time"))
    }

    /// What the page marks as a moment and nothing else, above the entries of a live report.
    fn leave_out_times(&mut self) {
        for at in self.within.clone() {
            if self.is_taken(at) && self.around(at, &["table", "ul", "ol"]).is_none() && self.is_all_time(&self.lines[at]) {
                self.leave(at, Why::Label);
            }
        }
    }

    /// Labels, and headings of what was left out.
    fn leave_out_labels(&mut self) {
        for at in self.within.clone() {
            let line = &self.lines[at];
            if self.is_taken(at)
                && !is_heading(self.tag(at))
                && self.around(at, &["table", "ul", "ol"]).is_none()
                && self.around(at, &["pre", "code"]).is_none()
                && (phrases::is_label(&line.words) || phrases::is_command(&line.words))
            {
                self.leave(at, Why::Label);
            }
        }
        for pair in (1..self.within.len()).rev() {
            let (at, next) = (self.within[pair - 1], self.within[pair]);
            let line = &self.lines[at];
            let opens = is_heading(self.tag(at)) || line.words.ends_with(':') || phrases::is_promotion(&line.words);
            let is_short = line.words.split_whitespace().count() <= 8 && (!line.is_closed() || line.words.ends_with([':', '…', '.']));
            let dropped = !self.is_taken(next) && self.lines[next].linked > 0 && self.lines[next].noise.is_none();
            if opens && is_short && dropped {
                self.leave(at, Why::Link);
            }
        }
    }

    /// Dates and bylines between the headline and the first sentence, or below a summary.
    fn trim_start(&mut self) {
        let says = |line: &Line| {
            let is = |words: &str| opening::is_date(words) || opening::is_byline(words, &self.site.authors);
            line.words.split('\n').all(is)
        };
        let first: Vec<usize> = self.within.iter().copied().filter(|at| self.is_taken(*at)).take(OPENING).collect();
        let mut letters = 0;
        let mut opening = Vec::new();
        for at in first {
            letters += self.lines[at].letters;
            if is_heading(self.tag(at)) || letters > ABOVE {
                break;
            }
            // A cell or an item that is a date is one among others.
            let is_listed = self.around(at, &["ul", "ol", "dl"]).is_some();
            let is_cell = || self.around(at, &["table"]).is_some_and(|table| is_data(self.page, table));
            if says(&self.lines[at]) && !is_listed && !is_cell() {
                opening.push(at);
            }
        }
        for at in opening {
            self.leave(at, Why::Start);
        }
        for at in self.within.clone() {
            if !self.is_taken(at) {
                continue;
            }
            let line = &self.lines[at];
            if line.letters >= 80 || (line.letters >= 25 && line.is_closed()) || is_heading(self.tag(at)) {
                break;
            }
            if !matches!(self.tag(at), "p" | "li" | "blockquote" | "td" | "th" | "dd" | "dt") {
                self.leave(at, Why::Start);
            }
        }
    }

    /// What speaks of the page below the last sentence.
    fn trim_end(&mut self) {
        let kept: Vec<usize> = self.within.iter().copied().filter(|at| self.is_taken(*at)).collect();
        // Never more than the last part of an article, whatever its lines say.
        for at in kept.iter().rev().take((kept.len() / 3).clamp(1, 8)) {
            let line = &self.lines[*at];
            let is_loose =
                line.letters < 60 && !line.is_closed() && !matches!(self.tag(*at), "p" | "li" | "blockquote" | "td" | "th" | "dd");
            let leads_on = self.around(*at, &["li"]).is_some() && line.linked * 3 > line.letters && self.site.leads_home(self.page, line);
            let is_about = phrases::is_tail(&line.words) || phrases::is_opener(&line.words) || opening::is_date(&line.words);
            if is_about || is_heading(self.tag(*at)) || is_loose || leads_on {
                self.leave(*at, Why::Tail);
            } else {
                break;
            }
        }
    }

    /// What a firm or a writer says of itself below the article, under a line that says so.
    fn leave_out_about(&mut self) {
        let kept: Vec<usize> = self.within.iter().copied().filter(|at| self.is_taken(*at)).collect();
        let letters = |lines: &[usize]| lines.iter().map(|at| self.lines[*at].letters).sum::<usize>();
        let whole = letters(&kept);
        let from = kept.len() / 2;
        let Some(at) = (from..kept.len()).find(|at| phrases::is_about(&self.lines[kept[*at]].words)) else { return };
        let behind = &kept[at..];
        let has_heading = behind[1..].iter().any(|at| is_heading(self.tag(*at)) && !phrases::is_about(&self.lines[*at].words));
        if behind.len() <= 8 && letters(behind) * 3 < whole && !has_heading {
            for at in behind.iter().copied() {
                self.leave(at, Why::Tail);
            }
        }
    }
}

/// Adds an item to its list; lists come one after the other.
fn push(lists: &mut Vec<(usize, Vec<usize>)>, list: usize, at: usize) {
    match lists.iter_mut().rev().take(4).find(|(known, _)| *known == list) {
        Some((_, items)) => items.push(at),
        None => lists.push((list, vec![at])),
    }
}
