package dev.fanfold.cli.deployed;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The local clouds that `fanfold local` serves on this machine.
///
/// Each writes a file that names its process. The file of a process that has ended is ignored and
/// deleted.
public final class LocalClouds {
    private static final int PATIENCE = 2000;

    private final Path folder;

    /// @param home where Fanfold's own `template.yaml` is
    public LocalClouds(Path home) {
        this.folder = home.resolve(".fanfold/local/served");
    }

    /// Registers the cloud that this process serves.
    public void begin(Cloud cloud) {
        ProcessHandle process = ProcessHandle.current();
        var members = new LinkedHashMap<String, Object>();
        members.put("pid", process.pid());
        members.put("data", cloud.data().map(LocalClouds::real).map(Path::toString).orElse(""));
        members.put("address", cloud.address());
        members.put("environment", cloud.environment());
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "new", "");
            Files.writeString(written, Json.write(members));
            Files.move(written, own(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot write to " + folder + ", where commands look for local clouds: " + e,
                    e);
        }
    }

    /// Removes the registration of this process.
    public void end() {
        delete(own());
    }

    /// All local clouds that are served now.
    public List<Cloud> all() {
        var all = new ArrayList<Cloud>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                files.forEach(file -> read(file).ifPresent(all::add));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        return all;
    }

    /// The local cloud that matches the choice.
    ///
    /// @throws InvalidInputException when none matches, or more than one
    public Cloud find(Choice choice) {
        List<Cloud> all = all();
        if (all.isEmpty()) {
            throw new InvalidInputException(
                    "no local cloud is served: start one with ./fanfold local in another terminal, or use --on localstack or --on aws");
        }
        List<Cloud> meant = all.stream().filter(choice::means).toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        String clouds = all.stream().map(Cloud::toString).collect(Collectors.joining("; "));
        throw new InvalidInputException(
                meant.isEmpty()
                        ? "no local cloud matches%s: give one of these: %s"
                                .formatted(choice, clouds)
                        : "%d local clouds are served: select one with %s"
                                .formatted(meant.size(), clouds));
    }

    /// A local cloud that is served.
    ///
    /// @param data the directory of its tables and objects, if they are kept
    /// @param address of its REST API
    /// @param environment the variables with which programs reach it
    public record Cloud(Optional<Path> data, String address, Map<String, String> environment) {
        /// The options that select it.
        @Override
        public String toString() {
            return data.map(folder -> "--data " + folder + " or ").orElse("")
                    + "--address "
                    + address;
        }
    }

    /// Selects one of several local clouds.
    ///
    /// @param data the directory of its tables and objects, or empty
    /// @param address one of the addresses that `fanfold local` printed, or empty
    public record Choice(Optional<Path> data, Optional<String> address) {
        /// No choice: there must be exactly one local cloud.
        public static final Choice ONLY = new Choice(Optional.empty(), Optional.empty());

        boolean means(Cloud cloud) {
            return data.map(LocalClouds::real)
                            .map(Optional::of)
                            .map(cloud.data()::equals)
                            .orElse(true)
                    && address.map(given -> hasAddress(cloud, given)).orElse(true);
        }

        private static boolean hasAddress(Cloud cloud, String given) {
            String wanted = plain(given);
            return plain(cloud.address()).equals(wanted)
                    || cloud.environment().values().stream()
                            .anyMatch(value -> plain(value).equals(wanted));
        }

        private static String plain(String address) {
            return address.replaceFirst("^http://", "").replaceFirst("/+$", "");
        }

        /// The options as on the command line, each after a space.
        @Override
        public String toString() {
            return data.map(folder -> " --data " + folder).orElse("")
                    + address.map(text -> " --address " + text).orElse("");
        }
    }

    private Path own() {
        return folder.resolve(ProcessHandle.current().pid() + ".json");
    }

    private static Optional<Cloud> read(Path file) {
        try {
            Fields fields = Json.read(file.toString(), Files.readString(file));
            if (!isAlive(fields.number("pid"))) {
                delete(file);
                return Optional.empty();
            }
            Map<String, String> environment = texts(fields.object("environment"));
            if (!answers(environment)) {
                return Optional.empty(); // it was killed, or another process has its pid now
            }
            String data = fields.text("data");
            return Optional.of(
                    new Cloud(
                            data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data)),
                            fields.text("address"),
                            environment));
        } catch (NoSuchFileException | UnreadableMessageException endedOrTorn) {
            return Optional.empty(); // a power failure leaves empty files
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static boolean answers(Map<String, String> environment) {
        URI address = URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_S3")));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static Map<String, String> texts(Fields fields) {
        var texts = new LinkedHashMap<String, String>();
        fields.names().forEach(name -> texts.put(name, fields.text(name)));
        return texts;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
