//! A rebuild whose own process and whose server are killed while programs write; then every object is looked for.
//!
//! ```sh
//! cargo run -p weaviate-tests --example rebuild_through_kills -- --objects 20000 --kills 3 --server-kills 2 \\
//!     --rest 127.0.0.1:8080 --grpc 127.0.0.1:50051 --start 'weaviate local --http 8080 --grpc 50051 --path DIR'
//! ```
//!
//! `--start` is the command of a server that keeps its data in a folder, which is empty. The process that migrates is this
//! program once more, with `--migrate`.

#[path = "../rebuild/shapes.rs"]
#[allow(dead_code)]
mod shapes;

use std::{
    collections::HashMap,
    process::{Child, Command},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};

use weaviate::{
    Client, Link, Uuid, Vector,
    report::Report,
    sync::{Options, Rebuild, SchemaApi as _},
};
use weaviate_tests::process::Server;

use shapes::{after, before};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Clone)]
struct Arguments {
    objects: u32,
    /// How often each is killed while objects are copied.
    kills: u32,
    server_kills: u32,
    rest: String,
    grpc: String,
    start: String,
    migrate: bool,
}

impl Arguments {
    fn read() -> Result<Self, Failure> {
        let mut read = Self {
            objects: 20_000,
            kills: 3,
            server_kills: 2,
            rest: "127.0.0.1:8080".into(),
            grpc: "127.0.0.1:50051".into(),
            start: String::new(),
            migrate: false,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("`{name}` wants a value"));
            match name.as_str() {
                "--migrate" => read.migrate = true,
                "--objects" => read.objects = value()?.parse()?,
                "--kills" => read.kills = value()?.parse()?,
                "--server-kills" => read.server_kills = value()?.parse()?,
                "--rest" => read.rest = value()?,
                "--grpc" => read.grpc = value()?,
                "--start" => read.start = value()?,
                _ => return Err(format!("there is no `{name}`").into()),
            }
        }
        if read.start.is_empty() && !read.migrate {
            return Err("`--start` says how the server is started".into());
        }
        Ok(read)
    }

    fn client(&self) -> weaviate::Result<Client> {
        Client::builder(format!("http://{}", self.rest)).grpc_url(format!("http://{}", self.grpc)).build()
    }
}

fn id(n: u32) -> Uuid {
    Uuid::from_u128((u128::from(n) << 96) + 1)
}

fn book(n: u32, pages: i64) -> before::Book {
    before::Book {
        id: id(n),
        title: format!("book {n}"),
        pages,
        tags: vec![format!("tag{}", n % 7)],
        embedding: Vector::new([n as f32, 1.0, 0.5]),
        author: Some(Link::to(id(n % 10))),
    }
}

async fn fill(client: &Client, objects: u32) -> weaviate::Result<()> {
    client.sync::<(before::Book, before::Author)>().await?;
    let author = |n: u32, best| before::Author { id: id(n), name: format!("author {n}"), best };
    let authors = client.collection::<before::Author>();
    authors.insert_many((0..10).map(|n| author(n, None))).await?.into_result()?;
    let books = client.collection::<before::Book>();
    for first in (0..objects).step_by(10_000) {
        let some = (first..objects.min(first + 10_000)).map(|n| book(n, i64::from(n)));
        books.insert_many(some).await?.into_result()?;
    }
    authors.insert_many((0..10).map(|n| author(n, Some(Link::to(id(n)))))).await?.into_result()?;
    Ok(())
}

/// The process that migrates.
async fn migrate(client: &Client) -> weaviate::Result<()> {
    let mut options = Options::default();
    options.rebuild = Rebuild::Compatible;
    options.heartbeat = Duration::from_millis(200);
    options.takeover = Duration::from_secs(2);
    client.sync_with::<(after::Book, after::Author)>(&options).await.map(|_| ())
}

/// What a book may have as its pages: the last value that was told to be stored, and those of which nothing was told since.
#[derive(Default)]
struct May {
    pages: Vec<i64>,
    /// Whether one was told to be stored.
    told: bool,
}

type Model = HashMap<u32, May>;

