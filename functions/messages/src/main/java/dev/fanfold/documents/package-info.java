/// Documents for people and their programs: a job's status and its answer, as JSON.
///
/// Front doors: [JobDocument] for the command line, [StatusDocument] for the API, [RoundsDocument]
/// for both. The documents have no version, because no function reads them, so members may be
/// added. The bytes between functions are in `dev.fanfold.messages`.
@NullMarked
package dev.fanfold.documents;

import org.jspecify.annotations.NullMarked;
