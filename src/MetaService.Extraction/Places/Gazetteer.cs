using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Places;

/// <summary>
/// Populated places, divisions, regions and features with their names, read in place from the embedded data: nothing is loaded,
/// a look-up allocates nothing. Immutable and thread-safe. Data: GeoNames (CC BY 4.0) and a list of our own.
/// </summary>
public sealed class Gazetteer
{
    /// <summary>The most places that one name can have in an answer.</summary>
    public const int MaxCandidates = 48;

    private const int KeyBuffer = 400;

    private const int IndexMask = GazetteerFormat.OwnName - 1;

    private readonly unsafe byte* _data;
    private readonly int _length;
    private readonly int _countries;
    private readonly int _admin1;
    private readonly int _admin2;
    private readonly int _places;
    private readonly int _names;
    private readonly int _buckets;
    private readonly int _looseBuckets;
    private readonly int _keys;
    private readonly int _looseKeys;
    private readonly string[] _countryCodes;
    private readonly FrozenDictionary<string, int> _countryIndexes;
    private readonly string[] _zones;

    /// <summary>Reads a gazetteer from memory that stays in place for the life of the process.</summary>
    /// <exception cref="InvalidDataException">The bytes are no gazetteer of this version, or cut short.</exception>
    internal unsafe Gazetteer(byte* data, int length)
    {
        _data = data;
        _length = length;
        if (length < GazetteerFormat.HeaderSize || !Bytes(0, 8).SequenceEqual(GazetteerFormat.Magic))
        {
            throw new InvalidDataException("Not a gazetteer of this version.");
        }

        Count = Int32(8);
        int admin1Count = Int32(12), admin2Count = Int32(16), nameBytes = Int32(20);
        KeyCount = Int32(24);
        int looseCount = Int32(28), countryCount = Int32(32), zoneBytes = Int32(36);
        _countries = GazetteerFormat.HeaderSize;
        var zones = _countries + (2 * countryCount);
        _admin1 = zones + zoneBytes;
        _admin2 = _admin1 + (4 * admin1Count);
        _places = _admin2 + (4 * admin2Count);
        _names = _places + (GazetteerFormat.RecordSize * Count);
        _buckets = _names + nameBytes;
        _looseBuckets = _buckets + (4 * (GazetteerFormat.BucketCount + 1));
        _keys = _looseBuckets + (4 * (GazetteerFormat.BucketCount + 1));
        _looseKeys = _keys + (GazetteerFormat.KeySize * KeyCount);
        if ((long)_looseKeys + ((long)GazetteerFormat.KeySize * looseCount) != length)
        {
            throw new InvalidDataException("The gazetteer is cut short.");
        }

        _countryCodes = new string[countryCount];
        for (var i = 0; i < countryCount; i++)
        {
            _countryCodes[i] = Encoding.ASCII.GetString(Bytes(_countries + (2 * i), 2));
        }

        _countryIndexes = _countryCodes.Select((c, i) => KeyValuePair.Create(c, i)).ToFrozenDictionary(StringComparer.Ordinal);
        var names = new List<string>();
        for (var at = zones; at < _admin1; at += 1 + _data[at])
        {
            names.Add(Encoding.ASCII.GetString(Bytes(at + 1, _data[at])));
        }

        _zones = [.. names];
    }

    /// <summary>The gazetteer built into this assembly.</summary>
    public static Gazetteer Shared { get; } = OpenEmbedded();

    /// <summary>Number of places.</summary>
    public int Count { get; }

    /// <summary>Number of pairs of name and place.</summary>
    public int KeyCount { get; }

