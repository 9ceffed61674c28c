//! A lesson or a class's results on its way to paper: which sheet, and its pages as pictures.

use std::path::PathBuf;

use egui::TextureHandle;
use image::RgbaImage;

use super::lesson::Screen;
use crate::export::PrintOptions;

/// A sheet that can be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintSheet {
    /// What pupils write on, with the articles.
    #[default]
    Worksheet,
    /// The teacher's page, with what counts as right.
    Key,
    /// What a class handed in.
    Results,
}

impl PrintSheet {
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Worksheet => "Worksheet",
            Self::Key => "Key",
            Self::Results => "Results",
        }
    }

    /// What is on it, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Worksheet => "For pupils: the tasks with lines to write on, the articles with numbered lines. The key is not in it.",
            Self::Key => "For you: aims, the course of the lesson, what counts as right and why, what to talk about.",
            Self::Results => "Pupils and tasks with their points, what was answered, the most common slips.",
        }
    }

    /// What stands behind the lesson's name in the name of its file.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Worksheet => "-worksheet",
            Self::Key => "-key",
            Self::Results => "-results",
        }
    }
}

/// The sheet that is looked at before it is printed.
#[derive(Default)]
pub struct Printing {
    /// Which it is.
    pub sheet: PrintSheet,
    /// The screen from which it was asked for.
    pub from: Option<Screen>,
    /// Counts what was asked for, so that pages of an earlier sheet are not taken for this one's.
    pub number: u64,
    /// The job that sets it.
    pub job: Option<u64>,
    /// Its pages, as far as they are there.
    pub pages: Vec<TextureHandle>,
    /// How many pages it has, once that is known.
    pub count: usize,
    /// Why it could not be set.
    pub failed: Option<String>,
}

/// One step on the way to paper.
pub enum PrintStep {
    /// Shows a sheet page by page.
    Show(PrintSheet),
    /// Another paper, or letters of another size.
    Options(PrintOptions),
    /// A page of the sheet of this number: its picture, and how many pages there are.
    Page(u64, RgbaImage, usize),
    /// The sheet of this number is set: how many pages it has, or why it could not be.
    Ended(u64, Result<usize, String>),
    /// Writes a sheet to a file.
    Save(PrintSheet, PathBuf),
}
