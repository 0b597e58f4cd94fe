//! `gongbao deploy TARGET`: brings the published site to where it is served, by the installed rclone.
//!
//! A reader may ask for a file at any moment, and a deployment may be killed at any moment. So files that pages refer to
//! go first, then pages, then the index of the search, then the manifest, and removals last; what is replaced is copied
//! before, so that `--rollback` can return to it. What has changed is known by the manifests here and there.

mod messages;
mod plan;
mod rclone;
mod rollback;
mod state;

use super::arguments::{folders, timestamp};
use super::console::{Console, write_out};
use super::outcome::Outcome;
use crate::disk;
use crate::failure::Explain;
use crate::integrity::{self, Differences, Files};
use crate::invisible;
use crate::output::MANIFEST;
use anyhow::bail;
use clap::ArgMatches;
use plan::Plan;
use rclone::{Place, Rclone};
use rollback::Kept;
use state::State;
use std::path::Path;

/// The largest manifest that is read: some 400,000 files.
const MAX_MANIFEST: u64 = 64 * 1024 * 1024;

/// How many files are uploaded before it is recorded that they are.
const BATCH: usize = 500;

/// What is to be deployed, and where its files are.
struct Edition {
    manifest: Vec<u8>,
    files: Files,
    from: From,
}

enum From {
    /// The output folder.
    Output(String),
    /// What earlier deployments have kept.
    Kept(Kept),
}

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let Some(typed) = matches.get_one::<String>("target") else { bail!(messages::no_target()) };
    let target = Place::new(typed);
    let place = state_place(&target, matches.get_one::<String>("state"))?;
    let rclone = Rclone::find()?;
    let mut state = State::read(&rclone, &place)?;
    let now = timestamp();

    let current = rclone.read(&target.join(MANIFEST))?;
    let damaged = || messages::damaged(&target.join(MANIFEST).to_string());
    let current_files = match &current {
        Some(bytes) => integrity::parse(bytes).explain(damaged)?,
        None => Files::new(),
    };
    if current.is_none()
        && state.touched.is_empty()
        && let Some(example) = rclone.example_in(&target)?
    {
        bail!(messages::foreign_target(typed, &example));
    }
    let edition = if matches.contains_id("rollback") {
        let wanted = matches.get_one::<String>("rollback").map(String::as_str);
        let wanted = wanted.filter(|wanted| !wanted.is_empty());
        rollback_edition(&rclone, &place, &state, current.as_deref(), wanted)?
    } else {
        built_edition(&folders(matches).output)?
    };
    let grace = matches.get_one::<u32>("grace").copied().unwrap_or(24);
    let mut plan = Plan::new(&current_files, &edition.files, &state, now, i64::from(grace) * 3600);
    if !state.touched.is_empty() {
        // What rclone had begun to write lies beside its place, where readers could find it.
        let there = rclone.list(&target)?.into_iter();
        plan.removed.extend(there.filter(|path| rclone::is_partial(path)));
    }
    if matches.get_flag("dry-run") {
        return show(&plan, console);
    }
    if !state.touched.is_empty() {
        console.status(&messages::resuming());
    }

    if let Some(current) = &current {
        state.record(current, now, &rclone, &place)?;
        let kept = state::kept_of(&place, &state::id_of(current));
        rclone.copy(&target.to_string(), &kept, &plan.kept)?;
    }
    for name in plan.uploads.iter().flatten().chain(&plan.removed) {
        state.touched.insert(name.clone(), None);
    }
    // If this is killed with the new manifest in place, the next run still knows what to remove.
    state.leaving.extend(plan.leaving.clone());
    state.write(&rclone, &place)?;
    upload(&rclone, &target, &place, &edition, &plan, &mut state, console)?;
    if current.as_ref() != Some(&edition.manifest) {
        rclone.write(&target.join(MANIFEST), &edition.manifest)?;
    }
    rclone.remove(&target, &plan.removed)?;

    state.record(&edition.manifest, now, &rclone, &place)?;
    state.touched.clear();
    state.leaving = plan.leaving.clone();
    state.prune(&rclone, &place)?;
    state.write(&rclone, &place)?;
    let id = state::id_of(&edition.manifest);
    let (removed, leaving) = (plan.removed.len(), plan.leaving.len());
    console.status(&messages::deployed(&id, plan.upload_count(), removed, leaving));
    Ok(Outcome::Success)
}

