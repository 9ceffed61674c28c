//! IPTC-IIM, version 4: what picture desks wrote before XMP, inside Photoshop's image resources.

use md5::{Digest, Md5};

use super::said::{Said, place, tidy};

/// Reads the image resources of a file; whether the IIM was changed after the XMP was written, as the digest in them tells.
pub(super) fn read(resources: &[u8]) -> (Said, bool) {
    let (mut iim, mut digest): (Option<&[u8]>, Option<&[u8]>) = (None, None);
    if resources.first() == Some(&0x1C) {
        iim = Some(resources);
    }
    let mut rest = resources;
    // 8BIM, identifier, name of even length, length, content of even length.
    while let Some(behind) = rest.strip_prefix(b"8BIM") {
        let Some((id, behind)) = behind.split_at_checked(2) else { break };
        let name = usize::from(behind.first().copied().unwrap_or(0)) + 1;
        let Some(behind) = behind.get(name + name % 2..) else { break };
        let Some((length, behind)) = behind.split_at_checked(4) else { break };
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let Some(content) = behind.get(..length) else { break };
        match (id[0], id[1]) {
            (0x04, 0x04) => iim = Some(content),
            (0x04, 0x25) => digest = Some(content),
            _ => {}
        }
        rest = behind.get(length + length % 2..).unwrap_or_default();
    }
    let Some(iim) = iim else { return (Said::default(), false) };
    let is_changed = digest.is_some_and(|digest| digest.iter().any(|byte| *byte != 0) && Md5::digest(iim).as_slice() != digest);
    (records(iim), is_changed)
}

/// The data sets: mark, record, number, length, content (section 1.6 of the IIM).
fn records(mut rest: &[u8]) -> Said {
    let mut sets: Vec<(u8, u8, &[u8])> = Vec::new();
    while let [0x1C, record, number, high, low, behind @ ..] = rest {
        let short = usize::from(u16::from_be_bytes([*high, *low]));
        // A set bit says how many bytes of length follow.
        let (length, behind) = if short & 0x8000 == 0 {
            (short, behind)
        } else {
            let Some((long, behind)) = behind.split_at_checked(short & 0x7FFF) else { break };
            (long.iter().fold(0_usize, |length, byte| length.saturating_mul(256).saturating_add(usize::from(*byte))), behind)
        };
        let Some((content, behind)) = behind.split_at_checked(length) else { break };
        sets.push((*record, *number, content));
        rest = behind;
    }
    // 1:90 names the letters; ESC % G is UTF-8. Without it many wrote UTF-8 all the same.
    let is_utf8 = sets.iter().any(|set| set.0 == 1 && set.1 == 90 && set.2 == b"\x1b%G");
    let letters = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let all = |number: u8| sets.iter().filter(move |set| set.0 == 2 && set.1 == number).filter_map(|set| tidy(&letters(set.2)));
    let one = |number: u8| all(number).next();
    let created = one(55).and_then(|day| {
        let day = format!("{}-{}-{}", day.get(..4)?, day.get(4..6)?, day.get(6..8)?);
        let moment = one(60).and_then(|time| {
            let zone = time.get(6..11).map(|zone| format!("{}:{}", &zone[..3], &zone[3..])).unwrap_or_default();
            format!("{day}T{}:{}:{}{zone}", time.get(..2)?, time.get(2..4)?, time.get(4..6)?).parse().ok()
        });
        moment.or_else(|| day.parse().ok())
    });
    Said {
        description: one(120),
        alternate: None,
        creators: all(80).collect(),
        credit: one(110),
        copyright: one(116),
        supplier: one(115),
        license: None,
        created,
        place: place([one(92), one(90), one(95), one(101)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(number: u8, text: &[u8]) -> Vec<u8> {
        let mut set = vec![0x1C, 2, number];
        set.extend((text.len() as u16).to_be_bytes());
        set.extend(text);
        set
    }

    #[test]
    fn data_sets_are_read_in_either_encoding() {
        let iim = [
            set(120, b"Caf\xe9"),
            set(80, "Ada Férris".as_bytes()),
            set(55, b"20201117"),
            set(60, b"152000+0100"),
            set(90, b"Harbour Town"),
        ]
        .concat();
        let said = records(&iim);
        assert_eq!((said.description.as_deref(), said.creators.first().map(String::as_str)), (Some("Café"), Some("Ada Férris")));
        assert_eq!(said.created.unwrap().to_string(), "2020-11-17T15:20:00+01:00");
        for cut in 0..iim.len() {
            records(&iim[..cut]);
            read(&[b"8BIM\x04\x04\0\0\0\0\0\x50".as_slice(), &iim[..cut]].concat());
        }
    }
}
