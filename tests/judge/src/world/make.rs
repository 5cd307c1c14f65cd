//! Worlds by chance.

use std::collections::BTreeMap;

use super::{Collection, Cut, Distance, Field, Kind, Many, Object, Row, Value, World};
use crate::chance::Chance;

/// What texts are made of: words of two cases, beside each other and inside each other, with signs between them.
const WORDS: [&str; 14] = [
    "red", "Red", "blue", "whale", "Whale", "pot", "fox", "foxes", "new-york", "green", "over", "sea",
    "salt", "the",
];

/// What the server's list `en` has of [`WORDS`].
pub(crate) const STOP_WORDS: [&str; 1] = ["the"];

/// How many objects a collection has.
const ROWS: usize = 24;

/// Some words.
pub(crate) fn words(chance: &mut Chance, least: usize, most: usize) -> String {
    let many = chance.between(least as i64, most as i64);
    (0..many).map(|_| *chance.pick(&WORDS)).collect::<Vec<_>>().join(" ")
}

/// So many worlds of four collections each.
pub(crate) fn worlds(seed: u64, many: usize) -> Vec<World> {
    (0..many)
        .map(|number| {
            Maker { chance: Chance::new(seed ^ (number as u64 + 1) << 32), next: 0, number }.world()
        })
        .collect()
}

struct Maker {
    chance: Chance,
    next: usize,
    number: usize,
}

impl Maker {
    fn world(mut self) -> World {
        let inner = self.object(0, None);
        let outer = self.object(1, Some(0));
        let mut collections: Vec<Collection> = ["Ash", "BigOak", "Cedar", "Dogwood"]
            .iter()
            .enumerate()
            .map(|(at, name)| self.collection(at, name))
            .collect();
        // Links lead to collections without tenants, as a server asks for.
        let open: Vec<usize> = (0..4).filter(|at| !collections[*at].tenants).collect();
        for (at, collection) in collections.iter_mut().enumerate() {
            if collection.tenants {
                continue;
            }
            for many in 0..2 {
                let mut to = vec![*self.chance.pick(&open)];
                if self.chance.percent(35) {
                    let other = *self.chance.pick(&open);
                    if other != to[0] {
                        to.push(other);
                    }
                }
                let arity = if (many + at) % 2 == 0 { Many::Maybe } else { Many::List };
                let name = self.name("to");
                collection.fields.push(plain(name, Kind::Link(to), arity));
            }
        }
        let mut world = World { number: self.number, objects: vec![inner, outer], collections };
        for at in 0..4 {
            for _ in 0..ROWS {
                let id = self.chance.uuid();
                world.collections[at].rows.push(Row { id, values: BTreeMap::new() });
            }
        }
        let ids: Vec<Vec<String>> =
            world.collections.iter().map(|of| of.rows.iter().map(|row| row.id.clone()).collect()).collect();
        for at in 0..4 {
            for row in 0..ROWS {
                let fields = world.collections[at].fields.clone();
                world.collections[at].rows[row].values = self.values(&world.objects, &ids, &fields);
            }
        }
        world
    }

    fn name(&mut self, stem: &str) -> String {
        self.next += 1;
        format!("{stem}_{}", (b'a' + (self.next % 26) as u8) as char) + &(self.next / 26).to_string()
    }

    fn collection(&mut self, at: usize, name: &str) -> Collection {
        let chance = &mut self.chance;
        let mut collection = Collection {
            name: format!("J{}{name}", self.number),
            fields: Vec::new(),
            null_state: chance.percent(75),
            lengths: chance.percent(60),
            times: chance.percent(50),
            tenants: at == 3 && chance.percent(60),
            model: chance.percent(40),
            ranker: chance.percent(40),
            rows: Vec::new(),
        };
        // One of each of the plain kinds, so that every question has something to be framed with.
        collection.fields.push(self.scalar(Kind::Text(Cut::Field), Many::One, false));
        collection.fields.push(self.scalar(Kind::Int, Many::One, false));
        collection.fields.push(self.scalar(Kind::Text(Cut::Word), Many::One, false));
        let kinds: [(usize, Kind); 14] = [
            (4, Kind::Text(Cut::Word)),
            (2, Kind::Text(Cut::Lowercase)),
            (2, Kind::Text(Cut::Whitespace)),
            (3, Kind::Text(Cut::Field)),
            (2, Kind::Text(Cut::Trigram)),
            (3, Kind::Int),
            (3, Kind::Number),
            (3, Kind::Bool),
            (3, Kind::Date),
            (2, Kind::Uuid),
            (2, Kind::Place),
            (1, Kind::Phone),
            (1, Kind::Blob),
            (5, Kind::Object(0)),
        ];
        let by_weight: Vec<(usize, usize)> =
            kinds.iter().enumerate().map(|(at, kind)| (kind.0, at)).collect();
        for _ in 0..self.chance.between(6, 9) {
            let mut kind = kinds[self.chance.weighted(&by_weight)].1.clone();
            if matches!(kind, Kind::Object(_)) && self.chance.percent(40) {
                kind = Kind::Object(1);
            }
            let many = self.many(&kind);
            collection.fields.push(self.scalar(kind, many, true));
        }
        for _ in 0..self.chance.weighted(&[(2, 0), (5, 1), (3, 2)]) {
            let distance = *self.chance.pick(&[
                Distance::Cosine,
                Distance::Cosine,
                Distance::Dot,
                Distance::Squared,
                Distance::Manhattan,
                Distance::Hamming,
            ]);
            let (name, length) = (self.name("vec"), self.chance.between(2, 4) as usize);
            collection.fields.push(plain(name, Kind::Vector(length, distance), Many::One));
        }
        collection
    }

