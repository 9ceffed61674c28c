//! What a bag says of itself: `bagit.txt` (RFC 8493, section 2.1.1; drafts 0.93 to 0.97), and how its other tag files are read.

use std::fmt;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A version of BagIt, such as 0.97 or 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

impl Version {
    /// RFC 8493.
    pub const ONE: Self = Self(1, 0);

    /// Those that were ever published.
    const KNOWN: [Self; 6] = [Self(0, 93), Self(0, 94), Self(0, 95), Self(0, 96), Self(0, 97), Self::ONE];

    /// The file with the bag's metadata, under the name it had then.
    pub fn info_file(self) -> &'static str {
        if self <= Self(0, 95) { "package-info.txt" } else { "bag-info.txt" }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// What `bagit.txt` declares.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// The version by whose rules the bag is judged; the newest where it cannot be read.
    pub version: Version,
    /// How the other tag files are encoded.
    pub encoding: TagEncoding,
}

impl Default for Declaration {
    fn default() -> Self {
        Self { version: Version::ONE, encoding: TagEncoding::Known(UTF_8) }
    }
}

/// How tag files are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagEncoding {
    /// One that the web knows too.
    Known(&'static Encoding),
    /// UTF-16 without saying in which order its bytes come.
    Utf16,
    /// UTF-32, in the order that its first bytes say.
    Utf32,
}

impl Declaration {
    /// Reads `bagit.txt`: what it declares, what is wrong with it, and what is odd but allowed.
    pub fn parse(bytes: &[u8]) -> (Self, Vec<String>, Vec<String>) {
        let (mut wrong, mut odd) = (Vec::new(), Vec::new());
        let mut declaration = Self::default();
        if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            wrong.push("It begins with a byte order mark, which the standard forbids here.".to_owned());
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            wrong.push("It is not UTF-8, as the standard demands of this file.".to_owned());
            return (declaration, wrong, odd);
        };
        let lines: Vec<&str> = lines(text.trim_start_matches('\u{feff}')).map(|(_, line)| line).collect();
        let fields: Vec<(&str, &str)> = lines.iter().filter_map(|line| line.split_once(':')).collect();
        let field = |label: &str| fields.iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(label)).map(|(_, value)| value.trim());
        match field("BagIt-Version") {
            None => wrong.push("It does not say which version of BagIt the bag follows.".to_owned()),
            Some(text) => match version(text) {
                Some(version) if Version::KNOWN.contains(&version) => declaration.version = version,
                Some(version) => wrong.push(format!("Version {version} of BagIt is not known; 0.93 to 1.0 are.")),
                None => wrong.push(format!("“{text}” is no version of BagIt.")),
            },
        }
        match field("Tag-File-Character-Encoding") {
            None => wrong.push("It does not say how the bag’s other tag files are encoded.".to_owned()),
            Some(label) => match encoding(label) {
                Some(encoding) => {
                    declaration.encoding = encoding;
                    if encoding != TagEncoding::Known(UTF_8) {
                        odd.push(format!("Its tag files are encoded as {label}; UTF-8 is what every program reads."));
                    }
                }
                None => wrong.push(format!("“{label}” is no encoding that is known.")),
            },
        }
        if declaration.version >= Version::ONE && wrong.is_empty() && !is_exact(&lines) {
            wrong.push(
                "It must be the two lines “BagIt-Version: 1.0” and “Tag-File-Character-Encoding: UTF-8”, written just so.".to_owned(),
            );
        } else if lines.iter().filter(|line| !line.trim().is_empty()).count() > 2 {
            odd.push("It has more than two lines.".to_owned());
        }
        (declaration, wrong, odd)
    }
}

/// Version 1.0 leaves no freedom in how the two lines are written.
fn is_exact(lines: &[&str]) -> bool {
    let [version, encoding] = lines else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let version = version.strip_prefix("BagIt-Version: ").and_then(|text| text.split_once('.'));
    version.is_some_and(|(major, minor)| is_number(major) && is_number(minor))
        && encoding.strip_prefix("Tag-File-Character-Encoding: ").is_some_and(|label| !label.is_empty() && !label.contains([' ', '\t']))
}

fn version(text: &str) -> Option<Version> {
    let (major, minor) = text.split_once('.')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    Some(Version(number(major)?, number(minor)?))
}

fn encoding(label: &str) -> Option<TagEncoding> {
    match label.to_ascii_lowercase().as_str() {
        "utf-16" | "utf16" => Some(TagEncoding::Utf16),
        "utf-32" | "utf32" => Some(TagEncoding::Utf32),
        _ => Encoding::for_label_no_replacement(label.as_bytes()).map(TagEncoding::Known),
    }
}

impl TagEncoding {
    /// Reads a tag file; nothing where its bytes are not of this encoding.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let encoding = match self {
            Self::Known(encoding) => encoding,
            Self::Utf32 => return utf32(bytes),
            // Without a mark the bytes themselves tell: most letters of tag files are ASCII, with a zero before or behind.
            Self::Utf16 => match bytes {
                [0xFE, 0xFF, ..] => UTF_16BE,
                [0xFF, 0xFE, ..] => UTF_16LE,
                _ if !bytes.contains(&0) => UTF_8,
                _ if bytes.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count() * 4 > bytes.len() => UTF_16LE,
                _ => UTF_16BE,
            },
        };
        let (text, failed) = encoding.decode_with_bom_removal(bytes);
        (!failed).then(|| text.into_owned())
    }
}

fn utf32(bytes: &[u8]) -> Option<String> {
    let little = bytes.starts_with(&[0xFF, 0xFE, 0, 0]);
    let letters = bytes.chunks(4).map(|chunk| {
        let four: [u8; 4] = chunk.try_into().ok()?;
        char::from_u32(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    });
    Some(letters.collect::<Option<String>>()?.trim_start_matches('\u{feff}').to_owned())
}

/// The lines of a tag file with their numbers from 1, ended by LF, CR or CRLF; the last may lack its end.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut number = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        number += 1;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = &rest[..end];
        let ended = if rest[end..].starts_with("\r\n") { end + 2 } else { (end + 1).min(rest.len()) };
        rest = &rest[ended..];
        Some((number, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_any_of_three_ways() {
        let found: Vec<_> = lines("a\nb\rc\r\n\nd").collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn text_is_read_in_its_encoding_with_and_without_a_mark() {
        let words = "data/ü.txt";
        let wide: Vec<u16> = words.encode_utf16().collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        for bytes in [big.clone(), little.clone(), [vec![0xFE, 0xFF], big].concat(), [vec![0xFF, 0xFE], little].concat()] {
            assert_eq!(TagEncoding::Utf16.decode(&bytes).as_deref(), Some(words));
        }
        let four: Vec<u8> = words.chars().flat_map(|letter| (letter as u32).to_be_bytes()).collect();
        assert_eq!(TagEncoding::Utf32.decode(&four).as_deref(), Some(words));
        assert_eq!(encoding("ISO-8859-1").unwrap().decode(b"\xfc").as_deref(), Some("ü"));
        assert_eq!(encoding("UTF-8").unwrap().decode(b"\xfc"), None);
    }
}
