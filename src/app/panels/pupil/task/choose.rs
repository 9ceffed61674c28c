//! Choose one or several: options, captions, headlines.

use egui::Ui;

use super::{
    chosen, digit,
    row::{Sign, row},
    said,
};
use crate::model::{Choice, ChoiceId, Reply};

/// Shows the options; a digit chooses one of them as well.
pub fn show(ui: &mut Ui, options: &[Choice], several: bool, reply: &mut Option<Reply>) -> bool {
    if options.is_empty() {
        said(ui, "There is nothing to choose from. Go on with the next task, and tell your teacher.");
        return false;
    }
    let mut now = chosen(reply);
    let mut pressed = digit(ui).filter(|at| *at < options.len());
    if several {
        said(ui, "Choose all that are right.");
    }
    for (at, option) in options.iter().enumerate() {
        let sign = if several { Sign::Several } else { Sign::One };
        if row(ui, sign, &option.text, option.from.as_deref(), now.contains(&option.id)).clicked() {
            pressed = Some(at);
        }
    }
    let Some(option) = pressed.and_then(|at| options.get(at)) else { return false };
    let is_on = now.contains(&option.id);
    if !several {
        // Pressed again it stays: a choice is changed by another one.
        if is_on {
            return false;
        }
        now.clear();
    }
    if is_on {
        now.retain(|id| *id != option.id);
    } else {
        now.push(option.id.clone());
    }
    // In the order shown, whatever the order of pressing.
    let kept: Vec<ChoiceId> = options.iter().map(|option| option.id.clone()).filter(|id| now.contains(id)).collect();
    *reply = Some(Reply::Chosen(kept));
    true
}
