//! Conditions: any operator on anything, mostly one that fits, and by another type now and then.

use std::cmp::Ordering;

use super::{Asker, Question, Verb};
use crate::{
    chance::Chance,
    oracle::compare,
    question::{Compare, Leaf, Op, Path, Test},
    world::{Cut, Field, Kind, Many, Value, World, literal, words},
};

const COMPARES: [Compare; 6] =
    [Compare::Equal, Compare::Unequal, Compare::Less, Compare::AtMost, Compare::More, Compare::AtLeast];

impl Asker<'_, '_> {
    /// A test that is legal on every collection.
    pub(super) fn plain_test(&mut self) -> Test {
        let at = self.chance.below(3);
        let field = self.of().fields[at].clone();
        let (op, with) = match field.kind {
            Kind::Int => (
                Op::Is(*self.chance.pick(&[Compare::Less, Compare::AtLeast])),
                Value::Int(self.chance.between(-1, 6)),
            ),
            Kind::Text(Cut::Word) => {
                (Op::Matches, Value::Text((*self.chance.pick(&["red", "whale", "fox", "blue"])).into()))
            }
            _ => (Op::Is(Compare::Unequal), self.stored(&field)),
        };
        Test::Leaf(Leaf { path: Path::of(&field.name), op, with: vec![with] })
    }

    /// A value that some object has.
    fn stored(&mut self, field: &Field) -> Value {
        let rows = &self.of().rows;
        let at = self.chance.below(rows.len());
        match rows[at].values.get(&field.name) {
            Some(Value::List(values)) if !values.is_empty() => {
                let values = values.clone();
                self.chance.pick(&values).clone()
            }
            Some(value) if !matches!(value, Value::List(_)) => value.clone(),
            _ => literal(self.chance, &field.kind),
        }
    }

    /// A test of anything by anything, and its shape.
    pub(super) fn leaf(&mut self) -> (Test, String) {
        if self.chance.percent(4) {
            let rows = &self.of().rows;
            let id = self.chance.pick(rows).id.clone();
            let times = self.of().times;
            let (op, with, shape) = self
                .chance
                .pick(&[
                    (Op::IdIs, Value::Uuid(id.clone()), "id() ==".to_owned()),
                    (Op::IdIsNot, Value::Uuid(id), "id() !=".to_owned()),
                    (
                        Op::CreatedAfter,
                        Value::Date(1_700_000_000),
                        format!("created_at() > with timestamps {times}"),
                    ),
                ])
                .clone();
            return (Test::Leaf(Leaf { path: Path(Vec::new()), op, with: vec![with] }), shape);
        }
        let (path, title) = self.path();
        self.leaf_at(path, &title)
    }

    /// Two tests inside of the same nested object, which one element must meet where it is a list of them.
    fn together(&mut self) -> Option<(Test, Test, String)> {
        let objects = |field: &Field| matches!(field.kind, Kind::Object(_));
        let (root, _) = self.path_to(objects)?;
        let root = self.of().field(&root.0[0])?.clone();
        let mut inside = || loop {
            let (path, title) = self.path_from(vec![root.clone()]);
            if path.0.len() > 1 {
                return self.leaf_at(path, &title);
            }
        };
        let ((a, first), (b, second)) = (inside(), inside());
        Some((a, b, format!("{first} and {second}")))
    }

