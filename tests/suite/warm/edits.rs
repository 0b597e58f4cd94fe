//! Every kind of edit of a site: what each file may hold, the settings, and the options of a build.

use crate::harness::{SITE, Site};
use proptest::prelude::*;

/// A document whose page depends on `raw_html`.
pub const WITH_RAW_HTML: &str = "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n<b onclick=x>粗</b><script>1</script>\n";

/// The texts that a file may have; `None` means that there is no such file.
type Variants = &'static [Option<&'static str>];

/// Every kind of file, each with the texts that it may have.
pub const FILES: &[(&str, Variants)] = &[
    (
        "content/notices/one.md",
        &[
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n正文。\n",
            ),
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n另一正文，见鲁医协发〔2026〕2号。\n",
            ),
            Some(
                "---\ntitle: 关于新标题的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\ntopics: [质量, 学术]\nexpires: 2026-11-22\n---\n[二](@/notices/two/index.md) [附](two/a.pdf)\n",
            ),
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕3号\ndate: 2026-03-15\ndraft: true\n---\n正文。\n",
            ),
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发[2026]1号\ndate: 2026/3/15\nvisibility: internal\n---\n正文。\n",
            ),
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\npublished: 2026-11-23T02:00Z\ndeadline: 2026-11-22 17:00\n---\n正文。\n",
            ),
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n<b onclick=x>粗</b><script>1</script>\n",
            ),
            Some("---\ntitle：关于甲的通知\ndate: 2026-03-15\n---\n"),
            Some(
                "---\ntitle: 关于甲的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nslug: jia\naliases: [/old/]\ntemplate: own.html\n---\n# 一\n\n```rust\nfn a() {}\n```\n",
            ),
            None,
        ],
    ),
    (
        "content/notices/two/index.md",
        &[
            None,
            Some(
                "---\ntitle: 关于乙的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\nrepeals: 鲁医协发〔2026〕1号\n---\n见鲁医协发〔2026〕1号。![图](b.png)\n",
            ),
            Some(
                "---\ntitle: 关于乙的决定\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\neffective: 2026-12-01\namends: 鲁医协发〔2026〕1号\nattachments: [{title: 附件, file: a.pdf}]\n---\n正文。\n",
            ),
            Some(
                "---\ntitle: 关于乙的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\npublished: 2026-12-01\nattachments: [{title: 附件, file: a.pdf}, {title: 甲, document: 鲁医协发〔2026〕1号}]\n---\n正文。\n",
            ),
            Some(
                "---\ntitle: 关于乙的通知\nissuer: 山东省社会办医疗机构协会\ndate: 2026-04-01\nvisibility: internal\n---\n[附](a.pdf)\n",
            ),
        ],
    ),
    ("content/notices/two/a.pdf", &[None, Some("%PDF one"), Some("%PDF another")]),
    ("content/notices/two/b.png", &[None, Some("png"), Some("another png")]),
    (
        "content/notices/three.md",
        &[
            None,
            Some(
                "---\ntitle: 关于丙的通知\nissuer: 山东省医院协会\ndate: 2026-05-01\ntopics: [质量]\npublished: 2026-11-22 18:00\n---\n[甲](@/notices/one.md)\n",
            ),
            Some(
                "---\ntitle: 关于丙的通知\nissuer: 山东省医院协会\ndate: 2026-05-01\ntopics: [质量]\n---\n[甲](@/notices/one.md)[无](@/notices/none.md)\n",
            ),
            Some(
                "---\ntitle: 关于丙的通知\nissuer: 山东省医院协会\ndate: 2026-05-01\nextra: {a: [1, 2]}\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n\n注[^1]\n\n[^1]: 脚注。\n",
            ),
            Some(
                "---\ntitle: 关于丙的通知\nissuer: 山东省医院协会\ndate: 2026-11-23\nchanges: [{date: 2026-05-02, note: 更正}]\nannuls: 鲁医协发〔2026〕2号\n---\n正文。\n",
            ),
        ],
    ),
    (
        "content/notices/_index.md",
        &[
            Some("---\ntitle: 通知公告\nkind: notice\n---\n"),
            Some(
                "---\ntitle: 通知\nkind: notice\npaginate_by: 1\nsort_by: number\n---\n导语，见[甲](@/notices/one.md)。\n",
            ),
            Some(
                "---\ntitle: 通知公告\nkind: notice\nweight: 9\npage_template: own.html\ndescription: 说明\n---\n另一导语。\n",
            ),
            Some("---\ntitle: 通知公告\nkind: newsletter\n---\n"),
            None,
        ],
    ),
    (
        "content/newsletters/2025-2/index.md",
        &[
            None,
            Some(
                "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2, total: 34}\n---\n卷首。\n",
            ),
            Some(
                "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 3}\npublished: 2026-11-23 08:00\n---\n卷首。\n",
            ),
            Some(
                "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\ndraft: true\n---\n卷首。\n",
            ),
        ],
    ),
    (
        "content/newsletters/2025-2/first.md",
        &[
            None,
            Some(
                "---\ntitle: 第一篇\ncolumn: 专栏\n---\n正文，见鲁医协发〔2026〕1号。![图](c.png)\n",
            ),
            Some(
                "---\ntitle: 第一篇\ncolumn: 另一栏\nweight: -1\nvisibility: internal\n---\n[图](c.png)\n",
            ),
        ],
    ),
    (
        "content/newsletters/2025-2/second.md",
        &[None, Some("---\ntitle: 第二篇\ncolumn: 专栏\nsummary: 摘要\n---\n正文。\n")],
    ),
    ("content/newsletters/2025-2/c.png", &[None, Some("png"), Some("another")]),
    ("content/about/_index.md", &[None, Some("---\ntitle: 关于\nkind: page\n---\n")]),
    ("content/about/us.md", &[None, Some("---\ntitle: 关于我们\n---\n本会。\n")]),
    (
        "words.yaml",
        &[
            None,
            Some("正文: 本文\n"),
            Some("- {wrong: 正文, right: 本文, except: [正文。]}\n- {wrong: 甲的, right: 乙的}\n"),
            Some("正文:\n甲: [\n"),
        ],
    ),
    ("static/custom.css", &[None, Some("a{}"), Some("b{}")]),
    ("static/site.css", &[None, Some("body{}")]),
    (
        "static/logo.svg",
        &[None, Some("<svg viewBox='0 0 2 1'/>"), Some("<svg viewBox='0 0 3 1'/>")],
    ),
    ("static/lyxf", &[None, None, Some("in the way")]),
    (
        "templates/404.html",
        &[
            None,
            Some("nothing at {{ current_path }}"),
            Some("{{ config.build_date }}"),
            Some("{% if %}"),
        ],
    ),
    (
        "templates/own.html",
        &[
            None,
            Some("<h1>{{ page.title }}</h1>{{ page.content | safe }}"),
            Some("{{ page.nothing.here }}"),
        ],
    ),
    (
        "templates/shared/footer.html",
        &[None, Some("{{ config.title }} {{ trans(key=\"until\", date=\"x\") }}")],
    ),
    ("i18n/zh-CN.yaml", &[None, Some("until: \"到{date}\"\n"), Some("until: [\n")]),
    ("i18n/en.yaml", &[None, Some("draft: \"A draft\"\nuntil: \"to {date}\"\n")]),
    (
        "themes/plain/templates/page.html",
        &[None, Some("plain {{ page.title }}"), Some("plainer {{ page.title }}")],
    ),
    ("themes/plain/static/plain.css", &[None, Some("c{}"), Some("d{}")]),
];

