//! Templates: lessons that an archive fills with its own quotations, captions, sources and wording.

mod build;
mod cite_right;
mod correction;
mod front_pages;
mod named;
pub(super) mod pick;
mod picture;
mod trace;
mod who_speaks;
mod words;

use crate::model::Lesson;

use super::shelf::Shelf;
use build::Builder;

/// A lesson that an archive can fill.
#[derive(Debug)]
pub struct Template {
    /// Its name on the command line, such as `who-gets-to-speak`.
    pub key: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What pupils read before they begin.
    pub introduction: &'static str,
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// For which ages.
    pub ages: &'static str,
    /// What pupils can do afterwards.
    pub aims: &'static [&'static str],
    /// What it needs of an archive, in a few words.
    pub needs: &'static str,
    fill: fn(&mut Builder<'_>) -> Result<(), Lacking>,
}

/// What an archive lacks for a template, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Lacking(pub String);

/// A template with the lesson that an archive makes of it, or the reason why it does not.
#[derive(Debug)]
pub struct Offer {
    /// The template.
    pub template: &'static Template,
    /// The lesson, or what is lacking.
    pub lesson: Result<Lesson, Lacking>,
}

/// Every template, in the order to offer them.
///
/// The aims follow, in our own words, what UNESCO's media and information literacy curriculum (modules on information, news,
/// representation), the News Literacy Project (standards of quality journalism, provenance) and Stanford's civic online reasoning
/// (who is behind it, what is the evidence, what do others say) ask of pupils.
pub static TEMPLATES: [Template; 8] = [
    Template {
        key: "who-gets-to-speak",
        title: "Who gets to speak?",
        introduction: "A report cannot quote everybody. Somebody chose whose words you read, how many of them, and in which order. Find out how.",
        minutes: 30,
        ages: "12-16",
        aims: &[
            "I can say whose words an article quotes and whose it only talks about.",
            "I can show how order and length give some voices more weight.",
            "I can name a voice that is missing, and what I would ask it.",
        ],
        needs: "an article that quotes at least three speakers",
        fill: who_speaks::fill,
    },
    Template {
        key: "named-or-anonymous",
        title: "Named or anonymous?",
        introduction: "Some people stand by their words with their name, others speak only if nobody learns who they are. Both can be true. What do you need to know to weigh them?",
        minutes: 30,
        ages: "13-17",
        aims: &[
            "I can tell named from anonymous sources.",
            "I can find the reason a report gives for leaving out a name.",
            "I can say what would make an anonymous source’s words stronger.",
        ],
        needs: "words of somebody who is not named",
        fill: named::fill,
    },
    Template {
        key: "words-that-judge",
        title: "Words that judge",
        introduction: "Single words can tell you what to think before you have thought. Find them, weigh them, and see what is left without them.",
        minutes: 45,
        ages: "12-17",
        aims: &[
            "I can find words that judge or keep a distance, and say whose they are.",
            "I can tell a neutral reporting verb from one that takes sides.",
            "I can rewrite a sentence so that it tells what happened and no more.",
        ],
        needs: "words that judge or hedge, or reporting verbs that are not neutral",
        fill: words::fill,
    },
    Template {
        key: "what-does-the-picture-show",
        title: "What does the picture show?",
        introduction: "A picture shows one moment from one side. The words under it tell you what to see. Look first, then read.",
        minutes: 30,
        ages: "10-15",
        aims: &[
            "I can tell what I see in a picture from what its caption adds.",
            "I can find out whose picture it is and why that matters.",
            "I can say how I would check where and when it was taken.",
        ],
        needs: "a photo with a caption",
        fill: picture::fill,
    },
    Template {
        key: "three-front-pages",
        title: "Three front pages",
        introduction: "The same event, told more than once. What does each page put first, whom does it quote, which words does it choose? None of it has to be false to be different.",
        minutes: 45,
        ages: "13-18",
        aims: &[
            "I can compare how reports on one event choose headline, order and voices.",
            "I can tell a difference in facts from a difference in emphasis.",
            "I can write a headline that every side could accept.",
        ],
        needs: "two or three articles on the same event",
        fill: front_pages::fill,
    },
    Template {
        key: "trace-it-to-the-source",
        title: "Trace it to the source",
        introduction: "Most news reaches you at second or third hand. Follow the words back: who said them, where, and who passed them on?",
        minutes: 45,
        ages: "13-18",
        aims: &[
            "I can follow a quotation back to where it was first said or written.",
            "I can tell a primary source from a secondary one.",
            "I can say what I would look up next, and where.",
        ],
        needs: "quotations with the place where they were said (a post, a statement, an interview)",
        fill: trace::fill,
    },
    Template {
        key: "cite-it-right",
        title: "Cite it right",
        introduction: "A citation lets others find what you found. Learn its parts, build one, and see what happens when one part is wrong.",
        minutes: 30,
        ages: "12-18",
        aims: &[
            "I can name the parts of a citation and find them in an article.",
            "I can build a citation in a style from its parts.",
            "I can tell the author of an article from the person it quotes.",
        ],
        needs: "an article with an author or outlet and a date",
        fill: cite_right::fill,
    },
    Template {
        key: "read-a-correction",
        title: "Read a correction",
        introduction: "Everybody makes mistakes. What a newsroom does afterwards tells you how far you can trust it.",
        minutes: 15,
        ages: "12-17",
        aims: &[
            "I can find an article’s correction and say what it changes.",
            "I can say what a good correction tells its readers.",
            "I can check whether I have the newest version of a report.",
        ],
        needs: "an article with a correction or a note that it was updated",
        fill: correction::fill,
    },
];

/// The fewest tasks that make a lesson.
const FEWEST: usize = 4;
/// The most that fit into one.
const MOST: usize = 8;

/// Every template with the lesson that these articles make of it, or with what they lack.
pub fn templates(shelf: &Shelf<'_>) -> Vec<Offer> {
    TEMPLATES.iter().map(|template| Offer { template, lesson: fill(template, shelf) }).collect()
}

/// The lesson that a template makes of these articles.
///
/// # Errors
/// What is [`Lacking`], also where no template has the name.
pub fn make(key: &str, shelf: &Shelf<'_>) -> Result<Lesson, Lacking> {
    let template = TEMPLATES.iter().find(|template| template.key == key).ok_or_else(|| {
        let all: Vec<&str> = TEMPLATES.iter().map(|template| template.key).collect();
        Lacking(format!("There is no template “{key}”. There are: {}.", all.join(", ")))
    })?;
    fill(template, shelf)
}

fn fill(template: &'static Template, shelf: &Shelf<'_>) -> Result<Lesson, Lacking> {
    if shelf.articles.is_empty() {
        return Err(Lacking("The archive has no article that can be read. Import one first.".to_owned()));
    }
    let mut builder = Builder::new(template, shelf);
    (template.fill)(&mut builder)?;
    let mut lesson = builder.finish();
    if lesson.tasks.len() < FEWEST {
        let sentence = format!("It needs {}. What the archive has is enough for {} tasks of {FEWEST}.", template.needs, lesson.tasks.len());
        return Err(Lacking(sentence));
    }
    lesson.tasks.truncate(MOST);
    Ok(lesson)
}
