use super::{Renderer, Theme, load, sample};
use crate::diagnostic::Diagnostic;
use crate::source::{SitePath, Source, Tree};
use crate::view::View;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A site that holds these files and nothing else.
fn tree(files: &[(&str, &str)]) -> Tree {
    let (mut texts, mut assets, mut contents) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (path, text) in files {
        let path = SitePath::new(path);
        if path.as_str().starts_with("static/") || path.extension() == "svg" {
            assets.insert(path.clone(), text.len() as u64);
            contents.insert(path, text.as_bytes().to_vec());
        } else {
            let source = Source::decode(path.clone(), text.as_bytes());
            texts.insert(path, Arc::new(source));
        }
    }
    let read = move |path: &SitePath| {
        contents.get(path).cloned().ok_or(std::io::ErrorKind::NotFound.into())
    };
    Tree { texts, assets, read: Arc::new(read) }
}

fn theme(files: &[(&str, &str)]) -> Theme {
    let checked = load(&tree(files), "official", "zh-CN", &mut None);
    assert_eq!(checked.diagnostics, []);
    checked.value.unwrap()
}

/// A theme with the sample site.
fn renderer(theme: &Theme) -> Renderer {
    theme.renderer(&sample::site(theme.assets())).unwrap()
}

fn faults(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let checked = load(&tree(files), "official", "zh-CN", &mut None);
    assert!(checked.value.is_none());
    checked.diagnostics
}

fn render(theme: &Theme, template: &str, view: &View) -> Result<String, Box<Diagnostic>> {
    render_with(&renderer(theme), template, view)
}

fn render_with(
    renderer: &Renderer,
    template: &str,
    view: &View,
) -> Result<String, Box<Diagnostic>> {
    let (path, permalink) = ("/portal/notices/", "https://example.org/portal/notices/");
    let html = renderer.render(template, view, &sample::head(), path, permalink)?;
    Ok(String::from_utf8(html).unwrap())
}

fn home() -> View {
    sample::views().swap_remove(0).1
}

/// What the place of a diagnostic covers.
fn pointed(files: &[(&str, &str)], fault: &Diagnostic) -> String {
    let at = fault.at.clone().unwrap();
    let (_, text) = files.iter().find(|(path, _)| *path == at.file.as_str()).unwrap();
    text[at.range()].to_owned()
}

#[test]
fn every_template_renders_every_view() {
    let theme = theme(&[]);
    let (rich, bare) =
        (renderer(&theme), theme.renderer(&sample::bare_site(theme.assets())).unwrap());
    for (template, view) in sample::views() {
        for renderer in [&rich, &bare] {
            let html = render_with(renderer, template, &view)
                .unwrap_or_else(|f| panic!("{template}: {f:?}"));
            assert!(html.starts_with("<!doctype html>"), "{template}");
            assert!(html.trim_end().ends_with("</html>"), "{template}");
            assert_eq!(html.matches("<h1").count(), 1, "{template}");
            assert_eq!(html.matches("<main").count(), 1, "{template}");
            assert!(!html.contains(" style="), "{template} has an inline style");
            assert!(!html.contains(" onclick="), "{template} has an inline script");
        }
    }
}

#[test]
fn hostile_text_is_escaped_everywhere() {
    let theme = theme(&[]);
    for (template, view) in sample::views() {
        let html = render(&theme, template, &view).unwrap();
        assert!(!html.contains("<script>"), "{template}");
        assert!(!html.contains("&\"'"), "{template}");
        assert!(html.contains("&lt;script&gt;"), "{template}");
        assert!(!html.contains("&amp;lt;"), "{template} escapes twice");
    }
}

