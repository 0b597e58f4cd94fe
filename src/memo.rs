//! The last build's answers, by fingerprint of what they were made from.
//!
//! Serve runs the same build on every change; what has not changed is found here instead of being
//! made again. Each run replaces what the run before it left: no locks, nothing to evict.

use crate::source::Fingerprint;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Answers of one kind.
#[derive(Debug)]
pub struct Memo<V> {
    last: HashMap<Fingerprint, Arc<V>>,
    /// Whether answers are kept for another run; a run that is the only one keeps nothing.
    keeps: bool,
}

impl<V: Send + Sync> Memo<V> {
    /// A memo for runs that will be repeated.
    pub fn enabled() -> Memo<V> {
        Memo { last: HashMap::new(), keeps: true }
    }

    /// A memo for one run: every answer is made, handed on and let go.
    pub fn disabled() -> Memo<V> {
        Memo { last: HashMap::new(), keeps: false }
    }

    /// Makes an answer for each input, in parallel, and hands it on at once; gives what came of
    /// it, in the order of the inputs. `key` must tell apart whatever `make` could tell apart.
    pub fn each<I: Sync, R: Send>(
        &mut self,
        inputs: &[I],
        key: impl Fn(&I) -> Fingerprint + Sync,
        make: impl Fn(&I) -> V + Sync,
        take: impl Fn(&I, &Arc<V>) -> R + Sync,
    ) -> Vec<R> {
        if !self.keeps {
            return inputs.par_iter().map(|input| take(input, &Arc::new(make(input)))).collect();
        }
        let last = &self.last;
        let made: Vec<(Fingerprint, Arc<V>, R)> = inputs
            .par_iter()
            .map(|input| {
                let key = key(input);
                let value = last.get(&key).cloned().unwrap_or_else(|| Arc::new(make(input)));
                let result = take(input, &value);
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

    /// The answers themselves.
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
    fn answers_are_found_again_until_they_are_not_asked_for() {
        let made = AtomicUsize::new(0);
        let mut memo = Memo::enabled();
        let mut ask = |inputs: &[u8]| -> Vec<u8> {
            let answers = memo.map(
                inputs,
                |input| Fingerprint::of(&[*input]),
                |input| {
                    made.fetch_add(1, Ordering::Relaxed);
                    input * 2
                },
            );
            answers.iter().map(|answer| **answer).collect()
        };
        assert_eq!(ask(&[1, 2, 3]), [2, 4, 6]);
        assert_eq!(ask(&[3, 1]), [6, 2]);
        assert_eq!(made.load(Ordering::Relaxed), 3);
        assert_eq!(ask(&[2]), [4]);
        assert_eq!(made.load(Ordering::Relaxed), 4, "2 was let go in the second run");
    }
}
