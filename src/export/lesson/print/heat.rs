//! Where a class marked, over the words of the article.

use serde_json::{Value, json};

use crate::{lesson::Heat, model::Article};

/// The paragraphs that anybody marked, as runs of words with how many marked them and their share of the class in hundredths.
pub(super) fn runs(heat: &Heat, article: &Article) -> Vec<Value> {
    let text = article.plain_text();
    let mut runs: Vec<Value> = Vec::new();
    for block in article.block_ranges() {
        let inside: Vec<_> = heat.stretches.iter().filter(|stretch| stretch.start < block.end && block.start < stretch.end).collect();
        if inside.is_empty() {
            continue;
        }
        if !runs.is_empty() {
            runs.push(json!({ "text": "\n\n", "share": 0, "count": 0 }));
        }
        let mut at = block.start;
        for stretch in inside {
            let (start, end) = (stretch.start.max(at), stretch.end.min(block.end));
            if at < start {
                runs.push(json!({ "text": text.slice(at..start), "share": 0, "count": 0 }));
            }
            if start < end {
                runs.push(
                    json!({ "text": text.slice(start..end), "share": stretch.count * 100 / heat.pupils.max(1), "count": stretch.count }),
                );
                at = end;
            }
        }
        if at < block.end {
            runs.push(json!({ "text": text.slice(at..block.end), "share": 0, "count": 0 }));
        }
    }
    runs
}
