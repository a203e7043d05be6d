//! Stage 3: mentions become actors with country, sectors and office.
