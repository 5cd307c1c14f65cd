//! Every operator of filters.
#![expect(clippy::float_cmp, reason = "the numbers are quarters, which a float holds exactly")]

mod places;
mod ways;
mod words;

use weaviate::transport::Via;
use weaviate::{GeoPoint, Uuid, filter, query};
use weaviate_tests::run;

use crate::model::{Article, article, articles};

/// The numbers of the articles that pass, by what the fixture is made of.
fn expected(pass: impl Fn(&Article) -> bool) -> Vec<i64> {
    (0..8).filter(|n| pass(&article(*n))).collect()
}

macro_rules! check {
    ($handle:expr, { $($filter:tt)* }, $pass:expr) => {{
        let found = $handle.fetch(query!(Article, filter: $($filter)*, limit: 100, select: { .words })).await;
        let found = found.unwrap_or_else(|error| panic!("{}: {error}", stringify!($($filter)*)));
        let mut found: Vec<i64> = found.iter().map(|row| row.words / 100).collect();
        found.sort_unstable();
        assert_eq!(found, expected($pass), "{}", stringify!($($filter)*));
    }};
}

#[test]
fn scalars() {
    run(|world| async move {
        let h = articles(&world).await;
        check!(h, { .words == 300 }, |a| a.words == 300);
        check!(h, { .words != 300 }, |a| a.words != 300);
        check!(h, { .words < 300 }, |a| a.words < 300);
        check!(h, { .words <= 300 }, |a| a.words <= 300);
        check!(h, { .words > 300 }, |a| a.words > 300);
        check!(h, { .words >= 300 }, |a| a.words >= 300);
        check!(h, { .words in 200..=400 }, |a| (200..=400).contains(&a.words));
        check!(h, { .words in 200..400 }, |a| (200..400).contains(&a.words));
        check!(h, { .words in [100, 700, 900] }, |a| [100, 700].contains(&a.words));
        check!(h, { .words > 3_000_000_000 }, |_| false);
        // GraphQL reads ints as floats, and this one would be another.
        if world.via() != Via::GraphQl {
            check!(h, { .words < i64::MAX }, |_| true);
        }
        check!(h, { .rating >= 1 }, |a| a.rating >= 1.0);
        check!(h, { .rating == 0.25 }, |a| a.rating == 0.25);
        check!(h, { .rating in [0.25, 1.5] }, |a| a.rating == 0.25 || a.rating == 1.5);
        check!(h, { .public }, |a| a.public);
        check!(h, { .public == false }, |a| !a.public);
        let date = article(3).published;
        check!(h, { .published == date }, |a| a.published == date);
        check!(h, { .published > date }, |a| a.published > date);
        check!(h, { .published in [date] }, |a| a.published == date);
        let edition = Uuid::from_u128(5);
        check!(h, { .edition == edition }, |a| a.edition == edition);
        check!(h, { .edition < edition }, |a| a.edition < edition);
        check!(h, { .id() == article(4).id }, |a| a.words == 400);
        check!(h, { .id() in [article(1).id, article(2).id] }, |a| a.words == 100 || a.words == 200);
    });
}

#[test]
fn text_and_lists() {
    run(|world| async move {
        let h = articles(&world).await;
        check!(h, { .title matches "HOUSE red" }, |a| a.title.contains("red"));
        check!(h, { .title like "gre?n" }, |a| a.title.contains("green"));
        check!(h, { .title matches_any ["blue", "green"] }, |a| !a.title.contains("red"));
        check!(h, { .title matches_all ["house", "blue"] }, |a| a.title.contains("blue"));
        check!(h, { .title matches_none ["blue", "green"] }, |a| a.title.contains("red"));
        check!(h, { .slug == "house-3" }, |a| a.slug == "house-3");
        check!(h, { .slug != "house-3" }, |a| a.slug != "house-3");
        check!(h, { .slug >= "house-6" }, |a| a.slug.as_str() >= "house-6");
        check!(h, { .slug like "house-*" }, |_| true);
        check!(h, { .slug in ["house-1", "house-7"] }, |a| a.slug == "house-1" || a.slug == "house-7");
        check!(h, { .tags contains_any ["rust", "nothing"] }, |a| a.tags.contains(&"rust".into()));
        check!(h, { .tags contains_all ["rust", "async"] }, |a| a.tags.len() == 2);
        check!(h, { .tags contains_none ["rust"] }, |a| !a.tags.contains(&"rust".into()));
        let none: [String; 0] = [];
        check!(h, { .tags contains_any none }, |_| false);
        check!(h, { .tags contains_all [] }, |_| true);
        check!(h, { .tags like "as?nc" }, |a| a.tags.contains(&"async".into()));
        check!(h, { !(.tags like "r*") }, |a| !a.tags.contains(&"rust".into()));
        check!(h, { .tags.len() == 2 }, |a| a.tags.len() == 2);
        check!(h, { .title.len() > 18 }, |a| a.title.len() > 18);
        check!(h, { .summary.is_null() }, |a| a.summary.is_none());
        check!(h, { .summary.is_not_null() }, |a| a.summary.is_some());
    });
}

#[test]
fn places_and_times() {
    run(|world| async move {
        let h = articles(&world).await;
        check!(h, { .place.within(GeoPoint::new(52.5, 13.4), 1000.0) }, |a| a.words == 0);
        check!(h, { .place.within(GeoPoint::new(53.5, 13.4), 250_000.0) }, |a| a.words == 0 || a.words == 200);
        let yesterday = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        check!(h, { .created_at() > yesterday }, |_| true);
        check!(h, { .updated_at() <= yesterday }, |_| false);
    });
}

#[test]
fn nested_objects() {
    run(|world| async move {
        let h = articles(&world).await;
        check!(h, { .author.name like "A*" }, |a| a.author.name == "Ann");
        check!(h, { .author.born > 1953 }, |a| a.author.born.is_some_and(|born| born > 1953));
        check!(h, { .editors.born == 1905 }, |a| a.editors[1].born == Some(1905));
    });
}

#[test]
fn logic() {
    run(|world| async move {
        let h = articles(&world).await;
        check!(h, { .public && .words > 300 }, |a| a.public && a.words > 300);
        check!(h, { .words < 100 || .words > 600 }, |a| a.words < 100 || a.words > 600);
        check!(h, { !.public }, |a| !a.public);
        check!(h, { !(.public && .words > 300) || .slug == "house-4" }, |a| !(a.public && a.words > 300) || a.words == 400);
        let (min, only): (Option<i64>, bool) = (Some(400), false);
        check!(h, { if let Some(min) = min { .words >= min } && if only { .public } }, |a| a.words >= 400);
        let long = filter!(Article, .words > 500);
        check!(h, { long.clone() | filter!(Article, .words == 0) }, |a| a.words > 500 || a.words == 0);
        check!(h, { Some(!long) }, |a| a.words <= 500);
    });
}
