using System.Runtime.InteropServices;

namespace MetaService.Extraction.Tagging;

/// <summary>Header of the lexicon file; offsets in bytes from the file's start.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct LexiconHeader
{
    /// <summary>The file's first eight bytes.</summary>
    public const ulong MagicValue = 0x3158454C4752544D; // "MTRGLEX1", read as little-endian

    /// <summary>Version of the layout and of the hashes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Always <see cref="MagicValue"/>.</summary>
    public ulong Magic;

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public int Format;

    /// <summary>First eight bytes of the SHA-256 of what follows the header; a model names the lexicon that it was trained with.</summary>
    public ulong Id;

    /// <summary>Word table: slots as a power of two, offset of the slots, offset of the coarse clusters (4,096 of 16 bits).</summary>
    public int WordSlotBits, WordSlots, CoarseClusters;

    /// <summary>Phrase table: slots as a power of two, offset of the slots.</summary>
    public int PhraseSlotBits, PhraseSlots;

    /// <summary>Length of the file.</summary>
    public int Length;
}

/// <summary>Words, clusters and phrases that the tagger's features look up, read in place. Immutable, thread-safe.</summary>
internal sealed unsafe class TaggerLexicon
{
    private readonly byte[]? _owner;

    private TaggerLexicon(byte* data, int length, byte[]? owner)
    {
        _owner = owner;
        if (length < sizeof(LexiconHeader))
        {
            throw new InvalidOperationException("The tagger's lexicon is cut short.");
        }

        var header = *(LexiconHeader*)data;
        if (header.Magic != LexiconHeader.MagicValue || header.Format != LexiconHeader.CurrentFormat || header.Length != length)
        {
            throw new InvalidOperationException("The tagger's lexicon is damaged or of another format version.");
        }

        Id = header.Id;
        Words = new WordTable((uint*)(data + header.WordSlots), header.WordSlotBits, (ushort*)(data + header.CoarseClusters));
        Phrases = new PhraseTable((ulong*)(data + header.PhraseSlots), header.PhraseSlotBits);
    }

    /// <summary>Identity of the content.</summary>
    public ulong Id { get; }

    /// <summary>Clusters and frequency ranks of words.</summary>
    public WordTable Words { get; }

    /// <summary>Phrases by type.</summary>
    public PhraseTable Phrases { get; }

    /// <summary>Reads a lexicon that lives as long as the process does.</summary>
    /// <exception cref="InvalidOperationException">It is damaged or of another format version.</exception>
    public static TaggerLexicon FromMapped(ReadOnlySpan<byte> data) =>
        new((byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), data.Length, null);

    /// <summary>Reads a lexicon from memory; the bytes are copied.</summary>
    /// <exception cref="InvalidOperationException">It is damaged or of another format version.</exception>
    public static TaggerLexicon FromBytes(ReadOnlySpan<byte> data)
    {
        var copy = GC.AllocateUninitializedArray<byte>(data.Length, pinned: true);
        data.CopyTo(copy);
        return new((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(copy, 0), copy.Length, copy);
    }
}
