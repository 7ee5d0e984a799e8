using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Headers;

public class AuthorTests
{
    private const string Body = "The old ferry went back into service on Monday after two years of repairs. It carries forty cars.";

    private static HeaderInfo Parse(string text, string? address = null) =>
        new HeaderParser().Parse(new RepairedText(text, []), new ArticleContext(address, null, ArticleHints.None));

    [Theory]
    [InlineData("Ferry is back on the lake\n\nAmina Kovalenko\n\nMay 19, 2016", "Amina Kovalenko")]
    [InlineData("Amina Kovalenko\n\nPolitical Correspondent\n\nFerry is back on the lake\n\nMay 19, 2016", "Amina Kovalenko")]
    [InlineData("Ferry is back on the lake\n\nAmina Kovalenko Published May 19, 2016", "Amina Kovalenko")]
    [InlineData("Ferry is back on the lake\n\nBy Amina Kovalenko Published May 19, 2016", "Amina Kovalenko")]
    [InlineData("Ferry is back on the lake\n\nPar Amina Kovalenko Publié le 19 mai 2016", "Amina Kovalenko")]
    [InlineData("Ferry is back on the lake\n\nAmina Kovalenko   |19.05.2016", "Amina Kovalenko")]
    [InlineData("Ferry is back on the lake\n\nHong Kong\n\nMay 19, 2016", null)]
    [InlineData("Ferry is back on the lake\n\nLake Victoria\n\nMay 19, 2016", null)]
    [InlineData("Ferry is back on the lake\n\nGetty Images\n\nMay 19, 2016", null)]
    [InlineData("Ferry is back on the lake\n\nReuters Staff\n\nMay 19, 2016", null)]
    [InlineData("Mayor Kovalenko opens the ferry\n\nAmina Kovalenko\n\nMay 19, 2016", null)]
    public void Authors_without_a_label(string head, string? author)
    {
        var header = Parse(head + "\n\n" + Body);
        Assert.Equal(author, header.Bylines is [var first, ..] ? first.Value : null);
        Assert.Equal(author is null ? 0 : 1, header.Bylines.Count);
    }

    [Theory]
    [InlineData("LIMA, 20 jun (Xinhua) -- ", "Lima")]
    [InlineData("Bogotá, 14 ago (EFE).- ", "Bogotá")]
    [InlineData("NIAMEY () - ", "Niamey")]
    public void Datelines_with_foreign_months_and_lost_credits(string dateline, string place)
    {
        const string title = "Ferry is back on the lake\n\nMay 19, 2016\n\n";
        var header = Parse(title + dateline + Body);
        Assert.Equal(place, header.DatelinePlaces is [var first] ? first.Value : null);
        Assert.Equal(title.Length + dateline.Length, header.Body.Start);
    }

    [Theory]
    [InlineData("https://www.example.rw/a", "RW", 2)]
    [InlineData("https://www.example.at/a", "AT", 2)]
    [InlineData("https://www.example.io/a", null, null)]
    [InlineData("https://www.example.tv/a", null, null)]
    public void Country_and_zone_of_an_unlisted_address(string address, string? country, int? hours)
    {
        var header = Parse("Ferry is back on the lake\n\nMay 19, 2016 10:00\n\n" + Body, address);
        Assert.Equal(country, header.Outlet?.Value.Country);
        Assert.Equal(hours is { } h ? TimeSpan.FromHours(h) : null, header.Published?.Value.UtcOffset);
    }

    [Theory]
    [InlineData("August 30, 20187:42 AM", "2018-08-30", 7, 42)]
    [InlineData("3 May 202109:45", "2021-05-03", 9, 45)]
    public void Year_glued_to_the_clock(string stamp, string date, int hour, int minute)
    {
        var header = Parse("Ferry is back on the lake\n\n" + stamp + "\n\n" + Body);
        Assert.Equal(date, header.Published?.Value.Date.ToString());
        Assert.Equal(new TimeOnly(hour, minute), header.Published?.Value.Time);
    }

    [Theory]
    [InlineData("https://example.org/2016/May/19/ferry")]
    [InlineData("https://example.org/2016/may/19/ferry")]
    public void Month_names_in_addresses(string address) => Assert.Equal("2016-05-19", UrlDates.Find(address)?.ToString());

    [Theory]
    [InlineData(" (APA, 19.5.2016)", "APA")]
    [InlineData("\n\nEFE abc/xy", "EFE")]
    public void Credits_behind_the_text(string tail, string agency)
    {
        var header = Parse("Ferry is back on the lake\n\nMay 19, 2016\n\n" + Body + tail, "https://www.example.at/a");
        Assert.Equal(agency, header.Agency?.Value.Name);
        Assert.Equal(Body, header.Body.Of("Ferry is back on the lake\n\nMay 19, 2016\n\n" + Body + tail).ToString());
    }
}
