using System.Buffers.Binary;
using System.Text;
using MetaService.Extraction.Places;

namespace MetaService.DataBuilder.Gazetteers;

/// <summary>Writes entries in the layout of <see cref="GazetteerFormat"/>.</summary>
internal sealed class GazetteerWriter(GazetteerReader source)
{
    /// <summary>Countries whose names reach English news in several transliterations.</summary>
    private static readonly HashSet<string> _transliterated =
        ["IQ", "SY", "IR", "LB", "JO", "PS", "IL", "EG", "LY", "TN", "DZ", "MA", "EH", "SD", "SA", "YE", "OM", "AE", "QA", "KW", "BH", "AF", "PK", "TJ", "TM", "UZ", "KZ", "KG", "AZ", "SO", "MR", "TR"];

    private readonly Dictionary<GazetteerEntry, int> _index = [];
    private readonly List<string> _countries = [];
    private readonly List<string> _zones = [];

    /// <summary>The whole file.</summary>
    public byte[] Write()
    {
        for (var i = 0; i < source.Entries.Count; i++)
        {
            _index[source.Entries[i]] = i;
        }

        var admin1 = Numbers(source.Admin1, 0xFFF);
        var admin2 = Numbers(source.Admin2, 0xFFFF);
        var names = new MemoryStream();
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new byte[GazetteerFormat.RecordSize * source.Entries.Count];
        for (var i = 0; i < source.Entries.Count; i++)
        {
            Record(source.Entries[i], places.AsSpan(GazetteerFormat.RecordSize * i, GazetteerFormat.RecordSize), names, offsets, admin1, admin2);
        }

        var (buckets, keys) = Keys(source.Entries.SelectMany((e, i) => KeysOf(e).Select(k => (k.Key, i, k.Value))));
        var (looseBuckets, looseKeys) = Keys(source.Entries.SelectMany((e, i) => LooseKeysOf(e).Select(k => (k, i, false))));
        var zones = _zones.SelectMany(z => Encoding.ASCII.GetBytes(z).Prepend((byte)z.Length)).ToArray();
        var output = new MemoryStream();
        output.Write(GazetteerFormat.Magic);
        foreach (var count in new[]
        {
            source.Entries.Count, admin1.Count, admin2.Count, (int)names.Length, keys.Length / GazetteerFormat.KeySize,
            looseKeys.Length / GazetteerFormat.KeySize, _countries.Count, zones.Length,
        })
        {
            Int32(output, count);
        }

        output.Write(Encoding.ASCII.GetBytes(string.Concat(_countries)));
        output.Write(zones);
        foreach (var division in admin1.Keys.Concat(admin2.Keys))
        {
            Int32(output, _index[division]);
        }

        output.Write(places);
        names.WriteTo(output);
        foreach (var part in new[] { buckets, looseBuckets, keys, looseKeys })
        {
            output.Write(part);
        }

        return output.ToArray();
    }

    private static Dictionary<GazetteerEntry, int> Numbers(List<GazetteerEntry> divisions, int limit) => divisions.Count < limit
        ? divisions.Select((d, i) => KeyValuePair.Create(d, i + 1)).ToDictionary()
        : throw new UsageException($"{divisions.Count} divisions are more than the format holds");

