//! Puts a look in force: egui's own widgets, spacing, scrolling and fonts follow it.

use std::collections::BTreeMap;

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Id, Margin, Rangef, Shadow, Stroke, Style, TextStyle, Theme, ThemePreference, Ui,
    Visuals, vec2,
};

use super::fonts::{self, INTERFACE, INTERFACE_MEDIUM};
use super::{Appearance, Look, Scheme, Tokens};

fn key() -> Id {
    Id::unique("onrecord: look")
}

/// The look in force.
pub fn look(ctx: &Context) -> Look {
    ctx.data(|data| data.get_temp(key())).unwrap_or_default()
}

/// The colours in force.
pub fn tokens(ctx: &Context) -> Tokens {
    Tokens::of(match look(ctx).appearance {
        Appearance::Light => Scheme::Light,
        Appearance::Dark => Scheme::Dark,
        Appearance::HighContrast => Scheme::HighContrast,
        // A computer that says nothing gets paper.
        Appearance::System => match ctx.theme() {
            Theme::Light => Scheme::Light,
            Theme::Dark => Scheme::Dark,
        },
    })
}

/// Puts a look in force; cheap when nothing about the fonts changed.
pub fn apply(ctx: &Context, look: &Look) {
    let look = look.within_bounds();
    let before: Option<Look> = ctx.data(|data| data.get_temp(key()));
    if before == Some(look) {
        return;
    }
    if before.is_none_or(|before| before.face != look.face) {
        ctx.set_fonts(fonts::definitions(look.face));
    }
    ctx.data_mut(|data| data.insert_temp(key(), look));

    let (preference, light, dark) = match look.appearance {
        // A computer that says nothing gets paper.
        Appearance::System => (ThemePreference::System, Scheme::Light, Scheme::Dark),
        Appearance::Light => (ThemePreference::Light, Scheme::Light, Scheme::Light),
        Appearance::Dark => (ThemePreference::Dark, Scheme::Dark, Scheme::Dark),
        Appearance::HighContrast => (ThemePreference::Dark, Scheme::HighContrast, Scheme::HighContrast),
    };
    ctx.set_style_of(Theme::Light, style(&look, &Tokens::of(light)));
    ctx.set_style_of(Theme::Dark, style(&look, &Tokens::of(dark)));
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_theme(preference);
    ctx.request_repaint();
}

/// Makes words that are selected inside this `Ui` yellow, as in an article, instead of the accent's wash.
pub fn reading_selection(ui: &mut Ui) {
    let tokens = tokens(ui.ctx());
    ui.visuals_mut().selection = Selection { bg_fill: tokens.selection, stroke: Stroke::new(1.0, tokens.on_selection) };
}

fn style(look: &Look, t: &Tokens) -> Style {
    let scale = look.text_size;
    let font = |size: f32, family: &'static str| FontId::new(size * scale, FontFamily::Name(family.into()));
    let mut style = Style {
        text_styles: BTreeMap::from([
            (TextStyle::Small, font(12.5, INTERFACE)),
            (TextStyle::Body, font(14.0, INTERFACE)),
            (TextStyle::Monospace, font(14.0, INTERFACE)),
            (TextStyle::Button, font(14.0, INTERFACE_MEDIUM)),
            (TextStyle::Heading, font(22.0, fonts::ARTICLE_SEMIBOLD)),
        ]),
        visuals: visuals(t),
        animation_time: if look.less_motion { 0.0 } else { 0.12 },
        scroll_animation: if look.less_motion { ScrollAnimation::none() } else { ScrollAnimation::new(6000.0, Rangef::new(0.12, 0.28)) },
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(11.0, 5.0);
    spacing.interact_size = vec2(30.0, look.control_height());
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.menu_spacing = 4.0;
    spacing.menu_width = 280.0;
    spacing.tooltip_width = 360.0;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.slider_width = 160.0;
    spacing.slider_rail_height = 4.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 2.0,
        handle_min_length: 28.0,
        // Seen a little at rest, so that one knows there is more; never in the way.
        dormant_handle_opacity: if t.is_high_contrast() { 1.0 } else { 0.18 },
        active_handle_opacity: if t.is_high_contrast() { 1.0 } else { 0.35 },
        interact_handle_opacity: if t.is_high_contrast() { 1.0 } else { 0.6 },
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        ..ScrollStyle::floating()
    };
    spacing.scroll.fade.strength = 0.0;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.interact_radius = 3.0;
    style
}

