/// The three services on one machine, for any AWS client on 127.0.0.1.
///
/// SQS is ElasticMQ, DynamoDB with its Streams is DynamoDB Local, S3 is S3Proxy. Each binds a free
/// port. The local cloud uses direct calls that save the HTTP round trip. Nothing here knows
/// templates or functions.
@NullMarked
package dev.fanfold.local.emulator;

import org.jspecify.annotations.NullMarked;
