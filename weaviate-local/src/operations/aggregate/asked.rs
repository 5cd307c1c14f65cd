//! What an aggregation asks of a property, and the refusal of what cannot be aggregated.

use weaviate_proto::aggregate_request;

use crate::{
    common::error::Refusal,
    schema::{Class, DataType},
};

/// What is asked of a property, whatever its type.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the request is a list of flags")]
pub(super) struct Asked {
    pub(super) count: bool,
    pub(super) kind: bool,
    pub(super) sum: bool,
    pub(super) mean: bool,
    pub(super) mode: bool,
    pub(super) median: bool,
    pub(super) maximum: bool,
    pub(super) minimum: bool,
    pub(super) top: Option<usize>,
}

impl Asked {
    pub(super) fn read(from: &aggregate_request::Aggregation) -> Self {
        use aggregate_request::aggregation::Aggregation as Of;
        // Two messages with the same fields.
        macro_rules! of_numbers {
            ($of:ident) => {
                Self {
                    count: $of.count,
                    kind: $of.r#type,
                    sum: $of.sum,
                    mean: $of.mean,
                    mode: $of.mode,
                    median: $of.median,
                    maximum: $of.maximum,
                    minimum: $of.minimum,
                    top: None,
                }
            };
        }
        match &from.aggregation {
            Some(Of::Int(of)) => of_numbers!(of),
            Some(Of::Number(of)) => of_numbers!(of),
            Some(Of::Text(of)) => Self {
                count: of.count,
                kind: of.r#type,
                top: of.top_occurences_limit.filter(|_| of.top_occurences).map(|limit| limit as usize),
                ..Self::default()
            },
            Some(Of::Boolean(of)) => Self { count: of.count, kind: of.r#type, ..Self::default() },
            Some(Of::Date(of)) => Self {
                count: of.count,
                kind: of.r#type,
                mode: of.mode,
                median: of.median,
                maximum: of.maximum,
                minimum: of.minimum,
                ..Self::default()
            },
            Some(Of::Reference(of)) => Self { kind: of.r#type, ..Self::default() },
            None => Self::default(),
        }
    }
}

/// The server's words for what cannot be aggregated.
pub(super) fn refused(name: &str, class: &Class) -> Refusal {
    match class.known_property(name) {
        Err(refusal) => refusal.within(format!("property {name}")).within(format!("property {name}")),
        Ok(property) => {
            let kind = property.kind.name();
            let why = match property.kind {
                DataType::Geo | DataType::Phone => format!("dataType {kind} can't be aggregated"),
                _ => format!("unrecoginzed dataType {kind}"),
            };
            Refusal::new(format!("property {name}: {why}"))
        }
    }
}
