package dev.fanfold.template;

import dev.fanfold.template.KnownProperties.Names;
import java.util.Set;

/// The names that the fields of each part of a template may have. [KnownProperties] lists those of
/// whole resources. The parts of parameters, globals and outputs are first. Those of buckets,
/// queues, tables, functions and APIs follow.
final class KnownParts {
    static final Names PARAMETER =
            new Names(
                    Set.of(
                            "Type",
                            "Default",
                            "AllowedValues",
                            "AllowedPattern",
                            "ConstraintDescription",
                            "MinValue",
                            "MaxValue",
                            "MinLength",
                            "MaxLength"),
                    Set.of("Description", "NoEcho"));
    static final Names GLOBALS = supported("Function");
    static final Names OUTPUT =
            new Names(Set.of("Value", "Condition"), Set.of("Description", "Export"));

    static final Names NOTIFICATIONS = supported("QueueConfigurations");
    static final Names QUEUE_NOTIFICATION = supported("Event", "Queue", "Filter");
    static final Names FILTER = supported("S3Key");
    static final Names KEY_FILTER = supported("Rules");
    static final Names RULE = supported("Name", "Value");

    static final Names REDRIVE = supported("deadLetterTargetArn", "maxReceiveCount");

    static final Names ATTRIBUTE = supported("AttributeName", "AttributeType");
    static final Names KEY = supported("AttributeName", "KeyType");
    static final Names INDEX =
            new Names(
                    Set.of("IndexName", "KeySchema", "Projection"),
                    Set.of(
                            "OnDemandThroughput",
                            "WarmThroughput",
                            "ContributorInsightsSpecification"));
    static final Names PROJECTION = supported("ProjectionType", "NonKeyAttributes");
    static final Names STREAM = new Names(Set.of("StreamViewType"), Set.of("ResourcePolicy"));
    static final Names EXPIRY = supported("AttributeName", "Enabled");

    static final Names ENVIRONMENT = supported("Variables");
    static final Names ASYNCHRONOUS = supported("MaximumRetryAttempts", "MaximumEventAgeInSeconds");
    static final Names EVENT = supported("Type", "Properties");
    static final Names SCALING = supported("MaximumConcurrency");
    static final Names POLLERS = supported("MinimumPollers", "MaximumPollers");
    static final Names SCRATCH = supported("Size");
    static final Names SNAP_START = supported("ApplyOn");
    static final Names CRITERIA = supported("Filters");
    static final Names PATTERN = supported("Pattern");
    static final Names DESTINATIONS = supported("OnFailure");
    static final Names DESTINATION = supported("Type", "Destination");

    static final Names INCLUDE = supported("Name", "Parameters");
    static final Names INCLUDED = supported("Location");
    static final Names INTEGRATION =
            new Names(
                    Set.of("type", "httpMethod", "uri", "timeoutInMillis"),
                    // A proxy integration passes all requests to its function.
                    Set.of("passthroughBehavior"));
    static final Names AUTHORIZER =
            new Names(
                    Set.of(
                            "type",
                            "authorizerUri",
                            "identitySource",
                            "identityValidationExpression"),
                    // In the local cloud an API needs no rights to invoke its authorizer, and
                    // invokes it for each request.
                    Set.of("authorizerCredentials", "authorizerResultTtlInSeconds"));

    private KnownParts() {}

    private static Names supported(String... names) {
        return new Names(Set.of(names), Set.of());
    }
}
