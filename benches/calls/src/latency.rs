//! What a program waits for, on the canned server or on a real one. Each way runs in a process of its own, so that its memory
//! is its own too; they take turns, so that what the machine does beside slows all.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use tokio::runtime::Builder;
use weaviate::{Client, Collection as _, Vector, sync::Collections};
use weaviate_benches::random::Random;

use crate::{
    Result,
    bare::Bare,
    child::Server,
    measure::used,
    model::{Article, Document, documents},
    ours::Ours,
    typed::Typed,
    work::{INSERTED, Way, Work},
};

/// The objects that a search looks through on a real server.
const STORED: usize = 5_000;
/// How often the ways take turns, and how often each does its work then, after one time that does not count.
const ROUNDS: usize = 5;
const QUESTIONS: &str = "200";
const INSERTS: &str = "3";

/// A way, and how its process is started; the addresses follow.
struct Other {
    name: &'static str,
    command: Vec<String>,
    /// What it needs, said where it does not run.
    needs: &'static str,
    /// Whether it is told of the address of gRPC.
    grpc: bool,
}

/// What the processes of one way printed.
#[derive(Default)]
struct Taken {
    fetch: Vec<u64>,
    insert: Vec<u64>,
    fetch_cpu: Vec<u64>,
    insert_cpu: Vec<u64>,
    memory: u64,
    left_out: bool,
}

/// On a server that does nothing.
pub(crate) fn canned() -> Result<()> {
    let server = Server::start()?;
    table(&server.rest, &server.grpc, false)
}

/// On a real one, whose collections of these names are removed.
pub(crate) fn real(rest: &str, grpc: &str) -> Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(fill(rest, grpc))?;
    table(rest, grpc, true)
}

fn table(rest: &str, grpc: &str, real: bool) -> Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let others = others()?;
    let fills = |other: &Other| real && !other.grpc;
    let left_out = |other| fills(other) && start(other, &[rest, "fill"]).is_none();
    let mut taken: Vec<Taken> =
        others.iter().map(|other| Taken { left_out: left_out(other), ..Taken::default() }).collect();
    for _ in 0..ROUNDS {
        for (other, taken) in others.iter().zip(&mut taken) {
            if taken.left_out {
                continue;
            }
            if real {
                // Each begins with none of the objects that it writes.
                runtime.block_on(anew::<(Document,)>(Document::SCHEMA.name, rest, grpc))?;
            }
            let addresses = if other.grpc { &[rest, grpc][..] } else { &[rest] };
            match start(other, &[addresses, &[QUESTIONS, INSERTS]].concat()) {
                Some(said) => said.lines().try_for_each(|line| taken.add(line))?,
                None => taken.left_out = true,
            }
        }
    }
    println!("| | top 10: p50, p99 | CPU | 1,000 objects: p50, most | CPU | most memory |");
    println!("|---|---|---|---|---|---|");
    for (other, mut taken) in others.iter().zip(taken) {
        if taken.left_out {
            println!("| {} | left out: it needs {} | | | | |", other.name, other.needs);
            continue;
        }
        taken.fetch.sort_unstable();
        taken.insert.sort_unstable();
        println!(
            "| {} | {}, {} us | {} us | {:.1}, {:.1} ms | {:.1} ms | {} MiB |",
            other.name,
            at(&taken.fetch, 50),
            at(&taken.fetch, 99),
            least(&taken.fetch_cpu, QUESTIONS)?,
            at(&taken.insert, 50) as f64 / 1e3,
            at(&taken.insert, 100) as f64 / 1e3,
            least(&taken.insert_cpu, INSERTS)? as f64 / 1e3,
            taken.memory / 1_024
        );
    }
    Ok(())
}

impl Taken {
    /// A line as each way prints it: microseconds, kilobytes of memory.
    fn add(&mut self, line: &str) -> Result<()> {
        let (name, numbers) = line.split_once(' ').unwrap_or((line, ""));
        let numbers = numbers.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
        match name {
            "fetch" => self.fetch.extend(numbers),
            "insert" => self.insert.extend(numbers),
            "fetch-cpu" => self.fetch_cpu.extend(numbers),
            "insert-cpu" => self.insert_cpu.extend(numbers),
            "memory" => self.memory = self.memory.max(numbers.into_iter().max().unwrap_or(0)),
            _ => return Err(format!("no such line: `{line}`").into()),
        }
        Ok(())
    }
}

