using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;

namespace MetaService.Storage;

/// <summary>What articles are counted by.</summary>
public enum FacetKind
{
    /// <summary>Outlets.</summary>
    Outlet,

    /// <summary>Credited agencies.</summary>
    Agency,

    /// <summary>Focus countries.</summary>
    FocusCountry,

    /// <summary>Mentioned countries, focus included.</summary>
    MentionedCountry,

    /// <summary>Actors.</summary>
    Actor,

    /// <summary>Languages.</summary>
    Language,
}

/// <summary>How many of the articles hold one value.</summary>
/// <param name="Id">Catalogue or actor id, country or language code; empty for an outlet that is not in the catalogue.</param>
/// <param name="Name">Name, as the article said that held it first; empty where the id says it all.</param>
/// <param name="ActorType">Type of an actor; <see cref="ActorType.Unknown"/> for other facets.</param>
/// <param name="Country">Country of an actor or outlet, ISO 3166-1 alpha-2, or null.</param>
/// <param name="Articles">Number of articles, at least 1.</param>
public sealed record FacetCount(string Id, string Name, ActorType ActorType, string? Country, long Articles);

/// <summary>Counts by value.</summary>
/// <param name="Counts">Most articles first, among equals the value stored first; a part of all values.</param>
/// <param name="Values">Number of different values.</param>
/// <param name="Articles">Number of articles that the filter means.</param>
public sealed record Facet(IReadOnlyList<FacetCount> Counts, int Values, long Articles);

/// <summary>Length of the periods of a timeline.</summary>
public enum TimelinePeriod
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week from Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year.</summary>
    Year,
}

/// <summary>Articles of one period.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="Articles">Number of articles, at least 1.</param>
public sealed record TimelineCount(DateOnly Start, long Articles);

/// <summary>Articles by period.</summary>
/// <param name="Counts">In order of time, without empty periods.</param>
/// <param name="TooCoarse">Articles whose date is known less exactly than the period, and so stand in none.</param>
/// <param name="Undated">Articles without a publication date.</param>
public sealed record Timeline(IReadOnlyList<TimelineCount> Counts, long TooCoarse, long Undated);