    fn leaf_at(&mut self, path: Path, title: &str) -> (Test, String) {
        let way = self.world.way(self.collection, &path);
        let Some(way) = way else {
            return (Test::Leaf(Leaf { path, op: Op::Flag, with: Vec::new() }), title.to_owned());
        };
        let field = way.field.clone();
        let owner = &self.world.collections[way.collection];
        let (null_state, lengths) = (owner.null_state, owner.lengths);
        let op = self.operator(&field);
        let mut kind = match op {
            Op::Len(_) | Op::Count(_) => Kind::Int,
            _ => field.kind.clone(),
        };
        if matches!(kind, Kind::Object(_) | Kind::Link(_) | Kind::Vector(..) | Kind::Phone | Kind::Blob) {
            kind = Kind::Text(Cut::Field);
        }
        let mut wrong = "";
        if self.chance.percent(5) && !matches!(op, Op::IsNull | Op::IsNotNull | Op::Flag | Op::Within(_)) {
            let others = [Kind::Text(Cut::Field), Kind::Int, Kind::Bool, Kind::Number, Kind::Date];
            let other = self.chance.pick(&others).clone();
            if std::mem::discriminant(&other) != std::mem::discriminant(&kind) {
                kind = other;
                wrong = " by another type";
            }
        }
        let value = |asker: &mut Self| match (&kind, op) {
            (Kind::Text(_), Op::Like) => Value::Text(pattern(asker.chance)),
            (Kind::Text(_), Op::Matches | Op::MatchesAny | Op::MatchesAll | Op::MatchesNone) => {
                Value::Text(words(asker.chance, 1, 2))
            }
            (Kind::Int, Op::Len(_) | Op::Count(_)) => Value::Int(asker.chance.between(0, 3)),
            _ if wrong.is_empty() && !way.linked && !way.nested && asker.chance.percent(60) => {
                match asker.stored(&field) {
                    Value::Object(_)
                    | Value::Link(..)
                    | Value::Vector(_)
                    | Value::Phone(_)
                    | Value::Blob(_) => literal(asker.chance, &kind),
                    value => value,
                }
            }
            _ => literal(asker.chance, &kind),
        };
        let many = match op {
            Op::IsNull | Op::IsNotNull | Op::Flag => 0,
            Op::In
            | Op::ContainsAny
            | Op::ContainsAll
            | Op::ContainsNone
            | Op::MatchesAny
            | Op::MatchesAll
            | Op::MatchesNone => 1 + self.chance.below(2),
            Op::InRange => 2,
            _ => 1,
        };
        let mut with: Vec<Value> = (0..many).map(|_| value(self)).collect();
        if op == Op::InRange {
            with.sort_by(order);
        }
        let index = match op {
            Op::IsNull | Op::IsNotNull if !null_state => " without null_state",
            Op::Len(_) if !lengths => " without property_length",
            Op::Len(_) if !null_state && field.many == Many::Maybe => " without null_state",
            _ => "",
        };
        let shape = format!("{title} {}{wrong}{index}", op.title());
        (Test::Leaf(Leaf { path, op, with }), shape)
    }

    /// One that fits the property mostly, and any sometimes.
    fn operator(&mut self, field: &Field) -> Op {
        let compare = *self.chance.pick(&COMPARES);
        let any = [
            Op::Is(compare),
            Op::In,
            Op::InRange,
            Op::Like,
            Op::Matches,
            Op::MatchesAny,
            Op::MatchesAll,
            Op::MatchesNone,
            Op::ContainsAny,
            Op::ContainsAll,
            Op::ContainsNone,
            Op::IsNull,
            Op::IsNotNull,
            Op::Flag,
            Op::Len(compare),
            Op::Count(compare),
            Op::Within(20_000),
        ];
        if self.chance.percent(22) {
            return *self.chance.pick(&any);
        }
        let list = [Op::ContainsAny, Op::ContainsAll, Op::ContainsNone, Op::Len(compare)];
        match (&field.kind, field.many) {
            (_, Many::Maybe) if self.chance.percent(25) => *self.chance.pick(&[Op::IsNull, Op::IsNotNull]),
            (Kind::Link(_), _) => Op::Count(compare),
            (Kind::Place, _) => Op::Within(*self.chance.pick(&[10_000, 30_000, 60_000])),
            (Kind::Text(Cut::Field), Many::List) => *self.chance.pick(&[
                Op::ContainsAny,
                Op::ContainsAll,
                Op::ContainsNone,
                Op::Len(compare),
                Op::Like,
            ]),
            (Kind::Text(Cut::Field), _) => *self.chance.pick(&[
                Op::Is(compare),
                Op::Is(compare),
                Op::In,
                Op::InRange,
                Op::Like,
                Op::ContainsAny,
                Op::ContainsNone,
                Op::Len(compare),
            ]),
            (Kind::Text(_), _) => *self.chance.pick(&[
                Op::Matches,
                Op::Like,
                Op::MatchesAny,
                Op::MatchesAll,
                Op::MatchesNone,
                Op::ContainsAny,
                Op::Len(compare),
            ]),
            (_, Many::List) => *self.chance.pick(&list),
            (Kind::Bool, _) => *self.chance.pick(&[Op::Flag, Op::Is(compare)]),
            (Kind::Int | Kind::Number | Kind::Date, _) => {
                *self.chance.pick(&[Op::Is(compare), Op::Is(compare), Op::In, Op::InRange])
            }
            (Kind::Uuid, _) => *self.chance.pick(&[Op::Is(compare), Op::In]),
            _ => *self.chance.pick(&any),
        }
    }

