package dev.fanfold.local.emulator;

/// An object that has just been stored.
///
/// @param event the kind without its prefix: `ObjectCreated:Put`, `:Copy` or
///   `:CompleteMultipartUpload`
/// @param eTag without quotes
public record Upload(String bucket, String key, String event, long size, String eTag) {}
