using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace MetaService.Extraction.Text;

/// <summary>Identity of a text: an exact hash without white space, and a key that near copies share.</summary>
public static class TextFingerprint
{
    /// <summary>Keys at most this far apart (of 64 bits) are worth a closer look: <see cref="Distance"/>.</summary>
    public const int NearDistance = 6;

    /// <summary>Length of the character n-grams behind the key.</summary>
    private const int GramLength = 5;

    private const int BufferLength = 2048;

    /// <summary>
    /// Lower-case hex SHA-256 over the UTF-8 text without white space, so that glued and clean renderings are one. A lone surrogate
    /// counts as U+FFFD.
    /// </summary>
    public static string Hash(string text)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<char> letters = stackalloc char[BufferLength];
        Span<byte> bytes = stackalloc byte[BufferLength * 3];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                continue;
            }

            // A pair must not be cut in two.
            if (count >= BufferLength - 1 && !char.IsLowSurrogate(c))
            {
                sha.AppendData(bytes[..Encoding.UTF8.GetBytes(letters[..count], bytes)]);
                count = 0;
            }

            if (count == BufferLength)
            {
                sha.AppendData(bytes[..Encoding.UTF8.GetBytes(letters[..count], bytes)]);
                count = 0;
            }

            letters[count++] = c;
        }

        sha.AppendData(bytes[..Encoding.UTF8.GetBytes(letters[..count], bytes)]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sha.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Key that renderings of one body share and syndicated copies nearly share; 16 hex digits, empty for an empty body.</summary>
    /// <remarks>
    /// SimHash (Charikar 2002) of the body's character 5-grams, folded (<see cref="TextFolding"/>) and without white space, so that
    /// glued and clean renderings have the same key. Few changed words change few bits: see <see cref="Distance"/>.
    /// </remarks>
    /// <param name="text">The repaired text.</param>
    /// <param name="body">Its body.</param>
    public static string NearDuplicateKey(string text, TextSpan body)
    {
        var letters = ArrayPool<char>.Shared.Rent(body.Length * TextFolding.MaxExpansion);
        try
        {
            var count = 0;
            foreach (var c in body.Of(text))
            {
                if (!char.IsWhiteSpace(c))
                {
                    count += TextFolding.Fold([c], letters.AsSpan(count));
                }
            }

            return count == 0 ? "" : SimHash(letters.AsSpan(0, count)).ToString("x16", CultureInfo.InvariantCulture);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }

    /// <summary>Number of bits, 0 to 64, in which two keys differ; 64 where either is empty or no key.</summary>
    public static int Distance(string left, string right) =>
        ulong.TryParse(left, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var a)
        && ulong.TryParse(right, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b)
            ? BitOperations.PopCount(a ^ b)
            : 64;

    private static ulong SimHash(ReadOnlySpan<char> letters)
    {
        // Eight counters of 8 bits a word: each gram adds its 64 bits to 64 counters, spilled before they overflow.
        Span<int> counts = stackalloc int[64];
        Span<ulong> packed = stackalloc ulong[8];
        var pending = 0;
        var grams = Math.Max(1, letters.Length - GramLength + 1);
        for (var i = 0; i < grams; i++)
        {
            ulong hash = 14695981039346656037;
            foreach (var c in letters.Slice(i, Math.Min(GramLength, letters.Length)))
            {
                hash = (hash ^ c) * 1099511628211;
            }

            hash ^= hash >> 33;
            hash *= 0xff51afd7ed558ccd;
            hash ^= hash >> 33;
            for (var plane = 0; plane < 8; plane++)
            {
                packed[plane] += (hash >> plane) & 0x0101010101010101;
            }

            if (++pending == 255 || i == grams - 1)
            {
                for (var bit = 0; bit < 64; bit++)
                {
                    counts[bit] += (int)((packed[bit % 8] >> (bit / 8 * 8)) & 0xFF);
                }

                packed.Clear();
                pending = 0;
            }
        }

        var key = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            key |= 2 * counts[bit] > grams ? 1UL << bit : 0;
        }

        return key;
    }
}
