//! Links between objects that are written together: a server takes a link only to an object that it has, so they are
//! written when all objects are.

use std::collections::HashMap;

use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind,
    wire::{LaterLink, Refusals, references},
};

use super::many::is_sure;
use crate::{
    op::WriteKind,
    refusal,
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
        mut lost: Option<Error>,
        report: &mut Report,
    ) {
        let stored = report.last_stored();
        let links = sendable(links, &stored, report);
        let class = known.names.concrete(&self.collection).into_owned();
        for links in links.chunks(LINKS) {
            if let Some(why) = &lost {
                fail_all(report, links, why, Outcome::Rejected);
                continue;
            }
            let only: Vec<LaterLink> = links.iter().map(|(_, link)| link.clone()).collect();
            let body = references(&only, &class, self.tenant.as_deref(), self.consistency);
            let call = self.client.rpc("BatchReferences", body, &self.writing());
            let sent = call.sent.clone();
            let ids = only.iter().map(|link| link.from).collect();
            // Sent twice, an object would have its link twice.
            let reply = self.write(WriteKind::InsertMany, &class, ids, false, call).await;
            match reply.and_then(|reply| Refusals::of_references(&reply.body)) {
                Ok(refusals) => settle(report, links, &refusals),
                Err(error) => {
                    let outcome = if is_sure(&error, &sent) { Outcome::Rejected } else { Outcome::Unknown };
                    fail_all(report, links, &error, outcome);
                    lost = Some(error);
                }
            }
        }
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
    fail_all(report, &lost, &why, Outcome::Rejected);
    leading
}

fn settle(report: &mut Report, links: &[(usize, LaterLink)], refusals: &Refusals) {
    for refusal in &refusals.errors {
        let kind = refusal::kind_of(&refusal.message).unwrap_or(ErrorKind::Rejected);
        let error = Error::server(kind, refusal.message.clone());
        match refusal.index.and_then(|index| links.get(index)) {
            Some((position, link)) => fail(report, *position, link, &error, Outcome::Rejected),
            // An error that belongs to no link puts all of them in doubt.
            None => fail_all(report, links, &error, Outcome::Unknown),
        }
    }
}

fn fail(report: &mut Report, position: usize, link: &LaterLink, why: &Error, outcome: fn(Error) -> Outcome) {
    let doing = format!("the object is stored without its link `{}` to {}", link.name, link.to);
    report.fail(position, outcome(why.clone().context(doing)));
}

fn fail_all(report: &mut Report, links: &[(usize, LaterLink)], why: &Error, outcome: fn(Error) -> Outcome) {
    for (position, link) in links {
        fail(report, *position, link, why, outcome);
    }
}
