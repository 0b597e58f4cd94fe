//! Articles that texts cite: 《办法》第十二条, each resolved to the provision of a document.
//!
//! Which document a title means: one that the text calls so (以下简称《办法》), or whose title it is. The
//! title of an edition (…办法（2026年修订）) without what stands in brackets names all editions: the one that
//! the citing document says what it does to, else the newest of its day. A rule that is the text of a notice
//! (关于印发《…办法》的通知) is found by its own title. Only documents that are divided into articles count.

use super::citations::ResolvedCitation;
use super::doc_id::DocId;
use super::faults;
use super::placement::order_date;
use super::relations::{RelationTarget, ResolvedRelation};
use super::scope::Scope;
use crate::diagnostic::Checked;
use crate::document::{Document, RelationKind};
use crate::markdown::{ArticleCitation, CitedRule, Ordinal, Outline, ProvisionKind, RuleName};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An article or an item of a document that a text cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedArticle {
    pub to: DocId,
    /// Index into [`Outline::provisions`] of that document.
    pub provision: usize,
}

/// What the other references of the documents are resolved to, by [`DocId`].
pub(super) struct References<'a> {
    pub relations: &'a [Vec<ResolvedRelation>],
    pub citations: &'a [Vec<Option<ResolvedCitation>>],
}

/// Resolves the citations of articles in all public documents, by [`DocId`] and in the order of the
/// outline. An article that the document meant does not have is reported.
pub(super) fn resolve(
    scope: &Scope,
    references: &References,
) -> Checked<Vec<Vec<Option<ResolvedArticle>>>> {
    let mut diagnostics = Vec::new();
    let mut articles: BTreeMap<DocId, ArticlesOf> = BTreeMap::new();
    let rules = Rules::of(scope);
    let amended = amended(references);
    let resolved = scope
        .documents()
        .map(|(id, document)| {
            let citations = &document.outline.article_citations;
            let names = (!citations.is_empty()).then(|| Names::of(id, references, &rules, scope));
            citations
                .iter()
                .map(|citation| {
                    let to = match &citation.rule {
                        CitedRule::Own => id,
                        CitedRule::Named(name) => names.as_ref()?.document_of(name)?,
                    };
                    let cited = scope.document(to);
                    let articles =
                        articles.entry(to).or_insert_with(|| ArticlesOf::of(&cited.outline));
                    let provision = articles.find(citation);
                    if let (None, Some(last)) = (provision, &articles.last)
                        && !amended.contains(&to)
                    {
                        diagnostics.push(faults::article_missing(citation, cited, last));
                    }
                    Some(ResolvedArticle { to, provision: provision? })
                })
                .collect()
        })
        .collect();
    Checked::new(resolved, diagnostics)
}

/// The articles of a document and their items.
struct ArticlesOf {
    /// By number: the first of each.
    by_number: HashMap<(Ordinal, Option<Ordinal>), usize>,
    /// The label of the article with the highest number; `None` if the document has no articles.
    last: Option<String>,
}

impl ArticlesOf {
    fn of(outline: &Outline) -> ArticlesOf {
        let mut by_number = HashMap::new();
        let mut article = None;
        for (index, provision) in outline.provisions.iter().enumerate() {
            let key = match provision.kind {
                ProvisionKind::Article => {
                    let key = (provision.ordinal, None);
                    // The items of a second rule in the same text are not those of the first.
                    article = (!by_number.contains_key(&key)).then_some(provision.ordinal);
                    Some(key)
                }
                ProvisionKind::Item => article.map(|article| (article, Some(provision.ordinal))),
                _ => None,
            };
            if let Some(key) = key {
                by_number.entry(key).or_insert(index);
            }
        }
        let last = outline.articles().max_by_key(|article| article.ordinal);
        ArticlesOf { by_number, last: last.map(|last| last.label.clone()) }
    }

