//! What an archive is: plain types, no files, no window.
//! One file a noun; each type serializes to the JSON that `docs/format.md` describes.
//! Invariant: nothing here opens a file, draws, or imports another module of ours.

mod archive;
mod article;
mod block;
mod date;
mod evaluation;
mod extra;
mod gathered;
mod id;
mod label;
mod lesson;
mod lesson_answers;
mod lesson_key;
mod lesson_task;
mod note;
mod passage;
mod photo;
mod plain_text;
mod provenance;
mod quotation;
mod rich_text;
mod source;
mod speaker;
mod visible;

pub use archive::{Archive, ArticleSummary, FORMAT_VERSION, FormatVersion};
pub use article::{Article, Capture};
pub use block::{Block, Figure, Heading, List, Paragraph, Post, QuoteBlock, Table};
pub use date::{DateError, PublicationDate};
pub use evaluation::{Answer, Evaluation, Question};
pub use extra::Extra;
pub use gathered::{Gathered, GatheredForm};
pub use id::{PhotoId, QuotationId, Slug, SlugError, SourceId, SpeakerId};
pub use label::{Label, LabelKind};
pub use lesson::{Lesson, LessonPanel, Minutes, SignedBy, TeacherPage, TeacherStep};
pub use lesson_answers::{AnsweredLesson, Answers, Judgement, Reply, TeacherMarks};
pub use lesson_key::{Key, Right};
pub use lesson_task::{
    ArticleMaterial, Choice, ChoiceId, Choose, Cite, Exercise, Headline, Highlight, Marked, Match, Material, Order, PassageMaterial,
    PhotoMaterial, QuotationMaterial, Rows, SourceCheck, Task, TaskId, TextMaterial, Unit, Write,
};
pub use note::{Note, NoteColour, Notebook};
pub use passage::{Part, Passage};
pub use photo::Photo;
pub use plain_text::PlainText;
pub use provenance::{Provenance, Rule};
pub use quotation::{Quotation, QuotationKind};
pub use rich_text::{Mark, MarkKind, RichText};
pub use source::{Source, SourceKind, SourceRank, Standing};
pub use speaker::{Anonymous, Byline, Creator, Organization, Person, Speaker};
pub use visible::{harmless, visible};
