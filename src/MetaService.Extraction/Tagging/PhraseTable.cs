using System.Runtime.CompilerServices;

namespace MetaService.Extraction.Tagging;

/// <summary>
/// Names and head words by type, as sequences of folded tokens, read in place. Every phrase and every start of one is a key;
/// a slot is a 32-bit hash and a 32-bit value: the types that end here (24 bits) and whether a longer phrase starts so.
/// </summary>
internal sealed unsafe class PhraseTable
{
    /// <summary>Longest phrase, in tokens.</summary>
    public const int MaxTokens = 10;

    /// <summary>Bit of a slot's value: a longer phrase starts so.</summary>
    public const uint GoesOn = 0x8000_0000;

    /// <summary>The bits of a slot's value that are phrase types.</summary>
    public const uint Types = 0x00FF_FFFF;

    private readonly ulong* _slots;
    private readonly int _shift;
    private readonly uint _mask;

    /// <param name="slots">2 to the power of <paramref name="slotBits"/> slots, the hash in the upper half; 0 is an empty one.</param>
    /// <param name="slotBits">1 to 24.</param>
    public PhraseTable(ulong* slots, int slotBits)
    {
        _slots = slots;
        _shift = 32 - slotBits;
        _mask = (1u << slotBits) - 1;
    }

    /// <summary>The hash of a phrase from that of its start (0 for none) and its next token.</summary>
    public static uint Extend(uint start, uint token) => Math.Max(FeatureHash.Finish((start * 31) ^ token), 1);

    /// <summary>The value of a key; 0 where it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(uint hash)
    {
        for (var i = hash >> _shift; ; i = (i + 1) & _mask)
        {
            var slot = _slots[i];
            if (slot == 0)
            {
                return 0;
            }

            if ((uint)(slot >> 32) == hash)
            {
                return (uint)slot;
            }
        }
    }

    /// <summary>
    /// Marks the longest phrase at each token, types apart: a shorter phrase within a longer one of the same type is left out.
    /// </summary>
    public void Mark(Span<TokenFeatures> tokens)
    {
        Span<int> coveredTo = stackalloc int[24];
        coveredTo.Clear();
        Span<uint> values = stackalloc uint[MaxTokens];
        for (var t = 0; t < tokens.Length; t++)
        {
            if (tokens[t].Casing is TokenCasing.Mark or TokenCasing.Number)
            {
                continue;
            }

            uint hash = 0, value = GoesOn;
            var length = 0;
            for (; length < MaxTokens && t + length < tokens.Length && (value & GoesOn) != 0; length++)
            {
                hash = Extend(hash, tokens[t + length].Folded);
                value = Find(hash);
                values[length] = value & Types;
            }

            uint seen = 0;
            for (var i = length - 1; i >= 0; i--)
            {
                var fresh = values[i] & ~seen;
                seen |= values[i];
                for (; fresh != 0; fresh &= fresh - 1)
                {
                    var type = System.Numerics.BitOperations.TrailingZeroCount(fresh);
                    if (coveredTo[type] >= t + i + 1)
                    {
                        continue;
                    }

                    coveredTo[type] = t + i + 1;
                    var bit = 1u << type;
                    tokens[t].PhraseFirst |= bit;
                    tokens[t + i].PhraseLast |= bit;
                    for (var k = t + 1; k < t + i; k++)
                    {
                        tokens[k].PhraseInner |= bit;
                    }
                }
            }
        }
    }
}
