//! What a task is asked about: cards of quotations, photos, passages, articles, to be taken out or put in another order.

use egui::{Align, Label, Layout, Ui, vec2};

use super::{
    Cx,
    field::{self, Control},
    put,
};
use crate::{
    app::{
        open_archive::OpenArchive,
        theme::{self, speaker_colour, speaker_pattern, text},
        widgets::{Card, checkbox, text_link},
    },
    lesson::{Field, shown},
    model::{Material, Task, TextMaterial},
};

/// What a material is called, and what stands under it.
pub fn words(archive: &OpenArchive, material: &Material) -> (String, String) {
    let headline = |slug: &crate::model::Slug| {
        archive.corpus.article(slug).map_or_else(|| format!("{slug} (not in the archive any more)"), |article| article.headline.clone())
    };
    let place = |slug: &crate::model::Slug, passage: &crate::model::Passage| {
        let number = archive.corpus.article(slug).and_then(|article| article.paragraph_of(passage));
        number.map_or_else(|| headline(slug), |number| format!("{}, paragraph {number}", shown(&headline(slug), 60)))
    };
    match material {
        Material::Article(material) => (headline(&material.article), "the whole article".to_owned()),
        Material::Passage(material) => (format!("“{}”", material.passage.exact), place(&material.article, &material.passage)),
        Material::Quotation(material) => {
            let marked = material.text.starts_with(['“', '"', '„', '«']);
            let words = if marked { material.text.clone() } else { format!("“{}”", material.text) };
            let passage = archive
                .corpus
                .article(&material.article)
                .and_then(|article| article.quotation(&material.quotation))
                .and_then(|quotation| quotation.passages.first());
            (words, passage.map_or_else(|| headline(&material.article), |passage| place(&material.article, passage)))
        }
        Material::Photo(material) => {
            let photo = archive.corpus.article(&material.article).and_then(|article| article.photo(&material.photo));
            let title = photo.map_or_else(|| "A photo that is not in the archive any more".to_owned(), |photo| photo.title().to_owned());
            (title, format!("photo of {}", shown(&headline(&material.article), 60)))
        }
        Material::Text(material) => (material.text.clone(), material.from.clone().unwrap_or_default()),
        Material::Unknown(_) => ("Material of a kind that this version does not know".to_owned(), "It is kept as it is.".to_owned()),
    }
}

/// Shows the material, and how to get more.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, place: field::Place<'_>, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    field::label(ui, "Material");
    for (at, material) in task.material.iter().enumerate() {
        let (title, below) = words(archive, material);
        let speaker = match material {
            Material::Quotation(material) => archive
                .corpus
                .article(&material.article)
                .and_then(|article| article.quotation(&material.quotation))
                .and_then(|quotation| quotation.spoken_by_character.as_ref()),
            _ => None,
        };
        let name = format!("Material: {}", shown(&title, 80));
        let mut card = Card::new(("material", at), &name);
        if speaker.is_some() {
            let voice = archive.voice(speaker);
            let colours = speaker_colour(&tokens, voice.index, voice.anonymous);
            card = card.speaker_edge(colours, speaker_pattern(&tokens, voice.index, voice.anonymous));
        }
        card.show(ui, |ui| {
            if let Material::Text(TextMaterial { text: own, .. }) = material {
                let part = format!("material {at}");
                let (_, words) = field::Words::new(ui, place.id(&part), "Words to look at", own)
                    .kind(text::card_quotation(ui))
                    .hint("Words that stand in no article")
                    .bare(ui.available_width())
                    .show(ui);
                if let Some(words) = words {
                    put(cx, "Change the material", Some(&part), task, |task| {
                        if let Some(Material::Text(material)) = task.material.get_mut(at) {
                            material.text = words;
                        }
                    });
                }
            } else {
                let galley = text::card_quotation(ui).galley_elided(ui, &title, tokens.ink, ui.available_width(), 4);
                ui.add(Label::new(galley).selectable(false));
            }
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
                let width = ui.available_width() - field::controls_width(ui, task.material.len()) - 8.0;
                let below = text::small(ui).galley_elided(ui, &below, tokens.muted, width, 1);
                ui.add(Label::new(below).selectable(false));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if let Some(control) = field::controls(ui, &name, at, task.material.len()) {
                        put(cx, "Change the material", None, task, |task| match control {
                            Control::Remove if at < task.material.len() => _ = task.material.remove(at),
                            _ => control.shift(&mut task.material, at),
                        });
                    }
                });
            });
            if let Material::Photo(photo) = material {
                let (mut caption, mut credit) = (photo.caption, photo.credit);
                let caption_changed = checkbox(ui, "Pupils see the caption", &mut caption).changed();
                let credit_changed = checkbox(ui, "Pupils see the credit", &mut credit).changed();
                if caption_changed || credit_changed {
                    put(cx, "What pupils see of a photo", None, task, |task| {
                        if let Some(Material::Photo(photo)) = task.material.get_mut(at) {
                            (photo.caption, photo.credit) = (caption, credit);
                        }
                    });
                }
            }
        });
    }
    if task.material.is_empty() {
        let hint = "Drag a quotation, photo, source or passage here, or take it “From the archive” at the right.";
        ui.add(Label::new(text::small(ui).rich(hint, tokens.muted)).wrap().selectable(false));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        let link = text_link(ui, "+ From the archive");
        field::follow(ui, cx, &link, Field::Material);
        if link.clicked() {
            cx.tools.drafts.lesson.side = 1;
            cx.tools.drafts.lesson.part = 2;
        }
        if text_link(ui, "+ Words of your own").clicked() {
            put(cx, "Add material", None, task, |task| task.material.push(Material::Text(TextMaterial::default())));
        }
    });
}
