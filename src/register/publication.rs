//! Whether a document by itself may be read, and from when: internal ones never, drafts not yet,
//! others from the moment of their 发布日期.
//!
//! What lies above a document can hide it too: see `visibility`.

use super::filing::Filing;
use crate::config::Config;
use crate::date::{self, Moment};
use crate::document::Document;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use std::cmp::Reverse;

/// Why a document is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpublished {
    Internal,
    Draft,
    /// Until this moment: its 发布日期, else its 成文日期.
    Waiting(Moment),
}

impl Unpublished {
    /// Returns the order of precedence: of several reasons, the lowest is the one to name.
    pub(super) fn rank(self) -> (u8, Reverse<Option<DateTime>>) {
        match self {
            Unpublished::Internal => (0, Reverse(None)),
            Unpublished::Draft => (1, Reverse(None)),
            Unpublished::Waiting(moment) => (2, Reverse(Some(moment.start()))),
        }
    }
}

/// How many documents are left out of a build, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub waiting: usize,
    pub drafts: usize,
    pub internal: usize,
    /// The earliest moment at which a waiting document is due.
    pub next_due: Option<Moment>,
}

impl LeftOut {
    pub(super) fn count(&mut self, reason: Unpublished) {
        match reason {
            Unpublished::Internal => self.internal += 1,
            Unpublished::Draft => self.drafts += 1,
            Unpublished::Waiting(moment) => {
                self.waiting += 1;
                if self.next_due.is_none_or(|next| moment.start() < next.start()) {
                    self.next_due = Some(moment);
                }
            }
        }
    }
}

/// Returns the time zone of the site; China's if site.yaml names none that can be read.
pub fn time_zone(config: &Config) -> Offset {
    date::parse_offset(&config.time_zone).unwrap_or(Offset::constant(8))
}

impl Filing<'_> {
    /// Returns why a document by itself is not published, whatever lies above it; `None` if it is.
    pub(super) fn unpublished(&self, document: &Document) -> Option<Unpublished> {
        let front = &document.front;
        if front.is_internal {
            Some(Unpublished::Internal)
        } else if front.is_draft {
            Some(Unpublished::Draft)
        } else {
            self.waits_until(document).map(Unpublished::Waiting)
        }
    }

    /// Returns whether a document by itself, whatever lies above it, appears in no output.
    pub(super) fn hides(&self, document: &Document) -> bool {
        let front = &document.front;
        front.is_internal
            || (front.is_draft && !self.drafts)
            || (!self.waiting && self.waits_until(document).is_some())
    }

    /// Returns the moment for which a document waits, if it is still to come.
    fn waits_until(&self, document: &Document) -> Option<Moment> {
        let front = &document.front;
        let moment = self
            .published(document)
            .or_else(|| Some(Moment::from_date(front.date.as_ref()?.value)));
        moment.filter(|moment| moment.start() > self.now.end())
    }

    /// Returns 发布日期 as typed, in the time zone of the site.
    pub(super) fn published(&self, document: &Document) -> Option<Moment> {
        let typed = document.front.published.as_ref()?;
        Some(typed.value.in_zone(time_zone(self.config)))
    }

    /// Returns 截止日期 in the time zone of the site.
    pub(super) fn deadline(&self, document: &Document) -> Option<Moment> {
        let typed = document.front.deadline.as_ref()?;
        Some(typed.value.in_zone(time_zone(self.config)))
    }
}
