//! Named or anonymous?

use std::collections::BTreeMap;

use super::{
    Lacking,
    build::{Around, Builder, choose, pairs, write},
    pick::{Voice, best_of_each, lower, quoted, sentence_of, voices},
};
use crate::model::{Anonymous, Answer, Exercise, Extra, Highlight, Marked, Part, Passage, Question, Right, SourceCheck, Speaker, Unit};

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let anonymous = |voice: &Voice<'_>| matches!(voice.speaker, Speaker::Anonymous(_));
    let has_reason = |voice: &Voice<'_>| matches!(voice.speaker, Speaker::Anonymous(who) if who.anonymity_reason.is_some());
    // An article that has both kinds teaches more than one with many of one kind; one that gives the reason, more than one that does not.
    let found = shelf
        .articles
        .iter()
        .map(|(slug, article)| (*slug, voices(shelf, slug, article)))
        .filter(|(_, all)| all.iter().any(anonymous) && !all.iter().all(anonymous))
        .rev()
        .max_by_key(|(_, all)| (all.iter().any(has_reason), all.len()));
    let Some((slug, all)) = found else {
        return Err(Lacking(
            "It needs an article that quotes somebody without a name beside somebody with one; none here does. Add such an article, or mark a speaker as not named.".to_owned(),
        ));
    };
    b.read(slug);
    let Some(voice) = all.iter().filter(|voice| anonymous(voice)).max_by_key(|voice| has_reason(voice)) else { return Ok(()) };
    let Speaker::Anonymous(who) = voice.speaker else { return Ok(()) };

    let mut telling = best_of_each(&all, 6);
    if !telling.iter().any(anonymous) {
        telling.insert(0, voice.clone());
    }
    let items: Vec<_> = telling.iter().map(|voice| (quoted(&voice.text), None, vec![usize::from(anonymous(voice))])).collect();
    let (exercise, right) = pairs(&items, &["Somebody with a name".to_owned(), "Somebody who is not named".to_owned()]);
    b.task(
        "Who stands by these words with a name? Sort the quotations.",
        Vec::new(),
        (Exercise::Sort(exercise), right),
        Around {
            hint: "“An official”, “people familiar with the matter”: that is a description, not a name. An organization’s name counts as a name.".into(),
            explanation: telling.iter().map(|voice| format!("{} is said by {} ({}).", quoted(&voice.text), voice.speaker.name(), voice.place())).collect::<Vec<_>>().join(" "),
            ..Around::default()
        },
    );
    where_it_is_said(b, voice, who);
    what_is_told(b, voice, who);
    weigh(b, voice, who);
    stronger(b, voice);
    b.task(
        format!("You are the editor. Would you have printed {} without a name? Give a reason for and one against, then decide.", quoted(&voice.text)),
        Vec::new(),
        write(6, 90),
        Around {
            hint: "What could happen to this person if the name were known? What could a person say who never has to answer for it?".into(),
            expected: format!(
                "A reason for (what readers would not know otherwise; what the person risks), one against (nobody can check or contradict {}), and a decision that follows from them.",
                lower(&who.description)
            ),
            rubric: [
                "Nothing, or only yes or no.",
                "A decision with one reason.",
                "A reason for and one against.",
                "Both reasons, and a decision that follows from them.",
                "Both reasons tied to what this article says of the source, and a decision that follows.",
            ],
            ..Around::default()
        },
    );
    Ok(())
}

/// The passage of the article that has the reason, or else the description.
fn told(voice: &Voice<'_>, who: &Anonymous) -> Option<(Passage, bool)> {
    let text = voice.article.plain_text();
    let find = |words: &str| {
        let words = Passage { exact: words.trim().to_owned(), start: voice.start(), ..Passage::default() };
        let range = words.find_in(&text)?;
        Passage::within(Part::Body, &text, range.start, range.end)
    };
    who.anonymity_reason
        .as_deref()
        .and_then(find)
        .map(|passage| (passage, true))
        .or_else(|| find(&who.description).map(|passage| (passage, false)))
        .or_else(|| voice.quotation.passages.first().map(|passage| (passage.clone(), false)))
}

