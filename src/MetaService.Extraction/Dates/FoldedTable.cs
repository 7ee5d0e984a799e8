using System.Collections.Frozen;

namespace MetaService.Extraction.Dates;

/// <summary>A table of folded words that turns most other words away by their first two letters and length, without hashing.</summary>
internal sealed class FoldedTable<T>
{
    private const int Letters = 26;

    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>For each pair of first letters of a to z the lengths of words that start so, a bit each.</summary>
    private readonly uint[] _lengths = new uint[Letters * Letters];

    public FoldedTable(IReadOnlyDictionary<string, T> words)
    {
        _lookup = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words.Keys)
        {
            if (word.Length > 1 && char.IsAsciiLetterLower(word[0]) && char.IsAsciiLetterLower(word[1]))
            {
                _lengths[(word[0] - 'a') * Letters + word[1] - 'a'] |= 1u << Math.Min(word.Length, 31);
            }
        }
    }

    /// <summary>Whether a word that starts with two ASCII letters (any case) cannot be in the table. False says nothing.</summary>
    /// <param name="word">Unfolded; its folded form must have the same length where it is ASCII.</param>
    public bool Excludes(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
        {
            return false;
        }

        int a = (word[0] | 0x20) - 'a', b = (word[1] | 0x20) - 'a';
        return (uint)a < Letters && (uint)b < Letters && word[0] < 128 && word[1] < 128
            && ((_lengths[a * Letters + b] >> Math.Min(word.Length, 31)) & 1) == 0 && System.Text.Ascii.IsValid(word);
    }

    /// <summary>Looks a folded word up.</summary>
    public bool TryGet(ReadOnlySpan<char> folded, out T value) => _lookup.TryGetValue(folded, out value!);
}
