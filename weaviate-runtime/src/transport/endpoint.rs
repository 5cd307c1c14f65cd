//! Addresses: what a person writes, and where gRPC is if nobody says.

use std::fmt;

use http::HeaderValue;
use weaviate_query::{Error, ErrorKind, Result};

/// One address of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) protocol: Protocol,
    pub(crate) tls: bool,
    /// In brackets if it is an IPv6 address.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// What stands before `/v1`, without a slash at the end.
    pub(crate) prefix: String,
    /// The proxy that stands before it.
    pub(crate) proxy: Option<HttpProxy>,
}

/// An HTTP proxy. Its password is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct HttpProxy {
    pub(crate) tls: bool,
    /// In brackets if it is an IPv6 address.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// `Basic …`, of the user and the password in its address.
    pub(crate) auth: Option<HeaderValue>,
}

impl fmt::Display for HttpProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.tls { "https" } else { "http" };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}

impl fmt::Debug for HttpProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Rest,
    Grpc,
    GrpcWeb,
    GraphQl,
}

impl Protocol {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rest => "REST",
            Self::Grpc => "gRPC",
            Self::GrpcWeb => "gRPC-web",
            Self::GraphQl => "GraphQL",
        }
    }
}

/// gRPC's port if nobody says.
const GRPC_PORT: u16 = 50051;
/// Hosts of Weaviate Cloud end like this.
const CLOUD: [&str; 4] = [".weaviate.cloud", ".weaviate.network", ".weaviate.io", ".semi.technology"];

impl Endpoint {
    /// The host as it stands in no address: an IPv6 address without its brackets.
    pub(crate) fn name(&self) -> &str {
        self.host.trim_matches(['[', ']'])
    }

    /// Reads `http://host:port/prefix`.
    pub(crate) fn parse(text: &str, protocol: Protocol) -> Result<Self> {
        let bad = |why: &str| {
            Error::new(ErrorKind::Config, format!("the {} address `{text}` {why}", protocol.name()))
        };
        let example = match protocol {
            Protocol::Rest | Protocol::GrpcWeb | Protocol::GraphQl => "http://localhost:8080",
            Protocol::Grpc => "http://localhost:50051",
        };
        let text = text.trim();
        if text.is_empty() {
            return Err(bad(&format!("is empty: write for example `{example}`")));
        }
        if !text.contains("://") {
            let text = if text.matches(':').count() > 1 && !text.contains('[') {
                format!("[{text}]")
            } else {
                text.to_owned()
            };
            return Err(bad(&format!("has no scheme: write `http://{text}` or `https://{text}`")));
        }
        if let Some(host) = bare_ipv6(text) {
            return Err(bad(&format!(
                "has an IPv6 address without brackets: write `[{host}]`, and a port behind the bracket"
            )));
        }
        let url = reqwest::Url::parse(text)
            .map_err(|error| bad(&format!("is not a URL ({error}): write for example `{example}`")))?;
        let tls = match url.scheme() {
            "http" => false,
            "https" if cfg!(feature = "tls") => true,
            "https" => return Err(bad("needs the feature `tls`, which this program was built without")),
            scheme => {
                return Err(bad(&format!("has the scheme `{scheme}`: only `http` and `https` are known")));
            }
        };
        let Some(host) = url.host_str().filter(|host| !host.is_empty()) else {
            return Err(bad(&format!("has no host: write for example `{example}`")));
        };
        if !url.username().is_empty() || url.password().is_some() {
            // The whole text is not shown: it has a password in it.
            return Err(Error::new(
                ErrorKind::Config,
                "an address has a user name in it: use `api_key` or `bearer`",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(bad("has something behind its path: leave out `?` and `#`"));
        }
        let prefix = url.path().trim_end_matches('/');
        if prefix.ends_with("/v1") && protocol != Protocol::Grpc {
            return Err(bad("ends with `/v1`: leave that out"));
        }
        let port = url.port_or_known_default().unwrap_or(if tls { 443 } else { 80 });
        Ok(Self { protocol, tls, host: host.to_owned(), port, prefix: prefix.to_owned(), proxy: None })
    }

    /// Weaviate Cloud shows a host, with or without its scheme.
    pub(crate) fn parse_cloud(text: &str) -> Result<Self> {
        let text = text.trim();
        let host = text.strip_prefix("https://").unwrap_or(text);
        if host.starts_with("http://") {
            return Err(Error::new(
                ErrorKind::Config,
                format!("Weaviate Cloud is only at `https`: `{text}` is not"),
            ));
        }
        Self::parse(&format!("https://{host}"), Protocol::Rest)
    }

    /// Whether it is Weaviate's own.
    pub(crate) fn is_of_cloud(&self) -> bool {
        CLOUD.iter().any(|end| self.host.ends_with(end))
    }

    /// Where gRPC is: on its own host in Weaviate Cloud, else on its own port.
    pub(crate) fn default_grpc(&self) -> Self {
        let grpc = Self { protocol: Protocol::Grpc, prefix: String::new(), ..self.clone() };
        if !self.tls || !self.is_of_cloud() {
            return Self { port: GRPC_PORT, ..grpc };
        }
        let host = match self.host.split_once('.') {
            Some((cluster, "weaviate.network")) => format!("{cluster}.grpc.weaviate.network"),
            _ => format!("grpc-{}", self.host),
        };
        Self { host, port: 443, ..grpc }
    }

    /// Where gRPC-web is: where REST is.
    pub(crate) fn grpc_web(&self) -> Self {
        Self { protocol: Protocol::GrpcWeb, ..self.clone() }
    }

    /// The address without its prefix.
    pub(crate) fn origin(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}:{}", self.host, self.port)
    }

    /// Where GraphQL is: where REST is.
    pub(crate) fn graphql(&self) -> Self {
        Self { protocol: Protocol::GraphQl, ..self.clone() }
    }

    /// The address without a slash at its end.
    pub(crate) fn url(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.prefix)
    }
}

