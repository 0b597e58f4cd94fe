//! One test binary: a harness, and a file for each module or subject.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod addresses;
mod allow;
mod announcement;
mod appearance;
mod check;
mod commands;
mod comparison;
mod content;
mod engines;
mod faults;
mod feeds;
mod file_secrets;
mod fixes;
mod forms;
mod harness;
mod heads;
mod home;
mod hostile;
mod import;
mod imports;
mod imprint;
mod in_force;
mod integrity;
mod interpretation;
mod invisible;
mod keys;
mod language;
mod leak;
mod licences;
mod links;
mod moments;
mod number_addresses;
mod numbering;
mod numbers;
mod pages;
mod pictures;
#[cfg(unix)]
mod planted;
mod preview;
#[cfg(target_os = "linux")]
mod progress;
mod properties;
mod register;
mod republish;
mod rules;
mod scale;
mod schema;
mod search;
mod series;
mod severities;
mod spoken;
mod starter;
mod structured;
mod survival;
mod text_rules;
mod theme_files;
mod themes;
mod untrusted;
mod updates;
mod warm;
mod word_list;
mod words;
mod workflow;
mod writes;
