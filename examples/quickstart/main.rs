//! Makes Rust's own error explanations searchable.
//!
//! `cargo run --example quickstart -- "cannot borrow as mutable more than once"`
//!
//! Runs on the embedded engine, or on the server that `WEAVIATE_URL` names.

mod texts;

use std::{
    fmt::Display,
    io::{Write as _, stdout},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

use chrono::{DateTime, Utc};
use comfy_table::Table;
use futures_core::future::BoxFuture;
use weaviate::{
    Client, Collection, Object, Vector,
    layer::{Layer, Next, Op, Reply},
    local::{Engine, EngineExt as _},
    query,
};

/// What `rustc --explain` says of one error code.
#[derive(Debug, Clone, Collection)]
struct Explanation {
    /// Such as `E0499`; the object's id is made from it.
    #[weaviate(key, tokenization = field)]
    code: String,
    /// The first sentence.
    title: String,
    text: String,
    /// The Rust keywords of its code samples.
    #[weaviate(tokenization = field)]
    keywords: Vec<String>,
    /// In characters.
    length: i64,
    /// Whether the compiler still says it.
    emitted: bool,
    samples: Vec<Sample>,
    indexed: DateTime<Utc>,
    /// A hashed bag of the words.
    #[weaviate(vector(distance = cosine))]
    bag: Vector<256>,
}

/// A code sample of an explanation.
#[derive(Debug, Clone, Object)]
struct Sample {
    code: String,
    lines: i64,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let question = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    if question.is_empty() {
        return Err("say what to look for: quickstart -- \"cannot borrow as mutable\"".into());
    }
    let explanations = texts::read()?;

    let writes = Writes::default();
    let builder = match std::env::var_os("WEAVIATE_URL") {
        Some(_) => Client::builder_from_env(),
        None => Engine::in_memory().client_builder().await?,
    };
    let client = builder.layer(writes.clone()).build()?;
    client.sync::<(Explanation,)>().await?;
    let collection = client.collection::<Explanation>();
    if collection.count().await? != explanations.len() as u64 {
        collection.insert_many(&explanations).await?.into_result()?;
    }
    say(format_args!("{} explanations, {} write requests\n", explanations.len(), writes.0.load(Relaxed)));

    let hits = collection
        .fetch(query!(Explanation,
            hybrid: question.as_str(),
            vector: texts::bag(&question),
            on: [.title ^ 2, .text],
            filter: .emitted,
            limit: 5,
            select: { .code, .title, .samples { .lines }, score },
        ))
        .await?;
    let mut table = Table::new();
    table.set_header(["score", "code", "title", "samples"]);
    for hit in &hits {
        let lines: Vec<_> = hit.samples.iter().map(|sample| sample.lines.to_string()).collect();
        table.add_row([
            format!("{:.3}", hit.score),
            hit.code.clone(),
            hit.title.clone(),
            lines.join(" + ") + " lines",
        ]);
    }
    say(format_args!("{table}\n"));

    let mut groups = collection
        .aggregate(query!(aggregate Explanation, group_by: .keywords, select: { count, .length { mean } }))
        .await?;
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    let mut table = Table::new();
    table.set_header(["keyword", "explanations", "mean length"]);
    for group in groups.iter().take(8) {
        let mean = group.length.mean.map_or_else(String::new, |mean| format!("{mean:.0}"));
        table.add_row([group.value.clone(), group.count.to_string(), mean]);
    }
    say(table);
    Ok(())
}

/// Like `println!`, but for readers who may have seen enough: behind `| head -1` there is nobody, and that is no error.
fn say(line: impl Display) {
    let _ = writeln!(stdout(), "{line}");
}

/// A layer that counts what is written.
#[derive(Clone, Default)]
struct Writes(Arc<AtomicU32>);

impl Layer for Writes {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, weaviate::Result<Reply>> {
        self.0.fetch_add(matches!(op, Op::Write(_)).into(), Relaxed);
        next.run(op)
    }
}
