//! Which way is taken: the one that is named, else the first that answers.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use weaviate::{query, transport::Via};
use weaviate_tests::run;

use super::{Parcel, parcel, prepare, works};

async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn explained(client: &weaviate::Client) -> String {
    client.collection::<Parcel>().explain(query!(Parcel, select: { .text })).unwrap()
}

#[test]
fn grpc_where_it_answers() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        let client =
            world.client_choosing(&format!("http://{rest}"), &format!("http://{grpc}")).build().unwrap();
        let before = explained(&client);
        assert!(
            before.contains(&format!(
                "transport: gRPC, `http://{grpc}`; if that does not answer, gRPC-web, `http://{rest}`"
            )),
            "{before}"
        );
        works(&client).await.unwrap();
        let after = explained(&client);
        assert!(after.ends_with(&format!("transport: gRPC, `http://{grpc}`\n")), "{after}");
    });
}

#[test]
fn grpc_web_where_the_port_of_grpc_is_closed() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, _, _serving) = world.sockets().await;
        for grpc in [nobody().await, format!("http://{rest}")] {
            let client = world.client_choosing(&format!("http://{rest}"), &grpc).build().unwrap();
            works(&client).await.unwrap();
            let text = explained(&client);
            assert!(text.ends_with(&format!("transport: gRPC-web, `http://{rest}`\n")), "{text}");
            // An ingest knows that there are no streams.
            let mut ingest = client.collection::<Parcel>().ingest();
            ingest.push(parcel(3)).await.unwrap();
            assert_eq!(ingest.finish().await.stored(), 1);
        }
    });
}

#[test]
fn an_ingest_may_be_the_first_call() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, _, _serving) = world.sockets().await;
        let client = world.client_choosing(&format!("http://{rest}"), &nobody().await).build().unwrap();
        let mut ingest = client.collection::<Parcel>().ingest();
        ingest.push(parcel(4)).await.unwrap();
        let report = ingest.finish().await;
        assert_eq!((report.stored(), report.pushed()), (1, 1), "{report:?}");
    });
}

/// A firewall that drops what goes to the port: nothing answers, and nothing refuses.
#[test]
fn grpc_web_where_the_port_of_grpc_is_silent() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, _, _serving) = world.sockets().await;
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let grpc = format!("http://{}", silent.local_addr().unwrap());
        let client = world.client_choosing(&format!("http://{rest}"), &grpc).build().unwrap();
        let began = Instant::now();
        works(&client).await.unwrap();
        let took = began.elapsed();
        assert!((Duration::from_secs(3)..Duration::from_secs(8)).contains(&took), "{took:?}");
        let began = Instant::now();
        works(&client).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(2), "it is asked once");
    });
}

#[test]
fn several_first_calls_choose_at_once() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, _, _serving) = world.sockets().await;
        let client = world.client_choosing(&format!("http://{rest}"), &nobody().await).build().unwrap();
        let parcels = client.collection::<Parcel>();
        let all = (0..20).map(|_| parcels.count());
        for count in futures_util::future::join_all(all).await {
            assert_eq!(count.unwrap(), 1);
        }
    });
}

#[test]
fn what_is_named_is_taken() {
    run(|world| async move {
        let (rest, _, _serving) = world.sockets().await;
        let grpc = nobody().await;
        let builder = world.client_choosing(&format!("http://{rest}"), &grpc);
        let client = builder.via(Via::Grpc).timeout(Duration::from_secs(2)).build().unwrap();
        let error = client.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err();
        assert!(error.to_string().contains(&format!("but not at `{grpc}` (gRPC)")), "{error}");
    });
}

#[test]
fn nobody_answers_by_any_way() {
    run(|world| async move {
        let (rest, grpc) = (nobody().await, nobody().await);
        let client = world.client_choosing(&rest, &grpc).timeout(Duration::from_secs(2)).build().unwrap();
        // The server's version comes first, and from REST.
        let error = client.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err();
        assert!(error.to_string().contains(&format!("cannot connect to `{rest}` (REST)")), "{error}");
    });
}
