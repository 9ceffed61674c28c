//! BibTeX and BibLaTeX (biblatex 3.20, “Database Guide”).
//! No crate writes them from CSL-JSON without going through a bibliography file, so it is done here.

use super::record::{Day, Name, Record};
use crate::cite::item::Item;

/// An entry for BibTeX.
pub(super) fn bibtex(item: &Item) -> String {
    let record = Record::of(item);
    let kind = match record.kind() {
        "article-newspaper" | "article-magazine" | "article-journal" | "review" | "review-book" => "article",
        "book" => "book",
        "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "report" => "techreport",
        "thesis" if record.text("genre").is_some_and(|genre| genre.to_lowercase().contains("master")) => "mastersthesis",
        "thesis" => "phdthesis",
        "manuscript" | "speech" => "unpublished",
        _ => "misc",
    };
    let mut entry = Entry::new(&record);
    let container = match kind {
        "article" => "journal",
        "incollection" | "inproceedings" => "booktitle",
        _ => "organization",
    };
    entry.field(&record, "container-title", container);
    let publisher = match kind {
        "techreport" => "institution",
        "phdthesis" | "mastersthesis" => "school",
        _ => "publisher",
    };
    entry.field(&record, "publisher", publisher);
    if let Some(pages) = record.text("page") {
        entry.line("pages", &safe(&pages.replace('–', "-")).replace('-', "--"));
    }
    let number = if record.text("issue").is_some() { "issue" } else { "number" };
    let genre = if kind == "misc" { "howpublished" } else { "type" };
    for (key, name) in [
        ("publisher-place", "address"),
        ("volume", "volume"),
        (number, "number"),
        ("edition", "edition"),
        ("collection-title", "series"),
        ("chapter-number", "chapter"),
        ("genre", genre),
        ("DOI", "doi"),
        ("ISBN", "isbn"),
        ("ISSN", "issn"),
        ("abstract", "abstract"),
        ("annote", "annote"),
        ("keyword", "keywords"),
        ("language", "language"),
    ] {
        entry.field(&record, key, name);
    }
    if let Some(day) = record.date("issued") {
        for (at, name) in ["year", "month", "day"].iter().enumerate() {
            if let Some(part) = day.part(at) {
                entry.line(name, &part.to_string());
            }
        }
        if day.start.is_empty() {
            entry.line("year", &safe(&day.words));
        }
    }
    entry.address(&record);
    let accessed = record.date("accessed").map(|day| day.iso()).filter(|day| !day.is_empty());
    if let Some(accessed) = accessed {
        entry.line("urldate", &accessed);
    }
    entry.field(&record, "note", "note");
    entry.written(kind, record.key)
}

/// What BibLaTeX calls a kind, and a narrower one within it.
fn biblatex_kind(record: &Record<'_>) -> (&'static str, Option<&'static str>) {
    match record.kind() {
        "article-newspaper" if record.text("container-title").is_some() => ("article", Some("newspaper")),
        "article-newspaper" if record.text("URL").is_some() => ("online", None),
        "article-magazine" => ("article", Some("magazine")),
        "article-journal" => ("article", None),
        "review" | "review-book" => ("review", None),
        "book" => ("book", None),
        "chapter" => ("incollection", None),
        "entry" | "entry-encyclopedia" | "entry-dictionary" => ("inreference", None),
        "paper-conference" => ("inproceedings", None),
        "report" => ("report", None),
        "thesis" => ("thesis", None),
        "webpage" | "post-weblog" => ("online", None),
        "post" => ("online", Some("post")),
        "dataset" => ("dataset", None),
        "software" => ("software", None),
        "patent" => ("patent", None),
        "legal_case" => ("jurisdiction", None),
        "legislation" | "bill" => ("legislation", None),
        "standard" => ("standard", None),
        "motion_picture" => ("movie", None),
        "broadcast" => ("video", None),
        "song" => ("audio", None),
        "manuscript" | "speech" => ("unpublished", None),
        "personal_communication" => ("letter", None),
        _ => ("misc", None),
    }
}

