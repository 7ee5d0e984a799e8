using MetaService.Extraction.Dates;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>Reads one line above or below the body: cuts it at stamps and separators and asks of each piece what it is.</summary>
internal sealed partial class HeaderLineReader(
    string text,
    HeaderFacts facts,
    IReadOnlyList<StampCandidate> stamps,
    DatelineParser datelines,
    OutletCatalog outlets,
    PlaceNames places,
    HeaderLexicon words,
    Outlet? site,
    string siteKey = "")
{
    /// <summary>Longest line that is read as header, in code units.</summary>
    private const int MaxLine = 600;

    /// <summary>Most words that may stay unread beside a stamp.</summary>
    private const int MaxUnread = 3;

    private readonly record struct Piece(TextSpan Span, StampCandidate? Stamp, char Before);

    private readonly AuthorFinder _authors = new(text, facts, outlets, places, words);
    private readonly List<Piece> _pieces = [];
    private readonly List<TextSpan> _sections = [];
    private readonly List<OutletFact> _outlets = [];
    private readonly List<TextSpan> _bylines = [];
    private readonly List<PlaceMention> _places = [];

    /// <summary>Places that stand as pieces of their own; they count only beside a stamp.</summary>
    private readonly List<PlaceMention> _loosePlaces = [];
    private readonly List<StampFact> _stampFacts = [];
    private LabelKind _pendingLabel;
    private LabelKind _openLabel;

    /// <summary>Reads a line; false, with nothing noted, where it is no header line.</summary>
    public bool TryRead(TextLine line, int index, HeaderPart part)
    {
        if (line.Length > MaxLine)
        {
            return false;
        }

        var carried = _openLabel;
        _openLabel = LabelKind.None;
        if (IsNothing(line))
        {
            _openLabel = carried;
            return true;
        }

        var span = Trim(line.Span);
        if (span.Length == 0)
        {
            return true;
        }

        if (carried is LabelKind.Byline or LabelKind.Source && TryLabelled(carried, span, index, part, hasColon: true))
        {
            Take();
            return true;
        }

        if (carried == LabelKind.Source && words.LabelAt(text, span.Start, span.End, out var again) is var length and > 0 && again == LabelKind.Source
            && TryLabelled(carried, Trim(TextSpan.FromBounds(span.Start + length, span.End)), index, part, hasColon: true))
        {
            Take();
            return true;
        }

        Clear();
        if (TryOutletLine(span, index, part) || (part == HeaderPart.Tail && TryDateline(line, index, part)))
        {
            Take();
            return true;
        }

        Clear();
        Cut(line);
        if (!ReadPieces(line, index, part))
        {
            Clear();
            return false;
        }

        Take();
        return true;
    }

    private void Clear()
    {
        _sections.Clear();
        _outlets.Clear();
        _bylines.Clear();
        _places.Clear();
        _loosePlaces.Clear();
        _stampFacts.Clear();
        _pendingLabel = LabelKind.None;
    }

    private void Take()
    {
        facts.Outlets.AddRange(_outlets);
        facts.Bylines.AddRange(_bylines);
        facts.Places.AddRange(_places);
        facts.Stamps.AddRange(_stampFacts);
        if (_sections.Count > 0)
        {
            facts.AddSection(_sections[^1], isLabelled: false);
        }

        Clear();
    }

    /// <summary>Reads a line that is a dateline and nothing else, below the first line of the page.</summary>
    public bool TryDateline(TextLine line, int index, HeaderPart part)
    {
        var start = line.Start;
        while (start < line.End && (DashOrBlank(text[start]) || text[start] is '•' or '*'))
        {
            start++;
        }

        if (line.Words(text) > 10 || outlets.ByName(Trim(line.Span).Of(text)).Count > 0 || datelines.Parse(start, line.End, wholeLine: true) is not { } dateline
            || (index == 0 && (dateline.Places.Count == 0 || dateline.Credits.Count == 0)))
        {
            return false;
        }

        NoteDateline(dateline, index, part);
        return true;
    }

    /// <summary>Takes over what a dateline says.</summary>
    public void NoteDateline(Dateline dateline, int index, HeaderPart part)
    {
        facts.Places.AddRange(dateline.Places);
        var isSourceLine = dateline.Places.Count == 0 && dateline.Stamp is not null && text[dateline.Span.Start] is not ('(' or '[');
        foreach (var credit in dateline.Credits)
        {
            var isOutlet = isSourceLine && credit.Claimants is [{ IsAgency: false }, ..];
            facts.Outlets.Add(new OutletFact(credit, isOutlet ? OutletRole.Publisher : OutletRole.Credit, index));
        }

        if (dateline.Stamp is { } stamp)
        {
            facts.Stamps.Add(new StampFact(stamp, LabelKind.None, part == HeaderPart.Head && dateline.Places.Count + dateline.Credits.Count == 0 ? HeaderPart.Head : HeaderPart.Dateline, index));
        }

        if (dateline.Person is { } person)
        {
            facts.Bylines.Add(person);
        }

        if (dateline.Section is { } section)
        {
            facts.AddSection(Trim(section), isLabelled: false);
        }

        facts.HasLostCredit |= dateline.HasLostCredit;
    }

    /// <summary>An outlet's name alone, or with a slogan, a city in brackets, a qualifier or wires behind it.</summary>
    private bool TryOutletLine(TextSpan span, int index, HeaderPart part)
    {
        if (span.Of(text).CountWords() > 14)
        {
            return false;
        }

        if (outlets.ByName(span.Of(text)) is { Count: > 0 } whole && !(words.IsSection(span.Of(text)) && !whole.Contains(site)))
        {
            AddOutlet(new OutletMention(whole, span), index, part, BracketOf(span));
            NoteProgramme(whole, span);
            return true;
        }

        if (outlets.MatchAt(text, span.Start, span.End) is not { } match || match.IsWeak)
        {
            return part == HeaderPart.Head && index <= 1 && TryUnlisted(span, index);
        }

        var rest = Trim(TextSpan.FromBounds(span.Start + match.Length, span.End));
        var name = new OutletMention(match.Claimants, new TextSpan(span.Start, match.Length));
        if (words.Is("qualifier", rest.Of(text)))
        {
            AddOutlet(name, index, part, null);
            return true;
        }

        if (words.WordAt("credit", text, rest.Start, rest.End) is var credit and > 0)
        {
            var wires = Trim(TextSpan.FromBounds(rest.Start + credit, rest.End));
            var found = NamesIn(wires);
            if (found.Count > 0)
            {
                AddOutlet(name, index, part, null);
                foreach (var wire in found)
                {
                    _outlets.Add(new OutletFact(wire, OutletRole.Credit, index));
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>An outlet that the catalogue lacks, at the very top of a page: a few capitalised words that end as such names do (<c>The Eastern Courier</c>).</summary>
    private bool TryUnlisted(TextSpan span, int index)
    {
        var name = span.Of(text);
        var count = name.CountWords();
        if (count is < 2 or > 5 || words.IsSection(name) || name.ContainsAny(":/|(") || words.LabelAt(text, span.Start, span.End, out _) > 0)
        {
            return false;
        }

        var start = name.StartsWith("The ", StringComparison.Ordinal) ? 4 : 0;
        var last = name.LastIndexOf(' ') + 1;
        if (last <= start || !words.Is("media", name[last..]) || places.MatchAt(text, span.Start + start, span.Start + last - 1).Length == last - 1 - start
            || words.IsSection(name[start..(last - 1)]) || Places.CountryTable.Shared.TryFind(name[start..(last - 1)], out _, out _))
        {
            return start > 0 && last > start && words.Is("media", name[last..]) && AllCapitalised(name) && Note();
        }

        return AllCapitalised(name) && Note();

        bool Note()
        {
            _outlets.Add(new OutletFact(new OutletMention([], span), OutletRole.Line, index));
            return true;
        }
    }

    private static bool AllCapitalised(ReadOnlySpan<char> name)
    {
        foreach (var range in name.Split(' '))
        {
            var word = name[range];
            if (word.Length > 0 && !char.IsUpper(word[0]) && word is not ("of" or "the" or "and" or "&"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A section that is part of the printed name: <c>PM - ABC</c>.</summary>
    private void NoteProgramme(IReadOnlyList<Outlet> whole, TextSpan span)
    {
        var dash = span.Of(text).IndexOfAny('-', '|', '–');
        if (dash <= 0)
        {
            return;
        }

        var first = Trim(TextSpan.FromBounds(span.Start, span.Start + dash));
        foreach (var outlet in whole)
        {
            if (outlet.Sections.Contains(first.Of(text).ToString(), StringComparer.OrdinalIgnoreCase))
            {
                _sections.Add(first);
                return;
            }
        }
    }

    /// <summary>The outlets and agencies in a list joined by commas, slashes and "and"; empty where something else stands in it.</summary>
    private List<OutletMention> NamesIn(TextSpan span)
    {
        var found = new List<OutletMention>();
        for (var i = span.Start; i < span.End;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            if (outlets.MatchAt(text, i, span.End) is { } match)
            {
                found.Add(new OutletMention(match.Claimants, new TextSpan(i, match.Length)));
                i += match.Length;
                continue;
            }

            var end = i;
            while (end < span.End && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (text.AsSpan(i, end - i) is not ("and" or "with" or "y" or "et" or "und" or "the" or "و"))
            {
                return [];
            }

            i = end;
        }

        return found;
    }

    private void AddOutlet(OutletMention name, int index, HeaderPart part, string? place) =>
        _outlets.Add(new OutletFact(name, part == HeaderPart.Tail ? OutletRole.Tail : OutletRole.Line, index, place));

    private string? BracketOf(TextSpan span)
    {
        var open = span.Of(text).IndexOf('(');
        var close = span.Of(text).LastIndexOf(')');
        return open > 0 && close > open + 1 ? span.Of(text)[(open + 1)..close].ToString() : null;
    }

    /// <summary>Buttons, counters, links, codes.</summary>
    public bool IsNothing(TextLine line) =>
        line.Length <= MaxLine && ((words.IsNoise(text, line.Start, line.End) && !StampWithin(line.Span)) || IsLink(line) || IsCode(line));

    /// <summary>An author with a job, without a label: <c>JANE DOE, Outlet staff writer</c>.</summary>
    public bool TryJobLine(TextLine line, int index)
    {
        var comma = line.Length <= 90 ? line.Of(text).IndexOf(',') : -1;
        if (comma < 3 || words.LabelAt(text, line.Start, line.End, out _) > 0 || !NameShape.IsPerson(line.Of(text)[..comma]) || outlets.ByName(line.Of(text)[..comma]).Count > 0)
        {
            return false;
        }

        var job = Trim(TextSpan.FromBounds(line.Start + comma + 1, line.End));
        if (outlets.ByName(job.Of(text)) is { Count: > 0 } own && !outlets.IsWeak(job.Of(text)) && places.MatchAt(text, line.Start, line.Start + comma).Length == 0)
        {
            facts.Bylines.Add(TextSpan.FromBounds(line.Start, line.Start + comma));
            facts.Outlets.Add(new OutletFact(new OutletMention(own, job), OutletRole.Byline, index));
            return true;
        }

        for (var i = job.Start; i < job.End; i++)
        {
            if ((i == job.Start || text[i - 1] == ' ') && words.WordAt("job", text, i, job.End) is var length and > 0 && i + length == job.End)
            {
                facts.Bylines.Add(TextSpan.FromBounds(line.Start, line.Start + comma));
                if (outlets.MatchAt(text, job.Start, job.End) is { } match)
                {
                    facts.Outlets.Add(new OutletFact(new OutletMention(match.Claimants, new TextSpan(job.Start, match.Length)), OutletRole.Byline, index));
                }

                return true;
            }
        }

        return false;
    }

    private bool IsLink(TextLine line)
    {
        var rest = line.Of(text);
        return !rest.Contains(' ') && (rest.StartsWith("http", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || (rest.Contains('@') && rest.Contains('.')));
    }

    /// <summary>A document's or staff code: no blank, a digit, no lower case (<c>SG/SM/20533</c>, <c>1483**1424</c>).</summary>
    private bool IsCode(TextLine line)
    {
        var hasDigit = false;
        for (var i = line.Start; i < line.End; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || char.IsLower(c) || c >= '\u0590')
            {
                return false;
            }

            hasDigit |= char.IsDigit(c);
        }

        return hasDigit && !StampWithin(line.Span);
    }

    /// <summary>The stamp that starts at a place, or null.</summary>
    public StampCandidate? StampStartingAt(int start)
    {
        foreach (var stamp in stamps)
        {
            if (stamp.Span.Start == start)
            {
                return stamp;
            }
        }

        return null;
    }

    /// <summary>The first stamp inside a span, or null.</summary>
    public StampCandidate? StampIn(TextSpan span)
    {
        foreach (var stamp in stamps)
        {
            if (stamp.Span.Start >= span.Start && stamp.Span.End <= span.End)
            {
                return stamp;
            }
        }

        return null;
    }

    private bool StampWithin(TextSpan span)
    {
        foreach (var stamp in stamps)
        {
            if (stamp.Span.Overlaps(span))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DashOrBlank(char c) => char.IsWhiteSpace(c) || c is '-' or '–' or '—' or '−' or '―';

    /// <summary>Without blanks, list marks and separators at its ends.</summary>
    private TextSpan Trim(TextSpan span)
    {
        int start = span.Start, end = span.End;
        while (start < end && (DashOrBlank(text[start]) || text[start] is ',' or '،' or ':' or '|' or '•' or '·' or '*' or '[' or ']' or '»' or '›' or '>' or ';' or '/' or '\u200b' or '\ufeff' || TextFolding.IsDropped(text[start])))
        {
            start++;
        }

        while (end > start && (DashOrBlank(text[end - 1]) || text[end - 1] is ',' or '،' or ':' or '|' or '•' or '·' or '*' or '[' or ']' or '»' or '›' or '>' or ';' or '/' || TextFolding.IsDropped(text[end - 1])))
        {
            end--;
        }

        // "1. Politics": the number of a list item is no part of it.
        var digits = start;
        while (digits < end && char.IsDigit(text[digits]))
        {
            digits++;
        }

        if (digits > start && digits - start <= 2 && digits + 1 < end && text[digits] is '.' or ')' && text[digits + 1] == ' ')
        {
            start = digits + 2;
        }

        return TextSpan.FromBounds(start, end);
    }
}
