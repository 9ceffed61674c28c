//! Titles and words as styles take them.

/// A title as styles take it: its marks curly, its ellipsis one sign, which nothing takes for doubled full stops.
pub(super) fn title(words: &str) -> String {
    curly(unstopped(words)).replace("...", "…")
}

/// A title without its full stop, which styles set themselves; an abbreviation and an ellipsis keep theirs.
fn unstopped(title: &str) -> &str {
    let title = title.trim();
    let last = title.split_whitespace().last().unwrap_or_default();
    match title.strip_suffix('.') {
        Some(rest) if last.matches('.').count() == 1 && last.chars().count() > 2 => rest,
        _ => title,
    }
}

/// Straight marks made curly, as styles set them.
pub(super) fn curly(text: &str) -> String {
    let mut curly = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    for letter in text.chars() {
        let opens = before.is_none_or(|before| before.is_whitespace() || "([{“‘—–-".contains(before));
        curly.push(match letter {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            other => other,
        });
        before = Some(letter);
    }
    curly
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_without_their_stop_and_marks_are_curly() {
        for (written, cited) in
            [("By night.", "By night"), ("In the U.S.", "In the U.S."), ("And then...", "And then..."), ("Why?", "Why?")]
        {
            assert_eq!(unstopped(written), cited);
        }
        assert_eq!(title("And then..."), "And then…");
        assert_eq!(curly("\"It's\" 'so'"), "“It’s” ‘so’");
    }
}
