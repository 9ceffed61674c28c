//! Changing a lesson: new tasks of every kind, and parts of the archive put into them.

use super::{
    shelf::Shelf,
    templates::pick::{quoted, trimmed},
};
use crate::model::{
    ArticleMaterial, Choice, ChoiceId, Choose, Cite, Exercise, Extra, Headline, Highlight, Key, Lesson, Marked, Match, Material, Order,
    Passage, PassageMaterial, PhotoId, PhotoMaterial, QuotationId, QuotationMaterial, Right, Rows, Slug, SourceCheck, SourceId, Task,
    TaskId, TextMaterial, Unit, Write,
};

/// A part of an archive that can be put into a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A whole article.
    Article(Slug),
    /// A quotation of an article.
    Quotation(Slug, QuotationId),
    /// A photo of an article.
    Photo(Slug, PhotoId),
    /// What an article rests on.
    Source(Slug, SourceId),
    /// A passage of an article.
    Passage(Slug, Passage),
}

impl Piece {
    /// The article that it is a part of.
    pub fn article(&self) -> &Slug {
        let (Self::Article(slug) | Self::Quotation(slug, _) | Self::Photo(slug, _) | Self::Source(slug, _) | Self::Passage(slug, _)) = self;
        slug
    }
}

/// Exercises without anything in them, one of each kind, about the first article of a lesson.
pub fn blank_exercises(lesson: &Lesson, else_about: Option<&Slug>) -> Vec<Exercise> {
    let article = lesson.articles.first().or(else_about).cloned();
    let two = || vec![Choice::new("a", ""), Choice::new("b", "")];
    let pairs =
        || Match { items: vec![Choice::new("a", "")], targets: vec![Choice::new("A", ""), Choice::new("B", "")], extra: Extra::new() };
    let choose = |several| Choose { several, options: two(), extra: Extra::new() };
    let rows =
        |columns: &[&str]| Rows { columns: columns.iter().map(|words| (*words).to_owned()).collect(), lines: 3, extra: Extra::new() };
    let mut all = vec![
        Exercise::Choose(choose(false)),
        Exercise::Choose(choose(true)),
        Exercise::WhoSaid(pairs()),
        Exercise::Sort(pairs()),
        Exercise::Order(Order { items: two(), ..Order::default() }),
    ];
    if let Some(article) = article {
        let highlight = |what, unit| Highlight { article: article.clone(), what, unit, claim: None, count: None, extra: Extra::new() };
        all.push(Exercise::Highlight(highlight(Marked::Label, Unit::Word)));
        all.push(Exercise::Evidence(highlight(Marked::Evidence, Unit::Sentence)));
        let (given, notes) = Default::default();
        all.push(Exercise::SourceCheck(SourceCheck { article, source: None, name: String::new(), given, notes, extra: Extra::new() }));
    }
    all.extend([
        Exercise::Caption(choose(false)),
        Exercise::Headline(Headline { options: two(), ..Headline::default() }),
        Exercise::Headline(Headline { write: true, ..Headline::default() }),
        Exercise::Compare(pairs()),
        Exercise::Cite(Cite { style: "mla".to_owned(), style_title: Some("MLA".to_owned()), parts: two(), extra: Extra::new() }),
        Exercise::Missing(rows(&["Question"])),
        Exercise::Lateral(rows(&["What you would look up", "Where"])),
        Exercise::Short(Write { lines: 4, words: Some(50), extra: Extra::new() }),
        Exercise::Long(Write { lines: 10, words: Some(150), extra: Extra::new() }),
    ]);
    all
}

/// A task of an exercise, with nothing in it that counts as right yet.
pub fn blank_task(lesson: &Lesson, exercise: Exercise) -> Task {
    let right = match &exercise {
        Exercise::Choose(_) | Exercise::Caption(_) => Right::Options { options: Vec::new() },
        Exercise::Headline(headline) if !headline.write => Right::Options { options: Vec::new() },
        Exercise::WhoSaid(_) | Exercise::Sort(_) | Exercise::Compare(_) => Right::Pairs { pairs: Default::default() },
        Exercise::Order(_) | Exercise::Cite(_) => Right::Order { order: Vec::new() },
        Exercise::Highlight(_) | Exercise::Evidence(_) => Right::Passages { passages: Vec::new(), enough: None },
        Exercise::SourceCheck(_) => Right::Grid { grid: Default::default() },
        _ => Right::Person,
    };
    let points = if right == Right::Person { 4 } else { 1 };
    Task { id: lesson.free_task_id(), exercise, points, key: Some(Key { right, ..Key::default() }), ..Task::default() }
}

