//! The publishing workflow: deployment needs all checks, and a schedule runs it.

use serde_json::Value as Json;
use std::fs;

fn workflow() -> Json {
    let text = fs::read_to_string(".github/workflows/publish.yml").expect("the workflow");
    serde_yaml::from_str(&text).expect("YAML")
}

#[test]
fn deployment_needs_the_job_that_runs_every_check() {
    let workflow = workflow();
    let jobs = workflow["jobs"].as_object().expect("jobs");
    let runs = |job: &Json| -> Vec<String> {
        let steps = job["steps"].as_array().expect("steps").iter();
        steps.filter_map(|step| Some(step["run"].as_str()?.to_owned())).collect()
    };
    let checks: Vec<&String> = jobs
        .iter()
        .filter(|(_, job)| runs(job).iter().any(|run| run.contains("bash .ci/run")))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(checks.len(), 1, "one job runs .ci/run");
    assert_eq!(jobs["deploy"]["needs"].as_str(), Some(checks[0].as_str()));
    let script = fs::read_to_string(".ci/run").expect(".ci/run");
    for part in ["cargo fmt --check", "cargo clippy", "bash tests/run", "diff -r"] {
        assert!(script.contains(part), "{part} is not in .ci/run");
    }
}

#[test]
fn schedule_publishes_soon_after_midnight_of_the_site() {
    let workflow = workflow();
    let crons = workflow["on"]["schedule"].as_array().expect("a schedule").iter();
    let crons: Vec<Vec<&str>> =
        crons.filter_map(|one| Some(one["cron"].as_str()?.split(' ').collect())).collect();
    // 16 o'clock UTC is midnight at +08:00.
    assert!(crons.iter().any(|cron| cron[1..] == ["16", "*", "*", "*"]), "{crons:?}");
}

#[test]
fn every_action_is_pinned_to_a_commit() {
    let text = fs::read_to_string(".github/workflows/publish.yml").expect("the workflow");
    let uses = text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action);
    for action in uses {
        let pin = action.split(['@', ' ']).nth(1).unwrap_or_default();
        assert!(pin.len() == 40 && pin.bytes().all(|b| b.is_ascii_hexdigit()), "{action}");
    }
}
