//! An ingest: objects as they come, each of which ends as stored, rejected or unknown.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use futures_util::future::BoxFuture;
use weaviate::{
    Collection, ErrorKind, Link, Uuid, Vector, filter,
    layer::{Layer, Next, Op, Reply, Target},
    query,
    transport::Via,
};
use weaviate_tests::{leave_out, run};

#[derive(Debug, Clone, PartialEq, Collection)]
struct Reading {
    #[weaviate(id)]
    id: Uuid,
    label: String,
    value: i64,
    #[weaviate(vector)]
    signal: Vector<2>,
}

fn reading(n: usize) -> Reading {
    let signal = Vector::new([n as f32, 1.0]);
    Reading {
        id: Uuid::from_u128(0x1a9e + n as u128),
        label: format!("reading {n}"),
        value: n as i64,
        signal,
    }
}

#[derive(Debug, Clone, Collection)]
struct Person {
    #[weaviate(key)]
    name: String,
    friends: Vec<Link<Person>>,
}

fn person(n: usize, friends: &[usize]) -> Person {
    let id = |n: usize| weaviate::key_id(&format!("person {n}"));
    Person { name: format!("person {n}"), friends: friends.iter().map(|n| Link::to(id(*n))).collect() }
}

#[derive(Debug, Clone, Collection)]
struct Category {
    #[weaviate(key, tokenization = field)]
    name: String,
}

#[derive(Debug, Clone, Collection)]
struct Article {
    title: String,
    category: Link<Category>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(multi_tenant)]
struct Note {
    text: String,
}

#[derive(Debug, Clone, Collection)]
struct Page {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    about: Vec<Link<Category>>,
    #[weaviate(vector(vectorizer = bigram, source = [text]))]
    meaning: Option<Vector<676>>,
}

/// Which calls went out, in order.
#[derive(Clone, Default)]
struct Calls(Arc<Mutex<Vec<String>>>);

impl Layer for Calls {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, weaviate::Result<Reply>> {
        if let Target::Rpc(method) = &op.call().target {
            self.0.lock().unwrap().push((*method).to_owned());
        }
        next.run(op)
    }
}

#[test]
fn many_objects_by_the_way_that_is_best() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let calls = Calls::default();
        let client = world.builder().await.layer(calls.clone()).build().unwrap();
        let readings = client.collection::<Reading>();
        let heard = Arc::new(AtomicUsize::new(0));
        let listener = heard.clone();
        let mut ingest = readings.ingest().on_progress(move |now| {
            assert!(now.stored + now.rejected + now.unknown <= now.pushed);
            listener.store(now.stored as usize, Relaxed);
        });
        for n in 0..3_000 {
            assert_eq!(ingest.push(reading(n)).await.unwrap(), reading(n).id);
        }
        let report = ingest.finish().await;
        assert_eq!(report.to_string(), "3000 of 3000 objects are stored");
        assert_eq!((report.pushed(), report.into_result().unwrap()), (3_000, 3_000));
        assert_eq!(heard.load(Relaxed), 3_000);
        assert_eq!(readings.count().await.unwrap(), 3_000);
        assert_eq!(readings.get(reading(2_999).id).await.unwrap().unwrap().into_inner(), reading(2_999));
        let calls = calls.0.lock().unwrap();
        let count = |of: &str| calls.iter().filter(|call| *call == of).count();
        if world.via() == Via::Grpc {
            assert_eq!((count("BatchStream"), count("BatchObjects")), (1, 0));
        } else {
            assert_eq!(count("BatchStream"), 0);
            leave_out("way of gRPC-web", "the stream: it has none in both directions");
        }
    });
}

