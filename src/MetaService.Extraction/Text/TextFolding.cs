using System.Globalization;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Text;

/// <summary>
/// Folds text for comparing: lower case, no diacritics, one kind of apostrophe, quote, dash, blank and digit, Arabic letters in
/// their plain form. Works from a table (<c>Data/folding.tsv</c>), independent of culture and of the platform's Unicode library.
/// </summary>
/// <remarks>
/// Examples: <c>Çavuşoğlu</c> → <c>cavusoglu</c>, <c>Straße</c> → <c>strasse</c>, <c>Łódź</c> → <c>lodz</c>,
/// <c>D’Souza</c> → <c>d'souza</c>, <c>İstanbul</c> and <c>Diyarbakır</c> → <c>istanbul</c>, <c>diyarbakir</c>, <c>مُحَمَّد</c> → <c>محمد</c>,
/// <c>۱۳۹۷</c> → <c>1397</c>. Characters that the table does not know are only lower-cased; surrogates are kept as they are.
/// </remarks>
public static class TextFolding
{
    /// <summary>The most UTF-16 code units that one code unit folds to.</summary>
    public const int MaxExpansion = 4;

    /// <summary>Marks a character that folds to more than one.</summary>
    internal const char Several = '\uFFFF';

    /// <summary>Marks a character that folds to nothing.</summary>
    private const char Nothing = '\0';

    private static readonly Dictionary<char, string> _several = [];
    private static readonly char[] _single = Load();

    /// <summary>The folded form of each character: itself, NUL for nothing, U+FFFF for several. For hot loops.</summary>
    internal static ReadOnlySpan<char> Table => _single;

    /// <summary>Folds <paramref name="source"/> into <paramref name="destination"/>.</summary>
    /// <param name="source">Any text; lone surrogates are kept.</param>
    /// <param name="destination">Holds the answer; <see cref="MaxExpansion"/> times the source's length is always enough.</param>
    /// <returns>Number of code units written, or -1 where the destination is too short (its content is then undefined).</returns>
    public static int Fold(ReadOnlySpan<char> source, Span<char> destination)
    {
        var single = _single;
        var written = 0;
        foreach (var c in source)
        {
            var folded = single[c];
            if (folded == Nothing)
            {
                continue;
            }

            if (folded != Several)
            {
                if (written == destination.Length)
                {
                    return -1;
                }

                destination[written++] = folded;
                continue;
            }

            var text = Expansion(c);
            if (!text.TryCopyTo(destination[written..]))
            {
                return -1;
            }

            written += text.Length;
        }

        return written;
    }

    /// <summary>Folds a string; the same object where folding changes nothing.</summary>
    public static string Fold(string source)
    {
        var single = _single;
        var first = 0;
        while (first < source.Length && single[source[first]] == source[first])
        {
            first++;
        }

        if (first == source.Length)
        {
            return source;
        }

        var length = FoldedLength(source);
        return string.Create(length, source, static (destination, text) => Fold(text, destination));
    }

    /// <summary>The number of code units that <see cref="Fold(ReadOnlySpan{char},Span{char})"/> writes for <paramref name="source"/>.</summary>
    public static int FoldedLength(ReadOnlySpan<char> source)
    {
        var length = 0;
        foreach (var c in source)
        {
            var folded = _single[c];
            length += folded == Nothing ? 0 : folded == Several ? Expansion(c).Length : 1;
        }

        return length;
    }

    /// <summary>Whether two texts are the same after folding. Allocates nothing.</summary>
    public static bool FoldedEquals(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<char> one = stackalloc char[MaxExpansion], two = stackalloc char[MaxExpansion];
        int i = 0, j = 0, ones = 0, twos = 0, oneAt = 0, twoAt = 0;
        while (true)
        {
            while (oneAt == ones && i < left.Length)
            {
                (ones, oneAt) = (Fold(left.Slice(i++, 1), one), 0);
            }

            while (twoAt == twos && j < right.Length)
            {
                (twos, twoAt) = (Fold(right.Slice(j++, 1), two), 0);
            }

            if (oneAt == ones || twoAt == twos)
            {
                return oneAt == ones && twoAt == twos;
            }

            if (one[oneAt++] != two[twoAt++])
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Key for names: folded letters and digits, one blank for any run of blanks, dashes, dots and other marks, apostrophes dropped;
    /// no blank at the edges. <c>Al-Da‘wa</c> and <c>al Dawa</c> have the same key.
    /// </summary>
    /// <param name="source">Any text.</param>
    /// <param name="destination">Holds the answer; <see cref="MaxExpansion"/> times the source's length is always enough.</param>
    /// <returns>Number of code units written, or -1 where the destination is too short.</returns>
    public static int FoldKey(ReadOnlySpan<char> source, Span<char> destination)
    {
        var length = Fold(source, destination);
        if (length < 0)
        {
            return -1;
        }

        var written = 0;
        var gap = false;
        for (var i = 0; i < length; i++)
        {
            var c = destination[i];
            if (c == '\'')
            {
                continue;
            }

            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark))
            {
                gap = written > 0;
                continue;
            }

            if (gap)
            {
                destination[written++] = ' ';
                gap = false;
            }

            destination[written++] = c;
        }

        return written;
    }

