package dev.fanfold.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.function.HandlerClass;
import dev.fanfold.local.gateway.Gateway;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Api;
import dev.fanfold.template.Aws;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Function;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The REST APIs of a template.
record Gateways(List<Gateway> all) implements AutoCloseable {
    static Gateways none() {
        return new Gateways(List.of());
    }

    /// Binds a port for each API. No API is served before [#serve].
    static Gateways bind(List<Api> apis) {
        return new Gateways(apis.stream().map(Gateway::bind).toList());
    }

    /// Checks that a function accepts the events that the APIs send to it.
    ///
    /// @throws dev.fanfold.template.TemplateException if it does not
    static void check(
            DeclaredResources declaredResources, Function function, HandlerClass handler) {
        declaredResources.apis().stream()
                .flatMap(api -> api.routes().stream())
                .forEach(route -> check(route, function, handler));
    }

    private static void check(Api.Route route, Function function, HandlerClass handler) {
        String name = route.method() + " " + route.path();
        if (route.function().equals(function.name())) {
            handler.checkAccepts(function, APIGatewayProxyRequestEvent.class, name + " sends");
        }
        if (route.access() instanceof Api.Access.ByAuthorizer(Api.Authorizer authorizer)
                && authorizer.function().equals(function.name())) {
            handler.checkAccepts(
                    function,
                    APIGatewayCustomAuthorizerEvent.class,
                    name + " asks its authorizer with");
        }
    }

    /// The base addresses by the APIs' ids.
    Map<String, URI> bases() {
        return all.stream().collect(Collectors.toMap(Gateway::id, Gateway::base));
    }

    /// The declared resources with local addresses of the APIs.
    ///
    /// The local addresses replace those of AWS in outputs and in environment variables.
    DeclaredResources withLocalAddresses(DeclaredResources declaredResources) {
        return new DeclaredResources(
                declaredResources.buckets(),
                declaredResources.queues(),
                declaredResources.tables(),
                declaredResources.functions().stream()
                        .map(function ->
                                function.environment(
                                        mapValues(
                                                function.environment(), this::withLocalAddresses)))
                        .toList(),
                declaredResources.apis(),
                mapValues(declaredResources.outputs(), this::withLocalAddresses));
    }

    private String withLocalAddresses(String text) {
        String local = text;
        for (Gateway api : all) {
            String host = "https://" + api.id() + ".execute-api." + Aws.REGION + ".amazonaws.com";
            local = local.replace(host, api.host().toString());
        }
        return local;
    }

    private static Map<String, String> mapValues(
            Map<String, String> map, UnaryOperator<String> mapper) {
        Map<String, String> result = new LinkedHashMap<>();
        map.forEach((name, value) -> result.put(name, mapper.apply(value)));
        return result;
    }

    void serve(List<FunctionPool> functions, Meter meter, Consumer<String> log) {
        Map<String, FunctionPool> byName =
                functions.stream()
                        .collect(Collectors.toMap(FunctionPool::name, UnaryOperator.identity()));
        all.forEach(api -> api.serve(byName, meter, log));
    }

    @Override
    public void close() {
        all.forEach(Gateway::close);
    }
}
