//! What does the picture show?

use super::{
    Lacking,
    build::{Around, Builder, choose, pairs, rows, write},
    pick::quoted,
};
use crate::model::{Article, Choose, Exercise, Extra, Material, Photo, PhotoMaterial, Right, Slug};

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let all: Vec<(&Slug, &Article, &Photo)> =
        shelf.articles.iter().flat_map(|(slug, article)| article.photos.iter().map(move |photo| (*slug, *article, photo))).collect();
    let usable = |photo: &Photo| photo.content_url.is_some() && photo.caption.split_whitespace().count() >= 5;
    // The more is said of a picture, the more can be asked.
    let said = |photo: &Photo| {
        usize::from(photo.alternate_name.is_some()) + usize::from(photo.credit_text.is_some()) + usize::from(photo.creator.is_some())
    };
    let Some((slug, article, photo)) = all.iter().filter(|(.., photo)| usable(photo)).rev().max_by_key(|(.., photo)| said(photo)).copied()
    else {
        let sentence = match all.len() {
            0 => "It needs a photo with a caption; there is no photo here. Add an article with one.",
            _ if all.iter().all(|(.., photo)| photo.content_url.is_none()) => {
                "It needs a photo with its picture; of the photos here only the words were saved. Import the page with its pictures."
            }
            _ => "It needs a photo with a caption of at least five words; no photo here has one. Write the caption in Photos.",
        };
        return Err(Lacking(sentence.to_owned()));
    };
    b.read(slug);
    let show = |caption: bool, credit: bool| {
        vec![Material::Photo(PhotoMaterial { article: slug.clone(), photo: photo.id.clone(), caption, credit, extra: Extra::new() })]
    };
    b.task(
        "Look at the picture for a minute before you read anything. Write down only what you can see: no names, no guesses.",
        show(false, false),
        write(4, 50),
        Around {
            hint: "Go from the front to the back: who or what, which colours, which light, what is at the edge?".into(),
            expected: photo
                .alternate_name
                .clone()
                .map_or_else(|| "Things that can be seen, and nothing that must be known.".to_owned(), |alt| format!("For example: {alt}")),
            rubric: [
                "Nothing.",
                "One thing, or mostly guesses.",
                "Two or three things, mixed with guesses.",
                "Several things that can be seen, hardly a guess.",
                "Foreground, background and light, and nothing that cannot be seen.",
            ],
            ..Around::default()
        },
    );
    seen_or_told(b, photo, show(true, false));
    fair_caption(b, photo, article, &all, show(false, false));
    whose(b, photo, article, &all, show(true, true));
    b.task(
        format!("The caption says: {} What does it tell that the picture alone could not? Which of it could be wrong without the picture showing it?", quoted(&photo.caption)),
        show(true, true),
        write(4, 60),
        Around {
            hint: "Cover the caption: is the place still there? The date? The name?".into(),
            expected: "Names, place, time or numbers from the caption; and that the same picture would fit another place or date.".into(),
            rubric: [
                "Nothing, or only what can be seen.",
                "One thing from the caption.",
                "Two things from the caption.",
                "Two things, and one that could be wrong.",
                "Two things, one that could be wrong, and how one could tell.",
            ],
            ..Around::default()
        },
    );
    b.task(
        "How would you find out whether the picture really shows what the caption says? Write down two steps.",
        show(true, true),
        (Exercise::Lateral(rows(&["What you would look up", "Where"], 2)), Right::Person),
        Around {
            hint: "Who made it? Has it been used before? What do others say about the place and the day?".into(),
            expected: format!(
                "Look for the picture itself (reverse image search, an older use), for its maker{}, or for another report on the same place and day.",
                photo.creator.as_ref().map(|creator| format!(" ({})", creator.name())).unwrap_or_default()
            ),
            rubric: [
                "Nothing, or “search the internet”.",
                "One step, without a place to look.",
                "One step with a place, or two without.",
                "Two steps with places.",
                "Two steps with places, one of which leaves the article behind (maker, archive, another outlet).",
            ],
            ..Around::default()
        },
    );
    Ok(())
}

/// A text in statements: parted at full stops, semicolons and commas, the short ones joined to the next.
fn statements(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for sentence in text.split_inclusive([';', '.', ',']) {
        let piece = sentence.trim();
        match all.last_mut() {
            Some(last) if last.split_whitespace().count() < 4 || piece.split_whitespace().count() < 3 => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => all.push(piece.to_owned()),
        }
    }
    all.iter()
        .map(|statement| statement.trim_end_matches([';', '.', ',']).to_owned())
        .filter(|statement| statement.split_whitespace().count() >= 3)
        .collect()
}

