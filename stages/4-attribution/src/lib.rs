//! Stage 4: who says what.
