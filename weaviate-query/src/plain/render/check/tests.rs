//! One test for each text in which a question is refused before it is sent.
//!
//! Why each would be misleading or useless on a server is in the modules beside this one; the texts are written here
//! by hand.

mod results;

use crate::plain::{
    error::ErrorKind,
    ir::{
        Aggregate, AggregateItem, Bm25, Boost, Diversity, Filter, GroupBy, Hybrid, HybridVector, Item, Join,
        KeywordOperator, Metadata, Metric, Near, NearVector, Operator, Query, QueryVector, Search, Selection,
        SortBy, Step, Target, Targets, Value, Values,
    },
    names::Names,
    render::{self, Context},
    schema::DataType,
    version::Version,
};

const ID: &str = "0000abcd-0000-0000-0000-000000000001";

/// Why a question is refused.
fn refused(change: impl FnOnce(&mut Query)) -> String {
    refused_by(None, change)
}

fn refused_by(version: Option<Version>, change: impl FnOnce(&mut Query)) -> String {
    let (names, mut query) = (Names::new(), Query::new("Story"));
    change(&mut query);
    let cx = Context { version, ..Context::new(&names) };
    render::query(&query, &cx).expect_err("refused").to_string()
}

fn accepted(change: impl FnOnce(&mut Query)) {
    let (names, mut query) = (Names::new(), Query::new("Story"));
    change(&mut query);
    render::query(&query, &Context::new(&names)).expect("accepted");
}

fn counting(change: impl FnOnce(&mut Aggregate)) -> String {
    let (names, mut aggregate) = (Names::new(), Aggregate::new("Story"));
    aggregate.items.push(AggregateItem::Count);
    change(&mut aggregate);
    render::aggregate(&aggregate, &Context::new(&names)).expect_err("refused").to_string()
}

fn words() -> Search {
    Search::Bm25(Bm25 { query: "red".into(), ..Bm25::default() })
}

fn vector(values: &[f32]) -> QueryVector {
    QueryVector { target: None, values: Values::Single(values.to_vec()), dimensions: None }
}

fn near(near: Near) -> Search {
    Search::NearVector(NearVector { vectors: vec![vector(&[1.0])], near })
}

fn target(name: &str) -> Target {
    Target { path: vec![], name: name.into(), length: false, count: false, parts: false }
}

fn test(name: &str, operator: Operator, value: Value) -> Filter {
    Filter::Test { target: target(name), operator, value }
}

fn filtered(filter: Filter) -> String {
    refused(|query| query.filter = Some(filter))
}

fn sorted(query: &mut Query) {
    query.sort.push(SortBy { name: "words".into(), descending: false });
}

#[test]
fn pages_and_walks() {
    let nothing = "no object can answer this question: it needs no request";
    assert_eq!(refused(|query| query.limit = Some(0)), nothing);
    assert_eq!(refused(|query| query.ids = Some(vec![])), nothing);
    assert_eq!(filtered(Filter::Constant(false)), nothing);
    let far = |query: &mut Query| (query.limit, query.offset) = (Some(2_147_483_647), Some(1));
    assert_eq!(refused(far), "`limit` and `offset` together are 2147483648: a server counts to 2147483647");
    assert_eq!(
        refused(|query| query.auto_limit = Some(0)),
        "`auto_limit` cuts at the n-th jump of the scores: give 1 or more, or leave it out"
    );
    assert_eq!(refused(|query| query.after = Some("x".into())), "`after` is \"x\": that is no id");
    let upper = ID.to_uppercase();
    let spelling = format!("has the id {upper:?}: a server finds it only as {ID:?}");
    assert_eq!(refused(|query| query.after = Some(upper.clone())), format!("`after` {spelling}"));
    assert_eq!(refused(|query| query.ids = Some(vec![upper.clone()])), format!("`ids` {spelling}"));
    let walk = "`after` walks the whole collection: it takes no filter, sort, offset or search";
    let after = |change: fn(&mut Query)| {
        refused(|query| {
            query.after = Some(ID.into());
            change(query);
        })
    };
    assert_eq!(after(|query| query.offset = Some(1)), walk);
    assert_eq!(after(sorted), walk);
    assert_eq!(after(|query| query.search = Some(words())), walk);
    assert_eq!(after(|query| query.ids = Some(vec![ID.into()])), walk);
    assert_eq!(after(|query| query.filter = Some(test("words", Operator::Equal, Value::Int(1)))), walk);
    assert_eq!(
        after(|query| query.boost = Some(Boost::default())),
        "`after` walks in the order of ids: a `boost` would break it"
    );
    let both = |query: &mut Query| {
        sorted(query);
        query.search = Some(words());
    };
    assert_eq!(refused(both), "a search orders its own results: `sort` cannot be combined with `bm25`");
    let names = Names::new();
    let empty = Context { tenant: Some(""), ..Context::new(&names) };
    let error = render::query(&Query::new("Story"), &empty).unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.kind()),
        ("the name of the tenant is empty", ErrorKind::InvalidInput)
    );
}

