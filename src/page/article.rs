//! The page of one document, and of a newsletter issue with its contents.

use super::changes;
use super::contents;
use super::data_table;
use super::dates::{date_of, date_view, moment_view, published_of};
use super::declared::declared_facts;
use super::document_link::{status, validity_label};
use super::event;
use super::graph;
use super::head;
use super::issues;
use super::links::{issue_view, issuer_link, link_view};
use super::qr;
use super::revisions;
use super::site::Site;
use super::size_text::size_text;
use super::summary::summary;
use crate::address::url;
use crate::document::Fact;
use crate::document::genre::{self, Form};
use crate::number::DocNumber;
use crate::register::{AttachmentTarget, DocId, Entry, EventState, RelationTarget};
use crate::view::{
    AttachmentView, ChangeView, CitedArticleView, DocumentLink, DocumentPage, DocumentView,
    FactView, Head, IssueView, LinkView, NewsletterPage, PrintingView, RelationView, ValidityView,
    View,
};
use crate::words::Words;

pub(super) fn view(site: &Site, id: DocId, body: String) -> (View, Head) {
    let page = DocumentPage { page: document(site, id, body) };
    (View::Document(Box::new(page)), head::of_document(site, id))
}

pub(super) fn newsletter(site: &Site, id: DocId, body: String) -> (View, Head) {
    let (before, after) = issues::neighbours(&site.register, id);
    let page = NewsletterPage {
        page: document(site, id, body),
        issue: issue_view(site, id).unwrap_or_else(|| IssueView {
            title: site.register.entry(id).title().to_owned(),
            url: site.addresses.href(site.addresses.document(id)),
            year: 0,
            number: 0,
            total: None,
            label: String::new(),
        }),
        columns: issues::columns(site, id),
        previous: before.map(|id| link_view(site, id)),
        next: after.map(|id| link_view(site, id)),
    };
    (View::Newsletter(Box::new(page)), head::of_document(site, id))
}

fn document(site: &Site, id: DocId, body: String) -> DocumentView {
    let Site { register, config, addresses, .. } = site;
    let entry = register.entry(id);
    let front = &entry.document.front;
    let section = register.section_of(id);
    let address = addresses.document(id);
    let form = form(entry);
    let number = entry.number().map(ToString::to_string);
    let date = date_of(register, id);
    let words = site.words();
    let (previous, next) = neighbours(site, id);
    let toc = contents::view(&entry.document.outline);
    // An article is not signed: its issue is.
    let is_signed_by_issuers = front.signature.is_empty() && entry.issue.is_none();
    let signature =
        if is_signed_by_issuers { entry.issuers.clone() } else { front.signature.clone() };
    let relations = relations(site, id);
    // What the relations say is not said again as a citation.
    let is_related = |doc: &DocumentLink| {
        relations.iter().any(|known| known.document.as_ref().is_some_and(|d| d.url == doc.url))
    };
    let citing = |ids: &[DocId]| -> Vec<DocumentLink> {
        site.links(ids).into_iter().filter(|doc| !is_related(doc)).collect()
    };
    let (cites, cited_by) = (citing(&entry.cites(id)), citing(&entry.cited_by));
    DocumentView {
        title: entry.title().to_owned(),
        subtitle: front.subtitle.clone(),
        url: addresses.href(address),
        permalink: addresses.permalink(address),
        category: LinkView {
            title: section.title.clone(),
            url: addresses.href(&url::section(&section.address)),
        },
        kind: section.kind.key().to_owned(),
        genre: entry.document.genre().map(str::to_owned),
        form: form.map(|form| form.key().to_owned()),
        number,
        standard: entry.standard().map(ToString::to_string),
        issuers: entry.issuers.iter().map(|name| issuer_link(site, name)).collect(),
        date: date.map(|date| date_view(words, date)),
        published: published_of(register, id).map(|moment| moment_view(words, moment)),
        effective: front.effective.as_ref().map(|date| date_view(words, date.value)),
        expires: front.expires.as_ref().map(|date| date_view(words, date.value)),
        is_public_notice: genre::is_public_notice(entry.document.genre()),
        deadline: entry.deadline.map(|deadline| moment_view(words, deadline)),
        deadline_passed: entry.deadline.is_some_and(|deadline| deadline.end() < site.now.end()),
        event: event::view(site, id),
        sessions: event::sessions(site, id),
        notice_period: event::notice_period(site, id),
        link: front.link.as_ref().map(|link| link.value.clone()),
        recipients: front.recipients.clone(),
        recipients_below: form == Some(Form::Minutes) || front.recipients_crowd_out_text(),
        copies: front.copies.clone(),
        signature,
        facts: facts(site, id),
        table: data_table::of_document(site, id),
        printing: printing(site, id),
        note: front.note.clone(),
        note_contact: front
            .fact("contact")
            .filter(|_| entry.document.genre() == Some("请示"))
            .map(str::to_owned),
        summary: summary(register, id),
        topics: front
            .topics
            .iter()
            .map(|topic| LinkView {
                title: topic.value.clone(),
                url: addresses.href(&addresses.topic(&topic.value)),
            })
            .collect(),
        validity: validity(site, id),
        as_of: changes_by_itself(site, id).then(|| date_view(words, site.today)),
        status: status(words, entry.unpublished),
        content: body,
        toc_length: contents::count(&toc),
        toc,
        attachments: attachments(site, id),
        attached_to: site.links(&entry.attached_to),
        relations,
        graph: graph::view(site, id),
        cites,
        cited_by,
        cited_articles: cited_articles(site, entry),
        editions: changes::editions(site, id),
        changes: front
            .changes
            .iter()
            .map(|change| ChangeView {
                date: date_view(words, change.date),
                note: change.note.clone(),
            })
            .collect(),
        history: revisions::view(site, id),
        previous: previous.map(|id| link_view(site, id)),
        next: next.map(|id| link_view(site, id)),
        issue: entry.issue.and_then(|issue| issue_view(site, issue)),
        issue_contents: issues::contents_around(site, id),
        column: front.column.as_ref().map(|column| column.value.clone()),
        pdf: config.paper.then(|| addresses.href(&url::paper(address))),
        qr: qr::view(&addresses.permalink(address)),
        citation: citation(site, id),
        word_count: entry.document.outline.word_count,
        extra: front.extra.clone(),
    }
}

