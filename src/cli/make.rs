//! `onrecord make-archive`: an archive of any size from a seed, to test and measure with. For those who build On Record.
//!
//! Words are made up, but lengths, numbers of quotations, photos and captures are those of newspapers.

use std::{io::Cursor, path::PathBuf};

use fastrand::Rng;

use super::{
    new::form_of,
    run::{Outcome, say},
};
use crate::{
    bundle::save_made,
    model::{
        Archive, Article, ArticleSummary, Block, Byline, Capture, Creator, Part, Passage, Person, Photo, PhotoId, PlainText, Quotation,
        QuotationId, QuotationKind, Slug, Speaker, SpeakerId,
    },
};

/// Makes an archive of any size from a seed
#[derive(clap::Args)]
pub struct Args {
    /// The archive to write
    out: PathBuf,
    /// How many articles
    #[arg(long, default_value_t = 1000)]
    articles: u32,
    /// Another seed makes another archive of the same kind
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many words an article has on average
    #[arg(long, default_value_t = 600)]
    words: usize,
    /// Neither photos nor captures
    #[arg(long)]
    bare: bool,
    /// How many photos each article has, and no captures; nothing said means as many as newspapers print
    #[arg(long, conflicts_with = "bare")]
    photos: Option<u32>,
    /// How many words a paragraph has at most, to make articles of very many paragraphs
    #[arg(long)]
    paragraph: Option<usize>,
}

const SPEAKERS: usize = 4000;
const OUTLETS: [&str; 12] = [
    "Harbor Gazette",
    "The Morning Ledger",
    "City Wire",
    "County Herald",
    "North Coast Post",
    "The Observer of the Plains",
    "Radio Nine",
    "Lake Tribune",
    "Southern Dispatch",
    "The Evening Star",
    "Valley Record",
    "Channel Four News",
];
const TAGS: [&str; 16] = [
    "elections",
    "courts",
    "schools",
    "harbor",
    "weather",
    "health",
    "budget",
    "transport",
    "police",
    "science",
    "sports",
    "arts",
    "housing",
    "farming",
    "energy",
    "trade",
];
const COMMON: &str = "the of and to a in that is was for on as with by he it at from his they an were which this have not be are but had one you all \
    there been their has would more when who will what said about out up into than them can only other time new some could these two may first then do \
    any like my now over such our man even most made after also did many before must through years where much your way well down should because each just \
    those people how too little state good very make world still own see men work long get here between both life being under never day same another know \
    year while last might us great old off come since against go came right used take three council vote president governor senate bridge harbor budget \
    school court police report plan street house water power public company market million workers officials members law office health";
const VERBS: [&str; 8] = ["said", "said", "said", "told reporters", "wrote", "argued", "added", "insisted"];
const GIVEN: [&str; 20] = [
    "Ada", "Mara", "Ines", "Tomas", "Elena", "Ruth", "Omar", "Nadia", "Peter", "Lucia", "Samuel", "Grace", "Viktor", "Amina", "Daniel",
    "Hana", "Leo", "Ivy", "Marcus", "Sofia",
];

/// The words and people of one made-up world.
struct World {
    words: Vec<String>,
    speakers: Vec<(SpeakerId, String)>,
    pictures: Vec<Vec<u8>>,
    seed: u64,
    length: usize,
    bare: bool,
    photos: Option<u32>,
    paragraph: Option<usize>,
}

/// Writes the archive.
pub fn run(args: &Args) -> Outcome {
    let world = World::new(args);
    let mut archive =
        Archive::new(format!("{} made articles", args.articles), format!("urn:onrecord:made:{}:{}", args.seed, args.articles));
    archive.speakers = world
        .speakers
        .iter()
        .map(|(id, name)| Speaker::Person(Person { id: id.clone(), name: name.clone(), ..Person::default() }))
        .collect();
    let (mut lines, mut names) = (Vec::new(), Vec::new());
    for number in 0..args.articles {
        let (slug, article) = world.article(number);
        let folder = format!("data/articles/{slug}");
        names.push(format!("{folder}/article.json"));
        names.extend(article.captures.iter().map(|capture| format!("{folder}/{}", capture.content_url)));
        names.extend(article.photos.iter().filter_map(|photo| Some(format!("{folder}/{}", photo.content_url.as_ref()?))));
        serde_json::to_writer(&mut lines, &ArticleSummary::of(slug.clone(), &article))?;
        lines.push(b'\n');
        archive.articles.push(slug);
    }
    save_made(&args.out, form_of(&args.out), &archive, lines, names, &|name| world.file(name))?;
    say(&format!("{}: {} articles", args.out.display(), args.articles))
}

