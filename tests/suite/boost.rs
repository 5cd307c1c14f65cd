//! Boosts: the order and the scores they give, computed by hand.
//!
//! The server mixes the search's scores and the conditions' values, each stretched to 0…1, and stretches the result.

use std::time::Duration;

use chrono::{TimeZone as _, Utc};
use weaviate::transport::Via;
use weaviate::{
    Boost, Collection, ErrorKind, Handle, Uuid,
    boost::{self, Condition, Curve, Modifier},
    condition, query,
};
use weaviate_tests::run;

use crate::model::{Article, articles};

/// The three articles with "red" in the title, 0, 3 and 6, all alike to the search: the boost alone decides.
async fn red(h: &Handle<Article>, boost: impl weaviate::boost::IntoBoost<Article>) -> Vec<(i64, f32)> {
    let rows = h
        .fetch(Article::query().bm25("red").boost(boost).select(|a, m| (a.words, m.score())))
        .await
        .expect("an answer");
    rows.iter().map(|(words, score)| (words / 100, *score)).collect()
}

fn is(found: &[(i64, f32)], expected: &[(i64, f32)]) {
    let near = found.len() == expected.len()
        && found.iter().zip(expected).all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-4);
    assert!(near, "{found:?} is not {expected:?}");
}

#[test]
fn by_one_condition() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "boosts: it has no argument for them") {
            return;
        }
        let h = articles(&world).await;
        let f = Article::FIELDS;
        let at = boost::fields::<Article>();
        // 0, 3 and 6 are stretched to 0…1.
        is(&red(&h, Boost::property(f.words).weight(1.0)).await, &[(6, 1.0), (3, 0.5), (0, 0.0)]);
        // √0, √300, √600
        is(
            &red(&h, Boost::property(f.words).modifier(Modifier::Sqrt).weight(1.0)).await,
            &[(6, 1.0), (3, 0.5_f32.sqrt()), (0, 0.0)],
        );
        // ln 1, ln 1.75, ln 2.5
        is(
            &red(&h, Boost::property(f.rating).modifier(Modifier::Log1p).weight(1.0)).await,
            &[(6, 1.0), (3, 1.75_f32.ln() / 2.5_f32.ln()), (0, 0.0)],
        );
        is(
            &red(&h, Boost::filter(condition!(Article, .words == 300)).weight(1.0)).await,
            &[(3, 1.0), (0, 0.0), (6, 0.0)],
        );
        is(
            &red(&h, Boost::filter(at.slug.ne("house-3") & at.public.eq(true)).weight(1.0)).await,
            &[(0, 1.0), (6, 1.0), (3, 0.0)],
        );
        // A boost knows no lists: `in` is several comparisons.
        let wanted = if let Some(least) = Some(600) {
            condition!(Article, .words in [300, 900] || .words in least..=700)
        } else {
            Condition::all([])
        };
        is(&red(&h, Boost::filter(wanted.clone()).weight(1.0)).await, &[(3, 1.0), (6, 1.0), (0, 0.0)]);
        is(&red(&h, Boost::filter(!wanted).weight(1.0)).await, &[(0, 1.0), (3, 0.0), (6, 0.0)]);
        // It is a filter as well, which has an index there.
        let rows = h
            .fetch(query!(Article, filter: condition!(Article, .words == 300), select: { .words }))
            .await
            .unwrap();
        assert_eq!(rows.iter().map(|row| row.words).collect::<Vec<_>>(), [300]);
        let filter: weaviate::Filter<Article> = condition!(Article, .words == 300).into();
        let joined = filter & condition!(Article, .public);
        assert!(h.fetch(query!(Article, filter: joined, select: { .words })).await.unwrap().len() <= 1);
    });
}

