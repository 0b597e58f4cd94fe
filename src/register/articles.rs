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
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::{Document, RelationKind};
use crate::markdown::{ArticleCitation, CitedRule, Ordinal, Outline, ProvisionKind, RuleName};
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
            let names = Names { id, document, references, rules: &rules, scope };
            let citations = document.outline.article_citations.iter();
            citations
                .map(|citation| {
                    let to = match &citation.rule {
                        CitedRule::Own => id,
                        CitedRule::Named(name) => names.document_of(name)?,
                    };
                    let cited = scope.document(to);
                    let articles =
                        articles.entry(to).or_insert_with(|| articles_of(&cited.outline));
                    let provision = find(articles, citation);
                    if provision.is_none() && !amended.contains(&to) {
                        diagnostics.extend(missing(cited, citation));
                    }
                    Some(ResolvedArticle { to, provision: provision? })
                })
                .collect()
        })
        .collect();
    Checked::new(resolved, diagnostics)
}

/// The articles of a document and their items, by number: the first of each.
type ArticlesOf = HashMap<(Ordinal, Option<Ordinal>), usize>;

fn articles_of(outline: &Outline) -> ArticlesOf {
    let mut articles = ArticlesOf::new();
    let mut article = None;
    for (index, provision) in outline.provisions.iter().enumerate() {
        let key = match provision.kind {
            ProvisionKind::Article => {
                let key = (provision.ordinal, None);
                // The items of a second rule in the same text are not those of the first.
                article = (!articles.contains_key(&key)).then_some(provision.ordinal);
                Some(key)
            }
            ProvisionKind::Item => article.map(|article| (article, Some(provision.ordinal))),
            _ => None,
        };
        if let Some(key) = key {
            articles.entry(key).or_insert(index);
        }
    }
    articles
}

/// Returns the item that is cited, else its article.
fn find(articles: &ArticlesOf, citation: &ArticleCitation) -> Option<usize> {
    let item = citation.item.and_then(|item| articles.get(&(citation.article, Some(item))));
    item.or_else(|| articles.get(&(citation.article, None))).copied()
}

/// Reports an article that a document does not have; nothing if it is not divided into articles.
fn missing(cited: &Document, citation: &ArticleCitation) -> Option<Diagnostic> {
    let last = cited.outline.articles().max_by_key(|article| article.ordinal)?;
    Some(faults::article_missing(citation, cited, &last.label))
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
    /// By title without the brackets at its end.
    by_title: BTreeMap<String, Vec<DocId>>,
}

impl Rules {
    fn of(scope: &Scope) -> Rules {
        let mut by_title: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
        for (id, document) in scope.documents() {
            if document.outline.articles().next().is_some() {
                for title in titles(document) {
                    by_title.entry(without_edition(&title).to_owned()).or_default().push(id);
                }
            }
        }
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
    references: &'a References<'a>,
    rules: &'a Rules,
    scope: &'a Scope<'a>,
}

impl Names<'_> {
    /// Returns the document that a name means; `None` if it is not in the register.
    fn document_of(&self, name: &RuleName) -> Option<DocId> {
        let short = name.title.as_ref().filter(|_| name.number.is_none()).and_then(|title| {
            let names = &self.document.outline.short_names;
            names.iter().find(|known| plain(&known.short) == plain(title))
        });
        let RuleName { title, number } = short.map_or(name, |short| &short.name);
        match (number, title) {
            (Some(number), _) => self.numbered(*number),
            (None, Some(title)) => self.titled(&plain(title)),
            (None, None) => None,
        }
    }

    fn numbered(&self, number: usize) -> Option<DocId> {
        if let Some(cited) = self.references.citations.get(self.id.0)?.get(number)? {
            return Some(cited.to);
        }
        // A document's own number is no reference to another.
        let own = &self.document.front.number.as_ref()?.value;
        let citation = self.document.outline.citations.get(number)?;
        citation.candidate.readings().any(|(_, number)| number == *own).then_some(self.id)
    }

    fn titled(&self, title: &str) -> Option<DocId> {
        let core = without_edition(title);
        let Some(editions) = self.rules.by_title.get(core) else {
            return self.abbreviated(title);
        };
        let is_meant = |id: &DocId| {
            core == title || titles(self.scope.document(*id)).iter().any(|own| own == title)
        };
        let meant: Vec<DocId> = editions.iter().copied().filter(is_meant).collect();
        let others: Vec<DocId> = meant.iter().copied().filter(|id| *id != self.id).collect();
        if let Some(related) = others.iter().find(|id| self.related().any(|to| to == **id)) {
            return Some(*related);
        }
        let day = |id: DocId| order_date(self.scope.document(id));
        let own_day = self.document.front.date.as_ref().map(|date| date.value);
        let of_the_day = others.iter().filter(|id| own_day.is_none_or(|own| day(**id) <= own));
        let newest = of_the_day.max_by_key(|id| (day(**id), **id));
        newest
            .or_else(|| others.iter().min_by_key(|id| (day(**id), **id)))
            .or(meant.first())
            .copied()
    }

    /// Returns the only document that this one names otherwise and whose title ends with `title`.
    fn abbreviated(&self, title: &str) -> Option<DocId> {
        let numbers = self.references.citations.get(self.id.0)?.iter().flatten();
        let named: BTreeSet<DocId> = self.related().chain(numbers.map(|cited| cited.to)).collect();
        let is_meant = |id: &DocId| {
            let document = self.scope.document(*id);
            document.outline.articles().next().is_some()
                && titles(document).iter().any(|own| without_edition(own).ends_with(title))
        };
        let mut meant = named.into_iter().filter(is_meant);
        meant.next().filter(|_| meant.next().is_none())
    }

    /// The documents that this one says what it does to.
    fn related(&self) -> impl Iterator<Item = DocId> {
        let relations = self.references.relations.get(self.id.0).into_iter().flatten();
        relations.filter_map(|relation| match relation.to {
            RelationTarget::Document(to) => Some(to),
            RelationTarget::Outside(_) => None,
        })
    }
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
