//! Pictures, decoded to the size shown, on other threads, under a memory budget.
