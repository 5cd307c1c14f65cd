//! What a recorder of the `metrics` crate is told.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder,
    SharedString, Unit,
};
use weaviate_query::{Error, ErrorKind};
use weaviate_runtime::{Again, Call, Client, Failure};

use crate::retries::Scripted;

/// Name and labels, the sum, and how many there were.
type Sums = BTreeMap<String, (f64, usize)>;

#[derive(Clone, Default)]
struct Sum(Arc<Mutex<Sums>>, String);

impl Sum {
    fn of(&self, key: &Key) -> Arc<Self> {
        let labels = key.labels().map(|label| format!(" {}={}", label.key(), label.value()));
        Arc::new(Self(self.0.clone(), format!("{}{}", key.name(), labels.collect::<String>())))
    }

    fn add(&self, value: f64) {
        let mut sums = self.0.lock().unwrap();
        let (sum, count) = sums.entry(self.1.clone()).or_default();
        *sum += value;
        *count += 1;
    }
}

impl CounterFn for Sum {
    fn increment(&self, value: u64) {
        self.add(value as f64);
    }
    fn absolute(&self, _: u64) {
        panic!("nothing is set");
    }
}

impl GaugeFn for Sum {
    fn increment(&self, value: f64) {
        self.add(value);
    }
    fn decrement(&self, value: f64) {
        self.add(-value);
    }
    fn set(&self, _: f64) {
        panic!("nothing is set");
    }
}

impl HistogramFn for Sum {
    fn record(&self, value: f64) {
        self.add(value);
    }
}

impl Recorder for Sum {
    fn describe_counter(&self, name: KeyName, _: Option<Unit>, _: SharedString) {
        Self(self.0.clone(), format!("described {}", name.as_str())).add(0.0);
    }
    fn describe_gauge(&self, name: KeyName, unit: Option<Unit>, text: SharedString) {
        self.describe_counter(name, unit, text);
    }
    fn describe_histogram(&self, name: KeyName, unit: Option<Unit>, text: SharedString) {
        assert_eq!(unit, Some(Unit::Seconds));
        self.describe_counter(name, unit, text);
    }
    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.of(key))
    }
    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.of(key))
    }
    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.of(key))
    }
}

#[test]
fn calls_tries_and_how_many_there_are_at_once() {
    let recorder = Sum::default();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    metrics::with_local_recorder(&recorder, || {
        let transport = Scripted::new(|n, _: &Call| match n {
            0 => {
                let error = Error::new(ErrorKind::Unavailable, "cut");
                Err(Failure { error, again: Again::IfRepeatable })
            }
            1 => Ok(bytes::Bytes::from_static(br#"{"classes":[]}"#)),
            2 => Err(Error::server(ErrorKind::Server, "panic occurred").into()),
            // For whoever does not wait.
            _ => Err(Error::new(ErrorKind::RateLimited, "slow down")
                .with_retry_after(std::time::Duration::from_secs(5)))
            .map_err(|error| Failure { error, again: Again::IfRepeatable }),
        });
        let client = Client::builder("http://h").transport(transport).build().unwrap();
        runtime.block_on(async {
            client.collections().await.unwrap();
            client.collection_definition("A").await.unwrap_err();
            let left = tokio::time::timeout(std::time::Duration::from_secs(1), client.collections());
            assert!(left.await.is_err());
        });
    });
    let sums = recorder.0.lock().unwrap();
    for label in sums.keys().flat_map(|key| key.split(' ').skip(1)).filter_map(|label| label.split_once('='))
    {
        assert!(crate::sight::CONVENTIONS.contains(&label.0), "{label:?}");
    }
    let count = |name: &str| sums.get(name).map(|(_, count)| *count);
    let all = "db.client.operation.duration db.system.name=weaviate db.operation.name=get_schema server.address=h server.port=80";
    assert_eq!(count(all), Some(1), "{sums:#?}");
    assert_eq!(count(&format!("{all} db.collection.name=A error.type=server")), Some(1), "{sums:#?}");
    let (took, count_left) = sums[&format!("{all} error.type=dropped")];
    assert!((took - 1.0).abs() < 0.01 && count_left == 1, "{took}");
    let tries = "weaviate.client.tries db.operation.name=get_schema";
    assert_eq!(count(tries), Some(1));
    for kind in ["unavailable", "server", "rate_limited"] {
        assert_eq!(count(&format!("{tries} error.type={kind}")), Some(1), "{kind}");
    }
    assert_eq!(sums["weaviate.client.in_flight"], (0.0, 6), "each begins and ends");
    for name in ["db.client.operation.duration", "weaviate.client.tries", "weaviate.client.in_flight"] {
        assert_eq!(count(&format!("described {name}")), Some(1));
    }
}
