//! Stage 1: bytes of any kind become a dispatch.
