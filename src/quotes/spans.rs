//! Where marks open and close: the spans of words that stand between quotation marks.

use std::ops::Range;

use super::{blocks::Apart, flags::Flags, lexicon::Lexicon};

/// Words between an opening and its closing mark; all positions are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The opening mark through the closing one.
    pub outer: Range<usize>,
    /// The words between them.
    pub inner: Range<usize>,
    /// Which paragraph of the text it lies in.
    pub paragraph: usize,
    /// How it ends.
    pub end: SpanEnd,
    /// Whether it stands behind a dash, as a turn of a dialogue.
    pub is_turn: bool,
}

/// How a span ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanEnd {
    /// At its closing mark.
    Closed,
    /// At the end of its paragraph, and the next paragraph opens again: one quotation over several paragraphs.
    Continues,
    /// Nowhere: its closing mark is missing.
    Missing,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
}

/// One character with what stands around it.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    mark: char,
    before: Option<char>,
    after: Option<char>,
}

impl Place {
    fn end(&self) -> usize {
        self.at + self.mark.len_utf8()
    }

    /// Whether words can begin here: nothing, a space or an opening bracket before it.
    fn stands_before_words(&self) -> bool {
        self.before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '“' | '‘' | '«' | '„' | ':'))
            && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn inside_word(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }

    /// Whether it counts inches, seconds or feet.
    fn behind_number(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
    }
}

const DOUBLE: [char; 8] = ['"', '“', '”', '„', '‟', '«', '»', '＂'];
const SINGLE: [char; 6] = ['\'', '‘', '’', '‹', '›', '‚'];

/// Finds the outermost spans of each paragraph, in order; a paragraph that is set apart is one, whatever marks it has.
pub(super) fn find(text: &str, paragraphs: &[Range<usize>], set_apart: &[Option<Apart>]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut places = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if let Some(apart) = set_apart.get(number).and_then(Option::as_ref) {
            spans.extend(whole(text, paragraph, number, apart));
            continue;
        }
        let before = spans.len();
        marks(text, paragraph.clone(), &mut places);
        if places.is_empty() {
            continue;
        }
        scan(text, paragraph.clone(), number, &places, &mut spans);
        // A paragraph that ran on is continued by one that opens at once.
        let continues = spans.get(before).is_some_and(|first| text[paragraph.start..first.outer.start].trim().is_empty());
        if before > 0 && spans[before - 1].end == SpanEnd::Missing && spans[before - 1].paragraph + 1 == number && continues {
            spans[before - 1].end = SpanEnd::Continues;
        }
    }
    spans
}

/// Cuts spans whose closing mark is missing where the reporter's own words begin: “We lost, Ann Bell said.
pub(super) fn mend(text: &str, spans: &mut [Span], lexicon: &'static Lexicon) {
    for span in spans.iter_mut().filter(|span| span.end != SpanEnd::Closed) {
        let Some(cut) = reported_behind(&text[span.inner.clone()], lexicon) else { continue };
        // Where the next paragraph goes on, only a last “…, Ann Bell said.” can be the reporter's.
        let is_last = text[span.inner.start + cut..span.inner.end].split(' ').count() <= 8;
        if span.end == SpanEnd::Continues && !is_last {
            continue;
        }
        span.inner.end = span.inner.start + cut;
        span.outer.end = span.inner.end;
        span.end = SpanEnd::Closed;
    }
}

/// Behind which comma a few words say who speaks: a name, an office or a pronoun with a verb, and the end of the sentence.
fn reported_behind(words: &str, lexicon: &'static Lexicon) -> Option<usize> {
    words.match_indices([',', '?', '!']).map(|(at, _)| at + 1).find(|at| {
        let behind = &words[*at..];
        let clause = &behind[..behind.find([',', '.', ';', ':', '!', '?']).unwrap_or(behind.len())];
        let pieces: Vec<(&str, Flags, bool)> = clause
            .split_whitespace()
            .map(|word| {
                let (flags, known) = lexicon.look_up(word);
                let reports = known.and_then(|word| word.verb).is_some_and(|verb| verb.reports_clause());
                (word, flags, reports)
            })
            .take(10)
            .collect();
        let Some(verb) = pieces.iter().position(|(_, flags, reports)| *reports && !flags.any(Flags::CAPITAL)) else { return false };
        let who = if verb == 0 { &pieces[1..] } else { &pieces[..verb] };
        let is_who = |(word, flags, _): &(&str, Flags, bool)| {
            flags.any(Flags::CAPITAL | Flags::HE | Flags::SHE | Flags::THEY | Flags::THE)
                || lexicon.word(&word.to_lowercase()).is_some_and(|word| word.role.is_some() || word.flags.any(Flags::BODY))
        };
        // “I”, “we” and “you” go on speaking.
        (1..=4).contains(&who.len())
            && pieces.len() <= 8
            && who.iter().take(if verb == 0 { 1 } else { 4 }).all(is_who)
            && !who.iter().any(|(word, ..)| *word == "I")
    })
}

