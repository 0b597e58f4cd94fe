//! How a command ended.

use std::process::ExitCode;

/// How a command ended that neither the machine nor the command line stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Success,
    /// The content has errors, or a copy is not whole.
    ContentErrors,
}

impl Outcome {
    pub fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Success => ExitCode::SUCCESS,
            Outcome::ContentErrors => ExitCode::from(1),
        }
    }
}

/// The exit code for an error of the machine or of the command line.
pub(super) const FAILED: u8 = 2;
