//! A lesson as questions in GIFT, the plain text that many systems import.

use super::moodle::matching;
use crate::model::{Article, Exercise, Lesson, Material, Right, Slug, Task};

/// Questions as text; articles come first, as descriptions. Pictures and partial points are lost.
pub fn lesson_gift(lesson: &Lesson, articles: &[(Slug, Article)]) -> String {
    let mut all = vec![format!("$CATEGORY: {}", one_line(&lesson.title))];
    for (slug, article) in articles.iter().filter(|(slug, _)| lesson.articles.contains(slug)) {
        all.push(format!("::{}::{}\\n\\n{}", safe(slug.as_str()), safe(&article.headline), safe(article.plain_text().as_str())));
    }
    all.extend(lesson.tasks.iter().enumerate().map(|(number, task)| question(number + 1, task)));
    all.join("\n\n") + "\n"
}

fn question(number: usize, task: &Task) -> String {
    let key = task.key.clone().unwrap_or_default();
    let mut prompt = safe(&task.prompt);
    for part in &task.material {
        match part {
            Material::Passage(part) => prompt.push_str(&format!("\\n“{}”", safe(&part.passage.exact))),
            Material::Quotation(part) => prompt.push_str(&format!("\\n“{}”", safe(&part.text))),
            Material::Text(part) => prompt.push_str(&format!("\\n“{}”", safe(&part.text))),
            Material::Photo(_) => prompt.push_str("\\n(The picture is in the lesson.)"),
            Material::Article(_) | Material::Unknown(_) => {}
        }
    }
    if let Exercise::Highlight(mark) | Exercise::Evidence(mark) = &task.exercise {
        prompt.push_str(&mark.claim.as_ref().map(|claim| format!("\\n{}", safe(claim))).unwrap_or_default());
        prompt.push_str("\\nCopy the words out of the article.");
    }
    let feedback = key.explanation.as_ref().map(|words| format!("\n####{}", safe(words))).unwrap_or_default();
    let answers = match (&task.exercise, &key.right) {
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), Right::Options { options }) => {
            let lines: Vec<String> = task
                .exercise
                .choices()
                .iter()
                .map(|choice| {
                    let is_right = options.contains(&choice.id);
                    let share = 100.0 / options.len().max(1) as f64;
                    let mark = match (is_right, options.len() > 1) {
                        (true, false) => "=".to_owned(),
                        (false, false) => "~".to_owned(),
                        (true, true) => format!("~%{}%", weight(share)),
                        (false, true) => format!("~%-{}%", weight(share)),
                    };
                    let said = key.mistakes.get(&choice.id).map(|words| format!("#{}", safe(words))).unwrap_or_default();
                    format!("{mark}{}{said}", safe(&choice.text))
                })
                .collect();
            lines.join("\n")
        }
        (Exercise::WhoSaid(_) | Exercise::Sort(_) | Exercise::Compare(_), Right::Pairs { .. })
        | (Exercise::Order(_) | Exercise::Cite(_), Right::Order { .. })
        | (Exercise::SourceCheck(_), Right::Grid { .. }) => {
            let pairs = matching(task, &key).into_iter().map(|(item, target)| format!("={} -> {}", safe(&item), safe(&target)));
            pairs.collect::<Vec<_>>().join("\n")
        }
        (_, Right::Words { words }) => words.iter().map(|word| format!("={}", safe(word))).collect::<Vec<_>>().join("\n"),
        // An essay: a person marks it.
        _ => return format!("::{number} {}::{prompt} {{{feedback}}}", safe(task.exercise.in_words())),
    };
    format!("::{number} {}::{prompt} {{\n{answers}{feedback}\n}}", safe(task.exercise.in_words()))
}

/// A share as GIFT has it, with up to five decimals.
fn weight(share: f64) -> String {
    format!("{share:.5}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in which nothing is a sign of GIFT; lines end in `\n`, for an empty line ends a question.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim().replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            _ => out.push(letter),
        }
    }
    // An arrow would part a pair.
    out.replace("->", "→").replace("//", "/\u{200b}/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_signs_of_the_format() {
        assert_eq!(safe("a = b ~ {c} #d: e\\f\n\ng -> h"), "a \\= b \\~ \\{c\\} \\#d\\: e\\\\f\\n\\ng → h");
    }
}
