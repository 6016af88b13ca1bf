/// Faults between the local cloud's parts, for those who want to see the application survive them:
/// [Chaos] says how many, [FaultInjector] draws and counts them. Queues and streams deliver what these
/// have mixed up; function pools and the AWS clients in them ask when to die, wait or be refused.
///
/// Functions know nothing of it, and without [Chaos] nothing here does anything. This package knows
/// the emulators' messages and records, not who reads them.
@org.jspecify.annotations.NullMarked
package dev.fanfold.local.fault;
