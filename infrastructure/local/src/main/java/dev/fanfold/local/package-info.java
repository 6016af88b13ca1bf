/// The local cloud: a template and its nested stacks, running in one JVM.
///
/// It runs on real emulators of SQS, DynamoDB and S3, with Lambda's event source mappings in real
/// parallel. [LocalCloud] is the front door, [LocalCloudExtension] the front door for tests. The
/// packages: `template` reads, `emulator` serves, `function` runs handlers, `mapping` feeds them,
/// `gateway` serves REST APIs, `meter` counts. The template is the only list of resources.
@NullMarked
package dev.fanfold.local;

import org.jspecify.annotations.NullMarked;
