//! The parser's tree while it grows: links between numbered nodes, so that no depth of nesting needs the stack.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
};

use html5ever::{
    Attribute, LocalName, Namespace, QualName,
    interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink},
    tendril::StrTendril,
};

/// A node's number; the document is 0.
pub(super) type Id = usize;

/// What a node is while the tree grows.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, a comment, what has no words.
    Nothing,
    /// An element with its attributes.
    Element(QualName, Vec<Attribute>),
    /// Words.
    Text(StrTendril),
}

/// A node with its neighbours.
#[derive(Debug)]
pub(super) struct Grown {
    pub(super) data: Data,
    pub(super) first: Option<Id>,
    pub(super) next: Option<Id>,
    parent: Option<Id>,
    previous: Option<Id>,
    last: Option<Id>,
    depth: u32,
}

/// The tree that the parser fills.
#[derive(Debug)]
pub(super) struct Growing {
    pub(super) nodes: RefCell<Vec<Grown>>,
    /// How deep the element lies that words would now be put into.
    pub(super) open: Cell<u32>,
    nameless: QualName,
}

/// An element's name, borrowed from the tree.
#[derive(Debug)]
pub(super) enum Name<'a> {
    /// The element's own.
    Own(Ref<'a, QualName>),
    /// The document has none.
    None(&'a QualName),
}

impl Name<'_> {
    fn get(&self) -> &QualName {
        match self {
            Self::Own(name) => name,
            Self::None(name) => name,
        }
    }
}

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.get().ns
    }

    fn local_name(&self) -> &LocalName {
        &self.get().local
    }
}

impl Growing {
    /// An empty document.
    pub(super) fn new() -> Self {
        let nameless = QualName::new(None, html5ever::ns!(), html5ever::local_name!(""));
        let tree = Self { nodes: RefCell::new(Vec::with_capacity(4096)), open: Cell::new(0), nameless };
        tree.add(Data::Nothing);
        tree
    }

    fn add(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Grown { data, first: None, next: None, parent: None, previous: None, last: None, depth: 0 });
        nodes.len() - 1
    }

    fn detach(nodes: &mut [Grown], id: Id) {
        let (parent, previous, next) = (nodes[id].parent.take(), nodes[id].previous.take(), nodes[id].next.take());
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => {
                if let Some(parent) = parent {
                    nodes[parent].first = next;
                }
            }
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => {
                if let Some(parent) = parent {
                    nodes[parent].last = previous;
                }
            }
        }
    }

    fn put_last(&self, parent: Id, id: Id) {
        let nodes = &mut *self.nodes.borrow_mut();
        Self::detach(nodes, id);
        let last = nodes[parent].last;
        nodes[id].parent = Some(parent);
        nodes[id].previous = last;
        match last {
            Some(last) => nodes[last].next = Some(id),
            None => nodes[parent].first = Some(id),
        }
        nodes[parent].last = Some(id);
        self.measure(nodes, parent, id);
    }

    fn put_before(&self, sibling: Id, id: Id) {
        let nodes = &mut *self.nodes.borrow_mut();
        Self::detach(nodes, id);
        let (Some(parent), previous) = (nodes[sibling].parent, nodes[sibling].previous) else { return };
        nodes[id].parent = Some(parent);
        nodes[id].previous = previous;
        nodes[id].next = Some(sibling);
        nodes[sibling].previous = Some(id);
        match previous {
            Some(previous) => nodes[previous].next = Some(id),
            None => nodes[parent].first = Some(id),
        }
        self.measure(nodes, parent, id);
    }

    fn measure(&self, nodes: &mut [Grown], parent: Id, id: Id) {
        let depth = nodes[parent].depth + 1;
        nodes[id].depth = depth;
        self.open.set(depth);
    }

    /// Adds words to a text node that is there.
    fn join(&self, beside: Option<Id>, words: &StrTendril) -> bool {
        let Some(beside) = beside else { return false };
        match &mut self.nodes.borrow_mut()[beside].data {
            Data::Text(text) => {
                text.push_tendril(words);
                true
            }
            _ => false,
        }
    }
}

impl TreeSink for Growing {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Ref::filter_map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element(name, _) => Some(name),
            _ => None,
        })
        .map_or(Name::None(&self.nameless), Name::Own)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Data::Element(name, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Data::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Data::Nothing)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.put_last(*parent, id),
            NodeOrText::AppendText(words) => {
                let (last, depth) = {
                    let parent = &self.nodes.borrow()[*parent];
                    (parent.last, parent.depth)
                };
                if !self.join(last, &words) {
                    let id = self.add(Data::Text(words));
                    self.put_last(*parent, id);
                }
                self.open.set(depth);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Id) {
        self.open.set(self.nodes.borrow()[*node].depth.saturating_sub(1));
    }

    /// What a template holds is kept under it, where nobody looks.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.put_before(*sibling, id),
            NodeOrText::AppendText(words) => {
                let previous = self.nodes.borrow()[*sibling].previous;
                if !self.join(previous, &words) {
                    let id = self.add(Data::Text(words));
                    self.put_before(*sibling, id);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        if let Data::Element(_, own) = &mut self.nodes.borrow_mut()[*target].data {
            for attr in attrs {
                if own.len() < 100 && !own.iter().any(|other| other.name == attr.name) {
                    own.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        Self::detach(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            let Some(first) = first else { break };
            self.put_last(*new_parent, first);
        }
    }
}
