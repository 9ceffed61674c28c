//! How words are given: whole clauses, a fragment, a term, a title.

use std::borrow::Cow;

use super::{
    flags::Flags,
    language::Language,
    lexicon::{Lexicon, lower},
    text::{Kind, Token},
};
use crate::model::QuotationKind;

const WORKS: [&str; 80] = [
    "word",
    "words",
    "term",
    "phrase",
    "song",
    "songs",
    "film",
    "movie",
    "book",
    "album",
    "show",
    "series",
    "play",
    "novel",
    "track",
    "single",
    "episode",
    "headline",
    "hashtag",
    "slogan",
    "sign",
    "signs",
    "nickname",
    "nicknamed",
    "titled",
    "entitled",
    "dubbed",
    "named",
    "video",
    "documentary",
    "poem",
    "painting",
    "article",
    "column",
    "essay",
    "report",
    "podcast",
    "game",
    "hit",
    "comedy",
    "drama",
    "exhibition",
    "magazine",
    "played",
    "competition",
    "musical",
    "sitcom",
    "anthem",
    "opera",
    "memoir",
    "autobiography",
    "recording",
    "ballad",
    "collection",
    "sculpture",
    "mural",
    "installation",
    "trilogy",
    "sequel",
    "cartoon",
    "newsletter",
    "blog",
    "hymn",
    "chapter",
    "sketch",
    "program",
    "programme",
    "intitulé",
    "intitulée",
    "intitulés",
    "intitulées",
    "titulado",
    "titulada",
    "película",
    "canción",
    "libro",
    "chanson",
    "roman",
    "livre",
    "petition",
];

/// What is written on signs, used in campaigns or given as a name: nobody's words, however they read.
const SLOGANS: [&str; 18] = [
    "intitulé",
    "intitulée",
    "intitulés",
    "intitulées",
    "titulado",
    "titulada",
    "slogan",
    "slogans",
    "tagline",
    "motto",
    "hashtag",
    "sign",
    "signs",
    "banner",
    "nickname",
    "nicknamed",
    "entitled",
    "titled",
];

