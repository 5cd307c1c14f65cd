//! What a plan and a copy cost: the figures of a rebuild, on the embedded engine.
//!
//! `cargo run --release -p weaviate-tests --example rebuild_figures -- 100000`: a plan of 100 collections with 20 properties
//! each, with the memory of the process; then so many objects by `insert_many`, and the same copied by a rebuild, whose
//! speed is to be half of that at least. At `WEAVIATE_URL` that server is measured.

use std::time::{Duration, Instant};

use weaviate::{
    Collection, Names, Uuid, Version,
    property::Vector,
    schema::{CollectionDef, DataType, FieldDef, TypeDef},
    sync::{Actual, Options, Rebuild, plan},
};
use weaviate_tests::run;

#[derive(Collection)]
struct Line {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    number: i64,
    tags: Vec<String>,
    #[weaviate(vector)]
    embedding: Vector<32>,
}

#[derive(Collection)]
#[weaviate(name = "Line", inverted(null_state))]
#[allow(dead_code)]
struct Measured {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    number: i64,
    tags: Vec<String>,
    #[weaviate(vector)]
    embedding: Vector<32>,
}

/// The most memory that the process had so far, in MB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1_024
}

fn plans() {
    let leak = |text: String| -> &'static str { text.leak() };
    let types = [DataType::Text, DataType::Int, DataType::Number, DataType::Date, DataType::Boolean];
    let wanted: Vec<&'static CollectionDef> = (0..100)
        .map(|n| {
            let field = |k: usize| FieldDef {
                description: Some("what it is"),
                ..FieldDef::new(leak(format!("p{k}")), TypeDef::scalar(types[k % 5]).optional())
            };
            let fields = (0..20).map(field).collect::<Vec<_>>().leak();
            &*Box::leak(Box::new(CollectionDef { fields, ..CollectionDef::new(leak(format!("C{n}"))) }))
        })
        .collect();
    let names = Names::new();
    let classes = wanted.iter().map(|def| {
        let mut class = def.to_class(&format!("{}_v1", def.name), &names, true);
        // Something differs in each.
        class.json_mut().insert("description".into(), "another".into());
        class
    });
    let actual = Actual {
        classes: classes.collect(),
        aliases: wanted.iter().map(|def| (def.name.to_owned(), format!("{}_v1", def.name))).collect(),
        ..Actual::default()
    };
    let mut times: Vec<Duration> = (0..20)
        .map(|_| {
            let began = Instant::now();
            let plan = plan(&wanted, &actual, &names, Some(Version::new(1, 39)));
            let took = began.elapsed();
            assert!(!plan.is_refused());
            took
        })
        .collect();
    times.sort_unstable();
    println!(
        "plan of 100 collections with 20 properties: {:?} (median), {} MB",
        times[times.len() / 2],
        memory()
    );
}

fn main() {
    plans();
    let count: u128 =
        std::env::args().nth(1).map_or(20_000, |count| count.parse().expect("how many objects"));
    run(move |world| async move {
        let client = &world.client;
        client.sync::<(Line,)>().await.expect("a schema");
        let line = |n: u128| Line {
            id: Uuid::from_u128(n + 1),
            text: format!("line {n} of many"),
            number: n as i64,
            tags: vec![format!("tag{}", n % 7)],
            embedding: Vector::new(std::array::from_fn(|at| ((n as usize + at) % 100) as f32)),
        };
        let began = Instant::now();
        for part in (0..count).collect::<Vec<_>>().chunks(10_000) {
            let lines = part.iter().map(|n| line(*n));
            client
                .collection::<Line>()
                .insert_many(lines)
                .await
                .expect("a server")
                .into_result()
                .expect("stored");
        }
        let inserted = count as f64 / began.elapsed().as_secs_f64();
        // What was written a moment ago is copied twice: it may have been written while the copy began.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let mut options = Options::default();
        options.rebuild = Rebuild::Compatible;
        let began = Instant::now();
        client.sync_with::<(Measured,)>(&options).await.expect("a rebuild");
        let copied = count as f64 / began.elapsed().as_secs_f64();
        println!(
            "{count} objects: insert_many {inserted:.0} a second, rebuild {copied:.0} a second, {:.2} of it, {} MB",
            copied / inserted,
            memory()
        );
    });
}
