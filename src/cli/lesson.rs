//! `onrecord lesson`: lessons from an archive, pupils' copies, marking, a class's results.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use serde_json::json;

use super::{
    new::form_of,
    run::{Failure, Outcome, complain, say, say_problems},
};
use crate::{
    bundle::{Bundle, Draft, Progress},
    export,
    lesson::{self, Class, Marking, Shelf, points_in_words, shown},
    model::{Article, Lesson, Slug, TeacherMarks},
};

/// How many articles are looked at where none is named: what a class reads is among the first.
const ARTICLES: usize = 60;

/// Lessons: made from an archive, given out, marked
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord lesson templates vote.record\n  onrecord lesson make who-gets-to-speak vote.record -o vote-lesson.record\n  onrecord lesson student vote-lesson.record --lesson who-gets-to-speak -o pupils.record\n  onrecord lesson mark answers/ --lesson vote-lesson.record\n  onrecord lesson results answers/ --lesson vote-lesson.record --to xlsx -o results.xlsx"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Templates(Templates),
    Make(Make),
    Check(Check),
    Student(Student),
    Mark(Mark),
    Results(Results),
}

/// Lists the templates with what an archive makes of each, or what it lacks
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord lesson templates vote.record --json")]
struct Templates {
    /// The archive
    archive: PathBuf,
    #[command(flatten)]
    articles: Articles,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Makes a lesson from a template
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord lesson make words-that-judge vote.record -o words.json\n  onrecord lesson make words-that-judge vote.record -o vote.record"
)]
struct Make {
    /// The template: `onrecord lesson templates` lists them
    template: String,
    /// The archive
    archive: PathBuf,
    #[command(flatten)]
    articles: Articles,
    /// Where it goes: a .json file, or an archive to be saved with the lesson in it (also the same one)
    #[arg(short, long)]
    out: PathBuf,
    /// The lesson's title
    #[arg(long)]
    title: Option<String>,
}

/// Names what is wrong with a lesson
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord lesson check words.json --archive vote.record\n  onrecord lesson check vote.record")]
struct Check {
    /// Lessons: .json files, or archives with lessons in them
    #[arg(required = true)]
    lessons: Vec<PathBuf>,
    /// The archive that .json lessons belong to, to check their passages as well
    #[arg(long)]
    archive: Option<PathBuf>,
}

/// Writes a pupil's copy: the lesson without its key, and only the articles it needs
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord lesson student vote.record --lesson words-that-judge -o pupils.record")]
struct Student {
    /// The archive
    archive: PathBuf,
    /// The lesson: its name in the archive, or a .json file
    #[arg(long)]
    lesson: String,
    /// The copy to write
    #[arg(short, long)]
    out: PathBuf,
}

/// Marks answers: files, or folders of them
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord lesson mark answers/ --lesson words.json\n  onrecord lesson mark ada.answers --lesson vote.record --json"
)]
struct Mark {
    /// Answer files and folders
    #[arg(required = true)]
    answers: Vec<PathBuf>,
    #[command(flatten)]
    lesson: WhichLesson,
    /// The teacher's marks for what a program cannot mark
    #[arg(long)]
    marks: Option<PathBuf>,
    /// One JSON object a line: each pupil with a mark a task, then each file that was set aside
    #[arg(long)]
    json: bool,
}

/// Sums a class up: pupils and tasks, what was answered, the most frequent mistakes
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord lesson results answers/ --lesson words.json --to csv -o results.csv")]
struct Results {
    /// The folder of answers
    folder: PathBuf,
    #[command(flatten)]
    lesson: WhichLesson,
    /// The form
    #[arg(long, value_parser = ["csv", "xlsx", "pdf"])]
    to: String,
    /// The file to write
    #[arg(short, long)]
    out: PathBuf,
    /// The teacher's marks; a file that ends in .marks in the folder is taken by itself
    #[arg(long)]
    marks: Option<PathBuf>,
    /// The archive: with it, a PDF shows over the articles where the class marked
    #[arg(long)]
    archive: Option<PathBuf>,
    /// Numbers in the place of names, in an order that has nothing to do with them
    #[arg(long)]
    anonymous: bool,
    /// With pdf: US Letter in the place of A4
    #[arg(long)]
    letter: bool,
    /// With pdf: large print
    #[arg(long)]
    large: bool,
}

