using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Tests.Dates;

public class StampResolverTests
{
    private static ResolvedStamp Resolve(string text, StampEvidence? evidence = null, int index = 0, StampScanOptions options = StampScanOptions.None)
    {
        var dates = TextDates.Scan(text, new TextSpan(0, text.Length), options);
        return StampResolver.Resolve(dates.Stamps[index], (evidence ?? StampEvidence.None) with { Text = dates });
    }

    [Theory]
    [InlineData("04/07/2012 22:28:00\n\nTwo were hurt on Wednesday evening, July 4, he said.", "2012-07-04")]
    [InlineData("04/07/2012\n\nTwo were hurt on April 7, he said.", "2012-04-07")]
    [InlineData("Wednesday 04/07/2012", "2012-07-04")]
    [InlineData("Saturday 04/07/2012", "2012-04-07")]
    [InlineData("Updated: 04-10-2019 05:14 IST\n\nThe price was kept on Thursday.", "2019-10-04")]
    [InlineData("Aid – 5/11/16\n\nTitle\n\nNovember 5, 2016", "2016-11-05")]
    [InlineData("12/02/2019 - 08:32\n\nMarchers, November 21, 2019.\n\nBody text.", "2019-12-02")]
    [InlineData("05/06/2019\n\nA note of 22/8/2018 was read.", "2019-06-05")]
    [InlineData("05/06/2019\n\nToday, Wednesday, a note was read.", "2019-06-05")]
    public void The_text_settles_the_order(string text, string date)
    {
        var stamp = Resolve(text).Finding!.Value;
        Assert.Equal(date, stamp.Date.ToString());
        Assert.False(stamp.Ambiguous);
        Assert.Empty(stamp.Alternatives);
    }

    [Fact]
    public void Nothing_settles_a_date_that_only_repeats_itself()
    {
        var stamp = Resolve("9/6/2019 10:09:00\n\nThe bank began today 9/6/2019 to lend.", new StampEvidence { ProfileOrder = DateOrder.DayMonthYear }).Finding!.Value;
        Assert.Equal("2019-06-09", stamp.Date.ToString());
        Assert.True(stamp.Ambiguous);
        Assert.Equal(["2019-09-06"], stamp.Alternatives.Select(a => a.ToString()));
    }

    [Theory]
    [InlineData(DateOrder.MonthDayYear, DateOrder.Unknown, DateOrder.Unknown, null, "2020-03-04", false)]
    [InlineData(DateOrder.Unknown, DateOrder.MonthDayYear, DateOrder.DayMonthYear, "IQ", "2020-03-04", true)]
    [InlineData(DateOrder.Unknown, DateOrder.Unknown, DateOrder.MonthDayYear, "IQ", "2020-03-04", true)]
    [InlineData(DateOrder.Unknown, DateOrder.Unknown, DateOrder.Unknown, "US", "2020-03-04", true)]
    [InlineData(DateOrder.Unknown, DateOrder.Unknown, DateOrder.Unknown, "IQ", "2020-04-03", true)]
    [InlineData(DateOrder.Unknown, DateOrder.Unknown, DateOrder.Unknown, null, "2020-04-03", true)]
    public void Outlet_and_country_only_choose(DateOrder hint, DateOrder profile, DateOrder catalogue, string? country, string date, bool ambiguous)
    {
        var stamp = Resolve("03/04/2020", new StampEvidence { HintOrder = hint, ProfileOrder = profile, CatalogueOrder = catalogue, Country = country }).Finding!.Value;
        Assert.Equal(date, stamp.Date.ToString());
        Assert.Equal(ambiguous, stamp.Ambiguous);
    }

    [Fact]
    public void Address_prefix_and_receipt_settle_the_order()
    {
        Assert.Equal("2020-03-04", Resolve("03/04/2020", new StampEvidence { AddressDate = new PartialDate(2020, 3, 4) }).Finding!.Value.Date.ToString());
        Assert.Equal("2020-03-04", Resolve("03/04/2020", new StampEvidence { CollectionDate = new PartialDate(2020, 3) }).Finding!.Value.Date.ToString());
        var received = Resolve("03/04/2020", new StampEvidence { ReceivedAt = new DateTimeOffset(2020, 3, 10, 0, 0, 0, TimeSpan.Zero) }).Finding!.Value;
        Assert.Equal("2020-03-04", received.Date.ToString());
        Assert.False(received.Ambiguous);
    }

