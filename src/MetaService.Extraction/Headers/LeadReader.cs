namespace MetaService.Extraction.Headers;

/// <summary>Reads what stands between the start of the body's first line and its first sentence: bracketed outlet, dateline, credit, photo credit.</summary>
internal sealed class LeadReader(string text, HeaderFacts facts, DatelineParser datelines, HeaderLineReader lineReader, OutletCatalog outlets, HeaderLexicon words)
{
    private const int MaxParts = 5;
    private const int MaxBracket = 90;

    /// <summary>Where the first sentence starts.</summary>
    /// <param name="start">Start of the body's first line.</param>
    /// <param name="end">Its end.</param>
    /// <param name="line">Its index.</param>
    public int Read(int start, int end, int line)
    {
        var p = start;
        for (var i = 0; i < MaxParts; i++)
        {
            p = SkipMarks(p, end);
            var before = p;
            p = Publisher(p, end, line);
            if (p == before)
            {
                p = PhotoCredit(p, end);
            }

            if (datelines.Parse(p, end, wholeLine: false) is { } dateline)
            {
                lineReader.NoteDateline(dateline, line, HeaderPart.Dateline);
                p = dateline.Span.End;
            }
            else if (p == before)
            {
                p = Credit(p, end, line);
            }

            if (p == before)
            {
                break;
            }
        }

        return SkipMarks(p, end);
    }

    /// <summary>Whether a line opens with a bracketed outlet or a dateline that only a text's start has.</summary>
    public bool OpensText(int start, int end)
    {
        var p = SkipMarks(start, end);
        if (PublisherBracket(p, end, out _, out _, out var behind))
        {
            return SkipMarks(behind, end) < end && text.AsSpan(behind, end - behind).CountWords() >= 3;
        }

        return datelines.Parse(p, end, wholeLine: false) is { } dateline && dateline.Places.Count > 0 && (dateline.Credits.Count > 0 || dateline.Stamp is not null || dateline.HasLostCredit
            || (dateline.Places[0].Span.Of(text).IsAllCaps() && text.AsSpan(dateline.Span.End, end - dateline.Span.End).CountWords() >= 7));
    }

    private int SkipMarks(int p, int end)
    {
        while (p < end && (char.IsWhiteSpace(text[p]) || text[p] is '-' or '–' or '—' or '−' or '|' or ':' or '_' or '•' or '*' or '\u200b' or '\ufeff' or '،' or ',' || (text[p] is '/' or '.' && p + 1 < end && (char.IsWhiteSpace(text[p + 1]) || char.IsLetter(text[p + 1])))))
        {
            p++;
        }

        return p;
    }

    /// <summary><c>(Hatha al-Youm | Iraq News)-</c>, <c>(MENAFN- Kuwait News Agency (KUNA))</c>.</summary>
    private int Publisher(int p, int end, int line)
    {
        if (!PublisherBracket(p, end, out var name, out var rest, out var behind))
        {
            return p;
        }

        facts.Outlets.Add(new OutletFact(name, OutletRole.Publisher, line));
        if (rest.Length > 0)
        {
            if (outlets.ByName(rest.Of(text)) is { Count: > 0 } credit && !words.IsSection(rest.Of(text)) && (credit.Any(o => o.IsAgency) || text[p..rest.Start].IndexOf('|') < 0))
            {
                facts.Outlets.Add(new OutletFact(new OutletMention(credit, rest), OutletRole.Credit, line));
            }
            else
            {
                facts.AddSection(rest, isLabelled: true);
            }
        }

        return behind;
    }

    /// <summary>A bracket that holds an outlet, alone or with a section or agency behind a bar or dash, where the outlet is no agency.</summary>
    public bool PublisherBracket(int p, int end, out OutletMention name, out TextSpan rest, out int behind)
    {
        name = default;
        rest = default;
        behind = p;
        if (p >= end || text[p] != '(')
        {
            return false;
        }

        int depth = 0, close = -1, bar = -1;
        for (var i = p; i < Math.Min(end, p + MaxBracket); i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                close = i;
                break;
            }

            if (bar < 0 && depth == 1 && (text[i] == '|' || (text[i] is '-' or '–' && i + 1 < end && (text[i + 1] == ' ' || text[i - 1] == ' '))))
            {
                bar = i;
            }
        }

        if (close < 0 || bar < 0)
        {
            return false;
        }

        var left = Trim(p + 1, bar);
        var claimants = outlets.ByName(left.Of(text));
        var isBar = text[bar] == '|';
        if (left.Length == 0 || (claimants.Count == 0 && !isBar) || (!isBar && claimants is [{ IsAgency: true }]))
        {
            return false;
        }

        rest = Trim(bar + 1, close);
        if (claimants.Count == 0 && (left.Of(text).CountWords() > 5 || rest.Of(text).CountWords() > 5 || !char.IsUpper(text[left.Start])))
        {
            return false;
        }

        name = new OutletMention(claimants, left);
        behind = close + 1;
        return true;
    }

    /// <summary><c>KAREN BLEIER/AFP/Getty Images(BAGHDAD) --</c>: skips to the bracket.</summary>
    private int PhotoCredit(int p, int end)
    {
        var limit = Math.Min(end, p + 100);
        for (var i = p; i < limit; i++)
        {
            if (text[i] == '(' && i > p + 3)
            {
                var credit = text.AsSpan(p, i - p);
                var isPhoto = credit.Contains("getty", StringComparison.OrdinalIgnoreCase) || credit.Contains("images", StringComparison.OrdinalIgnoreCase)
                    || credit.Contains("photo", StringComparison.OrdinalIgnoreCase) || credit.Contains("/AP", StringComparison.Ordinal) || credit.Contains("/AFP", StringComparison.Ordinal)
                    || credit.Contains("/Reuters", StringComparison.OrdinalIgnoreCase);
                return isPhoto && credit.Contains('/') && datelines.Parse(i, end, wholeLine: false) is not null ? i : p;
            }

            if (text[i] is '.' or '\n' && i + 1 < limit && text[i + 1] == ' ')
            {
                break;
            }
        }

        return p;
    }

    /// <summary><c>From AFP.</c>, <c>Source: AFP -</c> before the first sentence.</summary>
    private int Credit(int p, int end, int line)
    {
        var length = words.WordAt("credit", text, p, end);
        if (length == 0)
        {
            return p;
        }

        var at = p + length;
        while (at < end && text[at] is ' ' or ':')
        {
            at++;
        }

        if (outlets.MatchAt(text, at, end) is not { } match)
        {
            return p;
        }

        var behind = at + match.Length;
        if (behind >= end || text[behind] is not ('.' or ':' or '-' or '–' or ')'))
        {
            return p;
        }

        facts.Outlets.Add(new OutletFact(new OutletMention(match.Claimants, new TextSpan(at, match.Length)), OutletRole.Credit, line));
        return behind + 1;
    }

    private TextSpan Trim(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
