//! Searches as messages.

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{Context, vector};
use crate::{
    Error, Result, Version,
    ir::{
        Bm25, Diversity, Fusion, Hybrid, HybridVector, KeywordOperator, Medium, Move, Near, NearMedia,
        NearText, NearVector, Search, Targets,
    },
    proto::{
        self, NearAudioSearch, NearDepthSearch, NearImageSearch, NearImuSearch, NearTextSearch,
        NearThermalSearch, NearVideoSearch, SearchOperatorOptions, Selection, hybrid, near_text_search,
        search_operator_options, selection,
    },
};

/// A search as the message of its kind.
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
pub(super) fn search(search: &Search, diversity: Option<&Diversity>, cx: &Context<'_>) -> Result<Rendered> {
    if let Some(near) = search.near() {
        check_near(near)?;
    }
    let selection = diversity.map(|diversity| mmr(diversity, search, cx)).transpose()?;
    Ok(match search {
        Search::Bm25(search) => Rendered::Bm25(bm25(search, cx)?),
        Search::Hybrid(search) => {
            Rendered::Hybrid(Box::new(proto::Hybrid { selection, ..hybrid(search, cx)? }))
        }
        Search::NearVector(search) => Rendered::NearVector(proto::NearVector {
            selection,
            ..near_vector(search, &search.near.targets)?
        }),
        Search::NearObject { id, near } => Rendered::NearObject(proto::NearObject {
            id: id.clone(),
            targets: vector::targets(&near.targets)?,
            distance: near.distance,
            certainty: near.certainty,
            selection,
            ..proto::NearObject::default()
        }),
        Search::NearText(search) => {
            let targets = vector::targets(&search.near.targets)?;
            Rendered::NearText(NearTextSearch { selection, targets, ..near_text(search)? })
        }
        Search::NearMedia(search) => near_media(search, selection)?,
    })
}

fn mmr(diversity: &Diversity, search: &Search, cx: &Context<'_>) -> Result<Selection> {
    let Diversity { limit, balance } = *diversity;
    if let Search::Bm25(_) = search {
        return Err(Error::invalid("`diversity` compares vectors: `bm25` has none"));
    }
    let hybrid = matches!(search, Search::Hybrid(_));
    cx.needs(Version::new(1, if hybrid { 39 } else { 37 }), "`diversity`")?;
    if limit == 0 {
        return Err(Error::invalid("`diversity` chooses at least one object: its limit is 0"));
    }
    if let Some(balance) = balance.filter(|balance| !(0.0..=1.0).contains(balance)) {
        return Err(Error::invalid(format!(
            "the balance of `diversity` is {balance}: it goes from 0 (only different) to 1 (only relevant)"
        )));
    }
    let mmr = selection::Mmr { limit: Some(limit), balance };
    Ok(Selection { selection: Some(selection::Selection::Mmr(mmr)) })
}

fn bm25(search: &Bm25, cx: &Context<'_>) -> Result<proto::Bm25> {
    if search.query.is_empty() {
        return Err(Error::invalid(
            "`bm25` with an empty text finds nothing: leave the search out to list objects",
        ));
    }
    Ok(proto::Bm25 {
        query: search.query.clone(),
        properties: weighted(&search.properties),
        search_operator: search.operator.map(|operator| keyword_operator(operator, cx)).transpose()?,
    })
}

fn weighted(properties: &[(String, u32)]) -> Vec<String> {
    let spell = |(name, weight): &(String, u32)| match weight {
        1 => name.clone(),
        weight => format!("{name}^{weight}"),
    };
    properties.iter().map(spell).collect()
}

fn keyword_operator(operator: KeywordOperator, cx: &Context<'_>) -> Result<SearchOperatorOptions> {
    use search_operator_options::Operator as Wire;
    let (operator, least) = match operator {
        KeywordOperator::And => (Wire::And, None),
        KeywordOperator::Or(least) => (Wire::Or, Some(i32::try_from(least).unwrap_or(i32::MAX))),
        KeywordOperator::AndCross => {
            cx.needs(Version::new(1, 39), "`and_cross`")?;
            (Wire::AndCross, None)
        }
    };
    Ok(SearchOperatorOptions { operator: operator.into(), minimum_or_tokens_match: least })
}

