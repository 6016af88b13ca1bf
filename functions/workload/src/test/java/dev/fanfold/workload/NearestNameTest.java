package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests which name an error message suggests for an unknown one.
class NearestNameTest {
    private static final List<String> KNOWN =
            List.of("carrier", "arr_delay", "dep_delay", "origin");

    @Test
    void aMisspelledNameFindsTheKnownName() {
        assertThat(NearestName.find("carier", KNOWN)).contains("carrier");
        assertThat(NearestName.find("Arr_Delya", KNOWN)).contains("arr_delay");
    }

    @Test
    void aNameFarFromAllKnownNamesFindsNone() {
        assertThat(NearestName.hint("temperature", KNOWN)).isEmpty();
        assertThat(NearestName.hint("", KNOWN)).isEmpty();
    }

    @Test
    void aSwapOfAdjacentLettersIsOneEdit() {
        assertThat(NearestName.find("ba", List.of("ab"))).contains("ab");
        assertThat(NearestName.find("xaby", List.of("axyb", "xbay"))).contains("xbay");
        assertThat(NearestName.find("oirign", KNOWN)).contains("origin");
    }

    @Test
    void twoLettersThatAreNotSwappedAreTwoEdits() {
        assertThat(NearestName.find("xab", List.of("xcd"))).isEmpty();
        assertThat(NearestName.find("abx", List.of("cax"))).isEmpty();
        assertThat(NearestName.find("abx", List.of("bcx"))).isEmpty();
    }
}
