//! An object that was found.

use std::sync::Arc;

use crate::common::object::Object;

/// An object, and how well it fits.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) doc: u32,
    pub(crate) object: Arc<Object>,
    pub(crate) distance: Option<f32>,
    pub(crate) score: f32,
    pub(crate) explain: String,
    /// The score of a second order, when one was asked for.
    pub(crate) rerank: Option<f64>,
}

impl Hit {
    pub(super) fn new(doc: u32, object: Arc<Object>) -> Self {
        Self { doc, object, distance: None, score: 0.0, explain: String::new(), rerank: None }
    }
}
