//! Which stretches of a page are worth taking apart: all but what scripts and styles hold, which is more than half of most.

use std::ops::Range;

use memchr::memmem;

/// How many attributes of one tag are read; the parser compares each with every other.
const ATTRIBUTES: usize = 500;

/// The stretches in order; what lies between them is the inside of scripts and styles.
///
/// Follows the tokenizer as far as it needs to know where an element's words end (HTML, section 13.2.5);
/// where that cannot be told without the whole of it, the rest of the page is one stretch.
pub(super) fn skim(html: &str) -> Vec<Range<usize>> {
    let bytes = html.as_bytes();
    let mut kept = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)).map(|found| at + found) {
        let rest = &bytes[found + 1..];
        if rest.starts_with(b"!--") {
            at = comment_end(html, found);
            continue;
        }
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            at = found + 1;
            continue;
        }
        let name_end = found
            + 1
            + rest.iter().position(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' | b'>')).unwrap_or(rest.len());
        let name = html[found + 1..name_end].to_ascii_lowercase();
        let (end, enough) = tag_end(bytes, name_end);
        at = end;
        if let Some(enough) = enough {
            kept.push(from..enough);
            from = end - 1;
        }
        match name.as_str() {
            // Within pictures these elements are ordinary ones.
            "svg" | "math" if bytes[end.saturating_sub(2)] == b'/' => {}
            "svg" | "math" => at = find_end(html, end, &name).unwrap_or(bytes.len()),
            "plaintext" => break,
            "script" | "style" | "title" | "textarea" | "iframe" | "xmp" | "noembed" | "noframes" => {
                let Some(close) = find_end(html, end, &name) else { break };
                let inside = &html[end..close];
                if name == "script" && find(inside, 0, "<!--").is_some() && find(inside, 0, "<script").is_some() {
                    break;
                }
                let is_kept = match name.as_str() {
                    "script" => is_data(&html[name_end..end], inside),
                    "style" => false,
                    _ => true,
                };
                if !is_kept && close > end {
                    kept.push(from..end);
                    from = close;
                }
                at = close;
            }
            _ => {}
        }
    }
    kept.push(from..bytes.len());
    kept
}

/// Whether a script holds data that says something of the article: structured data, or the list of a gallery.
fn is_data(attributes: &str, inside: &str) -> bool {
    let attributes = attributes.to_ascii_lowercase();
    attributes.contains("ld+json")
        || attributes.contains("application/json")
            && find(inside, 0, "aption").is_some()
            && ["allery", "lideshow", "slides", "arousel"].iter().any(|name| find(inside, 0, name).is_some() || attributes.contains(name))
}

fn find(html: &str, from: usize, what: &str) -> Option<usize> {
    memmem::find(html.as_bytes().get(from..)?, what.as_bytes()).map(|at| from + at)
}

/// Where an element's closing tag begins.
fn find_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let closes = memmem::Finder::new("</");
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| closes.find(rest)).map(|found| at + found) {
        let end = found + 2 + name.len();
        if bytes.get(found + 2..end).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(end).is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' | b'>'))
        {
            return Some(found);
        }
        at = found + 2;
    }
    None
}

/// Behind a comment (HTML, section 13.2.5.43 and following).
fn comment_end(html: &str, start: usize) -> usize {
    let inside = start + 4;
    if html[inside..].starts_with('>') {
        return inside + 1;
    }
    if html[inside..].starts_with("->") {
        return inside + 2;
    }
    let ends = [find(html, inside, "-->").map(|at| at + 3), find(html, inside, "--!>").map(|at| at + 4)];
    ends.into_iter().flatten().min().unwrap_or(html.len())
}

/// Behind the bracket that closes a tag, and where the attributes begin that are too many.
fn tag_end(bytes: &[u8], from: usize) -> (usize, Option<usize>) {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Value,
    }
    let mut state = At::BeforeName;
    let (mut count, mut enough) = (0, None);
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let is_space = matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c');
        state = match (state, byte) {
            (_, b'>') => return (at + 1, enough),
            (At::BeforeValue, b'"' | b'\'') => {
                let Some(length) = memchr::memchr(*byte, &bytes[at + 1..]) else { return (bytes.len(), None) };
                at += 1 + length;
                At::BeforeName
            }
            (At::BeforeValue, _) => {
                if is_space {
                    At::BeforeValue
                } else {
                    At::Value
                }
            }
            (At::Value, _) => {
                if is_space {
                    At::BeforeName
                } else {
                    At::Value
                }
            }
            (_, b'/') => At::BeforeName,
            (At::Name | At::AfterName, b'=') => At::BeforeValue,
            (At::Name | At::AfterName, _) if is_space => At::AfterName,
            (At::BeforeName, _) if is_space => At::BeforeName,
            (At::Name, _) => At::Name,
            (At::BeforeName | At::AfterName, _) => {
                count += 1;
                if count > ATTRIBUTES {
                    enough.get_or_insert(at);
                }
                At::Name
            }
        };
        at += 1;
    }
    (bytes.len(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        skim(html).into_iter().map(|range| &html[range]).collect::<Vec<_>>().concat()
    }

    #[test]
    fn attributes_beyond_all_measure_are_left_out() {
        let many: String = (0..5_000).map(|number| format!(" a{number}=1")).collect();
        let left = of(&format!("<p{many}>One</p>two"));
        assert_eq!(of(&format!("<p{}>x", " a".repeat(600))), format!("<p{} >x", " a".repeat(500)));
        assert!(left.starts_with("<p a0=1 a1=1 ") && left.ends_with(" a499=1 >One</p>two"), "{}", &left[left.len() - 60..]);
    }

    #[test]
    fn only_the_inside_of_scripts_and_styles_is_left_out() {
        for (page, left) in [
            ("<p>a<script>if (a < b) x('<p>')</script>b", "<p>a<script></script>b"),
            ("<SCRIPT a='>' b=\"</script>\" c>x</SCRIPT >y", "<SCRIPT a='>' b=\"</script>\" c></SCRIPT >y"),
            ("<style>p > a {}</style ><p>x", "<style></style ><p>x"),
            ("<script type='application/ld+json'>{}</script>", "<script type='application/ld+json'>{}</script>"),
            ("<!-- <script> --><p>x<!--><script>y</script>", "<!-- <script> --><p>x<!--><script></script>"),
            ("<title><script>x</title>y", "<title><script>x</title>y"),
            ("<p title='<script>'>x</p><script>y</script>", "<p title='<script>'>x</p><script></script>"),
            ("<svg><script/></svg><p>x</p><script>y</script>", "<svg><script/></svg><p>x</p><script></script>"),
            ("<svg/><script>y</script>", "<svg/><script></script>"),
            ("<a href=x/y>1 < 2</a><script>never closed <p>", "<a href=x/y>1 < 2</a><script>never closed <p>"),
            ("<p a = '>'>x", "<p a = '>'>x"),
            ("", ""),
        ] {
            assert_eq!(of(page), left, "{page}");
        }
    }
}
