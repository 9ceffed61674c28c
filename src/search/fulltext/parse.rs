//! Reading a query as people type it.
//!
//! `word`, `"just these words"`, `begin*`, `aprox~`, `-without`, `one OR other`, `field:value`, `2020-11`, `2020-11-03..2020-12`.

use jiff::civil::Date;

use super::{
    query::{Clause, Fact, Place, Query, Term},
    words::folded_words,
};
use crate::{
    model::{PublicationDate, QuotationKind},
    search::Naming,
};

/// Why a query cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A field that there is not.
    #[error(
        "There is no field “{0}”. There are: speaker, kind, medium, is, outlet, tag, by, headline, caption, said, has, from, to, date."
    )]
    Field(String),
    /// A value that the field does not have.
    #[error("“{value}” is no value of {field}. There are: {known}.")]
    Value {
        /// The field.
        field: String,
        /// What was asked.
        value: String,
        /// What there is.
        known: &'static str,
    },
    /// A date that is none.
    #[error("“{0}” is not a date: write it as 2020-11-18, 2020-11 or 2020.")]
    Date(String),
}

/// How many terms a query may have; what is typed beyond is left out.
const MOST: usize = 64;

/// A piece of a query, with what stands before it.
struct Piece<'a> {
    negated: bool,
    field: Option<&'a str>,
    value: &'a str,
    quoted: bool,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// [`QueryError`] where a field or its value is none; words alone are always a query.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let mut widens = false;
        for piece in pieces(text).into_iter().take(MOST) {
            if piece.field.is_none() && !piece.quoted && piece.value == "OR" {
                widens = true;
                continue;
            }
            let before = query.clauses.len();
            query.take(&piece)?;
            if widens && before > 0 && query.clauses.len() > before {
                let other = query.clauses.split_off(before);
                let last = &mut query.clauses[before - 1];
                last.any.extend(other.into_iter().flat_map(|clause| clause.any));
            }
            widens = false;
        }
        Ok(query)
    }

    fn take(&mut self, piece: &Piece<'_>) -> Result<(), QueryError> {
        let words = || folded_words(piece.value);
        let fact = match piece.field.map(str::to_ascii_lowercase).as_deref() {
            None => {
                if !piece.quoted && !piece.negated && self.take_days(piece.value)? {
                    return Ok(());
                }
                return self.take_words(piece, Place::Text);
            }
            Some("headline") => return self.take_words(piece, Place::Headline),
            Some("caption" | "photo") => return self.take_words(piece, Place::Caption),
            Some("said" | "quote") => return self.take_words(piece, Place::Said),
            Some("from") => {
                self.from = Some(day(piece.value, false)?);
                return Ok(());
            }
            Some("to" | "until") => {
                self.to = Some(day(piece.value, true)?);
                return Ok(());
            }
            Some("date") => {
                if !self.take_days(piece.value)? {
                    (self.from, self.to) = (Some(day(piece.value, false)?), Some(day(piece.value, true)?));
                }
                return Ok(());
            }
            Some("speaker" | "who") => Fact::Speaker(words()),
            Some("medium" | "in") => Fact::Medium(words()),
            Some("outlet" | "publisher") => Fact::Outlet(words()),
            Some("tag") => Fact::Tag(words()),
            Some("by" | "author") => Fact::By(words()),
            Some("kind") => Fact::Kind(kind(piece.value)?),
            Some("is") => Fact::Naming(naming(piece.value)?),
            Some("has") if piece.value.eq_ignore_ascii_case("photo") => Fact::Photo,
            Some("has") => return Err(value("has", piece.value, "photo")),
            Some(other) => return Err(QueryError::Field(other.to_owned())),
        };
        self.facts.push((fact, !piece.negated));
        Ok(())
    }

    /// Takes a month, a day, or days from and to; whether it was one.
    fn take_days(&mut self, text: &str) -> Result<bool, QueryError> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        // A bare year is more often a word of the text.
        let is_date = |text: &str| {
            let bytes = text.as_bytes();
            bytes.len() >= 7 && bytes[4] == b'-' && bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        };
        if !is_date(first) && !is_date(last) {
            return Ok(false);
        }
        if !first.is_empty() {
            self.from = Some(day(first, false)?);
        }
        if !last.is_empty() {
            self.to = Some(day(last, true)?);
        }
        Ok(true)
    }

    fn take_words(&mut self, piece: &Piece<'_>, place: Place) -> Result<(), QueryError> {
        let mut words = folded_words(piece.value);
        let Some(last) = words.last().cloned() else { return Ok(()) };
        let ending = piece.value.char_indices().rev().find(|(_, letter)| !letter.is_whitespace());
        let term = match ending {
            _ if piece.quoted => Term::Phrase(words),
            Some((_, '*')) if words.len() == 1 => Term::Prefix(last),
            // `word~`, `word~2`: one letter may differ, or two.
            _ if words.len() == 1 && piece.value.ends_with('~') => Term::Fuzzy(last, 1),
            _ if words.len() == 2 && piece.value.ends_with("~2") => Term::Fuzzy(words.swap_remove(0), 2),
            _ if words.len() == 2 && piece.value.ends_with("~1") => Term::Fuzzy(words.swap_remove(0), 1),
            _ if words.len() == 1 => Term::Word(last),
            // Words without a space between them, such as `vote-by-mail` or writing without spaces.
            _ => Term::Phrase(words),
        };
        self.clauses.push(Clause { any: vec![(place, term)], negated: piece.negated });
        Ok(())
    }
}

