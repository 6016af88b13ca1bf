/// The bytes between functions: every message, row and report as versioned JSON.
///
/// A class per thing that travels, each with `write` and `read`. Readers accept this version and
/// the one before it, and refuse others by name ([UnreadableMessageException]); golden files of every version are
/// among the tests. Knows nothing of queues or tables.
@NullMarked
package dev.fanfold.messages;

import org.jspecify.annotations.NullMarked;
