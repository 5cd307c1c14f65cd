//! The smallest recorder: keeps every number in a map, to be printed.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Arc, Mutex},
};

use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder,
    SharedString, Unit,
};

/// The values by name and labels, as they came.
#[derive(Clone, Default)]
pub(crate) struct Numbers(Arc<Mutex<BTreeMap<String, Vec<f64>>>>);

/// Makes it the program's recorder.
pub(crate) fn install() -> Numbers {
    let numbers = Numbers::default();
    metrics::set_global_recorder(numbers.clone()).expect("there is no other recorder");
    numbers
}

impl Numbers {
    /// A line for each: how many there were, their sum, the median and the largest.
    pub(crate) fn print(&self) -> String {
        let mut out = String::new();
        for (name, values) in self.0.lock().expect("nobody panicked").iter_mut() {
            values.sort_by(f64::total_cmp);
            let (middle, last) = (values[values.len() / 2], values[values.len() - 1]);
            let sum: f64 = values.iter().sum();
            let _ = writeln!(
                out,
                "{name}: {} values, sum {sum:.4}, median {middle:.4}, most {last:.4}",
                values.len()
            );
        }
        out
    }

    fn one(&self, key: &Key) -> Arc<One> {
        let mut name = key.name().to_owned();
        for label in key.labels() {
            let _ = write!(name, " {}={}", label.key(), label.value());
        }
        Arc::new(One { numbers: self.clone(), name })
    }
}

/// One number.
struct One {
    numbers: Numbers,
    name: String,
}

impl One {
    fn add(&self, value: f64) {
        self.numbers.0.lock().expect("nobody panicked").entry(self.name.clone()).or_default().push(value);
    }
}

impl CounterFn for One {
    fn increment(&self, value: u64) {
        self.add(value as f64);
    }
    fn absolute(&self, value: u64) {
        self.add(value as f64);
    }
}

impl GaugeFn for One {
    fn increment(&self, value: f64) {
        self.add(value);
    }
    fn decrement(&self, value: f64) {
        self.add(-value);
    }
    fn set(&self, value: f64) {
        self.add(value);
    }
}

impl HistogramFn for One {
    fn record(&self, value: f64) {
        self.add(value);
    }
}

impl Recorder for Numbers {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.one(key))
    }
    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.one(key))
    }
    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.one(key))
    }
}
