//! The page of what is in force: a page of a long list, and one with nothing on it.

use super::{HOSTILE, date, document_link};
use crate::view::{CategoryLink, DocumentLink, InForceGroup, InForcePage, Paginator, View};

pub(super) fn in_force(amended: usize, paginator: Paginator) -> View {
    let own = || CategoryLink { title: HOSTILE.to_owned(), ..category() };
    let group = |documents: Vec<DocumentLink>| InForceGroup {
        category: own(),
        anchor: "category-1".to_owned(),
        documents,
    };
    let is_empty = paginator.pages.is_empty();
    View::InForce(Box::new(InForcePage {
        title: "现行有效文件".to_owned(),
        date: date(22),
        amended,
        categories: if is_empty { vec![] } else { vec![own(), own()] },
        groups: if is_empty { vec![] } else { vec![group(vec![document_link("甲")])] },
        list_url: "/portal/search/?kind=document&validity=in-force".to_owned(),
        paginator,
    }))
}

pub(super) fn category() -> CategoryLink {
    CategoryLink {
        title: "通知公告".to_owned(),
        url: "/portal/notices/".to_owned(),
        kind: "notice".to_owned(),
        slug: "notices".to_owned(),
        count: 3,
    }
}
