//! One test for each text in which a question is refused before it is sent.
//!
//! Why each would be misleading or useless on a server is in the modules beside this one; the texts are written here
//! by hand.

use crate::{
    ErrorKind, Names, Version,
    ir::{
        Aggregate, AggregateItem, Bm25, Boost, Condition, Diversity, Filter, Generative, GroupBy,
        GroupedTask, Hybrid, HybridVector, Item, Join, KeywordOperator, Measure, Medium, Metadata, Metric,
        Move, Near, NearMedia, NearText, NearVector, Operator, Query, QueryVector, Rerank, Search, Selection,
        SortBy, Step, Target, Targets, Value, Values,
    },
    render::{self, Context},
    schema::DataType,
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

fn hybrid(change: impl FnOnce(&mut Hybrid)) -> String {
    let keywords = Bm25 { query: "red".into(), ..Bm25::default() };
    let mut search = Hybrid { keywords, ..Hybrid::default() };
    change(&mut search);
    refused(|query| query.search = Some(Search::Hybrid(search)))
}

fn target(name: &str) -> Target {
    Target { path: vec![], name: name.into(), length: false, count: false }
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
fn searches() {
    let of = |search| refused(|query| query.search = Some(search));
    assert_eq!(
        of(Search::Bm25(Bm25::default())),
        "`bm25` with an empty text finds nothing: leave the search out to list objects"
    );
    let or = Bm25 { query: "a".into(), operator: Some(KeywordOperator::Or(u32::MAX)), ..Bm25::default() };
    assert_eq!(of(Search::Bm25(or)), "`operator` is 4294967295: a server counts to 2147483647");
    let bounds = |distance, certainty| of(near(Near { distance, certainty, ..Near::default() }));
    assert_eq!(
        bounds(Some(0.1), Some(0.1)),
        "`distance` and `certainty` say the same thing: give one of them"
    );
    assert_eq!(bounds(Some(f64::INFINITY), None), "`distance` is inf");
    assert_eq!(bounds(None, Some(1.5)), "`certainty` is 1.5: it goes from 0 to 1");
    let two = Targets { names: vec!["a".into(), "b".into()], join: None };
    assert_eq!(
        of(near(Near { targets: two.clone(), certainty: Some(0.5), ..Near::default() })),
        "`certainty` is for one vector: give `distance` with several"
    );
    let joined =
        |join| of(near(Near { targets: Targets { join: Some(join), ..two.clone() }, ..Near::default() }));
    assert_eq!(joined(Join::Weighted(vec![1.0])), "`target` has 2 vectors and 1 weights");
    assert_eq!(joined(Join::Relative(vec![1.0, f32::NAN])), "the weight of `b` is NaN");
    let nameless = Targets { names: vec![], join: Some(Join::Sum) };
    assert_eq!(
        of(near(Near { targets: nameless, ..Near::default() })),
        "the vectors to join are not named: give them to `target`"
    );
    assert_eq!(
        of(Search::NearObject { id: "x".into(), near: Near::default() }),
        "`near_object` is \"x\": that is no id"
    );
    let media = NearMedia { medium: Medium::Thermal, data: vec![], near: Near::default() };
    assert_eq!(of(Search::NearMedia(media)), "`near_thermal` has no bytes to search with");
    let text = |change: fn(&mut NearText)| {
        let mut search = NearText { concepts: vec!["a".into()], ..NearText::default() };
        change(&mut search);
        of(Search::NearText(search))
    };
    assert_eq!(
        text(|search| search.concepts = vec![String::new()]),
        "`near_text` without a text finds nothing: give it a concept"
    );
    let shift = |force: f32, ids: &[&str]| {
        Some(Move { force, concepts: vec![], ids: ids.iter().map(ToString::to_string).collect() })
    };
    assert_eq!(
        text(|search| search.move_to = Some(Move { force: 1.5, concepts: vec!["b".into()], ids: vec![] })),
        "the force of `move_to` is 1.5: it goes from 0 to 1"
    );
    let moved = |away| {
        of(Search::NearText(NearText { concepts: vec!["a".into()], move_away: away, ..NearText::default() }))
    };
    assert_eq!(moved(shift(0.5, &[])), "`move_away` names neither concepts nor objects");
    assert_eq!(moved(shift(0.5, &["x"])), "`move_away` is \"x\": that is no id");
}

#[test]
fn vectors() {
    let of = |vectors: Vec<QueryVector>, names: &[&str]| {
        let targets = Targets { names: names.iter().map(ToString::to_string).collect(), join: None };
        let near = Near { targets, ..Near::default() };
        refused(|query| query.search = Some(Search::NearVector(NearVector { vectors, near })))
    };
    assert_eq!(of(vec![], &[]), "the query vector is empty");
    assert_eq!(of(vec![vector(&[])], &[]), "the query vector is empty");
    assert_eq!(
        of(vec![vector(&[1.0]), vector(&[1.0])], &[]),
        "several query vectors must each name their target"
    );
    assert_eq!(of(vec![vector(&[1.0, f32::NAN])], &["a"]), "component 1 of the query vector is NaN");
    let wrong = QueryVector { dimensions: Some(3), ..vector(&[1.0]) };
    assert_eq!(of(vec![wrong.clone()], &["a"]), "`a` has 3 dimensions, the query vector has 1");
    assert_eq!(of(vec![wrong], &[]), "`the vector` has 3 dimensions, the query vector has 1");
    let for_target = |name: &str| QueryVector { target: Some(name.into()), ..vector(&[1.0]) };
    assert_eq!(
        of(vec![for_target("b"), for_target("a")], &["a", "b"]),
        "the query vectors must be for the targets `a`, `b`, in this order"
    );
    let multi = |rows: &[&[f32]]| QueryVector {
        target: None,
        values: Values::Multi(rows.iter().map(|row| row.to_vec()).collect()),
        dimensions: None,
    };
    assert_eq!(of(vec![multi(&[])], &["a"]), "the query vector is empty");
    assert_eq!(
        of(vec![multi(&[&[1.0, 2.0], &[1.0]])], &["a"]),
        "`a` has 2 dimensions, the query vector has 1"
    );
    assert_eq!(of(vec![multi(&[&[0.0; 65_536]])], &["a"]), "`a` takes vectors of up to 65535 dimensions");
}

#[test]
fn hybrids() {
    let alpha = "goes from 0 (only words) to 1 (only the vector)";
    assert_eq!(hybrid(|search| search.alpha = Some(1.5)), format!("`alpha` is 1.5: it {alpha}"));
    assert_eq!(hybrid(|search| search.alpha = Some(f32::NAN)), format!("`alpha` is NaN: it {alpha}"));
    assert_eq!(
        hybrid(|search| search.keywords.query.clear()),
        "`hybrid` with an empty text searches no words: write `hybrid: none` to search the vector alone"
    );
    assert_eq!(
        hybrid(|search| {
            search.keywords.query.clear();
            search.alpha = Some(1.0);
        }),
        "`hybrid: none` searches the vector alone: give it a `vector`"
    );
    assert_eq!(hybrid(|search| search.max_distance = Some(f32::NAN)), "`max_distance` is NaN");
    let text = |near, to| {
        let concepts = vec!["blue".into()];
        hybrid(|search| {
            search.vector =
                Some(HybridVector::Text(NearText { concepts, near, move_to: to, ..NearText::default() }));
        })
    };
    let own = Near { targets: Targets { names: vec!["a".into()], join: None }, ..Near::default() };
    assert_eq!(text(own, None), "the half of a `hybrid` has no `target` of its own: give it to the `hybrid`");
    let drops = "inside `hybrid` a server drops";
    let distance = Near { distance: Some(0.5), ..Near::default() };
    assert_eq!(
        text(distance, None),
        format!("{drops} the `distance` of `near_text`: give `max_distance` to the `hybrid`")
    );
    let certainty = Near { certainty: Some(0.5), ..Near::default() };
    assert_eq!(
        text(certainty, None),
        format!("{drops} the `certainty` of `near_text`: give `max_distance` to the `hybrid`")
    );
    let to = Move { force: 0.5, concepts: vec!["c".into()], ids: vec![ID.into()] };
    assert_eq!(text(Near::default(), Some(to)), format!("{drops} the objects of `move_to`: name concepts"));
}

#[test]
fn ranking() {
    let alone = |change: fn(&mut Query)| refused(change);
    let none = |clause: &str| format!("`{clause}` is for the results of a search: there is none");
    let group = || Some(GroupBy { property: "slug".into(), groups: None, objects: None });
    assert_eq!(refused(|query| query.group_by = group()), none("group_by"));
    assert_eq!(alone(|query| query.auto_limit = Some(1)), none("auto_limit"));
    assert_eq!(
        alone(|query| query.rerank = Some(Rerank { property: "title".into(), query: None })),
        none("rerank")
    );
    assert_eq!(
        alone(|query| query.diversity = Some(Diversity { limit: 1, balance: None })),
        none("diversity")
    );
    let found = |change: &dyn Fn(&mut Query)| {
        refused(|query| {
            query.search = Some(words());
            change(query);
        })
    };
    let grouped = |property: &str, groups| GroupBy { property: property.into(), groups, objects: None };
    assert_eq!(
        found(&|query| query.group_by = Some(grouped("", Some(3)))),
        "`groups` and `objects_per_group` say how many groups there are: `group_by` is missing"
    );
    assert_eq!(
        found(&|query| query.group_by = Some(grouped("slug", Some(u32::MAX)))),
        "`groups` is 4294967295: a server counts to 2147483647"
    );
    let rerank = |property: &str, text: Option<&str>| Rerank {
        property: property.into(),
        query: text.map(Into::into),
    };
    assert_eq!(
        found(&|query| query.rerank = Some(rerank("", Some("blue")))),
        "`rerank_query` says what `rerank` looks for: `rerank` is missing"
    );
    assert_eq!(found(&|query| query.rerank = Some(rerank("title", Some("")))), "`rerank_query` is empty");
    assert_eq!(
        refused(|query| {
            query.search = Some(near(Near::default()));
            query.rerank = Some(rerank("title", None));
        }),
        "`rerank` holds `.title` against a text, and `near_vector` has none: give `rerank_query`"
    );
    let diverse = |search: Search, limit, balance, most| {
        refused(|query| {
            query.search = Some(search);
            query.limit = most;
            query.diversity = Some(Diversity { limit, balance });
        })
    };
    assert_eq!(diverse(words(), 1, None, None), "`diversity` compares vectors: `bm25` has none");
    let media = Search::NearMedia(NearMedia { medium: Medium::Image, data: vec![1], near: Near::default() });
    assert_eq!(diverse(media, 1, None, None), "a server drops `diversity` where it searches by `near_image`");
    let by_vector = || near(Near::default());
    assert_eq!(
        diverse(by_vector(), 0, None, None),
        "`diversity` chooses at least one object: its limit is 0"
    );
    assert_eq!(diverse(by_vector(), 5, None, Some(3)), "`diversity` chooses 5 objects out of a limit of 3");
    assert_eq!(
        diverse(by_vector(), 1, Some(1.5), None),
        "the balance of `diversity` is 1.5: it goes from 0 (only different) to 1 (only relevant)"
    );
}

#[test]
fn boosts() {
    let of = |of, weight| {
        refused(|query| {
            query.search = Some(words());
            query.boost = Some(Boost { conditions: vec![Condition { of, weight }], ..Boost::default() });
        })
    };
    let value = || Measure::Property { property: "words".into(), modifier: None };
    assert_eq!(of(value(), Some(f32::INFINITY)), "the weight of a condition of `boost` is inf");
    assert_eq!(of(value(), Some(0.0)), "`boost` has no condition that counts");
    assert_eq!(
        of(Measure::Filter(Filter::Constant(true)), None),
        "a condition of `boost` is a filter that is always the same"
    );
    assert_eq!(
        of(Measure::Filter(test("x", Operator::Less, Value::Number(f64::NAN))), None),
        "`.x <` has the value NaN: a server compares finite numbers only"
    );
    let whole = |change: fn(&mut Boost)| {
        refused(|query| {
            query.search = Some(words());
            let mut boost =
                Boost { conditions: vec![Condition { of: value(), weight: None }], ..Boost::default() };
            change(&mut boost);
            query.boost = Some(boost);
        })
    };
    assert_eq!(whole(|boost| boost.weight = Some(1.5)), "the weight of `boost` is 1.5: it goes from 0 to 1");
    assert_eq!(
        whole(|boost| boost.depth = Some(0)),
        "the depth of `boost` is 0, which the server would ignore: leave it out"
    );
    assert_eq!(
        whole(|boost| boost.conditions = vec![boost.conditions[0].clone(); 21]),
        "`boost` has 21 conditions: a server takes 20 at most"
    );
}

#[test]
fn language_models() {
    let of = |wanted| refused(|query| query.generative = Some(wanted));
    assert_eq!(of(Generative { prompt: Some(" ".into()), ..Generative::default() }), "`prompt` is empty");
    let grouped = |task: &str, properties: &[&str]| Generative {
        grouped: Some(GroupedTask {
            task: task.into(),
            properties: properties.iter().map(ToString::to_string).collect(),
        }),
        ..Generative::default()
    };
    assert_eq!(of(grouped("", &[])), "`grouped_task` is empty");
    assert_eq!(
        of(grouped("", &["title"])),
        "`grouped_on` says what `grouped_task` reads: there is no `grouped_task`"
    );
    assert_eq!(
        of(Generative::default()),
        "a provider writes nothing by itself: add `prompt` or `grouped_task`"
    );
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
        "an aggregate has no `bm25`: use `hybrid` with `alpha: 0`"
    );
    assert_eq!(
        counting(|aggregate| aggregate.search = Some(near(Near::default()))),
        "an aggregate over `near_vector` needs `object_limit` or `distance`"
    );
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
