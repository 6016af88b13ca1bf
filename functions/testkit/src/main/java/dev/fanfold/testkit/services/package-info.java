/// What SQS, DynamoDB, its Streams and S3 promise, as far as Fanfold builds on it, in cases that
/// speak to plain SDK clients: the same ones run against simulated services, emulators and
/// LocalStack.
///
/// [Promises] is the root of all of them, [Services] what they are run on. Where a target differs
/// from the documented service it declares a [Difference], and the case then fails unless the
/// target really differs. Rules that are not obvious name the page of AWS's documentation: SQS-API,
/// SQS-Guide, DynamoDB-API, DynamoDB-Guide, S3-API and S3-Guide stand for the API Reference and the
/// Developer or User Guide of the service.
@NullMarked
package dev.fanfold.testkit.services;

import org.jspecify.annotations.NullMarked;
