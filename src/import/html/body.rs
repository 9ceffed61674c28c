//! Which lines of an article's place are its own.

use super::{
    blocks::is_data,
    lines::Line,
    noise::Noise,
    opening,
    page::{Page, is_heading},
    phrases,
    place::Place,
    site::Site,
};

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
    choice.leave_out_teasers();
    choice.trim_end();
    choice.leave_out_about();
    choice.left
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

    /// Below the article: headlines that lead to other articles, each with a sentence or two of it.
    fn leave_out_teasers(&mut self) {
        let kept: Vec<usize> = self.within.iter().copied().filter(|at| self.is_taken(*at)).collect();
        let leads_on = |at: usize| {
            let line = &self.lines[at];
            is_heading(self.tag(at)) && line.link_density() > 0.9 && self.site.leads_home(self.page, line)
        };
        let Some(first) = kept.iter().position(|at| leads_on(*at)) else { return };
        let letters = |lines: &[usize]| lines.iter().map(|at| self.lines[*at].letters).sum::<usize>();
        let (own, behind) = kept.split_at(first);
        // All that follows are such headlines with little below each, and it is the smaller part by far.
        let is_all = behind.iter().all(|at| leads_on(*at) || !is_heading(self.tag(*at)));
        let is_short = behind.split(|at| leads_on(*at)).all(|below| letters(below) <= 300);
        if is_all && is_short && letters(behind) * 3 < letters(own) {
            for at in behind.iter().copied() {
                self.leave(at, Why::Link);
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
