using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Actors.Knowledge;

/// <summary>A dated office of a person in the knowledge base.</summary>
/// <param name="Title">Title.</param>
/// <param name="Organization">Name of the body; may be empty.</param>
/// <param name="From">First day as yyyymmdd, zeros where not known.</param>
/// <param name="To">Last day likewise; 0 for an open end.</param>
internal readonly record struct KnowledgeRole(string Title, string Organization, int From, int To);

/// <summary>A claim of a name: which entry, and how the name belongs to it.</summary>
/// <param name="Entry">Index of the entry.</param>
/// <param name="Marks">Marks of the name.</param>
internal readonly record struct AliasClaim(int Entry, AliasMarks Marks);

/// <summary>People, organisations, metonyms and general bodies of state, read in place from one file. Immutable, thread-safe.</summary>
internal sealed unsafe class KnowledgeBase
{
    private static readonly string?[] _countries = new string?[1 << 16];

    private readonly byte* _data;
    private readonly byte[]? _owner;
    private readonly byte* _keys;
    private readonly byte* _values;
    private readonly byte* _postings;
    private readonly byte* _entries;
    private readonly byte* _roles;
    private readonly byte* _strings;
    private readonly int _mask;

    private KnowledgeBase(byte* data, int length, byte[]? owner)
    {
        _data = data;
        _owner = owner;
        if (length < KnowledgeFormat.HeaderSize || Header(0) != KnowledgeFormat.Magic || Header(1) != KnowledgeFormat.Version || Header(11) != length)
        {
            throw new InvalidOperationException("The knowledge file is damaged or of another version; build it again with the lexicons command.");
        }

        _mask = (1 << Header(2)) - 1;
        Count = Header(3);
        _keys = data + Header(5);
        _values = data + Header(6);
        _postings = data + Header(7);
        _entries = data + Header(8);
        _roles = data + Header(9);
        _strings = data + Header(10);
    }

    /// <summary>The knowledge base built into this assembly.</summary>
    public static KnowledgeBase LoadEmbedded()
    {
        var bytes = EmbeddedData.Bytes("knowledge.bin");
        fixed (byte* data = bytes)
        {
            // The resource is mapped with the assembly: the address holds for the life of the process.
            return new KnowledgeBase(data, bytes.Length, null);
        }
    }

    /// <summary>A knowledge base from bytes that <see cref="KnowledgeFormat"/> describes; they are copied.</summary>
    /// <exception cref="InvalidOperationException">The bytes are no knowledge file of this version.</exception>
    public static KnowledgeBase Load(ReadOnlySpan<byte> bytes)
    {
        var owner = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(owner);
        return new KnowledgeBase((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(owner, 0), owner.Length, owner);
    }

    /// <summary>Number of entries.</summary>
    public int Count { get; }

    /// <summary>Bytes of the file.</summary>
    public int Size => Header(11);

    /// <summary>The value of a key: -2 where unknown, <see cref="KnowledgeFormat.PrefixOnly"/>, or a handle for <see cref="Claims"/>.</summary>
    public int Find(ulong key)
    {
        if (key == 0)
        {
            return -2;
        }

        for (var slot = (int)(key >> 20) & _mask; ; slot = slot + 1 & _mask)
        {
            var found = *(ulong*)(_keys + (long)slot * sizeof(ulong));
            if (found == key)
            {
                return *(int*)(_values + (long)slot * sizeof(int));
            }

            if (found == 0)
            {
                return -2;
            }
        }
    }

    /// <summary>Number of claims behind a handle.</summary>
    public int ClaimCount(int handle) => *(int*)(_postings + (long)handle * sizeof(int));

    /// <summary>One claim behind a handle.</summary>
    public AliasClaim Claim(int handle, int index)
    {
        var packed = *(uint*)(_postings + ((long)handle + 1 + index) * sizeof(int));
        return new AliasClaim((int)(packed >> 8), (AliasMarks)(packed & 0xFF));
    }

    /// <summary>The claims of a whole name; empty where it is unknown.</summary>
    public AliasClaim[] Claims(ReadOnlySpan<char> name) => ClaimsOfKey(NameWordReader.KeyOf(name));

    /// <summary>The claims of a key; empty where it is unknown.</summary>
    public AliasClaim[] ClaimsOfKey(ulong key)
    {
        var handle = Find(key);
        if (handle < 0)
        {
            return [];
        }

        var claims = new AliasClaim[ClaimCount(handle)];
        for (var i = 0; i < claims.Length; i++)
        {
            claims[i] = Claim(handle, i);
        }

        return claims;
    }

    /// <summary>Stable id of an entry.</summary>
    public string Id(int entry) => String(Field(entry, 0));

    /// <summary>Usual English name of an entry.</summary>
    public string Name(int entry) => String(Field(entry, 4));

    /// <summary>CAMEO code, or null; for a general body the part behind the country.</summary>
    public string? Cameo(int entry) => Field(entry, 8) is var s && s == 0 ? null : String(s);

    /// <summary>Country codes that a pattern is limited to, joined by commas; empty for all.</summary>
    public string Limits(int entry) => String(Field(entry, 12));

    /// <summary>Index of the entry that this one is part of or stands for; -1 for none.</summary>
    public int Parent(int entry) => Field(entry, 16);

    /// <summary>First day as yyyymmdd, 0 where not known.</summary>
    public int From(int entry) => Field(entry, 20);

    /// <summary>Last day as yyyymmdd, 0 where open.</summary>
    public int To(int entry) => Field(entry, 24);

    /// <summary>ISO 3166-1 alpha-2, or null.</summary>
    public string? Country(int entry)
    {
        var packed = Short(entry, 32);
        return packed == 0 ? null : _countries[packed] ??= new string([(char)(packed >> 8), (char)(packed & 0xFF)]);
    }

    /// <summary>Marks of an entry.</summary>
    public KnowledgeMarks Marks(int entry) => (KnowledgeMarks)Short(entry, 36);

    /// <summary>Kind of an entry.</summary>
    public KnowledgeKind Kind(int entry) => (KnowledgeKind)EntryAt(entry)[38];

    /// <summary>Actor type of an entry.</summary>
    public ActorType Type(int entry) => (ActorType)EntryAt(entry)[39];

    /// <summary>Number of offices of a person.</summary>
    public int RoleCount(int entry) => Short(entry, 34);

    /// <summary>One office of a person, oldest first.</summary>
    public KnowledgeRole Role(int entry, int index)
    {
        var role = _roles + ((long)Field(entry, 28) + index) * KnowledgeFormat.RoleSize;
        return new KnowledgeRole(String(*(int*)role), String(*(int*)(role + 4)), *(int*)(role + 8), *(int*)(role + 12));
    }

    private int Header(int index) => *(int*)(_data + index * sizeof(int));

    private byte* EntryAt(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)entry, (uint)Count, nameof(entry));
        return _entries + (long)entry * KnowledgeFormat.EntrySize;
    }

    private int Field(int entry, int offset) => *(int*)(EntryAt(entry) + offset);

    private ushort Short(int entry, int offset) => *(ushort*)(EntryAt(entry) + offset);

    private string String(int offset)
    {
        if (offset == 0)
        {
            return "";
        }

        var at = _strings + offset;
        return Encoding.UTF8.GetString(at + 2, BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(at, 2)));
    }
}