/// How a document is cited: 《关于……的通知》（鲁医协发〔2026〕7号），2026年4月16日，and its address; an article with its issue.
fn citation(site: &Site, id: DocId) -> String {
    let (register, words) = (&site.register, site.words());
    let entry = register.entry(id);
    let numbers: Vec<String> = entry.identifiers().collect();
    let numbers = (!numbers.is_empty()).then(|| words.in_brackets(&numbers.join(words.comma())));
    let mut parts = vec![words.quoted(entry.title()) + &numbers.unwrap_or_default()];
    parts.extend(entry.issue.map(|issue| words.quoted(register.entry(issue).title())));
    parts.extend(date_of(register, id).map(|date| words.day(date)));
    parts.push(site.addresses.permalink(site.addresses.document(id)));
    parts.join(words.comma())
}

/// What is only shown: the keys of all sites, then those that the category declares.
fn facts(site: &Site, id: DocId) -> Vec<FactView> {
    let view = |(fact, text): &(&Fact, String)| FactView {
        key: fact.key.to_owned(),
        label: site.words().fact(fact).to_owned(),
        text: text.clone(),
        url: None,
        date: None,
    };
    let of_all = site.register.entry(id).document.front.facts.iter().map(view);
    of_all.chain(declared_facts(site, id)).collect()
}

/// The articles that others cite, in the order of the text.
fn cited_articles(site: &Site, entry: &Entry) -> Vec<CitedArticleView> {
    let provisions = &entry.document.outline.provisions;
    let mut views: Vec<CitedArticleView> = Vec::new();
    for (index, by) in &entry.cited_articles {
        let Some(provision) = provisions.get(*index) else { continue };
        let url = format!("#{}", provision.id);
        match views.last_mut().filter(|last| last.url == url) {
            Some(last) => last.documents.push(site.link(*by)),
            None => {
                let (label, documents) = (provision.label.clone(), vec![site.link(*by)]);
                views.push(CitedArticleView { label, url, documents });
            }
        }
    }
    views
}

/// The form of a document's head and foot. Numbered documents have one, and minutes, which many
/// offices do not number.
fn form(entry: &Entry) -> Option<Form> {
    let form = Form::of_genre(entry.document.genre());
    let numbered = entry.number().is_some();
    let minutes = form == Form::Minutes && entry.issue.is_none() && !entry.issuers.is_empty();
    (numbered || minutes).then_some(form)
}

