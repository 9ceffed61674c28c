//! The window in a test: found by the names that are seen or read aloud.

#![cfg(feature = "window")]
#![allow(dead_code, unreachable_pub)] // each test file uses its part

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use onrecord::app::Window;

/// The window with a folder of its own for settings and notes.
pub struct Test {
    pub harness: Harness<'static, Window>,
    pub home: tempfile::TempDir,
}

/// A file or folder that is let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("archive/one-dismissal.record")
}

impl Test {
    pub fn new(paths: &[PathBuf], settings: &str) -> Self {
        Self::at(tempfile::tempdir().unwrap(), paths, settings)
    }

    /// The window with what another one left in its folder.
    pub fn at(home: tempfile::TempDir, paths: &[PathBuf], settings: &str) -> Self {
        if !settings.is_empty() {
            std::fs::write(home.path().join("settings.json"), settings).unwrap();
        }
        let (folder, paths) = (home.path().to_owned(), paths.to_vec());
        let harness = Harness::builder()
            .with_size(vec2(1366.0, 768.0))
            .with_max_steps(60)
            .build_eframe(move |creation| Window::new(&creation.egui_ctx, Some(folder), paths));
        Self { harness, home }
    }

    pub fn with_sample() -> Self {
        let mut test = Self::new(&[sample()], "");
        test.wait_for("13 files verified");
        test.wait_for("In-text citation: ");
        test
    }

    /// Steps until something has a name that contains these words.
    pub fn wait_for(&mut self, words: &str) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.harness.query_all_by_label_contains(words).next().is_none() {
            assert!(Instant::now() < end, "nothing says “{words}”");
            std::thread::sleep(Duration::from_millis(10));
            self.harness.run_ok();
        }
        self.harness.run_ok();
    }

    /// Steps until something is so.
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while !is_so(self) {
            assert!(Instant::now() < end, "not so: {what}");
            std::thread::sleep(Duration::from_millis(10));
            self.harness.run_ok();
        }
    }

    pub fn click(&mut self, words: &str) {
        self.harness.get_all_by_label_contains(words).next().unwrap().click();
        self.harness.run_ok();
        self.harness.run_ok();
    }

    /// Scrolls something into sight and clicks it.
    pub fn reach(&mut self, words: &str) {
        self.harness.get_all_by_label_contains(words).next().unwrap().scroll_to_me();
        self.harness.run_ok();
        self.click(words);
    }

    /// Clicks what has a role and a name.
    pub fn click_role(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.harness.run_ok();
        self.harness.run_ok();
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
        self.harness.run_ok();
    }

    /// Lets files and folders go over the window, all at once.
    pub fn drop_files<P: AsRef<Path>>(&mut self, paths: &[P]) {
        let dropped = paths.iter().map(|path| std::sync::Arc::new(Dropped(path.as_ref().to_owned())) as _);
        self.harness.input_mut().dropped_files.extend(dropped);
        self.harness.run_ok();
    }

    pub fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Whether the widget of this name says that it is selected.
    pub fn is_selected(&self, words: &str) -> bool {
        self.harness.get_all_by_label_contains(words).any(|node| {
            let node = node.accesskit_node();
            node.is_selected() == Some(true) || node.toggled() == Some(egui::accesskit::Toggled::True)
        })
    }

    #[track_caller]
    pub fn must_show(&self, words: &str) {
        assert!(self.shows(words), "nothing says “{words}”");
    }
}
