//! Reading the command line and handing over.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::{bundle::Bundle, model::harmless};

use super::{
    bench, check_styles, cite, complete, duplicates, export, extract, import, lesson, make, make_class, new, pack, quotes, search, show,
    verify,
};

/// Opens archives of news articles: who said what, in which words, and how we know.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    about,
    long_about = "On Record opens archives of news articles with their photos, captions and quotations, checks them, searches them, cites them and exports them.\n\nWithout a subcommand it opens the window. It never opens a network connection.",
    after_help = "Examples:\n  onrecord vote.record\n  onrecord --student lesson.record\n  onrecord import article.txt -o vote.record\n  onrecord cite vote.record --style apa --speaker Krebs",
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// Archives to open in the window: .record files or folders
    archives: Vec<PathBuf>,
    /// Opens the lesson of this file as its pupils see it: a pupil’s copy, or an archive with a lesson
    #[arg(long, value_name = "FILE", conflicts_with = "archives")]
    student: Option<PathBuf>,
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
    Search(search::Args),
    Duplicates(duplicates::Args),
    Export(export::Args),
    Lesson(lesson::Args),
    Completions(complete::Completions),
    Man(complete::Man),
    #[command(hide = true)]
    Pack(pack::Args),
    #[command(hide = true)]
    MakeArchive(make::Args),
    #[command(hide = true)]
    MakeClass(make_class::Args),
    #[command(hide = true)]
    CheckStyles(check_styles::Args),
    #[command(hide = true)]
    Bench(bench::Args),
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

/// Does what the command line asks; without a subcommand, `window` is given the archives to open, or the lesson to answer.
pub fn run(cli: Cli, window: impl FnOnce(&[PathBuf], Option<&Path>) -> Result<(), String>) -> ExitCode {
    let outcome = match cli.command {
        None => window(&cli.archives, cli.student.as_deref()).map_err(Failure::Input),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::New(args)) => new::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Quotes(args)) => quotes::run(&args),
        Some(Command::Cite(args)) => cite::run(&args),
        Some(Command::Search(args)) => search::run(&args),
        Some(Command::Duplicates(args)) => duplicates::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Lesson(args)) => lesson::run(&args),
        Some(Command::Completions(args)) => complete::completions(&args),
        Some(Command::Man(args)) => complete::man(&args),
        Some(Command::Pack(args)) => pack::run(&args),
        Some(Command::MakeArchive(args)) => make::run(&args),
        Some(Command::MakeClass(args)) => make_class::run(&args),
        Some(Command::CheckStyles(args)) => check_styles::run(&args),
        Some(Command::Bench(args)) => bench::run(&args),
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
    let _ = writeln!(std::io::stderr(), "onrecord: {}", harmless(sentence));
}

/// Says what is wrong with an archive, and with the articles that were read, after what could be done was done: exit status 1 where anything is.
pub fn say_problems(bundle: &Bundle) -> Outcome {
    let reason = bundle.read_only_reason();
    reason.into_iter().for_each(complain);
    let damaged = bundle.damaged();
    bundle.problems().iter().chain(&damaged).for_each(|problem| complain(&problem.to_string()));
    if reason.is_none() && bundle.problems().is_empty() && damaged.is_empty() { Ok(()) } else { Err(Failure::Said) }
}

/// Prints a line of results for people; what would command the terminal or turn the words around is taken out.
pub fn say(line: &str) -> Outcome {
    print(&harmless(line))
}

/// Prints a line of results for programs: the same values, with what would command a terminal escaped.
pub fn say_json(value: &impl serde::Serialize) -> Outcome {
    say_json_line(&serde_json::to_string(value)?)
}

/// Prints a line of results that is JSON already.
pub fn say_json_line(line: &str) -> Outcome {
    // Such characters stand only inside JSON's strings, where an escape means the same.
    let is_unseen = |letter: char| letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !line.chars().any(is_unseen) {
        return print(line);
    }
    let escape = |letter: char| if is_unseen(letter) { format!("\\u{:04x}", letter as u32) } else { letter.to_string() };
    print(&line.chars().map(escape).collect::<String>())
}

/// A closed pipe, as under `head`, ends the program quietly.
fn print(line: &str) -> Outcome {
    match writeln!(std::io::stdout(), "{line}") {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Failure::Input(format!("The results could not be written: {error}."))),
    }
}
