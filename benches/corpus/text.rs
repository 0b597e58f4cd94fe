//! Running text as an association writes it: words by Zipf's law, half of them from the subject of the document, between set
//! phrases, figures and names.

use super::random::Random;
use std::sync::LazyLock;

/// The most frequent words first.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../search/words.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

const PHRASES: [&str; 18] = [
    "现将有关事项通知如下",
    "请结合实际认真贯彻执行",
    "推动医院高质量发展",
    "切实加强组织领导",
    "现就有关工作提出以下意见",
    "经协会常务理事会研究决定",
    "不断提升医疗服务能力和水平",
    "维护人民群众健康权益",
    "请于规定时间前报送协会秘书处",
    "联系人及联系电话见附件",
    "坚持以人民健康为中心",
    "建立健全长效机制",
    "持续改进工作作风",
    "进一步规范诊疗行为",
    "各市医院协会和各会员单位",
    "充分发挥桥梁纽带作用",
    "加强行业自律和诚信建设",
    "有关情况及时反馈",
];
const LATIN: [&str; 14] = [
    "DRG",
    "DIP",
    "CT",
    "MRI",
    "ICU",
    "PDCA",
    "HIS",
    "COVID-19",
    "ISO9001",
    "5G",
    "QCC",
    "hospital management",
    "98.6%",
    "Ⅲ级",
];
const UNITS: [&str; 5] = ["医院", "单位", "机构", "学会", "专业委员会"];

/// The words that a document prefers.
pub struct Subject(Vec<&'static str>);

impl Subject {
    pub fn new(random: &mut Random) -> Subject {
        Subject((0..60).map(|_| *random.pick(&WORDS)).collect())
    }

    pub fn words(&self, random: &mut Random, count: usize) -> String {
        (0..count)
            .map(|_| {
                let of_the_subject = random.permille(500);
                let list = if of_the_subject { &self.0 } else { &*WORDS };
                list[random.zipf(list.len())]
            })
            .collect()
    }

    pub fn clause(&self, random: &mut Random) -> String {
        if random.permille(180) {
            return (*random.pick(&PHRASES)).to_owned();
        }
        let count = random.between(2, 6);
        self.words(random, count)
    }

    pub fn sentence(&self, random: &mut Random) -> String {
        let clauses = random.between(1, 4);
        let mut clauses: Vec<String> = (0..clauses).map(|_| self.clause(random)).collect();
        match random.below(100) {
            0..5 => clauses.push(format!("{}{}", random.pick(&LATIN), self.clause(random))),
            5..11 => clauses.push(format!("共{}家{}", random.between(1, 900), random.pick(&UNITS))),
            11..14 => {
                clauses.push(format!("预算{}元", thousands(random.between(10_000, 9_999_999))))
            }
            14..18 => clauses.push(format!(
                "{}年{}月{}日前完成",
                random.between(2015, 2026),
                random.between(1, 12),
                random.between(1, 28)
            )),
            18..19 => clauses.push(format!("编号ZBXMJD{}A", random.between(100_000, 999_999))),
            _ => {}
        }
        clauses.join("，") + "。"
    }

    pub fn paragraph(&self, random: &mut Random) -> String {
        let sentences = random.between(2, 5);
        (0..sentences).map(|_| self.sentence(random)).collect()
    }
}

/// 1234500 as 1,234,500.
fn thousands(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", thousands(number / 1000), number % 1000),
    }
}
