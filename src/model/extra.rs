//! Fields of a file that this version does not know.

/// Unknown fields of a JSON object, kept so that a save writes them back unchanged.
pub type Extra = serde_json::Map<String, serde_json::Value>;
