package dev.fanfold.documents;

import java.math.BigDecimal;
import java.time.Duration;

/// The resources that a job used.
///
/// @param wall from its submission to its answer
/// @param work time spent in tasks, summed over workers
/// @param invocations of all functions
/// @param messages sent to queues
/// @param writes of table items
/// @param usd the price on AWS, in US dollars
public record Receipt(
        Duration wall,
        Duration work,
        long invocations,
        long messages,
        long writes,
        BigDecimal usd) {}
