//! MHTML: a page and its pictures as one MIME message (RFC 2557).

use std::collections::HashMap;

use mail_parser::{
    Encoding, Message, MessageParser, MessagePart, MimeHeaders,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use super::{
    file::{ImportError, Imported},
    html::{self, PageSource},
    source::Source,
};

/// Reads the page of an MHTML file; pictures are found among its parts, by address or by content identifier.
pub(super) fn mhtml(name: &str, bytes: &[u8], given: &Source) -> Result<Imported, ImportError> {
    let damaged = || ImportError::Damaged { name: name.to_owned(), what: "it is no MHTML that can be read".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(damaged)?;
    let page = page(&message).ok_or_else(|| ImportError::Damaged { name: name.to_owned(), what: "no web page is in it".to_owned() })?;
    let html = body(&message, page);
    let said = |name: &'static str| message.header(name).and_then(|value| value.as_text()).map(str::trim).map(str::to_owned);
    let address =
        location(page).map(str::to_owned).or_else(|| said("Snapshot-Content-Location")).filter(|address| !address.starts_with("cid:"));
    let source = Source {
        address: given.address.clone().or(address),
        charset: page.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned),
        captured: message.date().and_then(|date| date.to_rfc3339().parse().ok()),
    };
    let mut parts: HashMap<&str, &MessagePart<'_>> = HashMap::new();
    for part in &message.parts {
        for key in [location(part), part.content_id()].into_iter().flatten() {
            parts.entry(key.trim_matches(['<', '>'])).or_insert(part);
        }
    }
    let find = |address: &str, whole: Option<&str>| {
        let part = [Some(address), whole, address.strip_prefix("cid:")].into_iter().flatten().find_map(|key| parts.get(key))?;
        Some(body(&message, part))
    };
    let mut imported = html::page(&PageSource {
        name,
        bytes: &html,
        address: source.address.as_deref(),
        charset: source.charset.as_deref(),
        captured: source.captured,
        find: &find,
    })?;
    imported.capture = bytes.to_vec();
    imported.capture_type = "multipart/related".to_owned();
    imported.capture_name = "page.mhtml".to_owned();
    imported.source = source;
    Ok(imported)
}

/// The part that is the page: the first web page that is not a frame's.
fn page<'m, 'x>(message: &'m Message<'x>) -> Option<&'m MessagePart<'x>> {
    let is_page = |part: &&MessagePart<'_>| {
        part.content_type().is_some_and(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            (kind.ctype().eq_ignore_ascii_case("text") && subtype.eq_ignore_ascii_case("html")) || subtype.eq_ignore_ascii_case("xhtml+xml")
        })
    };
    let is_frame = |part: &&MessagePart<'_>| location(part).is_some_and(|address| address.starts_with("cid:frame"));
    let pages = || message.parts.iter().filter(is_page);
    pages().find(|part| !is_frame(part)).or_else(|| pages().next())
}

fn location<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    part.content_location().map(str::trim)
}

/// A part's bytes as they were before the message: letters are not touched, a page knows its own.
fn body(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    }
    .unwrap_or_else(|| part.contents().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_a_message_is_read_with_its_picture_and_date() {
        let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==";
        let message = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/bridge\r\nSubject: Bridge\r\nDate: Wed, 18 Nov 2020 09:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----x\"\r\n\r\n\r\n------x\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://gazette.example/bridge\r\n\r\n<!DOCTYPE html><html><head><meta charset=3D\"windows-1252\"><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1><figure><img src=3D\"https://gazette.example/b.png\" width=3D600><figcaption>The bridge.</figcaption></figure><p>The caf=E9 at the old harbour bridge closed on Tuesday after divers found cracks below=\r\n the water, the council said.</p><p>It will open again in spring, said the mayor of the town, who had asked for the work.</p></article></body></html>\r\n------x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://gazette.example/b.png\r\n\r\n{png}\r\n\r\n------x--\r\n"
        );
        let imported = mhtml("x.mhtml", message.as_bytes(), &Source::default()).unwrap();
        assert_eq!(imported.article.headline, "Bridge closed");
        assert!(
            imported.article.plain_text().as_str().starts_with("The café at the old harbour bridge"),
            "{}",
            imported.article.plain_text().as_str()
        );
        assert_eq!(imported.source.captured.unwrap().to_string(), "2020-11-18T09:30:00Z");
        assert_eq!(imported.source.address.as_deref(), Some("https://gazette.example/bridge"));
        assert_eq!(imported.pictures.len(), 1);
        assert_eq!(imported.capture, message.as_bytes());
    }

    #[test]
    fn a_broken_message_is_a_sentence() {
        for message in [
            "",
            "From: x\r\n\r\nno page",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx",
        ] {
            assert!(mhtml("x.mhtml", message.as_bytes(), &Source::default()).unwrap_err().to_string().contains("x.mhtml"));
        }
    }
}
