//! The works, and the ways to do them.

use std::str::FromStr;

use futures_util::future::try_join_all;
use tokio::runtime::{Builder, Runtime};

use crate::{Result, bare::Bare, child::Server, model, ours::Ours, typed::Typed};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// A search by a vector that finds ten rows of ten properties.
    Fetch,
    /// A thousand documents in one message.
    Insert,
    /// Four thousand documents through a stream.
    Ingest,
    /// A walk over a thousand rows with their vectors.
    Scan,
}

/// By what it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// This client.
    Ours,
    /// A bare tonic call with bytes that stand ready, whose answer nobody reads.
    Bare,
    /// The messages of prost on tonic, made for each call; its answer is such messages.
    Prost,
}

pub(crate) const WORKS: [Work; 4] = [Work::Fetch, Work::Insert, Work::Ingest, Work::Scan];

/// How many documents an insert and an ingest have.
pub(crate) const INSERTED: usize = 1_000;
pub(crate) const INGESTED: usize = 4_000;

impl Work {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Insert => "insert",
            Self::Ingest => "ingest",
            Self::Scan => "scan",
        }
    }
}

impl FromStr for Work {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        WORKS.into_iter().find(|work| work.name() == text).ok_or(format!("no work `{text}`"))
    }
}

impl Way {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Bare => "bare",
            Self::Prost => "prost",
        }
    }
}

impl FromStr for Way {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let ways = [Self::Ours, Self::Bare, Self::Prost];
        ways.into_iter().find(|way| way.name() == text).ok_or(format!("no way `{text}`"))
    }
}

/// Everything that a work needs, made once.
pub(crate) struct Bench {
    runtime: Runtime,
    ours: Ours,
    bare: Bare,
    typed: Typed,
    _server: Server,
}

impl Bench {
    pub(crate) fn new() -> Result<Self> {
        let server = Server::start()?;
        // One thread, so that its counters have all of the client.
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let documents = model::documents(INSERTED);
        let (ours, bare, typed) = runtime.block_on(async {
            let ours = Ours::new(&server, documents.clone())?;
            let bare = Bare::new(&server, documents.clone(), INGESTED).await?;
            let typed = Typed::new(&server, documents).await?;
            Ok::<_, Box<dyn std::error::Error>>((ours, bare, typed))
        })?;
        Ok(Self { runtime, ours, bare, typed, _server: server })
    }

    /// Does it so often, with so many under way at once.
    pub(crate) fn go(&self, work: Work, way: Way, in_flight: usize, times: usize) -> Result<()> {
        let each = (0..in_flight).map(|lane| async move {
            for _ in (lane..times).step_by(in_flight) {
                self.once(work, way).await?;
            }
            Ok(())
        });
        self.runtime.block_on(try_join_all(each)).map(drop)
    }

    async fn once(&self, work: Work, way: Way) -> Result<()> {
        match (way, work) {
            (Way::Ours, Work::Fetch) => self.ours.fetch().await,
            (Way::Ours, Work::Insert) => self.ours.insert().await,
            (Way::Ours, Work::Ingest) => self.ours.ingest().await,
            (Way::Ours, Work::Scan) => self.ours.scan().await,
            (Way::Bare, Work::Fetch) => self.bare.fetch().await,
            (Way::Bare, Work::Insert) => self.bare.insert().await,
            (Way::Bare, Work::Ingest) => self.bare.ingest().await,
            (Way::Bare, Work::Scan) => self.bare.scan().await,
            (Way::Prost, Work::Fetch) => self.typed.fetch().await,
            (Way::Prost, Work::Insert) => self.typed.insert().await,
            (Way::Prost, Work::Ingest) => self.typed.ingest().await,
            (Way::Prost, Work::Scan) => self.typed.scan().await,
        }
    }
}

/// Does one of them and nothing else.
pub(crate) fn run(work: Work, way: Way, in_flight: usize, times: usize) -> Result<()> {
    Bench::new()?.go(work, way, in_flight, times)
}
