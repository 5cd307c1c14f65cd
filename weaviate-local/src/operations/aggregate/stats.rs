//! The statistics of properties.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use roaring::RoaringBitmap;
use weaviate_proto::{
    aggregate_reply::{
        self,
        aggregations::aggregation::{
            Aggregation as Shown, Boolean, Date, Integer, Number, Reference, Text,
            text::{TopOccurrences, top_occurrences::TopOccurrence},
        },
    },
    aggregate_request,
};

use super::asked::{Asked, refused};
use crate::{
    catalog::shard::Shard,
    common::{
        error::{Refusal, Result},
        gotext,
        value::Value,
    },
    indexes::inverted::key,
    schema::{Class, DataType, Property},
};

/// The statistics of every property that is asked for; of one asked twice the last request counts, but its type is shown
/// when any of them asks for it.
pub(super) fn write(
    class: &Class,
    asked: &[aggregate_request::Aggregation],
    shard: &Shard,
    docs: Option<&RoaringBitmap>,
) -> Result<Option<aggregate_reply::Aggregations>> {
    let mut by_name: BTreeMap<&str, &aggregate_request::Aggregation> = BTreeMap::new();
    for aggregation in asked {
        by_name.insert(&aggregation.property, aggregation);
    }
    // In the order of the request, for what cannot be aggregated.
    let mut aggregations = asked
        .iter()
        .filter_map(|aggregation| by_name.remove_entry(aggregation.property.as_str()))
        .map(|(name, aggregation)| {
            let property = class.property(name).ok_or_else(|| refused(name, class))?;
            let twice = asked.iter().filter(|other| other.property == name);
            let kind = twice.map(Asked::read).any(|asked| asked.kind);
            let asked = Asked { kind, ..Asked::read(aggregation) };
            let shown = one(class, property, &asked, shard, docs)?;
            // Of all objects, the server has nothing of a reference but what its type says.
            let nothing = property.kind == DataType::Reference && docs.is_none() && !asked.kind;
            Ok((!nothing).then(|| aggregate_reply::aggregations::Aggregation {
                property: name.to_owned(),
                aggregation: Some(shown),
            }))
        })
        .filter_map(Result::transpose)
        .collect::<Result<Vec<_>>>()?;
    aggregations.sort_by(|a, b| a.property.cmp(&b.property));
    Ok((!aggregations.is_empty()).then_some(aggregate_reply::Aggregations { aggregations }))
}

fn one(
    class: &Class,
    property: &Property,
    asked: &Asked,
    shard: &Shard,
    docs: Option<&RoaringBitmap>,
) -> Result<Shown> {
    let kind = Some(if asked.kind { type_name(property) } else { String::new() });
    let values = || Values { shard, docs, name: &property.name };
    // Without a filter the server reads the index of a single value, which has to be there.
    let indexed = docs.is_none() && !property.kind.is_list();
    let missing = || {
        let name = &property.name;
        Err(Refusal::new(format!("property {name}: could not find bucket for prop {name}")))
    };
    Ok(match property.kind {
        DataType::Int | DataType::Number | DataType::Boolean | DataType::Date
            if indexed && !property.filterable =>
        {
            return missing();
        }
        DataType::Int | DataType::Ints => Shown::Int(integer(&Numbers::of(&values()), asked, kind)),
        DataType::Number | DataType::Numbers => Shown::Number(number(&Numbers::of(&values()), asked, kind)),
        DataType::Text | DataType::Texts => Shown::Text(texts(&values(), asked, kind)),
        DataType::Boolean | DataType::Booleans => Shown::Boolean(booleans(&values(), kind)),
        DataType::Date | DataType::Dates => Shown::Date(dates(&values(), asked, kind, indexed)),
        // Beside the type it is the collections that a reference may lead to, else the objects.
        DataType::Reference => Shown::Reference(Reference {
            r#type: kind,
            pointing_to: if asked.kind { property.targets.clone() } else { links(&values()) },
        }),
        _ => return Err(refused(&property.name, class)),
    })
}

