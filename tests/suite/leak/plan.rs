//! Random sites: which documents they have, how each refers to files, and which files are public.

use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Public,
    Internal,
    Draft,
    /// Its 发布日期 lies in the future.
    Waiting,
}

/// Where a document lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// `content/notices/d3.md`
    Loose,
    /// `content/notices/d3/index.md`
    Bundle,
    /// `content/newsletters/2025-2/d3.md`
    Article,
    /// In the folder of the bundle before it, if there is one: `…/d2/d3/index.md`.
    Inside,
    /// A category in the folder of the bundle before it: `…/d2/d3/_index.md`.
    Category,
}

#[derive(Clone, Debug)]
pub struct Reference {
    /// Which of all files, modulo their number.
    file: usize,
    pub spelling: Spelling,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    Plain,
    Percent,
    PercentLower,
    WithDot,
    WithParents,
    FromRoot,
    Query,
    Fragment,
    FullWidth,
    EncodedTwice,
    Address,
    AbsoluteAddress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Link,
    Image,
    Reference,
    RawLink,
    RawImage,
    RawEntities,
    RawLines,
    Attachment,
    Extra,
}

const SPELLINGS: [Spelling; 12] = [
    Spelling::Plain,
    Spelling::Percent,
    Spelling::PercentLower,
    Spelling::WithDot,
    Spelling::WithParents,
    Spelling::FromRoot,
    Spelling::Query,
    Spelling::Fragment,
    Spelling::FullWidth,
    Spelling::EncodedTwice,
    Spelling::Address,
    Spelling::AbsoluteAddress,
];

const FORMS: [Form; 9] = [
    Form::Link,
    Form::Image,
    Form::Reference,
    Form::RawLink,
    Form::RawImage,
    Form::RawEntities,
    Form::RawLines,
    Form::Attachment,
    Form::Extra,
];

#[derive(Clone, Debug)]
pub struct Document {
    placement: Placement,
    visibility: Visibility,
    /// How many files lie beside it.
    files: usize,
    references: Vec<Reference>,
}

#[derive(Clone, Debug)]
pub struct Plan {
    issue: Visibility,
    docs: Vec<Document>,
}

fn visibility() -> impl Strategy<Value = Visibility> {
    prop_oneof![
        4 => Just(Visibility::Public),
        2 => Just(Visibility::Internal),
        1 => Just(Visibility::Draft),
        1 => Just(Visibility::Waiting),
    ]
}

pub fn plan() -> impl Strategy<Value = Plan> {
    let reference =
        (0usize..12, prop::sample::select(&SPELLINGS[..]), prop::sample::select(&FORMS[..]))
            .prop_map(|(file, spelling, form)| Reference { file, spelling, form });
    const PLACEMENTS: [Placement; 5] = [
        Placement::Loose,
        Placement::Bundle,
        Placement::Article,
        Placement::Inside,
        Placement::Category,
    ];
    let doc = (
        prop::sample::select(&PLACEMENTS[..]),
        visibility(),
        0usize..3,
        prop::collection::vec(reference, 0..4),
    )
        .prop_map(|(placement, visibility, files, references)| Document {
            placement,
            visibility,
            files,
            references,
        });
    (visibility(), prop::collection::vec(doc, 2..6)).prop_map(|(issue, docs)| Plan { issue, docs })
}

/// A document of the plan with its path.
pub struct PlacedDocument {
    pub path: String,
    pub folder: String,
    pub visibility: Visibility,
    /// Nothing of it is published, because of itself or of a folder that it lies in.
    pub hidden: bool,
}

/// A file, and the secret word in its name and bytes.
pub struct File {
    pub path: String,
    pub mark: String,
}

pub struct Layout {
    pub docs: Vec<PlacedDocument>,
    pub files: Vec<File>,
    /// For each document the files that it refers to, by index.
    pub references: Vec<Vec<(usize, Reference)>>,
}

pub const ISSUE_FOLDER: &str = "content/newsletters/2025-2";

