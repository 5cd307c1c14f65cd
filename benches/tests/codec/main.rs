//! The wire codec against prost, against hostile bytes, and against its own promises of cost.

mod cost;
mod decode;
mod encode;
mod hostile;
mod moment;
mod strategy;

use weaviate_benches::count::Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;
