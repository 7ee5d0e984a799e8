namespace MetaService.Extraction.Places;

/// <summary>Kind of a place, as the annotation guide names them.</summary>
public enum PlaceKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A populated place.</summary>
    City,

    /// <summary>A first-order division: province, state, governorate.</summary>
    Admin1,

    /// <summary>A second-order division: district, county.</summary>
    Admin2,

    /// <summary>A region that is no single division.</summary>
    Region,

    /// <summary>A river, sea, mountain, desert.</summary>
    Feature,

    /// <summary>A base, building, camp, crossing.</summary>
    Site,
}

/// <summary>What part a place plays in an article.</summary>
public enum PlaceRole
{
    /// <summary>Where the article was filed.</summary>
    Dateline,

    /// <summary>Where the reported events happen.</summary>
    Event,

    /// <summary>Named otherwise.</summary>
    Mentioned,
}

/// <summary>A named place, once for all its mentions.</summary>
/// <param name="Name">As the text names it, the fullest form.</param>
/// <param name="CanonicalName">Usual English name in the gazetteer; the name itself where unresolved.</param>
/// <param name="GeonameId">GeoNames id, 0 where unresolved or not in GeoNames.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null where unresolved or in several states.</param>
/// <param name="Admin1">English name of the first-order division, or null.</param>
/// <param name="Kind">Kind of place.</param>
/// <param name="Latitude">Degrees north, WGS 84, or null.</param>
/// <param name="Longitude">Degrees east, WGS 84, or null.</param>
/// <param name="Roles">At least one.</param>
/// <param name="Mentions">Where it is named, in order.</param>
/// <param name="Confidence">0 to 1; that name and country are right.</param>
/// <param name="Rule">Name of the rule that settled it.</param>
/// <param name="Alternatives">Other candidates as <c>Tripoli, LB</c>, most likely first.</param>
public sealed record ResolvedPlace(
    string Name,
    string CanonicalName,
    int GeonameId,
    string? Country,
    string? Admin1,
    PlaceKind Kind,
    double? Latitude,
    double? Longitude,
    IReadOnlyList<PlaceRole> Roles,
    IReadOnlyList<TextSpan> Mentions,
    double Confidence,
    string Rule,
    IReadOnlyList<string> Alternatives);

/// <summary>A country with its share in an article.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Name">Usual English name.</param>
/// <param name="Weight">Share in the evidence, 0 to 1; the weights of one list sum to at most 1.</param>
/// <param name="Spans">What names it, in order of position.</param>
public sealed record CountryWeight(string Code, string Name, double Weight, IReadOnlyList<TextSpan> Spans);

/// <summary>What region an article is about.</summary>
/// <param name="Focus">One to three countries, most important first; empty where none is named.</param>
/// <param name="Mentioned">Every country named or tied to a name, by weight; includes the focus.</param>
/// <param name="M49Subregion">UN M49 code of the first focus country's sub-region, three digits; null without focus.</param>
/// <param name="M49Name">Its English name; null without focus.</param>
public sealed record Region(
    IReadOnlyList<CountryWeight> Focus,
    IReadOnlyList<CountryWeight> Mentioned,
    string? M49Subregion,
    string? M49Name)
{
    /// <summary>Nothing known.</summary>
    public static Region Empty { get; } = new([], [], null, null);
}
