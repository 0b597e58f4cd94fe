//! 修订记录: the commits with which a document came and changed, as git knows them. 修改记录, which editors write, is another thing:
//! it says what has changed.

use super::dates::{date_view, published_of};
use super::site::Site;
use crate::date::Moment;
use crate::register::{DocId, time_zone};
use crate::target::percent_encoded;
use crate::view::{HistoryView, RevisionView};
use jiff::civil::Date;

/// So many revisions a page lists.
const MAX_SHOWN: usize = 10;

/// So long is a short hash: longer than git's own in all but huge repositories, and the same everywhere.
const SHORT: usize = 10;

/// A commit that readers could see the effect of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub day: Date,
    pub hash: String,
}

/// Returns the revisions of a public document, newest first; none if git was not asked or the file is not committed.
///
/// Before its 发布日期 a document was being prepared, which is nobody's business: of those commits the last one counts, whose
/// text was published. Commits of a later day than that of the build come from a clock that was wrong.
pub fn revisions(site: &Site, id: DocId) -> Vec<Revision> {
    let Some(history) = &site.history else { return Vec::new() };
    let zone = time_zone(&site.config);
    let published = published_of(&site.register, id).map(Moment::start);
    let path = &site.register.entry(id).document.source.path;
    let mut revisions = Vec::new();
    for commit in history.of(path) {
        let at = commit.at(zone);
        if at.date() > site.today {
            continue;
        }
        revisions.push(Revision { day: at.date(), hash: commit.hash.clone() });
        if published.is_some_and(|published| at < published) {
            break;
        }
    }
    revisions
}

/// Returns the day on which a document was last changed by a commit; none if it is as it came.
pub(super) fn revised_on(site: &Site, id: DocId) -> Option<Date> {
    let revisions = revisions(site, id);
    revisions.first().filter(|_| revisions.len() > 1).map(|last| last.day)
}

/// The history of a document as its page shows it.
pub(super) fn view(site: &Site, id: DocId) -> Option<HistoryView> {
    let revisions = revisions(site, id);
    let (last, first) = (revisions.first()?, revisions.last()?);
    let revision = |revision: &Revision| RevisionView {
        date: date_view(site.words(), revision.day),
        commit: revision.hash.chars().take(SHORT).collect(),
        url: repository_page(site, &format!("commit/{}", revision.hash)),
    };
    let path = &site.register.entry(id).document.source.path;
    let file = site.history.as_ref().map(|history| history.in_repository(path))?;
    Some(HistoryView {
        first: revision(first),
        last: revision(last),
        source: repository_page(site, &format!("blob/{}/{}", last.hash, percent_encoded(&file))),
        more: revisions.len().saturating_sub(MAX_SHOWN),
        revisions: revisions.iter().take(MAX_SHOWN).map(revision).collect(),
    })
}

/// Returns the address of a page of the repository, if it is public. GitHub and Gitee have it below the repository itself,
/// GitLab below `-/`.
fn repository_page(site: &Site, page: &str) -> Option<String> {
    let source = site.config.history.as_ref()?.source.as_ref()?;
    let below = if source.domain().contains("gitlab") { "-/" } else { "" };
    Some(format!("{}{}{below}{page}", source.origin, percent_encoded(&source.path)))
}
