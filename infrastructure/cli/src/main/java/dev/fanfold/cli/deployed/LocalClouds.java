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
/// Each process that serves one registers it in a file, which is named after the process id. If the
/// process has ended, its file is deleted when the files are read next.
public final class LocalClouds {
    private static final int CONNECT_TIMEOUT_MILLIS = 2000;

    private final Path folder;

    /// @param home the clone of Fanfold, or the project, whose local clouds these are
    public LocalClouds(Path home) {
        this.folder = home.resolve(".fanfold/local/served");
    }

    /// Registers the cloud that this process serves.
    ///
    /// @throws InvalidInputException if the file cannot be written
    public void register(Cloud cloud) {
        ProcessHandle process = ProcessHandle.current();
        var members = new LinkedHashMap<String, Object>();
        members.put("pid", process.pid());
        members.put("data", cloud.data().map(LocalClouds::realPath).map(Path::toString).orElse(""));
        members.put("address", cloud.address());
        members.put("environment", cloud.environment());
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "new", "");
            Files.writeString(temporary, Json.write(members));
            Files.move(temporary, ownFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot write to " + folder + ", where commands look for local clouds: " + e,
                    e);
        }
    }

    /// Removes the registration of this process.
    public void unregister() {
        delete(ownFile());
    }

    /// All local clouds that are served now and accept connections.
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
    /// @throws InvalidInputException if no local cloud matches, or more than one
    public Cloud find(Choice choice) {
        List<Cloud> all = all();
        if (all.isEmpty()) {
            throw new InvalidInputException(
                    "no local cloud is served: start one with ./fanfold local in another terminal, or use --on localstack or --on aws");
        }
        List<Cloud> matching = all.stream().filter(choice::matches).toList();
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        String clouds = all.stream().map(Cloud::toString).collect(Collectors.joining("; "));
        throw new InvalidInputException(
                matching.isEmpty()
                        ? "no local cloud matches%s: give one of these: %s"
                                .formatted(choice, clouds)
                        : "%d local clouds are served: select one with %s"
                                .formatted(matching.size(), clouds));
    }

    /// A local cloud that is served.
    ///
    /// @param data the directory of its tables and objects, if they are kept
    /// @param address the address of its first REST API, or of its S3 if it has no API
    /// @param environment the environment variables with which programs reach it
    public record Cloud(Optional<Path> data, String address, Map<String, String> environment) {
        /// The options that select it, as text: `--data`, if it keeps its data, or `--address`.
        @Override
        public String toString() {
            return data.map(folder -> "--data " + folder + " or ").orElse("")
                    + "--address "
                    + address;
        }
    }

    /// The options that select one of several local clouds.
    ///
    /// @param data the directory of its tables and objects, or empty
    /// @param address the address of its API, or the value of one of its environment variables,
    ///   with or without `http://`; or empty
    public record Choice(Optional<Path> data, Optional<String> address) {
        /// Selects the only local cloud. With several clouds, [LocalClouds#find] fails.
        public static final Choice ONLY = new Choice(Optional.empty(), Optional.empty());

        // Whether the cloud has the directory and the address that are given.
        boolean matches(Cloud cloud) {
            return data.map(LocalClouds::realPath)
                            .map(Optional::of)
                            .map(cloud.data()::equals)
                            .orElse(true)
                    && address.map(address -> hasAddress(cloud, address)).orElse(true);
        }

        private static boolean hasAddress(Cloud cloud, String address) {
            String expected = withoutScheme(address);
            return withoutScheme(cloud.address()).equals(expected)
                    || cloud.environment().values().stream()
                            .anyMatch(value -> withoutScheme(value).equals(expected));
        }

        private static String withoutScheme(String address) {
            return address.replaceFirst("^http://", "").replaceFirst("/+$", "");
        }

        /// The options as text for a command line, each after a space.
        @Override
        public String toString() {
            return data.map(folder -> " --data " + folder).orElse("")
                    + address.map(text -> " --address " + text).orElse("");
        }
    }

    private Path ownFile() {
        return folder.resolve(ProcessHandle.current().pid() + ".json");
    }

    private static Optional<Cloud> read(Path file) {
        try {
            Fields fields = Json.read(file.toString(), Files.readString(file));
            if (!isAlive(fields.number("pid"))) {
                delete(file);
                return Optional.empty();
            }
            Map<String, String> environment = toMap(fields.object("environment"));
            if (!acceptsConnections(environment)) {
                // Another process has this pid now, or the cloud does not respond.
                return Optional.empty();
            }
            String data = fields.text("data");
            return Optional.of(
                    new Cloud(
                            data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data)),
                            fields.text("address"),
                            environment));
        } catch (NoSuchFileException | UnreadableMessageException unreadable) {
            // Deleted since it was listed, or left empty by a power failure.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static boolean acceptsConnections(Map<String, String> environment) {
        URI address = URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_S3")));
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()),
                    CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static Map<String, String> toMap(Fields fields) {
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
