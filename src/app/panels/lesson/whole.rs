//! The lesson as a whole: title, time, ages, aims, what pupils get, the teacher's page.

use egui::{Frame, Margin, ScrollArea, Ui, vec2};

use super::{
    Cx, ask,
    field::{self, Place, Words},
    person::stepper,
    pick,
};
use crate::{
    app::{
        lesson::LessonStep,
        open_archive::OpenArchive,
        theme::{self, text},
        widgets::{Chip, MenuChip, checkbox, section_label, segmented, text_link},
    },
    lesson::{Field, articles_needed, shown},
    model::{Lesson, LessonPanel, Minutes, SignedBy, Slug, TeacherPage, TeacherStep},
};

/// How many articles are all listed; of more, only those that the lesson needs, with a way to the others.
const FEW: usize = 8;

fn put(cx: &mut Cx<'_>, name: &'static str, field: Option<&str>, lesson: &Lesson, change: impl FnOnce(&mut Lesson)) {
    let mut changed = lesson.clone();
    change(&mut changed);
    ask(cx, LessonStep::PutLesson(name, field.map(|field| format!("lesson/{field}")), Box::new(changed)));
}

/// Shows the fields of the lesson.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, lesson: &Lesson) {
    let place = Place { lesson: slug, task: None };
    ScrollArea::vertical().id_salt(("lesson", slug)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 26, right: 26, top: 20, bottom: 40 }).show(ui, |ui| {
            ui.set_max_width((760.0 * theme::look(ui.ctx()).text_size).min(ui.available_width()));
            ui.spacing_mut().item_spacing.y = 6.0;
            section_label(ui, "The lesson");
            words(ui, cx, place, lesson);
            times(ui, cx, place, lesson);
            ui.add_space(8.0);
            section_label(ui, "What pupils get");
            articles(ui, cx, archive, lesson);
            panels(ui, cx, lesson);
            ui.add_space(8.0);
            section_label(ui, "Teacher’s page");
            teacher(ui, cx, place, lesson);
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 18.0;
                if text_link(ui, "Copy the lesson").clicked() {
                    ask(cx, LessonStep::Copy(slug.clone()));
                }
                if text_link(ui, "Take the lesson out of the archive").clicked() {
                    ask(cx, LessonStep::Remove(slug.clone()));
                }
            });
        });
    });
    cx.tools.drafts.lesson.followed = cx.state.desk.goes_to.0;
}

fn words(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, lesson: &Lesson) {
    field::label(ui, "Title");
    let kind = text::headline_in_list(ui).scaled(17.0 / 15.5);
    let (response, new) = Words::new(ui, place.id("title"), "Title of the lesson", &lesson.title).kind(kind).one_line().show(ui);
    field::follow(ui, cx, &response, Field::Title);
    if let Some(new) = new {
        put(cx, "Change the title", Some("title"), lesson, |lesson| lesson.title = new);
    }
    field::label(ui, "What pupils read before they begin");
    let (_, new) = Words::new(ui, place.id("introduction"), "What pupils read before they begin", &lesson.introduction).show(ui);
    if let Some(new) = new {
        put(cx, "Change the introduction", Some("introduction"), lesson, |lesson| lesson.introduction = new);
    }
    field::label(ui, "Aims: what pupils can do afterwards, one a line");
    let (_, new) = field::lines(ui, place.id("aims"), "Aims", &lesson.teaches, "I can …");
    if let Some(new) = new {
        put(cx, "Change the aims", Some("aims"), lesson, |lesson| lesson.teaches = new);
    }
}

fn times(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, lesson: &Lesson) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        field::label(ui, "Minutes");
        if let Some(minutes) = stepper(ui, "Minutes", u32::from(lesson.time_required.0), 5, 240) {
            put(cx, "Minutes", Some("minutes"), lesson, |lesson| lesson.time_required = Minutes(u16::try_from(minutes).unwrap_or(45)));
        }
        ui.add_space(14.0);
        field::label(ui, "Ages");
        let ages = lesson.typical_age_range.as_deref().unwrap_or_default();
        let (_, new) = Words::new(ui, place.id("ages"), "Ages", ages).hint("12-15").one_line().width(80.0).show(ui);
        if let Some(new) = new {
            put(cx, "Ages", Some("ages"), lesson, |lesson| lesson.typical_age_range = Some(new).filter(|ages| !ages.is_empty()));
        }
        ui.add_space(14.0);
        field::label(ui, "Answers carry");
        let at = usize::from(lesson.signed_by == SignedBy::Number);
        if let Some(chosen) = segmented(ui, "Answers carry", &["Names", "Numbers"], at) {
            let signed = if chosen == 1 { SignedBy::Number } else { SignedBy::Name };
            put(cx, "Names or numbers", None, lesson, |lesson| lesson.signed_by = signed);
        }
    });
}