#[test]
fn what_an_older_server_would_drop() {
    let old = |minor, change: fn(&mut Query)| {
        let (names, mut query) = (Names::new(), Query::new("Story"));
        change(&mut query);
        let cx = Context { version: Some(Version::new(1, minor)), ..Context::new(&names) };
        render::query(&query, &cx).expect_err("refused")
    };
    let error = old(32, |query| {
        query.filter = Some(test("words", Operator::Equal, Value::Int(1)).not());
    });
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert_eq!(error.to_string(), "`!` before a filter needs Weaviate 1.33.0, this server is 1.32.0");
    let none = |query: &mut Query| {
        query.filter = Some(test("tags", Operator::ContainsNone, Value::Texts(vec!["a".into()])));
    };
    assert_eq!(old(32, none).to_string(), "`contains_none` needs Weaviate 1.33.0, this server is 1.32.0");
    assert_eq!(
        old(35, |query| query.profile = true).to_string(),
        "`profile` needs Weaviate 1.36.0, this server is 1.35.0"
    );
    let operator = |operator| {
        move |query: &mut Query| {
            query.search =
                Some(Search::Bm25(Bm25 { query: "a".into(), operator: Some(operator), ..Bm25::default() }));
        }
    };
    let and = refused_by(Some(Version::new(1, 30)), operator(KeywordOperator::And));
    assert_eq!(and, "`operator` needs Weaviate 1.31.0, this server is 1.30.0");
    let cross = refused_by(Some(Version::new(1, 38)), operator(KeywordOperator::AndCross));
    assert_eq!(cross, "`and_cross` needs Weaviate 1.39.0, this server is 1.38.0");
    let boost = |query: &mut Query| query.boost = Some(Boost::default());
    assert_eq!(old(37, boost).to_string(), "`boost` needs Weaviate 1.38.0, this server is 1.37.0");
    let diverse = |query: &mut Query| {
        query.search = Some(near(Near::default()));
        query.diversity = Some(Diversity { limit: 1, balance: None });
    };
    assert_eq!(old(36, diverse).to_string(), "`diversity` needs Weaviate 1.37.0, this server is 1.36.0");
}

