//! GraphQL read by a parser that is not ours, as a tree.

use std::fmt::Write as _;

use apollo_parser::{
    Parser,
    cst::{self, CstNode as _},
};

/// A field with its arguments and what is selected of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    /// Its name, or `... on Class`.
    pub(super) name: String,
    pub(super) arguments: Vec<(String, Value)>,
    pub(super) fields: Vec<Field>,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// As it is written.
    Number(String),
    Boolean(bool),
    Word(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Field {
    /// The one field inside.
    pub(super) fn only(&self) -> &Self {
        assert_eq!(self.fields.len(), 1, "{} has one field", self.name);
        &self.fields[0]
    }

    pub(super) fn argument(&self, name: &str) -> Option<&Value> {
        self.arguments.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Every text of every argument, in order.
    pub(super) fn texts(&self) -> Vec<&str> {
        let own = self.arguments.iter().flat_map(|(_, value)| value.texts());
        own.chain(self.fields.iter().flat_map(Self::texts)).collect()
    }

    /// As it was printed, if it was read as it was meant.
    pub(super) fn printed(&self) -> String {
        let mut out = self.name.clone();
        if !self.arguments.is_empty() {
            write!(out, "({})", pairs(&self.arguments)).unwrap();
        }
        if !self.fields.is_empty() {
            let inner: Vec<String> = self.fields.iter().map(Self::printed).collect();
            write!(out, " {{ {} }}", inner.join(" ")).unwrap();
        }
        out
    }
}

impl Value {
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            one => std::slice::from_ref(one),
        }
    }

    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(values) => values.iter().flat_map(Self::texts).collect(),
            Self::Object(fields) => fields.iter().flat_map(|(_, value)| value.texts()).collect(),
            Self::Number(_) | Self::Boolean(_) | Self::Word(_) => Vec::new(),
        }
    }

    // Texts stand for themselves: how they are escaped is shown by what is read.
    fn printed(&self) -> String {
        match self {
            Self::Number(written) | Self::Word(written) => written.clone(),
            Self::Boolean(value) => value.to_string(),
            Self::Text(_) => "\"…\"".to_owned(),
            Self::List(values) => {
                format!("[{}]", values.iter().map(Self::printed).collect::<Vec<_>>().join(", "))
            }
            Self::Object(fields) if fields.is_empty() => "{}".to_owned(),
            Self::Object(fields) => format!("{{ {} }}", pairs(fields)),
        }
    }
}

fn pairs(pairs: &[(String, Value)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}: {}", value.printed())).collect::<Vec<_>>().join(", ")
}

/// Reads a document of one query.
pub(super) fn read(text: &str) -> Field {
    let tree = Parser::new(text).parse();
    let errors: Vec<_> = tree.errors().collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    let mut definitions: Vec<_> = tree.document().definitions().collect();
    let Some(cst::Definition::OperationDefinition(operation)) = definitions.pop() else {
        panic!("no query: {text}")
    };
    assert!(definitions.is_empty(), "one query: {text}");
    let fields = selected(operation.selection_set());
    Field { name: String::new(), arguments: Vec::new(), fields }
}

fn selected(set: Option<cst::SelectionSet>) -> Vec<Field> {
    let Some(set) = set else { return Vec::new() };
    let fields = set.selections().map(|selection| match selection {
        cst::Selection::Field(field) => {
            assert!(field.alias().is_none() && field.directives().is_none());
            let arguments = field.arguments().into_iter().flat_map(|arguments| {
                arguments.arguments().map(|one| (name(one.name()), value(one.value()))).collect::<Vec<_>>()
            });
            Field {
                name: name(field.name()),
                arguments: arguments.collect(),
                fields: selected(field.selection_set()),
            }
        }
        cst::Selection::InlineFragment(fragment) => {
            let of = fragment.type_condition().and_then(|on| on.named_type()).and_then(|of| of.name());
            Field {
                name: format!("... on {}", name(of)),
                arguments: Vec::new(),
                fields: selected(fragment.selection_set()),
            }
        }
        cst::Selection::FragmentSpread(_) => panic!("no fragments"),
    });
    fields.collect()
}

fn name(name: Option<cst::Name>) -> String {
    name.expect("a name").text().to_string()
}

fn value(value: Option<cst::Value>) -> Value {
    match value.expect("a value") {
        cst::Value::StringValue(text) => Value::Text(String::from(text)),
        cst::Value::IntValue(number) => Value::Number(number.syntax().text().to_string().trim().to_owned()),
        cst::Value::FloatValue(number) => Value::Number(number.syntax().text().to_string().trim().to_owned()),
        cst::Value::BooleanValue(word) => Value::Boolean(word.true_token().is_some()),
        cst::Value::EnumValue(word) => Value::Word(name(word.name())),
        cst::Value::ListValue(list) => Value::List(list.values().map(|one| self::value(Some(one))).collect()),
        cst::Value::ObjectValue(object) => Value::Object(
            object.object_fields().map(|field| (name(field.name()), self::value(field.value()))).collect(),
        ),
        cst::Value::Variable(_) | cst::Value::NullValue(_) => panic!("neither variables nor null"),
    }
}
