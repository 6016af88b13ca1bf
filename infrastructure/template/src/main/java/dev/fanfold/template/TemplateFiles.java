package dev.fanfold.template;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A template and the files that it refers to. Each file is read once, at its first use, so that
/// all callers get the same content.
public final class TemplateFiles {
    private final Path template;
    private final Map<Path, Value.Fields> templates = new HashMap<>();
    private final Map<Path, Value.Fields> included = new HashMap<>();

    public TemplateFiles(Path template) {
        this.template = template;
    }

    /// The resources that the template and its nested stacks declare.
    ///
    /// @param parameters values that replace the defaults of the root template's parameters
    /// @param queueUrl gives the URL of a queue by its name
    /// @throws TemplateException if the local cloud cannot reproduce the template
    public DeclaredResources declared(
            Map<String, String> parameters, UnaryOperator<String> queueUrl) {
        Map<String, Value> given = new HashMap<>();
        parameters.forEach(
                (name, value) -> given.put(name, new Value.Text(value, new Place(template, 1))));
        return Templates.declared(Stack.open(this, template, "fanfold", given, queueUrl));
    }

    /// A template.
    synchronized Value.Fields template(Path file) {
        return templates.computeIfAbsent(file, YamlFile::read);
    }

    /// The content that `AWS::Include` inserts into a template.
    synchronized Value.Fields included(Path file) {
        return included.computeIfAbsent(file, YamlFile::included);
    }
}
