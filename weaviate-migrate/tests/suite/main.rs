//! What the planner says, and what syncs do to a server: one in memory that keeps the real one's rules, driven by
//! a clock and a scheduler of the test's own, and, in `live`, a real one.

mod convergence;
mod defs;
mod differences;
mod faults;
mod live;
mod memory;
mod plans;
mod syncs;
mod world;
