//! What proofs and measures share: the structs of the wire codec, their replies, a counting allocator, and valgrind.

pub mod count;
pub mod facade;
pub mod kernel;
pub mod model;
pub mod random;
pub mod reply;
pub mod valgrind;
