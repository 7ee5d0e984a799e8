using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Tests.Dates;

public class StampScannerTests
{
    private static IReadOnlyList<StampCandidate> Scan(string text, StampScanOptions options = StampScanOptions.None) =>
        StampScanner.Scan(text, new TextSpan(0, text.Length), options);

    /// <summary>Date, weekday, clock and zone of a candidate in one line.</summary>
    private static string Describe(StampCandidate c)
    {
        var readings = string.Join("|", c.Readings.Select(r => r.HasYear ? r.Date.ToString() : $"--{r.Month:D2}-{r.Day:D2}"));
        var clock = c.Clock is { } t ? " " + t.Time.ToString(t.HasSeconds ? "HH':'mm':'ss" : "HH':'mm") : "";
        var zone = c.Zone is { } z ? " " + (z.Offset?.ToString() ?? z.ZoneId ?? z.Abbreviation) : "";
        return readings + (c.Weekday is { } w ? " " + w.Day : "") + clock + zone;
    }

    [Theory]
    // In the wild: shapes of real headers.
    [InlineData("2019/08/24 | 00:25", "2019-08-24 00:25")]
    [InlineData("05:09 PM - 2025-10-11", "2025-10-11 17:09")]
    [InlineData("Sun, 09/14/2025 - 20:39", "2025-09-14 Sunday 20:39")]
    [InlineData("Tue, 09/25/2018 - 04:10", "2018-09-25 Tuesday 04:10")]
    [InlineData("21/06/2012 13:16:00", "2012-06-21 13:16:00")]
    [InlineData("9/6/2019 10:09:00", "2019-06-09|2019-09-06 10:09:00")]
    [InlineData("April, 22, 2019 - 14:36", "2019-04-22 14:36")]
    [InlineData("Sat Nov 26, 2016 6:47AM", "2016-11-26 Saturday 06:47")]
    [InlineData("Thursday, 18 July 2024 3:54 PM", "2024-07-18 Thursday 15:54")]
    [InlineData("Publish Date: 10:31 - 20 January 2019", "2019-01-20 10:31")]
    [InlineData("09.11.16 , 14:28", "2016-11-09|2016-09-11 14:28")]
    [InlineData("By - Feb 03,2025", "2025-02-03")]
    [InlineData("[3/22/2020 2:06:53 PM]", "2020-03-22 14:06:53")]
    [InlineData("May. 29, 2013 | 12:41 AM", "2013-05-29 00:41")]
    [InlineData("Last update - 09:26 30/12/2008", "2008-12-30 09:26")]
    [InlineData("July 12, 2016-2:36 pm", "2016-07-12 14:36")]
    [InlineData("January 25 2020 18:09:00", "2020-01-25 18:09:00")]
    [InlineData("September 08, 2008, Monday/ 17:50:00", "2008-09-08 Monday 17:50:00")]
    [InlineData("Nov 19, 2021 - 2:57 pm GMT+3", "2021-11-19 14:57 03:00:00")]
    [InlineData("PUBLISHED MAR 6, 2023, 8:55 PM SGT", "2023-03-06 20:55 SGT")]
    [InlineData("10:49 JST, October 17, 2023", "2023-10-17 10:49 JST")]
    [InlineData("Published on April 14, 2023, at 6:05 pm (Paris)", "2023-04-14 18:05 Europe/Paris")]
    [InlineData("Madrid - 08 OCT 2020 - 14:22 CEST", "2020-10-08 14:22 CEST")]
    [InlineData("February 23 at 6:13 PM", "--02-23 18:13")]
    [InlineData("January 30, 15:41 UTC+3", "--01-30 15:41 03:00:00")]
    [InlineData("Apr 15, 2019 15:02 Asia/Tehran", "2019-04-15 15:02 Asia/Tehran")]
    [InlineData("August 25, 2006 16 40 GMT", "2006-08-25 16:40 00:00:00")]
    [InlineData("2022-09-21T09:13:09+0000", "2022-09-21 09:13:09 00:00:00")]
    [InlineData("2021-01-13T20:14:00.123Z", "2021-01-13 20:14:00 00:00:00")]
    [InlineData("دوشنبه ۱۹ شهریور ۱۳۹۷ ساعت ۱۹:۰۸", "2018-09-10 Monday 19:08")]
    [InlineData("الاثنين، 11 شباط 2019", "2019-02-11 Monday")]
    [InlineData("٢٤/٠٨/٢٠١٩", "2019-08-24")]
    [InlineData("Saturday 1439/11/29 - 2018/08/11", "2018-08-11 Saturday")]
    [InlineData("Dhu-AlQa'dah 29, 1439, Aug 11, 2018, SPA --", "2018-08-11")]
    [InlineData("tisdag 24 oktober 2017", "2017-10-24 Tuesday")]
    [InlineData("Wed., March 3, 2021", "2021-03-03 Wednesday")]
    [InlineData("(AFP) March 28, 2021", "2021-03-28")]
    [InlineData("BAGHDAD, April 8, 2007(CBS/AP) Six", "2007-04-08")]
    [InlineData("text.,2022-08-05 08:37:00,Read More", "2022-08-05 08:37:00")]
    [InlineData("Sat Aug 24 10:35:00 UTC 2019", "2019-08-24 Saturday 10:35:00 00:00:00")]
    [InlineData("10:35 a.m., Aug 24, 2019", "2019-08-24 10:35")]
    [InlineData("August 24, 2019 at 10:35 a.m. EDT", "2019-08-24 10:35 EDT")]
    [InlineData("Updated 10:35 GMT (18:35 HKT) August 24, 2019", "2019-08-24 10:35 00:00:00")]
    [InlineData("Thu 12 Sep 2019 12.30 BST", "2019-09-12 Thursday 12:30 BST")]
    [InlineData("السبت 23 ذو الحجة 1440 هـ - 24 أغسطس 2019 م", "2019-08-24 Saturday")]
    [InlineData("12:00AM BST 14 Jun 2014", "2014-06-14 00:00 BST")]
    [InlineData("Last Updated: Aug 25, 2019, 10.35 AM IST", "2019-08-25 10:35 IST")]
    // Synthetic.
    [InlineData("24 Aug '19", "2019-08-24")]
    [InlineData("السبت 24 أغسطس 2019 - 10:35 م", "2019-08-24 Saturday 22:35")]
    [InlineData("24 août 2019 à 14h30", "2019-08-24 14:30")]
    [InlineData("Samstag, 24. August 2019, 17.30 Uhr", "2019-08-24 Saturday 17:30")]
    [InlineData("24 de agosto de 2019", "2019-08-24")]
    [InlineData("24 Ağustos 2019 Cumartesi 09:15", "2019-08-24 Saturday 09:15")]
    [InlineData("24 августа 2019 г., 12:00 MSK", "2019-08-24 12:00 MSK")]
    [InlineData("2019年8月24日 12:05", "2019-08-24 12:05")]
    [InlineData("24 شباط/فبراير 2022", "2022-02-24")]
    [InlineData("08-Sep-19", "2019-09-08")]
    [InlineData("2019-08-24 0730 GMT", "2019-08-24 07:30 00:00:00")]
    [InlineData("24 Aug 2019 8 p.m.", "2019-08-24 20:00")]
    [InlineData("24th of August, 2019", "2019-08-24")]
    public void Reads_a_stamp(string text, string expected) => Assert.Equal(expected, string.Join(" / ", Scan(text).Select(Describe)));

