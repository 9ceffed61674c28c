//! Where marks open and close: the spans of words that stand between quotation marks.

use std::ops::Range;

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
const SINGLE: [char; 5] = ['\'', '‘', '’', '‹', '›'];

/// Finds the outermost spans of each paragraph, in order.
pub(super) fn find(text: &str, paragraphs: &[Range<usize>]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let before = spans.len();
        let places = places(text, paragraph.clone());
        scan(text, paragraph.clone(), number, &places, &mut spans);
        // A paragraph that ran on is continued by one that opens at once.
        let continues = spans.get(before).is_some_and(|first| text[paragraph.start..first.outer.start].trim().is_empty());
        if before > 0 && spans[before - 1].end == SpanEnd::Missing && spans[before - 1].paragraph + 1 == number && continues {
            spans[before - 1].end = SpanEnd::Continues;
        }
    }
    spans
}

/// The marks of a paragraph, with apostrophes left out where nothing else is possible.
fn places(text: &str, paragraph: Range<usize>) -> Vec<Place> {
    let part = &text[paragraph.clone()];
    let mut before = None;
    let mut places = Vec::new();
    let mut chars = part.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if DOUBLE.contains(&mark) || SINGLE.contains(&mark) {
            let place = Place { at: paragraph.start + at, mark, before, after };
            if !(SINGLE.contains(&mark) && place.inside_word()) {
                places.push(place);
            }
        }
        before = Some(mark);
    }
    places
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
        spans.push(Span { outer: open.at..outer_end, inner, paragraph, end });
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
        '‹' => true,
        '\'' => place.stands_before_words() && place.after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '…' | '.' | '@' | '#')),
        _ => false,
    }
}

/// The closing mark of the single mark at `open`, told from the apostrophe of a plural possessive.
fn close_single(places: &[Place], open: usize) -> Found {
    let guillemet = places[open].mark == '‹';
    let mut possessive = None;
    for (number, place) in places.iter().enumerate().skip(open + 1) {
        if guillemet {
            if place.mark == '›' {
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
        find(text, &paragraphs(text)).iter().map(|span| &text[span.inner.clone()]).collect()
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
        let ends: Vec<(&str, SpanEnd)> = find(text, &paragraphs(text)).into_iter().map(|span| (&text[span.inner], span.end)).collect();
        assert_eq!(ends, [("One.", SpanEnd::Continues), ("Two.", SpanEnd::Closed), ("Three", SpanEnd::Missing)]);
    }

    #[test]
    fn a_missing_mark_does_not_swallow_the_next_quotation() {
        assert_eq!(words("“We lost, Ann said. “We paid,” she added."), ["We lost, Ann said.", "We paid,"]);
    }
}
