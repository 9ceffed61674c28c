//! Random use from a seed, by the hour: what a person does in a day, thousands of times. `scripts/soak` starts it.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use egui::Context;
use fastrand::Rng;

use super::{
    action::{Action, Actions, Dialog, FindStep, Kind, Leave, View, Way},
    docks::Pane,
    edits::Edit,
    open_archive::OpenArchive,
    order::ArticleOrder,
    search::SearchStep,
    selection::{Selected, Selection},
    state::State,
};
use crate::{
    export::Format,
    model::{NoteColour, Part, Passage, QuotationKind},
    quotes::Correction,
    search::{FacetKind, FacetValue, Filter, fulltext::Order},
};

/// How often what memory the program takes is said.
const TELL: Duration = Duration::from_secs(30);
/// After this time memory is to be flat.
const SETTLED: Duration = Duration::from_secs(300);
/// Words that are typed; some of them stand in every archive.
const WORDS: [&str; 12] = [
    "the",
    "council",
    "vote",
    "said",
    "kind:direct council",
    "\"of the\"",
    "bud*",
    "harbour~",
    "water -police",
    "zzzz",
    "speaker:a",
    "2015",
];
/// Facets that are turned.
const FACETS: [FacetKind; 7] =
    [FacetKind::Kind, FacetKind::Naming, FacetKind::Speaker, FacetKind::Medium, FacetKind::Outlet, FacetKind::Date, FacetKind::Tag];

/// Random use, where `ONRECORD_SOAK` asks for it: `SEED:MINUTES:FOLDER`, the folder for what is exported.
pub struct Soak {
    rng: Rng,
    begun: Instant,
    length: Duration,
    folder: PathBuf,
    paths: Vec<PathBuf>,
    actions: u64,
    frames: u64,
    told: Instant,
    /// How much memory it took when it had settled, in bytes.
    settled: Option<u64>,
    most: u64,
    is_over: bool,
}

impl Soak {
    /// Random use of the archives at these paths.
    pub fn from_env(paths: &[PathBuf]) -> Option<Self> {
        let asked = std::env::var("ONRECORD_SOAK").ok()?;
        let mut parts = asked.splitn(3, ':');
        let (seed, minutes, folder) = (parts.next()?.parse().ok()?, parts.next()?.parse::<f64>().ok()?, parts.next()?);
        let now = Instant::now();
        Some(Self {
            rng: Rng::with_seed(seed),
            begun: now,
            length: Duration::from_secs_f64(minutes * 60.0),
            folder: folder.into(),
            paths: paths.to_vec(),
            actions: 0,
            frames: 0,
            told: now,
            settled: None,
            most: 0,
            is_over: false,
        })
    }

