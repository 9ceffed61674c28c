//! Text from strangers, made fit to be shown: nothing in it commands a terminal or turns the words around.

use std::borrow::Cow;

/// A name, an address or another single line, in which every character that acts without being seen is spelled out: `⟨U+202E⟩`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_unseen(letter) {
            out.push_str(&format!("⟨U+{:04X}⟩", letter as u32));
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// Running text, in which control characters are replaced and direction is changed only where it is changed back on the same line.
///
/// Line ends and tabs stay; so do the marks and isolates that Arabic and Hebrew need.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_suspect = |letter: char| (letter.is_control() && !matches!(letter, '\n' | '\t')) || is_direction(letter);
    if !text.chars().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> = text.split('\n').map(harmless_line).collect();
    Cow::Owned(lines.join("\n"))
}

fn harmless_line(line: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    let mut is_balanced = true;
    for letter in line.chars() {
        match letter {
            '\u{202A}' | '\u{202B}' => open.push('\u{202C}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' | '\u{2069}' => is_balanced &= open.pop() == Some(letter),
            _ => {}
        }
    }
    let keeps = is_balanced && open.is_empty();
    let mut out = String::with_capacity(line.len());
    for letter in line.trim_end_matches('\r').chars() {
        match letter {
            '\t' => out.push(letter),
            // An override turns any letters around; no language needs it.
            '\u{202D}' | '\u{202E}' => out.push_str(&format!("⟨U+{:04X}⟩", letter as u32)),
            _ if is_direction(letter) && !keeps => {}
            _ if letter.is_control() => out.push('\u{FFFD}'),
            _ => out.push(letter),
        }
    }
    out
}

fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || is_direction(letter)
        || matches!(
            letter,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_what_it_would_hide() {
        assert_eq!(visible("photo\u{202E}gpj.exe"), "photo⟨U+202E⟩gpj.exe");
        assert_eq!(visible("\u{1b}[2J\n"), "⟨U+001B⟩[2J⟨U+000A⟩");
        assert!(matches!(visible("Übersicht 日本 שלום"), Cow::Borrowed(_)));
    }

    #[test]
    fn running_text_keeps_its_lines_and_its_own_direction() {
        assert_eq!(harmless("one\ttwo\nthree\u{1b}[31m\u{9b}"), "one\ttwo\nthree\u{FFFD}[31m\u{FFFD}");
        assert_eq!(harmless("a \u{2067}שלום\u{2069} b"), "a \u{2067}שלום\u{2069} b");
        assert_eq!(harmless("a \u{2067}שלום b\nc"), "a שלום b\nc");
        assert_eq!(harmless("abc \u{202E}fed\u{202C}"), "abc ⟨U+202E⟩fed");
    }
}
