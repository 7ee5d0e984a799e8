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

    /// <summary>Places of that name.</summary>
    public required Candidates Candidates { get; init; }

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

/// <summary>How a name was found in the gazetteer.</summary>
internal enum NameMatch
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As it stands, but for case and diacritics.</summary>
    Exact,

    /// <summary>Under another transliteration.</summary>
    Loose,

    /// <summary>With blanks elsewhere.</summary>
    Squeezed,
}

/// <summary>The places that a name may mean.</summary>
/// <param name="Indexes">By index in the gazetteer.</param>
/// <param name="OwnNames">Bit i is set where the name is the own name of place i, not an alternate one.</param>
/// <param name="Match">How they were found.</param>
internal readonly record struct Candidates(int[] Indexes, ulong OwnNames, NameMatch Match)
{
    /// <summary>No place.</summary>
    public static Candidates None { get; } = new([], 0, NameMatch.None);

    /// <summary>How many there are.</summary>
    public int Count => Indexes.Length;

    /// <summary>Looks a name up: as it stands, then by transliteration, then without its blanks.</summary>
    public static Candidates Of(ReadOnlySpan<char> name)
    {
        Span<int> found = stackalloc int[Gazetteer.MaxCandidates];
        var count = Gazetteer.Shared.FindNames(name, found);
        if (count > 0)
        {
            var own = 0UL;
            for (var i = 0; i < count; i++)
            {
                own |= (found[i] & GazetteerFormat.OwnName) != 0 ? 1UL << i : 0;
                found[i] &= GazetteerFormat.OwnName - 1;
            }

            return new Candidates(found[..count].ToArray(), own, NameMatch.Exact);
        }

        count = Gazetteer.Shared.FindLoose(name, found);
        if (count > 0)
        {
            return new Candidates(found[..count].ToArray(), 0, NameMatch.Loose);
        }

        count = Gazetteer.Shared.FindSqueezed(name, found);
        return count > 0 ? new Candidates(found[..count].ToArray(), 0, NameMatch.Squeezed) : None;
    }

    /// <summary>The place of a candidate.</summary>
    public GazetteerPlace this[int i] => Gazetteer.Shared[Indexes[i]];

    /// <summary>Whether the name is the place's own.</summary>
    public bool IsOwnName(int i) => (OwnNames >> i & 1) != 0;
}
