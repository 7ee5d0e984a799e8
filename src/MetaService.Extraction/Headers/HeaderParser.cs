using MetaService.Extraction.Dates;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>
/// Reads what stands around the body: dates, outlet, agency, byline, dateline, title. Works on lines cut into stamps, labels and
/// names, not on patterns of whole headers; what no rule reads stays unread. Immutable and thread-safe.
/// </summary>
public sealed class HeaderParser
{
    /// <summary>Most lines that may stand above the body.</summary>
    private const int MaxHeadLines = 60;

    private readonly OutletCatalog _outlets = OutletCatalog.Embedded;
    private readonly HeaderLexicon _words = HeaderLexicon.Default;
    private readonly PlaceNames _places = PlaceNames.Default;

    /// <summary>Parses the header. Linear in the text's length; never throws on any text.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public HeaderInfo Parse(RepairedText text, ArticleContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        cancellation.ThrowIfCancellationRequested();
        var page = text.Text;
        var facts = new HeaderFacts { BodyStart = page.Length, BodyEnd = page.Length };
        var lines = TextLine.Split(page, cancellation);
        var dates = TextDates.Scan(page, new TextSpan(0, page.Length), StampScanOptions.LoneClocks, cancellation);
        CollectorPrefix.Strip(page, lines, facts);
        ReadPage(page, lines, dates, context, facts, cancellation);