/// Lines of site.yaml beside those that every site has.
pub const SETTINGS: &[&str] = &[
    "language: en",
    "time_zone: \"-03:30\"",
    "theme: plain",
    "announcement: 演示",
    "raw_html: trusted",
    "paper: true",
    "synonyms: {卫健委: [卫生健康委员会]}",
    "synonyms: {通知: [告示]}",
    "topics: {质量: zhiliang-2}",
    "navigation: [{title: 首页, url: /}, {title: 无, url: /nowhere/}]",
    "card: {font: fonts/box.ttf}",
    "site_code: \"3700000001\"",
    "icp: 鲁ICP备00000000号",
    "extra: {phone: \"0531\"}",
    "description: 说明",
    "nonsense: 1",
    "announcement: {text: 维护, url: /notices/, from: 2026-11-23, until: 2026-12-01}",
    "navigation: [{title: 文献, children: [{title: 通知, url: /notices/}, {title: 首页, url: /}]}]",
    "logo: {light: static/logo.svg, has_name: true}",
    "accent: \"#1d4f86\"",
    "wechat: {name: 甲, qr: static/logo.svg}",
    "phone: 0531-1234",
    "friend_links: [{title: 甲, url: /notices/}]",
];

const MOMENTS: &[&str] = &[
    "2026-11-22",
    "2026-11-22T12:00",
    "2026-11-22T18:00",
    "2026-11-23",
    "2026-12-01",
    "2027-06-01",
];

