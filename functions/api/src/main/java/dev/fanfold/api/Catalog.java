package dev.fanfold.api;

import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Definition;
import java.util.LinkedHashMap;
import java.util.Map;

/// The workloads that can be run.
final class Catalog {
    private final Workloads workloads;

    Catalog(Workloads workloads) {
        this.workloads = workloads;
    }

    Response list(Request request) {
        request.rejectParameters();
        Definitions all = workloads.definitions();
        return Response.json(
                200,
                Map.of(
                        "workloads",
                        all.all().stream()
                                .map(workload -> members(workload, all.version(workload.name())))
                                .toList()));
    }

    private static Map<String, Object> members(Definition definition, String version) {
        var members = new LinkedHashMap<String, Object>();
        members.put("name", definition.name());
        members.put("summary", definition.summary());
        members.put("readsInput", definition.readsInput());
        members.put("version", version);
        members.put("pool", definition.pool());
        members.put("settings", definition.settings().stream().map(Catalog::members).toList());
        return members;
    }

    private static Map<String, Object> members(Definition.Setting setting) {
        var members = new LinkedHashMap<String, Object>();
        members.put("name", setting.name());
        members.put("meaning", setting.meaning());
        setting.defaultValue().ifPresent(value -> members.put("default", value));
        return members;
    }
}
