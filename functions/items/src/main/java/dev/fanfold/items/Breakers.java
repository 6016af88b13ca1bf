package dev.fanfold.items;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The breakers of targets inside one worker. All tasks of the worker share them.
final class Breakers {
    /// At most how many failing targets are known. The one that is known for the longest time is
    /// forgotten first.
    private static final int MAX_TARGETS = 10_000;

    private final Map<String, Breaker> byTarget =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Breaker> eldest) {
                    return size() > MAX_TARGETS;
                }
            };

    /// Until when the target is left alone; empty if it may be called.
    synchronized OptionalLong leftAloneUntil(String target, long now) {
        Breaker breaker = byTarget.getOrDefault(target, Breaker.NEW);
        return breaker.allows(now) ? OptionalLong.empty() : OptionalLong.of(breaker.until());
    }

    /// Records a transient failure.
    synchronized void failed(String target, long now) {
        byTarget.put(target, byTarget.getOrDefault(target, Breaker.NEW).failed(now));
    }

    synchronized void succeeded(String target) {
        byTarget.remove(target);
    }
}