fn articles(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Lesson) {
    field::label(ui, "Articles to read");
    let needed = articles_needed(lesson);
    let mut listed: Vec<(Slug, String)> = needed
        .iter()
        .map(|slug| {
            let headline = archive
                .corpus
                .article(slug)
                .map_or_else(|| format!("{slug} (not in the archive any more)"), |article| article.headline.clone());
            (slug.clone(), headline)
        })
        .collect();
    let is_small = archive.corpus.len() <= FEW;
    let rest = archive.corpus.summaries().filter(|article| is_small && !needed.contains(&article.slug));
    listed.extend(rest.map(|article| (article.slug.clone(), article.headline.clone())));
    for (slug, headline) in &listed {
        let mut reads = lesson.articles.contains(slug);
        let words = shown(headline, 110);
        let is_used = !reads && needed.contains(slug);
        let words = if is_used { format!("{words} — a task is about it") } else { words };
        let response = checkbox(ui, &words, &mut reads);
        if archive.corpus.place(slug).is_none() {
            field::follow(ui, cx, &response, Field::Articles);
        }
        if response.changed() {
            put(cx, "Articles to read", None, lesson, |lesson| {
                lesson.articles.retain(|other| other != slug);
                if reads {
                    lesson.articles.push(slug.clone());
                }
            });
        }
    }
    if !is_small {
        MenuChip::new("Another article…").button().width(420.0).show(ui, |ui| {
            if let Some(slug) = pick::articles(ui, cx, archive, |slug| lesson.articles.contains(slug)) {
                put(cx, "Articles to read", None, lesson, |lesson| {
                    let before = lesson.articles.len();
                    lesson.articles.retain(|other| *other != slug);
                    if lesson.articles.len() == before {
                        lesson.articles.push(slug);
                    }
                });
            }
        });
    }
}

fn panels(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson) {
    field::label(ui, "Panels that pupils see — each can hold answers");
    let all = [
        (LessonPanel::Quotations, "Quotations"),
        (LessonPanel::Speakers, "Speakers"),
        (LessonPanel::Photos, "Photos"),
        (LessonPanel::Sources, "Sources"),
        (LessonPanel::Wording, "Wording"),
        (LessonPanel::Citation, "Citation"),
        (LessonPanel::Notes, "Notes"),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (panel, name) in all {
            let is_on = lesson.panels.contains(&panel);
            if Chip::new(name).on(is_on).show(ui).response.clicked() {
                put(cx, "Panels that pupils see", None, lesson, |lesson| {
                    lesson.panels.retain(|other| *other != panel);
                    if !is_on {
                        lesson.panels.push(panel);
                        lesson.panels.sort();
                    }
                });
            }
        }
    });
}

fn teacher(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, lesson: &Lesson) {
    let none = TeacherPage::default();
    let page = lesson.teacher.as_ref().unwrap_or(&none);
    field::label(ui, "Before class, one a line");
    let (_, new) = field::lines(ui, place.id("before"), "Before class", &page.before, "");
    if let Some(new) = new {
        put(cx, "Change the teacher’s page", Some("before"), lesson, |lesson| lesson.teacher.get_or_insert_default().before = new);
    }
    field::label(ui, "Steps, one a line, each with its minutes before it");
    // A line that has nothing yet stays empty while it is being typed.
    let words =
        |step: &TeacherStep| if *step == TeacherStep::default() { String::new() } else { format!("{} {}", step.minutes, step.what) };
    let steps: Vec<String> = page.steps.iter().map(words).collect();
    let (_, new) = field::lines(ui, place.id("steps"), "Steps of the lesson", &steps, "10 Everybody reads the article.");
    if let Some(new) = new {
        put(cx, "Change the teacher’s page", Some("steps"), lesson, |lesson| {
            lesson.teacher.get_or_insert_default().steps = new.iter().map(|line| step_of(line)).collect();
        });
    }
    field::label(ui, "To talk about afterwards, one a line");
    let (_, new) = field::lines(ui, place.id("talk"), "To talk about afterwards", &page.talk, "");
    if let Some(new) = new {
        put(cx, "Change the teacher’s page", Some("talk"), lesson, |lesson| lesson.teacher.get_or_insert_default().talk = new);
    }
}

/// A line such as “10 Everybody reads.” as a step.
fn step_of(line: &str) -> TeacherStep {
    let digits: String = line.trim_start().chars().take_while(char::is_ascii_digit).take(3).collect();
    let rest = line.trim_start().get(digits.len()..).unwrap_or_default();
    let what = rest.strip_prefix(' ').unwrap_or(rest);
    if digits.is_empty() && rest.is_empty() {
        return TeacherStep::default();
    }
    TeacherStep { minutes: digits.parse().unwrap_or(0), what: what.to_owned(), ..TeacherStep::default() }
}
