//! Names that one part of an archive uses for another.

use std::{fmt, str::FromStr};

use deunicode::deunicode_with_tofu_cow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The name of an article or lesson inside its archive; also its folder's name.
///
/// One to 80 of `a`–`z`, `0`–`9` and `-`, neither first nor last a `-`: safe as a file name on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Slug(#[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$"))] String);

/// Why a text is no [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not usable as a name: use 1 to 80 of the letters a–z, digits and hyphens, with no hyphen at either end.")]
pub struct SlugError(pub String);

impl Slug {
    /// The longest slug, in characters.
    pub const LONGEST: usize = 80;

    /// Makes a slug out of any title: lower case, words joined by hyphens, cut at a word.
    ///
    /// Other letters than a–z are written with those, whatever their script; a title without any becomes `untitled`.
    pub fn from_title(title: &str) -> Self {
        let mut slug = String::new();
        // Composed first: an accent that is a character of its own stands for nothing.
        let title: String = title.nfc().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | 'ʼ')).collect();
        // What stands for a soft sign, or for a letter that Latin does not have, parts no word either.
        let title = deunicode_with_tofu_cow(&title, " ").replace('\'', "");
        for word in title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            let hyphen = usize::from(!slug.is_empty());
            if slug.len() + hyphen + word.len() > 60 {
                if slug.is_empty() {
                    slug.push_str(&word[..60]);
                }
                break;
            }
            if hyphen == 1 {
                slug.push('-');
            }
            slug.push_str(word);
        }
        if slug.is_empty() {
            slug.push_str("untitled");
        }
        Self(slug.to_ascii_lowercase())
    }

    /// The same slug with a number behind it, for the second article of the same title.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let suffix = format!("-{number}");
        let kept = self.0.len().min(Self::LONGEST - suffix.len());
        Self(format!("{}{suffix}", self.0[..kept].trim_end_matches('-')))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        let usable = (1..=Self::LONGEST).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if usable { Ok(Self(text.to_owned())) } else { Err(SlugError(text.to_owned())) }
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Defines a named text: an identifier that is only compared.
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Takes any text as the identifier.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(super) use text_id;

text_id! {
    /// Names a photo within its article, such as `p1`.
    PhotoId
}
text_id! {
    /// Names a quotation within its article, such as `q3`.
    QuotationId
}
text_id! {
    /// Names a speaker within its archive, such as `christopher-krebs`.
    SpeakerId
}
text_id! {
    /// Names a source within its article, such as `s2`.
    SourceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_slug_cut_at_a_word() {
        for (title, slug) in [
            ("Trump Fires Director", "trump-fires-director"),
            ("‘Remove him now’: why", "remove-him-now-why"),
            ("Ünï", "uni"),
            ("Bru\u{308}cke gesperrt – für immer?", "brucke-gesperrt-fur-immer"),
            ("Мост закрыт: «это был сильный шторм»", "most-zakryt-eto-byl-silnyi-shtorm"),
            ("日本", "ri-ben"),
            ("— … —", "untitled"),
            ("Krebs's", "krebss"),
        ] {
            assert_eq!(Slug::from_title(title).as_str(), slug);
        }
        let long = Slug::from_title(&"word ".repeat(40));
        assert!(long.as_str().len() <= 60 && long.as_str().ends_with("word"));
        assert_eq!(Slug::from_title(&"x".repeat(200)).as_str().len(), 60);
        assert_eq!(Slug::from_title("a b").numbered(2).as_str(), "a-b-2");
    }

    #[test]
    fn unsafe_names_are_refused() {
        for bad in ["", "..", "a/b", "A", "-a", "a-", "a b", "é"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }
}
