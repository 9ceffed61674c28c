//! One page into one article.

use super::{
    blocks::{Frames, blocks},
    body, charset,
    confidence::{Reading, confidence},
    credit,
    embeds::embeds,
    fields::fields,
    gallery,
    lines::{Line, lines, mark_noise},
    metadata::Head,
    page::{Cut, Page},
    photos::{Around, Found},
    place::{self, Place},
    renditions::{address_of, data, stem},
    saved::saved,
    seen::Seen,
    site::{Site, absolute, host},
    source::PageSource,
    standfirst,
};
use crate::{
    import::{
        document::repeats,
        file::{ImportError, Imported, Picture},
        head as above, limits, pictures,
        review::{Review, TakenFor},
        source::Source,
    },
    model::{Article, Block, Figure, Photo, PhotoId, Slug},
    quotes,
};

/// How much a page's pictures may hold together, in bytes.
const PICTURES: usize = 256 << 20;

/// Reads a page into an article.
///
/// # Errors
/// Where it has no words, or is beyond the limits; the sentence names the remedy.
pub(in crate::import) fn page(source: &PageSource<'_>) -> Result<Imported, ImportError> {
    if source.bytes.len() as u64 > limits::HTML {
        return Err(ImportError::PageTooLong(source.name.to_owned(), limits::HTML >> 20));
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
    let site =
        Site { host: head.address.as_deref().and_then(host).unwrap_or_default(), titles: head.titles.clone(), authors: head.authors() };
    let witness = head.witness();
    mark_noise(&page, &mut lines, head.headline.node, &|line| witness.opens(&line.words));
    let is_article = head.is_article(&page);
    let mut place = place::place(&page, &lines, &witness, head.headline.node, is_article);
    let mut left = body::choose(&page, &lines, &place, &site, head.headline.node);
    if let Some(guess) = body::guess(&page, &lines, &left, is_article) {
        place = Place { node: page.find(0, "body").unwrap_or(0), without: Vec::new() };
        left = guess;
        doubts.push("No article was found; what stands between the menus was taken. Leave out what does not belong.".to_owned());
    }
    let standfirst = standfirst::standfirst(&page, &lines, &left, head.headline.node);
    if let Some(at) = standfirst {
        left[at] = Some(body::Why::Standfirst);
    }
    let mut kept: Vec<&Line> = lines.iter().zip(&left).filter(|(_, left)| left.is_none()).map(|(line, _)| line).collect();
    let named = head.pictures();
    let around = Around { page: &page, body: &kept, place: place.node, headline: head.headline.node, named: &named };
    let mut found = around.photos();
    let range = around.range();
    let start = kept.first().map_or(page.len(), |line| line.first);
    let is_there = |lead: &Found| {
        let own = lead.urls.first().map(|url| stem(url));
        found.iter().any(|photo| photo.node < start || photo.urls.iter().any(|url| Some(stem(url)) == own))
    };
    if let Some(lead) = head.lead(&named).filter(|lead| !is_there(lead)) {
        found.insert(0, lead);
    }
    gallery::add(&page, &head.said, place.node, &mut found);
    kept.retain(|line| !found.iter().any(|photo| photo.line == Some(line.first)));

    let mut article = Article::new("");
    // Links start from the base that the page names, which is itself written from the page's address.
    let base = head.said.base.as_deref().map(|base| absolute(base, head.address.as_deref()));
    let address = base.as_deref().or(head.address.as_deref());
    let mut pictures = Vec::new();
    let places: Vec<(usize, PhotoId)> =
        found.iter().enumerate().map(|(at, photo)| (photo.node, PhotoId::new(format!("p{}", at + 1)))).collect();
    for (photo, (_, id)) in found.iter().zip(&places) {
        article.photos.push(taken(&head, photo, id, address));
        let held: usize = pictures.iter().map(|picture: &Picture| picture.bytes.len()).sum();
        if held < PICTURES {
            pictures.extend(file(source, photo, id, address));
        }
    }
    let frames = Frames { page: &page, place: place.node, body: page.find(0, "body").unwrap_or(0) };
    let mut placed: Vec<(usize, Block)> =
        places.iter().map(|(node, id)| (*node, Block::Figure(Figure { photo: id.clone(), ..Figure::default() }))).collect();
    placed.extend(embeds(&page, range, address).into_iter().map(|(node, post)| (node, Block::Post(post))));
    placed.sort_by_key(|(node, _)| *node);
    article.blocks = blocks(&frames, &kept, &placed, address);
    let body = article.plain_text();
    let dates = head.fill(&page, body.as_str(), &mut article);
    article.dateline = body.as_str().split("\n\n").next().and_then(above::dateline).map(|(place, _)| place);
    if let Some(at) = standfirst {
        article.standfirst = Some(lines[at].words.clone());
    }
    let compared = witness.is_there().then(|| {
        let own: Vec<&str> = kept.iter().map(|line| line.words.as_str()).collect();
        witness.compare(&own)
    });
    let seen = Seen {
        page: &page,
        lines: &lines,
        left: &left,
        place: place.node,
        headline: head.headline.node,
        found: &found,
        places: &places,
        placed: &placed,
        address,
        witness: Some(&witness).filter(|_| compared.is_some_and(|(shared, missing)| missing < 0.5 && (shared < 0.98 || missing > 0.02))),
    };
    let fields = fields(&page, &head, &dates, &article);
    let reading = Reading {
        page: &page,
        head: &head,
        lines: &lines,
        kept: &kept,
        place: place.node,
        compared,
        article: &article,
        fields: &fields,
        dates: &dates,
    };
    let (mut confidence, others) = confidence(&reading);
    for _ in &doubts {
        confidence *= 0.7;
    }
    doubts.extend(others);
    let mut review = Review { blocks: seen.blocks(), fields, confidence };
    part_standfirst(&mut article, &mut review);
    if article.headline.is_empty() {
        article.headline = first_words(body.as_str());
    }
    let findings = quotes::find(&article);
    Ok(Imported {
        article,
        findings,
        name: source.name.to_owned(),
        source: Source {
            address: source.address.map(str::to_owned).or(saved.address),
            charset: source.charset.map(str::to_owned),
            captured: source.captured.or(saved.date),
        },
        capture_name: "page.html".to_owned(),
        capture_type: "text/html".to_owned(),
        capture: source.bytes.to_vec(),
        pictures,
        review,
        doubts,
    })
}

/// A first paragraph that says what the second begins with is the summary above the lede, however it is set; as for text.
fn part_standfirst(article: &mut Article, review: &mut Review) {
    let mut paragraphs = article.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Paragraph(paragraph) => Some((at, paragraph.words.text.as_str())),
        _ => None,
    });
    let (Some((at, first)), Some((_, second)), Some((_, third))) = (paragraphs.next(), paragraphs.next(), paragraphs.next()) else {
        return;
    };
    // Paragraphs that all begin alike are a list, not a summary and its lede.
    if article.standfirst.is_some() || !repeats(first, second) || repeats(second, third) {
        return;
    }
    let first = first.to_owned();
    article.blocks.remove(at);
    if let Some(block) = review.blocks.iter_mut().find(|block| block.taken_for == TakenFor::Body && block.text() == first) {
        block.taken_for = TakenFor::Standfirst;
    }
    article.standfirst = Some(first);
}

