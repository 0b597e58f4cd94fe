//! The time of a build grows linearly with the site.

use crate::harness::Site;
use gongbao::address::{Addresses, ContentFiles, Links};
use gongbao::build::{self, Content, Memos};
use gongbao::config::{self, Config};
use gongbao::page::{self, PageKind};
use gongbao::register::{self, Register};
use gongbao::source::Tree;
use rayon::ThreadPoolBuilder;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The largest ratio of times at sizes `2n` and `n`; quadratic work has 4.
const MAX_RATIO: f64 = 2.6;

/// A ratio that needs no second measurement.
const LINEAR_RATIO: f64 = 2.25;

/// Asserts that a site of twice the size takes about twice as long to build. A site of size `n` should
/// take some tenths of a second.
pub fn assert_linear_build(n: usize, make: impl Fn(usize) -> Site) {
    assert_linear(n, make, |site| {
        site.build();
    });
}

/// Asserts the same of any work; making its input is not measured.
pub fn assert_linear<T: Sync>(n: usize, make: impl Fn(usize) -> T, work: impl Fn(&T) + Sync) {
    let (small, large) = (make(n), make(2 * n));
    let mut least = (Duration::MAX, Duration::MAX);
    let mut ratio = f64::INFINITY;
    for round in 1..=7 {
        // The least is what the machine disturbed least.
        least = (least.0.min(cost(|| work(&small))), least.1.min(cost(|| work(&large))));
        ratio = least.1.as_secs_f64() / least.0.as_secs_f64();
        if ratio < LINEAR_RATIO || round >= 3 && ratio < MAX_RATIO {
            return;
        }
    }
    panic!("twice the site takes {ratio:.1} times as long: {least:.1?}");
}

/// Returns the processor time of some work, on a thread of its own, so that other tests do not count.
fn cost(work: impl Fn() + Sync) -> Duration {
    std::thread::scope(|scope| {
        let work = || {
            let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
            let pool = pool.expect("a pool");
            let (started, spent) = (Instant::now(), processor_time());
            pool.install(&work);
            match spent.zip(processor_time()) {
                Some((before, after)) if after > before => after - before,
                _ => started.elapsed(),
            }
        };
        scope.spawn(work).join().expect("the work")
    })
}

/// Returns the processor time of this thread, where the system has it.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// A site of `n` notices.
fn notices(n: usize, body: impl Fn(usize) -> String) -> Site {
    (1..=n).fold(Site::basic(), |site, i| {
        let front = format!("number: 鲁医协发〔2026〕{i}号\ndate: 2026-03-15");
        site.notice(&format!("notice-{i}"), &front, &body(i))
    })
}

#[test]
fn dead_links_take_linear_time() {
    assert_linear_build(300, |n| {
        notices(n, |i| {
            format!("[旧](/old/article-{i}.html)、[旧](old-{i}.md)、![图](picture-{i}.png)")
        })
    });
}

#[test]
fn dead_fragments_take_linear_time() {
    assert_linear_build(700, |n| {
        let body = (0..n).fold(String::new(), |mut body, i| {
            let _ = write!(body, "## 第{i}个标题\n\n[见](#没有的标题-{i})\n\n");
            body
        });
        notices(1, |_| body.clone())
    });
}

#[test]
fn missing_attachments_take_linear_time() {
    assert_linear_build(700, |n| {
        let files = (0..n).fold(Site::basic(), |site, i| {
            site.bytes(&format!("content/notices/附件-{i}.pdf"), b"x")
        });
        let list = (0..n).fold("attachments:\n".to_owned(), |mut list, i| {
            let _ = writeln!(list, "  - {{title: 附件, file: 没有的文件-{i}.pdf}}");
            list
        });
        let front = format!("number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n{list}");
        files.notice("one", front.trim_end(), "正文。")
    });
}

/// A parsed site, so that filing and composing are measured alone.
pub struct Parsed {
    site: Site,
    tree: Tree,
    config: Arc<Config>,
    content: Content,
}

impl Parsed {
    pub fn of(site: Site) -> Parsed {
        let tree = site.tree();
        let config = Arc::new(config::read(tree.text("site.yaml")).value);
        let content = build::parse(&tree, config.raw_html, &mut Memos::disabled()).value;
        Parsed { site, tree, config, content }
    }

    pub fn file(&self) -> Arc<Register> {
        let filing = self.content.clone().filing(&self.tree, &self.config, &self.site.options);
        Arc::new(register::file(&filing).value)
    }

