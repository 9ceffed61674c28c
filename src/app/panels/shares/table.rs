//! Shares as a table: tabs for a spreadsheet, HTML for a text.

use super::count::{Counted, Pair, Share, Unit, percent, total};
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

    /// The shares of one chart; what is retold has columns of its own.
    pub fn of(shares: &[Share<'_>], counted: Counted) -> Self {
        let words_alone = Counted { unit: Unit::Words, ..counted };
        let all = total(shares, words_alone).max(1);
        let mut rows = vec![words(&["Speaker", "Named as", "Quotations", "Words quoted", "Retold", "Words retold", share_of(counted)])];
        rows.extend(shares.iter().map(|share| {
            let numbers = [share.quotations, share.words, share.retold, share.words_retold].map(|number| number.to_string());
            let mut row = vec![share.name().to_owned(), named_as(share)];
            row.extend(numbers);
            row.push(format!("{} %", percent(share.count(words_alone), all)));
            row
        }));
        Self::new(&rows)
    }

    /// The shares of two articles beside each other.
    pub fn of_two(pairs: &[Pair<'_>], headlines: [&str; 2], counted: Counted) -> Self {
        let words_alone = Counted { unit: Unit::Words, ..counted };
        let mut head = words(&["Speaker", "Named as", "Where"]);
        for headline in headlines {
            head.extend(["Quotations", "Words quoted", "Retold", share_of(counted)].map(|what| format!("{what}: {headline}")));
        }
        let mut rows = vec![head];
        let of = |share: &Option<Share<'_>>| share.as_ref().map_or(0, |share| share.count(words_alone));
        let all =
            [pairs.iter().map(|pair| of(&pair.left)).sum::<usize>().max(1), pairs.iter().map(|pair| of(&pair.right)).sum::<usize>().max(1)];
        for pair in pairs {
            let Some(either) = pair.either() else { continue };
            let mut row = vec![either.name().to_owned(), named_as(either), pair.place().in_words().to_owned()];
            for (share, all) in [&pair.left, &pair.right].into_iter().zip(all) {
                let numbers = share.as_ref().map_or([0; 3], |share| [share.quotations, share.words, share.retold]);
                row.extend(numbers.map(|number| number.to_string()));
                row.push(format!("{} %", percent(of(share), all)));
            }
            rows.push(row);
        }
        Self::new(&rows)
    }
}

/// The heading of the last column.
fn share_of(counted: Counted) -> &'static str {
    if counted.with_retold { "Share of words quoted and retold" } else { "Share of words quoted" }
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
        let share = |quotations, words| Share { speaker: None, quotations, words, retold: 1, words_retold: 40 };
        let table = Table::of(&[share(3, 30), share(1, 10)], Counted::default());
        assert_eq!(
            table.text,
            "Speaker\tNamed as\tQuotations\tWords quoted\tRetold\tWords retold\tShare of words quoted\n\
             nobody named\tnobody\t3\t30\t1\t40\t75 %\nnobody named\tnobody\t1\t10\t1\t40\t25 %\n"
        );
        assert!(table.html.contains("<th>Words quoted</th>") && table.html.contains("<td>75 %</td>"));
        // With what is retold, 70 and 50 of 120 words.
        let with_retold = Table::of(&[share(3, 30), share(1, 10)], Counted { with_retold: true, ..Counted::default() });
        assert!(with_retold.text.contains("\t58 %\n") && with_retold.text.contains("\t42 %\n"), "{}", with_retold.text);
    }

    #[test]
    fn two_articles_stand_beside_each_other_in_a_row() {
        let share = |quotations, words| Some(Share { speaker: None, quotations, words, retold: 0, words_retold: 0 });
        let pairs = [Pair { left: share(2, 5), right: share(1, 20) }, Pair { left: None, right: share(1, 20) }];
        let table = Table::of_two(&pairs, ["A <one>", "B"], Counted::default());
        assert!(table.text.contains("nobody named\tnobody\tIn both\t2\t5\t0\t100 %\t1\t20\t0\t50 %"), "{}", table.text);
        assert!(table.text.contains("Only in the right\t0\t0\t0\t0 %\t1\t20\t0\t50 %"), "{}", table.text);
        assert!(table.html.contains("A &lt;one&gt;"));
    }
}