    /// <summary>The place of an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public GazetteerPlace this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new GazetteerPlace(this, index);
        }
    }

    /// <summary>The places of a name, the most populous first. Case, diacritics and apostrophes do not count.</summary>
    /// <param name="name">A name in any script.</param>
    /// <param name="found">Receives the indexes; up to its length are found, <see cref="MaxCandidates"/> is enough.</param>
    /// <returns>How many were found.</returns>
    public int Find(ReadOnlySpan<char> name, Span<int> found)
    {
        Span<char> key = stackalloc char[KeyBuffer];
        var length = name.Length > KeyBuffer / TextFolding.MaxExpansion ? -1 : TextFolding.FoldKey(name, key);
        return length <= 0 ? 0 : FindKey(key[..length], found);
    }

    /// <summary>As <see cref="Find"/>, with <see cref="GazetteerFormat.OwnName"/> set in an index where it is the place's own name.</summary>
    internal int FindNames(ReadOnlySpan<char> name, Span<int> found)
    {
        Span<char> key = stackalloc char[KeyBuffer];
        var length = name.Length > KeyBuffer / TextFolding.MaxExpansion ? -1 : TextFolding.FoldKey(name, key);
        return length <= 0 ? 0 : Scan(GazetteerFormat.Hash(key[..length]), _buckets, _keys, found, mask: -1);
    }

    /// <summary>As <see cref="Find"/>, for a key of <see cref="TextFolding.FoldKey(ReadOnlySpan{char},Span{char})"/>.</summary>
    public int FindKey(ReadOnlySpan<char> key, Span<int> found) => Scan(GazetteerFormat.Hash(key), _buckets, _keys, found, IndexMask);

    /// <summary>Places whose names differ from this one by article and transliteration only (<c>Al-Ramady</c>, <c>Ramadi</c>); for names that <see cref="Find"/> does not know.</summary>
    public int FindLoose(ReadOnlySpan<char> name, Span<int> found)
    {
        Span<char> key = stackalloc char[KeyBuffer];
        var length = name.Length > KeyBuffer / TextFolding.MaxExpansion ? -1 : TextFolding.FoldKey(name, key);
        if (length <= 0)
        {
            return 0;
        }

        Span<char> loose = stackalloc char[KeyBuffer];
        var looseLength = GazetteerFormat.Loosen(key[..length], loose);
        return looseLength < 4 ? 0 : Scan(GazetteerFormat.Hash(loose[..looseLength]), _looseBuckets, _looseKeys, found, IndexMask);
    }

    /// <summary>Large or well-known places whose names differ from this one by blanks and hyphens only (<c>Deiral-Zour</c>, <c>New York</c> glued); for names that <see cref="Find"/> does not know.</summary>
    public int FindSqueezed(ReadOnlySpan<char> name, Span<int> found)
    {
        Span<char> key = stackalloc char[KeyBuffer];
        var length = name.Length > KeyBuffer / TextFolding.MaxExpansion ? -1 : TextFolding.FoldKey(name, key);
        if (length <= 0)
        {
            return 0;
        }

        var squeezed = GazetteerFormat.Squeeze(key[..length], key);
        return squeezed < 6 ? 0 : Scan(GazetteerFormat.Hash(key[..squeezed]), _looseBuckets, _looseKeys, found, IndexMask);
    }

    /// <summary>The usual English name and country of a city, for a dateline.</summary>
    /// <param name="name">As printed, in any case and spelling known: <c>SULAIMANI</c>, <c>Idleb</c>, <c>بغداد</c>.</param>
    /// <param name="countryHint">ISO 3166-1 alpha-2 of the country that it lies in most likely, or null.</param>
    /// <param name="canonical">The usual English name.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <returns>False where no populated place or division of that name is known.</returns>
    public bool TryCanonicalCity(
        ReadOnlySpan<char> name, string? countryHint, [NotNullWhen(true)] out string? canonical, [NotNullWhen(true)] out string? country)
    {
        Span<int> found = stackalloc int[MaxCandidates];
        var count = Find(name, found);
        if (count == 0)
        {
            count = FindLoose(name, found);
        }

        var best = -1;
        var bestScore = double.MinValue;
        foreach (var index in found[..count])
        {
            if (CountryOf(index) is not { } home || KindOf(index) is PlaceKind.Feature or PlaceKind.Site)
            {
                continue;
            }

            var score = PopulationCodeOf(index)
                + (home == countryHint ? 60 : 0)
                + (KindOf(index) == PlaceKind.City ? 60 : 0)
                + ((FlagsOf(index) & GazetteerFormat.Capital) != 0 ? 20 : 0);
            if (score > bestScore)
            {
                (best, bestScore) = (index, score);
            }
        }

        canonical = best < 0 ? null : NameOf(best);
        country = best < 0 ? null : CountryOf(best);
        return canonical is not null && country is not null;
    }

    /// <summary>Great-circle distance in kilometres between two points in degrees (haversine, mean radius 6,371 km).</summary>
    public static double Distance(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        const double Radians = Math.PI / 180;
        var a = Math.Sin((latitude2 - latitude1) * Radians / 2);
        var b = Math.Sin((longitude2 - longitude1) * Radians / 2);
        var h = (a * a) + (Math.Cos(latitude1 * Radians) * Math.Cos(latitude2 * Radians) * b * b);
        return 2 * 6371 * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    internal string NameOf(int index)
    {
        var at = _names + UInt24(Record(index) + 14);
        return Encoding.UTF8.GetString(Bytes(at + 1, Byte(at)));
    }

    /// <summary>Number of a country within this gazetteer, below 255; 255 where it has no place in it.</summary>
    internal int CountryIndex(string? code) => code is not null && _countryIndexes.TryGetValue(code, out var index) ? index : GazetteerFormat.NoCountry;

    /// <summary>The code of a country's number, or null.</summary>
    internal string? CountryCode(int countryIndex) => countryIndex < _countryCodes.Length ? _countryCodes[countryIndex] : null;

    /// <summary>The number of a place's country, 255 where it has none.</summary>
    internal int CountryIndexOf(int index) => Byte(Record(index) + 7);

    internal string? CountryOf(int index)
    {
        var code = (int)(Packed(index) & 0xFF);
        return code < _countryCodes.Length ? _countryCodes[code] : null;
    }

    internal string? ZoneOf(int index)
    {
        var zone = (int)((Packed(index) >> 8) & 0x1FF);
        return zone < _zones.Length ? _zones[zone] : null;
    }

    internal GazetteerPlace? Admin1Of(int index)
    {
        var number = (int)((Packed(index) >> 17) & 0xFFF);
        return number == 0 ? null : new GazetteerPlace(this, Int32(_admin1 + (4 * (number - 1))));
    }

    internal GazetteerPlace? Admin2Of(int index)
    {
        var number = BinaryPrimitives.ReadUInt16LittleEndian(Bytes(Record(index) + 17, 2));
        return number == 0 ? null : new GazetteerPlace(this, Int32(_admin2 + (4 * (number - 1))));
    }

    internal PlaceKind KindOf(int index) => (PlaceKind)(Packed(index) >> 29);

    internal byte PopulationCodeOf(int index) => Byte(Record(index) + 6);

    internal long PopulationOf(int index) => GazetteerFormat.DecodePopulation(PopulationCodeOf(index));

    internal double LatitudeOf(int index) => (UInt24(Record(index)) / (double)0xFFFFFF * 180) - 90;

    internal double LongitudeOf(int index) => (UInt24(Record(index) + 3) / (double)0xFFFFFF * 360) - 180;

    internal int GeonameIdOf(int index) => UInt24(Record(index) + 11);

    internal byte FlagsOf(int index) => Byte(Record(index) + 19);

    private static unsafe Gazetteer OpenEmbedded()
    {
        var bytes = EmbeddedData.Bytes("gazetteer.bin");
        fixed (byte* data = bytes)
        {
            // The embedded data is mapped with the assembly and never moves.
            return new Gazetteer(data, bytes.Length);
        }
    }

    private int Scan(ulong hash, int buckets, int keys, Span<int> found, int mask)
    {
        var bucket = (int)(hash >> 48);
        var tag = (int)((hash >> 24) & 0xFFFFFF);
        int from = Int32(buckets + (4 * bucket)), to = Int32(buckets + (4 * bucket) + 4);
        var count = 0;
        for (var i = from; i < to && count < found.Length; i++)
        {
            var at = keys + (GazetteerFormat.KeySize * i);
            if (UInt24(at) == tag)
            {
                found[count++] = UInt24(at + 3) & mask;
            }
        }

        return count;
    }

    private int Record(int index) => _places + (GazetteerFormat.RecordSize * index);

    private uint Packed(int index) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(Record(index) + 7, 4));

    private unsafe ReadOnlySpan<byte> Bytes(int at, int length)
    {
        if ((uint)at + (uint)length > (uint)_length)
        {
            throw new InvalidDataException("The gazetteer points outside itself.");
        }

        return new ReadOnlySpan<byte>(_data + at, length);
    }

    private byte Byte(int at) => Bytes(at, 1)[0];

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes(at, 4));

    private int UInt24(int at)
    {
        var bytes = Bytes(at, 3);
        return bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }
}
