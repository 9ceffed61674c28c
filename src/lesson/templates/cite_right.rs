//! Cite it right.

use super::{
    Lacking,
    build::{Around, Builder, choose, order, pairs, write},
    pick::{Voice, quoted, richest, shortened, voices},
};
use crate::{
    cite::{self, Item, Style},
    model::{Article, Choice, Cite, Exercise, Extra, Material, PassageMaterial, Right, Slug, Speaker},
};

/// The style that schools meet first.
const STYLE: &str = "mla";

/// A citation cut into its parts.
struct Parts {
    style: String,
    whole: String,
    /// What each part is, and its words.
    parts: Vec<(&'static str, String)>,
}

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let cited = |slug, article: &Article| parts(b, slug, article).map_or_else(Vec::new, |parts| parts.parts);
    let Some((slug, article, _)) = richest(shelf, cited).filter(|(_, _, parts)| parts.len() >= 3) else {
        return Err(Lacking(
            "It needs an article with a headline, a date, and an author or outlet; none here has all of them. Fill them in in the article."
                .to_owned(),
        ));
    };
    let Some(parts) = parts(b, slug, article) else { return Ok(()) };
    b.read(slug);
    let all = voices(shelf, slug, article);
    let voice = all
        .iter()
        .filter(|voice| (4..=25).contains(&voice.words()) && voice.speaker.is_named())
        .max_by_key(|voice| (matches!(voice.speaker, Speaker::Person(_)), voice.words()));

    let names: Vec<String> = parts.parts.iter().map(|(what, _)| (*what).to_owned()).collect();
    let items: Vec<_> = parts.parts.iter().enumerate().map(|(place, (_, words))| (bare(words), None, vec![place])).collect();
    let (exercise, right) = pairs(&items, &names);
    b.task(
        "Every part of a citation answers a question. Which part is which?",
        vec![Builder::about(slug)],
        (Exercise::Sort(exercise), right),
        Around {
            hint: "All parts stand at the head of the article.".into(),
            explanation: parts.parts.iter().map(|(what, words)| format!("{what}: {}.", bare(words))).collect::<Vec<_>>().join(" "),
            ..Around::default()
        },
    );
    build(b, article, &parts, voice);
    whole(b, &parts, voice);
    needs(b, voice);
    photo(b, slug, article);
    if let Some(voice) = voice {
        let shown = voice
            .quotation
            .passages
            .first()
            .map(|passage| Material::Passage(PassageMaterial { article: slug.clone(), passage: passage.clone(), extra: Extra::new() }));
        let author = parts.parts.first().map_or_else(String::new, |(_, words)| bare(words));
        let in_text = Style::load(STYLE)
            .ok()
            .map(|style| cite::quotation_with_citation(&style, &Item::quotation(shelf.archive, slug, article, voice.quotation)).to_text());
        b.task(
            format!(
                "Put these words of {} into a sentence of your own. Say who said them, and cite the article in the text.",
                voice.speaker.name()
            ),
            shown.into_iter().collect(),
            write(4, 50),
            Around {
                hint: "Two names are needed: the one who said it, and the one who wrote the article.".into(),
                expected: format!(
                    "Names {} as the speaker, keeps the words exactly between quotation marks, and cites the article (under {author}).{}",
                    voice.speaker.name(),
                    in_text.map(|text| format!(" For example: {text}")).unwrap_or_default()
                ),
                rubric: [
                    "Nothing, or the words without marks.",
                    "The words between marks, without speaker or article.",
                    "Speaker or article is named.",
                    "Speaker and article are named; a small mistake in the words or the citation.",
                    "Exact words between marks, the speaker named, the article cited.",
                ],
                ..Around::default()
            },
        );
    }
    Ok(())
}

/// A part without the marks that join it to the next.
fn bare(words: &str) -> String {
    let words = words.trim().trim_end_matches([',', '.']).trim_matches(['“', '”', '"']);
    words.trim_end_matches([',', '.']).to_owned()
}

