using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>Finds where the body begins: the first paragraph of running text behind the last header line.</summary>
internal sealed class BodyFinder(string text, List<TextLine> lines, IReadOnlyList<StampCandidate> stamps, HeaderLexicon words)
{
    private const int LongLine = 22;
    private const int LookAhead = 3;

    /// <summary>Whether running text begins with a line.</summary>
    /// <param name="i">Index of the line.</param>
    /// <param name="hasStamp">Whether a header stamp stands above it.</param>
    public bool IsBody(int i, bool hasStamp)
    {
        var line = lines[i];
        if (!IsProse(i))
        {
            return false;
        }

        if (IsCaption(i))
        {
            return false;
        }

        // A standfirst, or a title that ends in a full stop, stands above the date; the body does not.
        var isShort = line.Of(text).CountSentenceEnds() <= 1;
        if (!hasStamp && isShort)
        {
            for (var k = i + 1; k <= i + LookAhead && k < lines.Count; k++)
            {
                if (IsStampLine(lines[k]) && k + 1 < lines.Count && HasProseBehind(k + 1))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool HasProseBehind(int i)
    {
        for (var k = i; k < lines.Count && k < i + 8; k++)
        {
            if (IsProse(k))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a line is, or opens, running text.</summary>
    public bool IsProse(int i)
    {
        var line = lines[i];
        var span = line.Of(text);
        var count = span.CountWords();
        var isUncased = IsUncased(span);
        if (count < (isUncased ? 6 : 7))
        {
            return false;
        }

        if (span.EndsSentence())
        {
            var last = span.TrimEnd(" \"'”’»)]")[^1];
            return count >= 15 || span.CountSentenceEnds() > 1 || (last is '.' or '۔' or '。' && !IsHeadline(span)) || (last == '…' && count >= 12);
        }

        if (span.CountSentenceEnds() >= 2 || count >= LongLine)
        {
            return true;
        }

        // A paragraph wrapped at a column: the next line goes on.
        if (i + 1 < lines.Count && !lines[i + 1].StartsBlock && line.Length >= 45 && !words.IsNoise(text, lines[i + 1].Start, lines[i + 1].End))
        {
            var next = lines[i + 1].Of(text);
            return (char.IsLower(next[0]) && (next.CountWords() >= 3 || next.EndsSentence())) || (next.CountWords() >= 5 && !IsStampLine(lines[i + 1]) && (next.EndsSentence() || next.Length >= 60));
        }

        return isUncased && count >= 18;
    }

    /// <summary>Titles in which nearly every word has a capital may end in a full stop.</summary>
    private static bool IsHeadline(ReadOnlySpan<char> span)
    {
        int capitals = 0, count = 0;
        foreach (var range in span.Split(' '))
        {
            var word = span[range];
            if (word.Length > 3 && char.IsLetter(word[0]))
            {
                count++;
                capitals += char.IsUpper(word[0]) ? 1 : 0;
            }
        }

        return count >= 3 && capitals >= count - 1;
    }

    private static bool IsUncased(ReadOnlySpan<char> span)
    {
        foreach (var c in span)
        {
            if (char.IsLetter(c))
            {
                return c >= '\u0590';
            }
        }

        return false;
    }

    /// <summary>A short sentence that ends in a day, with running text behind it.</summary>
    private bool IsCaption(int i)
    {
        var line = lines[i];
        if (line.Words(text) > 16 || i + 1 >= lines.Count || !IsProse(i + 1))
        {
            return false;
        }

        if (words.LabelAt(text, line.Start, line.End, out var kind) is var length and > 0 && kind == LabelKind.Photo && line.Start + length < line.End && text[line.Start + length] is ':' or ' ')
        {
            return text[line.Start + length] == ':';
        }

        foreach (var stamp in stamps)
        {
            if (stamp.Span.Start > line.Start && stamp.Span.End <= line.End && stamp.Span.End >= line.End - 2 && stamp.HasYear)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a line is mostly a stamp.</summary>
    private bool IsStampLine(TextLine line)
    {
        if (line.Length > 160)
        {
            return false;
        }

        var covered = 0;
        foreach (var stamp in stamps)
        {
            if (stamp.Span.Start >= line.Start && stamp.Span.End <= line.End && !(stamp.Shape == StampShape.ClockOnly))
            {
                covered += stamp.Span.Length;
            }
        }

        if (covered == 0)
        {
            return false;
        }

        return covered * 3 >= line.Length || (!line.Of(text).EndsSentence() && line.Words(text) <= 12);
    }
}
