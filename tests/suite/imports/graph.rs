//! Resolves the paths of the sources to the files that define what is named, and finds circles.

use super::scan::{Path, Scan, Use, scan};
use std::collections::{BTreeMap, BTreeSet};

/// A module path from the crate root, such as `["page", "url"]`.
type ModulePath = Vec<String>;

type Arrows<'a> = BTreeMap<&'a ModulePath, BTreeMap<&'a ModulePath, &'a str>>;

/// How many re-exports are followed from a name to its definition.
const MAX_REEXPORTS: usize = 8;

#[derive(Debug)]
pub struct Sources {
    files: BTreeMap<ModulePath, File>,
}

#[derive(Debug)]
struct File {
    /// `src/page/url.rs`
    name: String,
    lines: usize,
    scan: Scan,
}

impl Sources {
    /// Reads files by their path from the root of the repository, `src/page/url.rs`.
    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> Sources {
        let files = texts.into_iter().filter(|(name, _)| !is_root(name)).map(|(name, text)| {
            let file = File { lines: text.lines().count(), scan: scan(&text), name: name.clone() };
            (module_path(&name), file)
        });
        Sources { files: files.collect() }
    }

    /// The modules below the crate root, in order of their names.
    pub fn modules(&self) -> BTreeSet<&str> {
        self.files.keys().map(|path| path[0].as_str()).collect()
    }

    pub fn lines(&self, module: &str) -> usize {
        self.files.iter().filter(|(path, _)| path[0] == module).map(|(_, file)| file.lines).sum()
    }

    /// Module → the other modules that it names, or whose items it reaches through a re-export; each with
    /// the files that do so.
    pub fn imports(&self) -> BTreeMap<(&str, String), BTreeSet<&str>> {
        let mut imports: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
        for (module, file) in &self.files {
            for path in &file.scan.paths {
                let defined =
                    self.full(module, path).and_then(|full| self.definition(&full).cloned());
                let defining = defined.and_then(|module| module.into_iter().next());
                let named = self.module_of(module, path).into_iter().chain(defining);
                for named in named.filter(|named| *named != module[0]) {
                    imports.entry((&module[0], named)).or_default().insert(&file.name);
                }
            }
        }
        imports
    }

    /// Paths that climb where they should not: out of their module, or by two steps at once. Tests
    /// may climb within their module.
    pub fn climbing(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (module, file) in &self.files {
            for path in &file.scan.paths {
                let up = path.segments.iter().take_while(|segment| *segment == "super").count();
                let leaves = up >= module.len() + path.inside.len();
                if leaves || up > 1 && !self.is_for_tests(module, path) {
                    faults.push(format!("{}: {}", file.name, path.segments.join("::")));
                }
            }
        }
        faults
    }

    /// The circles among the files of each module, one line each: files that name each other's items,
    /// directly or by way of others, as `page: url → links (target), links → url (Addresses)`.
    pub fn circles(&self) -> Vec<String> {
        let arrows = self.arrows();
        let mut circles = Vec::new();
        let mut seen = BTreeSet::new();
        for file in arrows.keys() {
            let mut around = reached(&arrows, file);
            around.retain(|other| reached(&arrows, other).contains(file));
            if around.is_empty() || !seen.insert(around.clone()) {
                continue;
            }
            let from = around.iter().filter_map(|from| Some((from, arrows.get(from)?)));
            let all = from.flat_map(|(from, arrows)| arrows.iter().map(move |to| (from, to)));
            let inside = all.filter(|(_, (to, _))| around.contains(*to));
            let inside: Vec<String> = inside
                .map(|(from, (to, item))| format!("{} → {} ({item})", short(from), short(to)))
                .collect();
            circles.push(format!("{}: {}", file[0], inside.join(", ")));
        }
        circles
    }

