//! What each part of a reference is to a learner: MLA's nine core elements, APA's four.

use super::{family::Family, formatted::Part};

/// A part of a reference by the name that a guide gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name in the guide.
    pub name: &'static str,
    /// Its place among the guide's elements, and how many these are.
    pub place: Option<(u8, u8)>,
    /// What it is.
    pub help: &'static str,
}

impl Element {
    /// What a part of a reference is in a family of styles.
    pub fn of(family: Family, part: Part) -> Self {
        match family {
            Family::Mla => mla(part),
            Family::Apa => apa(part),
            _ => Self { name: usual_name(part), place: None, help: usual(part) },
        }
    }

    /// Its name with its place: “Title of container, 3 of 9 core elements”.
    pub fn in_words(&self) -> String {
        match self.place {
            Some((place, of)) => format!("{}, {place} of {of} elements", self.name),
            None => self.name.to_owned(),
        }
    }
}

fn mla(part: Part) -> Element {
    let core = |place: u8, name, help| Element { name, place: Some((place, 9)), help };
    match part {
        Part::Author => core(1, "Author", "Who made the work. The first name is turned around, for the alphabet."),
        Part::Title => {
            core(2, "Title of source", "What the work itself is called; in quotation marks where it stands within something larger.")
        }
        Part::Container => {
            core(3, "Title of container", "The larger whole that the work stands in, such as the newspaper or the site; in italics.")
        }
        Part::Contributor => core(4, "Contributor", "Who else had a part in it that matters: an editor, a translator, an interviewer."),
        Part::Version => core(5, "Version", "Which form of the work it is: an edition, an update."),
        Part::Number => core(6, "Number", "Its place in a sequence: volume, issue, episode."),
        Part::Publisher | Part::Place => core(7, "Publisher", "Who brought it out; left out where it has the name of the container."),
        Part::Date | Part::OriginalDate | Part::OtherDate => {
            core(8, "Publication date", "When it appeared: day, month, year, as far as it is known.")
        }
        Part::Location | Part::Url | Part::Doi | Part::Archive => {
            core(9, "Location", "Where in the container it is found: a page, an address, a DOI, the archive that keeps it.")
        }
        Part::Accessed => {
            Element { name: "Date of access", place: None, help: "When it was looked at; optional, useful for pages that change." }
        }
        Part::Genre => {
            Element { name: "Kind of work", place: None, help: "Said at the end where the title does not make it clear; optional." }
        }
        Part::Locator => Element { name: "Place in the work", place: None, help: "The page or paragraph that the words stand in." },
        Part::CitationNumber => Element { name: "Number", place: None, help: "Its number in the list." },
    }
}

fn apa(part: Part) -> Element {
    let four = |place: u8, name, help| Element { name, place: Some((place, 4)), help };
    match part {
        Part::Author => four(1, "Author", "Who is responsible for the work: a person, with initials, or a group in full."),
        Part::Date => four(2, "Date", "When it was published, in brackets; n.d. where no date is known."),
        Part::Title => four(3, "Title", "What the work is called, with capitals as in a sentence."),
        Part::Genre => four(3, "Title", "What kind of work it is, in square brackets behind the title."),
        Part::Version | Part::Contributor => four(3, "Title", "Which edition it is and who else had a part in it, behind the title."),
        Part::Container | Part::Number | Part::Location => {
            four(4, "Source", "Where the work stands: the newspaper or site in italics, its volume, its pages.")
        }
        Part::Publisher | Part::Place | Part::Archive => four(4, "Source", "Who brought it out or keeps it."),
        Part::Url | Part::Doi => four(4, "Source", "The address or DOI by which it is found."),
        Part::OriginalDate | Part::OtherDate => Element { name: "Another date", place: None, help: "When an earlier form of it appeared." },
        Part::Accessed => Element { name: "Date of retrieval", place: None, help: "Only for pages that change and are kept by nobody." },
        Part::Locator => Element { name: "Place in the work", place: None, help: "The page or paragraph that the words stand in." },
        Part::CitationNumber => Element { name: "Number", place: None, help: "Its number in the list." },
    }
}

fn usual_name(part: Part) -> &'static str {
    match part {
        Part::Author => "Author",
        Part::Contributor => "Contributor",
        Part::Title => "Title",
        Part::Container => "Newspaper, site or larger work",
        Part::Version => "Version",
        Part::Number => "Volume and issue",
        Part::Publisher => "Publisher",
        Part::Place => "Place",
        Part::Date => "Date",
        Part::OriginalDate => "First date",
        Part::OtherDate => "Another date",
        Part::Accessed => "Date of access",
        Part::Location => "Page or section",
        Part::Url => "Address",
        Part::Doi => "DOI",
        Part::Archive => "Archive",
        Part::Genre => "Kind of work",
        Part::Locator => "Place in the work",
        Part::CitationNumber => "Number in the list",
    }
}

fn usual(part: Part) -> &'static str {
    match part {
        Part::Author => "Who made the work.",
        Part::Contributor => "Who else had a part in it.",
        Part::Title => "What the work is called.",
        Part::Container => "What the work stands in.",
        Part::Version => "Which form of the work it is.",
        Part::Number => "Its place in a sequence.",
        Part::Publisher => "Who brought it out.",
        Part::Place => "Where the publisher sits.",
        Part::Date => "When it appeared.",
        Part::OriginalDate => "When it appeared first.",
        Part::OtherDate => "Another date of it.",
        Part::Accessed => "When it was looked at.",
        Part::Location => "Where in the newspaper it stands.",
        Part::Url | Part::Doi => "Where it is found.",
        Part::Archive => "Who keeps it.",
        Part::Genre => "What kind of work it is.",
        Part::Locator => "The page or paragraph that the words stand in.",
        Part::CitationNumber => "By which the text refers to it.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mla_has_nine_elements_and_apa_four() {
        let places = |family: Family| {
            let mut places: Vec<u8> =
                Part::ALL.iter().filter_map(|part| Element::of(family, *part).place).map(|(place, _)| place).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        assert_eq!(places(Family::Mla), (1..=9).collect::<Vec<u8>>());
        assert_eq!(places(Family::Apa), (1..=4).collect::<Vec<u8>>());
        assert_eq!(Element::of(Family::Mla, Part::Container).in_words(), "Title of container, 3 of 9 elements");
    }
}