/// What is seen, from the alt text; what is only told, from what the file says of the picture.
fn seen_or_told(b: &mut Builder<'_>, photo: &Photo, material: Vec<Material>) {
    let Some(alt) = &photo.alternate_name else { return };
    let mut items: Vec<(String, Option<String>, Vec<usize>)> =
        statements(alt).into_iter().take(3).map(|seen| (seen, None, vec![0])).collect();
    if items.is_empty() {
        return;
    }
    let mut told = Vec::new();
    if let Some(creator) = &photo.creator {
        told.push(format!("Who made it: {}", creator.name()));
    }
    if let Some(date) = photo.date_created {
        told.push(format!("When it was made: {}", date.in_words()));
    }
    if let Some(place) = &photo.content_location {
        told.push(format!("Where it was made: {place}"));
    }
    // A statement of the caption that shares hardly a word with the alt text cannot be seen.
    let seen: Vec<String> = alt.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
    let unseen = |statement: &String| {
        let words: Vec<String> = statement
            .to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect();
        let known = words.iter().filter(|word| seen.contains(word)).count();
        known * 4 < words.len() && statement.chars().any(|letter| letter.is_ascii_digit() || letter.is_uppercase())
    };
    told.extend(statements(&photo.caption).into_iter().filter(unseen).take(2));
    told.truncate(4);
    if told.len() < 2 {
        return;
    }
    items.extend(told.iter().map(|told| (told.clone(), None, vec![1])));
    let (exercise, right) = pairs(&items, &["You can see it in the picture".to_owned(), "You only know it because it was told".to_owned()]);
    b.task(
        "Seen or told? Sort the statements.",
        material,
        (Exercise::Sort(exercise), right),
        Around {
            hint: "Could somebody who cannot read find it in the picture?".into(),
            explanation: format!("The picture shows: {alt} Told, not shown: {}.", told.join("; ")),
            ..Around::default()
        },
    );
}

fn fair_caption(b: &mut Builder<'_>, photo: &Photo, article: &Article, all: &[(&Slug, &Article, &Photo)], material: Vec<Material>) {
    let mut wrong: Vec<String> = all
        .iter()
        .map(|(.., other)| other.caption.clone())
        .filter(|caption| *caption != photo.caption && caption.split_whitespace().count() >= 5)
        .take(2)
        .collect();
    wrong.extend(article.standfirst.clone());
    if wrong.len() < 2 {
        wrong.push(article.headline.clone());
    }
    wrong.retain(|text| *text != photo.caption);
    let (exercise, right) = choose(std::slice::from_ref(&photo.caption), &wrong);
    let Exercise::Choose(options) = exercise else { return };
    b.task(
        "Which of these is a fair caption: it fits the picture, and claims no more than it and its maker can answer for?",
        material,
        (Exercise::Caption(Choose { several: false, ..options }), right),
        Around {
            hint:
                "Check each statement against the picture. One sentence that speaks about something else is enough to rule a caption out."
                    .into(),
            explanation: format!(
                "{} The others belong to another picture, or tell the story of the article and not what is shown.",
                quoted(&photo.caption)
            ),
            ..Around::default()
        },
    );
}

fn whose(b: &mut Builder<'_>, photo: &Photo, article: &Article, all: &[(&Slug, &Article, &Photo)], material: Vec<Material>) {
    let Some(creator) = &photo.creator else { return };
    let mut wrong: Vec<String> = Vec::new();
    let others = all.iter().filter_map(|(.., other)| other.creator.as_ref().map(|creator| creator.name().to_owned()));
    let names = article.publisher.iter().cloned().chain(article.byline.0.iter().map(|author| author.name().to_owned()));
    let speakers = b.shelf.archive.speakers.iter().filter(|speaker| speaker.is_named()).map(|speaker| speaker.name().to_owned());
    for name in others.chain(names).chain(speakers) {
        if name != creator.name()
            && !wrong.contains(&name)
            && wrong.len() < 3
            && !creator.name().contains(&name)
            && !name.contains(creator.name())
        {
            wrong.push(name);
        }
    }
    if wrong.len() < 2 {
        return;
    }
    let credit =
        photo.credit_text.as_ref().map(|credit| format!(" The credit reads: {}.", credit.trim_end_matches('.'))).unwrap_or_default();
    let rights =
        photo.copyright_notice.as_ref().map(|notice| format!(" The rights: {}.", notice.trim_end_matches('.'))).unwrap_or_default();
    b.task(
        "Whose picture is it? Choose who made it.",
        material,
        choose(&[creator.name().to_owned()], &wrong),
        Around {
            hint: "Look for the small line with the picture: the credit.".into(),
            explanation: format!(
                "{} made it.{credit}{rights} The outlet shows it; the person quoted beside it did not take it.",
                creator.name()
            ),
            ..Around::default()
        },
    );
}
