//! `gongbao migrate`: an old portal becomes content in which no old link dies.

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::path::Path;

const LIST: &str = "<html><head><title>通知公告</title></head><body><ul>\
    <li><a href=../art/a.html>关于召开年会的通知</a><li><a href=../art/b.html>关于公布名单的通知</a></ul></body></html>";

const FIRST: &str = "<html><head><title>关于召开年会的通知_某协会</title></head><body>\
    <div>当前位置：<a href=/>首页</a> &gt; <a href=/col/1.html>通知公告</a> &gt; 正文</div><h1>关于召开年会的通知</h1>\
    <p>发布时间：2020-03-05 09:00 来源：秘书处</p><div class=v_news_content><p>各会员单位：</p>\
    <p>定于3月20日召开年会，名单见<a href=b.html>公布名单的通知</a>，报名表见<a href=\"/up/a 1.doc\">附件</a>，\
    请看<a href=https://other.test/x>外站</a>。</p><p><img src=../up/p.png alt=会场></p></div></body></html>";

const SECOND: &str = "<html><head><title>关于公布名单的通知</title></head><body><div>您的位置：首页>没有的栏目</div><div id=zoom>\
    <p>现将名单公布如下，见<a href=http://www.old.test/art/a.html>年会通知</a>与<a href=nowhere.html>没有的页</a>，并请各单位认真落实。</p>\
    <p align=right>某协会</p><p align=right>2020年3月9日</p></div></body></html>";

/// A new site and an old portal beside it.
fn portal(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    for (path, text) in [
        ("index.html", "<html><body><a href=col/1.html>通知公告</a></body></html>"),
        ("col/1.html", LIST),
        ("art/a.html", FIRST),
        ("art/b.html", SECOND),
        ("art/empty.html", "<html><body><p>空</p></body></html>"),
        ("up/a 1.doc", "doc"),
        ("up/p.png", "png"),
        ("up/unused.doc", "doc"),
    ] {
        let place = folder.0.join("old").join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, text).expect("a file");
    }
    folder
}

fn migrate(folder: &Path, arguments: &[&str]) -> (String, String) {
    let all = [&["migrate"], arguments, &["--root", "site"]].concat();
    let out = gongbao(folder, &all);
    assert!(out.status.success(), "{}", text(&out.stderr));
    (text(&out.stdout), text(&out.stderr))
}

