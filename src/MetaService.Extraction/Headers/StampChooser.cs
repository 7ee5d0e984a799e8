using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>Decides which stamp of a page is its publication, which its last change and which neither: site clocks, captions, other articles.</summary>
internal sealed class StampChooser(string text, HeaderFacts facts, TextDates dates, ArticleContext context, Outlet? outlet, string? homeCountry, HeaderLexicon words, bool isReprint)
{
    private const int FirstSentences = 700;
    private readonly List<ExtractionWarning> _warnings = [];
    private StampEvidence _evidence = StampEvidence.None;

    /// <summary>When it was published.</summary>
    public Finding<DateStamp>? Published { get; private set; }

    /// <summary>When it was changed last.</summary>
    public Finding<DateStamp>? Modified { get; private set; }

    /// <summary>Contradictions met.</summary>
    public IReadOnlyList<ExtractionWarning> Warnings => _warnings;

    /// <summary>Chooses both.</summary>
    public void Choose()
    {
        var address = UrlDates.Find(context.SourceUrl);
        _evidence = new StampEvidence
        {
            Text = dates,
            HintOrder = context.Hints.DateOrder,
            ProfileOrder = outlet is null ? DateOrder.Unknown : context.Profiles?.DateOrderOf(outlet.Id) ?? DateOrder.Unknown,
            CatalogueOrder = outlet?.DateOrder ?? DateOrder.Unknown,
            Country = outlet?.Country ?? context.Hints.Country ?? homeCountry,
            HintZone = context.Hints.DefaultZone,
            HomeZone = outlet is null ? ZoneTable.Default.OfCountry(homeCountry) : outlet.Zone,
            CollectionDate = facts.Collection?.Value,
            AddressDate = address,
            ReceivedAt = context.ReceivedAt,
        };
        var modified = facts.Stamps.Find(s => s.Label == LabelKind.Modified && s.Part != HeaderPart.Dateline);
        Published = FromHead(address) ?? FromToday() ?? FromDateline() ?? FromTail() ?? FromAddress(address) ?? FromText();
        if (modified is not null)
        {
            Modified = Settle(modified.Stamp, "header.updated", note: false);
            if (Published is null && modified.Part == HeaderPart.Head && !isReprint)
            {
                // The page's own update is the nearest that it says; a reprint was published elsewhere before.
                Published = Modified is { } m ? m with { Confidence = 0.6, Rule = "header.update-stands-in" } : null;
            }
        }

        if (Published is null && facts.Collection is { } collected)
        {
            var date = collected.Value;
            var precision = date.IsDay ? DatePrecision.Day : date.Month != 0 ? DatePrecision.Month : DatePrecision.Year;
            Published = new Finding<DateStamp>(new DateStamp(date, null, precision, null, false, false, []), collected.Spans, 0.6, "header.prefix-stands-in", []);
        }
    }

    private Finding<DateStamp>? Settle(StampCandidate stamp, string rule, bool note = true)
    {
        var resolved = StampResolver.Resolve(WithPair(stamp), _evidence);
        if (resolved.Finding is not { } finding)
        {
            return null;
        }

        if (note)
        {
            _warnings.AddRange(resolved.Warnings);
        }

        return finding with { Rule = rule + "/" + finding.Rule };
    }

    /// <summary>A date without a clock takes the clock of a pair of local and Greenwich time printed elsewhere on the page.</summary>
    private StampCandidate WithPair(StampCandidate stamp)
    {
        if (stamp.Clock is not null)
        {
            return stamp;
        }

        var pair = facts.Stamps.Find(s => s.Stamp.Shape == StampShape.ClockOnly && s.Stamp.Zone is { Offset: not null });
        return pair is null ? stamp : stamp with { Clock = pair.Stamp.Clock, Zone = pair.Stamp.Zone };
    }

    private Finding<DateStamp>? FromHead(PartialDate? address)
    {
        var labelled = facts.Stamps.Find(s => s.Label == LabelKind.Published && s.Part == HeaderPart.Head && IsDate(s));
        if (labelled is not null && Settle(labelled.Stamp, "header.published") is { } published)
        {
            return published;
        }

        var dated = facts.Stamps.Find(s => s.Label == LabelKind.Date && s.Part == HeaderPart.Head && IsDate(s));
        if (dated is not null && Settle(dated.Stamp, "header.date-label") is { } date)
        {
            return date;
        }

        var plain = facts.Stamps.FindAll(s => s.Label == LabelKind.None && s.Part == HeaderPart.Head && IsDate(s));
        if (plain.Count == 0)
        {
            return null;
        }

        var chosen = plain.Count == 1 ? plain[0] : AmongSeveral(plain, address);
        if (address is { IsDay: true } day && IsSiteClock(chosen, day))
        {
            return null;
        }

        return Settle(WithExact(chosen.Stamp), "header.stamp");
    }

    /// <summary>A day without a clock takes the clock of the same day printed exactly elsewhere on the page.</summary>
    private StampCandidate WithExact(StampCandidate stamp)
    {
        if (stamp.Clock is not null || stamp.Readings is not [{ Date: { IsDay: true } day }])
        {
            return stamp;
        }

        var exact = facts.Stamps.Find(s => s.Part == HeaderPart.Tail && s.Label is LabelKind.None or LabelKind.Published && s.Stamp.Clock is { IsPlaceholder: false } && s.Stamp.Readings is [var reading] && reading.Date == day);
        return exact is null ? stamp : stamp with { Clock = exact.Stamp.Clock, Zone = exact.Stamp.Zone };
    }

    private static bool IsDate(StampFact fact) => fact.Stamp.Readings.Count > 0;

