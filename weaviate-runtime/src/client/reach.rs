//! What a program says of the way to its server: certificates, proxies, connections.

use std::sync::Arc;

use weaviate_query::Result;

#[cfg(feature = "tls")]
use crate::transport::tls::Trust;
use crate::{
    env::Env,
    transport::{
        Settings,
        choice::{Choice, Limit},
        endpoint::Endpoint,
        proxy::Proxies,
    },
};

/// What a program says of the way to its server.
pub(super) struct Reach {
    pub(super) proxies: Result<Proxies>,
    #[cfg(feature = "tls")]
    pub(super) trust: Result<Trust>,
    pub(super) connections: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            proxies: Ok(Proxies::default()),
            #[cfg(feature = "tls")]
            trust: Ok(Trust::default()),
            connections: 1,
        }
    }
}

impl Reach {
    /// Tells addresses the proxy that stands before them.
    pub(super) fn lead<const N: usize>(&self, addresses: [&mut Endpoint; N]) -> Result<()> {
        let proxies = self.proxies.as_ref().map_err(Clone::clone)?;
        for to in addresses {
            to.proxy = proxies.before(to)?;
        }
        Ok(())
    }

    #[cfg_attr(
        not(any(feature = "tls", feature = "oidc")),
        expect(clippy::unnecessary_wraps, reason = "what can be wrong with it comes with those features")
    )]
    pub(super) fn settings(
        self,
        rest: &Endpoint,
        choice: &Arc<Choice>,
        limit: &Limit,
        env: &Arc<dyn Env>,
    ) -> Result<Settings> {
        Ok(Settings {
            rest: rest.clone(),
            choice: choice.clone(),
            limit: limit.clone(),
            connections: self.connections,
            env: env.clone(),
            #[cfg(feature = "oidc")]
            proxies: self.proxies?,
            #[cfg(feature = "tls")]
            trust: self.trust?,
        })
    }
}
