//! A style as far as it says something about one kind of entry: what it asks of the type, and of fields that are not there, is answered
//! once. The engine walks all branches again for every group that it sets, which takes most of its time in styles such as APA.

use std::{
    collections::{HashMap, HashSet},
    mem,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
};

use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle, LayoutRenderingElement, NamesChild, Text, TextTarget,
    json::{FixedDateRange, Item, Value},
    taxonomy::{Kind, NumberOrPageVariable, Variable},
};

use super::framed::each;

/// What the engine knows itself, whatever the entry holds.
const KNOWN_LATER: [&str; 6] = ["citation-label", "citation-number", "first-reference-note-number", "locator", "page-first", "year-suffix"];

/// A style, and what is left of it for entries with the same fields.
pub(super) struct Pruned<'a> {
    csl: &'a IndependentStyle,
    by_fields: Mutex<HashMap<String, Arc<IndependentStyle>>>,
}

impl<'a> Pruned<'a> {
    /// Nothing is pruned before it is asked for.
    pub(super) fn new(csl: &'a IndependentStyle) -> Self {
        Self { csl, by_fields: Mutex::default() }
    }

    /// Entries by what is the same of them: their type and which fields they have.
    pub(super) fn alike(entries: &[&Item]) -> Vec<Vec<usize>> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let place = *places.entry(fields(entry)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(at);
        }
        groups
    }

    /// What is left of the style for an entry.
    pub(super) fn of(&self, entry: &Item) -> Arc<IndependentStyle> {
        let mut known = self.by_fields.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(fields(entry)).or_insert_with(|| Arc::new(prune(self.csl, entry))).clone()
    }
}

fn fields(entry: &Item) -> String {
    let mut fields = kind(entry).unwrap_or_default();
    for field in entry.0.keys() {
        fields.push('\n');
        fields.push_str(field);
    }
    fields
}

fn kind(entry: &Item) -> Option<String> {
    Some(entry.0.get("type")?.to_str()?.into_owned())
}

fn prune(csl: &IndependentStyle, entry: &Item) -> IndependentStyle {
    let mut csl = csl.clone();
    let mut pruning = Pruning { entry, kind: kind(entry).and_then(|kind| Kind::from_str(&kind).ok()), standing_in: None };
    pruning.style(&mut csl);
    // What is left says which fields can stand in for names; the others are there whenever they are asked for.
    pruning.standing_in = Some(standing_in(&mut csl));
    pruning.style(&mut csl);
    drop_unused(&mut csl);
    csl
}

/// The fields that are left out behind names, once they have stood in for them.
fn standing_in(csl: &mut IndependentStyle) -> HashSet<Variable> {
    let (mut fields, mut macros) = (HashSet::new(), Vec::new());
    let mut look = |elements: &mut [LayoutRenderingElement], macros: &mut Vec<String>| {
        each(elements, &mut |element| match element {
            LayoutRenderingElement::Text(text) => match &text.target {
                TextTarget::Variable { var, .. } => drop(fields.insert(*var)),
                TextTarget::Macro { name } => macros.push(name.clone()),
                _ => {}
            },
            LayoutRenderingElement::Number(number) => drop(fields.insert(match number.variable {
                NumberOrPageVariable::Number(number) => Variable::Number(number),
                NumberOrPageVariable::Page(page) => Variable::Page(page),
            })),
            LayoutRenderingElement::Date(date) => fields.extend(date.variable.map(Variable::Date)),
            LayoutRenderingElement::Names(names) => fields.extend(names.variable.iter().map(|name| Variable::Name(*name))),
            _ => {}
        });
    };
    let mut names = |elements: &mut [LayoutRenderingElement]| {
        each(elements, &mut |element| {
            let LayoutRenderingElement::Names(names) = element else { return };
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    look(&mut substitute.children, &mut macros);
                }
            }
        });
    };
    csl.macros.iter_mut().for_each(|part| names(&mut part.children));
    names(&mut csl.citation.layout.elements);
    csl.bibliography.iter_mut().for_each(|list| names(&mut list.layout.elements));
    let mut seen = HashSet::new();
    while let Some(name) = macros.pop() {
        if seen.insert(name.clone())
            && let Some(part) = csl.macros.iter_mut().find(|part| part.name == name)
        {
            look(&mut part.children, &mut macros);
        }
    }
    fields
}

/// Takes out the macros that nothing calls any more: the engine looks for each by its name.
fn drop_unused(csl: &mut IndependentStyle) {
    let calls = |elements: &mut [LayoutRenderingElement]| {
        let mut names: Vec<String> = Vec::new();
        each(elements, &mut |element| {
            if let LayoutRenderingElement::Text(Text { target: TextTarget::Macro { name }, .. }) = element {
                names.push(name.clone());
            }
        });
        names
    };
    let mut open = calls(&mut csl.citation.layout.elements);
    open.extend(csl.bibliography.iter_mut().flat_map(|list| calls(&mut list.layout.elements)));
    let mut used = HashSet::new();
    while let Some(name) = open.pop() {
        if let Some(part) = csl.macros.iter_mut().find(|part| part.name == name)
            && used.insert(name)
        {
            open.extend(calls(&mut part.children));
        }
    }
    csl.macros.retain(|part| used.contains(&part.name));
}