    /// File → the files of its module that define what it names, each with the first such name.
    fn arrows(&self) -> Arrows<'_> {
        let mut arrows = Arrows::new();
        for (module, file) in &self.files {
            for path in &file.scan.paths {
                let Some(full) = self.full(module, path) else { continue };
                let Some(to) = self.definition(&full) else { continue };
                let item = path.segments.last().map_or("", String::as_str);
                if to != module && to[0] == module[0] && !self.is_for_tests(module, path) {
                    arrows.entry(module).or_default().entry(to).or_insert(item);
                }
            }
        }
        arrows
    }

    /// The module below the crate root that a path leads to, if it leads to one of ours.
    fn module_of(&self, module: &ModulePath, path: &Path) -> Option<String> {
        let full = self.full(module, path)?;
        let first = full.first()?;
        let defines = |file: &File| file.scan.items.contains(first);
        let of_macro = self.files.iter().find(|(_, file)| defines(file)).map(|(path, _)| &path[0]);
        let is_module = self.files.keys().any(|path| path[0] == *first);
        Some(if is_module { first } else { of_macro.unwrap_or(first) }.clone())
    }

    /// A path from the crate root, or nothing where it leads out of the crate or to a local name.
    fn full(&self, module: &ModulePath, path: &Path) -> Option<Vec<String>> {
        let mut base: Vec<String> = module.iter().chain(&path.inside).cloned().collect();
        let mut rest = path.segments.as_slice();
        match rest.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                let scan = &self.files.get(module)?.scan;
                let is_itself = |segments: &[String]| segments.first() == rest.first();
                let imported = scan
                    .uses
                    .iter()
                    .find(|used| used.alias == *first && !is_itself(&used.path.segments));
                if let Some(used) = imported {
                    base = self.full(module, &used.path)?;
                    rest = &rest[1..];
                } else if !scan.children.contains_key(first) {
                    return None;
                }
            }
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    /// The file that defines what a full path names, found through re-exports. A name whose definition
    /// is not seen counts as one of the file that it is asked of.
    fn definition(&self, full: &[String]) -> Option<&ModulePath> {
        let (module, _) = self.file_of(full)?;
        Some(self.defined_through(full, MAX_REEXPORTS).unwrap_or(module))
    }

    fn defined_through(&self, full: &[String], reexports: usize) -> Option<&ModulePath> {
        let (module, file) = self.file_of(full)?;
        let Some(name) = full.get(module.len()) else { return Some(module) };
        if file.scan.items.contains(name) {
            return Some(module);
        }
        let passes_on = |used: &&Use| used.alias == *name || used.alias == "*";
        let mut uses = file.scan.uses.iter().filter(passes_on).filter(|used| !used.path.for_tests);
        uses.find_map(|used| {
            let kept = module.len() + usize::from(used.alias != "*");
            let mut longer = self.full(module, &used.path)?;
            longer.extend_from_slice(&full[kept..]);
            self.defined_through(&longer, reexports.checked_sub(1)?)
        })
    }

    /// The file whose module path begins a full path, the longest such.
    fn file_of(&self, full: &[String]) -> Option<(&ModulePath, &File)> {
        let lengths = (1..=full.len()).rev();
        lengths.filter_map(|length| self.files.get_key_value(&full[..length])).next()
    }

    /// Whether a path stands in a test, or in a file that is compiled for tests only.
    fn is_for_tests(&self, module: &ModulePath, path: &Path) -> bool {
        let declared_for_tests = |length: usize| {
            let above = self.files.get(&module[..length - 1]);
            above.is_some_and(|above| above.scan.children.get(&module[length - 1]) == Some(&true))
        };
        path.for_tests || (2..=module.len()).any(declared_for_tests)
    }
}

/// Every file that can be reached from a file by one arrow or more.
fn reached<'a>(arrows: &Arrows<'a>, file: &'a ModulePath) -> BTreeSet<&'a ModulePath> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(from) = open.pop() {
        for to in arrows.get(from).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(*to) {
                open.push(to);
            }
        }
    }
    reached
}

/// A file by its path within its module; `mod` for the file of the module itself.
fn short(path: &ModulePath) -> String {
    if path.len() == 1 { "mod".to_owned() } else { path[1..].join("/") }
}

fn is_root(name: &str) -> bool {
    matches!(name, "src/main.rs" | "src/lib.rs")
}

fn module_path(name: &str) -> ModulePath {
    let inside = name.trim_start_matches("src/").trim_end_matches(".rs");
    inside.trim_end_matches("/mod").split('/').map(str::to_owned).collect()
}
