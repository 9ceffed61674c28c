//! Which outlet published a page, its language, its address.

use super::{
    headline::likeness,
    page::Page,
    said::{Said, words},
    site::{host, plain},
};

/// The outlet: what its structured data, its meta elements and its title agree on.
pub(super) fn publisher(page: &Page, said: &Said, address: Option<&str>) -> Option<String> {
    let domain = address.and_then(host).map(|host| squeezed(name_of(host)));
    let structured = said
        .article()
        .and_then(|article| article.get("publisher"))
        .and_then(|publisher| said.resolve(publisher).and_then(|object| object.get("name")).or(Some(publisher)))
        .and_then(words)
        .filter(|name| !name.starts_with("http"));
    let marked = said.property(page, "publisher").filter(|name| !name.starts_with("http") && name.chars().count() < 60);
    let site = said.meta(&["og:site_name"]).map(str::to_owned);
    let others = ["application-name", "publisher", "dc.publisher", "dcterms.publisher", "cre", "copyright", "apple-mobile-web-app-title"];
    let mut candidates: Vec<String> = [site, structured, marked].into_iter().flatten().collect();
    candidates.extend(
        ["WebSite", "NewsMediaOrganization", "Organization"].iter().filter_map(|kind| said.object(kind)?.get("name").and_then(words)),
    );
    candidates.extend(others.iter().filter_map(|name| said.meta(&[name]).map(str::to_owned)));
    candidates.extend(suffix(page, said));
    candidates.extend(logo(page));
    let candidates: Vec<String> = candidates
        .into_iter()
        .map(|name| outlet(&name))
        .filter(|name| name.chars().any(char::is_alphabetic) && name.split_whitespace().count() <= 8)
        .collect();
    let votes = |name: &String| {
        let own = squeezed(name);
        let agreed = candidates.iter().filter(|other| squeezed(other) == own).count() as f64;
        let like = candidates.iter().map(|other| likeness(&plain(name), &plain(other))).sum::<f64>();
        let at_home = domain.as_ref().is_some_and(|domain| is_domain_of(domain, name, &own));
        agreed + 0.3 * like + if at_home { 2.0 } else { 0.0 }
    };
    let mut best: Option<(f64, &String)> = None;
    for name in &candidates {
        let score = votes(name);
        if best.is_none_or(|(other, _)| score > other + 0.01) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name.clone()).or_else(|| address.and_then(host).map(str::to_owned))
}

/// A name without what a site adds: a slogan, “Online”, the name of its company's form.
fn outlet(name: &str) -> String {
    let mut name = name.trim().trim_start_matches(['©', '@', ' ']).to_owned();
    for mark in [" | ", " - ", " – ", " — ", ": "] {
        if let Some((first, _)) = name.split_once(mark) {
            name = first.trim().to_owned();
        }
    }
    name
}

/// Whether a domain is made of a name: its letters, its initials, or its first word.
fn is_domain_of(domain: &str, name: &str, own: &str) -> bool {
    let short = own.strip_prefix("the").filter(|rest| rest.len() > 2).unwrap_or(own);
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    domain == own
        || domain == short
        || own.starts_with(domain) && domain.len() >= 4
        || domain.starts_with(short) && short.len() >= 4
        || (domain == initials && domain.len() >= 3)
}

fn name_of(host: &str) -> &str {
    let own = super::site::family(host);
    own.split('.').next().unwrap_or(own)
}

fn squeezed(name: &str) -> String {
    let plain = plain(name);
    let squeezed = plain.replace(' ', "");
    for ending in ["com", "org", "net", "couk"] {
        if let Some(rest) = squeezed.strip_suffix(ending).filter(|rest| rest.len() > 3) {
            return rest.to_owned();
        }
    }
    squeezed
}