#[test]
fn by_distance() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "boosts: it has no argument for them") {
            return;
        }
        let h = articles(&world).await;
        let f = Article::FIELDS;
        // Exponential: 1, 0.5, 0.25, stretched.
        let near = Boost::numeric_decay(f.words, 0, 300).weight(1.0);
        is(&red(&h, near.clone()).await, &[(0, 1.0), (3, 1.0 / 3.0), (6, 0.0)]);
        // Linear: 1, 0.8, 0.6
        is(&red(&h, near.clone().curve(Curve::Linear).decay(0.8)).await, &[(0, 1.0), (3, 0.5), (6, 0.0)]);
        // Gaussian: 1, 2⁻¹, 2⁻⁴
        is(
            &red(&h, near.clone().curve(Curve::Gaussian)).await,
            &[(0, 1.0), (3, (0.5 - 0.0625) / (1.0 - 0.0625)), (6, 0.0)],
        );
        // Nothing falls up to 300.
        is(&red(&h, near.offset(300)).await, &[(0, 1.0), (3, 1.0), (6, 0.0)]);
        // The dates are 1, 4 and 7 January: 1, 0.5, 0.25 around the last.
        let origin = Utc.with_ymd_and_hms(2024, 1, 7, 12, 0, 0).unwrap();
        let day = 86_400;
        for boost in [
            Boost::time_decay(f.published, "3d").origin(origin),
            Boost::time_decay(f.published, Duration::from_secs(3 * day)).origin("2024-01-07T13:00:00+01:00"),
            Boost::time_decay(f.published, chrono::TimeDelta::hours(72)).origin(origin.to_rfc3339()),
        ] {
            is(&red(&h, boost.weight(1.0)).await, &[(6, 1.0), (3, 1.0 / 3.0), (0, 0.0)]);
        }
        // Around now, all lie too far back to differ but by their age.
        let now = red(&h, Boost::time_decay(f.published, "1000d").weight(1.0)).await;
        assert_eq!(now.iter().map(|row| row.0).collect::<Vec<_>>(), [6, 3, 0]);
        let offset = Boost::time_decay(f.published, "3d").origin(origin).offset("3d").weight(1.0);
        is(&red(&h, offset).await, &[(3, 1.0), (6, 1.0), (0, 0.0)]);
    });
}

/// Has no index at all: a boost looks at the values.
#[derive(Debug, Clone, Collection)]
struct Plate {
    title: String,
    #[weaviate(filterable = false, searchable = false)]
    maker: String,
    #[weaviate(filterable = false)]
    stars: Option<i64>,
    #[weaviate(filterable = false)]
    rare: bool,
}

/// A boost compares texts whole and by their bytes, and needs no index.
#[test]
fn without_an_index() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "boosts: it has no argument for them") {
            return;
        }
        world.client.sync::<(Plate,)>().await.unwrap();
        let plates = world.client.collection::<Plate>();
        let plate = |title: &str, maker: &str, stars, rare| Plate {
            title: title.into(),
            maker: maker.into(),
            stars,
            rare,
        };
        let all = [
            plate("red", "Ann Lee", Some(3), true),
            plate("Red fox", "Lee", None, false),
            plate("red red", "ann lee", Some(5), false),
        ];
        plates.insert_many(&all).await.unwrap().into_result().unwrap();
        let first = |condition: Condition<Plate>| {
            let asked = query!(Plate, bm25: "red", boost: Boost::filter(condition).weight(1.0), select: { .title, score });
            let plates = plates.clone();
            async move {
                let rows = plates.fetch(asked).await.unwrap();
                let mut raised: Vec<String> =
                    rows.iter().filter(|row| row.score > 0.99).map(|row| row.title.clone()).collect();
                raised.sort();
                raised
            }
        };
        assert_eq!(first(condition!(Plate, .title == "red")).await, ["red"]);
        assert_eq!(first(condition!(Plate, .title > "a")).await, ["red", "red red"]);
        assert_eq!(first(condition!(Plate, .maker == "Ann Lee")).await, ["red"]);
        assert_eq!(first(condition!(Plate, .maker in ["Lee", "ann lee"])).await, ["Red fox", "red red"]);
        assert_eq!(first(condition!(Plate, .stars in 4..)).await, ["red red"]);
        assert_eq!(first(condition!(Plate, .stars != 3)).await, ["Red fox", "red red"]);
        assert_eq!(first(condition!(Plate, .rare || .stars >= 5)).await, ["red", "red red"]);
        assert_eq!(first(condition!(Plate, !(.rare))).await, ["Red fox", "red red"]);
    });
}

#[test]
fn blended() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "boosts: it has no argument for them") {
            return;
        }
        let h = articles(&world).await;
        let f = Article::FIELDS;
        let long = || Boost::property(f.words);
        let third = || Boost::filter(boost::fields::<Article>().words.eq(300));
        // Values (0, 0.5, 1) and (0, 1, 0): the sums are 0, 2 · 0.5 + 1, 2 of 3.
        is(
            &red(&h, Boost::blend((long().weight(2.0), third())).weight(1.0)).await,
            &[(3, 1.0), (6, 1.0), (0, 0.0)],
        );
        // 0, 0.5 − 2, 1
        is(
            &red(&h, Boost::blend([long().any(), third().weight(-2.0)]).weight(1.0)).await,
            &[(6, 1.0), (0, 1.5 / 2.5), (3, 0.0)],
        );
        // A blend in a blend: 3 · (0, 0.75, 0.5) + 1 · (0, 0, 1) = (0, 2.25, 2.5)
        let both = Boost::blend((long(), third())).weight(3.0);
        let sixth = Boost::filter(boost::fields::<Article>().words.eq(600));
        is(&red(&h, Boost::blend((both, sixth)).weight(1.0)).await, &[(6, 1.0), (3, 2.25 / 2.5), (0, 0.0)]);
        // What counts nothing is as if it were not there.
        is(
            &red(&h, Boost::blend((long(), third().weight(0.0))).weight(1.0)).await,
            &[(6, 1.0), (3, 0.5), (0, 0.0)],
        );
        let none: Option<Boost<Article>> = None;
        is(&red(&h, Boost::blend((long(), none)).weight(1.0)).await, &[(6, 1.0), (3, 0.5), (0, 0.0)]);
        assert_eq!(red(&h, None::<Boost<Article>>).await.len(), 3);
    });
}