    pub(super) fn filter(&mut self, question: &mut Question) {
        let both = if self.chance.percent(25) { self.together() } else { None };
        let (leaf, other, shape) = if let Some((leaf, other, shape)) = both {
            (leaf, Some(other), shape)
        } else {
            let (leaf, shape) = self.leaf();
            (leaf, None, shape)
        };
        let plain = self.plain_test();
        let boxed = Box::new;
        let (test, around) = match (other, self.chance.below(12)) {
            (Some(other), 0..6) => (Test::And(boxed(leaf), boxed(other)), " by &&"),
            (Some(other), 6..8) => (Test::Or(boxed(leaf), boxed(other)), " by ||"),
            (Some(other), 8..10) => {
                (Test::And(boxed(leaf), boxed(Test::And(boxed(plain), boxed(other)))), " by &&")
            }
            (Some(other), 10) => (Test::And(boxed(leaf), boxed(Test::Not(boxed(other)))), " by && !"),
            (Some(other), _) => (Test::Not(boxed(Test::And(boxed(leaf), boxed(other)))), " by && under !"),
            (None, 0..5) => (leaf, ""),
            (None, 5..7) => (Test::Not(boxed(leaf)), " under !"),
            (None, 7..9) => (Test::And(boxed(leaf), boxed(plain)), ""),
            (None, 9..11) => (Test::Or(boxed(plain), boxed(leaf)), ""),
            (None, _) => (Test::Not(boxed(Test::And(boxed(plain), boxed(leaf)))), " under !"),
        };
        question.filter = Some(test);
        let verb = match self.chance.below(10) {
            0..5 => "",
            5 => {
                self.plain_search(question);
                ""
            }
            6..8 => {
                question.verb = Verb::Aggregate;
                question.limit = None;
                "aggregate "
            }
            _ => {
                question.verb = Verb::Delete;
                question.limit = None;
                "delete "
            }
        };
        question.shape = format!("{verb}filter {shape}{around}");
    }
}

fn order(a: &Value, b: &Value) -> Ordering {
    compare(a, b).unwrap_or(Ordering::Equal)
}

impl Test {
    pub(super) fn redraw(&mut self, world: &World, collection: usize, chance: &mut Chance) {
        match self {
            Self::Leaf(leaf) => {
                let way = world.way(collection, &leaf.path);
                for value in &mut leaf.with {
                    if let Some(new) =
                        another(chance, value, way.as_ref().map(|way| &way.field.kind), leaf.op)
                    {
                        *value = new;
                    }
                }
            }
            Self::Not(test) => test.redraw(world, collection, chance),
            Self::And(a, b) | Self::Or(a, b) => {
                a.redraw(world, collection, chance);
                b.redraw(world, collection, chance);
            }
        }
    }
}

/// Another value of the same type.
fn another(chance: &mut Chance, value: &Value, kind: Option<&Kind>, op: Op) -> Option<Value> {
    Some(match (value, op) {
        (_, Op::IdIs | Op::IdIsNot) => return None,
        (Value::Text(_), Op::Like) => Value::Text(pattern(chance)),
        (Value::Text(_), Op::Matches | Op::MatchesAny | Op::MatchesAll | Op::MatchesNone) => {
            Value::Text(words(chance, 1, 2))
        }
        (Value::Text(_), _) => match kind {
            Some(Kind::Text(cut)) => literal(chance, &Kind::Text(*cut)),
            _ => Value::Text(words(chance, 1, 2)),
        },
        (Value::Int(_), _) => literal(chance, &Kind::Int),
        (Value::Number(_), _) => literal(chance, &Kind::Number),
        (Value::Bool(_), _) => literal(chance, &Kind::Bool),
        (Value::Date(_), _) => literal(chance, &Kind::Date),
        (Value::Uuid(_), _) => literal(chance, &Kind::Uuid),
        (Value::Place(..), _) => literal(chance, &Kind::Place),
        _ => return None,
    })
}

fn pattern(chance: &mut Chance) -> String {
    (*chance.pick(&[
        "wh*", "*ed", "?ed", "fox*", "r?d", "*", "W*", "*ale", "s??", "red", "*e*", "gre?n", "red wh*",
    ]))
    .to_owned()
}

impl Op {
    pub(crate) fn title(self) -> String {
        match self {
            Self::Is(compare) => compare.sign().into(),
            Self::In => "in [..]".into(),
            Self::InRange => "in a..=b".into(),
            Self::Like => "like".into(),
            Self::Matches => "matches".into(),
            Self::MatchesAny => "matches_any".into(),
            Self::MatchesAll => "matches_all".into(),
            Self::MatchesNone => "matches_none".into(),
            Self::ContainsAny => "contains_any".into(),
            Self::ContainsAll => "contains_all".into(),
            Self::ContainsNone => "contains_none".into(),
            Self::IsNull => "is_null".into(),
            Self::IsNotNull => "is_not_null".into(),
            Self::Flag => "as a flag".into(),
            Self::Len(compare) => format!("len() {}", compare.sign()),
            Self::Count(compare) => format!("count() {}", compare.sign()),
            Self::Within(_) => "within".into(),
            Self::IdIs => "id() ==".into(),
            Self::IdIsNot => "id() !=".into(),
            Self::CreatedAfter => "created_at() >".into(),
        }
    }
}
