//! A world in which time passes only when nobody has anything to do, and all chance comes from a seed.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::{Duration, Instant},
};

use futures_core::future::BoxFuture;

use crate::env::Env;

/// How late somebody is woken at most.
pub(super) const LATE: Duration = Duration::from_millis(20);

/// The clock, the dice and who waits for which moment.
#[derive(Clone)]
pub(super) struct World(Arc<Mutex<State>>);

struct State {
    now: Instant,
    dice: u64,
    sleepers: BTreeMap<(Instant, u64), Waker>,
    next: u64,
}

impl World {
    pub(super) fn new(begin: Instant, seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State { now: begin, dice: seed, sleepers: BTreeMap::new(), next: 0 })))
    }

    /// A number below `most`.
    pub(super) fn roll(&self, most: u64) -> u64 {
        self.random() % most
    }

    /// A time below `most`, in whole milliseconds.
    pub(super) fn span(&self, most: Duration) -> Duration {
        Duration::from_millis(self.roll(most.as_millis() as u64))
    }

    /// How many wait for a moment.
    pub(super) fn sleepers(&self) -> usize {
        self.lock().sleepers.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes on to the next moment that somebody waits for; `false` if nobody does.
    fn pass(&self) -> bool {
        // Who sleeps is sometimes woken late.
        let late = if self.roll(4) == 0 { self.span(LATE) } else { Duration::ZERO };
        let mut state = self.lock();
        let Some(((until, _), waker)) = state.sleepers.pop_first() else { return false };
        state.now = state.now.max(until + late);
        drop(state);
        waker.wake();
        true
    }
}

impl Env for World {
    fn now(&self) -> Instant {
        self.lock().now
    }

    fn sleep_until(&self, until: Instant) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { world: self.clone(), until, key: None })
    }

    /// Steele and Vigna's `SplitMix64`.
    fn random(&self) -> u64 {
        let mut state = self.lock();
        state.dice = state.dice.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state.dice;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn spawn(&self, _: BoxFuture<'static, ()>) {
        panic!("only connections are spawned, and this world has none");
    }
}

/// Leaves nothing behind when it is dropped.
struct Sleep {
    world: World,
    until: Instant,
    key: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let world = self.world.clone();
        let mut state = world.lock();
        if let Some(key) = self.key.take() {
            state.sleepers.remove(&(self.until, key));
        }
        if state.now >= self.until {
            return Poll::Ready(());
        }
        let key = state.next;
        state.next += 1;
        state.sleepers.insert((self.until, key), cx.waker().clone());
        self.key = Some(key);
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.world.lock().sleepers.remove(&(self.until, key));
        }
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs all tasks to their end; gives how many never came to it.
pub(super) fn run(world: &World, tasks: Vec<Task>) -> usize {
    let tasks: Vec<_> = tasks
        .into_iter()
        .map(|task| (RefCell::new(Some(task)), Arc::new(Woken(AtomicBool::new(true)))))
        .collect();
    let mut left = tasks.len();
    while left > 0 {
        let mut all_wait = true;
        // Who is first is chance, too.
        let first = world.roll(tasks.len() as u64) as usize;
        for (task, woken) in tasks.iter().cycle().skip(first).take(tasks.len()) {
            if !woken.0.swap(false, Ordering::Relaxed) {
                continue;
            }
            let mut task = task.borrow_mut();
            let Some(future) = task.as_mut() else { continue };
            all_wait = false;
            let waker = Waker::from(woken.clone());
            if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                *task = None;
                left -= 1;
            }
        }
        if all_wait && !world.pass() {
            break;
        }
    }
    left
}