    /// <summary>The key of <see cref="FoldKey(ReadOnlySpan{char},Span{char})"/> as a string; empty where no letter or digit is left.</summary>
    public static string FoldKey(string source)
    {
        var buffer = source.Length <= 64 ? stackalloc char[64 * MaxExpansion] : new char[source.Length * MaxExpansion];
        return buffer[..FoldKey(source, buffer)].ToString();
    }

    /// <summary>The folded form of one character where it is a single character; the character's lower case otherwise.</summary>
    public static char Fold(char c)
    {
        var folded = _single[c];
        return folded is Nothing or Several ? char.ToLowerInvariant(c) : folded;
    }

    /// <summary>Whether folding drops the character (combining marks, vowel signs, zero-width signs).</summary>
    public static bool IsDropped(char c) => _single[c] == Nothing;

    /// <summary>Whether the character is an apostrophe or looks like one (<c>' ’ ‘ ʼ ʿ ` ´ ′</c> ...).</summary>
    public static bool IsApostrophe(char c) => _single[c] == '\'';

    /// <summary>The value 0 to 9 of a decimal digit of any script (ASCII, Arabic-Indic, Persian, Devanagari, full width ...), or -1.</summary>
    public static int DigitValue(char c) => c < '\u0080'
        ? char.IsAsciiDigit(c) ? c - '0' : -1
        : CharUnicodeInfo.GetDecimalDigitValue(c);

    /// <summary>The text with the decimal digits of every script as ASCII digits; offsets stay the same. The same object where there are none.</summary>
    public static string AsciiDigits(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u0080' && DigitValue(c) >= 0)
            {
                return string.Create(text.Length, text, static (destination, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        var value = DigitValue(source[i]);
                        destination[i] = value < 0 ? source[i] : (char)('0' + value);
                    }
                });
            }
        }

        return text;
    }

    /// <summary>What a character that folds to several folds to.</summary>
    internal static string Expansion(char c) => c == Several ? "\uFFFF" : _several[c];

    private static char[] Load()
    {
        var single = new char[char.MaxValue + 1];
        for (var i = 0; i < single.Length; i++)
        {
            single[i] = char.ToLowerInvariant((char)i);
        }

        single[0] = ' ';
        foreach (var line in EmbeddedData.Lines("folding.tsv"))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var target = line[..tab];
            if (target.StartsWith("U+", StringComparison.Ordinal))
            {
                target = ((char)int.Parse(target.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();
            }

            foreach (var member in line[(tab + 1)..].Split(' '))
            {
                var (from, to) = Range(member);
                for (int c = from; c <= to; c++)
                {
                    single[c] = target.Length switch { 0 => Nothing, 1 => target[0], _ => Several };
                    if (target.Length > 1)
                    {
                        _several[(char)c] = target;
                    }
                }
            }
        }

        // A capital that the table does not list folds as its small letter does.
        for (var i = 0; i < single.Length; i++)
        {
            if (single[i] is not (Nothing or Several) && single[single[i]] is not Nothing and not Several)
            {
                single[i] = single[single[i]];
            }
        }

        return single;
    }

    private static (char From, char To) Range(string member)
    {
        if (member.Length == 1)
        {
            return (member[0], member[0]);
        }

        var dash = member.IndexOf('-', StringComparison.Ordinal);
        var from = member.AsSpan(2, (dash < 0 ? member.Length : dash) - 2);
        var to = dash < 0 ? from : member.AsSpan(dash + 1);
        return ((char)int.Parse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture), (char)int.Parse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
