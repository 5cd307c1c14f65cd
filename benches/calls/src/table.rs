//! The table of all works.

use crate::{
    Result, instructions,
    measure::{allocated, costs},
    model::USERS,
    work::{Bench, WORKS, Way, Work},
};

/// CPU time and allocations of each way.
pub(crate) fn ratios() -> Result<()> {
    println!(
        "{:<14} {:<6} {:>10} {:>7} {:>10} {:>11}",
        "work", "way", "CPU us", "ratio", "wall us", "allocations"
    );
    let bench = Bench::new()?;
    for work in WORKS {
        for in_flight in if work == Work::Fetch { &[1, 32][..] } else { &[1] } {
            let times = if work == Work::Fetch { 512 } else { 4 };
            let ways = [Way::Bare, Way::Ours, Way::Prost];
            let costs = costs(&bench, work, &ways, *in_flight, times)?;
            let bare = costs.first().map_or(1.0, |cost| cost.cpu.as_secs_f64());
            for (way, cost) in ways.iter().zip(&costs) {
                let ratio = cost.cpu.as_secs_f64() / bare;
                let (cpu, wall) = (cost.cpu.as_secs_f64() * 1e6, cost.wall.as_secs_f64() * 1e6);
                let allocated = allocated(&bench, work, *way)?;
                let name = format!("{} x {in_flight}", work.name());
                println!(
                    "{name:<14} {:<6} {cpu:>10.1} {ratio:>7.2} {wall:>10.1} {allocated:>11}",
                    way.name()
                );
            }
        }
    }
    println!("of the allocations of a fetch {USERS} are the user's own");
    Ok(())
}

/// Instructions of each way.
pub(crate) fn instructions() -> Result<()> {
    if !weaviate_benches::valgrind::can_count() {
        println!("no valgrind to be had: instructions are not counted");
        return Ok(());
    }
    println!("\n{:<14} {:<6} {:>14} {:>14}", "work", "way", "instructions", "above bare");
    for work in WORKS {
        let bare = instructions::each(work, Way::Bare, 1)?;
        println!("{:<14} {:<6} {bare:>14}", work.name(), Way::Bare.name());
        for way in [Way::Ours, Way::Prost] {
            let each = instructions::each(work, way, 1)?;
            println!("{:<14} {:<6} {each:>14} {:>+14}", work.name(), way.name(), each as i64 - bare as i64);
        }
    }
    Ok(())
}
