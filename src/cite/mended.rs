//! What the engine reads otherwise than CSL 1.0.2 has it, said in words that it reads right.

use hayagriva::citationberg::{
    self, Choose, ChooseBranch, ChooseMatch, CslMacro, Date, IndependentStyle, InheritableNameOptions, LabelPluralize,
    LayoutRenderingElement, LongShortForm, Names, NamesChild, Text, TextTarget,
    taxonomy::{DateVariable, NumberOrPageVariable, StandardVariable, Term, Variable},
};

use super::{apart::Means, framed::each};

/// Variables that hardly any style uses: one that a style has no use for stands for another there.
const SPARE: [StandardVariable; 24] = [
    StandardVariable::Scale,
    StandardVariable::References,
    StandardVariable::Keyword,
    StandardVariable::License,
    StandardVariable::ISSN,
    StandardVariable::CallNumber,
    StandardVariable::Jurisdiction,
    StandardVariable::Source,
    StandardVariable::ReviewedGenre,
    StandardVariable::Division,
    StandardVariable::Annote,
    StandardVariable::Dimensions,
    StandardVariable::ISBN,
    StandardVariable::OriginalPublisherPlace,
    StandardVariable::OriginalPublisher,
    StandardVariable::OriginalTitle,
    StandardVariable::CitationKey,
    StandardVariable::Status,
    StandardVariable::Note,
    StandardVariable::Abstract,
    StandardVariable::ReviewedTitle,
    StandardVariable::ArchivePlace,
    StandardVariable::ArchiveCollection,
    StandardVariable::Event,
];

/// Dates that hardly any style uses.
const SPARE_DATES: [DateVariable; 3] = [DateVariable::Submitted, DateVariable::AvailableDate, DateVariable::EventDate];

/// A variable that stands for another where it takes the place of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alias {
    /// What it stands for.
    pub(super) of: Variable,
    /// Whether for its short form.
    pub(super) short: bool,
    /// The spare variable.
    pub(super) spare: Variable,
}

/// What a style asks of the items that it is fed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Feeding {
    /// Variables to be fed twice.
    pub(super) aliases: Vec<Alias>,
    /// Variables that are not to be fed.
    pub(super) never: Vec<Variable>,
    /// What the style tells works of the same words apart by.
    pub(super) means: Means,
    /// A variable that is fed where a work is to say more of itself.
    pub(super) more: Option<Variable>,
    /// Whether given names that are initials come without their full stops.
    pub(super) bare_initials: bool,
    /// Whether Jr. comes without its full stop.
    pub(super) bare_suffixes: bool,
    /// What is fed as the short form of what a thing stands in.
    pub(super) short_container: Option<Variable>,
    /// What stands for the authors of the entry before.
    pub(super) same_authors: Option<String>,
    /// What stands between citations in one place.
    pub(super) between: Option<String>,
    /// What stands around them.
    pub(super) around: (String, String),
}

/// Mends a style; what stands in for names is prepared to be told apart.
pub(super) fn mend(csl: &mut IndependentStyle) -> Feeding {
    let used = used(csl);
    let mut spares = SPARE.into_iter().map(Variable::Standard).filter(|variable| !used.contains(variable));
    let never = spares.next();
    let more = spares.next();
    let short_container = if has_short_container(csl) { spares.next() } else { None };
    let same_authors = csl.bibliography.as_mut().and_then(|list| list.subsequent_author_substitute.take());
    let means = take_means(csl, more);
    lists(csl, &mut |elements| mend_list(elements, None, never, short_container));
    let mut aliases = Vec::new();
    let mut dates = SPARE_DATES.into_iter().map(Variable::Date).filter(|variable| !used.contains(variable));
    // The first spares are for what stands in for names most.
    for (of, short) in [(StandardVariable::Title, false), (StandardVariable::ContainerTitle, false), (StandardVariable::Title, true)] {
        aliases.extend(spares.next().map(|spare| Alias { of: Variable::Standard(of), short, spare }));
    }
    keep_instead(csl, &mut |of, short| {
        if let Some(known) = aliases.iter().find(|alias: &&Alias| (alias.of, alias.short) == (of, short)) {
            return Some(known.spare);
        }
        let spare = if matches!(of, Variable::Date(_)) { dates.next() } else { spares.next() }?;
        aliases.push(Alias { of, short, spare });
        Some(spare)
    });
    let (bare_initials, bare_suffixes) = initials(csl);
    let layout = &csl.citation.layout;
    let around = (layout.prefix.clone().unwrap_or_default(), layout.suffix.clone().unwrap_or_default());
    let between = layout.delimiter.clone();
    Feeding {
        aliases,
        never: never.into_iter().collect(),
        means,
        more,
        bare_initials,
        bare_suffixes,
        short_container,
        same_authors,
        between,
        around,
    }
}

