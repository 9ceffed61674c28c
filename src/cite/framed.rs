//! A style with frames around its elements.

use hayagriva::citationberg::{
    Affixes, ChooseBranch, Date, DatePartName, DateParts, Group, IndependentStyle, Layout, LayoutRenderingElement, Locale, Names,
    NamesChild, TextCase, TextTarget,
    taxonomy::{DateVariable, NameVariable, NumberOrPageVariable, NumberVariable, StandardVariable, Variable},
};

use super::{
    formatted::Part,
    mended::{Alias, Feeding, is_letter},
    signs::{Sign, disguised},
};

/// What kind of element a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Others within it.
    Group,
    /// Words of an item.
    Field,
    /// Names.
    Names,
    /// A date.
    Date,
    /// Its day.
    Day,
    /// Its month.
    Month,
    /// Its year.
    Year,
    /// A number.
    Number,
    /// A label, or other words of the style.
    Label,
    /// A term of the language.
    Term,
    /// The letter behind the year.
    Letter,
}

const KINDS: [Kind; 11] = [
    Kind::Group,
    Kind::Field,
    Kind::Names,
    Kind::Date,
    Kind::Day,
    Kind::Month,
    Kind::Year,
    Kind::Number,
    Kind::Label,
    Kind::Term,
    Kind::Letter,
];
const CASES: [TextCase; 6] = [
    TextCase::Lowercase,
    TextCase::Uppercase,
    TextCase::CapitalizeFirst,
    TextCase::CapitalizeAll,
    TextCase::SentenceCase,
    TextCase::TitleCase,
];

/// A frame: what it holds and what is to be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// What kind of element.
    pub(super) kind: Kind,
    /// Whether it stands in quotation marks.
    pub(super) quotes: bool,
    /// Whether its full stops are taken out.
    pub(super) strip_periods: bool,
    /// Its capitals.
    pub(super) case: Option<TextCase>,
    /// Whether a date is its year alone.
    pub(super) year_only: bool,
    /// Whether it stands in for names.
    pub(super) instead: bool,
    /// What it is to a reader.
    pub(super) part: Option<Part>,
    /// Which variable it holds, by a number; 0 where it does not matter.
    pub(super) variable: u8,
}

impl Frame {
    fn new(kind: Kind, part: Option<Part>) -> Self {
        Self { kind, quotes: false, strip_periods: false, case: None, year_only: false, instead: false, part, variable: 0 }
    }

    /// The frame of four numbers.
    pub(super) fn read([kind, work, part, variable]: [u8; 4]) -> Self {
        Self {
            kind: KINDS.get(usize::from(kind)).copied().unwrap_or(Kind::Group),
            quotes: work & 1 == 1,
            strip_periods: work & 2 == 2,
            year_only: work & 32 == 32,
            instead: work & 64 == 64,
            variable,
            case: usize::from((work >> 2) & 7).checked_sub(1).and_then(|at| CASES.get(at).copied()),
            part: usize::from(part).checked_sub(1).and_then(|at| Part::ALL.get(at).copied()),
        }
    }

    fn numbers(self) -> [u8; 4] {
        let place = |at: Option<usize>| at.and_then(|at| u8::try_from(at).ok());
        let case = self.case.and_then(|case| place(CASES.iter().position(|known| *known == case))).map_or(0, |at| at + 1);
        [
            place(KINDS.iter().position(|known| *known == self.kind)).unwrap_or(0),
            u8::from(self.quotes)
                | (u8::from(self.strip_periods) << 1)
                | (case << 2)
                | (u8::from(self.year_only) << 5)
                | (u8::from(self.instead) << 6),
            self.part.and_then(|part| place(Part::ALL.iter().position(|known| *known == part))).map_or(0, |at| at + 1),
            self.variable,
        ]
    }
}

/// Puts frames into a style.
pub(super) fn frame(csl: &mut IndependentStyle, feeding: &Feeding) {
    let mut framing = Framing { serial: 0, aliases: &feeding.aliases, short_container: feeding.short_container, variables: Vec::new() };
    csl.macros.iter_mut().for_each(|part| framing.elements(&mut part.children));
    framing.layout(&mut csl.citation.layout);
    if let Some(bibliography) = &mut csl.bibliography {
        framing.layout(&mut bibliography.layout);
    }
    csl.locale.iter_mut().for_each(|locale| framing.locale(locale));
}

/// Puts frames into a language's dates.
pub(super) fn frame_locale(locale: &mut Locale) {
    Framing { serial: 128, aliases: &[], short_container: None, variables: Vec::new() }.locale(locale);
}

/// Does something with every element, and with those within it.
pub(super) fn each(elements: &mut [LayoutRenderingElement], work: &mut impl FnMut(&mut LayoutRenderingElement)) {
    for element in elements {
        work(element);
        for within in children(element) {
            each(within, work);
        }
    }
}

