//! Time, randomness and spawning: the only way in which the client meets them.
//!
//! A seeded simulation replaces all three at once through [`Client::builder`](crate::Client::builder).

use std::time::{Duration, Instant, SystemTime};

use futures_core::future::BoxFuture;

/// What the client needs of the world beside the network.
///
/// A test gives it a clock of its own; with Tokio's paused clock [`TokioEnv`] does as well.
///
/// ```
/// use std::time::{Duration, Instant, SystemTime};
/// use futures_core::future::BoxFuture;
/// use weaviate::layer::{Env, TokioEnv};
///
/// /// Tokio's world, in which no dice are thrown: waits before another try are the shortest.
/// struct NoDice;
///
/// impl Env for NoDice {
///     fn now(&self) -> Instant { TokioEnv.now() }
///     fn sleep_until(&self, until: Instant) -> BoxFuture<'static, ()> { TokioEnv.sleep_until(until) }
///     fn random(&self) -> u64 { 0 }
///     fn spawn(&self, task: BoxFuture<'static, ()>) { TokioEnv.spawn(task) }
/// }
///
/// let client = weaviate::Client::builder("http://localhost:8080").env(NoDice).build()?;
/// # Ok::<(), weaviate::Error>(())
/// ```
pub trait Env: Send + Sync + 'static {
    /// What time it is, on a clock that never goes back.
    fn now(&self) -> Instant;

    /// What the clocks of other machines show as well, for what comes from them: a date, a token's end. Default: the
    /// system's clock.
    fn system_time(&self) -> SystemTime {
        SystemTime::now()
    }

    /// A future that is ready at `until`, at once if that is over. It may be dropped before.
    fn sleep_until(&self, until: Instant) -> BoxFuture<'static, ()>;

    /// Any number, another one each time and in each process.
    fn random(&self) -> u64;

    /// Runs a task beside the caller. Only connections do so; they end with the last clone of the client.
    fn spawn(&self, task: BoxFuture<'static, ()>);
}

/// The clock and the scheduler of Tokio, and the system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioEnv;

impl Env for TokioEnv {
    fn now(&self) -> Instant {
        // Tokio's clock and not the system's: a test that pauses it pauses the client as well. It is the same
        // clock outside a runtime.
        tokio::time::Instant::now().into_std()
    }

    fn sleep_until(&self, until: Instant) -> BoxFuture<'static, ()> {
        match tokio::runtime::Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep_until(until.into())),
            // Tokio would panic; the transport says with an error that there is no runtime.
            Err(_) => Box::pin(std::future::pending()),
        }
    }

    fn random(&self) -> u64 {
        // The fixed bits of a version 4 id stand at different places in the two halves.
        let (high, low) = uuid::Uuid::new_v4().as_u64_pair();
        high.rotate_left(32) ^ low
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        // Outside a runtime there is nobody to run it; no call of the client gets that far.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(task);
        }
    }
}

/// As long as a call may take at most: beyond it neither clocks nor `grpc-timeout` can count.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The moment `wait` from now, or a year from now if that is sooner.
pub(crate) fn after(env: &dyn Env, wait: Duration) -> Instant {
    let now = env.now();
    now.checked_add(wait.min(LONGEST)).unwrap_or(now)
}

/// Full jitter: any time between nothing and `base` doubled `attempt` times, at most `cap`.
pub(crate) fn jitter(env: &dyn Env, base: Duration, attempt: u32, cap: Duration) -> Duration {
    let most = base.saturating_mul(1_u32.checked_shl(attempt).unwrap_or(u32::MAX)).min(cap);
    let share = (env.random() >> 11) as f64 / (1_u64 << 53) as f64;
    most.mul_f64(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u64);

    impl Env for Fixed {
        fn now(&self) -> Instant {
            Instant::now()
        }
        fn sleep_until(&self, _: Instant) -> BoxFuture<'static, ()> {
            Box::pin(std::future::ready(()))
        }
        fn random(&self) -> u64 {
            self.0
        }
        fn spawn(&self, _: BoxFuture<'static, ()>) {}
    }

    #[test]
    fn jitter_is_full_and_capped() {
        let (base, cap) = (Duration::from_millis(100), Duration::from_secs(5));
        assert_eq!(jitter(&Fixed(0), base, 3, cap), Duration::ZERO);
        let most = jitter(&Fixed(u64::MAX), base, 3, cap);
        assert!(most > Duration::from_millis(799) && most <= Duration::from_millis(800), "{most:?}");
        let capped = jitter(&Fixed(u64::MAX), base, 40, cap);
        assert!(capped > Duration::from_millis(4999) && capped <= cap, "{capped:?}");
    }

    #[test]
    fn random_numbers_differ_in_every_bit() {
        let (mut ones, mut zeros) = (0_u64, 0_u64);
        for _ in 0..256 {
            let number = TokioEnv.random();
            ones |= number;
            zeros |= !number;
        }
        assert_eq!((ones, zeros), (u64::MAX, u64::MAX));
    }
}