    [Theory]
    [InlineData("Published 2 April 2012, 03:45Updated 6 October 2016, 10:45", "2012-04-02 03:45 / 2016-10-06 10:45")]
    [InlineData(" date 2019-08-19 19 August 2019 - 13:09", "2019-08-19 / 2019-08-19 13:09")]
    [InlineData(" date 2019-08 2019/08/24 | 00:25", "2019-08-24 00:25")]
    [InlineData("Tuesday, 03 March 2020\n\nMonday، 02 March 2020", "2020-03-03 Tuesday / 2020-03-02 Monday")]
    [InlineData("20:30 LOCAL TIME 17:30 GMT", " 20:30 03:00:00")]
    [InlineData("at 12:15 p.m. (0315 GMT)", " 12:15 09:00:00")]
    public void Keeps_neighbours_apart(string text, string expected) => Assert.Equal(expected, string.Join(" / ", Scan(text).Select(Describe)));

    [Theory]
    [InlineData("0 7")]
    [InlineData("version 1.2.3 and 10.0.26100.1")]
    [InlineData("192.168.10.12")]
    [InlineData("They won 3-2 and 4-1-5")]
    [InlineData("call 07-12-555-1234")]
    [InlineData("https://example.org/2019/08/24/story")]
    [InlineData("www.example.org/2019/08/24/story")]
    [InlineData("Article 5/7 of the law")]
    [InlineData("News Code 83443299")]
    [InlineData("1483**1424")]
    [InlineData("they may 5 times march 3 miles")]
    [InlineData("31/02/2019x 45/13/2019")]
    [InlineData("1,204 views")]
    [InlineData("")]
    public void Takes_nothing_else_for_a_date(string text) => Assert.DoesNotContain(Scan(text), c => c.Readings.Count > 0);

