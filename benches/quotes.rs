//! How fast quotations are found and attributed, beside one split of the same text into sentences.
//! `cargo bench --bench quotes`: the same texts in one run, so that the ratio counts and not the machine.

#![allow(clippy::unwrap_used)] // a bench that fails may panic

use divan::{Bencher, counter::BytesCount};
use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use onrecord::{
    model::{Article, Block},
    quotes,
};

const SIZES: [usize; 4] = [5_000, 100_000, 1_000_000, 10_000_000];

const FIRST: [&str; 8] = ["Mara", "Tom", "Ines", "Karl", "Amina", "George", "Lucy", "Henrik"];
const LAST: [&str; 10] = ["Quill", "Bell", "Okoro", "Voss", "Sandoval", "Hartley", "Lindqvist", "Marsh", "Adeyemi", "Petrov"];
const PLACES: [&str; 5] = ["Port Ellis", "Harbour County", "the Ministry of Transport", "the Old Mill Council", "Northfield"];

/// An article of about this many bytes: paragraphs as newspapers have them, a third of them with a quotation.
fn article(bytes: usize) -> Article {
    let mut article = Article::new("The bridge, again");
    let mut length = 0;
    for number in 0.. {
        let (first, last) = (FIRST[number * 7 % FIRST.len()], LAST[number * 3 % LAST.len()]);
        let (other, place) = (LAST[(number * 3 + 4) % LAST.len()], PLACES[number % PLACES.len()]);
        let words = match number % 6 {
            0 => format!(
                "The old bridge in {place} was closed for the third time this year on Tuesday, after inspectors had found new cracks below the waterline, and the ferry was full again by noon. Repairs have cost more than was planned, and the end of the works has been put off twice since March."
            ),
            1 => format!(
                "“We have waited for a year, and nobody has told us anything,” {first} {last}, who runs a bakery near the pier, said on Tuesday. “People stay away.”"
            ),
            2 => format!(
                "According to a report of the county that was published in November, the steel was never painted at all. The builders had been paid in full, and two of the three firms no longer exist. Nobody at {place} could be reached on Wednesday."
            ),
            3 => format!(
                "{last} called the report “a collection of guesses” and said that the council would answer it in writing. She did not say when."
            ),
            4 => "The ferry carries about forty people and leaves on the hour. In the morning the queue reaches the market, and children are late for school on most days of the week, as a teacher wrote in a letter to the council that was read aloud in the meeting."
                .to_owned(),
            _ => format!(
                "“It isn’t the money,” {other} told the Harbour Gazette, “it is the time that we lose.” He added that the bridge would be “as good as new” by the summer."
            ),
        };
        length += words.len() + 2;
        article.blocks.push(Block::paragraph(words));
        if length >= bytes {
            return article;
        }
    }
    article
}

#[divan::bench(args = SIZES, sample_count = 12, sample_size = 1)]
fn find_quotations(bencher: Bencher<'_, '_>, bytes: usize) {
    let article = article(bytes);
    let size = article.plain_text().as_str().len();
    bencher.counter(BytesCount::new(size)).bench_local(|| quotes::find(divan::black_box(&article)));
}

#[divan::bench(args = SIZES, sample_count = 12, sample_size = 1)]
fn split_sentences(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = article(bytes).plain_text().as_str().to_owned();
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    bencher.counter(BytesCount::new(text.len())).bench_local(|| segmenter.segment_str(divan::black_box(&text)).count());
}

fn main() {
    divan::main();
}
