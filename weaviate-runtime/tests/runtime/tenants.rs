//! Tenants on their way: how often they are looked at, and when that ends.

use std::{sync::atomic::Ordering, time::Duration};

use bytes::Bytes;
use weaviate_query::{ErrorKind, tenancy::PerTenant};
use weaviate_runtime::{Call, Client, Failure, Handle, Target, TenantStatus, Verb};

use crate::{retries::Scripted, typed::Note};

/// A tenant that a server moves, of which the first `moving` looks say so.
fn moved(moving: usize) -> impl Fn(usize, &Call) -> Result<Bytes, Failure> {
    move |n, call| {
        Ok(match &call.target {
            Target::Rest(Verb::Put, path) => {
                assert_eq!(path, "schema/Note/tenants");
                let body: serde_json::Value = serde_json::from_slice(&call.body).unwrap();
                assert_eq!(body, serde_json::json!([{ "name": "ann", "activityStatus": "OFFLOADED" }]));
                // What a server answers is what was asked for, not what is.
                Bytes::from_static(br#"[{"activityStatus":"FROZEN","name":"ann"}]"#)
            }
            Target::Rest(Verb::Get, path) => {
                assert_eq!(path, "schema/Note/tenants/ann");
                let status = if n <= moving { "FREEZING" } else { "FROZEN" };
                format!(r#"{{"activityStatus":"{status}","name":"ann"}}"#).into()
            }
            other => panic!("{other}"),
        })
    }
}

fn notes(client: &Client) -> Handle<Note, PerTenant> {
    client.collection::<Note>()
}

#[tokio::test(start_paused = true)]
async fn one_waits_until_a_tenant_is_there() {
    let start = tokio::time::Instant::now();
    let transport = Scripted::new(moved(6));
    let seen = transport.seen.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    notes(&client).set_tenant_status(["ann", "ann"], TenantStatus::Offloaded).await.unwrap();
    // The change, six looks that find it moving, and the last one.
    assert_eq!(seen.load(Ordering::SeqCst), 8);
    // 50 ms, doubled: 50 + 100 + 200 + 400 + 800 + 1600.
    assert_eq!(start.elapsed(), Duration::from_millis(3_150));
}

#[tokio::test(start_paused = true)]
async fn one_does_not_wait_behind_the_deadline() {
    let start = tokio::time::Instant::now();
    let transport = Scripted::new(moved(usize::MAX));
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let notes = notes(&client).timeout(Duration::from_secs(10));
    let error = notes.set_tenant_status(["ann"], TenantStatus::Offloaded).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let text = error.to_string();
    assert!(text.contains("1 of 1 tenants are not Offloaded yet (`ann` is Offloading)"), "{text}");
    assert!(start.elapsed() <= Duration::from_secs(10));
}

#[tokio::test]
async fn thousands_are_split() {
    let transport = Scripted::new(|_, call: &Call| {
        let Target::Rest(verb, _) = &call.target else { panic!("{}", call.target) };
        let names: Vec<serde_json::Value> = serde_json::from_slice(&call.body).unwrap_or_default();
        let most = if *verb == Verb::Put { 100 } else { 1_000 };
        assert!(names.len() <= most, "{verb:?} of {}", names.len());
        Ok(match verb {
            Verb::Get => {
                let all: Vec<_> =
                    (0..2_500).map(|n| format!(r#"{{"activityStatus":"COLD","name":"t{n}"}}"#)).collect();
                format!("[{}]", all.join(",")).into()
            }
            _ => Bytes::from_static(b"[]"),
        })
    });
    let calls = transport.calls.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let notes = notes(&client);
    let names = || (0..2_500).map(|n| format!("t{n}"));
    notes.create_tenants(names()).await.unwrap();
    notes.set_tenant_status(names(), TenantStatus::Inactive).await.unwrap();
    notes.delete_tenants(names()).await.unwrap();
    let of = |verb: Verb| {
        calls
            .lock()
            .unwrap()
            .iter()
            .filter(|target| matches!(target, Target::Rest(v, p) if *v == verb && p.contains("tenants")))
            .count()
    };
    assert_eq!((of(Verb::Post), of(Verb::Put), of(Verb::Get), of(Verb::Delete)), (3, 25, 1, 3));
}
