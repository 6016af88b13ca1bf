import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/// Compiles each defect's sources in one JVM, because starting a compiler takes longer than a compilation.
///
/// Arguments: the class path, then the folder of each defect. Its classes go to `classes` in it.
/// Exit code 1 if one does not compile; its name and the errors are printed.
void main(String[] arguments) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var failed = false;
    try (var files = compiler.getStandardFileManager(null, null, null)) {
        for (var name : List.of(arguments).subList(1, arguments.length)) {
            var folder = Path.of(name);
            var classes = Files.createDirectories(folder.resolve("classes"));
            var options =
                    List.of("-nowarn", "-proc:none", "-parameters", "-cp", arguments[0], "-d", classes.toString());
            var errors = new StringWriter();
            var task =
                    compiler.getTask(errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources(folder)));
            if (!task.call()) {
                failed = true;
                IO.println(folder.getFileName() + ".patch no longer compiles:\n" + errors);
            }
        }
    }
    System.exit(failed ? 1 : 0);
}

List<Path> sources(Path folder) throws Exception {
    try (var all = Files.walk(folder)) {
        return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
}
