package dev.fanfold.template;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One template file with the values of its parameters. A nested stack is opened when it is first
/// needed. So the outputs of one nested stack can be parameters of another, in any order of the two
/// in the file.
final class Stack implements Names {
    private final TemplateFiles files;
    private final String name;
    private final Value.Fields template;
    private final Map<String, Value> parameters;
    private final UnaryOperator<String> queueUrl;
    private final Intrinsics intrinsics = new Intrinsics(this);
    private final Map<String, Stack> nested = new HashMap<>();
    // The nested stacks that are being opened, to find a cycle of outputs.
    private final Deque<String> opening = new ArrayDeque<>();
    private final Outputs outputs;

    private Stack(
            TemplateFiles files,
            String name,
            Value.Fields template,
            Map<String, Value> parameters,
            UnaryOperator<String> queueUrl) {
        this.files = files;
        this.name = name;
        this.template = template;
        this.parameters = parameters;
        this.queueUrl = queueUrl;
        this.outputs = new Outputs(template, intrinsics, this);
    }

    /// Opens a template file.
    ///
    /// @param name the name of the stack
    /// @param given values that replace the defaults of parameters
    /// @param queueUrl gives the URL of a queue by its name
    static Stack open(
            TemplateFiles files,
            Path path,
            String name,
            Map<String, Value> given,
            UnaryOperator<String> queueUrl) {
        Value.Fields template = files.template(path);
        new Properties("the template", template).requireKnown(KnownProperties.STACK);
        Globals.check(template);
        return new Stack(files, name, template, Parameters.of(template, given), queueUrl);
    }

    /// The resources whose condition is true, resolved, in the order of the file.
    List<Resource> resources() {
        return section("Resources").keySet().stream()
                .filter(this::exists)
                .map(this::resource)
                .toList();
    }

    /// Opens all nested stacks, which checks their parameters.
    void openNested() {
        section("Resources").keySet().stream()
                .filter(this::exists)
                .filter(id -> raw(id).text("Type").equals("AWS::Serverless::Application"))
                .forEach(id -> nested(id).openNested());
    }

    // Whether the resource's condition is true.
    private boolean exists(String id) {
        Properties resource = raw(id);
        return resource.optionalText("Condition")
                .map(condition -> condition(condition, resource.place("Condition")))
                .orElse(true);
    }

    private Resource resource(String id) {
        Properties raw = raw(id);
        Type type = type(id);
        Value.Fields unresolved =
                raw.fields("Properties").orElse(new Value.Fields(Map.of(), raw.place()));
        var properties =
                (Value.Fields)
                        intrinsics.resolve(Globals.applied(template, type.name(), unresolved));
        String owner = id + " (" + type.name() + ")";
        if (type.ignored()) { // may have any properties, but references in them must resolve
            return new Resource(
                    id, physicalName(id), type.name(), new Properties(owner, properties));
        }
        return new Resource(
                id,
                physicalName(id),
                type.name(),
                new Properties(owner, properties).requireKnown(type.properties()));
    }

    /// The type of a resource.
    ///
    /// @param ignored whether the local cloud does not create resources of the type
    /// @param properties the properties that a resource of the type may have
    record Type(String name, boolean ignored, KnownProperties.Names properties) {}

    private Type type(String id) {
        Properties raw = raw(id);
        String type = raw.text("Type");
        KnownProperties.Names properties = KnownProperties.TYPES.get(type);
        boolean ignored = KnownProperties.IGNORED_TYPES.contains(type);
        if (properties == null && !ignored) {
            throw new TemplateException(
                    raw.place("Type"),
                    id + " is of type " + type + ", which the local cloud does not support");
        }
        return new Type(type, ignored, properties == null ? KnownProperties.RESOURCE : properties);
    }

    // The resource as written, with unresolved references.
    private Properties raw(String id) {
        Value.Field resource = section("Resources").get(id);
        if (resource != null && resource.value() instanceof Value.Fields fields) {
            return new Properties(id, new Value.Fields(fields.fields(), resource.key()))
                    .requireKnown(KnownProperties.RESOURCE);
        }
        throw new TemplateException(
                resource == null ? template.place() : resource.key(), id + " is not a resource");
    }

