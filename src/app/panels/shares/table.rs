//! Shares as a table: tabs for a spreadsheet, HTML for a text.

use super::count::{Counted, Pair, Share, total};
use crate::model::Speaker;

/// A table as plain text with tabs, and as HTML.
pub struct Table {
    /// Rows on lines, cells parted by tabs.
    pub text: String,
    /// The same for a text with tables in it.
    pub html: String,
}

impl Table {
    fn new(rows: &[Vec<String>]) -> Self {
        let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let mut table = Self { text: String::new(), html: "<table>".to_owned() };
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace(['\t', '\n'], " ")).collect();
            table.text.push_str(&cells.join("\t"));
            table.text.push('\n');
            let tag = if at == 0 { "th" } else { "td" };
            let cells: String = row.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
            table.html.push_str(&format!("<tr>{cells}</tr>"));
        }
        table.html.push_str("</table>");
        table
    }

    /// The shares of one chart.
    pub fn of(shares: &[Share<'_>]) -> Self {
        let all = total(shares, Counted::Words).max(1);
        let mut rows = vec![words(&["Speaker", "Named as", "Quotations", "Words", "Share of words"])];
        rows.extend(shares.iter().map(|share| {
            let percent = format!("{} %", share.words * 100 / all);
            vec![share.name().to_owned(), named_as(share), share.quotations.to_string(), share.words.to_string(), percent]
        }));
        Self::new(&rows)
    }

    /// The shares of two articles beside each other.
    pub fn of_two(pairs: &[Pair<'_>], headlines: [&str; 2]) -> Self {
        let mut head = words(&["Speaker", "Named as", "Where"]);
        for headline in headlines {
            head.extend(["Quotations", "Words", "Share of words"].map(|what| format!("{what}: {headline}")));
        }
        let mut rows = vec![head];
        let sum = |side: fn(&Pair<'_>) -> usize| pairs.iter().map(side).sum::<usize>().max(1);
        let all =
            [sum(|pair| pair.left.as_ref().map_or(0, |share| share.words)), sum(|pair| pair.right.as_ref().map_or(0, |share| share.words))];
        for pair in pairs {
            let Some(either) = pair.either() else { continue };
            let mut row = vec![either.name().to_owned(), named_as(either), pair.place().in_words().to_owned()];
            for (share, all) in [&pair.left, &pair.right].into_iter().zip(all) {
                let (quotations, words) = share.as_ref().map_or((0, 0), |share| (share.quotations, share.words));
                row.extend([quotations.to_string(), words.to_string(), format!("{} %", words * 100 / all)]);
            }
            rows.push(row);
        }
        Self::new(&rows)
    }
}

fn named_as(share: &Share<'_>) -> String {
    share.speaker.map_or("nobody", Speaker::kind_word).to_owned()
}

fn words(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_pasted_as_cells_and_as_html() {
        let share = |quotations, words| Share { speaker: None, quotations, words };
        let table = Table::of(&[share(3, 30), share(1, 10)]);
        assert_eq!(
            table.text,
            "Speaker\tNamed as\tQuotations\tWords\tShare of words\nnobody named\tnobody\t3\t30\t75 %\nnobody named\tnobody\t1\t10\t25 %\n"
        );
        assert!(table.html.contains("<th>Words</th>") && table.html.contains("<td>75 %</td>"));
    }

    #[test]
    fn two_articles_stand_beside_each_other_in_a_row() {
        let share = |quotations, words| Some(Share { speaker: None, quotations, words });
        let pairs = [Pair { left: share(2, 5), right: share(1, 20) }, Pair { left: None, right: share(1, 20) }];
        let table = Table::of_two(&pairs, ["A <one>", "B"]);
        assert!(table.text.contains("nobody named\tnobody\tIn both\t2\t5\t100 %\t1\t20\t50 %"), "{}", table.text);
        assert!(table.text.contains("Only in the right\t0\t0\t0 %\t1\t20\t50 %"), "{}", table.text);
        assert!(table.html.contains("A &lt;one&gt;"));
    }
}
