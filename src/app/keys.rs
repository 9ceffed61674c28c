//! Ctrl is the key of commands wherever there is no ⌘.

use egui::{Context, Event, Modifiers, Plugin, RawInput};

/// Marks every Ctrl as egui's `command`, also where input comes from a program that sets only Ctrl, such as an assistive one.
pub struct CtrlCommands;

impl Plugin for CtrlCommands {
    fn debug_name(&self) -> &'static str {
        "ctrl commands"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        if cfg!(target_os = "macos") {
            return;
        }
        let with_command = |modifiers: &mut Modifiers| modifiers.command |= modifiers.ctrl;
        for event in &mut input.events {
            if let Event::Key { modifiers, .. } | Event::PointerButton { modifiers, .. } | Event::MouseWheel { modifiers, .. } = event {
                with_command(modifiers);
            }
        }
    }
}
