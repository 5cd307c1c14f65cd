//! What a call costs beside the request written by hand, on a server that does nothing.
//!
//! | command | what |
//! |---|---|
//! | `calls` | a table of all works: instructions above a bare tonic call (by valgrind), CPU, throughput, allocations |
//! | `calls ratios` | the same without instructions, in seconds |
//! | `calls check` | instructions of `fetch` and `insert` against the committed figures; `calls bless` writes them anew |
//! | `calls values` | instructions of making the values of a `fetch` by themselves, which every client that gives structs pays |
//! | `calls cold` | what a program waits for before its first answer |
//! | `calls latency`, `calls latency REST GRPC` | what a program waits for, on the canned server or on a real one, **whose collections of the same names it removes**; other clients beside it |
//! | `calls run WORK WAY IN_FLIGHT TIMES` | only that, for a profiler to look at |
//!
//! The server is a child of this process, so that what is counted is the client's.

#![allow(clippy::large_futures, reason = "what is measured is not to be boxed")]

mod bare;
mod child;
mod cold;
mod instructions;
mod latency;
mod measure;
mod model;
mod ours;
mod rest;
mod server;
mod table;
mod typed;
mod values;
mod work;

use weaviate_benches::count::Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Whatever goes wrong ends the program.
type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => table::ratios().and_then(|()| table::instructions()),
        ["ratios"] => table::ratios(),
        ["serve"] => Ok(server::serve()?),
        ["check"] => instructions::check(),
        ["cold"] => cold::start(),
        ["latency"] => latency::canned(),
        ["latency", rest, grpc] => latency::real(rest, grpc),
        ["latency", way, rest, grpc, questions, inserts] => {
            latency::one(way.parse()?, rest, grpc, questions.parse()?, inserts.parse()?)
        }
        ["values"] => values::instructions(),
        ["run", "values", times] => values::run(times.parse()?),
        ["bless"] => instructions::bless(),
        ["run", work, way, in_flight, times] => {
            work::run(work.parse()?, way.parse()?, in_flight.parse()?, times.parse()?)
        }
        _ => {
            Err("`calls`, `calls ratios`, `calls check`, `calls bless`, `calls values`, `calls cold`, `calls latency`, `calls latency REST GRPC`, `calls run WORK WAY IN_FLIGHT TIMES`"
                .into())
        }
    }
}
