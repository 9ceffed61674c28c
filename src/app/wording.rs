//! The reporting verbs of the articles in sight, worked out once for each state of an article; of a long one on a thread.

use std::{
    ops::Deref,
    rc::Rc,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    thread,
};

use egui::Context;

use super::reading::Stretches;
use crate::{
    model::{Article, Block, Part},
    quotes::{ReportingVerb, Tone, reporting_verbs},
};

/// How many articles are remembered: those of Compare, and the ones read just before.
const LONGEST: usize = 4;
/// An article of more bytes is read on a thread.
const MANY_BYTES: usize = 40_000;

/// Reporting verbs by article.
pub struct Wording {
    known: Vec<Known>,
    wake: Context,
}

struct Known {
    article: Arc<Article>,
    verbs: Rc<Verbs>,
    /// The thread that reads the article, until it has.
    reading: Option<Receiver<Vec<ReportingVerb>>>,
}

/// The reporting verbs of an article, in reading order.
#[derive(Default)]
pub struct Verbs {
    all: Vec<ReportingVerb>,
    /// Those in the body.
    pub body: Stretches,
    /// Those elsewhere.
    pub elsewhere: Vec<u32>,
    /// How many say more than that somebody spoke.
    pub telling: usize,
}

impl Verbs {
    fn new(all: Vec<ReportingVerb>) -> Self {
        let (mut body, mut elsewhere) = (Vec::new(), Vec::new());
        for (at, verb) in (0..).zip(&all) {
            match verb.passage.part {
                Part::Body => body.push((verb.passage.start..verb.passage.end, at)),
                _ => elsewhere.push(at),
            }
        }
        let telling = all.iter().filter(|verb| verb.tone != Tone::Neutral).count();
        Self { all, body: Stretches::new(body), elsewhere, telling }
    }
}

impl Deref for Verbs {
    type Target = [ReportingVerb];

    fn deref(&self) -> &[ReportingVerb] {
        &self.all
    }
}

impl Wording {
    /// None yet; `wake` is asked for a frame when a thread has read an article.
    pub fn new(wake: Context) -> Self {
        Self { known: Vec::new(), wake }
    }

    /// The reporting verbs of an article; none while a long one is being read.
    pub fn of(&mut self, article: &Arc<Article>) -> Rc<Verbs> {
        let at = self.known.iter().position(|known| Arc::ptr_eq(&known.article, article)).unwrap_or_else(|| {
            if self.known.len() >= LONGEST {
                self.known.remove(0);
            }
            self.known.push(self.read(article));
            self.known.len() - 1
        });
        let known = &mut self.known[at];
        if let Some(verbs) = known.reading.as_ref().and_then(|reading| reading.try_recv().ok()) {
            known.verbs = Rc::new(Verbs::new(verbs));
            known.reading = None;
        }
        known.verbs.clone()
    }

    fn read(&self, article: &Arc<Article>) -> Known {
        let bytes: usize = article.blocks.iter().filter_map(Block::words).map(|words| words.text.len()).sum();
        if bytes <= MANY_BYTES {
            return Known { article: article.clone(), verbs: Rc::new(Verbs::new(reporting_verbs(article))), reading: None };
        }
        let (sender, reading) = channel();
        let (along, wake) = (article.clone(), self.wake.clone());
        thread::spawn(move || {
            // The window may be gone by now.
            if sender.send(reporting_verbs(&along)).is_ok() {
                wake.request_repaint();
            }
        });
        Known { article: article.clone(), verbs: Rc::default(), reading: Some(reading) }
    }
}
