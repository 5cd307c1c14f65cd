//! How much may be repeated: a tenth of what is called, and a few at once.
//!
//! A server that fails under its load is not helped by five times the load. Each call earns a tenth of a retry,
//! each retry of what may have arrived costs a whole one. What surely never arrived costs nothing: the server had
//! no work with it, and the [`breaker`](crate::breaker) keeps count of it.

use std::sync::atomic::{AtomicU32, Ordering};

/// So many calls earn one retry.
const CALLS: u32 = 10;

/// One for each address.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In tenths of a retry.
    balance: AtomicU32,
    most: u32,
}

impl Budget {
    /// A full one, from which `burst` retries can be paid at once.
    pub(crate) fn new(burst: u32) -> Self {
        let most = burst.saturating_mul(CALLS);
        Self { balance: AtomicU32::new(most), most }
    }

    /// For a call that is sent for the first time.
    pub(crate) fn earn(&self) {
        let more = |balance: u32| (balance < self.most).then(|| balance + 1);
        // A full one stays full.
        let _ = self.balance.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Pays for one retry, if it can.
    pub(crate) fn spend(&self) -> bool {
        let less = |balance: u32| balance.checked_sub(CALLS);
        self.balance.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn ten_calls_earn_a_retry_and_no_more_are_kept_than_the_burst() {
        let budget = Budget::new(2);
        assert!(budget.spend() && budget.spend() && !budget.spend());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.spend());
        budget.earn();
        assert!(budget.spend() && !budget.spend());
        (0..1_000).for_each(|_| budget.earn());
        assert!(budget.spend() && budget.spend() && !budget.spend());
    }

    #[test]
    fn without_a_burst_there_are_no_retries() {
        let budget = Budget::new(0);
        (0..100).for_each(|_| budget.earn());
        assert!(!budget.spend());
    }
}
