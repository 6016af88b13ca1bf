/// The documents that people and their programs read: a job's status and its answer, as JSON.
///
/// Front doors: [JobDocument] for the command line, [StatusDocument] for the API. The documents
/// have no version and are never read back, so they may grow; the bytes between functions are in
/// `dev.fanfold.messages`.
@NullMarked
package dev.fanfold.documents;

import org.jspecify.annotations.NullMarked;
