//! What a program says of how it signs in, and what signs its calls then.

use std::sync::Arc;

use weaviate_query::{Error, ErrorKind, Result};

use super::{Given, Signing, Source};
#[cfg(feature = "oidc")]
use super::{
    Oidc,
    oidc::{Asking, Issuer},
};
use crate::{
    env::Env,
    op::Headers,
    transport::{Network, Transport, endpoint::Endpoint},
};

/// What the program says of it.
pub(crate) enum Wanted {
    Given(Given),
    #[cfg(feature = "oidc")]
    Oidc(Box<Oidc>),
}

impl Wanted {
    /// What signs the calls.
    #[cfg_attr(
        not(feature = "oidc"),
        expect(unused_variables, reason = "only an issuer is asked over the network")
    )]
    pub(crate) fn start(
        self,
        env: &Arc<dyn Env>,
        headers: &Headers,
        to: &Endpoint,
        transport: &Arc<dyn Transport>,
        network: &Arc<Network>,
    ) -> Result<Signing> {
        if headers.are_signed() {
            let message = "the client is told to sign in twice: leave out either `api_key`, `bearer` and a header `authorization`, or `oidc` and `bearer_with`";
            return Err(Error::new(ErrorKind::Config, message));
        }
        let source: Arc<dyn Source> = match self {
            Self::Given(given) => Arc::new(given),
            #[cfg(feature = "oidc")]
            Self::Oidc(oidc) => {
                let (transport, network, env) = (transport.clone(), network.clone(), env.clone());
                let asking = Asking { transport, network, env, headers: headers.clone(), to: to.clone() };
                Arc::new(Issuer::new(*oidc, asking))
            }
        };
        Signing::new(source, &**env)
    }
}
