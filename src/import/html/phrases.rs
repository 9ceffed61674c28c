//! Words that pages put around articles, in the languages that newspapers are most often saved in.

use crate::import::pattern::Pattern;

/// A line that is a label of the page and nothing else.
static LABEL: Pattern = Pattern::new(
    r"(?ix)^\W*(?:
      advert(?:isement)?s?|ads?|anzeige|werbung|publicit[ée]|publicidade?|pubblicit[àa]|iklan|реклама|annons|reklame|reclame|광고|広告
    | (?:sponsored|promoted)(?:\ (?:content|links?|by))?
    | close|open|caption|expand|collapse|video|photos?|audio|gallery|play|replay|mute|pause|next|prev(?:ious)?|back(?:\ to\ \w+)?
    | share|tweet|pin|print|e-?mail|facebook|twitter|whatsapp|linkedin|pinterest|reddit|copy\ link|save
    | share\ (?:this|on|via)\b.{0,40} | sharing\ is\ caring | \d+\ ?shares? | \d*\ ?comments?
    | (?:view|see|read|show|post|leave|write|add|load)\ (?:all\ |a\ |more\ |the\ )?comments?
    | (?:continue\ reading|story\ continues|article\ continues|scroll|swipe|keep\ reading)\b.{0,50}
    | loading.{0,20}|read\ more|learn\ more|see\ more|show\ (?:more|less)|more|see\ (?:full\ )?gallery|view\ gallery|mehr|weiterlesen|leia\ mais
    | \d+\ ?(?:of|/|de|von|sur)\ ?\d+
    | this\ slideshow\ requires\ javascript | .{0,40}(?:enable|requires?)\ javascript.{0,60}
    | reuse\ this\ content|topics?|tags?|advertise\ with\ us|recommended|related
    | (?:tempo\ de\ leitura|lesezeit|temps\ de\ lecture|tiempo\ de\ lectura|reading\ time|read\ time|read)\W+\d+\ \w+(?:\ read)?
    | \d+[\ -]min(?:ute)?s?\W*(?:read|de\ leitura|de\ lectura|de\ lecture|lesezeit)?
    )\W*$",
);

/// A line that leads to another article.
static PROMOTION: Pattern = Pattern::new(
    r"(?ix)^\W*(?:related(?:\ (?:stor(?:y|ies)|articles?|news|content|reading|links?|coverage|video|posts?|topics?))?|read(?:\ (?:also|more|next|this|now|on))?
    |also(?:\ (?:read|see|on))?|see(?:\ (?:also|more|related))?|more(?:\ (?:from|on|stories|news|here|coverage))?|watch(?:\ (?:now|also|more))?|listen|subscribe|sign\ up|you\ (?:may|might)\ (?:also\ )?(?:like|enjoy)|don['’]?t\ miss|just\ in
    |in\ case\ you\ missed(?:\ it)?|up\ next|recommended|check\ out|click\ (?:here|to)|explore|discover|leia(?:\ (?:mais|tamb[ée]m))?|veja(?:\ tamb[ée]m)?|saiba\ mais|lea(?:\ tambi[ée]n)?|vea\ tambi[ée]n
    |mehr(?:\ (?:zum\ thema|dazu|lesen))?|lesen\ sie\ (?:auch|hier|mehr)|siehe\ auch|lire(?:\ aussi)?|à\ lire|leggi(?:\ anche)?|lees\ ook|l[äa]s\ (?:mer|ocks[åa])|l[æe]s\ (?:også|mere)|les\ (?:også|mer)|lue\ myös|czytaj\ (?:te[żz]|tak[żz]e|wi[ęe]cej)|čtěte\ také|zobacz\ te[żz]|olvass(?:a\ el|on)|ayr[ıi]ca\ oku|baca(?:\ juga)?|xem\ thêm|διαβάστε(?:\ (?:επίσης|ακόμη))?|читайте\ (?:также|ещё)|читайте\ також)
    \ ?(?:\b|:)
    | ^\W*(?:関連記事|関連ニュース|あわせて読みたい|相关(?:新闻|阅读|报道|链接)|推荐阅读|延伸閱讀|相關新聞|관련\ ?기사|اقرأ\ أيضا|اقرأ\ أيض[اً]+|إقرأ\ أيضا|קראו\ גם|यह\ भी\ पढ़ें|بیشتر\ بخوانید)",
);

