//! Lessons for other systems and on paper: whatever is in them stays words.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{io::Read, path::Path};

use onrecord::{
    bundle::Bundle,
    export,
    lesson::{self, Shelf},
    model::{Article, Choice, Exercise, Lesson, Material, Slug, TextMaterial},
};
use quick_xml::{Reader, events::Event};

const EVIL: &str = "]]> & <script>alert(1)</script> = ~ # {x} \u{1}\u{202e} \\ “quotes” -> é\n\n::end::";

fn sample(name: &str) -> (Bundle, Vec<(Slug, Article)>) {
    let bundle = Bundle::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("archive/{name}.record"))).unwrap();
    let articles = bundle.archive().articles.iter().map(|slug| (slug.clone(), bundle.article(slug).unwrap())).collect();
    (bundle, articles)
}

/// Every lesson that comes with the samples or that a template makes of them.
fn lessons(bundle: &Bundle, articles: &[(Slug, Article)]) -> Vec<Lesson> {
    let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    let own = bundle.lessons().into_iter().map(|slug| bundle.lesson(&slug).unwrap());
    own.chain(lesson::templates(&shelf).into_iter().filter_map(|offer| offer.lesson.ok())).collect()
}

/// A lesson with the signs of every format in each of its texts.
fn spoiled(mut lesson: Lesson) -> Lesson {
    lesson.title = EVIL.into();
    for task in &mut lesson.tasks {
        task.prompt = EVIL.into();
        task.hint = Some(EVIL.into());
        task.material.push(Material::Text(TextMaterial { text: EVIL.into(), ..TextMaterial::default() }));
        let spoil =
            |list: &mut Vec<Choice>| list.iter_mut().enumerate().for_each(|(number, choice)| choice.text = format!("{EVIL}{number}"));
        match &mut task.exercise {
            Exercise::Choose(choose) | Exercise::Caption(choose) => spoil(&mut choose.options),
            Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => spoil(&mut pairs.items),
            Exercise::Order(order) => spoil(&mut order.items),
            Exercise::Cite(cite) => spoil(&mut cite.parts),
            _ => {}
        }
        let key = task.key.as_mut().unwrap();
        key.explanation = Some(EVIL.into());
        key.expected = Some(EVIL.into());
    }
    lesson
}

/// Reads XML to its end and gives the names of its elements, with how often each came.
fn elements(xml: &str) -> std::collections::BTreeMap<String, usize> {
    let mut reader = Reader::from_str(xml);
    let mut found = std::collections::BTreeMap::new();
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                *found.entry(start.name().as_ref().to_owned()).or_default() += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Empty(empty) => *found.entry(empty.name().as_ref().to_owned()).or_default() += 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    found
}

#[test]
fn moodle_gets_a_question_for_every_task_and_pictures_with_them() {
    for name in ["one-dismissal", "launch-with-a-view"] {
        let (bundle, articles) = sample(name);
        for made in lessons(&bundle, &articles) {
            for made in [made.clone(), spoiled(made)] {
                let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
                let xml = String::from_utf8(export::lesson_moodle(&made, &articles, &media).unwrap()).unwrap();
                let found = elements(&xml);
                assert_eq!(found["question"], 1 + made.articles.len() + made.tasks.len(), "{}", made.title);
                assert!(!found.contains_key("script") && !xml.contains('\u{1}'));
                let photos =
                    made.tasks.iter().flat_map(|task| &task.material).filter(|material| matches!(material, Material::Photo(_))).count();
                assert_eq!(found.get("file").copied().unwrap_or(0), photos, "{}", made.title);
            }
        }
    }
}

#[test]
fn gift_has_a_block_for_every_task_whatever_is_in_it() {
    let (bundle, articles) = sample("one-dismissal");
    for made in lessons(&bundle, &articles) {
        for made in [made.clone(), spoiled(made)] {
            let text = export::lesson_gift(&made, &articles);
            assert_eq!(text.trim().split("\n\n").count(), 1 + made.articles.len() + made.tasks.len(), "{}", made.title);
        }
    }
}

#[test]
fn qti_has_an_item_for_every_task_and_lists_every_file() {
    for name in ["one-dismissal", "launch-with-a-view"] {
        let (bundle, articles) = sample(name);
        for made in lessons(&bundle, &articles) {
            for made in [made.clone(), spoiled(made)] {
                let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
                let bytes = export::lesson_qti(&made, &articles, &media).unwrap();
                let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
                let mut manifest = String::new();
                package.by_name("imsmanifest.xml").unwrap().read_to_string(&mut manifest).unwrap();
                for index in 0..package.len() {
                    let mut entry = package.by_index(index).unwrap();
                    let name = entry.name().unwrap().into_owned();
                    assert!(name == "imsmanifest.xml" || manifest.contains(&format!("href=\"{name}\"")), "{name} is not listed");
                    if name.ends_with(".xml") {
                        let mut xml = String::new();
                        entry.read_to_string(&mut xml).unwrap();
                        assert!(!elements(&xml).contains_key("script"), "{name}");
                    }
                }
                assert_eq!(elements(&manifest)["resource"], 1 + made.tasks.len());
            }
        }
    }
}

#[cfg(feature = "print")]
mod on_paper {
    use super::*;
    use onrecord::{
        export::{Paper, PrintOptions, Sheet},
        model::Block,
    };

    #[test]
    fn a_worksheet_and_its_key_are_accessible_pdf_whatever_is_in_them() {
        let (bundle, articles) = sample("launch-with-a-view");
        let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
        let made = bundle.lesson(&bundle.lessons()[0]).unwrap();
        for (made, options) in
            [(made.clone(), PrintOptions::default()), (spoiled(made), PrintOptions { paper: Paper::Letter, large: true })]
        {
            for sheet in [Sheet::Worksheet, Sheet::Key] {
                let pdf = export::lesson_pdf(bundle.archive(), &made, &articles, &media, sheet, options).unwrap();
                assert!(pdf.starts_with(b"%PDF-1."));
                assert!(pdf.windows(12).any(|bytes| bytes == b"pdfuaid:part"), "{sheet:?} {options:?}");
            }
        }
    }

    #[test]
    fn damaged_pictures_and_letters_of_no_face_do_not_stop_a_worksheet() {
        let (bundle, mut articles) = sample("launch-with-a-view");
        let made = bundle.lesson(&bundle.lessons()[0]).unwrap();
        articles[0].1.blocks.push(Block::paragraph("日本語 العربية \u{1F600}"));
        let broken = |_: &Slug, _: &str| Some(b"\x89PNG\r\n\x1a\n and nothing more".to_vec());
        let pdf = export::lesson_pdf(bundle.archive(), &made, &articles, &broken, Sheet::Worksheet, PrintOptions::default()).unwrap();
        assert!(pdf.starts_with(b"%PDF-1."));
    }
}