/// An entry for BibLaTeX, which knows newspapers, pages on the web and whole dates.
pub(super) fn biblatex(item: &Item) -> String {
    let record = Record::of(item);
    let (kind, subtype) = biblatex_kind(&record);
    let mut entry = Entry::new(&record);
    if let Some(subtype) = subtype {
        entry.line("entrysubtype", subtype);
    }
    let container = match kind {
        "article" | "review" => "journaltitle",
        "incollection" | "inproceedings" | "inreference" => "booktitle",
        _ => "organization",
    };
    entry.field(&record, "container-title", container);
    let publisher = match kind {
        "report" | "thesis" => "institution",
        _ => "publisher",
    };
    entry.field(&record, "publisher", publisher);
    if let Some(pages) = record.text("page") {
        entry.line("pages", &safe(&pages.replace('–', "-")).replace('-', "--"));
    }
    let number = if record.text("issue").is_some() { "issue" } else { "number" };
    for (key, name) in [
        ("publisher-place", "location"),
        ("volume", "volume"),
        (number, "number"),
        ("edition", "edition"),
        ("version", "version"),
        ("collection-title", "series"),
        ("chapter-number", "chapter"),
        ("number-of-volumes", "volumes"),
        ("number-of-pages", "pagetotal"),
        ("genre", "type"),
        ("medium", "howpublished"),
        ("event-title", "eventtitle"),
        ("event", "eventtitle"),
        ("event-place", "venue"),
        ("original-title", "origtitle"),
        ("archive", "library"),
        ("title-short", "shorttitle"),
        ("DOI", "doi"),
        ("ISBN", "isbn"),
        ("ISSN", "issn"),
        ("abstract", "abstract"),
        ("annote", "annotation"),
        ("keyword", "keywords"),
    ] {
        entry.field(&record, key, name);
    }
    for (key, name) in [("issued", "date"), ("original-date", "origdate"), ("event-date", "eventdate")] {
        if let Some(day) = record.date(key) {
            entry.line(name, &edtf(&day));
        }
    }
    match record.text("language") {
        Some(tag) if language(&tag).is_some() => entry.line("langid", language(&tag).unwrap_or_default()),
        Some(tag) => entry.line("language", &safe(&tag)),
        None => {}
    }
    entry.address(&record);
    if let Some(day) = record.date("accessed") {
        entry.line("urldate", &edtf(&day));
    }
    entry.field(&record, "note", "note");
    entry.written(kind, record.key)
}

/// As BibLaTeX writes dates (EDTF level 1): about right with a tilde.
fn edtf(day: &Day) -> String {
    if day.start.is_empty() {
        return safe(&day.words);
    }
    format!("{}{}", day.iso(), if day.is_circa { "~" } else { "" })
}

struct Entry {
    text: String,
}

impl Entry {
    /// An entry with what all have: who made it, and a title.
    fn new(record: &Record<'_>) -> Self {
        let mut entry = Self { text: String::with_capacity(512) };
        for (role, name) in [("author", "author"), ("editor", "editor"), ("translator", "translator"), ("container-author", "bookauthor")] {
            let names: Vec<String> = record.names(role).iter().map(self::name).collect();
            if !names.is_empty() {
                entry.line(name, &names.join(" and "));
            }
        }
        if let Some(title) = record.raw("title") {
            // Twice in braces, or styles take its capitals away.
            entry.line("title", &format!("{{{}}}", marked(&title)));
        }
        entry
    }

    fn line(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.text.push_str(",\n  ");
            self.text.push_str(name);
            self.text.push_str(" = {");
            self.text.push_str(text);
            self.text.push('}');
        }
    }

    fn field(&mut self, record: &Record<'_>, key: &str, name: &str) {
        if let Some(text) = record.raw(key) {
            // These are lists in BibLaTeX: “and” would part them.
            let is_list = ["publisher", "institution", "school", "organization", "location", "address"].contains(&name);
            let text = marked(&text);
            self.line(name, &if is_list && text.contains(" and ") { format!("{{{text}}}") } else { text });
        }
    }

    fn address(&mut self, record: &Record<'_>) {
        if let Some(url) = record.text("URL") {
            // Braces in an address are written as browsers do.
            self.line("url", &url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C"));
        }
    }

    fn written(&self, kind: &str, key: &str) -> String {
        format!("@{kind}{{{}{}\n}}\n\n", label(key), self.text)
    }
}

/// A key without what would end it.
fn label(key: &str) -> String {
    let label: String =
        key.chars().map(|letter| if letter.is_alphanumeric() || "-_.:/+".contains(letter) { letter } else { '-' }).collect();
    if label.is_empty() { "item".to_owned() } else { label }
}