fn visuals(t: &Tokens) -> Visuals {
    let base = if t.dark { Visuals::dark() } else { Visuals::light() };
    Visuals {
        dark_mode: t.dark,
        override_text_color: None,
        weak_text_color: Some(t.muted),
        widgets: widgets(t),
        selection: Selection { bg_fill: t.accent_wash, stroke: Stroke::new(2.0, if t.is_high_contrast() { t.on_wash } else { t.accent }) },
        hyperlink_color: t.accent,
        faint_bg_color: t.sunken,
        extreme_bg_color: t.surface,
        text_edit_bg_color: Some(t.surface),
        code_bg_color: t.sunken,
        warn_fg_color: t.warn,
        error_fg_color: t.warn,
        window_corner_radius: CornerRadius::same(10),
        window_shadow: Shadow { offset: [0, 12], blur: 40, spread: 0, color: t.shadow },
        window_fill: t.surface,
        window_stroke: t.rule_stroke(),
        menu_corner_radius: CornerRadius::same(8),
        popup_shadow: Shadow { offset: [0, 6], blur: 20, spread: 0, color: t.shadow },
        panel_fill: t.paper,
        slider_trailing_fill: true,
        indent_has_left_vline: false,
        interact_cursor: None,
        text_cursor: egui::style::TextCursorStyle { stroke: Stroke::new(t.line.max(1.5), t.accent), ..base.text_cursor.clone() },
        ..base
    }
}

fn widgets(t: &Tokens) -> Widgets {
    let widget = |fill: Color32, edge: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(6),
        fg_stroke: Stroke::new(t.line.max(1.0), text),
        expansion: 0.0,
    };
    let strong_edge = Stroke::new(t.line, if t.is_high_contrast() { t.accent } else { t.faint });
    Widgets {
        noninteractive: widget(t.surface, t.rule_stroke(), t.ink),
        inactive: widget(t.surface, t.edge_stroke(), t.ink),
        hovered: widget(t.hover, strong_edge, t.ink),
        // egui shows what the keyboard is at with this one, so it carries the ring.
        active: widget(t.hover, t.accent_stroke(), t.ink),
        open: widget(t.hover, strong_edge, t.ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::Face;

    #[test]
    fn the_appearance_decides_the_colours() {
        let ctx = Context::default();
        for (appearance, scheme) in
            [(Appearance::Light, Scheme::Light), (Appearance::Dark, Scheme::Dark), (Appearance::HighContrast, Scheme::HighContrast)]
        {
            apply(&ctx, &Look { appearance, ..Look::default() });
            assert_eq!(tokens(&ctx), Tokens::of(scheme));
            assert_eq!(ctx.global_style().visuals.panel_fill, Tokens::of(scheme).paper);
        }
    }

    #[test]
    fn a_look_is_bounded_when_it_is_put_in_force() {
        let ctx = Context::default();
        apply(&ctx, &Look { text_size: 40.0, face: Face::Sans, ..Look::default() });
        assert_eq!((look(&ctx).text_size, look(&ctx).face), (2.0, Face::Sans));
    }

    #[test]
    fn less_motion_stops_all_movement() {
        let ctx = Context::default();
        apply(&ctx, &Look { less_motion: true, ..Look::default() });
        assert_eq!(ctx.global_style().animation_time, 0.0);
    }
}
