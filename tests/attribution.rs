//! Who said what: short cases of our own, a table that only grows, and what the table has no column for.

#![allow(clippy::unwrap_used, clippy::panic, clippy::cast_precision_loss)] // a test that fails may panic, and counts are small

use onrecord::{
    model::{Article, Block, Creator, Extra, Part, Post, Quotation, QuotationKind, QuoteBlock, RichText},
    quotes::{self, Findings},
};

fn article(text: &str, language: Option<&str>) -> Article {
    let mut article = Article::new("Bridge");
    article.blocks = text.split('¶').map(Block::paragraph).collect();
    article.in_language = language.map(str::to_owned);
    article
}

/// The name of a quotation's speaker; `-` for nobody.
fn whose<'a>(found: &'a Findings, quotation: &Quotation) -> &'a str {
    let id = quotation.spoken_by_character.as_ref();
    id.and_then(|id| found.speakers.iter().find(|speaker| speaker.id() == id)).map_or("-", |speaker| speaker.name())
}

/// The speaker of each quoted passage of the body, in order.
fn speakers(text: &str, language: Option<&str>) -> Vec<String> {
    let found = quotes::find(&article(text, language));
    let marked = found.quotations.iter().filter(|quotation| quotation.kind != QuotationKind::Indirect);
    let mut passages: Vec<(usize, String)> = marked
        .flat_map(|quotation| {
            let name = whose(&found, quotation);
            quotation.passages.iter().map(move |passage| (passage.start, name.to_owned()))
        })
        .collect();
    passages.sort();
    passages.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn short_cases_have_the_right_speakers() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("attribution.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [group, wanted, text] = columns.as_slice() else { panic!("three columns, not {line}") };
        let language = match *group {
            "spanish" => "es",
            "french" => "fr",
            "german" => "de",
            _ => "en",
        };
        count += 1;
        let found = speakers(text, Some(language)).join(";");
        if found != *wanted {
            wrong.push(format!("{group}: {text}\n    wanted {wanted}\n    found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// An article of `articles.txt`: its words, and behind which of them it says who said them, and how.
struct Told {
    name: String,
    language: String,
    text: String,
    gold: Vec<Gold>,
}

/// What a person said of the words that end at a place.
struct Gold {
    /// In code points, behind the closing mark.
    at: usize,
    kinds: String,
    names: Vec<String>,
}

/// Reads the table of whole articles, in which braces behind the closing marks say who said the words.
fn articles() -> Vec<Told> {
    let table = include_str!("articles.txt");
    let read = |part: &str| {
        let (title, body) = part.split_once('\n').unwrap();
        let (name, language) = title.split_once(" · ").unwrap();
        let mut article = Told { name: name.to_owned(), language: language.trim().to_owned(), text: String::new(), gold: Vec::new() };
        for (number, piece) in body.trim().split(" {").enumerate() {
            let rest = if number == 0 { piece } else { piece.split_once('}').unwrap().1 };
            if number > 0 {
                let (kinds, names) = piece.split_once('}').unwrap().0.split_once(' ').unwrap_or((piece.split_once('}').unwrap().0, "-"));
                let names = names.split('|').map(|name| name.trim_start_matches(['*', '~']).to_owned()).collect();
                article.gold.push(Gold { at: article.text.chars().count(), kinds: kinds.to_owned(), names });
            }
            article.text.push_str(rest);
        }
        article
    };
    table.split("\n== ").skip(1).map(read).collect()
}

/// A name as it is compared: without case, articles and titles.
fn bare(name: &str) -> String {
    const TITLES: [&str; 12] = ["mr", "mrs", "ms", "dr", "the", "a", "an", "president", "minister", "prof", "sen", "gov"];
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| !TITLES.contains(&word.as_str())).collect::<Vec<_>>().join(" ")
}

#[test]
fn whole_articles_of_many_papers_are_read_nearly_as_a_person_reads_them() {
    let (mut said, mut found_count, mut hit, mut right, mut named, mut wrong_names, mut kinds) = (0, 0, 0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for told in articles() {
        let mut article = article("", Some(&told.language));
        article.blocks = told.text.split("\n\n").map(Block::paragraph).collect();
        let letters: Vec<char> = told.text.chars().collect();
        let found = quotes::find(&article);
        let marked = found.quotations.iter().filter(|quotation| quotation.kind != QuotationKind::Indirect);
        let mut passages: Vec<_> =
            marked.flat_map(|quotation| quotation.passages.iter().map(move |passage| (passage, quotation))).collect();
        found_count += passages.iter().filter(|(_, quotation)| quotation.kind.is_speech()).count();
        for gold in &told.gold {
            // Only the closing mark, and a full stop behind it, stand between the words and what is said of them.
            let ends_here =
                |end: usize| end <= gold.at && gold.at - end <= 3 && letters[end..gold.at].iter().all(|letter| !letter.is_alphanumeric());
            let at = passages.iter().position(|(passage, _)| ends_here(passage.end));
            let own = at.map(|at| passages.remove(at));
            let kind = own.map_or("nothing", |(_, quotation)| quotation.kind.word());
            let is_kind = gold.kinds.contains(&kind[..1]);
            let is_speech = gold.kinds.starts_with(['d', 'p']);
            said += usize::from(is_speech);
            let before: String = letters[gold.at.saturating_sub(40)..gold.at].iter().collect();
            let Some((_, quotation)) = own.filter(|(_, quotation)| is_speech && quotation.kind.is_speech()) else {
                // What may be a term as well is not counted as speech that was missed.
                if !is_kind && (is_speech || matches!(kind, "direct" | "partial")) {
                    wrong.push(format!("{}: …{before}: {kind}, not {}", told.name, gold.kinds));
                }
                said -= usize::from(is_speech && is_kind);
                found_count -= usize::from(!is_speech && is_kind && matches!(kind, "direct" | "partial"));
                continue;
            };
            hit += 1;
            kinds += usize::from(is_kind);
            let name = whose(&found, quotation);
            let is_right = gold.names.iter().any(|known| (known == "-" && name == "-") || (known != "-" && bare(known) == bare(name)));
            right += usize::from(is_right);
            named += usize::from(name != "-");
            wrong_names += usize::from(name != "-" && !is_right);
            if !is_right {
                wrong.push(format!("{}: …{before}: {name}, not {}", told.name, gold.names[0]));
            }
        }
        wrong.extend(
            passages
                .iter()
                .filter(|(_, quotation)| quotation.kind.is_speech())
                .map(|(p, _)| format!("{}: {} is nobody’s", told.name, p.exact)),
        );
    }
    let f1 = |hit: usize| 2.0 * hit as f64 / (said + found_count) as f64;
    let (speech, attributed, kind) = (f1(hit), f1(right), kinds as f64 / hit as f64);
    let misnamed = wrong_names as f64 / named as f64;
    let scores = format!("speech {speech:.3}, attributed {attributed:.3}, kind {kind:.3}, wrong names {misnamed:.3} of {named}");
    println!("{scores}\n{}", wrong.join("\n"));
    assert!(speech >= 0.97 && attributed >= 0.95 && kind >= 0.97 && misnamed <= 0.03, "{scores}\n{}", wrong.join("\n"));
}

/// Kind, speaker, cue, medium and who relayed, in one line.
fn told(text: &str) -> Vec<String> {
    let found = quotes::find(&article(text, Some("en")));
    found
        .quotations
        .iter()
        .map(|quotation| {
            let field = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".to_owned());
            let (cue, medium, via) = (field(&quotation.cue), field(&quotation.medium), field(&quotation.via));
            format!("{} {} | {cue} | {medium} | {via}", quotation.kind.word(), whose(&found, quotation))
        })
        .collect()
}

#[test]
fn a_quotation_has_its_kind_cue_medium_and_who_relayed_it() {
    for (text, wanted) in [
        ("“The bridge opens in May,” Mara Quill told NPR.", "direct Mara Quill | told | - | NPR"),
        ("Mara Quill tweeted: “The bridge opens in May.”", "direct Mara Quill | tweeted | Twitter | -"),
        ("In a statement, Mara Quill called the pier “a ruin.”", "partial Mara Quill | called | statement | -"),
        ("“We lost it,” Mara Quill said in an interview with the Harbour Times.", "direct Mara Quill | said | interview | Harbour Times"),
        ("The pier is “a ruin,” according to Mara Quill.", "partial Mara Quill | according to | - | -"),
        ("Mara Quill gave the town “a good shake,” she testified.", "partial Mara Quill | testified | testimony | -"),
        ("The so-called “ghost ferry” runs at night.", "scare - | - | - | -"),
        ("The play “The Winter Pier” opens on Friday.", "title - | - | - | -"),
        ("Mara Quill said that the bridge would open in May.", "indirect Mara Quill | said | - | -"),
        ("The bridge will be closed again, Mara Quill said on Monday.", "indirect Mara Quill | said | - | -"),
        ("According to the Harbour Council, the bridge will be closed again.", "indirect Harbour Council | according to | - | -"),
        ("Mara Quill told reporters that she would not sell the ferry.", "indirect Mara Quill | told | - | -"),
    ] {
        assert_eq!(told(text), [wanted], "{text}");
    }
}

#[test]
fn retold_words_are_the_clause_alone() {
    for (text, wanted) in [
        ("Mara Quill said on Monday that the bridge would open in May.", "the bridge would open in May"),
        ("The bridge will be closed again, Mara Quill said on Monday.", "The bridge will be closed again"),
        ("But the bridge will be closed again, said Mara Quill.", "the bridge will be closed again"),
    ] {
        let found = quotes::find(&article(text, None));
        let words: Vec<&str> = found.quotations.iter().map(|quotation| quotation.passages[0].exact.as_str()).collect();
        assert_eq!(words, [wanted], "{text}");
    }
}

#[test]
fn words_that_nobody_reports_are_not_retold() {
    for text in
        ["Mara Quill wanted to say that she was tired.", "The report was never read.", "Mara Quill said yes.", "They said nothing at all."]
    {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn quote_blocks_and_posts_are_quotations_of_their_own() {
    let mut article = article("Mara Quill opened the meeting. She wrote to the council:", None);
    article.blocks.extend([
        Block::QuoteBlock(QuoteBlock { words: RichText::plain("We have waited for years, and nobody came."), ..QuoteBlock::default() }),
        Block::QuoteBlock(QuoteBlock {
            words: RichText::plain("“The steel was never painted.”"),
            attribution: Some("— Tom Bell, engineer".into()),
            ..QuoteBlock::default()
        }),
        Block::Post(Post {
            words: RichText::plain("See you at the pier. Bring a “hat” and soup."),
            author: Some(Creator::Person { name: "Mara Quill".into(), extra: Extra::new() }),
            network: Some("Mastodon".into()),
            ..Post::default()
        }),
    ]);
    let found = quotes::find(&article);
    let told: Vec<(&str, &str, Option<&str>)> = found
        .quotations
        .iter()
        .map(|quotation| (quotation.passages[0].exact.as_str(), whose(&found, quotation), quotation.medium.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("We have waited for years, and nobody came.", "Mara Quill", None),
            ("The steel was never painted.", "Tom Bell", None),
            ("See you at the pier. Bring a “hat” and soup.", "Mara Quill", Some("Mastodon")),
        ]
    );
}

#[test]
fn the_turns_of_an_interview_are_quotations() {
    let text = "Mara Quill has been mayor since 2011.¶GAZETTE: Why did it take so long?¶QUILL: We had no steel.\
                ¶GAZETTE: And now it is here?¶QUILL: It came on Monday, and we start in May.";
    let found = quotes::find(&article(text, None));
    let told: Vec<(&str, &str)> =
        found.quotations.iter().map(|quotation| (whose(&found, quotation), quotation.passages[0].exact.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Gazette", "Why did it take so long?"),
            ("Mara Quill", "We had no steel."),
            ("Gazette", "And now it is here?"),
            ("Mara Quill", "It came on Monday, and we start in May."),
        ]
    );
}

#[test]
fn answers_without_a_name_are_those_of_whom_the_beginning_names() {
    let turns = "¶Q: Why did it take so long?¶A: We had no steel.¶Q: And now it is here?¶A: It came on Monday.";
    for (intro, answers) in [
        ("Mara Quill has been mayor since 2011. We met Quill at the pier.", "Mara Quill"),
        ("Mara Quill and Tom Bell have run the pier since 2011.", "-"),
        ("The pier has been closed since 2011.", "-"),
    ] {
        let found = quotes::find(&article(&format!("{intro}{turns}"), None));
        let told: Vec<&str> = found.quotations.iter().map(|quotation| whose(&found, quotation)).collect();
        assert_eq!(told, ["-", answers, "-", answers], "{intro}");
    }
}

#[test]
fn words_that_judge_are_found_in_the_language_of_the_article() {
    for (text, language, word, whose_word) in [
        ("La acusación infundada llegó ayer al puerto.", "es", "infundada", None),
        ("« Une accusation mensongère du maire », a déclaré Mara Quillet.", "fr", "mensongère", Some("Mara Quillet")),
        ("Der mutmaßliche Täter kam gestern in den Hafen.", "de", "mutmaßliche", None),
    ] {
        let found = quotes::find(&article(text, Some(language)));
        let label = &found.labels[0];
        let speaker = found.speakers.iter().find(|speaker| Some(speaker.id()) == label.spoken_by_character.as_ref());
        assert_eq!((label.passage.exact.as_str(), speaker.map(|speaker| speaker.name())), (word, whose_word));
    }
}

#[test]
fn who_quotes_is_who_relays() {
    for text in [
        "The Harbour Gazette quoted Mara Quill as saying the pier was “a ruin.”",
        "Mara Quill was quoted by the Harbour Gazette as saying the pier was “a ruin.”",
        "“The pier is a ruin,” Mara Quill was quoted as saying by the Harbour Gazette.",
    ] {
        let told = told(text);
        assert!(told.len() == 1 && told[0].contains("Mara Quill | ") && told[0].ends_with("| Harbour Gazette"), "{text}: {told:?}");
    }
}

#[test]
fn an_interrupted_quotation_is_one_with_two_passages_and_a_headline_repeats_it() {
    let mut article = article("“The bridge,” Mara Quill said, “opens in May.” She called it “a dream.”", None);
    article.headline = "Bridge ‘opens in May’".into();
    article.standfirst = Some("The mayor calls it “a dream”".into());
    let found = quotes::find(&article);
    assert_eq!(found.quotations.len(), 2);
    assert_eq!(found.quotations[0].passages.len(), 2);
    let parts = |at: usize| -> Vec<&Part> { found.quotations[at].occurrences.iter().map(|passage| &passage.part).collect() };
    assert_eq!((parts(0), parts(1)), (vec![&Part::Headline], vec![&Part::Standfirst]));
}

#[test]
fn somebody_without_a_name_has_the_reason() {
    let found = quotes::find(&article("“Nobody was told,” an official from the ministry told NPR on the condition of anonymity.", None));
    let onrecord::model::Speaker::Anonymous(who) = &found.speakers[0] else { panic!("{:?}", found.speakers) };
    assert_eq!(who.anonymity_reason.as_deref(), Some("on the condition of anonymity"));
}

#[test]
fn every_finding_says_why_and_how_sure_it_is() {
    let text = "“It opens,” Mara Quill said. She added that the pier would stay closed.¶“The end,” she wrote.¶Nobody knows “why not.”";
    let found = quotes::find(&article(text, None));
    assert!(found.quotations.len() >= 4);
    for quotation in &found.quotations {
        let provenance = &quotation.provenance;
        assert!(provenance.found_by.is_some() && provenance.reason.as_ref().is_some_and(|reason| reason.len() > 10), "{quotation:?}");
        assert!(provenance.confidence.is_some_and(|sure| (0.0..=1.0).contains(&sure)), "{quotation:?}");
    }
}
