//! Links between objects that are written together: a server takes a link only to an object that it has, so they are
//! written when all objects are.

use std::collections::HashMap;

use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind,
    wire::{LaterLink, references},
};

use super::many::{is_sure, verdicts};
use crate::{
    graphql::Many,
    op::WriteKind,
    report::{Outcome, Report},
    scope::{Known, Scope},
};

/// A message is sent when it has so many links.
const LINKS: usize = 1_000;

impl Scope {
    /// Writes the links of the objects that are stored, each with the position of its object, unless `lost` says why
    /// nothing is sent any more. An object whose link is not stored is not stored as it was given.
    pub(super) async fn link(
        &self,
        known: &Known,
        links: Vec<(usize, LaterLink)>,
        lost: Option<Error>,
        report: &mut Report,
    ) {
        if links.is_empty() {
            return;
        }
        let stored = report.last_stored();
        let links = sendable(links, &stored, report);
        let sent: Vec<&LaterLink> = links.iter().map(|(_, link)| link).collect();
        for (place, outcome) in self.write_links(known, &sent, lost).await {
            if let Some((position, link)) = links.get(place) {
                report.fail(*position, without(link, outcome));
            }
        }
    }

    /// Writes links of stored objects, unless `lost` says why nothing is sent any more, and gives what became of those
    /// that are not written, by their place.
    pub(crate) async fn write_links(
        &self,
        known: &Known,
        links: &[&LaterLink],
        mut lost: Option<Error>,
    ) -> Vec<(usize, Outcome)> {
        let class = known.names.concrete(&self.collection).into_owned();
        let mut failed = Vec::new();
        for (links, first) in links.chunks(LINKS).zip((0..).step_by(LINKS)) {
            let places = first..first + links.len();
            if let Some(why) = &lost {
                failed.extend(places.map(|place| (place, Outcome::Rejected(why.clone()))));
                continue;
            }
            let only = || links.iter().copied();
            let body = references(only(), &class, &known.names, self.tenant.as_deref(), self.consistency);
            let call = match self.batch(Many::Links, body, &known.names) {
                Ok(call) => call,
                Err(error) => {
                    failed.extend(places.map(|place| (place, Outcome::Rejected(error.clone()))));
                    continue;
                }
            };
            let sent = call.sent.clone();
            let ids = only().map(|link| link.from).collect();
            // Sent twice, an object would have its link twice.
            let reply = self.write(WriteKind::InsertMany, &class, ids, false, call).await;
            match reply.and_then(|reply| self.refusals(Many::Links, &reply.body)) {
                Ok(refusals) => {
                    let verdicts = verdicts(&refusals, links.len()).into_iter();
                    failed.extend(verdicts.map(|(place, outcome)| (first + place, outcome)));
                }
                Err(error) => {
                    let outcome = if is_sure(&error, &sent) { Outcome::Rejected } else { Outcome::Unknown };
                    failed.extend(places.map(|place| (place, outcome(error.clone()))));
                    lost = Some(error);
                }
            }
        }
        failed
    }
}

/// The links from and to what is stored: of two objects with one id the last stands, and only its links are.
fn sendable(
    links: Vec<(usize, LaterLink)>,
    stored: &HashMap<Uuid, usize>,
    report: &mut Report,
) -> Vec<(usize, LaterLink)> {
    let ours = links.into_iter().filter(|(position, link)| stored.get(&link.from) == Some(position));
    let (leading, lost): (Vec<_>, Vec<_>) = ours.partition(|(_, link)| stored.contains_key(&link.to));
    let why = Error::new(ErrorKind::Rejected, "that object of the same call is not stored");
    for (position, link) in &lost {
        report.fail(*position, without(link, Outcome::Rejected(why.clone())));
    }
    leading
}

/// What becomes of an object whose link is not written.
fn without(link: &LaterLink, outcome: Outcome) -> Outcome {
    let doing = || format!("the object is stored without its link `{}` to {}", link.name, link.to);
    match outcome {
        Outcome::Stored => Outcome::Stored,
        Outcome::Rejected(error) => Outcome::Rejected(error.context(doing())),
        Outcome::Unknown(error) => Outcome::Unknown(error.context(doing())),
    }
}
