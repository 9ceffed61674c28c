//! The fields that citations are made of, to be filled in by hand.

use egui::{TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        edits::Edit,
        fields::FieldValues,
        selection::Selected,
        theme::{self, text},
        widgets::{self, Button},
    },
    cite::Field,
};

/// Shows the dialog; the keyboard is in the field that was asked for.
pub fn show(ui: &Ui, cx: &mut Cx<'_>, wanted: Field) {
    let Some(archive) = cx.state.archive() else { return };
    let Some((_, article)) = archive.article() else { return };
    let photo = match &archive.selection.what {
        Selected::Photo(id) => Some(id),
        _ => None,
    };
    let is_new = cx.tools.drafts.fields.is_none();
    let mut values = cx.tools.drafts.fields.take().unwrap_or_else(|| FieldValues::of(article, photo));
    let title = if values.photo.is_some() { "What is known of the photo" } else { "What is known of the article" };
    let problem = values.problem();
    let shown = widgets::Dialog::new("fields of a citation", title).width(520.0 * theme::look(ui.ctx()).text_size.min(1.4)).show(
        ui.ctx(),
        |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let tokens = theme::tokens(ui.ctx());
            let sentence = "Take it from the page itself. It is saved with the archive, and Ctrl+Z takes it back.";
            ui.add(egui::Label::new(text::small(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
            let field = |ui: &mut Ui, is: Field, name: &str, hint: &str, words: &mut String, rows: usize| {
                ui.add_space(6.0);
                ui.label(text::small_strong(ui).rich(name, tokens.ink));
                let edit = if rows > 1 { TextEdit::multiline(words).desired_rows(rows) } else { TextEdit::singleline(words) };
                let response = ui.add(edit.hint_text(hint).desired_width(f32::INFINITY));
                response.widget_info(|| egui::WidgetInfo { label: Some(name.to_owned()), ..egui::WidgetInfo::new(egui::Role::TextInput) });
                if is_new && is == wanted {
                    response.request_focus();
                }
            };
            if values.photo.is_some() {
                field(ui, Field::Author, "Creator", "Ada Ferris, or Harbour Press (organization)", &mut values.authors, 1);
                field(ui, Field::Outlet, "Credit line", "As it must be printed", &mut values.outlet, 1);
                field(ui, Field::Date, "Taken on", "2020-11-18, 2020-11 or 2020", &mut values.date, 1);
            } else {
                let hint = "One a line; behind the name of a body: (organization)";
                field(ui, Field::Author, "Authors", hint, &mut values.authors, 3);
                field(ui, Field::Outlet, "Outlet", "The newspaper, the agency, the site", &mut values.outlet, 1);
                field(ui, Field::Date, "Published on", "2020-11-18, 2020-11 or 2020", &mut values.date, 1);
                field(ui, Field::Address, "Address", "https://…", &mut values.address, 1);
                field(ui, Field::Address, "Page in print", "A1", &mut values.page, 1);
            }
            if let Some(problem) = &problem {
                ui.add_space(4.0);
                ui.add(egui::Label::new(text::small(ui).rich(problem, tokens.warn)).wrap().selectable(false));
            }
        },
        |ui| {
            let saves = ui.add_enabled(problem.is_none(), Button::primary("Put in")).clicked();
            (saves, ui.add(Button::secondary("Cancel")).clicked())
        },
    );
    if shown.buttons.0 {
        cx.actions.push(Action::CloseDialog);
        cx.actions.push(Action::Edit(Edit::Fields(Box::new(values.clone()))));
    }
    if shown.buttons.1 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
    cx.tools.drafts.fields = Some(values);
}
