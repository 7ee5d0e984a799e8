using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>Writes entries in the layout of <see cref="KnowledgeFormat"/>.</summary>
internal sealed class KnowledgeWriter
{
    private const double Load = 0.6;

    private readonly List<byte> _strings = [0, 0];
    private readonly Dictionary<string, int> _stringOffsets = new(StringComparer.Ordinal) { [""] = 0 };

    /// <summary>The bytes of the knowledge file. Throws where two different names have one key.</summary>
    public static byte[] Write(List<KnowledgeEntry> entries) => new KnowledgeWriter().Build(entries);

    private byte[] Build(List<KnowledgeEntry> entries)
    {
        var index = entries.Select((e, i) => (e.Id, i)).GroupBy(p => p.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        var (values, postings) = Keys(entries);
        var bits = 1;
        while (values.Count > Load * (1 << bits))
        {
            bits++;
        }

        var keys = new ulong[1 << bits];
        var slots = new int[1 << bits];
        foreach (var (key, value) in values)
        {
            var slot = (int)(key >> 20) & (keys.Length - 1);
            while (keys[slot] != 0)
            {
                slot = (slot + 1) & (keys.Length - 1);
            }

            (keys[slot], slots[slot]) = (key, value);
        }

        var rows = new byte[entries.Count * KnowledgeFormat.EntrySize];
        var roles = new List<int>();
        for (var i = 0; i < entries.Count; i++)
        {
            WriteEntry(rows.AsSpan(i * KnowledgeFormat.EntrySize, KnowledgeFormat.EntrySize), entries[i], index, roles);
        }

        var file = new MemoryStream();
        file.Write(new byte[KnowledgeFormat.HeaderSize]);
        var header = new List<int> { KnowledgeFormat.Magic, KnowledgeFormat.Version, bits, entries.Count, roles.Count / 4 };
        foreach (var part in new[]
        {
            MemoryMarshal.AsBytes(keys.AsSpan()).ToArray(), MemoryMarshal.AsBytes(slots.AsSpan()).ToArray(),
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(postings)).ToArray(), rows, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(roles)).ToArray(), _strings.ToArray(),
        })
        {
            header.Add((int)file.Length);
            file.Write(part);
        }

        header.Add((int)file.Length);
        var bytes = file.ToArray();
        for (var i = 0; i < header.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), header[i]);
        }

        return bytes;
    }

    private static (SortedDictionary<ulong, int> Values, List<int> Postings) Keys(List<KnowledgeEntry> entries)
    {
        var claims = new SortedDictionary<ulong, List<uint>>();
        var prefixes = new HashSet<ulong>();
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var (name, marks) in entries[i].Names)
            {
                ulong key = 0;
                if ((marks & AliasMarks.Skeleton) != 0)
                {
                    key = NameSkeleton.KeyOf(name);
                }
                else
                {
                    var reader = new NameWordReader(name);
                    while (reader.MoveNext())
                    {
                        if (key != 0)
                        {
                            prefixes.Add(key);
                        }

                        key = NameWordReader.Extend(key, reader.Hash);
                    }
                }

                if (key == 0)
                {
                    continue;
                }

                var list = claims.TryGetValue(key, out var known) ? known : claims[key] = [];
                var at = list.FindIndex(c => c >> 8 == (uint)i);
                if (at < 0)
                {
                    list.Add(((uint)i << 8) | (uint)marks);
                }
                else if (((AliasMarks)(list[at] & 0xFF) & (AliasMarks.LastName | AliasMarks.Acronym)) != 0 && (marks & AliasMarks.LastName) == 0)
                {
                    // A name that stands in full in the row outranks a derived one or a casing of it.
                    list[at] = ((uint)i << 8) | (uint)(marks | ((AliasMarks)(list[at] & 0xFF) & AliasMarks.Weak));
                }
            }
        }

        var values = new SortedDictionary<ulong, int>();
        var postings = new List<int>();
        foreach (var (key, list) in claims)
        {
            values[key] = postings.Count;
            postings.Add(list.Count);
            postings.AddRange(list.Select(c => (int)c));
        }

        foreach (var prefix in prefixes)
        {
            values.TryAdd(prefix, KnowledgeFormat.PrefixOnly);
        }

        return (values, postings);
    }

    private void WriteEntry(Span<byte> row, KnowledgeEntry entry, Dictionary<string, int> index, List<int> roles)
    {
        ReadOnlySpan<int> fields =
        [
            Intern(entry.Id), Intern(entry.Name), Intern(entry.Cameo), Intern(entry.Limits),
            entry.Parent.Length > 0 && index.TryGetValue(entry.Parent, out var parent) ? parent : -1, entry.From, entry.To, roles.Count / 4,
        ];
        for (var i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row[(i * sizeof(int))..], fields[i]);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(row[32..], KnowledgeFormat.PackCountry(entry.Country));
        BinaryPrimitives.WriteUInt16LittleEndian(row[34..], checked((ushort)entry.Roles.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(row[36..], (ushort)entry.Marks);
        row[38] = (byte)entry.Kind;
        row[39] = (byte)entry.Type;
        foreach (var role in entry.Roles)
        {
            roles.AddRange([Intern(role.Title), Intern(role.Organization), role.From, role.To]);
        }
    }

    private int Intern(string text)
    {
        if (_stringOffsets.TryGetValue(text, out var offset))
        {
            return offset;
        }

        offset = _strings.Count;
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)bytes.Length));
        _strings.AddRange(length);
        _strings.AddRange(bytes);
        return _stringOffsets[text] = offset;
    }
}
