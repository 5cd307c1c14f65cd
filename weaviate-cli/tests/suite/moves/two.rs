//! Two name spaces on one server, with every kind of object in the first.

use std::io::{Read as _, Write as _};

use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use weaviate::{
    AnyLink, Blob, Client, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Uuid, Vector,
    key_id, query,
    raw::{Object as Raw, Value as Tagged},
    schema::{Class, CollectionDef},
    sync::SchemaApi as _,
    tenancy::TenantStatus,
};
use weaviate_tests::World;

use crate::desk::Desk;

/// One property of every type, vectors of every kind, and links in a circle.
#[derive(Debug, Clone, PartialEq, Collection)]
pub(super) struct Whole {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    int: i64,
    number: f64,
    boolean: bool,
    date: DateTime<FixedOffset>,
    uuid: Uuid,
    place: Option<GeoPoint>,
    phone: PhoneNumber,
    blob: Blob,
    texts: Vec<String>,
    ints: Vec<i64>,
    numbers: Vec<f64>,
    booleans: Vec<bool>,
    dates: Vec<DateTime<FixedOffset>>,
    uuids: Vec<Uuid>,
    object: Part,
    objects: Vec<Part>,
    nothing: Option<String>,
    topic: Option<Link<Topic>>,
    about: Vec<AnyLink<(Topic, Whole)>>,
    #[weaviate(vector)]
    shape: Vector<4>,
    #[weaviate(vector(distance = l2_squared))]
    second: Option<Vector<2>>,
    #[weaviate(vector)]
    rows: MultiVector<2>,
}

#[derive(Debug, Clone, PartialEq, Object)]
pub(super) struct Part {
    name: String,
    born: Option<i64>,
    inner: Option<Inner>,
}

#[derive(Debug, Clone, PartialEq, Object)]
pub(super) struct Inner {
    words: Vec<String>,
    share: f64,
}

