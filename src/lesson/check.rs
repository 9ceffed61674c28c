//! What is wrong with a lesson, with the place of each.

use std::collections::BTreeSet;

use super::shelf::Shelf;
use crate::model::{Choice, ChoiceId, Exercise, Lesson, Material, Part, Passage, Right, Slug, Task, TaskId};

/// The part of a task or lesson that a problem is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The lesson's title.
    Title,
    /// The lesson's articles.
    Articles,
    /// The list of tasks.
    Tasks,
    /// What a task asks.
    Prompt,
    /// What it is asked about.
    Material,
    /// Its options, items, parts or groups.
    Choices,
    /// What counts as right.
    Key,
    /// Its points.
    Points,
    /// The article that is marked or weighed.
    Article,
}

impl Field {
    /// The word for it, as files and messages have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Articles => "articles",
            Self::Tasks => "tasks",
            Self::Prompt => "prompt",
            Self::Material => "material",
            Self::Choices => "choices",
            Self::Key => "key",
            Self::Points => "points",
            Self::Article => "article",
        }
    }
}

/// Something that is wrong with a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The task; nothing where it is the lesson as a whole.
    pub task: Option<TaskId>,
    /// The part of it.
    pub field: Field,
    /// What is wrong and what to do, in a sentence.
    pub sentence: String,
}

/// What is wrong with a lesson by itself; nothing where it can be given out.
pub fn check(lesson: &Lesson) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut whole = |field, sentence: &str| found.push(Problem { task: None, field, sentence: sentence.to_owned() });
    if lesson.title.trim().is_empty() {
        whole(Field::Title, "The lesson has no title. Give it one.");
    }
    if lesson.tasks.is_empty() {
        whole(Field::Tasks, "The lesson has no task. Add one, or take a template.");
    }
    let mut names = BTreeSet::new();
    for task in &lesson.tasks {
        if !names.insert(&task.id) {
            let sentence = format!("Two tasks are called {}. Rename one of them.", task.id);
            found.push(Problem { task: Some(task.id.clone()), field: Field::Tasks, sentence });
        }
    }
    for task in &lesson.tasks {
        let mut add = |field, sentence: String| found.push(Problem { task: Some(task.id.clone()), field, sentence });
        if task.prompt.trim().is_empty() {
            add(Field::Prompt, "Nothing is asked yet. Write the question.".into());
        }
        if task.points == 0 {
            add(Field::Points, "The task is worth no points. Give it at least one.".into());
        } else if task.points > 1000 {
            add(Field::Points, "The task is worth more than 1000 points. Give it fewer.".into());
        }
        check_exercise(task, &mut add);
        if !lesson.pupil_copy {
            check_key(task, &mut add);
        }
    }
    found
}

/// What is wrong with a lesson where its archive is at hand: also references that lead nowhere.
pub fn check_with(lesson: &Lesson, shelf: &Shelf<'_>) -> Vec<Problem> {
    let mut found = check(lesson);
    for slug in lesson.articles.iter().filter(|slug| shelf.article(slug).is_none()) {
        found.push(Problem { task: None, field: Field::Articles, sentence: format!("The archive has no article {slug}. Choose another.") });
    }
    for task in &lesson.tasks {
        let mut add = |field, sentence: String| found.push(Problem { task: Some(task.id.clone()), field, sentence });
        for material in &task.material {
            if let Some(sentence) = material_problem(material, shelf) {
                add(Field::Material, sentence);
            }
        }
        let Some(slug) = task.exercise.article() else { continue };
        if shelf.article(slug).is_none() {
            add(Field::Article, format!("The archive has no article {slug}. Choose another."));
        } else if !lesson.articles.contains(slug) {
            add(Field::Article, format!("Pupils do not get the article {slug}. Add it to the lesson’s articles."));
        } else if let Some(Right::Passages { passages, .. }) = task.key.as_ref().map(|key| &key.right) {
            for passage in passages.iter().filter(|passage| !stands(passage, slug, shelf)) {
                add(Field::Key, format!("“{}” does not stand at its place in the article any more. Mark it again.", passage.exact));
            }
        }
    }
    found
}

fn stands(passage: &Passage, slug: &Slug, shelf: &Shelf<'_>) -> bool {
    shelf.article(slug).is_some_and(|article| {
        let text = article.part_text(&passage.part);
        passage.find_in(&text).is_some_and(|range| range.start == passage.start)
    })
}

fn material_problem(material: &Material, shelf: &Shelf<'_>) -> Option<String> {
    let slug = material.article()?;
    let Some(article) = shelf.article(slug) else { return Some(format!("The archive has no article {slug}. Choose another.")) };
    match material {
        Material::Passage(material) if !stands(&material.passage, slug, shelf) => {
            Some(format!("“{}” does not stand at its place in the article any more. Choose it again.", material.passage.exact))
        }
        Material::Photo(material) if article.photo(&material.photo).is_none() => {
            Some(format!("The article {slug} has no photo {}. Choose another.", material.photo))
        }
        _ => None,
    }
}

