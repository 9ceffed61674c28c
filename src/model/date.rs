//! When something was published, as exactly as it is known.

use std::{borrow::Cow, cmp::Ordering, fmt, str::FromStr};

use jiff::{Timestamp, civil, tz::Offset};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A date as precise as the article gives it, written as ISO 8601 and kept at that precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublicationDate {
    /// Only the year is known: `2020`.
    Year(i16),
    /// Year and month (1–12) are known: `2020-11`.
    Month(i16, i8),
    /// The day is known: `2020-11-18`.
    Day(civil::Date),
    /// Day and time of day, without a time zone: `2020-11-18T09:30:00`.
    Local(civil::DateTime),
    /// A moment, with its distance from UTC: `2020-11-18T09:30:00-05:00`.
    Moment(civil::DateTime, Offset),
}

/// Why a text is no [`PublicationDate`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date: write it as 2020-11-18, 2020-11, 2020, or 2020-11-18T09:30:00-05:00.")]
pub struct DateError(pub String);

impl PublicationDate {
    /// This moment, to the second, in UTC.
    pub fn now() -> Self {
        let now = Offset::UTC.to_datetime(Timestamp::now());
        let second = civil::Time::new(now.hour(), now.minute(), now.second(), 0).unwrap_or(civil::Time::midnight());
        Self::Moment(now.date().to_datetime(second), Offset::UTC)
    }

    /// The first day it can be: 1 January for a year alone.
    pub fn day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::Date::new(year, 1, 1).unwrap_or(civil::Date::MIN),
            Self::Month(year, month) => civil::Date::new(year, month, 1).unwrap_or(civil::Date::MIN),
            Self::Day(day) => day,
            Self::Local(time) | Self::Moment(time, _) => time.date(),
        }
    }

    /// The last day it can be: 31 December for a year alone.
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Year(_) => self.day().last_of_year(),
            Self::Month(..) => self.day().last_of_month(),
            _ => self.day(),
        }
    }

    /// The moment in UTC, where time and zone are known.
    pub fn timestamp(self) -> Option<Timestamp> {
        match self {
            Self::Moment(time, offset) => offset.to_timestamp(time).ok(),
            _ => None,
        }
    }

    /// The time in UTC to order by; what is not known counts as the earliest it can be.
    fn utc(self) -> civil::DateTime {
        match self {
            Self::Local(time) => time,
            Self::Moment(time, offset) => offset.to_timestamp(time).map_or(time, |moment| Offset::UTC.to_datetime(moment)),
            _ => self.day().to_datetime(civil::Time::midnight()),
        }
    }

    /// The date as people read it, such as `18 November 2020`.
    pub fn in_words(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(..) => self.day().strftime("%B %Y").to_string(),
            _ => self.day().strftime("%-d %B %Y").to_string(),
        }
    }

    /// The date in little space, such as `18 Nov 2020`.
    pub fn short(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(..) => self.day().strftime("%b %Y").to_string(),
            _ => self.day().strftime("%-d %b %Y").to_string(),
        }
    }
}

impl FromStr for PublicationDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
        if bytes.len() == 4 && digits(0..4) {
            return Ok(Self::Year(text.parse().map_err(|_| error())?));
        }
        if bytes.len() == 7 && digits(0..4) && bytes[4] == b'-' && digits(5..7) {
            let (year, month) = (text[..4].parse().map_err(|_| error())?, text[5..].parse().map_err(|_| error())?);
            civil::Date::new(year, month, 1).map_err(|_| error())?;
            return Ok(Self::Month(year, month));
        }
        if bytes.len() == 10 {
            return text.parse().map(Self::Day).map_err(|_| error());
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).map_err(|_| error())?;
        let Some(time) = pieces.time() else { return Err(error()) };
        let local = pieces.date().to_datetime(time);
        match pieces.to_numeric_offset() {
            Some(offset) => Ok(Self::Moment(local, offset)),
            None => Ok(Self::Local(local)),
        }
    }
}

impl fmt::Display for PublicationDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Local(time) => write!(f, "{time}"),
            Self::Moment(time, offset) if *offset == Offset::UTC => write!(f, "{time}Z"),
            Self::Moment(time, offset) => write!(f, "{time}{offset_text}", offset_text = OffsetText(*offset)),
        }
    }
}

/// An offset as ISO 8601 writes it: always hours and minutes.
struct OffsetText(Offset);

impl fmt::Display for OffsetText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
        write!(f, "{sign}{hours:02}:{minutes:02}")?;
        if rest == 0 { Ok(()) } else { write!(f, ":{rest:02}") }
    }
}

impl PartialOrd for PublicationDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PublicationDate {
    /// Orders by time in UTC, as far as it is known, then by how it is written.
    fn cmp(&self, other: &Self) -> Ordering {
        self.utc().cmp(&other.utc()).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl Serialize for PublicationDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PublicationDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for PublicationDate {
    fn schema_name() -> Cow<'static, str> {
        "PublicationDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "ISO 8601: a year, a month, a day, a local time, or a moment with its offset.",
            "pattern": r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)?)?)?)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_the_precision_it_was_written_with() {
        for text in ["2020", "2020-11", "2020-11-18", "2020-11-18T09:30:00", "2020-11-18T09:30:00-05:00", "2020-11-18T09:30:00Z"] {
            assert_eq!(text.parse::<PublicationDate>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "Tuesday", "2020-13", "2020-02-30", "18 Nov 2020", "20201", "2020-11-18T99:00"] {
            assert!(text.parse::<PublicationDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_in_different_zones_are_ordered_by_time() {
        let early: PublicationDate = "2020-11-18T01:00:00+05:00".parse().unwrap();
        let late: PublicationDate = "2020-11-17T22:00:00-05:00".parse().unwrap();
        assert!(early < late);
    }
}
