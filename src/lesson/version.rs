//! Which version of a lesson was answered: a checksum of what it asks.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::model::Lesson;

/// The SHA-256 of what a lesson asks, in hexadecimal: prompts, material and exercises, whatever their order.
///
/// Keys, points, hints and the teacher's page do not count: they can be mended after answers were handed in, and a pupil's copy
/// has the version of the lesson that it was made from. Computed over canonical JSON (RFC 8785).
pub fn version(lesson: &Lesson) -> String {
    let mut tasks = Map::new();
    for task in &lesson.tasks {
        tasks.insert(task.id.to_string(), json!({ "prompt": task.prompt, "material": task.material, "exercise": task.exercise }));
    }
    checksum(&json!({ "identifier": lesson.identifier, "tasks": tasks }))
}

/// The SHA-256 of a JSON value in its canonical form (RFC 8785), in hexadecimal.
pub fn checksum(value: &Value) -> String {
    // Nothing of ours holds what canonical JSON cannot say (numbers that are no numbers).
    let bytes = serde_json_canonicalizer::to_vec(value).unwrap_or_default();
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}
