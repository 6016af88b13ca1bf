package dev.fanfold.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A template and all its nested stacks, for the rules about templates. It holds every file as
/// written, and every resource with its references resolved for one set of parameters. Resources
/// that the local cloud ignores are included.
final class Application {
    private final List<Path> files = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final Map<String, String> parameters;

    private Application(Path template, Map<String, String> parameters) {
        this.parameters = parameters;
        Map<String, Value> given = new HashMap<>();
        parameters.forEach(
                (name, value) -> given.put(name, new Value.Text(value, new Place(template, 1))));
        var read = new TemplateFiles(template);
        add(template, Stack.open(read, template, "fanfold", given, queue -> queue));
    }

    static Application read(Path template, Map<String, String> parameters) {
        return new Application(template, parameters);
    }

    private void add(Path file, Stack stack) {
        files.add(file);
        Value.Fields written = YamlFile.read(file);
        Intrinsics intrinsics = new Intrinsics(stack);
        new Piece(written)
                .at("Resources")
                .fields()
                .filter(entry -> exists(stack, entry.getValue()))
                .forEach(entry -> {
                    var resource =
                            new Resource(
                                    stack, written, intrinsics, entry.getKey(), entry.getValue());
                    resources.add(resource);
                    if (resource.is("AWS::Serverless::Application")) {
                        Path nested = file.resolveSibling(resource.at("Location").text());
                        add(nested, stack.nested(resource.id()));
                    }
                });
    }

    private static boolean exists(Stack stack, Piece resource) {
        Piece condition = resource.at("Condition");
        return !condition.exists() || stack.condition(condition.text(), condition.value().place());
    }

    /// The parameters that were set, without the defaults.
    Map<String, String> parameters() {
        return parameters;
    }

    /// The application's name, with which its queues' names begin.
    String name() {
        return parameters.getOrDefault("ApplicationName", "fanfold");
    }

    /// The files of all stacks, the root template first. A file that two stacks use is listed
    /// twice.
    List<Path> files() {
        return files;
    }

    Stream<Resource> all(String type) {
        return resources.stream().filter(resource -> resource.is(type));
    }

    Stream<Resource> functions() {
        return all("AWS::Serverless::Function");
    }

    /// The functions that an event source invokes; those of the API are not among them.
    Stream<Resource> withEventSources() {
        return Stream.of("SQS", "DynamoDB", "Schedule")
                .flatMap(this::mappings)
                .map(Mapping::function)
                .distinct();
    }

    Stream<Resource> roles() {
        return all("AWS::IAM::Role");
    }

    Stream<Resource> queues() {
        return all("AWS::SQS::Queue");
    }

    /// Buckets that hold data.
    Stream<Resource> buckets() {
        return all("AWS::S3::Bucket").filter(bucket -> !holdsLogs(bucket));
    }

    /// Buckets that hold access logs. S3 delivers logs only to buckets that use S3's own key.
    Stream<Resource> logBuckets() {
        return all("AWS::S3::Bucket").filter(this::holdsLogs);
    }

    private boolean holdsLogs(Resource bucket) {
        return all("AWS::S3::Bucket")
                .map(other -> other.at("LoggingConfiguration", "DestinationBucketName").text())
                .anyMatch(bucket.name()::equals);
    }

    /// The event sources of all functions that have this type, for example `SQS`.
    Stream<Mapping> mappings(String type) {
        return functions()
                .flatMap(function ->
                        function.at("Events")
                                .fields()
                                .filter(event -> event.getValue().at("Type").text().equals(type))
                                .map(event ->
                                        new Mapping(
                                                function,
                                                function.id() + "." + event.getKey(),
                                                event.getValue().at("Properties"))));
    }

    Optional<Resource> queue(String arn) {
        return queues().filter(queue -> queue.name().equals(Aws.nameIn(arn))).findAny();
    }

    /// The role that a function names.
    Optional<Resource> role(Resource function) {
        return roles().filter(role -> role.arn().equals(function.at("Role").text())).findAny();
    }

    record Mapping(Resource function, String id, Piece properties) {
        Piece at(String... path) {
            return properties.at(path);
        }
    }

    /// A resource.
    ///
    /// @param written the whole file that declares the resource
    /// @param raw the resource as written
    record Resource(
            Stack stack, Value.Fields written, Intrinsics intrinsics, String id, Piece raw) {
        boolean is(String type) {
            return raw.at("Type").text().equals(type);
        }

        /// The part of its properties at this path, with references resolved.
        Piece at(String... path) {
            Value properties = raw.at("Properties").value();
            if (!(properties instanceof Value.Fields fields)) {
                return new Piece(properties);
            }
            Value.Fields own = Globals.applied(written, raw.at("Type").text(), fields);
            Piece first = new Piece(own).at(path[0]);
            Piece resolved = new Piece(intrinsics.resolve(first.value()));
            return resolved.at(List.of(path).subList(1, path.length).toArray(String[]::new));
        }

        /// The value of a `Ref` to it, which is its physical name.
        String name() {
            return new Piece(stack.ref(id, raw.value().place())).text();
        }

        String arn() {
            return new Piece(stack.attribute(id, "Arn", raw.value().place())).text();
        }

        Place place() {
            return raw.value().place();
        }

        @Override
        public String toString() {
            return place() + " " + id;
        }
    }
}