    /// Returns the item that is cited, else its article.
    fn find(&self, citation: &ArticleCitation) -> Option<usize> {
        let number = |item| self.by_number.get(&(citation.article, item)).copied();
        citation.item.and_then(|item| number(Some(item))).or_else(|| number(None))
    }
}

/// Returns the documents that others amend. They may have articles that only the amendment states.
fn amended(references: &References) -> BTreeSet<DocId> {
    let relations = references.relations.iter().flatten();
    let amended = relations.filter_map(|relation| match (relation.kind, &relation.to) {
        (RelationKind::Amends, RelationTarget::Document(to)) => Some(*to),
        _ => None,
    });
    amended.collect()
}

/// The documents that are divided into articles, by the titles of their rules.
struct Rules {
    /// By title, with and without the brackets at its end; oldest first.
    by_title: BTreeMap<String, Vec<(Date, DocId)>>,
}

impl Rules {
    fn of(scope: &Scope) -> Rules {
        let mut by_title: BTreeMap<String, Vec<(Date, DocId)>> = BTreeMap::new();
        for (id, document) in scope.documents() {
            if document.outline.articles().next().is_some() {
                let titles = titles(document);
                let cores = titles.iter().map(|title| without_edition(title).to_owned());
                let all: BTreeSet<String> = titles.iter().cloned().chain(cores).collect();
                for title in all {
                    by_title.entry(title).or_default().push((order_date(document), id));
                }
            }
        }
        by_title.values_mut().for_each(|editions| editions.sort_unstable());
        Rules { by_title }
    }
}

/// Returns the title of a document, and that of the rule which it issues.
fn titles(document: &Document) -> Vec<String> {
    let title = plain(&document.front.title.value);
    let issued = ["印发《", "发布《", "公布《"].iter().find_map(|verb| {
        let (_, rest) = title.split_once(verb)?;
        Some(rest.rsplit_once('》')?.0.to_owned())
    });
    [Some(title.clone()), issued].into_iter().flatten().collect()
}

/// Returns a title as it is compared: without spaces, with brackets of full width.
fn plain(title: &str) -> String {
    let visible = title.chars().filter(|c| !c.is_whitespace());
    let plain = visible.map(|c| match c {
        '(' => '（',
        ')' => '）',
        '〈' | '<' => '《',
        '〉' | '>' => '》',
        c => c,
    });
    plain.collect()
}

/// Returns a plain title without the brackets at its end.
fn without_edition(title: &str) -> &str {
    let open = title.strip_suffix('）').and_then(|rest| rest.rfind('（'));
    open.and_then(|open| title.get(..open)).filter(|core| !core.is_empty()).unwrap_or(title)
}

/// What the names of rules in one document mean.
struct Names<'a> {
    id: DocId,
    document: &'a Document,
    citations: &'a [Option<ResolvedCitation>],
    rules: &'a Rules,
    /// The documents that this one says what it does to, oldest first.
    related: Vec<(Date, DocId)>,
    /// By the short name, plain.
    short_names: HashMap<String, &'a RuleName>,
    /// By title without brackets, plain: the rules that this document names otherwise.
    named: Vec<(String, DocId)>,
}

/// A document that names more rules than this leaves it open which an abbreviated title means.
const MAX_NAMED: usize = 40;

