//! Searches as messages.
//!
//! The messages are the same in questions for objects and for numbers, but stand in other fields:
//! [`Rendered`] says which message it is, and each renderer puts it into its own.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use weaviate_proto::{
    self as proto, NearAudioSearch, NearDepthSearch, NearImageSearch, NearImuSearch, NearTextSearch,
    NearThermalSearch, NearVideoSearch, SearchOperatorOptions, Selection, hybrid, near_text_search,
    search_operator_options, selection,
};

use super::{check::per_target, vector};
use crate::plain::{
    ir::{
        Bm25, Diversity, Fusion, Hybrid, HybridVector, KeywordOperator, Medium, Move, NearMedia, NearText,
        NearVector, Search, Targets,
    },
    wire::put,
};

/// A search as the message of its kind; the largest is boxed.
pub(super) enum Rendered {
    Bm25(proto::Bm25),
    Hybrid(Box<proto::Hybrid>),
    NearVector(proto::NearVector),
    NearObject(proto::NearObject),
    NearText(NearTextSearch),
    NearImage(NearImageSearch),
    NearAudio(NearAudioSearch),
    NearVideo(NearVideoSearch),
    NearDepth(NearDepthSearch),
    NearThermal(NearThermalSearch),
    NearImu(NearImuSearch),
}

/// Renders a search; `diversity` goes into its message.
pub(super) fn search(search: &Search, diversity: Option<&Diversity>) -> Rendered {
    let selection = diversity.map(mmr);
    match search {
        Search::Bm25(search) => Rendered::Bm25(bm25(search)),
        Search::Hybrid(search) => Rendered::Hybrid(Box::new(proto::Hybrid { selection, ..hybrid(search) })),
        Search::NearVector(search) => {
            Rendered::NearVector(proto::NearVector { selection, ..near_vector(search, &search.near.targets) })
        }
        Search::NearObject { id, near } => Rendered::NearObject(proto::NearObject {
            id: id.clone(),
            targets: vector::targets(&near.targets),
            distance: near.distance,
            certainty: near.certainty,
            selection,
            ..proto::NearObject::default()
        }),
        Search::NearText(search) => {
            let targets = vector::targets(&search.near.targets);
            Rendered::NearText(NearTextSearch { selection, targets, ..near_text(search) })
        }
        Search::NearMedia(search) => near_media(search),
    }
}

/// Writes a search by one vector, or its rows, for all targets, as the field `number` that a `NearVector` is; `false` if
/// it is another one.
pub(super) fn near_alone(
    out: &mut Vec<u8>,
    number: u32,
    search: &NearVector,
    diversity: Option<&Diversity>,
) -> bool {
    let NearVector { vectors, near } = search;
    if per_target(vectors) {
        return false;
    }
    put::nested(out, number, vector::bytes(vectors), |out| {
        put::double(out, 2, near.certainty);
        put::double(out, 3, near.distance);
        vector::write_targets(out, 6, &near.targets);
        for one in vectors {
            vector::write(out, 9, one);
        }
        put::message(out, 10, diversity.map(mmr).as_ref());
    });
    true
}

/// Maximal marginal relevance, the only selection that there is.
fn mmr(diversity: &Diversity) -> Selection {
    let mmr = selection::Mmr { limit: Some(diversity.limit), balance: diversity.balance };
    Selection { selection: Some(selection::Selection::Mmr(mmr)) }
}

fn bm25(search: &Bm25) -> proto::Bm25 {
    proto::Bm25 {
        query: search.query.clone(),
        properties: weighted(&search.properties),
        search_operator: search.operator.map(keyword_operator),
    }
}

/// Properties with their weights, as a server reads them: `title^2`. A weight of 1 is not written.
pub(super) fn weighted(properties: &[(String, u32)]) -> Vec<String> {
    let spell = |(name, weight): &(String, u32)| match weight {
        1 => name.clone(),
        weight => format!("{name}^{weight}"),
    };
    properties.iter().map(spell).collect()
}

