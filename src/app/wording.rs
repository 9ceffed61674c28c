//! The reporting verbs of the articles in sight, worked out once for each state of an article.

use std::{rc::Rc, sync::Arc};

use crate::{
    model::Article,
    quotes::{ReportingVerb, reporting_verbs},
};

/// How many articles are remembered: those of Compare, and the ones read just before.
const LONGEST: usize = 4;

/// Reporting verbs by article.
#[derive(Default)]
pub struct Wording(Vec<(Arc<Article>, Rc<[ReportingVerb]>)>);

impl Wording {
    /// The reporting verbs of an article.
    pub fn of(&mut self, article: &Arc<Article>) -> Rc<[ReportingVerb]> {
        if let Some((_, verbs)) = self.0.iter().find(|(known, _)| Arc::ptr_eq(known, article)) {
            return verbs.clone();
        }
        if self.0.len() >= LONGEST {
            self.0.remove(0);
        }
        let verbs: Rc<[ReportingVerb]> = reporting_verbs(article).into();
        self.0.push((article.clone(), verbs.clone()));
        verbs
    }
}
