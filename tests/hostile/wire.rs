//! Twisted below the messages: heads, frames and trailers, by gRPC, gRPC-web and REST.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use weaviate::{local::Serving, transport::Via};

use crate::dice::Dice;

use super::{Found, calls, ending, lock, twist::twisted};

/// Some calls through a line that twists what the server says.
pub(super) async fn play(serving: &Serving, others: &[Bytes], mut dice: Dice) -> Option<Found> {
    let via = [Via::Grpc, Via::GrpcWeb][dice.below(2)];
    let dice = Arc::new(Mutex::new(dice));
    let told = Arc::new(Mutex::new(Vec::new()));
    let mut lines = Vec::new();
    let mut urls = Vec::new();
    for upstream in [serving.http_addr(), serving.grpc_addr()] {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        urls.push(format!("http://{}", listener.local_addr().expect("an address")));
        let (dice, told, others) = (dice.clone(), told.clone(), others.to_vec());
        lines.push(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(upstream).await else { continue };
                let (dice, told, others) = (dice.clone(), told.clone(), others.clone());
                tokio::spawn(async move {
                    // A side that breaks ends the connection.
                    let _ = line(client, server, &dice, &told, &others).await;
                });
            }
        }));
    }
    let what = ending(calls::over(urls[0].clone(), urls[1].clone(), via)).await;
    lines.iter().for_each(tokio::task::JoinHandle::abort);
    let told = lock(&told).clone();
    what.map(|what| Found { call: format!("over {via:?}"), what, told })
}

async fn line(
    client: TcpStream,
    server: TcpStream,
    dice: &Mutex<Dice>,
    told: &Mutex<Vec<Bytes>>,
    others: &[Bytes],
) -> std::io::Result<()> {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = tokio::io::copy(&mut from_client, &mut to_server);
    let down = async {
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = from_server.read(&mut buffer).await?;
            if read == 0 {
                return to_client.shutdown().await;
            }
            let said = twisted(&mut lock(dice), &Bytes::copy_from_slice(&buffer[..read]), others);
            lock(told).push(said.clone());
            to_client.write_all(&said).await?;
        }
    };
    tokio::select! {
        up = up => up.map(drop),
        down = down => down,
    }
}
