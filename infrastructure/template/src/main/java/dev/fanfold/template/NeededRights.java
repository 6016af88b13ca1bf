package dev.fanfold.template;

import java.util.List;

/// Checks that a function's role has the rights with which Lambda itself calls other services.
/// Without them, AWS rejects the function or its event source mapping.
final class NeededRights {
    private static final List<String> QUEUE_ACTIONS =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final List<String> STREAM_ACTIONS =
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator");
    private static final List<String> VPC_ACTIONS =
            List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DeleteNetworkInterface");

    private final Rights rights;

    private NeededRights(Rights rights) {
        this.rights = rights;
    }

    /// Checks the rights for the function's event source mappings, if the rights are known.
    static void check(Function function) {
        function.rights()
                .map(NeededRights::new)
                .ifPresent(needed -> function.sources().forEach(needed::check));
    }

    /// Checks the rights for a VPC, if the function is in one.
    static void checkVpc(Properties function, Rights rights) {
        var needed = new NeededRights(rights);
        if (function.has("VpcConfig")) {
            VPC_ACTIONS.forEach(action ->
                    needed.require(function.place("VpcConfig"), "VpcConfig", action, "*"));
        }
    }

    private void check(Source source) {
        switch (source) {
            case Source.OfQueue queue ->
                    QUEUE_ACTIONS.forEach(action ->
                            require(
                                    source.place(),
                                    source.id(),
                                    action,
                                    Aws.arn("sqs", queue.queue())));
            case Source.OfStream stream -> {
                String arn = Aws.arn("dynamodb", "table/" + stream.table() + "/stream/latest");
                STREAM_ACTIONS.forEach(action -> require(source.place(), source.id(), action, arn));
                require(source.place(), source.id(), "dynamodb:ListStreams", "*");
                stream.onFailure()
                        .ifPresent(queue ->
                                require(
                                        source.place(),
                                        source.id(),
                                        "sqs:SendMessage",
                                        Aws.arn("sqs", queue)));
            }
            case Source.OfSchedule ignored -> {}
        }
    }

    private void require(Place place, String subject, String action, String resource) {
        if (rights.decide(action, resource) != Rights.Decision.ALLOWED) {
            throw new TemplateException(
                    place,
                    "%s: the role %s does not allow %s on %s, which Lambda needs"
                            .formatted(subject, rights.role(), action, resource));
        }
    }
}
