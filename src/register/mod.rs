//! The register: every document filed under its number, category, issuer, year and topic, its
//! relations resolved in both directions and its validity derived.
//!
//! What the register holds is public. Drafts, internal documents and those whose moment has not
//! come take part in the checks (a
//! number is taken, whoever may read it) and are then left behind, so that no later stage can
//! show them.

mod attachments;
mod citations;
mod dates;
mod faults;
mod hidden;
mod issuers;
mod lists;
mod numbers;
mod place;
mod publication;
mod relations;
mod serials;
mod unread;
mod validity;

pub use attachments::{AttachmentTarget, ResolvedAttachment};
pub use citations::ResolvedCitation;
pub use faults::NUMBER_IN_TITLE;
pub use lists::{Lists, RegisterList, RegisterYear};
pub use numbers::number_in_title;
pub use publication::{LeftOut, Unpublished, time_zone};
pub use relations::{RelationTarget, ResolvedRelation};
pub use serials::{HighestSerials, Serials, YearSerials, precedes_series};
pub use unread::UnreadNumbers;
pub use validity::{Validity, ValidityKind};

use hidden::Hiding;

use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::Checked;
use crate::document::section::Section;
use crate::document::{Document, Issue, RelationKind};
use crate::number::DocNumber;
use crate::source::SitePath;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

/// A document of the register: an index into [`Register::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub usize);

/// One filed document.
#[derive(Debug)]
pub struct Entry {
    pub document: Arc<Document>,
    /// Index into [`Register::sections`].
    pub section: usize,
    /// The newsletter issue an article belongs to.
    pub issue: Option<DocId>,
    /// The folder whose files belong to the document, if it has one of its own.
    pub bundle: Option<String>,
    /// Names as the document bears them, the lead first.
    pub issuers: Vec<String>,
    /// The names of today under which it is filed: of its issuers, former names resolved, and of
    /// the issuer to whose series its number belongs.
    pub filed_under: Vec<String>,
    pub relations: Vec<ResolvedRelation>,
    /// What others do to this document, with the one that does it.
    pub reverse: Vec<(RelationKind, DocId)>,
    pub attachments: Vec<ResolvedAttachment>,
    pub attached_to: Vec<DocId>,
    /// In the order of the outline's citations.
    pub citations: Vec<Option<ResolvedCitation>>,
    pub cited_by: Vec<DocId>,
    pub validity: Validity,
    /// 发布日期 as typed, by the clocks of the site.
    pub published: Option<Moment>,
    /// 截止日期 by the clocks of the site.
    pub deadline: Option<Moment>,
    /// Why only a preview shows it, if only a preview does.
    pub unpublished: Option<Unpublished>,
}

impl Entry {
    pub fn number(&self) -> Option<&DocNumber> {
        self.document.front.number.as_ref().map(|number| &number.value)
    }

    pub fn date(&self) -> Option<Date> {
        self.document.front.date.as_ref().map(|date| date.value)
    }

    pub fn title(&self) -> &str {
        &self.document.front.title.value
    }

    pub fn issue_number(&self) -> Option<Issue> {
        self.document.front.issue.as_ref().map(|issue| issue.value)
    }

    /// The documents whose numbers stand in its text, each once, in order of appearance.
    pub fn cites(&self) -> Vec<DocId> {
        let mut seen = BTreeSet::new();
        self.citations.iter().flatten().map(|c| c.to).filter(|to| seen.insert(*to)).collect()
    }
}

/// All public documents, filed.
#[derive(Debug)]
pub struct Register {
    /// In the order of their paths.
    pub entries: Vec<Entry>,
    /// Categories, lightest first.
    pub sections: Vec<Arc<Section>>,
    pub by_number: BTreeMap<DocNumber, DocId>,
    /// By the path of the file.
    pub by_path: BTreeMap<SitePath, DocId>,
    pub lists: Lists,
    /// By 代字 of site.yaml and year: which serials are published, withheld, missing.
    pub serials: Serials,
    /// Documents and categories that are not public: what links to them is dead.
    pub hidden: BTreeSet<SitePath>,
    /// How many documents are hidden, and why.
    pub left_out: LeftOut,
    /// The folders of bundles that are not public, and so nothing in them is.
    pub hidden_folders: BTreeSet<String>,
    /// What documents that are not public attach, link to and name, as typed, each with the file
    /// it stands in. It is all that later stages learn of them.
    pub hidden_targets: Vec<(SitePath, String)>,
}