#[test]
fn filters() {
    let fold = "build it with `Filter::all`, `Filter::any` and `Filter::not`, which fold it";
    assert_eq!(
        filtered(Filter::Not(Box::new(Filter::Constant(true)))),
        format!("a constant inside a filter cannot be sent: {fold}")
    );
    assert_eq!(filtered(Filter::All(vec![])), format!("a filter of no parts cannot be sent: {fold}"));
    assert_eq!(filtered(Filter::Any(vec![])), format!("a filter of no parts cannot be sent: {fold}"));
    let through = Filter::Test {
        target: Target {
            path: vec![Step::Object("author".into()), Step::Link { name: "home".into(), collection: None }],
            ..target("town")
        },
        operator: Operator::Equal,
        value: Value::Int(1),
    };
    assert_eq!(
        filtered(through),
        "`.author.home.town` goes on along `home`, which is inside the nested object `author`: nested objects have no links"
    );
    let of = |target, value| filtered(Filter::Test { target, operator: Operator::Equal, value });
    assert_eq!(
        of(Target { length: true, count: true, ..target("tags") }, Value::Int(1)),
        "`.tags.len()` is the length of a property and a number of links at once: give one of them"
    );
    assert_eq!(
        of(
            Target { length: true, path: vec![Step::Object("author".into())], ..target("name") },
            Value::Int(1)
        ),
        "`.author.name.len()`: a server knows no length inside nested objects"
    );
    assert_eq!(
        of(Target { length: true, ..target("title") }, Value::Int(-1)),
        "`.title.len() ==` has the value -1: a length is not less than 0"
    );
    let shapes = [
        (Operator::Like, Value::Int(1), "`.x like` takes a text, not an int"),
        (Operator::Matches, Value::Boolean(true), "`.x matches` takes a text, not a boolean"),
        (Operator::IsNull, Value::Text("a".into()), "`.x is_null` takes `true` or `false`, not a text"),
        (Operator::WithinRange, Value::Number(1.0), "`.x within` takes a place and a distance, not a number"),
        (Operator::ContainsAny, Value::Int(1), "`.x contains_any` takes a list, not an int"),
        (Operator::Equal, Value::Ints(vec![1]), "`.x ==` takes one value, not a list"),
        (
            Operator::Less,
            Value::Geo { latitude: 0.0, longitude: 0.0, distance: 1.0 },
            "`.x <` takes one value, not a place",
        ),
    ];
    for (operator, value, expected) in shapes {
        assert_eq!(filtered(test("x", operator, value)), expected);
    }
    assert_eq!(
        of(Target { count: true, ..target("related") }, Value::Number(1.0)),
        "`.related.count() ==` takes an int, not a number"
    );
    assert_eq!(
        filtered(test("tags", Operator::ContainsAny, Value::Texts(vec![]))),
        "`.tags contains_any` has an empty list, of which the answer is known: build it with the property's method, which folds it"
    );
    assert_eq!(
        filtered(test("rating", Operator::Less, Value::Number(f64::NAN))),
        "`.rating <` has the value NaN: a server compares finite numbers only"
    );
    assert_eq!(
        filtered(test("marks", Operator::ContainsAll, Value::Numbers(vec![1.0, f64::INFINITY]))),
        "`.marks contains_all` has the value inf: a server compares finite numbers only"
    );
    let place = |distance| Value::Geo { latitude: 1.0, longitude: 2.0, distance };
    assert_eq!(
        filtered(test("place", Operator::WithinRange, place(-1.0))),
        "`.place within` has the distance -1: it is less than 0"
    );
    assert_eq!(
        filtered(test("place", Operator::WithinRange, place(f32::NAN))),
        "`.place within` has the value NaN: a server compares finite numbers only"
    );
    let upper = Value::Text(ID.to_uppercase());
    assert_eq!(
        filtered(test("_id", Operator::Equal, upper.clone())),
        format!("`_id` has the id {:?}: a server finds it only as {ID:?}", ID.to_uppercase())
    );
    accepted(|query| query.filter = Some(test("_id", Operator::Like, upper)));
    accepted(|query| query.filter = Some(test("_id", Operator::Equal, Value::Text("no id".into()))));
}

#[test]
fn selections() {
    let of = |items: Vec<Item>| refused(|query| query.selection.items = items);
    let made = "which this question has not";
    let cases = [
        (Metadata::RerankScore, format!("`rerank_score` comes from `rerank`, {made}")),
        (Metadata::Generated, format!("`generated` comes from `prompt`, {made}")),
        (Metadata::ExplainScore, format!("`explain_score` comes from `bm25` or `hybrid`, {made}")),
        (Metadata::Certainty, format!("`certainty` comes from a search by vectors, {made}")),
    ];
    for (word, expected) in cases {
        assert_eq!(of(vec![Item::Metadata(word)]), expected);
    }
    let link = |word| {
        let selection = Selection { items: vec![Item::Metadata(word)] };
        vec![Item::Link { name: "related".into(), collection: None, selection }]
    };
    assert_eq!(
        of(link(Metadata::Score)),
        "`score` is known of the objects that were found, not of those behind `.related`"
    );
    let object = |items| vec![Item::Object { name: "author".into(), selection: Selection { items } }];
    assert_eq!(of(object(vec![])), "nothing is selected of `.author`: name its properties");
    assert_eq!(
        of(object(vec![Item::Metadata(Metadata::Id)])),
        "the nested object `.author` has no `id` of its own"
    );
    assert_eq!(
        of(object(vec![Item::Vector("v".into())])),
        "the nested object `.author` has no vector `.v` of its own"
    );
    assert_eq!(
        of(object(link(Metadata::Id))),
        "the nested object `.author` has no link `.related` of its own"
    );
    assert_eq!(
        refused(|query| {
            query.search = Some(words());
            query.group_by = Some(GroupBy { property: "slug".into(), groups: None, objects: None });
            query.selection.items = vec![Item::Metadata(Metadata::CreatedAt)];
        }),
        "the objects of a group have no `created_at`: leave it out, or ask without `group_by`"
    );
}

