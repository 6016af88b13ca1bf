package dev.fanfold.engine.port;

/// A message as a queue delivered it.
///
/// @param id the id that the queue gave the message
/// @param receives how often the message was delivered, including this delivery
public record ReceivedMessage<M>(String id, M message, int receives) {}
