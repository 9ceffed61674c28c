//! Breaking an input: letters flipped, cut, doubled, swapped with those of another; words that mean something put in.

use fastrand::Rng;

/// The longest input.
const LONGEST: usize = 64 << 10;

/// A broken form of an input.
pub fn mutated(rng: &mut Rng, corpus: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut bytes = corpus.get(rng.usize(0..corpus.len().max(1))).cloned().unwrap_or_default();
    let strokes = 1 << rng.u32(0..6);
    for _ in 0..strokes {
        let at = if bytes.is_empty() { 0 } else { rng.usize(0..bytes.len()) };
        let end = (at + rng.usize(1..32)).min(bytes.len());
        match rng.u8(0..10) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << rng.u8(0..8),
            1 if !bytes.is_empty() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff, b'"', b'\\', b'%', b'\n'][rng.usize(0..9)],
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copy = bytes[at..end].to_vec();
                let times = rng.usize(1..9);
                (0..times).for_each(|_| drop(bytes.splice(at..at, copy.iter().copied())));
            }
            4 => bytes.truncate(at),
            5 | 6 if !words.is_empty() => drop(bytes.splice(at..at, words[rng.usize(0..words.len())].bytes())),
            7 if !words.is_empty() => drop(bytes.splice(at..end, words[rng.usize(0..words.len())].bytes())),
            8 if !corpus.is_empty() => {
                let other = &corpus[rng.usize(0..corpus.len())];
                if !other.is_empty() {
                    let from = rng.usize(0..other.len());
                    let to = (from + rng.usize(1..256)).min(other.len());
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
            }
            _ => bytes.insert(at, rng.u8(..)),
        }
        bytes.truncate(LONGEST);
    }
    bytes
}