    /// Turns the wheel somewhere, now and then.
    pub fn wheel(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        ctx.request_repaint();
        if self.is_over || self.rng.u8(0..3) > 0 {
            return;
        }
        let place = egui::pos2(self.rng.f32() * 1366.0, 100.0 + self.rng.f32() * 620.0);
        input.events.push(egui::Event::PointerMoved(place));
        input.events.push(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, (self.rng.f32() - 0.6) * 1_500.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
    }

    /// Does one thing; at the end says what was seen. Whether it is over.
    pub fn act(&mut self, state: &State, actions: &mut Actions) -> bool {
        if self.is_over {
            return true;
        }
        self.frames += 1;
        let memory = resident();
        self.most = self.most.max(memory);
        if self.settled.is_none() && self.begun.elapsed() >= SETTLED {
            self.settled = Some(memory);
        }
        let is_end = self.begun.elapsed() >= self.length;
        if is_end || self.told.elapsed() >= TELL {
            self.told = Instant::now();
            println!(
                "{{\"seconds\":{},\"actions\":{},\"frames\":{},\"resident_mb\":{},\"settled_mb\":{},\"most_mb\":{},\"archives\":{},\"jobs\":{},\"end\":{is_end}}}",
                self.begun.elapsed().as_secs(),
                self.actions,
                self.frames,
                memory >> 20,
                self.settled.unwrap_or(memory) >> 20,
                self.most >> 20,
                state.archives.len(),
                state.jobs.running().len(),
            );
        }
        if is_end {
            self.is_over = true;
            return true;
        }
        // A dialog that asks something is answered first.
        if let Some(dialog) = &state.dialog {
            actions.push(match dialog {
                Dialog::Unsaved(leave) if self.rng.bool() => Action::SaveAndLeave(*leave),
                Dialog::Unsaved(leave) => Action::LeaveAnyway(*leave),
                _ => Action::CloseDialog,
            });
            return false;
        }
        let Some(archive) = state.archive() else {
            // It may be on its way.
            if state.jobs.running().is_empty() {
                self.open(actions);
            }
            return false;
        };
        self.actions += 1;
        if let Some(action) = self.choose(state, archive) {
            actions.push(action);
        }
        false
    }

    fn open(&mut self, actions: &mut Actions) {
        if let Some(path) = self.rng.choice(&self.paths) {
            actions.push(Action::Open(path.clone()));
        }
    }

    fn choose(&mut self, state: &State, archive: &OpenArchive) -> Option<Action> {
        let rng = &mut self.rng;
        Some(match rng.u32(0..1000) {
            0..220 => Action::Select(Selection::article(archive.row(rng.usize(0..archive.rows.len().max(1)))?.clone())),
            220..340 => {
                let (slug, article) = archive.article()?;
                let what = match rng.u8(0..4) {
                    0 => Selected::Photo(rng.choice(&article.photos)?.id.clone()),
                    1 => Selected::Speaker(rng.choice(&article.quotations)?.spoken_by_character.clone()?),
                    2 => Selected::Source(rng.choice(&article.sources)?.id.clone()),
                    _ => Selected::Quotation(rng.choice(&article.quotations)?.id.clone()),
                };
                Action::Select(Selection::of(slug.clone(), what))
            }
            340..420 => {
                let kind = *rng.choice(&[Kind::Quotation, Kind::Photo, Kind::Article])?;
                Action::Step(kind, if rng.bool() { Way::Next } else { Way::Previous })
            }
            420..460 => {
                if rng.bool() {
                    Action::Back
                } else {
                    Action::Forward
                }
            }
            460..540 => {
                let facet = *rng.choice(&FACETS)?;
                Action::Toggle(rng.choice(archive.shown.facets.of(facet))?.value.clone())
            }
            540..580 => Action::SetFilter(Filter::default()),
            580..610 => Action::SetFilter(Filter { text: (*rng.choice(&WORDS[..3])?).to_owned(), ..archive.filter.clone() }),
            610..650 => Action::Search(SearchStep::Words((*rng.choice(&WORDS)?).to_owned())),
            650..660 => Action::Search(SearchStep::Order(*rng.choice(&[Order::Relevance, Order::Newest, Order::Oldest])?)),
            660..680 => {
                let result = rng.choice(&state.search.found.results)?;
                Action::Search(SearchStep::Go(result.archive, result.selection.clone()))
            }
            680..720 => Action::Find(match rng.u8(0..4) {
                0 => FindStep::Open,
                1 => FindStep::Words((*rng.choice(&WORDS[..4])?).to_owned()),
                2 => FindStep::Go(Way::Next),
                _ => FindStep::Close,
            }),
            720..760 => {
                let id = rng.choice(&archive.article()?.1.quotations)?.id.clone();
                let edit = match rng.u8(0..5) {
                    0 => Edit::Correct(id, Correction::Kind(*rng.choice(&QuotationKind::ALL)?)),
                    1 => Edit::Correct(id, Correction::Cue(Some("added".to_owned()))),
                    2 => Edit::Remove(id),
                    3 => Edit::Mark(self.passage(archive)?),
                    _ => Edit::Confirm(vec![id]),
                };
                Action::Edit(edit)
            }
            760..800 => {
                if rng.u8(0..3) > 0 {
                    Action::Undo
                } else {
                    Action::Redo
                }
            }
            800..825 => Action::AddNote(self.passage(archive)?, NoteColour::Yellow),
            825..845 => Action::RemoveNote(rng.choice(&archive.notebook.notes)?.id),
            845..865 => Action::SetView(*rng.choice(&[View::Read, View::Read, View::Compare, View::Present])?),
            865..895 => Action::TogglePanel(*rng.choice(&Pane::ALL)?),
            895..905 => Action::ResetPanels,
            905..925 => Action::SetOrder(*rng.choice(&ArticleOrder::ALL)?),
            925..935 => Action::Show(rng.choice(&[Dialog::Shares, Dialog::Look, Dialog::Palette, Dialog::Shortcuts])?.clone()),
            935..945 => {
                let format = *rng.choice(&[Format::Text, Format::Csv, Format::Html])?;
                // Of an archive of a decade a table is enough.
                let name = self.folder.join(format!("export-{}.{}", rng.u8(0..4), format.extension()));
                if archive.rows.len() > 500 { return None } else { Action::ExportArticles(format, name) }
            }
            945..955 => Action::Save,
            955..970 => Action::SwitchTo(rng.usize(0..state.archives.len().max(1))),
            970..985 => Action::Open(rng.choice(&self.paths)?.clone()),
            985..995 => Action::Leave(Leave::Archive),
            _ => Action::Toggle(FacetValue::Photo),
        })
    }

    /// Some words of the article that is read.
    fn passage(&mut self, archive: &OpenArchive) -> Option<Passage> {
        let text = archive.article()?.1.plain_text();
        let start = self.rng.usize(0..text.len().max(1));
        Passage::within(Part::Body, &text, start, (start + self.rng.usize(1..60)).min(text.len()))
    }
}

/// How much memory the program takes, in bytes; nothing where the system does not say.
fn resident() -> u64 {
    let said = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    said.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4096
}