    /// <summary>The keys of a place, and whether each is its own name.</summary>
    private static Dictionary<string, bool> KeysOf(GazetteerEntry entry)
    {
        var keys = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, isOwn) in entry.Names.Select((n, i) => (n, i < entry.OwnNames)).Prepend((entry.Name, true)))
        {
            var key = GazetteerFormat.Key(name);
            if (key.Length >= 2)
            {
                keys.TryAdd(key, isOwn);
                if (entry.Country is not null && _transliterated.Contains(entry.Country) && key.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0
                    && key.Length - blank > 4 && GazetteerFormat.IsArticle(key.AsSpan(0, blank)))
                {
                    keys.TryAdd(key[(blank + 1)..], isOwn);
                }
            }
        }

        return keys;
    }

    private static HashSet<string> LooseKeysOf(GazetteerEntry entry)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (entry.Population >= 30_000 || (entry.Flags & GazetteerFormat.Listed) != 0)
        {
            foreach (var key in entry.Names.Take(entry.OwnNames).Select(GazetteerFormat.Key).Where(k => k.Contains(' ', StringComparison.Ordinal) && k.All(char.IsAscii)))
            {
                var squeezed = new char[key.Length];
                var length = GazetteerFormat.Squeeze(key, squeezed);
                if (length >= 6)
                {
                    keys.Add(new string(squeezed, 0, length));
                }
            }
        }

        if (entry.Country is null || !_transliterated.Contains(entry.Country) || (entry.Population < 3000 && (entry.Flags & GazetteerFormat.Listed) == 0))
        {
            return keys;
        }

        foreach (var key in entry.Names.Select(GazetteerFormat.Key).Where(k => k.All(char.IsAscii)))
        {
            var loose = new char[key.Length];
            var length = GazetteerFormat.Loosen(key, loose);
            if (length >= 4)
            {
                keys.Add(new string(loose, 0, length));
            }
        }

        return keys;
    }

    private (byte[] Buckets, byte[] Keys) Keys(IEnumerable<(string Key, int Place, bool IsOwn)> pairs)
    {
        var sorted = pairs.Select(p => (Hash: GazetteerFormat.Hash(p.Key) >> 24, p.Place, p.IsOwn)).Distinct()
            .OrderBy(p => p.Hash).ThenByDescending(p => p.IsOwn).ThenByDescending(p => source.Entries[p.Place].Population).ThenBy(p => p.Place).ToList();
        var buckets = new byte[4 * (GazetteerFormat.BucketCount + 1)];
        var keys = new byte[GazetteerFormat.KeySize * sorted.Count];
        var at = 0;
        for (var bucket = 0; bucket <= GazetteerFormat.BucketCount; bucket++)
        {
            while (at < sorted.Count && (int)(sorted[at].Hash >> 24) < bucket)
            {
                UInt24(keys.AsSpan(GazetteerFormat.KeySize * at), (int)(sorted[at].Hash & 0xFFFFFF));
                UInt24(keys.AsSpan((GazetteerFormat.KeySize * at) + 3), sorted[at].Place | (sorted[at].IsOwn ? GazetteerFormat.OwnName : 0));
                at++;
            }

            BinaryPrimitives.WriteInt32LittleEndian(buckets.AsSpan(4 * bucket), at);
        }

        return (buckets, keys);
    }

    private void Record(
        GazetteerEntry entry, Span<byte> record, MemoryStream names, Dictionary<string, int> offsets,
        Dictionary<GazetteerEntry, int> admin1, Dictionary<GazetteerEntry, int> admin2)
    {
        if (!offsets.TryGetValue(entry.Name, out var name))
        {
            name = offsets[entry.Name] = (int)names.Length;
            var bytes = Encoding.UTF8.GetBytes(entry.Name);
            names.WriteByte(checked((byte)bytes.Length));
            names.Write(bytes);
        }

        UInt24(record, (int)Math.Round((entry.Latitude + 90) / 180 * 0xFFFFFF));
        UInt24(record[3..], (int)Math.Round((entry.Longitude + 180) / 360 * 0xFFFFFF));
        record[6] = GazetteerFormat.EncodePopulation(entry.Population);
        var country = entry.Country is null ? GazetteerFormat.NoCountry : Number(_countries, entry.Country, GazetteerFormat.NoCountry);
        var zone = string.IsNullOrEmpty(entry.Zone) ? 0x1FF : Number(_zones, entry.Zone, 0x1FF);
        var division = entry.Admin1 is null ? 0 : admin1[entry.Admin1];
        BinaryPrimitives.WriteUInt32LittleEndian(record[7..], (uint)country | ((uint)zone << 8) | ((uint)division << 17) | ((uint)entry.Kind << 29));
        UInt24(record[11..], entry.GeonameId);
        UInt24(record[14..], name);
        BinaryPrimitives.WriteUInt16LittleEndian(record[17..], (ushort)(entry.Admin2 is null ? 0 : admin2[entry.Admin2]));
        record[19] = entry.Flags;
    }

    private static int Number(List<string> list, string value, int limit)
    {
        var number = list.IndexOf(value);
        if (number < 0)
        {
            number = list.Count;
            list.Add(value);
        }

        return number < limit ? number : throw new UsageException($"more than {limit} different values such as {value}");
    }

    private static void Int32(Stream output, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void UInt24(Span<byte> bytes, int value)
    {
        bytes[0] = (byte)value;
        bytes[1] = (byte)(value >> 8);
        bytes[2] = (byte)(value >> 16);
    }
}
