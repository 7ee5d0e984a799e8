using MetaService.Extraction.Places;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Headers;

/// <summary>A place's name found in a header.</summary>
/// <param name="Length">Number of code units that the name takes up; 0 for none.</param>
/// <param name="Name">Usual English name.</param>
/// <param name="IsCity">Whether it may stand as a dateline's place; countries and regions only stand behind one.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null where not known.</param>
/// <param name="IsCurated">Whether it is in the list of datelines or a capital; other names of the gazetteer may be ordinary words.</param>
internal readonly record struct PlaceMatch(int Length, string Name, bool IsCity, string? Country, bool IsCurated = true);

/// <summary>Recognises cities, regions and countries of datelines.</summary>
internal sealed class PlaceNames
{
    private const int MaxWords = 5;
    private const int MaxName = 48;

    /// <summary>Inhabitants of a city whose name counts in any case.</summary>
    private const int MinPopulation = 20_000;

    /// <summary>Inhabitants from which on a city's usual name replaces any other.</summary>
    private const int OwnName = 100_000;

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
                var isListed = Gazetteer.Shared.TryCanonicalCity(capital, country.Code, out var usual, out var home) && home == country.Code;
                _cities.Add(capital, (isListed ? usual! : capital, country.Code));
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
    public PlaceMatch MatchAt(string text, int start, int end, string? countryHint = null)
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

        var listed = Listed(text, start, end, length, countryHint);
        if (listed.Length > length)
        {
            return listed;
        }

        if (length == 0)
        {
            return default;
        }

        var home = city.Country;
        if (home is null && Gazetteer.Shared.TryCanonicalCity(city.Name, countryHint, out _, out var found))
        {
            home = found;
        }

        return new PlaceMatch(length, city.Name, true, home);
    }

    /// <summary>The longest name of the gazetteer, of up to four words, that is longer than <paramref name="known"/>.</summary>
    private static PlaceMatch Listed(string text, int start, int end, int known, string? countryHint)
    {
        if (!char.IsLetter(text[start]) || char.IsLower(text[start]))
        {
            return default;
        }

        Span<int> ends = stackalloc int[MaxWords];
        var count = 0;
        for (var i = start; i < end && count < MaxWords && i - start < MaxName; i++)
        {
            var c = text[i];
            var isInner = char.IsLetter(c) || c is '\'' or '’' or '`' or 'ʻ' or '‘' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark
                || (c is '-' or '.' && i + 1 < end && char.IsLetter(text[i + 1]) && i > start && char.IsLetter(text[i - 1]));
            if (isInner && i + 1 < end)
            {
                if (c == '-' && count < MaxWords - 1)
                {
                    ends[count++] = i;
                }

                continue;
            }

            ends[count++] = isInner ? i + 1 : i;
            if (c != ' ' || i + 1 >= end || !char.IsLetter(text[i + 1]))
            {
                break;
            }
        }

        for (var k = count - 1; k >= 0; k--)
        {
            var length = ends[k] - start;
            if (length > known && length > 2 && City(text.AsSpan(start, length), countryHint) is { } city)
            {
                return new PlaceMatch(length, EnglishName(city, text.AsSpan(start, length)), true, city.Country, IsCurated: false);
            }
        }

        return default;
    }

    /// <summary>The usual name, but the printed one where that is another name of a small place (<c>Petra</c>, not <c>Wadi Musa</c>).</summary>
    private static string EnglishName(GazetteerPlace city, ReadOnlySpan<char> printed) =>
        city.Population < OwnName && printed[0] < '\u0250' && Text.TextFolding.Fold(city.Name[0]) != Text.TextFolding.Fold(printed[0])
            ? printed.IsAllCaps() ? NameShape.TitleCase(printed.ToString()) : printed.ToString()
            : city.Name;

    /// <summary>The city of a name that world news may come from; small places only where the name is in capitals.</summary>
    private static GazetteerPlace? City(ReadOnlySpan<char> name, string? countryHint)
    {
        Span<int> found = stackalloc int[Gazetteer.MaxCandidates];
        var gazetteer = Gazetteer.Shared;
        var isCaps = name.IsAllCaps();
        var count = gazetteer.Find(name, found);
        var isLoose = count == 0 && name.Length >= 6;
        if (isLoose)
        {
            count = gazetteer.FindLoose(name, found);
        }

        GazetteerPlace? best = null;
        var bestScore = -1.0;
        foreach (var index in found[..count])
        {
            var place = gazetteer[index];
            var isKnown = place.IsListed || place.IsCapital || (place.Population >= MinPopulation && !isLoose);
            if (place.Kind != PlaceKind.City || place.Country is null || (name.Length <= 3 && !place.IsListed)
                || (!place.IsListed && name[0] < '\u0250' && Text.TextFolding.Fold(place.Name[0]) != Text.TextFolding.Fold(name[0])) || !(isKnown || (!isLoose && name.Length > 3 && (isCaps || place.IsAdminSeat || place.Country == countryHint))))
            {
                continue;
            }

            var score = Math.Log2(place.Population + 1) + (place.IsCapital ? 4 : 0) + (place.Country == countryHint ? 6 : 0);
            if (score > bestScore)
            {
                (best, bestScore) = (place, score);
            }
        }

        return best;
    }
}
