/// The local cloud: a template and its nested stacks, played in one JVM on real emulators of SQS,
/// DynamoDB and S3, with Lambda's event source mappings in real parallel. [LocalCloud] is the front
/// door, [LocalCloudExtension] the one for tests. The rooms behind it: `template` reads, `emulator`
/// serves, `function` runs handlers, `mapping` feeds them, `gateway` asks them, `meter` counts.
/// There is no list of resources but the template.
@NullMarked
package dev.fanfold.local;

import org.jspecify.annotations.NullMarked;
