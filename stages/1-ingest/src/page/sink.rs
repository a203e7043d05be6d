//! Which element did the parser make last? `dom_query`'s tree as it is, with an eye on that.
//!
//! Its depth is the depth of the parser's own stack, which it does not show.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use dom_query::{Document, NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

/// A tree under construction.
pub(super) struct Sink {
    document: Document,
    /// The last element made, or the one around the last element ended.
    last: Cell<NodeId>,
    popped: Cell<bool>,
}

impl Sink {
    pub(super) fn new() -> Self {
        let document = Document::default();
        let root = document.root().id;
        Self { document, last: Cell::new(root), popped: Cell::new(false) }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.document.tree.len()
    }

    /// Whether an element ended since the last look.
    pub(super) fn has_popped(&self) -> bool {
        self.popped.replace(false)
    }

    /// How deep the parser stands, counted up to a limit.
    pub(super) fn depth(&self, limit: usize) -> usize {
        let last = NodeRef { id: self.last.get(), tree: &self.document.tree };
        last.ancestors_it(Some(limit)).count()
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    /// No page is without errors; nobody reads them.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let id = self.document.create_element(name, attrs, flags);
        self.last.set(id);
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn pop(&self, node: &NodeId) {
        let node = NodeRef { id: *node, tree: &self.document.tree };
        if let Some(parent) = node.parent() {
            self.last.set(parent.id);
        }
        self.popped.set(true);
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.document.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.document.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}
