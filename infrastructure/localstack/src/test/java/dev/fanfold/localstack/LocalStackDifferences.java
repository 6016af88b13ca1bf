package dev.fanfold.localstack;

import dev.fanfold.testkit.services.Difference;
import java.util.List;

/// Where LocalStack 4.14.0 is known to differ from the services.
final class LocalStackDifferences {
    static final List<Difference> ALL =
            List.of(
                    new Difference(
                            "aBadMessageOfABatchFailsAloneAndIsNamed",
                            "it takes a delay of 901 seconds: no delay of ours is that long",
                            "[(\"b\", true)]"));

    private LocalStackDifferences() {}
}
