//! Documents and categories that lie where they have no place.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::section::Section;
use crate::source::{SitePath, Span, Spanned};
use crate::text;

pub fn category_missing(document: &Document) -> Diagnostic {
    Diagnostic::error(
        "category-missing",
        text!("这个文件不在任何分类里", "the file lies in no category"),
    )
    .label(text!("上面的文件夹都没有 _index.md", "no folder above it has an _index.md"))
    .help(text!(
        "移到 content/ 下面的分类文件夹（如 content/notices/），或给文件夹加 _index.md",
        "move it into a category such as content/notices/, or give its folder an _index.md"
    ))
    .at(document.front.title.span.clone())
}

pub fn issue_elsewhere(document: &Document, span: Span, category: &str) -> Diagnostic {
    let name = document.front.key_names.name("issue");
    Diagnostic::error(
        "issue-elsewhere",
        text!(
            "“{category}”不是会讯，不能有“{name}”",
            "`{category}` is no newsletter: no `{name}` here"
        ),
    )
    .label(text!("只有会讯分类的文件有期号", "only newsletters have issues"))
    .help(text!(
        "去掉“{name}”这一行，或把文件移到会讯的分类（_index.md 里类别是会讯）",
        "leave `{name}` out, or move the file to a category of kind newsletter"
    ))
    .at(span)
}

pub fn issue_without_bundle(document: &Document, span: Span) -> Diagnostic {
    let (path, name) = (&document.source.path, document.front.key_names.name("issue"));
    let folder = format!("{}/{}", path.folder(), path.stem());
    Diagnostic::error(
        "issue-bundle",
        text!("一期会讯要有自己的文件夹", "an issue of a newsletter is a folder of its own"),
    )
    .label(text!("“{name}”只能写在 index.md 里", "`{name}` belongs into an index.md"))
    .help(text!(
        "把这个文件移到 {folder}/index.md，各篇文章放在同一文件夹",
        "move this file to {folder}/index.md and put its articles beside it"
    ))
    .at(span)
}

pub fn article_stray(document: &Document, head: &SitePath, line: &str) -> Diagnostic {
    Diagnostic::error(
        "article-stray",
        text!(
            "{head} 不是一期会讯，这个文件没有去处",
            "{head} is no issue: this file has no place"
        ),
    )
    .label(text!("不会发布", "it would not be published"))
    .help(text!(
        "如果是会讯，在 index.md 里加一行：{line}；其他文件请移出这个文件夹",
        "if it is a newsletter, add to index.md: {line}; other files belong elsewhere"
    ))
    .at(document.front.title.span.clone())
}

/// 栏目 on a document that is no article of a newsletter. Most likely its category is meant.
pub fn column_elsewhere(document: &Document, column: &Spanned<String>) -> Diagnostic {
    let name = document.front.key_names.name("column");
    Diagnostic::warning(
        "column-elsewhere",
        text!("“{name}”只用于会讯里的文章", "`{name}` is for articles of a newsletter only"),
    )
    .label(text!("在这里不起作用", "it has no effect here"))
    .help(text!(
        "分类由文件所在的文件夹决定：要换分类，把文件移到那个文件夹；去掉这一行",
        "the category is the folder: to change it, move the file; drop this line"
    ))
    .at(column.span.clone())
}

/// A document that says it is public, in the folder of one that is internal.
pub fn public_in_internal(public: &Span, internal: &Document) -> Diagnostic {
    let folder = internal.source.path.folder();
    Diagnostic::error(
        "public-in-internal",
        text!(
            "这份文件写着公开，却在内部文件的文件夹里",
            "this document says it is public, but it lies in the folder of an internal one"
        ),
    )
    .label(text!("不会发布", "it is not published"))
    .also(internal.front.title.span.clone(), text!("这份是内部文件", "this one is internal"))
    .help(text!(
        "{folder}/ 里的一切都随 index.md 不公开：移出这个文件夹，或公开 index.md，或改为 internal（内部）",
        "all in {folder}/ stays internal with its index.md: move it out, publish that one, or type internal here"
    ))
    .at(public.clone())
}

/// A category in the folder of a document that is not public.
pub fn category_hidden(section: &Section, head: &Document) -> Diagnostic {
    let title = &section.title;
    let path = &head.source.path;
    Diagnostic::warning(
        "category-hidden",
        text!(
            "分类“{title}”和里面的文件都不会发布",
            "the category `{title}` and all in it are not published"
        ),
    )
    .label(text!(
        "它在未公开文件的文件夹里",
        "it lies in the folder of a document that is not public"
    ))
    .also(head.front.title.span.clone(), text!("未公开的文件", "the document that is not public"))
    .help(text!(
        "把 {path} 改成别的文件名，或移进自己的文件夹",
        "give {path} another name, or a folder of its own"
    ))
    .at(Span::new(&section.source.path, 0..0))
}