    [Theory]
    [InlineData("Voice - 10 hours 38 min ago")]
    [InlineData("Updated: 1 year 48 weeks ago")]
    [InlineData("Updated 13 sec ago")]
    [InlineData("il y a 3 heures")]
    [InlineData("منذ 3 ساعات")]
    public void Flags_an_age(string text)
    {
        var stamp = Assert.Single(Scan(text));
        Assert.True(stamp.IsRelative);
        Assert.Empty(stamp.Readings);
    }

    [Fact]
    public void Midnight_to_the_second_is_a_placeholder()
    {
        Assert.True(Assert.Single(Scan("2021-12-24 00:00:00 - x")).Clock!.Value.IsPlaceholder);
        Assert.True(Assert.Single(Scan("12/24/2021 12:00:00 AM")).Clock!.Value.IsPlaceholder);
        Assert.False(Assert.Single(Scan("2021-12-24 00:25")).Clock!.Value.IsPlaceholder);
    }

    [Fact]
    public void The_comma_behind_a_weekday_is_kept()
    {
        Assert.Equal(',', Assert.Single(Scan("Tuesday, 03 March 2020")).Weekday!.Value.Comma);
        Assert.Equal('،', Assert.Single(Scan("Monday، 02 March 2020")).Weekday!.Value.Comma);
        Assert.Equal('\0', Assert.Single(Scan("Sunday 5 January 2020")).Weekday!.Value.Comma);
    }

    [Fact]
    public void Numbers_without_a_year_are_read_on_request_only()
    {
        Assert.Empty(Scan("Jerusalem Post, 5/7 Iraqi"));
        Assert.Equal("--07-05|--05-07", Describe(Assert.Single(Scan("Jerusalem Post, 5/7 Iraqi", StampScanOptions.NumericWithoutYear))));
    }

    [Theory]
    [InlineData("10:35 GMT (")]
    [InlineData("May 5 ")]
    [InlineData("May of ")]
    [InlineData("1439/11/29 - 2018/08/11 - ")]
    [InlineData("dhu al ")]
    [InlineData("(((")]
    [InlineData("5-7-")]
    [InlineData("Thursday, ")]
    [InlineData("America/")]
    public void Repetition_does_not_overflow(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000));
        Assert.All(Scan(text, StampScanOptions.LoneClocks), c => Assert.True(c.Span.End <= text.Length));
    }

    [Fact]
    public void Never_throws_and_stays_within_the_range() =>
        Prop.ForAll(Pieces.ToArbitrary(), text =>
        {
            var range = new TextSpan(Math.Min(2, text.Length), Math.Max(0, text.Length - 4));
            foreach (var options in new[] { StampScanOptions.None, StampScanOptions.NumericWithoutYear | StampScanOptions.LoneClocks })
            {
                var end = range.Start;
                foreach (var c in StampScanner.Scan(text, range, options))
                {
                    if (c.Span.Start < end || c.Span.End > range.End || (c.DateSpan.Length > 0 && !c.Span.Contains(c.DateSpan)))
                    {
                        return false;
                    }

                    end = c.Span.End;
                    StampResolver.Resolve(c, new StampEvidence { Text = TextDates.Scan(text, range), Country = "IQ", HomeZone = "Asia/Baghdad" });
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    internal static Gen<string> Pieces { get; } = Gen.Elements(
            "2019", "08", "24", "1", "12", "31", "99999999999", "/", "-", ".", ":", ",", " ", "\n", "\n\n", "T", "Z", "GMT", "+03", "(", ")", "May", "Aug", "August", "Thursday", "Sun",
            "today", "Today", "last", "next", "month", "year", "two", "days", "ago", "since", "in", "of", "the", "شباط", "الاثنين", "۱۳۹۷", "شهریور", "1439", "am", "pm", "ago", "\uD800", "\0", "Paris", "s", "'", "will", "to", "and", "1990s", "summer")
        .ListOf().Select(p => string.Concat(p));
}
