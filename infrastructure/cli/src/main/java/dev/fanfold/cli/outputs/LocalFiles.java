package dev.fanfold.cli.outputs;

import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The local files of an output: the file itself, and beside it the part that was copied so far.
///
/// The name of the part contains the start of the output's hash, so outputs with different bytes
/// never share a part.
///
/// @param folder the directory of both
record LocalFiles(Path folder, Path file, Path part) {
    private static final int HASH_DIGITS = 16;
    private static final Pattern PART = Pattern.compile(".*\\.[0-9a-f]{16}\\.part");

    // https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    private static final Pattern NOT_ON_WINDOWS =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\\$|conout\\$) *(\\..*)?|.*[<>:\"|?*].*|.*[. ]");

    /// The files of the output in this directory.
    ///
    /// @param isWindows whether the rules of Windows for names apply
    /// @throws FailedOutputException if the output's name cannot be the name of a file
    static LocalFiles of(Path directory, Output output, boolean isWindows)
            throws FailedOutputException {
        String name = output.name();
        if (isWindows && NOT_ON_WINDOWS.matcher(name).matches()) {
            throw notAName("Windows allows no file with its name");
        }
        if (PART.matcher(name).matches()) {
            throw notAName("its name is that of a partial copy");
        }
        try {
            Path folder =
                    directory
                            .resolve(Integer.toString(output.round()))
                            .resolve(Integer.toString(output.task()));
            Path file = folder.resolve(name);
            if (!folder.equals(file.normalize().getParent())
                    || !String.valueOf(file.getFileName()).equals(name)) {
                throw notAName("its name is not the name of a file");
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
    /// @throws FailedOutputException if a symbolic link could lead out of the directory
    void makeFolder(Path directory) throws IOException, FailedOutputException {
        Files.createDirectories(directory);
        Path made = directory;
        for (Path name : directory.relativize(folder)) {
            made = made.resolve(name);
            if (Files.isSymbolicLink(made)) {
                throw new FailedOutputException(
                        "%s is a symbolic link: remove the link, or give another directory"
                                .formatted(made));
            }
            Files.createDirectories(made);
        }
    }

    private static FailedOutputException notAName(String reason) {
        return new FailedOutputException(
                reason + ": rename the output, or copy its object from the results bucket");
    }
}
