//! Weaviate behind a path of a reverse proxy.

use weaviate::transport::Via;
use weaviate_tests::{proxy::reverse::ReverseProxy, run};

use super::{at, prepare, works};

#[test]
fn rest_and_grpc_web_behind_a_path() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, _, _serving) = world.sockets().await;
        let proxy = ReverseProxy::start("/weaviate", rest, None).await.unwrap();
        let url = format!("http://{}/weaviate/", proxy.addr);
        works(&at(&world, &url).via(Via::GrpcWeb).build().unwrap()).await.unwrap();
        // HTTP/2 is not passed on: who names no way comes to gRPC-web by itself.
        let client = world.client_choosing(&url, &url).build().unwrap();
        works(&client).await.unwrap();
        let text =
            client.collection::<super::Parcel>().explain(weaviate::query!(super::Parcel, select: { .text }));
        assert!(text.unwrap().contains(&format!("transport: gRPC-web, `{}`", url.trim_end_matches('/'))));
    });
}

#[test]
fn grpc_behind_a_path() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        let proxy = ReverseProxy::start("/weaviate", rest, Some(grpc)).await.unwrap();
        let url = format!("http://{}/weaviate", proxy.addr);
        works(&at(&world, &url).via(Via::Grpc).build().unwrap()).await.unwrap();
        let client = world.client_choosing(&url, &url).build().unwrap();
        works(&client).await.unwrap();
        assert!(client.doctor().await.unwrap().is_well());
    });
}

#[test]
fn the_path_is_left_out() {
    run(|world| async move {
        let (rest, grpc, _serving) = world.sockets().await;
        let proxy = ReverseProxy::start("/weaviate", rest, Some(grpc)).await.unwrap();
        let url = format!("http://{}", proxy.addr);
        let half = world.client_at(&format!("{url}/weaviate"), &url).via(Via::Grpc).build().unwrap();
        let error = half.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err();
        assert!(error.to_string().contains("answers HTTP/2 and not gRPC (404"), "{error}");
        let client = at(&world, &url).via(Via::Grpc).build().unwrap();
        let error = client.meta().await.unwrap_err();
        assert!(error.to_string().contains("whether it stands behind a path there"), "{error}");
        let diagnosis = client.doctor().await.unwrap();
        let bad = diagnosis.first_bad().unwrap();
        assert!(bad.says().contains("no Weaviate (404"), "{diagnosis}");
        assert!(bad.says().contains("stands behind a path there"), "{diagnosis}");
    });
}
