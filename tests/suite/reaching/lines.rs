//! The line itself: IPv6, several connections, what becomes of idle ones.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::Notify,
};
use weaviate::transport::Via;
use weaviate_tests::run;

use super::{Parcel, prepare, works};

/// Passes bytes on from an address, and counts connections; `cut` closes those that there are.
async fn relay(from: &str, to: SocketAddr) -> (SocketAddr, Arc<Notify>, Arc<std::sync::atomic::AtomicUsize>) {
    let listener = TcpListener::bind(from).await.unwrap();
    let addr = listener.local_addr().unwrap();
    let (cut, count) = (Arc::new(Notify::new()), Arc::default());
    let (cutting, counted) = (cut.clone(), Arc::clone(&count));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            std::sync::atomic::AtomicUsize::fetch_add(&counted, 1, std::sync::atomic::Ordering::SeqCst);
            let cut = cutting.clone();
            tokio::spawn(async move {
                let mut server = TcpStream::connect(to).await.unwrap();
                tokio::select! {
                    () = cut.notified() => {}
                    _ = copy_bidirectional(&mut client, &mut server) => {}
                }
            });
        }
    });
    (addr, cut, count)
}

#[test]
fn ipv6_addresses_in_brackets() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        let (rest, ..) = relay("[::1]:0", rest).await;
        let (grpc, ..) = relay("[::1]:0", grpc).await;
        assert!(rest.is_ipv6());
        for via in [Via::Grpc, Via::GrpcWeb] {
            let client = world
                .client_at(&format!("http://{rest}"), &format!("http://{grpc}/"))
                .via(via)
                .build()
                .unwrap();
            works(&client).await.unwrap();
        }
        let client =
            world.client_choosing(&format!("http://{rest}"), &format!("http://{grpc}")).build().unwrap();
        let diagnosis = client.doctor().await.unwrap();
        assert!(diagnosis.is_well(), "{diagnosis}");
    });
}

#[test]
fn several_connections_take_turns() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        for (wanted, made) in [(1, 1), (3, 3)] {
            let (grpc, _, count) = relay("127.0.0.1:0", grpc).await;
            let client = world
                .client_at(&format!("http://{rest}"), &format!("http://{grpc}"))
                .via(Via::Grpc)
                .connections(wanted)
                .build()
                .unwrap();
            for _ in 0..9 {
                client.collection::<Parcel>().count().await.unwrap();
            }
            assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), made);
        }
    });
}

/// What stands between closes connections that were idle; the next call makes new ones and is not harmed.
#[test]
fn an_idle_connection_that_was_cut() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        let (rest, rest_cut, _) = relay("127.0.0.1:0", rest).await;
        let (grpc, grpc_cut, _) = relay("127.0.0.1:0", grpc).await;
        for via in [Via::Grpc, Via::GrpcWeb] {
            let client = world
                .client_at(&format!("http://{rest}"), &format!("http://{grpc}"))
                .via(via)
                .build()
                .unwrap();
            for _ in 0..3 {
                works(&client).await.unwrap();
                rest_cut.notify_waiters();
                grpc_cut.notify_waiters();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    });
}

/// The kernel asks an idle connection whether it is there. Its table shows which of ours are asked: a timer of the kind
/// 2, by the kernel's `proc_net_tcp.rst`.
#[cfg(target_os = "linux")]
#[test]
fn idle_connections_are_kept_alive() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        let (rest, ..) = relay("127.0.0.1:0", rest).await;
        let (grpc, ..) = relay("127.0.0.1:0", grpc).await;
        let client = world
            .client_at(&format!("http://{rest}"), &format!("http://{grpc}"))
            .via(Via::Grpc)
            .build()
            .unwrap();
        works(&client).await.unwrap();
        // Until all that was sent is acknowledged, another timer runs.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
        for to in [rest, grpc] {
            let port = format!(":{:04X}", to.port());
            let kept = table.lines().any(|line| {
                let cells: Vec<&str> = line.split_whitespace().collect();
                // The address there, the state ESTABLISHED, the timer.
                cells.get(2).is_some_and(|there| there.ends_with(&port))
                    && cells.get(3) == Some(&"01")
                    && cells.get(5).is_some_and(|timer| timer.starts_with("02:"))
            });
            assert!(kept, "{to}:\n{table}");
        }
    });
}