    fn many(&mut self, kind: &Kind) -> Many {
        let list = !matches!(kind, Kind::Place | Kind::Phone | Kind::Blob);
        match self.chance.below(10) {
            0..4 => Many::One,
            4..7 => Many::Maybe,
            _ if list => Many::List,
            _ => Many::One,
        }
    }

    fn object(&mut self, at: usize, inner: Option<usize>) -> Object {
        let mut fields = Vec::new();
        for kind in [Kind::Text(Cut::Word), Kind::Text(Cut::Field), Kind::Int] {
            let many = if self.chance.percent(60) { Many::One } else { Many::Maybe };
            fields.push(self.scalar(kind, many, false));
        }
        for _ in 0..2 {
            let kind = self
                .chance
                .pick(&[Kind::Number, Kind::Bool, Kind::Date, Kind::Uuid, Kind::Text(Cut::Lowercase)])
                .clone();
            let many = self.many(&kind);
            fields.push(self.scalar(kind, many, true));
        }
        if let Some(inner) = inner {
            let many = *self.chance.pick(&[Many::One, Many::Maybe, Many::List]);
            fields.push(self.scalar(Kind::Object(inner), many, false));
        }
        Object { name: format!("J{}{}", self.number, ["Leaf", "Branch"][at]), fields }
    }

    /// A property; `free` says that its indexes are by chance.
    fn scalar(&mut self, kind: Kind, many: Many, free: bool) -> Field {
        let stem = match &kind {
            Kind::Text(cut) => cut.name().to_owned(),
            Kind::Bool => "flag".to_owned(),
            Kind::Object(_) => "of".to_owned(),
            other => other.name(),
        };
        let name = self.name(&stem);
        let mut field = plain(name, kind, many);
        if free {
            let scalar = matches!(
                field.kind,
                Kind::Text(_) | Kind::Int | Kind::Number | Kind::Bool | Kind::Date | Kind::Uuid
            );
            field.filterable = !scalar || !self.chance.percent(12);
            if matches!(field.kind, Kind::Text(_)) {
                field.searchable = !self.chance.percent(15);
            }
            let numeric = matches!(field.kind, Kind::Int | Kind::Number | Kind::Date) && many != Many::List;
            field.range = numeric && self.chance.percent(25);
            field.default = scalar && many == Many::One && self.chance.percent(15);
        }
        field
    }

    fn values(
        &mut self,
        objects: &[Object],
        ids: &[Vec<String>],
        fields: &[Field],
    ) -> BTreeMap<String, Value> {
        let mut values = BTreeMap::new();
        for field in fields {
            let absent = match field.many {
                Many::One => field.default && self.chance.percent(30),
                Many::Maybe => self.chance.percent(35),
                Many::List => false,
            };
            if absent {
                continue;
            }
            let value = match field.many {
                Many::List => {
                    let many = self.chance.below(4);
                    Value::List((0..many).map(|_| self.value(objects, ids, &field.kind)).collect())
                }
                _ => self.value(objects, ids, &field.kind),
            };
            values.insert(field.name.clone(), value);
        }
        values
    }

    fn value(&mut self, objects: &[Object], ids: &[Vec<String>], kind: &Kind) -> Value {
        match kind {
            Kind::Object(at) => Value::Object(self.values(objects, ids, &objects[*at].fields)),
            Kind::Link(to) => {
                let to = *self.chance.pick(to);
                Value::Link(to, self.chance.pick(&ids[to]).clone())
            }
            Kind::Vector(length, distance) => {
                Value::Vector((0..*length).map(|_| coordinate(&mut self.chance, *distance)).collect())
            }
            kind => literal(&mut self.chance, kind),
        }
    }
}

/// A coordinate; those of hamming are met by others, the rest mostly not.
pub(super) fn coordinate(chance: &mut Chance, distance: Distance) -> f32 {
    match distance {
        Distance::Hamming => chance.between(0, 3) as f32,
        _ => chance.between(-40, 40) as f32 / 16.0 + 0.03125,
    }
}

/// A value of a plain kind. They are few, so that values are met again.
pub(crate) fn literal(chance: &mut Chance, kind: &Kind) -> Value {
    match kind {
        Kind::Text(Cut::Field) => Value::Text(words(chance, 1, 2)),
        Kind::Text(_) => Value::Text(words(chance, 1, 4)),
        Kind::Int => Value::Int(chance.between(-3, 8)),
        Kind::Number => Value::Number(chance.between(-6, 12) as f64 / 4.0),
        Kind::Bool => Value::Bool(chance.percent(50)),
        Kind::Date => Value::Date(1_700_000_000 + 86_400 * chance.between(0, 9)),
        Kind::Uuid => Value::Uuid(format!("{:08x}-0000-4000-8000-000000000000", chance.below(6))),
        Kind::Place => Value::Place(48.0 + chance.below(8) as f32 / 8.0, 2.0 + chance.below(8) as f32 / 8.0),
        Kind::Phone => Value::Phone(format!("+49 171 123456{}", chance.below(9))),
        Kind::Blob => Value::Blob(["aGVsbG8=", "d29ybGQ=", "cmVk"][chance.below(3)].into()),
        Kind::Object(_) | Kind::Link(_) | Kind::Vector(..) => Value::Int(0),
    }
}

fn plain(name: String, kind: Kind, many: Many) -> Field {
    Field { name, kind, many, filterable: true, searchable: true, range: false, default: false }
}
