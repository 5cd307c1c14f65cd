//! Typed answers as JSON in the form of [`super::recorded`]: what was selected says the names, the row the values.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Value, json};
use weaviate::{
    Blob, Collection, GeoPoint, Hit, Names, PhoneNumber, Uuid, Vector,
    aggregate::{self},
    answer::{Generated, Group, Top},
    ir::{self, AggregateItem, Item, Metric},
    token::Record,
};

/// A value of a row.
pub(crate) trait Shown {
    /// As JSON; `item` is what was asked for.
    fn shown(&self, item: &Item) -> Value;
}

macro_rules! plain {
    ($($t:ty)*) => { $(impl Shown for $t {
        fn shown(&self, _: &Item) -> Value {
            json!(self)
        }
    })* };
}
plain! { String bool i64 f64 f32 }

macro_rules! as_text {
    ($($t:ty: |$x:ident| $text:expr;)*) => { $(impl Shown for $t {
        fn shown(&self, _: &Item) -> Value {
            let $x = self;
            Value::String($text)
        }
    })* };
}
as_text! {
    Uuid: |x| x.to_string();
    DateTime<Utc>: |x| x.to_rfc3339();
    DateTime<FixedOffset>: |x| x.to_utc().to_rfc3339();
    Blob: |x| STANDARD.encode(&x[..]);
    Generated: |x| x.text().to_owned();
}

impl Shown for GeoPoint {
    fn shown(&self, _: &Item) -> Value {
        json!({ "latitude": self.latitude, "longitude": self.longitude })
    }
}

impl Shown for PhoneNumber {
    fn shown(&self, _: &Item) -> Value {
        json!({
            "input": self.input, "default_country": self.default_country, "valid": self.valid,
            "international_formatted": self.international_formatted, "national_formatted": self.national_formatted,
            "national": self.national, "country_code": self.country_code,
        })
    }
}

impl<const N: usize> Shown for Vector<N> {
    fn shown(&self, _: &Item) -> Value {
        json!(self.as_slice())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(&self, item: &Item) -> Value {
        self.as_ref().map_or(Value::Null, |value| value.shown(item))
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shown(&self, item: &Item) -> Value {
        self.iter().map(|value| value.shown(item)).collect()
    }
}

/// A row: a tuple in the order of what was selected, or a whole object.
pub(crate) trait ShownRow {
    /// Whether it is the whole object, of which score and distance are no fields.
    const WHOLE: bool = false;

    /// `{ "properties": …, "metadata": …, "vectors": …, "links": … }`
    fn row(&self, selection: &ir::Selection) -> Value;
}

/// Puts one value where the recorded reply has it.
fn put(row: &mut Value, item: &Item, value: Value) {
    let (group, name) = match item {
        Item::Property(name) | Item::Object { name, .. } => ("properties", &**name),
        Item::Link { name, .. } => {
            let objects = if value.is_array() || value.is_null() { value } else { json!([value]) };
            row["links"][&**name] = objects;
            return;
        }
        Item::Vector(name) => ("vectors", &**name),
        Item::Metadata(word) => ("metadata", word.name()),
        _ => panic!("{item:?} has no form here"),
    };
    row[group][name] = value;
}

macro_rules! tuples {
    ($($($i:ident $n:tt)+;)+) => { $(
        impl<$($i: Shown),+> ShownRow for ($($i,)+) {
            fn row(&self, selection: &ir::Selection) -> Value {
                let mut row = json!({});
                $(put(&mut row, &selection.items[$n], self.$n.shown(&selection.items[$n]));)+
                super::recorded::tidy(row)
            }
        }

        impl<$($i: Shown),+> Shown for ($($i,)+) {
            fn shown(&self, item: &Item) -> Value {
                match item {
                    Item::Object { selection, .. } => match self.row(selection)["properties"].take() {
                        Value::Null => json!({}),
                        properties => properties,
                    },
                    Item::Link { selection, .. } => self.row(selection),
                    _ => panic!("{item:?} has no rows"),
                }
            }
        }

        impl<$($i: ShownMetric),+> ShownNumbers for ($($i,)+) {
            fn numbers(&self, items: &[AggregateItem]) -> Value {
                let mut answer = json!({});
                $(self.$n.put(&items[$n], &mut answer);)+
                answer
            }
        }

        impl<$($i: ShownMetric),+> ShownMetric for ($($i,)+) {
            fn put(&self, item: &AggregateItem, answer: &mut Value) {
                let AggregateItem::Property { name, metrics, .. } = item else { panic!("{item:?} is one number") };
                $(answer["properties"][name][metric_name(metrics[$n])] = self.$n.metric();)+
            }
        }
    )+ };
}

#[rustfmt::skip]
tuples! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
}

impl<C: Collection + Record, S> ShownRow for Hit<C, S> {
    const WHOLE: bool = true;

