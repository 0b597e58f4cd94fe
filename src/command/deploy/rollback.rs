//! What earlier deployments have kept, from which one of them is made again.

use super::messages;
use super::rclone::{Place, Rclone};
use super::state::{self, State};
use crate::integrity::{self, Files};
use anyhow::bail;
use std::collections::{BTreeMap, BTreeSet};

/// The kept deployments, each with its manifest and the paths of its files that were replaced later.
pub(super) struct Kept(BTreeMap<String, KeptDeployment>);

struct KeptDeployment {
    manifest: Vec<u8>,
    files: Files,
    paths: BTreeSet<String>,
}

impl Kept {
    pub fn read(rclone: &Rclone, place: &Place, state: &State) -> anyhow::Result<Kept> {
        let mut kept = BTreeMap::new();
        for deployment in &state.deployments {
            let Some(manifest) = rclone.read(&state::manifest_of(place, &deployment.id))? else {
                continue;
            };
            // One that is damaged cannot be returned to.
            let is_whole = state::id_of(&manifest) == deployment.id;
            let Some(files) = integrity::parse(&manifest).filter(|_| is_whole) else { continue };
            let paths = rclone.list(&state::kept_of(place, &deployment.id))?;
            kept.insert(deployment.id.clone(), KeptDeployment { manifest, files, paths });
        }
        Ok(Kept(kept))
    }

    /// Returns the manifest of a deployment.
    pub fn edition(&self, id: &str) -> Option<(Vec<u8>, Files)> {
        self.0.get(id).map(|kept| (kept.manifest.clone(), kept.files.clone()))
    }

    /// Returns from which folders files are taken; an error if one was not kept.
    pub fn sources(
        &self,
        place: &Place,
        files: &Files,
        paths: &[String],
    ) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
        let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in paths {
            let record = files.get(path.as_str());
            let holder = self.0.iter().find(|(_, kept)| {
                kept.paths.contains(path) && kept.files.get(path.as_str()) == record
            });
            let Some((id, _)) = holder else { bail!(messages::not_kept(path)) };
            let folder = state::kept_of(place, id).to_string();
            sources.entry(folder).or_default().push(path.clone());
        }
        Ok(sources)
    }
}
