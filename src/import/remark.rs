//! What was left out, joined or guessed: facts, which `messages` puts into words.

/// Something that an editor should know of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Lines that were one paragraph before a page or a PDF cut them.
    LinesJoined(usize),
    /// Page numbers and repeated lines at the edges of pages.
    FurnitureRemoved(Vec<String>),
    HeadersLeftOut,
    CommentsLeftOut(usize),
    /// Tracked changes that were accepted: insertions, deletions.
    ChangesAccepted(usize, usize),
    HiddenTextLeftOut(String),
    TextBoxes(usize),
    ContentsLeftOut(usize),
    Formulas(usize),
    /// How characters of symbol fonts look is not known.
    UnknownSymbols(usize),
    PhoneticsLeftOut(usize),
    /// Pictures in a format that browsers do not show, and embedded objects.
    PictureNotShown(String),
    PictureMissing(String),
    PictureElsewhere(String),
    DescriptionsWanted(usize),
    /// The lines of a table in a PDF, which were taken as text.
    LayoutKept(usize),
    /// Bytes that are no text in the encoding of the file.
    BrokenBytes(usize),
    DecodedAs(&'static str),
    /// Text of the head or the foot that no key can hold.
    LeftAsComment(String),
    TitleGuessed,
    NoTitle,
    NoDate,
    DateGuessed,
    /// The day of publication stands for it.
    DateOfPage,
    IssuerUnknown,
    AttachmentSplit(String),
    AttachmentWithoutText(String),
    /// The address of a link that a page cannot have.
    LinkLeftOut(String),
}
