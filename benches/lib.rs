//! Nothing to share.
