//! Titles of official documents are broken between words (GB/T 9704-2012, 7.3.1).
//!
//! Browsers may break Chinese text after any character. So the words of titles are marked as
//! unbreakable, and `text-wrap: balance` chooses among the remaining breaks; pictures get complete
//! lines from here. Words come from a list; numbers with their counters, document numbers and short
//! names in 《》 are recognised by their form; a short text between listed words is a word too.

use crate::han::is_title_ideograph;
use pulldown_cmark_escape::escape_html;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The words of official titles, in no order.
const WORDS: &str = "\
关于 印发 转发 批转 举办 召开 开展 开设 征集 征求 组织 做好 进一步 加强 推进 推动 促进 实施 落实 公布 公开 \
发布 表彰 报送 申报 废止 撤销 修改 修订 调整 成立 设立 同意 启动 深化 完善 规范 提升 强化 学习 宣传 贯彻 参加 \
推荐 遴选 选举 聘任 任命 暂行 试行 有关 相关 事项 部分 若干 联合 共同 制定 编制 建立 健全 探索 优化 应对 防控 \
决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 纪要 倡议书 倡议 邀请函 复函 方案 办法 规定 \
细则 规则 章程 规范 指南 标准 要点 计划 规划 总结 名单 目录 手册 会讯 简报 声明 启事 条例 制度 公约 承诺书 解读 \
调研 调查 问卷 培训班 培训 研讨会 论坛 年会 大会 会议 讲座 沙龙 展览 学术 交流 评选 评价 评审 评估 考核 检查 \
活动 工作 管理 建设 发展 服务 质量 安全 改革 创新 案例 集锦 专栏 经验 成果 成效 情况 分析 统计 数据 信息 网络 \
协会 学会 医院 医学会 分会 专委会 专业委员会 委员会 理事会 常务理事会 监事会 代表大会 会员 单位 机构 部门 党支部 \
引领 共筑 牵头 述职 立项 建议 印章 预告 维护 升级 办公 地点 迁移 会费 减免 措施 结果 签署 登记 信用 专项 能力 优秀 推选 县级 \
帮扶 回访 岗位 之后 以后 预约 前移 病案 门急诊 征稿 新媒体 体重 新篇章 三年 五年 怎样 自己 什么 可以 不是 一张 半年 后勤 专家 \
会员单位 代表 理事 会长 秘书长 秘书处 专家 人员 人才 队伍 员工 患者 公众 社会 行业 自律 行业自律 诚信 文化 品牌 党建 \
医疗 卫生 健康 卫生健康 医药 医保 医师 护士 护理 药学 药事 临床 康复 中医 中医药 公共 公共卫生 医疗机构 社会办 \
社会办医 社会办医疗 社会办医疗机构 健康中国 管理者 院长 非公立 公立 民营 基层 县域 城乡 紧密型 医共体 医联体 高质量 高质量发展 信息化 智慧 智能 人工智能 数字 \
互联网 医务 社工 志愿 志愿服务 医患 投诉 纠纷 风险 应急 感染 后勤 财务 收费 价格 支付 经费 资金 物资 采购 设备 \
十四五 十五五 中长期 年度 季度 上半年 下半年 全省 全市 全国 全体 本会 山东省 上海市 山东 上海 济南 青岛 中国 国家 \
工作报告 工作要点 工作计划 工作总结 工作会议 工作方案 管理办法 实施方案 实施细则 管理制度 调查报告 调研报告 \
专项行动 分支机构 诚信服务 论文 实践 团体 团体标准 出版物 门户 主题 通讯 期刊 编号 附件 正式 内部 首届 第一批 第二批 第三批 以及 如何 面向 围绕";

static LEXICON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| WORDS.split_whitespace().collect());

/// The longest word of the list, in characters.
const MAX_WORD_CHARS: usize = 7;

/// Up to this number of characters that are in no listed word are taken for one word.
const MAX_UNLISTED_CHARS: usize = 4;

/// Words of one character that are part of neither neighbour.
const PARTICLES: [char; 24] = [
    '的', '和', '与', '及', '或', '在', '于', '为', '对', '向', '从', '由', '以', '把', '被', '让',
    '等', '是', '有', '不', '了', '再', '并', '里',
];

/// A name in 《》 of up to this number of characters is not broken: it fits on a line of the narrowest
/// phone.
const MAX_NAME_CHARS: usize = 10;

const OPENING: [char; 9] = ['《', '〈', '（', '〔', '【', '“', '‘', '「', '('];
const CLOSING: [char; 16] =
    ['》', '〉', '）', '〕', '】', '”', '’', '」', ')', '，', '。', '、', '：', '；', '！', '？'];
const COUNTERS: [char; 15] =
    ['年', '月', '日', '号', '届', '次', '期', '批', '个', '项', '家', '名', '版', '周', '章'];

