package dev.fanfold.engine.outcome;

/// The outputs that the tasks of one outcome wrote. A manifest, which the token names, lists them.
///
/// @param token 64 random bits, unique to one execution of the message of these tasks
/// @param tasks the tasks that wrote outputs
/// @param count the number of these outputs, without hidden ones
/// @param bytes the sum of their lengths
public record WrittenOutputs(long token, TaskSet tasks, long count, long bytes) {}
