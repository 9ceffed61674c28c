//! What of a page is not its article, by what the page calls it: menus, comments, promotions, hidden parts.

use super::page::{Page, is_inline};

/// Why a part of a page is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noise {
    /// Scripts, styles, form fields: words that nobody reads.
    Machinery,
    /// Not shown.
    Hidden,
    /// Menus, promotions, sharing, advertisements.
    Furniture,
    /// What is mostly furniture, but may hold an article's text: a slide show, a banner.
    Frame,
    /// What lies over the page: consent, offers.
    Overlay,
    /// What readers wrote.
    Comments,
    /// Said of a picture.
    Caption,
}

impl Noise {
    const ALL: [Self; 7] = [Self::Machinery, Self::Hidden, Self::Furniture, Self::Frame, Self::Overlay, Self::Comments, Self::Caption];
}

/// What an element is by its name, its role and its classes; `None` where it may be the article.
pub(super) fn noise(page: &Page, node: usize) -> Option<Noise> {
    // Asked for the same element from many sides.
    const NOT: u8 = 1;
    match page.judged[node].get() {
        0 => {
            let found = judge(page, node);
            let number = found.and_then(|found| Noise::ALL.iter().position(|own| *own == found)).map_or(NOT, |at| at as u8 + 2);
            page.judged[node].set(number);
            found
        }
        NOT => None,
        number => Noise::ALL.get(usize::from(number) - 2).copied(),
    }
}

fn judge(page: &Page, node: usize) -> Option<Noise> {
    let tag = page.tag(node);
    if is_machinery(tag) {
        return Some(Noise::Machinery);
    }
    if tag == "figure" && is_picture(page, node) {
        return Some(Noise::Caption);
    }
    if tag == "figcaption" || tag == "caption" && page.tag(page.parent(node)) != "table" {
        return Some(Noise::Caption);
    }
    let (mut class, mut id, mut is_hidden, mut is_furniture) = ("", "", false, false);
    for (name, value) in page.attrs(node) {
        match name {
            "class" => class = value,
            "id" => id = value,
            "hidden" => is_hidden = true,
            "style" => is_hidden |= hides(value),
            "role" => {
                is_furniture |= matches!(
                    value,
                    "navigation" | "banner" | "complementary" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu" | "menubar"
                );
            }
            _ => {}
        }
    }
    if is_hidden {
        return Some(Noise::Hidden);
    }
    if is_furniture || matches!(tag, "nav" | "footer" | "aside" | "header" | "form" | "dialog" | "menu" | "address") {
        return Some(Noise::Furniture);
    }
    if (class.is_empty() && id.is_empty()) || matches!(tag, "body" | "html" | "main") {
        return None;
    }
    let named = named(class, is_inline(tag)).or_else(|| named(id, is_inline(tag)));
    // A post of a social network is called social, too; it belongs to the article.
    let named = named.filter(|_| !has_post(page, node));
    if matches!(named, Some(Noise::Frame | Noise::Furniture)) && asks_for_mail(page, node) { Some(Noise::Overlay) } else { named }
}

/// Whether a figure is there for a picture, and not for words set apart.
fn is_picture(page: &Page, node: usize) -> bool {
    let mut has_picture = false;
    for inner in node + 1..page.end(node) {
        match page.tag(inner) {
            "table" | "blockquote" | "pre" | "ul" | "ol" | "article" | "h1" | "h2" => return false,
            "img" | "picture" | "video" | "iframe" | "figcaption" | "amp-img" => has_picture = true,
            _ => {}
        }
    }
    has_picture
}

fn is_machinery(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "head"
            | "select"
            | "option"
            | "datalist"
            | "textarea"
            | "button"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "input"
            | "map"
    )
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_ascii_lowercase();
    // Words for search engines are moved out of sight.
    ["display:none", "visibility:hidden", "left:-999", "text-indent:-999", "opacity:0.0", "opacity:0;"]
        .iter()
        .any(|own| style.contains(own))
}

/// Whether a small element asks readers for their address: what it says is an offer.
fn asks_for_mail(page: &Page, node: usize) -> bool {
    page.end(node) - node < 120 && (node..page.end(node)).any(|node| page.tag(node) == "input" && page.attr(node, "type") == Some("email"))
}

/// Whether an element holds an embedded post.
fn has_post(page: &Page, node: usize) -> bool {
    (node..page.end(node)).any(|node| page.tag(node) == "blockquote" && is_post(page.attr(node, "class").unwrap_or_default()))
}

