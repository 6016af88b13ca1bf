/// The behaviour of AWS services that Fanfold relies on, as test cases.
///
/// The services are SQS, DynamoDB, DynamoDB Streams and S3.
///
/// The cases use plain SDK clients. The same cases run against simulated services, emulators and
/// LocalStack.
///
/// [Promises] is the root of all cases; [Services] is the target that they run on. A target that
/// differs from the documented service declares a [Difference]; the case then fails unless the
/// target really differs. Rules that are not obvious cite a page of AWS's documentation: SQS-API,
/// SQS-Guide, DynamoDB-API, DynamoDB-Guide, S3-API and S3-Guide are the API Reference and the
/// Developer or User Guide of the service.
@NullMarked
package dev.fanfold.testkit.services;

import org.jspecify.annotations.NullMarked;
