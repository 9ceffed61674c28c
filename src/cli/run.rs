//! Reading the command line and handing over.

use std::{io::Write, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::bundle::Bundle;

use super::{cite, complete, export, extract, import, new, pack, quotes, show, verify};

/// Opens archives of news articles: who said what, in which words, and how we know.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    about,
    long_about = "On Record opens archives of news articles with their photos, captions and quotations, checks them, searches them, cites them and exports them.\n\nWithout a subcommand it opens the window. It never opens a network connection.",
    after_help = "Examples:\n  onrecord vote.record\n  onrecord import article.txt -o vote.record\n  onrecord cite vote.record --style apa --speaker Krebs",
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// Archives to open in the window: .record files or folders
    archives: Vec<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Show(show::Args),
    Verify(verify::Args),
    New(new::Args),
    Import(import::Args),
    Extract(extract::Args),
    Quotes(quotes::Args),
    Cite(cite::Args),
    Export(export::Args),
    Completions(complete::Completions),
    Man(complete::Man),
    #[command(hide = true)]
    Pack(pack::Args),
}

/// Why a subcommand ended without doing all that was asked.
#[derive(Debug)]
pub enum Failure {
    /// The input is at fault: exit status 1, and the sentence on standard error.
    Input(String),
    /// The input is at fault and everything was said already: exit status 1.
    Said,
    /// The usage is at fault: exit status 2.
    Usage(String),
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Input(error.to_string())
    }
}

/// What a subcommand gives back.
pub type Outcome = Result<(), Failure>;

/// Does what the command line asks; without a subcommand, `window` is given the archives to open.
pub fn run(cli: Cli, window: impl FnOnce(&[PathBuf]) -> Result<(), String>) -> ExitCode {
    let outcome = match cli.command {
        None => window(&cli.archives).map_err(Failure::Input),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::New(args)) => new::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Quotes(args)) => quotes::run(&args),
        Some(Command::Cite(args)) => cite::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Completions(args)) => complete::completions(&args),
        Some(Command::Man(args)) => complete::man(&args),
        Some(Command::Pack(args)) => pack::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Input(sentence)) => {
            complain(&sentence);
            ExitCode::from(1)
        }
        Err(Failure::Said) => ExitCode::from(1),
        Err(Failure::Usage(sentence)) => {
            complain(&sentence);
            ExitCode::from(2)
        }
    }
}

/// Says a sentence on standard error.
pub fn complain(sentence: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "onrecord: {sentence}");
}

/// Says what is wrong with an archive after what could be done with it was done: exit status 1 where anything is.
pub fn say_problems(bundle: &Bundle) -> Outcome {
    let reason = bundle.read_only_reason();
    reason.into_iter().for_each(complain);
    bundle.problems().iter().for_each(|problem| complain(&problem.to_string()));
    if reason.is_none() && bundle.problems().is_empty() { Ok(()) } else { Err(Failure::Said) }
}

/// Prints a line of results; a closed pipe, as under `head`, ends the program quietly.
pub fn say(line: &str) -> Outcome {
    match writeln!(std::io::stdout(), "{line}") {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Failure::Input(format!("The results could not be written: {error}."))),
    }
}
