//! Which law must hold for any bytes? That of `chancery_ingest::fuzz::dates`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| chancery_ingest::fuzz::dates(bytes));
