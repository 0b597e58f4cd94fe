//! The sink of the preview: it holds little, for most files are made when a browser asks for them.

use crate::output::{MakeLater, OutPath, Sink};
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// The files of a preview by path.
pub type PreviewFiles = BTreeMap<OutPath, PreviewFile>;

/// A file of a preview.
#[derive(Clone)]
pub enum PreviewFile {
    Held(Bytes),
    /// A page, or a copy of an attachment: made or read whenever a browser asks for it.
    Later(MakeLater),
}

impl PreviewFile {
    pub fn read(&self) -> io::Result<Bytes> {
        match self {
            PreviewFile::Held(bytes) => Ok(bytes.clone()),
            PreviewFile::Later(make) => make().map(Bytes::from),
        }
    }
}

/// Collects the files of one build.
#[derive(Default)]
pub struct PreviewSink {
    files: Mutex<Vec<(OutPath, PreviewFile)>>,
}

impl PreviewSink {
    pub fn into_files(self) -> PreviewFiles {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
    }

    fn add(&self, path: &OutPath, file: PreviewFile) -> io::Result<()> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push((path.clone(), file));
        Ok(())
    }
}

impl Sink for PreviewSink {
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        self.add(path, PreviewFile::Held(Bytes::copy_from_slice(bytes)))
    }

    fn put_shared(&self, path: &OutPath, bytes: &Arc<[u8]>) -> io::Result<()> {
        self.add(path, PreviewFile::Held(Bytes::from_owner(Arc::clone(bytes))))
    }

    fn put_later(&self, path: &OutPath, make: MakeLater) -> io::Result<()> {
        self.add(path, PreviewFile::Later(make))
    }
}
