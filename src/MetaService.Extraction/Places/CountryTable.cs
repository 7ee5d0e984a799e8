using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Places;

/// <summary>What kind of word names a country.</summary>
public enum CountryNameKind
{
    /// <summary>Its name or another name of it, historical ones and constituent countries included.</summary>
    Name,

    /// <summary>An abbreviation in capitals: UK, U.S., UAE.</summary>
    Abbreviation,

    /// <summary>Adjective or noun of its people: Iraqi, Iraqis, French, Briton.</summary>
    Demonym,
}

/// <summary>A country or territory.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, and XK.</param>
/// <param name="Alpha3">ISO 3166-1 alpha-3, and XKX.</param>
/// <param name="CameoCode">Three-letter code of CAMEO actor codes.</param>
/// <param name="M49">UN M49 code, three digits; empty for XK.</param>
/// <param name="Name">Usual English name.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Demonyms">Adjective and nouns, singular and plural; the adjective first.</param>
/// <param name="Capitals">Seat of government first, then former names and seats; may be empty.</param>
/// <param name="Subregion">UN M49 code of the sub-region, three digits; empty for Antarctica.</param>
/// <param name="SubregionName">Its English name.</param>
/// <param name="IntermediateRegion">UN M49 code of the intermediate region, or empty.</param>
public sealed record Country(
    string Code,
    string Alpha3,
    string CameoCode,
    string M49,
    string Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Demonyms,
    IReadOnlyList<string> Capitals,
    string Subregion,
    string SubregionName,
    string IntermediateRegion);

/// <summary>A country found in text.</summary>
/// <param name="Country">The country.</param>
/// <param name="Kind">What kind of word names it.</param>
/// <param name="Span">Where it stands.</param>
public readonly record struct CountryMention(Country Country, CountryNameKind Kind, TextSpan Span);

/// <summary>Countries with their names and demonyms; lookups fold case, diacritics and apostrophes. Immutable and thread-safe.</summary>
public sealed class CountryTable
{
    private const int KeySize = 256;

    private readonly FrozenDictionary<string, Entry> _names;
    private readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly FrozenDictionary<string, Country> _codes;
    private readonly FrozenDictionary<string, Country>.AlternateLookup<ReadOnlySpan<char>> _byCode;

    private CountryTable(List<Country> countries)
    {
        All = countries;
        var codes = new Dictionary<string, Country>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var country in countries)
        {
            codes[country.Code] = country;
            codes.TryAdd(country.Alpha3, country);
            Add(names, country, country.Name, CountryNameKind.Name);
            foreach (var alias in country.Aliases)
            {
                Add(names, country, alias, IsAbbreviation(alias) ? CountryNameKind.Abbreviation : CountryNameKind.Name);
            }

            foreach (var demonym in country.Demonyms)
            {
                Add(names, country, demonym, CountryNameKind.Demonym);
            }
        }

        _names = names.ToFrozenDictionary(StringComparer.Ordinal);
        _byName = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        _codes = codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _byCode = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table built into this assembly.</summary>
    public static CountryTable Shared { get; } = Load();

    /// <summary>All countries, by code.</summary>
    public IReadOnlyList<Country> All { get; }

    /// <summary>The country of an alpha-2 or alpha-3 code, in any case.</summary>
    public bool TryGet(ReadOnlySpan<char> code, [NotNullWhen(true)] out Country? country) => _byCode.TryGetValue(code, out country);

    /// <summary>The country of an alpha-2 or alpha-3 code, or null.</summary>
    public Country? Find(string? code) => code is not null && _codes.TryGetValue(code, out var country) ? country : null;

    /// <summary>Whether the whole of <paramref name="name"/> names a country or its people. A leading "the" and a possessive are no part of a name.</summary>
    public bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out Country? country, out CountryNameKind kind)
    {
        name = name.Trim();
        country = null;
        kind = default;
        if (name.Length is 0 or > KeySize / TextFolding.MaxExpansion)
        {
            return false;
        }

        Span<char> key = stackalloc char[KeySize];
        var length = TextFolding.FoldKey(name, key);
        if (!_byName.TryGetValue(key[..length], out var entry) || !entry.Accepts(name))
        {
            return false;
        }

        (country, kind) = (entry.Country!, entry.Kind);
        return true;
    }

    /// <summary>The longest name or demonym that starts at a word start in running text and begins with a capital letter.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Offset of the first letter of a word.</param>
    /// <param name="mention">What was found.</param>
    public bool TryFindAt(ReadOnlySpan<char> text, int start, out CountryMention mention)
    {
        mention = default;
        if (start >= text.Length || !(char.IsUpper(text[start]) || text[start] >= '\u0590') || !NameWords.IsWordStart(text, start))
        {
            return false;
        }

        Span<char> key = stackalloc char[KeySize];
        var length = 0;
        for (var word = start; word >= 0;)
        {
            var end = NameWords.WordEnd(text, word);
            if (end == word)
            {
                end = word + 1;
            }

            length = NameWords.AppendWord(text[word..end], key, length);
            if (length < 0 || !_byName.TryGetValue(key[..length], out var entry))
            {
                break;
            }

            if (entry.Accepts(text[start..end]) && (word == start || char.IsUpper(text[word])))
            {
                mention = new CountryMention(entry.Country!, entry.Kind, TextSpan.FromBounds(start, end));
            }

            if (!entry.IsPrefix)
            {
                break;
            }

            word = NameWords.NextWord(text, word, end);
        }

        return mention.Country is not null;
    }

    private static bool IsAbbreviation(string alias) => !alias.AsSpan().ContainsAnyInRange('a', 'z');

    private static void Add(Dictionary<string, Entry> names, Country country, string name, CountryNameKind kind)
    {
        var key = TextFolding.FoldKey(name);
        if (key.Length == 0)
        {
            return;
        }

        names[key] = names.TryGetValue(key, out var known) && known.Country is not null
            ? known
            : new Entry(country, kind, known.IsPrefix);
        for (var blank = key.IndexOf(' ', StringComparison.Ordinal); blank > 0; blank = key.IndexOf(' ', blank + 1))
        {
            var prefix = key[..blank];
            var entry = names.GetValueOrDefault(prefix);
            names[prefix] = entry with { IsPrefix = true };
        }
    }

    private static CountryTable Load()
    {
        var countries = new List<Country>(250);
        foreach (var line in EmbeddedData.Lines("countries.tsv"))
        {
            var cells = line.Split('\t');
            countries.Add(new Country(
                cells[0], cells[1], cells[2], cells[3], cells[4], List(cells[5]), List(cells[6]), List(cells[7]), cells[8], cells[9], cells[10]));
        }

        return new CountryTable(countries);
    }

    private static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private readonly record struct Entry(Country? Country, CountryNameKind Kind, bool IsPrefix)
    {
        /// <summary>Whether this is a name at all, and written as such: an abbreviation stands in capitals.</summary>
        public bool Accepts(ReadOnlySpan<char> printed) =>
            Country is not null && (Kind != CountryNameKind.Abbreviation || !printed.ContainsAnyInRange('a', 'z'));
    }
}