/// The host of an address if it is an IPv6 address without its brackets, as which no URL can be read.
fn bare_ipv6(text: &str) -> Option<&str> {
    let rest = text.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    (host.matches(':').count() > 1 && !host.contains(['[', '@'])).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> Endpoint {
        Endpoint::parse(text, Protocol::Rest).unwrap()
    }

    #[test]
    fn grpc_is_where_weaviate_has_it() {
        let grpc = |text| rest(text).default_grpc().to_string();
        assert_eq!(grpc("http://localhost:8080"), "http://localhost:50051");
        assert_eq!(grpc("http://[::1]:8080/proxied/"), "http://[::1]:50051");
        if cfg!(feature = "tls") {
            assert_eq!(grpc("https://db.example.com"), "https://db.example.com:50051");
            // The rules of the Python client's connect_to_weaviate_cloud.
            assert_eq!(
                grpc("https://x1.c0.europe.gcp.weaviate.cloud"),
                "https://grpc-x1.c0.europe.gcp.weaviate.cloud:443"
            );
            assert_eq!(grpc("https://sandbox.weaviate.network"), "https://sandbox.grpc.weaviate.network:443");
        }
    }

    #[test]
    fn a_prefix_stays_and_a_slash_goes() {
        assert_eq!(rest("http://h:1/a/b/").url(), "http://h:1/a/b");
        assert_eq!(rest(" http://h ").url(), "http://h:80");
    }

    #[test]
    fn what_is_wrong_is_said_with_the_fix() {
        for (text, fix) in [
            ("", "write for example `http://localhost:8080`"),
            ("localhost:8080", "write `http://localhost:8080`"),
            ("ftp://h", "only `http` and `https`"),
            ("http://u:p@h", "use `api_key`"),
            ("http://h/v1/", "leave that out"),
            ("http://h?x=1", "leave out `?`"),
            ("http://", "write for example"),
            ("http://::1", "write `[::1]`"),
            ("::1", "write `http://[::1]`"),
        ] {
            let error = Endpoint::parse(text, Protocol::Rest).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(fix), "{text}: {error}");
        }
        let error = Endpoint::parse("http://u:secret@h", Protocol::Rest).unwrap_err();
        assert!(!format!("{error:?}").contains("secret"));
    }

    #[test]
    fn an_ipv6_address_stands_in_brackets_in_every_form() {
        for (text, shown) in [
            ("http://[::1]", "http://[::1]:80"),
            ("http://[::1]:8080/a/", "http://[::1]:8080/a"),
            ("http://[2001:DB8:0::1]:8080", "http://[2001:db8::1]:8080"),
            ("http://[::ffff:127.0.0.1]:1", "http://[::ffff:7f00:1]:1"),
        ] {
            let read = rest(text);
            assert_eq!(read.to_string(), shown);
            assert!(read.name().parse::<std::net::Ipv6Addr>().is_ok(), "{}", read.name());
            assert_eq!(read.default_grpc().name(), read.name());
        }
        // What a link-local address is reached by is not written in a URL.
        assert!(Endpoint::parse("http://[fe80::1%25eth0]:8080", Protocol::Rest).is_err());
    }

    #[test]
    fn grpc_may_stand_behind_a_path() {
        let grpc = Endpoint::parse("http://h:50051/weaviate/", Protocol::Grpc).unwrap();
        assert_eq!((grpc.prefix.as_str(), grpc.origin().as_str()), ("/weaviate", "http://h:50051"));
    }
}
