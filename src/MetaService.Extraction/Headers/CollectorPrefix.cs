using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>The day or month that a collector printed before the page: <c> date 2019-08</c>, <c> date 2019-08-24</c>. No part of the page.</summary>
internal static class CollectorPrefix
{
    /// <summary>Notes the prefix and takes it off the first line.</summary>
    public static void Strip(string text, List<TextLine> lines, HeaderFacts facts)
    {
        for (var i = 0; i < Math.Min(lines.Count, 8); i++)
        {
            if (Match(text, lines[i], out var date, out var end) && (i == 0 || facts.Collection?.Value == date))
            {
                facts.Collection ??= new Finding<PartialDate>(date, TextSpan.FromBounds(lines[i].Start, end), 0.98, "header.collector-prefix");
                while (end < lines[i].End && char.IsWhiteSpace(text[end]))
                {
                    end++;
                }

                lines[i] = lines[i] with { Start = end };
            }
        }

        lines.RemoveAll(l => l.Length <= 0);
    }

    private static bool Match(string text, TextLine line, out PartialDate date, out int end)
    {
        date = default;
        end = line.Start;
        const string word = "date ";
        var span = line.Of(text);
        if (!span.StartsWith(word, StringComparison.Ordinal) || span.Length < word.Length + 7
            || !Number(span.Slice(word.Length, 4), out var year) || span[word.Length + 4] != '-'
            || !Number(span.Slice(word.Length + 5, 2), out var month) || year < 1900 || month is < 1 or > 12)
        {
            return false;
        }

        var length = word.Length + 7;
        var day = 0;
        if (span.Length >= length + 3 && span[length] == '-' && Number(span.Slice(length + 1, 2), out var d) && d >= 1 && d <= DateTime.DaysInMonth(year, month))
        {
            day = d;
            length += 3;
        }

        if (span.Length > length && (char.IsDigit(span[length]) || span[length] is 'T' or ':'))
        {
            return false;
        }

        date = new PartialDate(year, month, day);
        end = line.Start + length;
        return true;

        static bool Number(ReadOnlySpan<char> digits, out int value)
        {
            value = 0;
            foreach (var c in digits)
            {
                if (!char.IsAsciiDigit(c))
                {
                    return false;
                }

                value = value * 10 + (c - '0');
            }

            return true;
        }
    }
}
