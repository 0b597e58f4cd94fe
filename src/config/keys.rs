//! The keys of site.yaml, and what people type in their place.

use super::issuers::{ISSUER_KEYS, SERIES_KEYS};
use crate::yaml::{Choice, Key};

pub const KEYS: &[Key] = &[
    Key::new("title", "标题", "山东省医院协会出版物门户").aliases(&[
        "名称",
        "站名",
        "网站名称",
        "站点名称",
        "name",
    ]),
    Key::new("description", "说明", "通知、会讯、报告、倡议").aliases(&["描述", "简介", "介绍"]),
    Key::new("base_url", "网址", "https://example.org/").aliases(&[
        "域名",
        "网站地址",
        "站点地址",
        "url",
        "baseurl",
        "base-url",
        "site_url",
    ]),
    Key::new("language", "语言", "zh-CN").aliases(&["lang", "languagecode"]),
    Key::new("time_zone", "时区", "\"+08:00\"").aliases(&["timezone", "tz"]),
    Key::new("theme", "主题样式", "official").aliases(&["主题风格", "模板"]),
    Key::new("announcement", "提示", "演示内容").aliases(&["公告", "通告", "提示语", "notice"]),
    Key::new("issuers", "发文机关", "[{name: 山东省医院协会, code: 鲁医协发, slug: lyxf}]")
        .zh_example("[{名称: 山东省医院协会, 代字: 鲁医协发, 短名: lyxf}]")
        .aliases(&["issuer", "发文单位", "机关"]),
    Key::new("navigation", "导航", "[{title: 通知公告, url: /notices/}]")
        .zh_example("[{标题: 通知公告, 网址: /notices/}]")
        .aliases(&["导航栏", "菜单", "menu", "nav"]),
    Key::new("home", "首页", "[issue, calls, latest]")
        .zh_example("[会讯, 征集, 最新发布]")
        .aliases(&["首页板块", "首页栏目"]),
    Key::new("logo", "标志", "{light: static/logo.svg, dark: static/logo-dark.svg}")
        .zh_example("{浅色: static/logo.svg, 深色: static/logo-dark.svg}")
        .aliases(&["logo图", "会徽", "徽标", "图标"]),
    Key::new("accent", "主色", "\"#b02318\"").aliases(&[
        "颜色",
        "主题色",
        "主色调",
        "color",
        "colour",
    ]),
    Key::new("organizer", "主办单位", "山东省医院协会秘书处").aliases(&["主办", "organiser"]),
    Key::new("address", "地址", "济南市历下区示例路1号").aliases(&["通讯地址", "联系地址"]),
    Key::new("postcode", "邮编", "\"250000\"").aliases(&["邮政编码", "zip"]),
    Key::new("phone", "电话", "0531-00000000").aliases(&["联系电话", "tel", "telephone"]),
    Key::new("email", "邮箱", "office@example.org").aliases(&["电子邮箱", "电子邮件", "e-mail"]),
    Key::new("office_hours", "办公时间", "工作日 9:00—17:00").aliases(&["工作时间"]),
    Key::new("copyright", "版权", "© 2026 山东省医院协会").aliases(&["版权所有", "版权声明"]),
    Key::new("wechat", "公众号", "{name: 山东省医院协会, qr: static/wechat.png}")
        .zh_example("{名称: 山东省医院协会, 二维码: static/wechat.png}")
        .aliases(&["微信", "微信公众号", "weixin"]),
    Key::new("friend_links", "友情链接", "[{title: 中国医院协会, url: \"https://example.org/\"}]")
        .zh_example("[{标题: 中国医院协会, 网址: \"https://example.org/\"}]")
        .aliases(&["链接", "links"]),
    Key::new("topics", "主题", "{高质量发展: gaozhiliang}"),
    Key::new("synonyms", "同义词", "{卫健委: [卫生健康委员会]}"),
    Key::new("site_code", "网站标识码", "\"3700000001\""),
    Key::new("icp", "ICP备案号", "鲁ICP备00000000号").aliases(&["备案号", "icp备案", "备案"]),
    Key::new("police_record", "公安备案号", "鲁公网安备 00000000000000号").aliases(&[
        "公安备案",
        "网安备案",
        "公网安备",
    ]),
    Key::new("card", "分享图", "{font: fonts/SourceHanSerif.otf}")
        .zh_example("{字体: fonts/SourceHanSerif.otf}"),
    Key::new("raw_html", "原始HTML", "sanitised").zh_example("净化"),
    Key::new("paper", "纸质版", "true").zh_example("是").aliases(&["打印", "pdf"]),
    Key::new("checks", "检查", "{identity-card: error, number-gap: off}")
        .zh_example("{identity-card: 错误, number-gap: 不查}")
        .aliases(&["check", "检查规则", "severity"]),
    Key::new("extra", "附加", "{phone: 0531-00000000}").zh_example("{电话: 0531-00000000}"),
];

pub(super) const LINK_KEYS: &[Key] =
    &[Key::new("title", "标题", "通知公告"), Key::new("url", "网址", "/notices/")];

pub(super) const NAVIGATION_KEYS: &[Key] = &[
    Key::new("title", "标题", "通知公告"),
    Key::new("url", "网址", "/notices/"),
    Key::new("children", "下级", "[{title: 通知公告, url: /notices/}]")
        .zh_example("[{标题: 通知公告, 网址: /notices/}]")
        .aliases(&["子栏目", "下级栏目", "子菜单", "submenu", "items"]),
];

pub(super) const ANNOUNCEMENT_KEYS: &[Key] = &[
    Key::new("text", "内容", "网站试运行").aliases(&["文字", "标题", "title"]),
    Key::new("url", "网址", "/notices/").aliases(&["链接", "link"]),
    Key::new("from", "开始日期", "2026-03-15").aliases(&["自", "起", "开始", "start"]),
    Key::new("until", "结束日期", "2026-04-15").aliases(&[
        "至",
        "止",
        "结束",
        "截止",
        "截止日期",
        "to",
        "end",
    ]),
];

pub(super) const LOGO_KEYS: &[Key] = &[
    Key::new("light", "浅色", "static/logo.svg").aliases(&["图片", "file", "文件"]),
    Key::new("dark", "深色", "static/logo-dark.svg").aliases(&["暗色"]),
    Key::new("has_name", "含站名", "true").zh_example("是"),
];

pub(super) const WECHAT_KEYS: &[Key] = &[
    Key::new("name", "名称", "山东省医院协会"),
    Key::new("qr", "二维码", "static/wechat.png").aliases(&["图片", "qrcode"]),
];

pub(super) const CARD_KEYS: &[Key] = &[Key::new("font", "字体", "fonts/SourceHanSerif.otf")];

pub(super) const RAW_HTML: &[Choice] = &[("sanitised", &["净化"]), ("trusted", &["信任"])];

/// Returns every key that may stand in site.yaml, in both languages.
pub(super) fn all_names() -> Vec<&'static str> {
    let groups = [
        KEYS,
        ISSUER_KEYS,
        SERIES_KEYS,
        LINK_KEYS,
        NAVIGATION_KEYS,
        ANNOUNCEMENT_KEYS,
        LOGO_KEYS,
        WECHAT_KEYS,
        CARD_KEYS,
    ];
    groups.iter().flat_map(|keys| keys.iter().flat_map(|key| [key.name, key.zh])).collect()
}
