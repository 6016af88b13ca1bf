package dev.fanfold.template;

import dev.fanfold.template.KnownProperties.Names;
import java.util.Set;

/// The names that the parts of a template may have, in the order in which the parts appear.
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
    static final Names GLOBALS = acted("Function");
    static final Names OUTPUT =
            new Names(Set.of("Value", "Condition"), Set.of("Description", "Export"));

    static final Names NOTIFICATIONS = acted("QueueConfigurations");
    static final Names QUEUE_NOTIFICATION = acted("Event", "Queue", "Filter");
    static final Names FILTER = acted("S3Key");
    static final Names KEY_FILTER = acted("Rules");
    static final Names RULE = acted("Name", "Value");

    static final Names REDRIVE = acted("deadLetterTargetArn", "maxReceiveCount");

    static final Names ATTRIBUTE = acted("AttributeName", "AttributeType");
    static final Names KEY = acted("AttributeName", "KeyType");
    static final Names INDEX =
            new Names(
                    Set.of("IndexName", "KeySchema", "Projection"),
                    Set.of(
                            "OnDemandThroughput",
                            "WarmThroughput",
                            "ContributorInsightsSpecification"));
    static final Names PROJECTION = acted("ProjectionType", "NonKeyAttributes");
    static final Names STREAM = new Names(Set.of("StreamViewType"), Set.of("ResourcePolicy"));
    static final Names EXPIRY = acted("AttributeName", "Enabled");

    static final Names ENVIRONMENT = acted("Variables");
    static final Names ASYNCHRONOUS = acted("MaximumRetryAttempts", "MaximumEventAgeInSeconds");
    static final Names EVENT = acted("Type", "Properties");
    static final Names SCALING = acted("MaximumConcurrency");
    static final Names POLLERS = acted("MinimumPollers", "MaximumPollers");
    static final Names SCRATCH = acted("Size");
    static final Names SNAP_START = acted("ApplyOn");
    static final Names CRITERIA = acted("Filters");
    static final Names PATTERN = acted("Pattern");
    static final Names DESTINATIONS = acted("OnFailure");
    static final Names DESTINATION = acted("Type", "Destination");

    static final Names INCLUDE = acted("Name", "Parameters");
    static final Names INCLUDED = acted("Location");
    static final Names INTEGRATION =
            new Names(
                    Set.of("type", "httpMethod", "uri", "timeoutInMillis"),
                    // The passthrough behaviour: a proxy integration passes everything.
                    Set.of("passthroughBehavior"));
    static final Names AUTHORIZER =
            new Names(
                    Set.of(
                            "type",
                            "authorizerUri",
                            "identitySource",
                            "identityValidationExpression"),
                    // Without effect: every caller may invoke it, and the authorizer is called for
                    // each request.
                    Set.of("authorizerCredentials", "authorizerResultTtlInSeconds"));

    private KnownParts() {}

    private static Names acted(String... names) {
        return new Names(Set.of(names), Set.of());
    }
}
