//! A lesson as questions for Moodle (Moodle XML, as Moodle 2.0 and later import it).

use std::io;

use quick_xml::{
    Writer,
    events::{BytesCData, BytesDecl, BytesText, Event},
};

use super::{
    allowed,
    paragraphs::{self, Media, Shown},
    right::right,
    safe,
};
use crate::model::{Article, Choice, ChoiceId, Exercise, Key, Lesson, Question, Right, Slug, Task};

type Xml = Writer<Vec<u8>>;

/// Questions with pictures, hints, feedback and fractions; articles come first, as descriptions.
///
/// Choices become `multichoice`, pairs and five questions `matching`, order `matching` with places, words `shortanswer`; what a person
/// marks, and passages to mark, become `essay` with the key as information for graders.
///
/// # Errors
/// Never in practice: it writes into memory.
pub fn lesson_moodle(lesson: &Lesson, articles: &[(Slug, Article)], media: Media<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("quiz").write_inner_content(|xml| {
        xml.create_element("question")
            .with_attribute(("type", "category"))
            .write_inner_content(|xml| text(xml, "category", &format!("$course$/top/{}", lesson.title.replace('/', "//"))))?;
        for (slug, article) in articles.iter().filter(|(slug, _)| lesson.articles.contains(slug)) {
            question(xml, "description", &article.headline, slug.as_str(), |xml| {
                html(xml, "questiontext", &paragraphs::article(article), &[])?;
                plain(xml, "defaultgrade", "0")
            })?;
        }
        lesson.tasks.iter().enumerate().try_for_each(|(number, task)| write_task(xml, number + 1, task, articles, media))
    })?;
    Ok(xml.into_inner())
}

fn question(xml: &mut Xml, kind: &str, name: &str, id: &str, inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element("question").with_attribute(("type", kind)).write_inner_content(|xml| {
        text(xml, "name", name)?;
        inner(xml)?;
        plain(xml, "idnumber", id)
    })?;
    Ok(())
}

fn plain(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&allowed(words))).map(|_| ())
}

/// An element with a `text` in it.
fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name).write_inner_content(|xml| plain(xml, "text", words)).map(|_| ())
}