/// A name for a new option, item or target, different from all that are taken: `c`, or `C` for targets.
pub fn free_choice(taken: &[Choice], upper: bool) -> ChoiceId {
    let letters = (0_u32..).map(|number| {
        let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
        let name = if number < 26 { letter.to_string() } else { format!("{letter}{}", number / 26) };
        ChoiceId::new(if upper { name.to_uppercase() } else { name })
    });
    letters.into_iter().find(|id| taken.iter().all(|choice| choice.id != *id)).unwrap_or_default()
}

/// The options, items or parts of an exercise, to be changed; none for exercises without.
pub fn choices_mut(exercise: &mut Exercise) -> Option<&mut Vec<Choice>> {
    match exercise {
        Exercise::Choose(choose) | Exercise::Caption(choose) => Some(&mut choose.options),
        Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => Some(&mut pairs.items),
        Exercise::Order(order) => Some(&mut order.items),
        Exercise::Cite(cite) => Some(&mut cite.parts),
        Exercise::Headline(headline) => Some(&mut headline.options),
        _ => None,
    }
}

/// What items can belong to, to be changed; none for other exercises.
pub fn targets_mut(exercise: &mut Exercise) -> Option<&mut Vec<Choice>> {
    match exercise {
        Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => Some(&mut pairs.targets),
        _ => None,
    }
}

/// Adds an option, item or part without words.
pub fn add_choice(task: &mut Task) {
    let Some(choices) = choices_mut(&mut task.exercise) else { return };
    let id = free_choice(choices, false);
    choices.push(Choice::new(id.as_str(), ""));
    if let (Exercise::Order(_), Some(Right::Order { order })) = (&task.exercise, task.key.as_mut().map(|key| &mut key.right)) {
        order.push(id);
    }
}

/// Adds a group without a name.
pub fn add_target(task: &mut Task) {
    if let Some(targets) = targets_mut(&mut task.exercise) {
        let id = free_choice(targets, true);
        targets.push(Choice::new(id.as_str(), ""));
    }
}

/// Takes an option, item or part out, also out of what counts as right.
pub fn remove_choice(task: &mut Task, id: &ChoiceId) {
    if let Some(choices) = choices_mut(&mut task.exercise) {
        choices.retain(|choice| choice.id != *id);
    }
    let Some(key) = &mut task.key else { return };
    key.mistakes.remove(id);
    match &mut key.right {
        Right::Options { options } => options.retain(|other| other != id),
        Right::Pairs { pairs } => _ = pairs.remove(id),
        Right::Order { order } => order.retain(|other| other != id),
        _ => {}
    }
}

/// Takes a group out, also out of what counts as right.
pub fn remove_target(task: &mut Task, id: &ChoiceId) {
    if let Some(targets) = targets_mut(&mut task.exercise) {
        targets.retain(|target| target.id != *id);
    }
    if let Some(Right::Pairs { pairs }) = task.key.as_mut().map(|key| &mut key.right) {
        pairs.values_mut().for_each(|targets| targets.retain(|target| target != id));
    }
}

/// Says that an option is right or not; where one is to be chosen, no other is right then.
pub fn set_right(task: &mut Task, id: &ChoiceId, is_right: bool) {
    let is_one = !matches!(&task.exercise, Exercise::Choose(choose) | Exercise::Caption(choose) if choose.several);
    let order: Vec<ChoiceId> = task.exercise.choices().iter().map(|choice| choice.id.clone()).collect();
    let key = task.key.get_or_insert_default();
    let Right::Options { options } = &mut key.right else {
        key.right = Right::Options { options: vec![id.clone()] };
        return;
    };
    options.retain(|other| other != id && !(is_one && is_right));
    if is_right {
        options.push(id.clone());
        options.sort_by_key(|id| order.iter().position(|other| other == id));
    }
}

/// Gives the pupils of a lesson an article to read.
pub fn read_article(lesson: &mut Lesson, slug: &Slug) {
    if !lesson.articles.contains(slug) {
        lesson.articles.push(slug.clone());
    }
}

