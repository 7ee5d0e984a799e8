namespace MetaService.Extraction.Actors.Knowledge;

/// <summary>What an entry of the knowledge file is.</summary>
internal enum KnowledgeKind : byte
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>An organisation, body, community.</summary>
    Organization,

    /// <summary>A form that stands for a state or a body.</summary>
    Metonym,

    /// <summary>A kind of body that every state has, named by pattern.</summary>
    Portfolio,

    /// <summary>A title that marks a person as the head or a member of such a body.</summary>
    OfficeTitle,
}

/// <summary>Marks of an entry.</summary>
[Flags]
internal enum KnowledgeMarks : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A metonym that mostly means something else.</summary>
    Risky = 1,

    /// <summary>A person whose family name comes first.</summary>
    FamilyNameFirst = 2,

    /// <summary>A person from whose name no last name may be derived.</summary>
    NoLastName = 4,

    /// <summary>Not one organisation, a collective word.</summary>
    Collective = 8,
}

/// <summary>Marks of a name of an entry.</summary>
[Flags]
internal enum AliasMarks : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The entry's usual name.</summary>
    Canonical = 1,

    /// <summary>Capitals as printed: matches in exact case only.</summary>
    Acronym = 2,

    /// <summary>Short or an ordinary word: needs a second cue.</summary>
    Weak = 4,

    /// <summary>A person's last or short name, derived.</summary>
    LastName = 8,

    /// <summary>The spelling-independent key of a person's full name, not a name.</summary>
    Skeleton = 16,
}

/// <summary>
/// Layout of <c>knowledge.bin</c>: a header, then the tables that it points to. All numbers little-endian.
/// Header: magic, version, slot bits, entry count, role count, then the offsets of keys, values, postings, entries, roles, strings and
/// the file's length (int32 each). Keys: 2^bits of uint64, open addressing with linear probing, 0 is free. Values: as many int32,
/// <see cref="PrefixOnly"/> or an index into the postings. Postings: a count, then entry index &lt;&lt; 8 | <see cref="AliasMarks"/>.
/// Strings: a uint16 length in bytes, then UTF-8; offset 0 is the empty string. Dates: yyyymmdd with zeros where not known.
/// </summary>
internal static class KnowledgeFormat
{
    /// <summary>"MSKB".</summary>
    public const int Magic = 0x424B534D;

    /// <summary>Changes with the layout.</summary>
    public const int Version = 1;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 48;

    /// <summary>Value of a key that only begins longer names.</summary>
    public const int PrefixOnly = -1;

    /// <summary>Bytes of an entry: id, name, cameo, limits (strings), parent, from, to, first role (int32), country, role count, marks (uint16), kind, type (byte).</summary>
    public const int EntrySize = 40;

    /// <summary>Bytes of a role: title, organisation (strings), from, to (int32).</summary>
    public const int RoleSize = 16;

    /// <summary>Mixed into the key of a spelling-independent name, so that it meets no plain name.</summary>
    public const ulong SkeletonSalt = 0x5BD1E9955BD1E995;

    /// <summary>Two capital letters as a number; 0 for none.</summary>
    public static ushort PackCountry(string country) => country.Length == 2 ? (ushort)(country[0] << 8 | country[1]) : (ushort)0;
}
