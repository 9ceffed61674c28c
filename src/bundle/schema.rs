//! JSON Schemas of the files of an archive, made from the types.

use serde_json::Value;

use crate::model::{Archive, Article, ArticleSummary, Notebook};

/// Each schema with the name of its file in `docs/schema`.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("archive", schemars::schema_for!(Archive).to_value()),
        ("article", schemars::schema_for!(Article).to_value()),
        ("article-summary", schemars::schema_for!(ArticleSummary).to_value()),
        ("notebook", schemars::schema_for!(Notebook).to_value()),
    ]
}
