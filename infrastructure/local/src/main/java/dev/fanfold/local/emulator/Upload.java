package dev.fanfold.local.emulator;

/// An object that was just stored.
///
/// @param event the event name without `s3:`, for example `ObjectCreated:Put`, `ObjectCreated:Copy`
///   or `ObjectCreated:CompleteMultipartUpload`
/// @param eTag without quotes
public record Upload(String bucket, String key, String event, long size, String eTag) {}
