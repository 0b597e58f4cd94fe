//! The keys of site.yaml, and what people type in their place.

use super::faults;
use super::home::SECTIONS;
use super::issuers::ISSUER_KEYS;
use super::severities::LEVELS;
use super::values::LANGUAGES;
use crate::diagnostic::WARNINGS;
use crate::yaml::{Choice, Key, Keys, MisplacedKey, Shape};

pub const KEYS: &[Key] = &[
    Key::new("title", "标题", "山东省医院协会出版物门户")
        .required()
        .about("网站的名称", "The title of the site")
        .aliases(&["名称", "站名", "网站名称", "站点名称", "name"]),
    Key::new("description", "说明", "通知、会讯、报告、倡议")
        .about("一句话说明网站", "What the site is, in a sentence")
        .aliases(&["描述", "简介", "介绍"]),
    Key::new("base_url", "网址", "https://example.org/")
        .required()
        .about(
            "网站的网址：https://域名/，可以带路径",
            "The address of the site: https://host/, perhaps with a path",
        )
        .aliases(&["域名", "网站地址", "站点地址", "url", "baseurl", "base-url", "site_url"]),
    Key::new("language", "语言", "zh-CN")
        .shape(Shape::Choice(LANGUAGES))
        .about("网页的语言", "The language of the pages")
        .aliases(&["lang", "languagecode"]),
    Key::new("time_zone", "时区", "\"+08:00\"")
        .about("时区：正负号、两位小时、冒号、两位分钟，要加引号", "The offset from UTC, in quotes")
        .aliases(&["timezone", "tz"]),
    Key::new("theme", "主题样式", "official")
        .about("主题样式：themes/ 下的文件夹", "The theme: a folder of themes/")
        .aliases(&["主题风格", "模板"]),
    Key::new("announcement", "提示", "演示内容")
        .shape(Shape::TextOrMap(Keys::new(ANNOUNCEMENT_KEYS)))
        .about("每一页顶上的一行提示", "A line at the top of every page")
        .aliases(&["公告", "通告", "提示语", "notice"]),
    Key::new("issuers", "发文机关", "[{name: 山东省医院协会, code: 鲁医协发, slug: lyxf}]")
        .shape(Shape::Maps(Keys::new(ISSUER_KEYS)))
        .about(
            "发文机关及其代字；顺序就是网站上的顺序",
            "Who issues documents, with the codes of their numbers, in the order of the site",
        )
        .zh_example("[{名称: 山东省医院协会, 代字: 鲁医协发, 短名: lyxf}]")
        .aliases(&["issuer", "发文单位", "机关"]),
    Key::new("navigation", "导航", "[{title: 通知公告, url: /notices/}]")
        .shape(Shape::Maps(Keys::new(NAVIGATION_KEYS)))
        .about(
            "页顶的导航；不写就是各个分类",
            "The links at the top of every page; the categories if not given",
        )
        .zh_example("[{标题: 通知公告, 网址: /notices/}]")
        .aliases(&["导航栏", "菜单", "menu", "nav"]),
    Key::new("home", "首页", "[issue, calls, latest]")
        .shape(Shape::Choices(SECTIONS))
        .about("首页的板块和次序", "The sections of the home page, in their order")
        .zh_example("[会讯, 征集, 最新发布]")
        .aliases(&["首页板块", "首页栏目"]),
    Key::new("logo", "标志", "{light: static/logo.svg, dark: static/logo-dark.svg}")
        .shape(Shape::TextOrMap(Keys::new(LOGO_KEYS)))
        .about("页顶的标志：static/ 里的 SVG 或 PNG", "The logo: an SVG or PNG in static/")
        .zh_example("{浅色: static/logo.svg, 深色: static/logo-dark.svg}")
        .aliases(&["logo图", "会徽", "徽标", "图标"]),
    Key::new("accent", "主色", "\"#b02318\"")
        .about("网站的主色，要加引号", "The colour of the site, in quotes")
        .aliases(&["颜色", "主题色", "主色调", "color", "colour"]),
    Key::new("organizer", "主办单位", "山东省医院协会秘书处")
        .about("页脚的主办单位", "Who publishes the site")
        .aliases(&["主办", "organiser"]),
    Key::new("address", "地址", "济南市历下区示例路1号")
        .about("通讯地址", "The postal address")
        .aliases(&["通讯地址", "联系地址"]),
    Key::new("postcode", "邮编", "\"250000\"")
        .about("邮政编码", "The postcode")
        .aliases(&["邮政编码", "zip"]),
    Key::new("phone", "电话", "0531-00000000")
        .shape(Shape::Texts)
        .about("电话；有几个的写成列表", "Telephone numbers")
        .aliases(&["联系电话", "tel", "telephone"]),
    Key::new("email", "邮箱", "office@example.org")
        .shape(Shape::Texts)
        .about("邮箱；有几个的写成列表", "E-mail addresses")
        .aliases(&["电子邮箱", "电子邮件", "e-mail"]),
    Key::new("office_hours", "办公时间", "工作日 9:00—17:00")
        .about("办公时间", "When the office is open")
        .aliases(&["工作时间"]),
    Key::new("copyright", "版权", "© 2026 山东省医院协会")
        .about("版权声明", "The copyright notice")
        .aliases(&["版权所有", "版权声明"]),
    Key::new("wechat", "公众号", "{name: 山东省医院协会, qr: static/wechat.png}")
        .shape(Shape::Map(Keys::new(WECHAT_KEYS)))
        .about("微信公众号的名称和二维码", "The WeChat account and its QR code")
        .zh_example("{名称: 山东省医院协会, 二维码: static/wechat.png}")
        .aliases(&["微信", "微信公众号", "weixin"]),
    Key::new("friend_links", "友情链接", "[{title: 中国医院协会, url: \"https://example.org/\"}]")
        .shape(Shape::Maps(Keys::new(LINK_KEYS)))
        .about("页脚的友情链接", "Links to related sites")
        .zh_example("[{标题: 中国医院协会, 网址: \"https://example.org/\"}]")
        .aliases(&["链接", "links"]),
    Key::new("topics", "主题", "{高质量发展: gaozhiliang}")
        .shape(Shape::Entries(&Shape::Text))
        .about(
            "主题在网址里的名字；不写就用拼音",
            "The slugs of topics; made from their pinyin if not given",
        ),
    Key::new("synonyms", "同义词", "{卫健委: [卫生健康委员会]}")
        .shape(Shape::Entries(&Shape::Texts))
        .about("检索时当作一个意思的说法", "Words that search takes as equal"),
    Key::new("site_code", "网站标识码", "\"3700000001\"")
        .about("政府网站标识码", "The identifier of a government site"),
    Key::new("icp", "ICP备案号", "鲁ICP备00000000号")
        .about("ICP 备案号", "The ICP record")
        .aliases(&["备案号", "icp备案", "备案"]),
    Key::new("police_record", "公安备案号", "鲁公网安备 00000000000000号")
        .about("公安联网备案号", "The record of the public security authority")
        .aliases(&["公安备案", "网安备案", "公网安备"]),
    Key::new("card", "分享图", "{font: fonts/SourceHanSerif.otf}")
        .shape(Shape::Map(Keys::new(CARD_KEYS)))
        .about("分享图用的字体", "The font of the pictures that stand for shared documents")
        .zh_example("{字体: fonts/SourceHanSerif.otf}"),
    Key::new("raw_html", "原始HTML", "sanitised")
        .shape(Shape::Choice(RAW_HTML))
        .about("正文里的 HTML：净化，或原样保留", "HTML in texts: sanitised, or trusted as it is")
        .zh_example("净化"),
    Key::new("paper", "纸质版", "true")
        .shape(Shape::Boolean)
        .about("每份文件旁边放一份 PDF", "Whether each document has a PDF")
        .zh_example("是")
        .aliases(&["打印", "pdf"]),
    Key::new("history", "修订记录", "{source: \"https://gitee.com/xiehui/portal\"}")
        .shape(Shape::BooleanOrMap(Keys::new(HISTORY_KEYS)))
        .about(
            "网页上写明每份文件何时由哪次提交发布和修改，取自 git",
            "Whether pages say when and by which commit documents came and changed, from git",
        )
        .zh_example("{仓库: \"https://gitee.com/xiehui/portal\"}")
        .aliases(&["提交记录", "git"]),
    Key::new("checks", "检查", "{identity-card: error, number-gap: off}")
        .shape(Shape::Named(WARNINGS, &Shape::Choice(LEVELS)))
        .about("各条提醒的轻重", "How severe each warning is")
        .zh_example("{identity-card: 错误, number-gap: 不查}")
        .aliases(&["check", "检查规则", "severity"]),
    Key::new("extra", "附加", "{phone: 0531-00000000}")
        .shape(Shape::Anything)
        .about("留给网站模板的其他资料", "Further data for the theme")
        .zh_example("{电话: 0531-00000000}"),
];

