//! The objects that answer a question.

use std::{ops::Deref, time::Duration};

use prost::Message;

/// Rows, in the order in which the server ranks them.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<R> {
    rows: Vec<R>,
    took: Duration,
}

/// Of a reply, only how long the server took.
#[derive(Clone, PartialEq, Message)]
struct Took {
    #[prost(float, tag = "1")]
    seconds: f32,
}

impl<R> Rows<R> {
    pub(crate) fn new(rows: Vec<R>, reply: &[u8]) -> Self {
        // The decoder of the rows has been through these bytes already.
        let seconds = Took::decode(reply).map(|took| took.seconds).unwrap_or_default();
        Self { rows, took: Duration::try_from_secs_f32(seconds).unwrap_or_default() }
    }

    /// What a question finds that nothing can answer.
    pub(crate) fn none() -> Self {
        Self { rows: Vec::new(), took: Duration::ZERO }
    }

    /// How long the server took, by its own clock.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// The rows alone.
    pub fn into_vec(self) -> Vec<R> {
        self.rows
    }
}

impl<R> Deref for Rows<R> {
    type Target = [R];

    fn deref(&self) -> &[R] {
        &self.rows
    }
}

impl<R> IntoIterator for Rows<R> {
    type Item = R;
    type IntoIter = std::vec::IntoIter<R>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'r, R> IntoIterator for &'r Rows<R> {
    type Item = &'r R;
    type IntoIter = std::slice::Iter<'r, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<R> From<Rows<R>> for Vec<R> {
    fn from(rows: Rows<R>) -> Self {
        rows.rows
    }
}

#[cfg(test)]
mod tests {
    use weaviate_query::proto::{SearchReply, SearchResult};

    use super::*;

    #[test]
    fn the_servers_time_is_read_beside_any_rows() {
        let reply = SearchReply { took: 0.25, results: vec![SearchResult::default()], ..Default::default() };
        assert_eq!(Rows::<()>::new(vec![], &reply.encode_to_vec()).took(), Duration::from_millis(250));
        let odd = SearchReply { took: f32::NAN, ..Default::default() };
        assert_eq!(Rows::<()>::new(vec![], &odd.encode_to_vec()).took(), Duration::ZERO);
    }
}
