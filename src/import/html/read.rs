//! One page into one article.

use super::{
    blocks::{Frames, blocks},
    body, charset,
    confidence::{Reading, confidence},
    fields::fields,
    lines::{Line, lines, mark_noise},
    metadata::Head,
    page::{Cut, Page},
    photos::{Around, Found},
    renditions::{address_of, data, stem},
    saved::saved,
    seen::Seen,
    site::{Site, absolute, host},
    source::PageSource,
};
use crate::{
    import::{
        file::{ImportError, Imported, Picture},
        review::Review,
    },
    model::{Article, Photo, PhotoId, Slug},
    quotes,
};

/// How long a page may be, in bytes; pages with their pictures in them are the longest.
const LONGEST: usize = 64 << 20;
/// How much a page's pictures may hold together, in bytes.
const PICTURES: usize = 256 << 20;

/// Reads a page into an article.
///
/// # Errors
/// Where it has no words, or is beyond the limits; the sentence names the remedy.
pub(in crate::import) fn page(source: &PageSource<'_>) -> Result<Imported, ImportError> {
    if source.bytes.len() > LONGEST {
        return Err(ImportError::PageTooLong(source.name.to_owned()));
    }
    let (text, guessed) = charset::letters(source.bytes, source.charset);
    let page = Page::parse(&text);
    let mut doubts: Vec<String> = guessed.into_iter().collect();
    doubts.extend(limits(&page));
    let mut lines = lines(&page);
    let saved = saved(&text);
    let head = Head::of(&page, source.address.or(saved.address.as_deref()));
    if lines.is_empty() {
        return Err(if text.contains("<script") || text.contains("<SCRIPT") {
            ImportError::OnlyScripts(source.name.to_owned())
        } else {
            ImportError::Empty(source.name.to_owned())
        });
    }
    let site = Site { host: head.address.as_deref().and_then(host).unwrap_or_default(), titles: head.titles.clone() };
    let witness = head.witness();
    mark_noise(&page, &mut lines, head.headline.node, &|line| witness.opens(&line.words));
    let place = body::place(&page, &lines, &witness, head.headline.node);
    let left = body::choose(&page, &lines, &place, &site, head.headline.node);
    let mut kept: Vec<&Line> = lines.iter().zip(&left).filter(|(_, left)| left.is_none()).map(|(line, _)| line).collect();
    let named = head.pictures();
    let around = Around { page: &page, body: &kept, place: place.node, headline: head.headline.node, named: &named };
    let mut found = around.photos();
    let start = kept.first().map_or(page.len(), |line| line.first);
    let is_there = |lead: &Found| {
        let own = lead.urls.first().map(|url| stem(url));
        found.iter().any(|photo| photo.node < start || photo.urls.iter().any(|url| Some(stem(url)) == own))
    };
    if let Some(lead) = head.lead(&named).filter(|lead| !is_there(lead)) {
        found.insert(0, lead);
    }
    kept.retain(|line| !found.iter().any(|photo| photo.line == Some(line.first)));

    let mut article = Article::new("");
    // Links start from the base that the page names, which is itself written from the page's address.
    let base = head.said.base.as_deref().map(|base| absolute(base, head.address.as_deref()));
    let address = base.as_deref().or(head.address.as_deref());
    let mut pictures = Vec::new();
    let places: Vec<(usize, PhotoId)> =
        found.iter().enumerate().map(|(at, photo)| (photo.node, PhotoId::new(format!("p{}", at + 1)))).collect();
    for (photo, (_, id)) in found.iter().zip(&places) {
        article.photos.push(taken(photo, id, address));
        let held: usize = pictures.iter().map(|picture: &Picture| picture.bytes.len()).sum();
        if held < PICTURES {
            pictures.extend(file(source, photo, id, address));
        }
    }
    let frames = Frames { page: &page, place: place.node, body: page.find(0, "body").unwrap_or(0) };
    article.blocks = blocks(&frames, &kept, &places, address);
    let body = article.plain_text();
    head.fill(&page, body.as_str(), &mut article);
    let seen = Seen { page: &page, lines: &lines, left: &left, place: place.node, found: &found, places: &places, address };
    let fields = fields(&page, &head, &article);
    let reading = Reading {
        page: &page,
        head: &head,
        lines: &lines,
        kept: &kept,
        place: place.node,
        witness: &witness,
        article: &article,
        fields: &fields,
    };
    let (mut confidence, others) = confidence(&reading);
    for _ in &doubts {
        confidence *= 0.7;
    }
    doubts.extend(others);
    let review = Review { blocks: seen.blocks(), fields, confidence };
    if article.headline.is_empty() {
        article.headline = first_words(body.as_str());
    }
    let findings = quotes::find(&article);
    Ok(Imported {
        article,
        findings,
        capture_name: "page.html".to_owned(),
        capture_type: "text/html".to_owned(),
        capture: source.bytes.to_vec(),
        captured: source.captured.or(saved.date),
        pictures,
        review,
        doubts,
    })
}

/// What to call an article without a headline.
fn first_words(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().take(11).collect();
    match words.len() {
        0 => "Page without words".to_owned(),
        11 => format!("{}…", words[..10].join(" ").trim_end_matches([',', ';', ':', '.'])),
        _ => words.join(" "),
    }
}

/// What of the page was not read, in sentences.
fn limits(page: &Page) -> Vec<String> {
    let mut said = Vec::new();
    match page.cut {
        Some(Cut::TooMany(read)) => said.push(format!(
            "The page has more than a million parts; its first {read} % were read. Check its end, or save it in the browser’s reader view."
        )),
        Some(Cut::TooSlow(read)) => said.push(format!(
            "The page takes longer than a minute to read; its first {read} % were read. Check its end, or save it in the browser’s reader view."
        )),
        None => {}
    }
    if page.is_flattened {
        said.push(
            "The page nests its parts more than 512 deep; the deeper ones were read as one. Check the order of its paragraphs, or save it in the browser’s reader view."
                .to_owned(),
        );
    }
    said
}

/// A picture as the article has it.
fn taken(found: &Found, id: &PhotoId, address: Option<&str>) -> Photo {
    let mut photo = Photo {
        id: id.clone(),
        caption: found.said.caption.clone(),
        credit_text: found.said.credit.clone(),
        alternate_name: found.alternate.clone(),
        ..Photo::default()
    };
    if let Some(url) = address_of(&found.urls, address) {
        photo.extra.insert("url".to_owned(), url.into());
    }
    photo
}

/// The largest of a picture's files that came with the page.
fn file(source: &PageSource<'_>, found: &Found, id: &PhotoId, address: Option<&str>) -> Option<Picture> {
    found.urls.iter().find_map(|url| {
        let bytes = match data(url) {
            Some(bytes) => bytes,
            None => (source.find)(url, Some(absolute(url, address).as_str()).filter(|whole| whole != url))?,
        };
        let ending = image::guess_format(&bytes).ok()?.extensions_str().first()?;
        let name = if url.starts_with("data:") { id.to_string() } else { format!("{id}-{}", Slug::from_title(&stem(url))) };
        Some(Picture { photo: id.clone(), name: format!("{name}.{ending}"), bytes })
    })
}
