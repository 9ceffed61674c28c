//! The words beside a picture: caption and credit told apart.

use crate::import::pattern::Pattern;

/// What is said of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The caption without the credit.
    pub(super) caption: String,
    /// The credit as printed, without what only announces it.
    pub(super) credit: Option<String>,
}

/// Caption and credit of words that a person says belong to a picture.
pub(in crate::import) fn parts(text: &str) -> (String, Option<String>) {
    let said = part(text, None);
    (said.caption, said.credit)
}

/// Tells the credit at the end of a caption from the caption; `given` is a credit that the page itself sets apart.
pub(super) fn part(text: &str, given: Option<&str>) -> Said {
    let text = tidy(text);
    let given = given.map(clean).filter(|credit| !credit.is_empty());
    // What is called a credit may be all that is printed, caption and credit.
    if text.is_empty()
        && let Some(said) = given.as_deref().filter(|credit| credit.split_whitespace().count() > 5).and_then(split)
        && said.caption.split_whitespace().count() > 3
    {
        return said;
    }
    if let Some(credit) = given {
        // Some print it once more behind the caption.
        let caption = match text.strip_suffix(credit.as_str()) {
            Some(before) if !before.is_empty() => strip_announcement(before),
            _ => text,
        };
        let caption =
            if super::site::plain(&caption) == super::site::plain(&credit) || is_announcement(&caption) { String::new() } else { caption };
        return Said { caption, credit: Some(credit) };
    }
    if text.is_empty() {
        return Said::default();
    }
    split(&text).unwrap_or(Said { caption: text, credit: None })
}

fn split(text: &str) -> Option<Said> {
    // A bracket at the end that announces a credit, names an agency, or parts a name from an agency by a stroke.
    static BRACKETED: Pattern = Pattern::new(
        r"(?is)^(.*?)\s*[(\[]\s*((?:photo(?:graph)?s?|images?|pictures?|pic|fotos?|bild|credits?|source|illustration)\b\s*(?:credits?|by|courtesy|source)?\s*[:/]?[^()\[\]]+|[^()\[\]]*\b(?:getty|reuters|associated press|ap|ap photo|ap file|afp|epa|epa-efe|upi|dpa|ansa|tass|xinhua|pti|ani|bloomberg|shutterstock|alamy|istock|istockphoto|wikimedia|flickr|nasa|esa|canadian press|press association|file photo|handout|courtesy|via)\b[^()\[\]]*|[\p{L}.'’-]+\s+[\p{L}.'’ -]+/[^()\[\]]+)\s*[)\]]\s*\.?$",
    );
    static ANNOUNCED: Pattern = Pattern::new(
        r"(?is)^(|.*?[.!?”’\x22'\])…。！？]\s*|.*?\s[|–—-]\s+|.+?\s)\(?\[?(?:(?:photo(?:graph)?s?|images?|pictures?|pic|fotos?|bild(?:er)?|imagem|illustration|graphic|screenshot)\s*(?:credits?|source|copyright|by|von)?\s*[:/]|(?:photo(?:graph)?s?|images?|pictures?|illustration)\s+(?:credits?:?|by)\s|(?:credits?|cr[ée]ditos?|quelle|cr[ée]dit photo|foto|фото|снимок|fot\.?|zdjęcie|kuva|billede|bilde|צילום|사진|写真|撮影|摄影|图片?|تصوير|صورة)\s*[:：]|photographed by\s)\s*([^:]+?)\)?\]?$",
    );
    static RIGHTS: Pattern = Pattern::new(r"(?is)^(.*?)[\s(]*((?:©|\(c\)\s|copyright\s).+)$");
    static AGENCY_LAST: Pattern = Pattern::new(
        r"(?s)^(.*?[.!?”’\x22'…)])\s+((?:[^.!?:]|\b\p{Lu}\.)*\b(?:(?i:getty(?: images)?|reuters|associated press|afp|epa-efe|upi|dpa|pti|bloomberg|shutterstock|alamy(?: stock photo)?|istock(?:photo)?|wikimedia commons|canadian press)|AP|AP Photo|EPA)(?:/(?:[^.!?:]|\b\p{Lu}\.)+)?|(?i:courtesy|via)\s[^.!?:]+|\p{Lu}[\w.'’-]+(?: \p{Lu}[\w.'’-]+)+ ?/ ?[^.!?:]+)$",
    );
    static WHOLE: Pattern = Pattern::new(
        r"(?is)^(?:(?:photo(?:graph)?s?|images?|pictures?|illustration)\s+(?:courtesy|credits?|by)\b.+|[^.!?:]*\b(?:getty|getty images|reuters|associated press|ap|ap photo|afp|epa|epa-efe|upi|shutterstock|alamy|istock|istockphoto|wikimedia commons|bloomberg)(?:/[^.!?:]+)?|[\w.'’-]+(?: [\w.'’-]+)+ ?/ ?[\w.'’ ]+)$",
    );
    let made = |found: &regex::Captures<'_>, longest: usize| {
        let (caption, credit) = (found.get(1)?.as_str(), clean(found.get(2)?.as_str()));
        let caption = caption.trim().trim_end_matches(['|', '–', '—', '/', '-', '(']).trim().to_owned();
        let is_credit = !credit.is_empty() && credit.chars().count() <= longest && credit.split_whitespace().count() <= 14;
        // “FILE PHOTO:” opens a caption.
        let is_credit = is_credit && !caption.eq_ignore_ascii_case("file");
        is_credit.then_some(Said { caption, credit: Some(credit) })
    };
    for (pattern, longest) in [(&BRACKETED, 100), (&ANNOUNCED, 90), (&RIGHTS, 100), (&AGENCY_LAST, 90)] {
        if let Some(said) = pattern.find(text).and_then(|found| made(&found, longest)) {
            return Some(said);
        }
    }
    let is_short = text.split_whitespace().count() <= 9;
    (is_short && WHOLE.is_in(text)).then(|| Said { caption: String::new(), credit: Some(clean(text)) })
}

