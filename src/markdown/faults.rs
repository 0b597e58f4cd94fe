//! Every message about a body of Markdown, one function each.

use super::unsupported_syntax::UnsupportedSyntax;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

pub(super) fn image_without_alt(at: Span, target: &str) -> Diagnostic {
    Diagnostic::error(
        "image-without-alt",
        text!("图片没有文字说明：{target}", "the image has no description: {target}"),
    )
    .at(at)
    .label(text!("方括号是空的", "nothing between the brackets"))
    .help(text!(
        "在方括号里写明图片内容，供读屏软件和图片打不开时使用：![会议现场]({target})；只作装饰的写成 ![装饰]({target})",
        "say what it shows, for those who hear the page: ![the meeting]({target}); or that it says nothing: ![decorative]({target})"
    ))
}

pub(super) fn raw_image_without_alt(at: Span, target: &str) -> Diagnostic {
    Diagnostic::error(
        "image-without-alt",
        text!("图片没有文字说明：{target}", "the image has no description: {target}"),
    )
    .at(at)
    .label(text!("没有 alt", "there is no `alt`"))
    .help(text!(
        "在标签里写明图片内容，供读屏软件和图片打不开时使用：alt=\"会议现场\"；只作装饰的写成 alt=\"\"",
        "say in the tag what it shows, for those who hear the page: alt=\"the meeting\"; or that it says nothing: alt=\"\""
    ))
}

pub(super) fn footnote_undefined(at: Span, label: &str) -> Diagnostic {
    Diagnostic::warning(
        "footnote-undefined",
        text!("脚注没有内容：[^{label}]", "the footnote is not defined: [^{label}]"),
    )
    .at(at)
    .label(text!("将按原样显示", "shown as typed"))
    .help(text!(
        "另起一段写上脚注内容：[^{label}]: 说明文字",
        "write its text in a paragraph of its own: [^{label}]: text"
    ))
}

pub(super) fn footnote_colon(colon: Span, label: &str) -> Diagnostic {
    Diagnostic::warning(
        "footnote-colon",
        text!(
            "脚注 [^{label}] 后面是全角冒号",
            "the footnote [^{label}] is followed by a full-width colon"
        ),
    )
    .at(colon.clone())
    .label(text!("应为半角冒号和一个空格", "a half-width colon and a space belong here"))
    .help(text!("改为 [^{label}]: 说明文字", "write [^{label}]: text"))
    .fix(colon, ": ")
}

pub(super) fn footnote_unused(at: Span, label: &str) -> Diagnostic {
    Diagnostic::warning(
        "footnote-unused",
        text!("正文没有引用这条脚注：[^{label}]", "nothing refers to the footnote [^{label}]"),
    )
    .at(at)
    .label(text!("不会显示", "not shown"))
    .help(text!(
        "在正文需要注释的地方写 [^{label}]，或者删去这一条",
        "write [^{label}] where the text needs it, or delete it"
    ))
}

pub(super) fn footnote_repeated(at: Span, label: &str, first: Span) -> Diagnostic {
    Diagnostic::warning(
        "footnote-repeated",
        text!("脚注重复：[^{label}]", "the footnote is defined twice: [^{label}]"),
    )
    .at(at)
    .label(text!("不会显示", "not shown"))
    .also(first, text!("已在这里写过", "first defined here"))
    .help(text!("给其中一条换一个名称", "give one of them another name"))
}

pub(super) fn tag_removed(at: Span, tag: &str) -> Diagnostic {
    let tag = tag.to_ascii_lowercase();
    let diagnostic = Diagnostic::warning(
        "html-removed",
        text!("HTML 标签 <{tag}> 不会发布", "the HTML tag <{tag}> is not published"),
    )
    .at(at)
    .label(text!("为安全起见已去除", "removed for safety"));
    diagnostic.help(match tag.as_str() {
        "font" | "center" | "big" | "strike" | "tt" => text!(
            "版式由主题决定；强调用 **粗体**，删除用 ~~删除线~~",
            "the theme decides the look; use **bold** or ~~strikethrough~~"
        ),
        "iframe" | "embed" | "object" | "source" => text!(
            "改为普通链接，或把文件列入 attachments（附件）",
            "use an ordinary link, or list the file under `attachments`"
        ),
        "script" | "style" | "link" | "meta" => text!(
            "脚本和样式属于主题，放在 templates/ 或 static/ 中",
            "scripts and styles belong to the theme: templates/ or static/"
        ),
        _ => text!(
            "删去这个标签；若想原样显示，写成 `<{tag}>`",
            "delete the tag; to show it as it is, write `<{tag}>` between backticks"
        ),
    })
}

