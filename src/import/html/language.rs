//! The language of a page.

use super::said::Said;

/// Words that are frequent in one language and rare in the others.
const FREQUENT: [(&str, &[&str]); 14] = [
    ("en", &["the", "and", "of", "that", "with", "was", "for", "this", "have", "from"]),
    ("de", &["der", "die", "und", "das", "nicht", "mit", "ist", "auf", "eine", "auch"]),
    ("fr", &["les", "des", "est", "dans", "une", "qui", "pour", "pas", "sur", "avec"]),
    ("es", &["los", "las", "una", "por", "con", "para", "del", "pero", "como", "más"]),
    ("pt", &["não", "uma", "com", "para", "dos", "mais", "são", "pela", "você", "também"]),
    ("it", &["della", "che", "non", "sono", "gli", "anche", "nel", "dei", "alla", "più"]),
    ("nl", &["het", "een", "van", "niet", "zijn", "voor", "ook", "maar", "wordt", "naar"]),
    ("id", &["yang", "dan", "dengan", "untuk", "tidak", "dari", "ini", "pada", "adalah", "itu"]),
    ("pl", &["się", "jest", "nie", "oraz", "dla", "które", "przez", "być", "tym", "jak"]),
    ("sv", &["och", "att", "det", "som", "för", "inte", "med", "till", "från", "har"]),
    ("da", &["og", "ikke", "det", "er", "til", "af", "på", "også", "blev", "som"]),
    ("tr", &["ve", "bir", "için", "ile", "bu", "olarak", "daha", "olan", "çok", "gibi"]),
    ("ru", &["и", "в", "не", "на", "что", "как", "это", "для", "по", "с"]),
    ("uk", &["і", "у", "не", "на", "що", "як", "це", "для", "та", "з"]),
];

/// The language, as the page says and its words bear out.
pub(super) fn language(said: &Said, body: &str) -> Option<String> {
    let stated = said
        .language
        .as_deref()
        .or_else(|| said.meta(&["og:locale", "content-language", "language", "dc.language", "inlanguage"]))
        .map(str::to_owned)
        .or_else(|| said.text("inLanguage"))
        .and_then(|tag| tidy_tag(&tag));
    let spoken = spoken(body);
    match (stated, spoken) {
        // Themes are delivered with a language that nobody changes.
        (Some(tag), Some(spoken)) if !tag.starts_with(spoken) => Some(spoken.to_owned()),
        (Some(tag), _) => Some(tag),
        (None, spoken) => spoken.map(str::to_owned),
    }
}

/// A BCP 47 tag from what pages write for one.
fn tidy_tag(tag: &str) -> Option<String> {
    let tag = tag.split([',', ';']).next()?.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let main = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&main.len()) || !main.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let rest: Vec<String> = parts
        .filter(|part| (2..=8).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphanumeric()))
        .map(|part| if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() })
        .collect();
    Some(std::iter::once(main).chain(rest).collect::<Vec<_>>().join("-"))
}

/// The language that a text's small words speak, where it is plain.
fn spoken(text: &str) -> Option<&'static str> {
    let script = script(text);
    if script.is_some() {
        return script;
    }
    let mut counts = [0_usize; FREQUENT.len()];
    let mut words = 0;
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).take(2_000) {
        words += 1;
        let small = word.to_lowercase();
        for (count, (_, frequent)) in counts.iter_mut().zip(FREQUENT) {
            *count += usize::from(frequent.contains(&small.as_str()));
        }
    }
    let (at, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let second = counts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, count)| *count).max().unwrap_or(0);
    (words >= 40 && most * 12 >= words && *most >= second * 2).then_some(FREQUENT[at].0)
}

/// The language of a script that few languages write.
fn script(text: &str) -> Option<&'static str> {
    let (mut all, mut hangul, mut kana, mut han, mut thai, mut greek, mut hebrew) = (0, 0, 0, 0, 0, 0, 0);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()).take(4_000) {
        all += 1;
        match letter {
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{0e00}'..='\u{0e7f}' => thai += 1,
            '\u{0370}'..='\u{03ff}' => greek += 1,
            '\u{0590}'..='\u{05ff}' => hebrew += 1,
            _ => {}
        }
    }
    let most = |count: usize| all >= 40 && count * 2 > all;
    if most(hangul) {
        Some("ko")
    } else if most(kana + han) && kana * 10 > all {
        Some("ja")
    } else if most(han) {
        Some("zh")
    } else if most(thai) {
        Some("th")
    } else if most(greek) {
        Some("el")
    } else if most(hebrew) {
        Some("he")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_what_the_page_says_and_its_words_bear_out() {
        let said = |tag: &str| {
            let mut said = Said::default();
            said.language = Some(tag.to_owned());
            said
        };
        let english = "The council said that the bridge was closed and that it would open again with new lights. ".repeat(4);
        let portuguese = "A ponte não abre mais para carros e uma lancha leva você também com os filhos para a ilha. ".repeat(4);
        assert_eq!(language(&said("en_us"), &english).as_deref(), Some("en-US"));
        assert_eq!(language(&said("en"), &portuguese).as_deref(), Some("pt"));
        assert_eq!(language(&Said::default(), &english).as_deref(), Some("en"));
        assert_eq!(language(&said("%LANG%"), "short"), None);
        assert_eq!(language(&Said::default(), &"다리가 봄까지 닫혔다고 시의회가 밝혔다. ".repeat(6)).as_deref(), Some("ko"));
    }
}
