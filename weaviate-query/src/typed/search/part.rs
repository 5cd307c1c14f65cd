//! Searches inside a `hybrid`: what its `vector` takes beside a vector.
//!
//! The two halves of a `hybrid` need not ask the same thing. Words may look for "rust", the vector for "memory safety":
//! that is [`near_text`]. What a server would drop in silence there is not offered, or refused when it is sent: a distance
//! of the text, and objects in a [`Move`].

use super::{Accepts, Move, Targeted};
use crate::{
    plain::{
        ir,
        modules::{Understands, medium},
        sealed::Sealed,
    },
    typed::values::Concepts,
};

/// A search by text inside a `hybrid`, made by [`near_text`].
#[derive(Debug, Clone)]
pub struct TextPart(ir::NearText);

impl Sealed for TextPart {}

/// A search by a vector inside a `hybrid`, made by [`near_vector`].
#[derive(Debug, Clone)]
pub struct VectorPart<V> {
    vector: V,
    near: ir::Near,
}

impl<V> Sealed for VectorPart<V> {}

/// The half of a `hybrid` by another text than its words; the target needs a vectorizer that reads text.
///
/// ```
/// use weaviate_query::search::{Move, near_text};
///
/// let part = near_text("memory safety").move_away(Move::new(0.3).concepts("garbage collection"));
/// # let _ = part;
/// ```
pub fn near_text(concepts: impl Concepts) -> TextPart {
    TextPart(ir::NearText { concepts: concepts.into_concepts(), ..ir::NearText::default() })
}

/// The half of a `hybrid` by a vector, where how far it looks matters. Without that, give the vector itself.
///
/// ```
/// use weaviate_query::search::near_vector;
///
/// let part = near_vector([0.1_f32, 0.7, 0.2]).distance(0.4);
/// # let _ = part;
/// ```
pub fn near_vector<V>(vector: V) -> VectorPart<V> {
    VectorPart { vector, near: ir::Near::default() }
}

/// There is no `distance` here: a server reads the text and the shifts of this half and would drop it in silence. Give the
/// `hybrid` a `max_distance`.
impl TextPart {
    /// What to move nearer to: concepts only, a server drops objects here (`InvalidInput`).
    #[must_use]
    pub fn move_to(mut self, to: Move) -> Self {
        self.0.move_to = Some(to.into_ir());
        self
    }

    /// What to move away from: concepts only.
    #[must_use]
    pub fn move_away(mut self, away: Move) -> Self {
        self.0.move_away = Some(away.into_ir());
        self
    }
}

impl<V> VectorPart<V> {
    /// The largest distance that is still near, by the distance of the vector. Not together with `certainty`.
    #[must_use]
    pub fn distance(mut self, distance: f64) -> Self {
        self.near.distance = Some(distance);
        self
    }

    /// The smallest certainty that is still near, from 0 to 1; for a vector by cosine distance.
    #[must_use]
    pub fn certainty(mut self, certainty: f64) -> Self {
        self.near.certainty = Some(certainty);
        self
    }
}

/// A search inside a `hybrid` that aims at `T`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no search inside a `hybrid`",
    label = "expected `near_text(…)` or `near_vector(…)`"
)]
pub trait Part<T>: Sealed {
    /// As plain data.
    fn into_ir(self) -> ir::HybridVector;
}

impl<T: Targeted<Vectorizer: Understands<medium::words, T::Of>>> Part<T> for TextPart {
    fn into_ir(self) -> ir::HybridVector {
        ir::HybridVector::Text(self.0)
    }
}

impl<T: Targeted<Declared: Accepts<V, T::Of>>, V> Part<T> for VectorPart<V> {
    fn into_ir(self) -> ir::HybridVector {
        ir::HybridVector::Vectors(ir::NearVector { vectors: vec![T::vector(&self.vector)], near: self.near })
    }
}
