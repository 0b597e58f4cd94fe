//! `new` and `number` read front matter alone, and find in it what a whole read finds.

use crate::commands::Folder;
use encoding_rs::{BIG5, GBK};
use gongbao::build::{Heads, parse_heads};
use gongbao::disk;
use gongbao::markdown::RawHtml;
use gongbao::source::Tree;
use std::fs;
use std::path::Path;

const FRONT: &str = "---\ntitle: 关于召开全省医院管理工作会议的通知\nnumber: 鲁医协发〔2026〕1号\n\
                     date: 2026-03-15\nsummary: |\n  摘要\n  ———\n  第二行\ntopics: [医保, 质量]\n---\n";
const BODY: &str =
    "\n各会员单位要按照要求认真组织，按时报送。\n\n---\n\nnumber: 鲁医协发〔2026〕9号\n";

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

/// Files in many encodings, and with many faults.
fn files() -> Vec<Vec<u8>> {
    let text = format!("{FRONT}{BODY}");
    let without_fence = text.replacen("]\n---\n", "]\n", 1);
    let english = "---\ntitle: Notice\ndate: 2026-03-15\n---\n";
    let long = format!("---\n# {}\n{}", "长".repeat(40_000), &text[4..]);
    let mut files = vec![
        text.replace('\n', "\r\n").into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
        format!("\n\n{text}").into_bytes(),
        GBK.encode(&text).0.into_owned(),
        GBK.encode(&text.replace('\n', "\r\n")).0.into_owned(),
        BIG5.encode("---\ntitle: 關於召開會議的通知\nnumber: 魯醫協發〔2026〕2號\n---\n各會員單位按時報送。\n").0.into_owned(),
        utf16(&text, u16::to_le_bytes),
        utf16(&text, u16::to_be_bytes),
        utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
        without_fence.clone().into_bytes(),
        text.replacen("]\n---\n", "]\n...\n", 1).into_bytes(),
        text.replacen("]\n---\n", "]\n———\n", 1).into_bytes(),
        text.replacen("]\n---\n", "]\n--- \t\n", 1).into_bytes(),
        text.replacen("]\n---\n", "]\n---\u{3000}\n", 1).into_bytes(),
        text.replacen("title: ", "title：", 1).into_bytes(),
        text.replacen("number: ", "发文字号:", 1).into_bytes(),
        text.replacen("---\n", "", 1).into_bytes(),
        FRONT.trim_end().as_bytes().to_vec(),
        "山东省医院协会文件\n鲁医协发〔2026〕14号\n".as_bytes().to_vec(),
        long.into_bytes(),
        Vec::new(),
        [english.as_bytes(), &GBK.encode(BODY).0].concat(),
        [english.replace("Notice", "Über 通知").as_bytes(), &GBK.encode(&BODY.repeat(9)).0].concat(),
        [english.as_bytes(), BODY.as_bytes(), b"\xff\n"].concat(),
        [english.as_bytes(), &utf16(BODY, u16::to_le_bytes)].concat(),
    ];
    for front in [FRONT, &without_fence] {
        for tail in [
            b"\xff\xfe\n".to_vec(),
            b"a\0b\n".to_vec(),
            GBK.encode(BODY).0.into_owned(),
            GBK.encode(&BODY.repeat(40)).0.into_owned(),
            utf16(&BODY.repeat(40), u16::to_le_bytes),
            utf16(&BODY.repeat(40), u16::to_be_bytes),
            "文".as_bytes()[..2].to_vec(),
        ] {
            files.push([front.as_bytes(), &tail].concat());
        }
    }
    let mut random = Random(7);
    for at in 0..600 {
        let mut bytes =
            if at % 3 == 0 { files[random.below(25)].clone() } else { text.clone().into_bytes() };
        for _ in 0..1 + random.below(3) {
            mutate(&mut bytes, &mut random);
        }
        files.push(bytes);
    }
    files.push(text.into_bytes());
    files
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// Puts something in place of a few bytes, mostly in the front matter.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const PARTS: [&[u8]; 12] = [
        b"---\n",
        b"\n---\n",
        b"\n...\n",
        b"\0",
        b"\xff",
        b"\xd5\xfd\xce\xc4",
        b"\r",
        b"",
        b"\n",
        b"- ",
        "———\n".as_bytes(),
        "：".as_bytes(),
    ];
    let bound = if random.below(3) == 0 { bytes.len() } else { bytes.len().min(FRONT.len() + 8) };
    let start = random.below(bound + 1);
    let end = (start + random.below(4)).min(bytes.len());
    bytes.splice(start..end, PARTS[random.below(PARTS.len())].iter().copied());
}

