//! Reads the command line and hands over: to the window, or to a subcommand.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;

fn main() -> ExitCode {
    onrecord::cli::run(onrecord::cli::Cli::parse(), window)
}

#[cfg(feature = "window")]
fn window(archives: &[PathBuf], student: Option<&Path>) -> Result<(), String> {
    onrecord::app::run(archives, student)
}

#[cfg(not(feature = "window"))]
fn window(_: &[PathBuf], _: Option<&Path>) -> Result<(), String> {
    Err("This build has no window. Use a subcommand; `onrecord --help` lists them.".to_owned())
}
