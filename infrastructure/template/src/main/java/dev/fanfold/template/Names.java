package dev.fanfold.template;

/// What `Ref` and `Fn::GetAtt` mean to a piece of a template.
interface Names {
    /// A parameter's value or a resource's physical id.
    Value ref(String name, Place place);

    Value attribute(String resource, String attribute, Place place);

    Value mapped(String mapping, String first, String second, Place place);

    /// What a transform in the middle of a template brings in, not resolved yet.
    Value transformed(Value transform, Place place);

    boolean condition(String name, Place place);
}
