//! What a page lists, in a sentence, for search engines.

use super::Words;
use crate::language::Language::{Chinese, English};

impl Words {
    pub fn about_topics(self) -> &'static str {
        self.either(
            "本站文件的全部主题，每个主题都可以单独订阅。",
            "All topics of the documents of this site, each with feeds of its own.",
        )
    }

    pub fn about_topic(self, name: &str, count: usize) -> String {
        match self.language {
            Chinese => format!("主题“{name}”的文件，共{count}件，按日期排列。"),
            English => format!("Documents on the topic {name}, {count} in all, by date."),
        }
    }

    pub fn about_issuer(self, name: &str) -> String {
        match self.language {
            Chinese => format!("{name}的发文登记、最新文件和联合发文。"),
            English => format!(
                "The registers of {name}, its newest documents, and those issued with others."
            ),
        }
    }

    /// `register`: its title, with the year if it is of one.
    pub fn about_register(self, register: &str) -> String {
        match self.language {
            Chinese => format!("{register}：按发文字号排列，一号一件，注明成文日期和有效性。"),
            English => format!("{register}: every number in order, with date and validity."),
        }
    }
}
