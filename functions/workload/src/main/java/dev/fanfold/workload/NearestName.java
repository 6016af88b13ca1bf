package dev.fanfold.workload;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known name nearest to an unknown one, for error messages.
final class NearestName {
    private NearestName() {}

    /// " (did you mean X?)", or an empty text if no name is near.
    static String hint(String unknown, Collection<String> known) {
        return find(unknown, known).map(name -> " (did you mean " + name + "?)").orElse("");
    }

    /// The known name with the smallest edit distance from the unknown name, if the distance is at
    /// most 1, or a third of the length of the longer name.
    static Optional<String> find(String unknown, Collection<String> known) {
        String lowerCase = unknown.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(
                        Comparator.comparingInt((String name) ->
                                        distance(lowerCase, name.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(name ->
                        distance(lowerCase, name.toLowerCase(Locale.ROOT))
                                <= Math.max(1, Math.max(lowerCase.length(), name.length()) / 3));
    }

    // The optimal string alignment distance: the least number of insertions, deletions,
    // replacements and swaps of adjacent characters. cost[i][j] is the distance of the first i
    // characters of a from the first j of b.
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapestEdit(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapestEdit(int[][] cost, String a, String b, int i, int j) {
        int replacement = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best =
                Math.min(
                        cost[i - 1][j - 1] + replacement,
                        1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean isSwap =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwap ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
    }
}