#[test]
fn the_head_holds_what_it_is_given() {
    let theme = theme(&[]);
    let html = render(&theme, "index.html", &home()).unwrap();
    for part in [
        "<html lang=\"zh-CN\">",
        "<link rel=\"canonical\" href=\"https://example.org/portal/lyxf/2026/1/\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta name=\"DC.title\" content=\"&lt;script&gt;",
        "<link rel=\"alternate\" type=\"application/atom+xml\"",
        "<script type=\"application/ld+json\">{\"@type\":\"Article\"}</script>",
        "content=\"default-src 'none'\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("noindex"));
}

#[test]
fn a_file_of_the_site_wins() {
    let files = [
        ("themes/official/templates/404.html", "theme {{ title }}"),
        ("themes/official/templates/only.html", "theme"),
        ("templates/404.html", "\u{feff}site {{ title }}"),
        ("themes/official/static/site.css", "theme{}"),
        ("themes/official/static/logo.svg", "<svg/>"),
        ("static/site.css", "site{}"),
        ("static/robots.txt", "not of the theme"),
    ];
    let theme = theme(&files);
    let views = sample::views();
    let (_, missing) = views.iter().find(|(name, _)| *name == "404.html").unwrap();
    assert!(render(&theme, "404.html", missing).unwrap().starts_with("site &lt;script"));
    assert!(theme.has("only.html") && theme.has("page.html") && !theme.has("none.html"));

    let published: BTreeMap<String, Vec<u8>> =
        theme.files().map(|(path, bytes)| (path.to_string(), bytes.into_owned())).collect();
    assert_eq!(published[&theme.assets()["site.css"]], b"site{}");
    assert_eq!(published[&theme.assets()["logo.svg"]], b"<svg/>");
    assert!(!theme.assets().contains_key("robots.txt"));
    assert!(theme.assets().contains_key("site.js"));
}

#[test]
fn addresses_follow_the_contents() {
    let (one, same) = (theme(&[]), theme(&[]));
    assert_eq!(one.assets(), same.assets());
    let styled = theme(&[("static/site.css", "body{}")]);
    assert_ne!(one.assets()["site.js"], styled.assets()["site.js"]);
}

#[test]
fn templates_are_parsed_again_only_when_one_has_changed() {
    let mut last = None;
    let mut load = |files: &[(&str, &str)]| {
        load(&tree(files), "official", "zh-CN", &mut last).value.unwrap().tera
    };
    let first = load(&[]);
    assert!(Arc::ptr_eq(&load(&[]), &first));
    assert!(!Arc::ptr_eq(&load(&[("templates/x.html", "x")]), &first));
    assert!(!Arc::ptr_eq(&load(&[("i18n/zh-CN.yaml", "draft: 草稿\n")]), &first));
}

#[test]
fn unknown_theme_is_reported_with_the_existing_ones() {
    let checked = load(&tree(&[("themes/blue/static/a.css", "")]), "oficial", "zh-CN", &mut None);
    assert!(checked.value.is_none());
    let [fault] = &checked.diagnostics[..] else { panic!() };
    assert_eq!(fault.id, "theme-unknown");
    assert!(fault.message.zh.contains("blue、official"));
    assert!(fault.help.as_ref().unwrap().zh.contains("official"));
}

#[test]
fn a_fault_of_syntax_has_its_place() {
    let files = [
        ("templates/404.html", "<p>标题</p>\n<p>{{ title | }}</p>\n"),
        ("templates/a.html", "\u{feff}{% if title %}"),
    ];
    let diagnostic = faults(&files);
    assert_eq!(diagnostic.len(), 2, "every broken template is diagnostic: {diagnostic:?}");
    assert_eq!(diagnostic[0].id, "template-fault");
    assert_eq!(diagnostic[0].at.as_ref().unwrap().file.as_str(), "templates/404.html");
    assert_eq!(pointed(&files, &diagnostic[0]), "}}");
    assert_eq!(diagnostic[1].at.as_ref().unwrap().file.as_str(), "templates/a.html");
}

#[test]
fn what_is_unknown_is_named_where_it_stands() {
    let files = [(
        "templates/404.html",
        "<p>标题</p>\n<p>标 {{ title | shout }}{{ <ui.nothing /> }}</p>\n{% include \"gone.html\" %}",
    )];
    let diagnostic = faults(&files);
    assert_eq!(diagnostic.len(), 3, "{diagnostic:?}");
    assert_eq!(pointed(&files, &diagnostic[0]), "shout");
    assert!(diagnostic[0].message.zh.contains("没有这个过滤器"));
    assert!(diagnostic[1].message.zh.contains("ui.nothing"));
    assert!(diagnostic[2].message.zh.contains("gone.html"));

    let files = [("templates/404.html", "{% extends \"gone.html\" %}")];
    assert_eq!(pointed(&files, &faults(&files)[0]), "\"gone.html\"");
}

#[test]
fn loops_are_reported_and_not_followed() {
    let files = [
        ("templates/a.html", "a {% include \"b.html\" %}"),
        ("templates/b.html", "b {% include \"a.html\" %}"),
    ];
    let diagnostic = faults(&files);
    assert_eq!(diagnostic[0].id, "template-fault");
    assert!(diagnostic[0].message.zh.contains("没有尽头"), "{diagnostic:?}");
    assert!(diagnostic[0].at.is_some());

    let files = [
        ("templates/a.html", "{% extends \"b.html\" %}"),
        ("templates/b.html", "{% extends \"a.html\" %}"),
    ];
    assert!(faults(&files)[0].message.zh.contains("没有尽头"));

    let files = [(
        "templates/404.html",
        "{% component own.loop(n) %}{{ <own.loop n={n} /> }}{% endcomponent %}{{ <own.loop n={1} /> }}",
    )];
    let fault = render(&theme(&files), "404.html", &home()).unwrap_err();
    assert!(fault.message.zh.contains("没有尽头"), "{fault:?}");
}

#[test]
fn a_fault_while_rendering_has_its_place() {
    let files = [
        ("templates/404.html", "\u{feff}<p>标题</p>\n<p>{{ page.titel }}</p>"),
        ("templates/page.html", "{{ page.titel }}"),
    ];
    let theme = theme(&files);
    let fault = render(&theme, "404.html", &home()).unwrap_err();
    assert_eq!(fault.id, "template-fault");
    assert!(pointed(&files, &fault).starts_with("page"), "{fault:?}");

    let document = sample::views().into_iter().find(|(name, _)| *name == "page.html").unwrap().1;
    let fault = render(&theme, "page.html", &document).unwrap_err();
    assert!(fault.message.zh.contains("没有这个字段：`titel`"), "{fault:?}");
    assert!(fault.message.zh.contains("现有"), "{fault:?}");
}

#[test]
fn a_fault_of_an_embedded_template_names_it() {
    let files = [("templates/components/lists.html", "{# nothing is left here #}")];
    let diagnostic = faults(&files);
    assert!(diagnostic.iter().all(|fault| fault.id == "template-fault"));
    assert!(
        diagnostic.iter().any(|fault| fault.message.zh.contains("404.html")
            || fault.message.zh.contains("index.html:")),
        "{diagnostic:?}"
    );

    let fault = render(&theme(&[]), "page.html", &home()).unwrap_err();
    assert!(fault.message.zh.contains("内置模板"), "{fault:?}");
    assert!(fault.at.is_none());
    let fault = render(&theme(&[]), "none.html", &home()).unwrap_err();
    assert!(fault.help.unwrap().zh.contains("page.html"));
}

#[test]
fn official_translations_are_read_without_a_fault() {
    for text in [
        include_str!("../../themes/official/i18n/zh-CN.yaml"),
        include_str!("../../themes/official/i18n/en.yaml"),
    ] {
        let source = Source::decode(SitePath::new("i18n/x.yaml"), text.as_bytes());
        let mut translations = super::translations::Translations::default();
        assert_eq!(translations.add(&source).diagnostics, []);
    }
}

#[test]
fn shared_template_is_rendered_for_the_site_and_sees_no_page() {
    let files = [("templates/shared/footer.html", "<p>{{ config.title }}/{{ lang }}</p>")];
    let own = theme(&files);
    for (template, view) in sample::views().into_iter().filter(|(name, _)| *name != "redirect.html")
    {
        let html = render(&own, template, &view).unwrap();
        assert!(html.contains("/zh-CN</p>"), "{template}");
    }
    let files = [("templates/shared/footer.html", "<p>{{ current_path }}</p>")];
    let own = theme(&files);
    let fault = own.renderer(&sample::site(own.assets())).err().unwrap();
    assert_eq!(pointed(&files, &fault), "current_path");
}
