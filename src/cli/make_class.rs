//! `onrecord make-class`: the answers of a class from a seed, to test and measure with. For those who build On Record.

use std::{fs, path::PathBuf};

use super::{
    lesson::{WhichLesson, which},
    run::{Failure, Outcome, say},
};
use crate::lesson::{made_class, to_bytes};

/// Makes the answers of a class from a seed
#[derive(clap::Args)]
pub struct Args {
    /// The folder to write to
    out: PathBuf,
    #[command(flatten)]
    lesson: WhichLesson,
    /// How many pupils
    #[arg(long, default_value_t = 30)]
    pupils: usize,
    /// Another seed makes another class
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Writes a file a pupil.
pub fn run(args: &Args) -> Outcome {
    let made = which(&args.lesson)?;
    let failed = |error: std::io::Error| Failure::Input(format!("{} could not be written: {error}.", args.out.display()));
    fs::create_dir_all(&args.out).map_err(failed)?;
    for (number, answers) in made_class(&made, args.pupils, args.seed).iter().enumerate() {
        fs::write(args.out.join(format!("{:05}.answers", number + 1)), to_bytes(answers)).map_err(failed)?;
    }
    say(&format!("{}: {} answers to “{}”", args.out.display(), args.pupils, made.title))
}
