//! Links changed by themselves: added, set, removed, many at once.

use weaviate::{AnyLink, Collection, Consistency::Quorum, ErrorKind, Handle, Link, Uuid, filter, query};
use weaviate_tests::{World, run};

#[derive(Debug, Clone, PartialEq, Collection)]
struct Tag {
    #[weaviate(key, tokenization = field)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Person {
    name: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Post {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    tags: Vec<Link<Tag>>,
    main: Option<Link<Tag>>,
    first: Link<Tag>,
    about: Vec<AnyLink<(Tag, Person)>>,
}

const P: PostFields = Post::FIELDS;

fn tag(name: &str) -> Link<Tag> {
    Link::to(weaviate::key_id(&name.to_owned()))
}

fn post(n: u128) -> Post {
    Post {
        id: Uuid::from_u128(n),
        text: format!("post {n}"),
        tags: vec![tag("a")],
        main: None,
        first: tag("a"),
        about: vec![],
    }
}

/// Five posts, each with one tag of four.
async fn posts(world: &World) -> Handle<Post> {
    world.client.sync::<(Post, Tag, Person)>().await.unwrap();
    let tags = ["a", "b", "c", "d"].map(|name| Tag { name: name.into() });
    world.client.collection::<Tag>().insert_many(&tags).await.unwrap().into_result().unwrap();
    let posts = world.client.collection::<Post>();
    posts.insert_many((1..=5).map(post)).await.unwrap().into_result().unwrap();
    posts
}

async fn read(posts: &Handle<Post>, n: u128) -> Post {
    posts.get(post(n).id).await.unwrap().unwrap().into_inner()
}

#[test]
fn links_are_added_set_and_removed() {
    run(|world| async move {
        let h = posts(&world).await;
        let (id, tags) = (post(1).id, h.links(P.tags));
        tags.add(id, tag("b")).await.unwrap();
        assert_eq!(read(&h, 1).await.tags, [tag("a"), tag("b")]);
        tags.replace(id, [tag("c"), tag("b"), tag("d")]).await.unwrap();
        assert_eq!(read(&h, 1).await.tags, [tag("c"), tag("b"), tag("d")]);
        tags.remove(id, tag("b")).await.unwrap();
        assert_eq!(read(&h, 1).await.tags, [tag("c"), tag("d")]);
        // What it has not is passed over; what it has twice goes twice.
        tags.remove(id, tag("b")).await.unwrap();
        tags.add(id, tag("d")).await.unwrap();
        assert_eq!(read(&h, 1).await.tags, [tag("c"), tag("d"), tag("d")]);
        tags.remove(id, tag("d")).await.unwrap();
        assert_eq!(read(&h, 1).await.tags, [tag("c")]);
        // They are found, and the rest of the object is as it was.
        let found = h.fetch(query!(Post, filter: .tags.name == "c", select: { id })).await.unwrap();
        assert_eq!((found.len(), found[0].id), (1, id));
        tags.replace(id, vec![]).await.unwrap();
        assert_eq!(read(&h, 1).await, Post { tags: vec![], ..post(1) });
        assert_eq!(read(&h, 2).await, post(2));
    });
}

#[test]
fn a_field_of_one_link_has_one() {
    run(|world| async move {
        let h = posts(&world).await.consistency(Quorum);
        let id = post(1).id;
        h.links(P.first).replace(id, tag("b")).await.unwrap();
        h.links(P.main).replace(id, tag("c")).await.unwrap();
        assert_eq!(read(&h, 1).await, Post { first: tag("b"), main: Some(tag("c")), ..post(1) });
        h.links(P.main).replace(id, Some(tag("d"))).await.unwrap();
        assert_eq!(read(&h, 1).await.main, Some(tag("d")));
        h.links(P.main).replace(id, None).await.unwrap();
        assert_eq!(read(&h, 1).await.main, None);
        h.links(P.main).replace(id, tag("a")).await.unwrap();
        h.links(P.main).remove(id, tag("a")).await.unwrap();
        assert_eq!(read(&h, 1).await.main, None);
    });
}

#[test]
fn a_link_to_several_collections_names_the_one() {
    run(|world| async move {
        let h = posts(&world).await;
        let ann = world.client.collection::<Person>().insert(&Person { name: "Ann".into() }).await.unwrap();
        let (ann, b) = (Link::<Person>::to(ann).any(), tag("b").any());
        let about = h.links(P.about);
        about.add(post(1).id, ann).await.unwrap();
        about.add(post(1).id, b).await.unwrap();
        let read_back = read(&h, 1).await.about;
        assert!(read_back.len() == 2 && read_back.contains(&ann) && read_back.contains(&b), "{read_back:?}");
        about.add_many([(post(2).id, ann), (post(2).id, b)]).await.unwrap().into_result().unwrap();
        assert_eq!(read(&h, 2).await.about.len(), 2);
        about.remove(post(1).id, ann).await.unwrap();
        assert_eq!(read(&h, 1).await.about, [b]);
        about.replace(post(1).id, [ann]).await.unwrap();
        assert_eq!(read(&h, 1).await.about, [ann]);
    });
}

#[test]
fn many_at_once_each_with_its_outcome() {
    run(|world| async move {
        let h = posts(&world).await;
        let nobody = Uuid::from_u128(0xdead);
        let to = ["b", "c", "d"];
        let mut links: Vec<(Uuid, Link<Tag>)> =
            (1..=5).flat_map(|n| to.map(|name| (post(n).id, tag(name)))).collect();
        links.insert(3, (nobody, tag("b")));
        let report = h.links(P.tags).add_many(links).await.unwrap();
        assert_eq!((report.len(), report.stored()), (16, 15));
        let rejected: Vec<_> = report.rejected().map(|entry| (entry.position, entry.id)).collect();
        assert_eq!(rejected, [(3, nobody)]);
        let error = report.into_result().unwrap_err();
        assert!(error.to_string().starts_with("15 of 16 links are stored, 1 rejected"), "{error}");
        for n in 1..=5 {
            assert_eq!(read(&h, n).await.tags, [tag("a"), tag("b"), tag("c"), tag("d")], "{n}");
        }
        assert_eq!(h.links(P.tags).add_many(Vec::<(Uuid, Link<Tag>)>::new()).await.unwrap().len(), 0);
    });
}

#[test]
fn each_mistake_has_its_own_message() {
    run(|world| async move {
        let h = posts(&world).await;
        let (nobody, tags) = (Uuid::from_u128(0xdead), h.links(P.tags));
        for error in [
            tags.add(nobody, tag("b")).await.unwrap_err(),
            tags.replace(nobody, [tag("b")]).await.unwrap_err(),
            tags.remove(nobody, tag("b")).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            let text = error.to_string();
            assert!(text.contains(&format!("`tags` of {nobody} in `Post`: no object of `Post`")), "{text}");
        }
        // What it leads to is not there, or is one of another collection.
        for to in [Uuid::from_u128(0xbeef), post(2).id] {
            for error in [
                tags.add(post(1).id, Link::to(to)).await.unwrap_err(),
                tags.replace(post(1).id, [Link::to(to)]).await.unwrap_err(),
            ] {
                assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
                let text = error.to_string();
                assert!(text.contains(&format!("no object with id {to}")), "{text}");
                assert!(text.ends_with("; insert the object before it is linked"), "{text}");
            }
        }
        assert_eq!(read(&h, 1).await, post(1));
        // A link that was read after its object was deleted leads to nothing.
        world.client.collection::<Tag>().delete(tag("a").id().unwrap()).await.unwrap();
        let gone = read(&h, 1).await.first;
        assert_eq!(gone.id(), None);
        let error = tags.add(post(1).id, gone).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(
            error.to_string().contains("the link for `tags` leads to no object: it was deleted"),
            "{error}"
        );
        assert!(world.client.delete_collection::<Post>().await.unwrap());
        for error in [
            tags.add(post(1).id, tag("b")).await.unwrap_err(),
            tags.replace(post(1).id, [tag("b")]).await.unwrap_err(),
            tags.remove(post(1).id, tag("b")).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            assert!(error.to_string().contains("client.sync"), "{error}");
        }
    });
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
struct Memo {
    text: String,
    next: Vec<Link<Memo>>,
}

#[test]
fn links_stay_inside_a_tenant() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let memos = world.client.collection::<Memo>();
        memos.create_tenants(["ann", "bob"]).await.unwrap();
        let (ann, bob) = (memos.tenant("ann").unwrap(), memos.tenant("bob").unwrap());
        let memo = |text: &str| Memo { text: text.into(), next: vec![] };
        let one = ann.insert(&memo("one")).await.unwrap();
        let two = ann.insert(&memo("two")).await.unwrap();
        let next = ann.links(Memo::FIELDS.next);
        next.add(one, Link::to(two)).await.unwrap();
        assert_eq!(ann.get(one).await.unwrap().unwrap().next, [Link::to(two)]);
        next.add_many([(two, Link::to(one))]).await.unwrap().into_result().unwrap();
        assert_eq!(ann.get(two).await.unwrap().unwrap().next, [Link::to(one)]);
        next.replace(one, [Link::to(one)]).await.unwrap();
        next.remove(two, Link::to(one)).await.unwrap();
        assert_eq!(ann.get(one).await.unwrap().unwrap().next, [Link::to(one)]);
        assert_eq!(ann.get(two).await.unwrap().unwrap().next, []);
        // Hers are not his.
        let his = bob.insert(&memo("his")).await.unwrap();
        let error = bob.links(Memo::FIELDS.next).add(his, Link::to(one)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        let error = bob.links(Memo::FIELDS.next).add(one, Link::to(his)).await.unwrap_err();
        assert!(error.to_string().contains("(tenant `bob`): no object of `Memo`"), "{error}");
    });
}

