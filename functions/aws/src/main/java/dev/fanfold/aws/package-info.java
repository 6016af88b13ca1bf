/// The engine's ports on S3, SQS and DynamoDB, and on the threads and disk of a Lambda environment.
///
/// [AwsPorts] is where to start. Of the code that is deployed, only [Settings] reads the
/// environment, and only this module uses the AWS SDK. Nothing here decides how a job ends.
@NullMarked
package dev.fanfold.aws;

import org.jspecify.annotations.NullMarked;