/// A credit without its announcement and the marks around it.
pub(super) fn clean(credit: &str) -> String {
    static START: Pattern = Pattern::new(
        r"(?i)^\s*[(\[]?\s*(?:(?:photo(?:graph)?s?|images?|pictures?|pic|fotos?|bild(?:er)?|imagem|video|illustration|graphic|screenshot)\s*(?:credits?|source|copyright|by|von)?\s*(?:[:/]|\s(?:by|credits?)\b:?)|(?:photo(?:graph)?s?|images?|pictures?|illustration)\s+(?:credits?:?|by)\s|(?:credits?|cr[ée]ditos?|quelle|cr[ée]dit\s+photo|foto|source|image\s+copyright|фото|снимок|fot\.?|zdjęcie|kuva|billede|bilde|צילום|사진|写真|撮影|摄影|图片?|تصوير|صورة)\s*[:：]|photographed\s+by\s|(?:image|photo|picture)\s+(?:copyright|credit)\s)\s*",
    );
    // A label for those who listen, run together with the name: “CreditAda Ferris”.
    static LABEL: Pattern = Pattern::new(r"^(?:(?:Photo |Image )?(?:Credit|Photograph|Source|Copyright)(?:\.\.\.|…)?\s*:?\s*)+");
    let credit = once(&tidy(credit));
    let unlabelled = LABEL.cut(&credit);
    let credit = if unlabelled.starts_with(char::is_uppercase) { unlabelled } else { credit };
    let mut credit = START.cut(&credit);
    for _ in 0..2 {
        credit = credit.trim().to_owned();
        let is_closed = |open: char, close: char| {
            credit.starts_with(open) && credit.ends_with(close) || credit.ends_with(close) && !credit.contains(open)
        };
        if is_closed('(', ')') || is_closed('[', ']') {
            credit = credit.trim_start_matches(['(', '[']).trim_end_matches([')', ']']).to_owned();
        }
        if credit.starts_with(['(', '[']) && !credit.contains([')', ']']) {
            credit.remove(0);
        }
        credit = START.cut(&credit);
    }
    credit.trim().trim_end_matches(['|', ';', ',']).trim().to_owned()
}

/// Whether words say that a credit follows: “Image source,”.
pub(super) fn announces_credit(words: &str) -> bool {
    static SAID: Pattern = Pattern::new(
        r"(?i)^\W*(?:(?:image|photo|picture|media)\s+(?:source|credit|copyright|by)|photograph(?:er)?|credit|bildquelle|crédit(?: photo)?|crédito|fotocrédito)\s*\W*$",
    );
    words.len() < 40 && SAID.is_in(words)
}