/// 印发机关 and 印发日期 (GB/T 9704-2012, 7.4.3): as typed, else the issuer who leads and the day of publication. Letters
/// have no such line (10.1), what has no number only if it is typed, and a draft without a day none yet.
fn printing(site: &Site, id: DocId) -> Option<PrintingView> {
    let entry = site.register.entry(id);
    let front = &entry.document.front;
    let is_typed = front.printed_by.is_some() || front.printed.is_some();
    if form(entry) == Some(Form::Letter) || !is_typed && entry.number().is_none() {
        return None;
    }
    let day = front.printed.as_ref().map(|printed| printed.value);
    let day = day.or_else(|| published_of(&site.register, id).map(|moment| moment.date));
    Some(PrintingView {
        by: front.printed_by.as_ref().or(entry.issuers.first())?.clone(),
        date: date_view(site.words(), day?),
    })
}

/// Those before and after in the register for a document that stands in one by its number, else
/// in its list.
fn neighbours(site: &Site, id: DocId) -> (Option<DocId>, Option<DocId>) {
    let register = &*site.register;
    let is_ours = |number: &&DocNumber| site.config.issuers.of_code(&number.code).is_some();
    match register.entry(id).number().filter(is_ours) {
        Some(number) => {
            let same =
                |(other, id): (&DocNumber, &DocId)| (other.code == number.code).then_some(*id);
            let before = register.by_number.range(..number).next_back().and_then(same);
            let after = register.by_number.range(number..).nth(1).and_then(same);
            (before, after)
        }
        None => site.neighbours(id),
    }
}

fn validity(site: &Site, id: DocId) -> ValidityView {
    let entry = site.register.entry(id);
    let validity = &entry.validity;
    let by = site.links(&validity.by);
    let words = site.words();
    let names: Vec<String> = by.iter().map(|link| name_of(words, link)).collect();
    let reason = words.reason_of(entry, &names);
    let label = validity_label(words, entry);
    ValidityView {
        key: label.key,
        label: label.label,
        reason,
        since: validity.since.map(|date| date_view(words, date)),
        by,
    }
}

/// Returns whether the passing of days alone can change what the page says of validity, deadline or event.
/// Other pages are the same until something new is published.
fn changes_by_itself(site: &Site, id: DocId) -> bool {
    let entry = site.register.entry(id);
    entry.validity.may_change
        || entry.deadline.is_some_and(|deadline| deadline.end() >= site.now.end())
        || event::state(site, id).is_some_and(|state| state != EventState::Over)
}

/// How a sentence names a document: by its number, else by its title in 《》.
fn name_of(words: Words, link: &DocumentLink) -> String {
    link.number.clone().unwrap_or_else(|| words.quoted(&link.title))
}

fn attachments(site: &Site, id: DocId) -> Vec<AttachmentView> {
    let attachments = &site.register.entry(id).attachments;
    let several = attachments.len() > 1;
    attachments
        .iter()
        .enumerate()
        .map(|(index, attachment)| {
            let label = site.words().attachment(several.then_some(index + 1));
            let title = attachment.title.clone();
            match &attachment.to {
                AttachmentTarget::File(path, size) => AttachmentView {
                    label,
                    title,
                    url: site.addresses.href(&site.file_address(path)),
                    kind: "file".to_owned(),
                    extension: path.extension().to_uppercase(),
                    size: Some(*size),
                    size_text: Some(size_text(*size)),
                },
                AttachmentTarget::Document(to) => AttachmentView {
                    label,
                    title,
                    url: site.addresses.href(site.addresses.document(*to)),
                    kind: "document".to_owned(),
                    extension: String::new(),
                    size: None,
                    size_text: None,
                },
            }
        })
        .collect()
}

fn relations(site: &Site, id: DocId) -> Vec<RelationView> {
    let entry = site.register.entry(id);
    let words = site.words();
    let view = |key: &str, verb: &str, reverse: bool, other: DocId| {
        let link = site.link(other);
        RelationView {
            key: key.to_owned(),
            verb: verb.to_owned(),
            reverse,
            text: name_of(words, &link),
            quoted: words.quoted(&link.title),
            document: Some(link),
        }
    };
    let forward = entry.relations.iter().map(|relation| {
        let (key, verb) = (relation.kind.key(), words.verb(relation.kind));
        match &relation.to {
            RelationTarget::Document(other) => view(key, verb, false, *other),
            RelationTarget::Outside(number) => RelationView {
                key: key.to_owned(),
                verb: verb.to_owned(),
                reverse: false,
                document: None,
                text: number.to_string(),
                quoted: number.to_string(),
            },
        }
    });
    let reverse = entry
        .reverse
        .iter()
        .map(|(kind, by)| view(kind.reverse_key(), words.reverse_verb(*kind), true, *by));
    forward.chain(reverse).collect()
}
