using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Headers;

/// <summary>Header shapes seen on real pages, with made-up titles and bodies.</summary>
public class HeaderShapeTests
{
    private const string Title = "Cracks found in pillar of old bridge";
    private const string Body = "Engineers inspected the old bridge on Monday and found two cracks in its northern pillar, the roads office said. Traffic will be led over the new crossing until repairs are done.";

    private static HeaderInfo Parse(string text, string? address) =>
        new HeaderParser().Parse(new RepairedText(text, []), new ArticleContext(address, null, ArticleHints.None));

    /// <summary>Above the body: <c>@</c> stands for the title.</summary>
    [Theory]
    [InlineData("Posted 2014-08-12 04:29 GMT\n\n@\n\n", "http://www.aina.org/news/1.htm", "2014-08-12", "04:29")]
    [InlineData("@\n\nFiled on August 19, 2021\n\n", "https://www.khaleejtimes.com/x", "2021-08-19", null)]
    [InlineData("@\n\nposted on 19/11/2014\n\n", null, "2014-11-19", null)]
    [InlineData("19:54 30/01/2013\n\n@\n\nMOSCOW, January 30 (Interfax) – ", null, "2013-01-30", "19:54")]
    [InlineData("@\n\nBAGHDAD, 2 August 2005 (RFE/RL) -- ", "https://www.rferl.org/a/1.html", "2005-08-02", null)]
    [InlineData("@\n\nOctober 24, 2017 (KHARTOUM) - ", "https://www.sudantribune.com/x", "2017-10-24", null)]
    [InlineData("Sunday, September 22, 2024\n\n@\n\n", "https://www.example.com/2014/10/27/x/", "2014-10-27", null)]
    [InlineData("@\n\nPublished: 2020-02-25 10:51\nLast Updated: 2020-02-26 11:16\n\n", null, "2020-02-25", "10:51")]
    [InlineData("@\n\nNothing of a date here\n\n", null, null, null)]
    [InlineData("@\n\nVoice of America - 10 hours 38 min ago\n\n", null, null, null)]
    public void Publication_is_found_or_left_open(string head, string? address, string? date, string? time)
    {
        var header = Parse(head.Replace("@", Title, StringComparison.Ordinal) + Body, address);
        Assert.Equal(date, header.Published?.Value.Date.ToString());
        Assert.Equal(time, header.Published?.Value.Time?.ToString("HH':'mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("@\n\nQAMISHLI, Syria (North Press) – ", null, "North Press Agency", "Qamishli")]
    [InlineData("@\n\nTEHRAN (ISNA)-", "https://en.isna.ir/news/1", "Iranian Students' News Agency", "Tehran")]
    [InlineData("@\n\nKUWAIT CITY, Nov 28: ", "https://www.arabtimesonline.com/news/x", "Arab Times", "Kuwait City")]
    [InlineData("@\n\nALGIERS- ", "https://www.aps.dz/en/x", "Algérie Presse Service", "Algiers")]
    [InlineData("@\n\nAccra, Oct. 24, GNA – ", null, "Ghana News Agency", "Accra")]
    [InlineData("@\n\nYEREVAN, 19 AUGUST, ARMENPRESS. ", "https://armenpress.am/eng/news/1", "Armenpress", "Yerevan")]
    [InlineData("@ | Geo News\n\nLAHORE: ", null, "Geo News", "Lahore")]
    [InlineData("@\n\nJakarta (ANTARA) - ", null, "Antara", "Jakarta")]
    [InlineData("Gulf News | Crime\n\n@\n\nDubai: ", null, "Gulf News", "Dubai")]
    public void Outlet_and_filing_place(string head, string? address, string outlet, string place)
    {
        var text = head.Replace("@", Title, StringComparison.Ordinal) + Body;
        var header = Parse(text, address);
        Assert.Equal(outlet, header.Outlet?.Value.Name);
        Assert.Equal(place, header.DatelinePlaces is [var first, ..] ? first.Value : null);
        Assert.Equal(Title, header.Title?.Value);
        Assert.Equal(Body, header.Body.Of(text).ToString());
    }

    [Theory]
    [InlineData("By Sara Khalil in Beirut\n14 May 2020\n\n", "Sara Khalil")]
    [InlineData("KOJI TANAKA, Nikkei staff writer\n\nApril 20, 2022\n\n", "KOJI TANAKA")]
    [InlineData("By Amira Saleh and Tom Weiss\n\n14 May 2020\n\n", "Amira Saleh; Tom Weiss")]
    [InlineData("By AFP\n\n14 May 2020\n\n", "")]
    [InlineData("Posted on June 3, 2014 by admin\n\n", "")]
    public void Authors_are_people(string line, string authors) =>
        Assert.Equal(authors, string.Join("; ", Parse(Title + "\n\n" + line + Body, null).Bylines.Select(b => b.Value)));

    [Fact]
    public void Feed_outlet_and_agency_are_kept_apart()
    {
        const string text = " date 2021-03 " + Title + "\n2021/03/09 | 18:12 - Source: Rudaw\n\n(Hatha al-Youm | Iraq News )- Baghdad (AFP) - " + Body;
        var header = Parse(text, null);
        Assert.Equal("Hatha al-Youm", header.Outlet?.Value.Name);
        Assert.Equal("Rudaw", header.Feed?.Value.Name);
        Assert.Equal("AFP", header.Agency?.Value.Name);
        Assert.Equal("Iraq News", header.Outlet?.Value.Section);
        Assert.Equal("2021-03", header.CollectionDate?.Value.ToString());
    }

    [Fact]
    public void A_lone_paragraph_is_the_body_and_no_title()
    {
        const string text = "2019/08/24 | 00:25\n\nA delegation met Barham Salih in Baghdad on Thursday.";
        var header = Parse(text, null);
        Assert.Null(header.Title);
        Assert.Equal("A delegation met Barham Salih in Baghdad on Thursday.", header.Body.Of(text).ToString());
    }

    [Theory]
    [InlineData(" / End.")]
    [InlineData(" (end)")]
    [InlineData("\n\n/End/")]
    [InlineData("\n\nEnditem")]
    [InlineData("--PTI")]
    [InlineData("\n\nAnother story about trains\n\nDate: 2022-09-22T06:30:00+0000")]
    public void The_tail_is_no_body(string tail)
    {
        var text = Title + "\n\n2022-09-21 10:00\n\n" + Body + tail;
        Assert.Equal(Body, Parse(text, null).Body.Of(text).ToString());
    }

    [Fact]
    public void Any_mix_of_header_pieces_gives_spans_within_the_text()
    {
        string[] pieces = ["By ", "Source: ", "(", "(Reuters)", " - ", "\n", "\n\n", "BAGHDAD", "2019/08/24 | 00:25", " | ", "» ", "[", "]", "Published: ", "date 2019-08 ", "Today, ", "11:05 am", "\ud800", "، ", "بغداد", "/", "End", "www.", "://", Body, "–", "Dubai: ", "1. ", "©", "The News", ".", "5/7", ","];
        var gen = Gen.Elements(pieces).ListOf(18).Select(string.Concat);
        Prop.ForAll(gen.ToArbitrary(), text =>
        {
            var header = Parse(text, null);
            var spans = header.Bylines.SelectMany(b => b.Spans)
                .Concat(header.DatelinePlaces.SelectMany(p => p.Spans)).Concat(header.Title?.Spans ?? []).Concat(header.Outlet?.Spans ?? []).Append(header.Body);
            return spans.All(s => s.Start >= 0 && s.Length >= 0 && s.End <= text.Length);
        }).QuickCheckThrowOnFailure();
    }
}
