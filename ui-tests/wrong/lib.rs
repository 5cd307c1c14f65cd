//! Where `tests/wrong.rs` puts its generated programs, to be judged in one run of rustc. Else it is empty.
#![allow(unexpected_cfgs)]

#[cfg(wrong_programs)]
include!(env!("WRONG_PROGRAMS"));
