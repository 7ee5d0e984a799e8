using System.Runtime.CompilerServices;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tagging;

/// <summary>32-bit hashes of words and features. Part of the model's format: a change needs a new format version and a new model.</summary>
internal static class FeatureHash
{
    /// <summary>Start value of a word's hash.</summary>
    public const uint Seed = 0x811C9DC5;

    private const uint Prime = 0x01000193;

    /// <summary>One more character (FNV-1a over code units).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Append(uint hash, char c) => (hash ^ c) * Prime;

    /// <summary>Spreads the bits (the finaliser of MurmurHash3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    /// <summary>A feature of one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Feature(uint template, uint value) => Finish((value + template) * 0x9E3779B1 ^ (template << 24));

    /// <summary>A feature of two values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Feature(uint template, uint first, uint second) => Feature(template, Pair(first, second));

    /// <summary>A feature of three values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Feature(uint template, uint first, uint second, uint third) => Feature(template, Pair(Pair(first, second), third));

    /// <summary>Two values as one; order matters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Pair(uint first, uint second)
    {
        var x = (((ulong)first << 32) | second) * 0x9E3779B97F4A7C15;
        return (uint)(x >> 32) ^ (uint)x;
    }

    /// <summary>
    /// Hash of a word after folding (case, diacritics), without apostrophes, digits as 0: the key of word and phrase tables.
    /// </summary>
    public static uint Folded(ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var c in word)
        {
            if (FoldedCharacter(c) is var folded and not '\0')
            {
                hash = Append(hash, folded);
            }
        }

        return Finish(hash);
    }

    /// <summary>The folded form of a character; zero for one that a folded word leaves out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char FoldedCharacter(char c)
    {
        if (c < '\u0080')
        {
            return c switch
            {
                >= 'A' and <= 'Z' => (char)(c | 0x20),
                >= '0' and <= '9' => '0',
                '\'' or '`' => '\0',
                _ => c,
            };
        }

        if (TextFolding.IsDropped(c) || TextFolding.IsApostrophe(c))
        {
            return '\0';
        }

        var folded = TextFolding.Fold(c);
        return char.IsAsciiDigit(folded) ? '0' : folded;
    }
}