#[test]
fn what_is_refused_comes_back() {
    run(|world| async move {
        world.client.sync::<(Category, Article)>().await.unwrap();
        let known =
            world.client.collection::<Category>().insert(&Category { name: "known".into() }).await.unwrap();
        let articles = world.client.collection::<Article>();
        let mut ingest = articles.ingest();
        for n in 0..50 {
            let to = if n % 10 == 7 { Uuid::from_u128(n) } else { known };
            ingest.push(Article { title: format!("article {n}"), category: Link::to(to) }).await.unwrap();
        }
        let report = ingest.finish().await;
        assert_eq!((report.pushed(), report.stored(), report.unknown().len()), (50, 45, 0));
        let positions: Vec<_> = report.rejected().iter().map(|lost| lost.position).collect();
        assert_eq!(positions, [7, 17, 27, 37, 47]);
        let first = &report.rejected()[0];
        assert_eq!(first.object.title, "article 7");
        assert!(
            first.error.server_message().is_some_and(|text| text.contains("no object with id")),
            "{}",
            first.error
        );
        let rejected: Vec<_> = report.rejected().iter().map(|lost| lost.id).collect();
        assert_eq!(report.to_string(), "45 of 50 objects are stored, 5 rejected");
        // They go again, under the same ids.
        let mut again = articles.ingest();
        for lost in report.into_lost() {
            again.push_as(lost.id, Article { category: Link::to(known), ..lost.object }).await.unwrap();
        }
        assert_eq!(again.finish().await.into_result().unwrap(), 5);
        assert_eq!(articles.count().await.unwrap(), 50);
        assert!(articles.exists(rejected[4]).await.unwrap());
    });
}

#[test]
fn a_value_that_cannot_be_written_is_one_that_is_rejected() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let mut ingest = world.client.collection::<Reading>().ingest();
        for n in 0..10 {
            let value = if n == 4 { (1 << 53) + 1 } else { 1 };
            ingest.push(Reading { value, ..reading(n) }).await.unwrap();
        }
        let report = ingest.finish().await;
        assert_eq!((report.stored(), report.rejected().len()), (9, 1));
        assert_eq!(
            (report.rejected()[0].position, report.rejected()[0].error.kind()),
            (4, ErrorKind::InvalidInput)
        );
        let error = report.into_result().unwrap_err().to_string();
        assert!(
            error.starts_with("9 of 10 objects are stored, 1 rejected; the first is at position 4"),
            "{error}"
        );
    });
}

#[test]
fn of_two_with_one_id_the_last_stands() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let readings = world.client.collection::<Reading>();
        let mut ingest = readings.ingest();
        for round in 0..8 {
            for n in 0..20 {
                ingest.push(Reading { value: round, ..reading(n) }).await.unwrap();
            }
        }
        let report = ingest.finish().await;
        assert_eq!((report.pushed(), report.into_result().unwrap()), (160, 160));
        assert_eq!(readings.count().await.unwrap(), 20);
        let last = readings.fetch(query!(Reading, filter: .value == 7, limit: 100, select: { .value }));
        assert_eq!(last.await.unwrap().len(), 20);
    });
}

#[test]
fn links_to_its_own_collection_follow_their_objects() {
    run(|world| async move {
        world.client.sync::<(Person,)>().await.unwrap();
        let people = world.client.collection::<Person>();
        let mut ingest = people.ingest().window(4_000);
        for n in 0..500 {
            // To one that comes later, to one that was there, and to itself.
            ingest.push(person(n, &[(n + 250) % 500, n / 2, n])).await.unwrap();
        }
        let report = ingest.finish().await;
        assert!(report.unlinked().is_empty(), "{:?}", report.unlinked().first());
        assert_eq!(report.into_result().unwrap(), 500);
        let all = query!(Person, limit: 500, select: { .name, .friends { .name } });
        for row in people.fetch(all).await.unwrap() {
            let n: usize = row.name.trim_start_matches("person ").parse().unwrap();
            let mut friends: Vec<_> = row.friends.iter().map(|friend| friend.name.clone()).collect();
            let mut expected: Vec<_> =
                [(n + 250) % 500, n / 2, n].into_iter().map(|n| format!("person {n}")).collect();
            friends.sort();
            expected.sort();
            // A link that is written twice is there twice: 0 links to 0 as its half and as itself.
            friends.dedup();
            expected.dedup();
            assert_eq!(friends, expected, "{n}");
        }
    });
}

#[test]
fn where_the_server_makes_vectors_the_right_ones_are_named() {
    run(|world| async move {
        if !world.client.meta().await.unwrap().modules().any(|name| name == "text2vec-bigram") {
            return leave_out("server", "it has no text2vec-bigram");
        }
        world.client.sync::<(Category, Page)>().await.unwrap();
        let mut ingest = world.client.collection::<Page>().ingest();
        let bad = [7, 23, 24, 60];
        for n in 0..64 {
            let about = if bad.contains(&n) { vec![Link::to(Uuid::from_u128(9))] } else { Vec::new() };
            let id = Uuid::from_u128(0x9a9e_0000 + n);
            ingest.push(Page { id, text: format!("page {n}"), about, meaning: None }).await.unwrap();
        }
        let report = ingest.finish().await;
        let positions: Vec<_> = report.rejected().iter().map(|lost| u128::from(lost.position)).collect();
        assert_eq!(positions, bad);
        assert_eq!(report.stored(), 60);
    });
}

