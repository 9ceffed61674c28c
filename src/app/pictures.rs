//! Pictures, decoded on other threads to the size shown, kept under a memory budget.
//!
//! A panel asks with `get` on every frame it shows a picture; the first time that starts a job, and the window is woken when the
//! picture is there. What has not been shown for longest is dropped first. Between sizes there are steps, so that dragging an
//! edge does not decode on every frame. Small ones are kept on disk (`thumbnails`).

use super::thumbnails::{Small, Thumbnails};
use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

/// The smallest size that is made, in pixels of the longer side.
const LEAST_STEP: u32 = 96;
/// The largest; a projector shows no more.
const LARGEST_STEP: u32 = 3072;
/// No picture of an archive may be wider or higher than this, in pixels.
const MOST_PIXELS_A_SIDE: u32 = 30_000;
/// What decoding one picture may take.
const MOST_BYTES_DECODING: u64 = 768 * 1024 * 1024;
/// How many jobs wait at most; older ones were scrolled past.
const MOST_WAITING: usize = 48;
/// How many pictures go to the graphics card in one frame.
const UPLOADS_A_FRAME: usize = 4;
/// How many pictures are decoded at the same time at most.
const MOST_THREADS: usize = 6;

/// Which picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureKey {
    /// The archive, by the number that the window gave it.
    pub archive: u64,
    /// The article.
    pub slug: String,
    /// The picture's address inside the article.
    pub url: String,
}

/// How far a picture is.
#[derive(Clone)]
pub enum PictureState {
    /// A thread is at it.
    Loading,
    /// It can be shown.
    Ready {
        /// The picture, at the size asked for or a little larger.
        texture: TextureHandle,
        /// How large it is in the archive, in pixels, the right way up.
        original_size: [u32; 2],
    },
    /// It cannot be shown; the sentence says why.
    Failed(String),
}

/// Between the sizes that are made, the graphics card scales down without leaving lines out.
const SMOOTH: TextureOptions = TextureOptions { mipmap_mode: Some(egui::TextureFilter::Linear), ..TextureOptions::LINEAR };

/// Gives the bytes of a picture, on another thread.
pub type Load = Box<dyn FnOnce() -> Result<Vec<u8>, String> + Send>;

/// Which picture, and whether it is one for a list: that has its own, because letters and lines sampled from a large one turn into specks.
type Key = (PictureKey, bool);

/// The longer side of what is made for a list, in pixels.
const SMALL: u32 = 128;

struct Job {
    key: Key,
    number: u64,
    size: [u32; 2],
    load: Load,
    ctx: Context,
}

struct Decoded {
    image: ColorImage,
    original_size: [u32; 2],
}

struct Outcome {
    key: Key,
    number: u64,
    size: [u32; 2],
    result: Result<Decoded, String>,
}

#[derive(Default)]
struct Waiting {
    jobs: Vec<Job>,
    closed: bool,
}

type Queue = Arc<(Mutex<Waiting>, Condvar)>;

struct Entry {
    state: PictureState,
    /// The size that is there, `[0, 0]` while nothing is.
    size: [u32; 2],
    /// The job that is under way, and the size that it makes.
    pending: Option<(u64, [u32; 2])>,
    bytes: usize,
    last_shown: u64,
}

/// All pictures that are shown or were shown lately.
pub struct Pictures {
    budget: usize,
    used: usize,
    entries: HashMap<Key, Entry>,
    arrived: Vec<Outcome>,
    results: Receiver<Outcome>,
    sender: Sender<Outcome>,
    queue: Queue,
    next_number: u64,
    threads_started: bool,
    thumbnails: Option<Thumbnails>,
}

impl Pictures {
    /// Pictures that together take at most about this many bytes of graphics memory, small ones kept in a folder of caches.
    pub fn new(budget_bytes: usize, caches: Option<&Path>) -> Self {
        let (sender, results) = channel();
        Self {
            budget: budget_bytes,
            used: 0,
            entries: HashMap::new(),
            arrived: Vec::new(),
            results,
            sender,
            queue: Queue::default(),
            next_number: 0,
            threads_started: false,
            thumbnails: caches.map(Thumbnails::at),
        }
    }