/// Gives every document and file of a plan its path.
pub fn layout(plan: &Plan) -> Layout {
    let mut docs = vec![PlacedDocument {
        path: format!("{ISSUE_FOLDER}/index.md"),
        folder: ISSUE_FOLDER.to_owned(),
        visibility: plan.issue,
        hidden: false,
    }];
    let mut bundle = ISSUE_FOLDER.to_owned();
    for (index, doc) in plan.docs.iter().enumerate() {
        let (path, folder) = match doc.placement {
            Placement::Loose => {
                (format!("content/notices/d{index}.md"), "content/notices".to_owned())
            }
            Placement::Article => (format!("{ISSUE_FOLDER}/d{index}.md"), ISSUE_FOLDER.to_owned()),
            Placement::Bundle => {
                bundle = format!("content/notices/d{index}");
                (format!("{bundle}/index.md"), bundle.clone())
            }
            Placement::Inside => {
                bundle = format!("{bundle}/d{index}");
                (format!("{bundle}/index.md"), bundle.clone())
            }
            Placement::Category => {
                let folder = format!("{bundle}/d{index}");
                (format!("{folder}/_index.md"), folder)
            }
        };
        // A category is as public as the folders that it lies in.
        let visibility =
            if doc.placement == Placement::Category { Visibility::Public } else { doc.visibility };
        docs.push(PlacedDocument { path, folder, visibility, hidden: false });
    }
    let closed: Vec<String> = docs
        .iter()
        .filter(|doc| doc.visibility != Visibility::Public && doc.path.ends_with("/index.md"))
        .map(|doc| format!("{}/", doc.folder))
        .collect();
    for doc in &mut docs {
        doc.hidden = doc.visibility != Visibility::Public
            || closed.iter().any(|folder| doc.path.starts_with(folder));
    }
    let mut files = Vec::new();
    let names = ["附 件#", "a%20b-", "Plan&Co-", "图", "x+y=", "100%"];
    let ends = [".pdf", ".html", ".png", ".csv", ".xlsx"];
    for (index, doc) in plan.docs.iter().enumerate() {
        for n in 0..doc.files {
            let count = files.len();
            let mark = format!("暗号{index}之{n}终");
            let name = format!("{}{mark}{}", names[count % names.len()], ends[count % ends.len()]);
            let sub = if count % 3 == 2 { "附件/" } else { "" };
            files.push(File { path: format!("{}/{sub}{name}", docs[index + 1].folder), mark });
        }
    }
    let mut references = vec![Vec::new()];
    for doc in &plan.docs {
        let real = doc.references.iter().filter(|_| !files.is_empty());
        references.push(
            real.map(|reference| (reference.file % files.len(), reference.clone())).collect(),
        );
    }
    Layout { docs, files, references }
}

impl Layout {
    /// The nearest bundle that a file lies in.
    fn bundle(&self, file: &str) -> Option<&PlacedDocument> {
        self.bundles(file).max_by_key(|doc| doc.folder.len())
    }

    fn bundles(&self, file: &str) -> impl Iterator<Item = &PlacedDocument> {
        let heads = self.docs.iter().filter(|doc| doc.path.ends_with("/index.md"));
        heads.filter(move |doc| file.starts_with(&format!("{}/", doc.folder)))
    }

    pub fn is_in_hidden_bundle(&self, file: &str) -> bool {
        self.bundles(file).any(|doc| doc.hidden)
    }

    /// Whether a hidden document, or else a public one, refers to a file.
    fn is_referenced(&self, file: usize, hidden: bool) -> bool {
        let docs = self.docs.iter().zip(&self.references).filter(|(doc, _)| doc.hidden == hidden);
        docs.flat_map(|(_, references)| references).any(|(to, _)| *to == file)
    }

    /// Whether a file must be published, decided here without the program.
    pub fn is_published(&self, index: usize) -> bool {
        let file = &self.files[index].path;
        let mixed = self.bundles(file).any(|bundle| {
            let folder = format!("{}/", bundle.folder);
            self.docs.iter().any(|doc| doc.hidden && doc.path.starts_with(&folder))
        });
        !self.is_in_hidden_bundle(file)
            && (self.is_referenced(index, false)
                || (self.bundle(file).is_some() && !mixed && !self.is_referenced(index, true)))
    }

    /// The address of a file if it is published.
    pub fn address(&self, file: &str) -> String {
        match self.bundle(file) {
            Some(bundle) => {
                let inside = &file[bundle.folder.len() + 1..];
                let at = self.docs.iter().position(|doc| doc.path == bundle.path).expect("there");
                format!("{}{inside}", address_of(bundle, at))
            }
            None => file.trim_start_matches("content").to_owned(),
        }
    }
}

fn address_of(doc: &PlacedDocument, index: usize) -> String {
    match (index, doc.path.starts_with("content/notices/")) {
        (0, _) => "/newsletters/2025/2/".to_owned(),
        (_, true) => format!("/notices/2026/s{index}/"),
        (_, false) => format!("/newsletters/2026/s{index}/"),
    }
}