#[test]
fn aggregates() {
    assert_eq!(
        counting(|aggregate| aggregate.items.clear()),
        "an aggregate that selects nothing asks nothing: select `count` or metrics"
    );
    assert_eq!(
        counting(|aggregate| aggregate.filter = Some(Filter::Constant(false))),
        "no object can be counted: this question needs no request"
    );
    assert_eq!(
        counting(|aggregate| aggregate.groups = Some(3)),
        "`groups` says how many groups there are: `group_by` is missing"
    );
    assert_eq!(
        counting(|aggregate| aggregate.object_limit = Some(3)),
        "`object_limit` says how many results of a search are looked at: there is no search"
    );
    assert_eq!(
        counting(|aggregate| aggregate.search = Some(words())),
        "an aggregate has no `bm25`: use `hybrid` with `alpha: 0` and `object_limit`"
    );
    // Asked of a server (1.39.0): it finds an end by itself where a vector is given and words are searched too.
    let blended = |alpha, vector: Option<HybridVector>| {
        let keywords = Bm25 { query: "red".into(), ..Bm25::default() };
        let hybrid = Hybrid { keywords, alpha: Some(alpha), vector, ..Hybrid::default() };
        move |aggregate: &mut Aggregate| aggregate.search = Some(Search::Hybrid(hybrid.clone()))
    };
    let vector = |distance| {
        let values = Values::Single(vec![1.0]);
        let vectors = vec![QueryVector { target: None, values, dimensions: None }];
        Some(HybridVector::Vectors(NearVector { vectors, near: Near { distance, ..Near::default() } }))
    };
    for alpha in [0.0, 0.5, 1.0] {
        assert_eq!(
            counting(blended(alpha, None)),
            "an aggregate over a `hybrid` without a vector of its own needs `object_limit`"
        );
    }
    assert_eq!(
        counting(blended(1.0, vector(None))),
        "an aggregate over a `hybrid` without words needs `object_limit`"
    );
    for (alpha, distance) in [(0.0, None), (0.5, None), (1.0, Some(0.3))] {
        let mut aggregate = Aggregate { items: vec![AggregateItem::Count], ..Aggregate::new("A") };
        blended(alpha, vector(distance))(&mut aggregate);
        assert!(render::aggregate(&aggregate, &Context::new(&Names::new())).is_ok(), "{alpha} {distance:?}");
    }
    assert_eq!(
        counting(|aggregate| aggregate.search = Some(near(Near::default()))),
        "an aggregate over `near_vector` needs `object_limit` or `distance`"
    );
    for (far, sure, why) in [
        (Some(2.0), None, "takes a `distance` below 2, not 2: a server bounds nothing by more"),
        (Some(13.5), None, "takes a `distance` below 2, not 13.5: a server bounds nothing by more"),
        (None, Some(0.0), "takes a `certainty` above 0, not 0: a server bounds nothing by less"),
    ] {
        for limit in [None, Some(3)] {
            let said = counting(|aggregate| {
                let near_by = Near { distance: far, certainty: sure, ..Near::default() };
                aggregate.search = Some(near(near_by));
                aggregate.object_limit = limit;
            });
            assert!(said.contains(why), "{said}");
        }
    }
    let over = |targets| {
        counting(|aggregate| {
            aggregate.search = Some(near(Near { targets, ..Near::default() }));
            aggregate.object_limit = Some(3);
        })
    };
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        over(Targets { names: names(&["a", "b"]), join: None }),
        "an aggregate over `near_vector` looks at one vector"
    );
    assert_eq!(
        over(Targets { names: names(&["a"]), join: Some(Join::Weighted(vec![2.0])) }),
        "an aggregate over `near_vector` looks at one vector: there is nothing to join"
    );
    let of = |kind, metrics: &[Metric]| {
        counting(|aggregate| {
            let metrics = metrics.to_vec();
            aggregate.items = vec![AggregateItem::Property { name: "x".into(), kind, metrics }];
        })
    };
    assert_eq!(of(DataType::Uuid, &[Metric::Count]), "`x` is uuid: the server has no metrics for it");
    assert_eq!(of(DataType::Int, &[]), "nothing is asked of `x`: name a metric");
    assert_eq!(of(DataType::Text, &[Metric::Mean]), "`x` is text: the server has no `mean` of it");
    assert_eq!(of(DataType::Int, &[Metric::Top(3)]), "`x` is int: the server has no `top(3)` of it");
    assert_eq!(of(DataType::Boolean, &[Metric::Mode]), "`x` is boolean: the server has no `mode` of it");
    assert_eq!(
        of(DataType::Text, &[Metric::Top(0)]),
        "`top(0)` of `x` asks for none of its values: give 1 or more"
    );
    assert_eq!(
        of(DataType::Text, &[Metric::Top(2), Metric::Top(3)]),
        "`x` has `top` twice: ask for the larger number"
    );
}
