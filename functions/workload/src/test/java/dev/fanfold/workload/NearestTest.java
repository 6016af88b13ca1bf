package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Suggestions in error messages.
class NearestTest {
    private static final List<String> KNOWN =
            List.of("carrier", "arr_delay", "dep_delay", "origin");

    @Test
    void aSlipOfTheFingerFindsItsName() {
        assertThat(Nearest.find("carier", KNOWN)).contains("carrier");
        assertThat(Nearest.find("Arr_Delya", KNOWN)).contains("arr_delay");
    }

    @Test
    void whatIsFarFromEveryNameFindsNone() {
        assertThat(Nearest.hint("temperature", KNOWN)).isEmpty();
        assertThat(Nearest.hint("", KNOWN)).isEmpty();
    }

    @Test
    void aSwapOfNeighboursIsOneEditAnywhereInTheName() {
        assertThat(Nearest.find("ba", List.of("ab"))).contains("ab");
        assertThat(Nearest.find("xaby", List.of("axyb", "xbay"))).contains("xbay");
        assertThat(Nearest.find("oirign", KNOWN)).contains("origin");
    }

    @Test
    void twoLettersThatAreNotSwappedAreTwoEdits() {
        assertThat(Nearest.find("xab", List.of("xcd"))).isEmpty();
        assertThat(Nearest.find("abx", List.of("cax"))).isEmpty();
        assertThat(Nearest.find("abx", List.of("bcx"))).isEmpty();
    }
}
