//! Text that is counted in code points.

use std::ops::Range;

/// How many code points lie between two remembered byte positions.
const STRIDE: usize = 64;

/// A text with fast ways between positions in code points and in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    len: usize,
    /// The byte at which every [`STRIDE`]th code point begins; empty where bytes and code points are the same.
    bytes: Vec<u32>,
}

impl PlainText {
    /// Counts the text once.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_ascii() {
            return Self { len: text.len(), text, bytes: Vec::new() };
        }
        let mut bytes = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut len = 0;
        // A byte that goes on with a character begins with the bits 10.
        for (byte, _) in text.bytes().enumerate().filter(|(_, byte)| byte & 0b1100_0000 != 0b1000_0000) {
            if len % STRIDE == 0 {
                // Texts are limited to far less than 4 GiB when they are opened.
                bytes.push(u32::try_from(byte).unwrap_or(u32::MAX));
            }
            len += 1;
        }
        Self { text, len, bytes }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its length in code points.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The byte at which a code point begins; the text's length in bytes for positions behind the end.
    pub fn byte_at(&self, char: usize) -> usize {
        if char >= self.len {
            return self.text.len();
        }
        if self.bytes.is_empty() {
            return char;
        }
        let known = self.bytes[char / STRIDE] as usize;
        self.text[known..].char_indices().nth(char % STRIDE).map_or(self.text.len(), |(byte, _)| known + byte)
    }

    /// The code point that a byte belongs to; the text's length for positions behind the end.
    pub fn char_at_byte(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.len;
        }
        if self.bytes.is_empty() {
            return byte;
        }
        let stretch = self.bytes.partition_point(|known| *known as usize <= byte) - 1;
        let known = self.bytes[stretch] as usize;
        let within = self.text[known..].char_indices().take_while(|(at, _)| known + at <= byte).count();
        stretch * STRIDE + within - 1
    }

    /// The text between two positions in code points, cut to what there is.
    pub fn slice(&self, chars: Range<usize>) -> &str {
        let (start, end) = (self.byte_at(chars.start), self.byte_at(chars.end));
        self.text.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_go_both_ways_in_ascii_and_beyond() {
        for text in ["plain ascii", &"“é”日本 a".repeat(100), ""] {
            let plain = PlainText::new(text);
            assert_eq!(plain.len(), text.chars().count());
            for (char, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(plain.byte_at(char), byte);
                assert_eq!(plain.char_at_byte(byte), char);
            }
            assert_eq!(plain.slice(0..plain.len()), text);
            assert_eq!(plain.slice(900..912), "", "a range past the end is empty, not a panic");
        }
    }
}
