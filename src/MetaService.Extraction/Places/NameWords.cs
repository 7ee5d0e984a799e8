using MetaService.Extraction.Text;

namespace MetaService.Extraction.Places;

/// <summary>
/// Reads the words of a name one after the other from running text and folds them, so that names can be looked up word by word,
/// the longest first. A word may hold inner apostrophes (<c>Sana'a</c>, not the possessive <c>Iraq's</c>) and the dots of
/// initials (<c>U.S.</c>).
/// </summary>
internal static class NameWords
{
    /// <summary>Words longer than this, in code units, are no part of a name.</summary>
    public const int MaxWordLength = 40;

    /// <summary>Whether a word starts at <paramref name="at"/>.</summary>
    public static bool IsWordStart(ReadOnlySpan<char> text, int at) =>
        char.IsLetter(text[at]) && (at == 0 || !IsWordPart(text[at - 1]) && !(IsApostrophe(text[at - 1]) && at > 1 && IsWordPart(text[at - 2]) && WordEnd(text, at) - at == 1));

    /// <summary>The end of the word that starts at <paramref name="start"/>.</summary>
    public static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        var segment = start;
        var dotted = false;
        while (i < text.Length)
        {
            var c = text[i];
            if (IsWordPart(c))
            {
                i++;
            }
            else if (IsApostrophe(c) && i > start && i + 1 < text.Length && char.IsLetter(text[i + 1]) && !IsPossessive(text, i))
            {
                i++;
                segment = i;
            }
            else if (c == '.' && i - segment == 1 && char.IsUpper(text[segment])
                && (dotted || (i + 2 < text.Length && char.IsUpper(text[i + 1]) && text[i + 2] == '.')))
            {
                dotted = true;
                i++;
                segment = i;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    /// <summary>The start of the next word of the same name, or -1: one run of blanks, a single line break, a hyphen or the dot of a short abbreviation may part them.</summary>
    public static int NextWord(ReadOnlySpan<char> text, int start, int end)
    {
        var i = end;
        if (i < text.Length && text[i] == '.' && i - start <= 2)
        {
            i++;
        }

        if (i < text.Length && text[i] is '-' or '\u2010' or '\u2011')
        {
            i++;
        }
        else
        {
            var breaks = 0;
            var from = i;
            while (i < text.Length && (text[i] is ' ' or '\n' or '\r' or '\t' or '\u00A0'))
            {
                breaks += text[i] == '\n' ? 1 : 0;
                i++;
            }

            if (i == from || breaks > 1)
            {
                return -1;
            }
        }

        return i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '&' || (IsApostrophe(text[i]) && i + 1 < text.Length && char.IsLetter(text[i + 1])))
            ? i
            : -1;
    }

    /// <summary>Folds the word and adds it to <paramref name="key"/> behind a blank; a sign (&amp;) adds nothing. The new length, or -1 where it does not fit.</summary>
    public static int AppendWord(ReadOnlySpan<char> word, Span<char> key, int length)
    {
        var start = length == 0 ? 0 : length + 1;
        if (word.Length > MaxWordLength || start >= key.Length)
        {
            return -1;
        }

        var added = TextFolding.FoldKey(word, key[start..]);
        if (added <= 0)
        {
            return added == 0 && length > 0 ? length : -1;
        }

        if (start > 0)
        {
            key[length] = ' ';
        }

        return start + added;
    }

    /// <summary>Whether a code unit belongs to a word wherever it stands.</summary>
    public static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || (c >= '\u0080' && (char.IsLetterOrDigit(c) || IsMark(c)));

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '`';

    private static bool IsPossessive(ReadOnlySpan<char> text, int apostrophe) =>
        text[apostrophe + 1] is 's' or 'S' && (apostrophe + 2 >= text.Length || !IsWordPart(text[apostrophe + 2]));
}
