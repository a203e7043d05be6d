//! The pipeline, its configuration and the command line.
