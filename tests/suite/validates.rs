//! Rules of values (`validate`): no way in takes what they do not allow, and what is stored is held against them.

use chrono::{DateTime, TimeZone as _, Utc};
use weaviate::{Collection, ErrorKind, Object, Uuid, check::Finding, sync::Collections};
use weaviate_tests::{World, run};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as rules are called")]
fn even(pages: &i64) -> Result<(), String> {
    if pages % 2 == 0 { Ok(()) } else { Err(format!("{pages} pages are not whole leaves")) }
}

/// Takes a slice, where the field is a `Vec`.
fn sorted(marks: &[i64]) -> Result<(), &'static str> {
    if marks.is_sorted() { Ok(()) } else { Err("the marks are not sorted") }
}

fn opening() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap()
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Author {
    #[weaviate(validate(len(2..)))]
    name: String,
    #[weaviate(validate(range(1900..2100)))]
    born: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Review {
    #[weaviate(id)]
    id: Uuid,
    #[weaviate(validate(range(1..=5)))]
    stars: i64,
    #[weaviate(validate(len(1..=10)))]
    title: String,
    #[weaviate(validate(range(0.0..1.0)))]
    score: Option<f64>,
    #[weaviate(validate(regex = "^[a-z-]+$", len(..=20)))]
    slug: String,
    #[weaviate(validate(one_of = ["draft", "published"]))]
    state: String,
    #[weaviate(validate(len(..=3), regex = "^#"))]
    tags: Vec<String>,
    #[weaviate(validate(with = even))]
    pages: Option<i64>,
    #[weaviate(validate(one_of = [10, 20], with = sorted))]
    marks: Vec<i64>,
    #[weaviate(validate(range(opening()..)))]
    at: DateTime<Utc>,
    author: Author,
    #[weaviate(validate(len(..=2)))]
    editors: Vec<Author>,
}

/// The same collection, as another program knows it: without a rule.
mod loose {
    use super::{DateTime, Utc, Uuid};
    use weaviate::{Collection, Object};

    #[derive(Debug, Clone, Object)]
    pub(super) struct Author {
        pub(super) name: String,
        pub(super) born: Option<i64>,
    }

    #[derive(Debug, Clone, Collection)]
    pub(super) struct Review {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) stars: i64,
        pub(super) title: String,
        pub(super) score: Option<f64>,
        pub(super) slug: String,
        pub(super) state: String,
        pub(super) tags: Vec<String>,
        pub(super) pages: Option<i64>,
        pub(super) marks: Vec<i64>,
        pub(super) at: DateTime<Utc>,
        pub(super) author: Author,
        pub(super) editors: Vec<Author>,
    }
}

fn good(n: u128) -> Review {
    let author = Author { name: "Eve".into(), born: Some(1999) };
    Review {
        id: Uuid::from_u128(n),
        stars: 5,
        title: "ten äöüß ".into(),
        score: Some(0.5),
        slug: "a-slug".into(),
        state: "draft".into(),
        tags: vec!["#a".into(), "#b".into()],
        pages: Some(4),
        marks: vec![10, 20, 20],
        at: opening(),
        author: author.clone(),
        editors: vec![author.clone(), Author { born: None, ..author }],
    }
}

fn unruled(review: Review) -> loose::Review {
    let author = |author: Author| loose::Author { name: author.name, born: author.born };
    loose::Review {
        id: review.id,
        stars: review.stars,
        title: review.title,
        score: review.score,
        slug: review.slug,
        state: review.state,
        tags: review.tags,
        pages: review.pages,
        marks: review.marks,
        at: review.at,
        author: author(review.author),
        editors: review.editors.into_iter().map(author).collect(),
    }
}