/// Which lesson answers belong to.
#[derive(clap::Args)]
pub(super) struct WhichLesson {
    /// The lesson: a .json file, or an archive that has it
    #[arg(long)]
    lesson: PathBuf,
    /// Its name, where the archive has several
    #[arg(long)]
    name: Option<Slug>,
}

/// Which articles a lesson is made from.
#[derive(clap::Args)]
struct Articles {
    /// Only from these articles, by their names in the archive
    #[arg(long = "article")]
    article: Vec<Slug>,
}

/// Does what is asked about lessons.
pub fn run(args: &Args) -> Outcome {
    match &args.command {
        Command::Templates(args) => templates(args),
        Command::Make(args) => make(args),
        Command::Check(args) => check(args),
        Command::Student(args) => student(args),
        Command::Mark(args) => mark(args),
        Command::Results(args) => results(args),
    }
}

fn templates(args: &Templates) -> Outcome {
    let bundle = Bundle::open(&args.archive)?;
    let articles = read_articles(&bundle, &args.articles)?;
    let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    for offer in lesson::templates(&shelf) {
        let template = offer.template;
        if args.json {
            let (tasks, lacking) = match &offer.lesson {
                Ok(lesson) => (Some(lesson.tasks.len()), None),
                Err(lacking) => (None, Some(&lacking.0)),
            };
            say(&json!({ "template": template.key, "title": template.title, "minutes": template.minutes, "ages": template.ages, "aims": template.aims, "tasks": tasks, "lacking": lacking }).to_string())?;
            continue;
        }
        say(&format!("{}\n  {} · {} minutes · ages {}", template.key, template.title, template.minutes, template.ages))?;
        match &offer.lesson {
            Ok(lesson) => say(&format!("  {} tasks, {} points\n", lesson.tasks.len(), lesson.points()))?,
            Err(lacking) => say(&format!("  Cannot be filled. {lacking}\n"))?,
        }
    }
    say_problems(&bundle)
}

fn make(args: &Make) -> Outcome {
    let bundle = Bundle::open(&args.archive)?;
    let articles = read_articles(&bundle, &args.articles)?;
    let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    let mut made = lesson::make(&args.template, &shelf)?;
    if let Some(title) = &args.title {
        made.title.clone_from(title);
    }
    if is_json(&args.out) {
        write_lesson(&args.out, &made)?;
    } else {
        let mut slug = Slug::from_title(&made.title);
        let taken = bundle.lessons();
        if taken.contains(&slug) {
            slug = (2..).map(|number| slug.numbered(number)).find(|slug| !taken.contains(slug)).unwrap_or(slug);
        }
        let mut draft = Draft::from(&bundle);
        draft.put_lesson(&slug, made.clone());
        draft.save(&args.out, form_of(&args.out), &Progress::silent())?;
        say(&format!("{}: lesson {slug}", args.out.display()))?;
    }
    say(&format!(
        "{}: “{}”, {} tasks, {} points, {} minutes",
        args.out.display(),
        made.title,
        made.tasks.len(),
        made.points(),
        made.time_required.0
    ))
}

fn check(args: &Check) -> Outcome {
    let mut sound = true;
    let archive = args.archive.as_ref().map(|path| Bundle::open(path)).transpose()?;
    let mut one = |name: &str, made: &Lesson, bundle: Option<&Bundle>| -> Outcome {
        let problems = match bundle {
            Some(bundle) => {
                let articles = articles_of(bundle, made);
                lesson::check_with(made, &Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article))))
            }
            None => lesson::check(made),
        };
        sound &= problems.is_empty();
        for problem in &problems {
            let task = problem.task.as_ref().map(|task| format!("task {task}, ")).unwrap_or_default();
            say(&format!("{name}: {task}{}: {}", problem.field.word(), problem.sentence))?;
        }
        if problems.is_empty() {
            say(&format!("{name}: “{}” can be given out, {} tasks", shown(&made.title, 80), made.tasks.len()))
        } else {
            Ok(())
        }
    };
    for path in &args.lessons {
        if is_json(path) {
            one(&path.display().to_string(), &read_lesson(path)?, archive.as_ref())?;
            continue;
        }
        let bundle = Bundle::open(path)?;
        if bundle.lessons().is_empty() {
            return Err(Failure::Input(format!("{} has no lesson. Make one with `onrecord lesson make`.", path.display())));
        }
        for slug in bundle.lessons() {
            one(&format!("{}: {slug}", path.display()), &bundle.lesson(&slug)?, Some(&bundle))?;
        }
    }
    if sound { Ok(()) } else { Err(Failure::Said) }
}

