//! Names of organisations, as far as they can be recognised by their endings.

const ENDINGS: [&str; 38] = [
    "协会",
    "学会",
    "商会",
    "联合会",
    "研究会",
    "促进会",
    "基金会",
    "理事会",
    "监事会",
    "委员会",
    "专委会",
    "分会",
    "秘书处",
    "办公室",
    "委",
    "厅",
    "局",
    "部",
    "处",
    "中心",
    "医院",
    "大学",
    "学院",
    "公司",
    "集团",
    "政府",
    "组委会",
    "工会",
    "党支部",
    "党委",
    "支部",
    "联盟",
    "总会",
    "代表大会",
    "编辑部",
    "杂志社",
    "研究院",
    "研究所",
];

const MAX_CHARS: usize = 30;

/// Returns whether a line can be the name of an organisation and nothing else.
pub(super) fn is_organisation(line: &str) -> bool {
    let line = line.trim();
    let count = line.chars().count();
    (4..=MAX_CHARS).contains(&count)
        && !line.starts_with("关于")
        && !line.contains(['，', '。', '；', '：', ':', '、', '《', '〔', '“', '的'])
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && ENDINGS.iter().any(|ending| line.ends_with(ending))
}

/// Returns the name in a mark of the issuer (发文机关标志): 山东省医院协会文件.
pub(super) fn of_mark(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = line.strip_suffix("文件").or_else(|| line.strip_suffix("（通知）"))?.trim();
    is_organisation(name).then_some(name)
}
