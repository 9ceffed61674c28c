//! A speaker's initials in their colour, with the pattern once the colours are used up.

use egui::{Color32, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::control::paint_centred;
use crate::app::theme::{self, Pattern, speaker_colour, speaker_pattern, text};

/// A round badge with a speaker's initials; `index` counts the speakers of the article.
pub fn initials_badge(ui: &mut Ui, name: &str, index: usize, anonymous: bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let side = (20.0 * look.text_size).round();
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, if anonymous { "not named" } else { name }));
    let (line, wash) = speaker_colour(&tokens, index, anonymous);
    let pattern = speaker_pattern(&tokens, index, anonymous);
    let painter = ui.painter();
    painter.circle_filled(rect.center(), side / 2.0, wash);
    let ring = |radius: f32, width: f32| painter.circle_stroke(rect.center(), radius, Stroke::new(width, line));
    match pattern {
        Pattern::Solid if tokens.is_high_contrast() => drop(ring(side / 2.0 - 0.75, 1.5)),
        Pattern::Solid => {}
        Pattern::Stripes => paint_broken_ring(ui, rect, line, 8),
        Pattern::Dots => paint_broken_ring(ui, rect, line, 16),
        Pattern::Bars => {
            ring(side / 2.0 - 0.5, 1.0);
            ring(side / 2.0 - 2.5, 1.0);
        }
    }
    let letters = if anonymous { "?".to_owned() } else { initials(name) };
    // Letters in the speaker's colour, deepened with ink so that they can be read at this size.
    let ink = super::control::between(line, tokens.ink, 0.35);
    paint_centred(ui, rect.center(), text::section_label(&look).scaled(9.0 / 11.0).galley(ui, letters, ink));
    response
}

fn paint_broken_ring(ui: &Ui, rect: Rect, colour: Color32, parts: usize) {
    let radius = rect.width() / 2.0 - 0.75;
    for part in 0..parts {
        let from = std::f32::consts::TAU * part as f32 / parts as f32;
        let to = from + std::f32::consts::TAU / parts as f32 * 0.5;
        let points = (0..=3).map(|step| rect.center() + egui::Vec2::angled(from + (to - from) * step as f32 / 3.0) * radius).collect();
        ui.painter().line(points, Stroke::new(1.5, colour));
    }
}

/// One or two letters for a name: the first and the last word's, or the first two of a single word.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> =
        name.split(|letter: char| letter.is_whitespace() || letter == '-').filter(|word| word.starts_with(char::is_alphanumeric)).collect();
    let first = |word: &&str| word.chars().next();
    match words.as_slice() {
        [] => "?".to_owned(),
        [word] => word.chars().take(2).collect::<String>().to_uppercase(),
        [one, .., last] => [first(one), first(last)].into_iter().flatten().collect::<String>().to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_at_most_two_letters_of_any_alphabet() {
        for (name, letters) in [
            ("Ngozi Okafor", "NO"),
            ("CISA", "CI"),
            ("Mary Ann van der Berg", "MB"),
            ("Жанна Орлова", "ЖО"),
            ("Éric Ångström", "ÉÅ"),
            ("(unknown)", "?"),
            ("", "?"),
            ("Ö", "Ö"),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