/// Whether a quote block's class is that of a network's embedded post.
pub(super) fn is_post(class: &str) -> bool {
    ["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "bluesky-embed", "mastodon-embed", "reddit-embed"]
        .iter()
        .any(|known| class.contains(known))
}

/// What a class or identifier says its element is.
fn named(names: &str, is_inline: bool) -> Option<Noise> {
    // A long row of classes is a list of settings, as themes put it on the body.
    if names.len() > 600 {
        return None;
    }
    let (mut word, mut whole, mut before) = (Short::default(), Short::default(), Short::default());
    for class in names.split_ascii_whitespace() {
        whole.clear();
        before.clear();
        let mut found = None;
        let (mut was_small, mut is_cut) = (false, false);
        for letter in class.chars().chain(std::iter::once('-')) {
            let is_bend = letter.is_uppercase() && was_small;
            if (is_bend || !letter.is_alphanumeric()) && word.length > 0 {
                let is_denied = matches!(before.get(), "no" | "has" | "with" | "without" | "hide" | "not" | "is");
                // Made-up classes such as `kXAdq` bend into short words that mean nothing.
                let is_word = word.length > 3 || !(is_bend || is_cut);
                if is_word && !is_denied && found.is_none() {
                    found = meaning(word.get(), is_inline);
                }
                std::mem::swap(&mut before, &mut word);
                word.clear();
                is_cut = is_bend;
            }
            if letter.is_alphabetic() {
                word.push(letter);
                whole.push(letter);
            }
            was_small = letter.is_lowercase();
        }
        if let Some(found) = found.or_else(|| meaning(whole.get(), is_inline)) {
            return Some(found);
        }
    }
    None
}

/// A word in small letters as long as any that means something; a longer one is none.
#[derive(Default)]
struct Short {
    letters: [u8; 24],
    length: usize,
}

impl Short {
    fn push(&mut self, letter: char) {
        let letter = if letter.is_ascii() { letter.to_ascii_lowercase() } else { letter.to_lowercase().next().unwrap_or(letter) };
        let end = self.length + letter.len_utf8();
        if let Some(place) = self.letters.get_mut(self.length..end) {
            letter.encode_utf8(place);
        }
        self.length = end;
    }

    fn clear(&mut self) {
        self.length = 0;
    }

    fn get(&self) -> &str {
        self.letters.get(..self.length).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

fn meaning(word: &str, is_inline: bool) -> Option<Noise> {
    Some(match word {
        "comment" | "comments" | "comentario" | "comentarios" | "comentários" | "kommentar" | "kommentare" | "commentaires"
        | "commenti" | "reacties" | "disqus" | "respond" | "commentlist" | "livefyre" => Noise::Comments,
        "slideshow" | "carousel" | "playlist" | "print" | "cta" | "recent" | "rating" | "ratings" | "banner" | "breaking" | "ticker"
        | "dropdown" | "tooltip" | "rollover" | "tags" | "masthead" | "toolbar" | "skip" | "copyright" | "social" | "share" | "shares"
        | "popular" | "promo" | "bio" | "flyout" | "postmeta" | "lightbox" | "piano" | "subscription" => Noise::Frame,
        "caption" | "captions" | "figcaption" => Noise::Caption,
        "credit" | "credits" if !is_inline => Noise::Caption,
        "cookie" | "cookies" | "consent" | "gdpr" | "popup" | "modal" | "optin" => Noise::Overlay,
        "hidden" | "invisible" | "offscreen" | "sronly" | "screenreadertext" | "visuallyhidden" | "noscript" => Noise::Hidden,
        "nav" | "navbar" | "navigation" | "menu" | "submenu" | "breadcrumb" | "breadcrumbs" | "breadcrums" | "footer" | "sidebar"
        | "related" | "recirc" | "recirculation" | "recommended" | "recommendation" | "recommendations" | "recommends" | "newsletter"
        | "newsletters" | "subscribe" | "signup" | "promos" | "promotion" | "promobox" | "sponsor" | "sponsored" | "sponsors" | "ad"
        | "ads" | "adv" | "advert" | "adverts" | "advertisement" | "advertising" | "adsbygoogle" | "dfp" | "sharing" | "sharebar"
        | "sharedaddy" | "addthis" | "socials" | "socialmedia" | "taglist" | "outbrain" | "taboola" | "zergnet" | "trending"
        | "mostpopular" | "byline" | "authorbio" | "pagination" | "pager" | "login" | "register" | "teaser" | "teasers" | "readmore"
        | "morestories" | "seealso" | "widget_text" | "relatedposts" | "relatedcontent" | "correlati" | "verwandte" | "upnext"
        | "donate" | "donation" | "tagcloud" => Noise::Furniture,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Option<Noise> {
        let page = Page::parse(html);
        let body = page.find(0, "body").unwrap();
        noise(&page, body + 1)
    }

    #[test]
    fn parts_are_known_by_their_names() {
        for html in ["<div class='article__relatedLinks'>", "<nav>", "<div id=most-popular>", "<div role=navigation>", "<p class='ad'>"] {
            assert!(matches!(of(html), Some(Noise::Furniture | Noise::Frame)), "{html}");
        }
        assert_eq!(of("<div style='display: none'>x</div>"), Some(Noise::Hidden));
        assert_eq!(of("<section id=comments>"), Some(Noise::Comments));
        assert_eq!(of("<div class=wp-caption-text>"), Some(Noise::Caption));
        for html in [
            "<div class='no-ads has-sidebar'>",
            "<p>",
            "<div class='social-embed'><blockquote class=twitter-tweet>",
            "<div class=headline>",
            "<p class='sc-1 hJAdqNav'>",
        ] {
            assert_eq!(of(html), None, "{html}");
        }
    }
}
