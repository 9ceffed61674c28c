//! A picture with what is said of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Creator, Extra, PhotoId, PublicationDate};

/// A picture with its caption and credit (schema.org ImageObject; IPTC Photo Metadata).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// Names it within its article.
    #[serde(rename = "@id", alias = "id")]
    pub id: PhotoId,
    /// The file, relative to the article's folder, such as `media/launch.jpg`; nothing where only the caption is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_url: Option<String>,
    /// What kind of picture it is where it is no photograph, such as `map`, `chart`, `drawing` (schema.org genre).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// The words under it (IPTC Description).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// What it shows, for those who cannot see it (IPTC Alt Text).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// Who made it (IPTC Creator).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<Creator>,
    /// The credit as it must be printed (IPTC Credit Line).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<String>,
    /// Who holds the rights (IPTC Copyright Notice).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    /// Who supplied it (IPTC Source).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// The licence, as an address or in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// When it was made (IPTC Date Created).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_created: Option<PublicationDate>,
    /// What place it shows (IPTC Location Shown).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_location: Option<String>,
    /// Width in pixels, as stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels, as stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Photo {
    /// What to call it in a list: the caption, else the alt text, else the file's name.
    pub fn title(&self) -> &str {
        [Some(self.caption.as_str()), self.alternate_name.as_deref(), self.content_url.as_deref()]
            .into_iter()
            .flatten()
            .find(|text| !text.trim().is_empty())
            .unwrap_or("Photo without a caption")
    }
}
