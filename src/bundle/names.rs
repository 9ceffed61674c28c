//! Names of files: which stay inside the archive, and what people should know of the others.

use super::limits;

/// Why a name must not be followed, in a clause; nothing where it stays inside, on any system.
pub fn danger(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    let parts = || name.split(['/', '\\']);
    if name.is_empty() {
        Some("it is empty")
    } else if name.len() > limits::NAME {
        Some("it is too long")
    } else if name.contains('\0') {
        Some("it has a character that no file name can have")
    } else if bytes[0] == b'/' || bytes[0] == b'\\' {
        Some("it begins at the root of a disk or on another machine")
    } else if bytes[0] == b'~' {
        Some("it begins in somebody’s home folder")
    } else if bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' {
        Some("it begins with the letter of a drive")
    } else if parts().any(|part| part == "..") {
        Some("it leads out of its folder")
    } else if parts().count() > limits::DEPTH {
        Some("too many folders lie in one another")
    } else {
        None
    }
}

/// A path without `.` and empty parts; whether it had any.
pub fn plain(name: &str) -> (String, bool) {
    if !name.split('/').any(|part| part.is_empty() || part == ".") {
        return (name.to_owned(), false);
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    (parts.join("/"), true)
}

/// Whether an operating system left the file there, and nobody meant to keep it.
pub fn is_left_by_a_system(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    let systems = [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory", ".localized", "icon\r"];
    systems.contains(&own.to_lowercase().as_str())
        || own.starts_with("._")
        || name.split('/').any(|part| ["__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd", "$RECYCLE.BIN"].contains(&part))
}

/// A manifest writes line ends and the percent sign as `%0A`, `%0D`, `%25`, and nothing else (RFC 8493, section 2.1.3).
pub fn unescaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).unwrap_or_default();
        let letter = match code.to_ascii_uppercase().as_str() {
            "0A" => '\n',
            "0D" => '\r',
            "25" => '%',
            _ => {
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            }
        };
        out.push(letter);
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    out
}

/// A name as a manifest writes it.
pub fn escaped(name: &str) -> String {
    name.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_dangerous_on_any_system() {
        for name in
            ["", "/etc/passwd", "~/x", "~root/x", "../x", "data/../../x", "C:/x", "c:x", "\\\\server\\share\\x", "data\\..\\x", "a\0b"]
        {
            assert!(danger(name).is_some(), "{name:?}");
        }
        assert!(danger(&"d/".repeat(limits::DEPTH + 1)).is_some() && danger(&"x".repeat(limits::NAME + 1)).is_some());
        for name in ["data/a", "data/a..b", "data/~", "data/a b:c", "data/ü%", "x"] {
            assert!(danger(name).is_none(), "{name:?}");
        }
    }

    #[test]
    fn only_line_ends_and_percent_signs_are_escaped() {
        for name in ["a", "100%", "%41", "a\nb\r", "%%", "%2", "%0A", "ü%25"] {
            assert_eq!(unescaped(&escaped(name)), name);
        }
        assert_eq!(unescaped("a%0a%0D%25%20%"), "a\n\r%%20%");
        assert_eq!(plain("./data//a/./b"), ("data/a/b".to_owned(), true));
        assert_eq!(plain("data/a"), ("data/a".to_owned(), false));
    }
}
