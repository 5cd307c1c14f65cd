//! A GraphQL query after parsing: operations, fields and values, each with its place in the text.

use serde_json::{Value as Json, json};

/// A place in the text, both counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pos {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A query document.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) operations: Vec<Operation>,
    /// Whether the document defines fragments.
    pub(super) fragments: bool,
}

/// One operation.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) at: Pos,
    /// `query`, `mutation` or `subscription`.
    pub(super) kind: String,
    pub(super) name: Option<String>,
    pub(super) variables: Vec<Declared>,
    pub(super) selections: Vec<Selection>,
}

/// A variable that an operation declares.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) at: Pos,
    pub(super) name: String,
    pub(super) name_at: Pos,
    pub(super) of: Of,
    pub(super) default: Option<(Value, Pos)>,
}

/// The type of a variable, as it is written.
#[derive(Debug, Clone)]
pub(super) enum Of {
    Named(String, Pos),
    List(Box<Self>),
    Needed(Box<Self>),
}

impl Of {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Named(name, _) => name.clone(),
            Self::List(of) => format!("[{}]", of.shown()),
            Self::Needed(of) => format!("{}!", of.shown()),
        }
    }

    pub(super) fn named(&self) -> (&str, Pos) {
        match self {
            Self::Named(name, at) => (name, *at),
            Self::List(of) | Self::Needed(of) => of.named(),
        }
    }
}

/// What stands between braces.
#[derive(Debug, Clone)]
pub(super) enum Selection {
    Field(Field),
    /// `... on Type {…}`
    On {
        at: Pos,
        name: Option<String>,
        selections: Vec<Self>,
    },
    /// `...Name`
    Spread,
}

/// A field.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) at: Pos,
    pub(super) alias: Option<String>,
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    /// Why a variable's value cannot be used in them.
    pub(super) unfit: Option<String>,
    pub(super) directives: bool,
    /// Where its selections open.
    pub(super) brace: Pos,
    pub(super) selections: Option<Vec<Selection>>,
}

impl Field {
    /// The name it has in the answer.
    pub(super) fn key(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.name)
    }

    /// The value of an argument.
    pub(super) fn argument(&self, name: &str) -> Option<&Value> {
        self.arguments.iter().find(|argument| argument.name == name).map(|argument| &argument.value)
    }

    /// The fields asked of it.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Self> {
        fields(self.selections.as_deref().unwrap_or_default())
    }
}

/// The fields among selections.
pub(super) fn fields(selections: &[Selection]) -> impl Iterator<Item = &Field> {
    selections.iter().filter_map(|selection| match selection {
        Selection::Field(field) => Some(field),
        _ => None,
    })
}

/// Selections of the same field put into one, all the way down; that they are the same has been checked.
pub(super) fn merged(selections: &[Selection]) -> Vec<Selection> {
    let mut out: Vec<Selection> = Vec::new();
    for selection in selections {
        match selection {
            Selection::Field(field) => {
                let known = out.iter_mut().find_map(|known| match known {
                    Selection::Field(known) if known.key() == field.key() => Some(known),
                    _ => None,
                });
                match (known, &field.selections) {
                    (Some(known), Some(more)) => {
                        known.selections.get_or_insert_default().extend(more.iter().cloned());
                    }
                    (Some(_), None) => {}
                    (None, _) => out.push(Selection::Field(field.clone())),
                }
            }
            other => out.push(other.clone()),
        }
    }
    for selection in &mut out {
        match selection {
            Selection::Field(Field { selections: Some(inner), .. })
            | Selection::On { selections: inner, .. } => {
                *inner = merged(inner);
            }
            _ => {}
        }
    }
    out
}

/// An argument.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    pub(super) at: Pos,
    pub(super) name: String,
    pub(super) value: Value,
    pub(super) value_at: Pos,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Variable(String, Pos),
    /// What came of a variable and fits nowhere: its type in Go, and how Go shows it.
    Unfit(&'static str, String),
    Int(i64),
    Float(f64),
    Text(String),
    Bool(bool),
    Null,
    Enum(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Value {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Enum(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn float(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// A list, or the one value that stands for it.
    pub(super) fn list(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Null | Self::Unfit(..) => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// The texts of a list.
    pub(super) fn texts(&self) -> Vec<String> {
        self.list().iter().filter_map(Self::text).map(str::to_owned).collect()
    }

    /// The same value as JSON.
    pub(super) fn json(&self) -> Json {
        match self {
            Self::Int(number) => json!(number),
            Self::Float(number) => json!(number),
            Self::Text(text) | Self::Enum(text) => json!(text),
            Self::Bool(value) => json!(value),
            Self::Null | Self::Variable(..) | Self::Unfit(..) => Json::Null,
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Object(fields) => {
                Json::Object(fields.iter().map(|(name, value)| (name.clone(), value.json())).collect())
            }
        }
    }

    /// As messages print it.
    pub(super) fn printed(&self) -> String {
        match self {
            Self::Variable(name, _) => format!("${name}"),
            Self::Unfit(_, shown) => shown.clone(),
            Self::Int(number) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Text(text) => crate::common::gotext::quote(text),
            Self::Bool(value) => value.to_string(),
            Self::Null => "null".to_owned(),
            Self::Enum(name) => name.clone(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::printed).collect::<Vec<_>>().join(", "))
            }
            Self::Object(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|(name, value)| format!("{name}: {}", value.printed())).collect();
                format!("{{{}}}", fields.join(", "))
            }
        }
    }

    /// Puts values in the places of variables.
    pub(super) fn put(&mut self, known: &[(String, Self)]) {
        match self {
            Self::Variable(name, _) => {
                let found = known.iter().find(|(known, _)| known == name);
                if let Some((_, value)) = found {
                    *self = value.clone();
                }
            }
            Self::List(items) => {
                for item in items {
                    item.put(known);
                }
            }
            Self::Object(fields) => {
                for (_, value) in fields {
                    value.put(known);
                }
            }
            _ => {}
        }
    }

    /// Leaves out of its objects what came of variables without a value.
    pub(super) fn drop_missing(&mut self) {
        match self {
            Self::List(items) => items.iter_mut().for_each(Self::drop_missing),
            Self::Object(fields) => {
                fields.retain(|(_, value)| !matches!(value, Self::Unfit("nil", _)));
                for (_, value) in fields.iter_mut() {
                    value.drop_missing();
                }
            }
            _ => {}
        }
    }
}
