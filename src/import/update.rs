//! A newer capture in the place of an older one: what a person said of the article stays, and what changed is told.

use similar::{ChangeTag, TextDiff};

use super::{file::Imported, keep::put_files};
use crate::{
    bundle::{Draft, Problem},
    model::{Article, Part, Passage, Quotation, Slug},
    quotes,
};

/// One thing that another capture of a page has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A field has another value.
    Field {
        /// What it is called.
        name: &'static str,
        /// What it was; nothing where there was none.
        before: Option<String>,
        /// What it is; nothing where there is none any more.
        after: Option<String>,
    },
    /// A paragraph is new.
    Added(String),
    /// A paragraph is gone.
    Removed(String),
    /// A paragraph has other words.
    Reworded {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
}

impl Change {
    /// How one paragraph became another, word by word: new words (`true`), words that are gone (`false`), and those that stayed.
    pub fn words(before: &str, after: &str) -> Vec<(Option<bool>, String)> {
        let mut parts: Vec<(Option<bool>, String)> = Vec::new();
        for change in TextDiff::from_words(before, after).iter_all_changes() {
            let part = match change.tag() {
                ChangeTag::Insert => Some(true),
                ChangeTag::Delete => Some(false),
                ChangeTag::Equal => None,
            };
            match parts.last_mut() {
                Some((known, words)) if *known == part => words.push_str(change.value()),
                _ => parts.push((part, change.value().to_owned())),
            }
        }
        parts
    }
}

/// What an update changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// What the newer capture has otherwise, in reading order.
    pub changes: Vec<Change>,
    /// Confirmed quotations whose words the newer capture does not have any more; the article keeps them apart.
    pub gone: Vec<Quotation>,
}

impl Update {
    /// The report, one line each.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .changes
            .iter()
            .map(|change| match change {
                Change::Field { name, before, after } => {
                    let shown = |value: &Option<String>| value.as_ref().map_or("nothing".to_owned(), |value| format!("“{value}”"));
                    format!("{name} was {}, is {}.", shown(before), shown(after))
                }
                Change::Added(text) => format!("Added: “{}”", cut(text)),
                Change::Removed(text) => format!("Removed: “{}”", cut(text)),
                Change::Reworded { before, after } => format!("Reworded: “{}” is “{}”", cut(before), cut(after)),
            })
            .collect();
        if lines.is_empty() {
            lines.push("Nothing changed in the article.".to_owned());
        }
        lines
            .extend(self.gone.iter().map(|quotation| format!("A confirmed quotation is not in it any more: “{}”", cut(&quotation.text()))));
        lines
    }
}

fn cut(text: &str) -> String {
    let text = text.replace('\n', " ");
    if text.chars().count() <= 160 { text } else { format!("{}…", text.chars().take(150).collect::<String>().trim_end()) }
}

/// What two captures of an article have otherwise.
pub fn changes(before: &Article, after: &Article) -> Vec<Change> {
    let mut changes = Vec::new();
    let byline = |article: &Article| Some(article.byline.in_words()).filter(|words| !words.is_empty());
    for (name, old, new) in [
        ("The headline", Some(before.headline.clone()), Some(after.headline.clone())),
        ("The standfirst", before.standfirst.clone(), after.standfirst.clone()),
        ("The byline", byline(before), byline(after)),
        ("The date of publication", before.date_published.map(|date| date.to_string()), after.date_published.map(|date| date.to_string())),
        (
            "The date of the last change",
            before.date_modified.map(|date| date.to_string()),
            after.date_modified.map(|date| date.to_string()),
        ),
    ] {
        if old != new {
            changes.push(Change::Field { name, before: old, after: new });
        }
    }
    let paragraphs = |article: &Article| -> Vec<String> { article.blocks.iter().filter_map(crate::model::Block::plain_text).collect() };
    differ(&paragraphs(before), &paragraphs(after), &mut changes);
    let captions = |article: &Article| -> Vec<String> {
        let words = |photo: &crate::model::Photo| {
            let credit = photo.credit_text.as_ref().map(|credit| format!(" ({credit})")).unwrap_or_default();
            format!("Photo: {}{credit}", photo.caption)
        };
        article.photos.iter().filter(|photo| !photo.caption.is_empty() || photo.credit_text.is_some()).map(words).collect()
    };
    differ(&captions(before), &captions(after), &mut changes);
    changes
}

/// Two captures of an article, and what of its confirmed quotations the newer one does not have any more.
pub fn compare(before: &Article, after: &Article) -> Update {
    let confirmed = before.quotations.iter().filter(|quotation| quotation.provenance.is_confirmed());
    let gone = confirmed.filter(|quotation| moved(before, after, quotation).is_none()).cloned().collect();
    Update { changes: changes(before, after), gone }
}

/// Adds how one list of paragraphs became another.
fn differ(old: &[String], new: &[String], changes: &mut Vec<Change>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&old, &new);
    let mut removed: Vec<String> = Vec::new();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => removed.push(change.value().to_owned()),
            ChangeTag::Insert => {
                let after = change.value().to_owned();
                // A paragraph that has most of its words from one that is gone is the same one.
                let twin = removed.iter().position(|before| TextDiff::from_words(before.as_str(), after.as_str()).ratio() > 0.5);
                match twin {
                    Some(at) => {
                        changes.extend(removed.drain(..at).map(Change::Removed));
                        changes.push(Change::Reworded { before: removed.remove(0), after });
                    }
                    None => changes.push(Change::Added(after)),
                }
            }
            ChangeTag::Equal => changes.extend(removed.drain(..).map(Change::Removed)),
        }
    }
    changes.extend(removed.into_iter().map(Change::Removed));
}

