//! The keys of front matter, and what people type in their place.

use super::attachment::ATTACHMENT_KEYS;
use super::contact::{CONTACT_KEYS, contact};
use super::event::{EVENT_KEYS, NOTICE_PERIOD_KEYS};
use super::faults;
use super::issue::ISSUE_KEYS;
use crate::language::Language;
use crate::yaml::{Choice, Fields, Key, Keys, MisplacedKey, Shape};

/// Every key of front matter, in the order in which editors meet them.
pub const KEYS: &[Key] = &[
    Key::new("title", "标题", "关于召开第十七届医院大会的通知").required().about("文件的标题", "The title of the document").aliases(&[
        "题目",
        "名称",
        "文件标题",
        "文件名称",
        "headline",
        "name",
    ]),
    Key::new("subtitle", "副标题", "以章丘、莱芜为例").about("副标题，排在标题下面；破折号不用写", "A second title below the first, without its dash").aliases(&["副题", "sub_title"]),
    Key::new("number", "发文字号", "鲁医协发〔2026〕1号").about("某协发〔2026〕8号；没有文号不写", "The document number; leave it out if there is none").aliases(&[
        "文号",
        "字号",
        "编号",
        "文件编号",
        "文件号",
        "发文号",
        "发文文号",
        "发文编号",
        "no",
        "num",
    ]),
    Key::new("standard", "标准编号", "T/SDHA 001—2026").about("团体标准等的编号；不是标准不写", "The number of a standard; leave it out if it is none")
        .aliases(&["标准号", "团体标准编号", "团标编号", "standard_number"]),
    Key::new("date", "成文日期", "2026-03-15").shape(Shape::Date).about("成文日期：落款的日期", "The day that the document bears")
        .aliases(&[
            "日期",
            "时间",
            "发文日期",
            "发文时间",
            "成文时间",
            "写作日期",
            "time",
            "created",
        ])
        .hints(&["签发日期", "落款日期", "会议时间"]),
    Key::new("published", "发布日期", "2026-03-18 10:00").shape(Shape::Date).about("上网的日期，可以带时刻；将来的，到时候才发布；不写就是成文日期", "When it is published, perhaps with a time; a future one makes it wait; the date if not given")
        .aliases(&[
            "发布时间",
            "公布日期",
            "上网日期",
            "publishdate",
            "publish_date",
            "pubdate",
            "publishedat",
        ])
        .hints(&["发布", "lastmod", "updated"]),
    Key::new("issuer", "发文机关", "山东省医院协会").shape(Shape::Texts).about("发文机关；联合发文写成列表，牵头的写在前面", "Who issues it; a list for a joint document, the leading one first")
        .aliases(&["发文单位", "发布单位", "发布机构", "发文机构", "制发机关", "organization"])
        .hints(&[
            "单位",
            "部门",
            "机关",
            "机构",
            "主办单位",
            "发布部门",
            "发文部门",
            "department",
        ]),
    Key::new("genre", "文种", "通知").about("通知、公告、函……；一般从标题看得出来，不用写", "The genre; taken from the title if not given")
        .aliases(&["公文种类", "文件种类", "文件类型"])
        .hints(&["类型", "类别", "type"]),
    Key::new("recipients", "主送", "[各会员单位]").shape(Shape::Texts).about("主送机关", "To whom it is addressed").aliases(&[
        "主送机关",
        "主送单位",
        "收文单位",
        "to",
    ]),
    Key::new("copies", "抄送", "[省卫生健康委]").shape(Shape::Texts).about("抄送机关", "Who receives a copy").aliases(&["抄送机关", "抄送单位", "抄报", "cc"]),
    Key::new("signature", "署名", "[山东省医院协会]").shape(Shape::Texts).about("落款；不写就是发文机关", "Who signs; the issuer if not given").aliases(&["落款", "署名单位", "签名"]),
    Key::new("summary", "摘要", "一两句话说明要点").about("一两句话；不写就取正文第一段", "One or two sentences; the first paragraph if not given").aliases(&[
        "简介",
        "概要",
        "内容摘要",
        "导读",
        "描述",
        "description",
        "abstract",
        "excerpt",
    ]),
    Key::new("topics", "主题", "[医疗质量, 学术会议]").shape(Shape::Texts).about("主题，就是关键词", "Topics; each has a page and feeds").aliases(&[
        "关键词",
        "关键字",
        "标签",
        "主题词",
        "话题",
        "tag",
        "tags",
        "keyword",
        "keywords",
        "topic",
    ]),
    Key::new("attachments", "附件", "[{title: 回执, file: huizhi.docx}]").shape(Shape::TextsOrMaps(Keys::new(ATTACHMENT_KEYS))).about("附件：文件名，或标题和文件两项", "What is attached: names of files, or a title with a file or document")
        .zh_example("[{标题: 回执, 文件: huizhi.docx}]")
        .aliases(&["附件列表", "相关附件", "附件下载", "attachment"])
        .hints(&["files", "file", "文件"]),
    Key::new("forwards", "转发", "国卫医发〔2018〕8号").shape(Shape::Texts).about("转发的文件：文号或路径", "The documents that it forwards: numbers or paths").aliases(&["转发文件"]),
    Key::new("issues_document", "印发", "reports/2026-yaodian.md").shape(Shape::Texts).about("印发的文件：文号或路径", "The documents that it issues: numbers or paths"),
    Key::new("amends", "修改", "鲁医协发〔2024〕3号").shape(Shape::Texts).about("修改的文件：文号或路径", "The documents that it amends: numbers or paths").aliases(&["修订"]),
    Key::new("repeals", "废止", "鲁医协发〔2020〕5号").shape(Shape::Texts).about("废止的文件：文号或路径", "The documents that it repeals: numbers or paths").aliases(&["废止文件"]),
    Key::new("annuls", "撤销", "鲁医协发〔2025〕7号").shape(Shape::Texts).about("撤销的文件：文号或路径", "The documents that it annuls: numbers or paths"),
    Key::new("replaces", "代替", "鲁医协发〔2023〕2号").shape(Shape::Texts).about("代替的文件：文号或路径", "The documents that it replaces: numbers or paths").aliases(&["替代", "取代"]),
    Key::new("replies_to", "答复", "鲁医协函〔2026〕4号").shape(Shape::Texts).about("答复的来文：文号或路径", "The documents that it replies to: numbers or paths").aliases(&["批复", "复函"]),
    Key::new("interprets", "解读", "鲁医协发〔2026〕1号").shape(Shape::Texts).about("解读、图解、问答的是哪份文件：文号或路径", "The documents that it explains: numbers or paths").aliases(&[
        "图解",
        "问答",
        "政策解读",
        "解读文件",
        "explains",
    ]),
    Key::new("effective", "施行日期", "2026-07-01").shape(Shape::Date).about("从哪天起施行", "The first day on which it is in force").aliases(&[
        "生效日期",
        "实施日期",
        "生效时间",
        "实施时间",
        "施行时间",
    ]),
    Key::new("expires", "失效日期", "2028-12-31").shape(Shape::Date).about("哪天失效", "The last day on which it is in force")
        .aliases(&["有效期至", "失效时间", "到期日期", "expirydate"])
        .hints(&["有效期"]),
    Key::new("deadline", "截止日期", "2026-08-31 17:00").shape(Shape::Date).about("报名、征集到哪天为止，可以带时刻", "Until when a call is open, perhaps with a time").aliases(&["截止时间", "报名截止", "截止"]),
    Key::new("event", "活动", "{start: 2026-05-16 09:00, end: 2026-05-17, place: 济南市}").shape(Shape::Map(Keys::new(EVENT_KEYS))).about("会议、培训等活动的时间和地点，列入活动日历", "When and where a meeting or course takes place, for the calendar")
        .zh_example("{开始: 2026-05-16 09:00, 结束: 2026-05-17, 地点: 济南市}")
        .aliases(&["会议", "培训", "events"])
        .hints(&["活动时间", "活动地点", "会议地点"]),
    Key::new("notice_period", "公示期", "{from: 2026-05-06, to: 2026-05-12}").shape(Shape::Map(Keys::new(NOTICE_PERIOD_KEYS))).about("公示从哪天到哪天", "From when until when a notice is open to objections")
        .zh_example("{起: 2026-05-06, 止: 2026-05-12}")
        .aliases(&["公示时间", "公示期限", "公示日期"]),
    Key::new("link", "链接", "https://example.org/").about("报名的网址，以 https:// 开头", "A web address, as of a form for a call")
        .aliases(&["报名链接", "报名网址", "外链"])
        .hints(&["网址", "url", "href"]),
    Key::new("issue", "期号", "{year: 2025, number: 2, total: 34}").shape(Shape::TextOrMap(Keys::new(ISSUE_KEYS))).about("只用于会讯：2026年第1期（总第35期）", "The issue of a newsletter: year, number and running total")
        .zh_example("2025年第2期（总第34期）")
        .aliases(&["期数", "刊期", "期次", "期刊号"]),
    Key::new("column", "栏目", "创新案例集锦").about("只用于会讯里的文章：所在的栏目", "The column of an article of a newsletter"),
    Key::new("visibility", "公开属性", "internal").shape(Shape::Choice(VISIBILITY)).about("内部文件不上网", "Whether it is published at all")
        .zh_example("内部")
        .aliases(&["公开方式", "公开"])
        .hints(&["密级", "保密", "秘密等级", "private", "hidden"]),
    Key::new("author", "作者", "张三、李四").about("作者，几位用顿号隔开", "Who wrote it; several with 、 between them").aliases(&["撰稿", "撰文", "作者姓名", "authors", "by"]).hints(&["供稿", "编辑", "责任编辑"]),
    Key::new("source", "来源", "某市中心医院").about("稿件的来源", "From where an article came").aliases(&["稿件来源", "文章来源", "信息来源", "供稿单位"]),
    Key::new("photographer", "摄影", "王五").about("摄影", "Who took the photographs").aliases(&["摄影者", "摄影师", "图片摄影", "photo_by"]),
    Key::new("reviewer", "审核", "赵六").about("审核", "Who reviewed it").aliases(&["审核人", "审稿", "审稿人"]),
    Key::new("printed_by", "印发机关", "山东省医院协会秘书处").about("版记里的印发机关；不写就是发文机关", "Who printed it, for the foot of the paper; the issuer if not given").aliases(&["印发单位", "印制机关"]),
    Key::new("printed", "印发日期", "2026-03-16").shape(Shape::Date).about("版记里的印发日期；不写就是发布日期", "When it was printed, for the foot of the paper; the day of publication if not given").aliases(&["印发时间", "印制日期"]),
    Key::new("contact", "联系方式", "秘书处 0531-86000000").shape(Shape::TextsOrMaps(Keys::new(CONTACT_KEYS))).about("联系人和电话，显示在文件信息里；请示的印在附注处", "Whom to ask, shown with the document").aliases(&[
        "联系人",
        "联系电话",
        "联系人及电话",
        "联系部门",
    ]),
    Key::new("data", "数据", "members.csv").about("同一文件夹里的 CSV 表格，显示在正文下面，可以排序、查找", "A CSV file beside the document, shown below the text as a table that sorts and filters")
        .aliases(&["表格", "数据文件", "table", "csv"]),
    Key::new("note", "附注", "此件公开发布").about("附注，如“此件公开发布”；括号不用写", "A note below the signature, without its brackets").hints(&["注", "备注"]),
    Key::new("changes", "修改记录", "[{date: 2026-04-01, note: 更正附件}]").shape(Shape::Maps(Keys::new(CHANGE_KEYS))).about("修改记录：哪天改了什么", "What was changed after publication, and when")
        .zh_example("[{日期: 2026-04-01, 说明: 更正附件}]")
        .aliases(&["修订记录", "更正"]),
    Key::new("slug", "短名", "annual-report").about("网址里的名字，一般不写", "The last part of the address; seldom needed").hints(&["permalink", "网页地址"]),
    Key::new("aliases", "旧址", "[/old/address/]").shape(Shape::Texts).about("以前的网址，会自动转到新网址", "Former addresses, which lead to the new one").aliases(&["alias", "原址", "旧网址"]),
    Key::new("weight", "权重", "10").shape(Shape::Integer(-1_000_000, 1_000_000)).about("排列的次序，小的在前", "Its place in lists, the lightest first")
        .aliases(&["排序", "顺序", "序号", "order"]),
    Key::new("pinned", "置顶", "2026-12-31").shape(Shape::BooleanOrDate).about("排在栏目列表和首页“最新发布”的最前面：写“是”，或者到哪天为止", "Stands first in the list of its category and in `latest` of the home page: true, or until which day")
        .aliases(&["置顶至", "置顶到", "sticky", "top"]),
    Key::new("featured", "推荐", "2026-12-31").shape(Shape::BooleanOrDate).about("列入首页的“推荐”：写“是”，或者到哪天为止", "Stands in the section `featured` of the home page: true, or until which day")
        .aliases(&["推荐至", "推荐到", "重点推荐", "首页推荐", "recommended", "highlight"]),
    Key::new("template", "模板", "page.html").about("专用的页面模板，一般不写", "A template of its own; seldom needed").hints(&["layout", "版式"]),
    Key::new("draft", "草稿", "true").shape(Shape::Boolean).about("还没写好的，不发布", "Whether it is unfinished and not published").zh_example("是"),
    Key::new("extra", "附加", "{icon: bell}").shape(Shape::Anything).about("留给网站模板的其他资料", "Further data for the theme").zh_example("{图标: bell}"),
];

