//! What there is to ask about: collections that link to each other, and their objects.
//!
//! `make` draws them by chance, `declare` writes them as Rust and `load` as a server's schema and objects; the two are
//! made of this model apart from each other, so that one can be held against the other.

mod declare;
mod load;
mod make;

use std::collections::BTreeMap;

pub(crate) use load::{load, remove};
pub(crate) use make::{STOP_WORDS, literal, words, worlds};

/// Some collections, their nested objects and what is in them.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) number: usize,
    pub(crate) objects: Vec<Object>,
    pub(crate) collections: Vec<Collection>,
}

/// A struct inside of others.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
}

/// A collection with its objects.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Collection {
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) null_state: bool,
    pub(crate) lengths: bool,
    pub(crate) times: bool,
    pub(crate) tenants: bool,
    pub(crate) model: bool,
    pub(crate) ranker: bool,
    pub(crate) rows: Vec<Row>,
}

/// An object of a collection.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) values: BTreeMap<String, Value>,
}

/// A property or a vector.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) many: Many,
    pub(crate) filterable: bool,
    pub(crate) searchable: bool,
    pub(crate) range: bool,
    pub(crate) default: bool,
}

/// How often a property may stand in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Many {
    One,
    Maybe,
    List,
}

/// How text is cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Word,
    Lowercase,
    Whitespace,
    Field,
    Trigram,
}

impl Cut {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Lowercase => "lowercase",
            Self::Whitespace => "whitespace",
            Self::Field => "field",
            Self::Trigram => "trigram",
        }
    }
}

/// How far apart two vectors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distance {
    Cosine,
    Dot,
    Squared,
    Manhattan,
    Hamming,
}

/// What a property holds; a link the numbers of the collections that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Text(Cut),
    Int,
    Number,
    Bool,
    Date,
    Uuid,
    Place,
    Phone,
    Blob,
    Object(usize),
    Link(Vec<usize>),
    Vector(usize, Distance),
}

impl Kind {
    /// What reports call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Text(cut) => format!("text({})", cut.name()),
            Self::Int => "int".into(),
            Self::Number => "number".into(),
            Self::Bool => "boolean".into(),
            Self::Date => "date".into(),
            Self::Uuid => "uuid".into(),
            Self::Place => "place".into(),
            Self::Phone => "phone".into(),
            Self::Blob => "blob".into(),
            Self::Object(_) => "object".into(),
            Self::Link(to) if to.len() == 1 => "link".into(),
            Self::Link(_) => "link to several".into(),
            Self::Vector(..) => "vector".into(),
        }
    }
}

/// A value of an object; a property that is absent has none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Int(i64),
    Number(f64),
    Bool(bool),
    /// Seconds since 1970.
    Date(i64),
    Uuid(String),
    Place(f32, f32),
    Phone(String),
    /// In base64.
    Blob(String),
    Object(BTreeMap<String, Value>),
    /// The collection's number and the object's id.
    Link(usize, String),
    Vector(Vec<f32>),
    List(Vec<Value>),
}

impl Field {
    /// What reports call it: its kind, how often it stands, and what index it lacks or has.
    pub(crate) fn title(&self) -> String {
        let mut title = match self.many {
            Many::One => self.kind.name(),
            Many::Maybe => format!("Option<{}>", self.kind.name()),
            Many::List => format!("Vec<{}>", self.kind.name()),
        };
        if self.default {
            title.push_str(" default");
        }
        if !self.filterable {
            title.push_str(" -filterable");
        }
        if !self.searchable {
            title.push_str(" -searchable");
        }
        if self.range {
            title.push_str(" +range");
        }
        title
    }

    /// Whether it is a property of the object, and no vector.
    pub(crate) fn is_property(&self) -> bool {
        !matches!(self.kind, Kind::Vector(..))
    }
}

impl Collection {
    pub(crate) fn vectors(&self) -> impl Iterator<Item = (&Field, usize, Distance)> {
        self.fields.iter().filter_map(|field| match field.kind {
            Kind::Vector(length, distance) => Some((field, length, distance)),
            _ => None,
        })
    }

    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The step that leads to it from a link to several collections.
    pub(crate) fn step(&self) -> String {
        let mut out = String::new();
        for letter in self.name.chars() {
            if letter.is_uppercase() && !out.is_empty() {
                out.push('_');
            }
            out.extend(letter.to_lowercase());
        }
        out
    }
}

/// `at` as a server writes dates.
pub(crate) fn date(at: i64) -> String {
    // Days since 0000-03-01, after Howard Hinnant's `civil_from_days`.
    let (days, second) = (at.div_euclid(86_400) + 719_468, at.rem_euclid(86_400));
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_those_of_the_calendar() {
        let some = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ];
        for (at, text) in some {
            assert_eq!(date(at), text);
        }
    }
}
