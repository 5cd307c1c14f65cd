//! Rebuilds from their beginning to their end, and back.

use weaviate::{
    ErrorKind,
    property::Vector,
    sync::{BeforeDrop, Rebuild},
    tenancy::TenantStatus,
};
use weaviate_tests::run;

use crate::{
    filled, id, options,
    shapes::{after, before, renamed, tenants},
};

#[test]
fn without_the_word_it_is_refused_by_name() {
    run(|world| async move {
        filled(&world.client, 3).await;
        let refused = world.client.sync::<(after::Book, after::Author)>().await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::SchemaMismatch);
        assert!(refused.to_string().contains("only if `rebuild` says so"), "{refused}");
        let alone = world.client.sync_with::<(after::Book,)>(&options(Rebuild::Any)).await.unwrap_err();
        assert!(alone.to_string().contains("links to it and has to be rebuilt with it"), "{alone}");
    });
}

#[test]
fn another_class_takes_the_place_with_all_objects() {
    run(|world| async move {
        let client = &world.client;
        filled(client, 1_200).await;
        let options = options(Rebuild::Compatible);
        client.sync_with::<(after::Book, after::Author)>(&options).await.unwrap();
        assert_eq!(client.names().concrete("Book"), world.class("Book_v2"));
        assert_eq!(client.names().concrete("Author"), world.class("Author_v2"));
        assert!(client.plan::<(after::Book, after::Author)>().await.unwrap().is_empty());
        let books = client.collection::<after::Book>();
        assert_eq!(books.count().await.unwrap(), 1_200);
        let book = books.get(id(17)).await.unwrap().unwrap();
        assert_eq!(
            (book.title.as_str(), book.pages, book.tags.as_slice()),
            ("book 17", 17, &["tag3".to_owned()][..])
        );
        assert_eq!(book.embedding.as_slice(), [17.0, 1.0, 0.5]);
        assert_eq!(book.author.map(|link| link.id().unwrap()), Some(id(7)));
        let author = client.collection::<after::Author>().get(id(3)).await.unwrap().unwrap();
        assert_eq!(author.best.map(|link| link.id().unwrap()), Some(id(3)));
        let class = client.collection_definition(&world.class("Author_v2")).await.unwrap().unwrap();
        assert_eq!(class.targets().collect::<Vec<_>>(), [world.class("Book_v2")]);
        // The old classes are kept.
        assert!(client.collection_definition(&world.class("Book_v1")).await.unwrap().is_some());
        books.insert(&after::Book { id: id(5_000), ..book_of(5_000) }).await.unwrap();

        let back = client.rollback(&options).await.unwrap();
        let book = back.collections.iter().find(|back| back.collection == "Book").unwrap();
        assert_eq!((book.written, book.kept), (1, true));
        assert_eq!(client.names().concrete("Book"), world.class("Book_v1"));
        assert!(client.plan::<(before::Book, before::Author)>().await.unwrap().is_empty());
        assert_eq!(client.collection::<before::Book>().count().await.unwrap(), 1_200);
        client.collection::<before::Book>().delete(id(17)).await.unwrap();
    });
}

fn book_of(n: u32) -> after::Book {
    after::Book {
        id: id(n),
        title: format!("book {n}"),
        pages: i64::from(n),
        tags: vec![],
        embedding: Vector::new([0.0, 1.0, 0.5]),
        author: None,
    }
}

