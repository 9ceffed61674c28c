//! The words of an item as they are set: its tags, its marks of quotation, its apostrophes.

use super::glyph::{Glyph, Hand, Look};

/// A language's marks of quotation, and whether punctuation goes within them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Outer marks, opening and closing.
    pub(super) outer: (String, String),
    /// Marks within marks.
    pub(super) inner: (String, String),
    /// Whether full stops and commas go within the closing mark.
    pub(super) punctuation_within: bool,
}

impl Marks {
    /// The marks at a depth of quotation.
    pub(super) fn at(&self, depth: usize) -> &(String, String) {
        if depth.is_multiple_of(2) { &self.outer } else { &self.inner }
    }
}

/// Sets the words of a field: `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>`, `<span …>` as formatting, quotation within quotation.
pub(super) fn set_words(glyphs: &[Glyph], depth: usize, marks: &Marks) -> Vec<Glyph> {
    quoted(&untagged(glyphs), depth, marks)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    Fixed,
}

/// Tags that may stand in a field (CSL-JSON, “Rich text”), and how they end.
const TAGS: [(&str, &str, Tag); 9] = [
    ("<i>", "</i>", Tag::Italic),
    ("<em>", "</em>", Tag::Italic),
    ("<b>", "</b>", Tag::Bold),
    ("<sup>", "</sup>", Tag::Superscript),
    ("<sub>", "</sub>", Tag::Subscript),
    ("<sc>", "</sc>", Tag::SmallCaps),
    ("<span style=\"font-variant: small-caps;\">", "</span>", Tag::SmallCaps),
    ("<span style=\"font-variant:small-caps;\">", "</span>", Tag::SmallCaps),
    ("<span class=\"nocase\">", "</span>", Tag::Fixed),
];

/// Turns tags into formatting; a tag that is not closed is words.
fn untagged(glyphs: &[Glyph]) -> Vec<Glyph> {
    if !glyphs.iter().any(|glyph| glyph.letter == '<') {
        return glyphs.to_vec();
    }
    let begins = |at: usize, tag: &str| {
        let mut length = 0;
        tag.chars().all(|letter| {
            length += 1;
            glyphs.get(at + length - 1).is_some_and(|glyph| glyph.letter == letter)
        })
    };
    let closes = |from: usize, tag: &str| (from..glyphs.len()).any(|at| begins(at, tag));
    let mut open: Vec<(&str, Tag)> = Vec::new();
    let mut set = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    while at < glyphs.len() {
        if glyphs[at].letter == '<' {
            if let Some((end, _)) = open.last().copied()
                && begins(at, end)
            {
                open.pop();
                at += end.chars().count();
                continue;
            }
            if let Some((start, end, tag)) = TAGS.iter().find(|(start, ..)| begins(at, start)).copied()
                && closes(at, end)
            {
                open.push((end, tag));
                at += start.chars().count();
                continue;
            }
        }
        let mut glyph = glyphs[at];
        open.iter().for_each(|(_, tag)| apply(&mut glyph, *tag));
        set.push(glyph);
        at += 1;
    }
    set
}

/// Italics within italics are upright.
fn apply(glyph: &mut Glyph, tag: Tag) {
    let Look { italic, bold, superscript, subscript, small_caps, .. } = &mut glyph.look;
    match tag {
        Tag::Italic => *italic = !*italic,
        Tag::Bold => *bold = !*bold,
        Tag::Superscript => (*superscript, glyph.fixed) = (true, true),
        Tag::Subscript => (*subscript, glyph.fixed) = (true, true),
        Tag::SmallCaps => (*small_caps, glyph.fixed) = (true, true),
        Tag::Fixed => glyph.fixed = true,
    }
}

/// What a mark in a field does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
}

/// The level of marks that stay as they are.
const AS_IT_IS: usize = 1 << 20;