/// All the words of a paragraph as one span, without the marks around them.
fn whole(text: &str, paragraph: &Range<usize>, number: usize, apart: &Apart) -> Option<Span> {
    let start = if let Apart::Turn(turn) = apart { turn.words } else { paragraph.start };
    let words = text[start..paragraph.end].trim();
    let from = start + (text[start..paragraph.end].len() - text[start..paragraph.end].trim_start().len());
    let outer = from..from + words.len();
    let mut inner = outer.clone();
    let opens = words.chars().next().filter(|mark| DOUBLE.contains(mark));
    if let Some(mark) = opens
        && words.chars().filter(|letter| DOUBLE.contains(letter)).count() <= 2
    {
        inner.start += mark.len_utf8();
        if let Some(last) = text[inner.clone()].chars().next_back().filter(|mark| DOUBLE.contains(mark)) {
            inner.end -= last.len_utf8();
        }
    }
    text[inner.clone()].chars().any(char::is_alphanumeric).then_some(Span {
        outer,
        inner,
        paragraph: number,
        end: SpanEnd::Closed,
        is_turn: false,
    })
}

/// Whether a quotation mark can begin with a byte, by its value; nothing else is looked at more closely.
const BEGINS_MARK: [bool; 256] = {
    let mut table = [false; 256];
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[0xC2] = true; // « »
    table[0xE2] = true; // the curly ones
    table[0xEF] = true; // ＂
    table
};

/// The marks of a paragraph, with apostrophes left out where nothing else is possible.
fn marks(text: &str, paragraph: Range<usize>, places: &mut Vec<Place>) {
    places.clear();
    let bytes = &text.as_bytes()[..paragraph.end];
    let mut at = paragraph.start;
    while let Some(next) = bytes[at..].iter().position(|byte| BEGINS_MARK[*byte as usize]) {
        at += next;
        let mut rest = text[at..paragraph.end].chars();
        let Some(mark) = rest.next() else { return };
        let is_single = SINGLE.contains(&mark);
        if is_single || DOUBLE.contains(&mark) {
            let place = Place { at, mark, before: text[paragraph.start..at].chars().next_back(), after: rest.next() };
            if !(is_single && place.inside_word()) {
                places.push(place);
            }
        }
        at += mark.len_utf8();
    }
}

fn scan(text: &str, paragraph: Range<usize>, number: usize, places: &[Place], spans: &mut Vec<Span>) {
    let mut next = 0;
    while next < places.len() {
        let place = places[next];
        let opens = if DOUBLE.contains(&place.mark) { opens_double(place, &places[next + 1..]) } else { opens_single(place) };
        if !opens {
            next += 1;
            continue;
        }
        let found = if DOUBLE.contains(&place.mark) { close_double(places, next) } else { close_single(places, next) };
        match found {
            Found::At(close) => {
                push(text, spans, place, places[close].at, places[close].end(), number, SpanEnd::Closed);
                next = close + 1;
            }
            Found::Before(reopening) => {
                let end = text[..places[reopening].at].trim_end().len();
                push(text, spans, place, end, end, number, SpanEnd::Missing);
                next = reopening;
            }
            Found::Nowhere if DOUBLE.contains(&place.mark) => {
                let end = paragraph.start + text[paragraph.start..paragraph.end].trim_end().len();
                push(text, spans, place, end, end, number, SpanEnd::Missing);
                return;
            }
            Found::Nowhere => next += 1,
        }
    }
}

fn push(text: &str, spans: &mut Vec<Span>, open: Place, inner_end: usize, outer_end: usize, paragraph: usize, end: SpanEnd) {
    let inner = open.end()..inner_end;
    if inner.start < inner.end && text[inner.clone()].chars().any(char::is_alphanumeric) {
        spans.push(Span { outer: open.at..outer_end, inner, paragraph, end, is_turn: false });
    }
}

/// Where a span ends.
enum Found {
    /// At the mark of this number.
    At(usize),
    /// Its mark is missing: the mark of this number opens another span.
    Before(usize),
    /// Its mark is missing altogether.
    Nowhere,
}

