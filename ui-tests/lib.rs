//! Programs that must not compile, with the messages they get, and programs that must. There is nothing to share.
