//! gongbao (公报): a static site generator for the publications portal of an association.
//!
//! Editors commit Markdown with YAML front matter; readers get a fast, searchable, permanent site
//! of notices, newsletters, reports and initiatives, filed under document numbers such as
//! 鲁医协发〔2026〕1号.
//!
//! # The tour
//!
//! One pipeline, like the work of a publications office:
//!
//! > read → parse → file → compose → render → publish
//!
//! An editor's file is **read** from disk ([`disk`] makes a [`source::Source`]), **parsed** into
//! a [`document::Document`], **filed** in the [`register::Register`] (numbers, lists,
//! relations, validity), pages are **composed** ([`page`]: address and view), **rendered** by the
//! [`theme`], and **published** through an [`output::Sink`]. [`build`] is that sentence as code.
//!
//! Two kinds of trouble are never mixed. A fault in the content is a
//! [`diagnostic::Diagnostic`]: collected, in two languages, with its place and what to type
//! instead. A fault of the machine is an error, and ends the command.
//!
//! # Glossary
//!
//! | term | here |
//! |---|---|
//! | 发文字号 | [`number::DocNumber`]: 机关代字 `code`, 年份 `year`, 顺序号 `serial` |
//! | 发文机关 | [`config::Issuer`]; each of its 代字 begins a [`config::Series`] of numbers |
//! | 登记册 | [`register::Register`] |
//! | 有效性 | [`register::ValidityKind`]: derived, never typed |
//! | 转发 印发 修改 废止 撤销 代替 答复 | [`document::RelationKind`] |
//! | 会讯的期、栏目 | [`document::Issue`], `column` |
//! | 未公开 | a serial that was given and is `withheld` |
//!
//! ARCHITECTURE.md says who may import whom; a test checks it.

pub mod address;
pub mod allow;
pub mod build;
pub mod card;
pub mod cli;
pub mod command;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod export;
pub mod failure;
pub mod invisible;
pub mod language;
pub mod markdown;
pub mod memo;
pub mod number;
pub mod output;
pub mod page;
pub mod paper;
pub mod phrases;
pub mod register;
pub mod report;
pub mod scheme;
pub mod search;
pub mod serve;
pub mod source;
pub mod target;
pub mod theme;
pub mod view;
pub mod words;
pub mod yaml;