/// Puts a newer capture in the place of an article; the older capture's file stays in the archive.
///
/// Confirmed quotations, labels and sources, what was said to be no quotation, and added keywords move over by their words;
/// notes find their passages again by themselves.
///
/// # Errors
/// A [`Problem`] where the article that is there cannot be read.
pub fn update(draft: &mut Draft, slug: &Slug, imported: Imported) -> Result<Update, Problem> {
    let old = draft.article(slug)?;
    let mut article = imported.article.clone();
    let update = compare(&old, &article);
    article.captures.clone_from(&old.captures);
    article.extra.extend(old.extra.clone().into_iter().filter(|(name, _)| !imported.article.extra.contains_key(name)));
    for keyword in &old.keywords {
        if !article.keywords.contains(keyword) {
            article.keywords.push(keyword.clone());
        }
    }
    for quotation in old.quotations.iter().filter(|quotation| quotation.provenance.is_confirmed()) {
        article.quotations.extend(moved(&old, &article, quotation));
    }
    article.rejected = old.rejected.iter().filter_map(|passage| placed(&old, &article, passage)).collect();
    article.labels = old
        .labels
        .iter()
        .filter(|label| label.provenance.is_confirmed())
        .filter_map(|label| Some(crate::model::Label { passage: placed(&old, &article, &label.passage)?, ..label.clone() }))
        .collect();
    for source in old.sources.iter().filter(|source| source.provenance.is_confirmed()) {
        let passages = source.passages.iter().filter_map(|passage| placed(&old, &article, passage)).collect();
        article.sources.push(crate::model::Source { passages, ..source.clone() });
    }
    if !update.gone.is_empty() {
        let mut former = article.extra.get("formerQuotation").and_then(|value| value.as_array()).cloned().unwrap_or_default();
        former.extend(update.gone.iter().filter_map(|quotation| serde_json::to_value(quotation).ok()));
        article.extra.insert("formerQuotation".to_owned(), former.into());
    }
    quotes::apply(draft.archive_mut(), &mut article, imported.findings.clone());
    put_files(draft, slug, &mut article, imported);
    draft.put_article(slug, article);
    Ok(update)
}

/// A quotation where its words stand now; nothing where one of them is gone.
fn moved(old: &Article, new: &Article, quotation: &Quotation) -> Option<Quotation> {
    let passages: Option<Vec<Passage>> = quotation.passages.iter().map(|passage| placed(old, new, passage)).collect();
    let occurrences = quotation.occurrences.iter().filter_map(|passage| placed(old, new, passage)).collect();
    Some(Quotation { passages: passages?, occurrences, ..quotation.clone() })
}

/// A passage where its words stand in the newer article.
fn placed(old: &Article, new: &Article, passage: &Passage) -> Option<Passage> {
    let part = match &passage.part {
        // The same picture may have another number now.
        Part::Caption(id) => {
            let caption = &old.photo(id)?.caption;
            Part::Caption(new.photos.iter().find(|photo| photo.caption == *caption || photo.caption.contains(&passage.exact))?.id.clone())
        }
        part => part.clone(),
    };
    let text = new.part_text(&part);
    let range = passage.find_in(&text)?;
    Passage::within(part, &text, range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        import::{keep, pasted},
        quotes::confirm,
    };

    const FIRST: &str = "Bridge closed\n\nBy Ada Ferris\n\nThe council closed the old harbour bridge on Tuesday after divers found cracks below the water.\n\n“It will open again in spring,” Mara Quill, the mayor, said in a statement.\n\n“We were never asked,” Tom Bell, a fisherman, said on the quay.\n\nFerries run every hour until the work is done, the harbour office said.";

    #[test]
    fn a_newer_capture_keeps_what_was_confirmed_and_tells_what_changed() {
        let mut draft = Draft::new("A");
        let slug = keep(&mut draft, pasted(FIRST).unwrap());
        let mut article = draft.article(&slug).unwrap();
        let ids: Vec<_> = article.quotations.iter().map(|quotation| quotation.id.clone()).collect();
        assert_eq!(confirm(&mut article, &ids, "Ada"), 3);
        article.keywords.push("harbour".into());
        draft.put_article(&slug, article);

        let newer = FIRST
            .replace("Bridge closed", "Bridge closed until spring")
            .replace("on Tuesday after divers", "on Wednesday morning after divers")
            .replace(
                "“We were never asked,” Tom Bell, a fisherman, said on the quay.",
                "Correction: an earlier version named a fisherman who had not been asked.",
            );
        let update = update(&mut draft, &slug, pasted(&newer).unwrap()).unwrap();
        let article = draft.article(&slug).unwrap();
        let kept: Vec<&str> = article.quotations.iter().map(|quotation| quotation.passages[0].exact.as_str()).collect();
        assert_eq!(kept, ["It will open again in spring,", "Ferries run every hour until the work is done"]);
        assert!(article.quotations.iter().all(|quotation| quotation.provenance.is_confirmed()));
        assert!(article.problems().is_empty(), "{:?}", article.problems());
        assert_eq!((update.gone.len(), article.extra["formerQuotation"].as_array().unwrap().len()), (1, 1));
        assert_eq!((article.keywords.as_slice(), article.captures.len()), (["harbour".to_owned()].as_slice(), 2));
        assert_ne!(article.captures[0].content_url, article.captures[1].content_url);
        let words = update.in_words().join("\n");
        for part in [
            "The headline was “Bridge closed”, is “Bridge closed until spring”.",
            "Reworded: “The council closed",
            "Removed: ““We were never",
            "Added: “Correction:",
        ] {
            assert!(words.contains(part), "{part} is not in\n{words}");
        }
        let again = super::update(&mut draft, &slug, pasted(&newer).unwrap()).unwrap();
        assert_eq!(again.in_words(), ["Nothing changed in the article."]);
    }
}
