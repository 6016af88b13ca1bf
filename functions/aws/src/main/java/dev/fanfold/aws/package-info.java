/// The engine's ports on S3, SQS and DynamoDB, and on the threads and disk of a Lambda environment.
///
/// [AwsPorts] is where to start; [Settings] is the only reader of the environment. The AWS SDK's
/// types appear here and nowhere above. Nothing here decides what a job comes to.
@NullMarked
package dev.fanfold.aws;

import org.jspecify.annotations.NullMarked;