struct Pruning<'a> {
    entry: &'a Item,
    kind: Option<Kind>,
    /// The fields that can be left out although they are there; none while that is not known.
    standing_in: Option<HashSet<Variable>>,
}

/// What a choice comes to.
enum Left {
    /// These, whatever else there is to know.
    All(Vec<LayoutRenderingElement>),
    /// It depends on what is known later.
    Open(Choose),
}

impl Pruning<'_> {
    fn style(&self, csl: &mut IndependentStyle) {
        csl.macros.iter_mut().for_each(|part| self.elements(&mut part.children, false));
        self.elements(&mut csl.citation.layout.elements, false);
        if let Some(list) = &mut csl.bibliography {
            self.elements(&mut list.layout.elements, false);
        }
    }

    /// `is_group`: whether the engine asks of the list which of its elements are groups.
    fn elements(&self, elements: &mut Vec<LayoutRenderingElement>, is_group: bool) {
        for element in mem::take(elements) {
            match element {
                LayoutRenderingElement::Choose(choose) => match self.left(choose) {
                    Left::All(mut chosen) => {
                        self.elements(&mut chosen, is_group);
                        if is_group && chosen.iter().any(|one| matches!(one, LayoutRenderingElement::Group(_))) {
                            elements.push(LayoutRenderingElement::Choose(always(chosen)));
                        } else {
                            elements.append(&mut chosen);
                        }
                    }
                    Left::Open(mut choose) => {
                        self.branches(&mut choose);
                        elements.push(LayoutRenderingElement::Choose(choose));
                    }
                },
                LayoutRenderingElement::Group(mut group) => {
                    self.elements(&mut group.children, true);
                    elements.push(LayoutRenderingElement::Group(group));
                }
                LayoutRenderingElement::Names(mut names) => {
                    for child in &mut names.children {
                        if let NamesChild::Substitute(substitute) = child {
                            self.substitutes(&mut substitute.children);
                        }
                    }
                    elements.push(LayoutRenderingElement::Names(names));
                }
                other => elements.push(other),
            }
        }
    }

    fn branches(&self, choose: &mut Choose) {
        self.elements(&mut choose.if_.children, false);
        choose.else_if.iter_mut().for_each(|branch| self.elements(&mut branch.children, false));
        choose.otherwise.iter_mut().for_each(|branch| self.elements(&mut branch.children, false));
    }

    /// Of what stands in for names the first that says something is taken, so that a choice stays one.
    fn substitutes(&self, elements: &mut Vec<LayoutRenderingElement>) {
        for element in mem::take(elements) {
            let LayoutRenderingElement::Choose(choose) = element else {
                let mut one = vec![element];
                self.elements(&mut one, false);
                elements.append(&mut one);
                continue;
            };
            let mut choose = match self.left(choose) {
                Left::All(chosen) => always(chosen),
                Left::Open(choose) => choose,
            };
            self.branches(&mut choose);
            elements.push(LayoutRenderingElement::Choose(choose));
        }
    }

    fn left(&self, choose: Choose) -> Left {
        let mut open: Vec<ChooseBranch> = Vec::new();
        let mut otherwise = choose.otherwise;
        for branch in std::iter::once(choose.if_).chain(choose.else_if) {
            match self.verdict(&branch) {
                Some(false) => {}
                Some(true) => {
                    otherwise = Some(ElseBranch { children: branch.children });
                    break;
                }
                None => open.push(branch),
            }
        }
        let mut open = open.into_iter();
        match open.next() {
            Some(if_) => Left::Open(Choose { if_, else_if: open.collect(), otherwise }),
            None => Left::All(otherwise.map(|branch| branch.children).unwrap_or_default()),
        }
    }

    /// Whether a branch is taken, if that can be said by the fields of the entry.
    fn verdict(&self, branch: &ChooseBranch) -> Option<bool> {
        let mut tests: Vec<Option<bool>> = Vec::new();
        tests.extend(branch.disambiguate.map(|_| None));
        tests.extend(branch.is_numeric.iter().flatten().map(|variable| self.is_absent(*variable).then_some(false)));
        tests.extend(branch.is_uncertain_date.iter().flatten().map(|date| self.is_absent(Variable::Date(*date)).then_some(false)));
        tests.extend(branch.locator.iter().flatten().map(|_| None));
        tests.extend(branch.position.iter().flatten().map(|_| None));
        tests.extend(branch.type_.iter().flatten().map(|kind| Some(self.kind == Some(*kind))));
        tests.extend(branch.variable.iter().flatten().map(|variable| self.has(*variable)));
        let has = |wanted: Option<bool>| tests.contains(&wanted);
        match branch.match_ {
            ChooseMatch::All if has(Some(false)) => Some(false),
            ChooseMatch::Any if has(Some(true)) => Some(true),
            ChooseMatch::None if has(Some(true)) => Some(false),
            _ if has(None) => None,
            ChooseMatch::All | ChooseMatch::None => Some(true),
            ChooseMatch::Any => Some(false),
        }
    }

    fn is_absent(&self, variable: Variable) -> bool {
        let name = variable.to_string();
        !KNOWN_LATER.contains(&name.as_str()) && !self.entry.0.contains_key(&name)
    }

    /// Whether the engine will find a field, if that can be said.
    fn has(&self, variable: Variable) -> Option<bool> {
        let name = variable.to_string();
        if KNOWN_LATER.contains(&name.as_str()) {
            return None;
        }
        let Some(value) = self.entry.0.get(&name) else { return Some(false) };
        let is_there = match (variable, value) {
            (Variable::Standard(_), Value::String(words)) => !words.trim().is_empty(),
            (Variable::Standard(_), Value::Number(_)) => true,
            (Variable::Number(_) | Variable::Page(_), Value::String(_)) | (Variable::Number(_), Value::Number(_)) => true,
            (Variable::Name(_), Value::Names(names)) => !names.is_empty(),
            (Variable::Date(_), Value::Date(date)) => FixedDateRange::try_from(date.clone()).is_ok(),
            _ => false,
        };
        let is_sure = self.standing_in.as_ref().is_some_and(|fields| !fields.contains(&variable));
        (is_there && is_sure).then_some(true)
    }
}

