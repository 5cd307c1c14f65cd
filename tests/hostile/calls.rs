//! The calls whose answers are twisted: one for each way in which an answer is read.

use chrono::{DateTime, Utc};
use futures_util::StreamExt as _;
use weaviate::{
    AnyLink, Blob, Client, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Result, Uuid,
    Vector, ir, query, schema::Tokenization, transport::Via,
};

#[derive(Debug, Clone, Object)]
struct Part {
    name: String,
    size: Option<f64>,
    tags: Vec<String>,
    inner: Vec<Inner>,
}

#[derive(Debug, Clone, Object)]
struct Inner {
    at: DateTime<Utc>,
    marks: Vec<bool>,
}

#[derive(Debug, Clone, Collection)]
struct Other {
    #[weaviate(key, tokenization = field)]
    name: String,
    next: Option<Link<Other>>,
}

#[derive(Debug, Clone, Collection)]
struct Third {
    #[weaviate(id)]
    id: Uuid,
    name: String,
}

/// A property of each kind.
#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state, property_length), generative(dummy))]
struct Thing {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    number: f64,
    int: i64,
    small: Option<u8>,
    yes: bool,
    at: DateTime<Utc>,
    uuid: Uuid,
    place: Option<GeoPoint>,
    phone: Option<PhoneNumber>,
    blob: Option<Blob>,
    texts: Vec<String>,
    ints: Vec<i64>,
    dates: Vec<DateTime<Utc>>,
    part: Part,
    parts: Vec<Part>,
    link: Option<Link<Other>>,
    links: Vec<Link<Other>>,
    any: Option<AnyLink<(Other, Third)>>,
    #[weaviate(vector)]
    embedding: Vector<3>,
    #[weaviate(vector)]
    tokens: MultiVector<2>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(multi_tenant)]
struct Tenanted {
    text: String,
}

fn thing(n: i64) -> Thing {
    let at = DateTime::from_timestamp(1_700_000_000 + n, 5_000_000).unwrap_or_default();
    let part = |name: &str| Part {
        name: name.to_owned(),
        size: (n % 2 == 0).then_some(0.5),
        tags: vec!["a".to_owned(), "b".to_owned()],
        inner: vec![Inner { at, marks: vec![true, false] }],
    };
    Thing {
        id: id(n),
        text: format!("the thing {n}"),
        number: n as f64 / 3.0,
        int: n * 1_000_000_007,
        small: (n % 2 == 0).then_some(7),
        yes: n % 2 == 0,
        at,
        uuid: id(n + 100),
        place: Some(GeoPoint::new(1.5, 2.5)),
        phone: Some(PhoneNumber::new("+49 89 1234567", "")),
        blob: Some(Blob(vec![1, 2, 3])),
        texts: vec!["x".to_owned(), String::new()],
        ints: vec![1, -1, 1 << 40],
        dates: vec![at, at],
        part: part("whole"),
        parts: vec![part("one"), part("two")],
        link: Some(Link::to(weaviate::key_id(&"one".to_owned()))),
        links: vec![
            Link::to(weaviate::key_id(&"one".to_owned())),
            Link::to(weaviate::key_id(&"two".to_owned())),
        ],
        any: Some(Link::<Third>::to(id(900)).any()),
        embedding: Vector::new([1.0, n as f32, 0.0]),
        tokens: [[1.0, 2.0], [0.5, 0.5]].into_iter().collect(),
    }
}

fn id(n: i64) -> Uuid {
    Uuid::from_u128((4 << 76) | (8 << 60) | n as u128)
}

/// Fills an engine.
pub(super) async fn fill(client: &Client) -> Result<()> {
    client.sync::<(Other, Third, Thing, Tenanted)>().await?;
    let other = |name: &str| Other { name: name.to_owned(), next: None };
    client.collection::<Other>().insert_many([other("one"), other("two")]).await?.into_result()?;
    client.collection::<Third>().insert(&Third { id: id(900), name: "third".to_owned() }).await?;
    client.collection::<Thing>().insert_many((0..5).map(thing)).await?.into_result()?;
    let tenanted = client.collection::<Tenanted>();
    tenanted.create_tenants(["ann", "bob"]).await?;
    let text = Tenanted { text: "hers".to_owned() };
    tenanted.tenant("ann")?.insert(&text).await.map(drop)
}

macro_rules! calls {
    ($client:ident, $things:ident: $($name:ident $body:block)*) => {
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Makes a call, whatever comes of it.
        pub(super) async fn run(name: String, $client: Client) {
            let $things = $client.collection::<Thing>();
            match name.as_str() {
                $(stringify!($name) => drop::<Result<()>>(async { $body; Ok(()) }.await),)*
                other => panic!("there is no call `{other}`"),
            }
        }
    };
}

