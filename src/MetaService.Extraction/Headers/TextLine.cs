namespace MetaService.Extraction.Headers;

/// <summary>A line that is not blank, without the blanks at its ends.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">Behind the last one.</param>
/// <param name="StartsBlock">Whether a blank line, or the text's start, stands before it.</param>
internal readonly record struct TextLine(int Start, int End, bool StartsBlock)
{
    /// <summary>Number of code units.</summary>
    public int Length => End - Start;

    /// <summary>The line as a span.</summary>
    public TextSpan Span => TextSpan.FromBounds(Start, End);

    /// <summary>The text of the line.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);

    /// <summary>Number of words.</summary>
    public int Words(string text) => Of(text).CountWords();

    /// <summary>The lines of a text that are not blank, in order.</summary>
    public static List<TextLine> Split(string text, CancellationToken cancellation)
    {
        var lines = new List<TextLine>();
        var startsBlock = true;
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAny('\n', '\r');
            length = length < 0 ? rest.Length : length;
            int start = at, end = at + length;
            while (start < end && IsBlank(text[start]))
            {
                start++;
            }

            while (end > start && IsBlank(text[end - 1]))
            {
                end--;
            }

            if (end > start)
            {
                lines.Add(new TextLine(start, end, startsBlock));
                startsBlock = false;
            }
            else
            {
                startsBlock = true;
            }

            at += length + (length + 1 < rest.Length && rest[length] == '\r' && rest[length + 1] == '\n' ? 2 : 1);
            if ((lines.Count & 1023) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return lines;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200b' or '\ufeff' or '\u200e' or '\u200f' || char.IsControl(c);
}

/// <summary>Small questions about pieces of text.</summary>
internal static class TextShape
{
    /// <summary>Number of runs without blanks that hold a letter or digit.</summary>
    public static int CountWords(this ReadOnlySpan<char> text)
    {
        var words = 0;
        var counted = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                counted = false;
            }
            else if (!counted && char.IsLetterOrDigit(c))
            {
                words++;
                counted = true;
            }
        }

        return words;
    }

    /// <summary>Whether there is a digit of any script.</summary>
    public static bool ContainsAnyDigit(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there is a letter or digit.</summary>
    public static bool ContainsAnyLetterOrDigit(this ReadOnlySpan<char> text) => text.ContainsAnyLetter() || text.ContainsAnyDigit();

    /// <summary>Whether there is a letter.</summary>
    public static bool ContainsAnyLetter(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there are at least two letters and none of them is lower case.</summary>
    public static bool IsAllCaps(this ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            letters += char.IsUpper(c) ? 1 : 0;
        }

        return letters >= 2;
    }

    /// <summary>Whether the text ends in a full stop or the like, quotes and brackets behind it aside.</summary>
    public static bool EndsSentence(this ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '"' or '\'' or '”' or '’' or '»' or ')' or ']'))
        {
            end--;
        }

        return end > 0 && text[end - 1] is '.' or '!' or '?' or '…' or '。' or '؟' or '۔';
    }

    /// <summary>Number of sentence ends that are followed by a blank and a new beginning, or by the end.</summary>
    public static int CountSentenceEnds(this ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '…' or '。' or '؟' or '۔') || !(char.IsLower(text[i - 1]) || char.IsDigit(text[i - 1]) || text[i - 1] >= '\u0590' || text[i - 1] is ')' or '"'))
            {
                continue;
            }

            var next = i + 1;
            while (next < text.Length && text[next] is '"' or '”' or '’' or ')' or ']')
            {
                next++;
            }

            if (next == text.Length)
            {
                count++;
            }
            else if (char.IsWhiteSpace(text[next]))
            {
                while (next < text.Length && char.IsWhiteSpace(text[next]))
                {
                    next++;
                }

                count += next == text.Length || !char.IsLower(text[next]) ? 1 : 0;
            }
            else
            {
                count += char.IsUpper(text[next]) ? 1 : 0;
            }
        }

        return count;
    }
}