fn student(args: &Student) -> Outcome {
    let bundle = Bundle::open(&args.archive)?;
    let (slug, made) = find_lesson(&bundle, &args.lesson)?;
    let draft = export::pupil_archive(&bundle, &slug, &made)?;
    draft.save(&args.out, form_of(&args.out), &Progress::silent())?;
    say(&format!("{}: a pupil’s copy of “{}”, without its key", args.out.display(), shown(&made.title, 80)))
}

fn mark(args: &Mark) -> Outcome {
    let made = which(&args.lesson)?;
    let (class, markings) = mark_all(&made, &args.answers, args.marks.as_deref())?;
    if args.json {
        for (filed, marking) in class.answers.iter().zip(&markings) {
            say(&json!({ "file": filed.file, "sha256": filed.sha256, "pupil": marking.pupil, "earned": marking.earned, "waiting": marking.waiting, "marks": marking.marks }).to_string())?;
        }
        for aside in &class.set_aside {
            say(&json!({ "file": aside.file, "setAside": aside.sentence }).to_string())?;
        }
    } else {
        for marking in &markings {
            let waiting = if marking.waiting > 0 { format!(", {} to mark by hand", marking.waiting) } else { String::new() };
            say(&format!("{}: {} of {}{waiting}", shown(&marking.pupil, 80), points_in_words(marking.earned), made.points()))?;
        }
    }
    say_set_aside(&class)
}

/// Says which files gave no mark: exit status 1 where any did not.
fn say_set_aside(class: &Class) -> Outcome {
    for aside in &class.set_aside {
        complain(&format!("{}: {}", aside.file.display(), aside.sentence));
    }
    if class.set_aside.is_empty() { Ok(()) } else { Err(Failure::Said) }
}

fn mark_all(made: &Lesson, paths: &[PathBuf], marks: Option<&Path>) -> Result<(Class, Vec<Marking>), Failure> {
    let files = lesson::files(paths).map_err(|(path, error)| Failure::Input(format!("{} could not be read: {error}.", path.display())))?;
    let judged = match marks {
        Some(path) => lesson::read_marks(path, made).map_err(Failure::Input)?,
        None => TeacherMarks::default(),
    };
    let class = lesson::collect(made, &files);
    let markings = lesson::mark_class(made, &class, &judged);
    Ok((class, markings))
}

