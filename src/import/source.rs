//! What is known of a page from outside of it.

use crate::model::PublicationDate;

/// Where a page came from, as its archive, its server or a person says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Its address.
    pub address: Option<String>,
    /// The encoding of its letters, as the server's header named it.
    pub charset: Option<String>,
    /// When it was captured.
    pub captured: Option<PublicationDate>,
}