/// A choice that has nothing to choose: of no conditions all are met.
fn always(children: Vec<LayoutRenderingElement>) -> Choose {
    let if_ = ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::All,
        children,
    };
    Choose { if_, else_if: Vec::new(), otherwise: None }
}

#[cfg(test)]
mod tests {
    use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};

    use super::*;
    use crate::cite::{render::all_locales, style::Style};

    fn entries() -> Vec<Item> {
        serde_json::from_str(
            r#"[
            {"id": "a", "type": "article-newspaper", "title": "Bridge closed", "author": [{"family": "Ferris", "given": "Ada"}],
             "container-title": "Harbour Gazette", "issued": {"date-parts": [[2020, 11, 18]]}, "URL": "https://gazette.example/1", "page": "4-5"},
            {"id": "b", "type": "post", "title": "It will open again", "issued": {"date-parts": [[2020]]}, "genre": "Post", "note": "n"},
            {"id": "c", "type": "report", "author": [{"literal": "Harbour Board"}], "title": "Tides", "number": "19/4", "publisher": "Board"},
            {"id": "d", "type": "graphic", "title": "The bridge", "illustrator": [{"family": "Osei", "given": "Kwame"}], "medium": "Map"},
            {"id": "e", "type": "chapter", "title": "Locks", "container-title": "Harbours", "editor": [{"family": "Quill", "given": "Mara"}],
             "volume": "2", "edition": 3, "publisher-place": "Brandholt", "issued": {"date-parts": [[1998, 3]]}},
            {"id": "f", "type": "webpage", "URL": "https://gazette.example/2", "accessed": {"date-parts": [[2021, 1, 2]]}},
            {"id": "g", "title": "Nothing else"}
        ]"#,
        )
        .unwrap()
    }

    fn set(csl: &IndependentStyle, entry: &Item) -> String {
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(vec![CitationItem::with_entry(entry)], csl, None, all_locales(), Some(1)));
        let set = driver.finish(BibliographyRequest::new(csl, None, all_locales()));
        format!("{:?} {:?}", set.citations, set.bibliography.map(|list| list.items))
    }

    #[test]
    fn what_is_left_of_a_style_sets_an_entry_as_the_whole_does() {
        let entries = entries();
        for name in Style::bundled() {
            let Ok(style) = Style::load(&name.key) else { continue };
            for entry in &entries {
                assert_eq!(set(&Pruned::new(&style.csl).of(entry), entry), set(&style.csl, entry), "{}: {:?}", name.key, entry.id());
            }
        }
    }

    #[test]
    fn entries_with_the_same_fields_share_what_is_left() {
        let entries = entries();
        let twice: Vec<&Item> = entries.iter().chain(&entries).collect();
        let groups = Pruned::alike(&twice);
        assert_eq!(groups.len(), entries.len());
        assert!(groups.iter().all(|group| group.len() == 2 && group[1] - group[0] == entries.len()));
    }
}