fn where_it_is_said(b: &mut Builder<'_>, voice: &Voice<'_>, who: &Anonymous) {
    let Some((passage, has_reason)) = told(voice, who) else { return };
    let Some(sentence) = sentence_of(voice.article, &passage) else { return };
    let ask = if has_reason {
        format!("Under which condition did {} speak? Mark the sentence that says so.", lower(&who.description))
    } else {
        format!("All that we learn about {} stands in one sentence. Mark it.", lower(&who.description))
    };
    let explanation = if has_reason {
        format!("{} ({}): {}", quoted(&passage.exact), super::pick::place(voice.article, Some(&passage)), sentence.exact)
    } else {
        format!("{} The article gives no reason for leaving out the name.", sentence.exact)
    };
    let highlight = Highlight {
        article: voice.slug.clone(),
        what: Marked::Source,
        unit: Unit::Sentence,
        claim: None,
        count: Some(1),
        extra: Extra::new(),
    };
    b.task(
        ask,
        Vec::new(),
        (Exercise::Evidence(highlight), Right::Passages { passages: vec![sentence], enough: None }),
        Around {
            hint: "Look near the quotation marks for words such as “condition”, “asked not to”, “familiar with”.".into(),
            explanation,
            ..Around::default()
        },
    );
}

fn what_is_told(b: &mut Builder<'_>, voice: &Voice<'_>, who: &Anonymous) {
    let (mut yes, mut no) = (vec![format!("What to call the source: {}", quoted(&who.description))], vec!["The source’s name".to_owned()]);
    let works = "For whom the source works".to_owned();
    let body = voice.article.plain_text();
    let says = |words: &Option<String>| {
        words.as_ref().is_some_and(|words| body.as_str().contains(words.as_str()) || who.description.contains(words.as_str()))
    };
    if says(&who.affiliation) {
        yes.push(works);
    } else if who.affiliation.is_none() {
        no.push(works);
    }
    let condition = "That there was a condition or a reason for leaving out the name".to_owned();
    if who.anonymity_reason.is_some() {
        yes.push(condition);
    } else {
        no.push(condition);
    }
    let relayed = "Which outlet the source spoke to".to_owned();
    if voice.quotation.via.is_some() {
        yes.push(relayed);
    } else {
        no.push("A document that proves what the source says".to_owned());
    }
    b.task(
        format!("What does the article tell about {}? Choose all that it tells.", lower(&who.description)),
        Vec::new(),
        choose(&yes, &no),
        Around {
            hint: "Only what stands in the article counts, not what you can guess.".into(),
            explanation: format!(
                "It says {}{}{}. The rest is left out.",
                quoted(&who.description),
                who.anonymity_reason.as_ref().map(|reason| format!(", {}", quoted(reason))).unwrap_or_default(),
                voice.quotation.via.as_ref().map(|via| format!(", and that {via} had it first")).unwrap_or_default()
            ),
            ..Around::default()
        },
    );
}

fn weigh(b: &mut Builder<'_>, voice: &Voice<'_>, who: &Anonymous) {
    let source = voice.article.sources.iter().find(|source| source.author.as_ref() == Some(voice.speaker.id()));
    let mut grid = BTreeMap::from([(Question::Named, vec![Answer::No]), (Question::Verifies, vec![Answer::No, Answer::Unclear])]);
    if who.affiliation.is_some() {
        // Who speaks about their own house may be right, but does not stand apart from it.
        grid.insert(Question::Independent, vec![Answer::No, Answer::Unclear]);
    }
    let check = SourceCheck {
        article: voice.slug.clone(),
        source: source.map(|source| source.id.clone()),
        name: who.description.clone(),
        given: BTreeMap::new(),
        notes: BTreeMap::new(),
        extra: Extra::new(),
    };
    b.task(
        format!("Weigh this source by the five questions: {}.", lower(&who.description)),
        Vec::new(),
        (Exercise::SourceCheck(check), Right::Grid { grid }),
        Around {
            hint: "“The article does not tell” is a good answer where it is true.".into(),
            explanation: format!(
                "No name is given, and nothing in the article lets you check the words.{} Whether others say the same and whether the source is in a place to know is worth a talk.",
                who.affiliation.as_ref().map(|house| format!(" The source belongs to {house} and so does not stand apart from it.")).unwrap_or_default()
            ),
            ..Around::default()
        },
    );
}

fn stronger(b: &mut Builder<'_>, voice: &Voice<'_>) {
    let right =
        ["A second person, who does not know the first, says the same", "A document that shows what the source says"].map(str::to_owned);
    let wrong = ["A longer quotation from the same source", "Many people share the article", "The source sounds sure"].map(str::to_owned);
    b.task(
        format!("What would make these words stronger: {}? Choose all that would.", quoted(&voice.text)),
        Vec::new(),
        choose(&right, &wrong),
        Around {
            hint: "Ask of each: would it still help if the source were wrong?".into(),
            explanation: "A second, independent source and a document can show that a source is right. Length, reach and a firm voice cannot: they would be the same if it were wrong.".into(),
            ..Around::default()
        },
    );
}