/// Puts a part of the archive into a task, where it does most good: an item with its speaker, a passage that counts, else material.
///
/// What it became, in a sentence; nothing where the archive has no such part, the lesson no such task, or the task has it already.
pub fn add_piece(lesson: &mut Lesson, task: &TaskId, piece: &Piece, shelf: &Shelf<'_>) -> Option<String> {
    let slug = piece.article();
    let article = shelf.article(slug)?;
    let task = lesson.tasks.iter_mut().find(|other| other.id == *task)?;
    let said = match (piece, &mut task.exercise) {
        (Piece::Quotation(_, id), Exercise::WhoSaid(pairs)) => {
            let quotation = article.quotation(id)?;
            let words = quoted(&trimmed(&quotation.text()));
            if pairs.items.iter().any(|item| item.text == words) {
                return None;
            }
            let item = Choice { text: words, ..Choice { id: free_choice(&pairs.items, false), ..Choice::default() } };
            let speaker = shelf.speaker_of(quotation);
            let target = speaker.map(|speaker| {
                let known = pairs.targets.iter().find(|target| target.text == speaker.name()).map(|target| target.id.clone());
                known.unwrap_or_else(|| {
                    // A group that nobody has named yet takes the speaker's name.
                    let free = pairs.targets.iter_mut().find(|target| target.text.trim().is_empty());
                    if let Some(free) = free {
                        speaker.name().clone_into(&mut free.text);
                        return free.id.clone();
                    }
                    let id = free_choice(&pairs.targets, true);
                    pairs.targets.push(Choice::new(id.as_str(), speaker.name()));
                    id
                })
            });
            pairs.items.retain(|other| !other.text.trim().is_empty());
            let id = item.id.clone();
            pairs.items.push(item);
            let said = match speaker {
                Some(speaker) => format!("It is an item of the task now, and belongs to {}.", speaker.name()),
                None => "It is an item of the task now. Say whose words they are.".to_owned(),
            };
            if let (Some(target), Right::Pairs { pairs: right }) = (target, &mut task.key.get_or_insert_default().right) {
                right.retain(|item, _| pairs.items.iter().any(|other| other.id == *item));
                right.insert(id, vec![target]);
            }
            said
        }
        (Piece::Quotation(_, id), Exercise::Sort(pairs) | Exercise::Compare(pairs)) => {
            let words = quoted(&trimmed(&article.quotation(id)?.text()));
            add_item(&mut pairs.items, words)?;
            "It is an item of the task now. Say where it belongs.".to_owned()
        }
        (Piece::Quotation(_, id), Exercise::Order(order)) => {
            let words = quoted(&trimmed(&article.quotation(id)?.text()));
            let id = add_item(&mut order.items, words)?;
            if let Right::Order { order } = &mut task.key.get_or_insert_default().right {
                order.push(id);
            }
            "It is an item of the task now, the last in the right order.".to_owned()
        }
        (Piece::Quotation(_, _) | Piece::Passage(_, _), Exercise::Highlight(highlight) | Exercise::Evidence(highlight))
            if highlight.article == *slug =>
        {
            let found = match piece {
                Piece::Passage(_, passage) => vec![passage.clone()],
                Piece::Quotation(_, id) => article.quotation(id)?.passages.clone(),
                _ => Vec::new(),
            };
            let Right::Passages { passages, .. } = &mut task.key.get_or_insert_default().right else { return None };
            let new: Vec<Passage> = found.into_iter().filter(|passage| !passages.iter().any(|known| known.overlaps(passage))).collect();
            if new.is_empty() {
                return None;
            }
            passages.extend(new);
            passages.sort_by_key(|passage| passage.start);
            "It counts as right now.".to_owned()
        }
        (Piece::Source(_, id), Exercise::SourceCheck(check)) => {
            let source = article.sources.iter().find(|source| source.id == *id)?;
            check.article.clone_from(slug);
            check.source = Some(id.clone());
            check.name.clone_from(&source.name);
            format!("The task is about {} now.", source.name)
        }
        (Piece::Article(_), Exercise::Headline(headline)) if !headline.write => {
            add_item(&mut headline.options, article.headline.clone())?;
            "Its headline is an option of the task now.".to_owned()
        }
        (Piece::Article(_), Exercise::Highlight(highlight) | Exercise::Evidence(highlight)) if highlight.article != *slug => {
            highlight.article.clone_from(slug);
            if let Right::Passages { passages, .. } = &mut task.key.get_or_insert_default().right {
                passages.clear();
            }
            "Pupils mark in this article now. Mark what counts as right.".to_owned()
        }
        (Piece::Photo(_, _), Exercise::Caption(_)) => add_material(task, piece, shelf, false)?,
        _ => add_material(task, piece, shelf, true)?,
    };
    read_article(lesson, slug);
    Some(said)
}

fn add_item(items: &mut Vec<Choice>, words: String) -> Option<ChoiceId> {
    if items.iter().any(|item| item.text == words) {
        return None;
    }
    // One without words yet takes them.
    if let Some(free) = items.iter_mut().find(|item| item.text.trim().is_empty()) {
        free.text = words;
        return Some(free.id.clone());
    }
    let id = free_choice(items, false);
    items.push(Choice::new(id.as_str(), words));
    Some(id)
}

