//! The summary between an article's headline and its first sentence.

use super::{
    body::Why,
    lines::Line,
    noise::Noise,
    page::{Page, is_heading},
    site::plain,
};

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
