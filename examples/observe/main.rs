//! What a program sees of its calls: spans with OpenTelemetry's database attributes, and numbers.
//!
//! ```sh
//! cargo run --features metrics --example observe
//! ```
//!
//! A service hands the spans to `tracing-opentelemetry` and the numbers to an exporter such as
//! `metrics-exporter-prometheus`; here both are printed.

mod numbers;

use tracing_subscriber::{
    Layer as _,
    filter::{LevelFilter, Targets},
    fmt::{self, format::FmtSpan},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};
use weaviate::{
    Collection,
    local::{Engine, EngineExt as _},
    query,
};

#[derive(Collection)]
struct Note {
    text: String,
    stars: i64,
}

#[tokio::main]
async fn main() -> weaviate::Result<()> {
    // A span is printed when it ends, with all that was written down in it. The tries are spans of the level `DEBUG`.
    let printed = fmt::layer().with_ansi(false).with_span_events(FmtSpan::CLOSE).with_writer(std::io::stdout);
    let ours = Targets::new().with_target("weaviate", LevelFilter::DEBUG);
    tracing_subscriber::registry().with(printed.with_filter(ours)).init();
    // Before the client is made: it says then what its numbers are.
    let numbers = numbers::install();

    let client = Engine::in_memory().client().await?;
    client.sync::<(Note,)>().await?;
    let notes = client.collection::<Note>();
    notes
        .insert_many((1..=100).map(|stars| Note { text: format!("note {stars}"), stars }))
        .await?
        .into_result()?;
    for _ in 0..20 {
        notes.fetch(query!(Note, bm25: "note", limit: 3)).await?;
    }
    // One that fails. By its name it is found again in a log.
    let error = client.collection_definition("not a name").await.err();
    if let Some(error) = &error {
        let id = error.request_id().unwrap_or("none");
        println!(
            "\n`{}` by the request {id}, status {:?}: {error}",
            error.kind().name(),
            error.status_code()
        );
    }
    client.close().await?;

    println!("\n{}", numbers.print());
    Ok(())
}