#[test]
fn names_and_types_change_with_their_values() {
    run(|world| async move {
        let client = &world.client;
        filled(client, 40).await;
        let refused =
            client.sync_with::<(renamed::Book, renamed::Author)>(&options(Rebuild::Compatible)).await;
        assert!(refused.unwrap_err().to_string().contains("programs with the struct of before would fail"));
        let done =
            client.sync_with::<(renamed::Book, renamed::Author)>(&options(Rebuild::Any)).await.unwrap();
        assert!(done.plan.to_string().contains("rename the property `title` to `headline`"), "{}", done.plan);
        assert!(client.plan::<(renamed::Book, renamed::Author)>().await.unwrap().is_empty());
        let book = client.collection::<renamed::Book>().get(id(23)).await.unwrap().unwrap();
        assert_eq!((book.headline.as_str(), book.pages.as_str(), book.tag_count), ("book 23", "23 pages", 1));
        assert_eq!(book.author.map(|link| link.id().unwrap()), Some(id(3)));
        client.rollback(&options(Rebuild::Any)).await.unwrap();
        let book = client.collection::<before::Book>().get(id(23)).await.unwrap().unwrap();
        assert_eq!((book.title.as_str(), book.pages), ("book 23", 23));
    });
}

#[test]
fn what_was_replaced_is_dropped_after_an_export() {
    run(|world| async move {
        let client = &world.client;
        filled(client, 25).await;
        let options = options(Rebuild::Compatible);
        let none = client.drop_replaced(BeforeDrop::NoExport, &options).await.unwrap_err();
        assert!(none.is_not_found(), "{none}");
        client.sync_with::<(after::Book, after::Author)>(&options).await.unwrap();
        let folder =
            std::env::temp_dir().join(world.class(&format!("weaviate-dropped-{}", std::process::id())));
        let dropped = client.drop_replaced(BeforeDrop::Export(folder.clone()), &options).await.unwrap();
        let count: Vec<(String, Option<u64>)> =
            dropped.into_iter().map(|dropped| (dropped.class, dropped.exported)).collect();
        assert_eq!(count, [(world.class("Author_v1"), Some(10)), (world.class("Book_v1"), Some(25))]);
        let lines =
            std::fs::read_to_string(folder.join(format!("{}.ndjson", world.class("Book_v1")))).unwrap();
        let books: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        std::fs::remove_dir_all(folder).unwrap();
        let seventh = books.iter().find(|book| book["id"] == id(7).to_string()).unwrap();
        assert_eq!(seventh["properties"]["title"], "book 7");
        assert_eq!(seventh["vectors"]["embedding"], serde_json::json!([7.0, 1.0, 0.5]));
        let beacon = format!("weaviate://localhost/{}", id(7));
        assert_eq!(seventh["properties"]["author"][0]["beacon"], beacon);
        assert!(client.collection_definition(&world.class("Book_v1")).await.unwrap().is_none());
        assert_eq!(client.collection::<after::Book>().count().await.unwrap(), 25);
        assert!(client.rollback(&options).await.unwrap_err().is_not_found());
    });
}

#[test]
fn each_tenant_goes_along() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(tenants::Page,)>().await.unwrap();
        let pages = client.collection::<tenants::Page>();
        let names: Vec<String> = (0..5).map(|n| format!("tenant{n}")).collect();
        pages.create_tenants(names.clone()).await.unwrap();
        for (n, name) in names.iter().enumerate() {
            let some = (0..20 + n as u32).map(|n| tenants::Page { id: id(n), text: format!("{name} {n}") });
            pages.tenant(name).unwrap().insert_many(some).await.unwrap().into_result().unwrap();
        }
        pages.set_tenant_status(["tenant4"], TenantStatus::Inactive).await.unwrap();
        client.sync_with::<(tenants::Measured,)>(&options(Rebuild::Compatible)).await.unwrap();
        let pages = client.collection::<tenants::Measured>();
        assert_eq!(client.names().concrete("Page"), world.class("Page_v2"));
        let cold = pages.find_tenant("tenant4").await.unwrap().unwrap();
        assert_eq!(cold.status(), TenantStatus::Inactive);
        pages.set_tenant_status(["tenant4"], TenantStatus::Active).await.unwrap();
        for (n, name) in names.iter().enumerate() {
            let tenant = pages.tenant(name).unwrap();
            assert_eq!(tenant.count().await.unwrap(), 20 + n as u64);
            assert_eq!(tenant.get(id(7)).await.unwrap().unwrap().text, format!("{name} 7"));
        }
    });
}
