//! Answers that no server gives: what a client does with them. It never panics, never hangs past its deadline, and never
//! makes room for what an answer only claims to have.
//!
//! The suite plays some hundred seeds and every file of `tests/data/hostile`; the example `hostile` goes on for as long as
//! it is told, and writes down what it finds.

mod calls;
mod twist;
mod wire;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use weaviate::{
    Client, Result,
    layer::{Layer, Next, Op, Reply},
    local::{Engine, Serve, Serving},
};

use crate::dice::Dice;

/// No call takes longer, whatever the answer is.
const LONGEST: Duration = Duration::from_secs(20);
const TIMEOUT: Duration = Duration::from_millis(300);

/// An engine with something in it, whose answers are twisted on their way.
pub struct Hostile {
    serving: Serving,
    /// Answers as they came, to be mixed with others.
    seen: Arc<Mutex<Vec<Bytes>>>,
}

/// What went wrong: the call, and the answers that it was given.
#[derive(Debug)]
pub struct Found {
    /// Which call.
    pub call: String,
    /// What happened.
    pub what: String,
    /// What it was told, in order.
    pub told: Vec<Bytes>,
}

/// Tells a client other answers than it got, and keeps what it told.
struct Liar {
    how: How,
    seen: Arc<Mutex<Vec<Bytes>>>,
    told: Arc<Mutex<Vec<Bytes>>>,
}

enum How {
    Twisted(Mutex<Dice>),
    /// These, one after another; the last again and again.
    Recorded(Vec<Bytes>),
}

impl Layer for Liar {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> futures_util::future::BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let mut reply = next.run(op).await?;
            let number = lock(&self.told).len();
            reply.body = match &self.how {
                How::Twisted(dice) => {
                    let mut seen = lock(&self.seen);
                    if seen.len() < 200 {
                        seen.push(reply.body.clone());
                    }
                    twist::twisted(&mut lock(dice), &reply.body, &seen)
                }
                How::Recorded(told) => told.get(number).or(told.last()).cloned().unwrap_or_default(),
            };
            lock(&self.told).push(reply.body.clone());
            Ok(reply)
        })
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hostile {
    /// Starts an engine and fills it.
    ///
    /// # Panics
    ///
    /// If the engine does not do what the suite proves that it does.
    pub async fn start() -> Self {
        let serving = Engine::in_memory().serve(Serve::default()).await.expect("a port for the engine");
        let hostile = Self { serving, seen: Arc::default() };
        calls::fill(&hostile.client(None)).await.expect("the engine is filled");
        hostile
    }

    fn client(&self, liar: Option<Liar>) -> Client {
        let builder = Client::builder(format!("http://{}", self.serving.http_addr()))
            .grpc_url(format!("http://{}", self.serving.grpc_addr()));
        match liar {
            Some(liar) => builder.timeout(TIMEOUT).attempts(1).layer(liar),
            None => builder,
        }
        .build()
        .expect("a client")
    }

    /// One call with answers made of a seed.
    pub async fn play(&self, seed: u64) -> Option<Found> {
        let mut dice = Dice::new(seed);
        if dice.below(4) == 0 {
            let others = lock(&self.seen).clone();
            return wire::play(&self.serving, &others, dice).await;
        }
        let call = calls::NAMES[dice.below(calls::NAMES.len())];
        self.call(call, How::Twisted(Mutex::new(dice))).await
    }

    /// Calls with what `file` says, as [`Found::write`] wrote it.
    ///
    /// # Panics
    ///
    /// If the file cannot be read.
    pub async fn replay(&self, file: &Path) -> Option<Found> {
        let (call, told) = read(file);
        self.call(&call, How::Recorded(told)).await
    }

    async fn call(&self, call: &str, how: How) -> Option<Found> {
        let told = Arc::default();
        let liar = Liar { how, seen: self.seen.clone(), told: Arc::clone(&told) };
        let client = self.client(Some(liar));
        let what = ending(calls::run(call.to_owned(), client)).await?;
        let told = lock(&told).clone();
        Some(Found { call: call.to_owned(), what, told })
    }
}

/// How a call ended that must not end so.
async fn ending(call: impl Future<Output = ()> + Send + 'static) -> Option<String> {
    let task = tokio::spawn(call);
    match tokio::time::timeout(LONGEST, task).await {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(match error.try_into_panic() {
            Ok(panic) => format!("a panic: {}", text_of(&*panic)),
            Err(error) => error.to_string(),
        }),
        Err(_) => Some(format!("no end within {LONGEST:?}")),
    }
}

fn text_of(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("of no text")
}

impl Found {
    /// Writes it into a folder, for [`Hostile::replay`].
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn write(&self, folder: &Path, name: &str) -> PathBuf {
        let mut out = Vec::new();
        let mut part = |bytes: &[u8]| {
            out.extend((bytes.len() as u32).to_le_bytes());
            out.extend(bytes);
        };
        part(self.call.as_bytes());
        self.told.iter().for_each(|told| part(told));
        let file = folder.join(name);
        std::fs::create_dir_all(folder).expect("a folder for what is found");
        std::fs::write(&file, out).expect("what is found is written");
        file
    }
}

fn read(file: &Path) -> (String, Vec<Bytes>) {
    let mut rest = Bytes::from(std::fs::read(file).expect("a file of the corpus"));
    let mut parts = Vec::new();
    while rest.len() >= 4 {
        let length = u32::from_le_bytes(rest.split_to(4)[..].try_into().expect("four bytes")) as usize;
        parts.push(rest.split_to(length));
    }
    let call = String::from_utf8(parts.remove(0).to_vec()).expect("the name of a call");
    (call, parts)
}
