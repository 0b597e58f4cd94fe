//! ALL that a template may see: the theme author's contract.
//!
//! Every variable of every template is a field here, with its type and meaning. Views hold plain
//! values, ready to print; views of lists hold only what a list shows, so that no page grows with
//! the pages it does not name. Addresses (`url`) begin with the site's base path and are already
//! percent-encoded; `permalink` is the whole address. Names are Zola's where the idea is Zola's.

mod changes;
mod common;
mod document;
mod event;
mod list;
mod picture;
mod plain;
mod site;
mod standard;
mod table;
mod updates;

pub use changes::{ChangesPage, ComparisonGroup, ComparisonRow, EditionView, RunView};
pub use common::{
    CategoryLink, DateView, DocumentLink, FactView, FeedLink, IssueView, IssuerLink, LinkView,
    StatusView, ValidityLabel, ValidityView,
};
pub use document::{
    AttachmentView, ChangeView, CitedArticleView, ColumnView, DocumentPage, DocumentView,
    HistoryView, NewsletterPage, PrintingView, RelationView, RevisionView, TocEntry,
};
pub use event::{
    CalendarDay, EventLink, EventView, EventYear, EventsMonthPage, EventsPage, MonthLink,
    NoticePeriodView, SessionView,
};
pub use list::{
    Figures, HomeCategory, HomeView, InForceGroup, InForcePage, IssueCover, IssuerPage, PagerLink,
    Paginator, RegisterLink, RegisterPage, RegisterRow, RegisterView, RegisterYear, SectionPage,
    SectionView, TaxonomyView, TermView, TopicPage, TopicsPage, YearLink,
};
pub use picture::{
    BarView, ChartView, EdgeView, GraphView, LetteringView, NodeView, PartView, QrView,
    StatisticsPage,
};
pub use plain::{NotFoundPage, RedirectPage, SearchPage};
pub use site::{
    CardView, ContactView, Head, LogoView, MetaTag, NavigationView, SiteView, TextLinkView,
    WechatView,
};
pub use standard::{StandardEdition, StandardGroup, StandardsPage, StandardsView};
pub use table::{TableColumnView, TableView};
pub use updates::{
    SubscribePage, SubscriptionGroup, SubscriptionView, UpdateDay, UpdateView, UpdatesPage,
};

use serde::Serialize;

/// What a page shows, by template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `index.html`
    Home(Box<HomeView>),
    /// `section.html`: a category, one of its pages, or one of its years
    Section(Box<SectionPage>),
    /// `issuer.html`: an issuer with its registers
    Issuer(Box<IssuerPage>),
    /// `register.html`: the register of a series of numbers, or of a year of it
    Register(Box<RegisterPage>),
    /// `page.html`: a document, or an article of a newsletter
    Document(Box<DocumentPage>),
    /// `newsletter.html`: an issue with its contents by column
    Newsletter(Box<NewsletterPage>),
    /// `changes.html`: what has changed since the edition before
    Changes(Box<ChangesPage>),
    /// `taxonomy_list.html`: all topics
    Topics(Box<TopicsPage>),
    /// `taxonomy_single.html`: one topic
    Topic(Box<TopicPage>),
    /// `updates.html`: what is new and what has changed
    Updates(Box<UpdatesPage>),
    /// `subscribe.html`: how to subscribe
    Subscribe(Box<SubscribePage>),
    /// `in_force.html`: what is in force
    InForce(Box<InForcePage>),
    /// `standards.html`: all standards
    Standards(Box<StandardsPage>),
    /// `events.html`: what is coming, and what is over
    Events(Box<EventsPage>),
    /// `events_month.html`: a month of events as a table
    EventsMonth(Box<EventsMonthPage>),
    /// `statistics.html`
    Statistics(Box<StatisticsPage>),
    /// `search.html`
    Search(Box<SearchPage>),
    /// `404.html`
    NotFound(Box<NotFoundPage>),
    /// `redirect.html`: an alias, or the number of another body as an address
    Redirect(Box<RedirectPage>),
}