/// A key whose value is only shown: it is read, stands among the facts of a document and in the
/// catalogue, without further code.
#[derive(Debug)]
pub struct Fact {
    pub key: &'static str,
    english: &'static str,
    pub(super) read: fn(&mut Fields, &'static str) -> Option<String>,
}

/// The facts in the order in which pages show them. Each is one of [`KEYS`] too.
pub(super) const FACTS: &[Fact] = &[
    Fact { key: "author", english: "Author", read: text },
    Fact { key: "source", english: "Source", read: text },
    Fact { key: "photographer", english: "Photographs", read: text },
    Fact { key: "reviewer", english: "Reviewed by", read: text },
    Fact { key: "contact", english: "Contact", read: contact },
];

fn text(fields: &mut Fields, key: &'static str) -> Option<String> {
    fields.text(key).map(|text| text.value)
}

impl Fact {
    /// Returns what a page calls the fact; in Chinese that is the key itself.
    pub fn label(&self, language: Language) -> &'static str {
        let key = KEYS.iter().find(|key| key.name == self.key);
        language.pick(key.map_or(self.key, |key| key.zh), self.english)
    }
}

pub(super) const CHANGE_KEYS: &[Key] = &[
    Key::new("date", "日期", "2026-04-01")
        .shape(Shape::Date)
        .required()
        .about("修改的日期", "The day of the change")
        .aliases(&["时间", "修改日期"]),
    Key::new("note", "说明", "更正附件")
        .required()
        .about("改了什么", "What was changed")
        .aliases(&["内容", "备注", "修改内容"]),
];

/// The keys of front matter, and words that are none.
pub const FRONT: Keys = Keys { keys: KEYS, misplaced: MISPLACED };

/// Words that people type as keys although what they say belongs elsewhere.
const MISPLACED: &[MisplacedKey] = &[
    MisplacedKey {
        typed: &["分类", "所属分类", "文件分类", "栏目名称", "category", "categories", "section"],
        advice: faults::category_is_folder,
    },
    MisplacedKey {
        typed: &["正文", "内容", "body", "content", "text"],
        advice: faults::body_is_below,
    },
];

const VISIBILITY: &[Choice] =
    &[("public", &["公开", "主动公开"]), ("internal", &["内部", "不公开", "依申请公开"])];

#[cfg(test)]
mod tests {
    use super::{FACTS, KEYS};

    #[test]
    fn every_fact_is_a_key() {
        for fact in FACTS {
            assert!(KEYS.iter().any(|key| key.name == fact.key), "{}", fact.key);
        }
    }
}