const LINK_KEYS: &[Key] = &[
    Key::new("title", "标题", "通知公告").required().about("链接的文字", "The text of the link"),
    Key::new("url", "网址", "/notices/").required().about(
        "站内网址，外站的写全 https://",
        "An address of the site, or a whole one of another",
    ),
];

/// A third level does not fit a line of links.
const LAST_LEVEL: Keys = Keys {
    keys: LINK_KEYS,
    misplaced: &[MisplacedKey {
        typed: &["children", "下级", "子栏目", "下级栏目", "子菜单"],
        advice: faults::last_level,
    }],
};

const NAVIGATION_KEYS: &[Key] = &[
    Key::new("title", "标题", "通知公告").required().about("导航上的文字", "The text of the entry"),
    Key::new("url", "网址", "/notices/").about(
        "站内网址，外站的写全 https://；有下级的可以不写",
        "Where it leads; not needed if there are entries below",
    ),
    Key::new("children", "下级", "[{title: 通知公告, url: /notices/}]")
        .shape(Shape::Maps(LAST_LEVEL))
        .about("下一级", "The entries below it")
        .zh_example("[{标题: 通知公告, 网址: /notices/}]")
        .aliases(&["子栏目", "下级栏目", "子菜单", "submenu", "items"]),
];

const ANNOUNCEMENT_KEYS: &[Key] = &[
    Key::new("text", "内容", "网站试运行")
        .required()
        .about("提示的文字", "What it says")
        .aliases(&["文字", "标题", "title"]),
    Key::new("url", "网址", "/notices/")
        .about("点开到哪里", "Where it leads")
        .aliases(&["链接", "link"]),
    Key::new("from", "开始日期", "2026-03-15")
        .shape(Shape::Date)
        .about("从哪天起显示", "The first day on which it is shown")
        .aliases(&["自", "起", "开始", "start"]),
    Key::new("until", "结束日期", "2026-04-15")
        .shape(Shape::Date)
        .about("显示到哪天", "The last day on which it is shown")
        .aliases(&["至", "止", "结束", "截止", "截止日期", "to", "end"]),
];

