//! The words of events, of their months and of 公示期.

use super::{MONTHS, Words};
use crate::language::Language::{Chinese, English};
use crate::register::EventState;

impl Words {
    /// ZH, EN: the language as the identifier of a calendar's maker ends with it (RFC 5545, PRODID).
    pub fn language_of_calendar(self) -> &'static str {
        self.either("ZH", "EN")
    }

    pub fn events(self) -> &'static str {
        self.either("活动日历", "Events")
    }

    pub fn about_events(self) -> &'static str {
        self.either(
            "即将举行、正在进行和往届的会议、培训等活动，可以订阅到手机和电脑的日历里。",
            "Coming, current and past meetings, courses and other events, as a calendar to subscribe to.",
        )
    }

    /// 2026年5月
    pub fn month(self, year: i16, month: i8) -> String {
        let index = usize::from(month.unsigned_abs()).saturating_sub(1);
        match self.language {
            Chinese => format!("{year}年{month}月"),
            English => format!("{} {year}", MONTHS.get(index).copied().unwrap_or_default()),
        }
    }

    /// The title of the page of a month.
    pub fn events_of(self, year: i16, month: i8) -> String {
        let month = self.month(year, month);
        match self.language {
            Chinese => format!("{month}活动"),
            English => format!("Events in {month}"),
        }
    }

    /// 星期一 to 星期日
    pub fn weekdays(self) -> [&'static str; 7] {
        match self.language {
            Chinese => ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
            English => {
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            }
        }
    }

    /// From one day or moment until another.
    pub fn until(self, start: &str, end: &str) -> String {
        format!("{start}{}{end}", self.either("至", " – "))
    }

    pub fn event_state(self, state: EventState) -> &'static str {
        match state {
            EventState::Coming => self.either("即将举行", "Coming"),
            EventState::Running => self.either("进行中", "Under way"),
            EventState::Over => self.either("已结束", "Over"),
        }
    }

    /// What a notice period is called: `coming`, `open` or `ended`.
    pub fn notice_period(self, key: &str) -> &'static str {
        match key {
            "coming" => self.either("公示尚未开始", "Notice period to come"),
            "open" => self.either("公示中", "Open to objections"),
            _ => self.either("公示结束", "Notice period over"),
        }
    }
}