fn results(args: &Results) -> Outcome {
    let made = which(&args.lesson)?;
    let own = || {
        let mut found: Vec<PathBuf> = fs::read_dir(&args.folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        found.sort();
        found.into_iter().find(|path| path.extension().is_some_and(|end| end == "marks"))
    };
    let marks = args.marks.clone().or_else(own);
    let (class, markings) = mark_all(&made, std::slice::from_ref(&args.folder), marks.as_deref())?;
    let results = lesson::results(&made, &class, &markings, args.anonymous);
    let bytes = match args.to.as_str() {
        "csv" => export::results_csv(&results).into_bytes(),
        "xlsx" => export::results_xlsx(&results)?,
        _ => results_pdf(&results, &made, args)?,
    };
    export::write_whole(&args.out, &bytes)?;
    say(&format!("{}: {} pupils, {} tasks", args.out.display(), results.pupils.len(), results.tasks.len()))?;
    say_set_aside(&class)
}

#[cfg(feature = "print")]
fn results_pdf(results: &lesson::Results, made: &Lesson, args: &Results) -> Result<Vec<u8>, Failure> {
    let whose = args.archive.as_ref().or((!is_json(&args.lesson.lesson)).then_some(&args.lesson.lesson));
    let bundle = whose.map(|path| Bundle::open(path)).transpose()?;
    let articles = bundle.as_ref().map(|bundle| articles_of(bundle, made)).unwrap_or_default();
    let paper = if args.letter { export::Paper::Letter } else { export::Paper::A4 };
    Ok(export::results_pdf(results, &articles, export::PrintOptions { paper, large: args.large })?)
}

#[cfg(not(feature = "print"))]
fn results_pdf(_: &lesson::Results, _: &Lesson, args: &Results) -> Result<Vec<u8>, Failure> {
    let _ = (args.letter, args.large);
    Err(Failure::Usage("This build has no typesetter. Use --to xlsx, or build with the feature `print`.".to_owned()))
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

fn read_lesson(path: &Path) -> Result<Lesson, Failure> {
    let text = fs::read(path).map_err(|error| Failure::Input(format!("{} could not be read: {error}.", path.display())))?;
    serde_json::from_slice(&text)
        .map_err(|error| Failure::Input(format!("{} is no lesson: {error}. Choose a lesson that On Record saved.", path.display())))
}

fn write_lesson(path: &Path, made: &Lesson) -> Outcome {
    let mut bytes = serde_json::to_vec_pretty(made)?;
    bytes.push(b'\n');
    Ok(export::write_whole(path, &bytes)?)
}

/// The lesson that a name or a file stands for, with its name.
pub(super) fn find_lesson(bundle: &Bundle, wanted: &str) -> Result<(Slug, Lesson), Failure> {
    let path = Path::new(wanted);
    if is_json(path) {
        let made = read_lesson(path)?;
        return Ok((Slug::from_title(&made.title), made));
    }
    let all = bundle.lessons();
    let Some(slug) = all.iter().find(|slug| slug.as_str() == wanted) else {
        let names: Vec<&str> = all.iter().map(Slug::as_str).collect();
        let there = if names.is_empty() { "It has none yet.".to_owned() } else { format!("There are: {}.", names.join(", ")) };
        return Err(Failure::Input(format!("{} has no lesson “{wanted}”. {there}", bundle.path().display())));
    };
    Ok((slug.clone(), bundle.lesson(slug)?))
}

/// The lesson that answers belong to.
pub(super) fn which(wanted: &WhichLesson) -> Result<Lesson, Failure> {
    if is_json(&wanted.lesson) {
        return read_lesson(&wanted.lesson);
    }
    let bundle = Bundle::open(&wanted.lesson)?;
    match (&wanted.name, bundle.lessons().as_slice()) {
        (Some(name), _) => Ok(find_lesson(&bundle, name.as_str())?.1),
        (None, [only]) => Ok(bundle.lesson(only)?),
        (None, []) => Err(Failure::Input(format!("{} has no lesson.", wanted.lesson.display()))),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(Slug::as_str).collect();
            Err(Failure::Usage(format!("{} has several lessons: {}. Say which with --name.", wanted.lesson.display(), names.join(", "))))
        }
    }
}

fn read_articles(bundle: &Bundle, wanted: &Articles) -> Result<Vec<(Slug, Article)>, Failure> {
    let names = if wanted.article.is_empty() {
        &bundle.archive().articles[..bundle.archive().articles.len().min(ARTICLES)]
    } else {
        &wanted.article
    };
    // A damaged article is named at the end, and the others make the lesson.
    let read = |slug: &Slug| -> Option<Result<(Slug, Article), Failure>> {
        match bundle.article(slug) {
            Ok(article) => Some(Ok((slug.clone(), article))),
            Err(problem) if !wanted.article.is_empty() => Some(Err(problem.into())),
            Err(_) => None,
        }
    };
    names.iter().filter_map(read).collect()
}

/// The articles of a lesson that can be read.
pub(super) fn articles_of(bundle: &Bundle, made: &Lesson) -> Vec<(Slug, Article)> {
    lesson::articles_needed(made).into_iter().filter_map(|slug| bundle.article(&slug).ok().map(|article| (slug, article))).collect()
}
