using MetaService.Extraction.Places;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Headers;

/// <summary>A place's name found in a header.</summary>
/// <param name="Length">Number of code units that the name takes up; 0 for none.</param>
/// <param name="Name">Usual English name.</param>
/// <param name="IsCity">Whether it may stand as a dateline's place; countries and regions only stand behind one.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null where not known.</param>
internal readonly record struct PlaceMatch(int Length, string Name, bool IsCity, string? Country);

/// <summary>Recognises cities, regions and countries of datelines.</summary>
internal sealed class PlaceNames
{
    private readonly PhraseTable<(string Name, string? Country)> _cities = new();
    private readonly PhraseTable<string> _regions = new();

    private PlaceNames()
    {
        foreach (var line in EmbeddedData.Lines("en/dateline_places.tsv"))
        {
            var cells = line.Split('\t');
            _cities.Add(cells[0], (cells[0], null));
            foreach (var other in cells[1].Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                _cities.Add(other, (cells[0], null));
            }
        }

        foreach (var country in CountryTable.Shared.All)
        {
            foreach (var capital in country.Capitals)
            {
                _cities.Add(capital, (capital, country.Code));
            }
        }

        foreach (var region in EmbeddedData.Lines("en/dateline_regions.tsv"))
        {
            _regions.Add(region, region);
        }
    }

    /// <summary>The names built into this assembly.</summary>
    public static PlaceNames Default { get; } = new();

    /// <summary>The longest place name at a word's start; length 0 where there is none.</summary>
    public PlaceMatch MatchAt(string text, int start, int end)
    {
        var length = _cities.MatchAt(text, start, end, out var city);
        var regionLength = _regions.MatchAt(text, start, end, out var region);
        if (regionLength > length)
        {
            return new PlaceMatch(regionLength, region, false, null);
        }

        if (CountryTable.Shared.TryFindAt(text.AsSpan(0, end), start, out var country) && country.Kind != CountryNameKind.Demonym && country.Span.Length > length)
        {
            return new PlaceMatch(country.Span.Length, country.Country.Name, false, country.Country.Code);
        }

        return length > 0 ? new PlaceMatch(length, city.Name, true, city.Country) : default;
    }
}
