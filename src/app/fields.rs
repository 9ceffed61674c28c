//! The fields of an article, or of one of its photos, that citations are made of, as a person types them.

use crate::model::{Article, Byline, Creator, PhotoId, PublicationDate};

/// Behind the name of a body.
const BODY: &str = " (organization)";

/// The fields as they are typed; an empty one is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldValues {
    /// The photo that they are of; none for the article itself.
    pub photo: Option<PhotoId>,
    /// Who made it, one a line; bodies with “(organization)” behind the name.
    pub authors: String,
    /// The outlet, or the credit of a photo.
    pub outlet: String,
    /// When it appeared or was taken, as 2020-11-18, 2020-11 or 2020.
    pub date: String,
    /// Its address.
    pub address: String,
    /// The page of a printed issue.
    pub page: String,
}

impl FieldValues {
    /// Those of an article, or of a photo in it.
    pub fn of(article: &Article, photo: Option<&PhotoId>) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        match photo.and_then(|id| article.photo(id)) {
            Some(photo) => Self {
                photo: Some(photo.id.clone()),
                authors: photo.creator.as_ref().map(line).unwrap_or_default(),
                outlet: text(&photo.credit_text),
                date: photo.date_created.map(|date| date.to_string()).unwrap_or_default(),
                ..Self::default()
            },
            None => Self {
                photo: None,
                authors: article.byline.0.iter().map(line).collect::<Vec<_>>().join("\n"),
                outlet: text(&article.publisher),
                date: article.date_published.map(|date| date.to_string()).unwrap_or_default(),
                address: text(&article.url),
                page: text(&article.pagination),
            },
        }
    }

    /// What is wrong with what was typed, in a sentence.
    pub fn problem(&self) -> Option<String> {
        let date = self.date.trim();
        (!date.is_empty() && date.parse::<PublicationDate>().is_err())
            .then(|| format!("“{date}” is no date. Write 2020-11-18, 2020-11 or 2020, or leave it empty."))
    }

    /// Puts them into an article; whether anything changed.
    pub fn put(&self, article: &mut Article) -> bool {
        let text = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        let date = self.date.trim().parse::<PublicationDate>().ok();
        let before = Self::of(article, self.photo.as_ref());
        if before == *self || self.problem().is_some() {
            return false;
        }
        match &self.photo {
            Some(id) => {
                let Some(photo) = article.photos.iter_mut().find(|photo| photo.id == *id) else { return false };
                if before.authors != self.authors {
                    photo.creator = self.authors.lines().find_map(|line| creator(line, photo.creator.as_slice()));
                }
                photo.credit_text = text(&self.outlet);
                if before.date != self.date {
                    photo.date_created = date;
                }
            }
            None => {
                if before.authors != self.authors {
                    let known = std::mem::take(&mut article.byline.0);
                    article.byline = Byline(self.authors.lines().filter_map(|line| creator(line, &known)).collect());
                }
                article.publisher = text(&self.outlet);
                article.url = text(&self.address);
                article.pagination = text(&self.page);
                if before.date != self.date {
                    article.date_published = date;
                }
            }
        }
        true
    }
}

fn line(creator: &Creator) -> String {
    match creator {
        Creator::Person { name, .. } => name.clone(),
        Creator::Organization { name, .. } => format!("{name}{BODY}"),
    }
}

/// Whom a line names; what was known of somebody stays.
fn creator(typed: &str, known: &[Creator]) -> Option<Creator> {
    let typed = typed.trim();
    if let Some(same) = known.iter().find(|creator| line(creator) == typed) {
        return Some(same.clone());
    }
    match typed.strip_suffix(BODY.trim()) {
        Some(body) if !body.trim().is_empty() => Some(Creator::organization(body.trim())),
        _ => Some(Creator::person(typed)).filter(|_| !typed.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_put_into_the_article_and_what_was_known_stays() {
        let mut article = Article::new("Bridge closed");
        article.byline = Byline(vec![Creator::organization("Harbour Desk")]);
        let mut values = FieldValues::of(&article, None);
        assert!(!values.put(&mut article), "nothing was typed");
        values.authors.push_str("\nAda Ferris");
        values.date = "18 Nov".into();
        assert!(values.problem().is_some() && !values.put(&mut article));
        values.date = "2020-11".into();
        assert!(values.put(&mut article));
        assert_eq!(article.byline.0, [Creator::organization("Harbour Desk"), Creator::person("Ada Ferris")]);
        assert_eq!(article.date_published.map(|date| date.to_string()).as_deref(), Some("2020-11"));
    }
}
