//! The words that the renderer itself adds to a body, in the language of the site.

/// The words that the renderer adds, most of them for screen readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Precedes the number of a table.
    pub table: &'static str,
    pub footnotes: &'static str,
    /// Before and after the number of the footnote that a link leads back from.
    pub footnote_back: (&'static str, &'static str),
    /// What the link at a provision leads to.
    pub provision: &'static str,
    /// A task of a list that is done.
    pub done: &'static str,
    /// A task that is not.
    pub open: &'static str,
    /// Precede the description of a recording.
    pub video: &'static str,
    pub audio: &'static str,
    /// The subtitles of a recording, and the code of their language.
    pub subtitles: (&'static str, &'static str),
}

impl Labels {
    pub const CHINESE: Labels = Labels {
        table: "表格",
        footnotes: "脚注",
        footnote_back: ("回到正文脚注", "处"),
        provision: "这一条款的地址",
        done: "已完成",
        open: "未完成",
        video: "视频：",
        audio: "音频：",
        subtitles: ("字幕", "zh"),
    };
    pub const ENGLISH: Labels = Labels {
        table: "Table ",
        footnotes: "Footnotes",
        footnote_back: ("Back to reference ", ""),
        provision: "Address of this provision",
        done: "done",
        open: "not done",
        video: "Video: ",
        audio: "Audio: ",
        subtitles: ("Subtitles", "en"),
    };
}
