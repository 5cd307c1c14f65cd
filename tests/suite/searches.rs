//! Searches: what they find, in which order, with which metadata.

use weaviate::{ErrorKind, Uuid, Vector, query};
use weaviate_tests::run;

use crate::model::{article, articles};

#[test]
fn by_words() {
    run(|world| async move {
        let h = articles(&world).await;
        let rows = h
            .fetch(query!(Article, bm25: "red", on: [.title], select: { .title, .words, score }))
            .await
            .unwrap();
        let mut words: Vec<i64> = rows.iter().map(|row| row.words).collect();
        words.sort_unstable();
        assert_eq!(words, [0, 300, 600]);
        assert!(rows.iter().all(|row| row.score > 0.0 && row.title.contains("red")));
        assert!(rows.windows(2).all(|pair| pair[0].score >= pair[1].score));
        let rows = h
            .fetch(
                query!(Article, bm25: "summary 4", on: [.title, .summary ^ 3], limit: 1, select: { .slug }),
            )
            .await;
        assert_eq!(rows.unwrap()[0].slug, "house-4");
        let rows = h.fetch(query!(Article, bm25: "red", filter: .public, select: { .words })).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(h.fetch(query!(Article, bm25: "nothing", select: { id })).await.unwrap().len(), 0);
    });
}

#[test]
fn by_vector() {
    run(|world| async move {
        let h = articles(&world).await;
        let target = article(2).embedding;
        let rows = h
            .fetch(query!(Article, near_vector: &target, limit: 3, select: { .words, distance }))
            .await
            .unwrap();
        assert_eq!(rows[0].words, 200);
        assert!(rows[0].distance.abs() < 1e-5);
        assert!(rows[1].distance > rows[0].distance && rows[2].distance >= rows[1].distance);
        // cosine distance of (1, 0, 0.5) and (1, 1, 0.5): 1 − 1.25 / (√1.25 · √2.25)
        let near = h.fetch(query!(Article, near_vector: [1.0, 0.0, 0.5], filter: .words == 100, select: { distance, certainty })).await;
        let near = near.unwrap();
        let expected = 1.0 - 1.25 / (1.25_f32.sqrt() * 2.25_f32.sqrt());
        assert!((near[0].distance - expected).abs() < 1e-5, "{} {expected}", near[0].distance);
        assert!((near[0].certainty - (1.0 - expected / 2.0)).abs() < 1e-5);
        let rows =
            h.fetch(query!(Article, near_vector: &target, distance: 1e-4, select: { .words })).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.words).collect::<Vec<_>>(), [200]);
        let rows =
            h.fetch(query!(Article, near_object: article(5).id, limit: 1, select: { .words })).await.unwrap();
        assert_eq!(rows[0].words, 500);
        let hits = h.fetch(query!(Article, near_vector: &target, limit: 1)).await.unwrap();
        assert_eq!(hits[0].clone().into_inner(), article(2));
        assert!(hits[0].distance().abs() < 1e-5);
    });
}

#[test]
fn by_words_and_vector() {
    run(|world| async move {
        let h = articles(&world).await;
        let v = article(6).embedding;
        let words = h
            .fetch(query!(Article, hybrid: "summary 4", alpha: 0, limit: 2, select: { .words, score }))
            .await
            .unwrap();
        assert_eq!(words[0].words, 400);
        let vector = h
            .fetch(query!(Article, hybrid: "summary 4", alpha: 1.0, vector: &v, limit: 2, select: { .words }))
            .await;
        assert_eq!(vector.unwrap()[0].words, 600);
        let both = h.fetch(query!(Article, hybrid: "red", vector: &v, filter: .words > 0, limit: 1, select: { .words, score, explain_score }));
        let both = both.await.unwrap();
        assert_eq!(both[0].words, 600);
        assert!(both[0].score > 0.0 && !both[0].explain_score.is_empty());
    });
}

#[test]
fn a_vector_of_another_length_is_refused_before_it_is_sent() {
    run(|world| async move {
        let h = articles(&world).await;
        let short: &[f32] = &[1.0, 2.0];
        let error =
            h.fetch(query!(Article, near_vector: short, select: { id })).await.map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(
            error.to_string().contains("`embedding` has 3 dimensions, the query vector has 2"),
            "{error}"
        );
        assert!(Vector::<3>::try_from(short).unwrap_err().to_string().contains("`Vector<3>`"));
        let none: Vec<f32> = vec![];
        assert!(h.fetch(query!(Article, near_vector: none, select: { id })).await.is_err());
        let error = h
            .fetch(query!(Article, hybrid: "x", vector: short, select: { id }))
            .await
            .map(|_| ())
            .unwrap_err();
        assert!(error.to_string().contains("the query vector has 2"), "{error}");
    });
}

#[test]
fn lists_in_order() {
    run(|world| async move {
        let h = articles(&world).await;
        let rows = h
            .fetch(query!(Article, sort: .words desc, limit: 3, offset: 1, select: { .words }))
            .await
            .unwrap();
        assert_eq!(rows.iter().map(|row| row.words).collect::<Vec<_>>(), [600, 500, 400]);
        let rows = h
            .fetch(query!(Article, sort: [.public desc, .words], limit: 100, select: { .words }))
            .await
            .unwrap();
        assert_eq!(
            rows.iter().map(|row| row.words).collect::<Vec<_>>(),
            [0, 200, 400, 600, 100, 300, 500, 700]
        );
        let rows =
            h.fetch(query!(Article, sort: .published asc, limit: 2, select: { .words })).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.words).collect::<Vec<_>>(), [0, 100]);
        // The cursor walks by id, and the fixture's ids go with the words.
        let (mut after, mut walked) = (None::<Uuid>, vec![]);
        loop {
            let rows =
                h.fetch(query!(Article, after: after, limit: 3, select: { .words, id })).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            walked.extend(rows.iter().map(|row| row.words));
        }
        assert_eq!(walked, [0, 100, 200, 300, 400, 500, 600, 700]);
        assert_eq!(h.fetch(query!(Article, limit: 0, select: { id })).await.unwrap().len(), 0);
        assert_eq!(
            h.first(query!(Article, sort: .words desc, select: { .words })).await.unwrap().unwrap().words,
            700
        );
    });
}

use crate::model::Article;

#[test]
fn only_the_objects_of_some_ids() {
    run(|world| async move {
        let h = articles(&world).await;
        let ids = [article(1).id, article(4).id, Uuid::nil()];
        let rows = h.fetch(query!(Article, ids: ids, sort: .words desc, select: { .words })).await.unwrap();
        assert_eq!(
            rows.iter().map(|row| row.words).collect::<Vec<_>>(),
            [article(4).words, article(1).words]
        );
        let rows = h
            .fetch(query!(Article, ids: &ids, filter: .words == article(1).words, select: { id }))
            .await
            .unwrap();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[0]]);
        // No id is no object, and no request.
        assert!(h.fetch(query!(Article, ids: Vec::<Uuid>::new(), select: { id })).await.unwrap().is_empty());
    });
}
