//! Groups: what is in them, what is known of them, in which order.

use std::collections::BTreeSet;

use weaviate::{BadRow, Collection as _, ErrorKind, Uuid, query};
use weaviate_tests::run;

use crate::model::{Article, article, articles};

#[test]
fn of_a_vector_search() {
    run(|world| async move {
        let h = articles(&world).await;
        let groups = h
            .fetch(query!(Article,
                near_vector: &article(0).embedding,
                group_by: .tags,
                groups: 3,
                objects_per_group: 2,
                select: { .words, distance },
            ))
            .await
            .unwrap();
        let known: Vec<_> = groups.iter().map(|group| group.value.as_deref().unwrap_or("none")).collect();
        assert_eq!(known.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from(["none", "rust", "async"]));
        for group in &groups {
            // A group is as near as its nearest, and holds its nearest first.
            assert!(group.windows(2).all(|pair| pair[0].distance <= pair[1].distance));
            assert!((group.min_distance - group[0].distance).abs() < 1e-6);
            assert!((group.max_distance - group[group.len() - 1].distance).abs() < 1e-6);
            assert_eq!(group.number_of_objects, 2);
            assert!(group.rerank_score.is_none() && group.generated.is_none());
        }
        // 0 has no tags, 1 has rust, 2 both, 3 async: each group's nearest two.
        let words = |value: Option<&str>| {
            let group = groups.iter().find(|group| group.value.as_deref() == value).expect("the group");
            group.iter().map(|row| row.words).collect::<Vec<_>>()
        };
        assert_eq!(words(None), [0, 400]);
        assert_eq!(words(Some("rust")), [100, 200]);
        assert_eq!(words(Some("async")), [200, 300]);
        assert!(groups.took().as_secs() < 60);
    });
}

#[test]
fn by_every_type_that_groups() {
    run(|world| async move {
        let h = articles(&world).await;
        let at = article(3).embedding;
        let by_int =
            h.fetch(query!(Article, near_vector: &at, group_by: .words, groups: 1, select: { id })).await;
        assert_eq!(by_int.unwrap()[0].value, Some(300));
        let by_number =
            h.fetch(query!(Article, near_vector: &at, group_by: .rating, groups: 1, select: { id })).await;
        assert_eq!(by_number.unwrap()[0].value, Some(0.75));
        let by_bool =
            h.fetch(query!(Article, near_vector: &at, group_by: .public, select: { .public })).await.unwrap();
        assert_eq!(by_bool.len(), 2);
        assert!(by_bool.iter().all(|group| group.iter().all(|row| Some(row.public) == group.value)));
        let by_date =
            h.fetch(query!(Article, near_vector: &at, group_by: .published, groups: 1, select: { id })).await;
        assert_eq!(by_date.unwrap()[0].value, Some(article(3).published));
        let by_uuid =
            h.fetch(query!(Article, near_vector: &at, group_by: .edition, groups: 1, select: { id })).await;
        assert_eq!(by_uuid.unwrap()[0].value, Some(Uuid::from_u128(3)));
        let by_words = h
            .fetch(Article::query().bm25("red").group_by(Article::FIELDS.slug).select(|a, _| (a.words,)))
            .await
            .unwrap();
        let mut found: Vec<_> =
            by_words.into_iter().map(|group| (group.value.unwrap(), group.objects[0].0)).collect();
        found.sort();
        assert_eq!(found, [("house-0".into(), 0), ("house-3".into(), 300), ("house-6".into(), 600)]);
    });
}

#[test]
fn whole_objects_are_in_groups_too() {
    run(|world| async move {
        let h = articles(&world).await;
        let groups = h
            .fetch(
                query!(Article, near_vector: &article(4).embedding, group_by: .public, objects_per_group: 1),
            )
            .await
            .unwrap();
        let first = groups.iter().find(|group| group.value == Some(true)).unwrap();
        assert_eq!(first[0].clone().into_inner(), article(4));
        assert!(first[0].distance().abs() < 1e-5);
        assert_eq!(groups.into_vec().len(), 2);
    });
}

#[test]
fn nothing_found_is_no_group() {
    run(|world| async move {
        let h = articles(&world).await;
        let question = query!(Article, bm25: "nothing", group_by: .slug, select: { id });
        assert!(h.fetch(question.on_bad_row(BadRow::Skip)).await.unwrap().is_empty());
        let error =
            h.fetch(Article::query().bm25("red").groups(3).select(|a, _| (a.words,))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("`group_by` is missing"), "{error}");
    });
}
