package dev.fanfold.localstack;

import dev.fanfold.testkit.services.Difference;
import java.util.List;

/// The known differences of LocalStack 4.14.0 from the services.
final class LocalStackDifferences {
    static final List<Difference> ALL =
            List.of(
                    new Difference(
                            "aBadMessageOfABatchFailsAloneAndIsNamed",
                            "it accepts a delay of 901 seconds; Fanfold's delays are shorter",
                            "[(\"b\", true)]"),
                    new Difference(
                            "slashesAloneAreKeys",
                            "it treats a key of only slashes as the bucket; Fanfold has no such keys",
                            "exception while calling s3 with unknown operation"),
                    new Difference(
                            "aKeyOfMoreThan1024BytesIsRefused",
                            "it responds with 404 to a key that is too long; Fanfold's keys are shorter",
                            "404 NoSuchKey"),
                    pages("aListingInPagesIsTheWhole"),
                    pages("aDelimiterRollsUpWhatBeginsAlike"),
                    pages("aListingMayStartAfterAKey"));

    private static Difference pages(String promise) {
        return new Difference(
                promise,
                "it fails to continue a listing after a key that is not ASCII; Fanfold lists no objects",
                "'ascii' codec can't decode byte");
    }

    private LocalStackDifferences() {}
}
