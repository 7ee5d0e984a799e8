namespace MetaService.Extraction.Dates;

/// <summary>A reading chosen among several.</summary>
/// <param name="Date">The reading.</param>
/// <param name="IsAmbiguous">Whether another reading remains possible.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Rule">Name of the evidence that decided.</param>
internal readonly record struct OrderChoice(PartialDate Date, bool IsAmbiguous, double Confidence, string Rule);

/// <summary>Settles day and month of a numeric date by evidence, strongest first. A proof must hold for one reading and fail for the other.</summary>
internal static class DateOrderEvidence
{
    /// <summary>How near before the publication another dated event of the page is expected, in days.</summary>
    private const int NearEvent = 45;

    /// <summary>Chooses between two readings.</summary>
    public static OrderChoice Choose(StampCandidate candidate, List<PartialDate> readings, StampEvidence evidence, DateOrder habit)
    {
        var first = readings[0];
        var second = readings[1];
        if (first.AsDay is not { } one || second.AsDay is not { } two)
        {
            return new OrderChoice(first, true, 0.5, "stamp.order-default");
        }

        return Proof(candidate.Weekday is { } w ? d => d.DayOfWeek == w.Day : null, 0.98, "stamp.order-by-weekday")
            ?? Proof(candidate.Paired?.Date?.AsDay is { } p ? d => Math.Abs(d.DayNumber - p.DayNumber) <= 1 : null, 0.98, "stamp.order-by-calendar")
            ?? Proof(evidence.AddressDate is { IsDay: true } a ? d => Math.Abs(d.DayNumber - a.First.DayNumber) <= 1 : null, 0.98, "stamp.order-by-address")
            ?? Proof(evidence.CollectionDate is { IsDay: true } c ? d => d == c.First : null, 0.96, "stamp.order-by-prefix")
            ?? Proof(d => SameDay(candidate, evidence, d), 0.97, "stamp.order-by-other-date")
            ?? Proof(evidence.ReceivedAt is { } r ? d => d <= DateOnly.FromDateTime(r.UtcDateTime).AddDays(1) : null, 0.97, "stamp.order-by-receipt")
            ?? Proof(evidence.CollectionDate is { } k ? d => d <= k.Last.AddDays(1) : null, 0.95, "stamp.order-by-prefix")
            ?? Proof(evidence.AddressDate is { } m ? d => d >= m.First.AddDays(-1) && d <= m.Last.AddDays(1) : null, 0.97, "stamp.order-by-address")
            ?? Proof(evidence.CollectionDate is { } n ? d => d >= n.First && d <= n.Last : null, 0.9, "stamp.order-by-prefix")
            ?? StatedDay()
            ?? ByOrder(PageOrder(candidate, evidence), false, 0.95, "stamp.order-by-page")
            ?? NearEventProof()
            ?? WeekdayProof()
            ?? ByOrder(evidence.HintOrder, false, 0.95, "stamp.order-by-hint")
            ?? ByOrder(evidence.ProfileOrder, true, 0.9, "stamp.order-by-outlet-profile")
            ?? ByOrder(evidence.CatalogueOrder, true, 0.88, "stamp.order-by-catalogue")
            ?? ByOrder(habit, true, 0.8, "stamp.order-by-country")
            ?? new OrderChoice(first, true, 0.65, "stamp.order-default");

        OrderChoice? Proof(Func<DateOnly, bool>? holds, double confidence, string rule)
        {
            if (holds is null)
            {
                return null;
            }

            var holdsOne = holds(one);
            return holdsOne == holds(two) ? null : new OrderChoice(holdsOne ? first : second, false, confidence, rule);
        }

        OrderChoice? ByOrder(DateOrder order, bool isAmbiguous, double confidence, string rule)
        {
            for (var i = 0; i < candidate.Readings.Count && i < readings.Count; i++)
            {
                if (order != DateOrder.Unknown && candidate.Readings[i].Order == order)
                {
                    return new OrderChoice(readings[i], isAmbiguous, confidence, rule);
                }
            }

            return null;
        }

        // "Today, Wednesday": the publication day or, after midnight, the day before it.
        OrderChoice? StatedDay()
        {
            foreach (var mention in evidence.Text.Weekdays)
            {
                if (mention.IsToday && !candidate.Span.Contains(mention.Span))
                {
                    return Proof(d => Back(d, mention.Day) <= 1, 0.95, "stamp.order-by-stated-day");
                }
            }

            return null;
        }

        // "on Thursday": news tells of the same day or the day before far more than of days four to six back.
        OrderChoice? WeekdayProof()
        {
            foreach (var mention in evidence.Text.Weekdays)
            {
                if (candidate.Span.Contains(mention.Span))
                {
                    continue;
                }

                int backOne = Back(one, mention.Day), backTwo = Back(two, mention.Day);
                return Math.Min(backOne, backTwo) <= 1 && Math.Max(backOne, backTwo) >= 3
                    ? new OrderChoice(backOne < backTwo ? first : second, false, 0.9, "stamp.order-by-text-weekday")
                    : null;
            }

            return null;
        }

        // A dated event (a caption, say) lies shortly before the publication, not months behind it.
        OrderChoice? NearEventProof()
        {
            foreach (var other in Others(candidate, evidence))
            {
                if (other.Readings[0].Date?.AsDay is not { } day || other.IsOrderOpen)
                {
                    continue;
                }

                bool nearOne = IsNear(one, day), nearTwo = IsNear(two, day);
                if (nearOne != nearTwo && (nearOne ? two : one) < day)
                {
                    return new OrderChoice(nearOne ? first : second, false, 0.9, "stamp.order-by-near-event");
                }
            }

            return null;

            static bool IsNear(DateOnly published, DateOnly day) => published.DayNumber - day.DayNumber is >= 0 and <= NearEvent;
        }
    }

    private static int Back(DateOnly from, DayOfWeek to) => ((int)from.DayOfWeek - (int)to + 7) % 7;

    /// <summary>Whether another stamp of the text, clear in itself, names this day.</summary>
    private static bool SameDay(StampCandidate candidate, StampEvidence evidence, DateOnly day)
    {
        foreach (var other in Others(candidate, evidence))
        {
            if (!other.IsOrderOpen && other.Readings[0] is var reading && reading.Month == day.Month && reading.Day == day.Day && (!reading.HasYear || reading.Year == day.Year))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The order that the other numeric dates of the page prove, where they agree.</summary>
    private static DateOrder PageOrder(StampCandidate candidate, StampEvidence evidence)
    {
        var order = DateOrder.Unknown;
        foreach (var other in Others(candidate, evidence))
        {
            if (other.Shape is not (StampShape.Numeric or StampShape.NumericShortYear) || other.IsOrderOpen)
            {
                continue;
            }

            var found = other.Readings[0].Order;
            if (other.Readings[0].Month == other.Readings[0].Day || (order != DateOrder.Unknown && found != order))
            {
                continue;
            }

            order = found;
        }

        return order;
    }

    private static IEnumerable<StampCandidate> Others(StampCandidate candidate, StampEvidence evidence) =>
        evidence.Text.Stamps.Where(s => s.Span != candidate.Span && s.HasDay);
}