fn name(name: &Name) -> String {
    // In braces a name is not taken apart.
    if name.is_literal || name.given.is_empty() {
        return format!("{{{}}}", safe(&name.in_order()));
    }
    let family = safe(&name.family);
    // A family name of several words that begins small would be taken for one with a particle; “and” would part it.
    let family = if name.particle.is_empty() && family.contains(' ') { format!("{{{family}}}") } else { family };
    let family = if name.particle.is_empty() { family } else { format!("{} {family}", safe(&name.particle)) };
    let parts = [family, safe(&name.suffix), safe(&name.given)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Words with CSL's tags as LaTeX's commands.
fn marked(text: &str) -> String {
    const COMMANDS: [(&str, &str); 9] = [
        ("<i>", "\\emph{"),
        ("<em>", "\\emph{"),
        ("<b>", "\\textbf{"),
        ("<sup>", "\\textsuperscript{"),
        ("<sub>", "\\textsubscript{"),
        ("<sc>", "\\textsc{"),
        ("<span class=\"nocase\">", "{"),
        ("<span style=\"font-variant: small-caps;\">", "\\textsc{"),
        ("<span style=\"font-variant:small-caps;\">", "\\textsc{"),
    ];
    if !text.contains('<') {
        return safe(text);
    }
    let mut marked = String::new();
    let (mut rest, mut open) = (text, 0);
    while let Some(at) = rest.find('<') {
        marked.push_str(&safe(&rest[..at]));
        rest = &rest[at..];
        let end = ["</i>", "</em>", "</b>", "</sup>", "</sub>", "</sc>", "</span>"].iter().find(|tag| rest.starts_with(**tag));
        if let Some((tag, command)) = COMMANDS.iter().find(|(tag, _)| rest.starts_with(tag)) {
            marked.push_str(command);
            (open, rest) = (open + 1, &rest[tag.len()..]);
        } else if let Some(tag) = end.filter(|_| open > 0) {
            marked.push('}');
            (open, rest) = (open - 1, &rest[tag.len()..]);
        } else {
            marked.push('<');
            rest = &rest[1..];
        }
    }
    marked.push_str(&safe(rest));
    marked + &"}".repeat(open)
}

fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '{' => safe.push_str("\\{"),
            '}' => safe.push_str("\\}"),
            '&' | '%' | '#' | '_' | '$' => safe.extend(['\\', letter]),
            _ => safe.push(letter),
        }
    }
    safe
}

/// What babel calls a language; nothing for those it is not asked about here.
fn language(tag: &str) -> Option<&'static str> {
    Some(match tag.to_ascii_lowercase().as_str() {
        "en-us" => "american",
        "en-gb" => "british",
        tag => match tag.split('-').next()? {
            "en" => "english",
            "de" => "ngerman",
            "fr" => "french",
            "es" => "spanish",
            "it" => "italian",
            "pt" => "portuguese",
            "nl" => "dutch",
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, Article, Byline, Creator, Photo, PhotoId};

    fn article() -> Article {
        let mut article = Article::new("Bridge & {road}: 5^2 \\ ~");
        article.byline = Byline(vec![Creator::person("Martin Luther King Jr."), Creator::organization("Harbour Desk")]);
        article.date_published = Some("2020-11-08".parse().unwrap());
        article.in_language = Some("en-US".into());
        article
    }

    fn cited(article: &Article) -> Item {
        Item::article(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), article)
    }

    #[test]
    fn marks_that_latex_reads_are_escaped_and_suffixes_kept() {
        let written = bibtex(&cited(&article()));
        assert!(
            written.contains("title = {{Bridge \\& \\{road\\}: 5\\textasciicircum{}2 \\textbackslash{} \\textasciitilde{}}}"),
            "{written}"
        );
        assert!(written.contains("author = {King, Jr., Martin Luther and {Harbour Desk}}"), "{written}");
        assert_eq!(marked("The <i>Maria</i> & co <span class=\"nocase\">iPhone</span> < 3"), "The \\emph{Maria} \\& co {iPhone} < 3");
        assert_eq!(marked("<i>open"), "\\emph{open}");
    }

    #[test]
    fn biblatex_says_newspaper_page_or_neither() {
        let mut article = article();
        let written = biblatex(&cited(&article));
        assert!(written.starts_with("@misc{bridge,") && written.contains("date = {2020-11-08}"), "{written}");
        article.url = Some("https://example.org/a_b".into());
        assert!(biblatex(&cited(&article)).starts_with("@online{bridge,"));
        article.publisher = Some("Harbour Gazette".into());
        let written = biblatex(&cited(&article));
        for part in ["@article{", "entrysubtype = {newspaper}", "journaltitle = {Harbour Gazette}", "langid = {american}", "/a_b}"] {
            assert!(written.contains(part), "{part}: {written}");
        }
        let photo = Photo { id: PhotoId::new("p1"), caption: "A bridge.".into(), ..Photo::default() };
        let item = Item::photo(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), &article, &photo);
        assert!(biblatex(&item).contains("type = {Photograph}"));
        // The engine's own reader takes it.
        hayagriva::io::from_biblatex_str(&written).unwrap();
    }
}
