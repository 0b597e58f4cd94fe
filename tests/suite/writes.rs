//! Only the safe writer creates files or opens them for writing.

use std::fs;
use std::path::{Path, PathBuf};

/// Calls that create or open files or folders or change their kind.
const CREATES: [&str; 12] = [
    "fs::write(",
    "File::create",
    "File::options",
    "OpenOptions",
    "DirBuilder",
    "fs::copy(",
    "fs::create_dir",
    "fs::set_permissions(",
    "fs::soft_link(",
    "::symlink(",
    "mknod",
    "truncate(true)",
];

#[test]
fn only_the_safe_writer_creates_files() {
    let mut files = Vec::new();
    collect_rust_files(Path::new("src"), &mut files);
    let mut faults = Vec::new();
    let mut safe = 0;
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let found = CREATES.iter().filter(|makes| program.contains(**makes));
        if file == Path::new("src/disk/write.rs") {
            safe = found.count();
        } else if !is_test(&file) {
            faults.extend(found.map(|makes| format!("{}: {makes}", file.display())));
        }
    }
    assert!(safe > 2, "the safe writer still uses these calls");
    assert!(faults.is_empty(), "write by src/disk/write.rs instead:\n{}", faults.join("\n"));
}

/// Returns whether a whole file is compiled for tests only.
fn is_test(file: &Path) -> bool {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let in_tests = file.components().any(|part| part.as_os_str() == "tests");
    let in_disk = file.starts_with("src/disk");
    let only = stem == "tests"
        || in_disk && (stem.ends_with("_tests") || ["scratch", "test_support"].contains(&&*stem));
    if only {
        let above = file.parent().unwrap_or(Path::new(""));
        let declared = [above.join("mod.rs"), above.with_extension("rs")].iter().any(|module| {
            fs::read_to_string(module).is_ok_and(|text| {
                let line = format!("mod {stem};");
                let before = text.split(&line).next().unwrap_or_default().trim_end();
                let attribute = before.rsplit('\n').next().unwrap_or_default();
                text.contains(&line)
                    && attribute.starts_with("#[cfg(")
                    && attribute.contains("test")
            })
        });
        assert!(declared, "{} is declared for tests only", file.display());
    }
    in_tests || only
}

fn collect_rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect_rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
