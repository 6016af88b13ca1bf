package dev.fanfold.cli.deployed;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The local cloud that `fanfold local` serves, as a file says that other commands read. Of several
/// at once they find the one that started last.
public final class Served {
    private final Path file;

    /// @param home where Fanfold's own `template.yaml` is
    public Served(Path home) {
        this.file = home.resolve(".fanfold/local/serving.json");
    }

    /// Says that this process serves a cloud which programs find by this environment.
    public void begin(Map<String, String> environment) {
        var members = new LinkedHashMap<String, Object>();
        members.put("pid", ProcessHandle.current().pid());
        members.put("environment", environment);
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(file.getParent(), "serving", ".new");
            Files.writeString(written, Json.write(members));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// Says that this process serves no more.
    public void end() {
        read().filter(fields -> fields.number("pid") == ProcessHandle.current().pid())
                .ifPresent(_ -> delete());
    }

    /// The environment by which the cloud is found, if one is served.
    public Optional<Map<String, String>> environment() {
        return read().filter(fields ->
                        ProcessHandle.of(fields.number("pid"))
                                .filter(ProcessHandle::isAlive)
                                .isPresent())
                .map(fields -> texts(fields.object("environment")));
    }

    private Optional<Fields> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(file.toString(), Files.readString(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Map<String, String> texts(Fields fields) {
        var texts = new LinkedHashMap<String, String>();
        fields.names().forEach(name -> texts.put(name, fields.text(name)));
        return texts;
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
