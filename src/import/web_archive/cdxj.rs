//! The index of a WACZ: one line a record, its address and date in front of JSON.

use std::io::{BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use super::{
    index::{Entry, digits},
    warc::is_html,
};

#[derive(Deserialize)]
struct Line {
    url: String,
    #[serde(default)]
    mime: String,
    #[serde(default)]
    status: Loose,
    #[serde(default)]
    digest: Option<String>,
    length: Loose,
    offset: Loose,
    filename: String,
}

/// A number that some write as a number and some as words.
#[derive(Deserialize, Default)]
#[serde(untagged)]
enum Loose {
    Number(u64),
    Words(String),
    #[default]
    Nothing,
}

impl Loose {
    fn get(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Words(words) => words.parse().ok(),
            Self::Nothing => None,
        }
    }
}

/// A line of an index as it is used.
pub(super) struct Indexed {
    pub(super) entry: Entry,
    pub(super) address: String,
    /// The date as the index writes it.
    pub(super) when: u64,
    pub(super) is_page: bool,
}

/// Reads an index, compressed or not; lines that are damaged are counted and passed over.
pub(super) fn read(reader: impl Read, is_packed: bool, file: &dyn Fn(&str) -> Option<u32>, each: &mut dyn FnMut(Indexed)) -> usize {
    let reader: Box<dyn Read + '_> = if is_packed { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) };
    let mut reader = BufReader::with_capacity(1 << 18, reader);
    let (mut line, mut wrong) = (Vec::new(), 0);
    loop {
        line.clear();
        // A line is a head and an address: what is longer is none, and is not gathered.
        match (&mut reader).take(1 << 20).read_until(b'\n', &mut line) {
            Ok(0) => return wrong,
            Ok(_) => {}
            Err(_) => return wrong + 1,
        }
        let Some(json) = line.iter().position(|byte| *byte == b'{') else { continue };
        let when = std::str::from_utf8(&line[..json]).ok().and_then(|head| head.split_ascii_whitespace().nth(1)).map_or(0, digits);
        let Ok(own) = serde_json::from_slice::<Line>(&line[json..]) else {
            wrong += 1;
            continue;
        };
        let (Some(offset), Some(length), Some(file)) = (own.offset.get(), own.length.get(), file(&own.filename)) else {
            wrong += 1;
            continue;
        };
        let is_revisit = own.mime == "warc/revisit";
        if !is_revisit && own.status.get().is_some_and(|status| status != 200) {
            continue;
        }
        let entry = Entry::new(&own.url, own.digest.as_deref(), when, (file, offset, length), is_revisit);
        each(Indexed { entry, when, is_page: is_html(&own.mime), address: own.url });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_read_line_by_line() {
        let index = "!meta 0 {\"format\":\"cdxj\"}\n\
            example,gazette)/bridge 20201118093000 {\"url\":\"https://gazette.example/bridge\",\"mime\":\"text/html\",\"status\":\"200\",\"digest\":\"sha-256:ab\",\"length\":\"812\",\"offset\":345,\"filename\":\"data.warc.gz\"}\n\
            example,gazette)/gone 20201118093000 {\"url\":\"https://gazette.example/gone\",\"mime\":\"text/html\",\"status\":404,\"length\":1,\"offset\":1,\"filename\":\"data.warc.gz\"}\n\
            broken {\"url\":\n";
        let mut found = Vec::new();
        let wrong = read(index.as_bytes(), false, &|name| (name == "data.warc.gz").then_some(0), &mut |line| {
            found.push((line.address, line.entry.offset, line.entry.length, line.is_page));
        });
        assert_eq!(found, [("https://gazette.example/bridge".to_owned(), 345, 812, true)]);
        assert_eq!(wrong, 2);
    }
}