fn check_exercise(task: &Task, add: &mut impl FnMut(Field, String)) {
    let mut names = BTreeSet::new();
    let both = task.exercise.choices().iter().chain(task.exercise.targets());
    for choice in both.clone() {
        if choice.text.trim().is_empty() {
            add(Field::Choices, format!("Option {} has no words. Write them, or take it out.", choice.id));
        }
    }
    for list in [task.exercise.choices(), task.exercise.targets()] {
        names.clear();
        for choice in list {
            if !names.insert(&choice.id) {
                add(Field::Choices, format!("Two options are called {}. Take one out and add it again.", choice.id));
            }
        }
        let mut words = BTreeSet::new();
        for choice in list {
            if !choice.text.trim().is_empty() && !words.insert((choice.text.trim(), &choice.from)) {
                add(Field::Choices, format!("Two options say the same: “{}”. Change one of them.", choice.text.trim()));
            }
        }
    }
    let too_few = |list: &[Choice]| list.len() < 2;
    match &task.exercise {
        Exercise::Choose(choose) | Exercise::Caption(choose) if too_few(&choose.options) => {
            add(Field::Choices, "There is nothing to choose from yet. Add at least two options.".into());
        }
        Exercise::Headline(headline) if !headline.write && too_few(&headline.options) => {
            add(Field::Choices, "There is nothing to choose from yet. Add at least two headlines.".into());
        }
        Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => {
            if pairs.items.is_empty() {
                add(Field::Choices, "There is nothing to sort yet. Add at least one item.".into());
            }
            if too_few(&pairs.targets) {
                add(Field::Choices, "There is nothing to sort it into yet. Add at least two groups.".into());
            }
        }
        Exercise::Order(order) if too_few(&order.items) => {
            add(Field::Choices, "There is nothing to put in order yet. Add at least two items.".into());
        }
        Exercise::Cite(cite) if too_few(&cite.parts) => {
            add(Field::Choices, "The citation has no parts yet. Choose an article to take them from.".into());
        }
        Exercise::Missing(rows) | Exercise::Lateral(rows) if rows.lines == 0 || rows.columns.is_empty() => {
            add(Field::Choices, "There is no line to write on. Give it at least one.".into());
        }
        Exercise::Unknown(_) => add(
            Field::Choices,
            format!("This version of On Record cannot show a task of the kind “{}”, or its fields do not fit.", task.exercise.kind()),
        ),
        _ => {}
    }
}

fn check_key(task: &Task, add: &mut impl FnMut(Field, String)) {
    let none = "There is no right answer yet. ";
    let Some(key) = &task.key else {
        add(Field::Key, format!("{none}Say what counts as right."));
        return;
    };
    let has = |list: &[Choice], id: &ChoiceId| list.iter().any(|choice| choice.id == *id);
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    let gone = |id: &ChoiceId| format!("The right answer names {id}, which is not among the options any more. Choose again.");
    match (&task.exercise, &key.right) {
        (Exercise::Unknown(_), _) => {}
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), Right::Options { options }) => {
            if options.is_empty() {
                add(Field::Key, format!("{none}Tick the right option."));
            }
            options.iter().filter(|id| !has(choices, id)).for_each(|id| add(Field::Key, gone(id)));
            let several = matches!(&task.exercise, Exercise::Choose(choose) | Exercise::Caption(choose) if choose.several);
            if several && !choices.is_empty() && options.len() >= choices.len() {
                add(Field::Key, "Every option is right. Add one that is not.".into());
            }
        }
        (Exercise::WhoSaid(_) | Exercise::Sort(_) | Exercise::Compare(_), Right::Pairs { pairs }) => {
            let open = |item: &&Choice| !item.text.trim().is_empty() && pairs.get(&item.id).is_none_or(Vec::is_empty);
            for item in choices.iter().filter(open) {
                add(Field::Key, format!("“{}” belongs nowhere yet. Say where it belongs.", item.text));
            }
            for (item, right) in pairs {
                if !has(choices, item) {
                    add(Field::Key, gone(item));
                }
                right.iter().filter(|id| !has(targets, id)).for_each(|id| add(Field::Key, gone(id)));
            }
        }
        (Exercise::Order(_) | Exercise::Cite(_), Right::Order { order }) => {
            if order.len() < 2 {
                add(Field::Key, format!("{none}Put the items in their order."));
            }
            order.iter().filter(|id| !has(choices, id)).for_each(|id| add(Field::Key, gone(id)));
            if order.iter().collect::<BTreeSet<_>>().len() < order.len() {
                add(Field::Key, "The right order names an item twice. Put the items in order again.".into());
            }
        }
        (Exercise::Highlight(_) | Exercise::Evidence(_), Right::Passages { passages, enough }) => {
            if passages.is_empty() {
                add(Field::Key, format!("{none}Mark the passages that count."));
            }
            if passages.iter().any(|passage| passage.start >= passage.end || passage.part != Part::Body) {
                add(Field::Key, "A passage that counts is empty or not in the article’s body. Mark it again.".into());
            }
            if *enough == Some(0) {
                add(Field::Key, "No passage at all is enough. Say how many are.".into());
            }
        }
        (Exercise::SourceCheck(_), Right::Grid { grid }) => {
            if grid.values().all(Vec::is_empty) {
                add(Field::Key, format!("{none}Answer at least one question."));
            }
        }
        (_, Right::Person) => {
            if key.rubric.is_empty() && key.expected.is_none() {
                add(Field::Key, "Nothing says what a good answer has. Write it, or a rubric from 0 to 4.".into());
            }
        }
        (_, Right::Words { words }) => {
            if words.iter().all(|word| word.trim().is_empty()) {
                add(Field::Key, format!("{none}Write what counts in full."));
            }
        }
        _ => add(Field::Key, "The right answer does not fit the kind of task. Say again what counts as right.".into()),
    }
    if !key.rubric.is_empty() && key.rubric.len() != 5 {
        add(Field::Key, format!("The rubric has {} lines. It needs five, for 0, 1, 2, 3 and 4.", key.rubric.len()));
    }
}
