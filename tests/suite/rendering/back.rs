//! Filters printed as GraphQL and read back: the same filter.

use proptest::prelude::*;
use weaviate::{
    Collection as _, Names,
    ir::{self, Filter, Operator, Target},
    render,
};

use super::{
    collections::Story,
    document::{Value, read},
};

/// The `where` of a question with this filter.
fn clause(filter: &Filter) -> Option<Value> {
    let names = Names::new();
    let mut query = ir::Query::new("Story");
    query.filter = Some(filter.clone());
    let printed =
        render::graphql::query(&query, Story::SCHEMA, &render::Context::new(&names)).expect("GraphQL");
    read(&printed).only().only().argument("where").cloned()
}

/// A filter as it was before it was printed. By the specification of Weaviate's `where`, not by our printer.
fn filter(clause: &Value) -> Filter {
    let word = |value: &Value| match value {
        Value::Word(word) => word.clone(),
        other => panic!("{other:?} is no word"),
    };
    let parts = || clause.get("operands").expect("operands").list().iter().map(filter).collect();
    let operator = match word(clause.get("operator").expect("an operator")).as_str() {
        "And" => return Filter::All(parts()),
        "Or" => return Filter::Any(parts()),
        "Not" => return Filter::Not(Box::new(filter(&clause.get("operands").expect("operands").list()[0]))),
        "Equal" => Operator::Equal,
        "NotEqual" => Operator::NotEqual,
        "LessThan" => Operator::Less,
        "LessThanEqual" => Operator::LessEqual,
        "GreaterThan" => Operator::Greater,
        "GreaterThanEqual" => Operator::GreaterEqual,
        "Like" => Operator::Like,
        "ContainsAny" => Operator::ContainsAny,
        "ContainsAll" => Operator::ContainsAll,
        "ContainsNone" => Operator::ContainsNone,
        "IsNull" => Operator::IsNull,
        other => panic!("`{other}` is no operator"),
    };
    let path = clause.get("path").expect("a path").list();
    let [Value::Text(name)] = path else { panic!("{path:?}") };
    let (name, length) = match name.strip_prefix("len(").and_then(|name| name.strip_suffix(')')) {
        Some(name) => (name, true),
        None => (name.as_str(), false),
    };
    Filter::Test {
        target: Target { path: vec![], name: name.into(), length, count: false, parts: false },
        operator,
        value: value(clause),
    }
}

fn value(clause: &Value) -> ir::Value {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    let number = |value: &Value| match value {
        Value::Number(written) => written.clone(),
        other => panic!("{other:?} is no number"),
    };
    let boolean = |value: &Value| match value {
        Value::Boolean(value) => *value,
        other => panic!("{other:?} is no boolean"),
    };
    for name in ["valueText", "valueDate"] {
        match clause.get(name) {
            Some(Value::List(values)) => return ir::Value::Texts(values.iter().map(text).collect()),
            Some(one) => return ir::Value::Text(text(one)),
            None => {}
        }
    }
    let int = |value: &Value| number(value).parse::<i64>().expect("an int");
    match clause.get("valueInt") {
        Some(Value::List(values)) => return ir::Value::Ints(values.iter().map(int).collect()),
        Some(one) => return ir::Value::Int(int(one)),
        None => {}
    }
    let double = |value: &Value| number(value).parse::<f64>().expect("a number");
    match clause.get("valueNumber") {
        Some(Value::List(values)) => return ir::Value::Numbers(values.iter().map(double).collect()),
        Some(one) => return ir::Value::Number(double(one)),
        None => {}
    }
    match clause.get("valueBoolean").expect("a value") {
        Value::List(values) => ir::Value::Booleans(values.iter().map(boolean).collect()),
        one => ir::Value::Boolean(boolean(one)),
    }
}

/// One test of a property of `Story`, with a value of its type.
fn test() -> impl Strategy<Value = Filter> {
    use Operator as O;
    const EXACT: i64 = 1 << 53;
    let order = || {
        prop_oneof![
            Just(O::Equal),
            Just(O::NotEqual),
            Just(O::Less),
            Just(O::LessEqual),
            Just(O::Greater),
            Just(O::GreaterEqual)
        ]
    };
    let lists = || prop_oneof![Just(O::ContainsAny), Just(O::ContainsAll), Just(O::ContainsNone)];
    let finite = || any::<f64>().prop_filter("finite", |value| value.is_finite());
    let many = 1..4_usize;
    let made = |name: &'static str| {
        move |(operator, value): (O, ir::Value)| Filter::Test {
            target: Target { path: vec![], name: name.into(), length: false, count: false, parts: false },
            operator,
            value,
        }
    };
    prop_oneof![
        (order(), any::<String>().prop_map(ir::Value::Text)).prop_map(made("slug")),
        (Just(O::Like), any::<String>().prop_map(ir::Value::Text)).prop_map(made("title")),
        (lists(), proptest::collection::vec(any::<String>(), many.clone()).prop_map(ir::Value::Texts))
            .prop_map(made("tags")),
        (order(), any::<String>().prop_map(ir::Value::Text)).prop_map(made("published")),
        (order(), (-EXACT..=EXACT).prop_map(ir::Value::Int)).prop_map(made("words")),
        (lists(), proptest::collection::vec(-EXACT..=EXACT, many.clone()).prop_map(ir::Value::Ints))
            .prop_map(made("counts")),
        (order(), finite().prop_map(ir::Value::Number)).prop_map(made("rating")),
        (lists(), proptest::collection::vec(finite(), many.clone()).prop_map(ir::Value::Numbers))
            .prop_map(made("marks")),
        (Just(O::Equal), any::<bool>().prop_map(ir::Value::Boolean)).prop_map(made("public")),
        (lists(), proptest::collection::vec(any::<bool>(), many).prop_map(ir::Value::Booleans))
            .prop_map(made("flags")),
        (Just(O::IsNull), any::<bool>().prop_map(ir::Value::Boolean)).prop_map(made("summary")),
        (order(), (0..1000_i64).prop_map(ir::Value::Int)).prop_map(|(operator, value)| Filter::Test {
            target: Target { path: vec![], name: "title".into(), length: true, count: false, parts: false },
            operator,
            value,
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_filter_comes_back_as_it_went(found in test().prop_recursive(3, 20, 4, |inner| prop_oneof![
        proptest::collection::vec(inner.clone(), 1..4).prop_map(Filter::All),
        proptest::collection::vec(inner.clone(), 1..4).prop_map(Filter::Any),
        inner.prop_map(|inner| Filter::Not(Box::new(inner))),
    ])) {
        let clause = clause(&found).expect("a clause");
        prop_assert_eq!(filter(&clause), found);
    }
}