    /// Makes the views of all lists.
    fn list(&self) {
        let register = self.file();
        let addresses = Arc::new(Addresses::of(&register, &self.config));
        let pages = page::compose(&register, &self.config, &addresses);
        let (assets, unread) = (&self.tree.assets, &self.content.unread);
        let files = ContentFiles::new(&register, &addresses, assets, unread);
        let known = BTreeSet::new();
        let links =
            Links::new(&register, &self.config, &addresses, &files, &known).resolve_all().value;
        let now = self.site.options.now;
        let site = page::Site::new(
            &register,
            &self.config,
            &addresses,
            now,
            page::Found {
                face: None,
                pictures: page::site_pictures(&self.tree, &self.config).value,
                links,
                tables: page::Tables::default(),
                history: None,
            },
        );
        let lists = pages.iter().filter(|page| !matches!(page.kind, PageKind::Document(_)));
        let views: Vec<_> = lists.map(|page| page::view(&site, page, String::new())).collect();
        assert!(views.len() > 100);
    }
}

#[test]
fn long_lists_take_linear_time() {
    let listed = "---\ntitle: 通知公告\nkind: notice\npaginate_by: 1\n---\n";
    assert_linear(
        1000,
        |n| {
            let site = (1..=n).fold(Site::basic(), |site, i| {
                let front = format!("date: {}-{:02}-15", 1980 + i % 40, 1 + i % 12);
                site.notice(&format!("notice-{i}"), &front, "正文。")
            });
            Parsed::of(site.edit("content/notices/_index.md", listed))
        },
        Parsed::list,
    );
}

#[test]
fn years_of_a_register_take_linear_time() {
    assert_linear(
        1000,
        |n| {
            let site = (1..=n).fold(Site::basic(), |site, i| {
                let (year, serial) = (1900 + i % 200, 1 + i / 200);
                let front = format!("number: 鲁医协发〔{year}〕{serial}号\ndate: {year}-03-15");
                site.notice(&format!("notice-{i}"), &front, "正文。")
            });
            Parsed::of(site)
        },
        Parsed::list,
    );
}

#[test]
fn issues_take_linear_time() {
    assert_linear(
        1500,
        |n| {
            let site = (1..=n).fold(Site::basic(), |site, i| {
                let folder = format!("content/newsletters/{i}");
                let issue = format!("issue: {{year: {}, number: {}}}", 1900 + i % 100, 1 + i / 100);
                let issue = format!("---\ntitle: 会讯\n{issue}\ndate: 2026-03-15\n---\n");
                let article = "---\ntitle: 文章\ndate: 2026-03-15\n---\n正文。\n";
                site.edit(&format!("{folder}/index.md"), &issue)
                    .edit(&format!("{folder}/a.md"), article)
            });
            Parsed::of(site)
        },
        |parsed| {
            assert!(parsed.file().lists.issues.values().all(|articles| articles.len() == 1));
        },
    );
}

#[test]
fn missing_attached_documents_take_linear_time() {
    assert_linear(
        1500,
        |n| {
            let site = (1..=n).fold(Site::basic(), |site, i| {
                let missing = (0..2).map(|k| {
                    format!("  - {{title: 附, document: 鲁医协发〔2024〕{}号}}\n", i * 2 + k)
                });
                let missing: String = missing.collect();
                let front = format!(
                    "number: 鲁医协发〔2026〕{i}号\ndate: 2026-05-08\nattachments:\n{missing}"
                );
                site.notice(&format!("notice-{i}"), &front, "正文。")
            });
            Parsed::of(site)
        },
        |parsed| {
            parsed.file();
        },
    );
}

#[test]
fn attributes_of_one_tag_take_linear_time() {
    for line in [" ", "\n"] {
        assert_linear_build(40_000, |n| {
            let attributes: String = (0..n).map(|index| format!("{line}a{index}=b")).collect();
            let body = format!("<div{attributes}>甲</div>\n\n乙 <b{attributes}>丙</b>");
            let front = "number: 鲁医协发〔2026〕1号\ndate: 2026-05-08";
            let site = Site::basic().notice("a", front, &body);
            assert!(n > 40_000 || site.build().report().contains("属性过多"));
            site
        });
    }
}

