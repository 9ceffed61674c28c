//! `onrecord completions` and `onrecord man`: made from the same description as the help.

use std::{fs, path::PathBuf};

use clap::CommandFactory;
use clap_complete::Shell;

use super::run::{Cli, Outcome, say};

/// Prints completions for a shell
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// Writes manual pages, one for each subcommand
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord man ~/.local/share/man/man1")]
pub struct Man {
    /// The folder that they go to
    folder: PathBuf,
}

/// Prints completions.
pub fn completions(args: &Completions) -> Outcome {
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut std::io::stdout());
    Ok(())
}

/// Writes the manual pages.
pub fn man(args: &Man) -> Outcome {
    fs::create_dir_all(&args.folder)?;
    clap_mangen::generate_to(Cli::command(), &args.folder)?;
    say(&format!("{}: manual pages written", args.folder.display()))
}
