//! Aggregates: metrics and groups.

use weaviate::{Collection as _, query};
use weaviate_tests::run;

use crate::model::{Article, article, articles};

#[test]
fn metrics_of_everything() {
    run(|world| async move {
        let h = articles(&world).await;
        let answer = h
            .aggregate(query!(aggregate Article, select: {
                count,
                .words { count, sum, mean, median, min, max },
                .rating { mean, max, sum },
                .public { true_count, false_count, true_share },
                .published { min, max },
                .slug { count, top(3) },
            }))
            .await
            .unwrap();
        // words: 0, 100 … 700
        assert_eq!(answer.count, 8);
        assert_eq!(
            (answer.words.count, answer.words.sum, answer.words.min, answer.words.max),
            (8, Some(2800), Some(0), Some(700))
        );
        assert_eq!((answer.words.mean, answer.words.median), (Some(350.0), Some(350.0)));
        assert_eq!(
            (answer.rating.mean, answer.rating.max, answer.rating.sum),
            (Some(0.875), Some(1.75), Some(7.0))
        );
        assert_eq!(
            (answer.public.true_count, answer.public.false_count, answer.public.true_share),
            (4, 4, Some(0.5))
        );
        assert_eq!(answer.published.min.unwrap(), article(0).published);
        assert_eq!(answer.published.max.unwrap(), article(7).published);
        assert_eq!((answer.slug.count, answer.slug.top.len()), (8, 3));
    });
}

#[test]
fn of_nothing_is_none_and_not_zero() {
    run(|world| async move {
        let h = articles(&world).await;
        let answer = h.aggregate(query!(aggregate Article, filter: .words > 9999, select: { count, .words { count, mean, max, sum } }));
        let answer = answer.await.unwrap();
        assert_eq!((answer.count, answer.words.count), (0, 0));
        assert_eq!((answer.words.mean, answer.words.max), (None, None));
        let none: [String; 0] = [];
        let answer = h
            .aggregate(query!(aggregate Article, filter: .tags contains_any none, select: { count }))
            .await
            .unwrap();
        assert_eq!(answer.count, 0);
    });
}

#[test]
fn groups() {
    run(|world| async move {
        let h = articles(&world).await;
        let mut groups = h
            .aggregate(query!(aggregate Article, filter: .words > 0, group_by: .tags, select: { count, .words { mean, max } }))
            .await
            .unwrap();
        groups.sort_by(|a, b| a.value.cmp(&b.value));
        // async: 200, 300, 600, 700; rust: 100, 200, 500, 600
        assert_eq!(
            (groups[0].value.as_str(), groups[0].count, groups[0].words.mean, groups[0].words.max),
            ("async", 4, Some(450.0), Some(700))
        );
        assert_eq!(
            (groups[1].value.as_str(), groups[1].count, groups[1].words.mean, groups[1].words.max),
            ("rust", 4, Some(350.0), Some(600))
        );
        let groups = h
            .aggregate(query!(aggregate Article, group_by: .public, groups: 1, select: { count }))
            .await
            .unwrap();
        assert_eq!((groups.len(), groups[0].count), (1, 4));
        let by_words =
            h.aggregate(query!(aggregate Article, group_by: .words, select: { count })).await.unwrap();
        assert_eq!(by_words.len(), 8);
        assert!(by_words.iter().all(|group| group.value % 100 == 0 && group.count == 1));
    });
}

#[test]
fn over_a_search() {
    run(|world| async move {
        let h = articles(&world).await;
        let answer = h
            .aggregate(query!(aggregate Article, near_vector: article(7).embedding, object_limit: 2, select: { count, .words { min } }))
            .await
            .unwrap();
        assert_eq!((answer.count, answer.words.min), (2, Some(600)));
        let error = h
            .aggregate(
                Article::aggregate().near_vector(article(7).embedding).select(|_, total| (total.count(),)),
            )
            .await
            .map(|_| ())
            .unwrap_err();
        assert!(error.to_string().contains("needs `object_limit` or `distance`"), "{error}");
    });
}

#[test]
fn the_middle_of_dates() {
    run(|world| async move {
        let h = articles(&world).await;
        // 3, 4 and 5 January: one each.
        let q = query!(aggregate Article, filter: .words in 200..=400, select: { .published { median, mode, count } });
        let answer = h.aggregate(q).await.unwrap();
        assert_eq!(answer.published.median.unwrap(), article(3).published);
        let mode = answer.published.mode.unwrap();
        assert!((2..=4).any(|n| mode == article(n).published));
        assert_eq!(answer.published.count, 3);
    });
}

#[test]
fn what_a_link_points_to() {
    run(|world| async move {
        let h = articles(&world).await;
        let answer =
            h.aggregate(query!(aggregate Article, select: { .category { pointing_to } })).await.unwrap();
        let [class] = answer.category.pointing_to.as_slice() else {
            panic!("one class: {:?}", answer.category)
        };
        assert!(class.starts_with(&world.class("Category")), "{class}");
    });
}

/// A server tells the same beside groups, in each of them.
#[test]
fn what_a_link_points_to_is_told_in_groups() {
    run(|world| async move {
        let h = articles(&world).await;
        let groups = h
            .aggregate(
                query!(aggregate Article, group_by: .public, select: { count, .category { pointing_to } }),
            )
            .await
            .unwrap();
        assert_eq!(groups.len(), 2);
        for group in &groups {
            let [class] = group.category.pointing_to.as_slice() else {
                panic!("one class: {:?}", group.category)
            };
            assert!(class.starts_with(&world.class("Category")), "{class}");
        }
    });
}
