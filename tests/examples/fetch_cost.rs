//! What `fetch` costs beyond a bare tonic call with a prepared message and the same reply.
//!
//! `cargo run --release -p weaviate-tests --example fetch_cost`
//!
//! Both ask the same embedded engine, so its time is in both.

use std::time::{Duration, Instant};

use bytes::{Buf, BufMut, Bytes};
use tonic::{
    Request, Status,
    client::Grpc,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    transport::Channel,
};
use weaviate::{
    Collection, Names, Uuid, Vector,
    local::{Engine, Serve},
    query, render,
};

/// As many rows as a server answers at most.
const ROWS: usize = 10_000;
const ROUNDS: usize = 10;

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
struct Row {
    #[weaviate(id)]
    id: Uuid,
    title: String,
    words: i64,
    tags: Vec<String>,
    #[weaviate(vector)]
    embedding: Vector<64>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let serving = Engine::in_memory().serve(Serve::default()).await?;
    let grpc = format!("http://{}", serving.grpc_addr());
    let client =
        weaviate::Client::builder(format!("http://{}", serving.http_addr())).grpc_url(&grpc).build()?;
    client.sync::<(Row,)>().await?;
    let rows = client.collection::<Row>();
    let all = (0..ROWS).map(|n| Row {
        id: Uuid::from_u128(n as u128),
        title: format!("row number {n} of many"),
        words: n as i64,
        tags: vec!["one".into(), "two".into()],
        embedding: Vector::new([n as f32; 64]),
    });
    rows.insert_many(all).await?.into_result()?;

    let question = query!(Row, limit: ROWS as u32);
    let names = Names::new();
    let message = render::query(question.ir(), &render::Context::new(&names))?;
    let mut bare =
        Grpc::new(Channel::from_shared(grpc)?.connect().await?).max_decoding_message_size(usize::MAX);

    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let found = rows.fetch(question.clone()).await?;
        ours = ours.min(started.elapsed());
        assert_eq!(found.len(), ROWS);

        let started = Instant::now();
        bare.ready().await?;
        let path = "/weaviate.v1.Weaviate/Search".parse()?;
        let reply = bare.unary(Request::new(message.clone()), path, Raw).await?;
        theirs = theirs.min(started.elapsed());
        assert!(reply.into_inner().len() > ROWS);
    }
    println!("{ROWS} rows, best of {ROUNDS}: fetch {ours:?}, a bare tonic call {theirs:?}");
    println!(
        "fetch less the bare call: {:?}, the ratio {:.2}",
        ours.saturating_sub(theirs),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    Ok(())
}

/// Bytes as they are.
#[derive(Clone, Copy)]
struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn encode(&mut self, item: Bytes, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(buffer.copy_to_bytes(buffer.remaining())))
    }
}