/// One mistake each: what is changed, where the error stands, and the rest of it.
#[allow(clippy::type_complexity)]
const MISTAKES: &[(fn(&mut Review), &str, &str)] = &[
    (|r| r.stars = 0, "stars", "is 0, and `range(1..=5)` does not allow that"),
    (|r| r.stars = 6, "stars", "is 6, and `range(1..=5)` does not allow that"),
    (
        |r| r.title = String::new(),
        "title",
        "is 0 characters long (\"\"), and `len(1..=10)` does not allow that",
    ),
    (
        |r| r.title = "elf Zeichen".into(),
        "title",
        "is 11 characters long (\"elf Zeichen\"), and `len(1..=10)` does not allow that",
    ),
    (|r| r.score = Some(1.0), "score", "is 1.0, and `range(0.0..1.0)` does not allow that"),
    (|r| r.score = Some(-0.1), "score", "is -0.1, and `range(0.0..1.0)` does not allow that"),
    (|r| r.slug = "A".into(), "slug", "is \"A\", and `regex = \"^[a-z-]+$\"` does not allow that"),
    (
        |r| r.state = "gone".into(),
        "state",
        "is \"gone\", and `one_of = [\"draft\", \"published\"]` does not allow that",
    ),
    (|r| r.tags = vec!["#".into(); 4], "tags", "is 4 elements long, and `len(..=3)` does not allow that"),
    (|r| r.tags[1] = "b".into(), "tags[1]", "is \"b\", and `regex = \"^#\"` does not allow that"),
    (
        |r| r.pages = Some(3),
        "pages",
        "is 3, and `with = even` does not allow that: 3 pages are not whole leaves",
    ),
    (|r| r.marks[1] = 11, "marks[1]", "is 11, and `one_of = [10, 20]` does not allow that"),
    (
        |r| r.marks = vec![20, 10],
        "marks",
        "is [20,10], and `with = sorted` does not allow that: the marks are not sorted",
    ),
    (
        |r| r.at = DateTime::UNIX_EPOCH,
        "at",
        "is 1970-01-01T00:00:00Z, and `range(opening()..)` does not allow that",
    ),
    (
        |r| r.author.name = "E".into(),
        "author.name",
        "is 1 characters long (\"E\"), and `len(2..)` does not allow that",
    ),
    (|r| r.author.born = Some(2100), "author.born", "is 2100, and `range(1900..2100)` does not allow that"),
    (
        |r| r.editors[1].born = Some(1899),
        "editors[1].born",
        "is 1899, and `range(1900..2100)` does not allow that",
    ),
    (
        |r| r.editors.push(r.editors[0].clone()),
        "editors",
        "is 3 elements long, and `len(..=2)` does not allow that",
    ),
];

fn bad(n: u128, mistake: fn(&mut Review)) -> Review {
    let mut review = good(n);
    mistake(&mut review);
    review
}

/// What an error of a call says: an object inside is named before, a field of it after.
fn told(place: &str, rest: &str) -> String {
    match place.split_once('.').map(|(outer, name)| (outer.split_once('['), outer, name)) {
        None => format!("`{place}` {rest}"),
        Some((None, outer, name)) => format!("inside `{outer}`: `{name}` {rest}"),
        Some((Some((list, at)), _, name)) => {
            format!("inside `{list}`: element {}: `{name}` {rest}", at.trim_end_matches(']'))
        }
    }
}

async fn synced(world: &World) {
    world.client.sync::<(Review,)>().await.unwrap();
}

#[test]
fn no_way_in_takes_what_a_rule_does_not_allow() {
    run(|world| async move {
        synced(&world).await;
        let h = world.client.collection::<Review>();
        h.insert(&good(1)).await.unwrap();
        for (mistake, place, rest) in MISTAKES {
            let (review, told) = (bad(1, *mistake), told(place, rest));
            let says = |error: weaviate::Error, way: &str| {
                assert_eq!(error.kind(), ErrorKind::InvalidInput, "{way}: {error}");
                assert!(error.to_string().ends_with(&told), "{way}: {error}\nexpected {told}");
            };
            says(h.insert(&Review { id: Uuid::from_u128(2), ..review.clone() }).await.unwrap_err(), "insert");
            says(h.replace(review.id, &review).await.unwrap_err(), "replace");
        }
        // The one that is there is as it was.
        assert_eq!(h.get(Uuid::from_u128(1)).await.unwrap().unwrap().into_inner(), good(1));
        assert_eq!(h.count().await.unwrap(), 1);
    });
}

#[test]
fn of_many_objects_those_alone_are_rejected_that_break_a_rule() {
    run(|world| async move {
        synced(&world).await;
        let h = world.client.collection::<Review>();
        // A good one before each, and one behind all.
        let many = |first: u128| -> Vec<Review> {
            let pair = |(at, (mistake, ..)): (usize, &(fn(&mut Review), _, _))| {
                let n = first + 2 * at as u128;
                [good(n), bad(n + 1, *mistake)]
            };
            let last = good(first + 2 * MISTAKES.len() as u128);
            MISTAKES.iter().enumerate().flat_map(pair).chain([last]).collect()
        };
        let report = h.insert_many(many(100)).await.unwrap();
        let rejected: Vec<(usize, String)> = report
            .rejected()
            .map(|entry| (entry.position, entry.error().expect("why").to_string()))
            .collect();
        assert_eq!(rejected.len(), MISTAKES.len());
        for ((at, said), (n, (_, place, rest))) in rejected.iter().zip(MISTAKES.iter().enumerate()) {
            assert_eq!(*at, 2 * n + 1);
            assert!(said.ends_with(&told(place, rest)), "{said}");
        }
        let good = MISTAKES.len() as u64 + 1;
        assert_eq!(h.count().await.unwrap(), good);

        let mut ingest = h.ingest();
        for review in many(1_000) {
            ingest.push(review).await.unwrap();
        }
        let report = ingest.finish().await;
        assert_eq!((report.stored(), report.rejected().len()), (good, MISTAKES.len()));
        for (lost, (_, place, rest)) in report.rejected().iter().zip(MISTAKES) {
            assert!(lost.error.to_string().ends_with(&told(place, rest)), "{}", lost.error);
        }
        assert_eq!(h.count().await.unwrap(), 2 * good);
    });
}