/// Renders a title as escaped HTML with `<span class="nb">` around what must not be broken.
pub fn unbroken(title: &str) -> String {
    let mut html = String::with_capacity(title.len() * 2);
    for phrase in phrases(title) {
        if phrase.chars().nth(1).is_some() && !phrase.is_ascii() {
            html.push_str("<span class=\"nb\">");
            push_escaped(&mut html, phrase);
            html.push_str("</span>");
        } else {
            push_escaped(&mut html, phrase);
        }
    }
    html
}

fn push_escaped(html: &mut String, text: &str) {
    // Writing to a string does not fail.
    let _ = escape_html(html, text);
}

/// Returns the width of a line in half Han characters: ASCII characters count one, all others two.
pub fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// Breaks a title between words into lines of about equal width, at most `max_width` (see [`width`]).
/// What does not fit into `max_lines` is cut, and replaced by an ellipsis.
pub fn lines(title: &str, max_width: usize, max_lines: usize) -> Vec<String> {
    let phrases = phrases(title);
    let mut lines = fill(&phrases, max_width);
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            while width(last) + 2 > max_width && last.pop().is_some() {}
            last.push('…');
        }
        return lines;
    }
    let min_width = width(title).div_ceil(lines.len().max(1));
    (min_width..max_width)
        .map(|max_width| fill(&phrases, max_width))
        .find(|balanced| balanced.len() <= lines.len())
        .unwrap_or(lines)
}

