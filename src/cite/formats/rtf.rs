//! Citations as Rich Text Format 1.9.

use crate::cite::formatted::{Formatted, Indent};

/// What a file begins with.
pub(super) const HEAD: &str = "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\fs24\n";

impl Formatted {
    /// As a paragraph of RTF.
    pub fn to_rtf(&self) -> String {
        let mut rtf = String::from(match self.indent {
            Indent::None => "{\\pard ",
            Indent::Hanging => "{\\pard\\li720\\fi-720 ",
            Indent::Block => "{\\pard\\li720\\ri720 ",
        });
        for run in &self.runs {
            let mut words = String::new();
            run.text.chars().for_each(|letter| push(&mut words, letter));
            for (on, code) in [
                (run.italic, "i"),
                (run.bold, "b"),
                (run.superscript, "super"),
                (run.subscript, "sub"),
                (run.small_caps, "scaps"),
                (run.underline, "ul"),
            ] {
                if on {
                    words = format!("{{\\{code} {words}}}");
                }
            }
            if let Some(link) = run.link.as_deref().filter(|link| link.starts_with("http")) {
                let mut address = String::new();
                link.chars().filter(|letter| *letter != '"').for_each(|letter| push(&mut address, letter));
                words = format!("{{\\field{{\\*\\fldinst{{HYPERLINK \"{address}\"}}}}{{\\fldrslt{{{words}}}}}}}");
            }
            rtf.push_str(&words);
        }
        rtf + "\\par}"
    }
}

/// Writes a letter; those beyond ASCII by their numbers, with a question mark, itself by its number, for readers that know none.
pub(super) fn push(rtf: &mut String, letter: char) {
    match letter {
        '\\' | '{' | '}' => rtf.extend(['\\', letter]),
        '\n' => rtf.push_str("\\line "),
        '\t' => rtf.push_str("\\tab "),
        letter if letter.is_ascii() => rtf.push(letter),
        letter => {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                rtf.push_str(&format!("\\u{}\\'3f", unit.cast_signed()));
            }
        }
    }
}
