//! Takes the pictures of the guide and the README from the real window: `scripts/pictures`.

use std::{
    error::Error,
    path::{Path, PathBuf},
    time::Duration,
};

use egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use onrecord::app::Window;

type Outcome = Result<(), Box<dyn Error>>;

/// The window at its usual size, with settings of its own.
fn window(paths: &[PathBuf], appearance: &str, home: &Path) -> Result<Harness<'static, Window>, Box<dyn Error>> {
    let look = format!(
        r#"{{"look":{{"appearance":"{appearance}","face":"serif","textSize":1.0,"readingWidth":66.0,"lineHeight":1.55,"lessMotion":true}}}}"#
    );
    std::fs::write(home.join("settings.json"), look)?;
    let (home, paths) = (home.to_owned(), paths.to_vec());
    Ok(Harness::builder().with_size(vec2(1366.0, 768.0)).build_eframe(move |creation| Window::new(&creation.egui_ctx, Some(home), paths)))
}

fn wait_for(harness: &mut Harness<'_, Window>, words: &str) -> Outcome {
    for _ in 0..1000 {
        if harness.query_all_by_label_contains(words).next().is_some() {
            harness.run_ok();
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
        harness.run_ok();
    }
    Err(format!("nothing says “{words}”").into())
}

fn press(harness: &mut Harness<'_, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
    harness.run_ok();
}

fn click(harness: &mut Harness<'_, Window>, words: &str) -> Outcome {
    harness.query_all_by_label_contains(words).next().ok_or_else(|| format!("nothing says “{words}”"))?.click();
    harness.run_ok();
    harness.run_ok();
    Ok(())
}

fn take(harness: &mut Harness<'_, Window>, name: &str) -> Outcome {
    // No pointer in the picture, nothing under it.
    harness.event(egui::Event::PointerGone);
    // Photos come from threads.
    std::thread::sleep(Duration::from_millis(800));
    harness.run_steps(8);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/pictures/{name}.png"));
    harness.render()?.save(&path)?;
    println!("{}", path.display());
    Ok(())
}

fn main() -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::create_dir_all(root.join("docs/pictures"))?;
    let home = tempfile::tempdir()?;
    let dismissal = root.join("archive/one-dismissal.record");
    let launch = root.join("archive/launch-with-a-view.record");

    let mut welcome = window(&[], "light", home.path())?;
    wait_for(&mut welcome, "Open an archive…")?;
    take(&mut welcome, "welcome")?;

    for (name, appearance) in [("read", "light"), ("read-dark", "dark"), ("high-contrast", "high-contrast")] {
        let mut read = window(std::slice::from_ref(&dismissal), appearance, home.path())?;
        wait_for(&mut read, "13 files verified")?;
        wait_for(&mut read, "In-text citation")?;
        press(&mut read, Modifiers::COMMAND, Key::PageDown);
        press(&mut read, Modifiers::COMMAND, Key::PageDown);
        press(&mut read, Modifiers::COMMAND, Key::ArrowDown);
        press(&mut read, Modifiers::COMMAND, Key::ArrowDown);
        take(&mut read, name)?;
        if appearance == "light" {
            click(&mut read, "Direct, ")?;
            click(&mut read, "Named, ")?;
            take(&mut read, "filter")?;
            press(&mut read, Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
            press(&mut read, Modifiers::COMMAND, Key::Num2);
            take(&mut read, "compare")?;
            press(&mut read, Modifiers::COMMAND, Key::Num3);
            take(&mut read, "present")?;
        }
    }

    let mut photos = window(&[launch], "light", home.path())?;
    wait_for(&mut photos, "11 files verified")?;
    wait_for(&mut photos, "In-text citation")?;
    press(&mut photos, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    click(&mut photos, "Photos, ")?;
    take(&mut photos, "photo")
}
