//! The files of a site as a web server gives them, fetched by the installed curl.

use super::messages;
use crate::disk::{self, TempFolder};
use crate::failure::Explain;
use crate::integrity::{FileRecord, Files};
use crate::output::OutPath;
use crate::target::percent_encoded;
use anyhow::bail;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use url::Url;

/// How many files one call of curl fetches. They lie in a temporary folder until they are compared.
const BATCH: usize = 200;

/// A site at an address.
pub(super) struct Site {
    /// Ends with a slash.
    address: String,
}

impl Site {
    /// Reads the address of a site, or that of its manifest.
    pub fn at(typed: &str) -> anyhow::Result<Site> {
        let mut url = Url::parse(typed).ok().explain(|| messages::no_address(typed))?;
        url.set_query(None);
        url.set_fragment(None);
        let address = url.as_str();
        let address = address.strip_suffix(crate::output::MANIFEST).unwrap_or(address);
        Ok(Site { address: format!("{}/", address.trim_end_matches('/')) })
    }

    /// Fetches one file of at most so many bytes.
    pub fn fetch_one(&self, path: &str, most: u64) -> anyhow::Result<Vec<u8>> {
        let folder = TempFolder::new()?;
        self.fetch(&[path], folder.path())?;
        disk::read_file(&folder.path().join("0"), most)
    }

    /// Returns the records of the files that are there.
    pub fn records(&self, files: &Files) -> anyhow::Result<BTreeMap<String, Option<FileRecord>>> {
        let paths: Vec<&str> = files.keys().map(OutPath::as_str).collect();
        let mut records = BTreeMap::new();
        for batch in paths.chunks(BATCH) {
            let folder = TempFolder::new()?;
            self.fetch(batch, folder.path())?;
            let mut fetched = disk::published_records(folder.path())?;
            for (number, path) in batch.iter().enumerate() {
                if let Some(record) = fetched.remove(&number.to_string()) {
                    records.insert((*path).to_owned(), record);
                }
            }
        }
        Ok(records)
    }

    /// Fetches files into a folder, under their numbers. One that the server does not have is not there afterwards.
    fn fetch(&self, paths: &[&str], folder: &Path) -> anyhow::Result<()> {
        let mut settings = String::new();
        for (number, path) in paths.iter().enumerate() {
            let place = folder.join(number.to_string()).display().to_string();
            let place = place.replace('\\', "\\\\").replace('"', "\\\"");
            let address = format!("{}{}", self.address, percent_encoded(path));
            settings.push_str(&format!("url = \"{address}\"\noutput = \"{place}\"\n"));
        }
        // The answer is compared byte for byte, so none is decompressed. `-q` first: no settings of the user.
        let mut child = Command::new("curl")
            .args(["-q", "--silent", "--show-error", "--fail", "--location", "--globoff"])
            .args(["--proto", "=http,https", "--max-redirs", "5", "--connect-timeout", "20"])
            .args(["--max-time", "600", "--retry", "2", "--parallel", "--parallel-max", "8"])
            .args(["--write-out", "%{http_code} %{filename_effective}\\n", "--config", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => messages::no_curl(),
                _ => messages::curl_failed("curl").because(error),
            })?;
        let stdin = child.stdin.take();
        let settings = settings.into_bytes();
        let writer = std::thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&settings)));
        let out = child.wait_with_output().explain(|| messages::curl_failed("curl"))?;
        let _ = writer.join();
        let said = String::from_utf8_lossy(&out.stderr).trim().to_owned();
        let answers = String::from_utf8_lossy(&out.stdout).into_owned();
        let mut answered = 0;
        for line in answers.lines() {
            let (status, place) = line.split_once(' ').unwrap_or((line, ""));
            let number = Path::new(place).file_name().and_then(|name| name.to_str());
            let path = number.and_then(|number| paths.get(number.parse::<usize>().ok()?));
            match status {
                "200" | "404" | "410" => answered += 1,
                "000" => bail!(messages::curl_failed(&said)),
                _ => bail!(messages::no_answer(path.copied().unwrap_or(&self.address), status)),
            }
        }
        if answered < paths.len() {
            bail!(messages::curl_failed(&said));
        }
        Ok(())
    }
}
