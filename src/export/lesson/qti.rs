//! A lesson as a QTI 2.1 content package: a zip with a manifest, a test and an item for each task.

use std::io::{self, Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    moodle::grader,
    paragraphs::{self, Media, Shown},
    safe,
};
use crate::{
    lesson::{answer_word, body_units},
    model::{Answer, Article, Choice, ChoiceId, Exercise, Highlight, Key, Lesson, Question, Right, Slug, Task},
};

const ITEM: &str = "xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd\"";

/// What the answer to an item is, and what can be given for it.
struct Interaction {
    /// The response's cardinality and base type; nothing for words.
    cardinality: &'static str,
    base: &'static str,
    correct: Vec<String>,
    /// What each value earns; nothing where only the whole counts.
    mapping: Vec<(String, f64)>,
    body: String,
}

/// A package with pictures; articles stand before the items, as a block that candidates read.
///
/// Choices become `choiceInteraction`, pairs and five questions `matchInteraction`, order `orderInteraction`, marking
/// `hottextInteraction`, words `textEntryInteraction`, the rest `extendedTextInteraction` with the key in a block for scorers.
///
/// # Errors
/// Never in practice: it writes into memory.
pub fn lesson_qti(lesson: &Lesson, articles: &[(Slug, Article)], media: Media<'_>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut put = |name: &str, bytes: &[u8]| -> io::Result<()> {
        zip.start_file(name, options)?;
        zip.write_all(bytes)
    };
    let (mut resources, mut references, mut depends) = (String::new(), String::new(), String::new());
    for (number, task) in (1..).zip(&lesson.tasks) {
        let (xml, pictures) = item(number, task, articles, media);
        put(&format!("items/task-{number}.xml"), xml.as_bytes())?;
        let mut files = format!("<file href=\"items/task-{number}.xml\"/>");
        for picture in &pictures {
            put(&format!("items/pictures/{}", picture.name), &picture.bytes)?;
            files.push_str(&format!("<file href=\"items/pictures/{}\"/>", safe(&picture.name)));
        }
        resources.push_str(&format!(
            "<resource identifier=\"task-{number}\" type=\"imsqti_item_xmlv2p1\" href=\"items/task-{number}.xml\">{files}</resource>\n"
        ));
        references.push_str(&format!("<assessmentItemRef identifier=\"task-{number}\" href=\"items/task-{number}.xml\"/>\n"));
        depends.push_str(&format!("<dependency identifierref=\"task-{number}\"/>"));
    }
    let read: String = articles
        .iter()
        .filter(|(slug, _)| lesson.articles.contains(slug))
        .map(|(_, article)| format!("<rubricBlock view=\"candidate\"><div>{}</div></rubricBlock>\n", paragraphs::article(article)))
        .collect();
    let title = safe(&lesson.title);
    put(
        "test.xml",
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assessmentTest {ITEM} identifier=\"test\" title=\"{title}\">\n<testPart identifier=\"part\" navigationMode=\"nonlinear\" submissionMode=\"simultaneous\">\n<assessmentSection identifier=\"section\" title=\"{title}\" visible=\"true\">\n{read}{references}</assessmentSection>\n</testPart>\n</assessmentTest>\n").as_bytes(),
    )?;
    put(
        "imsmanifest.xml",
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd\" identifier=\"manifest\">\n<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n<organizations/>\n<resources>\n<resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"test.xml\"><file href=\"test.xml\"/>{depends}</resource>\n{resources}</resources>\n</manifest>\n").as_bytes(),
    )?;
    Ok(zip.finish()?.into_inner())
}

fn item(number: usize, task: &Task, articles: &[(Slug, Article)], media: Media<'_>) -> (String, Vec<Shown>) {
    let key = task.key.clone().unwrap_or_default();
    let (prompt, pictures) = paragraphs::prompt(task, articles, media, &|name| format!("pictures/{name}"));
    let asked = interaction(task, &key, articles);
    let points = f64::from(task.points);
    let (declaration, processing) = match &asked {
        Some(asked) => declared(asked, points),
        None => ("<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"/>".to_owned(), String::new()),
    };
    let body = asked.map_or_else(|| written(task), |asked| asked.body);
    let mut scorer = grader(task, &key);
    if let Some(explanation) = &key.explanation {
        scorer.push_str(&format!("<p>{}</p>", safe(explanation)));
    }
    let scorer = if scorer.is_empty() { scorer } else { format!("<rubricBlock view=\"scorer tutor\"><div>{scorer}</div></rubricBlock>\n") };
    let title = safe(&format!("{number} {}", task.exercise.in_words()));
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assessmentItem {ITEM} identifier=\"task-{number}\" title=\"{title}\" adaptive=\"false\" timeDependent=\"false\">\n{declaration}\n<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n<outcomeDeclaration identifier=\"MAXSCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>{points}</value></defaultValue></outcomeDeclaration>\n<itemBody>\n<div>{prompt}</div>\n{body}\n{scorer}</itemBody>\n{processing}</assessmentItem>\n"
    );
    (xml, pictures)
}

