using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MetaService.Extraction.Tagging;

/// <summary>Header of the model file; offsets in bytes from the file's start.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal unsafe struct ModelHeader
{
    /// <summary>The file's first eight bytes.</summary>
    public const ulong MagicValue = 0x314C444D4752544D; // "MTRGMDL1", read as little-endian

    /// <summary>Version of the layout.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Always <see cref="MagicValue"/>.</summary>
    public ulong Magic;

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public int Format;

    /// <summary>The <see cref="FeatureTemplate.Version"/> that it was trained with.</summary>
    public int Template;

    /// <summary>The <see cref="TaggerLexicon.Id"/> that it was trained with.</summary>
    public ulong Lexicon;

    /// <summary>Labels, transition classes, floats of a row.</summary>
    public int Labels, Classes, Lanes;

    /// <summary>Feature slots as a power of two; number of weight rows.</summary>
    public int SlotBits, Rows;

    /// <summary>What a weight of 1 stands for.</summary>
    public float Scale;

    /// <summary>Offsets of the slots (32 bits each), weight rows (<see cref="TagSet.Lanes"/> signed bytes each), transitions (floats: class, previous label, label).</summary>
    public int Slots, Weights, Transitions;

    /// <summary>Length of the file.</summary>
    public int Length;

    /// <summary>Version of the training data, ASCII, padded with zeros.</summary>
    public fixed byte DataVersion[32];

    /// <summary>The tags' codes in the order of their labels, ASCII.</summary>
    public fixed byte Tags[3 * TagSet.TagCount];

    /// <summary>SHA-256 of what follows the header.</summary>
    public fixed byte Hash[32];
}

/// <summary>Feature weights and transition scores, read in place. Immutable, thread-safe.</summary>
/// <remarks>
/// Features are found by open addressing with linear probing: a slot holds 12 bits of the feature's hash and a 20-bit row. A feature that
/// was not trained is mistaken for another about once in 2,000 times, which training sees as noise.
/// </remarks>
internal sealed unsafe class TaggerModel
{
    /// <summary>A free slot.</summary>
    public const uint Free = uint.MaxValue;

    /// <summary>Bits of a slot that hold the row.</summary>
    public const int RowBits = 20;

    private readonly byte[]? _owner;
    private readonly uint* _slots;
    private readonly sbyte* _weights;
    private readonly int _shift;
    private readonly uint _mask;
    private readonly float _scale;

    private TaggerModel(byte* data, int length, byte[]? owner)
    {
        _owner = owner;
        if (length < sizeof(ModelHeader))
        {
            throw new InvalidOperationException("The tagger's model is cut short.");
        }

        var header = *(ModelHeader*)data;
        if (header.Magic != ModelHeader.MagicValue || header.Format != ModelHeader.CurrentFormat || header.Length != length
            || header.Template != FeatureTemplate.Version || header.Labels != TagSet.LabelCount || header.Classes != TransitionScores.Classes || header.Lanes != TagSet.Lanes)
        {
            throw new InvalidOperationException("The tagger's model is damaged or was built by another version of the trainer.");
        }

        Lexicon = header.Lexicon;
        DataVersion = System.Text.Encoding.ASCII.GetString(header.DataVersion, 32).TrimEnd('\0');
        Rows = header.Rows;
        _slots = (uint*)(data + header.Slots);
        _weights = (sbyte*)(data + header.Weights);
        _shift = 32 - header.SlotBits;
        _mask = (1u << header.SlotBits) - 1;
        _scale = header.Scale;
        new ReadOnlySpan<float>(data + header.Transitions, Transitions.Log.Length).CopyTo(Transitions.Log);
        Transitions.Exponentiate();
    }

    /// <summary>The <see cref="TaggerLexicon.Id"/> that the model was trained with.</summary>
    public ulong Lexicon { get; }

    /// <summary>Version of the training data.</summary>
    public string DataVersion { get; }

    /// <summary>Number of features with weights.</summary>
    public int Rows { get; }

    /// <summary>Scores of label pairs.</summary>
    public TransitionScores Transitions { get; } = new();

    /// <summary>Reads a model that lives as long as the process does.</summary>
    /// <exception cref="InvalidOperationException">It is damaged or of another version.</exception>
    public static TaggerModel FromMapped(ReadOnlySpan<byte> data) =>
        new((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), data.Length, null);

    /// <summary>Reads a model from memory; the bytes are copied.</summary>
    /// <exception cref="InvalidOperationException">It is damaged or of another version.</exception>
    public static TaggerModel FromBytes(ReadOnlySpan<byte> data)
    {
        var copy = GC.AllocateUninitializedArray<byte>(data.Length, pinned: true);
        data.CopyTo(copy);
        return new((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(copy, 0), copy.Length, copy);
    }

    /// <summary>Adds the weights of features to a token's label scores.</summary>
    public void Score(ReadOnlySpan<uint> features, Span<float> scores)
    {
        // Slots and rows lie scattered in megabytes: all loads are under way before the first is needed.
        if (Sse.IsSupported)
        {
            foreach (var feature in features)
            {
                Sse.Prefetch0(_slots + (feature >> _shift));
            }
        }

        var rows = stackalloc sbyte*[features.Length];
        var found = 0;
        foreach (var feature in features)
        {
            var row = Find(feature);
            if (row >= 0)
            {
                var weights = _weights + ((nint)row * TagSet.Lanes);
                rows[found++] = weights;
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(weights);
                }
            }
        }

        var low = Vector256<short>.Zero;
        var high = Vector256<short>.Zero;
        for (var i = 0; i < found; i++)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Load(rows[i]));
            low += lower;
            high += upper;
        }

        var (a, b) = Vector256.Widen(low);
        var (c, d) = Vector256.Widen(high);
        ref var target = ref MemoryMarshal.GetReference(scores);
        Add(a, ref target);
        Add(b, ref Unsafe.Add(ref target, 8));
        Add(c, ref Unsafe.Add(ref target, 16));
        Add(d, ref Unsafe.Add(ref target, 24));
    }

    private void Add(Vector256<int> sums, ref float target) =>
        (Vector256.LoadUnsafe(ref target) + (Vector256.ConvertToSingle(sums) * _scale)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(uint feature)
    {
        var fingerprint = feature & ((1u << (32 - RowBits)) - 1);
        for (var i = feature >> _shift; ; i = (i + 1) & _mask)
        {
            var slot = _slots[i];
            if (slot == Free)
            {
                return -1;
            }

            if (slot >> RowBits == fingerprint)
            {
                return (int)(slot & ((1u << RowBits) - 1));
            }
        }
    }
}