/// Takes the telling apart of works from the engine.
fn take_means(csl: &mut IndependentStyle, more: Option<Variable>) -> Means {
    let mut means = Means { behind_year: true, ..Means::default() };
    lists(csl, &mut |elements| {
        each(elements, &mut |element| match element {
            LayoutRenderingElement::Choose(choose) => {
                for branch in [&mut choose.if_].into_iter().chain(&mut choose.else_if) {
                    if let (Some(true), Some(more)) = (branch.disambiguate, more) {
                        branch.disambiguate = None;
                        branch.variable.get_or_insert_default().push(more);
                        means.more = true;
                    }
                }
            }
            LayoutRenderingElement::Text(text) if is_letter(text) => means.behind_year = false,
            LayoutRenderingElement::Names(names) => {
                means.initials |= names.initialize_with.is_some();
                let options = names.name().map(|name| name.options(&InheritableNameOptions::default()).initialize);
                means.says_full |= options == Some(false);
            }
            _ => {}
        });
    });
    let citation = &mut csl.citation;
    means.initials |= csl.settings.options.initialize_with.is_some() || citation.name_options.initialize_with.is_some();
    means.given = std::mem::take(&mut citation.disambiguate_add_givenname).then_some(citation.givenname_disambiguation_rule);
    means.letters = std::mem::take(&mut citation.disambiguate_add_year_suffix);
    citation.disambiguate_add_names = false;
    means
}

/// Whether a text is the letter behind the year.
pub(super) fn is_letter(text: &Text) -> bool {
    matches!(text.target, TextTarget::Variable { var: Variable::Standard(StandardVariable::YearSuffix), .. })
}

pub(super) fn lists(csl: &mut IndependentStyle, work: &mut impl FnMut(&mut Vec<LayoutRenderingElement>)) {
    csl.macros.iter_mut().for_each(|part| work(&mut part.children));
    work(&mut csl.citation.layout.elements);
    if let Some(bibliography) = &mut csl.bibliography {
        work(&mut bibliography.layout.elements);
    }
}

/// Whether a style asks for the short form of what a thing stands in.
fn has_short_container(csl: &mut IndependentStyle) -> bool {
    let mut found = false;
    lists(csl, &mut |elements| {
        each(elements, &mut |element| {
            found |= matches!(
                element,
                LayoutRenderingElement::Text(Text {
                    target: TextTarget::Variable { var: Variable::Standard(StandardVariable::ContainerTitle), form: LongShortForm::Short },
                    ..
                })
            );
        });
    });
    found
}

/// Every variable that a style asks for.
fn used(csl: &mut IndependentStyle) -> Vec<Variable> {
    let mut used = Vec::new();
    lists(csl, &mut |elements| {
        each(elements, &mut |element| match element {
            LayoutRenderingElement::Text(Text { target: TextTarget::Variable { var, .. }, .. }) => used.push(*var),
            LayoutRenderingElement::Date(Date { variable: Some(variable), .. }) => used.push(Variable::Date(*variable)),
            LayoutRenderingElement::Choose(choose) => {
                let tested = choose.branches().filter_map(|branch| branch.variable.clone()).flatten();
                used.extend(tested.collect::<Vec<_>>());
            }
            _ => {}
        });
    });
    used
}