/// What to call an article without a headline.
fn first_words(body: &str) -> String {
    let line = body.lines().next().unwrap_or_default();
    let line = if line.split_whitespace().count() <= 14 { line } else { body };
    let words: Vec<&str> = line.split_whitespace().take(11).collect();
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
fn taken(head: &Head, found: &Found, id: &PhotoId, address: Option<&str>) -> Photo {
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
    head.describe(found, &mut photo);
    credit::read(&mut photo);
    photo
}

/// The largest of a picture's files that came with the page.
fn file(source: &PageSource<'_>, found: &Found, id: &PhotoId, address: Option<&str>) -> Option<Picture> {
    found.urls.iter().find_map(|url| {
        let bytes = match data(url) {
            Some(bytes) => bytes,
            None => (source.find)(url, Some(absolute(url, address).as_str()).filter(|whole| whole != url))?,
        };
        let ending = pictures::ending(&bytes)?;
        let name = if url.starts_with("data:") { id.to_string() } else { format!("{id}-{}", Slug::from_title(&stem(url))) };
        Some(Picture { photo: id.clone(), name: format!("{name}.{ending}"), bytes })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        import::{html::html, review::TakenFor},
        model::{Creator, MarkKind},
    };

    const BODY: &str = "<p>The council closed the old harbour bridge on Tuesday after divers found cracks below the water line.</p>\
         <p>“It stays closed until spring,” said Ada Ferris, the mayor, who spoke beside the <a href=/bridge>bridge</a>.</p>\
         <p>Lorries must take the long way round the bay, where the road is narrow and the hills are steep.</p>";

    fn page(inner: &str) -> Imported {
        let page = format!(
            "<!DOCTYPE html><html lang=en><title>Bridge closed until spring | Harbour Gazette</title><link rel=canonical href='https://gazette.example/2020/11/18/bridge'><body>{inner}</body></html>"
        );
        html("page.html", page.as_bytes()).unwrap()
    }

    fn body(imported: &Imported) -> String {
        imported.article.plain_text().as_str().to_owned()
    }

    #[test]
    fn an_article_is_parted_from_what_stands_around_it() {
        let read = page(&format!(
            "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Bridge closed until spring</h1><div class=byline>By Tom Bell</div>\
             <figure><img src=/b.jpg alt='A bridge'><figcaption>The bridge at low tide. <span class=credit>Ada Ferris/AP</span></figcaption></figure>\
             {BODY}<iframe src='https://www.youtube.com/embed/x1' title='From above'></iframe><p>Correction: The bridge is 90 metres long, not 900.</p></article>\
             <aside class=related><h3>Related</h3><a href=/f>Ferry fares rise by a third this year</a></aside><footer>© Harbour Gazette</footer>"
        ));
        let text = body(&read);
        assert!(text.starts_with("The council closed") && text.ends_with("not 900."), "{text}");
        let article = &read.article;
        assert_eq!(article.headline, "Bridge closed until spring");
        assert_eq!(article.byline.in_words(), "Tom Bell");
        assert_eq!(article.publisher.as_deref(), Some("Harbour Gazette"));
        assert_eq!(article.date_published.unwrap().to_string(), "2020-11-18");
        let photo = &article.photos[0];
        assert_eq!((photo.caption.as_str(), photo.credit_text.as_deref()), ("The bridge at low tide.", Some("Ada Ferris/AP")));
        assert_eq!((photo.creator.as_ref().map(Creator::name), photo.provider.as_deref()), (Some("Ada Ferris"), Some("AP")));
        assert_eq!(photo.alternate_name.as_deref(), Some("A bridge"));
        let link = article.blocks.iter().filter_map(Block::words).flat_map(|words| &words.marks).next().unwrap();
        assert_eq!(link.kind, MarkKind::Link("https://gazette.example/bridge".to_owned()));
        assert!(article.blocks.iter().any(|block| matches!(block, Block::Post(post) if post.network.as_deref() == Some("YouTube"))));
        let Some(Block::Paragraph(correction)) = article.blocks.last() else { panic!("{:?}", article.blocks.last()) };
        assert_eq!(correction.extra["role"], "correction");
        assert_eq!(read.findings.quotations.len(), 1);

        // The review has every block once, and its body is the article's.
        assert_eq!(read.review.body(), article.blocks);
        let of = |words: &str| read.review.blocks.iter().find(|block| block.text().contains(words)).unwrap();
        assert_eq!(of("low tide").taken_for, TakenFor::Caption(photo.id.clone()));
        assert_eq!(of("Ferry fares").taken_for, TakenFor::LeftOut);
        assert_eq!(of("until spring").taken_for, TakenFor::Headline);
        assert!(!of("Sport").reason.is_empty());
    }

    #[test]
    fn a_summary_that_the_lede_repeats_is_the_standfirst() {
        let summary = "<p>The council closed the old harbour bridge, the mayor said, and it stays closed until spring.</p>";
        let read = page(&format!("<article><h1>Bridge closed until spring</h1>{summary}{BODY}<p>RELATED STORIES</p></article>"));
        assert!(read.article.standfirst.as_deref().unwrap().starts_with("The council closed the old harbour bridge, the mayor"));
        assert!(body(&read).starts_with("The council closed the old harbour bridge on Tuesday") && body(&read).ends_with("steep."));
        assert!(read.review.blocks.iter().any(|block| block.taken_for == TakenFor::Standfirst));
    }

    #[test]
    fn pages_of_other_kinds_keep_their_text() {
        let teasers: String = (0..8)
            .map(|number| {
                format!("<article class=teaser><h2><a href=/n{number}>Headline {number}</a></h2><p>A short summary of article number {number}, which tells what the council did and who was against it.</p></article>")
            })
            .collect();
        let sections = "<section class=a><h2>Hulls</h2><p>We replace planks with wood from the hills behind the town, and caulk every seam by hand.</p></section>\
             <section class=b><h2>Engines</h2><p>Our mechanics know every diesel that was sold here since 1950 and keep parts for most of them.</p></section>";
        let question = "<div class=question><div class=post-text><p>I would like to know how long the old harbour bridge is, since the map and the sign differ.</p></div></div>";
        let answers = "<div class=answers><div class=answer><div class=post-text><p>It is 90 metres long, as the survey of 1998 says, which you find in the town hall.</p></div></div>\
             <div class=answer><div class=post-text><p>The sign counts the ramps, that is why it says 140. Both are right in their way.</p></div></div></div>";
        for (inner, wanted) in [
            (format!("<nav><a href=/>Home</a></nav><h1>News</h1>{teasers}"), ["article number 0,", "article number 7,"]),
            (format!("<nav><a href=/>Home</a></nav>{sections}"), ["caulk every seam", "diesel"]),
            (format!("<h1>How long is the bridge?</h1>{question}{answers}"), ["I would like to know", "counts the ramps"]),
            ("<main><h1>Keys</h1><p>The program reads one file.</p><pre>[server]\nport = 80</pre><dl><dt>port<dd>The number of the port.</dl></main>".to_owned(), ["[server]\nport = 80", "The number of the port."]),
            ("<article><h1>Soup</h1><div class=entry-content><p>My grandmother made it.</p><h2>Parts</h2><ul><li>1 kg of fish<li>2 onions</ul><h2>Method</h2><ol><li>Cut the onions and fry them until they are golden and soft.<li>Add the fish and a litre of water, and let it simmer for half an hour.</ol></div></article>".to_owned(), ["1 kg of fish\n2 onions", "half an hour."]),
        ] {
            let html = format!("<html lang=en><title>Harbour</title><body>{inner}<footer>© Harbour</footer></body></html>");
            let read = html_of(&html);
            for words in wanted {
                assert!(read.contains(words), "{words}: {read}");
            }
            assert!(!read.contains('©') && !read.contains("Home"), "{read}");
        }
    }

    fn html_of(page: &str) -> String {
        body(&html("page.html", page.as_bytes()).unwrap())
    }

    #[test]
    fn a_block_is_taken_in_by_hand_and_left_out_again() {
        let mut read = page(&format!(
            "<article><h1>Bridge closed until spring</h1>{BODY}</article><aside class=related><p>“I saw it,” said Tom Bell.</p></aside>"
        ));
        assert!(!body(&read).contains("I saw it"));
        let at = read.review.blocks.iter().position(|block| block.text().contains("I saw it")).unwrap();
        read.review.blocks[at].taken_for = TakenFor::Body;
        read.retake();
        assert!(body(&read).ends_with("“I saw it,” said Tom Bell."));
        assert_eq!(read.findings.quotations.len(), 2);
    }

    #[test]
    fn a_sure_page_comes_behind_a_doubtful_one() {
        let sure = page(&format!("<article><h1>Bridge closed until spring</h1><div class=byline>By Tom Bell</div>{BODY}{BODY}</article>"));
        let doubtful = page("<h1>Bridge closed until spring</h1><p>The council closed the old harbour bridge.</p>");
        assert!(sure.review.confidence > 0.9 && sure.doubts.is_empty(), "{:?}", sure.doubts);
        assert!(doubtful.review.confidence < 0.7 && doubtful.doubts[0].contains("only 7 words"), "{:?}", doubtful.doubts);
    }

    #[test]
    fn pictures_within_the_page_and_beside_it_are_taken_along() {
        let gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        let data = format!("data:image/gif;base64,{gif}{}", "A".repeat(1_500));
        let html = format!(
            "<html><article><h1>Bridge</h1><figure><img src='{data}'><figcaption>One</figcaption></figure>{BODY}<figure><img src='Bridge_files/b.gif'><figcaption>Two</figcaption></figure>{BODY}</article>"
        );
        let file = data_encoding::BASE64.decode(gif.as_bytes()).unwrap();
        let find = |url: &str, _: Option<&str>| (url == "Bridge_files/b.gif").then(|| file.clone());
        let read = super::page(&PageSource { find: &find, ..PageSource::new("page.html", html.as_bytes()) }).unwrap();
        assert_eq!(read.article.photos.len(), 2);
        let names: Vec<&str> = read.pictures.iter().map(|picture| picture.name.as_str()).collect();
        assert!(names[0] == "p1.gif" && names[1].starts_with("p2-b") && names[1].ends_with(".gif"), "{names:?}");
    }

    #[test]
    fn hostile_pages_are_a_sentence_and_what_can_be_read() {
        let deep = html("deep.html", format!("<h1>Bridge</h1>{}{BODY}", "<div>".repeat(200_000)).as_bytes()).unwrap();
        assert!(body(&deep).contains("The council closed"));
        assert!(deep.doubts.iter().any(|doubt| doubt.contains("512 deep") && doubt.contains("reader view")), "{:?}", deep.doubts);
        let long = html("long.html", &vec![b' '; limits::HTML as usize + 1]).unwrap_err().to_string();
        assert!(long.contains("long.html") && long.contains("64 MB") && long.contains("reader view"), "{long}");
        let scripts =
            html("app.html", b"<html><div id=root></div><script>draw()</script><script src=a.js></script>").unwrap_err().to_string();
        assert!(scripts.contains("app.html") && scripts.contains("scripts") && scripts.contains("save it again"), "{scripts}");
        let (wrong, _, _) = encoding_rs::WINDOWS_1251.encode(
            "<meta charset=utf-8><h1>Мост</h1><p>Мост закрыт до весны, сообщил в среду городской совет, и грузовики едут в объезд.",
        );
        let wrong = html("wrong.html", &wrong).unwrap();
        assert!(
            body(&wrong).contains("Мост закрыт") && wrong.doubts.iter().any(|doubt| doubt.contains("windows-1251")),
            "{:?}",
            wrong.doubts
        );
        for broken in
            ["<", "<p", "<!--", "<table><table><tr><p>x", "<svg><p>x</svg>", "<a href='", "<frameset><frame></frameset>", "\u{0}<p>x"]
        {
            // A sentence or an article, never a panic.
            let _ = html("broken.html", broken.as_bytes());
        }
    }
}