fn hybrid(search: &Hybrid, cx: &Context<'_>) -> Result<proto::Hybrid> {
    let alpha = search.alpha.unwrap_or(Hybrid::ALPHA);
    if !(0.0..=1.0).contains(&alpha) {
        return Err(Error::invalid(format!(
            "`alpha` is {alpha}: it goes from 0 (only words) to 1 (only the vector)"
        )));
    }
    if search.keywords.query.is_empty() && alpha < 1.0 {
        return Err(Error::invalid(
            "`hybrid` with an empty text searches no words: write `hybrid: none` to search the vector alone",
        ));
    }
    let mut wire = proto::Hybrid {
        query: search.keywords.query.clone(),
        properties: weighted(&search.keywords.properties),
        fusion_type: match search.fusion {
            None => hybrid::FusionType::Unspecified,
            Some(Fusion::Ranked) => hybrid::FusionType::Ranked,
            Some(Fusion::RelativeScore) => hybrid::FusionType::RelativeScore,
        }
        .into(),
        bm25_search_operator: search.keywords.operator.map(|op| keyword_operator(op, cx)).transpose()?,
        targets: vector::targets(&search.targets)?,
        threshold: search.max_distance.map(hybrid::Threshold::VectorDistance),
        ..proto::Hybrid::default()
    };
    match &search.vector {
        None => {}
        Some(HybridVector::Text(text)) => {
            check_near(&text.near)?;
            wire.near_text = Some(near_text(text)?);
        }
        Some(HybridVector::Vectors(near)) => {
            check_near(&near.near)?;
            let bounded = near.near.distance.is_some() || near.near.certainty.is_some();
            if bounded || vector::per_target(&near.vectors) {
                // The targets stand in the hybrid; a second list inside is refused.
                wire.near_vector =
                    Some(proto::NearVector { targets: None, ..near_vector(near, &search.targets)? });
            } else {
                wire.vectors = vector::vectors(&near.vectors, &search.targets)?;
            }
        }
    }
    // A server before 1.36 reads only the old field, one from 1.36 on the new one if it is told so.
    wire.alpha_param = Some(alpha);
    wire.use_alpha_param = true;
    #[allow(deprecated)]
    {
        wire.alpha = alpha;
    }
    Ok(wire)
}

fn near_vector(search: &NearVector, targets: &Targets) -> Result<proto::NearVector> {
    let mut wire = proto::NearVector {
        targets: vector::targets(targets)?,
        distance: search.near.distance,
        certainty: search.near.certainty,
        ..proto::NearVector::default()
    };
    if vector::per_target(&search.vectors) {
        wire.vector_for_targets = vector::for_targets(&search.vectors, targets)?;
    } else {
        wire.vectors = vector::vectors(&search.vectors, targets)?;
    }
    Ok(wire)
}

fn near_text(search: &NearText) -> Result<NearTextSearch> {
    if search.concepts.iter().all(String::is_empty) {
        return Err(Error::invalid("`near_text` without a text finds nothing: give it a concept"));
    }
    Ok(NearTextSearch {
        query: search.concepts.clone(),
        distance: search.near.distance,
        certainty: search.near.certainty,
        move_to: search.move_to.as_ref().map(|to| shift(to, "move_to")).transpose()?,
        move_away: search.move_away.as_ref().map(|away| shift(away, "move_away")).transpose()?,
        ..NearTextSearch::default()
    })
}

fn shift(shift: &Move, clause: &str) -> Result<near_text_search::Move> {
    let Move { force, concepts, ids } = shift;
    if !(0.0..=1.0).contains(force) {
        return Err(Error::invalid(format!("the force of `{clause}` is {force}: it goes from 0 to 1")));
    }
    if concepts.is_empty() && ids.is_empty() {
        return Err(Error::invalid(format!("`{clause}` names neither concepts nor objects")));
    }
    Ok(near_text_search::Move { force: *force, concepts: concepts.clone(), uuids: ids.clone() })
}

/// The messages differ in the name of one field.
macro_rules! media {
    ($search:ident, $selection:ident; $($medium:ident $message:ident $field:ident $variant:ident;)*) => {
        match $search.medium {
            $(Medium::$medium => Rendered::$variant($message {
                $field: BASE64_STANDARD.encode(&$search.data),
                targets: vector::targets(&$search.near.targets)?,
                distance: $search.near.distance,
                certainty: $search.near.certainty,
                selection: $selection,
                ..$message::default()
            }),)*
        }
    };
}

fn near_media(search: &NearMedia, selection: Option<Selection>) -> Result<Rendered> {
    if search.data.is_empty() {
        let clause = search.medium.clause();
        return Err(Error::invalid(format!("`{clause}` has no bytes to search with")));
    }
    Ok(media! { search, selection;
        Image NearImageSearch image NearImage;
        Audio NearAudioSearch audio NearAudio;
        Video NearVideoSearch video NearVideo;
        Depth NearDepthSearch depth NearDepth;
        Thermal NearThermalSearch thermal NearThermal;
        Imu NearImuSearch imu NearImu;
    })
}

fn check_near(near: &Near) -> Result<()> {
    if near.distance.is_some() && near.certainty.is_some() {
        return Err(Error::invalid("`distance` and `certainty` say the same thing: give one of them"));
    }
    if near.certainty.is_some() && near.targets.names.len() > 1 {
        return Err(Error::invalid("`certainty` is for one vector: give `distance` with several"));
    }
    Ok(())
}
