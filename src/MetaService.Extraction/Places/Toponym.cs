using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Places;

/// <summary>A place name in the text, before it is resolved.</summary>
internal sealed class Toponym
{
    /// <summary>Where the name stands, without article, possessive and words such as "province".</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The name as printed.</summary>
    public required string Name { get; init; }

    /// <summary>Index of its sentence.</summary>
    public int Sentence { get; init; }

    /// <summary>What a word beside it says that it is; Unknown where none does.</summary>
    public PlaceKind Hint { get; init; }

    /// <summary>How sure it is that this is a place at all, 0 to 1.</summary>
    public double NameConfidence { get; init; }

    /// <summary>Places of that name, by index in the gazetteer.</summary>
    public required int[] Candidates { get; init; }

    /// <summary>Whether the candidates are known under a similar name only.</summary>
    public bool IsLoose { get; init; }

    /// <summary>Country that the text states as containing it (<c>Tripoli, Lebanon</c>), or null.</summary>
    public string? StatedCountry { get; set; }

    /// <summary>Whether it is a dateline.</summary>
    public bool IsDateline { get; init; }

    /// <summary>Index of the chosen candidate in the gazetteer, or -1.</summary>
    public int Choice { get; set; } = -1;

    /// <summary>Probability of the choice among the candidates.</summary>
    public double ChoiceConfidence { get; set; }

    /// <summary>Rule that made the choice.</summary>
    public string Rule { get; set; } = "place.unresolved";
}