/// Marks of quotation as the language sets them at their depth; apostrophes curly.
fn quoted(glyphs: &[Glyph], depth: usize, marks: &Marks) -> Vec<Glyph> {
    let roles = roles(glyphs);
    let mut set = Vec::with_capacity(glyphs.len());
    let mut open: Vec<usize> = Vec::new();
    let level = |open: &[usize]| open.last().map_or(depth, |level| level + 1);
    for (glyph, role) in glyphs.iter().zip(roles) {
        match role {
            Some(Role::Opens) => {
                // Single marks that stand outside of any others stay as they are.
                if glyph.letter == '‘' && level(&open) == 0 {
                    set.push(*glyph);
                    open.push(AS_IT_IS);
                    continue;
                }
                let level = level(&open);
                set.extend(marks.at(level).0.chars().map(|letter| glyph.like(letter)));
                open.push(level);
            }
            Some(Role::Closes) if open.last() == Some(&AS_IT_IS) => {
                open.pop();
                set.push(*glyph);
            }
            Some(Role::Closes) => {
                let glyph = Glyph { hand: Hand::ClosingMark, ..*glyph };
                set.extend(marks.at(open.pop().unwrap_or(depth)).1.chars().map(|letter| glyph.like(letter)));
            }
            None if glyph.letter == '\'' => set.push(glyph.like('’')),
            None => set.push(*glyph),
        }
    }
    set
}

/// Which marks open and close a quotation: pairs only.
fn roles(glyphs: &[Glyph]) -> Vec<Option<Role>> {
    let mut roles = vec![None; glyphs.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| glyphs.get(at)).map(|glyph| glyph.letter);
        let after = glyphs.get(at + 1).map(|glyph| glyph.letter);
        let starts = before.is_none_or(|before| before.is_whitespace() || "([{“‘\"'«„—–-/".contains(before));
        let within_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let closer = match glyph.letter {
            '"' if starts && after.is_some_and(|after| !after.is_whitespace()) => Some('"'),
            '\'' if starts && after.is_some_and(|after| !after.is_whitespace()) => Some('\''),
            '“' if !open.iter().any(|(_, closer)| *closer == '“') => Some('”'),
            '‘' if !open.iter().any(|(_, closer)| *closer == '‘') => Some('’'),
            '„' => Some('“'),
            '‚' => Some('‘'),
            '«' => Some('»'),
            _ => None,
        };
        if let Some(closer) = closer {
            open.push((at, closer));
            continue;
        }
        let closes = match glyph.letter {
            '’' | '\'' if within_word => None,
            letter => open.iter().rposition(|(_, closer)| *closer == letter),
        };
        if let Some(place) = closes {
            let (from, _) = open[place];
            open.truncate(place);
            roles[from] = Some(Role::Opens);
            roles[at] = Some(Role::Closes);
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Marks {
        let pair = |opening: &str, closing: &str| (opening.to_owned(), closing.to_owned());
        Marks { outer: pair("“", "”"), inner: pair("‘", "’"), punctuation_within: true }
    }

    fn set(text: &str, depth: usize) -> String {
        let glyphs: Vec<Glyph> = text.chars().map(|letter| Glyph { letter, ..Glyph::default() }).collect();
        set_words(&glyphs, depth, &english()).iter().map(|glyph| if glyph.look.italic { '_' } else { glyph.letter }).collect()
    }

    #[test]
    fn marks_within_marks_are_single_and_apostrophes_curly() {
        for (given, depth, words) in [
            ("Mayor says \"no\"", 0, "Mayor says “no”"),
            ("Mayor says \"no\"", 1, "Mayor says ‘no’"),
            ("Mayor: “he said ‘go’ twice”", 1, "Mayor: ‘he said “go” twice’"),
            ("It's the mayors' day", 0, "It’s the mayors’ day"),
            ("A 12\" record", 0, "A 12\" record"),
            ("The <i>Maria</i> sank", 0, "The _____ sank"),
            ("a < b <i> c", 0, "a < b <i> c"),
            ("«Nein», sagte er", 0, "“Nein”, sagte er"),
        ] {
            assert_eq!(set(given, depth), words);
        }
    }
}