/// Everything that is found in a tree, in words that can be compared.
fn found(tree: &Tree) -> Vec<String> {
    let Heads { documents, sections, unread_numbers } = parse_heads(tree, RawHtml::Sanitised);
    let heads = documents.iter().map(|head| {
        let above = &head.source.text[..head.body.start];
        format!("{} {above:?} {:?}", head.source.path, head.front)
    });
    let rest = [format!("{sections:?}"), format!("{unread_numbers:?}")];
    heads.chain(rest).collect()
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
    fs::write(place, bytes).expect("writing");
}

#[test]
fn heads_are_those_of_a_whole_read() {
    let folder = Folder::new("heads");
    let root = &folder.0;
    write(root, "site.yaml", "title: 测试门户\n".as_bytes());
    write(
        root,
        "content/notices/_index.md",
        "---\ntitle: 通知公告\nkind: notice\n---\n说明。\n".as_bytes(),
    );
    let files = files();
    let (mut shorter, mut heads) = (0, 0);
    for (index, bytes) in files.iter().enumerate() {
        // One file at a time, as what is unread is known of all files together.
        write(root, "content/notices/one.md", bytes);
        let whole = disk::read(root, &root.join("public")).expect("a site");
        let head = disk::read_heads(root, &root.join("public")).expect("a site");
        let (whole_found, head_found) = (found(&whole), found(&head));
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]);
        assert_eq!(head_found, whole_found, "file {index}: {shown}");
        let text =
            |tree: &Tree| tree.text("content/notices/one.md").map_or(0, |file| file.text.len());
        shorter += usize::from(text(&head) < text(&whole));
        heads += whole_found.len() - 2;
    }
    assert!(
        shorter > 100 && shorter < files.len(),
        "{shorter} of {} were read in part",
        files.len()
    );
    assert!(heads > 200 && heads < files.len(), "{heads} of {} have front matter", files.len());
}

#[test]
fn only_what_front_matter_needs_is_read() {
    let folder = Folder::new("heads-only");
    let root = &folder.0;
    for path in [
        "content/a.md",
        "content/名单.pdf",
        "content/data.yml",
        "static/x.css",
        "templates/page.html",
    ] {
        write(root, path, b"x");
    }
    write(root, "site.yaml", b"title: x\n");
    write(root, "content/notices/_index.md", format!("{FRONT}{BODY}").as_bytes());
    write(root, "content/notices/b.md", format!("{FRONT}{BODY}").as_bytes());
    let tree = disk::read_heads(root, &root.join("public")).expect("a site");
    let paths: Vec<&str> = tree.texts.keys().map(|path| path.as_str()).collect();
    assert_eq!(
        paths,
        ["content/a.md", "content/notices/_index.md", "content/notices/b.md", "site.yaml"]
    );
    assert!(tree.assets.is_empty());
    let text = |path: &str| &*tree.text(path).expect("a file").text;
    assert_eq!(
        text("content/notices/_index.md"),
        format!("{FRONT}{BODY}"),
        "its text belongs to it"
    );
    assert_eq!(text("content/notices/b.md"), FRONT);
}
