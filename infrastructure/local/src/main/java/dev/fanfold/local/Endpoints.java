package dev.fanfold.local;

import java.net.URI;

/// Where AWS clients find the three services: `http://127.0.0.1:<port>`.
public record Endpoints(URI sqs, URI dynamodb, URI s3) {}