fn declared(asked: &Interaction, points: f64) -> (String, String) {
    let correct: String = asked.correct.iter().map(|value| format!("<value>{}</value>", safe(value))).collect();
    let entries: String = asked
        .mapping
        .iter()
        .map(|(value, share)| format!("<mapEntry mapKey=\"{}\" mappedValue=\"{}\"/>", safe(value), number(*share)))
        .collect();
    let mapping = if entries.is_empty() {
        String::new()
    } else {
        format!("<mapping lowerBound=\"0\" upperBound=\"{points}\" defaultValue=\"0\">{entries}</mapping>")
    };
    let declaration = format!(
        "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"{}\" baseType=\"{}\"><correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>",
        asked.cardinality, asked.base
    );
    let processing = if entries.is_empty() {
        format!(
            "<responseProcessing><responseCondition><responseIf><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match><setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">{points}</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>\n"
        )
    } else {
        // What the specification's template `map_response` says, written out: a reader without a network has no template.
        "<responseProcessing><responseCondition><responseIf><isNull><variable identifier=\"RESPONSE\"/></isNull><setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">0</baseValue></setOutcomeValue></responseIf><responseElse><setOutcomeValue identifier=\"SCORE\"><mapResponse identifier=\"RESPONSE\"/></setOutcomeValue></responseElse></responseCondition></responseProcessing>\n".to_owned()
    };
    (declaration, processing)
}

fn number(share: f64) -> String {
    format!("{share:.5}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The name of a choice in the package: its place, since what a lesson calls it may be no XML name.
fn name(letter: char, list: &[Choice], id: &ChoiceId) -> Option<String> {
    list.iter().position(|choice| choice.id == *id).map(|place| format!("{letter}{}", place + 1))
}

fn interaction(task: &Task, key: &Key, articles: &[(Slug, Article)]) -> Option<Interaction> {
    let points = f64::from(task.points);
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    match (&task.exercise, &key.right) {
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), Right::Options { options }) => {
            let several = options.len() > 1;
            let share = points / options.len().max(1) as f64;
            let mapping = choices.iter().enumerate().map(|(place, choice)| {
                (
                    format!("C{}", place + 1),
                    if options.contains(&choice.id) {
                        share
                    } else if several {
                        -share
                    } else {
                        0.0
                    },
                )
            });
            let body: String = choices
                .iter()
                .enumerate()
                .map(|(place, choice)| format!("<simpleChoice identifier=\"C{}\">{}</simpleChoice>", place + 1, safe(&choice.text)))
                .collect();
            Some(Interaction {
                cardinality: if several { "multiple" } else { "single" },
                base: "identifier",
                correct: options.iter().filter_map(|id| name('C', choices, id)).collect(),
                mapping: mapping.collect(),
                body: format!(
                    "<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"{}\">{body}</choiceInteraction>",
                    if several { 0 } else { 1 }
                ),
            })
        }
        (_, Right::Pairs { pairs }) => {
            let share = points / pairs.len().max(1) as f64;
            let of = |item: &ChoiceId, target: &ChoiceId| Some(format!("{} {}", name('I', choices, item)?, name('T', targets, target)?));
            let rows: Vec<String> = choices.iter().map(|choice| choice.text.clone()).collect();
            let columns: Vec<String> = targets.iter().map(|choice| choice.text.clone()).collect();
            Some(Interaction {
                cardinality: "multiple",
                base: "directedPair",
                correct: pairs.iter().filter_map(|(item, right)| of(item, right.first()?)).collect(),
                mapping: pairs
                    .iter()
                    .flat_map(|(item, right)| right.iter().filter_map(move |target| Some((of(item, target)?, share))))
                    .collect(),
                body: matching(&rows, &columns),
            })
        }
        (Exercise::SourceCheck(_), Right::Grid { grid }) => {
            let share = points / grid.len().max(1) as f64;
            let of = |question: &Question, answer: &Answer| {
                let row = Question::ALL.iter().position(|other| other == question)?;
                let column = Answer::ALL.iter().position(|other| other == answer)?;
                Some(format!("I{} T{}", row + 1, column + 1))
            };
            Some(Interaction {
                cardinality: "multiple",
                base: "directedPair",
                correct: grid.iter().filter_map(|(question, answers)| of(question, answers.first()?)).collect(),
                mapping: grid
                    .iter()
                    .flat_map(|(question, answers)| answers.iter().filter_map(move |answer| Some((of(question, answer)?, share))))
                    .collect(),
                body: matching(
                    &Question::ALL.map(|question| format!("{}: {}", question.word(), question.in_words())),
                    &Answer::ALL.map(|answer| answer_word(answer).to_owned()),
                ),
            })
        }
        (Exercise::Order(_) | Exercise::Cite(_), Right::Order { order }) => {
            let body: String = choices
                .iter()
                .enumerate()
                .map(|(place, choice)| format!("<simpleChoice identifier=\"C{}\">{}</simpleChoice>", place + 1, safe(&choice.text)))
                .collect();
            // Where some parts do not belong, as many are asked for as do.
            let some =
                if order.len() < choices.len() { format!(" minChoices=\"1\" maxChoices=\"{}\"", choices.len()) } else { String::new() };
            Some(Interaction {
                cardinality: "ordered",
                base: "identifier",
                correct: order.iter().filter_map(|id| name('C', choices, id)).collect(),
                mapping: Vec::new(),
                body: format!("<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\"{some}>{body}</orderInteraction>"),
            })
        }
        (Exercise::Highlight(mark) | Exercise::Evidence(mark), Right::Passages { passages, enough }) => {
            let (_, article) = articles.iter().find(|(slug, _)| *slug == mark.article)?;
            hottext(mark, article, passages, enough.unwrap_or(passages.len()), points)
        }
        (_, Right::Words { words }) => Some(Interaction {
            cardinality: "single",
            base: "string",
            correct: words.iter().take(1).cloned().collect(),
            mapping: words.iter().map(|word| (word.clone(), points)).collect(),
            body: "<p><textEntryInteraction responseIdentifier=\"RESPONSE\" expectedLength=\"60\"/></p>".to_owned(),
        }),
        _ => None,
    }
}

