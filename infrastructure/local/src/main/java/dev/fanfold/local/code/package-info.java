/// The code of functions: a class loader for each zip that a `CodeUri` names.
///
/// A zip is unpacked once per content. The front door is [FunctionCode]. A zip's loader shows the
/// JDK and the content of the zip, but nothing else of the program's class path. So a library that
/// is missing from the zip is missing here too.
@NullMarked
package dev.fanfold.local.code;

import org.jspecify.annotations.NullMarked;
