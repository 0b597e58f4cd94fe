//! 活动 and 公示期: what pages, lists and calendar files say of them, and on which day.

use crate::harness::{Outcome, Site};

const CONGRESS: &str = "number: 鲁医协发〔2026〕7号\ndate: 2026-03-15\n活动:\n  开始: 2026-05-16 09:00\n  结束: 2026-05-17\n  地点: 济南市, 舜耕会堂\n  线上: https://example.org/live\n  系列: 山东省医院大会\n  届次: 第十七届\n  报名截止: 2026-04-30 17:00";

fn congress() -> Site {
    Site::basic().notice("大会", CONGRESS, "请各单位参加。")
}

fn built(site: &Site) -> Outcome {
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    outcome
}

fn main_of(page: &str) -> &str {
    &page[page.find("<main").expect("main")..page.find("</main>").expect("its end")]
}

#[test]
fn state_of_an_event_follows_the_moment_of_the_build() {
    for (now, state, registration) in [
        ("2026-04-29", "即将举行", "明天截止"),
        ("2026-04-30T16:59", "即将举行", "今天截止"),
        ("2026-04-30T17:01", "即将举行", "已截止"),
        ("2026-05-16T08:59", "即将举行", "已截止"),
        ("2026-05-16T09:01", "进行中", "已截止"),
        ("2026-05-17T20:00", "进行中", "已截止"),
        ("2026-05-18", "已结束", "已截止"),
    ] {
        let page = built(&congress().on(now)).page("/lyxf/2026/7/");
        let facts = page.split("class=\"event\"").nth(1).expect("the event");
        let facts = &facts[..facts.find("</section>").expect("its end")];
        for said in ["即将举行", "进行中", "已结束"] {
            assert_eq!(facts.contains(said), said == state, "{now}: {said}");
        }
        for said in ["明天截止", "今天截止", "已截止"] {
            assert_eq!(facts.contains(said), said == registration, "{now}: {said}");
        }
    }
}

#[test]
fn pages_of_events_that_are_over_do_not_change_with_the_day() {
    let page = |now: &str, address: &str| built(&congress().on(now)).page(address);
    assert_ne!(page("2026-05-10", "/lyxf/2026/7/"), page("2026-05-11", "/lyxf/2026/7/"));
    assert_eq!(page("2026-06-10", "/lyxf/2026/7/"), page("2026-06-11", "/lyxf/2026/7/"));
    assert_eq!(page("2026-05-10", "/events/2026/5/"), page("2026-06-11", "/events/2026/5/"));
}

#[test]
fn month_is_a_table_that_begins_on_monday() {
    let page = built(&congress()).page("/events/2026/5/");
    let main = main_of(&page);
    let head = main.split("<thead>").nth(1).expect("heads");
    assert!(head.find("星期一").expect("Monday") < head.find("星期日").expect("Sunday"));
    let cells: Vec<&str> = main.split("<td").skip(1).collect();
    // The first of May 2026 is a Friday.
    assert_eq!(cells.len(), 35);
    assert!(cells[3].contains("outside") && cells[4].contains("datetime=\"2026-05-01\""));
    for (index, cell) in cells.iter().enumerate() {
        assert_eq!(cell.contains("关于大会的通知"), index == 19 || index == 20, "{index}: {cell}");
    }
}

#[test]
fn only_months_with_events_are_pages_and_lead_to_each_other() {
    let site = congress().notice(
        "培训",
        "date: 2026-03-16\nevent: {start: 2026-08-30, end: 2026-09-02}",
        "正文。",
    );
    let outcome = built(&site);
    for (month, exists) in [(4, false), (5, true), (6, false), (8, true), (9, true), (10, false)] {
        assert_eq!(outcome.has(&format!("events/2026/{month}/index.html")), exists, "{month}");
    }
    let august = outcome.page("/events/2026/8/");
    assert!(
        august.contains("href=\"/events/2026/5/\"") && august.contains("href=\"/events/2026/9/\"")
    );
    assert!(outcome.text("sitemap.xml").contains("/events/2026/8/"));
}

#[test]
fn site_without_events_has_no_pages_of_them() {
    let outcome = built(&Site::with_notice());
    assert!(!outcome.has("events/index.html") && !outcome.has("events.ics"));
    assert!(!outcome.page("/").contains("/events/"));
}

#[test]
fn coming_events_come_first_and_past_ones_by_year() {
    let site = congress()
        .notice("甲", "date: 2025-01-01\nevent: {start: 2025-06-01}", "正文。")
        .notice("乙", "date: 2026-01-01\nevent: {start: 2026-04-20, place: 青岛市}", "正文。");
    let page = built(&site.clone().on("2026-04-01")).page("/events/");
    let main = main_of(&page);
    let place = |text: &str| main.find(text).unwrap_or_else(|| panic!("{text}: {main}"));
    assert!(place("关于乙的通知") < place("关于大会的通知"));
    assert!(place("关于大会的通知") < place("2025年已结束的活动"));
    assert!(place("2025年已结束的活动") < place("关于甲的通知"));
    let home = built(&site.on("2026-04-01")).page("/");
    let section = home.split(" class=\"events\"").nth(1).expect("the section");
    let section = &section[..section.find("</section>").expect("its end")];
    assert!(section.contains("关于乙的通知") && !section.contains("关于甲的通知"), "{section}");
}

