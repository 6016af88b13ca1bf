package dev.fanfold.cli.outputs;

import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The local files of an output: the file itself, and beside it the *part*, a file with the bytes
/// that were copied so far.
///
/// The name of the part contains the first 64 bits of the output's hash, so that outputs with
/// different bytes do not share a part.
///
/// @param folder the folder of both files: `<round>/<task>` in the directory
record LocalFiles(Path folder, Path file, Path part) {
    private static final int HASH_DIGITS = 16;
    private static final Pattern NAME_OF_PART = Pattern.compile(".*\\.[0-9a-f]{16}\\.part");

    // https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    private static final Pattern NOT_ON_WINDOWS =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\\$|conout\\$) *(\\..*)?|.*[<>:\"|?*].*|.*[. ]");

    /// The files of the output in this directory.
    ///
    /// @param isWindows whether the rules of Windows for names apply
    /// @throws FailedOutputException if the output's name cannot be the name of a file, or could be
    ///   that of a part
    static LocalFiles of(Path directory, Output output, boolean isWindows)
            throws FailedOutputException {
        String name = output.name();
        if (isWindows && NOT_ON_WINDOWS.matcher(name).matches()) {
            throw unusableName("Windows allows no file with its name");
        }
        if (NAME_OF_PART.matcher(name).matches()) {
            throw unusableName("its name is that of a partial copy");
        }
        try {
            Path folder =
                    directory
                            .resolve(Integer.toString(output.round()))
                            .resolve(Integer.toString(output.task()));
            Path file = folder.resolve(name);
            if (!folder.equals(file.normalize().getParent())
                    || !String.valueOf(file.getFileName()).equals(name)) {
                throw unusableName("its name is not the name of a file");
            }
            String hash = output.sha256().substring(0, HASH_DIGITS);
            return new LocalFiles(folder, file, folder.resolve(name + "." + hash + ".part"));
        } catch (InvalidPathException e) {
            throw new FailedOutputException(
                    "this machine allows no file with its name (%s): try with LC_ALL=C.UTF-8, or rename the output"
                            .formatted(e.getReason()),
                    e);
        }
    }

    /// Creates the folder of the files.
    ///
    /// @param directory the directory that was given to [#of]
    /// @throws FailedOutputException if the folder or its parent is a symbolic link, which could
    ///   lead out of the directory
    void makeFolder(Path directory) throws IOException, FailedOutputException {
        Files.createDirectories(directory);
        Path created = directory;
        for (Path name : directory.relativize(folder)) {
            created = created.resolve(name);
            if (Files.isSymbolicLink(created)) {
                throw new FailedOutputException(
                        "%s is a symbolic link: remove the link, or give another directory"
                                .formatted(created));
            }
            Files.createDirectories(created);
        }
    }

    private static FailedOutputException unusableName(String reason) {
        return new FailedOutputException(
                reason + ": rename the output, or copy its object from the results bucket");
    }
}
