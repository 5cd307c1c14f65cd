//! Certificates, and what ends TLS before a server.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::WebPkiClientVerifier,
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// Who signs certificates.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, as PEM.
#[derive(Clone)]
pub struct Identity {
    /// The certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
}

/// Until when a certificate is good.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Valid {
    /// Now.
    Now,
    /// Until 2020.
    Before,
    /// From 2090 on.
    Later,
}

impl Authority {
    /// Another one each time.
    ///
    /// # Panics
    ///
    /// If no key can be made.
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self::named(&format!("authority {}", NEXT.fetch_add(1, Relaxed)))
    }

    /// With this name.
    ///
    /// # Panics
    ///
    /// If no key can be made.
    pub fn named(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("an authority"))
    }

    /// Its own certificate, as PEM.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// Signs a certificate for these names.
    ///
    /// # Panics
    ///
    /// If no key can be made.
    pub fn issue(&self, names: &[&str], valid: Valid) -> Identity {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).expect("names");
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        match valid {
            Valid::Now => {}
            Valid::Before => params.not_after = date_time_ymd(2020, 1, 1),
            Valid::Later => params.not_before = date_time_ymd(2090, 1, 1),
        }
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Identity { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

/// Ends TLS at one port: who speaks HTTP/2 comes to gRPC, anyone else to REST.
pub struct TlsEnd {
    /// Where it listens.
    pub addr: SocketAddr,
    accepting: JoinHandle<()>,
}

impl TlsEnd {
    /// Listens on a free port of this machine. Whoever calls shows a certificate of `clients`, if there is that.
    ///
    /// # Errors
    ///
    /// Those of the sockets.
    ///
    /// # Panics
    ///
    /// With a certificate that cannot be used.
    pub async fn start(
        rest: SocketAddr,
        grpc: SocketAddr,
        identity: &Identity,
        clients: Option<&Authority>,
    ) -> io::Result<Self> {
        let chain = CertificateDer::from_pem_slice(identity.certificate.as_bytes()).expect("a certificate");
        let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes()).expect("a key");
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .expect("versions");
        let config = match clients {
            None => config.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                let der = CertificateDer::from_pem_slice(authority.pem().as_bytes()).expect("an authority");
                roots.add(der).expect("an authority");
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                config.with_client_cert_verifier(verifier.build().expect("a verifier"))
            }
        };
        let mut config = config.with_single_cert(vec![chain], key).expect("a pair");
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let mut client = acceptor.accept(client).await?;
                    let is_http2 = client.get_ref().1.alpn_protocol() == Some(b"h2");
                    let mut server = TcpStream::connect(if is_http2 { grpc } else { rest }).await?;
                    copy_bidirectional(&mut client, &mut server).await
                });
            }
        });
        Ok(Self { addr, accepting })
    }
}

impl Drop for TlsEnd {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
