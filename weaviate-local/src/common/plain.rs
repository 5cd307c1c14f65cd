//! HTTP without TLS: inference services on the same machine.

use std::sync::Arc;

/// A client of plain HTTP.
///
/// It is given a TLS configuration that trusts nobody. In a program whose other parts turn on reqwest's rustls, one
/// without would look for the process's default provider of cryptography, and panic where there is none.
#[doc(hidden)]
pub fn plain_http() -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder().no_proxy();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    match rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions() {
        Ok(config) => builder.tls_backend_preconfigured(
            config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth(),
        ),
        // It cannot fail: the ring provider supports these versions.
        Err(_) => builder,
    }
}
