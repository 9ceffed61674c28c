//! A lesson as a worksheet, and its key.

use std::{
    collections::{BTreeMap, HashMap},
    io::Cursor,
};

use serde_json::{Value, json};

use super::{
    key,
    typeset::{PrintError, typeset},
};
use crate::{
    cite::{self, Item, Style},
    model::{Answer, Archive, Article, Block, Choice, Exercise, Lesson, Material, Photo, PhotoId, Question, SignedBy, Slug, Task},
};

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// ISO 216.
    #[default]
    A4,
    /// US Letter.
    Letter,
}

/// How a sheet is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrintOptions {
    /// The paper.
    pub paper: Paper,
    /// Whether letters are large: 18 points in the place of 11.
    pub large: bool,
}

/// Which sheet of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What pupils write on, with the articles.
    Worksheet,
    /// The teacher's page and what counts as right.
    Key,
}

impl PrintOptions {
    pub(super) fn put_into(self, data: &mut Value) {
        data["paper"] = match self.paper {
            Paper::A4 => "a4",
            Paper::Letter => "us-letter",
        }
        .into();
        data["size"] = if self.large { 18 } else { 11 }.into();
    }
}

/// The pictures of a sheet, each once.
struct Pictures<'a> {
    media: &'a dyn Fn(&Slug, &str) -> Option<Vec<u8>>,
    files: BTreeMap<String, Vec<u8>>,
    known: HashMap<(Slug, PhotoId), Option<(String, f64)>>,
}

impl Pictures<'_> {
    /// A photo as the template has it; `None` where it cannot be shown.
    fn photo(&mut self, slug: &Slug, photo: &Photo, caption: bool, credit: bool) -> Option<Value> {
        let key = (slug.clone(), photo.id.clone());
        if !self.known.contains_key(&key) {
            let found = photo.content_url.as_ref().and_then(|url| (self.media)(slug, url)).and_then(|bytes| printable(&bytes));
            let number = self.files.len();
            let found = found.map(|(bytes, end, aspect)| {
                let name = format!("picture-{number}.{end}");
                self.files.insert(name.clone(), bytes);
                (name, aspect)
            });
            self.known.insert(key.clone(), found);
        }
        let (file, aspect) = self.known.get(&key)?.clone()?;
        let words = |text: &str, shown: bool| if shown { text.to_owned() } else { String::new() };
        // Where captions are hidden, one that stands in for a missing description would give them away.
        let alt = photo.alternate_name.clone().filter(|alt| !alt.trim().is_empty()).unwrap_or_else(|| {
            if caption && !photo.caption.trim().is_empty() { photo.caption.clone() } else { "A photo without a description".to_owned() }
        });
        Some(json!({
            "file": file, "aspect": aspect, "alt": alt,
            "caption": words(&photo.caption, caption),
            "credit": words(photo.credit_text.as_deref().unwrap_or_default(), credit),
        }))
    }
}

/// A picture in a form that the typesetter reads, with the end of its name, and its width as a share of its height; `None` where it is
/// damaged.
fn printable(bytes: &[u8]) -> Option<(Vec<u8>, &'static str, f64)> {
    let format = image::guess_format(bytes).ok()?;
    let picture = image::load_from_memory(bytes).ok()?;
    let aspect = f64::from(picture.width()) / f64::from(picture.height().max(1));
    match format {
        image::ImageFormat::Jpeg => Some((bytes.to_vec(), "jpg", aspect)),
        image::ImageFormat::Png => Some((bytes.to_vec(), "png", aspect)),
        _ => {
            let mut png = Cursor::new(Vec::new());
            picture.write_to(&mut png, image::ImageFormat::Png).ok()?;
            Some((png.into_inner(), "png", aspect))
        }
    }
}