// The server stops at the first object that has several, and says nothing of it.
fn links(values: &Values<'_>) -> Vec<String> {
    let mut found = std::collections::BTreeSet::new();
    let mut going = true;
    values.each(|value| {
        let Value::Refs(list) = value else { return };
        match list.as_slice() {
            [only] if going => {
                found.insert(only.text());
            }
            _ => going = false,
        }
    });
    found.into_iter().collect()
}

fn type_name(property: &Property) -> String {
    property.kind.name().to_owned()
}

/// The values of one property.
struct Values<'a> {
    shard: &'a Shard,
    docs: Option<&'a RoaringBitmap>,
    name: &'a str,
}

impl Values<'_> {
    fn each(&self, mut take: impl FnMut(&Value)) {
        for (doc, object) in self.shard.docs() {
            if self.docs.is_some_and(|docs| !docs.contains(doc)) {
                continue;
            }
            if let Some(value) = object.field(self.name) {
                take(&value);
            }
        }
    }
}

/// Numbers with how often each occurs, in order.
struct Numbers {
    counts: BTreeMap<Vec<u8>, u64>,
    count: u64,
    sum: f64,
}

impl Numbers {
    fn of(values: &Values<'_>) -> Self {
        let mut out = Self { counts: BTreeMap::new(), count: 0, sum: 0.0 };
        let mut add = |value: f64| {
            *out.counts.entry(key::number(value)).or_default() += 1;
            out.count += 1;
            out.sum += value;
        };
        values.each(|value| match value {
            Value::Int(number) | Value::Number(number) => add(*number),
            Value::Ints(list) | Value::Numbers(list) => list.iter().for_each(|number| add(*number)),
            _ => {}
        });
        out
    }

    fn minimum(&self) -> Option<f64> {
        self.counts.keys().next().map(|key| key::read_number(key))
    }

    fn maximum(&self) -> Option<f64> {
        self.counts.keys().next_back().map(|key| key::read_number(key))
    }

    fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }

    // Of several values that are equally frequent the smallest.
    fn mode(&self) -> Option<f64> {
        let most = self.counts.values().max()?;
        self.counts.iter().find(|(_, count)| *count == most).map(|(key, _)| key::read_number(key))
    }

    fn median(&self) -> Option<f64> {
        let pairs: Vec<(f64, u64)> =
            self.counts.iter().map(|(key, count)| (key::read_number(key), *count)).collect();
        middle(&pairs, self.count, |a, b| f64::midpoint(*a, *b))
    }

    fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The median: the value in the middle, or the mean of the two in the middle.
fn middle<T: Clone>(pairs: &[(T, u64)], count: u64, between: impl Fn(&T, &T) -> T) -> Option<T> {
    let half = count / 2;
    let mut seen = 0;
    for (at, (value, times)) in pairs.iter().enumerate() {
        seen += times;
        if seen > half {
            return Some(value.clone());
        }
        if count.is_multiple_of(2) && seen == half {
            return pairs.get(at + 1).map(|(next, _)| between(value, next));
        }
    }
    None
}

fn integer(numbers: &Numbers, asked: &Asked, kind: Option<String>) -> Integer {
    let when = |wanted: bool, value: Option<f64>| value.filter(|_| wanted);
    let whole = |wanted: bool, value: Option<f64>| when(wanted, value).map(|value| value as i64);
    let mut out = Integer {
        count: asked.count.then_some(numbers.count as i64),
        r#type: None,
        mean: when(asked.mean, numbers.mean()),
        median: when(asked.median, numbers.median()),
        mode: whole(asked.mode, numbers.mode()),
        maximum: whole(asked.maximum, numbers.maximum()),
        minimum: whole(asked.minimum, numbers.minimum()),
        sum: (asked.sum && !numbers.is_empty()).then_some(numbers.sum as i64),
    };
    // An answer that would hold nothing but the type is left empty.
    if out != Integer::default() {
        out.r#type = kind;
    }
    out
}

fn number(numbers: &Numbers, asked: &Asked, kind: Option<String>) -> Number {
    let when = |wanted: bool, value: Option<f64>| value.filter(|_| wanted);
    let mut out = Number {
        count: asked.count.then_some(numbers.count as i64),
        r#type: None,
        mean: when(asked.mean, numbers.mean()),
        median: when(asked.median, numbers.median()),
        mode: when(asked.mode, numbers.mode()),
        maximum: when(asked.maximum, numbers.maximum()),
        minimum: when(asked.minimum, numbers.minimum()),
        sum: (asked.sum && !numbers.is_empty()).then_some(numbers.sum),
    };
    if out != Number::default() {
        out.r#type = kind;
    }
    out
}

