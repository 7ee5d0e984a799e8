using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>A news outlet, agency or publishing institution of the catalogue.</summary>
/// <param name="Id">Stable slug.</param>
/// <param name="Name">Usual English name; a country or city in brackets only where the bare name is shared.</param>
/// <param name="Aliases">Other spellings, names in other scripts, acronyms, credits as printed; may be empty.</param>
/// <param name="WeakAliases">Those of its names that are ordinary words or too short to be taken in running text; may be empty.</param>
/// <param name="Domains">Hosts without <c>www</c>, lower case, with a path (<c>host/path</c>) where only part of a site is meant; may be empty.</param>
/// <param name="Kind">newspaper, agency, broadcaster, site, aggregator, magazine or institution.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of its home, or null where not settled.</param>
/// <param name="Zone">IANA zone of its newsroom, or null where not settled.</param>
/// <param name="DateOrder">Order of numeric dates on its pages; <see cref="Dates.DateOrder.Unknown"/> where not known.</param>
/// <param name="Sections">Usual section names; may be empty.</param>
public sealed record Outlet(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> WeakAliases,
    IReadOnlyList<string> Domains,
    string Kind,
    string? Country,
    string? Zone,
    DateOrder DateOrder,
    IReadOnlyList<string> Sections)
{
    /// <summary>Whether it passes on what others write: agencies are credited, aggregators print feeds.</summary>
    public bool IsAgency => Kind == "agency";
}

/// <summary>Where a name stands: short and ordinary words name an outlet only where an outlet's name is expected.</summary>
public enum OutletSlot
{
    /// <summary>In a header line, credit, dateline, breadcrumb or label.</summary>
    Header,

    /// <summary>In running text.</summary>
    Text,
}

/// <summary>What may part two outlets of one name. All of it is optional.</summary>
/// <param name="Domain">The outlet that the page's address belongs to, or null.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the dateline's place or of a hint, or null.</param>
/// <param name="Place">City or country printed behind the name in brackets (<c>The Nation (Nairobi)</c>), or null.</param>
public readonly record struct OutletEvidence(Outlet? Domain, string? Country, string? Place);

/// <summary>A name of the catalogue found in a text.</summary>
/// <param name="Length">Number of UTF-16 code units that the name takes up.</param>
/// <param name="Claimants">The outlets that bear the name, at least one.</param>
/// <param name="IsWeak">Whether the name is an ordinary word or very short.</param>
public readonly record struct OutletMatch(int Length, IReadOnlyList<Outlet> Claimants, bool IsWeak);