/// Things inside one another.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state))]
struct Crate {
    #[weaviate(id)]
    id: Uuid,
    #[weaviate(tokenization = field)]
    name: String,
    inside: Option<Link<Crate>>,
}

/// A server's index of absent values does not hear of links that a batch writes after their objects: asked by it, the
/// ring would lead nowhere.
#[test]
fn what_links_later_is_not_absent() {
    run(|world| async move {
        world.client.sync::<(Crate,)>().await.unwrap();
        let crates = world.client.collection::<Crate>();
        let id = |n: u128| Uuid::from_u128(0xb0 + n);
        let at = |n: u128, inside: Option<u128>| Crate {
            id: id(n),
            name: format!("crate {n}"),
            inside: inside.map(|n| Link::to(id(n))),
        };
        // 0 and 1 in a circle, in one call; 2 has its link from the start, 3 later, 4 has none.
        let all = [at(0, Some(1)), at(1, Some(0)), at(3, None), at(4, None)];
        crates.insert_many(&all).await.unwrap().into_result().unwrap();
        crates.insert(&at(2, Some(0))).await.unwrap();
        let inside = crates.links(Crate::FIELDS.inside);
        inside.replace(id(3), Link::to(id(4))).await.unwrap();
        let names = |filter: weaviate::Filter<Crate>| {
            let (crates, asked) =
                (crates.clone(), query!(Crate, filter: filter, sort: .name, select: { .name }));
            async move {
                let rows = crates.fetch(asked).await.unwrap();
                rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
            }
        };
        let absent = filter!(Crate, .inside.is_null());
        assert_eq!(names(absent.clone()).await, ["crate 4"]);
        assert_eq!(names(!absent.clone()).await, ["crate 0", "crate 1", "crate 2", "crate 3"]);
        let there = filter!(Crate, .inside.is_not_null());
        assert_eq!(names(there).await, ["crate 0", "crate 1", "crate 2", "crate 3"]);
        // What is in a crate that is in nothing.
        assert_eq!(names(filter!(Crate, .inside.inside.is_null())).await, ["crate 3"]);
        inside.remove(id(2), Link::to(id(0))).await.unwrap();
        assert_eq!(names(absent.clone()).await, ["crate 2", "crate 4"]);
        let numbers =
            crates.aggregate(query!(aggregate Crate, filter: absent, select: { count })).await.unwrap();
        assert_eq!(numbers.count, 2);
    });
}
