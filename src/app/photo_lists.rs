//! The photos of articles that are not in memory, with their captions, read on a thread for the gallery.

use std::{
    collections::HashMap,
    rc::Rc,
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
};

use egui::Context;

use super::open_archive::OpenArchive;
use crate::{
    bundle::Bundle,
    model::{Article, Photo, Slug},
};

/// The photos of how many articles are kept.
const KEPT: usize = 4_096;
/// How many articles wait to be read at most; others were scrolled past.
const WAITING: usize = 128;

/// Which article: the archive's key, and its place in it.
type Key = (u64, u32);

/// A photo of the gallery: the place of its article in the archive, and its own in the article.
pub type Shown = (u32, u32);

/// The photos shown of what was let through with this number, in this order of articles.
type Listed = (u64, Arc<Vec<u32>>, Rc<[Shown]>);

/// Photos by article, and which of them are shown.
#[derive(Default)]
pub struct PhotoLists {
    known: HashMap<Key, Known>,
    /// The photos that are shown.
    shown: Option<Listed>,
    reader: Option<Reader>,
}

/// The photos of an article.
pub enum Photos {
    /// It is in memory.
    Held(Arc<Article>),
    /// They were read.
    Read(Arc<[Photo]>),
}

impl Photos {
    /// One of them.
    pub fn get(&self, at: u32) -> Option<&Photo> {
        match self {
            Self::Held(article) => article.photos.get(at as usize),
            Self::Read(photos) => photos.get(at as usize),
        }
    }
}

struct Known {
    /// Nothing while they are being read.
    photos: Option<Arc<[Photo]>>,
    last_shown: u64,
}

struct Job {
    key: Key,
    bundle: Arc<Bundle>,
    slug: Slug,
}

/// The thread that reads.
struct Reader {
    queue: Arc<(Mutex<Queue>, Condvar)>,
    results: Receiver<(Key, Arc<[Photo]>)>,
}

#[derive(Default)]
struct Queue {
    jobs: Vec<Job>,
    closed: bool,
}

impl PhotoLists {
    /// The photos that the filter shows, in the order of the list of articles; of articles that were counted.
    pub fn shown(&mut self, archive: &OpenArchive) -> Rc<[Shown]> {
        let number = archive.shown.number;
        if let Some((of, rows, all)) = &self.shown
            && *of == number
            && Arc::ptr_eq(rows, &archive.rows)
        {
            return all.clone();
        }
        let all: Rc<[Shown]> =
            archive.rows.iter().flat_map(|place| archive.shown.photos_of_place(*place).map(move |at| (*place, at))).collect();
        self.shown = Some((number, archive.rows.clone(), all.clone()));
        all
    }

    /// The photos of an article; nothing while they are being read.
    pub fn of(&mut self, ctx: &Context, archive: &OpenArchive, place: u32) -> Option<Photos> {
        let slug = &archive.corpus.summary(place as usize)?.slug;
        // What is in memory may have been changed.
        if let Some(article) = archive.corpus.article_held(slug) {
            return Some(Photos::Held(article.clone()));
        }
        self.receive();
        let (key, now) = ((archive.key(), place), ctx.cumulative_pass_nr());
        if let Some(known) = self.known.get_mut(&key) {
            known.last_shown = now;
            return known.photos.clone().map(Photos::Read);
        }
        self.known.insert(key, Known { photos: None, last_shown: now });
        let job = Job { key, bundle: archive.bundle.clone(), slug: slug.clone() };
        let reader = self.reader.get_or_insert_with(|| Reader::new(ctx));
        for dropped in reader.ask(job) {
            self.known.remove(&dropped);
        }
        self.make_room();
        None
    }

    fn receive(&mut self) {
        let Some(reader) = &self.reader else { return };
        for (key, photos) in reader.results.try_iter() {
            if let Some(known) = self.known.get_mut(&key) {
                known.photos = Some(photos);
            }
        }
    }

    /// Lets those go that were not shown for longest, many at a time.
    fn make_room(&mut self) {
        if self.known.len() <= KEPT {
            return;
        }
        let mut times: Vec<u64> = self.known.values().map(|known| known.last_shown).collect();
        times.sort_unstable();
        let oldest = times[KEPT / 4];
        self.known.retain(|_, known| known.last_shown > oldest || known.photos.is_none());
    }
}

impl Reader {
    fn new(wake: &Context) -> Self {
        let (sender, results) = channel();
        let queue: Arc<(Mutex<Queue>, Condvar)> = Arc::default();
        let (along, wake) = (queue.clone(), wake.clone());
        // Without a thread captions stay away; the window goes on.
        drop(std::thread::Builder::new().name("captions".into()).spawn(move || work(&along, &sender, &wake)));
        Self { queue, results }
    }

    /// Reads an article soon; those that are not read after all, because too many wait.
    fn ask(&self, job: Job) -> Vec<Key> {
        let (queue, bell) = &*self.queue;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.jobs.push(job);
        let too_many = queue.jobs.len().saturating_sub(WAITING);
        let dropped = queue.jobs.drain(..too_many).map(|job| job.key).collect();
        bell.notify_one();
        dropped
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let (queue, bell) = &*self.queue;
        queue.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        bell.notify_all();
    }
}

fn work(queue: &(Mutex<Queue>, Condvar), sender: &Sender<(Key, Arc<[Photo]>)>, wake: &Context) {
    let (queue, bell) = queue;
    loop {
        let mut guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let job = loop {
            if guard.closed {
                return;
            }
            // The newest first: that is what is looked at now.
            match guard.jobs.pop() {
                Some(job) => break job,
                None => guard = bell.wait(guard).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(guard);
        // A damaged article has no photos; the panel Check names it.
        let photos = job.bundle.article(&job.slug).map(|article| article.photos).unwrap_or_default();
        if sender.send((job.key, photos.into())).is_err() {
            return;
        }
        wake.request_repaint();
    }
}
