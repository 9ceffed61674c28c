//! JSON Schemas of the files of an archive, made from the types.

use serde_json::Value;

use crate::model::{Answers, Archive, Article, ArticleSummary, Lesson, Notebook, TeacherMarks};

/// Each schema with the name of its file in `docs/schema`.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("answers", schemars::schema_for!(Answers).to_value()),
        ("archive", schemars::schema_for!(Archive).to_value()),
        ("article", schemars::schema_for!(Article).to_value()),
        ("article-summary", schemars::schema_for!(ArticleSummary).to_value()),
        ("lesson", schemars::schema_for!(Lesson).to_value()),
        ("marks", schemars::schema_for!(TeacherMarks).to_value()),
        ("notebook", schemars::schema_for!(Notebook).to_value()),
    ]
}
