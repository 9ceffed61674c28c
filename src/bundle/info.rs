//! `bag-info.txt`: what a bag says of itself (RFC 8493, section 2.2.2; `package-info.txt` in drafts up to 0.95).

use super::declaration::{Version, lines};

/// What was found in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Bytes and files that the payload is said to have.
    pub oxums: Vec<(u64, u64)>,
    /// What the standard forbids.
    pub wrong: Vec<String>,
    /// What it allows, but is worth knowing.
    pub odd: Vec<String>,
}

/// Reads the metadata by the rules of a version.
pub fn parse(text: &str, version: Version) -> Info {
    let strict = version >= Version::ONE;
    let mut info = Info::default();
    let mut has_element = false;
    for (line, words) in lines(text) {
        if words.starts_with([' ', '\t']) {
            if !has_element && !words.trim().is_empty() {
                info.wrong.push(format!("Line {line} goes on with a line that is not there."));
            }
            continue;
        }
        if words.is_empty() {
            continue;
        }
        let Some((label, value)) = words.split_once(':') else {
            info.wrong.push(format!("Line {line} is no element: it has no colon between a label and a value."));
            continue;
        };
        has_element = true;
        if label.trim().is_empty() {
            info.wrong.push(format!("Line {line} has a value without a label."));
        } else if strict && label.trim() != label {
            info.wrong.push(format!("Line {line} has space before its colon, which version 1.0 forbids."));
        } else if strict && !value.is_empty() && !value.starts_with([' ', '\t']) {
            info.wrong.push(format!("Line {line} has no space behind its colon, which version 1.0 demands."));
        }
        if label.trim().eq_ignore_ascii_case("Payload-Oxum") {
            let numbers = value.trim().split_once('.').and_then(|(bytes, files)| Some((number(bytes)?, number(files)?)));
            match numbers {
                Some(numbers) => info.oxums.push(numbers),
                None => info.wrong.push(format!("Line {line} must give the payload’s size as bytes, a dot, and files: 1024.3.")),
            }
        }
    }
    if info.oxums.len() > 1 {
        let what = "It gives the payload’s size more than once.".to_owned();
        if strict { info.wrong.push(what) } else { info.odd.push(what) }
    }
    info
}

fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_has_its_rules() {
        let loose = "Contact-Name : Ada\n  Lovelace\nPayload-Oxum:7.2\r\n";
        assert_eq!(parse(loose, Version(0, 97)), Info { oxums: vec![(7, 2)], ..Info::default() });
        assert_eq!(parse(loose, Version::ONE).wrong.len(), 2);
        assert!(parse("A: b\n\tc\nPayload-Oxum: 7.2\n", Version::ONE).wrong.is_empty());
        for wrong in ["no colon\n", " first\n", ": x\n", "Payload-Oxum: 7\n", "Payload-Oxum: 7.x\n"] {
            assert_eq!(parse(wrong, Version(0, 97)).wrong.len(), 1, "{wrong}");
        }
    }
}
