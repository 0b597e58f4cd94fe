//! Where the numbers and articles lead that the text of a document cites.

use super::addresses::Addresses;
use crate::markdown::{Cited, CitedWhole, Resolved};
use crate::register::{DocId, Register, ResolvedArticle, ResolvedCitation};

/// Resolves what a document cites.
pub(super) fn resolve(
    register: &Register,
    addresses: &Addresses,
    id: DocId,
    resolved: &mut Resolved,
) {
    let entry = register.entry(id);
    let href = |to: DocId| addresses.href(addresses.document(to));
    let title = |to: DocId| register.entry(to).title().to_owned();
    let number = |filed: &Option<ResolvedCitation>| {
        filed.map(|cited| Cited {
            start: cited.start,
            href: href(cited.to),
            title: title(cited.to),
        })
    };
    let standard =
        |to: &Option<DocId>| to.map(|to| CitedWhole { href: href(to), title: title(to) });
    let article = |cited: &Option<ResolvedArticle>| article(register, addresses, id, (*cited)?);
    resolved.citations = entry.citations.iter().map(number).collect();
    resolved.standards = entry.standard_citations.iter().map(standard).collect();
    resolved.articles = entry.article_citations.iter().map(article).collect();
}

/// The address of an article as the document `from` links to it.
fn article(
    register: &Register,
    addresses: &Addresses,
    from: DocId,
    cited: ResolvedArticle,
) -> Option<CitedWhole> {
    let document = &register.entry(cited.to).document;
    let provision = document.outline.provisions.get(cited.provision)?;
    let page = match cited.to {
        to if to == from => String::new(),
        to => addresses.href(addresses.document(to)),
    };
    let title = &document.front.title.value;
    Some(CitedWhole {
        href: format!("{page}#{}", provision.id),
        title: format!("{title} {}", provision.label),
    })
}
