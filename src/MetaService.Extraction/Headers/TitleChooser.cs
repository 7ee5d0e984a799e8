namespace MetaService.Extraction.Headers;

/// <summary>Tells the headline from sections and standfirsts among the lines that nothing else reads.</summary>
internal sealed class TitleChooser(string text, HeaderFacts facts, HeaderLexicon words)
{
    /// <summary>The headline without version marks, or null.</summary>
    public Finding<string>? Title { get; private set; }

    /// <summary>The section printed on a line of its own above the headline, or null.</summary>
    public TextSpan? Section { get; private set; }

    /// <summary>Chooses both.</summary>
    public void Choose()
    {
        var free = facts.Free;
        var chosen = facts.Title;
        var rule = "title.marked";
        if (chosen is null && free.Count > 0)
        {
            (chosen, rule) = Repeated() is { } twice ? (twice, "title.repeated") : (Best(), "title.first-line");
        }

        if (chosen is not { } title)
        {
            return;
        }

        foreach (var line in free)
        {
            if (line.Span.Start >= title.Start && line.Span.Of(text).CountWords() > 4)
            {
                break;
            }

            if (line.Span.Start < title.Start && line.Span.Of(text).CountWords() <= 4)
            {
                Section = line.Span;
            }
        }

        title = WithoutMarks(title);
        if (title.Length > 0)
        {
            Title = new Finding<string>(title.Of(text).ToString(), title, rule == "title.first-line" ? 0.85 : 0.95, rule);
        }
    }

    /// <summary>A line that stands twice.</summary>
    private TextSpan? Repeated()
    {
        for (var i = 0; i + 1 < facts.Free.Count; i++)
        {
            for (var k = i + 1; k < Math.Min(facts.Free.Count, i + 6); k++)
            {
                if (facts.Free[i].Span.Of(text).CountWords() >= 3 && facts.Free[i].Span.Of(text).SequenceEqual(facts.Free[k].Span.Of(text)))
                {
                    return facts.Free[i].Span;
                }
            }
        }

        return null;
    }

    private TextSpan Best()
    {
        foreach (var minimum in (ReadOnlySpan<int>)[5, 3, 1])
        {
            foreach (var line in facts.Free)
            {
                if (line.Span.Of(text).CountWords() >= minimum)
                {
                    return line.Span;
                }
            }
        }

        return facts.Free[0].Span;
    }

    /// <summary>Without <c>1st LD:</c>, <c>UPDATE 2-</c>, <c>Breaking News -</c> before it.</summary>
    private TextSpan WithoutMarks(TextSpan title)
    {
        title = WithoutBracketMark(title);
        for (var n = 0; n < 3; n++)
        {
            var start = title.Start;
            while (start < title.End && !char.IsLetterOrDigit(text[start]) && text[start] is not ('"' or '“' or '‘' or '\'' or '«' or '$' or '€' or '£' or '('))
            {
                start++;
            }

            var at = start;
            while (at < title.End && char.IsDigit(text[at]))
            {
                at++;
            }

            if (at > start && at < title.End - 4 && text.AsSpan(at, 2) is "st" or "nd" or "rd" or "th" && text.AsSpan(at + 2).TrimStart().StartsWith("LD", StringComparison.Ordinal))
            {
                at = text.IndexOf("LD", at, StringComparison.Ordinal) + 2;
                at += words.WordAt("title-mark", text, Skip(at, title.End), title.End) is var more and > 0 ? Skip(at, title.End) - at + more : 0;
            }
            else
            {
                var mark = words.WordAt("title-mark", text, start, title.End);
                at = start + mark;
                if (mark > 0)
                {
                    var digits = Skip(at, title.End);
                    while (digits < title.End && char.IsDigit(text[digits]))
                    {
                        at = ++digits;
                    }
                }
            }

            var isMark = at > start && at < title.End && Mark(at, title.End) is ':' or '-' or '–' or '—' or '|' or '/';
            title = TextSpan.FromBounds(isMark ? Skip(at, title.End) : start, title.End);
            if (!isMark)
            {
                break;
            }
        }

        return title;
    }

    /// <summary>Without <c>(LEAD)</c>, <c>(2nd LD)</c>, <c>[URGENT]</c> before it.</summary>
    private TextSpan WithoutBracketMark(TextSpan title)
    {
        var close = text[title.Start] is '(' or '[' ? title.Of(text).IndexOfAny(')', ']') : -1;
        if (close is < 2 or > 24 || close + 4 > title.Length)
        {
            return title;
        }

        int at = title.Start + 1, end = title.Start + close;
        while (at < end && (char.IsDigit(text[at]) || text[at] == ' '))
        {
            at++;
        }

        if (at > title.Start + 1 && at + 2 < end && text.AsSpan(at, 2) is "st" or "nd" or "rd" or "th")
        {
            at = Skip(at + 2, end);
        }

        return at < end && words.WordAt("title-mark", text, at, end) is var mark and > 0 && (at + mark == end || Skip(at + mark, end) == end)
            ? TextSpan.FromBounds(Skip(end + 1, title.End), title.End)
            : title;
    }

    private char Mark(int at, int end)
    {
        while (at < end && text[at] == ' ')
        {
            at++;
        }

        return at < end ? text[at] : '\0';
    }

    private int Skip(int at, int end)
    {
        while (at < end && (char.IsWhiteSpace(text[at]) || text[at] is ':' or '-' or '–' or '—' or '|' or '/'))
        {
            at++;
        }

        return at;
    }
}
