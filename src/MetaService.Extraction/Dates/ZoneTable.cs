using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Dates;

/// <summary>
/// Offsets of the IANA time zones, 1970 to 2037, from <c>Data/zones.tsv</c> (written by the data builder from the system's zone
/// database), and the abbreviations of <c>Data/zone-abbreviations.tsv</c>. A zone's transitions are read when it is first asked for.
/// </summary>
public sealed class ZoneTable
{
    private readonly FrozenDictionary<string, (string Name, string Row)> _rows;
    private readonly FrozenDictionary<string, (string Name, string Row)>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenDictionary<string, string> _cities;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _cityLookup;
    private readonly FrozenDictionary<string, (string Meaning, string Countries)[]> _abbreviations;
    private readonly FrozenDictionary<string, (string Meaning, string Countries)[]>.AlternateLookup<ReadOnlySpan<char>> _abbreviationLookup;
    private readonly ConcurrentDictionary<string, Transitions> _transitions = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _homes;

    private ZoneTable()
    {
        _homes = EmbeddedData.Lines("country-zones.tsv").Select(l => l.Split('\t')).ToFrozenDictionary(c => c[0], c => c[1], StringComparer.Ordinal);
        // name TAB target, where the target is "=other zone" or the transitions.
        var rows = EmbeddedData.Lines("zones.tsv").Select(l => l.Split('\t', 2)).ToDictionary(c => c[0], c => (Name: c[0], Row: c[1]), StringComparer.OrdinalIgnoreCase);
        _rows = rows.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _lookup = _rows.GetAlternateLookup<ReadOnlySpan<char>>();
        var cities = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in rows.Keys)
        {
            var slash = name.LastIndexOf('/');
            if (slash > 0 && !name.StartsWith("Etc/", StringComparison.Ordinal))
            {
                cities.TryAdd(name[(slash + 1)..].Replace('_', ' '), name);
            }
        }

        _cities = cities.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _cityLookup = _cities.GetAlternateLookup<ReadOnlySpan<char>>();
        _abbreviations = EmbeddedData.Lines("zone-abbreviations.tsv").Select(l => l.Split('\t'))
            .GroupBy(c => c[0], c => (c[1], c[2]), StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _abbreviationLookup = _abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table built into this assembly.</summary>
    public static ZoneTable Default { get; } = new();

    /// <summary>The number of zones and links.</summary>
    public int Count => _rows.Count;

    /// <summary>All names of zones and links.</summary>
    public IReadOnlyList<string> Names => _rows.Keys;

    /// <summary>The usual spelling of a zone's name (case is ignored), or null for an unknown one.</summary>
    public string? Find(ReadOnlySpan<char> name) => _lookup.TryGetValue(name, out var known) ? known.Name : null;

    /// <summary>The zone that is named after a city, or null.</summary>
    public string? FindCity(ReadOnlySpan<char> city) => _cityLookup.TryGetValue(city, out var zone) ? zone : null;

    /// <summary>The only zone of a country, remote islands and enclaves aside; null for countries with several.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, upper case; null gives null.</param>
    public string? OfCountry(string? country) => country is not null && _homes.TryGetValue(country, out var zone) ? zone : null;

    /// <summary>Whether a word is a known abbreviation, in capitals.</summary>
    public bool IsAbbreviation(ReadOnlySpan<char> word) => word.Length is >= 1 and <= 5 && _abbreviationLookup.ContainsKey(word);

    /// <summary>The offset from UTC of a zone's local time, or null for an unknown zone. A skipped hour counts as before the change, a doubled one as its first.</summary>
    /// <param name="zone">IANA name; case is ignored.</param>
    /// <param name="local">Local date and time; beyond 2037 the last offset of that year is taken, before 1970 the first.</param>
    public TimeSpan? Offset(string? zone, DateTime local)
    {
        if (zone is null || Read(zone) is not { } transitions)
        {
            return null;
        }

        return TimeSpan.FromMinutes(transitions.At(local));
    }

    /// <summary>The offset that an abbreviation means on a page of a country at a local time, or null where it is unknown or has several meanings and the country decides none.</summary>
    /// <param name="abbreviation">In capitals.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the outlet's home, or null.</param>
    /// <param name="zone">The outlet's home zone, or null.</param>
    /// <param name="local">Local date and time.</param>
    public TimeSpan? Abbreviation(string abbreviation, string? country, string? zone, DateTime local)
    {
        if (!_abbreviations.TryGetValue(abbreviation, out var meanings))
        {
            return null;
        }

        string? chosen = null;
        foreach (var (meaning, countries) in meanings)
        {
            if (country is not null && countries.Contains(country, StringComparison.Ordinal))
            {
                chosen = meaning;
                break;
            }
        }

        if (chosen is null && Offset(zone, local) is { } home)
        {
            // The home zone runs on one of the meanings that day.
            foreach (var (meaning, _) in meanings)
            {
                if (Meaning(meaning, local) == home)
                {
                    chosen = meaning;
                    break;
                }
            }
        }

        // "*" marks the meaning that stands where nothing else decides.
        chosen ??= meanings.Length == 1 ? meanings[0].Meaning : meanings.FirstOrDefault(m => m.Countries.Contains('*', StringComparison.Ordinal)).Meaning;
        return chosen is null ? null : Meaning(chosen, local);
    }

    private TimeSpan? Meaning(string meaning, DateTime local)
    {
        if (meaning[0] is not ('+' or '-'))
        {
            return Offset(meaning, local);
        }

        var value = TimeSpan.ParseExact(meaning.AsSpan(1), "hh\\:mm", CultureInfo.InvariantCulture);
        return meaning[0] == '-' ? -value : value;
    }

    private Transitions? Read(string zone)
    {
        if (!_rows.TryGetValue(zone, out var known))
        {
            return null;
        }

        for (var n = 0; n < 3 && known.Row[0] == '='; n++)
        {
            known = _rows[known.Row[1..]];
        }

        return _transitions.GetOrAdd(known.Name, static (_, row) => new Transitions(row), known.Row);
    }

    /// <summary>
    /// The offsets of one zone. Row: the first offset in minutes, then for each change the minutes since the one before it (since 1970
    /// for the first) in base 36 of quarter hours, a colon and the new offset in minutes; parted by blanks.
    /// </summary>
    private sealed class Transitions
    {
        private readonly long[] _at;
        private readonly int[] _offsets;

        public Transitions(string row)
        {
            var parts = row.Split(' ');
            _at = new long[parts.Length - 1];
            _offsets = new int[parts.Length];
            _offsets[0] = int.Parse(parts[0], CultureInfo.InvariantCulture);
            var at = 0L;
            for (var i = 1; i < parts.Length; i++)
            {
                var colon = parts[i].IndexOf(':', StringComparison.Ordinal);
                var delta = 0L;
                foreach (var c in parts.AsSpan()[i].AsSpan(0, colon))
                {
                    delta = delta * 36 + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10);
                }

                at += delta * QuarterHour;
                _at[i - 1] = at;
                _offsets[i] = int.Parse(parts[i].AsSpan(colon + 1), CultureInfo.InvariantCulture);
            }
        }

        private const int QuarterHour = 15;

        /// <summary>Minutes east of UTC at a local time.</summary>
        public int At(DateTime local)
        {
            var minutes = (long)Math.Floor((local - DateTime.UnixEpoch).TotalMinutes);
            // The first offset whose end, in its own local time, is not reached yet.
            int low = 0, high = _at.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (minutes < _at[middle] + _offsets[middle])
                {
                    high = middle;
                }
                else
                {
                    low = middle + 1;
                }
            }

            return _offsets[low];
        }
    }
}
