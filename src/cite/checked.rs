//! What a style must not do: call a macro that there is none of, call itself, or nest without end.

use std::collections::HashMap;

use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement, TextTarget};

use super::framed::each;

/// The largest style that is read; the largest of the CSL project weighs a fifteenth of it.
pub(super) const LARGEST: u64 = 4 << 20;

/// How deep elements may lie in each other; those of the CSL project lie less than 40 deep.
const DEEPEST: usize = 200;

/// How many elements a citation may come to when all macros are called.
const LONGEST: usize = 2_000_000;

/// Says what is wrong with the text of a style before it is read.
pub(super) fn check_text(text: &str) -> Result<(), String> {
    let (mut depth, mut line) = (0_usize, 1);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        line += rest[..at].matches('\n').count();
        rest = &rest[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with(['!', '?']) && !rest.split('>').next().is_some_and(|tag| tag.ends_with('/')) {
            depth += 1;
        }
        if depth > DEEPEST {
            return Err(format!("in line {line} elements lie more than {DEEPEST} deep in each other"));
        }
    }
    Ok(())
}

/// Says what is wrong with a style that was read.
pub(super) fn check(csl: &mut IndependentStyle) -> Result<(), String> {
    let mut calls: HashMap<String, (usize, Vec<String>)> = HashMap::new();
    for part in &mut csl.macros {
        calls.insert(part.name.clone(), called(&mut part.children));
    }
    let mut costs = HashMap::new();
    let bibliography = csl.bibliography.as_mut().map(|bibliography| &mut bibliography.layout.elements);
    for layout in [&mut csl.citation.layout.elements].into_iter().chain(bibliography) {
        if let Some(name) = called(layout).1.iter().find(|name| !calls.contains_key(*name)) {
            return Err(format!("it calls a macro “{name}” that there is none of"));
        }
    }
    let mut names: Vec<&String> = calls.keys().collect();
    names.sort();
    names.into_iter().try_for_each(|name| cost(name, &calls, &mut Vec::new(), &mut costs).map(drop))
}

/// How many elements there are, and which macros they call.
fn called(elements: &mut [LayoutRenderingElement]) -> (usize, Vec<String>) {
    let (mut count, mut names) = (0, Vec::new());
    each(elements, &mut |element| {
        count += 1;
        if let LayoutRenderingElement::Text(text) = element
            && let TextTarget::Macro { name } = &text.target
        {
            names.push(name.clone());
        }
    });
    (count, names)
}

/// How many elements a macro comes to, with those that it calls.
fn cost<'a>(
    name: &'a str,
    calls: &'a HashMap<String, (usize, Vec<String>)>,
    path: &mut Vec<&'a str>,
    costs: &mut HashMap<&'a str, usize>,
) -> Result<usize, String> {
    if let Some(cost) = costs.get(name) {
        return Ok(*cost);
    }
    if path.contains(&name) {
        return Err(format!("its macro “{name}” calls itself"));
    }
    if path.len() > DEEPEST {
        return Err(format!("its macros call each other more than {DEEPEST} deep"));
    }
    let Some((count, names)) = calls.get(name) else {
        return Err(format!("it calls a macro “{name}” that there is none of"));
    };
    path.push(name);
    let mut whole = *count;
    for called in names {
        whole = whole.saturating_add(cost(called, calls, path, costs)?);
    }
    path.pop();
    if whole > LONGEST {
        return Err(format!("its macro “{name}” comes to more than {LONGEST} elements"));
    }
    costs.insert(name, whole);
    Ok(whole)
}
