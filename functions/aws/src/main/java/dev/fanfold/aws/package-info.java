/// The engine's ports on S3, SQS and DynamoDB, and on the threads and disk of a Lambda environment.
///
/// [AwsPorts] is where to start. Of Fanfold's deployed code, only [Settings] reads the environment,
/// and only this module uses the AWS SDK. Workloads get clients of the SDK from [PoolResources].
/// Nothing here decides how a job ends.
@NullMarked
package dev.fanfold.aws;

import org.jspecify.annotations.NullMarked;