    fn row(&self, selection: &ir::Selection) -> Value {
        let object: &C = self;
        let json = weaviate::wire::json::object(object, "", None, self.id(), &Names::new());
        let mut json = json.expect("what was read can be written");
        let mut row = json!({ "metadata": { "id": self.id().to_string() } });
        for item in &selection.items {
            let value = match item {
                Item::Property(name) | Item::Object { name, .. } => {
                    super::recorded::moments(json["properties"][&**name].take())
                }
                Item::Link { name, .. } => {
                    let beacons = json["properties"][&**name].as_array().into_iter().flatten();
                    let ids = beacons.filter_map(|link| link["beacon"].as_str()?.rsplit('/').next());
                    let ids: BTreeSet<_> = ids.collect();
                    ids.into_iter().map(|id| json!({ "metadata": { "id": id } })).collect()
                }
                Item::Vector(name) => json["vectors"][&**name].take(),
                Item::Metadata(ir::Metadata::Id) => json["id"].take(),
                _ => continue,
            };
            put(&mut row, item, value);
        }
        super::recorded::tidy(row)
    }
}

/// The rows of an answer, and what a model wrote about all of them.
pub(super) fn rows<R>(generated: Option<&Generated>, rows: &[R], show: impl Fn(&R) -> Value) -> Value {
    let rows: Vec<Value> = rows.iter().map(show).collect();
    super::recorded::tidy(json!({ "results": rows, "generated": generated.map(Generated::text) }))
}

/// The groups of an answer, and what a model wrote about all of them.
pub(super) fn groups<K: Shown, R>(
    generated: Option<&Generated>,
    groups: Vec<Group<K, R>>,
    show: impl Fn(R) -> Value,
) -> Value {
    let group = |group: Group<K, R>| {
        json!({
            "value": group.value.map(|value| value.shown(&Item::Metadata(ir::Metadata::Id))),
            "min_distance": group.min_distance,
            "max_distance": group.max_distance,
            "number_of_objects": group.number_of_objects,
            "rerank_score": group.rerank_score,
            "generated": group.generated.as_ref().map(Generated::text),
            "objects": group.objects.into_iter().map(&show).collect::<Vec<_>>(),
        })
    };
    let groups: Vec<Value> = groups.into_iter().map(group).collect();
    super::recorded::tidy(json!({ "groups": groups, "generated": generated.map(Generated::text) }))
}

/// The answer of an aggregate.
pub(crate) trait ShownNumbers {
    /// `{ "count": …, "properties": { name: { metric: … } } }`, or a list of these with the value that they share.
    fn numbers(&self, items: &[AggregateItem]) -> Value;
}

/// One part of such an answer.
pub(crate) trait ShownMetric {
    /// Puts it where [`super::recorded`] has it.
    fn put(&self, _: &AggregateItem, answer: &mut Value) {
        answer["count"] = self.metric();
    }

    /// The number alone.
    fn metric(&self) -> Value {
        Value::Null
    }
}

macro_rules! numbers {
    ($($t:ty: |$x:ident| $value:expr;)*) => { $(impl ShownMetric for $t {
        fn metric(&self) -> Value {
            let $x = self;
            json!($value)
        }
    })* };
}
numbers! {
    u64: |x| x;
    Option<i64>: |x| x;
    Option<f64>: |x| x;
    Option<DateTime<FixedOffset>>: |x| x.map(|date| date.to_utc().to_rfc3339());
    Vec<Top>: |x| x.iter().map(|top| json!({ "value": top.value, "count": top.count })).collect::<Vec<_>>();
}

impl<K: Shown, R: ShownNumbers> ShownNumbers for Vec<aggregate::Group<K, R>> {
    fn numbers(&self, items: &[AggregateItem]) -> Value {
        let key = Item::Metadata(ir::Metadata::Id);
        let group = |group: &aggregate::Group<K, R>| {
            let mut answer = group.numbers(items);
            answer["value"] = group.value.shown(&key);
            answer
        };
        self.iter().map(group).collect()
    }
}

/// The name of a metric in the recorded reply's message.
pub(super) fn metric_name(metric: Metric) -> &'static str {
    match metric {
        Metric::Count => "count",
        Metric::Sum => "sum",
        Metric::Mean => "mean",
        Metric::Median => "median",
        Metric::Mode => "mode",
        Metric::Min => "minimum",
        Metric::Max => "maximum",
        Metric::Top(_) => "top_occurences",
        Metric::TrueCount => "total_true",
        Metric::FalseCount => "total_false",
        Metric::TrueShare => "percentage_true",
        Metric::FalseShare => "percentage_false",
        _ => panic!("{metric:?} has no name here"),
    }
}
