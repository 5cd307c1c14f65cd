//! The types of arguments, with the names by which the server's messages call them.

use super::ast::Value;
use crate::catalog::Catalog;

/// The type of a value that is given.
pub(super) enum Input {
    Int,
    Float,
    Text,
    /// A whole number that has to be there.
    Count,
    /// One or several of them.
    List(Box<Self>),
    /// One of some names; the type's own name, after that of the collection when it starts with a `+`.
    Enum(&'static str, &'static [&'static str]),
    /// The value of a filter: of its kind, or any list.
    Operand(&'static str, fn(&Value) -> bool),
    /// A list of numbers.
    Vector,
    Object(&'static str, Vec<(&'static str, Self)>),
    Where,
    /// A filter in another one.
    Operands,
    /// Checked where it is read.
    Any,
}

/// Why a value does not fit an argument; `scope` is the part of type names that tells the collection.
pub(super) fn wrong(argument: &str, value: &Value, scope: &str) -> Vec<String> {
    check(&of(argument, scope), value, scope)
}

/// The type of an argument.
pub(super) fn of(argument: &str, scope: &str) -> Input {
    match argument {
        "limit" | "offset" | "autocut" | "objectLimit" => Input::Int,
        "after" | "tenant" | "property" | "query" => Input::Text,
        "where" => Input::Where,
        "sort" => list(Input::Object("SortInpObj", sort())),
        "bm25" => Input::Object("HybridGetBm25InpObj", bm25()),
        "hybrid" => Input::Object("HybridInpObj", hybrid()),
        "nearVector" => Input::Object("NearVectorInpObj", near_vector()),
        "nearObject" => Input::Object("NearObjectInpObj", near_object()),
        "groupBy" if scope.starts_with("Get") => Input::Object("GroupByInpObj", group_by()),
        "groupBy" if scope.starts_with("Aggregate") => list(Input::Text),
        _ => Input::Any,
    }
}

/// The arguments whose types have names of their own.
const NAMED: [&str; 7] = ["where", "sort", "bm25", "hybrid", "nearVector", "nearObject", "groupBy"];

/// The type of that name, with the part of it that tells the collection.
pub(super) fn find(catalog: &Catalog, name: &str) -> Option<(Input, String)> {
    let plain = match name {
        "Int" => Some(Input::Int),
        "Float" => Some(Input::Float),
        "String" => Some(Input::Text),
        "Boolean" => Some(Input::Operand("", |value| matches!(value, Value::Bool(_)))),
        _ => None,
    };
    if let Some(plain) = plain {
        return Some((plain, String::new()));
    }
    catalog.all().iter().find_map(|collection| {
        ["GetObjects", "AggregateObjects"].iter().find_map(|kind| {
            let scope = format!("{kind}{}", collection.class().name);
            if !name.contains(&scope) {
                return None;
            }
            let found = NAMED.iter().find_map(|argument| within_type(of(argument, &scope), &scope, name));
            found.map(|found| (found, scope))
        })
    })
}

fn within_type(of: Input, scope: &str, name: &str) -> Option<Input> {
    if of.name(scope).as_deref() == Some(name) {
        return Some(of);
    }
    match of {
        Input::List(of) => within_type(*of, scope, name),
        Input::Object(_, fields) => fields.into_iter().find_map(|(_, of)| within_type(of, scope, name)),
        Input::Where => filter().into_iter().find_map(|(_, of)| within_type(of, scope, name)),
        _ => None,
    }
}

impl Input {
    /// As messages call it; what is only checked where it is read has no name here.
    pub(super) fn name(&self, scope: &str) -> Option<String> {
        Some(match self {
            Self::Int => "Int".to_owned(),
            Self::Float => "Float".to_owned(),
            Self::Text => "String".to_owned(),
            Self::Count => "Int!".to_owned(),
            Self::List(of) => format!("[{}]", of.name(scope)?),
            Self::Enum(name, _) => {
                name.strip_prefix('+').map_or((*name).to_owned(), |name| format!("{scope}{name}"))
            }
            Self::Operand("", _) => "Boolean".to_owned(),
            Self::Operand(name, _) => format!("{name}{scope}"),
            Self::Vector => format!("{scope}NearVectorVectorScalar"),
            Self::Object(name, _) => format!("{scope}{name}"),
            Self::Where => format!("{scope}WhereInpObj"),
            Self::Operands => format!("{scope}WhereOperandsInpObj"),
            Self::Any => return None,
        })
    }

    pub(super) fn fields(&self) -> Option<Vec<(&'static str, Self)>> {
        match self {
            Self::Object(name, _) => Some(match *name {
                "SortInpObj" => sort(),
                "HybridGetBm25InpObj" => bm25(),
                "HybridInpObj" => hybrid(),
                "NearVectorInpObj" => near_vector(),
                "NearObjectInpObj" => near_object(),
                "GroupByInpObj" => group_by(),
                _ => return None,
            }),
            Self::Where | Self::Operands => Some(filter()),
            _ => None,
        }
    }
}

fn list(of: Input) -> Input {
    Input::List(Box::new(of))
}

fn sort() -> Vec<(&'static str, Input)> {
    vec![("order", Input::Enum("+SortInpObjTypeEnum", &["asc", "desc"])), ("path", list(Input::Text))]
}

fn operator(name: &'static str) -> Input {
    Input::Object(
        "SearchOperatorInpObj",
        vec![
            ("minimumOrTokensMatch", Input::Int),
            ("operator", Input::Enum(name, &["And", "AndCross", "Or"])),
        ],
    )
}

fn bm25() -> Vec<(&'static str, Input)> {
    vec![
        ("properties", list(Input::Text)),
        ("query", Input::Text),
        ("searchOperator", operator("+SearchesOperator")),
    ]
}

fn hybrid() -> Vec<(&'static str, Input)> {
    vec![
        ("alpha", Input::Float),
        ("bm25SearchOperator", operator("+HybridSearchesOperator")),
        ("fusionType", Input::Enum("FusionEnum", &["rankedFusion", "relativeScoreFusion"])),
        ("maxVectorDistance", Input::Float),
        ("properties", list(Input::Text)),
        ("query", Input::Text),
        ("searches", Input::Any),
        ("targetVectors", list(Input::Text)),
        ("targets", Input::Any),
        ("vector", Input::Any),
    ]
}

fn near_vector() -> Vec<(&'static str, Input)> {
    vec![
        ("certainty", Input::Float),
        ("distance", Input::Float),
        ("targetVectors", list(Input::Text)),
        ("targets", Input::Any),
        ("vector", Input::Vector),
        ("vectorPerTarget", Input::Any),
    ]
}

fn near_object() -> Vec<(&'static str, Input)> {
    vec![
        ("beacon", Input::Text),
        ("certainty", Input::Float),
        ("distance", Input::Float),
        ("id", Input::Text),
        ("targetVectors", list(Input::Text)),
        ("targets", Input::Any),
    ]
}

fn group_by() -> Vec<(&'static str, Input)> {
    vec![("groups", Input::Count), ("objectsPerGroup", Input::Count), ("path", list(Input::Text))]
}

fn filter() -> Vec<(&'static str, Input)> {
    let text = |value: &Value| matches!(value, Value::Text(_));
    vec![
        ("operands", list(Input::Operands)),
        ("operator", Input::Enum("+WhereOperatorEnum", OPERATORS)),
        ("path", list(Input::Text)),
        ("valueBoolean", Input::Operand("Boolean", |value| matches!(value, Value::Bool(_)))),
        ("valueDate", Input::Operand("TextDate", text)),
        ("valueGeoRange", Input::Any),
        ("valueInt", Input::Operand("Int", |value| matches!(value, Value::Int(_)))),
        ("valueNumber", Input::Operand("Float", |value| value.float().is_some())),
        ("valueString", Input::Operand("TextString", text)),
        ("valueText", Input::Operand("Text", text)),
    ]
}

const OPERATORS: &[&str] = &[
    "And",
    "Or",
    "Not",
    "Equal",
    "NotEqual",
    "GreaterThan",
    "GreaterThanEqual",
    "LessThan",
    "LessThanEqual",
    "WithinGeoRange",
    "Like",
    "IsNull",
    "ContainsAny",
    "ContainsAll",
    "ContainsNone",
];

pub(super) fn check(of: &Input, value: &Value, scope: &str) -> Vec<String> {
    let unless = |fits: bool, name: &str| {
        if fits { Vec::new() } else { vec![format!("Expected type \"{name}\", found {}.", value.printed())] }
    };
    match (of, value) {
        (Input::Count, Value::Null) => vec!["Expected \"Int!\", found null.".to_owned()],
        (_, Value::Null | Value::Variable(..) | Value::Unfit(..)) | (Input::Any, _) => Vec::new(),
        (Input::Int | Input::Count, _) => unless(value.int().is_some(), "Int"),
        (Input::Float, _) => unless(value.float().is_some(), "Float"),
        (Input::Text, _) => unless(matches!(value, Value::Text(_)), "String"),
        (Input::Vector, _) => {
            unless(matches!(value, Value::List(_)), &format!("{scope}NearVectorVectorScalar"))
        }
        (Input::Operand(name, fits), _) => {
            unless(matches!(value, Value::List(_)) || fits(value), &format!("{name}{scope}"))
        }
        (Input::Enum(name, known), _) => {
            let name = name.strip_prefix('+').map_or((*name).to_owned(), |name| format!("{scope}{name}"));
            unless(matches!(value, Value::Enum(found) if known.contains(&found.as_str())), &name)
        }
        (Input::List(of), Value::List(items)) => items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| within(&format!("In element #{}", at + 1), check(of, item, scope)))
            .collect(),
        (Input::List(of), one) => check(of, one, scope),
        (Input::Where, _) => object("WhereInpObj", &filter(), value, scope),
        (Input::Operands, _) => object("WhereOperandsInpObj", &filter(), value, scope),
        (Input::Object(name, fields), _) => object(name, fields, value, scope),
    }
}

fn object(name: &str, known: &[(&'static str, Input)], value: &Value, scope: &str) -> Vec<String> {
    let Value::Object(fields) = value else {
        return vec![format!("Expected \"{scope}{name}\", found not an object.")];
    };
    let unknown = fields
        .iter()
        .filter(|(name, _)| !known.iter().any(|(known, _)| known == name))
        .map(|(name, _)| format!("In field \"{name}\": Unknown field."));
    let wrong = known.iter().flat_map(|(name, of)| {
        let value = value.get(name).unwrap_or(&Value::Null);
        within(&format!("In field \"{name}\""), check(of, value, scope))
    });
    unknown.chain(wrong).collect()
}

pub(super) fn within(place: &str, why: Vec<String>) -> Vec<String> {
    why.into_iter().map(|why| format!("{place}: {why}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::ast::{Selection, fields},
        *,
    };

    fn why(argument: &str, text: &str) -> String {
        let document = super::super::syntax::parse(&format!("{{C({argument}:{text})}}")).unwrap();
        let selections: &[Selection] = &document.operations[0].selections;
        let field = fields(selections).next().unwrap();
        wrong(argument, field.argument(argument).unwrap(), "GetObjectsC").join("\n")
    }

    // Written down from a 1.39.0 server.
    #[test]
    fn values_that_do_not_fit_are_refused_as_the_server_does() {
        assert_eq!(why("limit", "\"x\""), "Expected type \"Int\", found \"x\".");
        assert_eq!(
            why("where", "{operator: And, operands: [{operator: Eq}]}"),
            "In field \"operands\": In element #1: In field \"operator\": Expected type \
             \"GetObjectsCWhereOperatorEnum\", found Eq."
        );
        assert_eq!(
            why("where", "{valueNumber: \"x\"}"),
            "In field \"valueNumber\": Expected type \"FloatGetObjectsC\", found \"x\"."
        );
        assert_eq!(why("where", "5"), "Expected \"GetObjectsCWhereInpObj\", found not an object.");
        assert_eq!(why("sort", "[{orders: asc}]"), "In element #1: In field \"orders\": Unknown field.");
        assert_eq!(
            why("groupBy", "{path: [\"i\"], groups: \"x\"}"),
            "In field \"groups\": Expected type \"Int\", found \"x\".\nIn field \"objectsPerGroup\": Expected \
             \"Int!\", found null."
        );
        assert_eq!(why("where", "{path: [\"a\"], operator: Equal, valueText: [1]}"), "");
    }
}
