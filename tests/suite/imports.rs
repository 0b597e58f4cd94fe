//! The structure: modules import downwards only, and neither modules nor files go in circles.
//!
//! rustc allows circles inside a crate. So every path in the sources is resolved here and checked
//! against the table of ARCHITECTURE.md.

mod graph;
mod scan;

use graph::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[test]
fn every_module_has_one_row_and_every_row_a_module() {
    let rows: Vec<String> = table().into_iter().map(|(module, _)| module).collect();
    let unique: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(unique.len(), rows.len(), "a module has two rows in ARCHITECTURE.md");
    assert_eq!(unique, sources().modules(), "rows of ARCHITECTURE.md, and modules in src/");
}

#[test]
fn rows_name_only_rows_above_them() {
    let mut above = BTreeSet::new();
    for (module, may) in table() {
        for import in may {
            assert!(above.contains(&import), "{module} may import {import}, which stands below it");
        }
        above.insert(module);
    }
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let faults = forbidden(&sources(), &table());
    assert!(faults.is_empty(), "ARCHITECTURE.md does not allow:\n{}", faults.join("\n"));
}

#[test]
fn no_path_climbs_out_of_its_module() {
    let faults = sources().climbing();
    assert!(faults.is_empty(), "write the full path instead:\n{}", faults.join("\n"));
}

#[test]
fn files_of_a_module_form_no_circle() {
    let circles = sources().circles();
    assert!(circles.is_empty(), "move what is shared to a file below:\n{}", circles.join("\n"));
}

#[test]
fn summary_of_the_structure() {
    let sources = sources();
    let lines: BTreeMap<&str, usize> =
        sources.modules().into_iter().map(|module| (module, sources.lines(module))).collect();
    let total: usize = lines.values().sum();
    let (largest, most) = lines.iter().max_by_key(|(_, lines)| **lines).expect("a module");
    println!("modules: {}", lines.len());
    println!("imports between modules: {}", sources.imports().len());
    println!("circles between files: {}", sources.circles().len());
    println!("largest module: {largest}, {most} of {total} lines ({}%)", most * 100 / total);
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = ["src", "tests", "benches"]
        .into_iter()
        .flat_map(rust_files)
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "files over 400 lines:\n{}", long.join("\n"));
}

/// The rows of the table in ARCHITECTURE.md, in order: a module, and what it may import.
fn table() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    rows(&text)
}

fn rows(text: &str) -> Vec<(String, Vec<String>)> {
    let cells = |line: &str| -> Option<(String, String)> {
        let mut cells = line.strip_prefix('|')?.split('|').map(|cell| cell.trim().to_owned());
        Some((cells.next()?, cells.next()?))
    };
    let rows: Vec<(String, Vec<String>)> = text
        .lines()
        .skip_while(|line| cells(line).is_none_or(|(_, second)| second != "may import"))
        .skip(2)
        .map_while(cells)
        .map(|(module, may)| {
            let may = if may.starts_with("nothing") { "" } else { &may };
            let names = may.split(',').map(str::trim).filter(|name| !name.is_empty());
            (module, names.map(str::to_owned).collect())
        })
        .collect();
    assert!(!rows.is_empty(), "a table with the column `may import`");
    rows
}

fn forbidden(sources: &Sources, table: &[(String, Vec<String>)]) -> Vec<String> {
    let mut faults = Vec::new();
    for ((module, import), files) in sources.imports() {
        let row = table.iter().find(|(row, _)| row == module);
        if row.is_none_or(|(_, may)| !may.contains(&import)) {
            let files: Vec<&str> = files.into_iter().collect();
            faults.push(format!("{module} → {import}: {}", files.join(", ")));
        }
    }
    faults
}

fn sources() -> Sources {
    let files = rust_files("src");
    assert!(files.len() > 40, "the sources are here");
    Sources::of(files)
}

/// The Rust files below a folder, each with its text.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect_rust_files(Path::new(folder), &mut files);
    files
}

fn collect_rust_files(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect_rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path).expect("a source")));
        }
    }
}

mod broken {
    //! Small trees that break each rule once.

    use super::graph::Sources;
    use super::{forbidden, rows};

    const TABLE: &str = "| module | may import |\n|---|---|\n| low | nothing |\n| high | low |\n";

