//! Who may ask: the keys that sign in, and what is said to whoever has none of them.

use std::fmt;

/// A key that signs in, and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    user: String,
    key: String,
}

impl ApiKey {
    pub(crate) fn new(user: String, key: String) -> Self {
        Self { user, key }
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey").field("user", &self.user).finish_non_exhaustive()
    }
}

/// What the header `authorization` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access<'a> {
    /// Nobody says who it is, and nobody has to.
    Anonymous,
    User(&'a str),
    /// No token came where one is needed.
    Missing,
    /// A token came that signs nobody in.
    Refused,
}

const NO_SCHEME: &str = "no authentication scheme is configured (API Key or OIDC), but an 'Authorization' header was provided. \
                         Please configure an auth scheme or remove the header for anonymous access";
const INVALID: &str = "unauthorized: invalid api key";

/// Reads the header `authorization`; every other scheme than `Bearer` is none.
pub(crate) fn read<'a>(keys: &'a [ApiKey], authorization: Option<&str>) -> Access<'a> {
    match authorization.and_then(|header| header.strip_prefix("Bearer ")) {
        Some(token) => match keys.iter().find(|known| known.key == token) {
            Some(known) => Access::User(&known.user),
            None => Access::Refused,
        },
        None if keys.is_empty() => Access::Anonymous,
        None => Access::Missing,
    }
}

/// Why a token signs nobody in.
pub(crate) fn refusal(keys: &[ApiKey]) -> &'static str {
    if keys.is_empty() { NO_SCHEME } else { INVALID }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_out_of_what_is_printed() {
        let key = ApiKey::new("ann".into(), "s3cret".into());
        assert_eq!(format!("{key:?}"), "ApiKey { user: \"ann\", .. }");
    }

    #[test]
    fn only_a_bearer_of_a_key_is_somebody() {
        let keys = [ApiKey::new("ann".into(), "k1".into())];
        for (header, access) in [
            (None, Access::Missing),
            (Some("Bearer k1"), Access::User("ann")),
            (Some("Bearer k2"), Access::Refused),
            (Some("Bearer  k1"), Access::Refused),
            (Some("bearer k1"), Access::Missing),
            (Some("Basic k1"), Access::Missing),
        ] {
            assert_eq!(read(&keys, header), access, "{header:?}");
        }
        assert_eq!(read(&[], Some("Bearer k1")), Access::Refused);
        assert_eq!(read(&[], None), Access::Anonymous);
    }
}