impl World {
    fn new(args: &Args) -> Self {
        let (seed, length, bare) = (args.seed, args.words, args.bare);
        let mut rng = Rng::with_seed(seed);
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let parts = [
            "ba", "con", "der", "el", "fa", "gra", "hin", "is", "jo", "ka", "lor", "mi", "nor", "op", "pre", "qui", "ras", "sta", "ter",
            "un", "ver", "wil", "yon", "ze",
        ];
        let ends = ["", "s", "ed", "ing", "er", "ment", "tion", "ly", "al", "ness"];
        while words.len() < 30_000 {
            let syllables = rng.usize(2..5);
            let mut word: String = (0..syllables).map(|_| parts[rng.usize(0..parts.len())]).collect();
            word.push_str(ends[rng.usize(0..ends.len())]);
            words.push(word);
        }
        let speakers = (0..SPEAKERS)
            .map(|number| {
                let family = &words[200 + rng.usize(0..20_000)];
                let mut name = GIVEN[rng.usize(0..GIVEN.len())].to_owned();
                name.push(' ');
                name.extend(family.chars().take(1).flat_map(char::to_uppercase));
                name.extend(family.chars().skip(1));
                (SpeakerId::new(format!("speaker-{number}")), name)
            })
            .collect();
        let pictures = if bare { Vec::new() } else { (0..48).map(|_| picture(&mut rng)).collect() };
        Self { words, speakers, pictures, seed, length, bare, photos: args.photos, paragraph: args.paragraph }
    }

    /// A word as often as its rank has it: the second comes half as often as the first, the third a third.
    fn word(&self, rng: &mut Rng) -> &str {
        let rank = (rng.f64() * (self.words.len() as f64).ln()).exp() as usize;
        &self.words[rank.saturating_sub(1).min(self.words.len() - 1)]
    }

    fn sentence(&self, rng: &mut Rng, words: usize) -> String {
        let mut sentence = String::new();
        for at in 0..words.max(2) {
            let word = self.word(rng);
            if at == 0 {
                sentence.extend(word.chars().take(1).flat_map(char::to_uppercase));
                sentence.push_str(&word[1..]);
            } else {
                sentence.push_str(if rng.u8(0..14) == 0 { ", " } else { " " });
                sentence.push_str(word);
            }
        }
        sentence
    }

