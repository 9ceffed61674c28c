//! A page's bytes into letters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::pattern::Pattern;

/// How far into a page its own word on its letters is looked for, in bytes.
const HEAD: usize = 8 << 10;
/// How much of a page is looked at to guess, in bytes.
const SAMPLE: usize = 256 << 10;

/// The letters of a page: by its byte order mark, as UTF-8 where it is that, by what it says, by what it looks like; says where it guessed.
///
/// `label` is what came with the page from outside, such as a header of its archive.
pub(super) fn letters(bytes: &[u8], label: Option<&str>) -> (String, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding.decode(bytes).0.into_owned(), None);
    }
    // Browsers save pages as UTF-8 and leave the old label in them: bytes that are UTF-8 are taken as that.
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
        && !is_seven_bit_of_another(bytes)
    {
        return (text.into_owned(), None);
    }
    let said = label.and_then(known).or_else(|| said(bytes));
    if let Some(encoding) = said.filter(|encoding| *encoding != UTF_8) {
        let (text, _, is_damaged) = encoding.decode(bytes);
        if !is_damaged {
            return (text.into_owned(), None);
        }
    }
    if said == Some(UTF_8) {
        // A few broken letters are not another encoding.
        let (text, _, _) = UTF_8.decode(bytes);
        let broken = text.matches('\u{fffd}').count();
        if broken * 200 < text.chars().filter(|letter| !letter.is_ascii()).count().max(400) {
            return (text.into_owned(), Some(format!("{broken} letters of the page are damaged and stand as \u{fffd}.")));
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let doubt = format!("The page’s letters were read as {}, by their look. Check accents and quotation marks.", encoding.name());
    (encoding.decode(bytes).0.into_owned(), Some(doubt))
}

fn known(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// What the page says in its first lines.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    static SAID: Pattern = Pattern::new(r#"(?i)<(?:meta\s[^>]{0,200}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#);
    let head: String = bytes[..bytes.len().min(HEAD)].iter().map(|byte| char::from(*byte)).collect();
    let encoding = known(SAID.find(&head)?.get(1)?.as_str())?;
    // A page whose label can be read is not in sixteen bits (HTML, section 13.2.3.2).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// ISO-2022-JP uses seven bits and is UTF-8 by its bytes.
fn is_seven_bit_of_another(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEAD)].contains(&0x1b) && said(bytes).is_some_and(|encoding| encoding == encoding_rs::ISO_2022_JP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_by_what_the_page_says_and_is() {
        let cafe = "<meta charset=iso-8859-1><p>caf\u{e9}";
        let old: Vec<u8> = cafe.chars().map(|letter| letter as u8).collect();
        assert_eq!(letters(&old, None), (cafe.to_owned(), None));
        // Saved anew, with the old label in it.
        assert_eq!(letters(cafe.as_bytes(), None), (cafe.to_owned(), None));
        let (korean, _, _) =
            encoding_rs::EUC_KR.encode("<meta http-equiv='Content-Type' content='text/html; charset=euc-kr'>다리가 닫혔다");
        assert!(letters(&korean, None).0.ends_with("다리가 닫혔다"));
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("<p>Мост закрыт до весны, сообщил в среду городской совет.");
        let (text, doubt) = letters(&russian, None);
        assert!(text.contains("Мост закрыт") && doubt.is_some());
        assert!(letters(&russian, Some("windows-1251")).1.is_none());
        assert!(letters(b"<meta charset=utf-8>ok \xff", None).0.contains('\u{fffd}'));
        assert_eq!(letters(b"\xff\xfeh\0i\0", None).0, "hi");
    }
}