fn mend_list(elements: &mut Vec<LayoutRenderingElement>, parent: Option<&Names>, never: Option<Variable>, short: Option<Variable>) {
    let mut at = 0;
    while at < elements.len() {
        match &mut elements[at] {
            LayoutRenderingElement::Names(names) => {
                mend_names(names, parent, never, short);
                // Names that there are none of count as a variable that there is none of (“Group”); to the engine they are no variable.
                if let (Some(never), None, None) = (never, names.substitute(), parent) {
                    at += 1;
                    elements.insert(at, LayoutRenderingElement::Text(Text::with_target(never)));
                }
            }
            LayoutRenderingElement::Text(text) => {
                // The engine knows no short form of what a thing stands in; it is fed as a variable of its own.
                if let TextTarget::Variable { var, form: LongShortForm::Short } = &mut text.target
                    && *var == Variable::Standard(StandardVariable::ContainerTitle)
                {
                    *var = short.unwrap_or(Variable::Standard(StandardVariable::ContainerTitleShort));
                }
            }
            LayoutRenderingElement::Label(label) => {
                if let Some(mended) = page_label(label) {
                    elements[at] = mended;
                }
            }
            LayoutRenderingElement::Group(group) => mend_list(&mut group.children, None, never, short),
            LayoutRenderingElement::Choose(choose) => mend_choose(choose, parent, never, short),
            _ => {}
        }
        at += 1;
    }
}

fn mend_choose(choose: &mut Choose, parent: Option<&Names>, never: Option<Variable>, short: Option<Variable>) {
    // An item is of one type: “all” of several types is meant as any of them.
    let mut branches: Vec<ChooseBranch> = Vec::new();
    for branch in [&choose.if_].into_iter().chain(&choose.else_if) {
        match &branch.type_ {
            Some(types) if types.len() > 1 && branch.match_ == ChooseMatch::All => {
                branches.extend(types.iter().map(|kind| ChooseBranch { type_: Some(vec![*kind]), ..branch.clone() }));
            }
            _ => branches.push(branch.clone()),
        }
    }
    branches.iter_mut().for_each(|branch| mend_list(&mut branch.children, parent, never, short));
    let mut branches = branches.into_iter();
    if let Some(first) = branches.next() {
        choose.if_ = first;
    }
    choose.else_if = branches.collect();
    if let Some(otherwise) = &mut choose.otherwise {
        mend_list(&mut otherwise.children, parent, never, short);
    }
}

/// CSL lets a style leave `cs:name` out (“Names”); the engine takes names with a label and without it for empty
/// and leaves their group out: Vancouver's authors. Names that stand in for others look as those do (“Substitute”).
fn mend_names(names: &mut Names, parent: Option<&Names>, never: Option<Variable>, short: Option<Variable>) {
    if let Some(parent) = parent.filter(|_| names.name().is_none() && names.et_al().is_none() && names.substitute().is_none()) {
        let own = std::mem::take(&mut names.children);
        *names = parent.from_names_substitute(names);
        if !own.is_empty() {
            names.children.retain(|child| !matches!(child, NamesChild::Label(_)));
            names.children.extend(own);
        }
    }
    if !names.children.is_empty() && names.name().is_none() {
        names.children.insert(0, NamesChild::Name(citationberg::Name::default()));
    }
    let whole = names.clone();
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            mend_list(&mut substitute.children, Some(&whole), never, short);
        }
    }
}

