package dev.fanfold.testing;

/// The laws of every workload.
///
/// A workload that keeps them has the same answer after retries and duplicates, and for every order
/// of folding.
enum Law {
    PLAN_IS_DETERMINISTIC("the plan is deterministic"),
    PLAN_TILES_THE_INPUT("the plan tiles the input"),
    TASKS_END("every task of a valid input returns a result or rejects the input"),
    RUNS_AGREE("two runs give the same bytes"),
    CODEC_KEEPS("a partial result survives the codec"),
    PARTIALS_ARE_SMALL("partial results stay within the limit"),
    MERGE_IS_COMMUTATIVE("merge is commutative"),
    MERGE_HAS_AN_IDENTITY("empty is the identity of merge"),
    MERGE_IS_ASSOCIATIVE("merge is associative"),
    MERGE_KEEPS_RIGHT("merge does not change its right side"),
    CUTS_AGREE("every cut of an input has one answer"),
    ANSWER_IS_JSON("the answer is one JSON document"),
    REDRIVE_IS_PURE("the round of a redrive depends only on the total");

    private final String text;

    Law(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /// A broken law.
    ///
    /// @param how how the workload breaks the law, with an example
    record Broken(Law law, String how) {}
}