/// What is filed, and on what terms.
pub struct Filing<'a> {
    pub documents: Vec<Arc<Document>>,
    pub sections: Vec<Arc<Section>>,
    /// Content files that could not be read: nothing more is reported about what refers to them.
    pub unread: BTreeSet<SitePath>,
    /// What is known of their numbers.
    pub unread_numbers: UnreadNumbers,
    pub assets: &'a BTreeMap<SitePath, u64>,
    pub config: &'a Config,
    /// The moment of the build: "now", and with its date "today", for all that depends on it.
    pub now: Moment,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether documents that wait for their 发布日期 are shown (a preview).
    pub waiting: bool,
}

/// Files the documents.
pub fn file(filing: &Filing) -> Checked<Register> {
    let mut diagnostics = Vec::new();
    let mut sections = filing.sections.clone();
    sections.sort_by(|a, b| (a.weight, &a.folder).cmp(&(b.weight, &b.folder)));

    let hiding = Hiding::of(filing);
    dates::check(filing, &mut diagnostics);
    let placed = place::place(filing, sections, &hiding, &mut diagnostics);
    let numbers = numbers::taken(filing, &mut diagnostics);
    numbers::check_titles(filing, &numbers, &mut diagnostics);
    let mut register = Register {
        serials: serials::by_year(filing, &placed.hidden, &mut diagnostics),
        entries: placed.entries,
        sections: placed.sections,
        by_number: BTreeMap::new(),
        by_path: BTreeMap::new(),
        lists: Lists::default(),
        hidden: placed.hidden,
        hidden_folders: hiding.folders(),
        hidden_targets: Vec::new(),
        left_out: placed.left_out,
    };
    for (index, entry) in register.entries.iter().enumerate() {
        let id = DocId(index);
        register.by_path.insert(entry.document.source.path.clone(), id);
        if let Some(number) = entry.number() {
            register.by_number.entry(number.clone()).or_insert(id);
        }
    }
    numbers::check_issues(&register, &mut diagnostics);
    place::into_issues(&mut register, filing, &mut diagnostics);
    hidden::check(filing, &hiding, &mut register, &mut diagnostics);
    attachments::attach(&mut register, filing, &mut diagnostics);
    relations::relate(&mut register, filing, &numbers, &mut diagnostics);
    citations::cite(&mut register, filing, &mut diagnostics);
    validity::derive(&mut register, filing.now.date);
    register.lists = lists::all(&register, filing);
    Checked::new(register, diagnostics)
}

impl Register {
    pub fn entry(&self, id: DocId) -> &Entry {
        &self.entries[id.0]
    }

    pub fn section_of(&self, id: DocId) -> &Section {
        &self.sections[self.entry(id).section]
    }

    pub fn ids(&self) -> impl Iterator<Item = DocId> + use<> {
        (0..self.entries.len()).map(DocId)
    }

    /// The day by which lists are ordered: 成文日期, else the earliest day there is.
    pub fn order_date(&self, id: DocId) -> Date {
        self.entry(id).date().unwrap_or(Date::MIN)
    }

    /// Whether a path is that of something that appears in no output.
    pub fn hides(&self, path: &SitePath) -> bool {
        self.hidden.contains(path) || path.folders().any(|f| self.hidden_folders.contains(f))
    }

    /// Whether a public bundle that a file lies in holds a document that is not public: whose the
    /// file is cannot be seen then.
    pub fn shares_bundle_with_hidden(&self, file: &SitePath) -> bool {
        file.folders().any(|folder| {
            let prefix = format!("{folder}/");
            let mut below =
                self.hidden.range::<str, _>((Bound::Included(&*prefix), Bound::Unbounded));
            self.by_path.contains_key(&*format!("{prefix}index.md"))
                && below.next().is_some_and(|path| path.as_str().starts_with(&prefix))
        })
    }

    /// The document a typed path means, read from the content folder or from beside `from`.
    pub fn by_typed_path(&self, typed: &str, from: &SitePath) -> Option<DocId> {
        candidates(typed, from).iter().find_map(|path| self.by_path.get(path).copied())
    }
}

/// The files that a typed path may mean: `notices/a.md`, `a.md` beside the document, and the
/// bundle `notices/conf`.
fn candidates(typed: &str, from: &SitePath) -> Vec<SitePath> {
    let mut paths = Vec::new();
    for folder in ["content", from.folder()] {
        for end in ["", "/index.md", ".md"] {
            paths.extend(SitePath::resolve(folder, &format!("{typed}{end}")));
        }
    }
    paths
}
