//! The handbook for theme authors against the views: no field is missing in it, none is made up.

use super::sample;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

const HANDBOOK: &str = include_str!("../../docs/themes.md");

/// Fields with their types, by the title of the section that lists them.
type Tables = BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>;

fn tables() -> Tables {
    let mut tables = Tables::new();
    let mut section = "";
    for line in HANDBOOK.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            section = title;
            assert!(tables.insert(title, BTreeMap::new()).is_none(), "{title} stands twice");
        } else if let (Some(row), Some(table)) = (line.strip_prefix("| `"), tables.get_mut(section))
        {
            let cells: Vec<&str> = row.split(" | ").collect();
            assert_eq!(cells.len(), 4, "{section}: {line}");
            let field = cells[0].trim_end_matches('`');
            assert!(table.insert(field, cells[1]).is_none(), "{section}: {field} stands twice");
            assert!(!cells[2].trim().is_empty(), "{section}: what does {field} mean?");
        }
    }
    tables
}

/// Holds values to the tables and notes which fields it has met, and met empty.
struct Reader {
    tables: Tables,
    met: BTreeSet<(&'static str, String)>,
    none: BTreeSet<(&'static str, String)>,
}

impl Reader {
    fn object(&mut self, section: &str, value: &Json, path: &str) {
        let (section, table) = self.tables.get_key_value(section).expect(section);
        let (section, table) = (*section, table.clone());
        let fields = value.as_object().unwrap_or_else(|| panic!("{path} is no {section}"));
        for (field, value) in fields {
            let path = format!("{path}.{field}");
            let Some(kind) = table.get(field.as_str()) else {
                panic!("{path} is not in the table of `{section}`");
            };
            self.met.insert((section, field.clone()));
            if value.is_null() {
                self.none.insert((section, field.clone()));
            }
            self.value(kind, value, &path);
        }
        assert_eq!(
            fields.len(),
            table.len(),
            "{path}: `{section}` names fields that are not there"
        );
    }

    fn value(&mut self, kind: &str, value: &Json, path: &str) {
        let (kind, optional) = match kind.strip_suffix('?') {
            Some(kind) => (kind, true),
            None => (kind, false),
        };
        if value.is_null() {
            assert!(optional || kind == "any", "{path} may be none, the handbook says {kind}");
            return;
        }
        if let Some(of) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
            let items = value.as_array().unwrap_or_else(|| panic!("{path} is no list"));
            items.iter().for_each(|item| self.value(of, item, &format!("{path}[]")));
            return;
        }
        let fits = match kind {
            "any" => true,
            "map" => value.is_object(),
            "text" | "HTML" => value.is_string(),
            "number" => value.is_number(),
            "yes/no" => value.is_boolean(),
            section => return self.object(section, value, path),
        };
        assert!(fits, "{path} is not {kind}: {value}");
    }
}

#[test]
fn the_handbook_names_every_field_and_no_other() {
    let mut reader = Reader { tables: tables(), met: BTreeSet::new(), none: BTreeSet::new() };
    for (template, view) in sample::views() {
        let view = serde_json::to_value(view).expect("views are plain data");
        reader.object(template, &view, template);
    }
    let assets = BTreeMap::from([("site.css".to_owned(), "assets/site.css".to_owned())]);
    for site in [sample::site(&assets), sample::bare_site(&assets)] {
        let site = serde_json::to_value(site).expect("views are plain data");
        reader.object("config", &site, "config");
    }
    let bare = crate::view::Head { json_ld: None, card: None, ..sample::head() };
    for head in [sample::head(), bare] {
        let head = serde_json::to_value(head).expect("views are plain data");
        reader.object("head", &head, "head");
    }
    for (section, table) in reader.tables {
        for (field, kind) in table {
            let place = (section, field.to_owned());
            assert!(reader.met.contains(&place), "`{section}`: no view has a {field}");
            if kind.ends_with('?') {
                assert!(reader.none.contains(&place), "`{section}`: {field} is never none");
            }
        }
    }
}

#[test]
fn the_handbook_names_every_function_and_filter() {
    for source in [include_str!("filters.rs"), include_str!("translations.rs")] {
        let named =
            source.split("tera.register_").skip(1).filter_map(|rest| rest.split('"').nth(1));
        let named: Vec<&str> = named.collect();
        assert!(!named.is_empty());
        for name in named {
            let row = [format!("| `{name}`"), format!("| `{name}(")];
            assert!(row.iter().any(|row| HANDBOOK.contains(row.as_str())), "{name}");
        }
    }
}
