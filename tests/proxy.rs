//! A way to a server that fails as it is told to: a TCP proxy that cuts, resets, stalls, delays or corrupts what passes,
//! at a chosen point of HTTP/2 or HTTP/1.

mod points;
pub mod reverse;
pub mod tls;
pub mod tunnel;

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::Notify,
    task::JoinHandle,
};

pub use points::Point;
use points::Points;

/// What happens at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Do {
    /// Both sides are closed.
    Cut,
    /// Both sides are reset.
    Reset,
    /// Nothing passes any more, and nobody is told.
    Stall,
    /// Nothing passes for so long.
    Delay(Duration),
    /// One byte is another one.
    Corrupt,
}

/// Whose bytes are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The program's.
    Client,
    /// The server's.
    Server,
}

/// One fault, which happens once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Whose bytes.
    pub from: From,
    /// Where in them.
    pub at: Point,
    /// So many such points pass unharmed.
    pub after: u32,
    /// What happens.
    pub what: Do,
}

/// A proxy. Dropping it closes everything.
#[derive(Debug)]
pub struct Proxy {
    addr: SocketAddr,
    plan: Arc<Plan>,
    accepting: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Plan {
    faults: Mutex<VecDeque<Fault>>,
    over: Notify,
}

impl Proxy {
    /// Starts one before `upstream`. The faults happen one after another, whichever connection comes to the next first.
    ///
    /// # Errors
    ///
    /// Without a free port.
    pub async fn start(upstream: SocketAddr, faults: impl IntoIterator<Item = Fault>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let plan = Arc::new(Plan { faults: Mutex::new(faults.into_iter().collect()), over: Notify::new() });
        let shared = plan.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let plan = shared.clone();
                tokio::spawn(async move {
                    // A side that breaks ends the connection; that is what this is for.
                    let _ = pass(client, upstream, &plan).await;
                });
            }
        });
        Ok(Self { addr, plan, accepting })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// One fault more, behind those that have not happened.
    pub fn add(&self, fault: Fault) {
        self.plan.faults().push_back(fault);
    }

    /// Gives up the faults that have not happened, and says how many those were.
    pub fn forget(&self) -> usize {
        std::mem::take(&mut *self.plan.faults()).len()
    }

    /// The faults that have not happened.
    pub fn left(&self) -> usize {
        self.plan.faults().len()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
        self.plan.over.notify_waiters();
    }
}

impl Plan {
    fn faults(&self) -> std::sync::MutexGuard<'_, VecDeque<Fault>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Passes a point, and gives what happens at it.
    fn at(&self, from: From, point: Point) -> Option<Do> {
        let mut faults = self.faults();
        let next = faults.front_mut().filter(|fault| fault.from == from && fault.at == point)?;
        if next.after > 0 {
            next.after -= 1;
            return None;
        }
        faults.pop_front().map(|fault| fault.what)
    }
}

async fn pass(client: TcpStream, upstream: SocketAddr, plan: &Plan) -> io::Result<()> {
    client.set_nodelay(true)?;
    match plan.at(From::Client, Point::Connect) {
        Some(Do::Reset) => return reset(&client),
        Some(Do::Cut | Do::Corrupt) => return Ok(()),
        Some(Do::Stall) => {
            plan.over.notified().await;
            return Ok(());
        }
        Some(Do::Delay(wait)) => tokio::time::sleep(wait).await,
        None => {}
    }
    let server = TcpStream::connect(upstream).await?;
    server.set_nodelay(true)?;
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::select! {
        end = one_way(From::Client, from_client, to_server, plan) => end,
        end = one_way(From::Server, from_server, to_client, plan) => end,
    }
}

/// Lets a connection end with a reset when it is dropped.
// The newer method of the same meaning is not in the oldest Tokio that our manifests allow.
#[allow(deprecated)]
fn reset(stream: &TcpStream) -> io::Result<()> {
    stream.set_linger(Some(Duration::ZERO))
}

/// Passes bytes in one direction until it ends; both sides are closed then.
async fn one_way(
    from: From,
    mut source: OwnedReadHalf,
    mut sink: OwnedWriteHalf,
    plan: &Plan,
) -> io::Result<()> {
    let (mut points, mut buffer) = (Points::default(), vec![0; 16 << 10]);
    loop {
        let read = source.read(&mut buffer).await?;
        if read == 0 {
            // Half of a connection may end before the other half.
            sink.shutdown().await?;
            return std::future::pending().await;
        }
        let mut bytes = buffer.get_mut(..read).unwrap_or_default();
        while !bytes.is_empty() {
            let (length, point) = points.next(bytes);
            let (part, rest) = bytes.split_at_mut(length);
            match point.and_then(|point| plan.at(from, point)) {
                None => sink.write_all(part).await?,
                Some(Do::Corrupt) => {
                    if let Some(last) = part.last_mut() {
                        *last ^= 0x55;
                    }
                    sink.write_all(part).await?;
                }
                Some(Do::Delay(wait)) => {
                    tokio::time::sleep(wait).await;
                    sink.write_all(part).await?;
                }
                Some(Do::Stall) => {
                    plan.over.notified().await;
                    return Ok(());
                }
                Some(Do::Cut) => {
                    sink.write_all(part).await?;
                    return Ok(());
                }
                Some(Do::Reset) => {
                    sink.write_all(part).await?;
                    reset(source.as_ref())?;
                    reset(sink.as_ref())?;
                    return Ok(());
                }
            }
            bytes = rest;
        }
    }
}
