//! Who may ask, and what is said to whoever has no key and no token.

use super::settings::Settings;

/// What the header `authorization` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nobody says who it is, and nobody has to.
    Anonymous,
    User(String),
    /// No token came where one is needed.
    Missing,
    /// A token came that signs nobody in, for this reason.
    Refused(String),
}

const NO_SCHEME: &str = "no authentication scheme is configured (API Key or OIDC), but an 'Authorization' header was provided. \
                         Please configure an auth scheme or remove the header for anonymous access";
const INVALID: &str = "unauthorized: invalid api key";

/// Reads the header `authorization`; every other scheme than `Bearer` is none.
pub(crate) fn read(settings: &Settings, authorization: Option<&str>) -> Access {
    let Settings { api_keys: keys, oidc, .. } = settings;
    match (authorization.and_then(|header| header.strip_prefix("Bearer ")), oidc) {
        // With both a server looks whether it is a token at all.
        (Some(token), Some(oidc)) if keys.is_empty() || token.split('.').count() == 3 => {
            (oidc.check)(token).map_or_else(Access::Refused, Access::User)
        }
        (Some(token), _) => match keys.iter().find(|known| known.key == token) {
            Some(known) => Access::User(known.user.clone()),
            None => Access::Refused(if keys.is_empty() { NO_SCHEME } else { INVALID }.to_owned()),
        },
        (None, None) if keys.is_empty() => Access::Anonymous,
        (None, _) => Access::Missing,
    }
}

/// What is said over gRPC where no token came: there that is one that signs nobody in.
pub(crate) fn missing(settings: &Settings) -> String {
    match read(settings, Some("Bearer ")) {
        Access::Refused(text) => text,
        Access::Anonymous | Access::User(_) | Access::Missing => INVALID.to_owned(),
    }
}

/// The ways to sign in, as a server lists them.
pub(crate) fn ways(settings: &Settings) -> String {
    let keys = (!settings.api_keys.is_empty()).then_some("API-keys");
    let oidc = settings.oidc.as_ref().map(|_| "OIDC");
    keys.into_iter().chain(oidc).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{super::access::Oidc, *};

    fn refused(text: &str) -> Access {
        Access::Refused(text.to_owned())
    }

    fn ann() -> Access {
        Access::User("ann".to_owned())
    }

    fn tokens() -> Oidc {
        let check = |token: &str| match token {
            "a.b.c" => Ok("ann".to_owned()),
            token => Err(format!("unauthorized: {token:?}")),
        };
        Oidc::new("http://i/doc", "us", check)
    }

    #[test]
    fn only_a_bearer_of_a_key_is_somebody() {
        let settings = Settings::default().api_key("ann", "k1");
        for (header, access) in [
            (None, Access::Missing),
            (Some("Bearer k1"), ann()),
            (Some("Bearer k2"), refused(INVALID)),
            (Some("Bearer  k1"), refused(INVALID)),
            (Some("bearer k1"), Access::Missing),
            (Some("Basic k1"), Access::Missing),
        ] {
            assert_eq!(read(&settings, header), access, "{header:?}");
        }
        assert_eq!(read(&Settings::default(), Some("Bearer k1")), refused(NO_SCHEME));
        assert_eq!(read(&Settings::default(), None), Access::Anonymous);
    }

    #[test]
    fn a_token_is_looked_at_by_the_function_and_a_key_is_not() {
        let settings = Settings::default().oidc(tokens());
        assert_eq!(read(&settings, Some("Bearer a.b.c")), ann());
        assert_eq!(read(&settings, Some("Bearer k1")), refused("unauthorized: \"k1\""));
        assert_eq!((read(&settings, None), ways(&settings)), (Access::Missing, "OIDC".to_owned()));
        let both = settings.api_key("bob", "k1");
        assert_eq!(read(&both, Some("Bearer a.b.c")), ann());
        assert_eq!(read(&both, Some("Bearer k1")), Access::User("bob".to_owned()));
        assert_eq!(read(&both, Some("Bearer k2")), refused(INVALID));
        assert_eq!((missing(&both), ways(&both)), (INVALID.to_owned(), "API-keys, OIDC".to_owned()));
    }
}
