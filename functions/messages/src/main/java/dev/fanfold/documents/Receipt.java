package dev.fanfold.documents;

import java.math.BigDecimal;
import java.time.Duration;

/// The resources that a job used.
///
/// @param wall the time from its submission to its end
/// @param work the sum of the times of its done tasks
/// @param invocations the number of invocations of all functions
/// @param messages the number of messages that were sent to queues
/// @param writes the number of writes of table items
/// @param usd the price on AWS, in US dollars
public record Receipt(
        Duration wall,
        Duration work,
        long invocations,
        long messages,
        long writes,
        BigDecimal usd) {}
