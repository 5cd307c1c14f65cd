//! Links: written, filtered along, selected through, and what is left of one whose object is gone.

use weaviate::{Link, query};
use weaviate_tests::run;

use crate::model::{Article, Category, article, articles};

fn category(name: &str, parent: Option<&Category>, related: &[&Category]) -> Category {
    let link = |to: &Category| Link::to(weaviate::key_id(&to.name));
    Category {
        name: name.into(),
        parent: parent.map(link),
        related: related.iter().map(|to| link(to)).collect(),
    }
}

#[test]
fn along_and_through() {
    run(|world| async move {
        let h = articles(&world).await;
        let categories = world.client.collection::<Category>();
        let (top, other) = (category("top", None, &[]), category("other", None, &[]));
        let sub = category("sub", Some(&top), &[&top, &other]);
        // A server refuses a link to an object that it does not have yet, even one of the same message: the client
        // writes such links when the objects are there.
        categories.insert_many([&sub, &top, &other]).await.unwrap().into_result().unwrap();
        let linked = Article { category: Some(Link::to(weaviate::key_id(&sub.name))), ..article(1) };
        h.insert_many([&linked]).await.unwrap().into_result().unwrap();

        assert_eq!(h.get(linked.id).await.unwrap().unwrap().into_inner(), linked);
        let read = categories.get(weaviate::key_id(&sub.name)).await.unwrap().unwrap();
        assert_eq!((read.parent, read.related.len()), (sub.parent, 2));

        let found =
            h.fetch(query!(Article, filter: .category.name == "sub", select: { .words })).await.unwrap();
        assert_eq!(found.iter().map(|row| row.words).collect::<Vec<_>>(), [100]);
        let found =
            h.fetch(query!(Article, filter: .category.parent.name like "t*", select: { id })).await.unwrap();
        assert_eq!(found.len(), 1);
        let found = h
            .fetch(query!(Article, filter: .category.id() == weaviate::key_id(&sub.name), select: { id }))
            .await
            .unwrap();
        assert_eq!(found.len(), 1);
        let found = h.fetch(query!(Article, filter: .category.count() >= 1, select: { id })).await.unwrap();
        assert_eq!(found.len(), 1);
        let found = categories
            .fetch(query!(Category, filter: .related.count() == 2, select: { .name }))
            .await
            .unwrap();
        assert_eq!(found[0].name, "sub");

        let rows = h
            .fetch(query!(Article,
                sort: .words,
                limit: 2,
                select: { .words, .category { .name, id, .parent { .name, .parent { .name } }, .related { .name } } },
            ))
            .await
            .unwrap();
        assert!(rows[0].category.is_none());
        let found = rows[1].category.as_ref().unwrap();
        assert_eq!((found.name.as_str(), found.id), ("sub", weaviate::key_id(&sub.name)));
        let parent = found.parent.as_ref().unwrap();
        assert_eq!(parent.name, "top");
        assert!(parent.parent.is_none());
        let mut related: Vec<_> = found.related.iter().map(|category| category.name.as_str()).collect();
        related.sort_unstable();
        assert_eq!(related, ["other", "top"]);
    });
}

#[test]
fn a_link_whose_object_was_deleted_is_no_failed_row() {
    run(|world| async move {
        let h = articles(&world).await;
        let categories = world.client.collection::<Category>();
        let gone = category("gone", None, &[]);
        let id = categories.insert(&gone).await.unwrap();
        let linked = Article { category: Some(Link::to(id)), ..article(1) };
        h.insert_many([&linked]).await.unwrap().into_result().unwrap();
        assert!(categories.delete(id).await.unwrap());
        let rows = h
            .fetch(query!(Article, filter: .words == 100, select: { .words, .category { .name } }))
            .await
            .unwrap();
        assert!(rows.len() == 1 && rows[0].category.is_none());
        assert_eq!(h.get(linked.id).await.unwrap().unwrap().category.and_then(|link| link.id()), None);
    });
}

#[test]
fn of_one_call_may_lead_to_one_another() {
    run(|world| async move {
        world.client.sync::<(Category,)>().await.unwrap();
        let h = world.client.collection::<Category>();
        let id = |name: &str| weaviate::key_id(&name.to_owned());
        let named = |name: &str, parent: &str, related: &[&str]| Category {
            name: name.into(),
            parent: Some(Link::to(id(parent))),
            related: related.iter().map(|name| Link::to(id(name))).collect(),
        };
        // To the one before it, to the one behind it, to itself, and in a circle.
        let all = [
            named("a", "c", &["a", "b", "c"]),
            named("b", "a", &[]),
            named("c", "b", &["c"]),
            named("self", "self", &["self"]),
        ];
        h.insert_many(&all).await.unwrap().into_result().unwrap();
        for category in &all {
            let read = h.get(id(&category.name)).await.unwrap().unwrap().into_inner();
            assert_eq!((read.parent, read.related.len()), (category.parent, category.related.len()));
            assert!(category.related.iter().all(|link| read.related.contains(link)));
        }
        let found = h
            .fetch(query!(Category, filter: .parent.parent.parent.name == "a", select: { .name }))
            .await
            .unwrap();
        assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["a"]);

        // Again, over themselves: no link is there twice.
        h.insert_many(&all).await.unwrap().into_result().unwrap();
        assert_eq!(h.get(id("a")).await.unwrap().unwrap().related.len(), 3);

        // One of two objects with one id stands, with its links alone.
        let twice = [named("d", "a", &["d"]), named("d", "d", &[])];
        h.insert_many(&twice).await.unwrap().into_result().unwrap();
        let read = h.get(id("d")).await.unwrap().unwrap();
        assert_eq!((read.parent, read.related.len()), (Some(Link::to(id("d"))), 0));

        // More than go into one message.
        let many: Vec<_> =
            (0..2_500).map(|n| named(&format!("n{n}"), &format!("n{}", (n + 1) % 2_500), &[])).collect();
        h.insert_many(&many).await.unwrap().into_result().unwrap();
        let first = h.get(id("n0")).await.unwrap().unwrap();
        assert_eq!(first.parent, Some(Link::to(id("n1"))));
        assert_eq!(h.get(id("n2499")).await.unwrap().unwrap().parent, Some(Link::to(id("n0"))));
    });
}
