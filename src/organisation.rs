//! Names of organisations, as far as they can be recognised by their endings.

/// What names of organisations end with, and hardly any other words.
const ENDINGS: [&str; 37] = [
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
    "组委会",
    "工会",
    "分会",
    "总会",
    "代表大会",
    "秘书处",
    "办公室",
    "编辑部",
    "杂志社",
    "研究院",
    "研究所",
    "中心",
    "医院",
    "卫生院",
    "大学",
    "学院",
    "公司",
    "集团",
    "联盟",
    "政府",
    "党委",
    "党支部",
    "支部",
    "领导小组",
    "工作组",
    "专家组",
];

/// What names of offices end with, and other words too: 卫生健康委, 会员部, but 全部.
const OFFICE_ENDINGS: [&str; 7] = ["委", "厅", "局", "部", "处", "院", "室"];

/// The longest name, in characters.
const MAX_CHARS: usize = 30;

/// Returns whether a text surely ends like the name of an organisation: 某省医院协会.
pub fn ends_like_one(text: &str) -> bool {
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Returns whether a line can be the name of an organisation or of an office and nothing else.
pub fn is_organisation(line: &str) -> bool {
    let line = line.trim();
    (4..=MAX_CHARS).contains(&line.chars().take(MAX_CHARS + 1).count())
        && !line.starts_with("关于")
        && !line.contains(['，', '。', '；', '：', ':', '、', '《', '〔', '“', '的'])
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && (ends_like_one(line) || OFFICE_ENDINGS.iter().any(|ending| line.ends_with(ending)))
}

/// Returns the name in a mark of the issuer (发文机关标志): 山东省医院协会文件.
pub fn of_mark(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = line.strip_suffix("文件").or_else(|| line.strip_suffix("（通知）"))?.trim();
    is_organisation(name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_organisations_are_recognised() {
        for name in ["某省医院协会", "某省卫生健康委", "某省医院协会秘书处", "工作领导小组"]
        {
            assert!(is_organisation(name), "{name}");
        }
        for other in
            ["张三", "协会", "关于成立委员会", "各会员单位：", "2026年专家组", "本会的职责部"]
        {
            assert!(!is_organisation(other), "{other}");
        }
        assert!(ends_like_one("某某医院") && !ends_like_one("业务全部"));
        assert_eq!(of_mark("某省医院协会文件"), Some("某省医院协会"));
        assert_eq!(of_mark("印发的文件"), None);
    }
}
