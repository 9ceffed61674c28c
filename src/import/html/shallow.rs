//! Tags on their way to the tree: those that would nest too deep are left out, their words are not.

use std::{cell::RefCell, collections::HashMap};

use html5ever::{
    LocalName,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use super::tree::{Growing, Id};

/// How deep elements may nest; browsers stop at 512, too.
const DEEPEST: u32 = 512;

/// Stands before the tree's builder.
pub(super) struct Shallow {
    builder: TreeBuilder<Id, Growing>,
    /// How many tags of each name were left out and are not closed yet.
    dropped: RefCell<Dropped>,
}

#[derive(Default)]
struct Dropped {
    open: HashMap<LocalName, usize>,
    count: usize,
    is_any: bool,
}

impl Shallow {
    /// Before an empty tree, as in a browser without scripts.
    pub(super) fn new() -> Self {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Self { builder: TreeBuilder::new(Growing::new(), options), dropped: RefCell::default() }
    }

    /// How many nodes the tree has.
    pub(super) fn count(&self) -> usize {
        self.builder.sink.nodes.borrow().len()
    }

    /// Whether tags were left out.
    pub(super) fn is_flattened(&self) -> bool {
        self.dropped.borrow().is_any
    }

    /// The tree as it has grown.
    pub(super) fn tree(self) -> Growing {
        self.builder.sink
    }

    fn is_dropped(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::StartTag if self.builder.sink.open.get() >= DEEPEST && nests(&tag.name) => {
                let mut dropped = self.dropped.borrow_mut();
                *dropped.open.entry(tag.name.clone()).or_default() += 1;
                dropped.count += 1;
                dropped.is_any = true;
                true
            }
            TagKind::EndTag if self.dropped.borrow().count > 0 => {
                let mut dropped = self.dropped.borrow_mut();
                let Some(open) = dropped.open.get_mut(&tag.name).filter(|open| **open > 0) else { return false };
                *open -= 1;
                dropped.count -= 1;
                true
            }
            _ => false,
        }
    }
}

impl TokenSink for Shallow {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        match &token {
            Token::TagToken(tag) if self.is_dropped(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether elements may stand in one; those whose words the tokenizer reads in a way of their own never nest.
fn nests(name: &str) -> bool {
    !matches!(
        name,
        "script"
            | "style"
            | "textarea"
            | "title"
            | "noframes"
            | "iframe"
            | "xmp"
            | "plaintext"
            | "br"
            | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "source"
            | "track"
            | "wbr"
            | "area"
            | "col"
            | "embed"
            | "param"
    )
}
