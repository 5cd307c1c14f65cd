//! Random pairs of schemas: a collection as the first says it, with objects, becomes the second; then there is nothing
//! more to do, and every object is there.
//!
//! `REBUILD_PAIRS=500` tries so many, `REBUILD_SEED=17` begins at that one.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use weaviate::{
    ir,
    raw::{Object, Value},
    schema::{
        BackfillDef, CollectionDef, DataType, Distance, FieldDef, InvertedDef, Role, StopwordsDef,
        Tokenization, TypeDef, VectorDef, index,
    },
    sync::{Options, Rebuild},
};
use weaviate_tests::{World, run};

use crate::id;

/// Random enough, and the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }
}

const NAMES: [&str; 6] = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
const TYPES: [DataType; 6] =
    [DataType::Text, DataType::Int, DataType::Number, DataType::Boolean, DataType::Date, DataType::Uuid];

fn field(dice: &mut Dice, name: &'static str, of: TypeDef) -> FieldDef {
    let is_text = of.data_type == DataType::Text;
    let mut field = FieldDef::new(name, of);
    field.description = dice.one(&[None, Some("one"), Some("another")]);
    field.filterable = dice.one(&[None, Some(true), Some(false)]);
    if is_text {
        field.searchable = dice.one(&[None, Some(true), Some(false)]);
        field.tokenization = dice.one(&[
            None,
            Some(Tokenization::Word),
            Some(Tokenization::Field),
            Some(Tokenization::Whitespace),
            Some(Tokenization::Lowercase),
        ]);
    }
    let has_order = matches!(of.data_type, DataType::Int | DataType::Number | DataType::Date);
    field.range = has_order && !of.many && dice.yes();
    field
}

fn vector(dice: &mut Dice, name: &'static str) -> FieldDef {
    let distance = dice.one(&[Distance::Cosine, Distance::Dot, Distance::L2Squared]);
    let settings = match dice.below(3) {
        0 => index::flat().settings(),
        1 => index::hnsw().ef(i64::from(dice.one(&[64_i32, 128])) as _).settings(),
        _ => index::hnsw().ef_construction(dice.one(&[64, 128])).settings(),
    };
    let index = Some(&*Box::leak(Box::new(settings)));
    let of = TypeDef { dimensions: Some(3), ..TypeDef::scalar(DataType::Vector).optional() };
    FieldDef {
        role: Role::Vector,
        vector: Some(VectorDef { distance, index, ..VectorDef::PLAIN }),
        ..FieldDef::new(name, of)
    }
}

