//! Every refusal that was recorded from a real server, and the kind that a person found in it.
//!
//! The kinds in the table were written by reading the texts, not by running this code.

use http::HeaderMap;
use weaviate_query::ErrorKind;

use crate::{
    refusal,
    transport::{
        endpoint::{Endpoint, Protocol},
        fault, grpc_web,
        status::{Code, Status},
    },
};

const TABLE: &str = include_str!("../../../tests/data/refusals.tsv");

/// The kind, by the way that this reply takes through the client; `None` for what is no error.
fn kind(situation: &str, transport: &str, code: &str, text: &str) -> Option<ErrorKind> {
    let rest = Endpoint::parse("http://h:8080", Protocol::Rest).unwrap();
    let by_code = |code: Code| {
        Some(fault::of_status(&Status { code, text: text.to_owned(), request: None }).error.kind())
    };
    if code.starts_with("OK")
        || code == "results.errors"
        || transport.ends_with("/batch/objects")
        || situation.starts_with("GraphQL")
    {
        let text = &fault::message_of(text.as_bytes());
        return Some(refusal::kind_of(text).unwrap_or(ErrorKind::Rejected));
    }
    if let Some((_, status)) = situation.split_once("grpc-status: ") {
        let status = status.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        return by_code(
            Status::of(&HeaderMap::from_iter([(
                http::HeaderName::from_static("grpc-status"),
                status.parse().unwrap(),
            )]))
            .unwrap()
            .code,
        );
    }
    let Ok(status) = code.parse::<u16>() else {
        return by_code(match code {
            "UNKNOWN" => Code::Unknown,
            "INTERNAL" => Code::Internal,
            "RESOURCE_EXHAUSTED" => Code::ResourceExhausted,
            "UNAUTHENTICATED" => Code::Unauthenticated,
            "PERMISSION_DENIED" => Code::PermissionDenied,
            "UNIMPLEMENTED" => Code::Unimplemented,
            _ => panic!("`{code}` is no code of the table"),
        });
    };
    let status = http::StatusCode::from_u16(status).unwrap();
    // A trailer came with these, whose status the table does not say.
    if status == 200 && transport.starts_with("grpc-web") {
        return by_code(Code::Unknown);
    }
    if status.is_success() {
        return None;
    }
    let none = HeaderMap::new();
    let failure = if transport.starts_with("grpc-web") {
        grpc_web::refused(status, &none, text.as_bytes(), &rest)
    } else {
        fault::of_answer(status, &none, text.as_bytes(), &rest)
    };
    Some(failure.error.kind())
}

#[test]
fn every_recorded_refusal_has_the_kind_that_it_means() {
    let (mut all, mut unspecific, mut wrong) = (0, 0, Vec::new());
    for row in TABLE.lines().skip(1) {
        let [wanted, situation, transport, code, text] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not five columns: {row}");
        };
        all += 1;
        let found = kind(situation, transport, code, text);
        unspecific += usize::from(found == Some(ErrorKind::Rejected));
        let found = found.map_or("-".to_owned(), |kind| format!("{kind:?}"));
        if found != wanted {
            wrong.push(format!("{wanted} is taken for {found}: {situation}: {code} {text}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
    println!("{all} recorded, {unspecific} without a kind of their own");
    assert!(all >= 610 && unspecific * 50 <= all, "{unspecific} of {all} are `Rejected`");
}
