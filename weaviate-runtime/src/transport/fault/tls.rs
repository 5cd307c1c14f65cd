//! What a TLS handshake failed of, in words that say what to do.
//!
//! What is wrong with a certificate stays wrong: it is a mistake of the set-up and not tried again. Anything else that
//! breaks a handshake may be the way's fault.

use std::error::Error as StdError;

use rustls::{AlertDescription, CertificateError, Error as Tls, InvalidMessage};
use weaviate_query::{Error, ErrorKind};

use crate::transport::{
    Again, Failure,
    causes::{chain, root},
    endpoint::Endpoint,
};

/// What rustls found wrong, if it is that.
pub(super) fn told(error: &(dyn StdError + 'static), to: &Endpoint) -> Option<Failure> {
    let found = chain(error).find_map(|cause| cause.downcast_ref::<Tls>());
    let told = match found {
        Some(found) => of(found, to)?,
        // HTTP/2 keeps of an error its text.
        None => alert(&root(error), to)?,
    };
    Some(told)
}

fn of(found: &Tls, to: &Endpoint) -> Option<Failure> {
    match found {
        Tls::InvalidCertificate(why) => Some(settled(certificate(why, to)?)),
        Tls::AlertReceived(AlertDescription::NoApplicationProtocol) | Tls::NoApplicationProtocol => {
            Some(settled(format!(
                "`{to}` ({}) does not speak HTTP/2, which gRPC needs: let what stands before the server pass HTTP/2 on, or take `Via::GrpcWeb`, which does without",
                to.protocol.name()
            )))
        }
        Tls::AlertReceived(alert) => by_alert(*alert, to),
        Tls::InvalidMessage(InvalidMessage::InvalidContentType) => Some(passing(format!(
            "`{to}` ({}) answers without TLS: write `http://` if that is meant, else see that the port is the one for TLS",
            to.protocol.name()
        ))),
        Tls::PeerIncompatible(why) => Some(settled(format!(
            "`{to}` and this program have no version or cipher of TLS in common ({why:?}): set up TLS 1.2 or 1.3 there"
        ))),
        _ => None,
    }
}

/// An alert that only its text tells of.
fn alert(text: &str, to: &Endpoint) -> Option<Failure> {
    let name = text.split_once("received fatal alert: ")?.1;
    let known = [
        ("CertificateRequired", AlertDescription::CertificateRequired),
        ("UnknownCA", AlertDescription::UnknownCA),
        ("CertificateExpired", AlertDescription::CertificateExpired),
        ("BadCertificate", AlertDescription::BadCertificate),
        ("CertificateUnknown", AlertDescription::CertificateUnknown),
        ("DecryptError", AlertDescription::DecryptError),
    ];
    known.into_iter().find(|(known, _)| name.starts_with(known)).and_then(|(_, alert)| by_alert(alert, to))
}

/// What the other side finds wrong with our certificate, or with there being none.
fn by_alert(alert: AlertDescription, to: &Endpoint) -> Option<Failure> {
    let message = match alert {
        AlertDescription::CertificateRequired => {
            format!("`{to}` wants a client certificate: give it one with `client_certificate(pem, key)`")
        }
        AlertDescription::UnknownCA
        | AlertDescription::BadCertificate
        | AlertDescription::CertificateUnknown
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateRevoked
        | AlertDescription::DecryptError => format!(
            "`{to}` does not take this program's client certificate ({alert:?}): see that the authority which signed the one in `client_certificate` is known there"
        ),
        AlertDescription::CertificateExpired => format!(
            "`{to}` says that this program's client certificate has expired: renew the one in `client_certificate`, or set the clock there"
        ),
        _ => return None,
    };
    Some(settled(message))
}

/// What is wrong with the server's certificate.
fn certificate(why: &CertificateError, to: &Endpoint) -> Option<String> {
    let of = format!("the certificate of `{to}`");
    Some(match why {
        CertificateError::UnknownIssuer => format!(
            "{of} is signed by an authority that is not trusted here: if it is your own, give its certificate to `ca_certificate`; if not, something on the way shows another one"
        ),
        // As an authority that was made anew under its old name signs.
        CertificateError::BadSignature => format!(
            "{of} is not signed by the authority that is trusted here under the name it gives: if that was made anew, give its new certificate to `ca_certificate`"
        ),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("{of} has expired: renew it on the server; if it has not, this machine's clock is wrong")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!(
                "{of} is not valid yet: this machine's clock is behind, or the one that made it was ahead"
            )
        }
        CertificateError::NotValidForName => {
            format!("{of} is for another name than `{}`: reach it by a name that is in it", to.name())
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            let names: Vec<_> = presented.iter().map(|name| format!("`{}`", plain(name))).collect();
            let names = if names.is_empty() { "no name at all".to_owned() } else { names.join(", ") };
            format!(
                "{of} is for {names}, not for `{}`: reach it by a name that is in it, or make one for this name",
                to.name()
            )
        }
        CertificateError::Revoked => format!("{of} was revoked: the server needs another one"),
        // A message that was damaged on the way looks like one that was forged.
        _ => return None,
    })
}

/// `DnsName("a")` as `a`: webpki shows names so.
fn plain(name: &str) -> &str {
    name.split_once('(').map_or(name, |(_, inside)| inside.trim_end_matches(')')).trim_matches('"')
}

fn settled(message: String) -> Failure {
    Error::new(ErrorKind::Config, message).into()
}

fn passing(message: String) -> Failure {
    Failure { error: Error::new(ErrorKind::Unavailable, message), again: Again::Always }
}