    [Fact]
    public void A_year_is_borrowed_but_never_invented()
    {
        Assert.Null(Resolve("Baghdad February 19 : The speaker received guests.").Finding);
        Assert.Null(Resolve("Baghdad February 19 :", new StampEvidence { ReceivedAt = new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero) }).Finding);
        Assert.Equal("2017-01-30", Resolve("January 30, 15:41 UTC+3", new StampEvidence { CollectionDate = new PartialDate(2017, 1, 30) }).Finding!.Value.Date.ToString());
        Assert.Equal("2016-12-31", Resolve("December 31", new StampEvidence { CollectionDate = new PartialDate(2017, 1, 2) }).Finding!.Value.Date.ToString());
        Assert.Equal("2019-07-05", Resolve("Post, 5/7 Iraqi", new StampEvidence { AddressDate = new PartialDate(2019, 7) }, 0, StampScanOptions.NumericWithoutYear).Finding!.Value.Date.ToString());
        Assert.Null(Resolve("Baghdad February 19 : The speaker recalled May 2003 and 1991.").Finding);
        Assert.Null(Resolve("February 19 : On Monday he recalled February 14, 2011.").Finding);
        Assert.Equal("2019-02-23", Resolve("February 23 at 6:13 PM\n\nOn Jan. 23, 2019, he spoke.").Finding!.Value.Date.ToString());
    }

    [Theory]
    [InlineData("2019-07-01 12:00", "Asia/Tehran", "04:30:00", true)]
    [InlineData("2019-12-01 12:00", "Asia/Tehran", "03:30:00", true)]
    [InlineData("2018-05-07 03:29 GMT", "Africa/Cairo", "00:00:00", false)]
    [InlineData("2019-10-04 05:14 IST", "Asia/Kolkata", "05:30:00", false)]
    [InlineData("2019-12-04 05:14 IST", "Asia/Jerusalem", "02:00:00", false)]
    [InlineData("2019-07-04 05:14 Asia/Tokyo", "Asia/Tehran", "09:00:00", false)]
    public void Printed_zones_beat_the_home_zone(string text, string home, string offset, bool inferred)
    {
        var stamp = Resolve(text, new StampEvidence { HomeZone = home }).Finding!.Value;
        Assert.Equal(TimeSpan.Parse(offset, System.Globalization.CultureInfo.InvariantCulture), stamp.UtcOffset);
        Assert.Equal(inferred, stamp.OffsetInferred);
    }

    [Theory]
    [InlineData("IN", "05:30:00")]
    [InlineData("IL", "02:00:00")]
    [InlineData("IE", "00:00:00")]
    [InlineData(null, "05:30:00")]
    public void Ist_is_the_country_s(string? country, string offset) =>
        Assert.Equal(TimeSpan.Parse(offset, System.Globalization.CultureInfo.InvariantCulture), Resolve("2019-12-04 05:14 IST", new StampEvidence { Country = country }).Finding!.Value.UtcOffset);

    [Fact]
    public void No_clock_no_offset()
    {
        var stamp = Resolve("2021-12-24 00:00:00", new StampEvidence { HomeZone = "Asia/Baghdad" }).Finding!.Value;
        Assert.Null(stamp.Time);
        Assert.Null(stamp.UtcOffset);
        Assert.Equal(DatePrecision.Day, stamp.Precision);
    }

    [Theory]
    [InlineData("Sunday, August 24, 2019", "date.weekday-mismatch")]
    [InlineData("Saturday 1439/11/20 - 2018/08/11", "date.calendar-mismatch")]
    [InlineData("September 22, 2024", "date.address-mismatch")]
    [InlineData("2031-01-01", "date.future")]
    [InlineData("2031-01-02", "date.prefix-mismatch")]
    public void Contradictions_become_warnings(string text, string code)
    {
        var evidence = code switch
        {
            "date.address-mismatch" => new StampEvidence { AddressDate = new PartialDate(2014, 10, 27) },
            "date.future" => new StampEvidence { ReceivedAt = new DateTimeOffset(2030, 12, 30, 0, 0, 0, TimeSpan.Zero) },
            "date.prefix-mismatch" => new StampEvidence { CollectionDate = new PartialDate(2030, 12) },
            _ => StampEvidence.None,
        };
        Assert.Contains(Resolve(text, evidence).Warnings, w => w.Code == code);
    }
}
