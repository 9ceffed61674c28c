//! A credit line as what it says: who made the picture, who supplies it, who holds the rights.

use super::site::plain;
use crate::{
    import::pattern::Pattern,
    model::{Creator, Photo},
};

/// Fills in a photo's creator, provider and copyright notice from its credit line, where they are not known.
pub(in crate::import) fn read(photo: &mut Photo) {
    static RIGHTS: Pattern = Pattern::new(r"(?i)^\s*(?:©|\(c\)\s|copyright\b)");
    static AGENCY: Pattern = Pattern::new(
        r"(?i)\b(?:getty|reuters|associated press|afp|agence france-presse|epa|efe|upi|dpa|ansa|tass|xinhua|pti|ani|bloomberg|shutterstock|alamy|istock|istockphoto|wikimedia|flickr|nasa|esa|press association|images|press|news|agency|pictures|stock|photos?|wire|service|media|times|post|herald|gazette|tribune|commons|unsplash|pixabay|library|archive)\b|^(?:AP|PA|CP|TNS|GETTY)$",
    );
    static NAME: Pattern = Pattern::new(r"^\p{Lu}[\p{L}.'’-]*(?: (?:de|da|di|van|von|der|den|la|le|al|bin|el|\p{Lu}[\p{L}.'’-]*))+$");
    let Some(credit) = photo.credit_text.as_deref() else { return };
    if RIGHTS.is_in(credit) && photo.copyright_notice.is_none() {
        photo.copyright_notice = Some(credit.to_owned());
    }
    let rest = RIGHTS.cut(credit);
    let spaced =
        rest.replace(" via ", "/").replace(" for ", "/").replace('|', "/").replace(", ", "/").replace(" - ", "/").replace(" – ", "/");
    for part in spaced.split('/').map(str::trim).filter(|part| !part.is_empty()) {
        let words = plain(part);
        if matches!(words.as_str(), "file" | "handout" | "pool" | "courtesy" | "all rights reserved") {
            continue;
        }
        if AGENCY.is_in(part) || words.starts_with("courtesy of ") {
            let name = part.trim_start_matches("Courtesy of ").trim_start_matches("courtesy of ");
            let name = name.strip_suffix(" Photo").filter(|name| name.len() <= 4).unwrap_or(name);
            photo.provider.get_or_insert_with(|| name.to_owned());
        } else if part.split(' ').count() <= 5 && NAME.is_in(part) {
            photo.creator.get_or_insert_with(|| Creator::person(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maker_and_agency_are_told_apart() {
        for (credit, creator, provider, rights) in [
            ("Ada Ferris/AP", Some("Ada Ferris"), Some("AP"), None),
            ("AP Photo/Ada Ferris, File", Some("Ada Ferris"), Some("AP"), None),
            ("Ada Ferris/Harbour Times/Getty Images", Some("Ada Ferris"), Some("Harbour Times"), None),
            ("AFP via Getty", None, Some("AFP"), None),
            ("Getty Images", None, Some("Getty Images"), None),
            ("Ada van der Ferris", Some("Ada van der Ferris"), None, None),
            ("© Ada Ferris", Some("Ada Ferris"), None, Some("© Ada Ferris")),
            ("Courtesy of Harbour Museum", None, Some("Harbour Museum"), None),
        ] {
            let mut photo = Photo { credit_text: Some(credit.to_owned()), ..Photo::default() };
            read(&mut photo);
            let found = (photo.creator.as_ref().map(Creator::name), photo.provider.as_deref(), photo.copyright_notice.as_deref());
            assert_eq!(found, (creator, provider, rights), "{credit}");
        }
    }
}