    fn article(&self, number: u32) -> (Slug, Article) {
        let mut rng = Rng::with_seed(self.seed ^ (u64::from(number) << 20) ^ 0x5eed);
        let words = rng.usize(6..12);
        let headline = self.sentence(&mut rng, words);
        let slug = Slug::from_title(&headline);
        let slug: Slug = format!("{}-{number}", slug.as_str()).parse().unwrap_or_else(|_| slug.numbered(number as usize + 2));
        let mut article = Article::new(headline);
        article.publisher = Some(OUTLETS[rng.usize(0..OUTLETS.len())].to_owned());
        article.in_language = Some("en".to_owned());
        article.keywords = (0..rng.usize(0..4)).map(|_| TAGS[rng.usize(0..TAGS.len())].to_owned()).collect();
        article.byline = Byline(vec![Creator::person(self.speakers[rng.usize(0..200)].1.clone())]);
        let day = (rng.i16(2011..2021), rng.i8(1..13), rng.i8(1..29));
        article.date_published = format!("{:04}-{:02}-{:02}", day.0, day.1, day.2).parse().ok();
        article.url = Some(format!("https://news.example/{}/{slug}", day.0));
        let words = rng.usize(10..24);
        article.standfirst = Some(self.sentence(&mut rng, words) + ".");
        // Most are near the average, some twice as long.
        let wanted = self.length / 2 + rng.usize(0..self.length.max(2) / 2) + rng.usize(0..self.length.max(2) / 2);
        let (mut written, mut at) = (0, 0);
        let mut quoted: Vec<(usize, usize, SpeakerId, &str)> = Vec::new();
        while written < wanted {
            let most = self.paragraph.unwrap_or(usize::MAX).max(3);
            let paragraph = if rng.u8(0..3) == 0 && most > 8 {
                let words = rng.usize(5..22).min(most - 4);
                let said = self.sentence(&mut rng, words);
                let (id, name) = &self.speakers[((rng.f64() * (SPEAKERS as f64).ln()).exp() as usize).min(SPEAKERS - 1)];
                let verb = VERBS[rng.usize(0..VERBS.len())];
                quoted.push((at + 1, at + 1 + said.chars().count() + 1, id.clone(), verb));
                written += words + 4;
                format!("“{said},” {name} {verb}.")
            } else {
                let sentences = if self.paragraph.is_some() { 1 } else { rng.usize(1..4) };
                let mut paragraph = String::new();
                for _ in 0..sentences {
                    let words = rng.usize(8..26).min(most);
                    written += words;
                    paragraph.push_str(&self.sentence(&mut rng, words));
                    paragraph.push_str(". ");
                }
                paragraph.trim_end().to_owned()
            };
            at += paragraph.chars().count() + 2;
            article.blocks.push(Block::paragraph(paragraph));
        }
        let text: PlainText = article.plain_text();
        for (number, (start, end, speaker, verb)) in quoted.into_iter().enumerate() {
            article.quotations.push(Quotation {
                id: QuotationId::new(format!("q{}", number + 1)),
                kind: if end - start > 60 { QuotationKind::Direct } else { QuotationKind::Partial },
                passages: Passage::within(Part::Body, &text, start, end).into_iter().collect(),
                spoken_by_character: Some(speaker),
                cue: Some(verb.to_owned()),
                medium: (verb == "wrote").then(|| "statement".to_owned()),
                ..Quotation::default()
            });
        }
        if !self.bare {
            let photos = self.photos.unwrap_or_else(|| u32::from(rng.u8(0..10) < 4));
            for number in 1..=photos {
                article.photos.push(Photo {
                    id: PhotoId::new(format!("p{number}")),
                    content_url: Some(format!("media/{}.jpg", rng.usize(0..self.pictures.len()) + number as usize * self.pictures.len())),
                    caption: self.sentence(&mut rng, 14) + ".",
                    credit_text: Some(format!("{} / {}", self.speakers[rng.usize(0..200)].1, OUTLETS[rng.usize(0..OUTLETS.len())])),
                    ..Photo::default()
                });
            }
            if self.photos.is_none() {
                article.captures.push(Capture {
                    content_url: "capture/page.html".into(),
                    encoding_format: "text/html".into(),
                    ..Capture::default()
                });
            }
        }
        (slug, article)
    }

    /// The bytes of a file, by its name.
    fn file(&self, name: &str) -> Vec<u8> {
        let mut parts = name.split('/').skip(2);
        let (slug, kind, file) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if kind == "media" {
            let number: usize = file.trim_end_matches(".jpg").parse().unwrap_or(0);
            let mut picture = self.pictures[number % self.pictures.len()].clone();
            if self.photos.is_some() {
                // Behind its end, where nobody reads: no two photos are the same file.
                picture.extend_from_slice(slug.as_bytes());
                picture.extend_from_slice(file.as_bytes());
            }
            return picture;
        }
        let number = slug.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        let (_, article) = self.article(number);
        if kind == "article.json" {
            // The model holds nothing that JSON cannot say.
            return serde_json::to_vec_pretty(&article).unwrap_or_default();
        }
        let mut page =
            format!("<!doctype html><html lang=\"en\"><head><title>{0}</title></head><body><article><h1>{0}</h1>\n", article.headline);
        for text in article.blocks.iter().filter_map(Block::plain_text) {
            page.push_str(&format!("<p class=\"paragraph\">{text}</p>\n"));
        }
        page.push_str("</article></body></html>\n");
        page.into_bytes()
    }
}

/// A picture with shapes and grain, as large as those of web pages are when they are small.
fn picture(rng: &mut Rng) -> Vec<u8> {
    let (width, height) = (rng.u32(240..420), rng.u32(160..300));
    let (tint, grain) = ([rng.u8(..), rng.u8(..), rng.u8(..)], rng.u8(6..40));
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let wave = ((x as f32 / 17.0).sin() * 40.0 + (y as f32 / 23.0).cos() * 40.0) as i16;
        let noise = i16::from(rng.u8(0..grain));
        image::Rgb(tint.map(|tone| (i16::from(tone) + wave + noise).clamp(0, 255) as u8))
    });
    let mut bytes = Cursor::new(Vec::new());
    // Writing into memory cannot fail.
    let _ = picture.write_to(&mut bytes, image::ImageFormat::Jpeg);
    bytes.into_inner()
}
