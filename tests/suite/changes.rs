//! Changing one object: as a whole, by its properties, by its vectors.

use chrono::{TimeZone as _, Utc};
use weaviate::{Collection, Consistency::Quorum, ErrorKind, GeoPoint, Uuid, Vector, query};
use weaviate_tests::run;

use crate::{
    model::{Article, ArticleFields, Category, Everything, EverythingFields, article, articles, author},
    objects::{empty, everything},
};

const A: ArticleFields = Article::FIELDS;
const E: EverythingFields = Everything::FIELDS;

#[test]
fn some_properties_are_set_and_the_others_stay() {
    run(|world| async move {
        let h = articles(&world).await;
        let before = article(2);
        h.update(before.id)
            .set(A.title, "another title")
            .set(A.words, 12)
            .set(A.words, 3_000_000_000)
            .set(A.tags, ["a", "b"])
            .set(A.author, author("Eve", None))
            .set(A.place, GeoPoint::new(1.0, 2.0))
            .await
            .unwrap();
        let after = h.get(before.id).await.unwrap().unwrap().into_inner();
        let expected = Article {
            title: "another title".into(),
            words: 3_000_000_000,
            tags: vec!["a".into(), "b".into()],
            // As a whole: when the old one was born is gone.
            author: author("Eve", None),
            place: Some(GeoPoint::new(1.0, 2.0)),
            ..before.clone()
        };
        assert_eq!(after, expected);
        // What was set is found, what was there before is not.
        let found =
            h.fetch(query!(Article, filter: .words == 3_000_000_000_i64, select: { id })).await.unwrap();
        assert_eq!((found.len(), found[0].id), (1, before.id));
        assert!(h.fetch(query!(Article, filter: .words == 200, select: { id })).await.unwrap().is_empty());
        // The others are as they were.
        assert_eq!(h.get(article(3).id).await.unwrap().unwrap().into_inner(), article(3));
    });
}

#[test]
fn what_is_taken_away_is_absent() {
    run(|world| async move {
        let h = articles(&world).await;
        let before = article(2);
        assert!(before.summary.is_some() && before.place.is_some());
        h.update(before.id).unset(A.summary).set(A.place, None).set(A.tags, vec![]).await.unwrap();
        let after = h.get(before.id).await.unwrap().unwrap().into_inner();
        assert_eq!(after, Article { summary: None, place: None, tags: vec![], ..before.clone() });
        let absent = h.fetch(query!(Article, filter: .summary.is_null(), select: { id })).await.unwrap();
        assert!(absent.iter().any(|row| row.id == before.id));
        // Once more does no harm, and it comes back.
        h.update(before.id).unset(A.summary).await.unwrap();
        h.update(before.id).set(A.summary, Some("again".to_owned())).await.unwrap();
        assert_eq!(h.get(before.id).await.unwrap().unwrap().summary.as_deref(), Some("again"));
    });
}

