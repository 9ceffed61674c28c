//! Where a class marked, over the words of the article.

use egui::{Label, Role, Sense, Ui, WidgetInfo, text::LayoutJob};

use super::{Cx, colour};
use crate::{
    app::{
        panels::contents::counted,
        theme::{self, text},
    },
    lesson::{Heat, shown},
};

/// How many paragraphs are shown.
const PARAGRAPHS: usize = 40;

/// Shows the paragraphs in which anybody marked anything.
pub fn show(ui: &mut Ui, cx: &Cx<'_>, heat: &Heat, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let quiet = |ui: &mut Ui, words: String| {
        ui.add(Label::new(text::small(ui).scaled(scale.min(1.4)).rich(words, tokens.muted)).wrap().selectable(false));
    };
    let Some(article) = cx.state.archive().and_then(|archive| archive.corpus.article(&heat.article)) else {
        return quiet(ui, "The article is not in the archive any more.".to_owned());
    };
    if heat.stretches.is_empty() {
        return quiet(ui, "Nobody marked anything.".to_owned());
    }
    let plain = article.plain_text();
    let kind = text::article(ui).scaled(16.5 / 18.0 * scale.min(1.5));
    let mut paragraphs = 0;
    for (number, block) in article.block_ranges().into_iter().enumerate() {
        let inside: Vec<_> = heat.stretches.iter().filter(|stretch| stretch.start < block.end && block.start < stretch.end).collect();
        if inside.is_empty() || paragraphs >= PARAGRAPHS {
            continue;
        }
        paragraphs += 1;
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        let mut at = block.start;
        let mut most = 0;
        for stretch in inside {
            let (start, end) = (stretch.start.max(at), stretch.end.min(block.end));
            if at < start {
                job.append(plain.slice(at..start), 0.0, kind.format(tokens.ink));
            }
            if start < end {
                let (background, ink) = colour::wash(&tokens, stretch.count as f32 / heat.pupils.max(1) as f32);
                let mut format = kind.format(ink);
                format.background = background;
                job.append(plain.slice(start..end), 0.0, format);
                job.append(&format!(" {} ", stretch.count), 0.0, text::small_strong(ui).scaled(scale.min(1.4) * 0.85).format(tokens.muted));
                at = end;
            }
            most = most.max(stretch.count);
        }
        if at < block.end {
            job.append(plain.slice(at..block.end), 0.0, kind.format(tokens.ink));
        }
        let galley = ui.painter().layout_job(job);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        let name = format!("Paragraph {}, marked by up to {most}: {}", number + 1, shown(plain.slice(block), 200));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        ui.painter().galley(rect.min, galley, tokens.ink);
    }
    let most = heat.stretches.iter().max_by_key(|stretch| stretch.count);
    let most = most
        .map(|stretch| format!(" {} of {} marked “{}”.", stretch.count, heat.pupils, shown(plain.slice(stretch.start..stretch.end), 60)));
    quiet(
        ui,
        format!(
            "Stronger: marked by more pupils; the number says by how many. {} marked something.{}",
            counted(heat.pupils, "pupil"),
            most.unwrap_or_default()
        ),
    );
}
