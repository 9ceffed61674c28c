//! Pages as newspapers and their systems build them, in several languages and alphabets, all of our own writing (tests/pages):
//! what each gives is the same article without a word of what stands around it.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::path::Path;

use onrecord::import;

/// A page: its file, its first author, its day, how its body begins and ends, how many paragraphs it has, and its first caption and credit.
type Page = (&'static str, &'static str, &'static str, &'static str, &'static str, usize, &'static str, &'static str);

const FIRST: &str = "The council closed the old";
const LAST: &str = "according to the office.";

const PAGES: [Page; 23] = [
    ("plain-lines", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "", ""),
    ("time-p", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "", ""),
    ("amp", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "The bridge.", "Ada Ferris/AP"),
    ("arc", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "The bridge at low tide.", "Ada Ferris"),
    ("bbc", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "The bridge at low tide", "Getty Images"),
    ("drupal", "", "2019-11-19", FIRST, LAST, 5, "The bridge at low tide. Ada Ferris", ""),
    ("npr", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "The bridge at low tide.", "Ada Ferris/Harbour Radio"),
    ("print", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "", ""),
    ("squarespace", "Tom Bell", "", FIRST, LAST, 5, "The bridge at low tide.", ""),
    ("substack", "Tom Bell", "2019-11-19", FIRST, "all the same.", 6, "The bridge, by Ada Ferris", ""),
    ("wp", "Tom Bell", "2019-11-19", FIRST, LAST, 5, "The bridge at low tide.", "Ada Ferris"),
    ("live", "", "2019-11-19", "Update 0", LAST, 10, "", ""),
    ("gallery", "Tom Bell", "", FIRST, "in the rain.", 2, "Number 0 of the bridge at low tide.", "Ada Ferris/Harbour Gazette"),
    ("gallery-json", "Tom Bell", "", FIRST, "office said.", 3, "Number zero of the bridge.", "Ada Ferris"),
    ("de", "Anna Meier", "2019-11-19", "Der Rat hat", "dpa/kv", 5, "Die Brücke bei Ebbe.", "Karl Voss/dpa"),
    ("fr", "Claire Dumas", "2019-11-19", "Le conseil a fermé", "collines raides.", 3, "Le pont à marée basse.", "Luc Petit/AFP"),
    ("es", "María Soto", "2019-11-19", "El concejo cerró", "colinas empinadas.", 3, "", ""),
    ("ar", "سارة علي", "2019-11-19", "أغلق المجلس", "شديدة الانحدار.", 3, "", ""),
    ("ja", "", "2019-11-19", "町議会は", "述べた。", 3, "", ""),
    ("zh", "李明", "2019-11-19", "　　镇议会", "港务局说。", 3, "", ""),
    ("ko", "김하나", "2019-11-19", "시의회는", "밝혔다.", 3, "", ""),
    ("he", "דנה לוי", "2019-11-19", "המועצה סגרה", "משרד הנמל.", 3, "", ""),
    ("ru", "Анна Белова", "2019-11-19", "Совет закрыл", "управление порта.", 3, "Мост при отливе.", "Иван Орлов"),
];

fn read(name: &str) -> import::Imported {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pages/{name}.html"))).unwrap();
    import::text(name, &bytes).unwrap()
}

#[test]
fn every_way_to_build_a_page_gives_its_article() {
    let mut wrong = Vec::new();
    for (name, author, day, first, last, paragraphs, caption, credit) in PAGES {
        let article = read(name).article;
        let text = article.plain_text();
        let text = text.as_str();
        let photo = article.photos.iter().find(|photo| !photo.caption.is_empty());
        let seen = (
            article.byline.0.first().map_or("", |creator| creator.name()).to_owned(),
            article.date_published.map(|date| date.to_string()[..10].to_owned()).unwrap_or_default(),
            text.split("\n\n").filter(|paragraph| !paragraph.is_empty()).count(),
            photo.map_or("", |photo| photo.caption.as_str()).to_owned(),
            photo.and_then(|photo| photo.credit_text.clone()).unwrap_or_default(),
        );
        let wanted = (author.to_owned(), day.to_owned(), paragraphs, caption.to_owned(), credit.to_owned());
        if seen != wanted || !text.starts_with(first) || !text.ends_with(last) {
            wrong.push(format!("{name}: {seen:?}, not {wanted:?}\n{text}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_outlet_and_the_summary_are_told_from_the_article() {
    for (name, outlet, standfirst) in [
        ("arc", "Harbour Gazette", "Divers found cracks in two piers below the water line"),
        ("substack", "Harbour Letters", "Divers found cracks in two piers."),
        ("fr", "Le Quai", "Des plongeurs ont trouvé des fissures sous la ligne d’eau."),
        ("ja", "港新聞", ""),
        ("zh", "港口日报", ""),
        ("ar", "جريدة الميناء", ""),
        ("npr", "Harbour Radio", ""),
    ] {
        let article = read(name).article;
        assert_eq!(article.publisher.as_deref(), Some(outlet), "{name}");
        assert_eq!(article.standfirst.unwrap_or_default(), standfirst, "{name}");
    }
}

#[test]
fn a_gallery_has_each_picture_with_its_own_caption() {
    for (name, count) in [("gallery", 4), ("gallery-json", 2)] {
        let article = read(name).article;
        let mut captions: Vec<&str> = article.photos.iter().map(|photo| photo.caption.as_str()).collect();
        captions.dedup();
        assert_eq!(captions.len(), count, "{name}: {captions:?}");
    }
}
