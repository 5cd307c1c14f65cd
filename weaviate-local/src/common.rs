//! What every floor uses and none owns: values and objects, refusals, texts in Go's forms, locks, and HTTP without TLS.

pub(crate) mod access;
pub(crate) mod clock;
pub(crate) mod doc;
pub(crate) mod error;
pub(crate) mod fault;
pub(crate) mod faults;
pub(crate) mod floats;
pub(crate) mod gotext;
pub(crate) mod mode;
pub(crate) mod named;
pub(crate) mod object;
pub(crate) mod paged;
pub(crate) mod plain;
pub(crate) mod quota;
pub(crate) mod rows;
pub(crate) mod server;
pub(crate) mod settings;
pub(crate) mod signed;
pub(crate) mod sync;
pub(crate) mod value;
