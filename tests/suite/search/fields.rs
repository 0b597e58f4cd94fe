//! What is found by the fields of documents: lists without a phrase, and topics, issuers and genres as text.

use super::{ask, found, indexed, record};
use gongbao::search::{Query, Record};

#[test]
fn without_a_phrase_all_documents_are_listed_by_date() {
    let undated = Record {
        date: String::new(),
        year: String::new(),
        kinds: vec!["page".into()],
        ..record(40, "关于本站", &["说明"])
    };
    let files =
        indexed(&[record(3, "甲", &["正文"]), undated, record(8, "乙", &[]), record(5, "丙", &[])]);
    assert_eq!(
        found(&files, " \u{3000}"),
        ["d8", "d5", "d3", "d40"].map(|it| format!("/notices/2026/{it}/"))
    );
    let total = |facets: &[(&str, &str)], from: Option<&str>, to: Option<&str>| {
        let facets = facets.iter().map(|(name, value)| ((*name).into(), vec![(*value).into()]));
        let wanted = Query {
            facets: facets.collect(),
            from: from.unwrap_or_default().to_owned(),
            to: to.unwrap_or_default().to_owned(),
            limit: 1,
            ..Query::default()
        };
        ask(&files, wanted).unwrap().total
    };
    assert_eq!(total(&[], None, None), 4);
    assert_eq!(total(&[("kind", "document")], None, None), 3);
    assert_eq!(total(&[("kind", "document"), ("category", "notices")], None, None), 1);
    // record(3) is of 4 January, record(5) of the 6th, record(8) of the 9th.
    assert_eq!(total(&[], Some("2026-01-06"), None), 2);
    assert_eq!(total(&[], None, Some("2026-01-06")), 2);
    assert_eq!(total(&[], Some("2026-01-05"), Some("2026-01-06")), 1);
    assert_eq!(total(&[("category", "reports")], Some("2026-01-05"), Some("2026-01-06")), 1);
}

#[test]
fn topics_issuers_and_genres_are_found_and_rank_between_title_and_text() {
    let tagged = Record {
        topics: vec!["学术会议".into(), "护理".into()],
        genre: "纪要".into(),
        issuers: vec!["山东省护士联合会".into()],
        ..record(1, "某次活动", &["正文"])
    };
    let files = indexed(&[
        record(9, "提到的", &["学术会议、护士联合会与纪要"]),
        tagged,
        record(2, "学术会议", &["正文"]),
    ]);
    let order =
        |ids: &[u32]| ids.iter().map(|id| format!("/notices/2026/d{id}/")).collect::<Vec<_>>();
    assert_eq!(found(&files, "学术会议"), order(&[2, 1, 9]));
    assert_eq!(found(&files, "纪要"), order(&[1, 9]));
    // An issuer weighs no more than a mention.
    assert_eq!(found(&files, "护士联合会"), order(&[9, 1]));
    assert!(found(&files, "会议护理").is_empty(), "no phrase matches across two topics");
    let wanted = Query { text: "活动".into(), limit: 1, ..Query::default() };
    let hit = &ask(&files, wanted).unwrap().hits[0].record;
    assert_eq!((hit.topics.len(), &*hit.genre), (2, "纪要"));
}