pub(super) fn html_too_deep(at: Span) -> Diagnostic {
    Diagnostic::warning(
        "html-removed",
        text!(
            "HTML 标签嵌套过深，或属性过多，全部按文字显示",
            "HTML tags are nested too deep or have too many attributes; all of them are shown as text"
        ),
    )
    .at(at)
    .label(text!("从这里起", "from here on"))
    .help(text!(
        "检查是否漏写了结束标签或引号",
        "see whether closing tags or quotation marks are missing"
    ))
}

pub(super) fn attribute_removed(at: Span, tag: &str, attribute: &str) -> Diagnostic {
    let (tag, attribute) = (tag.to_ascii_lowercase(), attribute.to_ascii_lowercase());
    Diagnostic::warning(
        "html-removed",
        text!(
            "<{tag}> 的属性 {attribute} 不会发布",
            "the attribute {attribute} of <{tag}> is not published"
        ),
    )
    .at(at)
    .label(text!("为安全起见已去除", "removed for safety"))
    .help(match attribute.as_str() {
        "style" | "align" | "valign" | "bgcolor" | "color" | "face" | "width" | "height"
        | "border" => text!(
            "版式由主题决定；需要特别样式时用以 x- 开头的 class",
            "the theme decides the look; use a class that begins with x- where it must differ"
        ),
        "class" => text!(
            "自己的 class 以 x- 开头，例如 class=\"x-note\"；其他名称属于主题",
            "classes of your own begin with x-, as in class=\"x-note\"; other names are the theme's"
        ),
        "id" => text!(
            "链接可以指向标题：写成 ## 标题 {{#名称}}，链接到 #名称",
            "link to a heading: type `## Heading {{#name}}`, and link to #name"
        ),
        "href" | "src" | "cite" => text!(
            "用 https:// 地址，或站内文件的路径",
            "use an https:// address, or the path of a file of the site"
        ),
        _ => text!("删去这个属性", "delete the attribute"),
    })
}

pub(super) fn link_without_text(at: Span, target: &str) -> Diagnostic {
    Diagnostic::warning(
        "link-empty",
        text!("链接没有文字：{target}", "the link has no text: {target}"),
    )
    .at(at)
    .label(text!("读者看不见", "readers cannot see it"))
    .help(text!("在方括号里写链接文字", "write the text between the brackets"))
}

pub(super) fn link_without_target(at: Span, link_text: &str) -> Diagnostic {
    Diagnostic::warning(
        "link-empty",
        text!("链接没有地址：{link_text}", "the link leads nowhere: {link_text}"),
    )
    .at(at)
    .label(text!("圆括号是空的", "nothing between the parentheses"))
    .help(text!("在圆括号里写地址", "write the address between the parentheses"))
}

/// A link that is rendered as plain text.
pub fn link_unsafe(at: Span, target: &str) -> Diagnostic {
    let shown: String = target.chars().take(40).collect();
    Diagnostic::warning(
        "link-unsafe",
        text!("链接地址不安全：{shown}", "the address is not safe: {shown}"),
    )
    .at(at)
    .label(text!("不会成为链接", "not made a link"))
    .help(text!(
        "用 https:// 地址，或站内文件的路径",
        "use an https:// address, or the path of a file of the site"
    ))
}

pub(super) fn heading_empty(at: Span) -> Diagnostic {
    Diagnostic::warning("heading-empty", text!("标题没有文字", "the heading has no text"))
        .at(at)
        .label(text!("不会显示", "not shown"))
        .help(text!(
            "在 # 后面写标题文字，或者删去这一行",
            "write its text after the #, or delete the line"
        ))
}

/// Syntax of another generator, which readers see as it was typed.
pub(super) fn unsupported_syntax(at: Span, syntax: UnsupportedSyntax) -> Diagnostic {
    let help = match syntax {
        UnsupportedSyntax::Container => text!(
            "去掉 ::: 这两行；提示可写成引用（每行前面加“> ”），落款不用写，程序会排",
            "take the lines ::: out; write a note as a quotation (`> ` before each line)"
        ),
        UnsupportedSyntax::TableOfContents => text!(
            "去掉这一行；目录由小标题自动生成",
            "take the line out; the contents are made from the headings"
        ),
        UnsupportedSyntax::Shortcode => text!(
            "换成 Markdown：图片写 ![说明](文件名)，链接写 [文字](地址)；要原样显示的，前后加反引号",
            "use Markdown: ![what it shows](file), [text](address); put code between backticks"
        ),
        UnsupportedSyntax::Attributes => text!(
            "去掉花括号这一段；样式由网站统一排，要原样显示的，前后加反引号",
            "take the braces out; the site sets the style; put code between backticks"
        ),
    };
    Diagnostic::warning(
        "markup-foreign",
        text!("这是别的网站程序的写法，这里不认", "this is the notation of another generator"),
    )
    .at(at)
    .label(text!("读者会看到原样的符号", "readers see it as it is typed"))
    .help(help)
}
