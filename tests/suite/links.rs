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
        // A server refuses a link to an object that it does not have yet, even one of the same message.
        categories.insert_many([&top, &other]).await.unwrap().into_result().unwrap();
        categories.insert(&sub).await.unwrap();
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