fn inverted(dice: &mut Dice) -> InvertedDef {
    InvertedDef {
        null_state: dice.yes(),
        property_length: dice.yes(),
        timestamps: dice.below(4) != 0,
        bm25: dice.one(&[None, Some((1.5, 0.5)), Some((1.2, 0.0))]),
        stopwords: dice.one(&[
            None,
            Some(StopwordsDef { preset: Some("en"), additions: &["foo"], removals: &[] }),
            Some(StopwordsDef { preset: Some("none"), additions: &["bar"], removals: &[] }),
        ]),
        cleanup_interval_seconds: dice.one(&[None, Some(30)]),
        ..InvertedDef::NONE
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of several that may fail")]
fn as_text(json: &Json) -> weaviate::Result<Json> {
    Ok(json.as_str().map_or_else(|| json.to_string(), str::to_owned).into())
}

/// The first of a pair, and the second, which is like it or not.
fn pair(dice: &mut Dice) -> (CollectionDef, CollectionDef) {
    let mut one = Vec::new();
    let mut other = Vec::new();
    for name in NAMES {
        let many = dice.below(4) == 0;
        let of = TypeDef { many, ..TypeDef::scalar(dice.one(&TYPES)).optional() };
        let (here, there) = (dice.below(4) != 0, dice.below(4) != 0);
        if here {
            one.push(field(dice, name, of));
        }
        if there {
            let was = of.wire_name();
            let turned = here && !many && of.data_type != DataType::Text && dice.below(4) == 0;
            let new = if turned { TypeDef::scalar(DataType::Text).optional() } else { of };
            let mut field = field(dice, name, new);
            field.backfill = turned.then_some(BackfillDef { from: was, apply: Some(as_text) });
            other.push(field);
        }
    }
    for name in ["near", "far"] {
        if dice.yes() {
            one.push(vector(dice, name));
        }
        if dice.yes() {
            other.push(vector(dice, name));
        }
    }
    let def = |fields: Vec<FieldDef>, dice: &mut Dice| CollectionDef {
        description: dice.one(&[None, Some("described"), Some("otherwise")]),
        fields: fields.leak(),
        inverted: inverted(dice),
        ..CollectionDef::new("Pair")
    };
    (def(one, dice), def(other, dice))
}

fn value(of: &TypeDef, n: u32) -> Value {
    let one = match of.data_type {
        DataType::Int => Value::Int(i64::from(n)),
        DataType::Number => Value::Number(f64::from(n) + 0.5),
        DataType::Boolean => Value::Boolean(n.is_multiple_of(2)),
        DataType::Date => Value::Date(format!("2026-11-{:02}T10:00:00Z", n % 28 + 1)),
        DataType::Uuid => Value::Uuid(id(n)),
        _ => Value::Text(format!("some text {n}")),
    };
    if of.many { Value::List(vec![one]) } else { one }
}

/// What a value is in the second schema, by arithmetic of its own.
fn expected(before: &FieldDef, after: &FieldDef, n: u32) -> Value {
    let old = value(&before.of, n);
    if before.of.data_type == after.of.data_type {
        return old;
    }
    Value::Text(match old {
        Value::Int(int) => int.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Date(text) | Value::Text(text) => text,
        Value::Uuid(uuid) => uuid.to_string(),
        other => panic!("{other:?} is not turned into text"),
    })
}

const OBJECTS: u32 = 9;

async fn goes(world: &World, seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (one, other) = pair(&mut dice);
    let client = &world.client;
    let mut options = Options::default();
    options.rebuild = Rebuild::Any;
    options.reindex = true;
    let first = client.sync_definitions(&[&one], &options).await;
    first.unwrap_or_else(|error| panic!("seed {seed}, making the first: {error}"));
    assert!(client.plan_definitions(&[&one], &options).await.unwrap().is_empty(), "seed {seed}, the first");
    let properties = |role| one.fields.iter().filter(move |field| field.role == role);
    let objects = (0..OBJECTS).map(|n| Object {
        id: Some(id(n)),
        // Some have it and some have not.
        properties: properties(Role::Property)
            .enumerate()
            .filter(|(i, _)| !(n as usize + i).is_multiple_of(3))
            .map(|(_, field)| (field.name.to_owned(), value(&field.of, n)))
            .collect(),
        vectors: properties(Role::Vector)
            .map(|field| (field.name.to_owned(), vec![n as f32, 1.0, 2.0]))
            .collect(),
        ..Object::default()
    });
    let written = client.insert_raw("Pair", None, objects.collect()).await.unwrap();
    written.into_result().unwrap_or_else(|error| panic!("seed {seed}, writing: {error}"));
    let done = client.sync_definitions(&[&other], &options).await;
    let done = done.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    let plan = client.plan_definitions(&[&other], &options).await.unwrap();
    assert!(plan.is_empty(), "seed {seed}: after\n{}\nthere is still\n{plan}", done.plan);
    let mut query = ir::Query::new("Pair");
    query.limit = Some(100);
    query.selection.items = other
        .fields
        .iter()
        .map(|field| match field.role {
            Role::Vector => ir::Item::Vector(field.name.into()),
            _ => ir::Item::Property(field.name.into()),
        })
        .chain([ir::Item::Metadata(ir::Metadata::Id)])
        .collect();
    let found = client.fetch_raw(&query).await.unwrap();
    assert_eq!(found.len(), OBJECTS as usize, "seed {seed}");
    for object in &found {
        let n = (0..OBJECTS).find(|n| object.id == Some(id(*n))).unwrap();
        let mut wanted = BTreeMap::new();
        for (i, before) in properties(Role::Property).enumerate() {
            let after = other.fields.iter().find(|field| field.name == before.name);
            if let (Some(after), false) = (after, (n as usize + i).is_multiple_of(3)) {
                wanted.insert(before.name.to_owned(), expected(before, after, n));
            }
        }
        assert_eq!(object.properties, wanted, "seed {seed}, object {n}");
        for field in
            properties(Role::Vector).filter(|field| other.fields.iter().any(|of| of.name == field.name))
        {
            assert_eq!(object.vectors[field.name], [n as f32, 1.0, 2.0], "seed {seed}, object {n}");
        }
    }
}

#[test]
fn every_pair_is_one_of_which_nothing_is_left_to_do() {
    let number = |name: &str, default| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let (first, count) = (number("REBUILD_SEED", 1), number("REBUILD_PAIRS", 500));
    std::thread::scope(|scope| {
        for worker in 0..4 {
            scope.spawn(move || {
                for seed in (first..first + count).filter(|seed| seed % 4 == worker) {
                    run(move |world| async move { goes(&world, seed).await });
                }
            });
        }
    });
}
