/// The engine's ports on S3, SQS and DynamoDB, and on the threads and disk of a Lambda environment.
///
/// [AwsPorts] is where to start. [Settings] is the only reader of the environment. The AWS SDK's
/// types appear here and in no module above. Nothing here decides how a job ends.
@NullMarked
package dev.fanfold.aws;

import org.jspecify.annotations.NullMarked;
