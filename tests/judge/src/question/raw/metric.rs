//! What an aggregate asks of a property.

use weaviate_proto::aggregate_request::{Aggregation, aggregation};

use super::super::{Metric, Path};
use crate::world::{Field, Kind};

impl Metric {
    /// Asked as what the property is: the server's messages have one for each type.
    pub(super) fn raw(self, path: &Path, field: Option<&Field>) -> Aggregation {
        use aggregation::Aggregation as Of;
        let kind = field.map_or(&Kind::Int, |field| &field.kind);
        let (count, median, mode) = (self == Self::Count, self == Self::Median, self == Self::Mode);
        let (maximum, minimum) = (self == Self::Max, self == Self::Min);
        let (sum, mean) = (self == Self::Sum, self == Self::Mean);
        let top = self == Self::Top;
        let of = match (kind, self) {
            (Kind::Bool, _) | (_, Self::TrueCount | Self::FalseShare) => Of::Boolean(aggregation::Boolean {
                count,
                total_true: self == Self::TrueCount,
                percentage_false: self == Self::FalseShare,
                ..Default::default()
            }),
            (Kind::Link(_), _) | (_, Self::PointingTo) => {
                Of::Reference(aggregation::Reference { r#type: false, pointing_to: self == Self::PointingTo })
            }
            (Kind::Text(_), _) | (_, Self::Top) => Of::Text(aggregation::Text {
                count,
                top_occurences: top,
                top_occurences_limit: top.then_some(20),
                ..Default::default()
            }),
            (Kind::Date, _) => {
                Of::Date(aggregation::Date { count, median, mode, maximum, minimum, ..Default::default() })
            }
            (Kind::Number, _) => Of::Number(aggregation::Number {
                count,
                median,
                mode,
                maximum,
                minimum,
                sum,
                mean,
                ..Default::default()
            }),
            (Kind::Int, _) => Of::Int(aggregation::Integer {
                count,
                median,
                mode,
                maximum,
                minimum,
                sum,
                mean,
                ..Default::default()
            }),
            _ => Of::Text(aggregation::Text { count, ..Default::default() }),
        };
        Aggregation { property: path.dotted(), aggregation: Some(of) }
    }
}
