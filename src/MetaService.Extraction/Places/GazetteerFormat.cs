using MetaService.Extraction.Text;

namespace MetaService.Extraction.Places;

/// <summary>
/// Layout of <c>Data/gazetteer.bin</c>, shared by its builder and its reader. All numbers are little-endian.
/// <code>
/// header     8 bytes magic, then 4-byte counts: places, admin1, admin2, names (bytes), keys, loose keys, countries, zones (bytes)
/// countries  2 ASCII bytes each; index 255 in a record is "none"
/// zones      one byte of length and the IANA name, each
/// admin1     4-byte place index each
/// admin2     4-byte place index each
/// places     20 bytes each, see <see cref="RecordSize"/>
/// names      one byte of length and UTF-8, each
/// buckets    65,537 4-byte offsets into the keys, by the hash's top 16 bits; the same for the loose keys
/// keys       6 bytes each: 3 bytes of hash, 3 bytes of place index with <see cref="OwnName"/>; within a hash the places' own names first, then the most populous
/// loose keys the same, over names with transliteration variants levelled (<see cref="Loosen"/>) and names without blanks
/// </code>
/// </summary>
internal static class GazetteerFormat
{
    /// <summary>Bytes of a place: 0 latitude (3), 3 longitude (3), 6 population (1), 7 country, zone, admin1, kind (4), 11 GeoNames id (3), 14 name (3), 17 admin2 (2), 19 flags (1).</summary>
    public const int RecordSize = 20;

    public const int KeySize = 6;

    public const int HeaderSize = 8 + (8 * 4);

    public const int BucketCount = 65536;

    /// <summary>Set in the place index of a key that is the place's own name and no alternate one.</summary>
    public const int OwnName = 1 << 23;

    public const int NoCountry = 255;

    /// <summary>Capital of a country.</summary>
    public const byte Capital = 1;

    /// <summary>Seat of a first-order division.</summary>
    public const byte AdminSeat = 2;

    /// <summary>From the list of our own.</summary>
    public const byte Listed = 4;

    public static ReadOnlySpan<byte> Magic => "MSGAZ002"u8;

    /// <summary>64-bit FNV-1a over the code units, mixed at the end so that the top bits are even.</summary>
    public static ulong Hash(ReadOnlySpan<char> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15UL;
        return hash ^ (hash >> 29);
    }

    /// <summary>Population as one byte: ten steps for each doubling.</summary>
    public static byte EncodePopulation(long population) =>
        (byte)Math.Clamp(Math.Round(10 * Math.Log2(population + 1)), 0, 255);

    /// <summary>About the population that was encoded, within four percent.</summary>
    public static long DecodePopulation(byte code) => (long)Math.Round(Math.Pow(2, code / 10.0)) - 1;

    /// <summary>
    /// Levels what transliterations of Arabic, Persian and Kurdish names differ in, on a folded key: articles go, doubled letters
    /// become one, <c>ou/oo/o</c> are <c>u</c>, <c>ee/e/y</c> are <c>i</c>, <c>q</c> is <c>k</c>, a final <c>h</c> goes.
    /// </summary>
    /// <returns>Length of the loose key, 0 where nothing is left. Never longer than <paramref name="key"/>.</returns>
    public static int Loosen(ReadOnlySpan<char> key, Span<char> destination)
    {
        var length = 0;
        var words = key.Count(' ') + 1;
        foreach (var range in key.Split(' '))
        {
            var word = key[range];
            if (words > 1 && IsArticle(word))
            {
                continue;
            }

            if (length > 0)
            {
                destination[length++] = ' ';
            }

            var start = length;
            for (var i = 0; i < word.Length; i++)
            {
                var c = word[i] switch
                {
                    'o' => 'u',
                    'e' or 'y' => 'i',
                    'q' => 'k',
                    'w' or 'v' => 'u',
                    var other => other,
                };
                if (c == 'h' && i == word.Length - 1 && i > 1)
                {
                    continue;
                }

                if (length == start || destination[length - 1] != c)
                {
                    destination[length++] = c;
                }
            }
        }

        return length;
    }

    /// <summary>The key without its blanks, so that a name finds its place where blanks were lost or put in.</summary>
    public static int Squeeze(ReadOnlySpan<char> key, Span<char> destination)
    {
        var length = 0;
        foreach (var c in key)
        {
            if (c != ' ')
            {
                destination[length++] = c;
            }
        }

        return length;
    }

    /// <summary>Whether a folded word is the Arabic article, assimilated or not.</summary>
    public static bool IsArticle(ReadOnlySpan<char> word) =>
        word is "al" or "el" or "ul" or "ar" or "er" or "as" or "es" or "ash" or "esh" or "az" or "ez" or "ad" or "ed" or "an" or "en" or "at" or "et" or "eh" or "edh";

    /// <summary>Folds a name to its key; the same as <see cref="TextFolding.FoldKey(string)"/>.</summary>
    public static string Key(string name) => TextFolding.FoldKey(name);
}
