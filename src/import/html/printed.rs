//! The words in a picture's frame: which of them are its caption, and which its credit.

use super::{
    caption::{self, Said},
    noise::{Noise, noise},
    page::{Page, is_inline, tidy},
};
use crate::import::pattern::Pattern;

/// How long a caption may be, in letters.
const LONGEST: usize = 1_200;

/// What words in a figure are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Caption,
    Credit,
    /// Of a picture, but nobody says what.
    Loose,
    None,
}

/// The words in a picture's frame, as they are read.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) caption: String,
    pub(super) credit: String,
    pub(super) loose: String,
}

impl Words {
    /// Gathers the words of captions and credits in an element; all of its words, where it is there for nothing but a picture.
    pub(super) fn of(page: &Page, frame: usize, takes_all: bool) -> Self {
        let mut words = Self::default();
        words.take(page, frame, takes_all);
        words
    }

    /// Adds those of another element.
    pub(super) fn take(&mut self, page: &Page, frame: usize, takes_all: bool) {
        let mut at = frame;
        let mut roles: Vec<(usize, Role)> = vec![(page.end(frame), if takes_all { Role::Loose } else { Role::None })];
        while at < page.end(frame) {
            while roles.len() > 1 && roles.last().is_some_and(|(end, _)| *end <= at) {
                roles.pop();
            }
            let role = roles.last().map_or(Role::None, |(_, role)| *role);
            if let Some(text) = page.text(at) {
                match role {
                    Role::Credit => self.credit.push_str(text),
                    Role::Caption => self.caption.push_str(text),
                    Role::Loose => self.loose.push_str(text),
                    Role::None => {}
                }
                at += 1;
                continue;
            }
            let tag = page.tag(at);
            if matches!(tag, "script" | "style" | "noscript" | "button" | "svg" | "template" | "select" | "iframe")
                || (at != frame && is_unread(page, at))
            {
                // For those who listen, some pages say what the words behind it are.
                if role != Role::Credit && page.end(at) - at < 12 && caption::announces_credit(&page.words(at)) {
                    roles.push((page.end(page.parent(at)), Role::Credit));
                }
                at = page.end(at);
                continue;
            }
            // Elements that a style sets apart need no space between them.
            let so_far = match role {
                Role::Credit => &self.credit,
                Role::Caption => &self.caption,
                _ => &self.loose,
            };
            let is_apart = matches!(tag, "span" | "small" | "em" | "i") && so_far.ends_with(['.', '!', '?', '”', ')', '"']);
            if !is_inline(tag) || is_apart {
                match role {
                    Role::Credit => self.credit.push(' '),
                    Role::Caption => self.caption.push(' '),
                    _ => self.loose.push(' '),
                }
            }
            let own = role_of(page, at);
            if let Some(own) = own.filter(|own| role != Role::Credit && *own != role) {
                match own {
                    Role::Credit => self.credit.push(' '),
                    _ => self.caption.push(' '),
                }
                roles.push((page.end(at), own));
            }
            at += 1;
        }
        if takes_all && self.caption.trim().is_empty() {
            std::mem::swap(&mut self.caption, &mut self.loose);
        }
    }

    /// As caption and credit; nothing, where they are too many or offer something.
    pub(super) fn said(&self) -> Said {
        let caption = tidy(&self.caption);
        if caption.chars().count() > LONGEST {
            return Said::default();
        }
        // Magazines offer themselves in figures, too.
        static OFFER: Pattern = Pattern::new(r"(?i)\b(?:subscribe|newsletter|sign up)\b");
        if OFFER.is_in(&caption) {
            return Said::default();
        }
        let credit = tidy(&self.credit);
        caption::part(&caption, Some(credit.as_str()).filter(|credit| !credit.is_empty()))
    }
}

/// What an element near a picture is called.
fn role_of(page: &Page, node: usize) -> Option<Role> {
    match page.tag(node) {
        "figcaption" => {
            return Some(if page.attr(node, "class").is_some_and(|class| class.to_ascii_lowercase().contains("credit")) {
                Role::Credit
            } else {
                Role::Caption
            });
        }
        "cite" => return Some(Role::Credit),
        _ => {}
    }
    if let Some(property) = page.attr(node, "itemprop") {
        match property {
            "copyrightHolder" | "creditText" | "copyrightNotice" | "author" | "creator" => return Some(Role::Credit),
            _ if property.split(' ').any(|property| matches!(property, "caption" | "description")) => return Some(Role::Caption),
            _ => {}
        }
    }
    let class = page.attr(node, "class")?;
    let mut found = None;
    for word in class.to_ascii_lowercase().split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let is_credit = ["credit", "copyright", "photographer", "attribution", "courtesy"].iter().any(|own| word.contains(own))
            || matches!(word, "source" | "byline" | "agency" | "rights");
        if is_credit {
            // “image-caption-credit” is a credit, “caption-and-credit” holds both.
            return Some(if class.contains("aption") && class.contains("and") { Role::Caption } else { Role::Credit });
        }
        if ["caption", "cutline", "bildunterschrift", "legend"].iter().any(|own| word.contains(own))
            || matches!(word, "description" | "dek")
        {
            found = Some(Role::Caption);
        }
    }
    found
}

/// Whether a reader does not see an element's words, or they only work the page.
fn is_unread(page: &Page, node: usize) -> bool {
    if noise(page, node) == Some(Noise::Hidden) {
        return true;
    }
    let class = page.attr(node, "class").unwrap_or_default().to_ascii_lowercase();
    class.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| {
        matches!(
            word,
            "truncated"
                | "off"
                | "offscreen"
                | "icon"
                | "share"
                | "social"
                | "expand"
                | "enlarge"
                | "toggle"
                | "zoom"
                | "buy"
                | "nav"
                | "counter"
                | "count"
                | "close"
                | "control"
                | "controls"
                | "duration"
        )
    }) || matches!(page.attr(node, "role"), Some("button"))
}