#[test]
fn every_type_can_be_set() {
    run(|world| async move {
        world.client.sync::<(Everything,)>().await.unwrap();
        let h = world.client.collection::<Everything>();
        let (old, new) = (empty(1), everything(2));
        h.insert(&old).await.unwrap();
        h.update(old.id)
            .set(E.text, &new.text)
            .set(E.int, new.int)
            .set(E.small, new.small)
            .set(E.number, new.number)
            .set(E.single, new.single)
            .set(E.boolean, new.boolean)
            .set(E.date, new.date)
            .set(E.zoned, new.zoned)
            .set(E.uuid, new.uuid)
            .set(E.place, new.place)
            .set(E.phone, &new.phone)
            .set(E.blob, &new.blob)
            .set(E.texts, &new.texts)
            .set(E.ints, &new.ints[..])
            .set(E.numbers, &new.numbers)
            .set(E.booleans, &new.booleans)
            .set(E.dates, &new.dates)
            .set(E.uuids, &new.uuids)
            .set(E.object, &new.object)
            .set(E.objects, &new.objects)
            .set(E.no_text, &new.no_text)
            .set(E.no_int, new.no_int)
            .set(E.no_object, &new.no_object)
            .set(E.r#type, new.r#type)
            .set(E.vector, &new.vector)
            .set(E.second, &new.second)
            .await
            .unwrap();
        let mut read = h.get(old.id).await.unwrap().unwrap().into_inner();
        // What the server makes of a number is its own, and it is the same for the same number.
        h.insert(&new).await.unwrap();
        let written = h.get(new.id).await.unwrap().unwrap().into_inner();
        read.id = new.id;
        assert_eq!(read, written);
    });
}

#[test]
fn vectors_are_changed_alone() {
    run(|world| async move {
        let h = articles(&world).await;
        let before = article(3);
        let far = Vector::new([-9.0, 9.0, 9.0]);
        h.update(before.id).set(A.embedding, &far).await.unwrap();
        let after = h.get(before.id).await.unwrap().unwrap().into_inner();
        assert_eq!(after, Article { embedding: far, ..before.clone() });
        let near =
            h.fetch(query!(Article, near_vector: [-9.0, 9.0, 9.0], limit: 1, select: { id })).await.unwrap();
        assert_eq!(near[0].id, before.id);
        h.update(before.id).set(A.embedding, [1.0, 3.0, 0.5]).await.unwrap();
        assert_eq!(h.get(before.id).await.unwrap().unwrap().embedding, before.embedding);

        world.client.sync::<(Everything,)>().await.unwrap();
        let h = world.client.collection::<Everything>();
        h.insert(&everything(1)).await.unwrap();
        // A server would say yes and keep it.
        let error = h.update(everything(1).id).set(E.second, None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("`second` cannot be set to `None`"), "{error}");
    });
}

#[test]
fn an_object_is_replaced_as_a_whole() {
    run(|world| async move {
        let h = articles(&world).await.consistency(Quorum);
        let (old, new) = (article(2), Article { id: article(2).id, ..article(5) });
        assert!(old.summary.is_some());
        let new = Article { summary: None, place: None, ..new };
        h.replace(old.id, &new).await.unwrap();
        assert_eq!(h.get(old.id).await.unwrap().unwrap().into_inner(), new);
        assert_eq!(h.count().await.unwrap(), 8);

        let error = h.replace(old.id, &article(5)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(&format!("own id is {}", article(5).id)), "{error}");
        assert_eq!(h.get(old.id).await.unwrap().unwrap().into_inner(), new);
    });
}

#[test]
fn each_mistake_has_its_own_message() {
    run(|world| async move {
        let h = articles(&world).await;
        let nobody = Uuid::from_u128(0xdead);
        let stranger = Article { id: nobody, ..article(1) };
        for (error, doing) in [
            (h.update(nobody).set(A.words, 1).await.unwrap_err(), "updating"),
            (h.replace(nobody, &stranger).await.unwrap_err(), "replacing"),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            let text = error.to_string();
            assert!(
                text.starts_with(&format!("{doing} {nobody} in `Article`: no object of `Article`")),
                "{text}"
            );
        }
        assert!(!h.exists(nobody).await.unwrap());
        // An id of another collection is none here.
        let category = Category { name: "food".into(), parent: None, related: vec![] };
        let other = world.client.collection::<Category>().insert(&category).await.unwrap();
        let error = h.update(other).set(A.words, 1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert!(error.to_string().contains("no object of `Article` has the id"), "{error}");
        // Taken.
        let error = h.insert(&article(1)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{error}");
        assert!(error.to_string().contains(&article(1).id.to_string()), "{error}");
        // What a server would keep as another value.
        let error = h.update(article(1).id).set(A.words, (1 << 53) + 1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        let year = Utc.with_ymd_and_hms(2500, 1, 1, 0, 0, 0).unwrap();
        let error = h.update(article(1).id).set(A.published, year).await.unwrap_err();
        assert!(error.to_string().contains("property `published`"), "{error}");
        // A collection that is gone.
        assert!(world.client.delete_collection::<Article>().await.unwrap());
        for error in [
            h.update(article(1).id).set(A.words, 1).await.unwrap_err(),
            h.replace(article(1).id, &article(1)).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            assert!(error.to_string().contains("client.sync"), "{error}");
        }
    });
}

#[test]
fn a_tenant_has_its_own() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let memos = world.client.collection::<Memo>();
        memos.create_tenants(["ann", "bob"]).await.unwrap();
        let (ann, bob) = (memos.tenant("ann").unwrap(), memos.tenant("bob").unwrap());
        let memo = |text: &str| Memo { text: text.into() };
        let id = ann.insert(&memo("hers")).await.unwrap();
        ann.update(id).set(Memo::FIELDS.text, "still hers").await.unwrap();
        assert_eq!(ann.get(id).await.unwrap().unwrap().text, "still hers");
        ann.replace(id, &memo("again hers")).await.unwrap();
        assert_eq!(ann.get(id).await.unwrap().unwrap().text, "again hers");
        let error = bob.update(id).set(Memo::FIELDS.text, "his").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert!(
            error.to_string().contains("`Memo` (tenant `bob`): no object of `Memo` has the id"),
            "{error}"
        );
        let nobody = memos.tenant("nobody").unwrap();
        let error = nobody.update(id).set(Memo::FIELDS.text, "x").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert!(error.to_string().contains("tenant not found"), "{error}");
    });
}

/// One tenant's own, with no key.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
struct Memo {
    text: String,
}