#[test]
fn a_tenant_of_its_own() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        notes.create_tenants(["ann", "bob"]).await.unwrap();
        for (tenant, count) in [("ann", 300), ("bob", 5)] {
            let mut ingest = notes.tenant(tenant).unwrap().ingest();
            ingest.push_all((0..count).map(|n| Note { text: format!("note {n}") })).await.unwrap();
            assert_eq!(ingest.finish().await.into_result().unwrap(), count);
        }
        assert_eq!(notes.tenant("ann").unwrap().count().await.unwrap(), 300);
        assert_eq!(notes.tenant("bob").unwrap().count().await.unwrap(), 5);
    });
}

#[test]
fn a_stream_of_objects_and_a_flush_between() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let readings = world.client.collection::<Reading>();
        let (to, from) = tokio::sync::mpsc::channel(1);
        let slow = tokio::spawn(async move {
            for n in 0..30 {
                to.send(reading(n)).await.unwrap();
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        });
        let source =
            futures_util::stream::unfold(from, |mut from| async { Some((from.recv().await?, from)) });
        let mut ingest = readings.ingest();
        ingest.push_stream(source).await.unwrap();
        slow.await.unwrap();
        ingest.flush().await.unwrap();
        assert_eq!((ingest.progress().pushed, ingest.progress().stored), (30, 30));
        ingest.push(reading(30)).await.unwrap();
        assert_eq!(ingest.finish().await.into_result().unwrap(), 31);
        assert_eq!(readings.delete_where(filter!(Reading, .value >= 0)).dry_run().await.unwrap().matched, 31);
    });
}

#[test]
fn several_collections_in_any_order() {
    run(|world| async move {
        world.client.sync::<(Category, Article, Note)>().await.unwrap();
        let (categories, articles) =
            (world.client.collection::<Category>(), world.client.collection::<Article>());
        let notes = world.client.collection::<Note>();
        notes.create_tenants(["ann", "bob"]).await.unwrap();
        let mut ingest = world.client.ingest().window(10_000);
        for n in 0..200 {
            let category = Link::to(weaviate::key_id(&format!("category {}", n % 7)));
            ingest.push(&articles, Article { title: format!("article {n}"), category }).await.unwrap();
            let tenant = notes.tenant(if n % 2 == 0 { "ann" } else { "bob" }).unwrap();
            ingest.push(&tenant, Note { text: format!("note {n}") }).await.unwrap();
        }
        for n in 0..7 {
            ingest.push(&categories, Category { name: format!("category {n}") }).await.unwrap();
        }
        let nobody = Article { title: "of no category".into(), category: Link::to(Uuid::from_u128(1)) };
        ingest.push(&articles, nobody).await.unwrap();
        let report = ingest.finish().await;
        assert_eq!((report.pushed(), report.stored(), report.unknown().len()), (408, 408, 0));
        assert_eq!(notes.tenant("bob").unwrap().count().await.unwrap(), 100);
        let linked = query!(Article, filter: .category.name == "category 3", limit: 100, select: { .title });
        let expected = (0..200).filter(|n| n % 7 == 3).count();
        assert_eq!(articles.fetch(linked).await.unwrap().len(), expected);
    });
}

#[test]
fn a_collection_that_is_not_there_is_an_error_with_its_object_in_the_report() {
    run(|world| async move {
        let mut ingest = world.client.collection::<Category>().ingest();
        let error = ingest.push(Category { name: "a".into() }).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert_eq!(
            error.to_string(),
            "opening an ingest into `Category`: the collection `Category` is not there: make it with `client.sync`, or see that its name and prefix are right"
        );
        let report = ingest.finish().await;
        assert_eq!((report.pushed(), report.stored(), report.rejected().len()), (1, 0, 1));
        assert_eq!(report.rejected()[0].object.name, "a");
    });
}
