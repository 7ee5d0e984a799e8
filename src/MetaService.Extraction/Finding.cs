namespace MetaService.Extraction;

/// <summary>A value with the evidence for it.</summary>
/// <param name="Value">What was found.</param>
/// <param name="Spans">Where it stands in the repaired text; empty where it does not come from the text (address, hint, catalogue).</param>
/// <param name="Confidence">Estimated probability that the value is right, 0 to 1.</param>
/// <param name="Rule">Stable lower-case name of the rule or model that found it, e.g. <c>header.piped-date</c>.</param>
/// <param name="Alternatives">Other readings that were possible, most likely first, as text; never null.</param>
public sealed record Finding<T>(T Value, IReadOnlyList<TextSpan> Spans, double Confidence, string Rule, IReadOnlyList<string> Alternatives)
{
    /// <summary>A finding with one span and no alternatives.</summary>
    public Finding(T value, TextSpan span, double confidence, string rule)
        : this(value, [span], confidence, rule, [])
    {
    }
}