/// How many words must be there; only `or` has a number.
fn keyword_operator(operator: KeywordOperator) -> SearchOperatorOptions {
    use search_operator_options::Operator as Wire;
    let (operator, least) = match operator {
        KeywordOperator::And => (Wire::And, None),
        KeywordOperator::Or(least) => (Wire::Or, Some(least as i32)),
        KeywordOperator::AndCross => (Wire::AndCross, None),
    };
    SearchOperatorOptions { operator: operator.into(), minimum_or_tokens_match: least }
}

/// A hybrid. A vector alone stands in `vectors`, one with a bound or for each target in `near_vector`: the
/// fields beside are deprecated.
fn hybrid(search: &Hybrid) -> proto::Hybrid {
    let mut wire = proto::Hybrid {
        query: search.keywords.query.clone(),
        properties: weighted(&search.keywords.properties),
        fusion_type: match search.fusion {
            None => hybrid::FusionType::Unspecified,
            Some(Fusion::Ranked) => hybrid::FusionType::Ranked,
            Some(Fusion::RelativeScore) => hybrid::FusionType::RelativeScore,
        }
        .into(),
        bm25_search_operator: search.keywords.operator.map(keyword_operator),
        targets: vector::targets(&search.targets),
        threshold: search.max_distance.map(hybrid::Threshold::VectorDistance),
        ..proto::Hybrid::default()
    };
    match &search.vector {
        None => {}
        Some(HybridVector::Text(text)) => wire.near_text = Some(near_text(text)),
        Some(HybridVector::Vectors(near)) => {
            let bounded = near.near.distance.is_some() || near.near.certainty.is_some();
            if bounded || per_target(&near.vectors) {
                // The targets stand in the hybrid; a second list inside is refused.
                wire.near_vector =
                    Some(proto::NearVector { targets: None, ..near_vector(near, &search.targets) });
            } else {
                wire.vectors = vector::vectors(&near.vectors);
            }
        }
    }
    // A server before 1.36 reads only the old field, one from 1.36 on the new one if it is told so.
    let alpha = search.alpha.unwrap_or(Hybrid::ALPHA);
    wire.alpha_param = Some(alpha);
    wire.use_alpha_param = true;
    #[allow(deprecated)]
    {
        wire.alpha = alpha;
    }
    wire
}

/// Vectors, for all targets or one for each; `targets` of a hybrid are not those of its half.
fn near_vector(search: &NearVector, targets: &Targets) -> proto::NearVector {
    let mut wire = proto::NearVector {
        targets: vector::targets(targets),
        distance: search.near.distance,
        certainty: search.near.certainty,
        ..proto::NearVector::default()
    };
    if per_target(&search.vectors) {
        wire.vector_for_targets = vector::for_targets(&search.vectors, targets);
    } else {
        wire.vectors = vector::vectors(&search.vectors);
    }
    wire
}

/// The text alone: its targets are added where they belong.
fn near_text(search: &NearText) -> NearTextSearch {
    NearTextSearch {
        query: search.concepts.clone(),
        distance: search.near.distance,
        certainty: search.near.certainty,
        move_to: search.move_to.as_ref().map(shift),
        move_away: search.move_away.as_ref().map(shift),
        ..NearTextSearch::default()
    }
}

fn shift(shift: &Move) -> near_text_search::Move {
    near_text_search::Move { force: shift.force, concepts: shift.concepts.clone(), uuids: shift.ids.clone() }
}

/// The messages of the media differ in the name of one field and in nothing else.
macro_rules! media {
    ($search:ident; $($medium:ident $message:ident $field:ident $variant:ident;)*) => {
        match $search.medium {
            $(Medium::$medium => Rendered::$variant($message {
                $field: BASE64_STANDARD.encode(&$search.data),
                targets: vector::targets(&$search.near.targets),
                distance: $search.near.distance,
                certainty: $search.near.certainty,
                ..$message::default()
            }),)*
        }
    };
}

/// A medium as the message of its kind, with its bytes in base64.
fn near_media(search: &NearMedia) -> Rendered {
    media! { search;
        Image NearImageSearch image NearImage;
        Audio NearAudioSearch audio NearAudio;
        Video NearVideoSearch video NearVideo;
        Depth NearDepthSearch depth NearDepth;
        Thermal NearThermalSearch thermal NearThermal;
        Imu NearImuSearch imu NearImu;
    }
}