/// A line below an article that speaks of the page, its writer or its subscription.
static TAIL: Pattern = Pattern::new(
    r"(?ix)
      ^\W*(?:follow|like|find|join)\ (?:us|me|him|her|them|@|[\p{Lu}][\w.]+(?:\ [\p{Lu}][\w.]+)*\ on)\b
    | \bfollow\ (?:us|him|her|them|me|@?\w+)\ on\ (?:twitter|facebook|instagram|linkedin|x\b)
    | ^\W*(?:sign\ up|subscribe|get\ (?:the|our|all|more|access|unlimited)|download\ (?:the|our)|click\ here|have\ a\ (?:tip|story|question|news\ tip)|got\ a\ (?:tip|story|news\ tip)|send\ (?:tips|your|us)|want\ (?:more|to\ (?:read|get|receive)))\b
    | ^\W*(?:filed\ under|posted\ in|published\ in|categor(?:y|ies)|tags?|topics?|source|sources|labels?|fonte|quelle|keywords?|image\ credits?|photo\ credits?|featured\ image|copyright|©|\(c\))\W
    | ^\W*(?:this|the)\ (?:article|story|post|piece|column|report|content|review)\ (?:was\ )?(?:originally|first)\b | ^\W*(?:originally|first)\ (?:published|appeared|posted)\b
    | ^\W*(?:last\ )?(?:updated|modified|published|posted)(?:\ (?:at|on))?\W{1,3}[\d(]
    | \ball\ rights\ reserved\b | \bmay\ not\ be\ (?:published|reproduced|copied)\b
    | \b(?:can|may)\ be\ (?:reached|contacted|followed)\ (?:at|on|by|via)\b | ^\W*(?:contact|e-?mail|write\ to|reach|tweet\ at)\ .{0,60}@
    | \bclick\ here\b | ^\W*(?:like|enjoy(?:ed)?|love)\ this\ (?:story|article|post|piece)\b | \bletters?\ to\ the\ editor\b
    | ^\W*(?:reporting|additional\ reporting|writing|editing|compiled|produced|edited)\ by\ \p{Lu} | ^\W*our\ standards\W
    | ^\W*find\ this\ (?:article|story)\ at\b | ^\W*(?:责任编辑|责编|編輯|编辑|責任編輯|来源|文章来源)\s*[:：]
    | ^\W*(?:listen\ to\ .{3,60}\ (?:live|back)|watch\ .{3,40}\ live)\b
    | \b(?:your\ inbox|our\ newsletters?|(?:daily|weekly|free)\ (?:email\ )?newsletter)\b
    | \b(?:is|are)\ (?:an?|the)\ .{0,60}\b(?:reporter|writer|editor|columnist|journalist|correspondent|contributor|freelancer?|blogger|producer|curator|author)\b.{0,160}$
    | \b(?:views|opinions)\b.{0,80}\b(?:author|writer)s?['’]?\b.{0,40}\b(?:own|alone)\b
    ",
);

/// Whether a line is only a label such as “Advertisement”.
pub(super) fn is_label(words: &str) -> bool {
    (words.len() <= 60 || words.len() <= 160 && words.contains("avascript") || words.len() <= 160 && words.contains("avaScript"))
        && LABEL.is_in(words)
}

/// Whether a line begins as those do that lead to another article.
pub(super) fn is_promotion(words: &str) -> bool {
    PROMOTION.is_in(words)
}

/// Whether a short line opens what a firm or a writer says of itself: “About the author”.
pub(super) fn is_about(words: &str) -> bool {
    static ABOUT: Pattern = Pattern::new(
        r"^\W*(?:(?i:about the (?:author|writer|company|reporter)s?)|(?:About|ABOUT|Über|À propos de|Sobre) \p{Lu}\S*(?: \p{Lu}\S*){0,3})\W*$",
    );
    words.len() <= 60 && ABOUT.is_in(words)
}

/// Whether a line is only what stands above links to other articles: “Related stories”.
pub(super) fn is_opener(words: &str) -> bool {
    words.split_whitespace().count() <= 3 && !words.ends_with(['.', '!', '?']) && is_promotion(words)
}

/// Whether a line at the end of an article speaks of the page and not of the matter.
pub(super) fn is_tail(words: &str) -> bool {
    words.len() <= 900 && TAIL.is_in(words)
}

/// Whether a line is a plugin's command that nobody carried out, such as `[gallery ids="1"]`.
pub(super) fn is_command(words: &str) -> bool {
    static COMMAND: Pattern = Pattern::new(r"^\[/?[a-z][a-z_-]*(?: +[a-z_-]+ ?=[^\]]*)?\]");
    COMMAND.is_in(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_say_of_themselves_is_known() {
        for line in [
            "Advertisement",
            "WERBUNG",
            "Share this on the harbour wall",
            "Read more",
            "3 of 12",
            "4 min read",
            "Tempo de leitura: 1 minuto",
        ] {
            assert!(is_label(line), "{line}");
        }
        for line in ["The advertisement was removed.", "More than forty boats sank", "Video shows the bridge"] {
            assert!(!is_label(line), "{line}");
        }
        assert!(
            is_promotion("Related: The bridge of 1904") && is_promotion("READ MORE ON FERRIES") && is_promotion("Leia também: a ponte")
        );
        assert!(!is_promotion("Relatedness is a word."));
        for line in
            ["Follow Ada Ferris on Twitter", "© 2020 Harbour Gazette", "Tom Bell is a reporter at the Gazette.", "Filed under: Harbour"]
        {
            assert!(is_tail(line), "{line}");
        }
        for line in ["She followed the river to its mouth.", "The council first published the plan in May."] {
            assert!(!is_tail(line), "{line}");
        }
        assert!(is_about("About the author") && is_about("About Quill Media:") && !is_about("About forty boats sank"));
        assert!(is_command("[button link=”x” type=”big”] Send") && !is_command("[Laughter] and more"));
    }
}
