//! A lesson as an H5P question set: the tasks that its content types can hold; the others are named on its first page.

use std::{
    io::{self, Cursor, Write},
    ops::Range,
};

use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    paragraphs::{self, Media, Shown},
    safe,
};
use crate::{
    lesson::{checksum, units},
    model::{Article, Choice, ChoiceId, Exercise, Highlight, Key, Lesson, Material, Part, Passage, Right, Slug, Task, Unit},
};

/// The content types, by name and version. The package holds none of their code: a system has them, or fetches them from H5P's hub.
const SET: (&str, u32, u32) = ("H5P.QuestionSet", 1, 20);
const CHOICE: (&str, u32, u32) = ("H5P.MultiChoice", 1, 16);
const WORDS: (&str, u32, u32) = ("H5P.MarkTheWords", 1, 11);
const IMAGE: (&str, u32, u32) = ("H5P.Image", 1, 1);

/// Choices become `MultiChoice`, pairs one `MultiChoice` an item, words to mark `MarkTheWords`; everything else has no place in it.
///
/// # Errors
/// Never in practice: it writes into memory.
pub fn lesson_h5p(lesson: &Lesson, articles: &[(Slug, Article)], media: Media<'_>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let (mut questions, mut left_out) = (Vec::new(), Vec::new());
    for (number, task) in (1..).zip(&lesson.tasks) {
        let (_, pictures) = paragraphs::prompt(task, articles, media, &|name| name.to_owned());
        let picture = pictures.into_iter().next().map(|picture| (format!("images/{number}-{}", picture.name), picture));
        let shown = picture.as_ref().map(|(path, picture)| (path.as_str(), picture));
        let own = asked(task, articles, shown);
        if own.is_empty() {
            left_out.push(format!("{number} ({})", task.exercise.in_words().to_lowercase()));
            continue;
        }
        if let Some((path, picture)) = &picture {
            zip.start_file(format!("content/{path}"), options)?;
            zip.write_all(&picture.bytes)?;
        }
        for (part, (library, params)) in own.into_iter().enumerate() {
            let seed = json!([lesson.identifier, task.id, part]);
            let title = format!("{number} {}", task.exercise.in_words());
            questions.push(question(library, &params, &seed, &title));
        }
    }
    let mut introduction: String = lesson.introduction.lines().map(|line| format!("<p>{}</p>", safe(line))).collect();
    if !left_out.is_empty() {
        introduction.push_str(&format!("<p>Not in this set: task {}.</p>", safe(&left_out.join(", "))));
    }
    let content = json!({
        "introPage": { "showIntroPage": true, "title": safe(&lesson.title), "introduction": introduction, "startButtonText": "Start" },
        "progressType": "textual", "passPercentage": 50, "disableBackwardsNavigation": false, "randomQuestions": false,
        "questions": questions,
        "endGame": { "showResultPage": true, "showSolutionButton": true, "showRetryButton": true, "noResultMessage": "Finished" },
        "override": { "checkButton": true },
    });
    let used = [SET, CHOICE, WORDS, IMAGE]
        .map(|(name, major, minor)| json!({ "machineName": name, "majorVersion": major, "minorVersion": minor }));
    let head = json!({
        "title": lesson.title, "language": lesson.in_language.as_deref().unwrap_or("und"), "mainLibrary": SET.0, "embedTypes": ["iframe"],
        "license": "U", "defaultLanguage": "en", "preloadedDependencies": used,
    });
    for (name, value) in [("h5p.json", &head), ("content/content.json", &content)] {
        zip.start_file(name, options)?;
        zip.write_all(value.to_string().as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A piece of content with its name, which is the same in every export.
fn question((name, major, minor): (&str, u32, u32), params: &Value, seed: &Value, title: &str) -> Value {
    let mut bytes = [0; 16];
    let sum = checksum(seed);
    bytes.copy_from_slice(&sum.as_bytes()[..16]);
    let id = uuid::Builder::from_random_bytes(bytes).into_uuid();
    json!({
        "library": format!("{name} {major}.{minor}"), "params": params, "subContentId": id.to_string(),
        "metadata": { "title": title, "license": "U", "contentType": name.trim_start_matches("H5P.") },
    })
}

type Asked = ((&'static str, u32, u32), Value);

/// What a task becomes; nothing where no content type holds it.
fn asked(task: &Task, articles: &[(Slug, Article)], picture: Option<(&str, &Shown)>) -> Vec<Asked> {
    let key = task.key.clone().unwrap_or_default();
    match (&task.exercise, &key.right) {
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), Right::Options { options })
            if !task.exercise.choices().is_empty() =>
        {
            vec![(CHOICE, choice(&prompt(task), task.exercise.choices(), options, &key, picture))]
        }
        (Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs), Right::Pairs { pairs: right }) => pairs
            .items
            .iter()
            .map(|item| {
                let right = right.get(&item.id).map(Vec::as_slice).unwrap_or_default();
                let words = format!("{}<p><em>{}</em></p>", prompt(task), safe(&item.text));
                (CHOICE, choice(&words, &pairs.targets, right, &Key::default(), picture))
            })
            .collect(),
        (Exercise::Highlight(highlight), Right::Passages { passages, .. }) if highlight.unit == Unit::Word => {
            marking(task, highlight, passages, articles).map(|params| (WORDS, params)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What is asked, with the words that it is asked about.
fn prompt(task: &Task) -> String {
    let mut words = format!("<p>{}</p>", safe(&task.prompt));
    for material in &task.material {
        let about = match material {
            Material::Passage(material) => &material.passage.exact,
            Material::Quotation(material) => &material.text,
            Material::Text(material) => &material.text,
            Material::Article(_) | Material::Photo(_) | Material::Unknown(_) => continue,
        };
        words.push_str(&format!("<p><em>“{}”</em></p>", safe(about)));
    }
    words
}

fn choice(prompt: &str, choices: &[Choice], right: &[ChoiceId], key: &Key, picture: Option<(&str, &Shown)>) -> Value {
    let answers = choices.iter().map(|choice| {
        let said = key.mistakes.get(&choice.id).map(|words| safe(words)).unwrap_or_default();
        json!({
            "text": format!("<div>{}</div>", safe(&choice.text)), "correct": right.contains(&choice.id),
            "tipsAndFeedback": { "tip": "", "chosenFeedback": said, "notChosenFeedback": "" },
        })
    });
    let mut params = json!({
        "question": prompt, "answers": answers.collect::<Vec<_>>(),
        "behaviour": {
            "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "type": "auto", "singlePoint": right.len() < 2,
            "randomAnswers": true, "showSolutionsRequiresInput": true,
        },
        "overallFeedback": [{ "from": 0, "to": 100, "feedback": key.explanation.as_deref().map(safe).unwrap_or_default() }],
    });
    if let Some((path, picture)) = picture {
        params["media"] = json!({ "type": question(
            IMAGE,
            &json!({ "contentName": "Image", "file": { "path": path, "mime": picture.mime, "copyright": { "license": "U" } }, "alt": picture.alt, "decorative": false }),
            &json!([path]),
            "Picture",
        ) });
    }
    params
}

/// The article with asterisks around the words that count.
fn marking(task: &Task, highlight: &Highlight, passages: &[Passage], articles: &[(Slug, Article)]) -> Option<Value> {
    let (_, article) = articles.iter().find(|(slug, _)| *slug == highlight.article)?;
    let text = article.plain_text();
    let counts = |word: &Range<usize>| {
        passages.iter().any(|passage| passage.part == Part::Body && passage.start < word.end && word.start < passage.end)
    };
    let plain = |range: Range<usize>| safe(text.slice(range)).replace('*', "**");
    let mut html = String::new();
    for block in article.block_ranges() {
        let mut at = block.start;
        html.push_str("<p>");
        for word in units(&text, block.clone(), Unit::Word) {
            html.push_str(&plain(at..word.start));
            // A word with an asterisk of its own cannot be one that counts.
            let is_free = !text.slice(word.clone()).contains('*');
            html.push_str(&if counts(&word) && is_free { format!("*{}*", plain(word.clone())) } else { plain(word.clone()) });
            at = word.end;
        }
        html.push_str(&plain(at..block.end));
        html.push_str("</p>");
    }
    Some(json!({
        "taskDescription": prompt(task), "textField": html,
        "behaviour": { "enableRetry": true, "enableSolutionsButton": true, "enableCheckButton": true, "showScorePoints": true },
        "overallFeedback": [{ "from": 0, "to": 100 }],
    }))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::model::{Block, Choose, Extra, Marked, Write as Written};

    fn read(zip: &[u8], name: &str) -> Value {
        let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn what_fits_is_a_question_and_what_does_not_is_named() {
        let mut article = Article::new("A 5* bridge");
        article.blocks = vec![Block::paragraph("The so-called 5* bridge was wrongly closed.")];
        let slug = Slug::from_title("bridge");
        let text = article.plain_text();
        let place = text.as_str().find("wrongly").unwrap();
        let passage = Passage::within(Part::Body, &text, place, place + 7).unwrap();
        let highlight =
            Highlight { article: slug.clone(), what: Marked::Label, unit: Unit::Word, claim: None, count: None, extra: Extra::new() };
        let task = |id: &str, exercise, right| Task {
            id: crate::model::TaskId::new(id),
            prompt: "What <b>is</b> it?".into(),
            exercise,
            points: 1,
            key: Some(Key { right, ..Key::default() }),
            ..Task::default()
        };
        let options = vec![Choice::new("a", "This"), Choice::new("b", "That")];
        let mut lesson = Lesson::new("Bridges", "urn:l");
        lesson.tasks = vec![
            task("t1", Exercise::Choose(Choose { options, ..Choose::default() }), Right::Options { options: vec![ChoiceId::new("b")] }),
            task("t2", Exercise::Highlight(highlight), Right::Passages { passages: vec![passage], enough: None }),
            task("t3", Exercise::Long(Written::default()), Right::Person),
        ];
        let zip = lesson_h5p(&lesson, &[(slug, article)], &|_, _| None).unwrap();
        let content = read(&zip, "content/content.json");
        assert_eq!(content["questions"][0]["library"], "H5P.MultiChoice 1.16");
        assert_eq!(content["questions"][0]["params"]["answers"][1]["correct"], true);
        assert_eq!(content["questions"][0]["params"]["question"], "<p>What &lt;b&gt;is&lt;/b&gt; it?</p>");
        assert_eq!(content["questions"][1]["params"]["textField"], "<p>The so-called 5** bridge was *wrongly* closed.</p>");
        assert!(content["introPage"]["introduction"].as_str().unwrap().contains("Not in this set: task 3 (long answer)."));
        assert_eq!(read(&zip, "h5p.json")["mainLibrary"], "H5P.QuestionSet");
    }
}