fn html(xml: &mut Xml, name: &str, words: &str, pictures: &[Shown]) -> io::Result<()> {
    xml.create_element(name).with_attribute(("format", "html")).write_inner_content(|xml| {
        xml.create_element("text").write_inner_content(|xml| {
            // The end of a CDATA section cannot stand in one: it is parted over two.
            BytesCData::escaped(&allowed(words)).try_for_each(|part| xml.write_event(Event::CData(part)))
        })?;
        for picture in pictures {
            xml.create_element("file")
                .with_attributes([("name", picture.name.as_str()), ("path", "/"), ("encoding", "base64")])
                .write_text_content(BytesText::new(&data_encoding::BASE64.encode(&picture.bytes)))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_task(xml: &mut Xml, number: usize, task: &Task, articles: &[(Slug, Article)], media: Media<'_>) -> io::Result<()> {
    let key = task.key.clone().unwrap_or_default();
    let name = format!("{number} {}", task.exercise.in_words());
    let (mut prompt, pictures) = paragraphs::prompt(task, articles, media, &|name| format!("@@PLUGINFILE@@/{name}"));
    if let Exercise::Highlight(mark) | Exercise::Evidence(mark) = &task.exercise {
        if let Some(claim) = &mark.claim {
            prompt.push_str(&format!("<blockquote><p>{}</p></blockquote>", safe(claim)));
        }
        prompt.push_str("<p>Copy the words out of the article.</p>");
    }
    if let Exercise::Headline(headline) = &task.exercise
        && headline.write
    {
        let items: String = headline.options.iter().map(|option| format!("<li>{}</li>", safe(&option.text))).collect();
        prompt.push_str(&format!("<ul>{items}</ul>"));
    }
    let head = |xml: &mut Xml| -> io::Result<()> {
        html(xml, "questiontext", &prompt, &pictures)?;
        html(xml, "generalfeedback", &format!("<p>{}</p>", safe(key.explanation.as_deref().unwrap_or_default())), &[])?;
        plain(xml, "defaultgrade", &task.points.to_string())?;
        plain(xml, "penalty", "0")
    };
    let hint = |xml: &mut Xml| match &task.hint {
        Some(hint) => html(xml, "hint", &format!("<p>{}</p>", safe(hint)), &[]),
        None => Ok(()),
    };
    match (&task.exercise, &key.right) {
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), Right::Options { options }) => {
            question(xml, "multichoice", &name, task.id.as_str(), |xml| {
                head(xml)?;
                let several = options.len() > 1;
                plain(xml, "single", if several { "false" } else { "true" })?;
                plain(xml, "shuffleanswers", "true")?;
                plain(xml, "answernumbering", "abc")?;
                for choice in task.exercise.choices() {
                    let fraction = match (options.contains(&choice.id), several) {
                        (true, _) => 100.0 / options.len() as f64,
                        (false, true) => -100.0 / options.len() as f64,
                        (false, false) => 0.0,
                    };
                    answer(xml, fraction, &choice.text, key.mistakes.get(&choice.id).map_or("", String::as_str))?;
                }
                hint(xml)
            })
        }
        (Exercise::WhoSaid(_) | Exercise::Sort(_) | Exercise::Compare(_), Right::Pairs { .. })
        | (Exercise::Order(_) | Exercise::Cite(_), Right::Order { .. })
        | (Exercise::SourceCheck(_), Right::Grid { .. }) => question(xml, "matching", &name, task.id.as_str(), |xml| {
            head(xml)?;
            plain(xml, "shuffleanswers", "true")?;
            for (item, target) in matching(task, &key) {
                subquestion(xml, &item, &target)?;
            }
            hint(xml)
        }),
        (_, Right::Words { words }) => question(xml, "shortanswer", &name, task.id.as_str(), |xml| {
            head(xml)?;
            plain(xml, "usecase", "0")?;
            words.iter().try_for_each(|word| answer(xml, 100.0, word, ""))?;
            hint(xml)
        }),
        _ => question(xml, "essay", &name, task.id.as_str(), |xml| {
            head(xml)?;
            plain(xml, "responseformat", "editor")?;
            plain(xml, "responserequired", "1")?;
            plain(xml, "responsefieldlines", "10")?;
            plain(xml, "attachments", "0")?;
            html(xml, "graderinfo", &grader(task, &key), &[])?;
            hint(xml)
        }),
    }
}

fn answer(xml: &mut Xml, fraction: f64, words: &str, feedback: &str) -> io::Result<()> {
    let fraction = format!("{fraction:.5}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    xml.create_element("answer").with_attributes([("fraction", fraction), ("format", "plain_text")]).write_inner_content(|xml| {
        plain(xml, "text", words)?;
        text(xml, "feedback", feedback)
    })?;
    Ok(())
}

fn subquestion(xml: &mut Xml, item: &str, target: &str) -> io::Result<()> {
    xml.create_element("subquestion").with_attribute(("format", "plain_text")).write_inner_content(|xml| {
        plain(xml, "text", item)?;
        text(xml, "answer", target)
    })?;
    Ok(())
}

/// Items with what each belongs to; targets that nothing belongs to stand with an empty item, as Moodle has it.
pub(super) fn matching(task: &Task, key: &Key) -> Vec<(String, String)> {
    let words =
        |list: &[Choice], id: &ChoiceId| list.iter().find(|choice| choice.id == *id).map_or_else(String::new, |choice| choice.text.clone());
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    match &key.right {
        Right::Pairs { pairs } => {
            let mut all: Vec<(String, String)> =
                choices.iter().filter_map(|item| Some((item.text.clone(), words(targets, pairs.get(&item.id)?.first()?)))).collect();
            for target in targets {
                if !all.iter().any(|(_, known)| *known == target.text) {
                    all.push((String::new(), target.text.clone()));
                }
            }
            all
        }
        Right::Order { order } => choices
            .iter()
            .map(|choice| {
                let place = order.iter().position(|id| *id == choice.id);
                (choice.text.clone(), place.map_or_else(|| "not used".to_owned(), |place| (place + 1).to_string()))
            })
            .collect(),
        Right::Grid { grid } => {
            let mut all: Vec<(String, String)> = grid
                .iter()
                .filter_map(|(question, answers)| {
                    Some((question_words(*question), crate::lesson::answer_word(*answers.first()?).to_owned()))
                })
                .collect();
            for answer in crate::model::Answer::ALL.map(crate::lesson::answer_word) {
                if !all.iter().any(|(_, known)| known == answer) {
                    all.push((String::new(), answer.to_owned()));
                }
            }
            all
        }
        _ => Vec::new(),
    }
}

fn question_words(question: Question) -> String {
    format!("{}: {}", question.word(), question.in_words())
}

/// What those who mark are told.
pub(super) fn grader(task: &Task, key: &Key) -> String {
    let mut words = String::new();
    let lines = right(task);
    if !lines.is_empty() {
        let list = if matches!(key.right, Right::Order { .. }) { "ol" } else { "ul" };
        words.push_str(&format!("<{list}>{}</{list}>", lines.iter().map(|line| format!("<li>{}</li>", safe(line))).collect::<String>()));
    }
    if let Some(expected) = &key.expected {
        words.push_str(&format!("<p>{}</p>", safe(expected)));
    }
    if !key.rubric.is_empty() {
        let lines = key.rubric.iter().enumerate().map(|(level, line)| format!("<li>{level}: {}</li>", safe(line)));
        words.push_str(&format!("<ul>{}</ul>", lines.collect::<String>()));
    }
    words
}
