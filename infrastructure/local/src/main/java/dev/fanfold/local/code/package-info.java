/// The code of functions: the zip that `CodeUri` names, unpacked once for each content, and a class
/// loader for each zip.
///
/// [FunctionCode] is the front door. A zip's loader shows the JDK, what is in the zip, and nothing
/// else of the program's class path: a library that is missing from the zip is missing here too.
@NullMarked
package dev.fanfold.local.code;

import org.jspecify.annotations.NullMarked;
