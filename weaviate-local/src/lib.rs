//! Placeholder until its first slice lands in this commit series.