    /// <summary>A date above the title that the address contradicts is the site's clock on the day of the crawl.</summary>
    private bool IsSiteClock(StampFact fact, PartialDate address)
    {
        var settled = StampResolver.Resolve(fact.Stamp, _evidence).Finding?.Value.Date.AsDay;
        return fact.Line <= 1 && facts.Free.Exists(f => f.Line > fact.Line) && fact.Stamp.Clock is null && settled is { } day
            && Math.Abs(day.DayNumber - address.First.DayNumber) > 30;
    }

    /// <summary>Of several dates the one that the address or prefix confirms; an Arabic comma beside an ASCII one; else the one nearest below the title; a clock before none.</summary>
    private StampFact AmongSeveral(List<StampFact> plain, PartialDate? address)
    {
        var days = plain.ConvertAll(s => StampResolver.Resolve(s.Stamp, _evidence).Finding?.Value.Date.AsDay);
        foreach (var known in (ReadOnlySpan<PartialDate?>)[address, facts.Collection?.Value])
        {
            if (known is { IsDay: true } day)
            {
                var fits = Enumerable.Range(0, plain.Count).Where(i => days[i] == day.First).ToList();
                if (fits.Count > 0 && fits.Count < plain.Count)
                {
                    return plain[fits.Find(i => plain[i].Stamp.Clock is not null) is var at && fits.Contains(at) && plain[at].Stamp.Clock is not null ? at : fits[0]];
                }
            }
        }

        if (plain.Find(s => s.Stamp.Weekday?.Comma == '،') is { } arabic && plain.Exists(s => s.Stamp.Weekday?.Comma == ','))
        {
            return arabic;
        }

        // Several prints of one day: the one with a clock says most.
        if (days.TrueForAll(d => d == days[0]))
        {
            return plain.Find(s => s.Stamp.Clock is not null) ?? plain.Find(s => s.Stamp.Shape == StampShape.Words) ?? plain[0];
        }

        var title = facts.Free.Count > 0 ? facts.Free.Min(f => f.Line) : 0;
        return plain.Find(s => s.Line >= title && s.Stamp.Clock is not null) ?? plain.Find(s => s.Stamp.Clock is not null) ?? plain.Find(s => s.Line > title) ?? plain[0];
    }

    /// <summary><c>Today, 11:05 am</c>: the day of the crawl, which the collector's prefix gives.</summary>
    private Finding<DateStamp>? FromToday()
    {
        if (facts.TodayClock is not { Clock: { } clock } today || facts.Collection is not { Value.IsDay: true } collected)
        {
            return null;
        }

        var reading = new DateReading(collected.Value.Year, collected.Value.Month, collected.Value.Day, DateOrder.Unknown, CalendarKind.Gregorian);
        return Settle(today with { Shape = StampShape.YearFirst, Readings = [reading], Clock = clock }, "header.today-clock");
    }

    private Finding<DateStamp>? FromDateline()
    {
        foreach (var fact in facts.Stamps)
        {
            if (fact.Part == HeaderPart.Dateline && IsDate(fact) && Settle(fact.Stamp, "dateline.stamp") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private Finding<DateStamp>? FromTail()
    {
        foreach (var fact in facts.Stamps)
        {
            if (fact.Part == HeaderPart.Tail && fact.Label is LabelKind.Published or LabelKind.None or LabelKind.Date && IsDate(fact) && Settle(fact.Stamp, "tail.stamp") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private static Finding<DateStamp>? FromAddress(PartialDate? address) => address is { IsDay: true } day
        ? new Finding<DateStamp>(new DateStamp(day, null, DatePrecision.Day, null, false, false, []), [], 0.9, "address.date", [])
        : null;

    /// <summary><c>today, Monday, 11 February 2019</c> in the first sentences; a date that explains "yesterday" lies a day before.</summary>
    private Finding<DateStamp>? FromText()
    {
        var end = Math.Min(facts.BodyEnd, facts.BodyStart + FirstSentences);
        foreach (var stamp in dates.Stamps)
        {
            if (stamp.Span.Start < facts.BodyStart || stamp.Span.End > end || !stamp.HasYear || !stamp.HasDay)
            {
                continue;
            }

            if (HasWordBefore("today", stamp.Span.Start))
            {
                return Settle(stamp with { Clock = null, Zone = null }, "text.today-date");
            }

            if (HasWordBefore("yesterday", stamp.Span.Start) && Settle(stamp with { Clock = null, Zone = null }, "text.yesterday-date") is { Value: { } value } finding)
            {
                return finding with
                {
                    Value = value with { Date = NextDay(value.Date), Alternatives = [.. value.Alternatives.Select(NextDay)] },
                    Alternatives = [.. finding.Alternatives.Select(a => DateOnly.TryParseExact(a, "yyyy-MM-dd", out var d) ? new PartialDate(d.AddDays(1)).ToString() : a)],
                    Confidence = finding.Confidence * 0.9,
                };
            }
        }

        return null;
    }

    private static PartialDate NextDay(PartialDate date) => date.AsDay is { } day && day < DateOnly.MaxValue ? new PartialDate(day.AddDays(1)) : date;

    /// <summary>Whether a word of a kind stands at most a few marks and one word before a place.</summary>
    private bool HasWordBefore(string kind, int at)
    {
        var from = Math.Max(facts.BodyStart, at - 32);
        for (var i = at - 1; i >= from; i--)
        {
            if ((i == from || !char.IsLetter(text[i - 1])) && char.IsLetter(text[i])
                && words.WordAt(kind, text, i, at) is var length and > 0 && text.AsSpan(i + length, at - i - length).CountWords() <= 1)
            {
                return true;
            }
        }

        return false;
    }
}