async fn write(client: Client, first: u32, is_over: Arc<AtomicBool>) -> (Model, u64) {
    let books = client.collection::<before::Book>();
    let (mut model, mut told) = (Model::new(), 0);
    let mut round = 0_u32;
    while !is_over.load(SeqCst) {
        round += 1;
        let (n, pages) = (first + round % 200, i64::from(round));
        let done = books.insert_many(&[book(n, pages)]).await.and_then(Report::into_result);
        let may = model.entry(n).or_default();
        if done.is_ok() {
            may.pages.clear();
            may.told = true;
            told += 1;
        } else {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        may.pages.push(pages);
    }
    (model, told)
}

/// Starts the process that migrates again and again, and kills it and the server at shares of the copy.
async fn through_kills(arguments: &Arguments, mut server: Server) -> Result<Server, Failure> {
    let client = arguments.client()?;
    let child = || -> std::io::Result<Child> {
        let (rest, grpc) = (arguments.rest.as_str(), arguments.grpc.as_str());
        let own = std::env::current_exe()?;
        Command::new(own).args(["--migrate", "--rest", rest, "--grpc", grpc]).spawn()
    };
    let shares = |many: u32| (1..=many).map(move |n| u64::from(arguments.objects * n / (many + 1)));
    let mut kills: Vec<(u64, bool)> = shares(arguments.kills).map(|at| (at, false)).collect();
    kills.extend(shares(arguments.server_kills).map(|at| (at, true)));
    kills.sort_unstable();
    kills.reverse();
    let (mut running, mut children) = (child()?, 1);
    let began = Instant::now();
    loop {
        if let Some(ended) = running.try_wait()? {
            if ended.success() {
                break;
            }
            if began.elapsed() > Duration::from_secs(1_200) {
                return Err("the rebuild does not come to its end".into());
            }
            running = child()?;
            children += 1;
        }
        let copied = client.schema_api().count("Book_v2").await.unwrap_or(0);
        if let Some((_, is_server)) = kills.pop_if(|(at, _)| copied >= *at && copied > 0) {
            eprintln!("killing the {} at {copied} objects", if is_server { "server" } else { "migrator" });
            if is_server {
                server.kill()?;
                server = Server::start(&arguments.start, &client).await?;
            } else {
                running.kill()?;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!(
        "rebuilt in {:?} by {children} processes; {} kills did not happen",
        began.elapsed(),
        kills.len()
    );
    if kills.is_empty() {
        Ok(server)
    } else {
        Err("the copy was over before all kills: take more objects".into())
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::read()?;
    let client = arguments.client()?;
    if arguments.migrate {
        return Ok(migrate(&client).await?);
    }
    let server = Server::start(&arguments.start, &client).await?;
    fill(&client, arguments.objects).await?;
    let is_over = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..2)
        .map(|n| Ok(tokio::spawn(write(arguments.client()?, 1_000_000 + n * 1_000, is_over.clone()))))
        .collect::<weaviate::Result<_>>()?;
    let rebuilt = through_kills(&arguments, server).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    is_over.store(true, SeqCst);
    let mut may: Model =
        (0..arguments.objects).map(|n| (n, May { pages: vec![i64::from(n)], told: true })).collect();
    let mut told = 0;
    for writer in writers {
        let (model, own) = writer.await?;
        may.extend(model);
        told += own;
    }
    let server = rebuilt?;
    let after = arguments.client()?;
    let books = after.collection::<after::Book>();
    let (mut lost, mut wrong) = (0_u32, 0_u32);
    let all: Vec<u32> = may.keys().copied().collect();
    for some in all.chunks(500) {
        let found = books.get_many(some.iter().copied().map(id)).await?;
        let found: HashMap<Uuid, _> = found.into_iter().flatten().map(|book| (book.id, book)).collect();
        for n in some {
            match found.get(&id(*n)) {
                None => lost += u32::from(may[n].told),
                Some(book) => {
                    let author = book.author.as_ref().and_then(Link::id);
                    let is_right = may[n].pages.contains(&book.pages)
                        && book.title == format!("book {n}")
                        && author == Some(id(n % 10))
                        && book.embedding.as_slice() == [*n as f32, 1.0, 0.5];
                    wrong += u32::from(!is_right);
                }
            }
        }
    }
    println!(
        "{} books looked for, {told} writes told to be done meanwhile; {lost} lost, {wrong} wrong",
        all.len()
    );
    let in_step = after.plan::<(after::Book, after::Author)>().await?.is_empty();
    server.kill()?;
    if lost == 0 && wrong == 0 && in_step { Ok(()) } else { Err("objects are not accounted for".into()) }
}
