using System.Runtime.InteropServices;

namespace MetaService.Storage.Indexing;

/// <summary>Term ids of an article as bytes: for each kind its number, how many ids follow, and the ids as differences, all variable-length.</summary>
internal static class PackedTerms
{
    /// <summary>Packs ids; the order does not matter.</summary>
    internal static byte[] Pack(IEnumerable<(TermKind Kind, long Id)> terms)
    {
        var bytes = new List<byte>(256);
        foreach (var group in terms.GroupBy(static term => term.Kind).OrderBy(static group => group.Key))
        {
            var ids = group.Select(static term => term.Id).Order().ToArray();
            Write(bytes, (long)group.Key);
            Write(bytes, ids.Length);
            var last = 0L;
            foreach (var id in ids)
            {
                Write(bytes, id - last);
                last = id;
            }
        }

        return [.. bytes];
    }

    /// <summary>Adds one for each id of a kind to <paramref name="counts"/>.</summary>
    internal static void Count(ReadOnlySpan<byte> packed, TermKind kind, Dictionary<long, long> counts)
    {
        var at = 0;
        while (at < packed.Length)
        {
            var found = (TermKind)Read(packed, ref at);
            var count = Read(packed, ref at);
            if (found > kind)
            {
                return;
            }

            var id = 0L;
            for (var i = 0L; i < count && at < packed.Length; i++)
            {
                id += Read(packed, ref at);
                if (found == kind)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, id, out _)++;
                }
            }
        }
    }

    /// <summary>All ids.</summary>
    internal static List<long> Unpack(ReadOnlySpan<byte> packed)
    {
        var ids = new List<long>();
        var at = 0;
        while (at < packed.Length)
        {
            Read(packed, ref at);
            var count = Read(packed, ref at);
            var id = 0L;
            for (var i = 0L; i < count && at < packed.Length; i++)
            {
                id += Read(packed, ref at);
                ids.Add(id);
            }
        }

        return ids;
    }

    private static void Write(List<byte> bytes, long value)
    {
        while (value >= 0x80)
        {
            bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)value);
    }

    private static long Read(ReadOnlySpan<byte> packed, ref int at)
    {
        long value = 0;
        for (var shift = 0; at < packed.Length; shift += 7)
        {
            var b = packed[at++];
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                break;
            }
        }

        return value;
    }
}
