//! Putting a lesson together: tasks, options in an order that gives nothing away, teacher's page.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, BuildHasherDefault},
};

use rustc_hash::FxHasher;

use super::Template;
use crate::{
    lesson::shelf::Shelf,
    model::{
        ArticleMaterial, Choice, ChoiceId, Choose, Exercise, Extra, Key, Lesson, Match, Material, Minutes, Order, Right, Rows, Slug, Task,
        TeacherPage, TeacherStep, Write,
    },
};

/// A lesson that is being put together.
pub(super) struct Builder<'a> {
    /// What it is made from.
    pub shelf: &'a Shelf<'a>,
    lesson: Lesson,
}

/// An exercise with what counts as right in it.
pub(super) type Asked = (Exercise, Right);

/// What is said around a task.
#[derive(Default)]
pub(super) struct Around {
    pub hint: String,
    pub explanation: String,
    pub expected: String,
    pub rubric: [&'static str; 5],
}

impl<'a> Builder<'a> {
    pub fn new(template: &Template, shelf: &'a Shelf<'a>) -> Self {
        let mut lesson = Lesson::new(template.title, format!("urn:uuid:{}", uuid::Uuid::new_v4()));
        lesson.introduction = template.introduction.to_owned();
        lesson.in_language = Some("en".to_owned());
        lesson.time_required = Minutes(template.minutes);
        lesson.typical_age_range = Some(template.ages.to_owned());
        lesson.teaches = template.aims.iter().map(|aim| (*aim).to_owned()).collect();
        lesson.archive = Some(shelf.archive.identifier.clone()).filter(|identifier| !identifier.is_empty());
        lesson.template = Some(template.key.to_owned());
        Self { shelf, lesson }
    }

    /// Gives pupils an article to read.
    pub fn read(&mut self, slug: &Slug) {
        if !self.lesson.articles.contains(slug) {
            self.lesson.articles.push(slug.clone());
        }
    }

    /// The task's material where pupils have several articles: which of them it is about.
    pub fn about(slug: &Slug) -> Material {
        Material::Article(ArticleMaterial { article: slug.clone(), extra: Extra::new() })
    }

    /// Adds a task that the program marks, a point for each thing to get right.
    pub fn task(&mut self, prompt: impl Into<String>, material: Vec<Material>, (exercise, right): Asked, around: Around) {
        let points = match &right {
            Right::Options { options } => options.len().clamp(1, 3),
            Right::Pairs { pairs } => pairs.len(),
            Right::Order { order } => order.len().saturating_sub(1),
            Right::Passages { passages, enough } => enough.unwrap_or(passages.len()).clamp(2, 6),
            Right::Grid { grid } => grid.len().max(2),
            _ => 4,
        };
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        let rubric = if around.rubric[4].is_empty() { Vec::new() } else { around.rubric.map(str::to_owned).to_vec() };
        let comments = if rubric.is_empty() {
            Vec::new()
        } else {
            [
                "Show me the words in the article that make you think so.",
                "Good: you give a reason and the place.",
                "You tell what, not yet why.",
            ]
            .map(str::to_owned)
            .to_vec()
        };
        let key =
            Key { right, explanation: filled(around.explanation), expected: filled(around.expected), rubric, comments, ..Key::default() };
        let task = Task {
            id: self.lesson.free_task_id(),
            prompt: prompt.into(),
            material,
            exercise,
            points: u32::try_from(points).unwrap_or(4),
            hint: filled(around.hint),
            key: Some(key),
            extra: Extra::new(),
        };
        self.lesson.tasks.push(task);
    }

