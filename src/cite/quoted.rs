//! Words with their citation behind them: in the text, or set apart as a block.

use hayagriva::citationberg::StyleClass;

use super::{
    family::Family,
    formatted::{Formatted, Indent, Run},
    glyph::Glyph,
    item::Item,
    render::{Rendered, render},
    style::Style,
    wording::set_words,
};

/// The quoted words with what stands behind them in the text.
///
/// What the style's guide takes for long is set apart without marks; its citation comes behind the full stop.
pub fn quotation_with_citation(style: &Style, item: &Item) -> Formatted {
    let rendered = render(style, item);
    let bare = item.words.as_ref().map(|words| bare(&words.text).to_owned()).unwrap_or_default();
    let is_block = style.family().block().takes(&bare);
    let is_raised = is_raised(style, &rendered);
    let marks = style.marks();
    let glyphs: Vec<Glyph> = bare.chars().map(|letter| Glyph { letter, ..Glyph::default() }).collect();
    let words: String = set_words(&glyphs, usize::from(!is_block), &marks).iter().map(|glyph| glyph.letter).collect();
    let ends_itself = words.ends_with(['!', '?', '…']);
    let mut set = Vec::new();
    let said = |text: String| Run { text, ..Run::default() };
    let stopped = |words: &str| if ends_itself { words.to_owned() } else { format!("{}.", unstopped(words)) };
    let (open, close) = marks.at(0);
    let in_text = rendered.in_text.runs.clone();
    match (is_block, is_raised) {
        (true, true) => set.push(said(stopped(&words))),
        (true, false) => set.push(said(format!("{} ", stopped(&words)))),
        // A raised number comes behind the full stop, which stands within the mark where the language has it so.
        (false, true) if marks.punctuation_within => set.push(said(format!("{open}{}{close}", stopped(&words)))),
        (false, true) => set.push(said(format!("{open}{}{close}.", unstopped(&words)))),
        // In brackets the citation comes before it.
        (false, false) => set.push(said(format!("{open}{}{close} ", unstopped(&words)))),
    }
    set.extend(in_text);
    if !is_block && !is_raised {
        set.push(said(".".to_owned()));
    }
    if let Some(note) = rendered.note {
        set.push(said("\n1. ".to_owned()));
        set.extend(note.runs);
    }
    Formatted { runs: set, indent: if is_block { Indent::Block } else { Indent::None } }
}

/// Words without the marks around them.
fn bare(words: &str) -> &str {
    let words = words.trim();
    let inner = words.strip_prefix(['“', '‘', '„', '«', '"']).unwrap_or(words);
    let inner = inner.strip_suffix(['”', '’', '“', '»', '"']).unwrap_or(inner);
    // Marks that belong to a part of the words stay: “no” and “never”.
    let opens = |text: &str| text.matches(['“', '„', '«']).count();
    let closes = |text: &str| text.matches(['”', '»']).count();
    if opens(inner) == closes(inner) || opens(words) != closes(words) { inner.trim() } else { words }
}

/// Words without the comma or full stop that they end with in their article.
fn unstopped(words: &str) -> &str {
    words.trim_end_matches(['.', ',', ';', ':', ' '])
}

/// Whether what stands in the text is a raised number.
fn is_raised(style: &Style, rendered: &Rendered) -> bool {
    style.csl.settings.class == StyleClass::Note || rendered.in_text.runs.iter().all(|run| run.superscript || run.text.trim().is_empty())
}

/// Somebody's words as another gives them: “qtd. in” by MLA, “as cited in” by APA, “quoted in” by Chicago; numbers stay numbers.
pub(super) fn indirect(style: &Style, speaker: &str, cited: Formatted) -> Formatted {
    let words = match style.family() {
        Family::Mla => "qtd. in ".to_owned(),
        Family::Apa => format!("{speaker}, as cited in "),
        Family::Harvard => format!("{speaker}, cited in "),
        Family::Chicago => format!("{speaker}, quoted in "),
        _ => return cited,
    };
    let mut cited = cited;
    if let Some(first) = cited.runs.first_mut()
        && let Some(rest) = first.text.strip_prefix('(')
    {
        first.text = format!("({words}{rest}");
    }
    cited
}
