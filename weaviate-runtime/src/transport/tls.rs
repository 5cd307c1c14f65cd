//! The one TLS configuration of a client.
//!
//! The provider is named and never the process's default: with none or two of them installed, rustls panics.

use std::sync::Arc;

use rustls::{ClientConfig, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt as _;
use weaviate_query::{Error, ErrorKind, Result};

/// Trusts what the system trusts.
pub(crate) fn config() -> Result<ClientConfig> {
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(refused)?
        .with_platform_verifier()
        .map_err(refused)?
        .with_no_client_auth())
}

/// Trusts nobody, for clients that use no TLS: without one reqwest would look for a default provider.
pub(crate) fn unused() -> Result<ClientConfig> {
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(refused)?
        .with_root_certificates(rustls::RootCertStore::empty())
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
