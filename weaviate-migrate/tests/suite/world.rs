//! Several programs and one server on one clock, in an order that a seed decides.

use std::{
    future::Future,
    pin::{Pin, pin},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use serde_json::Value;
use weaviate_migrate::SchemaApi;
use weaviate_query::{Error, ErrorKind, Result, Version, schema::Class};

use crate::{defs::TODAY, memory::Memory};

/// Random enough, and the same for the same seed.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// A server and a clock.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) memory: Mutex<Memory>,
    now: AtomicU64,
    /// Goes up with everything but sleeping.
    activity: AtomicU64,
    /// When the next sleeper wakes.
    wakes: AtomicU64,
}

impl World {
    pub(crate) fn of(memory: Memory) -> Self {
        Self { memory: Mutex::new(memory), ..Self::default() }
    }

    pub(crate) fn memory(&self) -> Memory {
        self.memory.lock().unwrap().clone()
    }

    pub(crate) fn now(&self) -> Duration {
        Duration::from_millis(self.now.load(SeqCst))
    }

    /// Runs all to their ends, each poll in an order that the dice give; `None` for one that was killed.
    pub(crate) fn run<T>(&self, dice: &mut Dice, tasks: Vec<(&Program<'_>, Task<'_, T>)>) -> Vec<Option<T>> {
        let mut tasks: Vec<_> = tasks.into_iter().map(|(program, task)| (program, Some(task))).collect();
        let mut done: Vec<Option<T>> = tasks.iter().map(|_| None).collect();
        while tasks.iter().any(|(_, task)| task.is_some()) {
            let before = self.activity.load(SeqCst);
            self.wakes.store(u64::MAX, SeqCst);
            let first = dice.roll() as usize % tasks.len();
            for i in 0..tasks.len() {
                let i = (first + i) % tasks.len();
                // Some are slower than others.
                if dice.roll().is_multiple_of(3) && tasks.len() > 1 {
                    self.activity.fetch_add(1, SeqCst);
                    continue;
                }
                let (program, task) = &mut tasks[i];
                let Some(future) = task else { continue };
                match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                    Poll::Ready(value) => (done[i], *task) = (Some(value), None),
                    Poll::Pending if program.is_killed() => *task = None,
                    Poll::Pending => {}
                }
            }
            let wakes = self.wakes.load(SeqCst);
            if self.activity.load(SeqCst) == before && wakes != u64::MAX {
                self.now.fetch_max(wakes, SeqCst);
            }
        }
        done
    }

    /// Runs one to its end.
    pub(crate) fn alone<T>(&self, program: &Program<'_>, task: impl Future<Output = T> + Send) -> Option<T> {
        self.run(&mut Dice::new(1), vec![(program, Box::pin(task))]).pop().flatten()
    }
}

pub(crate) type Task<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What goes wrong with one call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// The program dies before the call has its effect.
    DiesBefore,
    /// The program dies after it.
    DiesAfter,
    /// The call fails without an effect.
    FailsBefore(ErrorKind),
    /// The call fails after its effect.
    FailsAfter(ErrorKind),
    /// The call takes this long.
    Hangs(Duration),
    /// Somebody else does this before the call.
    Meets(fn(&mut Memory)),
}

/// One program that uses the server.
#[derive(Debug)]
pub(crate) struct Program<'a> {
    pub(crate) world: &'a World,
    version: Version,
    fault: Option<(u64, Fault)>,
    calls: AtomicU64,
    killed: AtomicU64,
    dice: Mutex<Dice>,
    pub(crate) said: Mutex<Vec<String>>,
    /// The numbers of the calls that wrote to the schema, and what.
    pub(crate) wrote: Mutex<Vec<(u64, String)>>,
}

impl<'a> Program<'a> {
    pub(crate) fn new(world: &'a World, seed: u64) -> Self {
        Self {
            world,
            version: TODAY,
            fault: None,
            calls: AtomicU64::new(0),
            killed: AtomicU64::new(0),
            dice: Mutex::new(Dice::new(seed)),
            said: Mutex::default(),
            wrote: Mutex::default(),
        }
    }

    /// Lets something go wrong with the call of this number.
    pub(crate) fn with_fault(mut self, call: u64, fault: Fault) -> Self {
        self.fault = Some((call, fault));
        self
    }

    pub(crate) fn on(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(SeqCst)
    }

    fn is_killed(&self) -> bool {
        self.killed.load(SeqCst) != 0
    }

    async fn die(&self) {
        self.killed.store(1, SeqCst);
        std::future::pending::<()>().await;
    }

