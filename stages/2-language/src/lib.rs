//! Stage 2: a dispatch's text becomes sentences, tokens, a tree, entities and vectors.
