using System.Globalization;
using MetaService.Extraction;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Places;

namespace MetaService.Storage.Indexing;

/// <summary>One thing that a filter can name.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Key">Its key, unique within the kind.</param>
/// <param name="Label">Its name for people; empty where the key says it all.</param>
/// <param name="Type">Number of the actor type; 0 for other kinds.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null.</param>
internal readonly record struct IndexTerm(TermKind Kind, string Key, string Label = "", int Type = 0, string? Country = null);

/// <summary>Derives an article's terms from its metadata: the one place that says what each filter sees.</summary>
internal static class IndexTerms
{
    private const int MaxKeyLength = 200;

    /// <summary>The terms, each once.</summary>
    internal static IReadOnlyList<IndexTerm> Of(ArticleMetadata metadata)
    {
        var terms = new TermSet();
        AddHeader(terms, metadata);
        foreach (var country in metadata.Region.Focus)
        {
            terms.Add(TermKind.FocusCountry, country.Code, country.Name);
        }

        foreach (var country in metadata.Region.Mentioned.Concat(metadata.Region.Focus))
        {
            terms.Add(TermKind.MentionedCountry, country.Code, country.Name);
        }

        foreach (var actor in metadata.Actors)
        {
            AddActor(terms, actor);
        }

        foreach (var place in metadata.Places)
        {
            AddPlace(terms, place);
        }

        foreach (var warning in metadata.Warnings)
        {
            terms.Add(TermKind.Warning, warning.Code);
        }

        terms.Add(TermKind.HasWarning, metadata.Warnings.Count > 0 ? "yes" : "no");
        var confidence = Hundredths(ConfidenceOf(metadata));
        terms.Add(TermKind.ConfidenceTenths, (confidence / 10).ToString(CultureInfo.InvariantCulture));
        terms.Add(TermKind.ConfidenceHundredths, confidence.ToString(CultureInfo.InvariantCulture));
        return terms.Items;
    }

    /// <summary>Confidence of an article: the lowest among its publication date and its outlet; 0 where neither was found.</summary>
    private static double ConfidenceOf(ArticleMetadata metadata)
    {
        var confidence = Math.Min(metadata.Header.Published?.Confidence ?? 1, metadata.Header.Outlet?.Confidence ?? 1);
        return metadata.Header is { Published: null, Outlet: null } || !double.IsFinite(confidence) ? 0 : Math.Clamp(confidence, 0, 1);
    }

    /// <summary>A confidence in hundredths, rounded.</summary>
    internal static int Hundredths(double confidence) => (int)Math.Round(confidence * 100, MidpointRounding.AwayFromZero);

    private static void AddHeader(TermSet terms, ArticleMetadata metadata)
    {
        var header = metadata.Header;
        if (header.Outlet?.Value is { } outlet)
        {
            var name = NameKey.Of(outlet.Name.Length > 0 ? outlet.Name : outlet.PrintedName);
            var label = outlet.Name.Length > 0 ? outlet.Name : outlet.PrintedName;
            terms.Add(TermKind.Outlet, outlet.Id.Length > 0 ? outlet.Id.ToLowerInvariant() : "~" + name, label, country: outlet.Country);
            terms.Add(TermKind.OutletName, name);
            terms.Add(TermKind.OutletName, NameKey.Of(outlet.PrintedName));
        }

        if (header.Agency?.Value is { } agency)
        {
            terms.Add(TermKind.Agency, agency.Id.ToLowerInvariant(), agency.Name);
            terms.Add(TermKind.AgencyName, NameKey.Of(agency.Name));
        }

        terms.Add(TermKind.Language, header.Language.ToLowerInvariant());
        if (header.Published?.Value is { Date.Year: > 0 } published)
        {
            var first = new PartialDate(published.Date.First);
            terms.Add(TermKind.Year, new PartialDate(first.Year).ToString());
            terms.Add(TermKind.Month, new PartialDate(first.Year, first.Month).ToString());
        }
    }

    private static void AddActor(TermSet terms, Actor actor)
    {
        terms.Add(TermKind.Actor, actor.Id, actor.CanonicalName.Length > 0 ? actor.CanonicalName : actor.Name, (int)actor.Type, actor.Country);
        terms.Add(TermKind.ActorType, ((int)actor.Type).ToString(CultureInfo.InvariantCulture));
        terms.Add(TermKind.ActorName, NameKey.Of(actor.Name));
        terms.Add(TermKind.ActorName, NameKey.Of(actor.CanonicalName));
        foreach (var alias in actor.Aliases)
        {
            terms.Add(TermKind.ActorName, NameKey.Of(alias));
        }
    }

    private static void AddPlace(TermSet terms, ResolvedPlace place)
    {
        terms.Add(TermKind.Place, NameKey.Of(place.Name));
        terms.Add(TermKind.Place, NameKey.Of(place.CanonicalName));
        if (place.Admin1 is { } admin1)
        {
            terms.Add(TermKind.Admin1, NameKey.Of(admin1));
        }

        if (place.Kind == PlaceKind.Admin1)
        {
            terms.Add(TermKind.Admin1, NameKey.Of(place.CanonicalName));
        }
    }

    private sealed class TermSet
    {
        private readonly HashSet<(TermKind, string)> _seen = [];

        internal List<IndexTerm> Items { get; } = [];

        internal void Add(TermKind kind, string key, string label = "", int type = 0, string? country = null)
        {
            if (key.Length > MaxKeyLength)
            {
                key = key[..MaxKeyLength];
            }

            if (key.Length > 0 && _seen.Add((kind, key)))
            {
                Items.Add(new IndexTerm(kind, key, label.Length > MaxKeyLength ? label[..MaxKeyLength] : label, type, country));
            }
        }
    }
}
