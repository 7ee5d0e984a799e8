namespace MetaService.Extraction;

/// <summary>A contradiction or gap that a reader should know of.</summary>
/// <param name="Code">Stable lower-case name, e.g. <c>date.weekday-mismatch</c>.</param>
/// <param name="Message">One English sentence.</param>
/// <param name="Spans">Where it stands in the repaired text; may be empty.</param>
public sealed record ExtractionWarning(string Code, string Message, IReadOnlyList<TextSpan> Spans);