    /// The picture, to be shown at `size_px` pixels; `load` is asked for a way to its bytes only where they are needed.
    pub fn get(&mut self, ctx: &Context, key: &PictureKey, size_px: [u32; 2], load: impl FnOnce() -> Load) -> PictureState {
        self.receive(ctx);
        let frame = ctx.cumulative_pass_nr();
        let largest = ctx.input(|input| input.max_texture_side) as u32;
        let wanted = size_px.map(|side| step(side).min(largest));

        let key = (key.clone(), wanted[0].max(wanted[1]) <= SMALL);
        let fresh = || Entry { state: PictureState::Loading, size: [0, 0], pending: None, bytes: 0, last_shown: frame };
        let entry = self.entries.entry(key.clone()).or_insert_with(fresh);
        entry.last_shown = frame;
        let enough = match &entry.state {
            PictureState::Failed(_) => true,
            PictureState::Loading => false,
            // Nothing larger than the picture itself can be made of it.
            PictureState::Ready { original_size, .. } => (0..2).all(|side| entry.size[side] >= wanted[side].min(original_size[side])),
        };
        let under_way = entry.pending.is_some_and(|(_, size)| (0..2).all(|side| size[side] >= wanted[side]));
        if !enough && !under_way {
            self.next_number += 1;
            entry.pending = Some((self.next_number, wanted));
            let job = Job { key: key.clone(), number: self.next_number, size: wanted, load: load(), ctx: ctx.clone() };
            self.start(job);
        }
        self.entries.get(&key).map_or(PictureState::Loading, |entry| entry.state.clone())
    }

    /// Drops all pictures of an archive that was closed or has changed.
    pub fn forget(&mut self, archive: u64) {
        self.entries.retain(|(key, _), _| key.archive != archive);
        self.used = self.entries.values().map(|entry| entry.bytes).sum();
    }

    /// From now on they take at most about this many bytes.
    pub fn set_budget(&mut self, bytes: usize) {
        self.budget = bytes;
    }

    /// How many bytes of graphics memory the pictures take.
    pub fn used_bytes(&self) -> usize {
        self.used
    }

    fn start(&mut self, job: Job) {
        if !self.threads_started {
            self.threads_started = true;
            let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(2, MOST_THREADS);
            for number in 0..threads {
                let (queue, sender, kept) = (Arc::clone(&self.queue), self.sender.clone(), self.thumbnails.clone());
                let builder = std::thread::Builder::new().name(format!("pictures {number}"));
                // Without a thread the picture stays away; the window goes on.
                drop(builder.spawn(move || {
                    if let Some(kept) = kept.as_ref().filter(|_| number == 0) {
                        kept.tidy();
                    }
                    work(&queue, &sender, kept.as_ref());
                }));
            }
        }
        let (waiting, bell) = &*self.queue;
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.jobs.push(job);
        let dropped = (waiting.jobs.len() > MOST_WAITING).then(|| waiting.jobs.remove(0));
        drop(waiting);
        bell.notify_one();
        if let Some(dropped) = dropped
            && let Some(entry) = self.entries.get_mut(&dropped.key)
            && entry.pending.is_some_and(|(number, _)| number == dropped.number)
        {
            entry.pending = None; // asked for again if it comes into view again
        }
    }

    fn receive(&mut self, ctx: &Context) {
        self.arrived.extend(self.results.try_iter());
        if self.arrived.is_empty() {
            return;
        }
        for outcome in self.arrived.drain(..self.arrived.len().min(UPLOADS_A_FRAME)).collect::<Vec<_>>() {
            self.take_in(ctx, outcome);
        }
        if !self.arrived.is_empty() {
            ctx.request_repaint();
        }
        self.make_room(ctx.cumulative_pass_nr());
    }

    fn take_in(&mut self, ctx: &Context, outcome: Outcome) {
        let Some(entry) = self.entries.get_mut(&outcome.key) else { return };
        if entry.pending.is_some_and(|(number, _)| number == outcome.number) {
            entry.pending = None;
        } else if outcome.size < entry.size {
            return; // overtaken by a larger one
        }
        self.used -= entry.bytes;
        match outcome.result {
            Ok(Decoded { image, original_size }) => {
                entry.bytes = image.pixels.len() * 4;
                entry.size = outcome.size;
                let texture = ctx.load_texture(&outcome.key.0.url, image, SMOOTH);
                entry.state = PictureState::Ready { texture, original_size };
            }
            Err(sentence) => {
                entry.bytes = 0;
                entry.state = PictureState::Failed(sentence);
            }
        }
        self.used += entry.bytes;
    }

