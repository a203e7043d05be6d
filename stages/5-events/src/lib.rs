//! Stage 5: who did what to whom, and whether it happened.
