//! Saved web pages into articles.
//! `tree` and `page` read the page, everything else only looks at it.
mod blocks;
mod body;
mod byline;
mod caption;
mod charset;
mod dates;
mod headline;
mod language;
mod lines;
mod metadata;
mod noise;
mod page;
mod photos;
mod phrases;
mod post;
mod publisher;
mod renditions;
mod rich;
mod said;
mod site;
mod tree;
mod witness;

use super::file::{ImportError, Imported};
use crate::{
    model::{Article, Photo, PhotoId},
    quotes,
};

/// Reads a saved page into an article.
pub(super) fn html(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let text = charset::letters(bytes, None).0;
    let page = page::Page::parse(&text).map_err(|_| ImportError::Empty(name.to_owned()))?;
    let mut lines = lines::lines(&page);
    let head = metadata::Head::of(&page);
    let site = site::Site { host: head.address.as_deref().and_then(site::host).unwrap_or_default(), titles: head.titles.clone() };
    let witness = head.witness();
    lines::mark_noise(&page, &mut lines, head.headline.node, &|line| witness.opens(&line.words));
    let place = body::place(&page, &lines, &witness, head.headline.node);
    let chosen = body::choose(&page, &lines, &place, &site, head.headline.node);
    if std::env::var("DBG").is_ok() {
        eprintln!("place {} {:?}", page.tag(place.node), page.attr(place.node, "class"));
        for (line, c) in lines.iter().zip(&chosen) {
            if page.is_within(line.first, place.node) || line.weight() > 60.0 {
                eprintln!(
                    "{} {:?} {} {:.2} {}",
                    if *c { "##" } else { "--" },
                    line.noise,
                    page.tag(line.block),
                    line.link_density(),
                    line.words.chars().take(100).collect::<String>().replace('\n', "|")
                );
            }
        }
    }
    let mut article = Article::new("x");
    let mut kept: Vec<&lines::Line> = lines.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(line, _)| line).collect();
    let around = photos::Around { page: &page, body: &kept, place: place.node, headline: head.headline.node };
    let mut found = around.photos();
    let start = kept.first().map_or(page.len(), |line| line.first);
    if let Some(lead) = head.lead().filter(|_| !found.iter().any(|photo| photo.node < start)) {
        found.insert(0, lead);
    }
    kept.retain(|line| !found.iter().any(|photo| photo.line == Some(line.first)));
    let mut places = Vec::new();
    for (at, photo) in found.into_iter().enumerate() {
        let id = PhotoId::new(format!("p{}", at + 1));
        places.push((photo.node, id.clone()));
        let mut own =
            Photo { id, caption: photo.said.caption, credit_text: photo.said.credit, alternate_name: photo.alternate, ..Photo::default() };
        if let Some(url) = renditions::address_of(&photo.urls, head.address.as_deref()) {
            own.extra.insert("url".to_owned(), url.into());
        }
        article.photos.push(own);
    }
    article.blocks = blocks::blocks(&page, &kept, place.node, &places, head.address.as_deref());
    let body = article.plain_text();
    head.fill(&page, body.as_str(), &mut article);
    let findings = quotes::find(&article);
    Ok(Imported {
        article,
        findings,
        capture_name: "page.html".to_owned(),
        capture_type: "text/html".to_owned(),
        capture: bytes.to_vec(),
        doubts: Vec::new(),
    })
}