    /// The teacher's page, and the lesson.
    pub fn finish(mut self) -> Lesson {
        let minutes = self.lesson.time_required.0;
        let count = self.lesson.tasks.len();
        let (read, talk) = (minutes / 5, minutes / 4);
        let step = |minutes: u16, what: String| TeacherStep { minutes, what, extra: Extra::new() };
        let articles = match self.lesson.articles.len() {
            1 => "the article".to_owned(),
            many => format!("the {many} articles"),
        };
        self.lesson.teacher = Some(TeacherPage {
            before: vec![
                "Read the lesson once as a pupil and look at the key: it quotes the words that each answer rests on.".to_owned(),
                "Decide whether answers carry names or numbers, and say so.".to_owned(),
            ],
            steps: vec![
                step(read, format!("Ask what the class expects under this title. Then everybody reads {articles}.")),
                step(minutes.saturating_sub(read + talk), format!("The {count} tasks, alone or in pairs. Hints are there to be used.")),
                step(talk, "Show the results without names. Begin with the task that divided the class most, not with the one that most got right.".to_owned()),
            ],
            talk: vec![
                "Which answer did you change your mind about, and which words in the article made you?".to_owned(),
                "Could somebody sensible answer this otherwise? What would they point to?".to_owned(),
                "What will you look at first in the next report you read?".to_owned(),
            ],
            extra: Extra::new(),
        });
        self.lesson
    }
}

/// Options of which some are right, in an order that does not tell which.
pub(super) fn choose(right: &[String], wrong: &[String]) -> Asked {
    let all: Vec<(String, Option<String>)> = right.iter().chain(wrong).map(|text| (text.clone(), None)).collect();
    let (options, names) = shuffled(&all);
    let exercise = Exercise::Choose(Choose { several: right.len() > 1, options, extra: Extra::new() });
    (exercise, Right::Options { options: names[..right.len()].to_vec() })
}

/// Items, each with a small line and the numbers of its targets, and the targets in the order to show them.
pub(super) fn pairs(items: &[(String, Option<String>, Vec<usize>)], targets: &[String]) -> (Match, Right) {
    let targets: Vec<Choice> =
        targets.iter().enumerate().map(|(number, text)| Choice::new(letter(number).to_uppercase(), text.as_str())).collect();
    let (choices, names) = shuffled(&items.iter().map(|(text, from, _)| (text.clone(), from.clone())).collect::<Vec<_>>());
    let right: BTreeMap<ChoiceId, Vec<ChoiceId>> = names
        .into_iter()
        .zip(items)
        .map(|(name, item)| (name, item.2.iter().map(|target| targets[*target].id.clone()).collect()))
        .collect();
    (Match { items: choices, targets, extra: Extra::new() }, Right::Pairs { pairs: right })
}

/// Items given in their right order.
pub(super) fn order(items: &[(String, Option<String>)], first: &str, last: &str) -> Asked {
    let (mut choices, mut names) = shuffled(items);
    let is_in_order = choices.iter().zip(items).all(|(choice, item)| choice.text == item.0);
    if is_in_order && choices.len() > 1 {
        // An order that is right already asks nothing.
        let texts: Vec<_> = choices.iter().map(|choice| (choice.text.clone(), choice.from.clone())).collect();
        let last = texts.len() - 1;
        for (number, choice) in choices.iter_mut().enumerate() {
            (choice.text, choice.from) = texts[last - number].clone();
        }
        names.reverse();
    }
    let exercise =
        Exercise::Order(Order { items: choices, first: Some(first.to_owned()), last: Some(last.to_owned()), extra: Extra::new() });
    (exercise, Right::Order { order: names })
}

/// A written answer of so many lines.
pub(super) fn write(lines: usize, words: usize) -> Asked {
    let write = Write { lines, words: Some(words), extra: Extra::new() };
    (if lines > 5 { Exercise::Long(write) } else { Exercise::Short(write) }, Right::Person)
}

/// Lines of cells.
pub(super) fn rows(columns: &[&str], lines: usize) -> Rows {
    Rows { columns: columns.iter().map(|column| (*column).to_owned()).collect(), lines, extra: Extra::new() }
}

/// Choices in an order made from their words alone, and the name of each in the order given.
fn shuffled(items: &[(String, Option<String>)]) -> (Vec<Choice>, Vec<ChoiceId>) {
    let hasher = BuildHasherDefault::<FxHasher>::default();
    let mut places: Vec<usize> = (0..items.len()).collect();
    places.sort_by_key(|place| (hasher.hash_one(&items[*place].0), *place));
    let mut names = vec![ChoiceId::default(); items.len()];
    let choices = places
        .iter()
        .enumerate()
        .map(|(shown, place)| {
            let mut choice = Choice::new(letter(shown), items[*place].0.as_str());
            choice.from.clone_from(&items[*place].1);
            names[*place] = choice.id.clone();
            choice
        })
        .collect();
    (choices, names)
}

/// `a` to `z`, then `a1` and on.
fn letter(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    if number < 26 { letter.to_string() } else { format!("{letter}{}", number / 26) }
}