    private String physicalName(String id) {
        return PhysicalName.of(name, id, raw(id), intrinsics);
    }

    /// The nested stack that a resource declares. The first call opens it.
    Stack nested(String id) {
        Stack stack = nested.get(id);
        if (stack != null) {
            return stack;
        }
        Place place = raw(id).place();
        if (opening.contains(id)) {
            throw new TemplateException(
                    place, "the nested stacks " + opening + " need one another's outputs");
        }
        opening.push(id);
        Properties application = resource(id).properties();
        Map<String, Value> given = new LinkedHashMap<>();
        application
                .fields("Parameters")
                .ifPresent(
                        all -> all.fields().forEach((key, field) -> given.put(key, field.value())));
        Path location = template.place().file().resolveSibling(application.text("Location"));
        Stack opened = open(files, location, name + "-" + id, given, queueUrl);
        opening.pop();
        nested.put(id, opened);
        return opened;
    }

    /// The outputs whose condition is true.
    Map<String, String> outputs() {
        return outputs.all();
    }

    @Override
    public Value ref(String reference, Place place) {
        Value parameter = parameters.get(reference);
        if (parameter != null) {
            return parameter;
        }
        if (section("Resources").containsKey(reference)) {
            String physicalName = physicalName(reference);
            boolean isQueue = raw(reference).text("Type").equals("AWS::SQS::Queue");
            return new Value.Text(isQueue ? queueUrl.apply(physicalName) : physicalName, place);
        }
        int dot = reference.indexOf('.'); // SAM's `!Ref Api.Stage`
        return dot < 0
                ? Pseudo.value(reference, name, place)
                : attribute(reference.substring(0, dot), reference.substring(dot + 1), place);
    }

    @Override
    public Value attribute(String id, String attribute, Place place) {
        if (!section("Resources").containsKey(id)) {
            throw new TemplateException(
                    place, "there is no resource " + id + " to take " + attribute + " of");
        }
        String type = raw(id).text("Type");
        if (type.equals("AWS::Serverless::Application")) {
            if (!attribute.startsWith("Outputs.")) {
                throw new TemplateException(
                        place, id + " is a stack: it has Outputs.<name>, not " + attribute);
            }
            return new Value.Text(
                    nested(id).outputs.one(attribute.substring("Outputs.".length()), place), place);
        }
        if (type.equals("AWS::Serverless::Api") && attribute.equals("Stage")) {
            return new Value.Text(PhysicalName.stage(raw(id), intrinsics), place);
        }
        return new Value.Text(
                Attributes.of(type, id, physicalName(id), attribute, queueUrl, place), place);
    }

    @Override
    public Value mapped(String mapping, String first, String second, Place place) {
        Value value = new Value.Fields(section("Mappings"), place);
        for (String key : Arrays.asList(mapping, first, second)) {
            Value.Field field =
                    value instanceof Value.Fields fields ? fields.fields().get(key) : null;
            if (field == null) {
                throw new TemplateException(
                        place,
                        "Mappings has no "
                                + mapping
                                + "."
                                + first
                                + "."
                                + second
                                + ": "
                                + key
                                + " is missing");
            }
            value = field.value();
        }
        return value;
    }

    @Override
    public Value transformed(Value transform, Place place) {
        return files.included(Include.file(intrinsics.resolve(transform), place));
    }

    @Override
    public boolean condition(String condition, Place place) {
        Value.Field field = section("Conditions").get(condition);
        if (field == null) {
            throw new TemplateException(place, "there is no condition " + condition);
        }
        return intrinsics.holds(field.value());
    }

    private Map<String, Value.Field> section(String section) {
        Value.Field field = template.fields().get(section);
        return field != null && field.value() instanceof Value.Fields fields
                ? fields.fields()
                : Map.of();
    }

    /// A resource with its properties resolved.
    ///
    /// @param id logical id
    /// @param name physical name
    record Resource(String id, String name, String type, Properties properties) {}
}
