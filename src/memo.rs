//! A cache of the last build's results, by the fingerprint of what each was made from.
//!
//! The preview runs the whole build on every change, and takes from here what has not changed. Every run
//! replaces the results of the one before, so there are no locks and there is nothing to evict.

use crate::source::Fingerprint;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The results of one function.
#[derive(Debug)]
pub struct Memo<V> {
    last: HashMap<Fingerprint, Arc<V>>,
    /// Whether results are kept for the next run.
    is_enabled: bool,
}

impl<V: Send + Sync> Memo<V> {
    /// Returns a memo for runs that will be repeated.
    pub fn enabled() -> Memo<V> {
        Memo { last: HashMap::new(), is_enabled: true }
    }

    /// Returns a memo for a single run: every result is made, consumed and dropped.
    pub fn disabled() -> Memo<V> {
        Memo { last: HashMap::new(), is_enabled: false }
    }

    /// Makes a result for each input, or takes that of the last run with an equal key. Passes each
    /// to `consume` at once, and returns what that returns, in the order of the inputs. Inputs are
    /// processed in parallel.
    ///
    /// Equal keys must mean equal results.
    pub fn each<I: Sync, R: Send>(
        &mut self,
        inputs: &[I],
        key: impl Fn(&I) -> Fingerprint + Sync,
        make: impl Fn(&I) -> V + Sync,
        consume: impl Fn(&I, &Arc<V>) -> R + Sync,
    ) -> Vec<R> {
        if !self.is_enabled {
            return inputs.par_iter().map(|input| consume(input, &Arc::new(make(input)))).collect();
        }
        let last = &self.last;
        let made: Vec<(Fingerprint, Arc<V>, R)> = inputs
            .par_iter()
            .map(|input| {
                let key = key(input);
                let value = last.get(&key).cloned().unwrap_or_else(|| Arc::new(make(input)));
                let result = consume(input, &value);
                (key, value, result)
            })
            .collect();
        let mut results = Vec::with_capacity(made.len());
        self.last = HashMap::with_capacity(made.len());
        for (key, value, result) in made {
            self.last.insert(key, value);
            results.push(result);
        }
        results
    }

    /// Makes a result for each input, like `each`, and returns the results themselves.
    pub fn map<I: Sync>(
        &mut self,
        inputs: &[I],
        key: impl Fn(&I) -> Fingerprint + Sync,
        make: impl Fn(&I) -> V + Sync,
    ) -> Vec<Arc<V>> {
        self.each(inputs, key, make, |_, value| Arc::clone(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_are_reused_in_the_next_run_and_dropped_after_a_run_without_them() {
        let made = AtomicUsize::new(0);
        let mut memo = Memo::enabled();
        let mut run = |inputs: &[u8]| -> Vec<u8> {
            let results = memo.map(
                inputs,
                |input| Fingerprint::of(&[*input]),
                |input| {
                    made.fetch_add(1, Ordering::Relaxed);
                    input * 2
                },
            );
            results.iter().map(|result| **result).collect()
        };
        assert_eq!(run(&[1, 2, 3]), [2, 4, 6]);
        assert_eq!(run(&[3, 1]), [6, 2]);
        assert_eq!(made.load(Ordering::Relaxed), 3);
        assert_eq!(run(&[2]), [4]);
        assert_eq!(made.load(Ordering::Relaxed), 4, "the second run dropped 2");
    }
}
