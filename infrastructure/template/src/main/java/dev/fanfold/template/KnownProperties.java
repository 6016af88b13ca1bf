package dev.fanfold.template;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists the sections that a template may have, and the properties of resources and of events. Any
/// other is rejected, except the properties of a resource of an ignored type. [KnownParts] lists
/// the fields of smaller parts.
final class KnownProperties {
    /// The names that the properties of a resource, or the fields of another part of a template,
    /// may have.
    ///
    /// @param supported properties that the local cloud reproduces
    /// @param ignored properties that have no effect in the local cloud
    record Names(Set<String> supported, Set<String> ignored) {
        boolean contains(String name) {
            return supported.contains(name) || ignored.contains(name);
        }

        @Override
        public String toString() {
            return Stream.concat(supported.stream(), ignored.stream())
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    /// Types of resources that the local cloud does not create. It reads rights from the IAM roles
    /// and policies among them, and ignores the others.
    static final Set<String> IGNORED_TYPES =
            Set.of(
                    "AWS::IAM::Role",
                    "AWS::IAM::Policy",
                    "AWS::IAM::RolePolicy",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::S3::BucketPolicy",
                    "AWS::SQS::QueuePolicy",
                    "AWS::KMS::Key",
                    "AWS::KMS::Alias",
                    "AWS::Lambda::Permission",
                    // No method requires an API key, and the local cloud writes no access logs.
                    "AWS::ApiGateway::Account",
                    "AWS::ApiGateway::ApiKey",
                    "AWS::ApiGateway::UsagePlan",
                    "AWS::ApiGateway::UsagePlanKey",
                    "AWS::Logs::LogGroup",
                    "AWS::Logs::MetricFilter",
                    "AWS::CloudWatch::Alarm",
                    "AWS::CloudWatch::CompositeAlarm",
                    "AWS::CloudWatch::Dashboard",
                    "AWS::SNS::Topic",
                    "AWS::SNS::TopicPolicy",
                    "AWS::Budgets::Budget",
                    "AWS::ResourceGroups::Group");

    static final Names FUNCTION =
            new Names(
                    Set.of(
                            "FunctionName",
                            "CodeUri",
                            "Handler",
                            "Timeout",
                            "MemorySize",
                            "Environment",
                            "Events",
                            "EventInvokeConfig",
                            "ReservedConcurrentExecutions"),
                    // The function runs in the JVM of the local cloud. EphemeralStorage, SnapStart
                    // and VpcConfig are only checked, and Role only gives the rights.
                    Set.of(
                            "Runtime",
                            "PackageType",
                            "Architectures",
                            "Description",
                            "Role",
                            "Policies",
                            "PermissionsBoundary",
                            "Tracing",
                            "Tags",
                            "LoggingConfig",
                            "EphemeralStorage",
                            "SnapStart",
                            "AutoPublishAlias",
                            "AutoPublishAliasAllProperties",
                            "DeploymentPreference",
                            "KmsKeyArn",
                            "RecursiveLoop",
                            "RuntimeManagementConfig",
                            "VpcConfig"));

    /// Properties of a resource by the resource's type.
    static final Map<String, Names> TYPES =
            Map.of(
                    "AWS::S3::Bucket",
                    new Names(
                            Set.of("BucketName", "NotificationConfiguration"),
                            // Local buckets keep no versions; the ETag alone pins an input.
                            Set.of(
                                    "VersioningConfiguration",
                                    "LifecycleConfiguration",
                                    "BucketEncryption",
                                    "OwnershipControls",
                                    "PublicAccessBlockConfiguration",
                                    "LoggingConfiguration",
                                    "CorsConfiguration",
                                    "Tags")),
                    "AWS::SQS::Queue",
                    new Names(
                            Set.of(
                                    "QueueName",
                                    "VisibilityTimeout",
                                    "DelaySeconds",
                                    "ReceiveMessageWaitTimeSeconds",
                                    "RedrivePolicy"),
                            // A local cloud rarely runs as long as a message is retained on AWS.
                            // Keys and rights of queues are not checked.
                            Set.of(
                                    "MessageRetentionPeriod",
                                    "MaximumMessageSize",
                                    "RedriveAllowPolicy",
                                    "SqsManagedSseEnabled",
                                    "KmsMasterKeyId",
                                    "KmsDataKeyReusePeriodSeconds",
                                    "Tags")),
                    "AWS::DynamoDB::Table",
                    new Names(
                            Set.of(
                                    "TableName",
                                    "AttributeDefinitions",
                                    "KeySchema",
                                    "GlobalSecondaryIndexes",
                                    "StreamSpecification",
                                    "TimeToLiveSpecification"),
                            Set.of(
                                    "BillingMode",
                                    "PointInTimeRecoverySpecification",
                                    "SSESpecification",
                                    "DeletionProtectionEnabled",
                                    "ContributorInsightsSpecification",
                                    "OnDemandThroughput",
                                    "WarmThroughput",
                                    "TableClass",
                                    "Tags")),
                    "AWS::Serverless::Function",
                    FUNCTION,
                    "AWS::Serverless::Api",
                    new Names(
                            Set.of("StageName", "DefinitionBody", "Variables"),
                            // The local cloud does not limit how often a method may be called.
                            Set.of(
                                    "MethodSettings",
                                    "Name",
                                    "Description",
                                    "OpenApiVersion",
                                    "TracingEnabled",
                                    "AccessLogSetting",
                                    "EndpointConfiguration",
                                    "AlwaysDeploy",
                                    "FailOnWarnings",
                                    "PropagateTags",
                                    "Tags")),
                    "AWS::Serverless::Application",
                    new Names(
                            Set.of("Location", "Parameters"),
                            Set.of("TimeoutInMinutes", "Tags", "NotificationARNs")));

    /// Properties of a function's events by the event's type.
    static final Map<String, Names> EVENTS =
            Map.of(
                    "SQS",
                    new Names(
                            Set.of(
                                    "Queue",
                                    "BatchSize",
                                    "Enabled",
                                    "FunctionResponseTypes",
                                    "MaximumBatchingWindowInSeconds",
                                    "ProvisionedPollerConfig",
                                    "ScalingConfig"),
                            Set.of("MetricsConfig")),
                    "DynamoDB",
                    new Names(
                            Set.of(
                                    "Stream",
                                    "StartingPosition",
                                    "BatchSize",
                                    "Enabled",
                                    "MaximumBatchingWindowInSeconds",
                                    "FilterCriteria",
                                    "MaximumRetryAttempts",
                                    "BisectBatchOnFunctionError",
                                    "MaximumRecordAgeInSeconds",
                                    "FunctionResponseTypes",
                                    "DestinationConfig"),
                            // The local cloud processes one batch at a time, which a larger factor
                            // allows too.
                            Set.of("ParallelizationFactor", "MetricsConfig")),
                    "Schedule",
                    new Names(
                            Set.of("Schedule", "Enabled", "State"),
                            // RetryPolicy and DeadLetterConfig are for events that the scheduler
                            // cannot pass to Lambda. That does not happen in the local cloud.
                            Set.of("Name", "Description", "RetryPolicy", "DeadLetterConfig")));

    /// The sections of a template.
    static final Names STACK =
            new Names(
                    Set.of(
                            "Parameters",
                            "Mappings",
                            "Conditions",
                            "Globals",
                            "Resources",
                            "Outputs",
                            "Transform"),
                    Set.of("AWSTemplateFormatVersion", "Description", "Metadata", "Rules"));

    /// The fields of a resource.
    static final Names RESOURCE =
            new Names(
                    Set.of("Type", "Properties", "Condition"),
                    Set.of("DependsOn", "Metadata", "DeletionPolicy", "UpdateReplacePolicy"));

    private KnownProperties() {}
}