/// How many of the most frequent texts there are without a limit.
const DEFAULT_TOP: usize = 5;

fn texts(values: &Values<'_>, asked: &Asked, kind: Option<String>) -> Text {
    let mut counts: HashMap<String, i64> = HashMap::new();
    let mut count = 0;
    let mut add = |text: &str| {
        count += 1;
        *counts.entry(text.to_owned()).or_default() += 1;
    };
    values.each(|value| match value {
        Value::Text(text) => add(text),
        Value::Texts(list) => list.iter().for_each(|text| add(text)),
        _ => {}
    });
    // Of all objects the server reads texts where they are stored, and leaves them as JSON has them.
    let as_stored = values.docs.is_none();
    let mut items: Vec<TopOccurrence> = counts
        .into_iter()
        .map(|(text, occurs)| {
            let value = if as_stored { gotext::json_inner(&text) } else { text };
            TopOccurrence { value, occurs }
        })
        .collect();
    items.sort_by(|a, b| b.occurs.cmp(&a.occurs).then_with(|| a.value.cmp(&b.value)));
    items.truncate(asked.top.unwrap_or(DEFAULT_TOP));
    Text {
        count: Some(count),
        r#type: kind,
        top_occurences: (!items.is_empty()).then_some(TopOccurrences { items }),
    }
}

fn booleans(values: &Values<'_>, kind: Option<String>) -> Boolean {
    let (mut yes, mut no) = (0_i64, 0_i64);
    let mut add = |value: bool| {
        if value {
            yes += 1;
        } else {
            no += 1;
        }
    };
    values.each(|value| match value {
        Value::Bool(value) => add(*value),
        Value::Bools(list) => list.iter().for_each(|value| add(*value)),
        _ => {}
    });
    let share = |part: i64| part as f64 / (yes + no) as f64;
    Boolean {
        count: Some(yes + no),
        r#type: kind,
        total_true: Some(yes),
        total_false: Some(no),
        percentage_true: Some(share(yes)),
        percentage_false: Some(share(no)),
    }
}

fn dates(values: &Values<'_>, asked: &Asked, kind: Option<String>, indexed: bool) -> Date {
    let mut counts: BTreeMap<(i64, String), u64> = BTreeMap::new();
    let mut add = |date: &crate::common::value::Date| {
        // An index knows the moment and not how it was written.
        let text = if indexed { moment(date.nanos()) } else { date.text() };
        *counts.entry((date.nanos(), text)).or_default() += 1;
    };
    values.each(|value| match value {
        Value::Date(date) => add(date),
        Value::Dates(list) => list.iter().for_each(&mut add),
        _ => {}
    });
    let pairs: Vec<((i64, String), u64)> = counts.into_iter().collect();
    let count: u64 = pairs.iter().map(|(_, times)| times).sum();
    let text = |pair: Option<&((i64, String), u64)>| pair.map(|((_, text), _)| text.clone());
    let most = pairs.iter().map(|(_, times)| *times).max();
    let median = middle(&pairs, count, |(a, _), (b, _)| {
        let nanos = a.wrapping_add(b.wrapping_sub(*a) / 2);
        (nanos, moment(nanos))
    });
    let mut out = Date {
        count: asked.count.then_some(count as i64),
        r#type: None,
        median: median.map(|(_, text)| text).filter(|_| asked.median),
        mode: text(pairs.iter().find(|(_, times)| Some(*times) == most)).filter(|_| asked.mode),
        maximum: text(pairs.last()).filter(|_| asked.maximum),
        minimum: text(pairs.first()).filter(|_| asked.minimum),
    };
    if out != Date::default() {
        out.r#type = kind;
    }
    out
}

fn moment(nanos: i64) -> String {
    let time: DateTime<Utc> = DateTime::from_timestamp_nanos(nanos);
    gotext::format_time(&time.fixed_offset())
}
