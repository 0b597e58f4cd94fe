//! How an article looks: one table of colours, one of styles. WeChat's editor keeps `style` attributes
//! and drops classes and style sheets, so each element carries its own.

/// The colours that styles name. `@accent` is that of the site.
const COLOURS: [(&str, &str); 4] =
    [("@ink", "#1f1e1c"), ("@muted", "#5d5a55"), ("@line", "#dcd8d0"), ("@ground", "#f6f5f2")];

/// The accent of the official theme, for a site that names none.
pub(super) const ACCENT: &str = "#b3231b";

/// The width in px that an article has on a phone of 375 px.
pub(super) const PHONE: f32 = 335.0;

/// The page that is opened to copy the article. The editor takes none of it.
pub(super) const PAGE: &str = "margin:0 auto;padding:20px;max-width:677px;background:#fff;\
    font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;-webkit-text-size-adjust:100%";

pub(super) const ARTICLE: &str = "font-size:16px;line-height:1.75;color:@ink;text-align:justify;word-break:break-word;overflow-wrap:anywhere";

// The head.
pub(super) const KICKER: &str =
    "margin:0 0 12px;font-size:14px;line-height:1.6;color:@muted;text-align:center";
pub(super) const MARK: &str = "margin:0 0 8px;font-size:20px;line-height:1.5;font-weight:bold;color:@accent;text-align:center";
pub(super) const NUMBER: &str =
    "margin:0 0 8px;font-size:14px;line-height:1.75;color:@ink;text-align:center";
pub(super) const RED_RULE: &str = "margin:0 0 20px;border:0;border-top:2px solid @accent";
/// How many half Han characters of the title stand in a line on a phone.
pub(super) const TITLE_COLUMNS: usize = 32;
pub(super) const TITLE: &str =
    "margin:0 0 16px;font-size:20px;line-height:1.5;font-weight:bold;color:@ink;text-align:center";
pub(super) const SUBHEAD: &str =
    "margin:24px 0 8px;font-size:16px;line-height:1.6;font-weight:bold;color:@accent";
/// An article of an issue, and what it is about.
pub(super) const ENTRY: &str =
    "margin:0 0 4px;font-size:16px;line-height:1.6;color:@ink;text-align:left";
pub(super) const ENTRY_SUMMARY: &str =
    "margin:0 0 14px;font-size:14px;line-height:1.75;color:@muted;text-align:justify";
pub(super) const FACTS: &str = "margin:0 0 20px;padding:8px 12px;background:@ground;font-size:14px;line-height:1.75;color:@muted;text-align:left";
pub(super) const FACT: &str =
    "margin:0;font-size:14px;line-height:1.75;color:@muted;text-align:left";

// The text.
pub(super) const PARAGRAPH: &str =
    "margin:0 0 14px;font-size:16px;line-height:1.75;color:@ink;text-align:justify";
pub(super) const FORMAL_PARAGRAPH: &str =
    "margin:0 0 14px;font-size:16px;line-height:1.75;color:@ink;text-align:justify;text-indent:2em";
pub(super) const CENTRED: &str =
    "margin:0 0 14px;font-size:16px;line-height:1.75;color:@ink;text-align:center";
/// A paragraph in a list, a quotation or a cell, which has the look of what it stands in.
pub(super) const INNER_PARAGRAPH: &str = "margin:0 0 4px";
pub(super) const HEADINGS: [&str; 3] = [
    "margin:28px 0 12px;font-size:18px;line-height:1.6;font-weight:bold;color:@accent;text-align:left",
    "margin:22px 0 10px;font-size:17px;line-height:1.6;font-weight:bold;color:@ink;text-align:left",
    "margin:18px 0 8px;font-size:16px;line-height:1.6;font-weight:bold;color:@ink;text-align:left",
];
pub(super) const BLOCK: &str = "margin:0 0 14px";
pub(super) const QUOTE: &str = "padding:4px 0 4px 14px;border-left:3px solid @line;font-size:15px;line-height:1.75;color:@muted";
/// Deep inside of others, where there is no room for an indent.
pub(super) const FLAT_QUOTE: &str = "padding:4px 0;font-size:15px;line-height:1.75;color:@muted";
/// The margins of a list or a quotation, and of one in another.
pub(super) const OUTER_MARGIN: &str = "margin:0 0 14px;";
pub(super) const INNER_MARGIN: &str = "margin:0 0 4px;";
pub(super) const LIST: &str = "padding:0 0 0 24px;list-style-position:outside";
pub(super) const FLAT_LIST: &str = "padding:0;list-style-position:inside";
pub(super) const ITEM: &str =
    "margin:0 0 4px;font-size:16px;line-height:1.75;color:@ink;text-align:justify";
