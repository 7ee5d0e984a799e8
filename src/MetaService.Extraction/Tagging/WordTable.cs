using System.Runtime.CompilerServices;

namespace MetaService.Extraction.Tagging;

/// <summary>What the word table knows of a word; all zero for an unknown one.</summary>
internal readonly record struct WordEntry(ushort Fine, ushort Coarse, byte Rank);

/// <summary>
/// Word clusters and frequency ranks by the hash of the folded word, read in place.
/// Open addressing with linear probing; a slot is a 16-bit fingerprint, a 12-bit fine cluster and a 4-bit rank bucket.
/// </summary>
internal sealed unsafe class WordTable
{
    private readonly uint* _slots;
    private readonly ushort* _coarse;
    private readonly int _shift;
    private readonly uint _mask;

    /// <param name="slots">2 to the power of <paramref name="slotBits"/> slots; 0 is an empty one.</param>
    /// <param name="slotBits">1 to 24.</param>
    /// <param name="coarse">The coarse cluster of each fine one.</param>
    public WordTable(uint* slots, int slotBits, ushort* coarse)
    {
        _slots = slots;
        _coarse = coarse;
        _shift = 32 - slotBits;
        _mask = (1u << slotBits) - 1;
    }

    /// <summary>The slot where a search starts.</summary>
    public static uint Home(uint hash, int slotBits) => hash >> (32 - slotBits);

    /// <summary>The fingerprint of a hash, never 0.</summary>
    public static uint Fingerprint(uint hash) => Math.Max(hash & 0xFFFF, 1);

    /// <summary>A filled slot.</summary>
    public static uint Pack(uint hash, int fine, int rank) => (Fingerprint(hash) << 16) | ((uint)fine << 4) | (uint)rank;

    /// <summary>The entry of a word; all zero where it is unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordEntry Find(uint hash)
    {
        var fingerprint = Fingerprint(hash);
        for (var i = hash >> _shift; ; i = (i + 1) & _mask)
        {
            var slot = _slots[i];
            if (slot == 0)
            {
                return default;
            }

            if (slot >> 16 == fingerprint)
            {
                var fine = (slot >> 4) & 0xFFF;
                return new WordEntry((ushort)fine, _coarse[fine], (byte)(slot & 0xF));
            }
        }
    }
}
