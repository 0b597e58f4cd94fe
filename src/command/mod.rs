//! The commands, one file each: they join the pipeline, the disk and the terminal.
//!
//! A command reads its arguments, calls the pipeline and says what has happened. All that it says
//! is in `messages`.

mod arguments;
mod build;
mod check;
mod console;
mod deploy;
mod diagnose;
mod explain;
mod export;
mod filing;
mod find_paper;
mod fix;
mod import;
mod init;
mod messages;
mod migrate;
mod network;
mod new;
mod number;
mod outcome;
mod paper;
mod print;
mod progress;
mod schema;
mod search;
mod serve;
mod theme;
mod timings;
mod verify;
mod wechat;

use crate::cli;
use crate::language::Language;
use clap::error::ErrorKind;
use console::Console;
use outcome::FAILED;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program on its arguments. The exit code is 0 for success, 1 for errors in the content,
/// 2 for an error of the machine or of the command line.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let language = cli::language(&arguments, locale.as_deref());
    let matches = match cli::command(language).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return answer_of_clap(&error, language),
    };
    let Some((name, matches)) = matches.subcommand() else { return ExitCode::from(FAILED) };
    let console = Console { language, quiet: matches.get_flag("quiet") };
    let outcome = match name {
        "build" => build::run(matches, &console),
        "serve" => serve::run(matches, &console),
        "check" => check::run(matches, &console),
        "explain" => explain::run(matches, &console),
        "new" => new::run(matches, &console),
        "number" => number::run(matches, &console),
        "search" => search::run(matches, &console),
        "paper" => paper::run(matches, &console),
        "wechat" => wechat::run(matches, &console),
        "import" => import::run(matches, &console),
        "migrate" => migrate::run(matches, &console),
        "export" => export::run(matches, &console),
        "deploy" => deploy::run(matches, &console),
        "verify" => verify::run(matches, &console),
        "init" => init::run(matches, &console),
        "theme" => theme::run(matches, &console),
        "schema" => schema::run(matches, &console),
        other => Err(messages::no_command(other).into()),
    };
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => {
            console.error(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// Prints what clap answers instead of arguments: help, the version, or what is wrong with the
/// command line.
fn answer_of_clap(answer: &clap::Error, language: Language) -> ExitCode {
    let is_help = matches!(
        answer.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help || language == Language::English {
        let _ = answer.print();
    } else {
        console::write_line(&cli::usage_error_in_chinese(answer));
    }
    match answer.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
        _ => ExitCode::from(FAILED),
    }
}
