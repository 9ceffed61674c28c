//! The clipboard: rich text where the system takes it, plain text always.

use std::cell::RefCell;

use super::{
    action::{Action, CopyWhat},
    selection::Selected,
    state::State,
};

thread_local! {
    // On X11 the clipboard's owner answers for it: it is kept as long as the window lives.
    static CLIPBOARD: RefCell<Option<arboard::Clipboard>> = const { RefCell::new(None) };
}

/// Puts text on the clipboard, with a rich form where there is one.
pub fn put(ctx: &egui::Context, text: String, html: String) {
    let is_rich = !html.is_empty()
        && CLIPBOARD.with_borrow_mut(|clipboard| {
            if clipboard.is_none() {
                *clipboard = arboard::Clipboard::new().ok();
            }
            clipboard.as_mut().is_some_and(|clipboard| clipboard.set_html(html, Some(text.clone())).is_ok())
        });
    if !is_rich {
        ctx.copy_text(text);
    }
}

/// What Ctrl+C copies while no field is being typed in: marked words, or the selected quotation with its citation.
pub fn asked(ctx: &egui::Context, state: &State) -> Option<Action> {
    if ctx.text_edit_focused() || state.dialog.is_some() || !ctx.input(|input| input.events.contains(&egui::Event::Copy)) {
        return None;
    }
    match &state.in_front()?.selection.what {
        Selected::Passage(_) => Some(Action::Copy(CopyWhat::Words)),
        Selected::Quotation(_) => Some(Action::Copy(CopyWhat::WithQuotation)),
        _ => None,
    }
}

/// Puts a picture on the clipboard.
///
/// # Errors
/// What the system says where it takes none.
pub fn put_picture(picture: &egui::ColorImage) -> Result<(), String> {
    let bytes: Vec<u8> = picture.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
    let image = arboard::ImageData { width: picture.width(), height: picture.height(), bytes: bytes.into() };
    CLIPBOARD.with_borrow_mut(|clipboard| {
        if clipboard.is_none() {
            *clipboard = Some(arboard::Clipboard::new().map_err(|error| error.to_string())?);
        }
        match clipboard {
            Some(clipboard) => clipboard.set_image(image).map_err(|error| error.to_string()),
            None => Ok(()),
        }
    })
}
