//! Versions of the server.

use std::{fmt, str::FromStr};

use crate::plain::error::Error;

/// A server's version, without what follows the patch number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number
    pub major: u16,
    /// The second number
    pub minor: u16,
    /// The third number
    pub patch: u16,
}

impl Version {
    /// The oldest server that is supported.
    pub const OLDEST: Self = Self::new(1, 32);

    /// Whether it is older than `other`.
    pub const fn is_before(self, other: Self) -> bool {
        if self.major != other.major {
            return self.major < other.major;
        }
        if self.minor != other.minor {
            return self.minor < other.minor;
        }
        self.patch < other.patch
    }

    /// `major.minor.0`
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