fn add_material(task: &mut Task, piece: &Piece, shelf: &Shelf<'_>, caption: bool) -> Option<String> {
    let (slug, extra) = (piece.article().clone(), Extra::new());
    let article = shelf.article(&slug)?;
    let material = match piece {
        Piece::Article(_) => Material::Article(ArticleMaterial { article: slug, extra }),
        Piece::Passage(_, passage) => Material::Passage(PassageMaterial { article: slug, passage: passage.clone(), extra }),
        Piece::Quotation(_, id) => {
            let quotation = article.quotation(id)?;
            Material::Quotation(QuotationMaterial { article: slug, quotation: id.clone(), text: quotation.text(), speaker: None, extra })
        }
        Piece::Photo(_, id) => {
            article.photo(id)?;
            Material::Photo(PhotoMaterial { article: slug, photo: id.clone(), caption, credit: caption, extra })
        }
        Piece::Source(_, id) => {
            let source = article.sources.iter().find(|source| source.id == *id)?;
            Material::Text(TextMaterial { text: source.name.clone(), from: Some(article.headline.clone()), extra })
        }
    };
    if task.material.contains(&material) {
        return None;
    }
    task.material.push(material);
    Some("It is material of the task now.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lesson::check,
        model::{Archive, Article, Block},
        quotes,
    };

    fn shelf_with(test: impl FnOnce(&Shelf<'_>, &Slug)) {
        let mut archive = Archive::new("A bridge", "urn:x");
        let mut article = Article::new("Bridge closed");
        article.blocks = vec![
            Block::paragraph("“The bridge is safe again,” said Mara Quill, the engineer."),
            Block::paragraph("“Nobody asked the ferry,” said Tom Bell."),
        ];
        let found = quotes::find(&article);
        quotes::apply(&mut archive, &mut article, found);
        let slug = Slug::from_title("bridge");
        test(&Shelf::new(&archive, [(&slug, &article)]), &slug);
    }

    #[test]
    fn a_quotation_becomes_an_item_with_its_speaker() {
        shelf_with(|shelf, slug| {
            let mut lesson = Lesson::new("L", "urn:l");
            let exercises = blank_exercises(&lesson, shelf.articles.first().map(|(slug, _)| *slug));
            let who = exercises.into_iter().find(|exercise| exercise.kind() == "whoSaid").unwrap_or_default();
            let mut task = blank_task(&lesson, who);
            "Who said it?".clone_into(&mut task.prompt);
            let id = task.id.clone();
            lesson.tasks.push(task);
            for quotation in &shelf.articles[0].1.quotations {
                let piece = Piece::Quotation(slug.clone(), quotation.id.clone());
                let said = add_piece(&mut lesson, &id, &piece, shelf).unwrap_or_default();
                assert!(said.contains("belongs to"), "{said}");
                assert_eq!(add_piece(&mut lesson, &id, &piece, shelf), None, "once is enough");
            }
            assert_eq!(lesson.articles, std::slice::from_ref(slug), "pupils get the article to read");
            assert_eq!(check(&lesson), []);
        });
    }

    #[test]
    fn every_kind_of_task_begins_with_a_question_and_a_right_answer_to_be_filled_in() {
        shelf_with(|shelf, _| {
            let mut lesson = Lesson::new("L", "urn:l");
            for exercise in blank_exercises(&lesson, shelf.articles.first().map(|(slug, _)| *slug)) {
                let task = blank_task(&lesson, exercise);
                assert!(lesson.task(&task.id).is_none());
                lesson.tasks.push(task);
            }
            assert_eq!(lesson.tasks.len(), 17);
            for task in &lesson.tasks {
                assert!(check(&lesson).iter().any(|problem| problem.task.as_ref() == Some(&task.id)), "{}", task.exercise.kind());
            }
        });
    }

    #[test]
    fn a_photo_for_a_caption_comes_without_the_caption_it_has() {
        let material = |task: &Task| matches!(&task.material[..], [Material::Photo(photo)] if !photo.caption && !photo.credit);
        let mut article = Article::new("Photo");
        article.photos.push(crate::model::Photo { id: PhotoId::new("p1"), caption: "A bridge".into(), ..Default::default() });
        let (archive, slug) = (Archive::new("A", "urn:x"), Slug::from_title("photo"));
        let shelf = Shelf::new(&archive, [(&slug, &article)]);
        let mut lesson = Lesson::new("L", "urn:l");
        lesson.tasks.push(blank_task(&lesson, Exercise::Caption(Choose::default())));
        let id = lesson.tasks[0].id.clone();
        add_piece(&mut lesson, &id, &Piece::Photo(slug.clone(), PhotoId::new("p1")), &shelf);
        assert!(material(&lesson.tasks[0]));
    }
}
