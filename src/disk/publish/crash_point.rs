//! Points at which tests kill the process or let something else go wrong.
//!
//! A publication passes one after every step that changes the disk. Outside of tests they do
//! nothing.

#[cfg(not(test))]
#[derive(Default)]
pub struct CrashPoints {}

#[cfg(not(test))]
impl CrashPoints {
    pub fn pass(&self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
pub use in_tests::CrashPoints;

#[cfg(test)]
mod in_tests {
    use std::io;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Counts the points that a publication passes, and acts at one of them.
    #[derive(Default)]
    pub struct CrashPoints {
        at: Option<usize>,
        passed: AtomicUsize,
        /// What happens; without it the process ends.
        action: Option<Box<dyn Fn() -> io::Result<()> + Send + Sync>>,
    }

    impl CrashPoints {
        /// Kills the process at this point, counted from 0; never if it is `None`.
        pub fn killing_at(point: Option<usize>) -> CrashPoints {
            CrashPoints { at: point, ..CrashPoints::default() }
        }

        /// Does something at this point, counted from 0.
        pub fn acting_at(
            point: usize,
            action: impl Fn() -> io::Result<()> + Send + Sync + 'static,
        ) -> CrashPoints {
            CrashPoints {
                at: Some(point),
                action: Some(Box::new(action)),
                ..CrashPoints::default()
            }
        }

        pub fn pass(&self) -> io::Result<()> {
            if Some(self.passed.fetch_add(1, Ordering::Relaxed)) != self.at {
                return Ok(());
            }
            match &self.action {
                Some(action) => action(),
                None => std::process::abort(),
            }
        }
    }
}
