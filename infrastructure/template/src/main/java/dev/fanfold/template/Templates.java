package dev.fanfold.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads a template with its nested stacks.
public final class Templates {
    private final List<DeclaredResources.Bucket> buckets = new ArrayList<>();
    private final Map<Queue, Place> queues = new LinkedHashMap<>();
    private final List<DeclaredResources.Table> tables = new ArrayList<>();
    private final List<Stack.Resource> functions = new ArrayList<>();
    private final Roles roles = new Roles();
    private final List<Api> apis = new ArrayList<>();

    private Templates() {}

    /// The resources that the template and its nested stacks declare.
    ///
    /// @param parameters values that replace the defaults of the root template's parameters
    /// @param queueUrl gives the URL of a queue by its name
    /// @throws TemplateException if the local cloud cannot reproduce the template
    public static DeclaredResources read(
            Path template, Map<String, String> parameters, UnaryOperator<String> queueUrl) {
        return new TemplateFiles(template).declared(parameters, queueUrl);
    }

    /// The resources that a stack and its nested stacks declare.
    static DeclaredResources declared(Stack root) {
        Templates templates = new Templates();
        templates.add(root);
        DeclaredResources declaredResources =
                new DeclaredResources(
                        templates.buckets,
                        QueueOrder.of(templates.queues),
                        templates.tables,
                        templates.functions(),
                        templates.apis,
                        root.outputs());
        References.check(declaredResources);
        declaredResources.functions().forEach(NeededRights::check);
        return declaredResources;
    }

    // Functions are read last, because stacks that were added later may declare their roles and
    // policies.
    private List<Function> functions() {
        return functions.stream().map(this::function).toList();
    }

    private Function function(Stack.Resource resource) {
        Optional<Rights> rights = resource.properties().optionalText("Role").flatMap(roles::of);
        rights.ifPresent(known -> NeededRights.checkVpc(resource.properties(), known));
        return Functions.function(resource).rights(rights);
    }

    /// Checks the parameters of the template and of all nested stacks, for example that a name is
    /// not too long. The root template's parameters have their defaults. CloudFormation would
    /// report an invalid parameter of a nested stack only in the middle of a deployment.
    ///
    /// @param name the root stack's name
    /// @throws TemplateException naming the invalid parameter, or if the template cannot be read
    public static void checkParameters(Path template, String name) {
        Stack.open(new TemplateFiles(template), template, name, Map.of(), queue -> queue)
                .openNested();
    }

    private void add(Stack stack) {
        for (Stack.Resource resource : stack.resources()) {
            switch (resource.type()) {
                case "AWS::S3::Bucket" -> buckets.add(Resources.bucket(resource));
                case "AWS::SQS::Queue" ->
                        queues.put(
                                Resources.queue(resource),
                                resource.properties().place("RedrivePolicy"));
                case "AWS::DynamoDB::Table" -> tables.add(Resources.table(resource));
                case "AWS::Serverless::Function" -> functions.add(resource);
                case "AWS::IAM::Role" -> roles.addRole(resource);
                case "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy" ->
                        roles.addPolicy(resource);
                case "AWS::Serverless::Api" -> apis.add(Apis.api(resource));
                case "AWS::Serverless::Application" -> add(stack.nested(resource.id()));
                default -> {} // the type has no effect in the local cloud
            }
        }
    }
}
