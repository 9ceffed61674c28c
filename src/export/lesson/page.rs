//! A lesson as one page that a browser shows without a network.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    lesson::{body_units, pupil_copy, version},
    model::{Answer, Article, Block, Exercise, FORMAT_VERSION, Lesson, PhotoId, Question, Slug, TaskId},
};

const PAGE: &str = include_str!("../../../assets/lesson/page.html");
const STYLE: &str = include_str!("../../../assets/lesson/page.css");
const MARK: &str = include_str!("../../../assets/lesson/mark.js");
const SCRIPT: &str = include_str!("../../../assets/lesson/page.js");

/// What a lesson's page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageMode {
    /// To be handed in: the page has no key.
    HandIn,
    /// To practise: the page marks by itself, and so has the key in it, for everybody who looks.
    Practise,
}

/// A lesson with its articles and pictures as one page; `media` gives the bytes of a picture.
///
/// The page fetches nothing: its Content-Security-Policy allows its own script and style by their checksums, and pictures in it.
pub fn lesson_html(
    lesson: &Lesson,
    articles: &[(Slug, Article)],
    media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>,
    mode: PageMode,
) -> String {
    let mut shown = match mode {
        PageMode::HandIn => pupil_copy(lesson),
        PageMode::Practise => lesson.clone(),
    };
    shown.teacher = None;
    let script = format!("{MARK}\n{SCRIPT}");
    let data = json!({
        "lesson": shown,
        "version": version(lesson),
        "formatVersion": FORMAT_VERSION,
        "practise": mode == PageMode::Practise,
        "articles": articles.iter().map(|(slug, article)| (slug.to_string(), article_json(slug, article, media))).collect::<serde_json::Map<_, _>>(),
        "units": units(lesson, articles),
        "questions": Question::ALL.map(|question| json!([question, question.word(), question.in_words()])),
        "gridAnswers": Answer::ALL.map(|answer| json!([answer, capital(crate::lesson::answer_word(answer))])),
    });
    // Within a script element nothing may look like its end; U+2028 and U+2029 once ended lines of a script.
    let data = data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let hash = |text: &str| format!("sha256-{}", data_encoding::BASE64.encode(&Sha256::digest(text)));
    let language = lesson.in_language.as_deref().unwrap_or("en");
    let fill = [
        ("lang", super::safe(language)),
        ("title", super::safe(&lesson.title)),
        ("style-hash", hash(STYLE)),
        ("script-hash", hash(&script)),
        ("style", STYLE.to_owned()),
        ("script", script),
        ("lesson", data),
    ];
    filled(PAGE, &fill)
}

/// Fills in `{{name}}` in one pass, so that nothing that is filled in is looked at again.
fn filled(page: &str, fill: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(page.len() + fill.iter().map(|(_, words)| words.len()).sum::<usize>());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else { break };
        if let Some((_, words)) = fill.iter().find(|(known, _)| *known == name) {
            out.push_str(words);
        }
        rest = behind;
    }
    out + rest
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn article_json(slug: &Slug, article: &Article, media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>) -> Value {
    let date = article.date_published.map(|date| date.in_words());
    let by: Vec<String> = [Some(article.byline.in_words()).filter(|names| !names.is_empty()), article.publisher.clone(), date]
        .into_iter()
        .flatten()
        .collect();
    let photos: serde_json::Map<String, Value> = article
        .photos
        .iter()
        .map(|photo| {
            let bytes = photo.content_url.as_ref().and_then(|url| media(slug, url));
            let source = bytes.and_then(|bytes| {
                let kind = image::guess_format(&bytes).ok()?.to_mime_type();
                Some(format!("data:{kind};base64,{}", data_encoding::BASE64.encode(&bytes)))
            });
            (
                photo.id.to_string(),
                json!({ "src": source, "alt": photo.alternate_name, "caption": photo.caption, "credit": photo.credit_text }),
            )
        })
        .collect();
    let placed: Vec<&PhotoId> =
        article.blocks.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(&figure.photo) } else { None }).collect();
    let loose: Vec<&PhotoId> = article.photos.iter().map(|photo| &photo.id).filter(|id| !placed.contains(id)).collect();
    json!({
        "headline": article.headline,
        "standfirst": article.standfirst,
        "by": by.join(" · "),
        "lang": article.in_language,
        "text": article.plain_text().as_str(),
        "blocks": article.blocks.iter().filter_map(|block| block_json(article, block)).collect::<Vec<_>>(),
        "photos": photos,
        "loose": loose,
    })
}

fn block_json(article: &Article, block: &Block) -> Option<Value> {
    Some(match block {
        Block::Paragraph(block) => json!({ "text": block.words.text }),
        Block::Heading(block) => json!({ "heading": true, "text": block.words.text }),
        Block::QuoteBlock(block) => json!({ "quote": true, "text": block.words.text, "whose": block.attribution }),
        Block::Post(block) => {
            json!({ "quote": true, "text": block.words.text, "whose": block.author.as_ref().map(|author| author.name()) })
        }
        Block::List(block) => {
            json!({ "items": block.items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), "ordered": block.ordered })
        }
        Block::Table(_) => json!({ "text": block.plain_text()? }),
        Block::Figure(figure) => {
            article.photo(&figure.photo)?;
            json!({ "photo": figure.photo })
        }
        Block::Unknown(_) => return None,
    })
}

/// What one touch marks, for each task that marks, block by block.
fn units(lesson: &Lesson, articles: &[(Slug, Article)]) -> BTreeMap<TaskId, Vec<Value>> {
    let of = |task: &crate::model::Task| {
        let (Exercise::Highlight(highlight) | Exercise::Evidence(highlight)) = &task.exercise else { return None };
        let (_, article) = articles.iter().find(|(slug, _)| *slug == highlight.article)?;
        let blocks = article.block_ranges().into_iter().zip(body_units(article, highlight.unit));
        let blocks = blocks.map(|(block, ranges)| {
            let ranges: Vec<[usize; 2]> = ranges.into_iter().map(|range| [range.start, range.end]).collect();
            json!({ "start": block.start, "end": block.end, "ranges": ranges })
        });
        Some((task.id.clone(), blocks.collect()))
    };
    lesson.tasks.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choose, Key, Right, Task};

    #[test]
    fn what_is_in_a_lesson_is_never_run_and_a_page_to_hand_in_has_no_key() {
        let mut lesson = Lesson::new("</title><script>alert(1)</script>", "urn:x");
        let key = Key { right: Right::Options { options: Vec::new() }, explanation: Some("because of the key".into()), ..Key::default() };
        let exercise = Exercise::Choose(Choose::default());
        lesson.tasks =
            vec![Task { prompt: "{{script}}</script><img src=x onerror=alert(1)>".into(), exercise, key: Some(key), ..Task::default() }];
        let page = lesson_html(&lesson, &[], &|_, _| None, PageMode::HandIn);
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("because of the key"));
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(page.contains("default-src 'none'") && !page.contains("unsafe-inline"));
        assert!(lesson_html(&lesson, &[], &|_, _| None, PageMode::Practise).contains("because of the key"));
    }
}