/// What kind of quotation words are, by themselves, what stands before them, and whether it is said whose they are.
///
/// `leads` is whether a reporting verb with its comma or colon stands right before them, or right behind.
pub fn kind(inner: &str, before: &[Token<'_>], attributed: bool, leads: bool, lexicon: &Lexicon) -> QuotationKind {
    let words: Vec<&str> = inner.split_whitespace().collect();
    let previous = before.iter().rev().take_while(|token| !token.is_quote() && !token.is_mark(".!")).find(|token| token.is_word());
    let is_next = before.last().is_some_and(Token::is_word);
    if is_next && previous.is_some_and(|token| token.is("so-called")) {
        return QuotationKind::Scare;
    }
    // “Called the slogan “an insult with a budget”” is somebody's word for it.
    let opens = inner.starts_with(|letter: char| !letter.is_lowercase());
    if words.len() <= 8 && (opens || !attributed) && previous.is_some_and(|token| token.is_any(&SLOGANS)) {
        return QuotationKind::Title;
    }
    if words.len() <= 10 && is_written(before) {
        return QuotationKind::Title;
    }
    let is_work = is_next && previous.is_some_and(|token| token.is_any(&WORKS));
    let is_word_as_word = previous.is_some_and(|token| token.is_any(&["word", "words", "term", "phrase", "dubbed", "named", "nicknamed"]));
    // “Ann Bell’s book, “Pier Days,” calls …”
    let is_named_work = before.last().is_some_and(|last| last.is_mark(","))
        && inner.ends_with(',')
        && previous.is_some_and(|token| token.is_any(&WORKS) && token.verb().is_none())
        && words.len() <= 6
        && is_title_case(&words);
    if is_named_work {
        return QuotationKind::Title;
    }
    if words.len() <= 8 && is_work && (is_title_case(&words) || (words.len() <= 4 && is_word_as_word)) {
        return QuotationKind::Title;
    }
    // “A script called “Glasgow Nights””, “known as the “Bolt King””: a name, and nobody's words.
    let mut names = before.iter().rev().skip_while(|token| token.has(Flags::THE | Flags::A));
    let naming = names.next().filter(|_| is_next).is_some_and(|last| match last {
        last if last.is_any(&["called", "titled", "dubbed", "nicknamed", "named"]) => {
            names.next().is_some_and(|noun| noun.is_word() && !noun.has(Flags::HE | Flags::SHE | Flags::THEY | Flags::AND | Flags::CLAUSE))
        }
        last if last.is("as") => names
            .next()
            .is_some_and(|known| known.is_any(&["known", "identified", "named", "listed", "billed", "marketed", "only", "simply"])),
        _ => false,
    });
    if naming && words.len() <= 8 && is_title_case(&words) {
        return QuotationKind::Title;
    }
    let sentence = if lexicon.language == Language::English { is_sentence(inner, &words) } else { is_foreign_sentence(&words, lexicon) };
    // “TV shows from Bell, “Harbour Lights,” and more”: a name in a row of things, with the row's comma.
    let is_in_row = !leads
        && words.len() <= 5
        && inner.ends_with(',')
        && before.last().is_some_and(|last| last.is_mark(","))
        && !words.iter().any(|word| is_finite(&bare(word)))
        && is_title_case(&words);
    match (attributed, sentence) {
        _ if is_in_row => QuotationKind::Title,
        (true, true) => QuotationKind::Direct,
        (true, false) if leads && words.len() <= 6 && inner.ends_with([',', '.', '!', '?']) => QuotationKind::Direct,
        (true, false) if !leads && lexicon.language != Language::German && is_title_case(&words) => QuotationKind::Title,
        (true, false) => QuotationKind::Partial,
        // “They ended with “Down by the Water.”” has no end of its own.
        (false, true) if is_next && words.len() <= 8 && lexicon.language != Language::German && is_title_case(&words) => {
            QuotationKind::Title
        }
        (false, true) if words.len() > 4 || (words.len() > 2 && inner.ends_with(['.', '!', '?'])) => QuotationKind::Direct,
        (false, _) if lexicon.language != Language::German && is_title_case(&words) => QuotationKind::Title,
        (false, _) => QuotationKind::Scare,
    }
}

/// Whether words are what is written on a sign: signs with sayings such as “…”, banners that read “…”.
fn is_written(before: &[Token<'_>]) -> bool {
    const BETWEEN: [&str; 16] = [
        "that",
        "which",
        "with",
        "sayings",
        "saying",
        "say",
        "said",
        "read",
        "reads",
        "reading",
        "such",
        "as",
        "like",
        "declaring",
        "bearing",
        "the",
    ];
    let mut tokens = before.iter().rev().take(7).skip_while(|token| token.is_mark(",:") || token.is_any(&BETWEEN));
    tokens.next().is_some_and(|token| {
        token.is_any(&[
            "sign", "signs", "banner", "banners", "placard", "placards", "poster", "posters", "T-shirt", "T-shirts", "label", "labels",
        ])
    })
}

/// Whether words are a term that stands with a noun: the “skinny” deal, an outside or “irregular” channel.
pub fn is_term(inner: &str, before: &[Token<'_>], next: Option<&Token<'_>>) -> bool {
    let goes_on = next.is_some_and(|next| {
        let other = Flags::PREPOSITION | Flags::AND | Flags::AUXILIARY | Flags::CLAUSE | Flags::LINKING | Flags::BEHIND | Flags::ADVERB;
        next.kind == Kind::Word && !next.is_capital() && !next.has(other) && next.verb().is_none()
    });
    if !goes_on || inner.ends_with([',', '.', '!', '?']) {
        return false;
    }
    let words = inner.split_whitespace().take(6).count();
    let noun = Flags::THE | Flags::A;
    let near = |reach: usize| {
        before.iter().rev().take(reach).take_while(|token| token.is_word()).any(|token| token.has(noun) && !token.has(Flags::THAT))
    };
    near(1) && words < 6 || words < 3 && near(3)
}

/// Whether words of another language than English seem to hold a whole clause: they begin like a sentence, or have one of its verbs.
fn is_foreign_sentence(words: &[&str], lexicon: &Lexicon) -> bool {
    let bare = |word: &str| lower(word.trim_matches(|letter: char| !letter.is_alphanumeric())).into_owned();
    let finite = words.iter().skip(1).any(|word| lexicon.word(&bare(word)).is_some_and(|word| word.flags.any(Flags::FINITE)));
    let opens = words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    words.len() > 3 && (opens || finite)
}

/// Whether words are capital as in a title.
pub fn is_title_case(words: &[&str]) -> bool {
    const SMALL: [&str; 8] = ["with", "from", "into", "over", "upon", "than", "that", "near"];
    let counts = |word: &&&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 3 && !SMALL.contains(*word);
    let is_capital = |word: &&str| {
        word.trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
    };
    words.first().is_some_and(is_capital) && words.iter().filter(counts).all(is_capital)
}

/// Whether words hold a whole clause: a subject and its verb.
fn is_sentence(inner: &str, words: &[&str]) -> bool {
    let Some(first) = words.first().map(|word| bare(word)) else { return false };
    // It runs on into a second sentence.
    let breaks = words.len() > 5
        && inner.trim_end().char_indices().any(|(at, letter)| {
            matches!(letter, '.' | '!' | '?')
                && inner[at + letter.len_utf8()..].starts_with(' ')
                && inner[at + letter.len_utf8()..].trim_start().starts_with(|next: char| next.is_uppercase())
                && !inner[..at].ends_with(|before: char| before.is_uppercase())
        });
    if breaks {
        return true;
    }
    let opens_capital =
        words[0].trim_start_matches(|letter: char| !letter.is_alphanumeric()).starts_with(char::is_uppercase) || words[0].starts_with('[');
    let subject = [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "there",
        "this",
        "that",
        "these",
        "those",
        "who",
        "what",
        "nobody",
        "somebody",
        "everybody",
        "everyone",
        "nothing",
        "something",
        "people",
    ];
    let contracted = first.split_once('\'').is_some_and(|(word, _)| subject.contains(&word));
    if contracted {
        return true;
    }
    if opens_capital {
        // A sentence's beginning: three words and more, or closed like one.
        return words.len() > 3 && (inner.trim_end().ends_with(['.', ',', '!', '?']) || words.iter().any(|word| is_finite(&bare(word))))
            || (words.len() > 1 && inner.trim_end().ends_with(['!', '?', '.', ',']));
    }
    if subject.contains(&&*first) && words.len() > 2 {
        return !(first == "that" || first == "this" || first == "these" || first == "those")
            || words.iter().skip(1).take(4).any(|word| is_finite(&bare(word)));
    }
    // “the market will decide”: something before a finite verb.
    let verb = words.iter().position(|word| is_finite(&bare(word)));
    let conjunction = [
        "since", "after", "before", "until", "unless", "though", "where", "how", "so", "because", "if", "and", "but", "when", "as",
        "while", "although",
    ]
    .contains(&&*first);
    let opens_noun = ["the", "a", "an", "my", "our", "your", "his", "her", "their", "no", "some", "any", "every", "all", "most", "many"]
        .contains(&&*first);
    if conjunction {
        return verb.is_some_and(|verb| verb > 1) && words.iter().skip(1).take(3).any(|word| subject.contains(&&*bare(word)));
    }
    verb.is_some_and(|verb| {
        verb > 0
            && verb <= 7
            && words.len() > 3
            && (opens_noun || verb <= 2)
            && !words[..verb].iter().any(|word| ["that", "who", "which", "to", "of"].contains(&&*bare(word)))
    })
}

/// A word in lower case, without the marks around it.
fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    if word.contains('’') { Cow::Owned(word.to_lowercase().replace('’', "'")) } else { lower(word) }
}

fn is_finite(word: &str) -> bool {
    const FINITE: [&str; 40] = [
        "is",
        "are",
        "was",
        "were",
        "am",
        "will",
        "would",
        "can",
        "can't",
        "cannot",
        "could",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "should",
        "must",
        "may",
        "might",
        "shall",
        "won't",
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "wouldn't",
        "couldn't",
        "shouldn't",
        "needs",
        "wants",
        "ought",
        "seems",
        "means",
    ];
    FINITE.contains(&word)
        || word.ends_with("'s") && ["it's", "that's", "there's", "he's", "she's", "what's"].contains(&word)
        || word.ends_with("'re")
        || word.ends_with("'m")
        || word.ends_with("'ve")
        || word.ends_with("'ll")
        || word.ends_with("'d")
}
