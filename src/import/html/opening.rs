//! Lines that only say when or by whom: they stand around an article, and are none of its sentences.

use super::{byline, dates::month, site::plain};
use crate::import::pattern::Pattern;

/// How many words such a line has at most.
const LONGEST: usize = 18;

/// Words that stand around a date, in the languages that newspapers are most often saved in; and the beginnings of the days of a week.
const AROUND: &[&str] = &[
    "published",
    "publish",
    "posted",
    "updated",
    "modified",
    "created",
    "last",
    "first",
    "date",
    "on",
    "at",
    "the",
    "of",
    "and",
    "by",
    "time",
    "local",
    "edited",
    "print",
    "original",
    "originally",
    "am",
    "pm",
    "a.m",
    "p.m",
    "ago",
    "hours",
    "hour",
    "minutes",
    "minute",
    "mins",
    "min",
    "days",
    "day",
    "read",
    "edt",
    "est",
    "gmt",
    "utc",
    "pst",
    "bst",
    "ist",
    "et",
    "st",
    "nd",
    "rd",
    "th",
    "stand",
    "vom",
    "am",
    "um",
    "uhr",
    "veröffentlicht",
    "erschienen",
    "aktualisiert",
    "zuletzt",
    "geändert",
    "den",
    "lesezeit",
    "publié",
    "publiée",
    "le",
    "à",
    "mis",
    "mise",
    "jour",
    "modifié",
    "heures",
    "temps",
    "de",
    "lecture",
    "publicado",
    "publicada",
    "actualizado",
    "actualizada",
    "el",
    "a",
    "las",
    "del",
    "hora",
    "horas",
    "hs",
    "h",
    "fecha",
    "modificado",
    "atualizado",
    "em",
    "às",
    "do",
    "dia",
    "tempo",
    "leitura",
    "pubblicato",
    "aggiornato",
    "il",
    "alle",
    "ore",
    "ultima",
    "modifica",
    "gepubliceerd",
    "geplaatst",
    "bijgewerkt",
    "laatst",
    "op",
    "om",
    "publicerad",
    "uppdaterad",
    "kl",
    "klokken",
    "publisert",
    "oppdatert",
    "opdateret",
    "offentliggjort",
    "opublikowano",
    "aktualizacja",
    "dodano",
    "godz",
    "data",
    "publikováno",
    "опубликовано",
    "обновлено",
    "дата",
    "в",
    "г",
    "года",
    "час",
    "мск",
    "güncelleme",
    "yayınlanma",
    "tarihi",
    "saat",
];

/// How the days of a week begin.
const DAYS: &[&str] = &[
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mont", "dien", "mitt", "donn", "frei", "sams", "sonn", "lun", "mar", "mer", "mié",
    "jeu", "jue", "ven", "vie", "sam", "sáb", "dim", "dom", "seg", "ter", "qua", "qui", "sex", "gio", "maan", "dins", "woe", "vrij", "zat",
    "zon", "пон", "втор",
];

/// Whether a line says when, and nothing else: “Published 19 November 2019, 10:15”, “Stand: 19.11.2019”, “2019年11月19日 10時15分”.
pub(super) fn is_date(line: &str) -> bool {
    static EASTERN: Pattern =
        Pattern::new(r"^[\s\d年月日时時分秒点午前後上下年년월일시분오전후입력수정등록发布發布更新公開配信:：./（）()-]+$");
    if line.len() > 200 || !line.chars().any(|letter| letter.is_ascii_digit()) {
        return false;
    }
    if line.contains(['年', '月', '년', '월']) && EASTERN.is_in(line) {
        return true;
    }
    let mut count = 0;
    let mut says_when = false;
    for word in line.split(|letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | '|' | '/' | '•' | '·' | '(' | ')' | '–' | '—' | '-' | '[' | ']')
    }) {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        count += 1;
        let small = word.to_lowercase();
        let is_number =
            word.starts_with(|letter: char| letter.is_ascii_digit()) && word.chars().filter(|letter| letter.is_alphabetic()).count() <= 2;
        let is_month = word.chars().count() >= 3 && month(&small).is_some();
        let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let is_dotted = word.split('.').filter(|part| !part.is_empty()).count() == 3;
        // A year, a clock, a day with its month.
        says_when |= is_number && (word.contains([':', 'h']) || is_dotted || is_year) || is_month;
        let is_day = DAYS.iter().any(|day| small.starts_with(day)) && small.chars().count() <= 11;
        if !(is_number || is_month || is_day || AROUND.contains(&small.as_str())) || count > LONGEST {
            return false;
        }
    }
    says_when
}

/// Whether a line says by whom and nothing else; `authors` are the names that are known, without case and marks.
pub(super) fn is_byline(line: &str, authors: &[String]) -> bool {
    if line.chars().count() > 140 || line.split_whitespace().count() > LONGEST {
        return false;
    }
    let own = plain(line);
    let is_name = authors.contains(&own);
    // With what the author does or where: never a sentence, and begun by the name.
    let begins =
        || authors.iter().any(|author| own.starts_with(author.as_str()) && own.split(' ').count() <= author.split(' ').count() + 6);
    is_name
        || byline::opens(line) && !line.ends_with(['.', '!', '?', ':', '…', '”', '"'])
        || !line.ends_with(['.', '!', '?', '”', '"', '…']) && begins()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_only_says_when_is_known() {
        for line in [
            "Published 19 November 2019",
            "Tuesday, November 19, 2019",
            "Updated Nov. 19, 2019 at 9:41 a.m. EST",
            "Stand: 19.11.2019, 14:05 Uhr",
            "Publié le 19 novembre 2019 à 10h15, mis à jour le 20 novembre 2019 à 08h00",
            "19 de noviembre de 2019 - 10:15",
            "Pubblicato il 19 novembre 2019 alle ore 10:15",
            "2019年11月19日 10時15分",
            "2019-11-19 10:15",
            "입력 2019년 11월 19일 오전 10:15",
        ] {
            assert!(is_date(line), "{line}");
        }
        for line in [
            "In 1911",
            "On 19 November 2019 the bridge fell.",
            "9 of 12 boats",
            "May is here",
            "Bridge 4000",
            "12",
            "The date of 2019 is set",
            "225.86",
            "4.5 2.1",
        ] {
            assert!(!is_date(line), "{line}");
        }
    }

    #[test]
    fn a_line_that_only_says_by_whom_is_known() {
        let authors = [plain("Tom Bell")];
        for line in ["By Tom Bell", "Von Anna Meier", "Tom Bell", "TOM BELL, Harbour reporter", "Par Claire Dumas et Luc Petit"] {
            assert!(is_byline(line, &authors), "{line}");
        }
        for line in [
            "By then it was late and the ferry had gone",
            "By Tuesday, the bridge was closed.",
            "Tom Bell said that the bridge was closed on the day.",
            "Bell",
        ] {
            assert!(!is_byline(line, &authors), "{line}");
        }
    }
}