/// Cuts the citation of an article where its headline, outlet and address stand in it.
fn parts(b: &Builder<'_>, slug: &Slug, article: &Article) -> Option<Parts> {
    if article.headline.trim().is_empty() || article.date_published.is_none() {
        return None;
    }
    let style = Style::load(STYLE).ok()?;
    let item = Item::article(b.shelf.archive, slug, article);
    let whole = cite::render(&style, &item).reference.to_text().trim().to_owned();
    let fields = item.csl_json();
    let field = |key: &str| fields.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    // Headline style changes case; letters are compared without it, which keeps positions where no letter changes length.
    let lower = whole.to_lowercase();
    let same_length = lower.len() == whole.len();
    let find = |words: &str, from: usize| {
        let words = words.trim_matches(['“', '”', '"', '.', ' ']).to_lowercase();
        let first: String = words.chars().take(24).collect();
        lower.get(from..)?.find(&first).map(|at| (from + at, from + at + words.len().min(lower.len() - from - at)))
    };
    let title = find(&field("title")?, 0).filter(|_| same_length)?;
    let mut cuts: Vec<(&'static str, usize)> = Vec::new();
    // The mark before the headline belongs to it.
    let title_start = whole[..title.0].rfind(['“', '"', '‘']).filter(|at| title.0 - at <= 4).unwrap_or(title.0);
    if title_start > 0 {
        cuts.push(("Author", 0));
    }
    cuts.push(("Headline", title_start));
    let mut at = title.1;
    if let Some(outlet) = field("container-title").and_then(|words| find(&words, at)) {
        cuts.push(("Outlet", outlet.0));
        at = outlet.1;
    }
    let address = field("URL").and_then(|words| find(words.split("://").last().unwrap_or(&words), at));
    let day = article.date_published?.day();
    let date = [day.strftime("%-d ").to_string(), day.strftime("%Y").to_string()]
        .iter()
        .find_map(|words| whole.get(at..)?.find(words.as_str()).map(|place| at + place));
    if let Some(date) = date {
        cuts.push(("Date", date));
    }
    if let Some(address) = address.filter(|address| date.is_none_or(|date| date < address.0)) {
        let start = whole[..address.0].rfind(' ').map_or(address.0, |space| space + 1);
        cuts.push(("Address", start));
    }
    let ends = cuts.iter().skip(1).map(|cut| cut.1).chain([whole.len()]);
    let parts: Vec<(&'static str, String)> = cuts
        .iter()
        .zip(ends)
        .filter_map(|((what, start), end)| Some((*what, whole.get(*start..end)?.trim().to_owned())))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    (parts.len() >= 3).then(|| Parts { style: style.title().split(" (").next().unwrap_or_default().to_owned(), whole, parts })
}

fn build(b: &mut Builder<'_>, article: &Article, parts: &Parts, voice: Option<&Voice<'_>>) {
    // What pupils most often take for a part of the citation.
    let mut strangers: Vec<String> = Vec::new();
    if let Some(voice) = voice {
        strangers.push(format!("{}.", voice.speaker.name()));
    }
    if let Some(credit) = article.photos.iter().find_map(|photo| photo.credit_text.clone()) {
        strangers.push(format!("{}.", shortened(credit.trim_end_matches('.'), 60)));
    } else if let Some(dateline) = &article.dateline {
        strangers.push(format!("{},", dateline.trim_end_matches(['.', ','])));
    }
    strangers.retain(|stranger| !parts.parts.iter().any(|(_, words)| bare(words) == bare(stranger)));
    let items: Vec<(String, Option<String>)> = parts.parts.iter().map(|(_, words)| (words.clone(), None)).collect();
    let count = items.len();
    let all: Vec<(String, Option<String>)> = items.into_iter().chain(strangers.iter().map(|words| (words.clone(), None))).collect();
    let (Exercise::Order(shuffled), Right::Order { order: mut right }) = order(&all, "", "") else { return };
    right.truncate(count);
    let choices: Vec<Choice> = shuffled.items;
    let cite = Cite { style: STYLE.to_owned(), style_title: Some(parts.style.clone()), parts: choices, extra: Extra::new() };
    b.task(
        format!("Build the citation of this article in the style of {}. Not every part belongs to it.", parts.style),
        Vec::new(),
        (Exercise::Cite(cite), Right::Order { order: right }),
        Around {
            hint: "Who wrote it comes first, then what it is called, then where it appeared, then when.".into(),
            explanation: format!(
                "{}{}",
                parts.whole,
                voice.map(|voice| format!(" {} is quoted in the article and did not write it.", voice.speaker.name())).unwrap_or_default()
            ),
            ..Around::default()
        },
    );
}

fn whole(b: &mut Builder<'_>, parts: &Parts, voice: Option<&Voice<'_>>) {
    let join = |list: Vec<&str>| list.join(" ");
    let words: Vec<&str> = parts.parts.iter().map(|(_, words)| words.as_str()).collect();
    let mut wrong: Vec<String> = Vec::new();
    if let (Some(voice), Some(("Author", _))) = (voice, parts.parts.first()) {
        let name = match voice.speaker {
            Speaker::Person(who) => format!("{}.", inverted(&who.name)),
            other => format!("{}.", other.name()),
        };
        wrong.push(join(std::iter::once(name.as_str()).chain(words[1..].iter().copied()).collect()));
    }
    if let Some(place) = parts.parts.iter().position(|(what, _)| *what == "Outlet") {
        wrong.push(join(words.iter().enumerate().filter(|(number, _)| *number != place).map(|(_, words)| *words).collect()));
    }
    if let Some(place) = parts.parts.iter().position(|(what, _)| *what == "Date") {
        wrong.push(join(words.iter().enumerate().filter(|(number, _)| *number != place).map(|(_, words)| *words).collect()));
    }
    let right = join(words);
    wrong.retain(|citation| *citation != right);
    wrong.dedup();
    if wrong.len() < 2 {
        return;
    }
    b.task(
        "One of these citations lets a reader find the article; each of the others leads astray. Which one is right?",
        Vec::new(),
        choose(&[right], &wrong),
        Around {
            hint: "Compare part by part: author, headline, outlet, date. What is missing, what is somebody else’s?".into(),
            explanation: format!(
                "{}{} A missing outlet or date leaves the reader to guess which of many reports is meant.",
                parts.whole,
                voice
                    .map(|voice| format!(" To put {} first would make the person quoted the author.", voice.speaker.name()))
                    .unwrap_or_default()
            ),
            ..Around::default()
        },
    );
}

/// A name as lists of works have it.
fn inverted(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((first, last)) if first.chars().next().is_some_and(char::is_uppercase) => format!("{last}, {first}"),
        _ => name.to_owned(),
    }
}

fn needs(b: &mut Builder<'_>, voice: Option<&Voice<'_>>) {
    let said = voice.map_or_else(
        || "Words that stand in the article between quotation marks".to_owned(),
        |voice| format!("The words {}", quoted(&shortened(&voice.text, 90))),
    );
    let right = [said, "A number that you took from the article, in words of your own".to_owned(), "A photo from the article".to_owned()];
    let wrong = ["Your own opinion about the article".to_owned(), "Something that you saw yourself".to_owned()];
    b.task(
        "You write about this article. What needs a citation? Choose all.",
        Vec::new(),
        choose(&right, &wrong),
        Around {
            hint: "Ask of each: did it come from you, or from somebody else?".into(),
            explanation: "Words, facts and pictures of others need a citation, also when you put them in your own words. What you saw or think yourself does not.".into(),
            ..Around::default()
        },
    );
}

fn photo(b: &mut Builder<'_>, slug: &Slug, article: &Article) {
    let Some((photo, credit)) = article.photos.iter().find_map(|photo| Some((photo, photo.credit_text.clone()?))) else { return };
    let mut wrong: Vec<String> = [
        article.publisher.clone(),
        Some(article.byline.in_words()).filter(|names| !names.is_empty()),
        Some(shortened(&photo.caption, 60)).filter(|caption| !caption.is_empty()),
    ]
    .into_iter()
    .flatten()
    .filter(|words| *words != credit && !credit.contains(words.as_str()))
    .collect();
    wrong.dedup();
    if wrong.len() < 2 {
        return;
    }
    let material =
        crate::model::PhotoMaterial { article: slug.clone(), photo: photo.id.clone(), caption: true, credit: false, extra: Extra::new() };
    b.task(
        "You show this picture in your presentation. Which line must stand with it?",
        vec![Material::Photo(material)],
        choose(std::slice::from_ref(&credit), &wrong),
        Around {
            hint: "Not who printed it and not what it shows: who made it.".into(),
            explanation: format!("The credit: {credit}. It says whom to ask; the caption says what is shown."),
            ..Around::default()
        },
    );
}