/// A lesson on paper; `media` gives the bytes of a picture.
///
/// # Errors
/// What the typesetter says; damaged pictures are left out.
pub fn lesson_pdf(
    archive: &Archive,
    lesson: &Lesson,
    articles: &[(Slug, Article)],
    media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>,
    sheet: Sheet,
    options: PrintOptions,
) -> Result<Vec<u8>, PrintError> {
    let mut pictures = Pictures { media, files: BTreeMap::new(), known: HashMap::new() };
    let mut facts = vec![format!("{} tasks", lesson.tasks.len()), format!("{} points", lesson.points())];
    if lesson.time_required.0 > 0 {
        facts.push(format!("{} minutes", lesson.time_required.0));
    }
    if let Some(ages) = &lesson.typical_age_range {
        facts.push(format!("ages {ages}"));
    }
    let author: Vec<&str> = archive.makers.iter().map(|maker| maker.name()).collect();
    let mut data = json!({
        "title": titled(lesson, sheet), "author": author, "lang": language(lesson.in_language.as_deref()),
        "footer": format!("{} · {}", lesson.title, archive.title), "facts": facts.join(" · "), "introduction": lesson.introduction,
    });
    match sheet {
        Sheet::Worksheet => {
            data["kind"] = "worksheet".into();
            data["signed"] = if lesson.signed_by == SignedBy::Number { "Number" } else { "Name" }.into();
            data["points"] = lesson.points().into();
            let tasks: Vec<Value> =
                lesson.tasks.iter().enumerate().map(|(number, task)| task_json(task, number + 1, articles, &mut pictures)).collect();
            data["tasks"] = tasks.into();
            let shown = articles.iter().filter(|(slug, _)| lesson.articles.contains(slug));
            let all: Vec<Value> = shown.map(|(slug, article)| article_json(archive, slug, article, &mut pictures)).collect();
            data["articles"] = all.into();
        }
        Sheet::Key => {
            data["kind"] = "key".into();
            let page = lesson.teacher.clone().unwrap_or_default();
            data["aims"] = json!(lesson.teaches);
            data["before"] = json!(page.before);
            data["steps"] =
                page.steps.iter().map(|step| json!({ "minutes": step.minutes.to_string(), "what": step.what })).collect::<Vec<_>>().into();
            data["talk"] = json!(page.talk);
            data["tasks"] = lesson.tasks.iter().enumerate().map(|(number, task)| key::task(task, number + 1)).collect::<Vec<_>>().into();
        }
    }
    options.put_into(&mut data);
    typeset(&data, pictures.files)
}

fn titled(lesson: &Lesson, sheet: Sheet) -> String {
    match sheet {
        Sheet::Worksheet => lesson.title.clone(),
        Sheet::Key => format!("{} – teacher’s page and key", lesson.title),
    }
}

/// The language alone, as the typesetter takes it.
pub(super) fn language(tag: Option<&str>) -> String {
    let language = tag.unwrap_or("en").split(['-', '_']).next().unwrap_or("en").to_ascii_lowercase();
    if (2..=3).contains(&language.len()) && language.bytes().all(|letter| letter.is_ascii_lowercase()) { language } else { "en".to_owned() }
}

fn article_json(archive: &Archive, slug: &Slug, article: &Article, pictures: &mut Pictures<'_>) -> Value {
    let date = article.date_published.map(|date| date.in_words());
    let by: Vec<String> = [Some(article.byline.in_words()).filter(|names| !names.is_empty()), article.publisher.clone(), date]
        .into_iter()
        .flatten()
        .collect();
    let mut blocks: Vec<Value> = Vec::new();
    let placed: Vec<&PhotoId> =
        article.blocks.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(&figure.photo) } else { None }).collect();
    let mut show = |blocks: &mut Vec<Value>, photo: &Photo| match pictures.photo(slug, photo, true, true) {
        Some(photo) => blocks.push(json!({ "kind": "photo", "photo": photo })),
        None if !photo.caption.is_empty() => {
            blocks.push(json!({ "kind": "text", "text": format!("[A picture that is missing: {}]", photo.caption) }));
        }
        None => {}
    };
    for photo in article.photos.iter().filter(|photo| !placed.contains(&&photo.id)) {
        show(&mut blocks, photo);
    }
    for block in &article.blocks {
        match block {
            Block::Figure(figure) => {
                if let Some(photo) = article.photo(&figure.photo) {
                    show(&mut blocks, photo);
                }
            }
            Block::Heading(block) => blocks.push(json!({ "kind": "heading", "text": block.words.text })),
            Block::List(block) => {
                let items: Vec<&str> = block.items.iter().map(|item| item.text.as_str()).collect();
                blocks.push(json!({ "kind": "list", "ordered": block.ordered, "items": items }));
            }
            Block::QuoteBlock(block) => {
                blocks
                    .push(json!({ "kind": "quote", "text": block.words.text, "whose": block.attribution.as_deref().unwrap_or_default() }));
            }
            Block::Post(block) => {
                let whose = block.author.as_ref().map_or("", |author| author.name());
                blocks.push(json!({ "kind": "quote", "text": block.words.text, "whose": whose }));
            }
            other => {
                if let Some(text) = other.plain_text() {
                    blocks.push(json!({ "kind": "text", "text": text }));
                }
            }
        }
    }
    let citation = Style::load("mla")
        .map(|style| cite::render(&style, &Item::article(archive, slug, article)).reference.to_text())
        .unwrap_or_default();
    json!({
        "headline": article.headline, "standfirst": article.standfirst.as_deref().unwrap_or_default(), "by": by.join(" · "),
        "lang": language(article.in_language.as_deref()), "citation": citation.trim(), "blocks": blocks,
    })
}

