//! XMP (ISO 16684): IPTC Core and Extension as programs write them today.

use std::collections::HashMap;

use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
};

use super::said::{Said, place, tidy};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const EXTENSION: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const BASIC: &str = "http://ns.adobe.com/xap/1.0/";

/// A property by its namespace and name; of a place shown, its parts too.
type Values = HashMap<(String, String), Vec<String>>;

/// Reads an XMP packet.
pub(super) fn read(packet: &[u8]) -> Said {
    let values = values(packet);
    let all = |space: &str, name: &str| values.get(&(space.to_owned(), name.to_owned())).cloned().unwrap_or_default();
    let one = |space: &str, name: &str| all(space, name).into_iter().next();
    let shown = place(["Sublocation", "City", "ProvinceState", "CountryName"].map(|name| one(EXTENSION, name)));
    let core = || place([one(CORE, "Location"), one(PHOTOSHOP, "City"), one(PHOTOSHOP, "State"), one(PHOTOSHOP, "Country")]);
    let created = one(PHOTOSHOP, "DateCreated").or_else(|| one(BASIC, "CreateDate"));
    Said {
        description: one(DC, "description"),
        alternate: one(CORE, "AltTextAccessibility"),
        creators: all(DC, "creator"),
        credit: one(PHOTOSHOP, "Credit"),
        copyright: one(DC, "rights"),
        supplier: one(PHOTOSHOP, "Source"),
        license: one(RIGHTS, "WebStatement").or_else(|| one(RIGHTS, "UsageTerms")),
        created: created.and_then(|date| date.parse().ok()),
        place: shown.or_else(core),
    }
}

fn values(packet: &[u8]) -> Values {
    let text = match encoding_rs::Encoding::for_bom(packet) {
        Some((encoding, _)) => encoding.decode(packet).0.into_owned(),
        None => String::from_utf8_lossy(packet).into_owned(),
    };
    let mut reader = NsReader::from_str(text.trim_matches('\0'));
    let mut values = Values::new();
    // The properties that are open, innermost last; those of RDF itself only hold values.
    let mut open: Vec<Option<(String, String)>> = Vec::new();
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                words.clear();
                open.push(begin(&reader, &tag, &open, &mut values));
            }
            Ok(Event::Empty(tag)) => {
                begin(&reader, &tag, &open, &mut values);
            }
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(entity)) => {
                let entity = format!("&{};", &*entity);
                words.push_str(&quick_xml::escape::unescape(&entity).unwrap_or_default());
            }
            Ok(Event::End(_)) => {
                let own = open.pop();
                let property = own.flatten().or_else(|| open.iter().rev().flatten().next().cloned());
                if let (Some(property), Some(words)) = (property, tidy(&words)) {
                    values.entry(property).or_default().push(words);
                }
                words.clear();
            }
            Ok(Event::Eof) | Err(_) => return values,
            Ok(_) => {}
        }
        if open.len() > 64 {
            return values;
        }
    }
}

/// What an element is, and the properties that its attributes hold.
fn begin(
    reader: &NsReader<&[u8]>,
    tag: &BytesStart<'_>,
    open: &[Option<(String, String)>],
    values: &mut Values,
) -> Option<(String, String)> {
    let resolver = reader.resolver();
    let full = |(space, name): (ResolveResult<'_>, quick_xml::name::LocalName<'_>)| {
        let ResolveResult::Bound(Namespace(space)) = space else { return None };
        let space = space.to_owned();
        let is_value = space.starts_with("http://www.w3.org/1999/02/22-rdf-syntax-ns") || space.starts_with("adobe:ns:meta");
        (!is_value).then(|| (space, name.as_ref().to_owned()))
    };
    // Where a picture was made is another place than the one it shows.
    let is_made = |open: &[Option<(String, String)>]| open.iter().flatten().any(|(_, name)| name == "LocationCreated");
    let own = full(resolver.resolve_element(tag.name()));
    if !is_made(open) {
        for attribute in tag.attributes().flatten() {
            if let Some(property) = full(resolver.resolve_attribute(attribute.key))
                && let Some(words) = tidy(&quick_xml::escape::unescape(&attribute.value).unwrap_or_default())
            {
                values.entry(property).or_default().push(words);
            }
        }
        return own;
    }
    own.map(|(space, name)| (space, format!("made:{name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_as_elements_and_as_attributes() {
        let packet = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" photoshop:Credit="Gazette &amp; Sons" photoshop:DateCreated="2020-11-17"><d:description><rdf:Alt><rdf:li xml:lang="x-default">The bridge &lt;closed&gt;</rdf:li><rdf:li xml:lang="de">Die Brücke</rdf:li></rdf:Alt></d:description><d:creator><rdf:Seq><rdf:li>Ada Ferris</rdf:li><rdf:li>Tom Bell</rdf:li></rdf:Seq></d:creator><Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:City="Elsewhere"/></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated><Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Harbour Town</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown></rdf:Description></rdf:RDF></x:xmpmeta>"#;
        let said = read(packet.as_bytes());
        assert_eq!((said.description.as_deref(), said.credit.as_deref()), (Some("The bridge <closed>"), Some("Gazette & Sons")));
        assert_eq!(said.creators, ["Ada Ferris", "Tom Bell"]);
        assert_eq!((said.place.as_deref(), said.created.unwrap().to_string()), (Some("Harbour Town"), "2020-11-17".to_owned()));
        assert_eq!(read(b"<broken"), Said::default());
    }
}