/// Fills line after line. Only a phrase that is wider than a line is broken itself.
fn fill(phrases: &[&str], max_width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width_left = 0;
    for phrase in phrases {
        let fits_a_line = width(phrase) <= max_width;
        if fits_a_line && width(phrase) > width_left {
            lines.push(String::new());
            width_left = max_width;
        }
        for c in phrase.chars() {
            if width_of(c) > width_left {
                lines.push(String::new());
                width_left = max_width;
            }
            width_left = width_left.saturating_sub(width_of(c));
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// Splits a title into phrases between which a line may end.
fn phrases(title: &str) -> Vec<&str> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < title.len() {
        let mut end = at + word_length(&title[at..]);
        // Brackets stay with what they enclose, and 的 with the word before it.
        while title[at..end].ends_with(OPENING) && end < title.len() {
            end += word_length(&title[end..]);
        }
        end += bracketed_character_length(&title[end..]);
        // A clause begins after a space; a line should not end after its first word.
        if title[..at].ends_with(' ') && title[end..].starts_with(is_title_ideograph) {
            end += word_length(&title[end..]);
        }
        end += trailing_length(&title[end..], title[at..end].chars().nth(1).is_some());
        ends.push(at..end);
        at = end;
    }
    ends.into_iter().map(|range| &title[range]).collect()
}

/// Returns the length of a single character in brackets at the start of `rest`: 县（市）.
fn bracketed_character_length(rest: &str) -> usize {
    let mut chars = rest.chars();
    let is_open = chars.next().is_some_and(|c| c == '（');
    let (inside, close) = (chars.next(), chars.next());
    if !is_open || close != Some('）') {
        0
    } else {
        "（）".len() + inside.map_or(0, char::len_utf8)
    }
}

/// Returns the length of closing punctuation, and of 的 after a word, at the start of `rest`.
fn trailing_length(rest: &str, after_word: bool) -> usize {
    let mut length = 0;
    for c in rest.chars() {
        let is_de = c == '的' && (after_word || length > 0);
        if !CLOSING.contains(&c) && !is_de {
            break;
        }
        length += c.len_utf8();
        if is_de {
            break;
        }
    }
    length
}

/// Returns the length of the first word of `rest`, in bytes; at least one character.
fn word_length(rest: &str) -> usize {
    name_length(rest)
        .or_else(|| number_length(rest))
        .or_else(|| listed_length(rest))
        .or_else(|| latin_length(rest))
        .unwrap_or_else(|| unlisted_length(rest))
}

/// Returns the length of a word that is not listed: the Han characters before the next listed word or
/// particle are taken for one word if they are few, otherwise for words of two characters.
fn unlisted_length(rest: &str) -> usize {
    let is_word = |at: usize, c: char| {
        let rest = &rest[at..];
        is_title_ideograph(c)
            && !PARTICLES.contains(&c)
            && number_length(rest).is_none()
            && listed_length(rest).is_none()
    };
    let ends = rest.char_indices().take_while(|(at, c)| is_word(*at, *c));
    let ends: Vec<usize> =
        ends.take(MAX_UNLISTED_CHARS + 1).map(|(at, c)| at + c.len_utf8()).collect();
    let length = if ends.len() > MAX_UNLISTED_CHARS { 2 } else { ends.len() };
    let first = rest.chars().next().map_or(rest.len(), char::len_utf8);
    length.checked_sub(1).map_or(first, |last| ends[last])
}

/// Returns the length of a short name in 《》.
fn name_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('《')?;
    let close = inside.find('》')?;
    let is_short = inside[..close].chars().count() <= MAX_NAME_CHARS;
    is_short.then(|| "《".len() + close + "》".len())
}

/// Returns the length of a number with its counter: `2026年`, `第3届`, `〔2026〕1号`, `2025—2027年`.
fn number_length(rest: &str) -> Option<usize> {
    let numeral = |c: char| c.is_ascii_digit() || "〔〕.—-～至.％%".contains(c);
    let han = |c: char| "一二三四五六七八九十百".contains(c);
    let first = rest.chars().next()?;
    let mut length = match first {
        '第' => first.len_utf8(),
        '〔' => 0,
        c if c.is_ascii_digit() => 0,
        _ => return None,
    };
    let digits: usize =
        rest[length..].chars().take_while(|c| numeral(*c)).map(char::len_utf8).sum();
    let spelled: usize = rest[length..].chars().take_while(|c| han(*c)).map(char::len_utf8).sum();
    if digits == 0 && spelled == 0 {
        return None;
    }
    length += digits.max(spelled);
    let counter = rest[length..].chars().next().filter(|c| COUNTERS.contains(c));
    length += counter.map_or(0, char::len_utf8);
    if counter == Some('年') && rest[length..].starts_with('度') {
        length += '度'.len_utf8();
    }
    Some(length)
}

/// Returns the length of the longest listed word at the start of `rest`.
fn listed_length(rest: &str) -> Option<usize> {
    let mut ends: Vec<usize> =
        rest.char_indices().skip(1).map(|(at, _)| at).take(MAX_WORD_CHARS).collect();
    if ends.len() < MAX_WORD_CHARS {
        ends.push(rest.len());
    }
    ends.into_iter().rev().find(|end| LEXICON.contains(&rest[..*end]))
}

/// Returns the length of a run of Latin letters and digits, which browsers do not break either.
fn latin_length(rest: &str) -> Option<usize> {
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    (length > 0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::{lines, phrases, unbroken, width};

    #[test]
    fn titles_are_split_between_words() {
        let cut = |title: &str| phrases(title).join("|");
        assert_eq!(
            cut("山东省医院协会关于印发2026年工作要点的通知"),
            "山东省|医院|协会|关于|印发|2026年|工作要点的|通知"
        );
        assert_eq!(cut("关于转发《自律倡议书》的通知"), "关于|转发|《自律倡议书》的|通知");
        assert_eq!(
            cut("关于废止《山东省医院协会专业委员会管理办法（试行）》的决定"),
            "关于|废止|《山东省|医院|协会|专业委员会|管理办法|（试行）》的|决定"
        );
        assert_eq!(cut("第3届年会（2025—2027年度）"), "第3届|年会|（2025—2027年度）");
        assert_eq!(cut("第十二次会议"), "第十二次|会议");
        assert_eq!(cut("鲁医协发〔2026〕1号"), "鲁医协发|〔2026〕1号");
        assert_eq!(
            cut("深化行业自律 共筑健康中国新篇章的倡议书"),
            "深化|行业自律| |共筑健康中国|新篇章的|倡议书"
        );
        assert_eq!(cut("山东省县（市）医院院长"), "山东省|县（市）|医院|院长");
        assert_eq!(cut("社会办医疗机构与甲乙丙丁戊己"), "社会办医疗机构|与|甲乙|丙丁戊己");
        assert_eq!(
            cut("强基工程中的县级医院：牵头不是包揽"),
            "强基|工程中的|县级|医院：|牵头|不是|包揽"
        );
    }

    #[test]
    fn phrases_are_complete_and_escaped() {
        for title in ["", "的", "《", "》《", "a<b", "第", "〔", "𠮷野家的", "《未完", "（）（"]
        {
            assert_eq!(phrases(title).concat(), title);
        }
        assert_eq!(unbroken("<&>"), "&lt;&amp;&gt;");
    }

    #[test]
    fn lines_are_balanced_and_keep_words_whole() {
        let title = "关于修改《山东省医院协会分支机构管理办法》的决定";
        assert_eq!(lines(title, 32, 3), ["关于修改《山东省医院协会", "分支机构管理办法》的决定"]);
        assert_eq!(lines(title, 60, 3), [title]);
        assert_eq!(lines(title, 20, 2), ["关于修改《山东省医院", "协会分支机构…"]);
        assert_eq!(lines("", 20, 2), [] as [&str; 0]);
        let letters = "a".repeat(50);
        assert_eq!(lines(&letters, 20, 9).iter().map(|l| l.len()).max(), Some(17));
        for line in lines(&"长".repeat(99), 20, 9) {
            assert!(width(&line) <= 20, "{line}");
        }
    }
}
