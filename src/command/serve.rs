use super::{Outcome, Voice};
use clap::ArgMatches;
pub(super) fn run(_: &ArgMatches, _: &Voice) -> anyhow::Result<Outcome> {
    anyhow::bail!("not yet")
}
