//! How fast quotations are found and attributed, beside one split of the same text into sentences.
//!
//! `cargo bench --no-default-features --bench quotes`: articles of four lengths, each read by both in turn in one run, so that the
//! ratio counts and not the machine. Times are the processor's where the system tells them, so that a busy machine does not count.

#![allow(clippy::unwrap_used)] // a bench that fails may panic

use std::{hint::black_box, time::Instant};

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use onrecord::{
    model::{Article, Block},
    quotes,
};

const SIZES: [(usize, &str); 4] = [(10_000, "10 KB"), (100_000, "100 KB"), (1_000_000, "1 MB"), (10_000_000, "10 MB")];

const FIRST: [&str; 40] = [
    "Mara", "Tom", "Ines", "Karl", "Amina", "George", "Lucy", "Henrik", "Chidi", "Priya", "Seán", "Noor", "Walter", "Zoë", "Ravi", "Marta",
    "Louis", "Grace", "Ivan", "Hana", "Paul", "Ruth", "Omar", "Elena", "Hugh", "Mei", "Jonas", "Fatima", "Carl", "Nora", "Diego", "Anne",
    "Peter", "Salma", "Victor", "Joan", "Bruno", "Ada", "Felix", "Irene",
];
const LAST: [&str; 60] = [
    "Quill",
    "Bell",
    "Okoro",
    "Voss",
    "Sandoval",
    "Hartley",
    "Lindqvist",
    "Marsh",
    "Adeyemi",
    "Petrov",
    "O'Dowd",
    "Ferreira",
    "Novak",
    "Tanaka",
    "Whitlock",
    "Kessler",
    "Raman",
    "Dubois",
    "Achterberg",
    "Castellanos",
    "Mbeki",
    "Haddad",
    "Sørensen",
    "Yilmaz",
    "Pryce",
    "Ndiaye",
    "Korhonen",
    "Mallory",
    "Zielinski",
    "Iyer",
    "Corrigan",
    "Baptiste",
    "Halloran",
    "Weiss",
    "Thorne",
    "Espinoza",
    "Larkin",
    "Mwangi",
    "Sokolov",
    "Abernethy",
    "Castle",
    "Drummond",
    "Eastwood",
    "Farrow",
    "Gallagher",
    "Hobbs",
    "Ingram",
    "Jessup",
    "Kaplan",
    "Lowry",
    "McKenna",
    "Norris",
    "Oyelaran",
    "Pasternak",
    "Quigley",
    "Rosen",
    "Stallard",
    "Tierney",
    "Underhill",
    "Vasquez",
];
const BODIES: [&str; 16] = [
    "the Harbour Council",
    "the Ministry of Transport",
    "the Port Authority",
    "the Institute for Inland Water",
    "Coldwell University",
    "the Bridge Workers' Union",
    "the County Court",
    "the Northfield Police Department",
    "the Ferry Company",
    "the Chamber of Commerce",
    "the Department of Public Works",
    "the Old Mill Trust",
    "the River Commission",
    "Halden Research",
    "the Teachers' Association",
    "the Environment Office",
];
const PLACES: [&str; 8] = ["Port Ellis", "Northfield", "Harbour County", "Lisbon", "Ohio", "Coldwell", "Nairobi", "the Lower Valley"];
const TITLES: [&str; 12] = [
    "Mayor",
    "Councilwoman",
    "engineer",
    "Dr.",
    "Professor",
    "Sen.",
    "spokesman",
    "Judge",
    "researcher",
    "Police Chief",
    "director",
    "lawyer",
];