    fn make_room(&mut self, frame: u64) {
        while self.used > self.budget {
            // What was on the screen just now stays, whatever it takes.
            let out_of_sight = self.entries.iter().filter(|(_, entry)| entry.bytes > 0 && entry.last_shown + 2 < frame);
            let Some(key) = out_of_sight.min_by_key(|(_, entry)| entry.last_shown).map(|(key, _)| key.clone()) else { break };
            if let Some(entry) = self.entries.remove(&key) {
                self.used -= entry.bytes;
            }
        }
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        let (waiting, bell) = &*self.queue;
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.closed = true;
        waiting.jobs.clear();
        drop(waiting);
        bell.notify_all();
    }
}

/// The size that is made for a size asked for: doubling, with one step between.
fn step(side: u32) -> u32 {
    let mut step = LEAST_STEP;
    while step < side && step < LARGEST_STEP {
        // 96, 128, 192, 256, 384, …
        step = if step.is_multiple_of(3) && (step / 3).is_power_of_two() { step / 3 * 4 } else { step / 2 * 3 };
    }
    step
}

fn work(queue: &Queue, sender: &Sender<Outcome>, kept: Option<&Thumbnails>) {
    let (waiting, bell) = &**queue;
    loop {
        let mut guard = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let job = loop {
            if guard.closed {
                return;
            }
            // The newest first: that is what the reader looks at now.
            match guard.jobs.pop() {
                Some(job) => break job,
                None => guard = bell.wait(guard).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(guard);
        let Job { key, number, size, load, ctx } = job;
        let result = load().and_then(|bytes| made(&bytes, size, kept));
        if sender.send(Outcome { key, number, size, result }).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

/// The picture for a size: as it was kept, or decoded now and kept.
fn made(bytes: &[u8], size: [u32; 2], kept: Option<&Thumbnails>) -> Result<Decoded, String> {
    let small = match kept.and_then(|kept| kept.get(bytes, size)) {
        Some(small) => small,
        None => {
            let small = decode(bytes, size)?;
            if let Some(kept) = kept {
                kept.keep(bytes, size, &small);
            }
            small
        }
    };
    let (wide, high) = small.pixels.dimensions();
    let image = ColorImage::from_rgba_unmultiplied([wide as usize, high as usize], small.pixels.as_raw());
    Ok(Decoded { image, original_size: small.original_size })
}

/// Decodes a picture the right way up and makes it just large enough to cover `size`.
fn decode(bytes: &[u8], size: [u32; 2]) -> Result<Small, String> {
    let cannot = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => "This picture is too large to be shown. It is kept in the archive as it is.".to_owned(),
        image::ImageError::Unsupported(_) => {
            "This kind of picture cannot be shown. It is kept in the archive; export it to see it in another program.".to_owned()
        }
        other => format!("This picture is damaged and cannot be shown ({other}). Check the archive to see whether its file has changed."),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS_A_SIDE);
    limits.max_image_height = Some(MOST_PIXELS_A_SIDE);
    limits.max_alloc = Some(MOST_BYTES_DECODING);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| cannot(error.into()))?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(cannot)?;
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(cannot)?;
    picture.apply_orientation(orientation);
    let (width, height) = (picture.width(), picture.height());
    let scale = (f64::from(size[0]) / f64::from(width)).max(f64::from(size[1]) / f64::from(height));
    if scale < 1.0 {
        let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).clamp(1, LARGEST_STEP);
        picture = picture.thumbnail_exact(scaled(width), scaled(height));
    } else if width.max(height) > LARGEST_STEP {
        picture = picture.thumbnail(LARGEST_STEP, LARGEST_STEP);
    }
    Ok(Small { pixels: picture.into_rgba8(), original_size: [width, height] })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) });
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn key(url: &str) -> PictureKey {
        PictureKey { archive: 1, slug: "article".into(), url: url.into() }
    }

    fn frame(ctx: &Context) {
        ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
    }

    fn wait_for(pictures: &mut Pictures, ctx: &Context, url: &str, size: [u32; 2], bytes: &[u8]) -> PictureState {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            frame(ctx);
            let copy = bytes.to_vec();
            match pictures.get(ctx, &key(url), size, || Box::new(move || Ok(copy))) {
                PictureState::Loading if Instant::now() < until => std::thread::sleep(Duration::from_millis(2)),
                state => return state,
            }
        }
    }

    #[test]
    fn a_picture_is_made_just_large_enough() {
        let (mut pictures, ctx) = (Pictures::new(1 << 26, None), Context::default());
        let bytes = picture(1000, 500, ImageFormat::Png);
        let PictureState::Ready { texture, original_size } = wait_for(&mut pictures, &ctx, "a.png", [300, 150], &bytes) else {
            panic!("not ready")
        };
        assert_eq!(original_size, [1000, 500]);
        assert_eq!(texture.size(), [384, 192]);
    }

    #[test]
    fn a_photo_taken_sideways_stands_upright() {
        let jpeg = picture(80, 40, ImageFormat::Jpeg);
        let exif =
            b"\xFF\xE1\x00\x22Exif\0\0MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00";
        let turned = [&jpeg[..2], exif, &jpeg[2..]].concat();
        assert_eq!(decode(&turned, [96, 96]).unwrap().original_size, [40, 80]);
    }

    #[test]
    fn what_cannot_be_shown_says_why_and_is_not_tried_again() {
        let (mut pictures, ctx) = (Pictures::new(1 << 26, None), Context::default());
        for (url, bytes) in [("text.png", b"not a picture".to_vec()), ("cut.png", picture(50, 50, ImageFormat::Png)[..60].to_vec())] {
            let PictureState::Failed(sentence) = wait_for(&mut pictures, &ctx, url, [100, 100], &bytes) else { panic!("{url}") };
            assert!(sentence.starts_with("This ") && sentence.ends_with('.'), "{sentence}");
            let again = pictures.get(&ctx, &key(url), [100, 100], || panic!("asked for again"));
            assert!(matches!(again, PictureState::Failed(_)));
        }
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_before_it_takes_memory() {
        let mut bytes = picture(10, 10, ImageFormat::Bmp);
        bytes[18..22].copy_from_slice(&60_000_i32.to_le_bytes());
        bytes[22..26].copy_from_slice(&60_000_i32.to_le_bytes());
        assert!(decode(&bytes, [96, 96]).is_err());
    }

    #[test]
    fn the_longest_unseen_picture_goes_first_and_what_is_seen_stays() {
        let (mut pictures, ctx) = (Pictures::new(96 * 96 * 4 * 2, None), Context::default());
        let bytes = picture(96, 96, ImageFormat::Png);
        for url in ["1.png", "2.png", "3.png"] {
            wait_for(&mut pictures, &ctx, url, [96, 96], &bytes);
            for _ in 0..4 {
                frame(&ctx);
            }
        }
        assert!(pictures.used_bytes() <= 96 * 96 * 4 * 2);
        assert!(!pictures.entries.contains_key(&(key("1.png"), true)));
        assert!(pictures.entries.contains_key(&(key("3.png"), true)));
    }

    #[test]
    fn a_larger_view_decodes_again_but_a_slightly_larger_one_does_not() {
        let (mut pictures, ctx) = (Pictures::new(1 << 26, None), Context::default());
        let bytes = picture(1000, 1000, ImageFormat::Png);
        wait_for(&mut pictures, &ctx, "a.png", [200, 200], &bytes);
        let same = pictures.get(&ctx, &key("a.png"), [250, 250], || panic!("decoded again"));
        assert!(matches!(same, PictureState::Ready { .. }));
        let copy = bytes.clone();
        let meanwhile = pictures.get(&ctx, &key("a.png"), [700, 700], || Box::new(move || Ok(copy)));
        assert!(matches!(meanwhile, PictureState::Ready { .. }), "the smaller one is shown while the larger one is made");
    }

    #[test]
    fn a_small_picture_is_made_once_and_read_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = picture(1000, 500, ImageFormat::Png);
        let kept = Thumbnails::at(folder.path());
        let first = made(&bytes, [96, 96], Some(&kept)).unwrap();
        assert_eq!(kept.get(&bytes, [96, 96]).unwrap().original_size, [1000, 500]);
        let again = made(&bytes, [96, 96], Some(&kept)).unwrap();
        assert_eq!((again.image.size, again.original_size), (first.image.size, first.original_size));
    }

    #[test]
    fn steps_are_never_smaller_than_what_is_shown_up_to_the_largest() {
        for side in [1, 96, 97, 128, 130, 500, 1000, 3072] {
            assert!(step(side) >= side && step(side) < side.max(LEAST_STEP) * 3 / 2 + 1, "{side}");
        }
        assert_eq!(step(100_000), LARGEST_STEP);
    }
}
