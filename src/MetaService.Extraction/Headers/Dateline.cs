using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>An outlet's or agency's name as it stands in a header.</summary>
/// <param name="Claimants">The outlets of the catalogue that bear it; empty for one that is not listed.</param>
/// <param name="Span">Where it stands.</param>
internal readonly record struct OutletMention(IReadOnlyList<Outlet> Claimants, TextSpan Span);

/// <summary>A place as it stands in a dateline.</summary>
/// <param name="Name">Usual English name.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null where not known.</param>
/// <param name="IsKnown">Whether a list has it; else its shape and place alone speak for it.</param>
internal readonly record struct PlaceMention(string Name, TextSpan Span, string? Country, bool IsKnown);

/// <summary>A dateline: places, agencies, a day, a reporter, and where the text behind it begins.</summary>
internal sealed record Dateline
{
    /// <summary>Cities, in printed order.</summary>
    public IReadOnlyList<PlaceMention> Places { get; init; } = [];

    /// <summary>Agencies or outlets credited.</summary>
    public IReadOnlyList<OutletMention> Credits { get; init; } = [];

    /// <summary>The day printed in it, or null.</summary>
    public StampCandidate? Stamp { get; init; }

    /// <summary>A person behind the agency, or null.</summary>
    public TextSpan? Person { get; init; }

    /// <summary>A section behind the outlet (<c>Iran Press/Iran news:</c>), or null.</summary>
    public TextSpan? Section { get; init; }

    /// <summary>Whether a credit was cut out of it (<c>Baghdad ( –</c>).</summary>
    public bool HasLostCredit { get; init; }

    /// <summary>Everything up to the text behind it.</summary>
    public TextSpan Span { get; init; }
}