/// Paragraphs as newspapers have them, two in five of them with a quotation. `P` and `Q` are persons of the story by first and last
/// name, `p` and `q` their last names alone, `T` an office, `B` a body, `L` a place.
const PARAGRAPHS: [&str; 24] = [
    "The old bridge in {L} was closed for the third time this year on Tuesday, after inspectors had found new cracks below the waterline, and the ferry was full again by noon. Repairs have cost more than was planned, and the end of the works has been put off twice since March.",
    "“We have waited for a year, and nobody has told us anything,” {T} {P}, who runs a bakery near the pier, said on Tuesday. “People stay away, and I understand them.”",
    "According to a report of {B} that was published in November, the steel was never painted at all. The builders had been paid in full, and two of the three firms no longer exist. Nobody in {L} could be reached on Wednesday.",
    "{p} called the report “a collection of guesses” and said that {B} would answer it in writing. Asked when that would be, {Q} looked at the floor.",
    "The ferry carries about forty people and leaves on the hour. In the morning the queue reaches the market, and children are late for school on most days of the week, as a teacher wrote in a letter that was read aloud in the meeting.",
    "“It isn’t the money,” {q} told the Harbour Gazette, “it is the time that we lose.” The work, he added, would be “as good as done” by the summer.",
    "There were 412 closures last year, 38 more than the year before, and each of them lasted eleven hours on average. Most were caused by wind. In {L}, where the river is wider, a tunnel was dug in the nineties for half of what the bridge costs now.",
    "A spokeswoman for {B} declined to comment on the figures, but confirmed that the contract would not be renewed when it ends in the autumn of next year.",
    "{P} grew up two streets from the pier, the fourth of nine children, and learned to swim before she could read. Her father mended nets; her mother kept the books of a shipyard that closed in 1974. The house still stands, with a plaque on it that gets the year wrong.",
    "\"Whoever signed that paper had never seen the river,\" said {Q}, a professor of hydraulics at {B}. \"You cannot argue with water.\"",
    "In the end the vote was nine to four. Members who had spoken against the plan for most of the evening raised their hands for it without looking up, and the chairman closed the meeting before anybody could ask for a count.",
    "The decision can be appealed within thirty days. Lawyers for both sides have said that they expect it to be, and that a hearing before the spring is unlikely, as the court has a backlog of cases from before the flood.",
    "{T} {Q} wrote on Twitter that the vote was “a bad day for everybody who takes the ferry,” and the union said in a statement that it would go to court.",
    "What happens to the old pier is another matter. Some want it kept as a promenade, some would rather see it gone, and a third group, the smallest, hopes to turn the engine house into a museum of rope.",
    "She said that the money was there and that the plans had been ready since January. “All that is missing is a signature,” she said.",
    "Traffic was slow on all roads into {L} until late in the evening. Buses were diverted over the hill, where the road narrows to a single lane, and drivers were asked to leave their cars at home for the rest of the week.",
    "An official from {B}, who spoke on condition of anonymity because the talks are not public, said that both sides were “closer than it looks from the outside.”",
    "The museum, the play “The Winter Pier” and the so-called “rope mile” are meant to bring visitors back. Last summer 61,000 came, fewer than in any year since the doors were opened, and the café has cut its hours.",
    "Prices have risen by a third in three years. A pound of cod that used to be four is now close to six, and the boats that bring it in are older than most of the people who work on them.",
    "“Nobody asked the people who cross it every morning,” {p} said. {Q}, who sat beside {p}, nodded.",
    "The weather is expected to change on Thursday. Forecasters see wind from the north-west with gusts of fifty miles an hour along the coast, rain in the hills and, by the weekend, the first frost of the year in the valleys.",
    "Both were released on bail and must hand in their passports. The trial is set for the second week of May; if they are found guilty, they face up to six years in prison and a fine that could be as high as the damage.",
    "{P} and {Q} met at school, lost sight of each other for twenty years and found themselves on opposite sides of a table in {B}, arguing about gravel. Neither of them gave way. They were married the next spring.",
    "Under the agreement, the county pays for the pillars and the state for the deck; whatever is left over goes to the towns, in proportion to their size. It took the lawyers eleven months to write that down.",
];

/// An article of about this many bytes: stories of a dozen paragraphs, each with two persons of its own.
fn article(bytes: usize) -> Article {
    // The same articles in every run.
    let mut dice = fastrand::Rng::with_seed(20_261_125);
    let mut of = |list: &[&'static str]| list[dice.usize(..list.len())];
    let mut article = Article::new("The bridge, again");
    let mut length = 0;
    loop {
        let (first, second) = ([of(&FIRST), of(&LAST)], [of(&FIRST), of(&LAST)]);
        for _ in 0..12 {
            let words = of(&PARAGRAPHS)
                .replace("{P}", &first.join(" "))
                .replace("{Q}", &second.join(" "))
                .replace("{p}", first[1])
                .replace("{q}", second[1])
                .replace("{T}", of(&TITLES))
                .replace("{B}", of(&BODIES))
                .replace("{L}", of(&PLACES));
            length += words.len() + 2;
            article.blocks.push(Block::paragraph(words));
            if length >= bytes {
                return article;
            }
        }
    }
}

/// Nanoseconds that this thread has run; those that have gone by where the system does not tell.
fn now(since: Instant) -> u128 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    told.and_then(|line| line.split(' ').next()?.parse().ok()).unwrap_or_else(|| since.elapsed().as_nanos())
}

/// Megabytes a second: the best of several rounds, each of at least a tenth of a second.
fn rate(since: Instant, bytes: usize, mut run: impl FnMut()) -> f64 {
    const SHORTEST: u128 = 100_000_000;
    let (begin, mut count) = (now(since), 0);
    while now(since) - begin < SHORTEST {
        run();
        count += 1;
    }
    #[allow(clippy::cast_precision_loss)] // to a part in a million, of figures that differ by per cents
    let rate = (bytes * count) as f64 * 1000.0 / (now(since) - begin) as f64;
    rate
}

fn main() {
    let since = Instant::now();
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    println!("{:<8}{:>12}{:>24}{:>26}{:>8}", "article", "quotations", "find, MB/s", "icu_segmenter, MB/s", "ratio");
    for (size, name) in SIZES {
        let article = article(size);
        let text = article.plain_text().as_str().to_owned();
        let count = quotes::find(&article).quotations.len();
        let (mut found, mut split) = (0.0_f64, 0.0_f64);
        for _ in 0..8 {
            found = found.max(rate(since, text.len(), || drop(black_box(quotes::find(black_box(&article))))));
            split = split.max(rate(since, text.len(), || {
                black_box(segmenter.segment_str(black_box(&text)).count());
            }));
        }
        println!("{name:<8}{count:>12}{found:>24.1}{split:>26.1}{:>8.2}", split / found);
    }
}
