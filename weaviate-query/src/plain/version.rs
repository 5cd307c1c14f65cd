//! Versions of the server.
//!
//! What a server can do depends on its version, and rendering refuses what an older one would misread. The
//! version is what `GET /v1/meta` says; a struct says the oldest one that it must run on.

use std::{fmt, str::FromStr};

use crate::plain::error::Error;

/// A server's version, without what follows the patch number. Versions are ordered as their numbers are.
///
/// ```
/// use weaviate_query::Version;
///
/// let version: Version = "1.39.0-rc.1+abc".parse()?;
/// assert_eq!(version, Version::new(1, 39));
/// assert_eq!(version.to_string(), "1.39.0");
/// assert!(Version::OLDEST < version && "1.32".parse::<Version>()? == Version::OLDEST);
/// assert!("latest".parse::<Version>().is_err());
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number; 1 for every Weaviate there is.
    pub major: u16,
    /// The second number: what counts, a new one brings features and new defaults.
    pub minor: u16,
    /// The third number; some modules and message fields came with one.
    pub patch: u16,
}

impl Version {
    /// The oldest server that is supported, 1.32: the first that has aliases, which a versioned collection
    /// needs.
    pub const OLDEST: Self = Self::new(1, 32);

    /// Whether it is older than `other`: `<` for constant expressions, where operators cannot be called yet.
    pub const fn is_before(self, other: Self) -> bool {
        if self.major != other.major {
            return self.major < other.major;
        }
        if self.minor != other.minor {
            return self.minor < other.minor;
        }
        self.patch < other.patch
    }

    /// `major.minor.0`: the first version of a release line.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor, patch: 0 }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for Version {
    type Err = Error;

    /// Reads `1.39` or `1.39.0`, and ignores what follows a `-` or `+`.
    ///
    /// # Errors
    ///
    /// `Decode` for what does not start with two numbers.
    fn from_str(text: &str) -> Result<Self, Error> {
        let core = text.split(['-', '+']).next().unwrap_or_default();
        let mut parts = core.split('.').map(|part| part.parse::<u16>().ok());
        match (parts.next().flatten(), parts.next().flatten(), parts.next()) {
            (Some(major), Some(minor), patch) => {
                Ok(Self { major, minor, patch: patch.flatten().unwrap_or(0) })
            }
            _ => Err(Error::decode(format!("`{text}` is not a version such as 1.39.0"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_servers_say_is_read() {
        assert_eq!("1.39.0".parse::<Version>().unwrap(), Version::new(1, 39));
        assert_eq!("1.38.11-rc.0".parse::<Version>().unwrap(), Version { major: 1, minor: 38, patch: 11 });
        assert!("v1".parse::<Version>().is_err());
        assert!(Version::new(1, 9) < Version::new(1, 39));
    }
}
