using System.Globalization;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>The outlets known by name and by domain. Immutable and thread-safe.</summary>
public sealed class OutletCatalog
{
    /// <summary>Longest folded name that is looked for, in code units.</summary>
    private const int MaxKey = 96;

    /// <summary>Shortest name, without blanks, that is found without regard to them.</summary>
    private const int MinCompact = 7;

    private const string FileName = "outlets.tsv";
    private static readonly Lazy<OutletCatalog> _shared = new(static () => new OutletCatalog(EmbeddedData.Lines(FileName)));

    private readonly Dictionary<string, Outlet> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Outlet> _byDomain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _byNameSpan;
    private readonly Dictionary<string, Entry> _byCompact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _byCompactSpan;
    private readonly HashSet<string> _firstWords = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _firstWordsSpan;
    private readonly int _maxWords;

    /// <summary>Reads the rows of a catalogue file (<c>Data/outlets.tsv</c>).</summary>
    /// <param name="lines">Tab-separated rows without a header line.</param>
    internal OutletCatalog(IEnumerable<string> lines)
    {
        _byNameSpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        var outlets = new List<Outlet>();
        foreach (var line in lines)
        {
            var outlet = Parse(line);
            outlets.Add(outlet);
            _byId.Add(outlet.Id, outlet);
            foreach (var domain in outlet.Domains)
            {
                _byDomain.TryAdd(domain, outlet);
            }

            AddName(outlet.Name, outlet);
            AddName(BareName(outlet.Name), outlet);
            foreach (var alias in outlet.Aliases)
            {
                AddName(alias, outlet);
            }
        }

        Outlets = outlets;
        _firstWordsSpan = _firstWords.GetAlternateLookup<ReadOnlySpan<char>>();
        _byCompactSpan = _byCompact.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (name, entry) in _byName)
        {
            _maxWords = Math.Max(_maxWords, name.AsSpan().Count(' ') + 1);
            _firstWords.Add(name.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? name[..blank] : name);
            var compact = name.Replace(" ", "", StringComparison.Ordinal);
            if (!_byCompact.TryAdd(compact, entry) && _byCompact[compact] != entry)
            {
                var both = _byCompact[compact].Claimants.Union(entry.Claimants).ToList();
                _byCompact[compact] = new Entry(both, _byCompact[compact].IsWeak || entry.IsWeak);
            }
        }
    }

    private sealed record Entry(List<Outlet> Claimants, bool IsWeak);

    /// <summary>The catalogue built into this assembly, read on first use.</summary>
    public static OutletCatalog Embedded => _shared.Value;

    /// <summary>All outlets, in the order of the file.</summary>
    public IReadOnlyList<Outlet> Outlets { get; }

    /// <summary>The outlet with an id, or null.</summary>
    public Outlet? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The outlet of an address or host; the longest listed host wins, a listed path before its host. Null where none is listed.</summary>
    /// <param name="address">An absolute address (<c>https://www.example.com/a/b</c>) or a bare host; any string.</param>
    public Outlet? ByAddress(string? address)
    {
        var host = Host(address, out var path);
        if (host.Length == 0)
        {
            return null;
        }

        for (var at = 0; at >= 0;)
        {
            var suffix = host[at..];
            var cut = path.IndexOf('/', Math.Min(1, path.Length));
            if (cut > 1 && _byDomain.TryGetValue(suffix + path[..cut], out var section))
            {
                return section;
            }

            if (_byDomain.TryGetValue(suffix, out var outlet))
            {
                return outlet;
            }

            var dot = host.IndexOf('.', at);
            at = dot < 0 || host.IndexOf('.', dot + 1) < 0 ? -1 : dot + 1;
        }

        return null;
    }

    /// <summary>Lower-case host of an address without <c>www.</c>; empty where there is none.</summary>
    /// <param name="address">An absolute address or a bare host; any string.</param>
    /// <param name="path">What follows the host, from its first slash on; may be empty.</param>
    public static string Host(string? address, out string path)
    {
        path = "";
        if (string.IsNullOrWhiteSpace(address))
        {
            return "";
        }

        var rest = address.AsSpan().Trim();
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        rest = scheme >= 0 ? rest[(scheme + 3)..] : rest;
        var end = rest.IndexOfAny("/?#\\");
        path = end < 0 ? "" : rest[end..].ToString();
        var host = end < 0 ? rest : rest[..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        host = host.IndexOf(':') is var port and >= 0 ? host[..port] : host;
        if (host.IndexOf('.') <= 0 || host.IndexOfAny(" \t\r\n") >= 0)
        {
            return "";
        }

        var name = host.ToString().ToLowerInvariant().TrimEnd('.');
        return name.StartsWith("www.", StringComparison.Ordinal) ? name[4..] : name;
    }

    /// <summary>The outlets that bear a name, compared without case, accents and punctuation; empty where none does.</summary>
    /// <param name="name">The whole name; a city or country in brackets behind it is left out where the whole is not listed.</param>
    /// <param name="slot">In running text weak names count as nobody's.</param>
    public IReadOnlyList<Outlet> ByName(ReadOnlySpan<char> name, OutletSlot slot = OutletSlot.Header) =>
        Find(name) is { } entry && !(slot == OutletSlot.Text && entry.IsWeak) ? entry.Claimants : [];

    /// <summary>Whether a name is listed as an ordinary word or very short.</summary>
    public bool IsWeak(ReadOnlySpan<char> name) => Find(name) is { IsWeak: true };

    /// <summary>The longest name that starts at a place of a text and ends at a word's end. Linear in the length of the longest name.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="start">Where a word starts.</param>
    /// <param name="end">Where to stop looking.</param>
    /// <param name="slot">In running text weak names are passed over.</param>
    public OutletMatch? MatchAt(string text, int start, int end, OutletSlot slot = OutletSlot.Header)
    {
        Span<char> key = stackalloc char[MaxKey + TextFolding.MaxExpansion];
        int length = 0, words = 0;
        var pendingBlank = false;
        OutletMatch? best = null;
        for (var i = start; i < end && length < MaxKey && words <= _maxWords; i++)
        {
            var c = text[i];
            if (TextFolding.IsDropped(c) || TextFolding.IsApostrophe(c))
            {
                continue;
            }

            if (!char.IsLetterOrDigit(c))
            {
                if (length == 0 || c is '\n' or '\r')
                {
                    break;
                }

                pendingBlank = true;
                continue;
            }

            if (pendingBlank || length == 0)
            {
                words++;
                if (words == 2 && !key[..length].SequenceEqual("the") && !_firstWordsSpan.Contains(key[..length]))
                {
                    break;
                }

                if (pendingBlank)
                {
                    key[length++] = ' ';
                }

                pendingBlank = false;
            }

            length += TextFolding.Fold(text.AsSpan(i, 1), key[length..]);
            if (i + 1 < end && char.IsLetterOrDigit(text[i + 1]) && !TextFolding.IsDropped(text[i + 1]))
            {
                continue;
            }

            if ((_byNameSpan.TryGetValue(WithoutThe(key[..length]), out var entry)
                    || (slot == OutletSlot.Header && words > 1 && (entry = FindCompact(WithoutThe(key[..length]), text.AsSpan(start, i + 1 - start).IsAllCaps())) is not null))
                && !(slot == OutletSlot.Text && entry.IsWeak))
            {
                best = new OutletMatch(i + 1 - start, entry.Claimants, entry.IsWeak);
            }
        }

        return best;
    }

    /// <summary>
    /// The one outlet of several with the same name that the evidence points to, in this order: the page's own site, the country,
    /// the city or country printed behind the name. Null where two remain.
    /// </summary>
    public Outlet? Settle(IReadOnlyList<Outlet> claimants, OutletEvidence evidence)
    {
        if (claimants.Count <= 1)
        {
            return claimants.Count == 1 ? claimants[0] : null;
        }

        if (evidence.Domain is { } own && claimants.Contains(own))
        {
            return own;
        }

        if (evidence.Place is { Length: > 0 } place && Single(claimants, o => IsAt(o, place)) is { } placed)
        {
            return placed;
        }

        if (Single(claimants, o => o.Country is not null && o.Country == evidence.Country) is { } located)
        {
            return located;
        }

        return evidence.Domain?.Country is { } home ? Single(claimants, o => o.Country == home) : null;
    }

    /// <summary>Whether an outlet's name, aliases or zone tie it to a city or country (<c>Nairobi</c>, <c>Nigeria</c>).</summary>
    private static bool IsAt(Outlet outlet, string place)
    {
        var key = TextFolding.FoldKey(place);
        return key.Length > 0 && (
            (outlet.Zone is { } zone && TextFolding.FoldKey(zone[(zone.LastIndexOf('/') + 1)..]) == key)
            || outlet.Aliases.Prepend(outlet.Name).Any(n => TextFolding.FoldKey(n).EndsWith(key, StringComparison.Ordinal)));
    }

    private static Outlet? Single(IReadOnlyList<Outlet> claimants, Func<Outlet, bool> test)
    {
        Outlet? found = null;
        foreach (var outlet in claimants)
        {
            if (test(outlet))
            {
                if (found is not null)
                {
                    return null;
                }

                found = outlet;
            }
        }

        return found;
    }

    private Entry? Find(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxKey)
        {
            return null;
        }

        Span<char> buffer = stackalloc char[MaxKey * TextFolding.MaxExpansion];
        var key = WithoutThe(buffer[..TextFolding.FoldKey(name, buffer)]);
        if (_byNameSpan.TryGetValue(key, out var entry))
        {
            return entry;
        }

        var bracket = name.IndexOf('(');
        return bracket > 0 ? Find(name[..bracket]) : FindCompact(key, name.IsAllCaps());
    }

    /// <summary>A name without regard to blanks, which damage moves (<c>News 24 Wire</c>): long ones, or short ones in capitals.</summary>
    private Entry? FindCompact(ReadOnlySpan<char> key, bool isCaps)
    {
        Span<char> compact = stackalloc char[MaxKey];
        var length = 0;
        foreach (var c in key)
        {
            if (c != ' ' && length < compact.Length)
            {
                compact[length++] = c;
            }
        }

        return (length >= MinCompact || (isCaps && length >= 3 && length < key.Length)) && _byCompactSpan.TryGetValue(compact[..length], out var entry) ? entry : null;
    }

    private void AddName(string name, Outlet outlet)
    {
        var key = WithoutThe(TextFolding.FoldKey(name)).ToString();
        if (key.Length is 0 or > MaxKey)
        {
            return;
        }

        var isWeak = outlet.WeakAliases.Any(w => WithoutThe(TextFolding.FoldKey(w)).SequenceEqual(key));
        if (!_byName.TryGetValue(key, out var entry))
        {
            _byName.Add(key, new Entry([outlet], isWeak));
            return;
        }

        if (!entry.Claimants.Contains(outlet))
        {
            entry.Claimants.Add(outlet);
        }

        if (isWeak && !entry.IsWeak)
        {
            _byName[key] = entry with { IsWeak = true };
        }
    }

    private static ReadOnlySpan<char> WithoutThe(ReadOnlySpan<char> key) =>
        key.StartsWith("the ") && key.Length > 4 ? key[4..] : key;

    private static string BareName(string name) => name.IndexOf(" (", StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;

    private static Outlet Parse(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != 10)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{FileName}: a row has {cells.Length} cells instead of 10: {cells[0]}"));
        }

        return new Outlet(
            cells[0],
            cells[1],
            Items(cells[2]),
            Items(cells[3]),
            Items(cells[4]),
            cells[5],
            cells[6].Length == 0 ? null : cells[6],
            cells[7].Length == 0 ? null : cells[7],
            cells[8] switch
            {
                "DMY" => DateOrder.DayMonthYear,
                "MDY" => DateOrder.MonthDayYear,
                "YMD" => DateOrder.YearMonthDay,
                _ => DateOrder.Unknown,
            },
            Items(cells[9]));
    }

    private static string[] Items(string cell) => cell.Length == 0 ? [] : cell.Split('|');
}
