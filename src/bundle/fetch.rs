//! `fetch.txt`: what a bag wants to have fetched (RFC 8493, section 2.2.3). It is read to be told, and never followed.

use super::{declaration::lines, error::Problem, limits, names, store::Store};

/// One line of `fetch.txt`.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its number, from 1.
    pub line: usize,
    /// Where the file would go, as it is written.
    pub path: &'a str,
}

/// What to say where files of an archive are still to be fetched.
pub fn waiting(store: &Store) -> Option<Problem> {
    let bytes = store.read("fetch.txt", limits::MANIFEST).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let waits = parse(&text).0.iter().filter(|entry| !store.files.contains_key(&names::plain(&names::unescaped(entry.path)).0)).count();
    let files = if waits == 1 { "1 file".to_owned() } else { format!("{waits} files") };
    let what = format!("The bag wants {files} to be fetched from the network. Nothing is ever fetched.");
    (waits > 0).then(|| Problem::new("fetch.txt", what, "Ask for a complete copy."))
}

/// Reads the lines; the numbers of those that are none.
pub fn parse(text: &str) -> (Vec<Entry<'_>>, Vec<usize>) {
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    for (line, words) in lines(text).filter(|(_, words)| !words.trim().is_empty()) {
        match entry(words) {
            Some(path) => entries.push(Entry { line, path }),
            None => wrong.push(line),
        }
    }
    (entries, wrong)
}

fn entry(words: &str) -> Option<&str> {
    let space = [' ', '\t'];
    let (address, rest) = words.split_once(space)?;
    let (length, path) = rest.trim_start_matches(space).split_once(space)?;
    let path = path.trim_start_matches(space);
    let is_length = length == "-" || (!length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()));
    let is_address = url::Url::parse(address).is_ok();
    (is_length && is_address && !path.is_empty()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_an_address_a_length_and_a_path() {
        let (entries, wrong) =
            parse("http://a.example/x 12 data/a b\nhttp://a.example/y\t-  data/y\nx y\nhttp://a.example/z many data/z\n/x 1 data/q\n");
        assert_eq!(entries, [Entry { line: 1, path: "data/a b" }, Entry { line: 2, path: "data/y" }]);
        assert_eq!(wrong, [3, 4, 5]);
    }
}