fn others() -> Result<Vec<Other>> {
    let here = |name: &str| format!("{}/others/{name}", env!("CARGO_MANIFEST_DIR"));
    let program = std::env::current_exe()?.display().to_string();
    let ours = |way: Way| Other {
        name: way.name(),
        command: vec![program.clone(), "latency".to_owned(), way.name().to_owned()],
        needs: "nothing",
        grpc: true,
    };
    let community =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/community/release/weaviate-calls-community");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    Ok(vec![
        ours(Way::Ours),
        ours(Way::Bare),
        ours(Way::Prost),
        Other {
            name: "weaviate-community",
            command: vec![community.to_owned()],
            needs: "`cargo build --release --target-dir target/community --manifest-path benches/calls/others/community/Cargo.toml`",
            grpc: false,
        },
        Other {
            name: "Python",
            command: vec![python, here("python.py")],
            needs: "`pip install weaviate-client` in the Python that `PYTHON` names",
            grpc: true,
        },
    ])
}

/// Runs it to its end. None if it fails, which it says itself.
fn start(other: &Other, arguments: &[&str]) -> Option<String> {
    let (program, rest) = other.command.split_first()?;
    let out = Command::new(program).args(rest).args(arguments).stderr(Stdio::inherit()).output().ok()?;
    if out.status.success() { String::from_utf8(out.stdout).ok() } else { None }
}

/// One way in this process: prints what each time took.
pub(crate) fn one(way: Way, rest: &str, grpc: &str, questions: usize, inserts: usize) -> Result<()> {
    let server = Server::at(rest, grpc);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let alone = runtime.block_on(Alone::new(way, &server))?;
    for (work, count) in [(Work::Fetch, questions), (Work::Insert, inserts)] {
        runtime.block_on(alone.once(work))?;
        let (mut taken, before) = (Vec::with_capacity(count), used()?);
        for _ in 0..count {
            let began = Instant::now();
            runtime.block_on(alone.once(work))?;
            taken.push(began.elapsed().as_micros().to_string());
        }
        println!("{} {}", work.name(), taken.join(" "));
        println!("{}-cpu {}", work.name(), used()?.saturating_sub(before).as_micros());
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    println!("memory {}", most.trim().trim_end_matches(" kB"));
    Ok(())
}

/// One way by itself.
enum Alone {
    Ours(Ours),
    Bare(Bare),
    Prost(Typed),
}

impl Alone {
    async fn new(way: Way, server: &Server) -> Result<Self> {
        let documents = documents(INSERTED);
        Ok(match way {
            Way::Ours => Self::Ours(Ours::new(server, documents)?),
            Way::Bare => Self::Bare(Bare::new(server, documents, 0).await?),
            Way::Prost => Self::Prost(Typed::new(server, documents).await?),
        })
    }

    async fn once(&self, work: Work) -> Result<()> {
        match (self, work) {
            (Self::Ours(ours), Work::Fetch) => ours.fetch().await,
            (Self::Bare(bare), Work::Fetch) => bare.fetch().await,
            (Self::Prost(typed), Work::Fetch) => typed.fetch().await,
            (Self::Ours(ours), _) => ours.insert().await,
            (Self::Bare(bare), _) => bare.insert().await,
            (Self::Prost(typed), _) => typed.insert().await,
        }
    }
}

/// The time that so many of a hundred do not exceed.
fn at(sorted: &[u64], percent: usize) -> u64 {
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
}

/// Of the quickest round, for one time.
fn least(rounds: &[u64], count: &str) -> Result<u64> {
    Ok(rounds.iter().min().unwrap_or(&0) / count.parse::<u64>()?)
}

/// Makes a collection anew on a server whose data nobody needs.
async fn anew<C: Collections>(name: &str, rest: &str, grpc: &str) -> Result<()> {
    let client = Client::builder(rest).grpc_url(grpc).build()?;
    // There is none yet on a new server.
    let _ = client.delete_collection_named(name).await;
    client.sync::<C>().await?;
    Ok(())
}

async fn fill(rest: &str, grpc: &str) -> Result<()> {
    anew::<(Article,)>(Article::SCHEMA.name, rest, grpc).await?;
    let client = Client::builder(rest).grpc_url(grpc).build()?;
    let mut random = Random(5);
    let articles = (0..STORED).map(|_| Article {
        title: random.text(40),
        slug: random.text(20),
        author: random.text(16),
        summary: random.text(160),
        words: random.below(5_000) as i64,
        rating: f64::from(random.float()),
        draft: random.below(2) == 1,
        published: chrono::DateTime::UNIX_EPOCH,
        edited: chrono::DateTime::UNIX_EPOCH,
        tags: (0..3).map(|_| random.text(8)).collect(),
        embedding: Vector::new(std::array::from_fn(|_| random.float())),
    });
    client.collection::<Article>().insert_many(articles.collect::<Vec<_>>()).await?.into_result()?;
    Ok(())
}
