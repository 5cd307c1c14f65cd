//! How a program says by which way its server is reached.

use super::ClientBuilder;
use crate::transport::proxy::Proxies;

impl ClientBuilder {
    /// Trusts the authority of this certificate, a PEM text, for REST and gRPC; it may have several, and be called
    /// several times. Default: whom the system trusts, and on Linux the file that `SSL_CERT_FILE` names.
    ///
    /// The authorities that are named so are the only ones: nobody else can vouch for the server then.
    ///
    /// ```no_run
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = weaviate::Client::builder("https://db.example.com")
    ///     .ca_certificate(std::fs::read("our-authority.pem")?)
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "tls")]
    pub fn ca_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.reach.trust = self.reach.trust.and_then(|mut trust| {
            trust.authority(pem.as_ref())?;
            Ok(trust)
        });
        self
    }

    /// Shows this certificate to a server that asks who calls, over REST and gRPC: two PEM texts, the certificate with
    /// those that lead to its authority behind it, and its key.
    ///
    /// ```no_run
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = weaviate::Client::builder("https://db.example.com")
    ///     .client_certificate(std::fs::read("me.pem")?, std::fs::read("me.key")?)
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "tls")]
    pub fn client_certificate(mut self, pem: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Self {
        self.reach.trust = self.reach.trust.and_then(|mut trust| {
            trust.identity(pem.as_ref(), key.as_ref())?;
            Ok(trust)
        });
        self
    }

    /// Reaches the server through this HTTP proxy, over REST and gRPC, whatever the environment says. A user and a
    /// password may stand in it: `http://user:password@proxy:3128`; they are never shown.
    ///
    /// Default: what `HTTPS_PROXY` (for `https`), `HTTP_PROXY` (for `http`) or `ALL_PROXY` says, unless `NO_PROXY` names
    /// the server's host. A server on this machine is behind none of those.
    ///
    /// gRPC needs a way through the proxy (`CONNECT`) to its port; where that is closed, see
    /// [`via`](ClientBuilder::via).
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("https://db.example.com").proxy("http://proxy.example.com:3128").build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn proxy(mut self, url: impl AsRef<str>) -> Self {
        self.reach.proxies = Proxies::parse(url.as_ref());
        self
    }

    /// Reaches the server straight, whatever the environment says of proxies.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("https://db.example.com").no_proxy().build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn no_proxy(mut self) -> Self {
        self.reach.proxies = Ok(Proxies::Nothing);
        self
    }

    /// How many connections for gRPC there are of each kind, for small messages and for large ones, each made when its
    /// turn comes. Default: 1, which is enough for a server; several are worth it where something on the way shares
    /// connections among servers, and not requests.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("https://db.example.com").connections(4).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn connections(mut self, connections: usize) -> Self {
        self.reach.connections = connections;
        self
    }
}