/// After a vector search a server looks only at the properties that were asked for: they are.
#[test]
fn of_what_is_not_selected() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "boosts: it has no argument for them") {
            return;
        }
        let h = articles(&world).await;
        let boost = Boost::filter(condition!(Article, .words == 500)).weight(1.0);
        let rows = h
            .fetch(query!(Article, near_vector: [1.0, 0.0, 0.5], boost: boost, limit: 2, select: { .slug }))
            .await
            .unwrap();
        assert_eq!(rows.iter().map(|row| row.slug.as_str()).collect::<Vec<_>>(), ["house-5", "house-0"]);
        let boost = Boost::property(Article::FIELDS.words);
        let rows = h.fetch(query!(Article, boost: &boost, limit: 1, select: { id })).await.unwrap();
        assert_eq!(rows[0].id, Uuid::from_u128(0xa007));
        // Only the nearest two are looked at.
        let boost = boost.weight(1.0).depth(2);
        let rows = h
            .fetch(query!(Article, near_vector: [1.0, 0.0, 0.5], boost: boost, limit: 2, select: { .slug }))
            .await
            .unwrap();
        assert_eq!(rows.iter().map(|row| row.slug.as_str()).collect::<Vec<_>>(), ["house-1", "house-0"]);
        let hits = h
            .fetch(query!(Article, hybrid: "red", alpha: 0.0, boost: Boost::property(Article::FIELDS.rating).weight(1.0), limit: 1))
            .await
            .unwrap();
        assert_eq!(hits[0].slug, "house-6");
    });
}

#[test]
fn what_a_server_would_ignore_is_refused() {
    run(|world| async move {
        let h = articles(&world).await;
        let f = Article::FIELDS;
        let cases = [
            (
                Boost::time_decay(f.published, "a week").any(),
                "the scale of the decay over `published` is `a week`",
            ),
            (Boost::time_decay(f.published, Duration::ZERO).any(), "it must be more than 0"),
            (Boost::time_decay(f.published, chrono::TimeDelta::days(-1)).any(), "is `-86400s`"),
            (Boost::time_decay(f.published, "7d").origin("yesterday").any(), "the origin of the decay"),
            (Boost::time_decay(f.published, "7d").offset("some").any(), "the offset of the decay"),
            (Boost::time_decay(f.published, "7d").decay(0.0).any(), "more than 0 and at most 1"),
            (Boost::numeric_decay(f.words, 0, -1).any(), "the scale of the decay over `words` is -1"),
            (Boost::numeric_decay(f.words, f64::NAN, 1).any(), "the origin of the decay over `words` is NaN"),
            (
                Boost::numeric_decay(f.rating, 0, 1).offset(-1.0).any(),
                "the offset of the decay over `rating` is -1",
            ),
            (Boost::property(f.words).weight(1.5).any(), "the weight of `boost` is 1.5: it goes from 0 to 1"),
            (Boost::property(f.words).depth(0).any(), "the depth of `boost` is 0"),
            (Boost::blend(Vec::<Boost<Article>>::new()), "`boost` has no condition that counts"),
            (Boost::blend(vec![Boost::property(f.words); 21]), "21 conditions: a server takes 20 at most"),
            (Boost::filter(<Condition<_>>::all([])), "a filter that is always the same"),
        ];
        for (boost, expected) in cases {
            let error =
                h.fetch(query!(Article, bm25: "red", boost: boost, select: { id })).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains(expected), "{error}");
        }
        let sorted =
            Article::query().sort(f.words.desc()).boost(Boost::property(f.words)).select(|a, _| (a.words,));
        let error = h.fetch(sorted).await.unwrap_err();
        assert!(error.to_string().contains("a boost orders the results itself: remove `sort`"), "{error}");
    });
}
