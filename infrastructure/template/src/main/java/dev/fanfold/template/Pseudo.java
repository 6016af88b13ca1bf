package dev.fanfold.template;

/// CloudFormation's pseudo parameters with their values on the local cloud.
final class Pseudo {
    private Pseudo() {}

    static Value value(String name, String stack, Place place) {
        String text =
                switch (name) {
                    case "AWS::Region" -> Aws.REGION;
                    case "AWS::AccountId" -> Aws.ACCOUNT;
                    case "AWS::Partition" -> "aws";
                    case "AWS::StackName" -> stack;
                    case "AWS::StackId" -> Aws.arn("cloudformation", "stack/" + stack + "/local");
                    case "AWS::URLSuffix" -> "amazonaws.com";
                    case "AWS::NoValue" -> "";
                    default ->
                            throw new TemplateException(
                                    place, "there is no parameter and no resource named " + name);
                };
        return name.equals("AWS::NoValue") ? new Value.Nothing(place) : new Value.Text(text, place);
    }
}