pub(super) const TASK: &str =
    "margin:0 0 4px;font-size:16px;line-height:1.75;color:@ink;list-style-type:none";
pub(super) const TERM: &str =
    "margin:0 0 4px;font-size:16px;line-height:1.75;font-weight:bold;color:@ink";
pub(super) const CODE_BLOCK: &str = "margin:0 0 14px;padding:10px 12px;background:@ground;font-size:13px;line-height:1.6;color:@ink;text-align:left;white-space:pre-wrap;word-break:break-all;font-family:Menlo,Consolas,monospace";
pub(super) const CODE: &str =
    "font-size:14px;background:@ground;font-family:Menlo,Consolas,monospace;word-break:break-all";
/// Inside of a block of code, which has that ground already.
pub(super) const PLAIN_CODE: &str = "font-family:Menlo,Consolas,monospace";
pub(super) const RULE: &str = "margin:20px 0;border:0;border-top:1px solid @line";
pub(super) const CAPTION: &str =
    "margin:0 0 8px;font-size:14px;line-height:1.6;color:@muted;text-align:center";
pub(super) const PICTURE: &str = "display:inline-block;max-width:100%;box-sizing:border-box;padding:2px 6px;border:1px dashed @accent;font-size:14px;line-height:1.75;color:@accent";
pub(super) const STRONG: &str = "font-weight:bold";
pub(super) const EMPHASIS: &str = "font-style:italic";
pub(super) const UNDERLINED: &str = "text-decoration:underline";
pub(super) const STRUCK: &str = "text-decoration:line-through";
pub(super) const MARKED: &str = "background:#fdf4e1";
pub(super) const SMALL: &str = "font-size:14px";
pub(super) const RAISED: &str = "font-size:12px;line-height:1;vertical-align:super";
pub(super) const LOWERED: &str = "font-size:12px;line-height:1;vertical-align:sub";
pub(super) const NOTE_MARK: &str = "font-size:12px;line-height:1;color:@accent";
/// A word so long that the line before it would be stretched.
pub(super) const LONG_WORD: &str = "word-break:break-all";
pub(super) const UNBROKEN: &str = "white-space:nowrap";
pub(super) const LINK: &str = "color:@accent";

// Tables.
pub(super) const TABLE: &str =
    "width:100%;margin:0 0 14px;border-collapse:collapse;line-height:1.6;color:@ink";
pub(super) const HEAD_CELL: &str =
    "border:1px solid @line;padding:6px;background:@ground;font-weight:bold";
pub(super) const CELL: &str = "border:1px solid @line;padding:6px";
pub(super) const RECORD: &str = "margin:0 0 10px;border:1px solid @line;font-size:14px;line-height:1.75;color:@ink;text-align:left";
pub(super) const RECORD_HEAD: &str = "padding:4px 10px;background:@ground;font-weight:bold";
pub(super) const RECORD_LINE: &str = "padding:4px 10px;border-top:1px solid @line";
pub(super) const RECORD_LABEL: &str = "color:@muted";

// The end.
pub(super) const RECIPIENTS: &str =
    "margin:0 0 14px;font-size:16px;line-height:1.75;color:@ink;text-align:left";
pub(super) const SIGNATURE: &str =
    "margin:0 0 4px;font-size:16px;line-height:1.75;color:@ink;text-align:right";
pub(super) const NOTES: &str = "margin:20px 0 0;padding:10px 0 0;border-top:1px solid @line;font-size:13px;line-height:1.7;color:@muted;text-align:left;word-break:break-all";
pub(super) const NOTE: &str =
    "margin:0 0 4px;font-size:13px;line-height:1.7;color:@muted;text-align:left";

/// Returns a style with its colours.
pub(super) fn with_colours(style: &str, accent: &str) -> String {
    let style = style.replace("@accent", accent);
    COLOURS.iter().fold(style, |style, (name, colour)| style.replace(name, colour))
}
