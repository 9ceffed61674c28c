//! What kind of picture a picture is: what is said of it decides, and a photograph is what nothing else is said of.

use std::sync::OnceLock;

use regex::Regex;

use crate::model::Photo;

/// Words for a kind of picture, folded to lower case, and what citations call it.
const KINDS: [(&str, &[&str]); 10] = [
    (
        "Photograph",
        &["photograph", "photo", "photos", "foto", "fotos", "fotografía", "fotografia", "photographie", "portrait", "snapshot", "selfie"],
    ),
    ("Map", &["map", "maps", "karte", "landkarte", "mapa", "carte", "mappa", "kaart"]),
    ("Chart", &["chart", "charts", "graph", "plot", "histogram", "diagramm", "schaubild", "diagramme", "gráfica", "grafico"]),
    ("Diagram", &["diagram", "schematic", "floorplan", "blueprint"]),
    ("Timeline", &["timeline", "zeitleiste", "zeitstrahl", "cronología", "chronologie"]),
    ("Cartoon", &["cartoon", "caricature", "karikatur", "caricatura"]),
    ("Drawing", &["drawing", "sketch", "engraving", "etching", "zeichnung", "skizze", "dibujo", "dessin", "disegno"]),
    ("Painting", &["painting", "mural", "gemälde", "pintura", "peinture", "dipinto"]),
    ("Screenshot", &["screenshot", "bildschirmfoto", "captura"]),
    (
        "Illustration",
        &["illustration", "illustrations", "rendering", "render", "ilustración", "ilustração", "illustrazione", "illustratie"],
    ),
];

/// Words in a credit for what a newsroom's graphics desk draws.
const GRAPHICS: [&str; 9] =
    ["graphic", "graphics", "infographic", "infographics", "grafik", "infografik", "gráfico", "infografía", "infographie"];

/// What citations call a picture: its genre where the archive has one, else what its description begins with or its credit says.
pub fn kind_of_picture(photo: &Photo) -> String {
    if let Some(genre) = photo.genre.as_deref().map(str::trim).filter(|genre| !genre.is_empty()) {
        let mut letters = genre.chars();
        return letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    }
    let credit = photo.credit_text.as_deref().unwrap_or_default().to_lowercase();
    let credited: Vec<&str> = credit.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let by_credit = credited.iter().find_map(|word| kind_of(word));
    // Whoever says that it is a photo means the picture, not what is in it.
    if by_credit == Some("Photograph") {
        return "Photograph".to_owned();
    }
    let described = [photo.alternate_name.as_deref(), Some(photo.caption.as_str())].into_iter().flatten().find_map(described);
    let kind = described.or(by_credit).or_else(|| credited.iter().any(|word| GRAPHICS.contains(word)).then_some("Infographic"));
    kind.unwrap_or("Photograph").to_owned()
}

fn kind_of(word: &str) -> Option<&'static str> {
    KINDS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind)
}

/// The kind that a description begins with: “A bar chart with …”, “Map of …”; a map that lies on a table is not meant.
fn described(description: &str) -> Option<&'static str> {
    static HEAD: OnceLock<Option<Regex>> = OnceLock::new();
    let head = HEAD.get_or_init(|| {
        let article = r"(?:(?:a|an|the|this|one|eine?|die|der|das|un|una|une|el|la|le)\s+)?";
        let before = r"(?:[\p{L}\p{N}-]+\s+){0,3}?";
        let goes_on = r"(?:of|by|from|with|for|that|which|in which|on which|about|shows?|showing|comparing|compares|tracing|traces|titled|von|mit|der|des|zeigt|de|du|des|del|con|avec|que|qui|montre|muestra)\b|\s*:";
        Regex::new(&format!(r"^{article}{before}(time line|floor plan|[\p{{L}}]+)(?:\s+(?:{goes_on})|\s*:|$)")).ok()
    });
    let description = description.trim().trim_end_matches('.').to_lowercase();
    let word = head.as_ref()?.captures(&description)?.get(1)?.as_str();
    match word {
        "time line" => Some("Timeline"),
        "floor plan" => Some("Diagram"),
        // A table that somebody sits at is a photograph.
        "table" | "tabelle" | "tabla" | "tableau" => description.contains("column").then_some("Table"),
        word => kind_of(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_called_what_is_said_of_it() {
        for (genre, alternate, caption, credit, kind) in [
            ("chart", "", "", "", "Chart"),
            ("", "A bar chart with two bars and a line at 270.", "Votes by state", "Drawing: Harbour Press", "Chart"),
            ("", "A time line with seven points.", "", "Drawing: Harbour Press", "Timeline"),
            ("", "", "Map of the flooded streets", "", "Map"),
            ("", "A map of the harbour, photographed in the archive", "", "Photo: Ada Ferris", "Photograph"),
            ("", "A woman points at a map", "The map lies on the table", "Ada Ferris/Harbour Press", "Photograph"),
            ("", "", "A family at the table of the mayor", "", "Photograph"),
            ("", "", "", "Karte: Hafenpost", "Map"),
            ("", "", "Water levels since 1950", "Harbour Press Graphics", "Infographic"),
            ("", "", "The mayor as a lighthouse", "Cartoon by Tom Bell", "Cartoon"),
            ("", "", "In the courtroom", "Drawing: Tom Bell", "Drawing"),
            ("", "Two boats", "", "Getty Images", "Photograph"),
        ] {
            let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let photo = Photo {
                genre: text(genre),
                alternate_name: text(alternate),
                caption: caption.to_owned(),
                credit_text: text(credit),
                ..Photo::default()
            };
            assert_eq!(kind_of_picture(&photo), kind, "{photo:?}");
        }
    }
}
