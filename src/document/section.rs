//! `_index.md`: a folder of the content as a category of the portal.

use super::declared::{DeclaredField, DeclaredFields, FIELD_KEYS, declarations};
use super::fence;
use super::kind::Kind;
use super::values::link_of;
use crate::diagnostic::Checked;
use crate::markdown::{self, Outline, RawHtml};
use crate::source::{SitePath, Source, Spanned};
use crate::yaml::{self, Choice, Fields, Key, KeyNames, Keys, Shape};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

impl Section {
    /// Returns whether its page shows nothing of its own beside the list.
    pub fn is_bare(&self) -> bool {
        self.outline.blocks.is_empty() && self.data.is_none() && self.template.is_none()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// Newest first.
    Date,
    /// By document number, newest first.
    Number,
    /// Lightest first.
    Weight,
    Title,
}

/// One category.
#[derive(Debug)]
pub struct Section {
    pub source: Arc<Source>,
    /// The names of the keys for messages.
    pub key_names: KeyNames,
    /// The folder under `content/`: `notices`.
    pub folder: String,
    /// Its place in addresses: the folder, with the slug of each category in the place of the name
    /// of its folder.
    pub address: String,
    /// The last part of its address, in the place of the name of its folder.
    pub slug: Option<Spanned<String>>,
    pub title: String,
    pub description: String,
    pub kind: Kind,
    pub weight: i64,
    pub paginate_by: usize,
    pub sort_by: SortBy,
    pub template: Option<Spanned<String>>,
    pub page_template: Option<Spanned<String>>,
    /// The keys that its documents may have besides those of all documents.
    pub fields: Vec<Arc<DeclaredField>>,
    /// A file of data beside it.
    pub data: Option<Spanned<String>>,
    pub extra: Json,
    pub body: Range<usize>,
    pub outline: Outline,
}

pub const KEYS: &[Key] = &[
    Key::new("title", "标题", "通知公告")
        .required()
        .about("分类的标题", "The title of the category")
        .aliases(&["名称", "题目", "分类名称", "栏目", "name"]),
    Key::new("description", "说明", "协会印发的通知和公告")
        .about("分类的说明", "What the category holds")
        .aliases(&["描述", "简介", "介绍", "摘要", "summary"]),
    Key::new("kind", "类别", "notice")
        .shape(Shape::Choice(Kind::CHOICES))
        .about("分类的类别", "The kind of the category")
        .zh_example("通知公告")
        .aliases(&["类型", "分类", "种类", "type", "category"]),
    Key::new("slug", "短名", "policies")
        .about(
            "网址里的名字，代替文件夹的名字",
            "The last part of its address, instead of the name of its folder",
        )
        .aliases(&["网址", "英文名", "path"]),
    Key::new("weight", "权重", "1")
        .shape(Shape::Integer(-1_000_000, 1_000_000))
        .about("排列的次序，小的在前", "Its place among the categories, the lightest first")
        .aliases(&["顺序", "序号", "次序", "order"]),
    Key::new("paginate_by", "每页篇数", "20")
        .shape(Shape::Integer(1, 1000))
        .about("每页列多少篇", "How many documents a page lists")
        .aliases(&["每页", "每页条数", "每页数量", "分页", "paginate", "per_page"]),
    Key::new("sort_by", "排序", "date")
        .shape(Shape::Choice(SORTS))
        .about("文件按什么排列", "By what the documents are sorted")
        .zh_example("日期")
        .aliases(&["排序方式", "排列", "sort", "order_by"]),
    Key::new("template", "模板", "section.html")
        .about("专用的列表模板", "A template for its lists"),
    Key::new("page_template", "文档模板", "page.html")
        .about("其中文件专用的模板", "A template for its documents"),
    Key::new("fields", "字段", "[{key: 批准日期, type: date, list: true}]")
        .shape(Shape::Maps(Keys::new(FIELD_KEYS)))
        .about("其中文件自己的键", "Keys that its documents may have besides those of all")
        .zh_example("[{键: 批准日期, 类型: 日期, 列出: 是}]")
        .aliases(&["自定义字段", "字段列表", "field", "columns"]),
    Key::new("data", "数据", "members.csv")
        .about("同一文件夹里的 CSV 表格，显示在说明下面", "A CSV file beside it, shown as a table")
        .aliases(&["表格", "数据文件", "table", "csv"]),
    Key::new("extra", "附加", "{icon: bell}")
        .shape(Shape::Anything)
        .about("留给网站模板的其他资料", "Further data for the theme")
        .zh_example("{图标: bell}"),
];

const SORTS: &[Choice] = &[
    ("date", &["日期"]),
    ("number", &["文号", "发文字号"]),
    ("weight", &["权重"]),
    ("title", &["标题"]),
];

/// Returns the folder under `content/` whose `_index.md` this path is; `None` for other files.
pub fn folder_of(path: &SitePath) -> Option<&str> {
    let folder = path.as_str().strip_prefix("content/")?.strip_suffix("_index.md")?;
    Some(folder.trim_end_matches('/'))
}

/// Gives every category its place in addresses: a slug stands for its folder in the addresses of
/// all that lies below. `is_slug` decides whether a slug can be used; one that cannot is ignored.
pub fn place(sections: &mut [Section], is_slug: fn(&str) -> bool) {
    let slug = |section: &Section| section.slug.as_ref().map(|slug| slug.value.clone());
    let slugs: BTreeMap<String, String> = sections
        .iter()
        .filter_map(|section| Some((section.folder.clone(), slug(section)?)))
        .filter(|(folder, slug)| !folder.is_empty() && is_slug(slug))
        .collect();
    for section in sections {
        let folder = &section.folder;
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        let parts = ends.map(|end| {
            let whole = &folder[..end];
            let own = whole.rsplit('/').next().unwrap_or_default();
            slugs.get(whole).map_or(own, String::as_str)
        });
        section.address = parts.collect::<Vec<&str>>().join("/");
    }
}

/// Returns the fields that categories declare.
pub fn declared_fields(sections: &[Arc<Section>]) -> DeclaredFields {
    let mut declared = DeclaredFields::default();
    for section in sections {
        declared.add(&section.folder, &section.title, &section.fields);
    }
    declared
}

/// Reads an `_index.md`.
pub fn parse(source: &Arc<Source>, folder: &str, html: RawHtml) -> Checked<Option<Section>> {
    let known = Keys::new(KEYS).names();
    let Checked { value: split, mut diagnostics } = fence::split(source, &known);
    let Some(split) = split else {
        return Checked::new(None, diagnostics);
    };
    let node = yaml::read(source, split.front.clone(), &known).collect_into(&mut diagnostics);
    let mut fields = Fields::of_block(source, node, KEYS, 0);
    let title = fields.text("title");
    let kind = fields.choice("kind").and_then(|kind| Kind::of_key(kind.value));
    let sort_by = match fields.choice("sort_by").map(|sort| sort.value) {
        Some("number") => SortBy::Number,
        Some("weight") => SortBy::Weight,
        Some("title") => SortBy::Title,
        _ => SortBy::Date,
    };
    let data = fields.text("data");
    let mut outline =
        markdown::outline(source, split.body.clone(), html).collect_into(&mut diagnostics);
    outline.links.extend(data.iter().map(|data| link_of(fields.key_names.name("data"), data)));
    let section = Section {
        source: Arc::clone(source),
        key_names: fields.key_names,
        folder: folder.to_owned(),
        address: folder.to_owned(),
        slug: fields.text("slug"),
        description: fields.text("description").map(|d| d.value).unwrap_or_default(),
        kind: kind.unwrap_or(Kind::Notice),
        weight: fields.integer("weight").map_or(0, |w| w.value),
        paginate_by: fields.integer("paginate_by").map_or(20, |n| n.value as usize),
        sort_by,
        template: fields.text("template"),
        page_template: fields.text("page_template"),
        fields: declarations(&mut fields),
        data,
        extra: fields.take("extra").map_or(Json::Null, |node| yaml::json(&node)),
        body: split.body,
        outline,
        title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
    };
    diagnostics.extend(fields.diagnostics);
    Checked::new(title.map(|_| section), diagnostics)
}
