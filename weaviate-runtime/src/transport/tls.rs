//! The one TLS configuration of a client: whom it trusts, and who it is.
//!
//! The provider is named and never the process's default: with none or two of them installed, rustls panics.

use std::{io, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject as _},
};
use rustls_platform_verifier::BuilderVerifierExt as _;
use weaviate_query::{Error, ErrorKind, Result};

use super::line::Io;

/// Whom a client trusts and who it is. By default it trusts what the system trusts and is nobody.
#[derive(Default)]
pub(crate) struct Trust {
    authorities: Vec<CertificateDer<'static>>,
    identity: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
}

impl Trust {
    /// Trusts the authorities in a PEM file, and only those named so.
    pub(crate) fn authority(&mut self, pem: &[u8]) -> Result<()> {
        self.authorities.extend(certificates(pem, "ca_certificate")?);
        Ok(())
    }

    /// Shows this certificate to a server that asks for one.
    pub(crate) fn identity(&mut self, pem: &[u8], key: &[u8]) -> Result<()> {
        let chain = certificates(pem, "client_certificate")?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| {
            config(format!(
                "the key of `client_certificate` cannot be read ({error}): give the text of a PEM file that begins with `-----BEGIN PRIVATE KEY-----`"
            ))
        })?;
        self.identity = Some((chain, key));
        // That the two belong together is told where they are named, not by the first call.
        self.config().map(drop)
    }

    /// For both protocols.
    pub(crate) fn config(&self) -> Result<ClientConfig> {
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(refused)?;
        let builder = if self.authorities.is_empty() {
            builder.with_platform_verifier().map_err(refused)?
        } else {
            let mut roots = RootCertStore::empty();
            for authority in &self.authorities {
                roots.add(authority.clone()).map_err(|error| {
                    config(format!("`ca_certificate` has a certificate that cannot be read: {error}"))
                })?;
            }
            builder.with_root_certificates(roots)
        };
        let Some((chain, key)) = &self.identity else { return Ok(builder.with_no_client_auth()) };
        builder.with_client_auth_cert(chain.clone(), key.clone_key()).map_err(|error| {
            config(format!(
                "`client_certificate` cannot be used ({error}): see that the key is the one of the certificate, and that the certificate comes first in its file"
            ))
        })
    }
}

/// Neither keys nor certificates are shown.
impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trust")
            .field("authorities", &self.authorities.len())
            .field("identity", &self.identity.is_some())
            .finish()
    }
}

fn certificates(pem: &[u8], method: &str) -> Result<Vec<CertificateDer<'static>>> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let why = match read {
        Ok(read) if !read.is_empty() => return Ok(read),
        Ok(_) => "has no certificate in it".to_owned(),
        Err(error) => format!("cannot be read ({error})"),
    };
    Err(config(format!(
        "`{method}` {why}: give the text of a PEM file, which begins with `-----BEGIN CERTIFICATE-----`"
    )))
}

fn config(message: String) -> Error {
    Error::new(ErrorKind::Config, message)
}

/// Trusts nobody, for clients that use no TLS: without one reqwest would look for a default provider.
pub(crate) fn unused() -> Result<ClientConfig> {
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(refused)?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth())
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn refused(error: rustls::Error) -> Error {
    Error::new(ErrorKind::Config, format!("TLS cannot be set up on this system: {error}"))
}

/// The same for gRPC, which is always HTTP/2.
pub(crate) fn for_grpc(config: &ClientConfig) -> Arc<ClientConfig> {
    let mut config = config.clone();
    config.alpn_protocols = vec![b"h2".to_vec()];
    Arc::new(config)
}

/// Speaks TLS with `host` over a connection.
pub(crate) async fn connect(
    config: Arc<ClientConfig>,
    host: &str,
    stream: Box<dyn Io>,
) -> io::Result<Box<dyn Io>> {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).map_err(io::Error::other)?;
    Ok(Box::new(tokio_rustls::TlsConnector::from(config).connect(name, stream).await?))
}
