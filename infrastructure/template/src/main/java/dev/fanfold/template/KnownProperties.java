package dev.fanfold.template;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The list of all properties that a template may have. Any other property is refused.
final class KnownProperties {
    /// Properties by type: those that the local cloud acts on, and those with no effect on a
    /// laptop.
    record Names(Set<String> acted, Set<String> idle) {
        boolean contains(String name) {
            return acted.contains(name) || idle.contains(name);
        }

        @Override
        public String toString() {
            return Stream.concat(acted.stream(), idle.stream())
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    /// Types that the local cloud does not create. It reads the rights in roles and policies, and
    /// ignores all other types.
    static final Set<String> IDLE_TYPES =
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
                    // Keys that no method requires, and the role that writes access logs.
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
                    // The function runs on the JVM of this process.
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

    static final Map<String, Names> TYPES =
            Map.of(
                    "AWS::S3::Bucket",
                    new Names(
                            Set.of("BucketName", "NotificationConfiguration"),
                            // Without versions an input is pinned by its ETag alone.
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
                            // A run on a laptop ends before the shortest useful retention.
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
                            // API Gateway enforces how often a method may be called.
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
                            // One batch per shard at a time is within this factor.
                            Set.of("ParallelizationFactor", "MetricsConfig")),
                    "Schedule",
                    new Names(
                            Set.of("Schedule", "Enabled", "State"),
                            // Retries of handing events to Lambda, which does not fail here.
                            Set.of("Name", "Description", "RetryPolicy", "DeadLetterConfig")));

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

    static final Names RESOURCE =
            new Names(
                    Set.of("Type", "Properties", "Condition"),
                    Set.of("DependsOn", "Metadata", "DeletionPolicy", "UpdateReplacePolicy"));

    private KnownProperties() {}
}
