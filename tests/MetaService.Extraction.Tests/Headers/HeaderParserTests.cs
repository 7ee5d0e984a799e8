using MetaService.Extraction.Headers;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Headers;

public class HeaderParserTests
{
    private const string Body = "The council met on Monday to talk about the price of bread in the old town. A second meeting will follow next week.";

    private static HeaderInfo Parse(string text, string? address = null) =>
        new HeaderParser().Parse(new RepairedText(text, []), new ArticleContext(address, null, ArticleHints.None));

    private static string BodyOf(string text, HeaderInfo header) => header.Body.Of(text).ToString();

    [Fact]
    public void Piped_date_and_bracketed_outlet()
    {
        const string text = " date 2019-08 2019/08/24 | 00:25\n\n(Hatha al-Youm | Iraq News )-" + Body;
        var header = Parse(text);
        Assert.Equal("2019-08", header.CollectionDate?.Value.ToString());
        Assert.Equal("2019-08-24", header.Published?.Value.Date.ToString());
        Assert.Equal(new TimeOnly(0, 25), header.Published?.Value.Time);
        Assert.Equal(TimeSpan.FromHours(3), header.Published?.Value.UtcOffset);
        Assert.True(header.Published?.Value.OffsetInferred);
        Assert.Equal("Hatha al-Youm", header.Outlet?.Value.Name);
        Assert.Equal("Iraq News", header.Outlet?.Value.Section);
        Assert.Equal("IQ", header.Outlet?.Value.Country);
        Assert.Equal(Body, BodyOf(text, header));
    }

    [Theory]
    [InlineData("BAGHDAD (Reuters) - ", "Baghdad", "Reuters")]
    [InlineData("BAGHDAD, Sept. 15 (Xinhua) -- ", "Baghdad", "Xinhua")]
    [InlineData("Erbil (AFP) – ", "Erbil", "AFP")]
    [InlineData("BASRA, Iraq, Jan. 22 (UPI) -- ", "Basra", "UPI")]
    [InlineData("Sulaimani/ NINA / -", "Sulaymaniyah", "NINA")]
    [InlineData("INA – NAJAF ", "Najaf", "INA")]
    [InlineData("DOHA, January 30. /TASS/. ", "Doha", "TASS")]
    [InlineData("(AP) Kirkuk – ", "Kirkuk", "AP")]
    [InlineData("Muscat, 30 Jan (ONA) --- ", "Muscat", "ONA")]
    [InlineData("New Delhi [India], Oct 24 (ANI): ", "New Delhi", "ANI")]
    [InlineData("YEREVAN, 19 AUGUST, ARMENPRESS. ", "Yerevan", "Armenpress")]
    [InlineData("AMMAN (AP)Two ", "Amman", "AP")]
    [InlineData("(ANSA) - ROME, OCT 24 - ", "Rome", "ANSA")]
    public void Datelines_of_agencies(string dateline, string place, string agency)
    {
        var text = "Outlet of the day\n\n" + dateline + Body;
        var header = Parse(text, "https://www.example.com/x");
        Assert.Equal(place, header.DatelinePlaces is [var first, ..] ? first.Value : null);
        Assert.Equal(agency, header.Agency?.Value.Name);
        Assert.EndsWith(Body, BodyOf(text, header), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\n\n\n")]
    [InlineData("((((((((((((((((((((")]
    [InlineData("\ud800 (\udc00 | )-")]
    [InlineData("date 2019-")]
    [InlineData("By\n")]
    [InlineData("Source:\nSource:\n|")]
    public void Strange_text_gives_an_answer(string text)
    {
        var header = Parse(text, "not an address");
        Assert.InRange(header.Body.Start, 0, text.Length);
        Assert.InRange(header.Body.End, header.Body.Start, text.Length);
    }
}