#[derive(Debug, Clone, PartialEq, Collection)]
pub(super) struct Topic {
    #[weaviate(key, tokenization = field)]
    pub(super) name: String,
    first: Option<Link<Whole>>,
    pub(super) parent: Option<Link<Topic>>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
pub(super) struct Kept {
    #[weaviate(key, tokenization = field)]
    name: String,
    next: Option<Link<Kept>>,
    #[weaviate(vector)]
    shape: Vector<2>,
}

fn all() -> [&'static CollectionDef; 3] {
    [Whole::SCHEMA, Topic::SCHEMA, Kept::SCHEMA]
}

fn whole(n: u32) -> Whole {
    let date = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    let id = Uuid::from_u128(0xb000 + u128::from(n));
    let part = |name: &str| Part {
        name: name.into(),
        born: n.is_multiple_of(2).then_some(1950),
        inner: Some(Inner { words: vec!["one".into(), "ßü\u{1f980}\n\"".into()], share: 0.1 + 0.2 }),
    };
    Whole {
        id,
        text: format!("line {n}\nand \"more\" \u{2028}"),
        int: i64::from(n) - 9_007_199_254_740_992 + 1_000,
        number: f64::from(n) / 3.0,
        boolean: n.is_multiple_of(3),
        date: date("2024-02-29T23:59:59.123456789+05:30"),
        uuid: Uuid::from_u128(u128::from(n)),
        place: (!n.is_multiple_of(5)).then(|| GeoPoint::new(52.5 + n as f32 / 64.0, -13.4)),
        phone: PhoneNumber::new("020 1234567", "nl"),
        blob: Blob((0..=255).cycle().take(300 + n as usize).collect()),
        texts: if n.is_multiple_of(2) { Vec::new() } else { vec!["a".into(), String::new(), "b\tc".into()] },
        ints: vec![i64::from(n), -1],
        numbers: vec![1.0, 1e-7, -2.5e300],
        booleans: vec![true, false],
        dates: vec![date("1999-12-31T00:00:00Z"), date("2038-01-19T03:14:08.5-08:00")],
        uuids: vec![id],
        object: part("Ann"),
        objects: vec![part("Bob"), part("Cid")],
        nothing: None,
        topic: (n > 0).then(|| Link::to(key_id(&"rust".to_owned()))),
        about: if n == 1 {
            vec![Link::<Topic>::to(key_id(&"async".to_owned())).any(), Link::<Whole>::to(whole_id(2)).any()]
        } else {
            Vec::new()
        },
        shape: Vector::new([n as f32, 0.1, -0.3, 1e-8]),
        second: n.is_multiple_of(2).then(|| Vector::new([0.7, n as f32])),
        rows: (0..=n % 3).map(|row| [row as f32, 0.2]).collect(),
    }
}

pub(super) fn whole_id(n: u32) -> Uuid {
    Uuid::from_u128(0xb000 + u128::from(n))
}

/// What a class had before vectors had names.
fn old(name: &str) -> Class {
    let json = serde_json::json!({
        "class": name, "vectorizer": "none", "vectorIndexType": "hnsw",
        "properties": [{ "name": "text", "dataType": ["text"] }],
    });
    serde_json::from_value(json).unwrap()
}

/// Two name spaces on one server, and all of the collections in both; objects in the first.
pub(super) struct Two {
    pub(super) one: Desk,
    pub(super) other: Desk,
    pub(super) here: Client,
    pub(super) there: Client,
}

pub(super) async fn two(world: &World, objects: u32) -> Two {
    let (one, other) = (Desk::named(world, "Aa").await, Desk::named(world, "Bb").await);
    let client = async |desk: &Desk| world.builder().await.name_prefix(&desk.prefix).build().unwrap();
    let (here, there) = (client(&one).await, client(&other).await);
    for (desk, client) in [(&one, &here), (&other, &there)] {
        let (code, heard) = desk.ask_all(&all(), &["apply"], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        client.schema_api().create_class(&old(&format!("{}Old", desk.prefix))).await.unwrap();
    }
    let topic = |name: &str, parent: Option<&str>| Topic {
        name: name.into(),
        first: None,
        parent: parent.map(|parent| Link::to(key_id(&parent.to_owned()))),
    };
    let topics = here.collection::<Topic>();
    topics.insert_many([topic("async", None), topic("rust", None)]).await.unwrap().into_result().unwrap();
    let wholes = here.collection::<Whole>();
    for first in (0..objects).rev().collect::<Vec<_>>().chunks(500) {
        wholes.insert_many(first.iter().copied().map(whole)).await.unwrap().into_result().unwrap();
    }
    // Round and round: the topic leads to what leads to it.
    let first = (objects > 0).then(|| Link::to(whole_id(0)));
    topics
        .insert_many([Topic { first, ..topic("async", Some("rust")) }])
        .await
        .unwrap()
        .into_result()
        .unwrap();
    let kept = here.collection::<Kept>();
    kept.create_tenants(["acme", "blue", "empty"]).await.unwrap();
    for (tenant, names) in [("acme", vec!["one", "two"]), ("blue", vec!["three"])] {
        let tenant = kept.tenant(tenant).unwrap();
        let each = names.iter().map(|name| Kept {
            name: (*name).into(),
            next: None,
            shape: Vector::new([name.len() as f32, 0.5]),
        });
        tenant.insert_many(each).await.unwrap().into_result().unwrap();
    }
    kept.set_tenant_status(["blue"], TenantStatus::Inactive).await.unwrap();
    let vectors = [(String::new(), vec![0.25, 0.5, 0.1])].into();
    let properties = [("text".to_owned(), Tagged::Text("before names".into()))].into();
    let object = Raw { id: Some(Uuid::from_u128(7)), properties, vectors, ..Raw::default() };
    assert_eq!(here.insert_raw("Old", None, vec![object]).await.unwrap().stored(), 1);
    Two { one, other, here, there }
}

/// An object as a server shows it, without times, and with the names of the other name space.
async fn shown(desk: &Desk, class: &str, id: Uuid, tenant: Option<&str>) -> Value {
    let tenant = tenant.map(|tenant| format!("&tenant={tenant}")).unwrap_or_default();
    let path = format!("/v1/objects/{}{class}/{id}?include=vector{tenant}", desk.prefix);
    let text = get(desk.url.clone(), path).await;
    let mut json: Value = serde_json::from_str(&text.replace(&desk.prefix, "")).unwrap();
    for time in ["creationTimeUnix", "lastUpdateTimeUnix"] {
        json.as_object_mut().unwrap().remove(time).unwrap();
    }
    json
}

/// What a server answers, without any part of the client.
async fn get(url: String, path: String) -> String {
    let ask = move || {
        let host = url.trim_start_matches("http://");
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(" 200 "), "{path}: {answer}");
        body.to_owned()
    };
    tokio::task::spawn_blocking(ask).await.unwrap()
}

fn objects_of<C: Collection, S>(found: weaviate::Rows<weaviate::Hit<C, S>>) -> Vec<C> {
    found.into_iter().map(weaviate::Hit::into_inner).collect()
}

/// All is in the other name space as it is in the first one.
pub(super) async fn same(two: &Two, objects: u32) {
    let Two { one, other, here, there } = two;
    let wholes = query!(Whole, limit: 2_000, sort: [.int]);
    let [a, b] = [here, there].map(weaviate::Client::collection::<Whole>);
    let (a, b) = (a.fetch(wholes.clone()).await.unwrap(), b.fetch(wholes).await.unwrap());
    assert_eq!(a.len(), objects as usize);
    assert_eq!(objects_of(a), objects_of(b));
    let topics = query!(Topic, limit: 100, sort: [.name]);
    let [a, b] = [here, there].map(weaviate::Client::collection::<Topic>);
    let (a, b) = (a.fetch(topics.clone()).await.unwrap(), b.fetch(topics).await.unwrap());
    assert_eq!(a.len(), 2);
    assert_eq!(objects_of(a), objects_of(b));
    let mut tenants = there.collection::<Kept>().tenants().await.unwrap();
    tenants.sort_by(|one, other| one.name().cmp(other.name()));
    let tenants: Vec<(&str, bool)> =
        tenants.iter().map(|tenant| (tenant.name(), tenant.is_active())).collect();
    assert_eq!(tenants, [("acme", true), ("blue", false), ("empty", true)]);
    // And by the server's own words, which this library has no part in.
    for n in 0..objects.min(6) {
        assert_eq!(
            shown(one, "Whole", whole_id(n), None).await,
            shown(other, "Whole", whole_id(n), None).await
        );
    }
    let two = key_id(&"two".to_owned());
    let (a, b) = (shown(one, "Kept", two, Some("acme")).await, shown(other, "Kept", two, Some("acme")).await);
    assert_eq!((a["vectors"]["shape"].as_array().unwrap().len(), &a), (2, &b));
    let seven = Uuid::from_u128(7);
    let (a, b) = (shown(one, "Old", seven, None).await, shown(other, "Old", seven, None).await);
    assert_eq!((a["vector"].as_array().unwrap().len(), &a), (3, &b));
}