const HISTORY_KEYS: &[Key] = &[
    Key::new("source", "仓库", "\"https://gitee.com/xiehui/portal\"")
        .about(
            "公开的仓库的网址，提交号链接到那里",
            "The address of the repository, if it is public, to which commits lead",
        )
        .aliases(&["源码", "仓库网址", "repository", "repo", "url"]),
    Key::new("since", "起始日期", "2026-01-01")
        .shape(Shape::Date)
        .about(
            "这一天以前提交的是旧文件，不核对它们的发布日期",
            "What was committed before this day is old; when it was published is not doubted",
        )
        .aliases(&["从", "自", "from"]),
];

const LOGO_KEYS: &[Key] = &[
    Key::new("light", "浅色", "static/logo.svg")
        .required()
        .about("浅色界面用的图片", "The picture for the light view")
        .aliases(&["图片", "file", "文件"]),
    Key::new("dark", "深色", "static/logo-dark.svg")
        .about("深色界面用的图片", "The picture for the dark view")
        .aliases(&["暗色"]),
    Key::new("has_name", "含站名", "true")
        .shape(Shape::Boolean)
        .about("图里已有站名", "Whether the title is part of the picture")
        .zh_example("是"),
];

const WECHAT_KEYS: &[Key] = &[
    Key::new("name", "名称", "山东省医院协会")
        .required()
        .about("公众号的名称", "The name of the account"),
    Key::new("qr", "二维码", "static/wechat.png")
        .required()
        .about("二维码的图片", "The picture of its QR code")
        .aliases(&["图片", "qrcode"]),
];

const CARD_KEYS: &[Key] = &[Key::new("font", "字体", "fonts/SourceHanSerif.otf")
    .required()
    .about("字体文件", "The file of the font")];

const RAW_HTML: &[Choice] = &[("sanitised", &["净化"]), ("trusted", &["信任"])];
