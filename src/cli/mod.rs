//! The command line: one file a subcommand.
//! Results go to standard output, progress and problems to standard error; 0 is done, 1 the input is at fault, 2 the usage is.
//! Invariant: nothing here draws; with the feature `window` off all of it still works.

mod bench;
mod check_styles;
mod cite;
mod complete;
mod duplicates;
mod export;
mod extract;
mod filters;
mod import;
mod lesson;
mod make;
mod make_class;
mod new;
mod pack;
mod quotes;
mod run;
mod search;
mod show;
mod verify;

pub use run::{Cli, run};
