//! What deployments remember between two runs, in a place that readers cannot reach.

use super::messages;
use super::rclone::{Place, Rclone};
use crate::failure::Explain;
use crate::integrity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many deployments can be returned to.
pub(super) const KEPT_DEPLOYMENTS: usize = 10;

const FILE_NAME: &str = "state.json";

/// `state.json` of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The deployments whose manifests are kept, the newest last.
    pub deployments: Vec<Deployment>,
    /// Files that an interrupted deployment may have written or removed, with the sums of those that it certainly
    /// wrote.
    pub touched: BTreeMap<String, Option<String>>,
    /// Files that have left the manifest and stay for a while, with the time since when.
    pub leaving: BTreeMap<String, i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Deployment {
    /// The beginning of the SHA-256 of its manifest.
    pub id: String,
    /// In seconds since 1970.
    pub time: i64,
}

/// Returns what a deployment is called, by its manifest.
pub(super) fn id_of(manifest: &[u8]) -> String {
    integrity::sha256(manifest).chars().take(16).collect()
}

impl State {
    pub fn read(rclone: &Rclone, place: &Place) -> anyhow::Result<State> {
        match rclone.read(&place.join(FILE_NAME))? {
            Some(bytes) => serde_json::from_slice(&bytes)
                .ok()
                .explain(|| messages::damaged(&place.join(FILE_NAME).to_string())),
            None => Ok(State::default()),
        }
    }

    pub fn write(&self, rclone: &Rclone, place: &Place) -> anyhow::Result<()> {
        rclone.write(&place.join(FILE_NAME), &serde_json::to_vec(self)?)
    }

    /// Records a deployment as the newest, and keeps its manifest.
    pub fn record(
        &mut self,
        manifest: &[u8],
        time: i64,
        rclone: &Rclone,
        place: &Place,
    ) -> anyhow::Result<()> {
        let id = id_of(manifest);
        if self.deployments.last().is_some_and(|last| last.id == id) {
            return Ok(());
        }
        rclone.write(&manifest_of(place, &id), manifest)?;
        self.deployments.retain(|deployment| deployment.id != id);
        self.deployments.push(Deployment { id, time });
        Ok(())
    }

    /// Forgets the oldest deployments, and removes what was kept of them.
    pub fn prune(&mut self, rclone: &Rclone, place: &Place) -> anyhow::Result<()> {
        while self.deployments.len() > KEPT_DEPLOYMENTS {
            let old = self.deployments.remove(0);
            rclone.remove_folder(&kept_of(place, &old.id))?;
            rclone.remove_file(&manifest_of(place, &old.id))?;
        }
        Ok(())
    }
}

/// Where the manifest of a deployment is kept.
pub(super) fn manifest_of(place: &Place, id: &str) -> Place {
    place.join(&format!("manifests/{id}.json"))
}

/// Where the files of a deployment are kept that later ones have replaced or removed.
pub(super) fn kept_of(place: &Place, id: &str) -> Place {
    place.join(&format!("kept/{id}"))
}
