using System.Buffers;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Dates;

/// <summary>Splits text into numbers, words, marks and line ends, and looks the words up. Addresses are left out: their dates are no stamps.</summary>
internal static class StampLexer
{
    private static readonly SearchValues<char> _addressEnd = SearchValues.Create(" \t\r\n\u00A0\"<>|");

    /// <summary>The tokens of a range of a text, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    /// <param name="words">Tables of names.</param>
    /// <param name="joinLines">Whether a single line end is a blank, as in running text; blank lines stay.</param>
    /// <param name="cancellation">Checked now and then.</param>
    public static StampToken[] Tokenize(string text, TextSpan range, DateWords words, bool joinLines, CancellationToken cancellation = default)
    {
        var tokens = new List<StampToken>(range.Length / 5 + 8);
        Span<char> key = stackalloc char[DateWords.MaxLetters];
        var i = range.Start;
        var end = range.End;
        var space = true;
        var sinceCheck = 0;
        while (i < end)
        {
            if (++sinceCheck == 4096)
            {
                sinceCheck = 0;
                cancellation.ThrowIfCancellationRequested();
            }

            var c = text[i];
            if (c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                if ((tokens.Count == 0 || tokens[^1].Kind != StampTokenKind.LineBreak) && !(joinLines && IsSingle(text, i, end)))
                {
                    tokens.Add(new StampToken(i, 1, StampTokenKind.LineBreak, true, '\0', 0, null));
                }

                space = true;
                i++;
                continue;
            }

            if (char.IsWhiteSpace(c) || c == '\0')
            {
                space = true;
                i++;
                continue;
            }

            if (c >= '\u0080' && TextFolding.IsDropped(c))
            {
                i++;
                continue;
            }

            if (IsDigit(c))
            {
                var start = i;
                var value = 0;
                for (; i < end && IsDigit(text[i]); i++)
                {
                    value = i - start >= 9 ? -1 : value * 10 + TextFolding.DigitValue(text[i]);
                }

                // "August 30, 20187:42": a year that its clock is glued to.
                if (i - start is 5 or 6 && i + 2 < end && text[i] == ':' && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) && (i - start == 5 ? value / 10 : value / 100) is >= 1990 and <= 2099
                    && (i - start == 5 || value % 100 <= 23) && tokens.Count > 1 && tokens[^1].Kind != StampTokenKind.LineBreak)
                {
                    tokens.Add(new StampToken(start, 4, StampTokenKind.Number, space, '\0', i - start == 5 ? value / 10 : value / 100, null));
                    tokens.Add(new StampToken(start + 4, i - start - 4, StampTokenKind.Number, true, '\0', i - start == 5 ? value % 10 : value % 100, null));
                    space = false;
                    continue;
                }

                tokens.Add(new StampToken(start, i - start, StampTokenKind.Number, space, '\0', value, null));
            }
            else if (char.IsLetter(c))
            {
                var start = i;
                while (i < end && (char.IsAsciiLetter(text[i]) || (text[i] >= '\u0080' && (char.IsLetter(text[i]) || (text[i] >= '\u0300' && TextFolding.IsDropped(text[i]))))))
                {
                    i++;
                }

                if (i + 2 < end && text[i] == ':' && text[i + 1] == '/' && text[i + 2] == '/' || IsWww(text, start, i, end))
                {
                    var length = text.AsSpan(i, end - i).IndexOfAny(_addressEnd);
                    i = length < 0 ? end : i + length;
                    tokens.Add(new StampToken(start, i - start, StampTokenKind.Word, space, '\0', 0, null));
                }
                else
                {
                    AddWord(text, start, ref i, end, space, words, key, tokens);
                }
            }
            else
            {
                tokens.Add(new StampToken(i, 1, StampTokenKind.Mark, space, c, 0, null));
                i++;
            }

            space = false;
        }

        return tokens.ToArray();
    }

    private static void AddWord(string text, int start, ref int i, int end, bool space, DateWords words, Span<char> key, List<StampToken> tokens)
    {
        var length = i - start > 4 * DateWords.MaxLetters || words.Excludes(text.AsSpan(start, i - start)) ? 0 : DateWords.Key(text.AsSpan(start, i - start), key);
        if (length == 0)
        {
            tokens.Add(new StampToken(start, i - start, StampTokenKind.Word, space, '\0', 0, null));
            return;
        }

        var found = words.Find(key[..length]);
        var foundEnd = i;
        if (words.StartsName(key[..length]))
        {
            // The longest name of several words; blanks, hyphens, apostrophes and a dot stand between them.
            var at = i;
            for (var n = 1; n < DateWords.MaxWords; n++)
            {
                var gap = at;
                while (gap < end && gap - at < 3 && (text[gap] is ' ' or '-' or '.' || TextFolding.IsApostrophe(text[gap]) || TextFolding.IsDropped(text[gap])))
                {
                    gap++;
                }

                var next = gap;
                while (next < end && next - gap <= DateWords.MaxLetters && (char.IsLetter(text[next]) || (text[next] >= '\u0300' && TextFolding.IsDropped(text[next]))))
                {
                    next++;
                }

                if (next == gap)
                {
                    break;
                }

                var total = DateWords.Key(text.AsSpan(start, next - start), key);
                if (total == 0)
                {
                    break;
                }

                if (words.Find(key[..total]) is { } longer)
                {
                    found = longer;
                    foundEnd = next;
                }

                at = next;
            }
        }

        i = foundEnd;
        tokens.Add(new StampToken(start, i - start, StampTokenKind.Word, space, '\0', 0, found));
    }

    /// <summary>Whether no other line end follows a line end but for blanks.</summary>
    private static bool IsSingle(string text, int i, int end)
    {
        var ends = 0;
        for (; i < end && char.IsWhiteSpace(text[i]); i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == end || text[i + 1] != '\n')))
            {
                if (++ends > 1)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsWww(string text, int start, int i, int end) =>
        i - start == 3 && i < end && text[i] == '.' && text.AsSpan(start, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    private static bool IsDigit(char c) => c < '\u0080' ? char.IsAsciiDigit(c) : char.IsDigit(c) && TextFolding.DigitValue(c) >= 0;
}