calls! { client, things:
    fetch_all {
        let rows = things.fetch(query!(Thing, limit: 5)).await?;
        let _ = format!("{rows:?}");
    }
    fetch_some {
        let question = query!(Thing, near_vector: Vector::new([1.0, 0.0, 0.0]), target: .embedding, limit: 4, select: {
            id, distance, created_at, .text, .small, .place, .phone, .dates, .tokens, .part { .name, .inner { .at } },
            .link { id, .name, .next { .name } }, .links { .name }, .any { .other { .name }, .third { .name } },
        });
        let rows = things.fetch(question).await?;
        let _ = format!("{rows:?}");
    }
    fetch_groups {
        let question = query!(Thing, near_vector: Vector::new([1.0, 0.0, 0.0]), target: .embedding,
            group_by: .yes, groups: 3, objects_per_group: 2, select: { id, distance, .text });
        let _ = format!("{:?}", things.fetch(question).await?);
    }
    fetch_words {
        let question = query!(Thing, bm25: "thing", limit: 3, select: { score, explain_score, .text, .blob });
        let _ = format!("{:?}", things.fetch(question).await?);
    }
    prompted {
        let question = query!(Thing, bm25: "thing", prompt: "say {text}", grouped_task: "all", limit: 2, select: { .text });
        let _ = format!("{:?}", things.fetch(question).await?);
    }
    aggregate {
        let question = query!(aggregate Thing, select: {
            count, .int { count, min, max, mean, median, mode, sum }, .number { mean }, .yes { true_share },
            .text { count, top(3) }, .at { min, median }, .link { pointing_to },
        });
        let _ = format!("{:?}", things.aggregate(question).await?);
    }
    aggregate_groups {
        let question = query!(aggregate Thing, group_by: .texts, select: { count, .int { max } });
        let _ = format!("{:?}", things.aggregate(question).await?);
    }
    count { things.count().await? }
    get { things.get(id(1)).await? }
    get_many { things.get_many([id(3), id(77), id(1)]).await? }
    exists { things.exists(id(2)).await? }
    scan {
        let mut scan = things.scan().page_size(2);
        while let Some(object) = scan.next().await {
            object?;
        }
    }
    stream {
        let walk = things.stream(query!(Thing, filter: .int >= 0, select: { id, .text }));
        let _: Vec<_> = walk.take(50).collect().await;
    }
    insert { things.insert(&thing(50)).await? }
    insert_many { things.insert_many((0..3).map(thing)).await?.into_result()? }
    ingest {
        let mut ingest = things.ingest();
        for n in 0..3 {
            ingest.push(thing(n)).await?;
        }
        ingest.finish().await.into_result()?
    }
    update { things.update(id(1)).set(Thing::FIELDS.int, 5).await? }
    replace { things.replace(id(1), &thing(1)).await? }
    links { things.links(Thing::FIELDS.links).add_many([(id(1), Link::to(id(2)))]).await?.into_result()? }
    delete_where {
        things.delete_where(weaviate::filter!(Thing, .int < 0)).dry_run().verbose().await?
    }
    delete_many { things.delete_many([id(600), id(601)]).await? }
    tenants {
        let tenanted = client.collection::<Tenanted>();
        let _ = tenanted.tenants().await;
        let _ = tenanted.find_tenant("ann").await;
        tenanted.tenant_exists("nobody").await?
    }
    tenants_change { client.collection::<Tenanted>().create_tenants(["ann"]).await? }
    schema {
        let _ = client.collections().await;
        let _ = client.plan::<(Other, Third, Thing, Tenanted)>().await;
        client.collection_definition("Thing").await?
    }
    sync { client.sync::<(Other, Third, Thing, Tenanted)>().await? }
    server {
        let _ = client.aliases().await;
        let _ = client.tokenize("a b", Tokenization::Word).await;
        let _ = things.tokenize(Thing::FIELDS.text, "a b").await;
        let _ = things.wait_for_indexing().await;
        let _ = client.ready().await;
        client.meta().await?
    }
    untyped {
        let query = ir::Query { limit: Some(3), ..ir::Query::new("Thing") };
        client.fetch_raw(&query).await?
    }
}

/// Some calls over the wire, by one way.
pub(super) async fn over(url: String, grpc: String, via: Via) {
    let client = Client::builder(url).grpc_url(grpc).via(via).timeout(super::TIMEOUT).attempts(1).build();
    let Ok(client) = client else { return };
    let things = client.collection::<Thing>();
    let _ = things.fetch(query!(Thing, limit: 2)).await;
    let _ = things.count().await;
    let _ = client.collections().await;
    let _ = things.insert_many((0..2).map(thing)).await;
}
