//! The language of a page.

use whatlang::{Lang, detect};

use super::said::Said;

/// How much of a text is looked at, in letters.
const SAMPLE: usize = 800;

/// The languages that are told apart by their words, as BCP 47 has them.
const KNOWN: [(Lang, &str); 69] = [
    (Lang::Epo, "eo"),
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Ben, "bn"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Kat, "ka"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"),
    (Lang::Heb, "he"),
    (Lang::Yid, "yi"),
    (Lang::Pol, "pl"),
    (Lang::Amh, "am"),
    (Lang::Jav, "jv"),
    (Lang::Kor, "ko"),
    (Lang::Nob, "nb"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Bel, "be"),
    (Lang::Mar, "mr"),
    (Lang::Kan, "kn"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Tam, "ta"),
    (Lang::Vie, "vi"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Guj, "gu"),
    (Lang::Uzb, "uz"),
    (Lang::Pan, "pa"),
    (Lang::Aze, "az"),
    (Lang::Ind, "id"),
    (Lang::Tel, "te"),
    (Lang::Pes, "fa"),
    (Lang::Mal, "ml"),
    (Lang::Ori, "or"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Sin, "si"),
    (Lang::Khm, "km"),
    (Lang::Tuk, "tk"),
    (Lang::Aka, "ak"),
    (Lang::Zul, "zu"),
    (Lang::Sna, "sn"),
    (Lang::Afr, "af"),
    (Lang::Slk, "sk"),
    (Lang::Cat, "ca"),
    (Lang::Tgl, "tl"),
    (Lang::Hye, "hy"),
    (Lang::Cym, "cy"),
];

/// The language, as the page says and its words bear out.
pub(super) fn language(said: &Said, text: &str) -> Option<String> {
    let stated = said
        .language
        .as_deref()
        .or_else(|| said.meta(&["og:locale", "content-language", "language", "dc.language", "inlanguage"]))
        .map(str::to_owned)
        .or_else(|| said.text("inLanguage"))
        .and_then(|tag| tidy_tag(&tag));
    let spoken = spoken(text);
    match (stated, spoken) {
        // Themes are delivered with a language that nobody changes.
        (Some(tag), Some(spoken)) if is_other(&tag, spoken) => Some(spoken.to_owned()),
        (Some(tag), _) => Some(tag),
        (None, spoken) => spoken.map(str::to_owned),
    }
}

/// Whether a text's language is another than the stated one, which is one that could have been told.
fn is_other(tag: &str, spoken: &str) -> bool {
    /// Those that a few paragraphs do not part for sure.
    const ALIKE: [&[&str]; 4] = [&["nb", "da", "sv"], &["hr", "sr", "sl"], &["id", "jv"], &["ru", "uk", "be", "bg", "mk"]];
    let main = tag.split('-').next().unwrap_or(tag);
    main != spoken
        && KNOWN.iter().any(|(_, own)| *own == main)
        && !ALIKE.iter().any(|group| group.contains(&main) && group.contains(&spoken))
}

/// The language that a text's letters and words speak, where it is plain.
pub(in crate::import) fn spoken(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    if sample.chars().filter(|letter| letter.is_alphabetic()).count() < 60 {
        return None;
    }
    let found = detect(sample).filter(whatlang::Info::is_reliable)?;
    KNOWN.iter().find(|(known, _)| *known == found.lang()).map(|(_, tag)| *tag)
}

/// A language's name in English for its BCP 47 tag, such as “German” for `de` and “German (de-AT)” for `de-AT`; the tag where it is not known.
pub fn language_name(tag: &str) -> String {
    let main = tag.split('-').next().unwrap_or(tag);
    match KNOWN.iter().find(|(_, own)| own.eq_ignore_ascii_case(main)) {
        Some((known, own)) if tag.eq_ignore_ascii_case(own) => name(*known).to_owned(),
        Some((known, _)) => format!("{} ({tag})", name(*known)),
        None => tag.to_owned(),
    }
}

/// The tag of what a person typed: a tag, or the name of a language in English or in itself.
pub(in crate::import) fn language_tag(typed: &str) -> Option<String> {
    let typed = typed.trim();
    // As it is shown: “German (de-AT)”.
    if let Some((_, tag)) = typed.strip_suffix(')').and_then(|typed| typed.split_once(" (")) {
        return tidy_tag(tag);
    }
    let own = |known: Lang| name(known).to_lowercase() == typed.to_lowercase() || known.name().to_lowercase() == typed.to_lowercase();
    let named = KNOWN.iter().find(|(known, _)| own(*known)).map(|(_, tag)| (*tag).to_owned());
    let is_tag = !typed.contains(char::is_whitespace) && typed.split(['-', '_']).next().is_some_and(|main| main.len() <= 3);
    named.or_else(|| is_tag.then(|| tidy_tag(typed))?)
}

/// A language's name as newspapers write it.
fn name(language: Lang) -> &'static str {
    match language {
        Lang::Cmn => "Chinese",
        Lang::Nob => "Norwegian",
        Lang::Pes => "Persian",
        other => other.eng_name(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names() {
        for (tag, name) in [("en", "English"), ("en-GB", "English (en-GB)"), ("zh", "Chinese"), ("tlh", "tlh")] {
            assert_eq!(language_name(tag), name);
            assert_eq!(language_tag(name).as_deref(), Some(tag));
        }
        assert_eq!(language_tag("Deutsch").as_deref(), Some("de"));
        assert_eq!(language_tag("pt_br").as_deref(), Some("pt-BR"));
        assert_eq!(language_tag("English please"), None);
    }

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
