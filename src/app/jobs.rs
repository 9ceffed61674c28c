//! Slow work on threads: progress, cancel, and a result that comes back as an action.

use std::{
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::{Duration, Instant},
};

use super::action::Action;
use crate::bundle::Progress;

/// A job is shown once it has taken this long: what is quicker needs no bar.
const SHOWN_AFTER: Duration = Duration::from_millis(400);

/// A job that runs.
pub struct Job {
    /// Names it among those that run.
    pub id: u64,
    /// What it does, as the status bar says it.
    pub name: String,
    /// How far it is, and the way to stop it.
    pub progress: Progress,
    started: Instant,
}

impl Job {
    /// Whether it has taken long enough to be shown.
    pub fn is_shown(&self) -> bool {
        self.started.elapsed() >= SHOWN_AFTER
    }
}

/// What a job says.
enum Told {
    /// Something on the way.
    Part(Action),
    /// Its result; it has ended.
    End(Action),
}

/// All jobs that run, and the way back from them.
pub struct Jobs {
    running: Vec<Job>,
    next: u64,
    sender: Sender<(u64, Told)>,
    receiver: Receiver<(u64, Told)>,
    wake: egui::Context,
}

impl Jobs {
    /// No jobs yet; `wake` is asked for a frame when one ends.
    pub fn new(wake: egui::Context) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { running: Vec::new(), next: 0, sender, receiver, wake }
    }

    /// Runs `work` on a thread; what it returns is applied like any other action.
    pub fn start(&mut self, name: impl Into<String>, work: impl FnOnce(&Progress) -> Action + Send + 'static) {
        let _ = self.start_telling(name, |progress, _| work(progress));
    }

    /// Runs `work` on a thread, which may ask for things on the way; the number of the job.
    pub fn start_telling(
        &mut self,
        name: impl Into<String>,
        work: impl FnOnce(&Progress, &dyn Fn(Action)) -> Action + Send + 'static,
    ) -> u64 {
        let progress = Progress::new();
        let id = self.next;
        self.next += 1;
        self.running.push(Job { id, name: name.into(), progress: progress.clone(), started: Instant::now() });
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        thread::spawn(move || {
            // The window may be gone by now; then nobody waits for what is told.
            let tell = |told| {
                let _ = sender.send((id, told));
                wake.request_repaint();
            };
            let result = work(&progress, &|action| tell(Told::Part(action)));
            tell(Told::End(result));
        });
        id
    }

    /// The results that came in since the last frame.
    pub fn finished(&mut self) -> Vec<Action> {
        let mut actions = Vec::new();
        while let Ok((id, told)) = self.receiver.try_recv() {
            actions.push(match told {
                Told::Part(action) => action,
                Told::End(action) => {
                    self.running.retain(|job| job.id != id);
                    action
                }
            });
        }
        actions
    }

    /// The jobs that run.
    pub fn running(&self) -> &[Job] {
        &self.running
    }

    /// Asks a job to stop.
    pub fn cancel(&self, id: u64) {
        for job in self.running.iter().filter(|job| job.id == id) {
            job.progress.cancel();
        }
    }
}

/// Threads of their own, so that the frame's own counting never waits behind what is read here.
pub fn pool() -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().thread_name(|number| format!("reading {number}")).build().ok()
}

/// Does something on those threads, or here where there are none.
pub fn in_pool<T: Send>(pool: Option<&rayon::ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