    async fn call<T>(&self, act: impl FnOnce(&mut Memory) -> Result<T> + Send) -> Result<T> {
        let number = self.calls.fetch_add(1, SeqCst);
        let fault = self.fault.filter(|(call, _)| *call == number).map(|(_, fault)| fault);
        self.step().await;
        match fault {
            Some(Fault::DiesBefore) => self.die().await,
            Some(Fault::FailsBefore(kind)) => return Err(Error::new(kind, "the test lets it fail")),
            Some(Fault::Hangs(time)) => self.sleep(time).await,
            Some(Fault::Meets(other)) => other(&mut self.world.memory.lock().unwrap()),
            _ => {}
        }
        let result = {
            let mut memory = self.world.memory.lock().unwrap();
            let before = memory.writes.len();
            let result = act(&mut memory);
            let wrote = memory.writes.iter().skip(before).map(|write| (number, write.clone()));
            self.wrote.lock().unwrap().extend(wrote);
            result
        };
        match fault {
            Some(Fault::DiesAfter) => self.die().await,
            Some(Fault::FailsAfter(kind)) => return Err(Error::new(kind, "the test lets it fail")),
            _ => {}
        }
        self.step().await;
        result
    }

    /// Lets others go first once, and time pass.
    async fn step(&self) {
        self.world.now.fetch_add(2, SeqCst);
        self.world.activity.fetch_add(1, SeqCst);
        let mut is_second = false;
        std::future::poll_fn(|_| {
            if std::mem::replace(&mut is_second, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

impl SchemaApi for Program<'_> {
    async fn version(&self) -> Result<Option<Version>> {
        self.call(|_| Ok(Some(self.version))).await
    }

    async fn classes(&self) -> Result<Vec<Class>> {
        self.call(|memory| Ok(memory.classes.values().cloned().collect())).await
    }

    async fn class(&self, name: &str) -> Result<Option<Class>> {
        self.call(|memory| Ok(memory.classes.get(name).cloned())).await
    }

    async fn aliases(&self) -> Result<Vec<(String, String)>> {
        self.call(|memory| Ok(memory.aliases.clone().into_iter().collect())).await
    }

    async fn create_class(&self, class: &Class) -> Result<()> {
        self.call(|memory| memory.create_class(class)).await
    }

    async fn update_class(&self, class: &Class) -> Result<()> {
        self.call(|memory| memory.update_class(class)).await
    }

    async fn add_property(&self, class: &str, property: &Value) -> Result<()> {
        self.call(|memory| memory.add_property(class, property)).await
    }

    async fn create_alias(&self, alias: &str, class: &str) -> Result<()> {
        self.call(|memory| memory.create_alias(alias, class)).await
    }

    async fn update_alias(&self, alias: &str, class: &str) -> Result<()> {
        self.call(|memory| match memory.aliases.get_mut(alias) {
            Some(target) => {
                class.clone_into(target);
                Ok(())
            }
            None => Err(Error::new(ErrorKind::NotFound, "no such alias")),
        })
        .await
    }

    async fn delete_alias(&self, alias: &str) -> Result<()> {
        self.call(|memory| match memory.aliases.remove(alias) {
            Some(_) => Ok(()),
            None => Err(Error::new(ErrorKind::NotFound, "no such alias")),
        })
        .await
    }

    async fn count(&self, class: &str) -> Result<u64> {
        self.call(|memory| Ok(memory.counts.get(class).copied().unwrap_or_default())).await
    }

    async fn put_object(&self, class: &str, id: &str, properties: &Value) -> Result<()> {
        self.call(|memory| {
            let Some(known) = memory.classes.get(class) else {
                return Err(Error::new(ErrorKind::Rejected, format!("class {class:?} not found in schema")));
            };
            for name in properties.as_object().into_iter().flatten().map(|(name, _)| name) {
                assert!(
                    known.property(name).is_some(),
                    "auto-schema is off, and `{name}` is not in `{class}`"
                );
            }
            memory.objects.insert((class.to_owned(), id.to_owned()), properties.clone());
            Ok(())
        })
        .await
    }

    async fn get_object(&self, class: &str, id: &str) -> Result<Option<Value>> {
        self.call(|memory| Ok(memory.objects.get(&(class.to_owned(), id.to_owned())).cloned())).await
    }

    async fn delete_object(&self, class: &str, id: &str) -> Result<()> {
        self.call(|memory| {
            memory.objects.remove(&(class.to_owned(), id.to_owned()));
            Ok(())
        })
        .await
    }

    async fn sleep(&self, duration: Duration) {
        let until = (self.world.now() + duration).as_millis() as u64;
        let mut sleeping = pin!(std::future::poll_fn(|_| {
            if self.world.now.load(SeqCst) >= until {
                return Poll::Ready(());
            }
            self.world.wakes.fetch_min(until, SeqCst);
            Poll::Pending
        }));
        sleeping.as_mut().await;
    }

    fn now(&self) -> Duration {
        self.world.now()
    }

    fn random(&self) -> u64 {
        self.dice.lock().unwrap().roll()
    }

    fn warn(&self, message: &str) {
        self.said.lock().unwrap().push(format!("warning: {message}"));
    }

    fn progress(&self, message: &str) {
        self.said.lock().unwrap().push(message.to_owned());
    }
}