#[test]
fn lines_without_a_text_in_them_are_inspected_in_linear_time() {
    let site = |body: &str| {
        Site::basic().notice("a", "number: 鲁医协发〔2026〕1号\ndate: 2026-05-08", body)
    };
    for (size, part) in [(8_000, "）"), (4_000, "1）"), (8_000, "《"), (2_000, "13812345678、")]
    {
        // What was opened is closed in the same paragraph and in the next.
        assert_linear_build(size, |n| {
            site(&format!("{0}{1}\n\n{0}{1}", part.repeat(n), "）".repeat(n)))
        });
    }
    assert_linear_build(4_000, |n| site(&"“《\n\n".repeat(n)));
    assert_linear_build(1_000, |n| {
        site(&format!("{}|\n{}|\n{}|\n", "|甲".repeat(n), "|-".repeat(n), "|乙\t".repeat(n)))
    });
}

#[test]
fn words_of_the_list_and_cut_lines_are_found_in_linear_time() {
    let site = |list: &str, body: &str| {
        let site = Site::basic().edit("words.yaml", list);
        site.notice("a", "number: 鲁医协发〔2026〕1号\ndate: 2026-05-08", body)
    };
    // Every word is wrong, in one paragraph and in the cells of one row.
    for between in ["", "《", "` ", "|"] {
        assert_linear_build(2_000, |n| site("登陆: 登录\n", &format!("登陆{between}").repeat(n)));
    }
    // Words that begin alike, and phrases in which they are right.
    assert_linear_build(2_000, |n| {
        let list: String =
            (0..n).map(|i| format!("登陆{i}: {{right: 登录, except: [请登陆{i}]}}\n")).collect();
        site(&list, &(0..n).map(|i| format!("请登陆{i}，登陆{i}。")).collect::<String>())
    });
    // A name and a title with many words, and cells that are lines.
    assert_linear_build(1_000, |n| {
        let title = format!("---\ntitle: {}\ndate: 2026-05-08\n---\n甲\n", "《登陆".repeat(n));
        site("登陆: 登录\n", "乙").edit("content/notices/b.md", &title)
    });
    // A paragraph that never ends.
    assert_linear_build(1_000, |n| {
        let line = "本会围绕会员需求开展活动。各单位要高度重视会员服务工作结合";
        site("", &format!("{line}\n\n").repeat(n))
    });
}

#[test]
fn citations_of_articles_take_linear_time() {
    // As many editions under one title as documents that cite it, and as many articles as citations.
    assert_linear(
        2_000,
        |n| {
            let articles: String = (1..=n).map(|i| format!("第{i}条　甲\n\n")).collect();
            let cited: String =
                (1..=n).map(|i| format!("《会员办法》第{i}条、《短{i}》第一条\n\n")).collect();
            let short: String =
                (1..=n).map(|i| format!("《会员办法》（以下简称《短{i}》）\n\n")).collect();
            let site = (1..=n).fold(Site::basic(), |site, i| {
                let text = format!(
                    "---\ntitle: 会员办法\nnumber: 鲁医协发〔2026〕{i}号\ndate: 2026-03-15\n---\n第一条　见《会员办法》第一条。\n"
                );
                site.edit(&format!("content/notices/rule-{i}.md"), &text)
            });
            let last = format!("---\ntitle: 会员办法\ndate: 2026-03-16\n---\n{articles}");
            let site = site.edit("content/notices/last.md", &last);
            Parsed::of(site.notice("citing", "date: 2026-03-17", &format!("{short}{cited}")))
        },
        |parsed| {
            let register = parsed.file();
            assert!(
                register
                    .entries
                    .iter()
                    .filter(|entry| entry.article_citations.iter().any(Option::is_some))
                    .count()
                    > 700
            );
        },
    );
}

#[test]
fn editions_take_linear_time() {
    // All replace one long document, or each the one before.
    for chain in [false, true] {
        assert_linear(
            700,
            |n| {
                let body: String =
                    (1..=20).map(|i| format!("第{i}条　会员应当遵守章程。\n\n")).collect();
                let long: String =
                    (1..=n).map(|i| format!("第{i}条　会员应当遵守章程。\n\n")).collect();
                let site = (1..=n).fold(Site::basic(), |site, i| {
                    let before = if chain { i.saturating_sub(1).max(1) } else { 1 };
                    let replaces = if i > 1 {
                        format!("\nreplaces: 鲁医协发〔2026〕{before}号")
                    } else {
                        String::new()
                    };
                    let front =
                        format!("number: 鲁医协发〔2026〕{i}号\ndate: 2026-03-15{replaces}");
                    let body = if i > 1 || chain { &body } else { &long };
                    site.notice(&format!("rule-{i}"), &front, body)
                });
                Parsed::of(site)
            },
            |parsed| {
                let register = parsed.file();
                let editions: usize = register.ids().map(|id| register.editions(id).len()).sum();
                assert!(!chain || editions > 700);
            },
        );
    }
}
