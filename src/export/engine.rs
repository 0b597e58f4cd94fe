//! Search engines that run as a server, for sites that outgrow a static index, and the fields of the documents that
//! they are given. Documents and settings follow the one table here, so that they cannot differ.

/// A search engine that documents can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    OpenSearch,
    Meilisearch,
}

impl Engine {
    pub const ALL: [Engine; 2] = [Engine::OpenSearch, Engine::Meilisearch];

    pub fn name(self) -> &'static str {
        match self {
            Engine::OpenSearch => "opensearch",
            Engine::Meilisearch => "meilisearch",
        }
    }

    pub fn named(name: &str) -> Option<Engine> {
        Engine::ALL.into_iter().find(|engine| engine.name() == name)
    }
}

/// How a field is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// By words; one in which a word is found says most about the document if it comes first in [`FIELDS`].
    Text,
    /// By words and as a whole: a list can be narrowed to one.
    Name,
    /// As a whole.
    Keyword,
    Number,
    /// A day, or a moment in the time zone of the site.
    Date,
    /// Not at all: it is shown.
    Shown,
    /// Files, each by the words of its title.
    Attachments,
}

/// The fields beside the id, the most telling first.
pub(super) const FIELDS: [(&str, FieldKind); 29] = [
    ("number", FieldKind::Name),
    ("standard", FieldKind::Name),
    ("title", FieldKind::Text),
    ("topics", FieldKind::Name),
    ("issuers", FieldKind::Name),
    ("summary", FieldKind::Text),
    ("text", FieldKind::Text),
    ("attachments", FieldKind::Attachments),
    ("url", FieldKind::Shown),
    ("code", FieldKind::Keyword),
    ("year", FieldKind::Number),
    ("serial", FieldKind::Number),
    ("sub_serial", FieldKind::Number),
    ("category", FieldKind::Keyword),
    ("category_title", FieldKind::Keyword),
    ("kind", FieldKind::Keyword),
    ("genre", FieldKind::Keyword),
    ("date", FieldKind::Date),
    ("published", FieldKind::Date),
    ("deadline", FieldKind::Date),
    ("event_start", FieldKind::Date),
    ("event_end", FieldKind::Date),
    ("event_place", FieldKind::Shown),
    ("validity", FieldKind::Keyword),
    ("validity_title", FieldKind::Keyword),
    ("validity_since", FieldKind::Date),
    ("validity_by", FieldKind::Keyword),
    ("effective", FieldKind::Date),
    ("expires", FieldKind::Date),
];

/// The field by which an engine knows a document.
pub(super) const ID: &str = "id";

/// The field beside a date that holds its day as a number, 20260315, for an engine that compares numbers only.
pub(super) fn day_field(date: &str) -> String {
    format!("{date}_day")
}

/// The fields of a kind.
pub(super) fn fields_of(kinds: &[FieldKind]) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter(|(_, kind)| kinds.contains(kind)).map(|(name, _)| *name)
}
