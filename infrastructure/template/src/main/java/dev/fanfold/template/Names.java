package dev.fanfold.template;

/// Resolves the names in one template: parameters, resources, mappings and conditions.
interface Names {
    /// The value of `Ref`: a parameter's value or a resource's physical id.
    Value ref(String name, Place place);

    /// The value of `Fn::GetAtt`.
    Value attribute(String resource, String attribute, Place place);

    /// The value of `Fn::FindInMap`.
    Value mapped(String mapping, String first, String second, Place place);

    /// The content that `Fn::Transform` inserts into the template. References in it are not
    /// resolved yet.
    Value transformed(Value transform, Place place);

    /// Whether the condition with this name holds.
    boolean condition(String name, Place place);
}