/// The lists of elements within an element.
fn children(element: &mut LayoutRenderingElement) -> Vec<&mut [LayoutRenderingElement]> {
    match element {
        LayoutRenderingElement::Group(group) => vec![&mut group.children],
        LayoutRenderingElement::Choose(choose) => {
            let mut lists: Vec<&mut [LayoutRenderingElement]> = vec![&mut choose.if_.children];
            lists.extend(choose.else_if.iter_mut().map(|branch: &mut ChooseBranch| branch.children.as_mut_slice()));
            lists.extend(choose.otherwise.iter_mut().map(|branch| branch.children.as_mut_slice()));
            lists
        }
        LayoutRenderingElement::Names(names) => names
            .children
            .iter_mut()
            .filter_map(|child| match child {
                NamesChild::Substitute(substitute) => Some(substitute.children.as_mut_slice()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

struct Framing<'a> {
    serial: u8,
    aliases: &'a [Alias],
    short_container: Option<Variable>,
    variables: Vec<Variable>,
}

impl Framing<'_> {
    /// Says which variable a frame holds, and whether it stands in for names.
    fn holds(&mut self, frame: Frame, variable: Variable) -> Frame {
        let container = Variable::Standard(StandardVariable::ContainerTitle);
        let variable = if Some(variable) == self.short_container { container } else { variable };
        let alias = self.aliases.iter().find(|alias| alias.spare == variable);
        let variable = match alias.map_or(variable, |alias| alias.of) {
            Variable::Standard(StandardVariable::ContainerTitleShort) => Variable::Standard(StandardVariable::ContainerTitle),
            Variable::Standard(StandardVariable::TitleShort) => Variable::Standard(StandardVariable::Title),
            other => other,
        };
        let at = self.variables.iter().position(|known| *known == variable).unwrap_or_else(|| {
            self.variables.push(variable);
            self.variables.len() - 1
        });
        let part = match variable {
            Variable::Standard(standard) => part_of(standard),
            Variable::Date(date) => Some(part_of_date(date)),
            _ => frame.part,
        };
        Frame { variable: u8::try_from(at + 1).unwrap_or(0), instead: alias.is_some(), part, ..frame }
    }

    fn affixes(&mut self, affixes: &mut Affixes, frame: Frame) {
        self.set(&mut affixes.prefix, &mut affixes.suffix, frame);
    }

    fn set(&mut self, prefix: &mut Option<String>, suffix: &mut Option<String>, frame: Frame) {
        let mut opening = String::from(Sign::Open.letter());
        opening.extend(frame.numbers().map(|number| Sign::Number(number).letter()));
        opening.push_str(&disguised(prefix.as_deref().unwrap_or_default()));
        opening.push(Sign::Body.letter());
        let mut closing = String::from(Sign::End.letter());
        closing.push_str(&disguised(suffix.as_deref().unwrap_or_default()));
        closing.push(Sign::Close.letter());
        closing.push(Sign::Number(self.serial).letter());
        self.serial = self.serial.wrapping_add(1);
        (*prefix, *suffix) = (Some(opening), Some(closing));
    }

    fn layout(&mut self, layout: &mut Layout) {
        self.set(&mut layout.prefix, &mut layout.suffix, Frame::new(Kind::Group, None));
        // It stands between citations; the engine sets it between branches, too. Citations are joined here.
        layout.delimiter = None;
        self.elements(&mut layout.elements);
    }

    fn elements(&mut self, elements: &mut [LayoutRenderingElement]) {
        each(elements, &mut |element| self.element(element));
    }

    fn element(&mut self, element: &mut LayoutRenderingElement) {
        match element {
            // The engine has no letters to give; a place is kept for them.
            LayoutRenderingElement::Text(text) if is_letter(text) => {
                text.target = TextTarget::Value { val: Sign::Style('a').letter().to_string() };
                self.affixes(&mut text.affixes, Frame::new(Kind::Letter, None));
            }
            LayoutRenderingElement::Text(text) => {
                let (kind, part) = match &mut text.target {
                    TextTarget::Variable { var: Variable::Number(number), .. } => (Kind::Number, part_of_number(*number)),
                    TextTarget::Variable { var: Variable::Page(_), .. } => (Kind::Number, Some(Part::Location)),
                    TextTarget::Variable { var: Variable::Standard(variable), .. } => (Kind::Field, part_of(*variable)),
                    TextTarget::Value { val } => {
                        *val = disguised(val);
                        (Kind::Label, None)
                    }
                    TextTarget::Term { .. } => (Kind::Term, None),
                    _ => (Kind::Group, None),
                };
                let (quotes, strip_periods) = (std::mem::take(&mut text.quotes), std::mem::take(&mut text.strip_periods));
                let mut frame = Frame { quotes, strip_periods, case: text.text_case.take(), ..Frame::new(kind, part) };
                if let TextTarget::Variable { var: variable @ Variable::Standard(_), .. } = &text.target {
                    frame = self.holds(frame, *variable);
                }
                self.affixes(&mut text.affixes, frame);
            }
            LayoutRenderingElement::Number(number) => {
                let part = match number.variable {
                    NumberOrPageVariable::Number(variable) => part_of_number(variable),
                    NumberOrPageVariable::Page(_) => Some(Part::Location),
                };
                let frame = Frame { case: number.text_case.take(), ..Frame::new(Kind::Number, part) };
                self.affixes(&mut number.affixes, frame);
            }
            LayoutRenderingElement::Label(label) => self.label(&mut label.label),
            LayoutRenderingElement::Date(date) => self.date(date),
            LayoutRenderingElement::Names(names) => self.names(names),
            LayoutRenderingElement::Group(group) => self.group(group),
            LayoutRenderingElement::Choose(_) => {}
        }
    }

    fn label(&mut self, label: &mut hayagriva::citationberg::VariablelessLabel) {
        let frame = Frame {
            strip_periods: std::mem::take(&mut label.strip_periods),
            case: label.text_case.take(),
            ..Frame::new(Kind::Label, None)
        };
        self.affixes(&mut label.affixes, frame);
    }

    fn group(&mut self, group: &mut Group) {
        self.set(&mut group.prefix, &mut group.suffix, Frame::new(Kind::Group, None));
        between(&mut group.delimiter);
    }

    fn names(&mut self, names: &mut Names) {
        let part = names.variable.first().map(|variable| match variable {
            NameVariable::Author => Part::Author,
            _ => Part::Contributor,
        });
        self.set(&mut names.prefix, &mut names.suffix, Frame::new(Kind::Names, part));
        for child in &mut names.children {
            if let NamesChild::Label(label) = child {
                self.label(label);
            }
        }
    }

    fn date(&mut self, date: &mut Date) {
        let year_only = date.parts == Some(DateParts::Year);
        let mut frame = Frame { case: date.text_case.take(), year_only, ..Frame::new(Kind::Date, None) };
        if let Some(variable) = date.variable {
            frame = self.holds(frame, Variable::Date(variable));
        }
        self.affixes(&mut date.affixes, frame);
        self.date_parts(date);
    }

    fn date_parts(&mut self, date: &mut Date) {
        between(&mut date.delimiter);
        for part in &mut date.date_part {
            let kind = match part.name {
                DatePartName::Day => Kind::Day,
                DatePartName::Month => Kind::Month,
                DatePartName::Year => Kind::Year,
            };
            self.affixes(&mut part.affixes, Frame::new(kind, None));
        }
    }

    fn locale(&mut self, locale: &mut Locale) {
        locale.date.iter_mut().for_each(|date| self.date_parts(date));
    }
}

fn between(delimiter: &mut Option<String>) {
    if let Some(words) = delimiter.as_deref().filter(|words| !words.is_empty()) {
        *delimiter = Some(format!("{}{}{}", Sign::Between.letter(), disguised(words), Sign::Joined.letter()));
    }
}

fn part_of(variable: StandardVariable) -> Option<Part> {
    Some(match variable {
        StandardVariable::Title | StandardVariable::TitleShort => Part::Title,
        StandardVariable::ContainerTitle | StandardVariable::ContainerTitleShort => Part::Container,
        StandardVariable::Publisher => Part::Publisher,
        StandardVariable::PublisherPlace => Part::Place,
        StandardVariable::URL => Part::Url,
        StandardVariable::DOI => Part::Doi,
        StandardVariable::Archive | StandardVariable::ArchiveLocation | StandardVariable::ArchiveCollection => Part::Archive,
        StandardVariable::Genre | StandardVariable::Medium => Part::Genre,
        _ => return None,
    })
}

fn part_of_date(variable: DateVariable) -> Part {
    match variable {
        DateVariable::Accessed => Part::Accessed,
        DateVariable::OriginalDate => Part::OriginalDate,
        DateVariable::Issued => Part::Date,
        _ => Part::OtherDate,
    }
}

fn part_of_number(variable: NumberVariable) -> Option<Part> {
    Some(match variable {
        NumberVariable::Locator => Part::Locator,
        NumberVariable::CitationNumber => Part::CitationNumber,
        NumberVariable::Volume | NumberVariable::Issue | NumberVariable::Number => Part::Number,
        NumberVariable::Edition | NumberVariable::Version => Part::Version,
        NumberVariable::Section | NumberVariable::PageFirst => Part::Location,
        _ => return None,
    })
}
