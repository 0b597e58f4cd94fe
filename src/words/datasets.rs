//! The data that a site offers, by name.

use super::Words;

impl Words {
    pub fn dataset_of_documents(self) -> &'static str {
        self.either("公开文件目录", "Catalogue of public documents")
    }

    /// What the records of the catalogue hold.
    pub fn catalogue_schema(self) -> &'static str {
        self.either("文献目录的字段（JSON Schema）", "Fields of the catalogue (JSON Schema)")
    }

    /// Which data the site offers.
    pub fn data_catalogue(self) -> &'static str {
        self.either("数据集清单（DCAT）", "List of datasets (DCAT)")
    }

    pub fn dataset_of_events(self) -> &'static str {
        self.either("活动日历", "Calendar of events")
    }

    /// What a dataset is about: its name, and whose it is.
    pub fn dataset_of(self, dataset: &str, site: &str) -> String {
        format!("{dataset}{}{site}", self.either("，来自", " of "))
    }
}
