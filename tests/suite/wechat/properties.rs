//! Properties of articles: nothing of a text is lost, and nothing is in them that the editor would remove.

use super::{inlined, removed};
use crate::properties::cases;
use crate::reading::{self, letters, rendered, seen};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How often each character is in a text.
fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().for_each(|c| *counts.entry(c).or_insert(0) += 1);
    counts
}

/// Returns the characters of a text that another one has less often.
fn lost(text: &str, other: &str) -> String {
    let other = counts(other);
    let is_lost = |(c, count): &(char, usize)| other.get(c).is_none_or(|other| other < count);
    counts(text).into_iter().filter(is_lost).map(|(c, _)| c).collect()
}

/// Pieces of typed HTML, well formed and not.
const PIECES: &[&str] = &[
    "<table>",
    "</table>",
    "<thead>",
    "<tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<td colspan=3>",
    "<td rowspan=2>",
    "<th colspan=1000 rowspan=70000>",
    "<caption>",
    "<p>",
    "</p>",
    "<div class=x-a id=b onclick=c() data-d=e style=\"color:red\">",
    "</div>",
    "<ul>",
    "<ol start=7>",
    "<ol reversed type=A>",
    "<li>",
    "<li value=-3>",
    "</ul>",
    "</ol>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"/甲\">",
    "<a href=\"mailto:a@b.cn\">",
    "</a>",
    "<a href=\"https://mp.weixin.qq.com/s/x?a=1&amp;b=2\">",
    "<img src=\"a.png\" alt=\"图像\">",
    "<img src=\"data:image/png;base64,AAAA\">",
    "<blockquote>",
    "</blockquote>",
    "<details>",
    "<summary>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<ruby>字<rt>读</rt></ruby>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<h2>",
    "</h2>",
    "<hr>",
    "<br>",
    "<sup>",
    "</sup>",
    "<q>",
    "</q>",
    "<svg><a>",
    "<math>",
    "<script>x</script>",
    "<style>y</style>",
    "<select><option>",
    "<!-- 丙 -->",
    "&lt;b&gt;",
    "&quot;",
    "\n",
    " ",
];

const WORDS: &[&str] = &[
    "会员",
    "单位",
    "12,345人次",
    "一二三四五六七八九十甲乙丙丁戊己庚辛",
    "ab",
    "https://example.org/a",
];

fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![select(PIECES), select(WORDS)];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn nothing_of_a_body_is_lost_and_nothing_is_there_for_the_editor_to_remove(body in reading::body()) {
        let html = inlined(&rendered(&body));
        prop_assert_eq!(removed(&html), Vec::<String>::new(), "{}", html);
        prop_assert_eq!(seen(&html), letters(&body), "{:?}\n=> {}", body, html);
    }

    #[test]
    fn typed_html_is_written_anew_without_loss(html in typed()) {
        let page = rendered(&html);
        let article = inlined(&page);
        prop_assert_eq!(removed(&article), Vec::<String>::new(), "{}\n=> {}", html, article);
        prop_assert_eq!(lost(&seen(&page), &seen(&article)), "", "{}\n=> {}\n=> {}", html, page, article);
    }

    #[test]
    fn html_that_nobody_has_cleaned_is_harmless(html in typed()) {
        let article = inlined(&html);
        prop_assert_eq!(removed(&article), Vec::<String>::new(), "{}\n=> {}", html, article);
    }
}

#[test]
fn headings_over_no_cell_are_written_all_the_same() {
    for html in [
        "<table><tr><th>会员<th colspan=1000 rowspan=70000><tr></table>",
        "<table><tr><th>会员<th colspan=40>单位<tr><td colspan=41>合计</table>",
    ] {
        let (page, article) = (rendered(html), inlined(&rendered(html)));
        assert_eq!(lost(&seen(&page), &seen(&article)), "", "{article}");
    }
}

#[test]
fn large_and_deep_bodies_are_written_in_time() {
    let start = Instant::now();
    for html in [
        "<i><div></i>".repeat(5_000) + "会员",
        "<div>".repeat(2_000) + "会员",
        format!("<table>{}</table>", "<tr><td rowspan=60 colspan=60>会员<td>单位".repeat(3_000)),
        format!("<table>{}</table>", "<tr><td>会员<td>单位".repeat(30_000)),
        "<pre><code>会员\n</code></pre>".repeat(20_000),
        "<ol start=5>".to_owned() + &"<li>会员".repeat(50_000),
        "<table><tr><td>".repeat(500) + "会员",
    ] {
        let article = inlined(&html);
        assert!(seen(&article).contains("会员"));
        assert_eq!(removed(&article), Vec::<String>::new());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