const ADDRESSES: &[&str] = &["https://example.org/", "https://host/portal/"];

/// One edit of the site, or another option of the build.
#[derive(Clone, Debug)]
pub enum Edit {
    File(usize, usize),
    /// Gives a file another name, or its own name again.
    Rename(usize),
    /// Each bit says whether site.yaml has one of the lines.
    Settings {
        bits: u32,
        title: bool,
        base: usize,
        code: bool,
    },
    Moment(usize),
    Drafts(bool),
    Waiting(bool),
    Prints(bool),
    BaseUrl(Option<usize>),
    Nothing,
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let file = (0..FILES.len())
        .prop_flat_map(|file| (Just(file), 0..FILES[file].1.len()))
        .prop_map(|(file, variant)| Edit::File(file, variant));
    // Each setting is off most of the time, or few sites would be without error.
    let bits = (any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(a, b, c)| a & b & c);
    let settings = (bits, any::<bool>(), 0..ADDRESSES.len(), any::<bool>())
        .prop_map(|(bits, title, base, code)| Edit::Settings { bits, title, base, code });
    prop_oneof![
        12 => file,
        2 => (0..FILES.len()).prop_map(Edit::Rename),
        3 => settings,
        2 => (0..MOMENTS.len()).prop_map(Edit::Moment),
        1 => any::<bool>().prop_map(Edit::Drafts),
        1 => any::<bool>().prop_map(Edit::Waiting),
        1 => any::<bool>().prop_map(Edit::Prints),
        1 => prop::option::of(0..ADDRESSES.len()).prop_map(Edit::BaseUrl),
        1 => Just(Edit::Nothing),
    ]
}

pub fn apply(site: Site, edit: &Edit) -> Site {
    let mut site = site;
    match edit {
        Edit::File(file, variant) => {
            let (path, variants) = FILES[*file];
            match variants[*variant] {
                Some(text) => site.edit(path, text),
                None => site.remove(path),
            }
        }
        Edit::Rename(file) => {
            let path = FILES[*file].0;
            let other = match path.rsplit_once('/') {
                Some((folder, name)) => format!("{folder}/other-{name}"),
                None => format!("other-{path}"),
            };
            match (site.bytes_of(path), site.bytes_of(&other)) {
                (Some(bytes), _) => site.remove(path).bytes(&other, &bytes),
                (None, Some(bytes)) => site.remove(&other).bytes(path, &bytes),
                (None, None) => site,
            }
        }
        Edit::Settings { bits, title, base, code } => {
            let mut text = SITE.replace("https://example.org/", ADDRESSES[*base]);
            if *title {
                text = text.replace("测试门户", "另一门户");
            }
            if *code {
                text = text.replace("slug: lsyxf", "slug: sheban, withheld: {2026: \"1-3\"}");
            }
            for (bit, line) in SETTINGS.iter().enumerate() {
                if bits & (1 << bit) != 0 {
                    text.push_str(&format!("{line}\n"));
                }
            }
            site.edit("site.yaml", &text)
        }
        Edit::Moment(moment) => site.on(MOMENTS[*moment]),
        Edit::Drafts(shown) => {
            site.options.drafts = *shown;
            site
        }
        Edit::Waiting(shown) => {
            site.options.waiting = *shown;
            site
        }
        Edit::Prints(can) => {
            site.options.can_print = *can;
            site
        }
        Edit::BaseUrl(base) => {
            let parse = |base: usize| gongbao::config::BaseUrl::parse(ADDRESSES[base]);
            site.options.base_url = base.and_then(parse);
            site
        }
        Edit::Nothing => site,
    }
}
