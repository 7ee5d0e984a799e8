namespace MetaService.Extraction.Text;

/// <summary>Finds header lines that a rendering prints twice in a row, one line or a whole block of them.</summary>
internal static class DoubledLines
{
    /// <summary>Only the first lines of a text are looked at, and only short ones: a body printed twice is the header parser's business.</summary>
    private const int MaxLines = 24, MaxLineLength = 300;

    /// <summary>Shorter blocks repeat by chance.</summary>
    private const int MinLetters = 16;

    /// <summary>Deletions of second copies, in order of position.</summary>
    public static List<Repair> Find(string text)
    {
        var lines = Lines(text);
        var repairs = new List<Repair>();
        for (var i = 0; i < lines.Count; i++)
        {
            for (var count = (lines.Count - i) / 2; count > 0; count--)
            {
                if (!Repeats(text, lines, i, count))
                {
                    continue;
                }

                // With its own line end, so that the blank lines around stay as they were.
                var (start, end) = (lines[i + count].Start, lines[i + (2 * count) - 1].End);
                (start, end) = end < text.Length ? (start, end + 1) : (lines[i + count - 1].End, end);
                repairs.Add(new Repair(SourceSpan.FromBounds(start, end), "", "line.doubled"));
                i += (2 * count) - 1;
                break;
            }
        }

        return repairs;
    }

    private static bool Repeats(string text, List<TextSpan> lines, int first, int count)
    {
        var letters = 0;
        for (var i = first; i < first + count; i++)
        {
            var line = lines[i].Of(text).Trim();
            if (!line.SequenceEqual(lines[i + count].Of(text).Trim()))
            {
                return false;
            }

            letters += line.Length;
        }

        return letters >= MinLetters;
    }

    /// <summary>The first lines that are not blank, up to a long one; without their line ends.</summary>
    private static List<TextSpan> Lines(string text)
    {
        var lines = new List<TextSpan>();
        var at = 0;
        while (at < text.Length && lines.Count < MaxLines)
        {
            var length = text.AsSpan(at, Math.Min(text.Length - at, MaxLineLength + 1)).IndexOf('\n');
            if (length < 0)
            {
                if (text.Length - at <= MaxLineLength)
                {
                    lines.Add(TextSpan.FromBounds(at, text.Length));
                }

                break;
            }

            if (!text.AsSpan(at, length).IsWhiteSpace())
            {
                lines.Add(new TextSpan(at, length));
            }

            at += length + 1;
        }

        return lines;
    }
}
