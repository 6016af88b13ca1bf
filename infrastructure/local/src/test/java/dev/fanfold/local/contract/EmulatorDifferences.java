package dev.fanfold.local.contract;

import dev.fanfold.testkit.services.Difference;
import java.util.List;
import java.util.stream.Stream;

/// Where ElasticMQ 1.7.1, DynamoDB Local 3.3.1 and S3Proxy 4.1.0 are known to differ from the
/// services. DynamoDB Local keeps every promise.
final class EmulatorDifferences {
    private static final String TOO_LONG =
            "ElasticMQ refuses it as InvalidAttributeValue: no message of ours is over 64 KB";
    private static final String DELETED =
            "ElasticMQ refuses the handle: the local cloud deletes by its own door to the queue,"
                    + " which does not";
    private static final String VERSIONS = "S3Proxy has no versions: the source then pins by ETag";

    static final List<Difference> ALL =
            Stream.concat(
                            versions(),
                            Stream.of(
                                    new Difference(
                                            "anEmptyBatchIsRefused",
                                            "ElasticMQ answers with an empty result: no sender of"
                                                    + " ours sends one",
                                            "an error that the service answers with"),
                                    new Difference(
                                            "aMessageOneByteLongerIsRefused",
                                            TOO_LONG,
                                            "MessageTooLong"),
                                    new Difference(
                                            "aBatchIsNoLongerThanAMessageMayBe",
                                            TOO_LONG,
                                            "MessageTooLong"),
                                    new Difference(
                                            "aMessageIsDeletedTwiceWithoutAnError",
                                            DELETED,
                                            "is not valid"),
                                    new Difference(
                                            "anOldReceiptHandleIsNoErrorAndTheLastOneDeletes",
                                            DELETED,
                                            "is not valid")))
                    .toList();

    private EmulatorDifferences() {}

    private static Stream<Difference> versions() {
        return Stream.of(
                        "everyObjectHasAVersionOfItsOwn",
                        "theHeadNamesTheLastVersion",
                        "aReplacedVersionIsStillRead",
                        "aRangeOfAReplacedVersionIsStillRead",
                        "aReadWithoutAVersionNamesTheOneItRead",
                        "aConditionLooksAtTheLastVersion")
                .map(promise -> new Difference(promise, VERSIONS, "Versioning is not supported"));
    }
}
