package dev.fanfold.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads a YAML file as [Value]s.
final class YamlFile {
    /// The types of scalars that JSON has too.
    private static final Set<Tag> LITERALS = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);

    private final Path file;
    private final boolean isIncluded;

    private YamlFile(Path file, boolean isIncluded) {
        this.file = file;
        this.isIncluded = isIncluded;
    }

    /// The content of a template.
    static Value.Fields read(Path file) {
        return read(file, false);
    }

    /// The content that `AWS::Include` inserts into a template.
    static Value.Fields included(Path file) {
        return read(file, true);
    }

    private static Value.Fields read(Path file, boolean isIncluded) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root instanceof MappingNode mapping) {
                return new YamlFile(file, isIncluded).fields(mapping);
            }
            throw new TemplateException(
                    new Place(file, 1),
                    isIncluded
                            ? "an included file must be a mapping"
                            : "a template must be a mapping with a section Resources");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TemplateException(new Place(file, line), "not YAML: " + e.getProblem());
        } catch (NoSuchFileException e) {
            throw new TemplateException(
                    new Place(file, 1), "there is no such file; check the path");
        } catch (IOException | YAMLException e) {
            throw new TemplateException(new Place(file, 1), "cannot be read: " + e.getMessage());
        }
    }

    private Value value(Node node) {
        Value untaggedValue = untagged(node);
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? tagged(tag.substring(1), untaggedValue) : untaggedValue;
    }

    private Value untagged(Node node) {
        return switch (node) {
            case ScalarNode scalar
                    when scalar.getTag().equals(Tag.NULL)
                            && scalar.getScalarStyle() == ScalarStyle.PLAIN ->
                    new Value.Nothing(place(node));
            case ScalarNode scalar ->
                    new Value.Text(scalar.getValue(), isLiteral(scalar), place(node));
            case SequenceNode sequence ->
                    new Value.Items(
                            sequence.getValue().stream().map(this::value).toList(), place(node));
            case MappingNode mapping -> fields(mapping);
            default ->
                    throw new TemplateException(
                            place(node), "unexpected YAML: " + node.getNodeId());
        };
    }

    private static boolean isLiteral(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN && LITERALS.contains(scalar.getTag());
    }

    private Value.Fields fields(MappingNode mapping) {
        Map<String, Value.Field> fields = new LinkedHashMap<>();
        for (var entry : mapping.getValue()) {
            Place key = place(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                throw new TemplateException(key, "a key must be a word");
            }
            if (fields.put(name.getValue(), new Value.Field(key, value(entry.getValueNode())))
                    != null) {
                throw new TemplateException(key, "'" + name.getValue() + "' is written twice");
            }
        }
        return new Value.Fields(fields, place(mapping));
    }

    // Converts a short form, such as `!Ref X`, to its long form.
    private Value tagged(String tag, Value untaggedValue) {
        Place place = untaggedValue.place();
        if (isIncluded) {
            throw new TemplateException(
                    place,
                    "CloudFormation accepts no short forms in included files: write Fn::"
                            + tag
                            + " (or Ref) instead of !"
                            + tag);
        }
        Value argument = untaggedValue;
        // The short form of GetAtt has one text with a dot, the long form a list.
        if (tag.equals("GetAtt") && untaggedValue instanceof Value.Text(String text, _, _)) {
            int dot = text.indexOf('.');
            argument =
                    new Value.Items(
                            List.of(
                                    new Value.Text(dot < 0 ? text : text.substring(0, dot), place),
                                    new Value.Text(dot < 0 ? "" : text.substring(dot + 1), place)),
                            place);
        }
        String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
        return new Value.Fields(Map.of(name, new Value.Field(place, argument)), place);
    }

    private Place place(Node node) {
        return new Place(file, node.getStartMark().getLine() + 1);
    }
}
