//! Which way leads to the server: the one that the program names, else the first that answers.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use super::{MAX_MESSAGE, endpoint::Endpoint};

/// A way that has not answered for so long is passed over for the next one.
pub(crate) const PATIENCE: Duration = Duration::from_secs(3);

/// The ways for questions and objects, the best first, and which one it is.
///
/// It is chosen once, by the first call, and stays: a server that is gone for a while is waited for, and not looked for
/// elsewhere. Several first calls ask at once, and the first answer counts for all.
#[derive(Debug)]
pub(crate) struct Choice {
    /// Never empty.
    ways: Vec<Endpoint>,
    chosen: OnceLock<usize>,
}

impl Choice {
    /// Among ways, of which there is at least one; of one alone nothing is asked.
    pub(crate) fn among(first: Endpoint, others: impl IntoIterator<Item = Endpoint>) -> Self {
        let mut ways = vec![first];
        ways.extend(others);
        let chosen = OnceLock::new();
        if ways.len() == 1 {
            let _ = chosen.set(0);
        }
        Self { ways, chosen }
    }

    pub(crate) fn ways(&self) -> &[Endpoint] {
        &self.ways
    }

    /// Whether it is known.
    pub(crate) fn is_made(&self) -> bool {
        self.chosen.get().is_some()
    }

    /// The number of the way that is taken, the best as long as none is chosen.
    pub(crate) fn now(&self) -> usize {
        self.chosen.get().copied().unwrap_or_default()
    }

    /// The way that is taken.
    pub(crate) fn to(&self) -> &Endpoint {
        // Numbers come from this list, and the first is always there.
        self.ways.get(self.now()).unwrap_or(&self.ways[0])
    }

    /// Takes a way, unless another call was faster.
    pub(crate) fn take(&self, way: usize) {
        let _ = self.chosen.set(way);
    }
}

/// How large a message may be, both ways: what the server says in `/v1/meta`, and until then what it says by default.
/// Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Limit(Arc<AtomicUsize>);

impl Default for Limit {
    fn default() -> Self {
        Self(Arc::new(AtomicUsize::new(MAX_MESSAGE)))
    }
}

impl Limit {
    pub(crate) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn learn(&self, bytes: usize) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::endpoint::Protocol;

    #[test]
    fn the_first_choice_stays() {
        let grpc = Endpoint::parse("http://h:50051", Protocol::Grpc).unwrap();
        let web = Endpoint::parse("http://h:8080", Protocol::GrpcWeb).unwrap();
        let choice = Choice::among(grpc.clone(), [web.clone()]);
        assert!(!choice.is_made() && *choice.to() == grpc);
        choice.take(1);
        choice.take(0);
        assert!(choice.is_made() && *choice.to() == web);
        assert!(Choice::among(web, []).is_made());
    }
}
