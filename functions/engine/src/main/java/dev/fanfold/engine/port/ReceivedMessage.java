package dev.fanfold.engine.port;

/// A message as a queue delivered it.
///
/// @param id the queue's id of the message
/// @param receives how often it was delivered, this delivery included
public record ReceivedMessage<M>(String id, M message, int receives) {}
