package dev.fanfold.template;

/// Resolves `Ref` and `Fn::GetAtt` for a piece of a template.
interface Names {
    /// A parameter's value or a resource's physical id.
    Value ref(String name, Place place);

    Value attribute(String resource, String attribute, Place place);

    Value mapped(String mapping, String first, String second, Place place);

    /// The content that a transform inserts into a template, not resolved yet.
    Value transformed(Value transform, Place place);

    boolean condition(String name, Place place);
}
