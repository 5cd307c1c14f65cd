//! Links to several collections: made, filtered along, selected through, and what a deleted object leaves.

use weaviate::{AnyLink, Collection, Handle, Link, Uuid, Vector, query};
use weaviate_tests::{World, run};

use crate::model::Category;

/// What somebody follows.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state))]
struct Feed {
    #[weaviate(id)]
    id: Uuid,
    n: i64,
    /// What it is about: categories, people, or other feeds.
    related: Vec<AnyLink<(Category, Person, Feed)>>,
    lead: Option<AnyLink<(Category, Person)>>,
    next: Option<Link<Feed>>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Person {
    #[weaviate(key, tokenization = field)]
    name: String,
    born: Option<i64>,
    #[weaviate(vector)]
    face: Vector<2>,
}

struct Stored {
    feeds: Handle<Feed>,
    category: Link<Category>,
    ann: Link<Person>,
    bob: Link<Person>,
    all: Vec<Feed>,
}

fn feed(n: u128) -> Feed {
    Feed { id: Uuid::from_u128(n), n: n as i64, related: Vec::new(), lead: None, next: None }
}

/// Three feeds: the first relates to all, the second to people, the third to nothing; each is behind the next.
async fn stored(world: &World) -> Stored {
    world.client.sync::<(Feed, Person, Category)>().await.unwrap();
    let person = |name: &str, born, face| Person { name: name.into(), born, face: Vector::new(face) };
    let category = Category { name: "rust".into(), parent: None, related: Vec::new() };
    let people = world.client.collection::<Person>();
    let people =
        people.insert_many([person("Ann", Some(1950), [1.0, 0.5]), person("Bob", None, [0.0, 2.0])]).await;
    people.unwrap().into_result().unwrap();
    let category = Link::to(world.client.collection::<Category>().insert(&category).await.unwrap());
    let [ann, bob] = ["Ann", "Bob"].map(|name| Link::to(weaviate::key_id(&name.to_owned())));

    let feeds = world.client.collection::<Feed>();
    let third = feed(3);
    feeds.insert(&third).await.unwrap();
    let second = Feed {
        related: vec![ann.any(), bob.any()],
        lead: Some(category.any()),
        next: Some(Link::to(third.id)),
        ..feed(2)
    };
    // The one over gRPC, the other over REST.
    feeds.insert_many([&second]).await.unwrap().into_result().unwrap();
    let first = Feed {
        related: vec![category.any(), bob.any(), Link::<Feed>::to(second.id).any()],
        lead: Some(ann.any()),
        next: Some(Link::to(second.id)),
        ..feed(1)
    };
    feeds.insert(&first).await.unwrap();
    Stored { feeds, category, ann, bob, all: vec![first, second, third] }
}

#[test]
fn what_is_written_is_read() {
    run(|world| async move {
        let stored = stored(&world).await;
        assert!(world.client.plan::<(Feed, Person, Category)>().await.unwrap().is_empty());
        let class =
            world.client.collection_definition(&world.class("Feed_v1")).await.unwrap().expect("the class");
        let mut targets: Vec<_> = class.property("related").unwrap().targets().collect();
        targets.sort_unstable();
        assert_eq!(targets, ["Category_v1", "Feed_v1", "Person_v1"].map(|name| world.class(name)));

        for written in &stored.all {
            let read = stored.feeds.get(written.id).await.unwrap().unwrap().into_inner();
            assert_eq!(&read, written);
        }
        let related = &stored.all[0].related;
        let read: Vec<_> = related.iter().map(|link| (link.collection(), link.link::<Person, _>())).collect();
        assert_eq!(
            read,
            [(Some("Category"), None), (Some("Person"), Some(stored.bob)), (Some("Feed"), None)]
        );
        let explained = stored.feeds.explain(Feed::query().all()).unwrap();
        assert!(explained.contains("requests: 3,"), "{explained}");
        // In a listing too, where each request answers for all rows.
        let mut all: Vec<_> = stored
            .feeds
            .fetch(query!(Feed))
            .await
            .unwrap()
            .into_iter()
            .map(weaviate::Hit::into_inner)
            .collect();
        all.sort_unstable_by_key(|feed| feed.n);
        assert_eq!(all, stored.all);
    });
}

#[test]
fn filters_name_the_collection() {
    run(|world| async move {
        let Stored { feeds, category, ann, .. } = stored(&world).await;
        let found = async |query: weaviate::Query<Feed, _>| {
            let mut found: Vec<i64> = feeds.fetch(query).await.unwrap().iter().map(|(n,)| *n).collect();
            found.sort_unstable();
            found
        };
        let ask = |filter| Feed::query().filter(filter).select(|f, _| (f.n,));
        let f = Feed::FIELDS;
        assert_eq!(found(ask(f.related.person.name.eq("Bob"))).await, [1, 2]);
        assert_eq!(found(ask(f.related.person.born.lt(1960))).await, [2]);
        assert_eq!(found(ask(f.related.category.name.like("r*"))).await, [1]);
        assert_eq!(found(ask(f.related.category.id().eq(category.id().unwrap()))).await, [1]);
        assert_eq!(found(ask(f.related.person.id().eq(category.id().unwrap()))).await, [0; 0]);
        assert_eq!(found(ask(f.related.count().eq(2))).await, [2]);
        assert_eq!(found(ask(f.related.count().ge(1))).await, [1, 2]);
        assert_eq!(found(ask(f.lead.person.id().eq(ann.id().unwrap()))).await, [1]);
        assert_eq!(found(ask(f.lead.is_null())).await, [3]);
        // Through itself, and a link to several below another link.
        assert_eq!(found(ask(f.related.feed.n.eq(2))).await, [1]);
        assert_eq!(found(ask(f.related.feed.related.person.name.eq("Ann"))).await, [1]);
        assert_eq!(found(ask(f.next.lead.category.name.eq("rust"))).await, [1]);
        let rows = feeds
            .fetch(
                query!(Feed, filter: .related.person.name == "Ann" || .related.count() == 3, select: { .n }),
            )
            .await
            .unwrap();
        assert_eq!(rows.len(), 2);
    });
}

#[test]
fn each_collection_is_selected_by_itself() {
    run(|world| async move {
        let Stored { feeds, category, ann, bob, .. } = stored(&world).await;
        let rows = feeds
            .fetch(query!(Feed,
                sort: .n,
                select: {
                    .n,
                    .related { id, .category { .name }, .person { .name, .born, .face, id, created_at } },
                    .lead { .person { .name }, .category },
                },
            ))
            .await
            .unwrap();
        let of = |row: usize| {
            rows[row].related.iter().map(|related| {
                let person = related.person.as_ref().map(|person| (person.name.as_str(), person.born));
                (related.id, related.category.as_ref().map(|category| category.name.as_str()), person)
            })
        };
        assert_eq!(
            of(0).collect::<Vec<_>>(),
            [(category.id().unwrap(), Some("rust"), None), (bob.id().unwrap(), None, Some(("Bob", None))),],
            "the feed was not asked for"
        );
        assert_eq!(
            of(1).map(|(_, _, person)| person).collect::<Vec<_>>(),
            [Some(("Ann", Some(1950))), Some(("Bob", None))]
        );
        assert_eq!(of(2).count(), 0);
        let ann_row = rows[1].related[0].person.as_ref().unwrap();
        assert_eq!((&ann_row.face, ann_row.id), (&Vector::new([1.0, 0.5]), ann.id().unwrap()));
        assert!(ann_row.created_at.timestamp() > 1_700_000_000);

        let lead = rows[0].lead.as_ref().unwrap();
        assert_eq!((lead.person.as_ref().unwrap().name.as_str(), *lead.category), ("Ann", None));
        let lead = rows[1].lead.as_ref().unwrap();
        assert_eq!((lead.person.is_none(), *lead.category), (true, Some(category)));
        assert!(rows[2].lead.is_none());
    });
}

#[test]
fn below_other_links_and_in_a_search() {
    run(|world| async move {
        let Stored { feeds, category, .. } = stored(&world).await;
        let rows = feeds
            .fetch(query!(Feed,
                filter: .n == 1,
                select: {
                    .next { .n, .related { .person { .name }, .category { id } }, .lead { id } },
                    .related { .feed { .n, .lead { .person { .name }, .category { id } } }, .person { .name } },
                },
            ))
            .await
            .unwrap();
        let next = rows[0].next.as_ref().unwrap();
        let names: Vec<_> =
            next.related.iter().map(|of| of.person.as_ref().map(|person| person.name.as_str())).collect();
        assert_eq!((next.n, names), (2, vec![Some("Ann"), Some("Bob")]));
        // What is known of every object is asked of all where no collection is named.
        assert_eq!(next.lead.as_ref().unwrap().id, category.id().unwrap());
        let [feed, person] = &rows[0].related[..] else { panic!("{:?}", rows[0].related) };
        assert_eq!(person.person.as_ref().unwrap().name, "Bob");
        let lead = feed.feed.as_ref().unwrap().lead.as_ref().unwrap();
        assert!(lead.person.is_none());
        assert_eq!(lead.category.as_ref().unwrap().id, category.id().unwrap());

        // The first request ranks; the others follow by the ids.
        let people = world.client.collection::<Person>();
        let near = people.fetch(query!(Person, near_vector: [1.0, 0.4], select: { .name, distance })).await;
        assert_eq!(near.unwrap()[0].name, "Ann");
        let one = feeds
            .fetch(query!(Feed, sort: .n desc, limit: 2, offset: 1, select: { .n, .related { .person { id }, .feed { .n } } }))
            .await
            .unwrap();
        assert_eq!(one.iter().map(|row| (row.n, row.related.len())).collect::<Vec<_>>(), [(2, 2), (1, 2)]);
    });
}

/// A link that stands in a selection twice is asked for once: the server answers only the first.
#[test]
fn a_link_twice() {
    run(|world| async move {
        let Stored { feeds, .. } = stored(&world).await;
        let rows = feeds
            .fetch(query!(Feed,
                filter: .n == 1,
                select: { .next { .n }, .next as again { id, .next { .n } }, .lead { .person { .name } }, .lead as plain },
            ))
            .await
            .unwrap();
        let row = &rows[0];
        assert_eq!(row.next.as_ref().unwrap().n, 2);
        let again = row.again.as_ref().unwrap();
        assert_eq!((again.id, again.next.as_ref().unwrap().n), (Uuid::from_u128(2), 3));
        assert_eq!(row.lead.as_ref().unwrap().person.as_ref().unwrap().name, "Ann");
        assert_eq!(row.plain.and_then(|link| link.collection()), Some("Person"));
    });
}

#[test]
fn a_deleted_object_leaves_no_link() {
    run(|world| async move {
        let Stored { feeds, bob, mut all, .. } = stored(&world).await;
        assert!(world.client.collection::<Person>().delete(bob.id().unwrap()).await.unwrap());
        let rows = feeds
            .fetch(
                query!(Feed, sort: .n, select: { .n, .related { .person { .name }, .category { .name } } }),
            )
            .await
            .unwrap();
        assert_eq!(rows.iter().map(|row| row.related.len()).collect::<Vec<_>>(), [1, 1, 0]);
        let read = feeds.get(Uuid::from_u128(1)).await.unwrap().unwrap().into_inner();
        all[0].related.retain(|link| link.id() != bob.id());
        assert_eq!(read, all[0]);
        // What was read can be written.
        feeds.insert_many([&read]).await.unwrap().into_result().unwrap();
    });
}

/// The server looks for the id of a link in each collection that is asked for, whichever the link was made to.
#[test]
fn an_id_of_two_collections_is_no_guess() {
    run(|world| async move {
        let Stored { feeds, category, .. } = stored(&world).await;
        let twin = Person { name: "rust".into(), born: None, face: Vector::new([0.5, 0.5]) };
        let twin = world.client.collection::<Person>().insert(&twin).await.unwrap();
        assert_eq!(Some(twin), category.id(), "ids made from one text");
        let error = feeds.get(Uuid::from_u128(1)).await.unwrap_err();
        let says = format!("the link `related` leads to {twin}, an id in `Category` and in `Person`");
        assert!(error.to_string().contains(&says), "{error}");
    });
}