/// What stands behind the last mark of the title, where the headline stands before it.
pub(super) fn suffix(page: &Page, said: &Said) -> Option<String> {
    let title = said.title.as_deref()?;
    // What the page calls its article stands before it, whatever parts them.
    let printed = page.find(0, "h1").map(|node| page.words(node)).filter(|words| words.contains(' '));
    let own = [said.text("headline"), said.meta(&["og:title", "twitter:title"]).map(str::to_owned), printed];
    let behind = own.into_iter().flatten().find_map(|own| {
        let rest = title.strip_prefix(own.trim())?.trim();
        let name = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        (name.len() < rest.len() && !name.contains([':', '|'])).then(|| name.trim().to_owned())
    });
    if let Some(behind) = behind.filter(|behind| !behind.is_empty() && behind.split_whitespace().count() <= 5) {
        return Some(behind);
    }
    let eastern = |letter: char| ('\u{3040}'..='\u{9fff}').contains(&letter) || ('\u{ac00}'..='\u{d7a3}').contains(&letter);
    if title.contains(eastern)
        && let Some((_, behind)) = title.rsplit_once(['｜', '_', '|', '－', '—', '丨'])
        && !behind.trim().is_empty()
    {
        return Some(behind.trim().to_owned());
    }
    [" | ", " - ", " – ", " — ", " :: ", " « ", " • ", " · "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .map(|(_, behind)| behind.trim())
        .filter(|behind| behind.split_whitespace().count() <= 5 && !behind.is_empty())
        .min_by_key(|behind| behind.len())
        .map(str::to_owned)
}

/// What the picture of the home link says.
fn logo(page: &Page) -> Option<String> {
    for node in 0..page.len().min(4_000) {
        if page.tag(node) != "a" || !page.attr(node, "href").is_some_and(is_home) {
            continue;
        }
        let alt = (node..page.end(node)).find(|node| page.tag(*node) == "img").and_then(|node| page.attr(node, "alt"));
        let text = alt.map(str::to_owned).unwrap_or_else(|| page.words(node));
        let text = text.trim().trim_end_matches([' ']).to_owned();
        let is_name = (1..=5).contains(&text.split_whitespace().count()) && !HOME.contains(&plain(&text).as_str());
        if is_name {
            return Some(text.trim_end_matches(" logo").trim_end_matches(" Logo").to_owned());
        }
    }
    None
}

/// What a link to the first page says where it does not say whose it is.
const HOME: &[&str] = &[
    "home",
    "homepage",
    "home page",
    "logo",
    "skip to content",
    "menu",
    "main",
    "start",
    "startseite",
    "hauptseite",
    "accueil",
    "inicio",
    "portada",
    "início",
    "inicial",
    "capa",
    "prima pagina",
    "forside",
    "forsiden",
    "hem",
    "startsida",
    "etusivu",
    "strona główna",
    "domů",
    "főoldal",
    "ana sayfa",
    "anasayfa",
    "beranda",
    "trang chủ",
    "αρχική",
    "главная",
    "головна",
    "الرئيسية",
    "ראשי",
    "首页",
    "首頁",
    "ホーム",
    "홈",
];

fn is_home(href: &str) -> bool {
    href == "/" || host(href).is_some() && href.trim_end_matches('/').matches('/').count() == 2
}

/// The page's own address.
pub(super) fn address(said: &Said) -> Option<String> {
    let structured = said.article().and_then(|article| {
        let main =
            article.get("mainEntityOfPage").and_then(|main| main.as_str().map(str::to_owned).or_else(|| main.get("@id").and_then(words)));
        main.or_else(|| article.get("url").and_then(words))
    });
    [said.canonical.clone(), said.meta(&["og:url", "twitter:url", "parsely-link"]).map(str::to_owned), structured]
        .into_iter()
        .flatten()
        .map(|address| address.trim().to_owned())
        .find(|address| host(address).is_some_and(|host| host.contains('.')))
        .map(|address| if address.starts_with("//") { format!("https:{address}") } else { address })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Option<String> {
        let page = Page::parse(html);
        let said = Said::of(&page);
        publisher(&page, &said, address(&said).as_deref())
    }

    #[test]
    fn the_outlet_is_what_most_of_the_page_agrees_on() {
        let address = "<link rel=canonical href='https://www.harbourgazette.example/a'>";
        assert_eq!(
            of(&format!("{address}<title>Bridge – Harbour Gazette</title><meta name=publisher content='Quill Media Ltd'>")).as_deref(),
            Some("Harbour Gazette")
        );
        assert_eq!(of(&format!("{address}<meta property=og:site_name content='The Gazette'>")).as_deref(), Some("The Gazette"));
        assert_eq!(of(address).as_deref(), Some("harbourgazette.example"));
        assert_eq!(of("<p>x"), None);
    }
}