    fn tree(files: &[(&str, &str)]) -> Sources {
        Sources::of(files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
    }

    /// What the table forbids of a file `src/low/inner.rs`.
    fn forbidden_in(text: &str) -> Vec<String> {
        let high = ("src/high.rs", "pub struct High;");
        let low = ("src/low/mod.rs", "mod inner;\npub struct Low;");
        forbidden(&tree(&[high, low, ("src/low/inner.rs", text)]), &rows(TABLE))
    }

    /// The circles between `src/m/mod.rs` and two files below it.
    fn circles(module: &str, a: &str, b: &str) -> Vec<String> {
        let files = [("src/m/mod.rs", module), ("src/m/a.rs", a), ("src/m/b.rs", b)];
        tree(&files).circles()
    }

    #[test]
    fn import_upwards_is_found_in_every_form() {
        for text in [
            "use crate::high::High;",
            "pub use crate::high;",
            "use crate::{high::High, low::Low};",
            "use super::super::high::High;",
            "fn f() { crate::high::run(); }",
            "fn f() -> crate::high::High { let a = '\"'; a }",
            "fn f<'a>(x: &'a str) { x.y::<crate::high::High>() }",
            "mod tests { use super::super::super::high::High; }",
            "#[cfg(test)] mod tests { use crate::high::High; }",
        ] {
            assert_eq!(forbidden_in(text), ["low → high: src/low/inner.rs"], "{text}");
        }
    }

    #[test]
    fn comments_literals_and_own_paths_are_no_imports() {
        for text in [
            "// use crate::high::High;",
            "/* /* */ use crate::high::High; */",
            "const A: &str = \"crate::high\";",
            "const A: &str = \"\\\"crate::high\";",
            "const A: &str = r#\"\"crate::high\"#;",
            "use crate::low::Low; use super::Low as L; use std::high::High;",
        ] {
            assert_eq!(forbidden_in(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn module_without_a_row_may_import_nothing() {
        let sources =
            tree(&[("src/low.rs", "struct Low;"), ("src/new.rs", "use crate::low::Low;")]);
        assert_eq!(forbidden(&sources, &rows(TABLE)), ["new → low: src/new.rs"]);
    }

    #[test]
    fn re_export_of_another_module_does_not_hide_it() {
        let files = [
            ("src/low.rs", "pub struct Low;"),
            ("src/mid.rs", "pub use crate::low::Low;"),
            ("src/high.rs", "use crate::mid::Low;"),
        ];
        let table = rows(
            "| module | may import |\n|---|---|\n| low | nothing |\n| mid | low |\n| high | mid |\n",
        );
        assert_eq!(forbidden(&tree(&files), &table), ["high → low: src/high.rs"]);
    }

    #[test]
    fn macro_at_the_crate_root_belongs_to_the_module_that_defines_it() {
        let low = ("src/low.rs", "fn f() { crate::shout!() }");
        let high = ("src/high.rs", "#[macro_export]\nmacro_rules! shout { () => {} }");
        assert_eq!(forbidden(&tree(&[low, high]), &rows(TABLE)), ["low → high: src/low.rs"]);
    }

    #[test]
    fn path_that_climbs_too_far_is_found() {
        let climbing = |text: &str| tree(&[("src/m/a/b.rs", text)]).climbing();
        assert_eq!(climbing("use super::super::X;"), ["src/m/a/b.rs: super::super::X"]);
        assert_eq!(climbing("use super::X; #[cfg(test)] mod t { use super::super::X; }"), [""; 0]);
        let out = "#[cfg(test)] mod t { use super::super::super::super::n::X; }";
        assert_eq!(climbing(out).len(), 1);
    }

    #[test]
    fn files_that_name_each_other_form_a_circle() {
        let module = "mod a;\nmod b;";
        assert_eq!(
            circles(module, "use super::b::B;\npub struct A;", "pub struct B(super::a::A);"),
            ["m: a → b (B), b → a (A)"]
        );
        assert_eq!(circles(module, "use super::b::B;", "pub struct B;"), [""; 0]);
    }

    #[test]
    fn child_that_names_what_its_parent_defines_forms_a_circle_with_it() {
        let module = "mod a;\nmod b;\npub struct M;\nfn f() { a::run() }";
        assert_eq!(
            circles(module, "use super::M;\npub fn run() {}", ""),
            ["m: mod → a (run), a → mod (M)"]
        );
        let without_use = "mod a;\nmod b;\npub struct M;";
        assert_eq!(circles(without_use, "use super::M;", ""), [""; 0]);
    }

    #[test]
    fn re_export_leads_to_the_file_that_defines_the_name() {
        for module in ["mod a;\nmod b;\npub use b::B;", "mod a;\nmod b;\npub use b::*;"] {
            let circle =
                circles(module, "use super::B;\npub fn a() {}", "use super::a::a; struct B;");
            assert_eq!(circle, ["m: a → b (B), b → a (a)"], "{module}");
            assert_eq!(circles(module, "use super::B;", "struct B;"), [""; 0], "{module}");
        }
    }

    #[test]
    fn imported_module_leads_on_to_what_is_named_in_it() {
        let module = "mod a;\nmod b;\npub use b::B;";
        let a = "use super as m;\nfn f() { m::B }\npub fn a() {}";
        assert_eq!(circles(module, a, "use super::a; struct B; fn g() { a::a() }").len(), 1);
    }

    #[test]
    fn tests_may_go_in_circles() {
        let module =
            "mod a;\n#[cfg(test)]\nmod b;\n#[cfg(test)]\nmod t { use super::a::A; }\nstruct M;";
        assert_eq!(circles(module, "use super::M; struct A;", "use super::M;"), [""; 0]);
        let in_test = "#[cfg(test)] mod tests { use super::super::b::B; }\npub struct A;";
        assert_eq!(circles("mod a; mod b;", in_test, "use super::a::A; struct B;"), [""; 0]);
    }
}