#[test]
fn pages_become_documents_that_keep_their_addresses_links_and_files() {
    let folder = portal("migrate-pages");
    let (table, said) = migrate(&folder.0, &["old", "--site", "https://old.test"]);
    let first = "content/notices/0305-zhao-kai-nian-hui-de-tong/index.md";
    let second = "content/notices/0309-gong-bu-ming-dan-de-tong-zhi.md";
    assert_eq!(
        table.lines().collect::<Vec<_>>(),
        [
            format!("/art/a.html\t{first}").as_str(),
            &format!("/art/b.html\t{second}"),
            "/art/empty.html\t-\t没有正文",
            "/col/1.html\t-\t列表页（链接比文字多）",
            "/\t-\t列表页（链接比文字多）",
        ]
    );
    assert!(said.contains("2 份文件") && said.contains("1 个附件"), "{said}");
    assert!(said.contains("/art/b.html → /art/nowhere.html"), "{said}");
    let read = |path: &str| fs::read_to_string(folder.0.join("site").join(path)).expect(path);
    let text = read(first);
    assert!(text.contains("title: 关于召开年会的通知\ndate: 2020-03-05\n"), "{text}");
    assert!(text.contains("aliases: [/art/a.html]"), "{text}");
    assert!(text.contains("[公布名单的通知](../0309-gong-bu-ming-dan-de-tong-zhi.md)"), "{text}");
    assert!(text.contains("[附件](a-1.doc)") && text.contains("![会场](picture-1.png)"), "{text}");
    assert!(text.contains("[外站](https://other.test/x)") && !text.contains("draft"), "{text}");
    assert_eq!(read("content/notices/0305-zhao-kai-nian-hui-de-tong/a-1.doc"), "doc");
    assert_eq!(read("content/notices/0305-zhao-kai-nian-hui-de-tong/picture-1.png"), "png");
    let text = read(second);
    assert!(
        text.contains("[年会通知](0305-zhao-kai-nian-hui-de-tong/index.md)与没有的页"),
        "{text}"
    );

    // The old addresses lead to the new pages.
    let built = gongbao(&folder.0, &["build", "--root", "site", "--quiet"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = read("public/art/b.html");
    assert!(page.contains("gong-bu-ming-dan-de-tong-zhi/"), "{page}");

    // A second run takes nothing's place.
    let (again, _) = migrate(&folder.0, &["old"]);
    assert!(again.contains("0309-gong-bu-ming-dan-de-tong-zhi-2.md"), "{again}");
    assert_eq!(read(second), text);
}

#[test]
fn dry_run_writes_nothing() {
    let folder = portal("migrate-dry");
    let (table, said) = migrate(&folder.0, &["old", "--dry-run", "--into", "reports"]);
    assert!(table.contains("/art/a.html\tcontent/reports/"), "{table}");
    assert!(said.contains("没有写任何文件"), "{said}");
    assert_eq!(fs::read_dir(folder.0.join("site/content/reports")).expect("a folder").count(), 1);
}

#[test]
fn posts_of_wordpress_become_documents() {
    let folder = portal("migrate-posts");
    let item = |title: &str, kind: &str, status: &str, link: &str, body: &str| {
        format!(
            "<item><title>{title}</title><link>{link}</link><content:encoded><![CDATA[{body}]]></content:encoded>\
             <excerpt:encoded><![CDATA[摘要]]></excerpt:encoded><wp:post_date><![CDATA[2021-05-06 10:00:00]]></wp:post_date>\
             <wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>\
             <category domain=\"category\" nicename=\"x\"><![CDATA[报告]]></category>\
             <category domain=\"post_tag\" nicename=\"y\"><![CDATA[医疗]]></category></item>"
        )
    };
    let body = "各单位：\n\n见<a href=\"https://blog.test/2020/b/\">乙</a>和[caption]<a href=\"/up/unused.doc\">表</a>[/caption]。";
    let items = [
        item("年度工作情况", "post", "publish", "https://blog.test/2020/a/", body),
        item("乙", "page", "draft", "https://blog.test/2020/b/", "正文一段。"),
        item("图", "attachment", "inherit", "https://blog.test/2020/c/", ""),
        item("", "post", "publish", "https://blog.test/?p=7", "没有标题的一篇。"),
    ];
    let export = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><wp:base_site_url>https://blog.test</wp:base_site_url>{}</channel></rss>",
        items.concat()
    );
    fs::write(folder.0.join("export.xml"), export).expect("a file");
    let (table, said) = migrate(&folder.0, &["export.xml", "--files", "old"]);
    let paths: Vec<&str> = table.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!(paths.len(), 3, "{table}");
    assert!(
        said.contains("2 份缺标题或日期") && said.contains("1 份文件的旧网址没有保留"),
        "{said}"
    );
    let read = |path: &str| fs::read_to_string(folder.0.join("site").join(path)).expect(path);
    let first = read(paths[0]);
    assert!(paths[0].starts_with("content/reports/") && paths[0].ends_with("/index.md"), "{table}");
    assert!(first.contains("title: 年度工作情况\ndate: 2021-05-06"), "{first}");
    assert!(first.contains("topics: [医疗]\naliases: [/2020/a/]"), "{first}");
    assert!(first.contains("[表](unused.doc)") && !first.contains("caption"), "{first}");
    assert!(read(paths[1]).contains("draft: true"));
    assert!(read(paths[2]).contains("title: 无标题"));

    fs::write(folder.0.join("other.xml"), "<feed/>").expect("a file");
    let refused = gongbao(&folder.0, &["migrate", "other.xml", "--root", "site"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("WordPress"), "{}", text(&refused.stderr));
}