/// Returns where records and replaced files are kept: beside a target on this machine; elsewhere only the user knows a
/// place that is not served.
fn state_place(target: &Place, typed: Option<&String>) -> anyhow::Result<Place> {
    let place = match typed {
        Some(typed) => Place::new(typed),
        None if target.is_local() => {
            let path = std::path::absolute(target.to_string()).explain(messages::no_target)?;
            let name = path.file_name().explain(messages::state_needed)?.to_string_lossy();
            let beside = path.with_file_name(format!(".{name}.gongbao-deploy"));
            Place::new(&beside.display().to_string())
        }
        None => bail!(messages::state_needed()),
    };
    if place.is_in(target) {
        bail!(messages::state_in_target());
    }
    Ok(place)
}

/// Reads what was built, if it is whole.
fn built_edition(output: &Path) -> anyhow::Result<Edition> {
    let manifest = disk::read_file(&output.join(MANIFEST), MAX_MANIFEST)?;
    let files = integrity::parse(&manifest).explain(|| messages::not_built(output))?;
    let there = disk::published_records(output)?;
    let differences = Differences::between(&files, &there);
    if let Some(example) = differences.missing.iter().chain(&differences.changed).next() {
        bail!(messages::not_whole(output, example));
    }
    Ok(Edition { manifest, files, from: From::Output(output.display().to_string()) })
}

/// Finds an earlier deployment: the one that was named, else the one before the current one.
fn rollback_edition(
    rclone: &Rclone,
    place: &Place,
    state: &State,
    current: Option<&[u8]>,
    wanted: Option<&str>,
) -> anyhow::Result<Edition> {
    let current = current.map(state::id_of);
    let mut earlier = state.deployments.iter().rev().map(|deployment| deployment.id.as_str());
    let id = match wanted {
        Some(wanted) => earlier.find(|id| *id == wanted).explain(|| {
            let known = state.deployments.iter().map(|deployment| deployment.id.as_str());
            messages::no_deployment(wanted, &known.collect::<Vec<_>>().join(", "))
        })?,
        None => earlier
            .find(|id| current.as_deref() != Some(*id))
            .explain(messages::nothing_deployed)?,
    };
    let kept = Kept::read(rclone, place, state)?;
    let (manifest, files) = kept.edition(id).explain(|| messages::damaged(id))?;
    Ok(Edition { manifest, files, from: From::Kept(kept) })
}

/// Uploads what the plan says, and records after each batch what is certainly there.
fn upload(
    rclone: &Rclone,
    target: &Place,
    place: &Place,
    edition: &Edition,
    plan: &Plan,
    state: &mut State,
    console: &Console,
) -> anyhow::Result<()> {
    let count = plan.upload_count();
    // Nothing is uploaded if a file is missing.
    if let From::Kept(kept) = &edition.from {
        kept.sources(place, &edition.files, &plan.uploads.concat())?;
    }
    let mut done = 0;
    for stage in &plan.uploads {
        for batch in stage.chunks(BATCH) {
            match &edition.from {
                From::Output(folder) => rclone.copy(folder, target, batch)?,
                From::Kept(kept) => {
                    for (from, paths) in kept.sources(place, &edition.files, batch)? {
                        rclone.copy(&from, target, &paths)?;
                    }
                }
            }
            for name in batch {
                let sum = edition.files.get(name.as_str()).map(|record| record.sha256.clone());
                state.touched.insert(name.clone(), sum);
            }
            done += batch.len();
            // What is short is uploaded again as quickly as it is recorded.
            if batch.len() == BATCH {
                state.write(rclone, place)?;
                console.status(&messages::uploading(done, count));
            }
        }
    }
    Ok(())
}

fn show(plan: &Plan, console: &Console) -> anyhow::Result<Outcome> {
    let uploads: Vec<&String> = plan.uploads.iter().flatten().collect();
    let removed: Vec<&String> = plan.removed.iter().collect();
    for (paths, word) in [(uploads, messages::upload()), (removed, messages::remove())] {
        let word = word.in_language(console.language);
        for path in paths {
            write_out(&format!(
                "{}\n",
                invisible::escape_for_terminal(&format!("{word}\t{path}"))
            ))?;
        }
    }
    let (removed, leaving) = (plan.removed.len(), plan.leaving.len());
    console.status(&messages::planned(plan.upload_count(), removed, leaving));
    Ok(Outcome::Success)
}
