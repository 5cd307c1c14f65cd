//! Searches by what a module has to turn into a vector first.

use weaviate_proto as proto;

use super::{
    near::Near,
    targets::{Targets, read_targets},
    vectors::{near_media, texts},
};
use crate::{common::error::Result, operations::modules::Ask, schema::Class};

/// What such a search says, whatever it searches by.
pub(super) struct Media<'a> {
    search: &'static str,
    targets: Option<&'a proto::Targets>,
    names: &'a [String],
    distance: Option<f64>,
    certainty: Option<f64>,
    ask: Ask,
}

macro_rules! media {
    ($search:literal, $from:expr, $ask:expr) => {{
        let from = $from;
        #[expect(deprecated, reason = "old clients name the targets in a list")]
        let names = from.target_vectors.as_slice();
        Media {
            search: $search,
            targets: from.targets.as_ref(),
            names,
            distance: from.distance,
            certainty: from.certainty,
            ask: $ask,
        }
    }};
}

impl<'a> Media<'a> {
    /// The one in a search request.
    pub(super) fn of_search(from: &'a proto::SearchRequest) -> Option<Self> {
        None.or_else(|| {
            from.near_image.as_ref().map(|from| media!("nearImage", from, Ask::Image(from.image.clone())))
        })
        .or_else(|| from.near_audio.as_ref().map(|from| media!("nearAudio", from, Ask::Other)))
        .or_else(|| from.near_video.as_ref().map(|from| media!("nearVideo", from, Ask::Other)))
        .or_else(|| from.near_depth.as_ref().map(|from| media!("nearDepth", from, Ask::Other)))
        .or_else(|| from.near_thermal.as_ref().map(|from| media!("nearThermal", from, Ask::Other)))
        .or_else(|| from.near_imu.as_ref().map(|from| media!("nearIMU", from, Ask::Other)))
        .or_else(|| from.near_text.as_ref().map(|from| media!("nearText", from, texts(from))))
    }

    /// The one in an aggregation.
    pub(super) fn of_aggregation(from: &'a proto::aggregate_request::Search) -> Option<Self> {
        use proto::aggregate_request::Search;
        Some(match from {
            Search::NearText(from) => media!("nearText", from, texts(from)),
            Search::NearImage(from) => media!("nearImage", from, Ask::Image(from.image.clone())),
            Search::NearAudio(from) => media!("nearAudio", from, Ask::Other),
            Search::NearVideo(from) => media!("nearVideo", from, Ask::Other),
            Search::NearDepth(from) => media!("nearDepth", from, Ask::Other),
            Search::NearThermal(from) => media!("nearThermal", from, Ask::Other),
            Search::NearImu(from) => media!("nearIMU", from, Ask::Other),
            Search::NearVector(_) | Search::NearObject(_) | Search::Hybrid(_) => return None,
        })
    }

    /// Whether the server looks at its targets after those of any other search.
    pub(super) fn is_last(&self) -> bool {
        self.search == "nearVideo"
    }

    /// Whether it does so after those of an object.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.search, "nearText" | "nearThermal")
    }

    pub(super) fn targets(&self, class: &Class) -> Result<Targets> {
        read_targets(class, self.targets, self.names)
    }

    pub(super) fn near(&self, targets: &Targets) -> Near {
        let near = near_media(self.search, self.ask.clone(), targets);
        Near { distance: self.distance, certainty: self.certainty, ..near }
    }
}
