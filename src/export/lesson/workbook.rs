//! Results as a workbook.

use rust_xlsxwriter::{Color, ConditionalFormat2ColorScale, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::lesson::{MarkState, Results, shown};

/// Excel's own limit on a cell's words.
const CELL: usize = 32_000;

/// A workbook of four sheets: marks, tasks, answers, and files set aside. Every cell is words or a number, never a formula.
///
/// # Errors
/// Where there is more than a sheet holds.
pub fn results_xlsx(results: &Results) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    marks(workbook.add_worksheet(), results)?;
    tasks(workbook.add_worksheet(), results)?;
    answers(workbook.add_worksheet(), results)?;
    set_aside(workbook.add_worksheet(), results)?;
    workbook.save_to_buffer()
}

fn head(sheet: &mut Worksheet, name: &str, columns: &[(String, f64)]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (place, (words, width)) in (0..).zip(columns) {
        words_in(sheet, 0, place, words, &bold)?;
        sheet.set_column_width(place, *width)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn words_in(sheet: &mut Worksheet, row: u32, column: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, shown(words, CELL), format).map(|_| ())
}

fn marks(sheet: &mut Worksheet, results: &Results) -> Result<(), XlsxError> {
    let mut columns = vec![("Pupil".to_owned(), 28.0)];
    columns.extend(results.tasks.iter().map(|task| (format!("{} {} (of {})", task.number, task.kind, task.points), 13.0)));
    columns.extend([("Points".to_owned(), 9.0), ("Of".to_owned(), 7.0), ("To mark by hand".to_owned(), 10.0)]);
    head(sheet, "Marks", &columns)?;
    let (plain, points) = (Format::new(), Format::new().set_num_format("0.##"));
    for (row, pupil) in (1..).zip(&results.pupils) {
        words_in(sheet, row, 0, &pupil.pupil, &plain)?;
        let mut column = 1;
        for mark in &pupil.marks {
            if mark.state == MarkState::Waiting {
                words_in(sheet, row, column, "to mark", &plain)?;
            } else {
                sheet.write_number_with_format(row, column, mark.earned as f64 / 100.0, &points)?;
            }
            column += 1;
        }
        sheet.write_number_with_format(row, column, pupil.earned as f64 / 100.0, &points)?;
        sheet.write_number(row, column + 1, f64::from(results.points))?;
        sheet.write_number(row, column + 2, pupil.waiting as f64)?;
    }
    let last = u32::try_from(results.pupils.len()).unwrap_or(u32::MAX);
    if last > 0 {
        // Told apart in grey as well: from white to a middle blue.
        let scale =
            ConditionalFormat2ColorScale::new().set_minimum_color(Color::RGB(0x00FF_FFFF)).set_maximum_color(Color::RGB(0x008F_B8DE));
        for column in (1..).take(results.tasks.len()) {
            sheet.add_conditional_format(1, column, last, column, &scale)?;
        }
    }
    Ok(())
}

fn tasks(sheet: &mut Worksheet, results: &Results) -> Result<(), XlsxError> {
    let columns = [
        ("Task", 6.0),
        ("Kind", 20.0),
        ("What is asked", 60.0),
        ("Points", 7.0),
        ("Answered by", 9.0),
        ("To mark by hand", 9.0),
        ("Average", 9.0),
        ("Most frequent mistake", 50.0),
        ("How often", 9.0),
    ];
    head(sheet, "Tasks", &columns.map(|(words, width)| (words.to_owned(), width)))?;
    let (wrap, share) = (Format::new().set_text_wrap().set_align(FormatAlign::Top), Format::new().set_num_format("0%"));
    for (row, task) in (1..).zip(&results.tasks) {
        sheet.write_number(row, 0, task.number as f64)?;
        words_in(sheet, row, 1, task.kind, &wrap)?;
        words_in(sheet, row, 2, &task.prompt, &wrap)?;
        sheet.write_number(row, 3, f64::from(task.points))?;
        sheet.write_number(row, 4, task.answered as f64)?;
        sheet.write_number(row, 5, task.waiting as f64)?;
        if let Some(average) = task.average {
            sheet.write_number_with_format(row, 6, f64::from(average) / 100.0, &share)?;
        }
        if let Some(mistake) = &task.mistake {
            words_in(sheet, row, 7, &mistake.answer, &wrap)?;
            sheet.write_number(row, 8, mistake.count as f64)?;
        }
    }
    Ok(())
}

fn answers(sheet: &mut Worksheet, results: &Results) -> Result<(), XlsxError> {
    let columns = [("Task", 6.0), ("Answer", 90.0), ("How often", 10.0), ("Right", 8.0)];
    head(sheet, "Answers", &columns.map(|(words, width)| (words.to_owned(), width)))?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let all = results.tasks.iter().flat_map(|task| task.answers.iter().map(move |tally| (task, tally)));
    for (row, (task, tally)) in (1..).zip(all) {
        sheet.write_number(row, 0, task.number as f64)?;
        words_in(sheet, row, 1, &tally.answer, &wrap)?;
        sheet.write_number(row, 2, tally.count as f64)?;
        words_in(sheet, row, 3, if tally.is_right { "yes" } else { "no" }, &wrap)?;
    }
    Ok(())
}

fn set_aside(sheet: &mut Worksheet, results: &Results) -> Result<(), XlsxError> {
    head(sheet, "Set aside", &[("File".to_owned(), 40.0), ("Why, and what to do".to_owned(), 100.0)])?;
    let plain = Format::new();
    for (row, aside) in (1..).zip(&results.set_aside) {
        words_in(sheet, row, 0, &aside.file.to_string_lossy(), &plain)?;
        words_in(sheet, row, 1, &aside.sentence, &plain)?;
    }
    Ok(())
}