        new AuthorFinder(page, facts, _outlets, _places, _words).Find();
        var outlets = new OutletChooser(page, facts, _outlets, _words, context);
        outlets.Choose();
        var titles = new TitleChooser(page, facts, _words);
        titles.Choose();
        var isReprint = outlets.Agency is not null && facts.Bylines.Count == 0;
        var stamps = new StampChooser(page, facts, dates, context, outlets.Row, outlets.Outlet?.Value.Country, _words, isReprint);
        stamps.Choose();
        var body = TextSpan.FromBounds(facts.BodyStart, facts.BodyEnd);
        var language = Language(page, facts);
        return new HeaderInfo
        {
            Published = stamps.Published,
            Modified = stamps.Modified,
            CollectionDate = facts.Collection,
            Outlet = WithSection(page, outlets.Outlet, facts, titles),
            Agency = outlets.Agency,
            Feed = outlets.Feed,
            Bylines = [.. facts.Bylines.Distinct().Select(b => new Finding<string>(b.Of(page).ToString(), b, 0.9, "byline.labelled"))],
            DatelinePlaces = Places(facts),
            Title = titles.Title,
            Body = body,
            Language = language,
            Warnings = language is "en" or LanguageDetector.Unknown ? stamps.Warnings : [.. stamps.Warnings, NotAnalysed(language, body)],
        };
    }

    private static ExtractionWarning NotAnalysed(string language, TextSpan body) =>
        new("language.body-not-analysed", $"The body is in the language '{language}'; only its header was read.", [body]);

    private void ReadPage(string page, List<TextLine> lines, TextDates dates, ArticleContext context, HeaderFacts facts, CancellationToken cancellation)
    {
        var datelines = new DatelineParser(page, _outlets, _places, _words, dates.Stamps);
        var reader = new HeaderLineReader(page, facts, dates.Stamps, datelines, _outlets, _places, _words, _outlets.ByAddress(context.SourceUrl), SiteKey(context.SourceUrl));
        var bodies = new BodyFinder(page, lines, dates.Stamps, _words);
        var lead = new LeadReader(page, facts, datelines, reader, _outlets, _words);
        var body = -1;
        for (var i = 0; i < Math.Min(lines.Count, MaxHeadLines); i++)
        {
            var line = lines[i];
            if (reader.IsNothing(line) || TryPublisherLine(page, lead, line, i) || reader.TryJobLine(line, i) || reader.TryDateline(line, i, HeaderPart.Head))
            {
                continue;
            }

            if (lead.OpensText(line.Start, line.End))
            {
                body = i;
                break;
            }

            if (reader.TryRead(line, i, HeaderPart.Head))
            {
                continue;
            }

            if (bodies.IsBody(i, facts.Stamps.Exists(s => s.Part == HeaderPart.Head)))
            {
                body = i;
                break;
            }

            facts.Free.Add(new FreeLine(line.Span, i, i == 0));
        }

        if (body < 0)
        {
            body = Fallback(page, lines, facts);
        }

        if (body < 0)
        {
            facts.BodyLine = lines.Count;
            return;
        }

        facts.BodyLine = body;
        facts.BodyStart = lead.Read(lines[body].Start, lines[body].End, body);
        if (facts.BodyStart >= lines[body].End && body + 1 < lines.Count)
        {
            facts.BodyStart = lines[body + 1].Start;
            facts.BodyLine = body + 1;
        }

        SplitTitle(page, lines[facts.BodyLine], facts);
        new TailReader(page, lines, facts, reader, _outlets, _words).Read(cancellation);
        if (facts.BodyEnd > facts.BodyStart && RepeatedBlock.Find(page, TextSpan.FromBounds(facts.BodyStart, facts.BodyEnd)) is { } copy)
        {
            facts.BodyEnd = facts.BodyStart + page.AsSpan(facts.BodyStart, copy.Start - facts.BodyStart).TrimEnd().Length;
        }
    }

    /// <summary>The folded name in an address: its host without the last labels.</summary>
    private static string SiteKey(string? address)
    {
        var labels = OutletCatalog.Host(address, out _).Split('.');
        var at = labels.Length - (labels.Length >= 3 && labels[^1].Length == 2 && labels[^2].Length <= 3 ? 3 : 2);
        return at < 0 ? "" : TextFolding.FoldKey(labels[at]);
    }

    /// <summary>The body's language; the page's, where there is too little body to tell.</summary>
    private static string Language(string page, HeaderFacts facts)
    {
        var language = facts.BodyEnd > facts.BodyStart ? LanguageDetector.Detect(page.AsSpan(facts.BodyStart, facts.BodyEnd - facts.BodyStart)) : LanguageDetector.Unknown;
        return language == LanguageDetector.Unknown ? LanguageDetector.Detect(page) : language;
    }

    /// <summary>A line that is nothing but a bracketed outlet, with or without a credit behind it.</summary>
    private static bool TryPublisherLine(string page, LeadReader lead, TextLine line, int index)
    {
        if (!lead.PublisherBracket(line.Start, line.End, out _, out _, out var behind) || page.AsSpan(behind, line.End - behind).CountWords() > 5)
        {
            return false;
        }

        lead.Read(line.Start, line.End, index);
        return true;
    }

    /// <summary>Behind the collector's prefix stands the page's title; where no break follows it, an exclamation or question ends it.</summary>
    private static void SplitTitle(string page, TextLine line, HeaderFacts facts)
    {
        if (facts.Collection is not { } prefix || facts.Free.Count > 0 || facts.Title is not null || facts.BodyStart != line.Start
            || page.AsSpan(prefix.Spans[0].End, facts.BodyStart - prefix.Spans[0].End).ContainsAnyLetterOrDigit())
        {
            return;
        }

        var rest = line.Of(page);
        var mark = rest.IndexOfAny('!', '?', '.');
        if (mark > 0 && rest[mark] != '.' && mark + 2 < rest.Length && rest[mark + 1] == ' ' && char.IsUpper(rest[mark + 2]) && rest[..mark].CountWords() is >= 3 and <= 25)
        {
            facts.Title = new TextSpan(line.Start, mark + 1);
            facts.BodyStart = line.Start + mark + 2;
        }
    }

    /// <summary>
    /// No running text was found: the first long line behind the headline, else the last line that nothing read. A lone line is the
    /// body and no headline.
    /// </summary>
    private static int Fallback(string page, List<TextLine> lines, HeaderFacts facts)
    {
        if (facts.Free.Count == 0)
        {
            return lines.Count > MaxHeadLines ? MaxHeadLines : -1;
        }

        var at = facts.Free.Count - 1;
        for (var i = 1; i < facts.Free.Count; i++)
        {
            if (facts.Free[i].Span.Length >= 40 || facts.Free[i].Span.Of(page).EndsSentence())
            {
                at = i;
                break;
            }
        }

        var line = facts.Free[at].Line;
        facts.Free.RemoveRange(at, facts.Free.Count - at);
        return line;
    }

    private static Finding<OutletInfo>? WithSection(string page, Finding<OutletInfo>? outlet, HeaderFacts facts, TitleChooser titles)
    {
        var section = facts.Sections.Count > 0 ? facts.Sections[^1] : titles.Section;
        if (section is not { } span)
        {
            return outlet;
        }

        var name = span.Of(page).Trim().ToString();
        return outlet is null
            ? null
            : outlet with { Value = outlet.Value with { Section = name }, Spans = [.. outlet.Spans, span] };
    }

    private static List<Finding<string>> Places(HeaderFacts facts)
    {
        var found = new List<Finding<string>>();
        foreach (var place in facts.Places)
        {
            if (!found.Exists(f => f.Value == place.Name))
            {
                found.Add(new Finding<string>(place.Name, place.Span, place.IsKnown ? 0.95 : 0.75, place.IsKnown ? "dateline.known-place" : "dateline.shape"));
            }
        }

        return found;
    }
}