#[test]
fn an_update_sets_nothing_that_a_rule_does_not_allow() {
    run(|world| async move {
        synced(&world).await;
        let h = world.client.collection::<Review>();
        let review = good(1);
        h.insert(&review).await.unwrap();
        let fields = Review::FIELDS;
        let error = h.update(review.id).set(fields.title, "fine").set(fields.stars, 9).await.unwrap_err();
        assert_eq!(error.message(), "`stars` is 9, and `range(1..=5)` does not allow that");
        let error = h.update(review.id).set(fields.pages, 7).await.unwrap_err();
        assert!(error.message().ends_with("7 pages are not whole leaves"), "{error}");
        let nobody = Author { name: String::new(), born: None };
        let error = h.update(review.id).set(fields.author, nobody).await.unwrap_err();
        assert!(error.message().starts_with("`name` is 0 characters long"), "{error}");
        assert_eq!(h.get(review.id).await.unwrap().unwrap().into_inner(), review);
        // What is absent breaks no rule.
        h.update(review.id).set(fields.pages, None).set(fields.stars, 1).await.unwrap();
        let expected = Review { pages: None, stars: 1, ..review.clone() };
        assert_eq!(h.get(review.id).await.unwrap().unwrap().into_inner(), expected);
    });
}

#[test]
fn what_is_stored_is_held_against_the_rules() {
    run(|world| async move {
        synced(&world).await;
        let wrong = MISTAKES.iter().enumerate().map(|(n, (mistake, ..))| bad(1_000 + n as u128, *mistake));
        let all: Vec<loose::Review> = (1..=300).map(good).chain(wrong).map(unruled).collect();
        let loose = world.client.collection::<loose::Review>();
        loose.insert_many(&all).await.unwrap().into_result().unwrap();

        let mut check = world.client.collection::<Review>().check();
        let mut found: Vec<Finding> = Vec::new();
        while let Some(one) = check.next().await {
            found.push(one.unwrap());
        }
        assert_eq!(check.seen(), all.len() as u64);
        assert_eq!(found.len(), MISTAKES.len());
        for (n, (one, (_, place, rest))) in found.iter().zip(MISTAKES).enumerate() {
            assert_eq!(one.id, Uuid::from_u128(1_000 + n as u128));
            let [broken] = one.broken.as_slice() else { panic!("one mistake: {one:?}") };
            assert_eq!(broken.to_string(), format!("`{place}` {rest}"));
        }
        // All mistakes of one object are told, and those who check a list of collections find the same.
        let mut worst = good(5_000);
        (worst.stars, worst.title, worst.editors[0].name) = (-1, String::new(), String::new());
        loose.insert(&unruled(worst)).await.unwrap();
        let [checker] = <[_; 1]>::try_from(<(Review,) as Collections>::checkers()).unwrap();
        assert!(checker.has_rules());
        let mut check = checker.start(&world.client, None).unwrap();
        let mut last = None;
        while let Some(one) = check.next().await {
            last = Some(one.unwrap());
        }
        let places: Vec<String> = last.unwrap().broken.into_iter().map(|broken| broken.property).collect();
        assert_eq!(places, ["stars", "title", "editors[0].name"]);
    });
}

#[test]
fn an_object_that_cannot_be_read_is_found_as_well() {
    #[derive(Collection)]
    #[weaviate(name = "Review")]
    struct Optional {
        stars: Option<i64>,
    }
    #[derive(Collection)]
    #[weaviate(name = "Review", multi_tenant)]
    struct OfTenant {
        #[weaviate(validate(range(..=5)))]
        stars: i64,
    }
    #[derive(Collection)]
    #[weaviate(name = "Review", multi_tenant)]
    struct Loose {
        stars: Option<i64>,
    }
    assert!(!Optional::SCHEMA.fields[0].rules.contains(&"range(..=5)"));
    run(|world| async move {
        world.client.sync::<(Loose,)>().await.unwrap();
        let all = world.client.collection::<Loose>();
        all.create_tenants(["ann", "bob"]).await.unwrap();
        let ann = all.tenant("ann").unwrap();
        ann.insert_many([None, Some(6), Some(5)].map(|stars| Loose { stars }))
            .await
            .unwrap()
            .into_result()
            .unwrap();

        let handle = world.client.collection::<OfTenant>();
        let mut check = handle.tenant("ann").unwrap().check();
        let mut rules = Vec::new();
        while let Some(one) = check.next().await {
            rules.extend(one.unwrap().broken.into_iter().map(|broken| broken.rule));
        }
        rules.sort_unstable();
        assert_eq!(rules, ["range(..=5)", "the field's type"]);
        assert!(handle.tenant("bob").unwrap().check().next().await.is_none());
    });
}
