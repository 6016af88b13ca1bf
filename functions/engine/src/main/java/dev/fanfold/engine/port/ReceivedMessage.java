package dev.fanfold.engine.port;

/// A message as a queue delivered it.
///
/// @param id the queue's name for it
/// @param receives how often it was delivered, this time included
public record ReceivedMessage<M>(String id, M message, int receives) {}