fn opens_double(place: Place, rest: &[Place]) -> bool {
    match place.mark {
        '“' | '„' | '‟' | '«' => !(place.mark == '«' && reversed(place)),
        '»' => reversed(place) && rest.iter().any(|p| p.mark == '«'),
        // Swedish and slips: a closing mark that stands where only an opening one can.
        '”' => place.stands_before_words() && rest.iter().any(|p| matches!(p.mark, '”' | '"')),
        _ => {
            let lonely = place.before.is_none_or(char::is_whitespace) && !rest.is_empty();
            (place.stands_before_words() || lonely) && !place.behind_number()
        }
    }
}

/// Whether a guillemet stands the German way round: »so«.
fn reversed(place: Place) -> bool {
    if place.mark == '»' {
        place.before.is_none_or(|c| c.is_whitespace() || c == '(') && place.after.is_some_and(|c| !c.is_whitespace())
    } else {
        place.before.is_some_and(|c| !c.is_whitespace()) && place.after.is_none_or(|c| !c.is_alphanumeric())
    }
}

/// What a double mark does inside a span that `open` began.
fn role_inside(open: char, place: Place) -> Role {
    match (open, place.mark) {
        ('„' | '‟', '“' | '”') if !place.stands_before_words() => Role::Close,
        ('»', '«') | ('«', '»') => Role::Close,
        (_, '“' | '„' | '‟' | '«') => Role::Open,
        (_, '”' | '»') => Role::Close,
        _ if place.stands_before_words() && !place.before.is_some_and(|c| matches!(c, '…' | '-' | '—' | '–')) => Role::Open,
        _ => Role::Close,
    }
}

/// The closing mark of the double mark at `open`; nested ones are stepped over.
fn close_double(places: &[Place], open: usize) -> Found {
    let kind = places[open].mark;
    let inside = |place: &Place| DOUBLE.contains(&place.mark) && !(place.mark == '"' && place.behind_number() && place.inside_word());
    let mut depth = 0usize;
    for (number, place) in places.iter().enumerate().skip(open + 1).filter(|(_, place)| inside(place)) {
        match role_inside(kind, *place) {
            Role::Close if depth == 0 => return Found::At(number),
            Role::Close => depth -= 1,
            Role::Open => {
                // Nested only where both this one and ours can still close before anything else opens.
                let mut closes = 0;
                for later in places.iter().skip(number + 1).filter(|place| inside(place)) {
                    match role_inside(kind, *later) {
                        Role::Close => closes += 1,
                        Role::Open => break,
                    }
                }
                let alike = place.mark == kind || (kind != '"' && place.mark == '"');
                if alike && depth == 0 && closes < 2 {
                    return Found::Before(number);
                }
                depth += 1;
            }
        }
    }
    // An inner mark that never closes must not swallow the closing mark of the outer one.
    if depth > 0
        && let Some((number, _)) =
            places.iter().enumerate().skip(open + 1).filter(|(_, p)| inside(p)).rfind(|(_, p)| role_inside(kind, **p) == Role::Close)
    {
        return Found::At(number);
    }
    Found::Nowhere
}

fn opens_single(place: Place) -> bool {
    match place.mark {
        '‘' => place.stands_before_words() && !place.after.is_some_and(|c| c.is_ascii_digit()),
        '‚' => true,
        // ‹so› and ›so‹, each the way it stands.
        '‹' => place.stands_before_words() || place.before.is_none_or(char::is_whitespace),
        '›' => place.stands_before_words() && !place.before.is_some_and(char::is_alphanumeric),
        '\'' => place.stands_before_words() && place.after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '…' | '.' | '@' | '#')),
        _ => false,
    }
}