/// The engine makes the label of pages plural whether the style wants it or not.
fn page_label(label: &citationberg::Label) -> Option<LayoutRenderingElement> {
    let NumberOrPageVariable::Page(page) = label.variable else { return None };
    let plural = match label.label.plural {
        LabelPluralize::Contextual => return None,
        LabelPluralize::Always => true,
        LabelPluralize::Never => false,
    };
    let term = Text {
        formatting: label.label.formatting,
        affixes: label.label.affixes.clone(),
        strip_periods: label.label.strip_periods,
        text_case: label.label.text_case,
        ..Text::with_target(TextTarget::Term { term: Term::from(page), form: label.label.form, plural })
    };
    let branch = ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: Some(vec![Variable::Page(page)]),
        match_: ChooseMatch::default(),
        children: vec![LayoutRenderingElement::Text(term)],
    };
    Some(LayoutRenderingElement::Choose(Choose { if_: branch, else_if: Vec::new(), otherwise: None }))
}

/// Keeps macros that stand in for names apart, and gives the variables in them other names.
///
/// The engine leaves out whatever it asked for where something stood in for names, even if it said nothing there, and tests for it fail.
fn keep_instead(csl: &mut IndependentStyle, alias: &mut impl FnMut(Variable, bool) -> Option<Variable>) {
    let mut wanted: Vec<String> = Vec::new();
    lists(csl, &mut |elements| {
        each(elements, &mut |element| {
            if let LayoutRenderingElement::Names(names) = element {
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        rename_instead(&mut substitute.children, alias, &mut wanted);
                    }
                }
            }
        });
    });
    let mut kept: Vec<CslMacro> = Vec::new();
    while let Some(name) = wanted.pop() {
        let instead = instead(&name);
        if kept.iter().any(|part| part.name == instead) {
            continue;
        }
        if let Some(part) = csl.macros.iter().find(|part| part.name == name) {
            let mut part = CslMacro { name: instead, ..part.clone() };
            rename_instead(&mut part.children, alias, &mut wanted);
            kept.push(part);
        }
    }
    csl.macros.extend(kept);
}

fn instead(name: &str) -> String {
    format!("{name}\u{1}instead")
}

fn rename_instead(
    elements: &mut [LayoutRenderingElement],
    alias: &mut impl FnMut(Variable, bool) -> Option<Variable>,
    wanted: &mut Vec<String>,
) {
    each(elements, &mut |element| match element {
        LayoutRenderingElement::Text(text) => match &mut text.target {
            TextTarget::Macro { name } if !name.ends_with("\u{1}instead") => {
                wanted.push(name.clone());
                *name = instead(name);
            }
            TextTarget::Variable { var, form } if takes_alias(*var) => {
                let short = *form == LongShortForm::Short && *var == Variable::Standard(StandardVariable::Title);
                if let Some(spare) = alias(*var, short) {
                    (*var, *form) = (spare, LongShortForm::Long);
                }
            }
            _ => {}
        },
        LayoutRenderingElement::Date(date) => {
            if let Some(Variable::Date(spare)) = date.variable.and_then(|variable| alias(Variable::Date(variable), false)) {
                date.variable = Some(spare);
            }
        }
        _ => {}
    });
}

/// Addresses become links by their names; the style's own letters and labels are no fields.
fn takes_alias(variable: Variable) -> bool {
    use StandardVariable::{CitationLabel, DOI, PMCID, PMID, URL, YearSuffix};
    matches!(variable, Variable::Standard(standard) if ![CitationLabel, DOI, PMCID, PMID, URL, YearSuffix].contains(&standard))
        && !matches!(variable, Variable::Standard(standard) if SPARE.contains(&standard))
}

fn initials(csl: &mut IndependentStyle) -> (bool, bool) {
    let global = csl.settings.options.initialize_with.clone();
    let mut bare = false;
    lists(csl, &mut |elements| {
        each(elements, &mut |element| {
            if let LayoutRenderingElement::Names(names) = element {
                let options = names.name().map(|name| name.options(&InheritableNameOptions::default()).initialize);
                bare |= options == Some(false);
            }
        });
    });
    let without_stops = global.is_some_and(|with| !with.contains('.'));
    (bare && without_stops, without_stops)
}
