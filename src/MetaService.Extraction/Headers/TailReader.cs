namespace MetaService.Extraction.Headers;

/// <summary>Finds where the body ends: before other articles, end marks, credits, links and stamps.</summary>
internal sealed class TailReader(string text, List<TextLine> lines, HeaderFacts facts, HeaderLineReader reader, OutletCatalog outlets, HeaderLexicon words)
{
    private const int MaxTailLines = 14;

    /// <summary>Sets the end of the body and notes what stands behind it.</summary>
    public void Read(CancellationToken cancellation)
    {
        var last = lines.Count;
        last = OtherArticle(last, cancellation);
        for (var n = 0; n < MaxTailLines && last > facts.BodyLine + 1; n++)
        {
            var line = lines[last - 1];
            if (!IsTailLine(line) && !TryInitials(line) && !TryPrintedNote(line, last - 1) && !reader.TryRead(line, last - 1, HeaderPart.Tail))
            {
                break;
            }

            last--;
        }

        var end = last > 0 ? lines[Math.Max(last - 1, 0)].End : facts.BodyStart;
        facts.BodyEnd = Math.Max(facts.BodyStart, Math.Min(facts.BodyEnd, end));
        Inline();
    }

    /// <summary>A line that belongs to no text: an end mark, a copyright note, an invitation to follow.</summary>
    private bool IsTailLine(TextLine line)
    {
        var span = line.Of(text);
        var core = Core(line.Start, line.End);
        return words.Is("end", core.Of(text))
            || (core.Length > 0 && words.Is("end", text.AsSpan(core.Start, core.Length).TrimEnd("0123456789")))
            || span[0] is '©' || span.StartsWith("copyright", StringComparison.OrdinalIgnoreCase) || span.StartsWith("(c)", StringComparison.OrdinalIgnoreCase)
            || span.StartsWith("follow ", StringComparison.OrdinalIgnoreCase) || span.StartsWith("(reporting by", StringComparison.OrdinalIgnoreCase) || span.StartsWith("(editing by", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An agency with the initials of its desk: <c>EFE abc/xy</c>.</summary>
    private bool TryInitials(TextLine line)
    {
        if (line.Length > 40 || outlets.MatchAt(text, line.Start, line.End) is not { IsWeak: false } match || match.Claimants is not [{ IsAgency: true }, ..])
        {
            return false;
        }

        var rest = text.AsSpan(line.Start + match.Length, line.Length - match.Length).Trim();
        var letters = 0;
        foreach (var c in rest)
        {
            letters = c is '/' or '-' or ' ' ? 0 : letters + 1;
            if (letters > 4 || !(char.IsAsciiLetterLower(c) || c is '/' or '-' or ' '))
            {
                return false;
            }
        }

        facts.Outlets.Add(new OutletFact(new OutletMention(match.Claimants, new TextSpan(line.Start, match.Length)), OutletRole.Credit, int.MaxValue));
        return true;
    }

    /// <summary>A sentence that says when the text was published or broadcast.</summary>
    private bool TryPrintedNote(TextLine line, int index)
    {
        if (line.Length > 200 || words.WordAt("printed", text, line.Start, line.End) == 0)
        {
            return false;
        }

        if (reader.StampIn(line.Span) is { HasYear: true } stamp)
        {
            facts.Stamps.Add(new StampFact(stamp, LabelKind.None, HeaderPart.Tail, index));
        }

        return true;
    }

    /// <summary>The letters and digits of a line without the marks around them.</summary>
    private TextSpan Core(int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The line at which another article begins: a short line with a header line below it.</summary>
    private int OtherArticle(int last, CancellationToken cancellation)
    {
        for (var i = facts.BodyLine + 1; i + 1 < last; i++)
        {
            if ((i & 255) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var line = lines[i];
            if (!line.StartsBlock || line.Length > 140 || line.Words(text) > 18 || line.Of(text).EndsSentence() || !IsForeignHeader(lines[i + 1]))
            {
                continue;
            }

            return i;
        }

        return last;
    }

    private bool IsForeignHeader(TextLine line)
    {
        if (line.Length > 120 || line.Of(text).EndsSentence())
        {
            return false;
        }

        var label = words.LabelAt(text, line.Start, line.End, out var kind);
        return label > 0 && kind is LabelKind.Date or LabelKind.Published or LabelKind.Byline or LabelKind.Section
            && text.AsSpan(line.Start + label, line.Length - label).ContainsAnyDigit();
    }

    /// <summary>End marks, codes, links and credits that are glued to the last sentence.</summary>
    private void Inline()
    {
        for (var n = 0; n < 8; n++)
        {
            var before = facts.BodyEnd;
            TrimEnd();
            Stamp();
            EndMark();
            Wire();
            if (facts.BodyEnd == before)
            {
                break;
            }
        }

        NoteLinks();
    }

    private void TrimEnd()
    {
        while (facts.BodyEnd > facts.BodyStart && char.IsWhiteSpace(text[facts.BodyEnd - 1]))
        {
            facts.BodyEnd--;
        }
    }

    /// <summary><c>,2022-08-05 08:37:00,Read More</c>.</summary>
    private void Stamp()
    {
        var limit = Math.Max(facts.BodyStart, facts.BodyEnd - 80);
        for (var i = facts.BodyEnd - 1; i > limit; i--)
        {
            if (text[i] == ',' && text[i - 1] is '.' or ',' or '…' or ']' && reader.StampStartingAt(text[i + 1 < text.Length ? i + 1 : i] == ' ' ? i + 2 : i + 1) is { HasYear: true } stamp && stamp.Span.End <= facts.BodyEnd)
            {
                var behind = stamp.Span.End;
                while (behind < facts.BodyEnd && text[behind] is ',' or ' ')
                {
                    behind++;
                }

                if (behind >= facts.BodyEnd || words.IsNoise(text, behind, facts.BodyEnd))
                {
                    facts.Stamps.Add(new StampFact(stamp, LabelKind.None, HeaderPart.Tail, facts.BodyLine));
                    facts.BodyEnd = i;
                    return;
                }
            }
        }
    }

    /// <summary><c>/ End.</c>, <c>./انتهى5</c>, <c>(end)</c>, <c>1483**1424</c>.</summary>
    private void EndMark()
    {
        var end = facts.BodyEnd;
        var at = end;
        while (at > facts.BodyStart && !char.IsLetterOrDigit(text[at - 1]) && end - at < 4)
        {
            at--;
        }

        var wordEnd = at;
        while (at > facts.BodyStart && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '*') && wordEnd - at < 24)
        {
            at--;
        }

        if (wordEnd == at)
        {
            return;
        }

        var word = text.AsSpan(at, wordEnd - at);
        var mark = at;
        while (mark > facts.BodyStart && text[mark - 1] == ' ')
        {
            mark--;
        }

        if (word.Contains('*') && !word.ContainsAnyLetter())
        {
            facts.BodyEnd = at;
        }
        else if (mark > facts.BodyStart && text[mark - 1] is '/' or '(' or '[' or '#' or '-' or '–' && words.Is("end", word.TrimEnd("0123456789")))
        {
            while (mark > facts.BodyStart && text[mark - 1] is '/' or '(' or '[' or '#' or '-' or '–' or ' ')
            {
                mark--;
            }

            facts.BodyEnd = mark;
        }
        else if (words.Is("end", word) && word.StartsWith("Enditem", StringComparison.Ordinal) && mark > facts.BodyStart && text[mark - 1] is '.' or '"' or '”')
        {
            facts.BodyEnd = mark;
        }
    }

    /// <summary><c>--PTI</c>, <c>(NRT Digital Media)</c>, <c>- AFP</c> behind the last full stop.</summary>
    private void Wire()
    {
        var limit = Math.Max(facts.BodyStart, facts.BodyEnd - 60);
        var stop = facts.BodyEnd - 1;
        for (var i = facts.BodyEnd - 1; i > limit; i--)
        {
            if (text[i] is '.' or '”' or '"' or '!' or '?' or '’' && i + 2 < facts.BodyEnd)
            {
                stop = i;
                break;
            }
        }

        // "(APA, 7.2.2023)": the full stops of the day end no sentence.
        if (text[facts.BodyEnd - 1] == ')' && text.AsSpan(limit, facts.BodyEnd - limit).LastIndexOf('(') is var open and > 1
            && text.AsSpan(limit, open).TrimEnd() is { Length: > 0 } sentence && sentence[^1] is '.' or '”' or '"' or '!' or '?')
        {
            stop = limit + sentence.Length - 1;
        }

        if (stop <= limit || stop >= facts.BodyEnd - 2)
        {
            return;
        }

        var p = stop + 1;
        while (p < facts.BodyEnd && text[p] is ' ' or '-' or '–' or '—' or '(' or '[' or '/' or '\n' or '\r')
        {
            p++;
        }

        var isMarked = p > stop + 1 && (text[p - 1] is '-' or '–' or '—' or '(' or '[' or '/' || text.AsSpan(stop + 1, p - stop - 1).IndexOfAny('-', '–', '—') >= 0);
        if (!isMarked || p >= facts.BodyEnd || outlets.MatchAt(text, p, facts.BodyEnd) is not { } match)
        {
            return;
        }

        var rest = Core(p + match.Length, facts.BodyEnd);
        if (rest.Length > 0 && text[p - 1] is '(' or '[' && reader.StampStartingAt(rest.Start) is { } stamp && stamp.Span.End >= rest.End)
        {
            facts.Stamps.Add(new StampFact(stamp, LabelKind.None, HeaderPart.Tail, facts.BodyLine));
            rest = default;
        }

        if (rest.Length == 0 || words.Is("qualifier", rest.Of(text)))
        {
            facts.Outlets.Add(new OutletFact(new OutletMention(match.Claimants, new TextSpan(p, match.Length)), OutletRole.Credit, int.MaxValue));
            facts.BodyEnd = stop + 1;
        }
    }

    /// <summary>Sites linked in the last lines.</summary>
    private void NoteLinks()
    {
        var from = Math.Max(facts.BodyStart, text.Length - 300);
        for (var i = from; i < text.Length - 5; i++)
        {
            var isLink = string.CompareOrdinal(text, i, "www.", 0, 4) == 0 || string.CompareOrdinal(text, i, "://", 0, 3) == 0;
            if (!isLink)
            {
                continue;
            }

            var start = text[i] == ':' ? i + 3 : i;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] is '.' or '-'))
            {
                end++;
            }

            if (outlets.ByAddress(text[start..end].TrimEnd('.')) is { } site)
            {
                facts.Outlets.Add(new OutletFact(new OutletMention([site], TextSpan.FromBounds(start, end)), OutletRole.Link, int.MaxValue));
                return;
            }
        }
    }
}
