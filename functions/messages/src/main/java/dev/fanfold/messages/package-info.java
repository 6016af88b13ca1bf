/// The bytes that functions exchange: every message, row and report as versioned JSON.
///
/// Each kind has a class with `write` and `read`. Readers accept the versions from `Version.OLDEST`
/// to `Version.NEWEST`. For another version they throw [UnreadableMessageException], which names
/// the version. The tests have golden files of every version. This package does not depend on
/// queues or tables.
///
/// [SettingsJson] and [OptionText] read settings and options that users write, which have no
/// version.
@NullMarked
package dev.fanfold.messages;

import org.jspecify.annotations.NullMarked;