fn kind(text: &str) -> Result<QuotationKind, QueryError> {
    QuotationKind::ALL
        .into_iter()
        .find(|kind| kind.word().eq_ignore_ascii_case(text))
        .ok_or_else(|| value("kind", text, "direct, partial, indirect, scare, title"))
}

fn naming(text: &str) -> Result<Naming, QueryError> {
    match text.to_ascii_lowercase().as_str() {
        "named" | "person" => Ok(Naming::Named),
        "organization" => Ok(Naming::Organization),
        "anonymous" | "unnamed" => Ok(Naming::Anonymous),
        "nobody" => Ok(Naming::Nobody),
        _ => Err(value("is", text, "named, organization, anonymous, nobody")),
    }
}

fn value(field: &str, value: &str, known: &'static str) -> QueryError {
    QueryError::Value { field: field.to_owned(), value: value.to_owned(), known }
}

/// The first or last day that a date can mean.
fn day(text: &str, last: bool) -> Result<Date, QueryError> {
    let date: PublicationDate = text.trim().parse().map_err(|_| QueryError::Date(text.to_owned()))?;
    let first = date.day();
    Ok(match date {
        PublicationDate::Year(_) if last => first.last_of_year(),
        PublicationDate::Month(..) if last => first.last_of_month(),
        _ => first,
    })
}

/// Parts at spaces, together inside quotation marks of any form.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let is_mark = |letter: char| matches!(letter, '"' | '“' | '”' | '„' | '«' | '»');
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (negated, after) = match rest.strip_prefix(['-', '−']) {
            Some(after) if after.starts_with(|letter: char| letter.is_alphanumeric() || is_mark(letter)) => (true, after),
            _ => (false, rest),
        };
        let name = after.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(after.len());
        let (field, after) = match after[name..].strip_prefix(':') {
            Some(value) if name > 0 && !value.starts_with(char::is_whitespace) && !value.is_empty() && !value.starts_with("//") => {
                (Some(&after[..name]), value)
            }
            _ => (None, after),
        };
        if let Some(inside) = after.strip_prefix(is_mark) {
            let end = inside.find(is_mark).unwrap_or(inside.len());
            pieces.push(Piece { negated, field, value: &inside[..end], quoted: true });
            rest = inside[end..].trim_start_matches(is_mark);
        } else {
            let end = after.find(|letter: char| letter.is_whitespace() || is_mark(letter)).unwrap_or(after.len());
            pieces.push(Piece { negated, field, value: &after[..end], quoted: false });
            rest = &after[end..];
        }
        rest = rest.trim_start();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    fn terms(query: &Query) -> Vec<Term> {
        query.clauses.iter().flat_map(|clause| clause.any.iter().map(|(_, term)| term.clone())).collect()
    }

    #[test]
    fn words_fields_and_dates_are_told_apart() {
        let query = parse("speaker:pelosi kind:direct outlet:\"npr news\" 2020-11 votes");
        assert_eq!(query.facts.len(), 3);
        assert_eq!(query.facts[2], (Fact::Outlet(vec!["npr".into(), "news".into()]), true));
        assert_eq!((query.from, query.to), ("2020-11-01".parse().ok(), "2020-11-30".parse().ok()));
        assert_eq!(terms(&query), [Term::Word("votes".into())]);
        assert!(query.seeks_quotations());
    }

    #[test]
    fn every_form_of_a_term_is_read() {
        let query = parse("“the old bridge” begin* harbor~ harbour~2 -closed ferry OR tram vote-by-mail http://a.example caf\u{e9}");
        assert_eq!(
            terms(&query),
            [
                Term::Phrase(vec!["the".into(), "old".into(), "bridge".into()]),
                Term::Prefix("begin".into()),
                Term::Fuzzy("harbor".into(), 1),
                Term::Fuzzy("harbour".into(), 2),
                Term::Word("closed".into()),
                Term::Word("ferry".into()),
                Term::Word("tram".into()),
                Term::Phrase(vec!["vote".into(), "by".into(), "mail".into()]),
                Term::Phrase(vec!["http".into(), "a".into(), "example".into()]),
                Term::Word("cafe".into()),
            ]
        );
        assert!(query.clauses[4].negated && query.clauses[5].any.len() == 2);
    }

    #[test]
    fn days_are_read_in_every_form() {
        for (text, from, to) in [
            ("2020-11-18", "2020-11-18", "2020-11-18"),
            ("2020-11..2021-02", "2020-11-01", "2021-02-28"),
            ("from:2020 to:2021", "2020-01-01", "2021-12-31"),
            ("date:2020", "2020-01-01", "2020-12-31"),
        ] {
            let query = parse(text);
            assert_eq!((query.from, query.to), (from.parse().ok(), to.parse().ok()), "{text}");
        }
        assert_eq!(parse("2020-11..").to, None);
        assert_eq!(terms(&parse("2020")), [Term::Word("2020".into())]);
    }

    #[test]
    fn what_is_no_field_or_value_is_told() {
        for (text, words) in [
            ("mood:good", "no field “mood”"),
            ("kind:loud", "indirect"),
            ("is:x", "anonymous"),
            ("from:x", "not a date"),
            ("2020-13", "not a date"),
        ] {
            assert!(Query::parse(text).unwrap_err().to_string().contains(words), "{text}");
        }
    }

    #[test]
    fn anything_typed_is_read_without_harm() {
        for text in
            ["", "  ", "\"", "-", ":", "a:", "\"\"", "- -", "OR", "OR OR a OR", "*", "~", "“”", "speaker:", "-\"x", "é:", "~2", "x~~2"]
        {
            let _ = Query::parse(text);
        }
    }
}