/// The closing mark of the single mark at `open`, told from the apostrophe of a plural possessive.
fn close_single(places: &[Place], open: usize) -> Found {
    // Marks that cannot be anything else: ‹so› and ‚so‘.
    let closing: &[char] = match places[open].mark {
        '‹' => &['›'],
        '›' => &['‹'],
        '‚' => &['‘', '’'],
        _ => &[],
    };
    let mut possessive = None;
    for (number, place) in places.iter().enumerate().skip(open + 1) {
        if !closing.is_empty() {
            if closing.contains(&place.mark) {
                return Found::At(number);
            }
            continue;
        }
        if place.mark == '‘' || (place.mark == '\'' && place.stands_before_words()) {
            break;
        }
        let ends = matches!(place.mark, '\'' | '’')
            && place.before.is_some_and(|c| !c.is_whitespace())
            && place.after.is_none_or(|c| !c.is_alphanumeric());
        if !ends {
            continue;
        }
        if place.before == Some('s') && place.after == Some(' ') {
            possessive = possessive.or(Some(number));
            continue;
        }
        // One letter between two marks is short for a word, as in rock ’n’ roll.
        if place.at - places[open].end() <= 1 {
            return Found::Nowhere;
        }
        // A double mark that only opens or only closes between them: the two do not belong together.
        let doubles = places[open + 1..number].iter().filter(|p| DOUBLE.contains(&p.mark)).count();
        return if doubles % 2 == 0 { Found::At(number) } else { Found::Nowhere };
    }
    let doubles = |number: usize| places[open + 1..number].iter().filter(|p| DOUBLE.contains(&p.mark)).count();
    match possessive {
        Some(number) if doubles(number) % 2 == 0 => Found::At(number),
        _ => Found::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::find::paragraphs;

    fn words(text: &str) -> Vec<&str> {
        find(text, &paragraphs(text), &[]).iter().map(|span| &text[span.inner.clone()]).collect()
    }

    #[test]
    fn marks_of_every_kind_open_and_close() {
        for (text, found) in [
            ("“Go,” she said.", vec!["Go,"]),
            ("\"Go,\" she said. \"Now.\"", vec!["Go,", "Now."]),
            ("They called it “a gift\" and left.", vec!["a gift"]),
            ("\"The “odd” lamp went out,\" Ann wrote.", vec!["The “odd” lamp went out,"]),
            ("\"He told me \"no\" twice,\" she said.", vec!["He told me \"no\" twice,"]),
            ("Er sagte: „Nein.“ Dann ging er.", vec!["Nein."]),
            ("Er sagte: »Nein.« Dann ging er.", vec!["Nein."]),
            ("Il a dit « non » hier.", vec![" non "]),
            ("Er sagte: ›Nein.‹ Dann ging er.", vec!["Nein."]),
            ("Er sagte: ‹Nein.› Dann ging er.", vec!["Nein."]),
            ("»Er sagte ›Nein‹ und ging«, sagte Anna.", vec!["Er sagte ›Nein‹ und ging"]),
            ("« Il a dit ‹ non › hier », dit Anne.", vec![" Il a dit ‹ non › hier "]),
            ("Menü › Datei › Öffnen", vec![]),
            ("The pier was 12\" short and 5'10\" wide.", vec![]),
            ("It was the workers' pier, the '90s pier, rock 'n' roll.", vec![]),
            ("'It is late,' said Ann. 'Don't wait.'", vec!["It is late,", "Don't wait."]),
            ("Mayor calls pier ‘a dream’ in vote", vec!["a dream"]),
            ("‘The workers’ pier is safe,’ he said.", vec!["The workers’ pier is safe,"]),
            ("‘He said “no” to me,’ Ann said.", vec!["He said “no” to me,"]),
            ("She said \" I came late.\"", vec![" I came late."]),
        ] {
            assert_eq!(words(text), found, "{text}");
        }
    }

    #[test]
    fn a_quotation_over_paragraphs_continues_and_a_missing_mark_ends_with_its_paragraph() {
        let text = "“One.\n\n“Two.”\n\nAnn said: “Three\n\nNothing more.";
        let ends: Vec<(&str, SpanEnd)> = find(text, &paragraphs(text), &[]).into_iter().map(|span| (&text[span.inner], span.end)).collect();
        assert_eq!(ends, [("One.", SpanEnd::Continues), ("Two.", SpanEnd::Closed), ("Three", SpanEnd::Missing)]);
    }

    #[test]
    fn a_missing_mark_ends_where_the_reporter_goes_on() {
        let lexicon = Lexicon::of(crate::quotes::language::Language::English);
        for (text, found) in [
            ("“We lost it all, Ann Bell said on Monday.", "We lost it all,"),
            ("“We lost it all, said Ann Bell, the mayor.", "We lost it all,"),
            ("“We lost it all, the mayor said. “We paid,” she added.", "We lost it all,"),
            ("“We lost it all, I said to her, and I meant it.", "We lost it all, I said to her, and I meant it."),
            ("“We lost it all, and nobody said a word.", "We lost it all, and nobody said a word."),
        ] {
            let mut spans = find(text, &paragraphs(text), &[]);
            mend(text, &mut spans, lexicon);
            assert_eq!(&text[spans[0].inner.clone()], found, "{text}");
        }
    }

    #[test]
    fn a_missing_mark_does_not_swallow_the_next_quotation() {
        assert_eq!(words("“We lost, Ann said. “We paid,” she added."), ["We lost, Ann said.", "We paid,"]);
    }
}