#[test]
fn sessions_of_a_series_stand_at_each_of_them_by_their_numbers() {
    let session = |name: &str, session: &str, start: &str| {
        format!(
            "date: 2024-01-05\nslug: {name}\nevent: {{start: {start}, series: 大会, session: {session}}}"
        )
    };
    let site = Site::basic()
        .notice("甲", &session("a", "第九届", "2022-05-01"), "正文。")
        .notice("乙", &session("b", "第十届", "2023-05-01"), "正文。")
        .notice("丙", &session("c", "第11届", "2021-05-01"), "正文。");
    let page = built(&site).page("/notices/2024/b/");
    let sessions = page.split("panel sessions").nth(1).expect("历届");
    let sessions = &sessions[..sessions.find("</section>").expect("its end")];
    let places = ["第11届", "第十届", "第九届"].map(|session| sessions.find(session));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{sessions}");
    assert!(sessions.contains("aria-current=\"page\">关于乙的通知"), "{sessions}");
}

#[test]
fn notice_period_ends_and_is_never_called_expired() {
    let front = "date: 2026-03-15\nslug: n\nnotice_period: {from: 2026-03-16, to: 2026-03-20}";
    for (now, label, left) in [
        ("2026-03-15", "公示尚未开始", None),
        ("2026-03-18", "公示中", Some("还有2天")),
        ("2026-03-20T23:00", "公示中", Some("今天结束")),
        ("2026-03-21", "公示结束", None),
    ] {
        // The title of such a notice may be any.
        let outcome = built(&Site::basic().notice("名单", front, "正文。").on(now));
        let page = outcome.page("/notices/2026/n/");
        assert!(page.contains(&format!("<strong>{label}</strong>")), "{now}: {page}");
        assert!(!page.contains("已失效"), "{now}");
        assert!(left.is_none_or(|left| page.contains(left)), "{now}");
        let ended = outcome.catalogue()["documents"][0]["validity"] == "ended";
        assert_eq!(ended, label == "公示结束", "{now}");
    }
}

#[test]
fn calendar_holds_moments_in_utc_and_whole_days() {
    let site = congress().notice(
        "培训",
        "date: 2026-03-16\nslug: t\nevent: {start: 2026-06-01, end: 2026-06-03}",
        "正文；内容，很长。",
    );
    let outcome = built(&site.clone().on("2026-03-20"));
    let file = outcome.text("events.ics");
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
    let unfolded = file.replace("\r\n ", "");
    for line in [
        "DTSTART:20260516T010000Z",
        "DTEND:20260517T155900Z",
        "DTSTAMP:20260314T160000Z",
        "LOCATION:济南市\\, 舜耕会堂",
        "DTSTART;VALUE=DATE:20260601",
        "DTEND;VALUE=DATE:20260604",
        "SUMMARY:关于培训的通知",
    ] {
        assert!(unfolded.split("\r\n").any(|own| own == line), "{line}: {unfolded}");
    }
    assert_eq!(outcome.text("notices/events.ics").matches("BEGIN:VEVENT").count(), 2);
    assert!(!outcome.has("reports/events.ics"));
    // Programs fetch it every day: nothing in it depends on when it was made.
    assert_eq!(file, built(&site.on("2026-09-20")).text("events.ics"));
    let subscribe = outcome.page("/subscribe/");
    assert!(subscribe.contains("/events.ics") && subscribe.contains("/notices/events.ics"));
}

#[test]
fn event_is_structured_data_and_in_the_catalogue() {
    let outcome = built(&congress());
    let page = outcome.page("/lyxf/2026/7/");
    let json = page.split("application/ld+json\">").nth(1).expect("data");
    let json = &json[..json.find("</script>").expect("its end")];
    let data: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let event = &data["@graph"][2];
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2026-05-16T09:00:00+08:00");
    assert_eq!(event["endDate"], "2026-05-17");
    assert_eq!(event["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
    assert_eq!(event["location"][0]["name"], "济南市, 舜耕会堂");
    assert_eq!(event["location"][1]["@type"], "VirtualLocation");
    let catalogue = outcome.catalogue();
    let event = &catalogue["documents"][0]["event"];
    assert_eq!(event["start"], "2026-05-16 09:00");
    assert_eq!(event["session"], "第十七届");
}

#[test]
fn hidden_events_appear_nowhere() {
    let hidden = "date: 2026-03-16\nvisibility: internal\nevent: {start: 2026-07-01, place: 密处, series: 山东省医院大会}";
    let outcome = built(&congress().notice("密会", hidden, "正文。"));
    assert!(!outcome.has("events/2026/7/index.html"));
    for path in ["events/index.html", "events.ics", "lyxf/2026/7/index.html", "index.html"] {
        let text = outcome.text(path);
        assert!(!text.contains("密会") && !text.contains("密处"), "{path}");
    }
    let page = outcome.page("/lyxf/2026/7/");
    assert!(!page.contains("panel sessions"));
}

#[test]
fn events_without_end_of_time_do_not_fill_the_site() {
    let site = Site::basic()
        .notice("甲", "date: 2026-03-16\nevent: {start: 2026-01-31, end: 9999-12-31}", "正文。")
        .notice("乙", "date: 2026-03-16\nevent: {start: 9999-12-31 23:00}", "正文。")
        .notice("丙", "date: 2026-03-16\nevent: {start: 0001-01-01}", "正文。");
    let outcome = site.build();
    assert!(outcome.ids().contains(&"date-year"), "{}", outcome.report());
    assert!(outcome.has("events/2027/1/index.html") && !outcome.has("events/2027/3/index.html"));
    assert!(outcome.has("events/9999/12/index.html"));
}