/// A credit that some print twice, for wide windows and for narrow ones, once.
fn once(credit: &str) -> String {
    let length = credit.len();
    let half = (length / 3..=length / 2).rev().filter(|at| credit.is_char_boundary(*at) && *at > 5).find(|at| {
        let (first, rest) = credit.split_at(*at);
        rest.strip_suffix(first.trim()).is_some_and(|between| {
            let between = between.trim().to_lowercase();
            between.chars().all(|letter| !letter.is_alphanumeric())
                || matches!(between.as_str(), "hide caption" | "toggle caption" | "credit")
        })
    });
    half.map_or_else(|| credit.to_owned(), |at| credit[..at].trim().to_owned())
}

fn strip_announcement(text: &str) -> String {
    static END: Pattern = Pattern::new(
        r"(?i)[\s(\[|–—-]*(?:(?:photo(?:graph)?s?|images?|pictures?|credits?|foto|source)\s*(?:credits?|by|courtesy)?\s*[:/]?)?[\s(\[|–—-]*$",
    );
    END.cut(text).trim().to_owned()
}

fn is_announcement(text: &str) -> bool {
    static ONLY: Pattern = Pattern::new(
        r"(?i)^\W*(?:photo|image|picture|credit|source|caption|copyright)?(?:\s*(?:credits?|by|caption|copyright|source))?\W*$",
    );
    ONLY.is_in(text)
}

/// Words without what a page adds for its own use.
fn tidy(text: &str) -> String {
    static ENDS: Pattern = Pattern::new(
        r"(?i)\s*(?:\b(?:hide caption|toggle caption|enlarge (?:this )?image|view (?:full|larger)\s?(?:size|image)?|read more|show less|see more|click to (?:enlarge|zoom))\b\s*)+$|^\s*(?:(?:image caption|media caption|photo caption)\s*[:,]?|caption\s*:)\s+",
    );
    let text = super::page::tidy(&text.replace(['\u{a0}', '\n'], " "));
    let text = ENDS.cut(&text).trim().to_owned();
    // Long captions fold.
    for fold in [" less", " more", " Less", " More"] {
        if let Some(rest) = text.strip_suffix(fold).filter(|rest| rest.ends_with(['.', '…', ')', '”'])) {
            return rest.to_owned();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caption_and_credit_are_told_apart() {
        for (text, caption, credit) in [
            ("The bridge at low tide. (Ada Ferris/AP)", "The bridge at low tide.", Some("Ada Ferris/AP")),
            ("The bridge at low tide (Image: GETTY )", "The bridge at low tide", Some("GETTY")),
            ("The bridge [Quill via Nasa]", "The bridge", Some("Quill via Nasa")),
            ("‘A long way down.’ Photograph: AFP via Getty", "‘A long way down.’", Some("AFP via Getty")),
            ("Photo: Getty Images", "", Some("Getty Images")),
            ("(AP Photo/Ada Ferris, File)", "", Some("AP Photo/Ada Ferris, File")),
            (
                "The bridge at low tide. Ada Ferris/Harbour Times/Getty Images",
                "The bridge at low tide.",
                Some("Ada Ferris/Harbour Times/Getty Images"),
            ),
            ("FILE PHOTO: The bridge. REUTERS/Ada Ferris", "FILE PHOTO: The bridge.", Some("REUTERS/Ada Ferris")),
            ("The mayor at the bridge in May (left) and June.", "The mayor at the bridge in May (left) and June.", None),
            ("Ada Ferris, mayor", "Ada Ferris, mayor", None),
            ("© Ada Ferris", "", Some("© Ada Ferris")),
            ("Мост при отливе. Фото: Иван Орлов", "Мост при отливе.", Some("Иван Орлов")),
            ("大桥。摄影：李明", "大桥。", Some("李明")),
        ] {
            let said = part(text, None);
            assert_eq!((said.caption.as_str(), said.credit.as_deref()), (caption, credit), "{text}");
        }
        assert_eq!(clean("Ada Ferris/Harbour Radio hide captionAda Ferris/Harbour Radio"), "Ada Ferris/Harbour Radio");
        assert_eq!(clean("CreditCreditAda Ferris/Harbour Times"), "Ada Ferris/Harbour Times");
        let said = part("The bridge. Photo: Ada Ferris", Some("Ada Ferris"));
        assert_eq!((said.caption.as_str(), said.credit.as_deref()), ("The bridge.", Some("Ada Ferris")));
        assert_eq!(part("Photo:", Some("(Image: Ada / Getty Images)")).credit.as_deref(), Some("Ada / Getty Images"));
    }
}