impl<'a> Names<'a> {
    fn of(
        id: DocId,
        references: &'a References<'a>,
        rules: &'a Rules,
        scope: &'a Scope<'a>,
    ) -> Names<'a> {
        let document = scope.document(id);
        let citations = references.citations.get(id.0).map_or(&[][..], Vec::as_slice);
        let relations = references.relations.get(id.0).into_iter().flatten();
        let related = relations.filter_map(|relation| match relation.to {
            RelationTarget::Document(to) => Some(to),
            RelationTarget::Outside(_) => None,
        });
        let mut related: Vec<(Date, DocId)> =
            related.map(|to| (order_date(scope.document(to)), to)).collect();
        related.sort_unstable();
        let mut short_names = HashMap::new();
        for known in &document.outline.short_names {
            short_names.entry(plain(&known.short)).or_insert(&known.name);
        }
        let numbers = citations.iter().flatten().map(|cited| cited.to);
        let named: BTreeSet<DocId> = related.iter().map(|(_, to)| *to).chain(numbers).collect();
        let named = named.into_iter().filter(|id| {
            let outline = &scope.document(*id).outline;
            outline.articles().next().is_some()
        });
        let named: Vec<DocId> = named.take(MAX_NAMED + 1).collect();
        let named = if named.len() > MAX_NAMED { Vec::new() } else { named };
        let named = named.into_iter().flat_map(|id| {
            let titles = titles(scope.document(id)).into_iter();
            titles.map(move |title| (without_edition(&title).to_owned(), id))
        });
        let named = named.collect();
        Names { id, document, citations, rules, related, short_names, named }
    }

    /// Returns the document that a name means; `None` if it is not in the register.
    fn document_of(&self, name: &RuleName) -> Option<DocId> {
        let title = name.title.as_ref().filter(|_| name.number.is_none());
        let short = title.and_then(|title| self.short_names.get(&plain(title)).copied());
        let RuleName { title, number } = short.unwrap_or(name);
        match (number, title) {
            (Some(number), _) => self.numbered(*number),
            (None, Some(title)) => self.titled(&plain(title)),
            (None, None) => None,
        }
    }

    fn numbered(&self, number: usize) -> Option<DocId> {
        if let Some(cited) = self.citations.get(number)? {
            return Some(cited.to);
        }
        // A document's own number is no reference to another.
        let own = &self.document.front.number.as_ref()?.value;
        let citation = self.document.outline.citations.get(number)?;
        citation.candidate.readings().any(|(_, number)| number == *own).then_some(self.id)
    }

    fn titled(&self, title: &str) -> Option<DocId> {
        let Some(editions) = self.rules.by_title.get(title) else {
            return self.abbreviated(title);
        };
        let is_other = |edition: &&(Date, DocId)| edition.1 != self.id;
        let of_the_day = match &self.document.front.date {
            Some(own) => editions.partition_point(|(day, _)| *day <= own.value),
            None => editions.len(),
        };
        let of_the_day = editions.get(..of_the_day).unwrap_or_default();
        newest_common(&self.related, editions)
            .or_else(|| of_the_day.iter().rev().find(is_other))
            .or_else(|| editions.iter().find(is_other))
            .or(editions.first())
            .map(|(_, id)| *id)
    }

    /// Returns the only document that this one names otherwise and whose title ends with `title`.
    fn abbreviated(&self, title: &str) -> Option<DocId> {
        let mut meant = self.named.iter().filter(|(own, _)| own.ends_with(title)).map(|(_, id)| id);
        let first = meant.next()?;
        meant.all(|id| id == first).then_some(*first)
    }
}

/// Returns the newest document that two lists have, both oldest first. The cost is that of the shorter one.
fn newest_common<'l>(a: &'l [(Date, DocId)], b: &'l [(Date, DocId)]) -> Option<&'l (Date, DocId)> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().rev().find(|document| long.binary_search(document).is_ok())
}

/// Returns the provisions of each document that others cite, with those others, by [`DocId`].
pub(super) fn citing<'a>(
    articles: impl ExactSizeIterator<Item = &'a [Option<ResolvedArticle>]>,
) -> Vec<BTreeSet<(usize, DocId)>> {
    let mut citing = vec![BTreeSet::new(); articles.len()];
    for (index, cited) in articles.enumerate() {
        let from = DocId(index);
        for ResolvedArticle { to, provision } in cited.iter().flatten().filter(|a| a.to != from) {
            citing[to.0].insert((*provision, from));
        }
    }
    citing
}
