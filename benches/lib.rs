//! What the proofs and the measures of the wire codec share: the structs, their replies, and a counting allocator.

pub mod count;
pub mod facade;
pub mod kernel;
pub mod model;
pub mod random;
pub mod reply;
