/// The bytes between functions: every message, row and report as versioned JSON.
///
/// One class for each kind of message, with `write` and `read`. Readers accept this version and the
/// one before it, and reject all other versions by name ([UnreadableMessageException]). The tests
/// have golden files of every version. This package does not depend on queues or tables.
@NullMarked
package dev.fanfold.messages;

import org.jspecify.annotations.NullMarked;