fn task_json(task: &Task, number: usize, articles: &[(Slug, Article)], pictures: &mut Pictures<'_>) -> Value {
    let find = |slug: &Slug| articles.iter().find(|(other, _)| other == slug).map(|(_, article)| article);
    let (mut material, mut about) = (Vec::new(), Vec::new());
    for part in &task.material {
        match part {
            Material::Article(part) => {
                if let Some(article) = find(&part.article).filter(|_| articles.len() > 1) {
                    about.push(article.headline.as_str());
                }
            }
            Material::Passage(part) => material.push(json!({ "kind": "quote", "text": part.passage.exact, "from": "" })),
            Material::Quotation(part) => {
                material.push(
                    json!({ "kind": "quote", "text": format!("“{}”", part.text), "from": part.speaker.as_deref().unwrap_or_default() }),
                );
            }
            Material::Photo(part) => {
                let photo = find(&part.article).and_then(|article| article.photo(&part.photo));
                if let Some(photo) = photo.and_then(|photo| pictures.photo(&part.article, photo, part.caption, part.credit)) {
                    material.push(json!({ "kind": "photo", "photo": photo }));
                }
            }
            Material::Text(part) => {
                material.push(json!({ "kind": "quote", "text": part.text, "from": part.from.as_deref().unwrap_or_default() }));
            }
            Material::Unknown(_) => {}
        }
    }
    json!({
        "number": number, "prompt": task.prompt, "points": task.points, "hint": task.hint.as_deref().unwrap_or_default(),
        "about": about, "material": material, "exercise": exercise_json(&task.exercise, &find),
    })
}

fn exercise_json<'a>(exercise: &Exercise, find: &dyn Fn(&Slug) -> Option<&'a Article>) -> Value {
    let list = |choices: &[Choice]| -> Vec<Value> {
        choices
            .iter()
            .map(|choice| json!({ "id": choice.id, "text": choice.text, "from": choice.from.as_deref().unwrap_or_default() }))
            .collect()
    };
    match exercise {
        Exercise::Choose(choose) | Exercise::Caption(choose) => {
            json!({ "kind": "choose", "several": choose.several, "options": list(&choose.options) })
        }
        Exercise::Headline(headline) if headline.write => json!({ "kind": "headline", "options": list(&headline.options) }),
        Exercise::Headline(headline) => json!({ "kind": "choose", "several": false, "options": list(&headline.options) }),
        Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => {
            json!({ "kind": "pairs", "items": list(&pairs.items), "targets": list(&pairs.targets) })
        }
        Exercise::Order(order) => {
            let how = match (&order.first, &order.last) {
                (Some(first), Some(last)) => format!("Number them from 1 ({first}) to {} ({last}).", order.items.len()),
                _ => "Number them.".to_owned(),
            };
            json!({ "kind": "order", "how": how, "items": list(&order.items) })
        }
        Exercise::Cite(cite) => {
            json!({ "kind": "order", "how": "Number the parts that belong to the citation; leave the others empty.", "items": list(&cite.parts) })
        }
        Exercise::Highlight(mark) | Exercise::Evidence(mark) => {
            let article = find(&mark.article).map(|article| article.headline.as_str()).unwrap_or_default();
            json!({ "kind": "mark", "claim": mark.claim.as_deref().unwrap_or_default(), "article": article })
        }
        Exercise::SourceCheck(check) => {
            let rows: Vec<Value> = Question::ALL
                .iter()
                .map(|question| {
                    let given = Answer::ALL.map(|answer| check.given.get(question) == Some(&answer));
                    let note = check.notes.get(question).cloned().unwrap_or_default();
                    json!({ "name": question.word(), "words": question.in_words(), "note": note, "given": given })
                })
                .collect();
            json!({ "kind": "grid", "name": check.name, "rows": rows })
        }
        Exercise::Missing(rows) | Exercise::Lateral(rows) => {
            json!({ "kind": "rows", "columns": rows.columns, "lines": rows.lines.clamp(1, 12) })
        }
        Exercise::Short(write) => json!({ "kind": "write", "lines": if write.lines == 0 { 4 } else { write.lines.min(40) } }),
        Exercise::Long(write) => json!({ "kind": "write", "lines": if write.lines == 0 { 9 } else { write.lines.min(40) } }),
        Exercise::Unknown(_) => json!({ "kind": "write", "lines": 6 }),
    }
}
