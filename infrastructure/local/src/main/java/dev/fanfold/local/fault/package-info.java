/// Fault injection between the parts of the local cloud.
///
/// It shows that an application survives faults. [Chaos] sets the rates, [FaultInjector] injects
/// and counts the faults. Queues and streams deliver duplicates and replays. Function pools and
/// their AWS clients apply kills, delays and throttles.
///
/// Functions do not know about faults, and without [Chaos] this package has no effect. It knows the
/// emulators' messages and records, but not their readers.
@org.jspecify.annotations.NullMarked
package dev.fanfold.local.fault;
