/// The three services as they run on a laptop: SQS on ElasticMQ, DynamoDB with its Streams on
/// DynamoDB Local, S3 on S3Proxy. Each binds 127.0.0.1 on a free port for any AWS client, and
/// offers the local cloud a shorter way in that spares the HTTP round trip. Nothing here knows
/// templates or functions.
@NullMarked
package dev.fanfold.local.emulator;

import org.jspecify.annotations.NullMarked;