fn matching(rows: &[String], columns: &[String]) -> String {
    let set = |letter: char, most: usize, list: &[String]| -> String {
        list.iter()
            .enumerate()
            .map(|(place, words)| {
                format!(
                    "<simpleAssociableChoice identifier=\"{letter}{}\" matchMax=\"{most}\">{}</simpleAssociableChoice>",
                    place + 1,
                    safe(words)
                )
            })
            .collect()
    };
    format!(
        "<matchInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\" maxAssociations=\"{}\"><simpleMatchSet>{}</simpleMatchSet><simpleMatchSet>{}</simpleMatchSet></matchInteraction>",
        rows.len(),
        set('I', 1, rows),
        set('T', rows.len(), columns)
    )
}

/// The article with everything that can be marked as a hot text.
fn hottext(mark: &Highlight, article: &Article, passages: &[crate::model::Passage], enough: usize, points: f64) -> Option<Interaction> {
    let text = article.plain_text();
    let (mut body, mut correct, mut mapping) = (String::new(), Vec::new(), Vec::new());
    let share = points / enough.max(1) as f64;
    let mut credited = vec![false; passages.len()];
    let mut count = 0;
    for (block, units) in article.block_ranges().into_iter().zip(body_units(article, mark.unit)) {
        if units.is_empty() {
            continue;
        }
        body.push_str("<p>");
        let mut at = block.start;
        for unit in units {
            count += 1;
            body.push_str(&safe(text.slice(at..unit.start)));
            body.push_str(&format!("<hottext identifier=\"H{count}\">{}</hottext>", safe(text.slice(unit.clone()))));
            at = unit.end;
            let key = passages.iter().position(|passage| passage.start < unit.end && unit.start < passage.end);
            match key {
                Some(place) => {
                    correct.push(format!("H{count}"));
                    // A passage of several words earns its share once.
                    mapping.push((format!("H{count}"), if std::mem::replace(&mut credited[place], true) { 0.0 } else { share }));
                }
                None => mapping.push((format!("H{count}"), -share)),
            }
        }
        body.push_str(&safe(text.slice(at..block.end)));
        body.push_str("</p>");
    }
    let claim = mark.claim.as_ref().map(|claim| format!("<prompt>{}</prompt>", safe(claim))).unwrap_or_default();
    (!correct.is_empty()).then(|| Interaction {
        cardinality: "multiple",
        base: "identifier",
        correct,
        mapping,
        body: format!("<hottextInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"0\">{claim}{body}</hottextInteraction>"),
    })
}

fn written(task: &Task) -> String {
    let (lines, asks) = match &task.exercise {
        Exercise::Missing(rows) | Exercise::Lateral(rows) => (rows.lines * 2, rows.columns.join(" · ")),
        Exercise::Short(write) | Exercise::Long(write) => (write.lines, String::new()),
        _ => (4, String::new()),
    };
    let prompt = if asks.is_empty() { String::new() } else { format!("<prompt>{}</prompt>", safe(&asks)) };
    format!(
        "<extendedTextInteraction responseIdentifier=\"RESPONSE\" expectedLines=\"{}\">{prompt}</extendedTextInteraction>",
        lines.clamp(1, 40)
    )
}
